"""Citations without any mark: "49 (a)", "12 bis", "(54a)", "Zero Draft 89", "64. We invite" at the head of a line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from soundingboard.cite import owner
from soundingboard.cite.home import Home, content, may_name_a_draft, usual_names
from soundingboard.cite.lexicon import MONTH, either, literally, table
from soundingboard.cite.listing import Listing, Manner, read_list
from soundingboard.model import Citation
from soundingboard.numbers import LATIN, as_cited, number_key, stretch

_never = table("never")
_NAMES = LATIN.replace("|alt", "")
_LETTERED = re.compile(
    rf"(?<![\w.,/$€£#§’'-])\d{{1,3}}(?:\s?\((?!s\))(?:[a-z]|aa|bb|[ivx]{{2,5}})\)|\s?[a-z]\)|(?:\s|\.)?(?:{_NAMES})(?![^\W_])(?!\s+(?:\d|zu[mr]\s)|\s(?:{literally(_never['streets'])})\b))"
)
_IN_BRACKETS = re.compile(r"[(\[](?P<list>\d{1,3}[a-j](?![^\W_]).{0,60}?)[)\]]")
_FIGURES = re.compile(
    r"(?<=[^\W\d_][”\"’'*»]\s)\((?P<more>\d{1,3}(?:\s?(?:,|;|-|–|and|&)\s?\d{1,3})*)\)|(?<=[^\W\d_]\s)\((?P<list>\d{1,3}(?:(?:\s?(?:,|;|-|–|and|&)\s?\d{1,3})+\)|\)(?=\*{0,2}\s?(?:[.,;:)]|$))))",
    re.MULTILINE,
)
_WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_]+)[\s.#:]*$")
_HEAD = re.compile(
    rf"""^[ \t>*_•#“"«]{{0,8}}(?P<new>\[?(?i:new|old|nouveau|nouvelle|nuevo|neu|novo)\b\]?[\s:.]*(?:(?i:paragraph|para)\.?\s)?)?\[?
    (?P<number>(?P<plain>\d{{1,3}})(?P<letter>[a-z](?![^\W_]))?(?:[\s.]{{0,2}}(?:{LATIN})(?![^\W_]))*)
    (?P<sign>\s?[.:)]\]?|\]|\s?[–—-](?=\s))?(?P<after>\s?\[(?i:new|agreed|alt)\])?[*_]{{0,3}}(?=\s|$)\s?(?P<text>.*)""",
    re.MULTILINE | re.VERBOSE,
)
_MAY_BE_HEAD = re.compile(
    r"^(?:[^\w\n]{0,9}\[?[^\W\d]{2,9}[\W]{1,4}(?:[Pp]ara\w*\W{1,2})?|[^\w\n]{0,9})\d", re.MULTILINE
)
_EDITS = frozenset(
    "delete add replace amend insert retain reword change suggest remove keep move merge rephrase strengthen clarify new split revise modify reinstate bracket strike supprimer ajouter remplacer eliminar añadir sustituir streichen ergänzen ersetzen".split()
)
DIGITS = re.compile(r"[0-9٠-٩۰-۹०-९０-９]+")  # a class of a few ranges is found five times faster than \d
_DRAFT_BEFORE = re.compile(rf"(?<!\w)(?:{usual_names()})(?<=[^\W\d_])\s?[,:]?\s$", re.IGNORECASE)
_NAME_REACH = 40  # characters: the longest usual name of a draft has some twenty
_CLOSES = re.compile(r"\s?(?:[,.;:)\]]|$|and\b|to\b)")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a figure that nothing announces is a paragraph's."""

    own_points: int = 3  # lines numbered up to here begin most lists that people make of their own points
    run: int = 4  # numbers in a row: endnotes and lists have more, edited paragraphs seldom
    gap: int = 2  # between two numbers of a run: a note that lost its line start leaves a gap
    resemblance: float = 0.5  # of the words of a line: a paragraph copied out keeps more, even when edited
    least_said: int = 5  # words of four letters: two in common of three may be chance
    least_words: int = 3  # fewer words after a number are a heading ("12. Conclusion")
    least_in_brackets: int = 10  # "(3)" numbers a point or counts; "(98)" that ends a clause rarely does


def lettered(text: str, home: Home) -> Iterator[Citation]:
    """Numbers that carry a letter or a Latin name: "49 (a)", "12 bis", "(54a, 55b)"."""
    for match in _IN_BRACKETS.finditer(text):
        listing = read_list(text, match.start("list"), Manner(many=True, inside=True))
        if listing and listing.end == match.end("list") and not _counted(text, match.start()):
            yield _cited(text, match.start("list"), listing, home)
    at = 0
    for number in DIGITS.finditer(text):
        start = number.start()
        listing = (
            read_list(text, start, Manner(bare=True))
            if start >= at and _LETTERED.match(text, start)
            else None
        )
        if listing and not _counted(text, start):
            yield _cited(text, start, listing, home)
            at = listing.end


def _counted(text: str, at: int) -> bool:
    """Whether the word before makes it a number of something else: "table 3(a)", "Question 1 (b)"."""
    match = _WORD_BEFORE.search(text[max(0, at - 24) : at])
    return match is not None and match["word"].lower() in _never["before"]


def _cited(text: str, start: int, listing: Listing, home: Home) -> Citation:
    found = owner.after(text, listing.end, home, "paragraph")
    end = found.edge if found else listing.end
    if not found and (found := owner.before(text, start, home)):
        start = found.edge
    document, draft = (found.document, found.draft) if found else (None, None)
    among = home.numbers.get(draft or (home.names[-1] if home.names else ""), ())
    numbers = dict.fromkeys(n for a, b in listing.items for n in ((a,) if a == b else stretch(a, b, among)))
    return Citation(start, end, text[start:end], tuple(numbers), "paragraph", document, draft)


def in_brackets(text: str, home: Home, thresholds: Thresholds = Thresholds()) -> Iterator[Citation]:
    """ "(98)", "(98, 103-105)": read only where the draft under review has these paragraphs."""
    if not home.names:
        return
    known = {number_key(number) for number in home.numbers[home.names[-1]]}
    for match in _FIGURES.finditer(text):
        name = "list" if match["list"] else "more"
        listing = read_list(text, match.start(name), Manner(many=True, inside=True))
        before = _WORD_BEFORE.search(text[max(0, match.start() - 24) : match.start()])
        if not listing or listing.end != match.end(name) or (before and before["word"].lower() in _SPELLED):
            continue
        citation = _cited(text, match.start(name), listing, home)
        large = all(int(a) >= thresholds.least_in_brackets for a, _ in listing.items if a.isdecimal())
        if (
            large
            and known.issuperset(map(number_key, citation.numbers))
            and not _counted(text, match.start())
        ):
            yield citation


_SPELLED = frozenset(_never["spelled"].split()) | frozenset(_never["before"])


def after_a_draft(text: str, home: Home) -> Iterator[Citation]:
    """ "Zero Draft 89", "ZD 12-14": a number straight after a draft's name."""
    for number in DIGITS.finditer(text):
        begin = max(0, number.start() - _NAME_REACH)
        window = text[begin : number.start()]
        match = _DRAFT_BEFORE.search(window) if may_name_a_draft(window.lower(), home) else None
        listing = _after_name(text, begin + match.start(), number.start()) if match else None
        if match and listing:
            yield _cited(text, number.start(), listing, home)


def _after_name(text: str, start: int, at: int) -> Listing | None:
    """The numbers at `at`, after a draft's name; not of a revision, whose name ends in a number itself."""
    listing = read_list(text, at, Manner(inside="(" in text[max(0, start - _NAME_REACH) : start]))
    return listing if listing and _CLOSES.match(text, listing.end) else None


def at_line_heads(text: str, home: Home, thresholds: Thresholds = Thresholds()) -> Iterator[Citation]:
    """ "56: We note that", "64. We invite", "[New] 62.": the number of a paragraph that follows, copied or edited.

    The numbers of a list of one's own points (1, 2, 3) are none, unless the words after them are the draft's.
    """
    if _MAY_BE_HEAD.search(text) is None:
        return
    heads = [
        match
        for match in _HEAD.finditer(text)
        if match["sign"] or match["new"] or match["after"] or _has_name(match)
    ]
    own = _own_points([int(match["plain"]) for match in heads], thresholds)
    for match, is_own in zip(heads, own, strict=True):
        if re.compile(MONTH, re.IGNORECASE).match(text, match.end("number")) or re.match(
            r"(?i)\W*(?:am|pm|uhr)\b", match["text"]
        ):
            continue
        if _is_head(match, is_own, home, thresholds):
            number = as_cited(match["number"])
            start = match.start("new") if match["new"] else match.start("number")
            end = max(match.end("number"), match.end("after"))
            yield Citation(start, end, text[start:end], (number,), "paragraph")


def _has_name(match: re.Match[str]) -> bool:
    return bool(match["letter"]) or match["number"] != match["plain"]


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
    run: list[int] = []
    for place, number in enumerate([*numbers, 0]):
        if run and not 0 < number - numbers[run[-1]] <= thresholds.gap:
            own = [is_own or (len(run) >= thresholds.run and at in run) for at, is_own in enumerate(own)]
            run = []
        run.append(place)
    return own


def _is_head(match: re.Match[str], is_own: bool, home: Home, thresholds: Thresholds) -> bool:
    new = match["new"] or match["after"]
    if "]" in (match["sign"] or "") and "." not in match["sign"] and not new and not home.texts:
        return False  # "[6] Documents of the session" is a note
    if new and (match["sign"] or not match["text"]):
        return True
    if _has_name(match) and (match["sign"] or match["letter"] is None) and not (match["letter"] and is_own):
        if match["letter"] is None and (match["sign"] or not match["text"]):
            return True
        return _says_enough(match["text"], thresholds)
    if not match["sign"] or not _says_enough(match["text"], thresholds):
        return False
    if home.texts:
        return _is_the_drafts(match, is_own, home, thresholds)
    return not is_own and not match["sign"].strip().startswith((")", "-", "–", "—"))


def _says_enough(words: str, thresholds: Thresholds) -> bool:
    first = re.match(r"[\s\[(“\"'‘«*~_]*(?P<letter>\w|$)", words)
    return bool(first and first["letter"].isalpha() and not first["letter"].islower()) and (
        len(words.split()) >= thresholds.least_words
    )


def _is_the_drafts(match: re.Match[str], is_own: bool, home: Home, thresholds: Thresholds) -> bool:
    """Whether the words after a number are those of the draft's paragraph, or say what to do with it."""
    known = home.texts.get(number_key(as_cited(match["number"])), ())
    if not known:
        return False
    said = content(match["text"])
    first = re.match(r"\W*(\w+)", match["text"])
    if not is_own and first and first[1].lower() in _EDITS:
        return True
    likest = max(len(said & words) for words in known)
    return len(said) >= thresholds.least_said and likest >= thresholds.resemblance * len(said)
