"""Where each paragraph of both drafts goes in one file, so that each draft comes out in its own order.

What kept its order is shown in place, old and new words in one paragraph. What moved is deleted where it
was and inserted where it is; so is a change whose paragraphs do not stand together.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from soundingboard.errors import InputError
from soundingboard.i18n import _
from soundingboard.model import Change, Comparison, Reference

Side = Literal["old", "new"]


@dataclass(frozen=True, slots=True)
class Place:
    """A change in the file: both sides together, or the `nth` paragraph of one side alone."""

    change: Change
    heading: bool
    side: Side | None = None
    nth: int = 0


@dataclass(frozen=True, slots=True)
class _Unit:
    """A paragraph or heading of one draft: the `nth` of its side in the change."""

    change: Change
    heading: bool
    nth: int

    @property
    def key(self) -> tuple[bool, str]:
        return self.heading, self.change.id


def places(comparison: Comparison) -> tuple[Place, ...]:
    """Every change, in an order that gives both drafts theirs.

    Raises InputError when the comparison does not say where the paragraphs stood in their drafts.
    """
    old, new = _units(comparison, "old"), _units(comparison, "new")
    starts_old, starts_new = _together(old, "old"), _together(new, "new")
    both = [key for key in starts_new if key in starts_old]
    kept = _longest_rising([starts_old[key] for key in both])
    return tuple(_merged(old, new, [(starts_old[both[i]], starts_new[both[i]]) for i in kept]))


def _references(change: Change, side: Side) -> tuple[Reference, ...]:
    return change.old if side == "old" else change.new


def _units(comparison: Comparison, side: Side) -> list[_Unit]:
    """The paragraphs of a draft in its order, and before each section's first one the headings up to its own."""
    headings = _in_order(comparison.headings, side, heading=True)
    by_eid = {_references(unit.change, side)[unit.nth].eid: i for i, unit in enumerate(headings)}
    units: list[_Unit] = []
    place = 0
    for unit in _in_order(comparison.changes, side):
        due = by_eid.get(_references(unit.change, side)[unit.nth].section or "", -1) + 1
        units += [*headings[place:due], unit]
        place = max(place, due)
    return units + headings[place:]


def _in_order(changes: Sequence[Change], side: Side, heading: bool = False) -> list[_Unit]:
    found = [
        (reference.index, _Unit(change, heading, nth))
        for change in changes
        for nth, reference in enumerate(_references(change, side))
    ]
    if len({index for index, _unit in found}) < len(found):
        raise InputError(
            _(
                "comparison: it does not say where each paragraph stood; write it again with soundingboard compare"
            )
        )
    return [unit for _index, unit in sorted(found, key=lambda pair: pair[0])]


def _together(units: Sequence[_Unit], side: Side) -> dict[tuple[bool, str], int]:
    """Where each change begins in its draft, if its paragraphs stand together and in order there."""
    starts: dict[tuple[bool, str], int] = {}
    for i, unit in enumerate(units):
        n = len(_references(unit.change, side))
        stretch = units[i : i + n]
        if [(other.key, other.nth) for other in stretch] == [(unit.key, nth) for nth in range(n)]:
            starts[unit.key] = i
    return starts


def _longest_rising(values: Sequence[int]) -> list[int]:
    """The places of a longest rising subsequence (patience sorting)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for i, value in enumerate(values):
        pile = bisect_left(tails, value)
        before.append(ends[pile - 1] if pile else None)
        tails[pile : pile + 1], ends[pile : pile + 1] = [value], [i]
    chain: list[int] = []
    at = ends[-1] if ends else None
    while at is not None:
        chain.append(at)
        at = before[at]
    return chain[::-1]


def _merged(old: Sequence[_Unit], new: Sequence[_Unit], kept: Sequence[tuple[int, int]]) -> Iterator[Place]:
    """The changes in place, and between two of them what only one of the drafts has there."""
    i = j = 0
    for at_old, at_new in kept:
        yield from _between(old[i:at_old], new[j:at_new])
        unit = new[at_new]
        yield Place(unit.change, unit.heading)
        i, j = at_old + len(unit.change.old), at_new + len(unit.change.new)
    yield from _between(old[i:], new[j:])


def _between(old: Sequence[_Unit], new: Sequence[_Unit]) -> Iterator[Place]:
    """First the rest of the sections that are under way, old before new, then the sections that begin."""
    begin_old, begin_new = _first_heading(old), _first_heading(new)
    yield from _alone(old[:begin_old], "old")
    yield from _alone(new[:begin_new], "new")
    yield from _alone(old[begin_old:], "old")
    yield from _alone(new[begin_new:], "new")


def _first_heading(units: Sequence[_Unit]) -> int:
    return next((i for i, unit in enumerate(units) if unit.heading), len(units))


def _alone(units: Sequence[_Unit], side: Side) -> Iterator[Place]:
    return (Place(unit.change, unit.heading, side, unit.nth) for unit in units)
