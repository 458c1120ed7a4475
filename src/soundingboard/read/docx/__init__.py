"""Word files (.docx, .docm, .dotx): paragraphs with the numbers that Word would print, changes resolved."""

from collections.abc import Mapping

from soundingboard.errors import InputError
from soundingboard.i18n import _, ngettext
from soundingboard.model import Block, Document
from soundingboard.read.docx.blocks import Text, make_blocks
from soundingboard.read.docx.body import read_items
from soundingboard.read.docx.markup import child
from soundingboard.read.docx.notes import read_notes
from soundingboard.read.docx.numbering import read_numbering
from soundingboard.read.docx.package import Package, open_package
from soundingboard.read.docx.reading import Reading, new_reading
from soundingboard.read.docx.styles import read_styles
from soundingboard.vocabulary import Revisions

# Tags that name no language: "x-none" of Word; "zxx" (nothing linguistic), "und" and "mul" of ISO 639.
NO_LANGUAGE = frozenset(("x", "zxx", "und", "mul", "none"))


def read_docx(data: bytes, name: str, revisions: Revisions = "accepted") -> Document:
    """The text of a Word file as blocks, with automatic numbers as labels.

    `data` is the whole file, `name` stands in messages. Tracked changes are `accepted`, `rejected`, or
    `kept`: then every block has runs, its text is the accepted one, and a paragraph wholly deleted stays with
    text "". Headers, footers and tables of contents are not read; comments, hidden text and pictures are
    counted in the notices. Raises InputError, one line for people, when the file cannot be read.
    """
    package = open_package(data, name)
    try:
        return _read(package, revisions)
    except RecursionError as error:
        raise InputError(
            _("{name}: tables or boxes are nested too deeply; copy the text into a new Word file").format(
                name=name
            )
        ) from error


def _read(package: Package, revisions: Revisions) -> Document:
    styles = read_styles(package.parts.get("styles"))
    reading = new_reading(package.document, styles, revisions)
    notes = read_notes(package.parts, package.document)
    text = Text(reading, read_numbering(package.parts.get("numbering"), styles), notes)
    body = child(package.document, "body")
    blocks = () if body is None else tuple(make_blocks(read_items(body, "equal", reading), text))
    return Document(
        blocks,
        title=_title(blocks, package.title),
        language=_language(reading),
        notices=_notices(reading.left_out, notes.restarts and any(block.notes for block in blocks)),
    )


def _title(blocks: tuple[Block, ...], otherwise: str) -> str:
    return next((block.text for block in blocks if block.role == "title" and block.text), otherwise)


def _language(reading: Reading) -> str | None:
    """The language (two or three letters) of most of the text."""
    found = [(n, tag) for tag, n in reading.languages.items() if tag not in NO_LANGUAGE]
    return max(found)[1] if found else None


def _notices(left_out: Mapping[str, int], restarts: bool) -> tuple[str, ...]:
    """A line for each kind of thing that is in the file and not in the blocks."""
    count = {kind: left_out.get(kind, 0) for kind in LEFT_OUT}
    lines = [LEFT_OUT[kind](n) for kind, n in count.items() if n]
    if restarts:
        lines.append(_("footnote marks begin again in each part of the file; here they are counted through"))
    return tuple(lines)


LEFT_OUT = {
    "comments": lambda n: ngettext("{n} comment was left out", "{n} comments were left out", n).format(n=n),
    "hidden": lambda n: ngettext(
        "hidden text was left out of {n} paragraph", "hidden text was left out of {n} paragraphs", n
    ).format(n=n),
    "pictures": lambda n: ngettext("{n} picture was left out", "{n} pictures were left out", n).format(n=n),
    "embedded": lambda n: ngettext(
        "{n} embedded document was left out", "{n} embedded documents were left out", n
    ).format(n=n),
    "fields": lambda n: ngettext(
        "{n} number made by a field (AUTONUM, LISTNUM) was left out",
        "{n} numbers made by fields (AUTONUM, LISTNUM) were left out",
        n,
    ).format(n=n),
    "cells": lambda n: ngettext(
        "a tracked change to {n} table cell was not resolved; its text was kept",
        "tracked changes to {n} table cells were not resolved; their text was kept",
        n,
    ).format(n=n),
}
