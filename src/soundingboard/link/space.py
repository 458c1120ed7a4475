"""How alike texts and the paragraphs of one draft are: weighted terms, and two views of each unit.

A unit is a paragraph with its items, or an article. Its likeness is that of its best paragraph, which carries the
words of its heading and of what it stands under, plus a share of that of all its words together. The weights are
those of Salton and Buckley, "Term-weighting approaches in automatic text retrieval" (1988); the length of a unit is
pivoted as in Singhal, Buckley and Mitra, "Pivoted document length normalization" (1996).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from soundingboard.link.terms import Ints, Lexicon, Spelled, codes, is_pair, is_root, spelled

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """`root`, `pair`: what a root and a pair of roots weigh beside a stem. `whole`: the share of a unit's words
    together. `pivot`: how far a unit's own length counts, not the mean. `long`: a slight belief in longer units, of
    which more can be said. `explaining`: a recital or preambular paragraph is less often what people ask to change.
    """

    root: float = 1.2
    pair: float = 0.7
    whole: float = 0.6
    pivot: float = 0.3
    long: float = 0.05
    explaining: float = 0.9


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a draft in one language: own words, words of what each stands under, its paragraph and unit."""

    own: Sequence[str]
    above: Sequence[str]
    paragraph: Ints
    unit: Ints
    explains: NDArray[np.bool_]  # by unit


@dataclass(frozen=True, slots=True)
class Space:
    """A draft in one language, ready to be compared with texts in it."""

    lexicon: Lexicon
    code: Ints  # the terms, rising
    worth: Floats
    rarity: Floats  # of each term, in nats; zero for one that is in every paragraph
    rows: sparse.csr_array
    wholes: sparse.csr_array
    paragraph: Ints
    unit: Ints
    first: Ints  # the first row of each unit; rows of a unit stand together
    belief: Floats  # by unit
    held: NDArray[np.bool_]  # which terms stand in own words
    own: Spelled


def space_of(rows: Rows, language: str, weights: Weights = Weights()) -> Space:
    """The space of a draft's rows."""
    lexicon = Lexicon(language)
    own, above = spelled(rows.own, lexicon), spelled(rows.above, lexicon)
    own_row, own_code = codes(own)
    above_row, above_code = codes(above)
    code = np.unique(np.concatenate([own_code, above_code]))
    n = len(rows.own)
    holding = np.unique(np.stack([np.searchsorted(code, own_code), own_row]), axis=1)[0]
    rarity = np.log((1 + n) / (1 + np.bincount(holding, minlength=len(code))))
    worth = (rarity + 1) * np.where(is_pair(code), weights.pair, np.where(is_root(code), weights.root, 1.0))
    matrix = _counts(np.concatenate([own_row, above_row]), np.concatenate([own_code, above_code]), code, n)
    units = int(rows.unit.max()) + 1 if n else 0
    whole = _counts(rows.unit[own_row], own_code, code, units)
    length = np.asarray(whole.sum(axis=1)).ravel()
    belief = (np.maximum(length, 1) / max(1.0, float(np.median(length)) if units else 1.0)) ** weights.long
    return Space(
        lexicon,
        code,
        worth,
        rarity,
        _unit_length(_weighted(matrix, worth)),
        _unit_length(_weighted(whole, worth), weights.pivot),
        rows.paragraph,
        rows.unit,
        np.searchsorted(rows.unit, np.arange(units)),
        belief * np.where(rows.explains, weights.explaining, 1.0),
        np.bincount(holding, minlength=len(code)) > 0,
        own,
    )


def queries(space: Space, text: Spelled) -> sparse.csr_array:
    """Texts as rows of the space, of length one; a text without any of its terms is a row of nothing."""
    row, code = codes(text)
    return _unit_length(_weighted(_counts(row, code, space.code, text.rows), space.worth))


def likeness(space: Space, query: sparse.csr_array, weights: Weights = Weights()) -> tuple[Floats, Floats]:
    """Of each text with each unit, and with each row."""
    by_row = np.asarray((query @ space.rows.T).todense())
    best = np.maximum.reduceat(by_row, space.first, axis=1) if len(space.first) else by_row
    # The whole of a unit is its own words: what stands above it is not asked of it.
    inside = _unit_length(sparse.csr_array(query @ sparse.diags_array(space.held.astype(float))))
    together = np.asarray((inside @ space.wholes.T).todense())
    return (best + weights.whole * together) * space.belief / (1 + weights.whole), by_row


def _counts(row: Ints, code: Ints, known: Ints, rows: int) -> sparse.csr_array:
    """How often each known term stands in each row."""
    place = np.minimum(np.searchsorted(known, code), max(0, len(known) - 1))
    held = known[place] == code if len(known) else np.zeros(len(code), dtype=bool)
    ones = np.ones(int(held.sum()))
    return sparse.csr_array(sparse.coo_array((ones, (row[held], place[held])), shape=(rows, len(known))))


def _weighted(counts: sparse.csr_array, worth: Floats) -> sparse.csr_array:
    counts.data = (1 + np.log(counts.data)) * worth[counts.indices]
    return counts


def _unit_length(matrix: sparse.csr_array, pivot: float = 1.0) -> sparse.csr_array:
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    if pivot < 1 and len(length):
        length = (1 - pivot) * length.mean() + pivot * length
    scale = np.divide(1.0, length, out=np.zeros_like(length), where=length > 0)
    matrix.data = matrix.data * np.repeat(scale, np.diff(matrix.indptr))
    return matrix
