"""Neighbouring paragraphs whose border moved: what one gives off became a good share of the other."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from soundingboard.align.candidates import Candidates, Texts
from soundingboard.align.likeness import Side, overlaps, totals
from soundingboard.align.parts import Bag, Link, bag, shared, without


@dataclass(frozen=True, slots=True)
class Regrouping:
    """share: of both paragraphs, by worth, that must have changed hands. A third: less, or between
    paragraphs far apart, is a clause that moved, and no reason to read two paragraphs as one.
    least: likeness below which no third can be shared.
    """

    share: float = 1 / 3
    least: float = 0.15


def shifted(texts: Texts, found: Candidates, links: Iterable[Link], regrouping: Regrouping) -> set[Link]:
    """Links (old, new) between matched neighbours over what their own matches leave of each."""
    news, olds = defaultdict(list), defaultdict(list)
    for i, j in links:
        news[i].append(j)
        olds[j].append(i)
    vectors = texts.vectors
    result = set()
    for i, j in _likely(texts, found, regrouping):
        if _beside(i, olds.get(j, [])) and _beside(j, news.get(i, [])):
            old = _left(bag(vectors.old, i), vectors.new, news[i])
            new = _left(bag(vectors.new, j), vectors.old, olds[j])
            both = float((vectors.worth[old.terms] * shared(old, new)).sum())
            whole = max(_worth(texts, vectors.old, i), _worth(texts, vectors.new, j))
            if both > 0 and both >= regrouping.share * whole:
                result.add((i, j))
    return result


def _beside(index: int, others: list[int]) -> bool:
    return index not in others and (index - 1 in others or index + 1 in others)


def _likely(texts: Texts, found: Candidates, regrouping: Regrouping) -> list[Link]:
    """Candidates that share enough, were nothing of it matched elsewhere."""
    some = (found.likeness > regrouping.least).nonzero()[0]
    some = some[np.argsort(found.new[some], kind="stable")]
    old, new = found.old[some], found.new[some]
    worth, left, right = texts.vectors.worth, texts.vectors.old, texts.vectors.new
    whole_old = totals(left.row, worth[left.term] * left.count, left.rows)[old]
    whole_new = totals(right.row, worth[right.term] * right.count, right.rows)[new]
    common = overlaps(texts.vectors, old, new).common
    enough = common >= regrouping.share * np.maximum(whole_old, whole_new)
    return list(zip(old[enough].tolist(), new[enough].tolist(), strict=True))


def _left(one: Bag, side: Side, others: list[int]) -> Bag:
    """What a text's matches leave of it."""
    for other in others:
        one = without(one, bag(side, other))
    return one


def _worth(texts: Texts, side: Side, row: int) -> float:
    text = bag(side, row)
    return float((texts.vectors.worth[text.terms] * text.counts).sum())
