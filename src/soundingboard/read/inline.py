"""The text of one block in the making: runs of tracked changes, white space and footnotes in one pass."""

from dataclasses import dataclass, field

from soundingboard.model import Block, Note
from soundingboard.read.clean import tidy
from soundingboard.vocabulary import Op, Revisions


@dataclass(slots=True)
class Inline:
    """Collects the pieces of a block and keeps white space single in the old and in the new text alike."""

    runs: list[tuple[Op, list[str]]] = field(default_factory=list)
    notes: list[tuple[str, str, int, int, Op]] = field(default_factory=list)
    old: int = 0  # characters of the old text so far
    new: int = 0
    old_gap: bool = False  # white space was seen and is owed before the next word
    new_gap: bool = False

    def add(self, text: str, op: Op = "equal") -> None:
        """Append `text` (white space in it counts as one blank) under `op`."""
        words = " ".join(text.split()) if text.isascii() else tidy(text)
        if not words:
            if text:
                self._owe(op)
            return
        if text[0].isspace():
            self._owe(op)
        self._pay(op)
        self._append(op, words)
        if text[-1].isspace():
            self._owe(op)

    def mark(self, mark: str, text: str, op: Op = "equal") -> None:
        """Note a footnote's mark at this place."""
        self.notes.append((mark, text, self.old, self.new, op))

    def __bool__(self) -> bool:
        return bool(self.runs)

    def block(self, revisions: Revisions, role: str, label: str, level: int) -> Block | None:
        """The block with what `revisions` shows, or None where that is nothing."""
        hidden = "insert" if revisions == "rejected" else "delete"
        runs = tuple((op, "".join(parts)) for op, parts in self.runs)
        text = "".join(run for op, run in runs if op != hidden)
        notes = tuple(
            Note(mark, min(old if revisions == "rejected" else new, len(text)), words)
            for mark, words, old, new, op in self.notes
            if op != hidden
        )
        changed = revisions == "kept" and any(op != "equal" for op, _text in runs)
        if not text and not changed:
            return None
        return Block(role, text, label, level, notes, runs if changed else None)

    def _owe(self, op: Op) -> None:
        self.old_gap |= op != "insert" and self.old > 0
        self.new_gap |= op != "delete" and self.new > 0

    def _pay(self, op: Op) -> None:
        """Put the owed blank where the next word of `op` needs it."""
        old, new = self.old_gap and op != "insert", self.new_gap and op != "delete"
        if old or new:
            self._append("equal" if old and new else "delete" if old else "insert", " ")
        self.old_gap &= not old
        self.new_gap &= not new

    def _append(self, op: Op, text: str) -> None:
        if self.runs and self.runs[-1][0] == op:
            self.runs[-1][1].append(text)
        else:
            self.runs.append((op, [text]))
        self.old += len(text) if op != "insert" else 0
        self.new += len(text) if op != "delete" else 0
