"""Tracked paragraph marks: where a mark is gone, two paragraphs are one.

What is read here already follows the view (to reject is to read every change the other way round), so a
`delete` is always gone from the text and an `insert` always in it.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from soundingboard.read.docx.body import Item, RawParagraph
from soundingboard.read.docx.inline import Piece

PARAGRAPH_BREAK = "\n"  # in the old text, where the new one joins two paragraphs


def joined(items: Iterable[Item]) -> Iterator[Item]:
    """The items with paragraphs joined across marks that are gone.

    A paragraph whose text and mark are both gone stands alone, with what was deleted in its pieces.
    """
    group: list[RawParagraph] = []
    for item in items:
        if not isinstance(item, RawParagraph):
            yield from _merged(group)
            group = []
            yield item
            continue
        if not group or has_text(group[0].pieces):
            group.append(item)
        else:
            yield from _merged(group)
            group = [item]
        if survives(item.end):
            yield from _merged(group)
            group = []
    yield from _merged(group)


def survives(fate: str) -> bool:
    """Whether something of this fate stands in the text."""
    return fate in ("equal", "insert")


def has_text(pieces: Iterable[Piece]) -> bool:
    """Whether anything of the pieces is to be seen in the text."""
    return any(survives(piece.op) and (piece.note or piece.text.strip()) for piece in pieces)


def is_there(paragraph: RawParagraph) -> bool:
    """Whether a paragraph is in the text at all, be it empty."""
    return survives(paragraph.end) or has_text(paragraph.pieces)


def _merged(group: list[RawParagraph]) -> Iterator[RawParagraph]:
    """One paragraph for all: the properties go with the last text that is still there."""
    if len(group) < 2:
        yield from group
        return
    lasting = [paragraph for paragraph in group if has_text(paragraph.pieces)] or group
    pieces: list[Piece] = []
    for paragraph in group:
        pieces += paragraph.pieces
        if paragraph.end == "delete" and paragraph is not group[-1]:
            pieces.append(Piece(PARAGRAPH_BREAK, "delete"))
    boxes = chain.from_iterable(paragraph.boxes for paragraph in group)
    yield RawParagraph(lasting[-1].properties, tuple(pieces), group[-1].end, tuple(boxes))
