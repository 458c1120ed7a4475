"""A short label for what a statement speaks about, and why it says so, both in its own words."""

import re

from soundingboard.ask.acts import reason_start
from soundingboard.ask.clauses import Clause
from soundingboard.ask.lexicon import PLACE, QUOTE, Lexicon
from soundingboard.ask.masks import Masked

_BOLD = re.compile(r"\*\*([^*\n]{3,160})\*\*")
_BREAK = re.compile(
    r"[;:.!?،]|,\s|\s[-–—]\s|\s(?:which|that|who|because|so that|since|qui|que|car|afin|porque|para que)\s"
)
_EDGE = re.compile(
    r"^(?:(?:the|a|an|of|on|to|for|in|that|and|or|with|about|as|language|text|also|is|are|be|le|la|les|l['’]|de|du|des|d['’]|et|que|el|los|las|del|y|sobre|en|sur)(?:\s+|(?<=['’])))+",
    re.IGNORECASE,
)
_LONGEST = 12  # words: a label is read at a glance, and stands in a table's cell


def label(text: str, masked: Masked, clause: Clause, heading: str) -> str | None:
    """What the clause speaks about: its words in bold, else what follows its verb, else the heading above it."""
    bold = _BOLD.search(text, clause.start, clause.end)
    if bold:
        return " ".join(bold[1].split()).strip(" .,;:")
    start = _after_verb(masked, clause)
    for begin in dict.fromkeys((start, clause.start)):
        if words := _short(text, masked, begin, clause.end):
            return words
    return _short_heading(heading)


def _after_verb(masked: Masked, clause: Clause) -> int:
    """The end of the verbs that the clause begins with."""
    place = clause.start
    for hit in sorted((*clause.acts, *clause.operations), key=lambda h: h.start):
        if len(masked.text[place : hit.start].split()) > 3:
            break
        place = max(place, hit.end)
    return place


def _short(text: str, masked: Masked, start: int, end: int) -> str | None:
    shown = "".join(
        " " if m == PLACE else c for c, m in zip(text[start:end], masked.text[start:end], strict=True)
    )
    for begin, stop in masked.brackets:
        if start <= begin and stop <= end:
            shown = shown[: begin - start] + " " * (stop - begin) + shown[stop - start :]
    bare = re.sub(r"[*~]|(?<!\w)\(\s*\)", " ", shown)
    words = _EDGE.sub("", " ".join(bare.split()).lstrip(" -•–—,;:.()"))
    first = _BREAK.split(words, maxsplit=1)[0].strip(" ,;:.-–—()")
    kept = " ".join(first.split()[:_LONGEST])
    return (
        kept
        if (len(re.findall(r"\w{4,}", kept)) >= 1 and len(kept.split()) > 1)
        or (QUOTE in masked.text[start:end] and kept)
        else None
    )


def _short_heading(heading: str) -> str | None:
    bare = re.sub(r"\([^()]*\)|[*~#]", " ", heading)
    words = _EDGE.sub("", " ".join(bare.split())).strip(" .,;:")
    return " ".join(words.split()[:_LONGEST]) or None


def rationale(
    text: str, clause: Clause, end: int, after: tuple[int, int] | None, masked: Masked, book: Lexicon
) -> str | None:
    """Why: the clause that begins "because", "so that"; else `after`, the next sentence where it asks for nothing.

    `end` is that of the sentence.
    """
    told = [hit.end for hit in (*clause.acts, *clause.operations) if hit.end <= clause.end]
    begin = min(told, default=clause.start)
    if (start := reason_start(masked.text, book, begin, end)) is not None:
        return plain(text[start:end]) or None
    return plain(text[after[0] : after[1]]) if after else None


def plain(words: str) -> str:
    """Words on one line, without marks of emphasis and stops at the edges."""
    return " ".join(re.sub(r"[*~]", "", words).split()).strip(" ,;.")
