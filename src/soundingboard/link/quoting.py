"""Words of a paragraph that a text repeats, even with a few of them wrong.

Three telling words in the order of the draft are seldom chance. A stretch of such threes, with small gaps between
them, is a quotation of the paragraph that holds most of them; of twins that hold the same it is nobody's for sure.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from soundingboard.link.terms import Ints, Spelled, trigrams


@dataclass(frozen=True, slots=True)
class QuotingThresholds:
    """`threes`: how many threes make a quotation: four, so six telling words in a row, about ten words of a sentence;
    fewer are stock phrases of the field. `margin`: how much of it the next paragraph must lack, for words that several
    paragraphs hold quote none of them. `gap`: how many telling words may be wrong or left out between two threes: one
    wrong word spoils three.
    """

    threes: int = 4
    margin: float = 1 / 3
    gap: int = 4


@dataclass(frozen=True, slots=True)
class Quoted:
    """`paragraph` and how many threes of it; `rival`: of the next paragraph; places of the first and last word."""

    paragraph: int
    threes: int
    rival: int
    first: int
    last: int

    @property
    def margin(self) -> float:
        return (self.threes - self.rival) / self.threes


@dataclass(frozen=True, slots=True)
class Phrases:
    """The threes of a draft: codes, rising, with the paragraph of each."""

    code: Ints
    paragraph: Ints


def phrases_of(own: Spelled, paragraph: Ints) -> Phrases:
    """The threes of a draft's rows."""
    place, code = trigrams(own)
    pairs = np.unique(np.stack([code, paragraph[own.row[place]]]), axis=1)
    return Phrases(pairs[0], pairs[1])


def quotations(
    text: Spelled, phrases: Phrases, thresholds: QuotingThresholds = QuotingThresholds()
) -> dict[int, list[Quoted]]:
    """By row, what it quotes, the longest first."""
    place, code = trigrams(text)
    low, high = np.searchsorted(phrases.code, code), np.searchsorted(phrases.code, code, side="right")
    hit = low < high
    found: dict[int, list[tuple[int, Ints]]] = {}
    for where, start, stop in zip(place[hit].tolist(), low[hit].tolist(), high[hit].tolist(), strict=True):
        found.setdefault(int(text.row[where]), []).append((where, phrases.paragraph[start:stop]))
    result = {}
    for row, hits in found.items():
        if len(hits) >= thresholds.threes and (quoted := _stretches(hits, thresholds)):
            result[row] = sorted(quoted, key=lambda one: -one.threes)
    return result


def _stretches(hits: list[tuple[int, Ints]], thresholds: QuotingThresholds) -> list[Quoted]:
    """Stretches of hits with small gaps, each given to the paragraph that holds most of it."""
    groups: list[list[tuple[int, Ints]]] = []
    for hit in hits:
        if groups and hit[0] - groups[-1][-1][0] <= thresholds.gap:
            groups[-1].append(hit)
        else:
            groups.append([hit])
    return [one for group in groups if (one := _quoted(group, thresholds))]


def _quoted(group: list[tuple[int, Ints]], thresholds: QuotingThresholds) -> Quoted | None:
    counts = Counter(int(paragraph) for _place, paragraphs in group for paragraph in paragraphs)
    (best, n), *others = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    if n < thresholds.threes:
        return None
    found = Quoted(best, n, others[0][1] if others else 0, group[0][0], group[-1][0] + 2)
    return found if found.margin >= thresholds.margin else None
