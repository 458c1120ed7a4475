"""The words of a draft in one language: stems, roots, and the words that tell nothing.

A root is the first letters of a stem without its accents: it brings together what a light stemmer keeps apart
("supervision", "supervisory"), in every language of Latin letters alike. Cutting words to five letters serves as
well as stemming for retrieval: Can et al., "Information retrieval on Turkish texts", JASIST 59 (2008).
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from soundingboard.terms import silent_words
from soundingboard.words import stem, words

Ints = NDArray[np.int64]
SILENT = -2  # a word that tells nothing: words on both sides of it are neighbours
UNKNOWN = -1  # a word that the draft does not have
_ROOT = 5  # letters: four bring too much together, six too little (measured here, and in Can et al.)
# Letters and digits in a row: "multi-stakeholder" is two words here and "l'éclairage" its noun, so that they meet
# "stakeholder" and "éclairage". Three times as fast as `words`, which keeps them whole.
_PLAIN_WORD = re.compile(r"[^\W_]+")
_WITHOUT_BLANKS = re.compile(
    r"[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The vocabulary of a draft in one language. A word's number is that of its stem, else, from `len(stems)` on,
    that of its root, else UNKNOWN or SILENT."""

    language: str
    stems: Mapping[str, int]
    roots: Mapping[str, int]
    root_of: Ints  # by number of a word

    def number(self, word: str) -> int:
        """The number of a word as it is printed."""
        base = stem(word)
        if base in silent(self.language):
            return SILENT
        if (found := self.stems.get(base)) is not None:
            return found
        root = self.roots.get(_root(base))
        return UNKNOWN if root is None else len(self.stems) + root


def lexicon_of(texts: Iterable[str], language: str) -> Lexicon:
    """The lexicon of texts, in the order in which they bring their words."""
    stems: dict[str, int] = {}
    roots: dict[str, int] = {}
    root_of = []
    for word in dict.fromkeys(word for text in texts for word in split(text)):
        base = stem(word)
        if base in stems or base in silent(language):
            continue
        stems[base] = len(stems)
        root_of.append(roots.setdefault(_root(base), len(roots)))
    return Lexicon(language, stems, roots, np.array([*root_of, *range(len(roots))], dtype=np.int64))


def split(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """The words of a stretch of text, in order; without hyphens and apostrophes, which part them."""
    return splitter(text)(text, start, len(text) if end is None else end)


def splitter(text: str) -> Callable[[str, int, int], list[str]]:
    """What splits stretches of a text, as `split` does."""
    if text.isascii() or not _WITHOUT_BLANKS.search(text):
        return _PLAIN_WORD.findall
    return _by_rules


def _by_rules(text: str, start: int, end: int) -> list[str]:
    return [part for word in words(text[start:end]) for part in _PLAIN_WORD.findall(word)]


def places(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the words that `split` gives stand."""
    found = []
    for word in split(text, start, end):
        start = text.index(word, start)
        found.append((start, start + len(word)))
        start += len(word)
    return found


@cache
def silent(language: str) -> frozenset[str]:
    """The stems that tell nothing of which paragraph is meant."""
    bare = (*silent_words(language), *table("about_the_text").get(language[:2], "").split())
    return frozenset(bare) | frozenset(map(stem, bare))


def is_minor(word: str, language: str) -> bool:
    """Whether a word helps to tell paragraphs apart, but tells nothing alone: a letter, a figure, a verb of asking."""
    return (word.isascii() and (len(word) < 2 or (word.isdigit() and len(word) < 3))) or stem(
        word
    ) in _asking(language)


@cache
def _asking(language: str) -> frozenset[str]:
    return frozenset(map(stem, table("asking").get(language[:2], "").split()))


def table(name: str) -> Mapping[str, str]:
    """A table of the data file `link.toml`: words by language."""
    return _tables()[name]


@cache
def _tables() -> dict[str, Mapping[str, str]]:
    return tomllib.loads((Path(__file__).parent / "link.toml").read_text(encoding="utf-8"))


def _root(base: str) -> str:
    if base.isascii():
        return base[:_ROOT]
    decomposed = unicodedata.normalize("NFD", base)
    return "".join(c for c in decomposed if not unicodedata.combining(c))[:_ROOT]
