"""Pieces become text with single blanks, and runs and places in the text that agree with it."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from soundingboard.model import Run
from soundingboard.read.docx.inline import NoteReference, Piece
from soundingboard.read.docx.revisions import PARAGRAPH_BREAK, survives
from soundingboard.vocabulary import Op

TOKEN = re.compile(r"\s+|\S+")
BLANK = {PARAGRAPH_BREAK: PARAGRAPH_BREAK}  # all other white space is a blank


def text_of(pieces: Iterable[Piece]) -> str:
    """The text that stands, trimmed, every kind of white space a single blank."""
    return " ".join("".join(piece.text for piece in pieces if survives(piece.op)).split())


def notes_of(pieces: Iterable[Piece]) -> list[tuple[int, NoteReference]]:
    """The notes that stand, each with its offset in `text_of(pieces)`: after the word before it."""
    found: list[tuple[int, NoteReference]] = []
    length, gap = 0, False
    for piece in pieces:
        if not survives(piece.op):
            continue
        if piece.note is not None:
            found.append((length, piece.note))
        elif words := " ".join(piece.text.split()):
            length += len(words) + bool(length and (gap or piece.text[0].isspace()))
            gap = piece.text[-1].isspace()
        else:
            gap = gap or piece.text != ""
    return found


def runs_of(pieces: Sequence[Piece]) -> tuple[Run, ...]:
    """The runs from old to new: equal and insert joined are `text_of(pieces)`, equal and delete the old text.

    The old text too has single blanks, and a line feed where two old paragraphs are now one.
    """
    if all(piece.op == "equal" for piece in pieces):
        text = text_of(pieces)
        return (("equal", text),) if text else ()
    tokens = [(token, piece.op) for piece in pieces for token in TOKEN.findall(piece.text)]
    new = _kept(token if op != "delete" else "" for token, op in tokens)
    old = _kept(token if op != "insert" else "" for token, op in tokens)
    marked = [
        (_op(in_old, in_new), BLANK.get(token, " ") if token.isspace() else token)
        for (token, _), in_old, in_new in zip(tokens, old, new, strict=True)
        if in_old or in_new
    ]
    return tuple(
        (op, "".join(token for _, token in run)) for op, run in groupby(marked, lambda mark: mark[0])
    )


def _op(old: bool, new: bool) -> Op:
    return "equal" if old and new else "delete" if old else "insert"


def _kept(tokens: Iterable[str]) -> list[bool]:
    """Which tokens stay when white space becomes single blanks and the ends are trimmed; "" never does."""
    kept: list[bool] = []
    blank, begun = -1, False  # where the blank before the next word is, and whether there was a word
    for at, token in enumerate(tokens):
        kept.append(not token.isspace() and token != "")
        if kept[at]:
            if begun and blank >= 0:
                kept[blank] = True
            blank, begun = -1, True
        elif token and (blank < 0 or token == PARAGRAPH_BREAK):
            blank = at
    return kept
