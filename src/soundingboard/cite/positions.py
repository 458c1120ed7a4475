"""Citations by position in words ("thirteenth preambular paragraph"), and those of Chinese ("第十二段")."""

import re
from collections.abc import Iterator

from soundingboard.cite.home import Home
from soundingboard.cite.lexicon import AND, literally, ordinals, table
from soundingboard.cite.listing import Item, Listing
from soundingboard.cite.owned import cited
from soundingboard.model import Citation
from soundingboard.numbers import han_value
from soundingboard.vocabulary import Unit

_HAN_NUMBER = r"(?:\d{1,3}|[〇零一二三四五六七八九十百]{1,5})"
_HAN_STEP = rf"\s?(至|到|-|–|—|、|和|及|，|与)\s?第?\s?({_HAN_NUMBER})"
_HAN = re.compile(
    rf"第\s?(?P<first>{_HAN_NUMBER})(?P<more>(?:\s?[段条條款]?{_HAN_STEP}){{0,40}})"
    rf"\s?(?P<unit>[段条條款])(?:\s?[(（](?P<under>[a-z])[)）]|第(?P<part>{_HAN_NUMBER})款)?"
)
_STEP = re.compile(_HAN_STEP)
_SPACED = [word.replace("-", " ") for word in ordinals()]
_ORDINAL = rf"(?:\d{{1,2}}(?:st|nd|rd|th|e|ème|º|ª)|{literally({*ordinals(), *_SPACED})})"
_ONE_ORDINAL = re.compile(_ORDINAL, re.IGNORECASE)
_NOUN = r"(?:alinéa|paragraphe|párrafo|considérant)s?\s(?:du |del |de la )?"
_TRAILING = r"(?:s(?!\w))?(?:\s(?:paragraphs?|paras?\.?|clauses?|recitals?)(?!\w))?"


def _pattern(adjectives: list[str], places: list[str]) -> re.Pattern[str]:
    """ "third and fourth preambular paragraphs", "quatrième alinéa du préambule"."""
    named = rf"(?:{literally(adjectives)}|{_NOUN}(?:{literally([*adjectives, *places])}))"
    return re.compile(
        rf"(?<!\w)(?P<list>{_ORDINAL}(?:(?:{AND})(?:the\s)?{_ORDINAL}){{0,8}})\s{named}{_TRAILING}",
        re.IGNORECASE,
    )


_POSITIONS: list[tuple[re.Pattern[str], Unit]] = [
    (_pattern(kind["ordinal"], kind["after"]), kind["unit"]) for kind in table("marks")["kinds"]
]


def by_position(text: str, home: Home) -> Iterator[Citation]:
    """Preambular and operative paragraphs by their place: "thirteenth preambular paragraph" is PP13."""
    for pattern, unit in _POSITIONS:
        for match in pattern.finditer(text):
            prefix = "PP" if unit == "preambular" else ""
            values = [_value(word[0].lower()) for word in _ONE_ORDINAL.finditer(match["list"])]
            items = tuple((f"{prefix}{value}", f"{prefix}{value}") for value in values)
            yield cited(text, match.start(), Listing(items, match.end()), unit, home)


def _value(ordinal: str) -> int:
    digits = re.match(r"\d+", ordinal)
    return int(digits[0]) if digits else ordinals()["-".join(ordinal.split())]


def in_chinese(text: str, home: Home) -> Iterator[Citation]:
    """ "第12段", "第十二至十五段", "第19条": paragraphs (段, 款) and articles (条)."""
    for match in _HAN.finditer(text):
        first = str(han_value(match["first"]))
        items: list[Item] = [(first, first)]
        for sign, number in _STEP.findall(match["more"]):
            value = str(han_value(number))
            items[-1:] = [(items[-1][0], value)] if sign in "至到-–—" else [items[-1], (value, value)]
        part = match["under"] or (str(han_value(match["part"])) if match["part"] else "")
        under = f"({part})" if part else ""
        listing = Listing(tuple((a + under, b + under) for a, b in items), match.end())
        unit: Unit = "paragraph" if match["unit"] in "段款" else "article"
        yield cited(text, match.start(), listing, unit, home)
