"""Citations that a word or a sign announces: "paragraph 12", "§ 3", "OP7ter", "Section B", "第12段"."""

import re
from collections.abc import Collection, Iterator

from soundingboard.cite import owner
from soundingboard.cite.home import Home
from soundingboard.cite.lexicon import (
    AND,
    BLANK,
    IN,
    NO_LETTER,
    OF,
    SIGN,
    Mark,
    cardinals,
    literally,
    marks,
    ordinals,
    table,
    units,
)
from soundingboard.cite.listing import Item, Listing, Manner, read_list
from soundingboard.model import Citation
from soundingboard.numbers import as_cited, han_value, stretch
from soundingboard.vocabulary import Unit

_GERMAN = frozenset({"de", "", "nl"})  # where "3 bis 5" can only be a range; "§" and "Art." may be German
_REACH = 200  # characters in which a bracket that is still open may have begun
_ABBREVIATIONS = frozenset(table("marks")["abbreviations"]["words"])
_ANCHOR = re.compile(
    rf"""(?:(?<![^\W\d_])(?P<word>[^\W\d_]{{1,18}})(?:\(s\)|\(en\)|['’]s)?|(?P<sign>§+|¶+))
    (?P<gap>\.?s?\.?{BLANK}(?:[:-]{BLANK})?{SIGN}?)
    (?=[(\[“"]?\s?(?:\d|[IVXL]{{1,7}}(?![^\W_])|[A-Z](?![^\W_]))|(?i:{literally(cardinals())})(?![\w-]))""",
    re.VERBOSE,
)
_WORD_OR_SIGN, _MARKS = re.compile(r"[^\W\d_]+|§+|¶+"), frozenset(marks())
_NEVER = re.compile("|".join(f"(?:{name})" for name in table("never")["names"]), re.IGNORECASE)
_KINDS: dict[str, Unit] = {word: kind["unit"] for kind in table("marks")["kinds"] for word in kind["before"]}
_UNDER = rf"(?:{literally(table('marks')['parts']['words'])}){NO_LETTER}\.?\s?"
_LETTER = r"\(?(?:[^\W\d_]|aa|bb|cc|[ivx]{1,5})\)?(?!\w)"
_PARTS_BEFORE = re.compile(
    rf"(?P<parts>(?<!\w)(?:(?P<under>{_UNDER}){_LETTER}|\([a-z]{{1,3}}\))(?:(?:{AND}|\s?[-–]\s?|\s(?:to|à|a|bis)\s)\(?[^\W\d_]{{1,3}}\))*(?:(?:{AND})[a-z](?=\s))?)(?:{OF}|{IN}|(?(under)\s|$^))$",
    re.IGNORECASE,
)
_LEADING = frozenset([*table("joins")["of"], *table("joins")["in"], *table("joins")["the"]])
_OF_WHOLE = re.compile(rf"(?:{OF}|{IN})(?P<word>{units('paragraph', 'article')})\.?\s?(?=\d)", re.IGNORECASE)
_HAN = re.compile(
    r"第?\s?(?P<first>\d{1,3}|[〇零一二三四五六七八九十百]{1,5})(?P<more>(?:\s?(?:至|到|-|–|—|、|和|及|，|与)\s?第?\s?(?:\d{1,3}|[一二三四五六七八九十百]{1,5})\s?(?:段|条|條|款)?)*)\s?(?P<unit>段|条|條|款)(?P<under>\s?[(（][a-z][)）])?"
)
_HAN_STEP = re.compile(r"(至|到|-|–|—|、|和|及|，|与)\s?第?\s?(\d{1,3}|[一二三四五六七八九十百]{1,5})")
_ORDINAL = rf"(?:\d{{1,2}}(?:st|nd|rd|th|e|ème|º|ª)|{literally([*ordinals(), *(w.replace('-', ' ') for w in ordinals())])})"
_ORDINALS = [
    (
        re.compile(
            rf"(?<!\w)(?P<list>{_ORDINAL}(?:(?:{AND})(?:the\s)?{_ORDINAL})*)\s(?:{literally(kind['ordinal'])}|(?:alinéa|paragraphe|párrafo|considérant)s?\s(?:du |del |de la )?(?:{literally([*kind['ordinal'], *kind['after']])}))(?:s(?!\w))?(?:\s(?:paragraphs?|paras?\.?|clauses?|recitals?)(?!\w))?",
            re.IGNORECASE,
        ),
        kind["unit"],
    )
    for kind in table("marks")["kinds"]
]
_ONE_ORDINAL = re.compile(_ORDINAL, re.IGNORECASE)


def by_mark(text: str, home: Home, said: Collection[str] | None = None) -> Iterator[Citation]:
    """The citations of `text` that a mark announces, in order of place; `said`: the marks in it, where known."""
    at = 0
    for place in _places(text, said):
        match = _ANCHOR.match(text, place) if place >= at else None
        mark = _mark(text, match) if match else None
        if match is None or mark is None or _NEVER.match(text, place):
            continue
        for citation in _read(text, match, mark, home):
            yield citation
            at = max(at, citation.end)


def _places(text: str, said: Collection[str] | None) -> list[int]:
    """Where the words and signs stand that may be marks."""
    lower = text.lower()
    if len(lower) != len(text):  # one letter became two: places in the two do not answer
        return [match.start() for match in _WORD_OR_SIGN.finditer(text)]
    found = []
    for word in _MARKS.intersection(_WORD_OR_SIGN.findall(lower)) if said is None else said:
        at = lower.find(word)
        while at >= 0:
            found.append(at)
            at = lower.find(word, at + len(word))
    return sorted(found)


def _mark(text: str, match: re.Match[str]) -> Mark | None:
    """What the word before a number announces, if anything."""
    word = match["word"] or match["sign"]
    for mark in marks().get(word.lower(), ()):
        if (mark.upper and not word[0].isupper()) or (mark.stop and "." not in match["gap"]):
            continue
        if match["gap"].startswith(".") and match["word"] and word.lower() not in _ABBREVIATIONS:
            continue
        if mark.after and _word_before(text, match.start()) not in mark.after:
            continue
        if word.lower() == "pp" and not _is_preambular(text, match):
            continue
        return mark
    return None


def _word_before(text: str, at: int) -> str:
    """The word before a place, in small letters, without apostrophe or stop."""
    before = text[max(0, at - 24) : at].lower().replace("’", " ").replace("'", " ").split()
    return before[-1].strip(".([«“") if before else ""


def _is_preambular(text: str, match: re.Match[str]) -> bool:
    """Whether "pp" is a preambular paragraph: small letters with several numbers are pages ("pp. 3-5"), and so is "pp. 4"."""
    several = re.compile(r"\d+\s?(?:[-–,&]|and)\s?\d").match(text, match.end())
    return match["word"] == "PP" or not (several or match["gap"].endswith(" "))


def _read(text: str, match: re.Match[str], mark: Mark, home: Home) -> Iterator[Citation]:
    """The citation at a mark, and those of its list that name a draft or a document of their own."""
    start = match.start()
    inside = text.rfind("(", max(0, start - _REACH), start) > text.rfind(")", max(0, start - _REACH), start)
    manner = Manner(
        many=mark.many,
        labels=mark.labels,
        german=mark.language in _GERMAN,
        inside=inside,
        weak=mark.weak,
        article=mark.unit == "article" or mark.language == "",
    )
    listing = _listing(text, match.end(), manner)
    if listing is None or (mark.labels and _is_no_label(text, match, listing)):
        return
    start, unit, part = _kind(text, start, mark)
    written = bool(mark.prefix) and (
        match["word"].isupper() or not match["gap"].strip(". ") and not match["gap"]
    )
    prefix = mark.prefix if written or (match["word"] or "").rstrip("s").isupper() and mark.prefix else ""
    if prefix:
        listing = Listing(
            tuple((_coded(prefix, a), _coded(prefix, b)) for a, b in listing.items), listing.end
        )
    yield from _owned(text, start, listing, unit, part, home, manner)


def _coded(prefix: str, number: str) -> str:
    return number if number.startswith(prefix) else prefix + number


def _listing(text: str, at: int, manner: Manner) -> Listing | None:
    found = read_list(text, at, manner)
    if found is None and text[at : at + 1] in ("(", "[", "“", '"'):
        found = read_list(text, at + 1, manner)
    return found


def _is_no_label(text: str, match: re.Match[str], listing: Listing) -> bool:
    """Whether a letter after "section" is a word: "this section I think", "Part A of"."""
    first = listing.items[0][0]
    if first[0].isdecimal():
        return False
    small = match["word"][0].islower()
    return (
        first in ("I", "A")
        and small
        and not re.compile(r"\s?(?:[,.;:)\]]|$|and\b|of\b)").match(text, listing.end)
    )


def _kind(text: str, start: int, mark: Mark) -> tuple[int, Unit, bool]:
    """Where the mark begins with the words before it, its unit, whether it is a part of a paragraph."""
    window = text[max(0, start - 24) : start]
    if mark.unit != "paragraph":
        return start, mark.unit, False
    if unit := _KINDS.get(_word_before(text, start)):
        return start - len(window) + window.lower().rindex(_word_before(text, start)), unit, False
    if (sub := window.lower()).endswith(("sub-", "sub ", "sous-")):
        return start - len("sous-" if sub.endswith("sous-") else "sub-"), mark.unit, True
    return start, mark.unit, mark.part


def _owned(
    text: str, start: int, listing: Listing, unit: Unit, part: bool, home: Home, manner: Manner
) -> Iterator[Citation]:
    if unit == "paragraph" and (whole := _of_whole(text, listing, manner)):
        word, listing = whole
        unit, part = ("article" if word == "article" else unit), False
    if part and not any(")" in a or a[-1].isalpha() for a, _ in listing.items):
        return
    citation = _cited(text, start, listing, unit, home)
    yield citation
    more = re.compile(AND, re.IGNORECASE).match(text, citation.end)
    following = (
        read_list(text, more.end(), manner) if more and (citation.draft or citation.document) else None
    )
    if following and owner.after(text, following.end, home, unit):
        yield _cited(text, more.end() if more else 0, following, unit, home, alone=True)


def _of_whole(text: str, listing: Listing, manner: Manner) -> tuple[str, Listing] | None:
    """ "paragraphs 1 and 2 of Article 5" as 5(1) and 5(2)."""
    match = _OF_WHOLE.match(text, listing.end)
    if match is None:
        return None
    whole = read_list(text, match.end(), Manner(article=True, inside=manner.inside))
    mark = marks()[match["word"].lower()][0]
    small = all(re.match(r"\d{1,2}(?!\d)", a) for a, _ in listing.items)
    if whole is None or len(whole.items) > 1 or whole.items[0][0] != whole.items[0][1] or not small:
        return None
    owner_ = whole.items[0][0]
    items = tuple((_under(owner_, a), _under(owner_, b)) for a, b in listing.items)
    return mark.unit, Listing(items, whole.end)


def _under(whole: str, part: str) -> str:
    head, bracket, rest = part.partition("(")
    return f"{whole}({head}){bracket}{rest}"


def _cited(text: str, start: int, listing: Listing, unit: Unit, home: Home, alone: bool = False) -> Citation:
    """A citation with what its surroundings say: parts before it, its place, its document or draft."""
    items = listing.items
    if not alone and len(items) == 1 and items[0][0] == items[0][1] and (match := _parts_before(text, start)):
        start -= len(match[0])
        items = _with_parts(items[0][0], match["parts"])
    end, kind = (
        owner.place_after(text, listing.end, home)
        if unit in ("paragraph", "preambular", "operative", "article", "recital")
        else (listing.end, None)
    )
    if kind in ("preambular", "operative"):
        unit = kind  # type: ignore[assignment]
    found = owner.after(text, end, home, unit)
    if found:
        end = found.edge
    elif not alone and (found := owner.before(text, start, home)):
        start = found.edge
    document, draft = (found.document, found.draft) if found else (None, None)
    numbers = _numbers(items, home, draft) if document is None else _numbers(items, Home(), None)
    return Citation(start, end, text[start:end], numbers, unit, document, draft)


def _parts_before(text: str, start: int) -> re.Match[str] | None:
    """ "points (a) and (c) of" before a mark, looked for only where the words end so."""
    last = text[max(0, start - 14) : start].lower().split()[-1:]
    if not last or not (last[0] in _LEADING or last[0][-1] in ")»’'" or len(last[0]) == 1):
        return None
    return _PARTS_BEFORE.search(text[max(0, start - 80) : start])


def _numbers(items: tuple[Item, ...], home: Home, draft: str | None) -> tuple[str, ...]:
    name = draft if draft in home.numbers else home.names[-1] if home.names and draft is None else ""
    among = home.numbers.get(name, ())
    return tuple(
        dict.fromkeys(
            n for first, last in items for n in ((first,) if first == last else stretch(first, last, among))
        )
    )


def _with_parts(number: str, parts: str) -> tuple[Item, ...]:
    """ "12" with "subparagraphs (a) to (c)" as 12(a) to 12(c)."""
    bare = re.sub(rf"^(?:{_UNDER})", "", parts, flags=re.IGNORECASE)
    listing = read_list(f"{number}({re.sub(r'[()]', '', bare)})", 0, Manner(article=True))
    joined = re.sub(r"\(?([^\W\d_]{1,3})\)?(?=\W|$)", r"\1", bare)
    pieces = re.split(rf"(?:{AND})", joined, flags=re.IGNORECASE)
    found = []
    for piece in pieces:
        ends = [end.strip() for end in re.split(r"\s?[-–]\s?|\s(?:to|à|a|bis)\s", piece)]
        found.append((f"{number}({ends[0]})", f"{number}({ends[-1]})"))
    return tuple(found)


def han(text: str, home: Home) -> Iterator[Citation]:
    """Chinese citations: "第12段", "第十二至十五段", "第19条"."""
    for match in _HAN.finditer(text):
        if not match[0].startswith("第"):
            continue
        unit: Unit = "paragraph" if match["unit"] in "段款" else "article"
        items = [(str(han_value(match["first"])),) * 2]
        for sign, number in _HAN_STEP.findall(match["more"]):
            value = str(han_value(number))
            items[-1:] = [(items[-1][0], value)] if sign in "至到-–—" else [items[-1], (value, value)]
        if match["under"]:
            items = [(as_cited(f"{a}({match['under'].strip('（）() ')})"),) * 2 for a, _ in items]
        yield _cited(text, match.start(), Listing(tuple((a, b) for a, b in items), match.end()), unit, home)


def by_position(text: str, home: Home) -> Iterator[Citation]:
    """Preambular and operative paragraphs by their place: "thirteenth preambular paragraph" is PP13."""
    for pattern, unit in _ORDINALS:
        for match in pattern.finditer(text):
            prefix = "PP" if unit == "preambular" else ""
            values = [_value(word[0]) for word in _ONE_ORDINAL.finditer(match["list"])]
            items = tuple((f"{prefix}{value}",) * 2 for value in values if value)
            if items:
                yield _cited(
                    text, match.start(), Listing(tuple((a, b) for a, b in items), match.end()), unit, home
                )


def _value(ordinal: str) -> int:
    digits = re.match(r"\d+", ordinal)
    return (
        int(digits[0])
        if digits
        else ordinals().get(re.sub(r"\s", "-", ordinal.lower()), ordinals().get(ordinal.lower(), 0))
    )
