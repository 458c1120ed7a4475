"""Where the phrases of the rules stand in a text, and which of them came, went or merely moved."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from soundingboard.devices.rulebook import Form, Rule, Rulebook
from soundingboard.devices.sides import Place, Side
from soundingboard.devices.wording import matches

# A phrase that far from a change, in words, stayed on both sides: more than any phrase of a rule is long.
NEAR = 14


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of a rule in a text: words [first, stop); `open` when it is bracketed alternatives."""

    first: int
    stop: int
    form: Form
    rank: float
    changed: bool
    open: bool = False

    @property
    def key(self) -> str:
        """What the phrase says; phrases that say the same have the same key."""
        return self.form.key


def _near(words: Sequence[str], ranges: Iterable[tuple[int, int]], opening: frozenset[str]) -> Iterator[int]:
    """The words in or near the given ranges, in order, that are among those that open a phrase."""
    done = 0
    for first, stop in ranges:
        start = max(done, first - NEAR)
        done = max(done, min(len(words), stop + NEAR))
        yield from [at for at in range(start, done) if words[at] in opening]


def scan(side: Side, ranges: Iterable[tuple[int, int]], book: Rulebook) -> dict[str, list[Hit]]:
    """Every phrase of every rule near a change, longest first and without overlap within a rule, by rule."""
    found: dict[str, list[Hit]] = {}
    busy: dict[str, int] = {}
    positions = _near(side.words, ranges, book.phrases.words)
    for at, there in matches(book.phrases, side.words, positions):
        for stop, form in there:
            if busy.get(form.rule, 0) > at:
                continue
            busy[form.rule] = stop
            if form.key:
                changed = side.any_changed(at, stop)
                found.setdefault(form.rule, []).append(Hit(at, stop, form, form.rank, changed))
    return found


def _stayed(old: Side, old_hits: Iterable[Hit], new_hits: Iterable[Hit]) -> set[tuple[int, int]]:
    """Pairs of word positions where the same unchanged phrase stands on both sides."""
    there = {(hit.first, hit.key) for hit in new_hits if not hit.changed}
    return {
        (hit.first, old.partner[hit.first])
        for hit in old_hits
        if not hit.changed and (old.partner[hit.first], hit.key) in there
    }


def unsettled(old: Side, old_hits: Sequence[Hit], new_hits: Sequence[Hit]) -> tuple[list[Hit], list[Hit]]:
    """The phrases without those that stand unchanged at the same place on both sides."""
    stayed = _stayed(old, old_hits, new_hits)
    before, after = {pair[0] for pair in stayed}, {pair[1] for pair in stayed}
    return (
        [hit for hit in old_hits if hit.first not in before],
        [hit for hit in new_hits if hit.first not in after],
    )


def without_moved(old_hits: Sequence[Hit], new_hits: Sequence[Hit]) -> tuple[list[Hit], list[Hit]]:
    """The changed phrases that one side has more often than the other; the rest has only moved."""
    gone = [hit for hit in old_hits if hit.changed]
    come = [hit for hit in new_hits if hit.changed]
    return _unpaired(gone, come), _unpaired(come, gone)


def _unpaired(hits: Sequence[Hit], others: Sequence[Hit]) -> list[Hit]:
    """The hits past as many as the other side has of the same key."""
    spare = Counter(hit.key for hit in others)
    left = []
    for hit in hits:
        if spare[hit.key]:
            spare[hit.key] -= 1
        else:
            left.append(hit)
    return left


def place_of(places: Sequence[Place], first: int, stop: int, *, new: bool) -> int:
    """The number of the place that the words overlap, else touch; -1 when there is none."""
    touched = -1
    number = bisect_left(places, first, key=attrgetter("new_stop" if new else "old_stop"))
    for place in places[number : number + 2]:
        start, end = (place.new_first, place.new_stop) if new else (place.old_first, place.old_stop)
        if first < end and start < stop:
            return number
        if first <= end and start <= stop and touched < 0:
            touched = number
        number += 1
    return touched


def by_place(hits: Iterable[Hit], places: Sequence[Place], *, new: bool) -> dict[int, list[Hit]]:
    """The phrases that overlap or touch a place, by the number of the place."""
    found: dict[int, list[Hit]] = {}
    for hit in hits:
        number = place_of(places, hit.first, hit.stop, new=new)
        if number >= 0:
            found.setdefault(number, []).append(hit)
    return found


def rule_hits(hits: dict[str, list[Hit]], rule: Rule) -> list[Hit]:
    """The phrases found for one rule."""
    return hits.get(rule.id, [])
