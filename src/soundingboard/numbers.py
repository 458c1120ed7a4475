"""Paragraph numbers: "12 bis", "OP7ter", "29(a)(i)", "§ 15", read and printed in one place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

LATIN = "bis|ter|quater|quinquies|sexies|septies|octies|novies|decies|alt"

# A number at the head of a paragraph. A bare number needs a stop, a bracket or a colon after it, or "OP", "PP"
# or "§" before it; "2030 was" is therefore a year and not a label.
_HEAD = re.compile(
    rf"""(?P<bracket>\[?)(?P<label>
        (?P<kind>OP|PP|§|¶|[Pp]ara(?:graph)?\.?)\s*(?P<marked>\d{{1,4}}(?:\.\d{{1,3}})*)(?:\s*(?P<marked_suffix>(?:{LATIN})|[a-zA-Z](?![\w]))\b)?[.):]?
      | (?P<number>\d{{1,4}}(?:\.\d{{1,3}})*)(?:\s?\.?\s?(?P<suffix>(?:{LATIN})\b|[a-zA-Z](?=[.):])))?(?P<stop>[.):])
      | (?P<latin>\d{{1,4}}\.?\s?(?:{LATIN}))\b
    )(?:\s+|(?=\[)|$)""",
    re.VERBOSE,
)
_ITEM = re.compile(
    r"(?P<bracket>\[?)(?P<label>\((?P<both>[a-z]{1,2}|[ivxl]{1,6}|\d{1,3}|[A-Z])(?:\s(?:bis|ter|quater))?\)"
    r"|(?P<right>[a-z]{1,2}|[ivxl]{1,6})\)|(?P<stop>[a-z]|[ivxl]{2,6})\.)(?:\s+|$)"
)
_BULLET = re.compile(r"(?P<label>[•‣◦▪●○·–—*-])\s+")
_BARE = re.compile(r"(?P<number>\d{1,3})\s+(?=\S)")
_PART = re.compile(r"\(([^()]+)\)")
_PLACE = re.compile(
    r"(?:^|\s)(?P<place>(?:bullet|row|text) \d+|closing)$"
)  # what prints no number of its own
_ROMAN = re.compile(r"(?=[ivxl])(?:x{0,3}|x?l)(?:ix|iv|v?i{0,3})")


@dataclass(frozen=True, slots=True)
class Label:
    """A printed number and what follows it.

    `kind` is paragraph, preambular, item or bullet; `number` is how people cite it ("12 bis", "OP7 ter"; for an
    item its own part, "a"); `printed` is what stood there ("12 bis."); `rest` is the text after it.
    """

    kind: str
    number: str
    printed: str
    rest: str


def read_label(text: str) -> Label | None:
    """The number at the head of `text`, or None. An opening bracket before it stays with the text."""
    for pattern, make in ((_HEAD, _paragraph), (_ITEM, _item), (_BULLET, _bullet)):
        if match := pattern.match(text):
            return make(match, text)
    return None


def read_bare_number(text: str) -> Label | None:
    """A number without any mark ("12 We note"), which is a label only where its neighbours count on."""
    match = _BARE.match(text)
    return Label("paragraph", match["number"], match["number"], text[match.end() :]) if match else None


def _paragraph(match: re.Match[str], text: str) -> Label:
    rest = match["bracket"] + text[match.end() :]
    printed = match["label"].strip()
    if match["latin"]:
        return Label("paragraph", _spaced(match["latin"]), printed, rest)
    digits, suffix = match["marked"] or match["number"], match["marked_suffix"] or match["suffix"] or ""
    number = _spaced(digits + suffix)
    if match["kind"] in ("OP", "PP"):
        return Label(
            "preambular" if match["kind"] == "PP" else "paragraph", match["kind"] + number, printed, rest
        )
    return Label("paragraph", number, printed, rest)


def _item(match: re.Match[str], text: str) -> Label:
    printed = match["label"]
    return Label(
        "item", printed.strip("().").replace(" ", ""), printed, match["bracket"] + text[match.end() :]
    )


def _bullet(match: re.Match[str], text: str) -> Label:
    return Label("bullet", "", match["label"], text[match.end() :])


def _spaced(number: str) -> str:
    """ "12bis" as "12 bis"; a letter stays with its number ("54a")."""
    return re.sub(rf"(?<=\d)[\s.]*({LATIN})$", r" \1", number)


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
    part = re.sub(rf"(?<=\d)\s+(?={LATIN}\b)", "", part.strip())
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
