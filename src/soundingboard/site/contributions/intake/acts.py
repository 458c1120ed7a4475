"""The buttons of the page of one contribution: each does one act and says where to go on."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from soundingboard.site.contributions.actions import open_confidential
from soundingboard.site.contributions.intake import deciding, queue, redacting
from soundingboard.site.contributions.intake.found import Work
from soundingboard.site.contributions.intake.suggesting import suggest_later
from soundingboard.site.contributions.models import Ask, Decision, Suggestion
from soundingboard.site.drafts.refusals import Refused

Deed = Callable[[HttpRequest, Work], str]


def version_in(request: HttpRequest) -> int:
    """The state of the contribution that a form was shown with; one that no contribution has, when it does not say."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def suggestion_in(request: HttpRequest, work: Work) -> Suggestion:
    """The suggestion that a button belongs to. Raises Refused when it is gone."""
    pk = request.POST.get("suggestion") or request.GET.get("suggestion") or ""
    rows = work.contribution.suggestions.select_related("draft")
    found = rows.filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < 18 else None
    if found is None:
        raise Refused(_("This suggestion is no longer there: the contribution was read again meanwhile."))
    found.contribution = work.contribution
    return found


def ask_in(request: HttpRequest, work: Work, field: str = "ask") -> Ask:
    """The ask that a button belongs to. Raises Refused when it is gone."""
    name = request.POST.get(field) or request.GET.get(field) or ""
    found = work.contribution.asks.select_related("draft").filter(name=name).first()
    if found is None:
        raise Refused(_("This is no longer among what it asks."))
    found.contribution = work.contribution
    return found


def back_to(work: Work, fragment: str = "") -> str:
    """The page of the contribution, with the filters of the queue."""
    address = reverse("intake-one", args=[work.process.slug, work.contribution.name])
    return f"{address}{work.filters.query}{fragment}"


def _next(work: Work, after: int) -> str:
    """The page, at the next suggestion that nobody decided."""
    waiting = list(
        work.contribution.suggestions.filter(decision=Decision.OPEN)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    later = [pk for pk in waiting if pk > after] or waiting
    return back_to(work, f"#s-{later[0]}" if later else "#standing")


def _was(request: HttpRequest) -> str:
    was = request.POST.get("was", "")
    return was if was in Decision.values else Decision.OPEN


def _accept(request: HttpRequest, work: Work) -> str:
    suggestion = suggestion_in(request, work)
    deciding.accept(work.who, suggestion, _was(request))
    return _next(work, suggestion.pk)


def _accept_sure(request: HttpRequest, work: Work) -> str:
    made = deciding.accept_sure(work.who, work.contribution)
    words = ngettext("{n} suggestion accepted.", "{n} suggestions accepted.", len(made))
    messages.success(request, words.format(n=len(made)))
    return _next(work, 0)


def _choose(request: HttpRequest, work: Work) -> str:
    suggestion, other = suggestion_in(request, work), request.POST.get("other", "")
    deciding.choose(work.who, suggestion, int(other) if other.isdecimal() and len(other) < 4 else -1)
    return _next(work, suggestion.pk)


def _reject(request: HttpRequest, work: Work) -> str:
    suggestion = suggestion_in(request, work)
    deciding.reject(work.who, suggestion, _was(request))
    return _next(work, suggestion.pk)


def _remove(request: HttpRequest, work: Work) -> str:
    deciding.remove(work.who, ask_in(request, work), version_in(request))
    messages.success(request, _("Removed."))
    return back_to(work, "#standing")


def _split(request: HttpRequest, work: Work) -> str:
    at = request.POST.get("at", "")
    place = int(at) if at.isdecimal() and len(at) < 10 else -1
    deciding.split(work.who, ask_in(request, work), version_in(request), place)
    messages.success(request, _("Split in two: look at both."))
    return back_to(work, "#standing")


def _merge(request: HttpRequest, work: Work) -> str:
    first, second = ask_in(request, work), ask_in(request, work, "with")
    deciding.merge(work.who, first, second, version_in(request))
    messages.success(request, _("Both are one now."))
    return back_to(work, "#standing")


def _deal(request: HttpRequest, work: Work) -> str:
    """Done with this one: on to the next."""
    deciding.deal(work.who, work.contribution, version_in(request))
    messages.success(request, _("{name} is dealt with.").format(name=work.contribution.name))
    return on_to_next(request, work)


def on_to_next(request: HttpRequest, work: Work) -> str:
    """The next of the queue, else the queue, which says that nothing is left."""
    following = queue.next_after(work.process, work.filters, work.contribution)
    if following is None:
        return reverse("intake", args=[work.process.slug])
    address = reverse("intake-one", args=[work.process.slug, following.name])
    return f"{address}{work.filters.query}#suggestions"


def _reopen(request: HttpRequest, work: Work) -> str:
    deciding.reopen(work.who, work.contribution)
    messages.success(request, _("It waits again."))
    return back_to(work)


def _again(request: HttpRequest, work: Work) -> str:
    suggest_later(work.contribution)
    messages.success(
        request, _("It is being read again. What you decided stays; only undecided suggestions are replaced.")
    )
    return back_to(work, "#suggestions")


def _read(request: HttpRequest, work: Work) -> str:
    """Read a confidential one: logged, and shown to its author."""
    if work.contribution.is_confidential and not work.is_open:
        open_confidential(work.who, work.contribution)
    return back_to(work)


def _bring_back(request: HttpRequest, work: Work) -> str:
    redacting.bring_back(work.who, work.contribution, version_in(request))
    messages.success(request, _("It counts again."))
    return back_to(work)


DEEDS: Mapping[str, Deed] = {
    "accept": _accept,
    "accept-sure": _accept_sure,
    "choose": _choose,
    "reject": _reject,
    "remove": _remove,
    "split": _split,
    "merge": _merge,
    "deal": _deal,
    "reopen": _reopen,
    "again": _again,
    "read": _read,
    "bring-back": _bring_back,
}
UNREAD = ("read", "reopen", "bring-back")  # what can be done with a confidential one before it is read
