"""The edits of one text with what each of their words weighs."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from soundingboard.trace.edits import Changed, Hunk
from soundingboard.trace.weights import WordWeights
from soundingboard.words import stem


@dataclass(frozen=True, slots=True)
class WordThresholds:
    """When a word of an edit counts whole."""

    moved: float = 0.3  # of its weight counts a word that an edit deletes and inserts again: it only moved
    far: float = 0.4  # of its weight counts what is inserted at another place, unless it is known by itself:
    telling: float = 4.0  # it is with four telling words; a "not" or a number says nothing without its place
    near: int = (
        1  # word of the base between two edits that may still be one place: a diff sets an edit here or there
    )


WORD = WordThresholds()


@dataclass(frozen=True, slots=True)
class Weighed:
    """An edit: what each deleted word (by its place in the base) and each inserted stem weighs, and all together.

    `start` and `end` are those of the edit in its base. `order` are the inserted stems as they stand.
    """

    start: int
    end: int
    deleted: Mapping[int, float]
    order: tuple[str, ...]
    inserted: Counter[str]
    worth: Mapping[str, float]
    weight: float


@dataclass(frozen=True, slots=True)
class Side:
    """A text with its edits weighed."""

    changed: Changed
    edits: tuple[Weighed, ...]


def weighed(changed: Changed, weights: WordWeights) -> Side:
    """The edits of a text, weighed."""
    return Side(changed, tuple(_weighed(changed, hunk, weights) for hunk in changed.hunks))


def _weighed(changed: Changed, hunk: Hunk, weights: WordWeights) -> Weighed:
    order = tuple(map(stem, hunk.inserted))
    inserted = Counter(order)
    gone = changed.stems[hunk.start : hunk.end]
    again = Counter(gone) & inserted if gone and order else Counter[str]()
    left, deleted = dict(again), {}
    for at, one in enumerate(gone, hunk.start):
        deleted[at] = weights.word(one)
        if left.get(one, 0):
            left[one] -= 1
            deleted[at] *= WORD.moved
    worth = {
        one: weights.word(one) * (1 - (1 - WORD.moved) * again.get(one, 0) / n) for one, n in inserted.items()
    }
    weight = sum(deleted.values()) + sum(worth[one] * n for one, n in inserted.items())
    return Weighed(hunk.start, hunk.end, deleted, order, inserted, worth, weight)


def shared(one: Weighed, other: Weighed, place: Mapping[int, int]) -> float:
    """The weight of what two edits both delete and insert; `place`: the other base's words in this one's base."""
    weight = 0.0
    if one.deleted and other.deleted:
        for at, there in other.deleted.items():
            here = one.deleted.get(place.get(at, -1), 0.0)
            weight += min(here, there)
    came = sum(
        min(one.worth[word], other.worth[word]) * min(n, other.inserted[word])
        for word, n in one.inserted.items()
        if word in other.inserted
    )
    return weight + (came if came >= WORD.telling or _is_near(one, other, place) else WORD.far * came)


def _is_near(one: Weighed, other: Weighed, place: Mapping[int, int]) -> bool:
    """Whether two edits stand at the same place of the first one's base, or of none (both texts begin there)."""
    if one.start == other.start == 0:
        return True
    ends = (place.get(other.start - 1, -WORD.near - 2) + 1, place.get(other.end, -WORD.near - 1))
    return any(one.start - WORD.near <= end <= one.end + WORD.near for end in ends)
