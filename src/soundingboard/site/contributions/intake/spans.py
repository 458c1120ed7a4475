"""Words in a text by where they stand: marked for reading, found again, taken out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from soundingboard.passage import sentences

REMOVED = "[removed]"  # what stands in the place of words that were taken out, in every language
_BLANKS_BETWEEN_WORDS = 0x0E00  # scripts from Thai on (and Chinese, Japanese) write words without blanks

Span = tuple[int, int]
Quote = Mapping[str, Any]  # {"start", "end", "text"}


def quote(text: str, start: int, end: int) -> dict[str, Any] | None:
    """The quotation of a stretch without the blanks at its ends; None when nothing is left."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return {"start": start, "end": end, "text": text[start:end]} if start < end else None


def find(words: str, text: str, near: int = 0) -> dict[str, Any] | None:
    """Where exact words stand, whatever blanks are between them: the place nearest to `near`; None when nowhere."""
    pieces = [re.escape(piece) for piece in words.split()]
    places = list(re.finditer(r"\s+".join(pieces), text)) if pieces else []
    if not places:
        return None
    found = min(places, key=lambda place: abs(place.start() - near))
    return {"start": found.start(), "end": found.end(), "text": found.group()}


def is_of(one: Quote | None, text: str) -> bool:
    """Whether a quotation stands in a text where it says it does."""
    return one is not None and text[one["start"] : one["end"]] == one["text"]


def later_sentences(text: str, one: Quote) -> list[tuple[int, str]]:
    """The sentences of a quotation but the first: where each begins, and its words."""
    start, end = one["start"], one["end"]
    found = [(begin, text[begin : min(until, end)]) for begin, until in sentences(text)]
    return [(begin, words) for begin, words in found if start < begin < end]


def whole_words(words: str) -> re.Pattern[str]:
    """What finds some words, in whatever case and with whatever blanks between them, and no part of a longer word."""
    pieces = [re.escape(piece) for piece in words.split()]
    first, last = words.strip()[:1], words.strip()[-1:]
    before = r"(?<!\w)" if _is_parted(first) else ""
    after = r"(?!\w)" if _is_parted(last) else ""
    return re.compile(before + r"\s+".join(pieces) + after, re.IGNORECASE)


def _is_parted(character: str) -> bool:
    return bool(re.match(r"\w", character)) and ord(character) < _BLANKS_BETWEEN_WORDS


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text with stretches of it taken out. `gone` are those, of the text before, in order and apart."""

    text: str
    gone: Sequence[Span]

    def moved(self, one: Quote | None) -> dict[str, Any] | None:
        """A quotation of the text before in the text now: shifted, or without what was taken out at its ends.

        None when nothing of it is left but the sign that something was taken out.
        """
        if one is None:
            return None
        start, end = one["start"], one["end"]
        for begin, until in self.gone:
            start = until if begin <= start < until else start
            end = begin if begin < end <= until else end
        if start >= end:
            return None
        found = quote(self.text, self._now(start), self._now(end))
        return None if found is None or not found["text"].replace(REMOVED, "").strip() else found

    def _now(self, place: int) -> int:
        """Where a place of the text before, at no word that was taken out, is now."""
        past = [until - begin for begin, until in self.gone if until <= place]
        return place - sum(past) + len(past) * len(REMOVED)


def redacted(text: str, spans: Iterable[Span]) -> Redacted:
    """The text with each stretch replaced by `REMOVED`; stretches that touch or overlap are one."""
    gone: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if gone and start <= gone[-1][1]:
            gone[-1] = (gone[-1][0], max(gone[-1][1], end))
        else:
            gone.append((start, end))
    pieces, last = [], 0
    for start, end in gone:
        pieces += [text[last:start], REMOVED]
        last = end
    return Redacted("".join([*pieces, text[last:]]), gone)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, with the numbers of the quotations that cover it, and of those that begin here."""

    start: int
    text: str
    numbers: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


def pieces(text: str, quotes: Mapping[int, Quote]) -> list[Piece]:
    """A text cut where quotations (by number) begin and end, however they overlap; together the pieces are the text."""
    known = {number: one for number, one in quotes.items() if is_of(one, text)}
    edges = {0, len(text)} | {one[end] for one in known.values() for end in ("start", "end")}
    cuts = sorted(edges)
    return [
        Piece(
            start,
            text[start:end],
            tuple(n for n, one in known.items() if one["start"] <= start < one["end"]),
            tuple(n for n, one in known.items() if one["start"] == start),
        )
        for start, end in pairwise(cuts)
    ]
