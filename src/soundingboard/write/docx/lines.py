"""A comparison as lines: paragraphs of a Word file, each with its runs and what became of its mark.

A paragraph mark is a character like any other: it can be inserted or deleted. That is how a paragraph is
split or joined, and how a whole one comes or goes.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from soundingboard.model import Change, Comparison, NoteChange, Reference, Run
from soundingboard.vocabulary import Op
from soundingboard.write.docx.order import Place, places
from soundingboard.write.outline import levels, nesting
from soundingboard.write.phrases import heading_number
from soundingboard.write.pieces import Break, pieces

_DEEPEST = 4  # levels of headings and of items that the style sheet knows


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: its style (and what that was, if it changed), its runs, and the op of its mark."""

    style: str
    runs: tuple[Run, ...]
    mark: Op
    was: str = ""


def lines(comparison: Comparison) -> Iterator[Line]:
    """The whole file, in order. Raises InputError when the places of paragraphs are not known."""
    level = levels(comparison)
    depth = nesting([r for change in comparison.changes for r in change.old], _DEEPEST) | nesting(
        [r for change in comparison.changes for r in change.new], _DEEPEST
    )
    for place in places(comparison):
        change, mark = _as_placed(place)
        if place.heading:
            yield from _paragraphs(change, mark, _heading_label, partial(_heading_style, level[change.id]))
        else:
            yield from _paragraphs(change, mark, _label, partial(_style, depth))
            yield from map(_note, change.notes)


def _as_placed(place: Place) -> tuple[Change, Op]:
    """The change, or the one paragraph of it that stands alone here, and the op of its last mark."""
    change = place.change
    if place.side is None:
        return change, "equal"
    op: Op = "delete" if place.side == "old" else "insert"
    references = change.old if place.side == "old" else change.new
    mine = (references[place.nth],)
    alone = replace(
        change,
        old=mine if op == "delete" else (),
        new=mine if op == "insert" else (),
        redline=((op, _nth(_side(change.redline, op), place.nth, len(references))),),
        notes=_notes(change, op) if place.nth == len(references) - 1 else (),
        devices=(),
    )
    return alone, op


def _side(redline: tuple[Run, ...], side: Op) -> str:
    return "".join(text for op, text in redline if op in ("equal", side))


def _nth(text: str, nth: int, n: int) -> str:
    parts = text.split("\n", n - 1)
    return parts[nth] if nth < len(parts) else ""


def _notes(change: Change, op: Op) -> tuple[NoteChange, ...]:
    """The footnotes of one side, as wholly deleted or wholly inserted."""
    marks = [(note, note.old_mark if op == "delete" else note.new_mark) for note in change.notes]
    return tuple(
        NoteChange(
            mark if op == "delete" else "", mark if op == "insert" else "", ((op, _side(note.redline, op)),)
        )
        for note, mark in marks
        if mark
    )


def _paragraphs(
    change: Change,
    mark: Op,
    label: Callable[[Reference], str],
    style: Callable[[Reference], str],
) -> Iterator[Line]:
    """The lines of a change; `mark` is the op of the last one's paragraph mark."""
    old, new = change.old[:1], change.new[:1]
    current = (new or old)[0]
    runs = list(_labels(old[0] if old else None, new[0] if new else None, label))
    for piece in pieces(change):
        if isinstance(piece, Break):
            yield Line(style(current), tuple(runs), piece.op)
            current = piece.new or piece.old or current
            runs = list(_labels(piece.old, piece.new, label))
        else:
            runs.append((piece.op, piece.text))
    yield Line(style(current), tuple(runs), mark)


def _labels(old: Reference | None, new: Reference | None, label: Callable[[Reference], str]) -> Iterator[Run]:
    """The typed numbers of both sides, and what stands between them and the text."""
    before, after = (label(reference) if reference else "" for reference in (old, new))
    if before and after:
        was, now, gap = before[:-1], after[:-1], after[-1]
        numbers: list[Run] = [("equal", was)] if was == now else [("delete", was), ("insert", now)]
        yield from [*numbers, ("equal", gap)]
    elif before:
        yield "delete", before
    elif after:
        yield "insert", after


def _label(reference: Reference) -> str:
    return f"{reference.label}\t" if reference.label else ""


def _heading_label(reference: Reference) -> str:
    return f"{heading_number(reference)} " if reference.number else ""


def _style(depth: Mapping[str, int], reference: Reference) -> str:
    if not reference.label:
        return "Unnumbered"
    level = depth.get(reference.eid, 0)
    return f"Item{level}" if level else "Numbered"


def _heading_style(level: int, _heading: Reference) -> str:
    return f"Heading{min(level, _DEEPEST)}"


def _note(note: NoteChange) -> Line:
    marks: tuple[Run, ...] = (("delete", f"{note.old_mark}\t"), ("insert", f"{note.new_mark}\t"))
    if note.old_mark == note.new_mark:
        marks = (("equal", f"{note.new_mark}\t"),)
    op: Op = "equal" if note.old_mark and note.new_mark else "delete" if note.old_mark else "insert"
    return Line("Note", (*(run for run in marks if run[1] != "\t"), *note.redline), op)
