"""How alike texts and the paragraphs of a draft are, in one language.

Terms are stems, roots and pairs of neighbouring roots, weighted as in Salton and Buckley, "Term-weighting approaches
in automatic text retrieval" (1988). A paragraph is seen twice: by itself, with the words of what it stands under; and
as part of its unit, all of whose words are taken together, the length pivoted as in Singhal, Buckley and Mitra,
"Pivoted document length normalization" (1996). Both views are cosines with the same text, so that one matrix holds
their sum.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from soundingboard.link.lexicon import SILENT, UNKNOWN, Ints, Lexicon, lexicon_of, split
from soundingboard.link.units import Units
from soundingboard.model import Draft

Floats = NDArray[np.float64]
_DENSE = 1 << 24  # cells, 64 MB: what words add is looked up six times faster in a full matrix


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of terms and views. All stand in the middle of a range in which the measures hardly move.

    `root`, `pair`: beside a stem. `heading`: what the words of a section's heading count; they are many paragraphs'.
    `whole`: the words of the unit together, beside the paragraph alone. `pivot`: how far a unit's own length counts,
    not the mean. `long`: longer units have more in them to speak of (the exponent of their length).
    `explaining`: recitals and preamble repeat what articles say, and people speak of the articles: of 105, 223 and
    1,095 texts on one proposal, whose recitals are six in ten of its units, 6, 11 and 23 percent were on a recital.
    `lent`: what an earlier text linked to the unit counts, the nearest of them.
    """

    root: float = 1.3
    pair: float = 0.7
    heading: float = 0.5
    whole: float = 0.6
    pivot: float = 0.3
    long: float = 0.05
    explaining: float = 0.8
    lent: float = 0.5


@dataclass(frozen=True, slots=True)
class Space:
    """A draft in one language, ready to be compared with texts in it.

    Terms are numbered stems first, then roots, then pairs, whose `pairs` are the codes, rising. `worth` of each term;
    `tells`: rarity of each root, in nats. `rows`: the
    paragraphs, and the place of each in the draft, its unit, and the `first` row of each unit. `lent`: earlier texts,
    and `lent_row`, `lent_unit`: whose they are. `carry`: what a word adds to the likeness with a row, by the word's
    number. `names`: words that are the same in every language: names, acronyms, figures.
    """

    lexicon: Lexicon
    pairs: Ints
    worth: Floats
    tells: Floats
    rows: sparse.csr_array
    paragraph: Ints
    unit: Ints
    first: Ints
    lent: sparse.csr_array
    lent_row: Ints
    lent_unit: Ints
    carry: sparse.csr_array | NDArray[np.float32]
    names: NDArray[np.bool_]


def space_of(
    draft: Draft, units: Units, lent: Sequence[tuple[str, int]], weights: Weights = Weights()
) -> Space:
    """The space of a draft. `lent`: words that people linked to a paragraph, with its row."""
    titles = {heading.eid: heading.text for heading in draft.headings}
    paragraphs = [draft.paragraphs[n] for n in units.paragraph]
    own = [one.text for one in paragraphs]
    above = ["\n".join(draft.paragraphs[up].text for up in over) for over in units.above]
    headings = [titles.get(one.section or "", "") for one in paragraphs]
    lexicon = lexicon_of([*own, *headings, *(words for words, _ in lent)], draft.language[:2])
    seen = [_numbers(lexicon, texts) for texts in (own, above, headings, [words for words, _ in lent])]
    pairs = np.unique(np.concatenate([_pairs(lexicon, numbers)[1] for numbers in seen]))
    counts = [_counts(lexicon, pairs, numbers, len(own)) for numbers in seen[:3]]
    lending = _counts(lexicon, pairs, seen[3], len(lent))
    rarity = _rarity(counts[0], counts[2], lending)
    worth = (rarity + 1) * _sorts(lexicon, pairs, weights)
    unit = np.array(units.unit, dtype=np.int64)
    rows, belief = _rows(counts, unit, np.array(units.explains, dtype=bool), worth, weights)
    lent_row = np.array([row for _, row in lent], dtype=np.int64)
    scale = belief[unit[lent_row]] * weights.lent / (1 + weights.whole)
    lent_rows = _scaled(_unit_length(_weighted(lending, worth)), scale)
    return Space(
        lexicon=lexicon,
        pairs=pairs,
        worth=worth,
        tells=rarity[len(lexicon.stems) : len(lexicon.root_of)],
        rows=rows,
        paragraph=np.array(units.paragraph, dtype=np.int64),
        unit=unit,
        first=np.searchsorted(unit, np.arange(len(units.explains))),
        lent=lent_rows,
        lent_row=lent_row,
        lent_unit=unit[lent_row],
        carry=_carry(lexicon, worth, rows, lent_rows, lent_row),
        names=_names(lexicon, own),
    )


Numbers = tuple[Ints, Ints]  # the row and the number of every word that is not silent, in order


def _numbers(lexicon: Lexicon, texts: Sequence[str]) -> Numbers:
    known: dict[str, int] = {}
    numbers, lengths = [], []
    for text in texts:
        found = split(text)
        known |= {word: lexicon.number(word) for word in found if word not in known}
        telling = [number for number in map(known.__getitem__, found) if number != SILENT]
        numbers += telling
        lengths.append(len(telling))
    return np.repeat(np.arange(len(texts)), lengths), np.array(numbers, dtype=np.int64)


def _pairs(lexicon: Lexicon, numbers: Numbers) -> tuple[Ints, Ints]:
    """The row and the code of each two neighbouring words of which the draft knows the roots."""
    row, number = numbers
    known = number > UNKNOWN
    next_to = ((row[1:] == row[:-1]) & known[1:] & known[:-1]).nonzero()[0]
    root = lexicon.root_of[number]
    return row[next_to], root[next_to] * len(lexicon.roots) + root[next_to + 1]


def entries(lexicon: Lexicon, pairs: Ints, numbers: Numbers) -> tuple[Ints, Ints]:
    """The row and the term of every stem, root and pair of texts that the space has."""
    row, number = numbers
    stems = ((number > UNKNOWN) & (number < len(lexicon.stems))).nonzero()[0]
    known = (number > UNKNOWN).nonzero()[0]
    pair_row, code = _pairs(lexicon, numbers)
    place = np.searchsorted(pairs, code)
    held = (pairs[np.minimum(place, len(pairs) - 1)] == code).nonzero()[0] if len(pairs) else place
    return (
        np.concatenate([row[stems], row[known], pair_row[held]]),
        np.concatenate(
            [
                number[stems],
                lexicon.root_of[number[known]] + len(lexicon.stems),
                place[held] + len(lexicon.root_of),
            ]
        ),
    )


def _counts(lexicon: Lexicon, pairs: Ints, numbers: Numbers, rows: int) -> sparse.csr_array:
    row, term = entries(lexicon, pairs, numbers)
    shape = (rows, len(lexicon.root_of) + len(pairs))
    return sparse.csr_array(sparse.coo_array((np.ones(len(row)), (row, term)), shape=shape))


def _rarity(own: sparse.csr_array, heading: sparse.csr_array, lent: sparse.csr_array) -> Floats:
    """In nats, by how few paragraphs hold a term; one that only headings or earlier texts hold, by how few of those."""
    spread = [np.bincount(one.indices, minlength=own.shape[1]) for one in (own, heading, lent)]
    holding = np.where(spread[0] > 0, spread[0], np.maximum(spread[1], spread[2]))
    rarity: Floats = np.log((1 + own.shape[0]) / (1 + np.minimum(holding, own.shape[0])))
    return rarity


def _sorts(lexicon: Lexicon, pairs: Ints, weights: Weights) -> Floats:
    """What a term weighs as a stem, root or pair."""
    return np.repeat([1.0, weights.root, weights.pair], [len(lexicon.stems), len(lexicon.roots), len(pairs)])


def _rows(
    counts: Sequence[sparse.csr_array],
    unit: Ints,
    explains: NDArray[np.bool_],
    worth: Floats,
    weights: Weights,
) -> tuple[sparse.csr_array, Floats]:
    """Each paragraph's two views as one vector, and the belief in each unit that scales it."""
    own, above, heading = counts
    member = sparse.csr_array((np.ones(len(unit)), (unit, np.arange(len(unit)))), (len(explains), len(unit)))
    together = sparse.csr_array(member @ own)
    length = np.maximum(np.asarray(together.sum(axis=1)).ravel(), 1)
    belief = (length / np.median(length)) ** weights.long * np.where(explains, weights.explaining, 1.0)
    alone = _unit_length(_weighted(sparse.csr_array(own + above + heading * weights.heading), worth))
    whole = _unit_length(_weighted(together, worth), weights.pivot)
    both = sparse.csr_array(alone + whole[unit] * weights.whole)
    return _scaled(both, belief[unit] / (1 + weights.whole)), belief


def _weighted(counts: sparse.csr_array, worth: Floats) -> sparse.csr_array:
    """Counts as weights; a word of a heading counts less than once."""
    often = np.where(counts.data >= 1, 1 + np.log(np.maximum(counts.data, 1)), counts.data)
    return sparse.csr_array((often * worth[counts.indices], counts.indices, counts.indptr), counts.shape)


def _unit_length(matrix: sparse.csr_array, pivot: float = 1.0) -> sparse.csr_array:
    """Rows of length one; with a pivot, of a length between their own and the mean."""
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    if pivot < 1 and len(length):
        length = (1 - pivot) * length.mean() + pivot * length
    return _scaled(matrix, np.divide(1.0, length, out=np.zeros_like(length), where=length > 0))


def _scaled(matrix: sparse.csr_array, scale: Floats) -> sparse.csr_array:
    data = matrix.data * np.repeat(scale, np.diff(matrix.indptr))
    return sparse.csr_array((data, matrix.indices, matrix.indptr), matrix.shape)


def _carry(
    lexicon: Lexicon, worth: Floats, rows: sparse.csr_array, lent: sparse.csr_array, lent_row: Ints
) -> sparse.csr_array | NDArray[np.float32]:
    """What each word, as stem and as root, adds to the likeness with each row."""
    words, stems = len(lexicon.root_of), len(lexicon.stems)
    whose = (np.ones(len(lent_row)), (lent_row, np.arange(len(lent_row))))
    both = rows + sparse.csr_array(whose, shape=(rows.shape[0], len(lent_row))) @ lent
    terms = sparse.csr_array((sparse.csr_array(both)[:, :words] @ sparse.diags_array(worth[:words])).T)
    as_root = sparse.csr_array(
        (np.ones(stems), (np.arange(stems), stems + lexicon.root_of[:stems])), shape=(words, words)
    )
    added = sparse.csr_array(terms + as_root @ terms).astype(np.float32)
    return added.toarray() if words * rows.shape[0] <= _DENSE else added


def carried(space: Space, number: Ints, row: Ints) -> NDArray[np.float32]:
    """What words, by number, add to the likeness with rows, one by one."""
    if isinstance(space.carry, np.ndarray):
        return space.carry[number, row]
    return np.asarray(sparse.csr_matrix(space.carry)[number, row], dtype=np.float32).ravel()


def _names(lexicon: Lexicon, texts: Sequence[str]) -> NDArray[np.bool_]:
    """Which words are names: with a digit, or never printed in small letters and not only at the head of a sentence."""
    printed: dict[int, list[str]] = {}
    for text in texts:
        found = split(text)
        for before, word in zip(["", *found], found, strict=False):
            number = lexicon.number(word)
            if number >= 0:
                printed.setdefault(number, []).append(word if before else word.lower())
    result = np.zeros(len(lexicon.root_of), dtype=bool)
    for number, words in printed.items():
        result[number] = all(is_name(word) for word in words)
    return result


def is_name(word: str) -> bool:
    """Whether a word is printed as a name, an acronym or a figure."""
    return word[:1].isupper() or any(character.isdigit() for character in word)


def query(space: Space, numbers: Numbers, rows: int) -> sparse.csr_array:
    """Texts as rows of the space, of length one; a text without any of its terms is a row of nothing."""
    return _unit_length(_weighted(_counts(space.lexicon, space.pairs, numbers, rows), space.worth))


def likeness(space: Space, asked: sparse.csr_array) -> tuple[Floats, Floats]:
    """Of each text with each unit, and with each row; at most one."""
    by_row = (asked @ space.rows.T).toarray()
    by_unit = np.maximum.reduceat(by_row, space.first, axis=1)
    if len(space.lent_row):
        lent = (asked @ space.lent.T).toarray()
        helped = np.zeros_like(by_unit)
        np.maximum.at(helped.T, space.lent_unit, lent.T)
        by_unit = by_unit + helped
        np.add.at(by_row.T, space.lent_row, lent.T)
    return np.minimum(by_unit, 1.0), by_row
