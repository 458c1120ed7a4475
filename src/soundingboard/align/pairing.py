"""Which paragraph became which, one to one: likeness, rivals and neighbours weighed as log-odds.

Whether two paragraphs belong together is decided as in record linkage (Fellegi and Sunter, "A theory for
record linkage", JASA 1969): how much more probable is this likeness between the same paragraph in two drafts
than between two unrelated ones? What is probable is read from the drafts themselves, round by round.
"""

from dataclasses import dataclass

import numpy as np

from soundingboard.align.candidates import SURE, Candidates, Searching, Texts, widened
from soundingboard.align.likeness import Floats, Ints, spans


@dataclass(frozen=True, slots=True)
class Pairing:
    """Where the search begins; every rate is then estimated from the two drafts.

    rounds: at most; two or three are usually enough until nothing changes.
    in_place, unmatched: first guess of the share that keeps its neighbours, that has no counterpart.
    trust: how many paragraphs' worth of evidence the first guesses count for.
    width, spread: how far from where an anchor points a paragraph may lie, beside it and per step away.
    scale: usual likeness of unrelated paragraphs, used where a draft is too short to tell.
    rank: the likeness of the fourth nearest is taken as unrelated; a true match and two look-alikes may come first.
    copies: of thirty paragraphs one has a look-alike somewhere, so likeness alone is never proof.
    rewritten: the least share of true matches that may have any likeness at all, however low.
    accept: more likely than not.
    tie: identical texts this close to the best of their row and column are as good as any; order then decides.
    """

    rounds: int = 6
    in_place: float = 0.9
    unmatched: float = 0.15
    trust: float = 10.0
    width: float = 0.4
    spread: float = 0.15
    scale: float = 0.06
    rank: int = 4
    copies: float = 0.03
    rewritten: float = 0.05
    accept: float = 0.5
    tie: float = 0.8


@dataclass(frozen=True, slots=True)
class Pairs:
    """The outcome: `chosen` are positions in `candidates`; `gain` is the log-odds of each candidate
    against leaving both its paragraphs unmatched, `certainty` its probability among all rivals.
    """

    candidates: Candidates
    chosen: Ints
    gain: Floats
    certainty: Floats
    unmatched_old: float
    unmatched_new: float


@dataclass(frozen=True, slots=True)
class _Rates:
    in_place: float
    unmatched_old: float
    unmatched_new: float
    rewritten: float


def pair(texts: Texts, candidates: Candidates, searching: Searching, thresholds: Pairing) -> Pairs:
    """The one-to-one matches of two drafts that both hold paragraphs."""
    rates = _Rates(0.0, thresholds.unmatched, thresholds.unmatched, thresholds.rewritten)
    place = np.zeros(len(candidates.old))
    chosen: set[tuple[int, int]] = set()
    for _ in range(thresholds.rounds):
        result = _weigh(candidates, place, rates, thresholds)
        before, chosen = chosen, _cells(result)
        if chosen == before:
            break
        candidates = widened(texts, candidates, *_where_neighbours_point(result), searching)
        position = _positions(candidates, result)
        place = _support(candidates, position, thresholds)
        rates = _estimated(candidates, position, place, thresholds)
    return result


def _positions(candidates: Candidates, pairs: Pairs) -> Ints:
    """Where the chosen pairs stand among more candidates."""
    known, columns = pairs.candidates, candidates.columns
    chosen = known.old[pairs.chosen] * columns + known.new[pairs.chosen]
    return np.searchsorted(candidates.old * columns + candidates.new, chosen)


def _cells(pairs: Pairs) -> set[tuple[int, int]]:
    old, new = pairs.candidates.old[pairs.chosen], pairs.candidates.new[pairs.chosen]
    return set(zip(old.tolist(), new.tolist(), strict=True))


def _weigh(candidates: Candidates, place: Floats, rates: _Rates, thresholds: Pairing) -> Pairs:
    """Choose pairs from the evidence of their words and, where `place` is known, of their neighbours."""
    size = max(candidates.rows, candidates.columns)
    prior = rates.in_place * place + (1 - rates.in_place) / size
    kept = 0.5 * np.log((1 - rates.unmatched_old) * (1 - rates.unmatched_new))
    odds = np.log(prior) + kept + _evidence(candidates, rates.rewritten, thresholds)
    certainty = _settled(candidates, odds, rates)
    chosen = _choose(candidates, certainty, thresholds)
    gain = odds - np.log(rates.unmatched_old * rates.unmatched_new)
    return Pairs(candidates, chosen, gain, certainty, rates.unmatched_old, rates.unmatched_new)


def _evidence(candidates: Candidates, rewritten: float, thresholds: Pairing) -> Floats:
    """How much more probable the likeness is for the same paragraph than for unrelated ones, in nats.

    Likeness of the same paragraph rises linearly in probability from `rewritten` at nothing; that of unrelated
    ones falls off exponentially, as steeply as the rivals of the two paragraphs say, down to the chance
    of a look-alike. No pair can count for more than its shared words tell.
    """
    rows, columns, likeness = candidates.rows, candidates.columns, candidates.likeness
    across = unrelated(candidates.old, likeness, rows, columns, thresholds.rank, thresholds.scale)
    down = unrelated(candidates.new, likeness, columns, rows, thresholds.rank, thresholds.scale)
    scale = np.sqrt(across[candidates.old] * down[candidates.new])
    odds = likelihood(likeness, scale, rewritten, thresholds.copies / max(rows, columns))
    evidence: Floats = np.minimum(odds, candidates.told)
    return evidence


def likelihood(likeness: Floats, scale: Floats, rewritten: float, copies: float) -> Floats:
    """The log of: probability of this likeness for the same paragraph, over that for an unrelated one."""
    same = rewritten + 2 * (1 - rewritten) * likeness
    other = np.exp(-likeness / scale) / scale + copies
    odds: Floats = np.log(same / other)
    return odds


def unrelated(index: Ints, likeness: Floats, size: int, others: int, rank: int, usual: float) -> Floats:
    """Per paragraph, the mean likeness of unrelated ones: from the one that is `rank`-th nearest."""
    order = np.lexsort((-likeness, index))
    first, last = spans(index[order], size)
    rank = min(rank, max(2, others // 3))
    at = first + rank - 1
    known = at < last
    value = np.zeros(size)
    value[known] = likeness[order][at[known]]
    # Of n draws from an exponential the k-th highest lies near scale * log(n / (k - 1/2)).
    depth = np.log(max(others, 2) / (rank - 0.5))
    result: Floats = (value + usual) / (depth + 1)
    return result


def _settled(candidates: Candidates, odds: Floats, rates: _Rates, sweeps: int = 30) -> Floats:
    """The probability of each pair when every paragraph has one counterpart or none.

    Rows and columns are scaled in turn until each sums to one with its chance of none (R. Sinkhorn, "A
    relationship between arbitrary positive matrices and doubly stochastic matrices", 1964).
    """
    weight = np.exp(np.clip(odds, -SURE, SURE))
    down = np.ones(candidates.columns)
    for _ in range(sweeps):
        row = np.bincount(candidates.old, weight * down[candidates.new], candidates.rows)
        across = 1 / (rates.unmatched_old + row)
        column = np.bincount(candidates.new, weight * across[candidates.old], candidates.columns)
        down = 1 / (rates.unmatched_new + column)
    result: Floats = across[candidates.old] * weight * down[candidates.new]
    return result


def _choose(candidates: Candidates, certainty: Floats, thresholds: Pairing) -> Ints:
    """Pairs more likely than not; of pairs that are as good as each other, the first in order."""
    row = np.bincount(candidates.old, certainty, candidates.rows)[candidates.old]
    column = np.bincount(candidates.new, certainty, candidates.columns)[candidates.new]
    best_row, best_column = np.zeros(candidates.rows), np.zeros(candidates.columns)
    np.maximum.at(best_row, candidates.old, certainty)
    np.maximum.at(best_column, candidates.new, certainty)
    rival = np.maximum(best_row[candidates.old], best_column[candidates.new])
    twins = candidates.likeness == 1
    clear = certainty >= thresholds.accept
    some = np.minimum(row, column) >= thresholds.accept
    eligible = (clear | (some & twins & (certainty >= thresholds.tie * rival))).nonzero()[0]
    ranked = eligible[np.argsort(-np.round(certainty[eligible], 6), kind="stable")]
    used_old, used_new = np.zeros(candidates.rows, bool), np.zeros(candidates.columns, bool)
    chosen = []
    for k in ranked.tolist():
        i, j = candidates.old[k], candidates.new[k]
        if not (used_old[i] or used_new[j]):
            used_old[i] = used_new[j] = True
            chosen.append(k)
    return np.array(sorted(chosen), dtype=np.int64)


def _estimated(candidates: Candidates, chosen: Ints, place: Floats, thresholds: Pairing) -> _Rates:
    """Rates as the matches of the last round show them, leaning on the first guesses."""
    found, trust = len(chosen), thresholds.trust
    elsewhere = 1 / max(candidates.rows, candidates.columns)
    in_place = thresholds.in_place
    for _ in range(5):
        held = in_place * place[chosen]
        in_place = float((held / (held + (1 - in_place) * elsewhere)).sum() + trust * thresholds.in_place) / (
            found + trust
        )
    missing = [
        (size - found + trust * thresholds.unmatched) / (size + trust)
        for size in (candidates.rows, candidates.columns)
    ]
    mean = float(candidates.likeness[chosen].mean()) if found else 1.0
    # A density rising linearly from r at 0 has its mean at 2/3 - r/6.
    rewritten = min(1.0, max(thresholds.rewritten, 6 * (2 / 3 - mean)))
    return _Rates(in_place, missing[0], missing[1], rewritten)


def _support(candidates: Candidates, chosen: Ints, thresholds: Pairing) -> Floats:
    """How well each pair lies where the matches around it point (0 to 1); the ends of the drafts match."""
    old = np.concatenate([[-1], candidates.old[chosen], [candidates.rows]])
    new = np.concatenate([[-1], candidates.new[chosen], [candidates.columns]])
    across = _pointed(candidates.old, candidates.new, old, new, thresholds)
    down = _pointed(candidates.new, candidates.old, new, old, thresholds)
    return (across + down) / 2


def _pointed(here: Ints, there: Ints, anchor: Ints, target: Ints, thresholds: Pairing) -> Floats:
    order = np.argsort(anchor, kind="stable")
    anchor, target = anchor[order], target[order]
    before = np.searchsorted(anchor, here) - 1
    after = np.searchsorted(anchor, here, side="right")
    sides = [
        nearness(there - target[at] - (here - anchor[at]), np.abs(here - anchor[at]), thresholds)
        for at in (before, after)
    ]
    return (sides[0] + sides[1]) / 2


def nearness(error: Ints, steps: Ints, thresholds: Pairing) -> Floats:
    """The probability of lying `error` places from where an anchor `steps` away points."""
    decay = np.exp(-1 / (thresholds.width + thresholds.spread * (steps - 1)))
    result: Floats = decay ** np.abs(error) * (1 - decay) / (1 + decay)
    return result


def _where_neighbours_point(pairs: Pairs) -> tuple[Ints, Ints]:
    """Pairs (old, new) of an unmatched paragraph and the places where its neighbours' matches point."""
    known, chosen = pairs.candidates, pairs.chosen
    old = np.concatenate([[-1], known.old[chosen], [known.rows]])
    new = np.concatenate([[-1], known.new[chosen], [known.columns]])
    across = _beside(old, new, known.rows, known.columns)
    down = _beside(new, old, known.columns, known.rows)
    return np.concatenate([across[0], down[1]]), np.concatenate([across[1], down[0]])


def _beside(anchor: Ints, target: Ints, size: int, limit: int) -> tuple[Ints, Ints]:
    order = np.argsort(anchor, kind="stable")
    anchor, target = anchor[order], target[order]
    free = np.setdiff1d(np.arange(size), anchor)
    after = np.searchsorted(anchor, free)
    here, there = [], []
    for at in (after - 1, after):
        for shift in (-1, 0, 1):
            place = target[at] + (free - anchor[at]) + shift
            inside = (place >= 0) & (place < limit)
            here.append(free[inside])
            there.append(place[inside])
    return np.concatenate(here), np.concatenate(there)
