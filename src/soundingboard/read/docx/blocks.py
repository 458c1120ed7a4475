"""Raw paragraphs and rows become blocks: numbers counted, roles told, notes placed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from lxml.etree import _Element as Element

from soundingboard.model import Block, Note
from soundingboard.read.docx.body import Item, RawParagraph, RawRow, read_items
from soundingboard.read.docx.inline import NoteReference, Piece
from soundingboard.read.docx.markup import value
from soundingboard.read.docx.notes import Notes, next_note
from soundingboard.read.docx.numbering import Counters, NumberedList, is_bullet, label, place, prints
from soundingboard.read.docx.reading import Fate, Reading
from soundingboard.read.docx.revisions import has_text, is_there, joined
from soundingboard.read.docx.spacing import notes_of, runs_of, text_of
from soundingboard.read.docx.styles import Style, heading_level

CELL_BREAK = " | "


@dataclass(frozen=True, slots=True)
class Text:
    """What blocks are made with: the reading, the lists with their counters, the notes."""

    reading: Reading
    lists: Mapping[str, NumberedList]
    notes: Notes
    counters: Counters = field(default_factory=Counters)


def make_blocks(items: Iterable[Item], text: Text) -> Iterator[Block]:
    """The blocks of these items, in reading order; a text box comes after the paragraph that holds it."""
    for item in joined(items):
        if isinstance(item, RawRow):
            yield from _block("row", _row_pieces(item, text), text)
        else:
            yield from _paragraph(item, text)
            yield from make_blocks(item.boxes, text)


def _paragraph(paragraph: RawParagraph, text: Text) -> Iterator[Block]:
    number = _number(paragraph, text)
    role, level = _role(paragraph.properties, text)
    yield from _block(role, paragraph.pieces, text, number, level)


def _style(properties: Element | None, text: Text) -> Style:
    return text.reading.styles.get(value(properties, "pStyle"))


def _number(paragraph: RawParagraph, text: Text) -> str:
    """The label of a paragraph, counted; a paragraph that is gone is not counted."""
    where = place(paragraph.properties, _style(paragraph.properties, text), text.lists)
    return label(where, text.lists, text.counters) if where and is_there(paragraph) else ""


def _role(properties: Element | None, text: Text) -> tuple[str, int]:
    """What a paragraph is, and its level."""
    style = _style(properties, text)
    direct = heading_level(value(properties, "outlineLvl"))
    heading = style.heading if direct is None else direct
    if heading:
        return "heading", heading
    if style.title:
        return "title", 0
    where = place(properties, style, text.lists)
    if where is None or not prints(where, text.lists):
        return "paragraph", 0
    item = where.depth > 0 or is_bullet(where, text.lists)
    return "item" if item else "paragraph", where.depth + 1


def _block(
    role: str, pieces: Iterable[Piece], text: Text, number: str = "", level: int = 0
) -> Iterator[Block]:
    """The block of these pieces, unless there is nothing in it."""
    pieces = list(pieces)
    words = text_of(pieces)
    runs = runs_of(pieces) if text.reading.view == "kept" else None
    notes = tuple(_note(offset, reference, text) for offset, reference in notes_of(pieces))
    if words or runs or notes:
        yield Block(role, words, number if words or notes else "", level, notes, runs)


def _note(offset: int, reference: NoteReference, text: Text) -> Note:
    def read(element: Element) -> str:
        # Lists and fields of a note are its own.
        reading = replace(text.reading, fields=[])
        own = replace(text, reading=reading, counters=Counters())
        return text_of(_flat(read_items(element, "equal", reading), "equal", own))

    return next_note(reference, offset, text.notes, read)


def _row_pieces(row: RawRow, text: Text) -> list[Piece]:
    """A row as one text: its cells with a bar between them; none where there is no text in it."""
    cells = [list(_flat(cell, row.fate, text)) for cell in row.cells]
    content = list(chain.from_iterable(cells))
    if row.fate == "never" or not any(piece.note or piece.text.strip() for piece in content):
        return []
    # A row whose text is all gone leaves no bars behind.
    bar = Piece(CELL_BREAK, row.fate if has_text(content) else "delete")
    return [piece for n, cell in enumerate(cells) for piece in ([bar] if n else []) + cell]


def _flat(items: Iterable[Item], fate: Fate, text: Text) -> Iterator[Piece]:
    """Everything in a cell or note as one line of text, with the numbers of its paragraphs."""
    for item in joined(items):
        if isinstance(item, RawRow):
            yield from _row_pieces(item, text)
        else:
            number = _number(item, text)
            if number and has_text(item.pieces):
                old = any(piece.op == "equal" for piece in item.pieces)
                yield Piece(f"{number} ", "equal" if old else "insert")
            yield from item.pieces
            yield from _flat(item.boxes, fate, text)
        if fate != "never":
            yield Piece(" ", fate)
