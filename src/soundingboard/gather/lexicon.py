"""The data files of this folder, and the likeness of words by which they are looked up."""

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any


def fold(words: str) -> str:
    """What words are compared by: without case, accents, signs and a leading "the".

    Words of signs alone ("#", "?") are compared as they are.
    """
    plain = (c for c in unicodedata.normalize("NFKD", words).casefold() if not unicodedata.combining(c))
    shown = " ".join("".join(c if c.isalnum() else " " for c in plain).split())
    return shown.removeprefix("the ") or words.strip()


def lost_letters(words: str) -> str:
    """The fold of words whose letters beyond ASCII were lost or damaged on the way ("Sngal", "M?xico")."""
    return fold("".join(c for c in words if c.isascii() and c != "?"))


@cache
def lexicon(name: str) -> Mapping[str, Any]:
    """A data file of this folder: columns, countries, groupings, words."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))


def listed(words: str) -> tuple[str, ...]:
    """The entries of a list that semicolons part, each on one line."""
    return tuple(entry for raw in words.split(";") if (entry := " ".join(raw.split())))


def by_fold(table: Mapping[str, str]) -> dict[str, str]:
    """From the fold of every listed word, and of the word it stands under, to the latter; the first one counts."""
    found: dict[str, str] = {}
    for word, also in table.items():
        for variant in (word, *listed(also)):
            found.setdefault(fold(variant), word)
    return found


def folds(words: Iterable[str]) -> frozenset[str]:
    """The folds of words, as a set."""
    return frozenset(map(fold, words))
