"""What the views of this room look up first, and who may go on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from soundingboard import model
from soundingboard.numbers import number_key
from soundingboard.site.amendments import records, rules
from soundingboard.site.amendments.forms import Place
from soundingboard.site.amendments.models import Amendment
from soundingboard.site.contributions.models import Ask, Contribution
from soundingboard.site.contributions.places import chosen
from soundingboard.site.contributions.saying import drafts_for
from soundingboard.site.drafts.models import Draft, State
from soundingboard.site.processes.models import Process

NEW = "new"  # in an address, in place of a paragraph


@dataclass(frozen=True, slots=True)
class Lookup:
    """What an address or a form names: a place to propose wording for, or in one line why there is none."""

    place: Place | None
    draft: Draft | None = None
    wrong: str = ""


def proposing(request: HttpRequest, process: str) -> tuple[Process, list[Draft]]:
    """The process and its drafts, for those who propose wording."""
    found = get_object_or_404(Process, slug=process)
    if not rules.may_propose(request.who, process):
        raise PermissionDenied(
            _(
                "Amendments are proposed by the board and the secretariat; everyone can propose wording where they "
                "have their say."
            )
        )
    return found, drafts_for(request.who, found)


def place_of(process: Process, chain: list[Draft], query: Mapping[str, str]) -> Lookup:
    """What somebody proposes wording for: `draft`, `paragraph` (its eid or number, or "new"), or `amends`."""
    amends = None
    if query.get("amends"):
        rows = Amendment.objects.standing(process).seen_with(chain)
        amends = rows.filter(name=query["amends"]).first()
        if amends is None:
            return Lookup(None, None, _("There is no proposal of this name that still stands."))
    draft = amends.draft if amends else chosen(chain, query.get("draft", ""))
    if draft is None:
        return Lookup(None, None, _("There is no draft of this name."))
    asked = amends.eid or NEW if amends else query.get("paragraph", "").strip()
    if asked == NEW:
        return Lookup(Place(draft, None, amends), draft)
    paragraph = paragraph_named(draft, asked) if asked else None
    if paragraph is None:
        wrong = (
            _("Paragraph {name} is not in {label}.").format(name=asked, label=draft.label) if asked else ""
        )
        return Lookup(None, draft, wrong)
    return Lookup(Place(draft, paragraph, amends), draft)


def paragraph_named(draft: Draft, name: str) -> model.Paragraph | None:
    """A paragraph by its eid, or by its number as printed."""
    if found := records.paragraph_of(draft, name):
        return found
    wanted = number_key(name)
    return next((one for one in records.read(draft).paragraphs if number_key(one.number) == wanted), None)


def one_of(request: HttpRequest, process: str, name: str) -> tuple[Amendment, list[Draft]]:
    """A proposal that the reader may know of, and the drafts that they see."""
    found = get_object_or_404(Process, slug=process)
    chain = drafts_for(request.who, found)
    rows = Amendment.objects.of(found).told(found).seen_with(chain)
    one = rows.filter(name=name).first()
    if one is None:
        raise Http404(_("There is no proposal at this address."))
    one.draft = next(draft for draft in chain if draft.pk == one.draft_id)
    one.process = found
    return one, chain


def worded_asks(process: Process, chain: list[Draft], query: Mapping[str, str]) -> Any:
    """Asks with wording that stand, may be told, and are no amendment yet; of one draft, if the address names it."""
    said = Contribution.objects.current(process).not_closed().seen_with(chain)
    rows = Ask.objects.filter(contribution__in=said, draft__in=[one.pk for one in chain], amendments=None)
    rows = rows.exclude(proposed=None)
    if query.get("draft"):
        rows = rows.filter(draft__slug=query["draft"])
    if query.get("paragraph"):
        rows = rows.filter(place=f"para:{query['paragraph']}")
    rows = rows.select_related("contribution__organisation", "draft__process").defer("draft__record")
    return rows.order_by("-draft__order", "contribution__filed", "pk")


def ask_named(process: Process, chain: list[Draft], query: Mapping[str, str]) -> Ask:
    """The ask that an address or a form names by `contribution` and `ask`."""
    said = Contribution.objects.filter(process=process).not_closed().seen_with(chain)
    rows = Ask.objects.filter(contribution__in=said, draft__in=[one.pk for one in chain])
    rows = rows.select_related("contribution__organisation", "contribution__process", "draft__process")
    names = {"contribution__name": query.get("contribution", ""), "name": query.get("ask", "")}
    found = rows.filter(**names).first()
    if found is None:
        raise Http404(_("There is no ask of this name."))
    return found


def published(chain: list[Draft]) -> list[Draft]:
    """Drafts that wording is proposed for, newest first."""
    return [draft for draft in reversed(chain) if draft.state == State.PUBLISHED]
