"""Footnotes: where each stands among the words of a change, and whether it came, went or stayed.

A footnote stayed when there is a place in the marked text that is its place in both drafts; otherwise it is
deleted at the one and inserted at the other.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from soundingboard.model import Change, Note, NoteChange, Reference, Run
from soundingboard.vocabulary import Op
from soundingboard.write.pieces import Break, Piece, pieces


class Footnote(NamedTuple):
    """A footnote among runs: what became of it, its mark, its own runs, whether Word cannot count the mark."""

    op: Op
    mark: str
    runs: tuple[Run, ...]
    typed: bool


@dataclass(frozen=True, slots=True)
class _Side:
    """The notes of one side in their order, with their places in its text, and the moment each place comes."""

    notes: tuple[Note, ...]
    places: tuple[int, ...]
    moments: tuple[int, ...]


def counted(references: Iterable[Reference]) -> bool:
    """Whether the marks of a draft's notes are 1, 2, 3 ..., as a word processor counts them."""
    ordered = sorted(references, key=lambda reference: reference.index)
    marks = [note.mark for reference in ordered for note in _sorted(reference)]
    return marks == [str(n + 1) for n in range(len(marks))]


def with_footnotes(change: Change, typed: bool) -> Iterator[Piece | Break | Footnote]:
    """The pieces of a change, cut where a note stands, with the notes between them."""
    found = list(pieces(change))
    noted = any(reference.notes for reference in (*change.old, *change.new))
    due = _due(change, found, typed) if noted else []
    moment = 0
    for piece in found:
        text = piece.text if isinstance(piece, Piece) else "\n"
        pace = 2 if piece.op == "equal" else 1
        start = 0
        while due and due[0][0] < moment + pace * len(text):
            at = max(due[0][0] - moment, 0) // pace
            if isinstance(piece, Piece) and at > start:
                yield Piece(piece.op, text[start:at], piece.effects)
                start = at
            yield due.pop(0)[1]
        if isinstance(piece, Break):
            yield piece
        elif start < len(text):
            yield Piece(piece.op, text[start:], piece.effects)
        moment += pace * len(text)
    yield from (note for _moment, note in due)


def _due(change: Change, found: Sequence[Piece | Break], typed: bool) -> list[tuple[int, Footnote]]:
    """The notes with the moments when they are due: characters of both sides before them."""
    old, new = _side(change, found, "delete"), _side(change, found, "insert")
    due: list[tuple[int, Footnote]] = []
    i = j = 0
    for left, right, runs in [*_kept(change.notes, old, new, typed), (len(old.notes), len(new.notes), None)]:
        alone = [(old.moments[k], _alone("delete", old.notes[k], typed)) for k in range(i, left)]
        alone += [(new.moments[k], _alone("insert", new.notes[k], typed)) for k in range(j, right)]
        due += sorted(alone, key=lambda pair: pair[0])
        if runs is not None:
            due.append(
                (old.places[left] + new.places[right], Footnote("equal", new.notes[right].mark, runs, typed))
            )
        i, j = left + 1, right + 1
    return due


def _alone(op: Op, note: Note, typed: bool) -> Footnote:
    return Footnote(op, note.mark, ((op, note.text),), typed)


def _kept(
    changed: Sequence[NoteChange], old: _Side, new: _Side, typed: bool
) -> Iterator[tuple[int, int, tuple[Run, ...]]]:
    """Which notes of both sides are shown as one, in the order of both, each with its redline."""
    first = 0
    for j, note in enumerate(new.notes):
        for i in range(first, len(old.notes)):
            runs = _became(changed, old.notes[i], note)
            meet = max(old.moments[i], new.moments[j]) == old.places[i] + new.places[j]
            if runs and meet and not (typed and old.notes[i].mark != note.mark):
                yield i, j, runs
                first = i + 1
                break


def _became(changed: Sequence[NoteChange], old: Note, new: Note) -> tuple[Run, ...]:
    """The redline from one note to the other; empty when they are not the same note."""
    if old.text == new.text:
        return (("equal", new.text),)
    for change in changed:
        texts = _text(change.redline, "delete"), _text(change.redline, "insert")
        if (change.old_mark, change.new_mark) == (old.mark, new.mark) and texts == (old.text, new.text):
            return change.redline
    return ()


def _text(runs: Iterable[Run], side: Op) -> str:
    return "".join(text for op, text in runs if op in ("equal", side))


def _side(change: Change, found: Sequence[Piece | Break], op: Op) -> _Side:
    references = change.old if op == "delete" else change.new
    parts = _text(change.redline, op).split("\n", max(len(references) - 1, 0))
    if len(references) == 1:
        parts = ["\n".join(parts)]
    parts += [""] * (len(references) - len(parts))
    starts = [0, *accumulate(len(part) + 1 for part in parts)]
    placed = [
        (start + min(note.offset, len(part)), note)
        for start, part, reference in zip(starts, parts, references, strict=False)
        for note in _sorted(reference)
    ]
    moments = _moments(found, op)
    places = [min(place, len(moments) - 1) for place, _note in placed]
    return _Side(tuple(note for _place, note in placed), tuple(places), tuple(moments[at] for at in places))


def _sorted(reference: Reference) -> list[Note]:
    return sorted(reference.notes, key=lambda note: note.offset)


def _moments(found: Sequence[Piece | Break], side: Op) -> list[int]:
    """For each place in the text of a side, how many characters of both sides are behind when it is reached."""
    moments, moment = [0], 0
    for piece in found:
        pace = 2 if piece.op == "equal" else 1
        length = len(piece.text) if isinstance(piece, Piece) else 1
        if piece.op in ("equal", side):
            moments += range(moment + pace, moment + pace * length + 1, pace)
        moment += pace * length
    return moments
