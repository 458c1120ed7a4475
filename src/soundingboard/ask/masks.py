"""A text as the lexicons read it: quoted wording and citations hidden, marks of emphasis blanked, same length."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from soundingboard.ask.lexicon import PLACE, QUOTE
from soundingboard.model import Citation, Span

# Quotation marks as pairs; a straight one opens after a blank or a bracket and closes before one or a stop.
_QUOTED = re.compile(
    r"“([^“”]{1,2000})[”\"]|«\s?([^«»]{1,2000})\s?»|„([^„“”]{1,2000})[“”]"
    r"|(?<![\w\"])\"(?=\S)([^\"\n]{1,2000})(?<=\S)\"(?!\w)|(?<!\w)‘(?=\S)([^‘\n]{1,400}?)(?<=\S)’(?!\w)"
    r"|(?<![\w'])'(?=\S)([^'\n]{1,200})(?<=\S)'(?![\w'])|「([^「」]{1,2000})」"
)
_MARKS = re.compile(r"[*~_\r\n\t]|</?(?:b|i|u|s|em|strong|ins|del|strike)>")
_BRACKETS = re.compile(r"\([^()]{0,400}\)")


@dataclass(frozen=True, slots=True)
class Masked:
    """The text to read, as long as the original; its quotations (what stands inside the marks) and its brackets."""

    text: str
    quotes: tuple[Span, ...]
    outer: tuple[tuple[int, int], ...]  # of each quotation, its marks included
    brackets: tuple[tuple[int, int], ...]  # round brackets that hold a citation


def mask(text: str, citations: Sequence[Citation]) -> Masked:
    """Hides what an ask quotes and cites, so that words of a draft are not taken for the speaker's own."""
    letters = list(_MARKS.sub(lambda match: " " * len(match[0]), text))
    for citation in citations:
        letters[citation.start : citation.end] = PLACE * (citation.end - citation.start)
    quotes, outer = [], []
    for match in _QUOTED.finditer(text):
        group = match.lastindex or 0
        quotes.append(Span(match.start(group), match.end(group), match[group]))
        outer.append(match.span())
        letters[match.start() : match.end()] = QUOTE * (match.end() - match.start())
    hidden = "".join(letters)
    brackets = [match.span() for match in _BRACKETS.finditer(hidden) if PLACE in match[0]]
    for start, end in brackets:
        letters[start:end] = " " * (end - start)
    return Masked("".join(letters), tuple(quotes), tuple(outer), tuple(brackets))
