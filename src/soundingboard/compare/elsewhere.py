"""Words that left one paragraph and arrived in another."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from soundingboard.model import Change, Elsewhere, Reference, Span
from soundingboard.vocabulary import Op
from soundingboard.words import key, spans


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When deleted words count as moved."""

    words: int = 5  # in a row: shorter runs ("in accordance with the") recur everywhere
    characters: int = 25  # of them, blanks included: five short words are still a common turn of phrase
    places: int = (
        32  # that are weighed against each other: words inserted in more are a turn of phrase as well
    )


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words deleted or inserted in a row: their keys, and where each stands in the text of the change's side."""

    change: int
    text: str
    keys: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    reference: Reference


@dataclass(frozen=True, slots=True)
class _Moved:
    """Words that left one change and arrived in another: positions of both, and their offsets there."""

    left: int
    old: tuple[int, int]
    arrived: int
    new: tuple[int, int]
    found: Elsewhere


_Index = dict[tuple[str, ...], list[tuple[_Stretch, int]]]


def with_elsewhere(changes: Sequence[Change], thresholds: Thresholds = Thresholds()) -> list[Change]:
    """The changes, each with its deleted words that were inserted in another change, and where they stand now.

    Words that merely moved are neither dropped nor added: a device that lies wholly in them falls away.
    """
    index: _Index = defaultdict(list)
    for n, change in enumerate(changes):
        for stretch in _stretches(n, change, "insert", thresholds):
            for at in range(len(stretch.keys) - thresholds.words + 1):
                index[stretch.keys[at : at + thresholds.words]].append((stretch, at))
    moved = [
        move
        for n, change in enumerate(changes)
        for stretch in _stretches(n, change, "delete", thresholds)
        for move in _find(stretch, index, thresholds)
    ]
    result = list(changes)
    for move in moved:
        found = dict.fromkeys((*result[move.left].elsewhere, move.found))
        result[move.left] = replace(result[move.left], elsewhere=tuple(found))
    for move in moved:
        result[move.left] = _without_devices(result[move.left], old=move.old)
        result[move.arrived] = _without_devices(result[move.arrived], new=move.new)
    return result


def _stretches(n: int, change: Change, op: Op, thresholds: Thresholds) -> Iterator[_Stretch]:
    """The runs of one kind that are long enough, cut at line feeds, each with the paragraph it stands in."""
    references = change.new if op == "insert" else change.old
    paragraph = offset = 0
    for run_op, text in change.redline:
        if run_op == op and len(text) >= thresholds.characters:
            yield from _lines(n, text, offset, references[paragraph:])
        if run_op in (op, "equal"):
            paragraph = min(paragraph + text.count("\n"), len(references) - 1)
            offset += len(text)


def _lines(n: int, text: str, offset: int, references: Sequence[Reference]) -> Iterator[_Stretch]:
    for line, part in enumerate(text.split("\n")):
        places = spans(part)
        keys = tuple(key(part[a:b]) for a, b in places)
        where = tuple((offset + a, offset + b) for a, b in places)
        yield _Stretch(n, part, keys, where, references[min(line, len(references) - 1)])
        offset += len(part) + 1


def _find(stretch: _Stretch, index: _Index, thresholds: Thresholds) -> Iterator[_Moved]:
    """The longest stretches of the deleted words that were inserted elsewhere, from left to right."""
    at = 0
    while at <= len(stretch.keys) - thresholds.words:
        hits = index.get(stretch.keys[at : at + thresholds.words], ())
        others = islice((hit for hit in hits if hit[0].change != stretch.change), thresholds.places)
        best = max(others, key=lambda hit: _length(stretch, at, *hit), default=None)
        move = _move(stretch, at, *best) if best else None
        if move and len(move.found.text) >= thresholds.characters:
            yield move
            at = next((k for k, (a, _b) in enumerate(stretch.spans) if a >= move.old[1]), len(stretch.keys))
        else:
            at += 1


def _length(stretch: _Stretch, at: int, other: _Stretch, start: int) -> int:
    """How many words in a row are the same from two places on."""
    most = min(len(stretch.keys) - at, len(other.keys) - start)
    return next((n for n in range(most) if stretch.keys[at + n] != other.keys[start + n]), most)


def _move(stretch: _Stretch, at: int, other: _Stretch, start: int) -> _Moved:
    length = _length(stretch, at, other, start)
    old = stretch.spans[at][0], stretch.spans[at + length - 1][1]
    new = other.spans[start][0], other.spans[start + length - 1][1]
    shift = stretch.spans[0][0] - spans(stretch.text)[0][0]
    words = stretch.text[old[0] - shift : old[1] - shift]
    return _Moved(
        stretch.change, old, other.change, new, Elsewhere(words, other.reference.eid, other.reference.number)
    )


def _without_devices(
    change: Change, old: tuple[int, int] | None = None, new: tuple[int, int] | None = None
) -> Change:
    """The change without devices that only say that these words are gone, or that they have come."""
    kept = tuple(
        device
        for device in change.devices
        if not (_lies(device.old, device.new, old) or _lies(device.new, device.old, new))
    )
    return replace(change, devices=kept) if kept != change.devices else change


def _lies(words: Span | None, other: Span | None, bounds: tuple[int, int] | None) -> bool:
    """Whether a device has words on one side only, and all of them within the bounds."""
    if words is None or other is not None or bounds is None:
        return False
    return bounds[0] <= words.start and words.end <= bounds[1]
