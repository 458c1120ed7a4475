"""Footnotes of paragraphs that became one another: paired by their text, compared word by word."""

from collections.abc import Sequence

from soundingboard.align import align
from soundingboard.model import Note, NoteChange, Paragraph
from soundingboard.redline import redline


def compare_notes(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> tuple[NoteChange, ...]:
    """The footnotes that differ between two sides of a change, in the order of the new side, deleted ones last."""
    old = [note for paragraph in before for note in paragraph.notes]
    new = [note for paragraph in after for note in paragraph.notes]
    if [note.text for note in old] == [note.text for note in new]:
        return ()
    pairs = _pairs(old, new)
    changes = [_change(old[pairs[j]] if j in pairs else None, note) for j, note in enumerate(new)]
    gone = [_change(note, None) for i, note in enumerate(old) if i not in pairs.values()]
    return tuple(change for change in [*changes, *gone] if any(op != "equal" for op, _ in change.redline))


def _pairs(old: Sequence[Note], new: Sequence[Note]) -> dict[int, int]:
    """New position to old: by text, or the only note on each side."""
    if len(old) == len(new) == 1:
        return {0: 0}
    matches = align([note.text for note in old], [note.text for note in new])
    return {match.new[0]: match.old[0] for match in matches}


def _change(old: Note | None, new: Note | None) -> NoteChange:
    runs = redline(old.text if old else "", new.text if new else "")
    return NoteChange(old.mark if old else "", new.mark if new else "", runs)
