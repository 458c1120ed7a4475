"""Paragraph numbers: "12 bis", "OP7ter", "29(a)(i)", "§ 15", "第十二条", read and printed in one place."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

LATIN = "bis|ter|quater|quat|quinquies|sexies|septies|octies|novies|decies|alt"
_HAN = "\u3400-\u9fff"
_HAN_DIGITS = "〇零一二三四五六七八九"
_HAN_NUMBER = f"[{_HAN_DIGITS}十百]{{1,6}}"
_DIGITS = r"\d{1,4}(?:[.．](?:\d{1,3}|[a-z](?![^\W_])))*"
_SUFFIX = rf"(?:(?:[\s.]{{0,2}}(?:{LATIN})|[\s.]?(?i:{LATIN}))(?![^\W_]))+(?:\s\d(?=[.):]))?"
_END = rf"(?:\s+|(?=\[)|(?=[{_HAN}])|(?<=[．、：）])|$)"  # full-width signs hold their own blank

# A number at the head of a paragraph. A bare number needs a stop, a bracket, a colon or a spaced dash after it, or
# "OP", "PP" or "§" before it; "2030 was" is therefore a year and not a label.
_HEAD = re.compile(
    rf"""(?P<bracket>(?:\[\s?)*)(?P<label>
        (?P<kind>OP|PP|§|¶|[Pp]ara(?:graph)?)[\s.]*(?P<marked>{_DIGITS})(?P<marked_suffix>{_SUFFIX}|[a-zA-Z](?!\w))?(?P<close>[.):])?
      | (?P<number>{_DIGITS})(?P<suffix>{_SUFFIX}|\s?[a-zA-Z](?=[.):]))?(?:[.):．：、）]|°[.)]|\s?[-–—](?=\s+[^\W\d]))
      | (?P<latin>{_DIGITS}{_SUFFIX})
      | (?P<decimal>\d{{1,3}}(?:[.．](?:\d{{1,3}}|[a-z]))+)(?=\s)
      | 第\s?(?P<han>{_HAN_NUMBER}|\d{{1,4}})\s?[条條](?P<han_suffix>之{_HAN_NUMBER})?[．、：:.]?
      | (?P<han_stop>{_HAN_NUMBER})[．、]
    ){_END}""",
    re.VERBOSE,
)
_YEAR_AND_DASH = re.compile(r"\d{4}\s?[-–—]")
_TENTATIVE = re.compile(
    rf"(?P<label>\[(?P<number>{_DIGITS})(?:(?P<suffix>{_SUFFIX}|[a-zA-Z])[.):]?|[.):])\])\s+"
)
_LETTER = rf"(?![{_HAN}])[^\W\d_]"
_ITEM = re.compile(
    rf"""(?P<bracket>(?:\[\s?)*)(?P<label>
        [(（](?:[a-z]{{1,2}}|[ivxl]{{1,6}}|[IVXL]{{2,6}}|\d{{1,3}}|{_HAN_NUMBER}|{_LETTER})(?:\s(?:{LATIN}))?[)）](?:\s?(?:{LATIN})(?!\w))?
      | (?:[a-z]{{1,2}}|[ivxl]{{1,6}}|{_LETTER})[)）]
      | (?:[a-z]|[ivxl]{{2,6}})\.
    )(?:\s+|(?=[{_HAN}])|(?<=）)|$)""",
    re.VERBOSE,
)
_BULLET = re.compile(r"(?P<label>[•‣◦▪●○·–—*-])\s+")
_BARE = re.compile(r"(?P<number>\d{1,3})\s+(?=\S)")
_CAPITAL_ROMAN = re.compile(r"(?P<label>(?P<number>[IVXL]{1,7})\.)\s+(?=\S)")
_PART = re.compile(r"\(([^()]+)\)")
_PLACE = re.compile(
    r"(?:^|\s)(?P<place>(?:bullet|row|text) \d+|closing)$"
)  # what prints no number of its own
_ROMAN = re.compile(r"(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})")


@dataclass(frozen=True, slots=True)
class Label:
    """A printed number and what follows it.

    `kind` is paragraph, preambular, item or bullet; `number` is how people cite it ("12 bis", "OP7 ter"; for an
    item its own part, "a"), in European digits; `printed` is what stood there ("12 bis."); `rest` is the text after
    it, with the brackets (`opening`) that stood before it.
    """

    kind: str
    number: str
    printed: str
    rest: str
    opening: str = ""


def read_label(text: str) -> Label | None:
    """The number at the head of `text`, or None. An opening bracket before it stays with the text."""
    for pattern, make in ((_TENTATIVE, _tentative), (_HEAD, _paragraph), (_ITEM, _item), (_BULLET, _bullet)):
        if match := pattern.match(text):
            return make(match, text)
    return None


def read_bare_number(text: str) -> Label | None:
    """A number without any mark ("12 We note"), which is a label only where its neighbours count on."""
    match = _BARE.match(text)
    if not match:
        return None
    return Label("paragraph", _european(match["number"]), match["number"], text[match.end() :])


def read_roman_number(text: str) -> Label | None:
    """A capital Roman number ("IV. We note"), which is a paragraph's only where its neighbours count on."""
    match = _CAPITAL_ROMAN.match(text)
    if not match or not is_roman(match["number"].lower()):
        return None
    return Label("paragraph", match["number"], match["label"], text[match.end() :])


def _paragraph(match: re.Match[str], text: str) -> Label | None:
    after = text[match.end() :]
    kind = match["kind"] or ""
    bare = match["decimal"] or (kind.lower().startswith("para") and not match["close"])
    if (bare and not _begins_sentence(after)) or _YEAR_AND_DASH.match(match["label"]):
        return None  # "1.5 million ports", "Paragraph 12 is deleted", "2030 - the year"
    opening = match["bracket"].replace(" ", "")
    number = kind if kind in ("OP", "PP") else ""
    number += _number(match)
    sort = "preambular" if kind == "PP" else "paragraph"
    return Label(sort, number, match["label"].strip(), opening + after, opening)


def _number(match: re.Match[str]) -> str:
    if han := match["han"] or match["han_stop"]:
        return f"{han_value(han)} {match['han_suffix'] or ''}".strip()
    digits = match["marked"] or match["number"] or match["latin"] or match["decimal"]
    return _spaced(digits + (match["marked_suffix"] or match["suffix"] or ""))


def _begins_sentence(text: str) -> bool:
    """Whether a text begins as a sentence does: not in a small letter or a figure."""
    first = text.lstrip("[(“\"'‘«")[:1]
    return not first or (first.isalpha() and not first.islower())


def _tentative(match: re.Match[str], text: str) -> Label:
    """A number that stands in brackets itself: "[8.] We note"."""
    number = _spaced(match["number"] + (match["suffix"] or ""))
    return Label("paragraph", number, match["label"], text[match.end() :])


def _item(match: re.Match[str], text: str) -> Label:
    opening = match["bracket"].replace(" ", "")
    part = re.sub(r"[()（）.]", "", _european(match["label"])).replace(" ", "")
    part = re.sub(rf"(?<=\w)({LATIN})$", r" \1", part)
    return Label("item", part, match["label"], opening + text[match.end() :], opening)


def _bullet(match: re.Match[str], text: str) -> Label:
    return Label("bullet", "", match["label"], text[match.end() :])


def _spaced(number: str) -> str:
    """ "12bis" as "12 bis", "12.Bis.alt" as "12 bis alt"; a letter stays with its number ("54a")."""
    spaced = re.sub(
        rf"[\s.]*({LATIN})(?![^\W_])", lambda m: f" {m[1].lower()}", _european(number), flags=re.I
    )
    return re.sub(r"\s(?=[a-zA-Z]$)", "", spaced)


def _european(text: str) -> str:
    """The text with the digits of any script as 0 to 9: ١٢ and １２ are 12."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text).replace("．", ".")


def han_value(number: str) -> int:
    """The value of a Chinese number up to 999, or of a number in digits: 十二 is 12, 一百零五 is 105, 二〇 is 20."""
    if number.isdecimal():
        return int(number)
    digit = {character: value for value, character in enumerate(_HAN_DIGITS[1:])}
    digit["〇"] = 0
    if not set(number) & set("十百"):
        return int("".join(str(digit[character]) for character in number))
    value, open_digit = 0, None
    for character in number:
        if character in "十百":
            value += (1 if open_digit is None else open_digit) * (10 if character == "十" else 100)
            open_digit = None
        else:
            open_digit = digit[character] or None
    return value + (open_digit or 0)


def value_of(number: str) -> int:
    """The value of a number in digits or in capital Roman letters: "12" and "XII" are 12."""
    if number.isdecimal():
        return int(number)
    worth = [{"I": 1, "V": 5, "X": 10, "L": 50}[letter] for letter in number]
    return sum(-a if a < b else a for a, b in zip(worth, [*worth[1:], 0], strict=True))


def is_roman(part: str) -> bool:
    """Whether an item's own part can be a lower-case Roman number."""
    return bool(_ROMAN.fullmatch(part))


def eid_for(number: str, kind: str = "operative") -> str:
    """The `eid` of a paragraph cited as `number`: "29(a)" gives para_29__item_a, "PP4" gives pre_4.

    A unit that prints no number is cited by its place: "29 closing" gives para_29__closing.

    `kind` decides only where the number does not say: preambular gives pre_.
    """
    if match := _PLACE.search(number):
        owner, place = number[: match.start()], match["place"].replace(" ", "_")
        return f"{eid_for(owner)}__{place}" if owner else place
    head, *parts = [number.split("(", 1)[0].strip(), *_PART.findall(number)]
    tail = "".join(f"__item_{_clean(part)}" for part in parts)
    stem = "pre" if head.startswith("PP") or kind == "preambular" else "para"
    main = re.sub(r"^(?:PP|OP)\s*(?=\d)", "", head)
    if not main:
        return tail.removeprefix("__") or "para"
    return f"{stem}_{_clean(main)}{tail}"


def _clean(part: str) -> str:
    """A part of a number as an identifier: letters of any script, digits and underscores; stops as hyphens."""
    part = re.sub(rf"\s+(?=(?:{LATIN})\b)", "", part.strip())
    return re.sub(r"[^\w-]+", "-", part).strip("-") or "x"


def printed(number: str) -> str:
    """How a number is printed where a record does not say: "12 bis." for "12 bis", "(a)" for "29(a)", "" for "PP4"."""
    if (
        _PLACE.search(number)
        or number.startswith("PP")
        or not re.match(r"\(|OP|\d{1,4}(?!\d)[ \w]*(?:\(|$)", number)
    ):
        return ""
    parts = _PART.findall(number)
    return f"({parts[-1]})" if parts else f"{number}."


def kind_of(number: str) -> str:
    """The kind that a number gives away: "PP4" preambular, "29(a)" item, else operative."""
    return "preambular" if number.startswith("PP") else "item" if number.endswith(")") else "operative"


def owner_of(number: str) -> str:
    """The number of what an item stands under: "29(a)" for "29(a)(i)"; empty for a paragraph."""
    return number.rpartition("(")[0]


def unique(eids: Iterable[str]) -> list[str]:
    """The same eids in the same order; one that was there before gets _2, _3 and so on."""
    seen: set[str] = set()
    result = []
    for eid in eids:
        candidate, n = eid, 1
        while candidate in seen:
            n += 1
            candidate = f"{eid}_{n}"
        seen.add(candidate)
        result.append(candidate)
    return result


_MOST_BETWEEN = 200  # longer stretches of paragraphs are slips of the pen: "paragraphs 12-1500"
_CITED = re.compile(
    rf"(?P<code>PP|OP)?(?P<path>(?:\d+\.)*)(?P<value>\d+)"
    rf"(?P<tail>(?:[^\W\d_](?![^\W_]))?(?: (?:{LATIN}))*)(?P<parts>(?:\([^()]+\))*)"
)
_RANKS = {name: rank for rank, name in enumerate(LATIN.replace("|quat|", "|").split("|"), 1)}
_RANKS["quat"] = _RANKS["quater"]


def as_cited(text: str) -> str:
    """How a number that stands in running text is printed in a citation: "49 (a)" is "49(a)", "1bis" is "1 bis"."""
    if text.isascii() and text.isdecimal():
        return text
    head, *_ = text.split("(", 1)
    parts = "".join(f"({part.strip()})" for part in _PART.findall(_european(text)))
    head = re.sub(r"^(OP|PP)s?[\s.]*(?=\d)", lambda m: m[1].upper(), head.strip(), flags=re.I)
    return _spaced(head).strip(" .") + parts


@lru_cache(maxsize=1 << 16)  # the numbers of a draft are asked for at every citation
def number_key(number: str) -> str:
    """What two numbers are compared by: blanks and case aside, "OP7" is 7, "1 quat" is "1 quater"; PP4 stays PP4."""
    bare = re.sub(r"\s+", "", _european(number)).casefold()
    return re.sub(r"quat(?!er)", "quater", re.sub(r"^op(?=\d)", "", bare))


def stretch(first: str, last: str, among: Iterable[str] = ()) -> tuple[str, ...]:
    """The numbers from `first` to `last`; `among` are a draft's, of which those in between count in ("12 bis").

    A stretch that descends, is too long, or joins unlike things gives its two ends.
    """
    a, b = _CITED.fullmatch(first), _CITED.fullmatch(last)
    if a and b and a["path"] == b["path"] and (a["code"] == b["code"] or not b["code"]):
        if a.span("tail") == b.span("tail") and first[: a.end("tail")] == last[: b.end("tail")]:
            between = _parts_between(first, last)
        elif a["value"] == b["value"]:
            between = _letters_between(a, b)
        else:
            between = _heads_between(a, b, among)
    else:
        between = _labels_between(first, last)
    return tuple(dict.fromkeys((first, *between, last)))


def _heads_between(a: re.Match[str], b: re.Match[str], among: Iterable[str]) -> list[str]:
    low, high = int(a["value"]), int(b["value"])
    if not 0 < high - low <= _MOST_BETWEEN:
        return []
    stem = (a["code"] or "") + a["path"]
    found = {_rank(a["value"], ""): f"{stem}{a['value']}"}
    found |= {(n, "", ()): f"{stem}{n}" for n in range(low + 1, high + (b["tail"] != ""))}
    for number in among:
        other = _CITED.fullmatch(number)
        if other and other["tail"] and not other["parts"] and number.startswith(stem):
            found[_rank(other["value"], other["tail"])] = number
    start, stop = _rank(a["value"], a["tail"]), _rank(b["value"], b["tail"])
    return [number for rank, number in sorted(found.items()) if start < rank < stop]


def _rank(value: str, tail: str) -> tuple[int, str, tuple[int, ...]]:
    """Where a number stands among others: 12, 12a, 12 bis, 12 ter, 13."""
    letter, *names = tail.split(" ") if tail else [""]
    return int(value), letter, tuple(_RANKS[name] for name in names)


def _letters_between(a: re.Match[str], b: re.Match[str]) -> list[str]:
    """ "54b" between "54a" and "54c"; "12 ter" between "12 bis" and "12 quater"."""
    stem = (a["code"] or "") + a["path"] + a["value"]
    if len(a["tail"]) == len(b["tail"]) == 1:
        return [stem + letter for letter in _between(a["tail"], b["tail"])]
    order = [name for name in _RANKS if name not in ("quat", "alt")]
    low, high = (order.index(x) if x in order else -1 for x in (_full(a), _full(b)))
    return [f"{stem} {name}" for name in order[low + 1 : max(high, 0)]] if low >= 0 or not a["tail"] else []


def _full(number: re.Match[str]) -> str:
    """The Latin name after a number, written out."""
    return re.sub(r"^quat$", "quater", number["tail"].strip())


def _parts_between(first: str, last: str) -> list[str]:
    """ "29(b)" between "29(a)" and "29(c)"; nothing where the parts before the last differ."""
    owner = owner_of(first)
    if not owner or owner != owner_of(last):
        return []
    return [f"{owner}({part})" for part in _between(_PART.findall(first)[-1], _PART.findall(last)[-1])]


def _labels_between(first: str, last: str) -> list[str]:
    """ "III" between "II" and "IV", "C" between "B" and "D"."""
    return [label.upper() for label in _between(first.lower(), last.lower())]


def _between(first: str, last: str) -> list[str]:
    """Letters, Roman or plain numbers strictly between two; in lower case."""
    if first.isdecimal() and last.isdecimal():
        return [str(n) for n in range(int(first) + 1, min(int(last), int(first) + _MOST_BETWEEN))]
    if is_roman(first) and is_roman(last) and (len(first + last) > 2 or first == "i"):
        return [roman(n) for n in range(value_of(first.upper()) + 1, value_of(last.upper()))]
    if len(first) == len(last) == 1:
        return [chr(n) for n in range(ord(first) + 1, ord(last))]
    return []


_ROMAN_SIGNS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(value: int) -> str:
    """A number in small Roman letters."""
    signs = ""
    for worth, sign in _ROMAN_SIGNS:
        signs += sign * (value // worth)
        value %= worth
    return signs
