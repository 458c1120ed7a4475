"""The terms of many texts at once: stems, roots and pairs of roots, as columns of a sparse matrix.

A root is the first letters of a stem without its accents: it brings together what a stemmer keeps apart
("supervision", "supervisory"), in every language of Latin letters alike. Cutting words to five letters serves as well
as stemming for retrieval: Can et al., "Information retrieval on Turkish texts", JASIST 59 (2008).
"""

import tomllib
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from soundingboard.terms import silent_words
from soundingboard.words import stem, words

Ints = NDArray[np.int64]
_ROOT = 5  # letters: four bring too much together, six too little (here and in Can et al.)
_SPAN = 1 << 31  # more words than any vocabulary has: two numbers below it make one


@dataclass(slots=True)
class Lexicon:
    """The words of one language as numbers, growing as texts are read; those that tell nothing are -1."""

    language: str
    known: dict[str, int] = field(default_factory=dict)
    stems: dict[str, int] = field(default_factory=dict)
    roots: dict[str, int] = field(default_factory=dict)
    stem_of: "array[int]" = field(default_factory=lambda: array("q"))
    root_of: "array[int]" = field(default_factory=lambda: array("q"))
    surface: list[str] = field(default_factory=list)  # a word as it was first printed, by stem

    def number(self, word: str) -> int:
        """The number of a word, or -1; a new word is taken in."""
        known = self.known.get(word)
        return known if known is not None else self._learn(word)

    def _learn(self, word: str) -> int:
        base = stem(word)
        if base in silent(self.language) or (len(base) < 2 and base.isascii()):
            self.known[word] = -1
            return -1
        number = self.stems.setdefault(base, len(self.stems))
        if number == len(self.stem_of):
            self.stem_of.append(number)
            self.root_of.append(self.roots.setdefault(_root(base), len(self.roots)))
            self.surface.append(word.lower())
        self.known[word] = number
        return number


@dataclass(frozen=True, slots=True)
class Spelled:
    """Texts as numbers: the row and the stem of every telling word in order, and the root of each."""

    rows: int
    row: Ints
    stem: Ints
    root: Ints


def spelled(texts: Iterable[str], lexicon: Lexicon) -> Spelled:
    """The telling words of texts, in order."""
    number, numbers, lengths = lexicon.number, array("q"), []
    for text in texts:
        found = [n for n in map(number, words(text)) if n >= 0]
        lengths.append(len(found))
        numbers.extend(found)
    stems = np.frombuffer(numbers, dtype=np.int64) if numbers else np.zeros(0, dtype=np.int64)
    roots = np.frombuffer(lexicon.root_of, dtype=np.int64)[stems] if len(stems) else stems
    return Spelled(len(lengths), np.repeat(np.arange(len(lengths)), lengths), stems, roots)


def codes(text: Spelled) -> tuple[Ints, Ints]:
    """Rows and codes of all terms: a code says which sort a term is of and which of its sort."""
    together = (text.row[1:] == text.row[:-1]).nonzero()[0]
    pair = text.root[together] * _SPAN + text.root[together + 1]
    # Three ranges that cannot meet: stems as they are, roots below zero, pairs from _SPAN on.
    return (
        np.concatenate([text.row, text.row, text.row[together]]),
        np.concatenate([text.stem, -1 - text.root, pair + _SPAN]),
    )


def is_root(code: Ints) -> NDArray[np.bool_]:
    """Which terms are roots."""
    return code < 0


def is_pair(code: Ints) -> NDArray[np.bool_]:
    """Which terms are pairs of roots."""
    return code >= _SPAN


def trigrams(text: Spelled) -> tuple[Ints, Ints]:
    """Where three telling words stand together (the place of the first), and their code."""
    if len(text.row) < 3:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    place = (text.row[2:] == text.row[:-2]).nonzero()[0]
    small = np.int64(1 << 21)  # roots: two million; three of them make one number
    return place, (text.root[place] * small + text.root[place + 1]) * small + text.root[place + 2]


@cache
def silent(language: str) -> frozenset[str]:
    """The stems that tell nothing of which paragraph is meant."""
    bare = (*silent_words(language), *_about_the_text().get(language[:2], ()))
    return frozenset(bare) | frozenset(map(stem, bare))


@cache
def _about_the_text() -> dict[str, Sequence[str]]:
    data = tomllib.loads((Path(__file__).parent / "link.toml").read_text(encoding="utf-8"))
    return {language: text.split() for language, text in data["about_the_text"].items()}


def _root(base: str) -> str:
    decomposed = unicodedata.normalize("NFD", base)
    return "".join(c for c in decomposed if not unicodedata.combining(c))[:_ROOT]
