"""From links to matches: the groups that they form, and the evidence that is shown for each."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from soundingboard.align.likeness import Floats, Ints, Side, Vectors, overlaps
from soundingboard.align.pairing import Candidates, Pairs, Texts
from soundingboard.align.reason import Match, Reason

Link = tuple[int, int]
Group = tuple[tuple[int, ...], tuple[int, ...]]


def matches(texts: Texts, pairs: Pairs, links: Iterable[Link]) -> tuple[Match, ...]:
    """The matches that links (old, new) form, with their evidence, sorted by the first new index."""
    groups = _groups(links)
    new_of = {i: group for group in groups for i in group[0]}
    found = pairs.candidates
    totals = _word_totals(texts.vectors, texts.vectors.old), _word_totals(texts.vectors, texts.vectors.new)
    share = _shares(texts, found, totals)
    order = np.argsort(found.new, kind="stable")
    by_old = _Rivals(found.old, found.new, share)
    by_new = _Rivals(found.new[order], found.old[order], share[order])
    result = []
    for old, new in groups:
        similarity, parts = _common(texts.vectors, old, new)
        reason = Reason(
            similarity=similarity,
            old_rival=max(by_old.best(i, new) for i in old),
            new_rival=max(by_new.best(j, old) for j in new),
            neighbours=_neighbours((old, new), new_of, len(texts.old), len(texts.new)),
            identical=len(old) == len(new) == 1 and bool(texts.old[old[0]] == texts.new[new[0]]),
            parts=parts,
        )
        result.append(Match(old, new, 1.0 if reason.identical else similarity, reason))
    return tuple(result)


def _groups(links: Iterable[Link]) -> list[Group]:
    """Old and new indexes that hang together, by the first new index."""
    news: dict[int, set[int]] = defaultdict(set)
    olds: dict[int, set[int]] = defaultdict(set)
    for i, j in links:
        news[i].add(j)
        olds[j].add(i)
    groups: list[Group] = []
    seen: set[int] = set()
    for first in sorted(olds):
        if first in seen:
            continue
        new, old, grown = {first}, set(olds[first]), True
        while grown:
            wider = {j for i in old for j in news[i]}
            old = {i for j in wider for i in olds[j]}
            grown, new = len(wider) > len(new), wider
        seen |= new
        groups.append((tuple(sorted(old)), tuple(sorted(new))))
    return groups


def _word_totals(vectors: Vectors, side: Side) -> Floats:
    words = side.term < vectors.words
    return np.bincount(side.row[words], (vectors.worth[side.term] * side.count)[words], side.rows)


def _shares(texts: Texts, found: Candidates, totals: tuple[Floats, Floats]) -> Floats:
    """The share of weighted words that each candidate pair has in common (Dice)."""
    words = overlaps(texts.vectors, found.old, found.new).words
    whole = totals[0][found.old] + totals[1][found.new]
    same = texts.old[found.old] == texts.new[found.new]
    return np.where(same, 1.0, 2 * words / np.maximum(whole, 1e-9))


class _Rivals:
    """The best share of each index, leaving out those that it was matched with."""

    def __init__(self, index: Ints, other: Ints, share: Floats) -> None:
        self._index, self._other, self._share = index, other, share

    def best(self, index: int, matched: tuple[int, ...]) -> float:
        first, last = np.searchsorted(self._index, [index, index + 1])
        rivals = ~np.isin(self._other[first:last], matched)
        return float(self._share[first:last][rivals].max(initial=0.0))


def _common(vectors: Vectors, old: tuple[int, ...], new: tuple[int, ...]) -> tuple[float, tuple[float, ...]]:
    """The share of weighted words in common, and that of each part where a side has several."""
    left, right = ([_words(vectors, side, row) for row in rows] for side, rows in ((vectors.old, old), (vectors.new, new)))
    whole_left, whole_right = sum(left), sum(right)
    total = float((whole_left + whole_right) @ vectors.worth[: vectors.words])
    both = 2 * float(np.minimum(whole_left, whole_right) @ vectors.worth[: vectors.words])
    pieces = [(part, whole_left) for part in right] if len(right) > 1 else []
    pieces += [(part, whole_right) for part in left] if len(left) > 1 else []
    worth = vectors.worth[: vectors.words]
    shares = tuple(
        float(np.minimum(part, whole) @ worth) / max(float(part @ worth), 1e-9) for part, whole in pieces
    )
    return (both / total if total else 0.0), shares


def _words(vectors: Vectors, side: Side, row: int) -> Floats:
    piece = slice(int(side.start[row]), int(side.start[row + 1]))
    term, count = side.term[piece], side.count[piece]
    words = term < vectors.words
    return np.bincount(term[words], count[words], vectors.words)


def _neighbours(group: Group, of_old: dict[int, Group], olds: int, news: int) -> int:
    """How many of the neighbours, before and after, became neighbours; the ends of both drafts do."""
    old, new = group
    before = _beside(of_old, old[0] - 1, new[0] - 1, olds, news)
    after = _beside(of_old, old[-1] + 1, new[-1] + 1, olds, news)
    return before + after


def _beside(of_old: dict[int, Group], i: int, j: int, olds: int, news: int) -> bool:
    if i in (-1, olds) or j in (-1, news):
        return (i == -1 and j == -1) or (i == olds and j == news)
    return i in of_old and j in of_old[i][1]
