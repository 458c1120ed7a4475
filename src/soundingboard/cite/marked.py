"""Citations that a word or a sign announces: "paragraph 12", "§ 3", "OP7ter", "Section B"."""

import re
from collections.abc import Collection, Iterator

from soundingboard.cite import owner
from soundingboard.cite.home import Home
from soundingboard.cite.lexicon import (
    AND,
    BLANK,
    FROM,
    IN,
    OF,
    SIGN,
    Mark,
    cardinals,
    literally,
    marks,
    table,
    units,
)
from soundingboard.cite.listing import Listing, Manner, bracket_is_open, read_list
from soundingboard.cite.owned import cited
from soundingboard.model import Citation
from soundingboard.vocabulary import Unit

_GERMAN = frozenset({"de", "", "nl"})  # where "3 bis 5" can only be a range; "§" and "Art." may be German
_BEFORE = 24  # characters: the longest word before a mark that matters has some fifteen

_ABBREVIATIONS = frozenset(table("marks")["abbreviations"]["words"])
_ANCHOR = re.compile(
    rf"""(?:(?<![^\W\d_])(?P<word>[^\W\d_]{{1,18}})(?:\(s\)|\(en\)|['’]s)?|(?P<sign>§+|¶+))
    (?P<gap>\.?s?\.?{BLANK}(?:[:-]{BLANK})?{SIGN}?(?:{FROM})?)
    (?=[(\[“"]?\s?(?:\d|[IVXL]{{1,7}}(?![^\W_])|[A-Z](?![^\W_]))|(?i:{literally(cardinals())})(?![\w-]))""",
    re.VERBOSE,
)
_WORD_OR_SIGN = re.compile(r"[^\W\d_]+|§+|¶+")
_NEVER = re.compile("|".join(f"(?:{name})" for name in table("never")["names"]), re.IGNORECASE)
_KINDS: dict[str, Unit] = {word: kind["unit"] for kind in table("marks")["kinds"] for word in kind["before"]}
_SEVERAL = re.compile(r"\d+\s?(?:[-–,&]|and)\s?\d")
_LABEL_ENDS = re.compile(r"\s?(?:[,.;:)\]]|$|and\b|of\b)")
_OF_WHOLE = re.compile(rf"(?:{OF}|{IN})(?P<word>{units('paragraph', 'article')})\.?\s?(?=\d)", re.IGNORECASE)
_SMALL_NUMBER = re.compile(r"\d{1,2}(?!\d)")
_AND = re.compile(AND, re.IGNORECASE)


def by_mark(text: str, home: Home, said: Collection[str]) -> Iterator[Citation]:
    """The citations of `text` that a mark announces, in order of place; `said`: the marks in it."""
    at = 0
    for place in _places(text, said):
        match = _ANCHOR.match(text, place) if place >= at else None
        mark = _mark(text, match) if match else None
        if match is None or mark is None or _NEVER.match(text, place) or _is_address(text, place):
            continue
        for citation in _read(text, match, mark, home):
            yield citation
            at = citation.end


def _places(text: str, said: Collection[str]) -> list[int]:
    """Where the words and signs stand that may be marks."""
    lower = text.lower()
    if len(lower) != len(text):  # one letter became two: places in the two do not answer
        return [match.start() for match in _WORD_OR_SIGN.finditer(text)]
    found = []
    for word in said:
        at = lower.find(word)
        while at >= 0:
            found.append(at)
            at = lower.find(word, at + len(word))
    return sorted(found)


def _is_address(text: str, place: int) -> bool:
    """Whether a word stands in the address of a page."""
    word = text[max(text.rfind(" ", 0, place), text.rfind("\n", 0, place)) + 1 : place]
    return "://" in word or word.startswith("www.")


def _mark(text: str, match: re.Match[str]) -> Mark | None:
    """What the word before a number announces, if anything."""
    word, gap = match["word"] or match["sign"], match["gap"]
    lower = word.lower()
    if gap.startswith(".") and match["word"] and lower not in _ABBREVIATIONS:
        return None  # the end of a sentence: "call for action. 12. We"
    if lower == "pp" and not _is_preambular(text, match):
        return None
    for mark in marks().get(lower, ()):
        fits = (word[0].isupper() or not mark.upper) and ("." in gap or not mark.stop)
        if fits and (not mark.after or _word_before(text, match.start()) in mark.after):
            return mark
    return None


def _word_before(text: str, at: int) -> str:
    """The word before a place, in small letters, without apostrophe, bracket or stop."""
    before = text[max(0, at - _BEFORE) : at].lower().replace("’", " ").replace("'", " ").split()
    return before[-1].strip(".([«“") if before else ""


def _is_preambular(text: str, match: re.Match[str]) -> bool:
    """Whether "pp" is a preambular paragraph: "pp. 3-5" and "pp. 4" in small letters are pages."""
    pages = _SEVERAL.match(text, match.end()) or match["gap"].endswith(" ")
    return match["word"] == "PP" or not pages


def _read(text: str, match: re.Match[str], mark: Mark, home: Home) -> Iterator[Citation]:
    """The citation at a mark, and one more of its list that names a draft or a document of its own."""
    manner = _manner(text, match, mark)
    listing = _listing(text, match.end(), manner)
    if listing is None or (mark.labels and _is_no_label(text, match, listing)):
        return
    start, unit, is_part = _kind(text, match.start(), mark)
    if mark.prefix and (match["word"].rstrip("s").isupper() or not match["gap"]):  # "OP7", "op7", not "op. 7"
        listing = _coded(mark.prefix, listing)
    whole = _of_whole(text, listing, manner, is_part) if unit == "paragraph" else None
    if whole:
        unit, listing = whole
    elif is_part and not any(first.endswith(")") or first[-1].isalpha() for first, _ in listing.items):
        return  # "subparagraph 2": of what?
    yield from _cited(text, start, listing, unit, manner, home)


def _cited(
    text: str, start: int, listing: Listing, unit: Unit, manner: Manner, home: Home
) -> Iterator[Citation]:
    citation = cited(text, start, listing, unit, home)
    yield citation
    more = _AND.match(text, citation.end) if citation.draft or citation.document else None
    following = read_list(text, more.end(), manner) if more else None
    if more and following and owner.after(text, following.end, home, unit):
        yield cited(text, more.end(), following, unit, home, alone=True)


def _manner(text: str, match: re.Match[str], mark: Mark) -> Manner:
    return Manner(
        many=mark.many,
        labels=mark.labels,
        german=mark.language in _GERMAN,
        inside=bracket_is_open(text, match.start()),
        weak=mark.weak,
        article=mark.unit == "article" or match["sign"] is not None,
    )


def _listing(text: str, at: int, manner: Manner) -> Listing | None:
    """The numbers after a mark; a bracket may open before them."""
    found = read_list(text, at, manner)
    if found is None and text[at : at + 1] in ("(", "[", "“", '"'):
        found = read_list(text, at + 1, manner)
    return found


def _is_no_label(text: str, match: re.Match[str], listing: Listing) -> bool:
    """Whether a letter after "section" is a word: "in this section I think"."""
    a_word = listing.items[0][0] in ("I", "A") and match["word"][0].islower()
    return a_word and _LABEL_ENDS.match(text, listing.end) is None


def _coded(prefix: str, listing: Listing) -> Listing:
    """ "OP7-OP9", of which the second bears its code already, and "OP7, 8"."""
    items = tuple(
        (prefix + a.removeprefix(prefix), prefix + b.removeprefix(prefix)) for a, b in listing.items
    )
    return Listing(items, listing.end)


def _kind(text: str, start: int, mark: Mark) -> tuple[int, Unit, bool]:
    """Where the mark begins with the words before it, its unit, whether it is a part of a paragraph."""
    if mark.unit != "paragraph":
        return start, mark.unit, False
    before = text[max(0, start - _BEFORE) : start].lower()
    word = _word_before(text, start)
    if unit := _KINDS.get(word):
        return start - len(before) + before.rindex(word), unit, False
    for sub in ("sub-", "sub ", "sous-"):
        if before.endswith(sub):
            return start - len(sub), mark.unit, True
    return start, mark.unit, mark.part


def _of_whole(text: str, listing: Listing, manner: Manner, is_part: bool) -> tuple[Unit, Listing] | None:
    """ "paragraphs 1 and 2 of Article 5" as 5(1) and 5(2), with the unit of the whole."""
    match = _OF_WHOLE.match(text, listing.end)
    found = read_list(text, match.end(), Manner(article=True, inside=manner.inside)) if match else None
    if not match or not found or len(found.items) > 1 or found.items[0][0] != found.items[0][1]:
        return None
    if not all(_SMALL_NUMBER.match(first) for first, _ in listing.items):
        return None
    unit = marks()[match["word"].lower()][0].unit
    if unit == "paragraph" and not is_part:
        return None  # "paragraph 13 in paragraph 16"
    whole = found.items[0][0]
    items = tuple((_under(whole, first), _under(whole, last)) for first, last in listing.items)
    return unit, Listing(items, found.end)


def _under(whole: str, part: str) -> str:
    head, bracket, rest = part.partition("(")
    return f"{whole}({head}){bracket}{rest}"
