"""Citations without any mark: "49 (a)", "12 bis", "(54a)", "Zero Draft 89"; with drafts at hand, "(98)"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from soundingboard.cite import owner
from soundingboard.cite.home import Home, may_name_a_draft, usual_names
from soundingboard.cite.lexicon import literally, table
from soundingboard.cite.listing import Listing, Manner, bracket_is_open, expanded, read_list
from soundingboard.model import Citation
from soundingboard.numbers import LATIN, number_key

# A class of a few ranges is found several times faster than \d; these are the digits that people write.
DIGITS = re.compile(r"[0-9٠-٩۰-۹०-९０-９]+")

_never = table("never")
_NAMES = LATIN.replace("|alt", "")
_NO_STREET = rf"(?!\s+(?:\d|zu[mr]\s)|\s(?:{literally(_never['streets'])})\b)"
_LETTERED = re.compile(
    rf"(?<![\w.,/$€£#§’'-])\d{{1,3}}(?:\s?\((?!s\))(?:[a-z]|aa|bb|[ivx]{{2,5}})\)(?!\w)|\s?[a-z]\)(?!\w)|[\s.]?(?i:{_NAMES})(?![^\W_]){_NO_STREET})"
)
_IN_BRACKETS = re.compile(r"[(\[](?P<list>\d{1,3}[a-j](?![^\W_]).{0,60}?)[)\]]")
_FIGURES = re.compile(
    r"(?<=[\w”\"’'*»]\s)\((?P<list>\d{1,3}(?P<more>(?:\s?(?:,|;|-|–|and|&)\s?\d{1,3})*))\)(?P<closes>\*{0,2}\s?(?:[.,;:)]|$))?",
    re.MULTILINE,
)
_WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_]+)[\s.#:]*$")
_DRAFT_BEFORE = re.compile(rf"(?<!\w)(?:{usual_names()})(?<=[^\W\d_])\s?[,:]?\s$", re.IGNORECASE)
_NAME_REACH = 40  # characters: the longest usual name of a draft has some twenty
_CLOSES = re.compile(r"\s?(?:[,.;:)\]]|$|and\b|to\b)")
_COUNTED = frozenset(_never["before"])
_SPELLED = frozenset(_never["spelled"].split())


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a figure in brackets is a paragraph's."""

    least: int = 10  # "(3)" numbers a point or counts; "(98)" that ends a clause rarely does


def lettered(text: str, home: Home) -> Iterator[Citation]:
    """Numbers that carry a letter or a Latin name: "49 (a)", "12 bis", "(54a, 55b)"."""
    for match in _IN_BRACKETS.finditer(text):
        listing = read_list(text, match.start("list"), Manner(many=True, inside=True))
        if listing and listing.end == match.end("list") and _word_before(text, match.start()) not in _COUNTED:
            yield _cited(text, match.start("list"), listing, home)
    at = 0
    for number in DIGITS.finditer(text):
        start = number.start()
        if start < at or _LETTERED.match(text, start) is None:
            continue
        listing = read_list(text, start, Manner(bare=True, inside=bracket_is_open(text, start)))
        if listing and _word_before(text, start) not in _COUNTED:
            yield _cited(text, start, listing, home)
            at = listing.end


def _word_before(text: str, at: int) -> str:
    """The word before a place, which may say that a number is one of something else: "table 3(a)"."""
    match = _WORD_BEFORE.search(text[max(0, at - 24) : at])
    return match["word"].lower() if match else ""


def _cited(text: str, start: int, listing: Listing, home: Home) -> Citation:
    found = owner.after(text, listing.end, home, "paragraph")
    end = found.edge if found else listing.end
    if not found and (found := owner.before(text, start, home)):
        start = found.edge
    document, draft = (found.document, found.draft) if found else (None, None)
    numbers = expanded(listing.items, home.among(document, draft))
    return Citation(start, end, text[start:end], numbers, "paragraph", document, draft)


def in_brackets(text: str, home: Home, thresholds: Thresholds = Thresholds()) -> Iterator[Citation]:
    """ "(98)", "(98, 103-105)" at the end of a clause: read only where the draft under review has these paragraphs.

    Where one of them is no paragraph's, the writer's figures in brackets count something, and none is read.
    """
    known = {number_key(number) for number in home.among(None, None)}
    found = []
    for match in _FIGURES.finditer(text):
        listing = read_list(text, match.start("list"), Manner(many=True, inside=True))
        word = _word_before(text, match.start())
        if not listing or listing.end != match.end("list") or word in _SPELLED or word in _COUNTED:
            continue
        citation = _cited(text, match.start("list"), listing, home)
        small = any(int(a) < thresholds.least for a, _ in listing.items if a.isdecimal())
        if small or not known.issuperset(map(number_key, citation.numbers)):
            return
        if match["more"] or match["closes"] is not None:
            found.append(citation)
    yield from found


def after_a_draft(text: str, home: Home) -> Iterator[Citation]:
    """ "Zero Draft 89", "ZD 12-14": a number straight after a draft's name."""
    for number in DIGITS.finditer(text):
        begin = max(0, number.start() - _NAME_REACH)
        window = text[begin : number.start()]
        match = _DRAFT_BEFORE.search(window) if may_name_a_draft(window.lower(), home) else None
        listing = _after_name(text, begin + match.start(), number.start()) if match else None
        if listing:
            yield _cited(text, number.start(), listing, home)


def _after_name(text: str, start: int, at: int) -> Listing | None:
    """The numbers at `at`, after a draft's name that begins at `start`."""
    listing = read_list(text, at, Manner(inside="(" in text[max(0, start - _NAME_REACH) : start]))
    return listing if listing and _CLOSES.match(text, listing.end) else None
