"""Who sits on the board, counted so that nobody can miscount: members, alternates and ex officio apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils import timezone

from soundingboard.site.board.models import Capacity, Event, EventKind, Seat
from soundingboard.site.processes.models import GLOBAL, NOT_STATED, Process


@dataclass(frozen=True, slots=True)
class Tally:
    """How many seats, in each capacity."""

    word: str
    members: int
    alternates: int
    ex_officio: int

    @property
    def n(self) -> int:
        return self.members + self.alternates + self.ex_officio


@dataclass(frozen=True, slots=True)
class Held:
    """How many events of a kind are over."""

    kind: str
    label: str
    n: int


@dataclass(frozen=True, slots=True)
class BoardPage:
    """`now` has the seats of each group that has any; the tallies count these, and show who has none."""

    now: Sequence[tuple[str, Sequence[Seat]]]
    coming: Sequence[Seat]
    former: Sequence[Seat]
    whole: Tally
    by_group: Sequence[Tally]
    by_region: Sequence[Tally]
    held: Sequence[Held]


def board_page(process: Process) -> BoardPage:
    """The board today (UTC)."""
    today = timezone.now().date()
    seats = list(Seat.objects.of(process))
    now = [seat for seat in seats if _is_held(seat, today)]
    groups, regions = _by(now, "stakeholder_group"), _by(now, "regional_group")
    return BoardPage(
        now=[(word, _in_order(groups[word])) for word in _words(process.groups, groups) if word in groups],
        coming=[seat for seat in seats if seat.since and seat.since > today],
        former=[seat for seat in reversed(seats) if seat.until and seat.until < today],
        whole=_tally("", now),
        by_group=[_tally(word, groups.get(word, ())) for word in _words(process.groups, groups)],
        by_region=[_tally(word, regions.get(word, ())) for word in _words(process.regions, regions)],
        held=held(process),
    )


def held(process: Process) -> list[Held]:
    """The events that are over, counted by kind, in the order of the kinds."""
    rows = Event.objects.filter(process=process, end__lt=timezone.now()).order_by().values_list("kind")
    counts = dict(rows.annotate(n=Count("pk")))
    labels = dict(EventKind.choices) | {kind: kind for kind in counts if kind not in EventKind.values}
    return [Held(kind, str(label), counts[kind]) for kind, label in labels.items() if counts.get(kind)]


def _is_held(seat: Seat, today: date) -> bool:
    return (seat.since is None or seat.since <= today) and (seat.until is None or seat.until >= today)


def _by(seats: Iterable[Seat], field: str) -> dict[str, list[Seat]]:
    found: dict[str, list[Seat]] = {}
    for seat in seats:
        found.setdefault(getattr(seat, field) or NOT_STATED, []).append(seat)
    return found


def _words(own: Iterable[str], used: Mapping[str, object]) -> list[str]:
    """The words of the process, seat or no seat; then others that a seat has."""
    others = sorted(set(used) - {GLOBAL, NOT_STATED})
    return list(dict.fromkeys([*own, *others, *(word for word in (GLOBAL, NOT_STATED) if word in used)]))


def _in_order(seats: Iterable[Seat]) -> list[Seat]:
    order = {capacity: place for place, capacity in enumerate(Capacity.values)}
    return sorted(seats, key=lambda seat: (order.get(seat.capacity, len(order)), seat.name or "", seat.pk))


def _tally(word: str, seats: Sequence[Seat]) -> Tally:
    counts = [sum(seat.capacity == capacity for seat in seats) for capacity in Capacity]
    return Tally(word, *counts)
