"""Pieces become text with single blanks, and runs and places in the text that agree with it."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from soundingboard.model import Run
from soundingboard.read.docx.inline import NoteReference, Piece
from soundingboard.read.docx.revisions import PARAGRAPH_BREAK, survives
from soundingboard.vocabulary import Op


def text_of(pieces: Iterable[Piece]) -> str:
    """The text that stands, trimmed, every kind of white space a single blank."""
    return " ".join("".join(piece.text for piece in pieces if survives(piece.op)).split())


def notes_of(pieces: Iterable[Piece]) -> list[tuple[int, NoteReference]]:
    """The notes that stand, each with its offset in `text_of(pieces)`: after the word before it."""
    found: list[tuple[int, NoteReference]] = []
    before: list[Piece] = []
    for piece in pieces:
        if piece.note is None:
            before.append(piece)
        elif survives(piece.op):
            found.append((len(text_of(before)), piece.note))
    return found


def runs_of(pieces: Sequence[Piece]) -> tuple[Run, ...]:
    """The runs from old to new: equal and insert joined are `text_of(pieces)`, equal and delete the old text.

    The old text too has single blanks, and a line feed where two old paragraphs are now one.
    """
    letters = [(letter, piece.op) for piece in pieces for letter in piece.text]
    new = _kept([(at, letter) for at, (letter, op) in enumerate(letters) if op != "delete"])
    old = _kept([(at, letter) for at, (letter, op) in enumerate(letters) if op != "insert"])
    marked = [
        (
            _op(at in old, at in new),
            PARAGRAPH_BREAK if letter == PARAGRAPH_BREAK else letter if letter.strip() else " ",
        )
        for at, (letter, _) in enumerate(letters)
        if at in old or at in new
    ]
    return tuple(
        (op, "".join(letter for _, letter in run)) for op, run in groupby(marked, lambda mark: mark[0])
    )


def _op(old: bool, new: bool) -> Op:
    return "equal" if old and new else "delete" if old else "insert"


def _kept(letters: Sequence[tuple[int, str]]) -> set[int]:
    """The places of the letters that stay when white space becomes single blanks and the ends are trimmed."""
    kept: set[int] = set()
    space: list[tuple[int, str]] = []
    for at, letter in letters:
        if letter.isspace():
            space.append((at, letter))
            continue
        if space and kept:
            kept.add(next((place for place, blank in space if blank == PARAGRAPH_BREAK), space[0][0]))
        space = []
        kept.add(at)
    return kept
