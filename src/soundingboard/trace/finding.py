"""Which of many changes took up a proposal: the nearest by what they change, then by the exact adoption.

The nearest are found by cosine over the words that are deleted and inserted, with their neighbours (so that the same
word at another place is another one), and less by the words of the base: G. Salton and C. Buckley, "Term-weighting
approaches in automatic text retrieval", Information Processing and Management 24 (1988).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from soundingboard.trace.adoption import Adoption, Met, met, told
from soundingboard.trace.edits import Changed, Edit, changed
from soundingboard.trace.weighed import Side, weighed
from soundingboard.trace.weights import EVEN, WordWeights
from soundingboard.words import stem

Progress = Callable[[str, int, int], None]
Term = tuple[str, ...]  # what sort of term, and its stems
Texts = tuple[str, str]

_BLOCK = 512  # proposals compared at a time: bounds memory to 4 bytes x block x changes


@dataclass(frozen=True, slots=True)
class FindingThresholds:
    """What is looked at, and what counts beside the adoption."""

    nearest: int = (
        8  # changes by cosine whose adoption is measured; the right one is nearly always among five
    )
    base: float = 0.35  # what the base's words weigh beside the edits: a paragraph has many amendments
    pair: float = 0.7  # what two neighbouring words weigh beside one
    cosine: float = (
        0.15  # of the order, in place of as much of the score: it parts what the adoption finds equal
    )
    number: float = 0.2  # added for the same number at the head of both: many paragraphs are worded alike
    least: float = 0.05  # adoption below which a change has nothing to do with the proposal


@dataclass(frozen=True, slots=True)
class Candidate:
    """A change that may have taken a proposal up; `same`: the ids of others with the very same texts.

    `order` is what it was ranked by: its adoption's score, and a little of the likeness of the texts.
    """

    id: str
    adoption: Adoption
    order: float
    same: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """The score of the adoption."""
        return self.adoption.score


def rank(
    proposals: Sequence[Edit],
    changes: Sequence[Edit],
    top: int = 5,
    progress: Progress | None = None,
    weights: WordWeights = EVEN,
    thresholds: FindingThresholds = FindingThresholds(),
) -> list[list[Candidate]]:
    """The changes that may have taken up each proposal, best first, at most `top`; none is an honest answer.

    Changes with the same texts are one candidate under the first's id. `progress` is told "trace", done, of.
    """
    kinds: dict[Texts, list[Edit]] = {}
    for change in changes:
        kinds.setdefault((change.old or "", change.new or ""), []).append(change)
    groups = list(kinds.values())
    theirs = [weighed(changed(*texts), weights) for texts in kinds]
    ours = [weighed(changed(one.old, one.new), weights) for one in proposals]
    looking = max(thresholds.nearest, top)
    near = _nearest([one.changed for one in ours], [one.changed for one in theirs], looking, thresholds)
    found = []
    for at, (proposal, side) in enumerate(zip(proposals, ours, strict=True)):
        looked_at = [(groups[to], theirs[to], like) for to, like in near[at]]
        found.append(_ranked((proposal, side), looked_at, top, weights, thresholds))
        if progress:
            progress("trace", at + 1, len(proposals))
    return found


def _ranked(
    proposal: tuple[Edit, Side],
    near: Iterable[tuple[Sequence[Edit], Side, float]],
    top: int,
    weights: WordWeights,
    thresholds: FindingThresholds,
) -> list[Candidate]:
    edit, ours = proposal
    found: list[tuple[float, Met, Sequence[Edit]]] = []
    for group, theirs, like in near:
        likeness = met(ours, theirs, (edit, group[0]), weights)
        if likeness.score < thresholds.least and not likeness.turned:
            continue
        order = (1 - thresholds.cosine) * likeness.score + thresholds.cosine * like
        if ours.changed.number and ours.changed.number == theirs.changed.number:
            order += thresholds.number
        found.append((round(order, 6), likeness, group))
    found.sort(key=lambda one: -one[0])
    return [
        Candidate(group[0].id, told(likeness), order, tuple(one.id for one in group[1:]))
        for order, likeness, group in found[:top]
    ]


def _nearest(
    ours: Sequence[Changed], theirs: Sequence[Changed], most: int, thresholds: FindingThresholds
) -> list[list[tuple[int, float]]]:
    """For each proposal at most so many changes, those with the greatest cosine above 0, and it, best first."""
    columns: dict[Term, int] = {}
    there = _matrix(theirs, columns, grow=True)
    here = _matrix(ours, columns, grow=False)
    edits = {"-": 1.0, "+": 1.0, "--": thresholds.pair, "++": thresholds.pair}
    parts = (
        _part(here, there, columns, edits, 1.0),
        _part(here, there, columns, {"=": 1.0}, thresholds.base),
    )
    one, two = (sparse.csr_array(sparse.hstack([part[side] for part in parts])) for side in (0, 1))
    turned = sparse.csr_array(two.T)
    found: list[list[tuple[int, float]]] = []
    for start in range(0, len(ours), _BLOCK):
        cosine = (one[start : start + _BLOCK] @ turned).toarray() / (1 + thresholds.base)
        found += (_best(row, most) for row in cosine)
    return found


def _best(row: NDArray[np.float32], top: int) -> list[tuple[int, float]]:
    """The places of the greatest values above 0, and they, greatest first; the first of equal ones."""
    kept = np.argpartition(-row, top)[:top] if len(row) > top else np.arange(len(row))
    kept = kept[np.lexsort((kept, -row[kept]))]
    return [(int(at), float(row[at])) for at in kept if row[at] > 0]


def _part(
    here: sparse.csr_array,
    there: sparse.csr_array,
    columns: Mapping[Term, int],
    sorts: Mapping[str, float],
    weight: float,
) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Terms of some sorts of both sides, weighed by how few changes have them, in rows of length `weight` ** 0.5."""
    own = np.array([sorts.get(term[0], 0.0) for term in columns], dtype=np.float32)
    kept = own.nonzero()[0]
    there, here = there[:, kept], here[:, kept]
    holding = np.bincount(there.indices, minlength=len(kept))
    worth = (np.log1p(there.shape[0] / (1 + holding)) * own[kept]).astype(np.float32)
    return _unit(here, worth, weight), _unit(there, worth, weight)


def _unit(matrix: sparse.csr_array, worth: NDArray[np.float32], weight: float) -> sparse.csr_array:
    data = matrix.data * worth[matrix.indices]
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    length = np.sqrt(np.bincount(row, data**2, matrix.shape[0]))
    scale = np.divide(weight**0.5, length, out=np.zeros_like(length), where=length > 0)
    return sparse.csr_array(
        ((data * scale[row]).astype(np.float32), matrix.indices, matrix.indptr), matrix.shape
    )


def _matrix(texts: Sequence[Changed], columns: dict[Term, int], grow: bool) -> sparse.csr_array:
    """Counts (their roots) of the terms of each text; terms that are not known are added, or left out."""
    place: list[int] = []
    counts: list[float] = []
    ends = [0]
    for text in texts:
        for term, n in Counter(_terms(text)).items():
            at = columns.setdefault(term, len(columns)) if grow else columns.get(term, -1)
            if at >= 0:
                place.append(at)
                counts.append(n)
        ends.append(len(place))
    return sparse.csr_array(
        (np.sqrt(np.array(counts, dtype=np.float32)), np.array(place, dtype=np.int64), ends),
        (len(texts), len(columns)),
    )


def _terms(text: Changed) -> Iterator[Term]:
    """The words that go (-), that come (+), pairs of them with their neighbours, and the words of the base (=)."""
    base = text.stems
    for hunk in text.hunks:
        before = base[hunk.start - 1] if hunk.start else ""
        after = base[hunk.end] if hunk.end < len(base) else ""
        for sign, run in (("-", base[hunk.start : hunk.end]), ("+", tuple(map(stem, hunk.inserted)))):
            if run:
                yield from ((sign, one) for one in run)
                framed = (before, *run, after)
                yield from ((sign * 2, *pair) for pair in pairwise(framed))
    yield from (("=", one) for one in (base or tuple(map(stem, text.result))))
