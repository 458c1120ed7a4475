"""The body of a Word file as raw paragraphs and table rows, in reading order, changes and all."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from soundingboard.read.docx.inline import Piece, read_line
from soundingboard.read.docx.markup import attribute, child, switch, value, w
from soundingboard.read.docx.reading import (
    Fate,
    Reading,
    close_instructions,
    combined,
    fate_of,
    unwrapped,
)

CELL_CHANGES = ("cellIns", "cellDel", "cellMerge")


@dataclass(frozen=True, slots=True)
class RawParagraph:
    """A paragraph as the file has it: w:pPr for the view, pieces, the fate of its mark, text boxes."""

    properties: Element | None
    pieces: tuple[Piece, ...]
    end: Fate
    boxes: "tuple[Item, ...]" = ()


@dataclass(frozen=True, slots=True)
class RawRow:
    """A table row: its cells, each with what stands in it, and the fate of the row."""

    cells: "tuple[tuple[Item, ...], ...]"
    fate: Fate


Item = RawParagraph | RawRow


def read_items(parent: Element, fate: Fate, reading: Reading) -> Iterator[Item]:
    """The paragraphs and rows in a body, cell, note or text box; a single column is no table."""
    for element, own in unwrapped(parent, fate, reading):
        if element.tag == w("p"):
            yield from _paragraph(element, own, reading)
        elif element.tag == w("tbl"):
            yield from _table(element, own, reading)
        elif element.tag == w("altChunk"):
            reading.left_out["embedded"] += 1


def _paragraph(element: Element, fate: Fate, reading: Reading) -> Iterator[RawParagraph]:
    properties = _properties(element, reading)
    style = reading.styles.get(value(properties, "pStyle"))
    line = read_line(element, fate, style, reading)
    close_instructions(reading)
    boxes = tuple(item for box, own in line.boxes for item in read_items(box, own, reading))
    mark = child(element, "pPr", "rPr")
    reading.left_out["hidden"] += line.hid
    if line.hid and not line.pieces and not boxes and (switch(mark, "vanish") or style.hidden):
        return
    initial = attribute(child(properties, "framePr"), "dropCap") in ("drop", "margin")
    # A large initial is a paragraph of its own in the file only.
    end: Fate = "never" if initial else combined(fate, fate_of(mark, reading))
    if not style.contents:
        yield RawParagraph(properties, tuple(line.pieces), end, boxes)


def _properties(element: Element, reading: Reading) -> Element | None:
    """The properties of a paragraph in the view: those before a tracked change when changes are rejected."""
    properties = child(element, "pPr")
    if reading.view != "rejected" or properties is None:
        return properties
    before = child(properties, "pPrChange", "pPr")
    if before is not None:
        return before
    numbering = child(properties, "numPr")
    if numbering is not None and child(numbering, "ins") is not None:
        properties.remove(numbering)
    return properties


def _table(element: Element, fate: Fate, reading: Reading) -> Iterator[Item]:
    rows = [
        ([cell for cell, _ in unwrapped(row, own, reading) if cell.tag == w("tc")], own, row)
        for row, own in unwrapped(element, fate, reading)
        if row.tag == w("tr")
    ]
    single = all(len(cells) < 2 for cells, _, _ in rows)
    for cells, own, row in rows:
        own = combined(own, fate_of(child(row, "trPr"), reading))
        read = tuple(tuple(read_items(cell, own, reading)) for cell in cells if _is_printed(cell, reading))
        if single:
            yield from (item for cell in read for item in cell)
        else:
            yield RawRow(read, own)


def _is_printed(cell: Element, reading: Reading) -> bool:
    """Whether a cell stands in this row (and does not only go on from the row above)."""
    properties = child(cell, "tcPr")
    reading.left_out["cells"] += any(child(properties, name) is not None for name in CELL_CHANGES)
    merged = child(properties, "vMerge")
    return merged is None or attribute(merged) == "restart"
