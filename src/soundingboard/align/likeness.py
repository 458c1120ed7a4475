"""How alike the paragraphs of two drafts are: weighted words and pairs of words, and their cosine.

Salton and Buckley, "Term-weighting approaches in automatic text retrieval" (1988): a word counts by how
often it stands in the paragraph (damped) and by how few paragraphs of the two drafts hold it.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from soundingboard.words import stem, words

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_AT_ONCE = 4_000_000  # entries looked at together: some 200 MB in passing


@dataclass(frozen=True, slots=True)
class Weighing:
    """`pairs`: what a pair of neighbouring words weighs beside a single word.
    `frequent`: how many of the most widespread terms are multiplied as a matrix; the rest go through an
    index, unless they stand in more than a `share` of all paragraphs. `widest` bounds that matrix.
    `block`: how many rows are compared at a time, which bounds memory to block x columns x 16 bytes.
    """

    pairs: float = 0.6
    frequent: int = 384
    share: float = 0.1
    widest: int = 4096
    block: int = 256


@dataclass(frozen=True, slots=True)
class Side:
    """Terms of one draft's texts, row by row: terms of row r are `term[start[r]:start[r + 1]]`, rising.

    `weight` has length one per row (or zero, where a text has no words); `count` is how often the term
    stands there. `tells` is the worth of each text's words, each once.
    """

    start: Ints
    row: Ints
    term: Ints
    weight: Floats
    count: Floats
    tells: Floats

    @property
    def rows(self) -> int:
        return len(self.start) - 1


@dataclass(frozen=True, slots=True)
class Vectors:
    """Both drafts over one vocabulary: terms below `words` are words, the rest pairs of words.

    `worth`: how rare each term is, in nats; pairs weigh less than words.
    """

    old: Side
    new: Side
    words: int
    worth: Floats


def vectors(old: Sequence[str], new: Sequence[str], weighing: Weighing = Weighing()) -> Vectors:
    """Weighted words and pairs of words of both drafts."""
    row, term, known = _spelled((*old, *new))
    together = (row[1:] == row[:-1]).nonzero()[0]
    pair, pair_term = np.unique(term[together] * known + term[together + 1], return_inverse=True)
    row = np.concatenate([row, row[together]])
    term = np.concatenate([term, pair_term.reshape(-1) + known])
    cell, count = np.unique(row * (known + len(pair)) + term, return_counts=True)
    row, term = np.divmod(cell, max(1, known + len(pair)))
    worth = _rarity(term, len(old) + len(new), known + len(pair))
    worth[known:] *= weighing.pairs
    weight = (1 + np.log(count)) * worth[term]
    length = np.sqrt(np.bincount(row, weight**2, len(old) + len(new)))
    weight = weight / length[row]
    edge = int(np.searchsorted(row, len(old)))
    sides = [
        _side(row[part] - offset, term[part], weight[part], count[part], rows, worth[:known])
        for part, offset, rows in ((slice(edge), 0, len(old)), (slice(edge, None), len(old), len(new)))
    ]
    return Vectors(sides[0], sides[1], known, worth)


class _Terms(dict[str, int]):
    """The term of each word: the number of its stem, by first appearance."""

    def __init__(self) -> None:
        super().__init__()
        self.stems: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        self[word] = number = self.stems.setdefault(stem(word), len(self.stems))
        return number


def _spelled(texts: Iterable[str]) -> tuple[Ints, Ints, int]:
    """The row and the term of every word, in order, and how many terms there are."""
    term_of, terms, lengths = _Terms(), array("q"), []
    for text in texts:
        found = words(text)
        lengths.append(len(found))
        terms.extend(map(term_of.__getitem__, found))
    row = np.repeat(np.arange(len(lengths)), lengths)
    return row, np.array(terms, dtype=np.int64), len(term_of.stems)


def _rarity(term: Ints, texts: int, terms: int) -> Floats:
    rarity: Floats = np.log((1 + texts) / (1 + np.bincount(term, minlength=terms))) + 1
    return rarity


def _side(row: Ints, term: Ints, weight: Floats, count: Ints, rows: int, worth: Floats) -> Side:
    start = np.searchsorted(row, np.arange(rows + 1))
    words = term < len(worth)
    tells = totals(row[words], worth[term[words]], rows)
    return Side(start, row, term, weight, count.astype(np.float64), tells)


def nearest(
    vectors: Vectors, old: Ints, new: Ints, top: int, weighing: Weighing = Weighing()
) -> tuple[Ints, Ints, Floats]:
    """The pairs of these rows (old, new, cosine) where either is among the `top` nearest of the other."""
    product = _Product(vectors, new, weighing)
    rows: list[Ints] = []
    columns: list[Ints] = []
    values: list[Floats] = []
    best = np.zeros((0, len(new)))
    best_row = np.zeros((0, len(new)), np.int64)
    for first in range(0, len(old), weighing.block):
        scores = product.of(old[first : first + weighing.block])
        row, column = _top(scores, top)
        rows.append(row + first)
        columns.append(column)
        values.append(scores[row, column])
        row_of = np.broadcast_to(np.arange(len(scores))[:, None] + first, scores.shape)
        best, best_row = _keep(np.concatenate([best, scores]), np.concatenate([best_row, row_of]), top)
    row, column = (best > 0).nonzero()
    cells = np.concatenate([*rows, best_row[row, column]]) * len(new) + np.concatenate([*columns, column])
    cell, index = np.unique(cells, return_index=True)
    return old[cell // len(new)], new[cell % len(new)], np.concatenate([*values, best[row, column]])[index]


def _top(scores: Floats, top: int) -> tuple[Ints, Ints]:
    """The row and column of the `top` highest scores above zero of each row."""
    if scores.shape[1] <= top:
        row, column = (scores > 0).nonzero()
        return row, column
    column = np.argpartition(-scores, top - 1, axis=1)[:, :top]
    row = np.repeat(np.arange(len(scores)), top)
    column = column.reshape(-1)
    some = scores[row, column] > 0
    return row[some], column[some]


def _keep(best: Floats, best_row: Ints, top: int) -> tuple[Floats, Ints]:
    if len(best) <= top:
        return best, best_row
    index = np.argpartition(-best, top - 1, axis=0)[:top]
    return np.take_along_axis(best, index, axis=0), np.take_along_axis(best_row, index, axis=0)


class _Product:
    """Cosines of old rows with the given new rows: widespread terms by matrix, rare ones by an index."""

    def __init__(self, vectors: Vectors, new: Ints, weighing: Weighing) -> None:
        self._vectors, self._columns = vectors, len(new)
        terms = len(vectors.worth)
        spread = totals(vectors.old.term, np.ones(len(vectors.old.term)), terms) * np.bincount(
            vectors.new.term, minlength=terms
        )
        most = int((spread > vectors.old.rows * vectors.new.rows * weighing.share**2).sum())
        width = min(max(most, weighing.frequent), weighing.widest)
        dense = np.sort(np.argsort(-spread, kind="stable")[:width])
        self._place = np.full(terms, -1)
        self._place[dense] = np.arange(len(dense))
        column, term, weight = _entries(vectors.new, new)
        self._dense = self._matrix(column, term, weight, len(new), len(dense))
        rare = (self._place[term] < 0).nonzero()[0]
        by_term = rare[np.argsort(term[rare], kind="stable")]
        self._first = np.searchsorted(term[by_term], np.arange(terms + 1))
        self._column, self._weight = column[by_term], weight[by_term]

    def _matrix(self, row: Ints, term: Ints, weight: Floats, rows: int, width: int) -> Floats:
        place = self._place[term]
        some = place >= 0
        matrix = np.zeros((rows, width))
        matrix[row[some], place[some]] = weight[some]
        return matrix

    def of(self, old: Ints) -> Floats:
        """The cosine of each of these old rows with each new row."""
        row, term, weight = _entries(self._vectors.old, old)
        scores = self._matrix(row, term, weight, len(old), self._dense.shape[1]) @ self._dense.T
        rare = (self._place[term] < 0).nonzero()[0]
        posted = self._first[term[rare] + 1] - self._first[term[rare]]
        for part in _chunks(posted):
            entry, many = rare[part], posted[part]
            at = ranges(self._first[term[entry]], many)
            cell = np.repeat(row[entry] * self._columns, many) + self._column[at]
            added = totals(cell, np.repeat(weight[entry], many) * self._weight[at], scores.size)
            scores += added.reshape(scores.shape)
        result: Floats = scores
        return result


def _chunks(sizes: Ints) -> list[Ints]:
    """Positions of `sizes` in order, in groups that sum to some millions each: a bound on memory."""
    full = np.cumsum(sizes) // _AT_ONCE
    return np.split(np.arange(len(sizes)), (full[1:] != full[:-1]).nonzero()[0] + 1)


def _entries(side: Side, rows: Ints) -> tuple[Ints, Ints, Floats]:
    """The position in `rows`, the term and the weight of every entry of these rows."""
    size = side.start[rows + 1] - side.start[rows]
    at = ranges(side.start[rows], size)
    return np.repeat(np.arange(len(rows)), size), side.term[at], side.weight[at]


def spans(index: Ints, size: int) -> tuple[Ints, Ints]:
    """Where each of the numbers below `size` begins and ends in a rising `index`."""
    edges = np.searchsorted(index, np.arange(size + 1))
    return edges[:-1], edges[1:]


def totals(index: Ints, values: Floats, size: int) -> Floats:
    """The sum of the values of each index below `size`."""
    return np.bincount(index, values, size).astype(np.float64)


def ranges(start: Ints, length: Ints) -> Ints:
    """The integers start[k] .. start[k] + length[k] - 1, for each k, one after the other."""
    ends = np.cumsum(length)
    total = int(ends[-1]) if len(ends) else 0
    result: Ints = np.arange(total) - np.repeat(ends - length, length) + np.repeat(start, length)
    return result


@dataclass(frozen=True, slots=True)
class Overlaps:
    """For pairs of texts: `cosine`; `told`, the worth of the words in both, each once; `words` and `common`,
    the worth of words, and of all terms, as often as they stand in both."""

    cosine: Floats
    told: Floats
    words: Floats
    common: Floats


def overlaps(vectors: Vectors, old: Ints, new: Ints) -> Overlaps:
    """What each pair (old[k], new[k]) has in common. Fastest where `new` rises.

    The terms of the shorter side are looked up in the other, a few million at a time.
    """
    left, right, first, second = vectors.old, vectors.new, old, new
    size, other = (side.start[rows + 1] - side.start[rows] for side, rows in ((left, first), (right, second)))
    if size.sum() > other.sum():
        left, right, first, second, size = right, left, second, first, other
    keys = np.append(right.row * max(1, len(vectors.worth)) + right.term, -1)
    result = np.zeros((4, len(old)))
    for chunk in _chunks(size):
        result[:, chunk] = _in_common(vectors, left, right, keys, first[chunk], second[chunk])
    return Overlaps(*result)


def _in_common(vectors: Vectors, left: Side, right: Side, keys: Ints, first: Ints, second: Ints) -> Floats:
    """The rows of `Overlaps` for pairs of a row of `left` and one of `right`, whose entries `keys` are."""
    size = left.start[first + 1] - left.start[first]
    at = ranges(left.start[first], size)
    wanted = np.repeat(second, size) * max(1, len(vectors.worth)) + left.term[at]
    found = np.searchsorted(keys[:-1], wanted)
    both = (keys[found] == wanted).nonzero()[0]
    at, found = at[both], found[both]
    pair, term = np.repeat(np.arange(len(first)), size)[both], left.term[at]
    worth, word = vectors.worth[term], term < vectors.words
    often = worth * np.minimum(left.count[at], right.count[found])
    sums = (left.weight[at] * right.weight[found], worth * word, often * word, often)
    return np.array([totals(pair, each, len(first)) for each in sums])
