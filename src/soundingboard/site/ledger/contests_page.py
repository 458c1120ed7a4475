"""What can be contested, and the list of what was."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from soundingboard.site.contributions import places
from soundingboard.site.contributions.models import Ask, AskKind, Contribution, ContributionState
from soundingboard.site.drafts.models import Draft
from soundingboard.site.drafts.refusals import Refused
from soundingboard.site.ledger.models import Contest, Entry
from soundingboard.site.ledger.outcomes import became
from soundingboard.site.ledger.words import outcome_word
from soundingboard.site.processes.models import Process

PAGE = 25


def choices(contribution: Contribution, chain: Sequence[Draft]) -> list[tuple[str, str]]:
    """What its author can contest: how each ask was read, and each outcome."""
    found = []
    for one in became(contribution, chain).asks:
        label = one.named.label if one.named else _("a place that is no longer there")
        words = _("how it was read: {kind}, {place}").format(kind=one.kind, place=label)
        found.append((f"ask:{one.ask.name}", words))
        for entry in one.entries:
            words = _("what became of it in {draft}: {outcome} ({kind}, {place})")
            told = {"draft": entry.new.label, "outcome": outcome_word(entry.outcome)}
            found.append((str(entry), words.format(**told, kind=one.kind, place=label)))
    return found


def thing(contribution: Contribution, about: str) -> Ask | Entry:
    """The ask or entry of that name. Raises Refused where it is gone."""
    kind, _colon, name = about.partition(":")
    if kind == "entry":
        found = Entry.objects.filter(ask__contribution=contribution, name=name).first()
    else:
        found = Ask.objects.filter(contribution=contribution, name=name).first()
    if found is None:
        raise Refused(_("This is not there any more. Open the page again, and look."))
    return found


@dataclass(frozen=True, slots=True)
class ContestLine:
    """A contest as the list shows it: of a confidential contribution only that there was one."""

    contest: Contest
    is_closed: bool
    address: str  # of the entry that it is about; empty: it has none
    mend: str  # where what it is about is corrected
    about: str  # the ask, and what the ledger says of it


def contests_of(process: Process, chain: Sequence[Draft]) -> QuerySet[Contest]:
    """The contests of a process that a reader of these drafts may know of, the newest first."""
    said = Contribution.objects.filter(process=process).seen_with(chain)
    known = [draft.pk for draft in chain]
    rows = Contest.objects.filter(process=process, contribution__in=said)
    rows = rows.filter(Q(entry=None) | Q(entry__new__in=known))
    rows = rows.filter(Q(ask=None) | Q(ask__draft=None) | Q(ask__draft__in=known))
    rows = rows.select_related("contribution", "ask", "entry__ask", "entry__new", "process")
    return rows.defer("entry__new__record").order_by("-at", "-pk")


def contest_lines(
    process: Process, chain: Sequence[Draft], contests: Iterable[Contest], inside: bool
) -> list[ContestLine]:
    """Each with where it is seen and mended; `inside`: the reader may read what was said in confidence."""
    found, contests = [], list(contests)
    named = places.of_asks(chain, [ask for one in contests if (ask := _ask(one))])
    for one in contests:
        is_closed = one.contribution.is_confidential
        address = reverse("entry", args=[process.slug, one.entry.name]) if one.entry else ""
        mend = address or reverse("intake-one", args=[process.slug, one.contribution.name])
        found.append(ContestLine(one, is_closed and not inside, address, mend, _about(one, named)))
    return found


def _ask(one: Contest) -> Ask | None:
    return one.entry.ask if one.entry else one.ask


def _about(one: Contest, named: Mapping[places.Key, places.Named]) -> str:
    """What was asked of which place and, where an outcome is contested, the outcome; nothing of what was withdrawn."""
    ask = _ask(one)
    if ask is None or one.contribution.state == ContributionState.WITHDRAWN:
        return ""
    place = named.get((ask.draft_id, ask.place))
    label = place.label if place else _("a place that is no longer there")
    words = _("{kind}: {place}").format(kind=AskKind(ask.kind).label, place=label)
    if one.entry is None:
        return words
    told = {"draft": one.entry.new.label, "outcome": outcome_word(one.entry.outcome)}
    return _("{ask}; in {draft}: {outcome}").format(ask=words, **told)
