"""A change's redline cut where a writer needs it: at the ends of flagged words and between paragraphs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from soundingboard.model import Change, Device, Reference, Span
from soundingboard.vocabulary import Effect, Op


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with one op, and the effects of the devices whose words it belongs to."""

    op: Op
    text: str
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Break:
    """The line feed between two paragraphs of a side; the references are those that begin after it."""

    op: Op
    old: Reference | None = None
    new: Reference | None = None


def pieces(change: Change) -> Iterator[Piece | Break]:
    """The redline as pieces and breaks; a line feed inside a single paragraph stays text.

    Put together again (a break being one line feed), equal and delete give the old side, equal and insert
    the new one.
    """
    old = _starts(change.old, _side(change, "delete"))
    new = _starts(change.new, _side(change, "insert"))
    for piece in _marked(change):
        parts = piece.text.split("\n")
        yield from _piece(piece, parts[0])
        for part in parts[1:]:
            yield from _line_feed(piece, old, new)
            yield from _piece(piece, part)


def paragraphs(change: Change) -> Iterator[tuple[Reference, list[Piece | Break]]]:
    """Each paragraph of the side that is shown (the new one if there is one), with its pieces.

    A break of the other side alone stays among the pieces, as a mark in the running text.
    """
    shown = change.new or change.old
    current: list[Piece | Break] = []
    reference = shown[0]
    for piece in pieces(change):
        begins = isinstance(piece, Break) and (piece.new if change.new else piece.old)
        if not begins:
            current.append(piece)
            continue
        if isinstance(piece, Break) and change.new and piece.op == "insert":
            current.append(piece)
        yield reference, current
        reference, current = begins, []
    yield reference, current


def side(change: Change, op: Op) -> Iterator[tuple[Reference, list[Piece]]]:
    """Each paragraph of one side with its pieces: "delete" is the old side, "insert" the new one.

    What the other side alone has is left out: its words, and the effects of devices that lie in them.
    """
    references = change.old if op == "delete" else change.new
    starts = _starts(references, _side(change, op))
    reference: Reference = references[0]
    current: list[Piece] = []
    for piece in _marked(change, (op,)):
        parts = piece.text.split("\n")
        current += _piece(piece, parts[0])
        for part in parts[1:]:
            if begins := next(starts, None):
                yield reference, current
                reference, current = begins, []
            else:
                current.append(Piece(piece.op, "\n", piece.effects))
            current += _piece(piece, part)
    yield reference, current


def share_changed(change: Change) -> float:
    """How much of both sides is deleted or inserted, by letters and digits, from 0 to 1."""
    counts: dict[Op, int] = {"equal": 0, "delete": 0, "insert": 0}
    for op, text in change.redline:
        counts[op] += sum(map(str.isalnum, text))
    marked = counts["delete"] + counts["insert"]
    return marked / (marked + 2 * counts["equal"]) if marked else 0.0


def _side(change: Change, op: Op) -> str:
    return "".join(text for run_op, text in change.redline if run_op in ("equal", op))


def _starts(references: Sequence[Reference], text: str) -> Iterator[Reference]:
    """The references that begin after each line feed; what has too many line feeds keeps the rest inside."""
    several = len(references) > 1 and "\n" in text
    return iter(references[1:] if several else ())


def _piece(piece: Piece, text: str) -> Iterator[Piece]:
    if text:
        yield Piece(piece.op, text, piece.effects)


def _line_feed(piece: Piece, old: Iterator[Reference], new: Iterator[Reference]) -> Iterator[Piece | Break]:
    """One line feed of the redline; where only one side begins a paragraph, the other keeps it as text."""
    before = next(old, None) if piece.op != "insert" else None
    after = next(new, None) if piece.op != "delete" else None
    if piece.op == "equal" and (before is None) != (after is None):
        yield Break("delete", old=before) if before else Piece("delete", "\n")
        yield Break("insert", new=after) if after else Piece("insert", "\n")
    elif before is None and after is None:
        yield Piece(piece.op, "\n", piece.effects)
    else:
        yield Break(piece.op, before, after)


def _marked(change: Change, shown: Sequence[Op] = ("delete", "insert")) -> Iterator[Piece]:
    """The runs of the sides shown, cut at the ends of the devices' words on those that the run belongs to."""
    place = {"delete": 0, "insert": 0}
    for op, text in change.redline:
        sides = [each for each in shown if op in ("equal", each)]
        if not sides:
            continue
        spans = [
            (max(span.start - place[side], 0), min(span.end - place[side], len(text)), device.effect)
            for side in sides
            for device, span in _spans(change.devices, side)
        ]
        yield from _cut(op, text, [span for span in spans if span[0] < span[1]])
        for side in sides:
            place[side] += len(text)


def _spans(devices: Sequence[Device], side: Op) -> Iterator[tuple[Device, Span]]:
    for device in devices:
        span = device.old if side == "delete" else device.new
        if span is not None:
            yield device, span


def _cut(op: Op, text: str, spans: Sequence[tuple[int, int, Effect]]) -> Iterator[Piece]:
    ends = sorted({0, len(text), *(end for span in spans for end in span[:2])})
    for start, end in pairwise(ends):
        effects = sorted({effect for first, last, effect in spans if first <= start and end <= last})
        yield Piece(op, text[start:end], tuple(effects))
