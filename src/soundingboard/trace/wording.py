"""Whether a text reads as a proposal would have it: edit by edit, each in its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from soundingboard.model import Proposed
from soundingboard.redline import redline
from soundingboard.trace.texts import Weigher, deleted, inserted, stems


@dataclass(frozen=True, slots=True)
class WordingThresholds:
    """When proposed wording counts as met."""

    whole: float = 0.9  # of the weight of all edits: a proposal of ten words may lose a small one
    each: float = 0.8  # of every single edit: one that is missing makes it "in part"
    part: float = 0.3  # less than a third of the words is what any rewording brings along by chance
    reordered: float = (
        0.95  # the most that words give which stand there in another order, half of them in a row
    )
    scattered: float = 0.75  # the most that other words give: they may be there for another reason
    context: int = 1  # word on each side of an edit: with the edit in between, enough to tell its place


@dataclass(frozen=True, slots=True)
class Met:
    """How far a text meets a proposal: the share of its edits by weight, the words that carry it.

    `is_whole`: every edit is there. `already`: it was all there before. `told` is the weight of what was proposed.
    """

    share: float
    is_whole: bool
    words: tuple[str, ...]
    already: bool = False


@dataclass(frozen=True, slots=True)
class _Edit:
    removed: str
    added: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def proposal(base: str, proposed: Proposed) -> tuple[str, str] | None:
    """The paragraph before and after a proposal: its old words replaced where they stand; None if they do not."""
    if proposed.old is None or proposed.old == "":
        return None
    at = base.casefold().find(proposed.old.casefold())
    if at >= 0:
        return base, base[:at] + proposed.new + base[at + len(proposed.old) :]
    return None


def met(
    base: str,
    now: str,
    proposed: Proposed,
    weigher: Weigher,
    thresholds: WordingThresholds = WordingThresholds(),
) -> Met:
    """How far `now` reads as `proposed` would have changed `base`.

    Each edit counts by the weight of its words; what it inserts must be new since `base`, what it deletes must be
    gone from its place. Words that are all there in another order count nearly whole.
    """
    sides = proposal(base, proposed) or (proposed.old or "", proposed.new)
    edits = list(_edits(*sides, thresholds))
    came, went, here, there = inserted(base, now), deleted(base, now), stems(now), stems(base)
    scores, weights, carried = [], [], []
    for edit in edits:
        add, drop = stems(edit.added), stems(edit.removed)
        parts = []
        if add:
            parts.append(
                (weigher.of(add), _added(edit, add, here, there, came, weigher, thresholds), edit.added)
            )
        if drop:
            found = _removed(edit, drop, here, there, went, weigher, thresholds)
            parts.append((weigher.of(drop), found, edit.removed))
        weight = sum(one for one, _score, _words in parts)
        scores.append(sum(one * found for one, found, _words in parts) / weight if weight else 1.0)
        weights.append(weight)
        carried += [text.strip() for _one, found, text in parts if found >= thresholds.part][:1]
    total = sum(weights)
    share = sum(w * s for w, s in zip(weights, scores, strict=True)) / total if total else 0.0
    whole = bool(edits) and share >= thresholds.whole and min(scores) >= thresholds.each
    return Met(share, whole, tuple(filter(None, carried)), bool(edits) and _is_already(edits, sides, there))


def _edits(old: str, new: str, thresholds: WordingThresholds) -> Iterator[_Edit]:
    runs = redline(old, new)
    keep = thresholds.context
    at = 0
    while at < len(runs):
        if runs[at][0] == "equal":
            at += 1
            continue
        end = at
        while end < len(runs) and runs[end][0] != "equal":
            end += 1
        removed = "".join(text for op, text in runs[at:end] if op == "delete")
        added = "".join(text for op, text in runs[at:end] if op == "insert")
        before = tuple(stems(runs[at - 1][1])[-keep:]) if at else ()
        after = tuple(stems(runs[end][1])[:keep]) if end < len(runs) else ()
        if stems(removed) or stems(added):
            yield _Edit(removed, added, before, after)
        at = end


def _added(
    edit: _Edit,
    add: Sequence[str],
    here: Sequence[str],
    there: Sequence[str],
    came: Sequence[str],
    weigher: Weigher,
    thresholds: WordingThresholds,
) -> float:
    """How much of what an edit inserts is there now and was not before."""
    if times(add, here) > times(add, there):
        return 1.0
    framed = [*edit.before, *add, *edit.after]
    if len(framed) > len(add) and times(framed, here) > times(framed, there):
        return 1.0
    share = weigher.share(add, came)
    row = weigher.of(_longest(add, came)) / (weigher.of(add) or 1.0)
    in_row = row >= 0.5 and len(weigher.telling(add)) > 1
    return min(thresholds.reordered if in_row else thresholds.scattered, share)


def _longest(wanted: Sequence[str], among: Sequence[str]) -> Sequence[str]:
    """The longest stretch of the wanted stems that stands in a row."""
    match = SequenceMatcher(None, wanted, among, autojunk=False).find_longest_match()
    return wanted[match.a : match.a + match.size]


def _removed(
    edit: _Edit,
    drop: Sequence[str],
    here: Sequence[str],
    there: Sequence[str],
    went: Sequence[str],
    weigher: Weigher,
    thresholds: WordingThresholds,
) -> float:
    """How much of what an edit deletes is gone from its place."""
    framed = [*edit.before, *drop, *edit.after]
    if times(drop, here) < times(drop, there):
        return 1.0
    if times(framed, there) and not times(framed, here) and weigher.share(drop, went) == 1.0:
        return 1.0
    return min(thresholds.reordered, weigher.share(drop, went))


def _is_already(edits: Sequence[_Edit], sides: tuple[str, str], there: Sequence[str]) -> bool:
    """Whether all that is inserted stood there before, and nothing was to be deleted that stood there."""
    adds = [stems(edit.added) for edit in edits]
    drops = [stems(edit.removed) for edit in edits]
    if any(add and not times(add, there) for add in adds) or not any(adds):
        return False
    return not any(drop and times(drop, there) for drop in drops) and len(stems(sides[1])) > 0


def times(wanted: Sequence[str], among: Sequence[str]) -> int:
    """How often words stand in a row."""
    n = len(wanted)
    if not n:
        return 0
    return sum(list(among[k : k + n]) == list(wanted) for k in range(len(among) - n + 1))
