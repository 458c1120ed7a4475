"""Word styles flattened: what a paragraph or run takes from its style and the styles that it is based on."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from lxml.etree import _Element as Element

from soundingboard.read.docx.markup import attribute, child, switch, value, w, whole

T = TypeVar("T")

# Word allows chains of eleven; a longer one is damage.
LONGEST_CHAIN = 30
BODY_TEXT = 9  # w:outlineLvl of text that is no heading
HEADING_NAME = re.compile(r"heading ([1-9])")
HEADING_ID = re.compile(r"(?i)heading\s*([1-9])")
# Word keeps built-in names in English whatever language its menus speak.
CONTENTS_NAME = re.compile(r"toc( heading| [1-9])|table of (authorities|figures)|toa heading")


@dataclass(frozen=True, slots=True)
class Style:
    """What one style gives: lineage (itself first), heading level (0: none), numbering, and kinds of text."""

    lineage: tuple[str, ...] = ()
    heading: int = 0
    title: bool = False
    contents: bool = False
    list: str | None = None  # w:numId; "0" takes the numbering away
    depth: int | None = None  # w:ilvl
    hidden: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles by id, the id of the default paragraph style, and the languages of the defaults."""

    by_id: Mapping[str, Style] = field(default_factory=dict)
    default: str | None = None
    language: str | None = None
    east_asia: str | None = None
    bidi: str | None = None

    def get(self, style: str | None) -> Style:
        """The style of this id; of the default where None; a plain one where the file does not define it."""
        key = self.default if style is None else style
        if key is None:
            return Style()
        found = self.by_id.get(key)
        return found or Style((key,), heading=_level(HEADING_ID, key), title=key == "Title")


@dataclass(frozen=True, slots=True)
class _Own:
    """What a style says itself; None where it is silent."""

    key: str
    name: str
    heading: int | None
    list: str | None
    depth: int | None
    hidden: bool | None
    language: str | None


def read_styles(root: Element | None) -> Styles:
    """The styles of a file from the root of its styles part."""
    if root is None:
        return Styles()
    elements = {attribute(style, "styleId") or "": style for style in root.iterfind(w("style"))}
    own = {key: _own(key, style) for key, style in elements.items()}
    bases = {key: value(style, "basedOn") or "" for key, style in elements.items()}
    flat = {key: _flatten([own[name] for name in _lineage(key, bases)]) for key in elements}
    tags = child(root, "docDefaults", "rPrDefault", "rPr", "lang")
    return Styles(flat, _default(elements), *(attribute(tags, name) for name in ("val", "eastAsia", "bidi")))


def run_language(properties: Element | None) -> str | None:
    """The language tag of run properties (w:lang), or None."""
    return value(properties, "lang")


def heading_level(outline: str | None) -> int | None:
    """The heading level (from 1; 0 for body text) that a w:outlineLvl gives, or None where it gives none."""
    level = whole(outline)
    return None if level is None else (level + 1 if level < BODY_TEXT else 0)


def _default(elements: Mapping[str, Element]) -> str | None:
    marked = (
        key
        for key, style in elements.items()
        if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on")
    )
    return next(marked, None)


def _lineage(key: str, bases: Mapping[str, str]) -> list[str]:
    names: list[str] = []
    while key in bases and key not in names and len(names) < LONGEST_CHAIN:
        names.append(key)
        key = bases[key]
    return names


def _own(key: str, style: Element) -> _Own:
    name = (value(style, "name") or "").lower()
    outline = heading_level(value(style, "pPr", "outlineLvl"))
    return _Own(
        key,
        name,
        (_level(HEADING_NAME, name) or None) if outline is None else outline,
        value(style, "pPr", "numPr", "numId"),
        whole(value(style, "pPr", "numPr", "ilvl")),
        switch(child(style, "rPr"), "vanish"),
        run_language(child(style, "rPr")),
    )


def _flatten(chain: list[_Own]) -> Style:
    heading = _first(own.heading for own in chain) or 0
    return Style(
        lineage=tuple(own.key for own in chain),
        heading=heading,
        title=not heading and any(own.name == "title" for own in chain),
        contents=any(CONTENTS_NAME.fullmatch(own.name) for own in chain),
        list=_first(own.list for own in chain),
        depth=_first(own.depth for own in chain),
        hidden=_first(own.hidden for own in chain) or False,
        language=_first(own.language for own in chain),
    )


def _first(values: Iterable[T | None]) -> T | None:
    """The nearest style that says anything decides."""
    return next((found for found in values if found is not None), None)


def _level(pattern: re.Pattern[str], name: str) -> int:
    found = pattern.fullmatch(name)
    return int(found[1]) if found else 0
