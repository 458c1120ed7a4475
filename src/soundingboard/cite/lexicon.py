"""The words of citations, read from the TOML files beside this module and compiled once."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from soundingboard.vocabulary import Unit

# A citation may run over a line, never over a blank line. Blanks are bounded, so that no text takes long to read.
_SPACE = r"[^\S\n]{0,12}"
BLANK = rf"{_SPACE}(?:\n{_SPACE})?"
NO_LETTER = r"(?![^\W\d_])"
DASH = r"[-‐‑–—−]"


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that announces a number; see marks.toml."""

    unit: Unit
    language: str
    many: bool
    labels: bool = False
    upper: bool = False
    weak: bool = False
    stop: bool = False
    prefix: str = ""
    after: frozenset[str] = frozenset()
    part: bool = False  # "subparagraph": its number is read only with what it stands under


@cache
def table(name: str) -> Mapping[str, Any]:
    """A TOML file of this package: marks, joins, documents or never."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))


def either(patterns: Iterable[str]) -> str:
    """One alternative of several, the longest first, so that "through" is not read as "thru"."""
    return "|".join(sorted(patterns, key=len, reverse=True))


def literally(words: Iterable[str]) -> str:
    """One of several words as they stand; a blank in them is any blank."""
    return either(re.escape(word).replace(r"\ ", r"\s") for word in words)


@cache
def marks() -> Mapping[str, Sequence[Mark]]:
    """Every mark by its word in small letters; a word may be several marks."""
    found: dict[str, list[Mark]] = {}
    for entry in table("marks")["marks"]:
        for key, many in (("one", False), ("many", True)):
            for word in entry.get(key, ()):
                found.setdefault(word, []).append(_mark(entry, many))
    for word in table("marks")["parts"]["words"]:
        if word.startswith(("sub", "sous-")):
            found.setdefault(word, []).append(Mark("paragraph", "", word.endswith("s"), part=True))
    return found


def _mark(entry: Mapping[str, Any], many: bool) -> Mark:
    flags = {name: entry[name] for name in ("labels", "upper", "weak", "stop", "prefix") if name in entry}
    return Mark(entry["unit"], entry["language"], many, after=frozenset(entry.get("after", ())), **flags)


@cache
def units(*names: Unit) -> str:
    """A pattern for the words that announce these units."""
    return literally(
        w for w, meant in marks().items() if any(mark.unit in names and not mark.part for mark in meant)
    )


@cache
def ordinals() -> Mapping[str, int]:
    """The value of ordinals in words: "thirteenth" is 13."""
    lines = table("marks")["ordinals"].values()
    return {word: value for line in lines for value, word in enumerate(line.split(), 1)}


@cache
def cardinals() -> Mapping[str, int]:
    """The value of numbers in words: "twelve" is 12."""
    lines = table("marks")["cardinals"].values()
    return {word: value for line in lines for value, word in enumerate(line.split(), 1)}


_joins = table("joins")
AND = rf"(?:{BLANK}(?:[,;/&+،、，；]|(?:{either(_joins['and'])}){NO_LETTER})){{1,3}}{BLANK}"
TO = rf"{_SPACE}(?:{DASH}|[~～]|\.\.+|…|(?:(?<=[\s\d])(?:{either(_joins['to'])})){NO_LETTER}){BLANK}"
TO_GERMAN = rf"{_SPACE}(?:{DASH}|(?:{either(_joins['to_german'])}){NO_LETTER}){BLANK}"
THE = rf"(?:(?:{either(_joins['the'])}){NO_LETTER}(?<!['’])\s+|l['’])?"
OF = rf"(?=\s){BLANK}(?:(?:{either(_joins['of'])})(?:(?<=['’])|{NO_LETTER}\s+)){THE}"
IN = rf"(?=\s){BLANK}(?:(?:{either(_joins['in'])}){NO_LETTER}\s+){THE}"
SIGN = rf"(?i:(?:{either(_joins['number_sign'])}){NO_LETTER}\.?{BLANK})"
FROM = rf"(?i:(?:{either(_joins['from'])})\s(?=\d{{1,3}}(?:{TO})\d))"
MEASURE = rf"\s?[%€$£°]|[\s-](?:{either(table('never')['measures'])})(?!\w)"
QUANTITY = rf"[\s-](?:{either(table('never')['quantities'])})(?!\w)"
_months = table("never")["months"]
_whole_months = [
    month for month in _months if len(month) > 4
]  # "12. Dec" may end a sentence; "12. Dezember" is a day
MONTH = rf"(?:\s(?:{either(_months)})(?!\w)\.?)|\.\s(?:{either(_whole_months)})(?!\w)"
