"""The list of events: what comes first, then what was, all kinds or one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count

from soundingboard.site.board.models import Event, EventKind
from soundingboard.site.processes.models import Process

_PAGE = 50  # past events: a few months of a busy board
UPCOMING, PAST = "upcoming", "past"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of which there are events, with how many."""

    kind: str
    label: str
    n: int


@dataclass(frozen=True, slots=True)
class EventsPage:
    """`kind` and `when` are what was asked for (empty: all); `n` is how many events that is."""

    kinds: Sequence[Kind]
    kind: str
    when: str
    n: int
    upcoming: Sequence[Event]
    page: Page

    @property
    def label(self) -> str:
        return next((one.label for one in self.kinds if one.kind == self.kind), self.kind)


def events_page(process: Process, query: Mapping[str, str]) -> EventsPage:
    """The events that the query asks for (?kind=, ?when=past or upcoming, ?page=)."""
    kind = query.get("kind", "")
    when = query.get("when", "") if query.get("when") in (UPCOMING, PAST) else ""
    asked = {"kind": kind} if kind else {}
    ahead = Event.objects.upcoming(process).filter(**asked).listed()
    over = Event.objects.past(process).filter(**asked).listed()
    upcoming = [] if when == PAST else list(ahead)
    pages = Paginator(over.none() if when == UPCOMING else over, _PAGE)
    page = pages.get_page(query.get("page"))
    return EventsPage(_kinds(process), kind, when, len(upcoming) + pages.count, upcoming, page)


def _kinds(process: Process) -> list[Kind]:
    rows = Event.objects.filter(process=process).order_by().values_list("kind").annotate(n=Count("pk"))
    counts, labels = dict(rows), dict(EventKind.choices)
    order = [*EventKind.values, *sorted(set(counts) - set(EventKind.values))]
    return [Kind(kind, str(labels.get(kind, kind)), counts[kind]) for kind in order if counts.get(kind)]
