"""The two texts of a change as words, with what the redline says of each word."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import and_

from soundingboard.model import Run, Span

BREAKS = frozenset(".!?;:\n")
OPENERS = frozenset('([{“"«¿¡')
# Equal words between two changes that still make one place: "recognize [the need] to [scale] up".
BRIDGE = 2


@dataclass(frozen=True, slots=True)
class Side:
    """One text of a change.

    `words` are folded for look-up (punctuation marks are words of their own), `raw` as written; `changed`
    is true for a word or mark that lies in a delete or insert run, `touched` for words alone; `partner` is
    the index of the same word on the other side, or -1; `sentence` numbers the clauses between full stops,
    colons, semicolons and lines, and `opening` is true where one begins, but for opening marks; `wordy`
    tells words and numbers from marks.
    """

    text: str
    raw: tuple[str, ...]
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    changed: tuple[bool, ...]
    partner: tuple[int, ...]
    sentence: tuple[int, ...]
    wordy: tuple[bool, ...]
    touched: tuple[bool, ...]
    opening: tuple[bool, ...]

    def span(self, first: int, stop: int) -> Span:
        """The characters from word `first` up to but not with word `stop`."""
        start, end = self.starts[first], self.ends[stop - 1]
        return Span(start, end, self.text[start:end])

    def is_word(self, index: int) -> bool:
        """Whether the token is a word or number, not a mark."""
        return self.wordy[index]

    def any_changed(self, first: int, stop: int) -> bool:
        """Whether a word (not only a mark) from `first` to `stop` was deleted or inserted."""
        return True in self.touched[first:stop]

    def all_changed(self, first: int, stop: int) -> bool:
        """Whether every word from `first` to `stop` was deleted or inserted."""
        return all(self.changed[i] or not self.is_word(i) for i in range(first, stop))

    def opens_sentence(self, index: int) -> bool:
        """Whether nothing but opening marks stands between the word and the start of its clause."""
        return self.opening[index]


@dataclass(frozen=True, slots=True)
class Place:
    """Neighbouring changes that are read as one: word ranges [old_first, old_stop), [new_first, new_stop)."""

    old_first: int
    old_stop: int
    new_first: int
    new_stop: int


@lru_cache(maxsize=8)
def _pattern(joiners: str) -> re.Pattern[str]:
    return re.compile(rf"\w+(?:[{re.escape(joiners)}]\w+)*|\n|[^\w\s]")


@lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """A word as it is looked up: lower case, straight apostrophe, plain hyphen, no English possessive."""
    folded = word.lower().replace("’", "'").replace("‑", "-")
    return folded.removesuffix("'s")


def tokens(text: str, joiners: str) -> list[str]:
    """The folded words and marks of a text; `joiners` are the marks that hold one word together."""
    if text.isalpha():  # most words of a rule file; the pattern costs more than the word
        return [fold(text)]
    return [fold(found) for found in _pattern(joiners).findall(text)]


def _sentences(words: Sequence[str]) -> tuple[tuple[int, ...], tuple[bool, ...]]:
    """The number of each word's clause, and whether the clause opens with it."""
    stops = [at + 1 for at, word in enumerate(words) if word in BREAKS]
    numbers: list[int] = []
    opening = [False] * len(words)
    start = 0
    for number, stop in enumerate([*stops, len(words)]):
        numbers += [number] * (stop - start)
        first = start
        while first < stop and words[first] in OPENERS:
            first += 1
        last = min(first + 1, stop)
        opening[start:last] = [True] * (last - start)
        start = stop
    return tuple(numbers), tuple(opening)


@dataclass(slots=True)
class _Draft:
    """A side while the runs are still being laid over its words."""

    text: str
    raw: list[str]
    starts: list[int]
    ends: list[int]
    partner: list[int]
    at: int = 0

    def reach(self, length: int) -> tuple[int, int]:
        """Move on by `length` characters; the words that overlap them."""
        start, self.at = self.at, self.at + length
        return bisect_right(self.ends, start), bisect_left(self.starts, self.at)


def _draft(text: str, joiners: str) -> _Draft:
    spans = [match.span() for match in _pattern(joiners).finditer(text)]
    raw = [text[start:end] for start, end in spans]
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    return _Draft(text, raw, starts, ends, [-1] * len(spans))


def _finish(draft: _Draft) -> Side:
    words = tuple(map(fold, draft.raw))
    wordy = tuple([word[0].isalnum() for word in words])
    changed = tuple(
        [partner < 0 for partner in draft.partner]
    )  # a word cut by a run's edge changed as a whole
    sentence, opening = _sentences(words)
    return Side(
        text=draft.text,
        raw=tuple(draft.raw),
        words=words,
        starts=tuple(draft.starts),
        ends=tuple(draft.ends),
        changed=changed,
        partner=tuple(draft.partner),
        sentence=sentence,
        wordy=wordy,
        touched=tuple(map(and_, changed, wordy)),
        opening=opening,
    )


def _same_words(old: _Draft, new: _Draft, left: range, right: range, shift: int) -> bool:
    """Whether the words of an equal run are the same on both sides to its edges, as they mostly are."""
    if len(left) != len(right) or not left or old.starts[left[0]] + shift != new.starts[right[0]]:
        return False
    at_end = old.ends[left[-1]] + shift == new.ends[right[-1]]
    return at_end and old.raw[left[0] : left[-1] + 1] == new.raw[right[0] : right[-1] + 1]


def _lay_equal(old: _Draft, new: _Draft, length: int) -> None:
    shift = new.at - old.at
    first, stop = old.reach(length)
    new_first, new_stop = new.reach(length)
    if _same_words(old, new, range(first, stop), range(new_first, new_stop), shift):
        old.partner[first:stop], new.partner[new_first:new_stop] = (
            range(new_first, new_stop),
            range(first, stop),
        )
        return
    twins = {new.starts[j]: j for j in range(new_first, new_stop)}
    for i in range(first, stop):
        j = twins.get(old.starts[i] + shift, -1)
        if j >= 0 and new.raw[j] == old.raw[i]:
            old.partner[i], new.partner[j] = j, i


def read_sides(old: str, new: str, runs: Sequence[Run], joiners: str) -> tuple[Side, Side]:
    """Both texts as words, marked by a lossless redline of them."""
    left, right = _draft(old, joiners), _draft(new, joiners)
    for op, text in runs:
        if op == "equal":
            _lay_equal(left, right, len(text))
        else:
            (left if op == "delete" else right).at += len(text)
    return _finish(left), _finish(right)


def find_gaps(old: Side, new: Side) -> tuple[Place, ...]:
    """Where the texts differ, between words that stayed, in order."""
    kept = [(i, j) for i, j in enumerate(old.partner) if j >= 0]
    kept.append((len(old.words), len(new.words)))
    found, i, j = [], 0, 0
    for next_i, next_j in kept:
        if next_i > i or next_j > j:
            found.append(Place(i, next_i, j, next_j))
        i, j = next_i + 1, next_j + 1
    return tuple(found)


def _joinable(old: Side, before: Place, after: Place) -> bool:
    between = range(before.old_stop, after.old_first)
    return len(between) <= BRIDGE and not any(old.words[i] in BREAKS for i in between)


def join_gaps(old: Side, gaps: Sequence[Place]) -> tuple[Place, ...]:
    """The gaps, of which those at most `BRIDGE` words apart are one place."""
    joined: list[Place] = []
    for place in gaps:
        if joined and _joinable(old, joined[-1], place):
            last = joined.pop()
            place = Place(last.old_first, place.old_stop, last.new_first, place.new_stop)
        joined.append(place)
    return tuple(joined)
