"""Which matches keep the order of the old draft, and which moved."""

from bisect import bisect_left
from collections.abc import Sequence


def moved(pairs: Sequence[tuple[int, int]], weights: Sequence[float] | None = None) -> frozenset[int]:
    """Positions in `pairs` (old, new) outside of the heaviest run that falls on neither side.

    Without `weights` every pair weighs one, so the run is the longest. Of equally heavy runs the one that
    ends first, and whose members come first, is kept. O(n log n).
    """
    weight = [1.0] * len(pairs) if weights is None else list(weights)
    order = sorted(range(len(pairs)), key=lambda p: (*pairs[p], p))
    places = sorted({new for _, new in pairs})
    best = _PrefixBest(len(places))
    before: dict[int, int | None] = {}
    for p in order:
        place = bisect_left(places, pairs[p][1])
        total, last = best.below(place + 1)
        before[p] = last
        best.offer(place, total + weight[p], p)
    kept: set[int] = set()
    step = best.below(len(places))[1]
    while step is not None:
        kept.add(step)
        step = before[step]
    return frozenset(range(len(pairs))) - kept


class _PrefixBest:
    """The heaviest run that ends before a place (a Fenwick tree of maxima)."""

    def __init__(self, size: int) -> None:
        self._tree: list[tuple[float, int | None]] = [(0.0, None)] * (size + 1)

    def below(self, place: int) -> tuple[float, int | None]:
        best: tuple[float, int | None] = (0.0, None)
        while place > 0:
            if self._tree[place][0] > best[0]:
                best = self._tree[place]
            place -= place & -place
        return best

    def offer(self, place: int, weight: float, pair: int) -> None:
        place += 1
        while place < len(self._tree):
            if weight > self._tree[place][0]:
                self._tree[place] = (weight, pair)
            place += place & -place
