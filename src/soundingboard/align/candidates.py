"""Which pairs of paragraphs may be the same, and how alike they are: in their words and in their order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from soundingboard.align.likeness import Floats, Ints, Vectors, Weighing, nearest, overlaps, ranges, vectors

SURE = 40.0  # nats: more than any likeness can tell, and e**40 stays far inside of a double


@dataclass(frozen=True, slots=True)
class Searching:
    """top: how many of the nearest paragraphs are looked at, from both sides; the true one is nearly always
    among three, the others show what a rival looks like.
    reach: characters of a paragraph whose order is compared; a bound on time, some 600 words.
    order: what the order of characters counts for beside the cosine of words; measured, 0.3 to 0.7 do alike.
    chance: the order ratio that unrelated English paragraphs reach, used where drafts are too short to
    tell; `trust`: how many unrelated pairs' worth of evidence it counts for.
    related: a paragraph may have this many true relatives; farther ones are taken as unrelated.
    upper: an order ratio tells something only above this share of the unrelated ones.
    faint: cosine up to which nothing needs a cap, twice what unrelated paragraphs usually have.
    """

    top: int = 6
    reach: int = 4000
    order: float = 0.5
    chance: float = 0.45
    trust: int = 20
    related: int = 3
    upper: float = 0.75
    faint: float = 0.12


@dataclass(frozen=True, slots=True)
class Texts:
    """Both drafts: their weighted words, a number per text that is equal for equal texts, and the texts to
    compare letter by letter. `chance` is the order ratio up to which likeness is taken as chance.
    """

    vectors: Vectors
    old: Ints
    new: Ints
    old_letters: Sequence[str]
    new_letters: Sequence[str]
    chance: float = 0.0


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs that may be the same paragraph, sorted by (old, new).

    `likeness`: 0 to 1, and 1 for identical texts. `told`: what the shared words tell, in nats.
    """

    old: Ints
    new: Ints
    likeness: Floats
    told: Floats
    rows: int
    columns: int


def prepared(old: Sequence[str], new: Sequence[str], weighing: Weighing, searching: Searching) -> Texts:
    """Both drafts, read and weighed."""
    number: dict[str, int] = {}
    same = [[number.setdefault(text, len(number)) for text in side] for side in (old, new)]
    letters = [[text[: searching.reach].lower() for text in side] for side in (old, new)]
    weighed = vectors(old, new, weighing)
    return Texts(weighed, np.array(same[0], np.int64), np.array(same[1], np.int64), letters[0], letters[1])


def find(texts: Texts, weighing: Weighing, searching: Searching) -> tuple[Texts, Candidates]:
    """The candidates by likeness alone, and the texts with what is chance in them."""
    kept_old, kept_new = _distinct(texts.old), _distinct(texts.new)
    old, new, cosine = nearest(texts.vectors, kept_old, kept_new, searching.top, weighing)
    ratio = ratios(texts, old, new)
    texts = replace(texts, chance=_chance(old, new, cosine, ratio, searching))
    near = _judged(texts, old, new, cosine, ratio, searching)
    return texts, _spread(texts, near, searching.top)


def widened(texts: Texts, known: Candidates, old: Ints, new: Ints, searching: Searching) -> Candidates:
    """The known candidates, and those of the pairs (old[k], new[k]) that are not known yet."""
    cells = known.old * known.columns + known.new
    fresh = np.divmod(np.setdiff1d(old * known.columns + new, cells), known.columns)
    cosine = overlaps(texts.vectors, *fresh).cosine
    return _merged(known, _judged(texts, *fresh, cosine, ratios(texts, *fresh), searching))


def _distinct(numbers: Ints) -> Ints:
    """The first row of each different text."""
    return np.sort(np.unique(numbers, return_index=True)[1])


def ratios(texts: Texts, old: Ints, new: Ints) -> Floats:
    """How much of two texts stands in both in the same order: twice their longest common subsequence of
    characters over their joint length (the normalised Indel similarity)."""
    if not len(old):
        return np.zeros(0)
    left, right = [texts.old_letters[i] for i in old.tolist()], [texts.new_letters[j] for j in new.tolist()]
    return np.asarray(cpdist(left, right, scorer=fuzz.ratio, dtype=np.float64), np.float64) / 100


def _chance(old: Ints, new: Ints, cosine: Floats, ratio: Floats, searching: Searching) -> float:
    """The ratio up to which likeness is chance: the upper quarter of pairs that are hardly related."""
    far = np.minimum(_rank(old, cosine), _rank(new, cosine)) >= searching.related
    seen = int(far.sum())
    upper = float(np.quantile(ratio[far], searching.upper)) if seen else 0.0
    return (seen * upper + searching.trust * searching.chance) / (seen + searching.trust)


def _rank(index: Ints, value: Floats) -> Ints:
    """How many pairs of the same index have a higher value."""
    order = np.lexsort((-value, index))
    rank = np.empty(len(index), np.int64)
    rank[order] = np.arange(len(index)) - np.searchsorted(index[order], index[order])
    return rank


def _judged(
    texts: Texts, old: Ints, new: Ints, cosine: Floats, ratio: Floats, searching: Searching
) -> Candidates:
    """Pairs with their likeness, and with what their words tell where that can be too little for it."""
    ordered = np.maximum(0, ratio - texts.chance) / (1 - min(texts.chance, 0.99))
    # Rounded, so that the last bits of a sum, which differ between machines, decide nothing.
    mixed = np.round((1 - searching.order) * np.minimum(cosine, 1) + searching.order * ordered, 9)
    same = texts.old[old] == texts.new[new]
    told = np.full(len(old), SURE)
    shorter = np.minimum(texts.vectors.old.tells[old], texts.vectors.new.tells[new])
    some = (~same & (cosine > searching.faint) & (cosine * shorter < SURE)).nonzero()[0]
    some = some[np.argsort(new[some], kind="stable")]
    told[some] = overlaps(texts.vectors, old[some], new[some]).told
    return Candidates(old, new, np.where(same, 1.0, mixed), told, len(texts.old), len(texts.new))


def _merged(one: Candidates, other: Candidates) -> Candidates:
    """Both, in order; the pairs of the two differ."""
    old, new = np.concatenate([one.old, other.old]), np.concatenate([one.new, other.new])
    order = np.lexsort((new, old))
    likeness = np.concatenate([one.likeness, other.likeness])[order]
    told = np.concatenate([one.told, other.told])[order]
    return Candidates(old[order], new[order], likeness, told, one.rows, one.columns)


def _spread(texts: Texts, near: Candidates, top: int) -> Candidates:
    """Candidates between the first of each different text, given to all that read the same.

    Two texts that stand in the drafts very often are paired by rank, the first with the first.
    """
    both = np.intersect1d(texts.old, texts.new)
    first_old = np.unique(texts.old, return_index=True)
    first_new = np.unique(texts.new, return_index=True)
    twins_old = first_old[1][np.searchsorted(first_old[0], both)]
    twins_new = first_new[1][np.searchsorted(first_new[0], both)]
    unlike = texts.old[near.old] != texts.new[near.new]
    old, new = np.concatenate([near.old[unlike], twins_old]), np.concatenate([near.new[unlike], twins_new])
    likeness = np.concatenate([near.likeness[unlike], np.ones(len(both))])
    told = np.concatenate([near.told[unlike], np.full(len(both), SURE)])
    pair, left, right = _members(texts.old[old], texts.new[new], texts, top)
    order = np.lexsort((right, left))
    pair, left, right = pair[order], left[order], right[order]
    return Candidates(left, right, likeness[pair], told[pair], near.rows, near.columns)


def _members(old: Ints, new: Ints, texts: Texts, top: int) -> tuple[Ints, Ints, Ints]:
    """For pairs of text numbers: the pair, and an old and a new row that read so."""
    by_old, by_new = np.argsort(texts.old, kind="stable"), np.argsort(texts.new, kind="stable")
    start, end = (np.searchsorted(texts.old[by_old], old, side) for side in ("left", "right"))
    first, last = (np.searchsorted(texts.new[by_new], new, side) for side in ("left", "right"))
    many = (end - start) * (last - first) > top * top
    pair = np.repeat(np.arange(len(old)), end - start)
    rank = ranges(np.zeros(len(old), np.int64), end - start)
    low = np.where(many[pair], np.minimum(first[pair] + rank, last[pair]), first[pair])
    high = np.where(many[pair], np.minimum(low + 1, last[pair]), last[pair])
    left = by_old[start[pair] + rank]
    return (
        np.repeat(pair, high - low),
        np.repeat(left, high - low),
        by_new[ranges(low, high - low)],
    )
