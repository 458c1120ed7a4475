"""The two steps of saying something: the form, and the look over it before it is sent."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from soundingboard.redline import redline
from soundingboard.site import limits
from soundingboard.site.contributions import links, places, rules
from soundingboard.site.contributions.actions import Said
from soundingboard.site.contributions.forms import Desk, SayForm, word_label
from soundingboard.site.contributions.models import OPEN, AskKind, Contribution, Permission, Topic, is_late
from soundingboard.site.contributions.places import Target
from soundingboard.site.drafts import lives
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.models import Process
from soundingboard.write.characters import clean
from soundingboard.write.html import fragments

Deed = Callable[[Said], Contribution]


def drafts_for(who: Who, process: Process, also: Draft | None = None) -> list[Draft]:
    """The drafts that someone sees; `also` the one that they spoke on before."""
    chain = lives.chain(process, inside=True)
    return [draft for draft in chain if rules.may_say(who, draft) or draft == also]


def desk_for(request: HttpRequest, process: Process) -> Desk:
    """What someone came to speak about. An address that names nothing is not found; a form is kept, and told so."""
    typed = request.POST if request.method == "POST" else QueryDict()
    chain = drafts_for(request.who, process)
    if not chain:
        raise Http404(_("No draft is out yet. When the first one is, you can say something on it here."))
    slug = typed.get("draft", request.GET.get("draft", ""))
    place = typed.get("here", places.place_in(request.GET))
    return laid_out(process, chain, slug, place, is_kept=request.method == "POST")


def laid_out(process: Process, chain: Sequence[Draft], slug: str, place: str, is_kept: bool) -> Desk:
    """The desk for a draft and a place by their names; when one is not there, Http404 unless the form is kept."""
    draft = places.chosen(chain, slug)
    here = places.target(chain, draft, place) if draft and place else None
    is_lost = draft is None or (bool(place) and here is None)
    if is_lost and not is_kept:
        raise Http404(_("There is no such place in a draft that is out."))
    return Desk(process, draft or places.chosen(chain), here, list(Topic.objects.standing(process)), is_lost)


def two_steps(request: HttpRequest, form: SayForm, deed: Deed, more: Mapping[str, Any]) -> HttpResponse:
    """Show the form; look over it; send it: whatever stands in the way, what was typed is kept."""
    action = request.POST.get("action", "preview")
    if request.method != "POST" or action == "edit":
        return _form(request, form, more, 200)
    if not form.is_valid():
        return _form(request, form, more, 422)
    if action != "send":
        return render(
            request, "contributions/look_over.html", {**_context(form), **looked_over(form), **more}
        )
    if limits.is_over(request, limits.SAYING):
        words = _(
            "A great deal came from your address in a short time. Nothing is lost: wait ten minutes, then send it."
        )
        return _form(request, form, {**more, "held": words}, 429)
    return redirect(links.path(deed(form.said())))


def say_form(request: HttpRequest, desk: Desk, initial: Mapping[str, Any] | None = None) -> SayForm:
    """The form as it was sent, or as it is before anything is typed; going back to it is no fault in it yet."""
    if request.method != "POST":
        return SayForm(desk, initial={**_quoted(request), **(initial or {})})
    if request.POST.get("action") == "edit":
        return SayForm(desk, initial={**(initial or {}), **request.POST.dict()})
    data = request.POST.copy()
    if desk.is_lost:  # what the form shows next must not name it once more
        data["draft"], data["here"] = desk.draft.slug, ""
    return SayForm(desk, data, initial=dict(initial or {}))


def _quoted(request: HttpRequest) -> dict[str, str]:
    words = request.GET.get("words", "")
    return {"words": words} if words else {}


def _form(request: HttpRequest, form: SayForm, more: Mapping[str, Any], status: int) -> HttpResponse:
    return render(request, "contributions/say.html", {**_context(form), **more}, status=status)


def _context(form: SayForm) -> dict[str, Any]:
    desk = form.desk
    return {
        "process": desk.process,
        "draft": desk.draft,
        "here": desk.here,
        "form": form,
        "is_late": is_late(desk.draft, timezone.now()),
    }


def looked_over(form: SayForm) -> dict[str, Any]:
    """Everything as it will stand, and who will see it."""
    said, target = form.said(), form.target
    return {
        "said": said,
        "target": target,
        "kind": AskKind(said.asks[0].kind).label,
        "anchor": form.anchor,
        "redline": redline_of(form.wording, target.draft.language),
        "shown": _shown(said),
        "permission": Permission(said.permission).label,
        "seen": _seen(said.permission),
    }


def redline_of(wording: Mapping[str, str | None] | None, language: str) -> SafeString:
    """A proposed wording with what it changes marked; empty when nothing is proposed."""
    if not wording:
        return SafeString("")
    runs = redline(clean(wording["old"] or ""), clean(wording["new"] or ""))
    return mark_safe(fragments.inline(runs, language))  # noqa: S308 (made by the library, which escapes)


def _shown(said: Said) -> list[tuple[str, str]]:
    """What others will see of who said it."""
    rows = [
        (_("Name"), said.name if said.permission == Permission.NAMED else ""),
        (_("Organisation (declared)"), said.organisation),
        (_("Group"), word_label(said.stakeholder_group)),
        (_("Region"), word_label(said.regional_group)),
    ]
    return [row for row in rows if row[1]] if said.permission in OPEN else []


def _seen(permission: str) -> str:
    return {
        Permission.NAMED: _("Everyone sees all of this, with your name."),
        Permission.ORGANISATION: _("Everyone sees all of this. Your name and e-mail are not shown."),
        Permission.ANONYMOUS: _(
            "Everyone sees your words and what you ask, and nothing about you: your organisation is not kept; your "
            "group and region only count in totals."
        ),
        Permission.CONFIDENTIAL: _(
            "The secretariat alone can read this; each reading is logged and shown on your receipt. Everyone else sees "
            "that something confidential came in, its name, and your group."
        ),
    }[Permission(permission)]


def preview(request: HttpRequest, process: Process) -> SafeString:
    """The redline of what stands in the wording field now; empty when nothing is changed."""
    desk = desk_for(request, process)
    typed = clean(request.POST.get("proposed", "")).replace("\r\n", "\n").strip()
    standing = _standing(desk.here, request.POST.get("place", ""))
    changed = bool(typed) and " ".join(typed.split()) != " ".join(standing.split())
    return redline_of({"old": standing, "new": typed} if changed else None, desk.draft.language)


def _standing(here: Target | None, place: str) -> str:
    """The words that a proposal would change."""
    return here.text if here and place in ("", here.place) else ""
