"""Words that left one paragraph and arrived in another."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from soundingboard.model import Change, Elsewhere, Reference
from soundingboard.words import key, spans


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When deleted words count as moved."""

    words: int = 5  # in a row: shorter runs ("in accordance with the") recur everywhere
    characters: int = 25  # of them, blanks included: five short words are still a common turn of phrase


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words deleted or inserted in a row: their keys, and the offsets of each in `text`."""

    change: int
    text: str
    keys: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    reference: Reference


def with_elsewhere(changes: Sequence[Change], thresholds: Thresholds = Thresholds()) -> list[Change]:
    """The changes, each with its deleted words that were inserted in another change, and where they stand now."""
    inserted = [stretch for n, change in enumerate(changes) for stretch in _stretches(n, change, "insert")]
    index: dict[tuple[str, ...], list[tuple[_Stretch, int]]] = defaultdict(list)
    for stretch in inserted:
        for at in range(len(stretch.keys) - thresholds.words + 1):
            index[stretch.keys[at : at + thresholds.words]].append((stretch, at))
    result = []
    for n, change in enumerate(changes):
        found = [
            hit for stretch in _stretches(n, change, "delete") for hit in _find(stretch, index, thresholds)
        ]
        result.append(replace(change, elsewhere=tuple(dict.fromkeys(found))) if found else change)
    return result


def _stretches(n: int, change: Change, op: str) -> Iterator[_Stretch]:
    """The runs of one kind in a change, each with the paragraph it stands in: a line feed begins the next one."""
    references = change.new if op == "insert" else change.old
    paragraph = 0
    for run_op, text in change.redline:
        if run_op == op:
            for line, part in enumerate(text.split("\n")):
                where = references[min(paragraph + line, len(references) - 1)]
                places = spans(part)
                yield _Stretch(n, part, tuple(key(part[a:b]) for a, b in places), tuple(places), where)
        if run_op in (op, "equal"):
            paragraph += text.count("\n")


def _find(
    stretch: _Stretch,
    index: dict[tuple[str, ...], list[tuple[_Stretch, int]]],
    thresholds: Thresholds,
) -> Iterator[Elsewhere]:
    """The longest stretches of the deleted words that were inserted elsewhere, from left to right."""
    at = 0
    while at <= len(stretch.keys) - thresholds.words:
        hits = [
            hit
            for hit in index.get(stretch.keys[at : at + thresholds.words], ())
            if hit[0].change != stretch.change
        ]
        length, where = max(
            ((_common(stretch.keys, at, hit), -rank) for rank, hit in enumerate(hits)), default=(0, 0)
        )
        text = stretch.text[stretch.spans[at][0] : stretch.spans[at + length - 1][1]] if length else ""
        if len(text) >= thresholds.characters:
            target = hits[-where][0].reference
            yield Elsewhere(text, target.eid, target.number)
            at += length
        else:
            at += 1


def _common(keys: tuple[str, ...], at: int, hit: tuple[_Stretch, int]) -> int:
    other, start = hit
    length = 0
    while (
        at + length < len(keys)
        and start + length < len(other.keys)
        and keys[at + length] == other.keys[start + length]
    ):
        length += 1
    return length
