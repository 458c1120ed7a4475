"""What is owed to each contribution, and how long it waits for it: received, read, carried or not, traced, answered."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.translation import gettext as _

from soundingboard.site.contributions.models import Ask, Contribution
from soundingboard.site.drafts.models import Draft
from soundingboard.site.ledger.answers import answers, targets_of
from soundingboard.site.ledger.carrying import carried_asks
from soundingboard.site.ledger.filters import steps
from soundingboard.site.ledger.models import NotCarried, Notice, NoticeKind
from soundingboard.site.processes.models import Process
from soundingboard.vocabulary import UNTRACED_KINDS

PAGE = 50
READ, CARRIED, TRACED, ANSWERED = "read", "carried", "traced", "answered"
STEPS = (READ, CARRIED, TRACED, ANSWERED)


@dataclass(frozen=True, slots=True)
class Hand:
    """One thing that is owed: when it was done (None: not yet), how many days it took or has waited."""

    step: str
    at: datetime | None
    days: int
    is_owed: bool = True  # nobody owes it, for instance where nothing came after the draft

    @property
    def is_done(self) -> bool:
        return self.at is not None


@dataclass(frozen=True, slots=True)
class Line:
    """One contribution and what it was given; `places` are how many places its asks are linked to."""

    contribution: Contribution
    places: int
    hands: Sequence[Hand]


@dataclass(frozen=True, slots=True)
class Total:
    """Of how many contributions a step was done, and the days that it took or that the others wait."""

    step: str
    label: str
    owed: int
    done: int
    median_taken: float | None
    median_waiting: float | None

    @property
    def waiting(self) -> int:
        return self.owed - self.done


@dataclass(frozen=True, slots=True)
class Clock:
    totals: Sequence[Total]
    n: int
    closed: Sequence[Total]  # of what was said in confidence: how many were read
    n_closed: int
    page: Page
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class _Facts:
    """When what was done, by the id of the contribution."""

    board: Mapping[int, datetime]
    traced: Mapping[int, datetime]
    answered: Mapping[int, datetime]
    asks: Mapping[int, Sequence[Ask]]
    has_next: frozenset[int]  # drafts that another came after
    has_answers: bool
    now: datetime

    def hands(self, one: Contribution) -> list[Hand]:
        asks = [ask for ask in self.asks.get(one.pk, ()) if ask.kind not in UNTRACED_KINDS]
        unread = one.dealt is None and not asks  # who knows what it asks: until then all of it is owed
        traceable = any(ask.draft_id in self.has_next for ask in asks) or (
            unread and one.draft_id in self.has_next
        )
        owed = {READ: True, CARRIED: unread or bool(asks), TRACED: traceable, ANSWERED: self.has_answers}
        done = {READ: one.dealt, CARRIED: self.board.get(one.pk)}
        done |= {TRACED: self.traced.get(one.pk), ANSWERED: self.answered.get(one.pk)}
        return [self._hand(step, one.filed, done[step], owed[step]) for step in STEPS]

    def _hand(self, step: str, filed: datetime, at: datetime | None, is_owed: bool) -> Hand:
        days = max(0, ((at or self.now) - filed).days)
        return Hand(step, at, days, is_owed or at is not None)


def clock(process: Process, chain: Sequence[Draft], number: str | None = None) -> Clock:
    """Everything on the page (a number of queries that does not depend on how much was said)."""
    rows = Contribution.objects.current(process).seen_with(chain)
    light = ("name", "filed", "dealt", "draft_id", "permission", "tightened", "process_id")
    every = list(rows.only(*light).order_by("-filed", "-pk"))
    facts = _facts(process, chain)
    # What else happened to a confidential one would tell what it asks, and of which place.
    openly = [one for one in every if not one.is_confidential]
    closed = [one for one in every if one.is_confidential]
    page = Paginator(openly, PAGE).get_page(number)
    return Clock(
        totals=_totals(facts, openly),
        n=len(openly),
        closed=_totals(facts, closed, (READ,)),
        n_closed=len(closed),
        page=page,
        lines=lines(process, facts, page),
    )


def lines(process: Process, facts: _Facts, contributions: Iterable[Contribution]) -> list[Line]:
    """The line of each contribution."""
    found = []
    for one in contributions:
        one.process = process
        places = {(ask.draft_id, ask.place) for ask in facts.asks.get(one.pk, ())}
        found.append(Line(one, len(places), facts.hands(one)))
    return found


def all_lines(process: Process, chain: Sequence[Draft]) -> list[Line]:
    """The line of every contribution that is not confidential, for the data."""
    rows = Contribution.objects.current(process).not_closed().seen_with(chain).defer("text")
    return lines(process, _facts(process, chain), rows.order_by("-filed", "-pk"))


def _facts(process: Process, chain: Sequence[Draft]) -> _Facts:
    asks: defaultdict[int, list[Ask]] = defaultdict(list)
    drafts = {draft.pk: draft for draft in chain}
    columns = ("pk", "name", "kind", "place", "draft_id", "contribution_id")
    current = Contribution.objects.current(process)
    for ask in Ask.objects.filter(contribution__in=current).only(*columns):
        if ask.draft_id in drafts:
            ask.draft = drafts[ask.draft_id]
            asks[ask.contribution_id].append(ask)
    later = steps(chain)
    return _Facts(
        board=_board(process, asks),
        traced=_traced(process),
        answered=_answered(process, chain, asks),
        asks=asks,
        has_next=frozenset(one.pk for one in chain if later and one.order < later[0].order),
        has_answers=process.answers,
        now=timezone.now(),
    )


def _board(process: Process, asks: Mapping[int, Sequence[Ask]]) -> dict[int, datetime]:
    """When the board had said of the last ask of a contribution whether it carries it."""
    carried = {name: one.published for name, one in carried_asks(process).items()}
    rows = NotCarried.objects.filter(ask__contribution__process=process)
    refused = dict(rows.values_list("ask", "at"))

    def said(ask: Ask) -> datetime | None:
        return carried.get(f"ask:{ask.name}") or refused.get(ask.pk)

    return _last_of_all(asks, said)


def _last_of_all(
    asks: Mapping[int, Sequence[Ask]], said: Callable[[Ask], datetime | None]
) -> dict[int, datetime]:
    """The last of the times of all asks that ask something of the text; none where one is missing."""
    found = {}
    for pk, every in asks.items():
        times = [said(ask) for ask in every if ask.kind not in UNTRACED_KINDS]
        known = [one for one in times if one is not None]
        if known and len(known) == len(times):
            found[pk] = max(known)
    return found


def _traced(process: Process) -> dict[int, datetime]:
    """When a contribution was told for the first time what a later draft did with it."""
    rows = Notice.objects.filter(contribution__process=process, kind=NoticeKind.TRACED).order_by("-at")
    return dict(rows.values_list("contribution", "at"))


def _answered(
    process: Process, chain: Sequence[Draft], asks: Mapping[int, Sequence[Ask]]
) -> dict[int, datetime]:
    """When something that a contribution asks was answered for the first time."""
    stated, found = answers(process, chain), {}
    if not stated.by_target:
        return {}
    for pk, every in asks.items():
        times = [one.at for ask in every for one in stated.to(*targets_of(ask))]
        if times:
            found[pk] = min(times)
    return found


def labels() -> dict[str, str]:
    return {
        READ: _("Read and linked"),
        CARRIED: _("Carried by the board, or not"),
        TRACED: _("Traced in the next draft"),
        ANSWERED: _("Answered officially"),
    }


def _totals(
    facts: _Facts, contributions: Sequence[Contribution], steps: Sequence[str] = STEPS
) -> list[Total]:
    words = labels()
    by_step: dict[str, list[Hand]] = {step: [] for step in steps}
    for one in contributions:
        for hand in facts.hands(one):
            if hand.is_owed and hand.step in by_step:
                by_step[hand.step].append(hand)
    return [_total(step, words[step], hands) for step, hands in by_step.items()]


def _total(step: str, label: str, hands: Sequence[Hand]) -> Total:
    taken = [hand.days for hand in hands if hand.is_done]
    waiting = [hand.days for hand in hands if not hand.is_done]
    return Total(
        step=step,
        label=label,
        owed=len(hands),
        done=len(taken),
        median_taken=median(taken) if taken else None,
        median_waiting=median(waiting) if waiting else None,
    )


def record(line: Line) -> dict[str, Any]:
    """A line as data."""
    found: dict[str, Any] = {
        "contribution": line.contribution.name,
        "received": line.contribution.filed.isoformat(),
        "places": line.places,
    }
    for hand in line.hands:
        found[hand.step] = hand.at.isoformat() if hand.at else None
        found[f"{hand.step}_days"] = hand.days if hand.is_owed else None
    return found


def total_record(total: Total) -> dict[str, Any]:
    return {
        "step": total.step,
        "owed": total.owed,
        "done": total.done,
        "waiting": total.waiting,
        "median_days_taken": total.median_taken,
        "median_days_waiting": total.median_waiting,
    }
