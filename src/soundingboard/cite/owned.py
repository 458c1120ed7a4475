"""A citation from the numbers read: with the parts before them, their place in the draft, and whose they are."""

import re

from soundingboard.cite import owner
from soundingboard.cite.home import Home
from soundingboard.cite.lexicon import AND, IN, NO_LETTER, OF, literally, table
from soundingboard.cite.listing import Item, Listing, expanded
from soundingboard.model import Citation
from soundingboard.vocabulary import PARAGRAPH_UNITS, Unit

_WINDOW = 80  # characters before a mark: "subparagraphs (a), (b), (c) and (d) of the " has some fifty

_joins = table("joins")
_PART_WORD = rf"(?:{literally(table('marks')['parts']['words'])}){NO_LETTER}\.?\s?"
_LETTER = r"\(?(?:[^\W\d_]|aa|bb|cc|[ivx]{1,5})\)?(?!\w)"
_TO_PART = r"\s?[-–]\s?|\s(?:to|à|a|bis)\s"
_PARTS_BEFORE = re.compile(
    rf"(?P<parts>(?<!\w)(?:(?P<word>{_PART_WORD}){_LETTER}|\([a-z]{{1,3}}\))"
    rf"(?:(?:{AND}|{_TO_PART})\(?[^\W\d_]{{1,3}}\))*(?:(?:{AND})[a-z](?=\s))?)(?:{OF}|{IN}|(?(word)\s|$^))$",
    re.IGNORECASE,
)
_LEADING = frozenset([*_joins["of"], *_joins["in"], *_joins["the"]])
_AND, _TO = re.compile(AND, re.IGNORECASE), re.compile(_TO_PART, re.IGNORECASE)
_WORD = re.compile(rf"^{_PART_WORD}", re.IGNORECASE)


def cited(text: str, start: int, listing: Listing, unit: Unit, home: Home, alone: bool = False) -> Citation:
    """The citation whose mark begins at `start` of `text`; `alone`: what stands before it belongs to another one."""
    items, end = listing.items, listing.end
    single = len(items) == 1 and items[0][0] == items[0][1]
    if single and not alone and (match := _parts_before(text, start)):
        start -= len(match[0])
        items = _with_parts(items[0][0], match["parts"])
    if unit in PARAGRAPH_UNITS:
        end, kind = owner.place_after(text, end, home)
        unit = kind or unit
    found = owner.after(text, end, home, unit)
    if found:
        end = found.edge
    elif not alone and (found := owner.before(text, start, home)):
        start = found.edge
    document = " ".join(found.document.split()) if found and found.document else None
    draft = found.draft if found else None
    return Citation(
        start, end, text[start:end], expanded(items, home.among(document, draft)), unit, document, draft
    )


def _parts_before(text: str, start: int) -> re.Match[str] | None:
    """ "points (a) and (c) of" before a mark, looked for only where the words end so."""
    last = text[max(0, start - 14) : start].lower().split()[-1:]
    if not last or not (last[0] in _LEADING or last[0][-1] in ")»’'" or len(last[0]) == 1):
        return None
    return _PARTS_BEFORE.search(text[max(0, start - _WINDOW) : start])


def _with_parts(number: str, parts: str) -> tuple[Item, ...]:
    """ "12" with "subparagraphs (a) to (c)" as 12(a) to 12(c)."""
    found = []
    for piece in _AND.split(re.sub(r"[()]", "", _WORD.sub("", parts))):
        ends = [end.strip() for end in _TO.split(piece)]
        found.append((f"{number}({ends[0]})", f"{number}({ends[-1]})"))
    return tuple(found)
