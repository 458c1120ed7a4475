"""Word styles flattened: what a paragraph or run takes from its style and the styles that it is based on."""

import re
from collections.abc import Iterable, Iterator, Mapping
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


def read_styles(root: Element | None) -> Styles:
    """The styles of a file from the root of its styles part."""
    if root is None:
        return Styles()
    elements = {attribute(style, "styleId") or "": style for style in root.iterfind(w("style"))}
    flat = {key: _flatten([elements[name] for name in _lineage(key, elements)]) for key in elements}
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


def _lineage(key: str, elements: Mapping[str, Element]) -> list[str]:
    names: list[str] = []
    while key in elements and key not in names and len(names) < LONGEST_CHAIN:
        names.append(key)
        key = value(elements[key], "basedOn") or ""
    return names


def _flatten(chain: list[Element]) -> Style:
    names = [(value(style, "name") or "").lower() for style in chain]
    heading = next(_headings(chain, names), 0)
    return Style(
        lineage=tuple(attribute(style, "styleId") or "" for style in chain),
        heading=heading,
        title="title" in names and not heading,
        contents=any(CONTENTS_NAME.fullmatch(name) for name in names),
        list=_first(value(style, "pPr", "numPr", "numId") for style in chain),
        depth=_first(whole(value(style, "pPr", "numPr", "ilvl")) for style in chain),
        hidden=_first(switch(child(style, "rPr"), "vanish") for style in chain) or False,
        language=_first(run_language(child(style, "rPr")) for style in chain),
    )


def _first(values: Iterable[T | None]) -> T | None:
    """The nearest style that says anything decides."""
    return next((found for found in values if found is not None), None)


def _headings(chain: list[Element], names: list[str]) -> Iterator[int]:
    """The heading levels that a chain of styles gives, nearest first."""
    for style, name in zip(chain, names, strict=True):
        outline = heading_level(value(style, "pPr", "outlineLvl"))
        if outline is not None:
            yield outline
        elif level := _level(HEADING_NAME, name):
            yield level


def _level(pattern: re.Pattern[str], name: str) -> int:
    found = pattern.fullmatch(name)
    return int(found[1]) if found else 0
