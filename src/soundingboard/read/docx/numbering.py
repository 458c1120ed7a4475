"""Automatic numbers of Word lists, resolved to the label that is printed ("29.", "(a)", "•").

Source of the rules: ECMA-376 part 1, 17.9; for skipped levels Microsoft's article Q110380 (a level that was
skipped counts as used, so a first 1.1 is followed by 2).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from soundingboard.read.docx.formats import printed
from soundingboard.read.docx.markup import attribute, child, switch, value, w, whole
from soundingboard.read.docx.styles import LONGEST_CHAIN, Style, Styles

LEVELS = 9
BULLET = "•"
# Word's own dialog takes far less; a longer pattern is damage.
LONGEST_PATTERN = 255
PLACE = re.compile(r"%([1-9])")
NO_LIST = "0"  # this w:numId takes away what the style gives


@dataclass(frozen=True, slots=True)
class Level:
    """How a level of a list is numbered; `restart` is the level (from 1) whose use begins it anew, 0 none."""

    pattern: str = ""
    format: str = "decimal"
    sample: str = ""
    start: int = 1
    restart: int = 0
    legal: bool = False
    style: str | None = None


NO_LEVELS = tuple(Level(restart=depth) for depth in range(LEVELS))


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A w:num: the counter that it shares with others, nine levels, and where it sets the counter anew."""

    key: str
    levels: tuple[Level, ...]
    starts: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands in the lists: w:numId and level from 0."""

    list: str
    depth: int


@dataclass(slots=True)
class Counters:
    """The state of all lists while a text is read: the counters by key, and the starts already used."""

    counts: dict[str, list[int | None]] = field(default_factory=dict)
    started: set[tuple[str, int]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The w:abstractNum of a file by id: levels, list styles that they point to, and who holds a list style."""

    levels: Mapping[str, tuple[Level, ...]]
    links: Mapping[str, str]
    holders: Mapping[str, str]


def read_numbering(root: Element | None, styles: Styles) -> dict[str, NumberedList]:
    """The lists of a file by w:numId, from the root of its numbering part and its styles."""
    if root is None:
        return {}
    found = {
        attribute(pattern, "abstractNumId") or "": pattern for pattern in root.iterfind(w("abstractNum"))
    }
    patterns = _Patterns(
        {key: _levels(pattern) for key, pattern in found.items()},
        {key: link for key, pattern in found.items() if (link := value(pattern, "numStyleLink")) is not None},
        {style: key for key, pattern in found.items() if (style := value(pattern, "styleLink")) is not None},
    )
    lists = {attribute(number, "numId") or "": number for number in root.iterfind(w("num"))}
    keys = {number: value(element, "abstractNumId") or "" for number, element in lists.items()}
    return {
        number: _list(element, _holder(keys[number], keys, patterns, styles), patterns)
        for number, element in lists.items()
    }


def place(properties: Element | None, style: Style, lists: Mapping[str, NumberedList]) -> Place | None:
    """Where a paragraph with these properties and this style stands in the lists, or None."""
    number = value(properties, "numPr", "numId")
    depth = whole(value(properties, "numPr", "ilvl"))
    inherited = number is None
    number = style.list if inherited else number
    if number is None or number == NO_LIST or number not in lists:
        return None
    if depth is None:
        depth = _depth_by_style(lists[number], style)
    if depth is None:
        depth = style.depth if inherited else 0
    return Place(number, min(depth or 0, LEVELS - 1))


def label(place: Place, lists: Mapping[str, NumberedList], counters: Counters) -> str:
    """The label of the next paragraph at this place; moves the counters on."""
    current = lists[place.list]
    counts = counters.counts.setdefault(current.key, [None] * LEVELS)
    _advance(place, current, counts, counters)
    level = current.levels[place.depth]
    if level.format == "bullet":
        return BULLET

    def written(found: re.Match[str]) -> str:
        index = int(found[1]) - 1
        of = current.levels[index]
        if of.format == "bullet":
            return ""
        plain = level.legal and of.format != "none"
        number = counts[index] if counts[index] is not None else of.start
        return printed(number or 0, "decimal" if plain else of.format, of.sample)

    return " ".join(PLACE.sub(written, level.pattern).split())


def is_bullet(place: Place, lists: Mapping[str, NumberedList]) -> bool:
    """Whether the level at this place prints a sign instead of a number."""
    return lists[place.list].levels[place.depth].format == "bullet"


def prints(place: Place, lists: Mapping[str, NumberedList]) -> bool:
    """Whether the level at this place prints anything; some count in silence."""
    level = lists[place.list].levels[place.depth]
    return level.format == "bullet" or bool(level.pattern.strip())


def _advance(place: Place, current: NumberedList, counts: list[int | None], counters: Counters) -> None:
    """Count one paragraph: its own level goes on, levels above that were skipped count as used."""
    depth = place.depth
    for above in range(depth):
        if counts[above] is None:
            counts[above] = current.levels[above].start
    reached = counts[depth]
    if reached is None or (depth in current.starts and (place.list, depth) not in counters.started):
        counts[depth] = current.starts.get(depth, current.levels[depth].start)
    else:
        counts[depth] = reached + 1
    counters.started.add((place.list, depth))
    for below in range(depth + 1, LEVELS):
        if depth < current.levels[below].restart:
            counts[below] = None


def _depth_by_style(current: NumberedList, style: Style) -> int | None:
    """The level that is bound to the style, or to the nearest style that it is based on."""
    bound = {level.style: depth for depth, level in reversed(list(enumerate(current.levels))) if level.style}
    return next((bound[name] for name in style.lineage if name in bound), None)


def _list(element: Element, key: str, patterns: _Patterns) -> NumberedList:
    levels = list(patterns.levels.get(key, NO_LEVELS))
    starts: dict[int, int] = {}
    for override in element.iterfind(w("lvlOverride")):
        depth = min(whole(attribute(override, "ilvl")) or 0, LEVELS - 1)
        redefined = child(override, "lvl")
        if redefined is not None:
            levels[depth] = _level(redefined, depth)
        start = whole(value(override, "startOverride"))
        if start is not None:
            starts[depth] = start
    return NumberedList(key, tuple(levels), starts)


def _holder(key: str, lists: Mapping[str, str], patterns: _Patterns, styles: Styles) -> str:
    """The pattern that really holds the levels: one may point to a list style, which points on."""
    seen: set[str] = set()
    while key in patterns.links and key not in seen and len(seen) < LONGEST_CHAIN:
        seen.add(key)
        linked = patterns.links[key]
        key = lists.get(styles.get(linked).list or "") or patterns.holders.get(linked, key)
    return key


def _levels(pattern: Element) -> tuple[Level, ...]:
    levels = list(NO_LEVELS)
    for found in pattern.iterfind(w("lvl")):
        depth = min(whole(attribute(found, "ilvl")) or 0, LEVELS - 1)
        levels[depth] = _level(found, depth)
    return tuple(levels)


def _level(element: Element, depth: int) -> Level:
    format = next(element.iter(w("numFmt")), None)
    restart = whole(value(element, "lvlRestart"))
    return Level(
        pattern=(value(element, "lvlText") or "")[:LONGEST_PATTERN],
        format="bullet" if child(element, "lvlPicBulletId") is not None else attribute(format) or "decimal",
        sample=attribute(format, "format") or "",
        start=whole(value(element, "start")) or 0,
        restart=depth if restart is None or restart > depth else restart,
        legal=switch(element, "isLgl") or False,
        style=value(element, "pStyle"),
    )
