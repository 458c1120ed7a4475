"""Changes of a text as hunks, and where a stretch of it stands in a later text.

A three-way merge in the sense of S. Khanna, K. Kunal and B. C. Pierce, "A formal investigation of diff3", FSTTCS
2007: what two sides change apart from each other is taken from both, what they change together is a conflict.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from soundingboard.compare import word_share
from soundingboard.model import Run
from soundingboard.redline import redline


@dataclass(frozen=True, slots=True)
class Rewriting:
    """When a proposal is another text rather than a change of this one."""

    least_kept: float = 0.5  # of the words; with less in common, single hunks between islands say nothing


REWRITING = Rewriting()


@dataclass(frozen=True, slots=True, order=True)
class Hunk:
    """Characters `start` to `end` of a base text become `new`; an insertion when they are the same place."""

    start: int
    end: int
    new: str


def hunks(base: str, new: str, rewriting: Rewriting = REWRITING) -> tuple[Hunk, ...]:
    """What changes from `base` to `new`, in order and apart; one hunk where the text was written anew."""
    runs = redline(base, new)
    if base != new and word_share(runs) < rewriting.least_kept:
        return (Hunk(0, len(base), new),)
    return tuple(_hunks(runs))


def _hunks(runs: Sequence[Run]) -> Iterator[Hunk]:
    at, start, added = 0, -1, ""
    for op, text in (*runs, ("equal", "")):
        if op == "equal":
            if start >= 0:
                yield Hunk(start, at, added)
            start, added = -1, ""
        else:
            start = at if start < 0 else start
            added += text if op == "insert" else ""
        at += len(text) if op != "insert" else 0


def merged(base: str, changes: Sequence[Hunk]) -> str:
    """`base` with hunks, which are in order and do not overlap, put in."""
    parts, place = [], 0
    for hunk in changes:
        parts += [base[place : hunk.start], hunk.new]
        place = hunk.end
    return "".join([*parts, base[place:]])


def touch(one: Hunk, other: Hunk) -> bool:
    """Whether two hunks change the same words, or add at the same place."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return max(one.start, other.start) < min(one.end, other.end)


def carried(start: int, end: int, runs: Sequence[Run]) -> int | None:
    """Where characters `start` to `end` of the old side begin in the new one; None when they did not stay as they are.

    `runs` lead from the old text to the new. A place (`start` is `end`) stays where nothing was changed beside it.
    """
    old = new = 0
    edge = True  # whether nothing was deleted or inserted right before this run
    for n, (op, text) in enumerate(runs):
        if op == "equal":
            last = n + 1 == len(runs)
            if (
                old <= start
                and end <= old + len(text)
                and (start < end or ((start > old or edge) and (start < old + len(text) or last)))
            ):
                return new + start - old
        edge = op == "equal"
        old += len(text) if op != "insert" else 0
        new += len(text) if op != "delete" else 0
    return 0 if not runs and start == end == 0 else None


def became(start: int, end: int, runs: Sequence[Run]) -> str:
    """What stands in the new text for characters `start` to `end` of the old one."""
    parts, old = [], 0
    for op, text in runs:
        if op == "insert":
            if start <= old <= end:
                parts.append(text)
            continue
        first, last = max(start - old, 0), min(end - old, len(text))
        if op == "equal" and first < last:
            parts.append(text[first:last])
        old += len(text)
    return "".join(parts).strip()
