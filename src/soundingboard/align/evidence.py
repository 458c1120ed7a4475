"""From links to matches: the groups that they form, and the evidence that is shown for each."""

from collections import Counter, defaultdict
from collections.abc import Iterable

import numpy as np

from soundingboard.align.candidates import Candidates, Texts, ratios
from soundingboard.align.likeness import Floats, Ints, Side, Vectors, overlaps, totals
from soundingboard.align.pairing import Pairs
from soundingboard.align.reason import Match, Reason

Link = tuple[int, int]
Group = tuple[tuple[int, ...], tuple[int, ...]]


def matches(texts: Texts, pairs: Pairs, links: Iterable[Link]) -> tuple[Match, ...]:
    """The matches that links (old, new) form, with their evidence, sorted by the first new index."""
    groups = _groups(links)
    of_old = {i: group for group in groups for i in group[0]}
    first_old, first_new = (np.array([group[side][0] for group in groups], np.int64) for side in (0, 1))
    single = _dice(texts, first_old, first_new).tolist(), ratios(texts, first_old, first_new).tolist()
    result = []
    for group, rivals, share, order in zip(
        groups, _rivals(texts, pairs.candidates, groups), *single, strict=True
    ):
        old, new = group
        one = len(old) == len(new) == 1
        similarity, parts = (share, ()) if one else _common(texts.vectors, old, new)
        reason = Reason(
            similarity=similarity,
            old_rival=rivals[0],
            new_rival=rivals[1],
            neighbours=_neighbours(group, of_old, len(texts.old), len(texts.new)),
            identical=one and bool(texts.old[old[0]] == texts.new[new[0]]),
            order=order if one else 0.0,
            parts=parts,
        )
        result.append(Match(old, new, similarity, reason))
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


def _rivals(texts: Texts, found: Candidates, groups: list[Group]) -> list[tuple[float, float]]:
    """For each group the share of words in common with the likeliest outsider: of its old side, of its new."""
    of_old, of_new = np.full(found.rows, -1), np.full(found.columns, -1)
    for k, (old, new) in enumerate(groups):
        of_old[list(old)] = of_new[list(new)] = k
    outside = (of_old[found.old] != of_new[found.new]).nonzero()[0]
    best = np.zeros((len(groups), 2))
    for side, group in enumerate((of_old[found.old[outside]], of_new[found.new[outside]])):
        order = np.lexsort((-found.likeness[outside], group))
        owned = order[group[order] >= 0]
        _, first = np.unique(group[owned], return_index=True)
        pick = owned[first]
        best[group[pick], side] = _dice(texts, found.old[outside[pick]], found.new[outside[pick]])
    return [(float(old), float(new)) for old, new in best]


def _dice(texts: Texts, old: Ints, new: Ints) -> Floats:
    """The share of their weighted words that pairs of texts have in common."""
    vectors = texts.vectors
    whole = _word_totals(vectors, vectors.old)[old] + _word_totals(vectors, vectors.new)[new]
    share = 2 * overlaps(vectors, old, new).words / np.maximum(whole, 1e-9)
    return np.where(texts.old[old] == texts.new[new], 1.0, share)


def _word_totals(vectors: Vectors, side: Side) -> Floats:
    words = side.term < vectors.words
    return totals(side.row[words], (vectors.worth[side.term] * side.count)[words], side.rows)


def _common(vectors: Vectors, old: tuple[int, ...], new: tuple[int, ...]) -> tuple[float, tuple[float, ...]]:
    """The share of weighted words in common, and that of each part where a side has several."""
    left = [_words(vectors, vectors.old, row) for row in old]
    right = [_words(vectors, vectors.new, row) for row in new]
    all_left, all_right = _together(left), _together(right)
    both = 2 * _worth(vectors, all_left & all_right)
    whole = _worth(vectors, all_left) + _worth(vectors, all_right)
    parts = [(part, all_left) for part in right if len(right) > 1]
    parts += [(part, all_right) for part in left if len(left) > 1]
    shares = [_worth(vectors, part & other) / max(_worth(vectors, part), 1e-9) for part, other in parts]
    return (both / whole if whole else 0.0), tuple(shares)


def _together(counts: list[Counter[int]]) -> Counter[int]:
    whole: Counter[int] = Counter()
    for count in counts:
        whole.update(count)
    return whole


def _words(vectors: Vectors, side: Side, row: int) -> Counter[int]:
    piece = slice(int(side.start[row]), int(side.start[row + 1]))
    counts = zip(side.term[piece].tolist(), side.count[piece].tolist(), strict=True)
    return Counter({term: int(count) for term, count in counts if term < vectors.words})


def _worth(vectors: Vectors, counts: Counter[int]) -> float:
    return float(sum(vectors.worth[list(counts)] * list(counts.values()))) if counts else 0.0


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
