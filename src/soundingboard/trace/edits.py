"""A proposal or a change as its edits: which words of its base go, which come, and where.

Each side is compared with its own base only, so that a proposal on one copy of a text and a change of another copy
meet in what they change. Texts of any form meet too: capitals, signs, hyphens and leading numbers say nothing here.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from soundingboard.redline import redline
from soundingboard.words import key, stem, words

_INSIDE = re.compile(r"[-'/.,;:·_]+")  # what a normalised text has as a blank inside a word
_LABEL = re.compile(r"\d+[a-z]?|[a-z]|[a-z][ab]|[ivxl]+|bis|ter|quater")
_LABEL_WORDS = 3  # "3", "a", "1a bis": a number has no more


@dataclass(frozen=True, slots=True)
class Edit:
    """A proposal or a change: the text before and after. No `old`: a new text; no `new`: a deletion."""

    id: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Hunk:
    """One edit: the words `start` to `end` of the base go, `inserted` come in their place."""

    start: int
    end: int
    inserted: tuple[str, ...]


@dataclass(frozen=True)
class Changed:
    """A text before (`base`), after (`result`), and the edits between them, all in words as they are compared.

    `number` is what stands at the head of the text ("3a", "66"), the words that are not compared.
    """

    base: tuple[str, ...]
    result: tuple[str, ...]
    hunks: tuple[Hunk, ...]
    number: str = ""

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stems of the base."""
        return tuple(map(stem, self.base))

    @cached_property
    def inserted(self) -> frozenset[str]:
        """The stems that any edit inserts."""
        return frozenset(stem(word) for one in self.hunks for word in one.inserted)

    @cached_property
    def spoken(self) -> Counter[str]:
        """The words of the base, figures left out: what its language shows in."""
        return Counter(one for one in self.base if not one.isnumeric())

    @cached_property
    def came(self) -> Counter[str]:
        """The stems of all that is inserted, less those that the same edit takes away (they only moved)."""
        return sum((_net(self, one)[1] for one in self.hunks), Counter[str]())

    @cached_property
    def went(self) -> Counter[str]:
        """The stems of all that is deleted, less those that the same edit puts back."""
        return sum((_net(self, one)[0] for one in self.hunks), Counter[str]())


def _net(changed: Changed, hunk: Hunk) -> tuple[Counter[str], Counter[str]]:
    went, came = Counter(changed.stems[hunk.start : hunk.end]), Counter(map(stem, hunk.inserted))
    return went - came, came - went


def changed(old: str | None, new: str | None) -> Changed:
    """The edits that lead from `old` to `new`; none where nothing but signs, capitals or a number changes."""
    (number, before), (other, after) = _numbered(old or ""), _numbered(new or "")
    if tuple(after) in _deletions():
        after = []
    return Changed(tuple(before), tuple(after), tuple(_hunks(before, after)), number if before else other)


def compared(text: str) -> list[str]:
    """The words of a text as they are compared: keys, parted at inner signs, without the number at its head."""
    return _numbered(text)[1]


def _numbered(text: str) -> tuple[str, list[str]]:
    found = [part for word in words(text) for part in _parted(word)]
    label = 0
    while label < min(_LABEL_WORDS, len(found) - 1) and _LABEL.fullmatch(found[label]):
        label += 1
    return "".join(found[:label]), found[label:]


@cache
def _deletions() -> frozenset[tuple[str, ...]]:
    """What stands for a text that is deleted as a whole, in words as they are compared."""
    data = tomllib.loads((Path(__file__).parent / "deleted.toml").read_text(encoding="utf-8"))
    said: Mapping[str, Sequence[str]] = data["deleted"]
    return frozenset(tuple(compared(one)) for ones in said.values() for one in ones)


def _parted(word: str) -> tuple[str, ...]:
    folded = key(word)
    return (folded,) if folded.isalnum() else tuple(filter(None, _INSIDE.split(folded)))


def _hunks(before: Sequence[str], after: Sequence[str]) -> Iterator[Hunk]:
    if not (before and after):
        if before or after:
            yield Hunk(0, len(before), tuple(after))
        return
    at = 0
    start: int | None = None
    came: list[str] = []
    for op, text in redline(" ".join(before), " ".join(after)):
        found = text.split()
        if op == "equal" and found:
            if start is not None:
                yield Hunk(start, at, tuple(came))
            start, came = None, []
        elif op != "equal" and start is None:
            start = at
        if op == "insert":
            came += found
        else:
            at += len(found)
    if start is not None:
        yield Hunk(start, at, tuple(came))


@lru_cache(maxsize=1 << 12)
def places(own: tuple[str, ...], base: tuple[str, ...]) -> Mapping[int, int]:
    """Where the words of a base stand in another base: a word's place there to its place in `base`."""
    if own == base:
        return {at: at for at in range(len(own))}
    found: dict[int, int] = {}
    at = to = 0
    for op, text in redline(" ".join(own), " ".join(base)) if own and base else ():
        n = len(text.split())
        if op == "equal":
            found |= zip(range(at, at + n), range(to, to + n), strict=True)
        at += n if op != "insert" else 0
        to += n if op != "delete" else 0
    return found
