"""A comparison as lines: paragraphs of a Word file, each with its runs and what became of its mark.

A paragraph mark is a character like any other: it can be inserted or deleted. That is how a paragraph is
split or joined, and how a whole one comes or goes.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from soundingboard.model import Change, Comparison, NoteChange, Reference, Run
from soundingboard.vocabulary import Op
from soundingboard.write.docx.head import head
from soundingboard.write.docx.notes import Footnote, counted, with_footnotes
from soundingboard.write.docx.order import Place, places
from soundingboard.write.docx.punctuation import punctuated_alike
from soundingboard.write.outline import levels, nesting
from soundingboard.write.phrases import heading_number
from soundingboard.write.pieces import Break

_DEEPEST = 4  # levels of headings and of items that the style sheet knows
# Status marks as a reader finds them; the brackets of a bracketed paragraph stand in its text.
_MARKS = {"agreed": "[Agreed] ", "suggested": "[Suggested for closure] ", "open": "[Open] "}


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: its style (and what that was, if it changed), its runs, and the op of its mark."""

    style: str
    runs: tuple[Run | Footnote, ...]
    mark: Op
    was: str = ""


def lines(comparison: Comparison) -> Iterator[Line]:
    """The whole file, in order. Raises InputError when the places of paragraphs are not known."""
    yield from (Line(style, runs, mark) for style, runs, mark in head(comparison))
    comparison = punctuated_alike(comparison)
    level = levels(comparison)
    old = [reference for change in comparison.changes for reference in change.old]
    new = [reference for change in comparison.changes for reference in change.new]
    depth = nesting(old, _DEEPEST) | nesting(new, _DEEPEST)
    typed = not (counted(old) and counted(new))
    for place in places(comparison):
        change, mark = _as_placed(place)
        if place.heading:
            style = partial(_heading_style, level[change.id])
            yield from _paragraphs(change, mark, _heading_label, style, typed)
        else:
            yield from _paragraphs(change, mark, _label, partial(_style, depth), typed)
            if not any(reference.notes for reference in (*change.old, *change.new)):
                yield from map(_note, change.notes)  # a record that does not say where its notes stand


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
    typed: bool,
) -> Iterator[Line]:
    """The lines of a change; `mark` is the op of the last one's paragraph mark."""
    old, new = change.old[:1], change.new[:1]
    current = (new or old)[0]
    runs: list[Run | Footnote] = list(_beginning(old[0] if old else None, new[0] if new else None, label))
    for piece in with_footnotes(change, typed):
        if isinstance(piece, Break):
            yield Line(style(current), tuple(runs), piece.op)
            current = piece.new or piece.old or current
            runs = list(_beginning(piece.old, piece.new, label))
        else:
            runs.append(piece if isinstance(piece, Footnote) else (piece.op, piece.text))
    yield Line(style(current), tuple(runs), mark)


def _beginning(
    old: Reference | None, new: Reference | None, label: Callable[[Reference], str]
) -> Iterator[Run]:
    """What stands before the text of a paragraph: number and status mark of both sides."""
    yield from _labels(old, new, label)
    was, now = (_MARKS.get(reference.status or "", "") if reference else "" for reference in (old, new))
    if was == now:
        yield "equal", now
    else:
        yield from (("delete", was), ("insert", now))


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
