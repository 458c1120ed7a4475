"""The units that are most alike a text, with the words that carry it and how far the first leads."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from soundingboard.link.space import Floats, Space, likeness, queries
from soundingboard.link.terms import Ints, Spelled, is_pair, is_root


@dataclass(frozen=True, slots=True)
class Thresholds:
    """`telling`: how much the words shared with any of them must tell, in nats: one word that stands in a paragraph of
    twenty, or two that stand in one of five; less is chance. In a draft so short that no word can tell as much, it is
    as much as one and a half words that stand in one paragraph (`rare`). `lead`: how far the first must lead the
    second, times the logarithm of the text's length in words (short texts lead by chance), to be believed unread: see
    the measurements.
    `shown`: how many words of each link are shown.
    """

    telling: float = 3.0
    rare: float = 1.5
    lead: float = 0.25
    shown: int = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A paragraph that is alike: its place in the draft, the likeness, the words, and where they stand."""

    paragraph: int
    score: float
    margin: float
    lead: float
    sure: bool
    start: int
    end: int
    words: tuple[str, ...]


def found_alike(
    texts: Sequence[str], known: Spelled, space: Space, top: int, thresholds: Thresholds = Thresholds()
) -> list[list[Found]]:
    """For each text its units, the best first; none where what it shares tells too little."""
    query = queries(space, known)
    scores, by_row = likeness(space, query)
    units = scores.shape[1]
    keep = min(units, max(2, top))
    order = np.argsort(-scores, axis=1, kind="stable")[:, :keep] if units <= 64 else _best(scores, keep)
    row = np.repeat(np.arange(len(texts)), keep)
    unit = order.ravel()
    best_row = _best_row(by_row, space, row, unit)
    carried = _carried(query, space, row, best_row)
    tells = np.asarray((carried.sign() @ sparse.csr_array(_plain_rarity(space)[:, None])).todense()).ravel()
    most = float(np.log((1 + len(space.unit)) / 2))  # what a word of one paragraph alone tells
    needed = min(thresholds.telling, thresholds.rare * most)
    length = np.bincount(known.row, minlength=len(texts))
    results: list[list[Found]] = []
    for n, text in enumerate(texts):
        results.append([])
        first = n * keep
        if tells[first : first + keep].max() < needed:
            continue
        for place in range(first, first + min(top, keep)):
            score = float(scores[n, unit[place]])
            if score <= 0:
                continue
            after = float(scores[n, unit[place + 1]]) if place + 1 < first + keep else 0.0
            lead = float((score - after) * np.log(length[n] + 2)) if place == first else 0.0
            words = _words(carried, place, space, thresholds.shown)
            start, end = _stretch(text, words)
            paragraph = int(space.paragraph[best_row[place]])
            results[n].append(
                Found(
                    paragraph,
                    score,
                    (score - after) / score,
                    lead,
                    lead >= thresholds.lead,
                    start,
                    end,
                    words,
                )
            )
    return results


def _best(scores: Floats, keep: int) -> Ints:
    """The places of the highest scores of each row, the highest first; of equals the one that comes first."""
    part = np.argpartition(-scores, keep - 1, axis=1)[:, :keep]
    part.sort(axis=1)
    value = np.take_along_axis(scores, part, axis=1)
    result: Ints = np.take_along_axis(part, np.argsort(-value, axis=1, kind="stable"), axis=1)
    return result


def _best_row(by_row: Floats, space: Space, row: Ints, unit: Ints) -> Ints:
    """The row of each unit that is most alike each text."""
    edges = np.append(space.first, len(space.unit))
    if len(space.first) == len(space.unit):
        return space.first[unit]
    return np.array(
        [
            edges[u] + int(np.argmax(by_row[n, edges[u] : edges[u + 1]]))
            for n, u in zip(row.tolist(), unit.tolist(), strict=True)
        ],
        dtype=np.int64,
    )


def _carried(query: sparse.csr_array, space: Space, row: Ints, best_row: Ints) -> sparse.csr_array:
    """What each stem adds to the likeness of each pair."""
    stems = ~(is_root(space.code) | is_pair(space.code))
    mask = sparse.diags_array(stems.astype(float))
    return sparse.csr_array((query[row] @ mask).multiply(space.rows[best_row]))


def _plain_rarity(space: Space) -> Floats:
    return np.where(is_root(space.code) | is_pair(space.code), 0.0, space.rarity)


def _words(carried: sparse.csr_array, place: int, space: Space, shown: int) -> tuple[str, ...]:
    """The stems that carried a pair, best first, as words."""
    start, stop = carried.indptr[place], carried.indptr[place + 1]
    order = np.argsort(-carried.data[start:stop], kind="stable")[:shown]
    codes = space.code[carried.indices[start:stop][order]]
    return tuple(space.lexicon.surface[code] for code in codes.tolist())


def _stretch(text: str, words: Sequence[str]) -> tuple[int, int]:
    """From the first to the last of the carrying words, widened to whole sentences' blanks; else the whole text."""
    low = text.lower()
    if len(low) != len(text):
        return 0, len(text)
    places = [(at, at + len(word)) for word in words if (at := low.find(word)) >= 0]
    if not places:
        return 0, len(text)
    return min(start for start, _end in places), max(end for _start, end in places)
