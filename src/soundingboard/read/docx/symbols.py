"""Characters of Word's picture fonts, as near as Unicode has them; the tables are in symbols.toml."""

import re
import tomllib
from functools import cache
from pathlib import Path

from lxml.etree import _Element as Element

from soundingboard.read.docx.markup import attribute, child

UNKNOWN_SIGN = "\ufffd"
PRIVATE = re.compile("[\uf020-\uf0ff]")  # where Word puts the characters of picture fonts


def symbol(element: Element) -> str:
    """The character of a w:sym."""
    try:
        number = int(attribute(element, "char") or "", 16)
    except ValueError:
        return UNKNOWN_SIGN
    font = (attribute(element, "font") or "").lower()
    plain = 0x20 <= number < 0xD800 and font not in _signs()
    return chr(number) if plain else _picture(font, number)


def _picture(font: str, number: int) -> str:
    """A character of a picture font, as near as Unicode has it."""
    tables = _signs()
    known = [tables[font]] if font in tables else list(tables.values())
    return next((table[code] for table in known if (code := f"{number & 0xFF:02X}") in table), UNKNOWN_SIGN)


def plain(text: str, properties: Element | None) -> str:
    """Text without the private characters that picture fonts use."""
    if not PRIVATE.search(text):
        return text
    font = (attribute(child(properties, "rFonts"), "ascii") or "").lower()
    return PRIVATE.sub(lambda found: _picture(font, ord(found[0])), text)


@cache
def _signs() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "symbols.toml").read_text("utf-8"))
