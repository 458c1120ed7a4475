"""Numbers at the head of a line, before a paragraph that is copied or edited: "56: We note", "[New] 62."."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from soundingboard.cite.home import Home, content
from soundingboard.cite.lexicon import MONTH, either, table
from soundingboard.model import Citation
from soundingboard.numbers import LATIN, as_cited, number_key

_NEW = either(table("joins")["new"])
_HEAD = re.compile(
    rf"""^[ \t>*_•#“"«]{{0,8}}(?P<new>\[?(?i:{_NEW})\b\]?[\s:.]*(?:(?i:paragraph|para)\.?\s)?)?\[?
    (?P<number>(?P<plain>\d{{1,3}})(?P<letter>[a-z](?![^\W_]))?(?P<latin>(?:[\s.]{{0,2}}(?:{LATIN})(?![^\W_]))*))
    (?P<sign>\s?[.:)]\]?|\]|\s?[–—-](?=\s))?(?P<after>\s?\[(?i:{_NEW}|agreed|alt)\])?[*_]{{0,3}}(?=\s|$)\s?(?P<text>.*)""",
    re.MULTILINE | re.VERBOSE,
)
_MAY_BE_HEAD = re.compile(
    r"^(?:[^\w\n]{0,9}\[?[^\W\d]{2,9}[\W]{1,4}(?:[Pp]ara\w*\W{1,2})?|[^\w\n]{0,9})\d", re.MULTILINE
)
_MONTH = re.compile(MONTH, re.IGNORECASE)
_HOUR = re.compile(r"\W*(?:am|pm|uhr)\b", re.IGNORECASE)
_FIRST_LETTER = re.compile(r"[\s\[(“\"'‘«*~_]*(?P<letter>\w|$)")
_FIRST_WORD = re.compile(r"\W*(\w+)")
_EDITS = frozenset(table("joins")["edits"])


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a number at the head of a line is that of a paragraph of the draft."""

    own_points: int = 3  # lines numbered up to here begin most lists that people make of their own points
    run: int = 4  # numbers in a row: endnotes and lists have more, edited paragraphs seldom
    gap: int = 2  # between two numbers of a run: a note that lost its line start leaves a gap
    resemblance: float = 0.5  # of the words of a line: a paragraph copied out keeps more, even when edited
    least_said: int = 5  # words of four letters: two in common of three may be chance
    least_words: int = 3  # fewer words after a number are a heading ("12. Conclusion")


def at_line_heads(text: str, home: Home, thresholds: Thresholds = Thresholds()) -> Iterator[Citation]:
    """ "56: We note that", "64. We invite", "[New] 62.": the number of a paragraph that follows, copied or edited.

    The numbers of a list of one's own points (1, 2, 3) are none, unless the words after them are the draft's.
    """
    if _MAY_BE_HEAD.search(text) is None:
        return
    heads = [match for match in _HEAD.finditer(text) if _is_marked(match) or match["sign"]]
    own = _own_points([int(match["plain"]) for match in heads], thresholds)
    for match, is_own in zip(heads, own, strict=True):
        if not _is_date(match) and _is_head(match, is_own, home, thresholds):
            start = match.start("new") if match["new"] else match.start("number")
            end = max(match.end("number"), match.end("after"))
            yield Citation(start, end, text[start:end], (as_cited(match["number"]),), "paragraph")


def _is_marked(match: re.Match[str]) -> bool:
    """Whether a number carries a letter, a Latin name or the word "new"."""
    return bool(match["new"] or match["after"] or match["letter"] or match["latin"])


def _is_date(match: re.Match[str]) -> bool:
    """Whether the number is a day or an hour: "5. Mai 2025", "10: am"."""
    return bool(_MONTH.match(match.string, match.end("number")) or _HOUR.match(match["text"]))


def _own_points(numbers: Sequence[int], thresholds: Thresholds) -> list[bool]:
    """Which numbers at line heads are points or notes of the writer's own.

    They count on from 1, begin such a list cut off, or stand in a long run with few gaps; paragraphs that people
    copy out to edit are few and far between.
    """
    expected, own = 1, []
    for number in numbers:
        is_own = number == expected or number <= thresholds.own_points
        expected = number + 1 if is_own else expected
        own.append(is_own)
    begin = 0
    for end in range(1, len(numbers) + 1):
        if end == len(numbers) or not 0 < numbers[end] - numbers[end - 1] <= thresholds.gap:
            if end - begin >= thresholds.run:
                own[begin:end] = [True] * (end - begin)
            begin = end
    return own


def _is_head(match: re.Match[str], is_own: bool, home: Home, thresholds: Thresholds) -> bool:
    """Whether a number at the head of a line is a paragraph's, and not a point's or a note's."""
    if match["new"] or match["after"] or match["latin"]:
        return bool(match["sign"]) or not match["text"] or _says_enough(match["text"], thresholds)
    if not match["sign"] or not _says_enough(match["text"], thresholds):
        return False
    if home.texts:
        return _is_the_drafts(match, is_own, home, thresholds)
    likely = match["sign"].strip(" ]") in (".", ":") and "]" not in match["sign"]  # "[6] Report" is a note
    return likely and not is_own


def _says_enough(words: str, thresholds: Thresholds) -> bool:
    """Whether words can be the beginning of a paragraph: a capital letter first, and more than a heading."""
    first = _FIRST_LETTER.match(words)
    letter = first["letter"] if first else ""
    return letter.isalpha() and not letter.islower() and len(words.split()) >= thresholds.least_words


def _is_the_drafts(match: re.Match[str], is_own: bool, home: Home, thresholds: Thresholds) -> bool:
    """Whether the words after a number are those of the draft's paragraph, or say what to do with it."""
    known = home.texts.get(number_key(as_cited(match["number"])), ())
    first = _FIRST_WORD.match(match["text"])
    if known and not is_own and first and first[1].lower() in _EDITS:
        return True
    said = content(match["text"])
    likest = max((len(said & words) for words in known), default=0)
    return len(said) >= thresholds.least_said and likest >= thresholds.resemblance * len(said)
