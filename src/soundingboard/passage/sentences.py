"""Where the sentences of a text stand; abbreviations ("para.", "Art.", "No.", "e.g.", "U.N.") end none."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from soundingboard.passage.pieces import pieces

# What may end a sentence, with the quotation marks, brackets and emphasis that close after it.
_END = re.compile(r"(?P<stop>[.!?…]+|[؟۔])(?P<close>[\"'”’»)\]*_~]*)(?=\s)|[。！？]+[」』”’）]*")
_LAST_WORD = re.compile(r"[^\s(\[“\"«*]+$")
_NUMBER_NEXT = re.compile(r"\s*(?:[\d§#(\[]|[ivxlIVXL]+\b)")
_LABEL = re.compile(r"[\s(\[*_#>-]*(?:\d{1,4}|[A-Za-z]|[ivxlIVXL]{1,6})\.$")


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The data file `abbreviations.toml`, ready for use."""

    always: frozenset[str]
    before_number: frozenset[str]
    lettered: frozenset[str]


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of `text`: (start, end) in characters, in order, without the blanks around them.

    A heading, a list entry or a blank line ends a sentence, unless the text runs on in a small letter. A sentence
    end is a stop before a blank, after which no small letter begins; the simple rule of Unicode Standard Annex #29,
    section 5, with a list of abbreviations. An empty text has none.
    """
    found = []
    for piece in pieces(text):
        found.extend(sentences_within(text, piece.start, piece.end))
    return found


def sentences_within(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of a stretch of `text` that no blank line divides; see `sentences`."""
    found, begin = [], start
    for match in _END.finditer(text, start, end):
        if _ends(text, begin, match, end):
            found.append((begin, match.end()))
            begin = match.end()
    found.append((begin, end))
    trimmed = (_trimmed(text, *span) for span in found)
    return [span for span in trimmed if span[0] < span[1]]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _ends(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    """Whether the stop that `match` found ends the sentence that began at `begin`."""
    after = text[match.end() : min(end, match.end() + 40)]
    following = after.lstrip(" \t\r\n\"'“‘«(*_[~¿¡")[:1]
    if match["stop"] is None:
        return True
    if following.islower() and (match["stop"] != "?" or match["close"]):
        return False  # "etc. and", "“Why?” he asked"
    return match["stop"] != "." or not _abbreviates(text[begin : match.start("stop") + 1], after)


def _abbreviates(before: str, after: str) -> bool:
    """Whether the last stop of `before` belongs to its last word."""
    if _LABEL.fullmatch(before):
        return True  # the number of the paragraph itself: "56. We note"
    known = _abbreviations()
    tail = before[-40:-1]
    word = match[0] if (match := _LAST_WORD.search(tail)) else ""
    lowered = word.lower()
    if lowered in known.always:
        return True
    if lowered in known.before_number:
        return _NUMBER_NEXT.match(after) is not None
    if len(word) == 1 and word.isalpha() and word.isupper():
        return _is_initial(tail[:-1])
    return False


def _is_initial(before: str) -> bool:
    """Whether a single capital letter after `before` abbreviates a name: "J. Smith", not "section E."."""
    previous = before.split()[-1:] or [""]
    word = previous[0].strip("(“\"'")
    if word.lower() in _abbreviations().lettered:
        return False
    return not word or word[:1].isupper() or word.endswith((".", ","))


@cache
def _abbreviations() -> Abbreviations:
    data = tomllib.loads((Path(__file__).parent / "abbreviations.toml").read_text(encoding="utf-8"))
    return Abbreviations(**{name: frozenset(data[name]) for name in Abbreviations.__slots__})
