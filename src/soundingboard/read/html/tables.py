"""What a table is for: rows of data, numbers beside paragraphs, or mere layout."""

from collections.abc import Iterator
from typing import Literal

from lxml.etree import _Element as Element

from soundingboard.numbers import read_label
from soundingboard.read.clean import tidy
from soundingboard.read.html.tree import text_of

TableKind = Literal["rows", "numbered", "layout"]
_LONGEST_NUMBER = 10  # characters of a cell that holds nothing but a paragraph's number


def table_kind(table: Element) -> TableKind:
    """Rows of data; numbers beside paragraphs; or layout, whose cells are ordinary blocks."""
    nested = table.iterdescendants("table", "h1", "h2", "h3", "h4", "h5", "h6")
    if next(nested, None) is not None:
        return "layout"
    rows = [cells for row in table.iter("tr") if (cells := list(_filled(row)))]
    if all(len(cells) < 2 for cells in rows):
        return "layout"
    return "numbered" if all(len(cells) == 2 and _is_number(cells[0]) for cells in rows) else "rows"


def _filled(row: Element) -> Iterator[str]:
    return (text for cell in row if cell.tag in ("td", "th") and (text := tidy(text_of(cell))))


def _is_number(text: str) -> bool:
    label = read_label(f"{text} ")
    bare = len(text) <= 4 and text.isdecimal()
    return len(text) <= _LONGEST_NUMBER and (
        bare or bool(label and label.kind != "bullet" and not label.rest.strip())
    )
