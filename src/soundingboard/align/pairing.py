"""Which paragraph became which, one to one: likeness, rivals and neighbours weighed as log-odds."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from soundingboard.align.likeness import Floats, Ints, Vectors, cosines, nearest

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Pairing:
    top: int = 12
    rounds: int = 6
    in_place: float = 0.9
    unmatched: float = 0.15
    width: float = 0.4
    spread: float = 0.15
    scale: float = 0.06
    rank: int = 4
    accept: float = 0.5
    sweeps: int = 30


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs that may be the same paragraph, sorted by (old, new), with their likeness."""

    old: Ints
    new: Ints
    likeness: Floats
    rows: int
    columns: int


def candidates(vectors: Vectors, rows, columns, same_old: Ints, same_new: Ints, thresholds: Pairing) -> Candidates:
    old, new, _ = nearest(vectors, thresholds.top)
    twins_old, twins_new = _twins(same_old, same_new, thresholds.top)
    return gather(vectors, np.concatenate([old, twins_old]), np.concatenate([new, twins_new]), same_old, same_new)


def _twins(same_old: Ints, same_new: Ints, top: int) -> tuple[Ints, Ints]:
    """Pairs of identical texts; of a text that stands often on both sides, those near in rank."""
    order_old, order_new = np.argsort(same_old, kind="stable"), np.argsort(same_new, kind="stable")
    first = np.searchsorted(same_new[order_new], same_old[order_old])
    last = np.searchsorted(same_new[order_new], same_old[order_old], side="right")
    rank = np.arange(len(order_old)) - np.searchsorted(same_old[order_old], same_old[order_old])
    low = np.maximum(first, np.minimum(first + rank - top, last - 2 * top - 1))
    high = np.minimum(last, np.maximum(low + 2 * top + 1, first))
    length = np.maximum(0, high - low)
    from soundingboard.align.likeness import _ranges

    return np.repeat(order_old, length), order_new[_ranges(low, length)]


def gather(vectors: Vectors, old: Ints, new: Ints, same_old: Ints, same_new: Ints) -> Candidates:
    rows, columns = len(same_old), len(same_new)
    cell = np.unique(old * columns + new)
    old, new = cell // max(1, columns), cell % max(1, columns)
    likeness = np.where(same_old[old] == same_new[new], 1.0, np.minimum(cosines(vectors, old, new), 1.0))
    return Candidates(old, new, likeness, rows, columns)


def null_scale(index: Ints, likeness: Floats, size: int, others: int, t: Pairing) -> Floats:
    """How like its unrelated rivals each paragraph is: the scale of an exponential tail."""
    order = np.lexsort((-likeness, index))
    first = np.searchsorted(index[order], np.arange(size))
    last = np.searchsorted(index[order], np.arange(size), side="right")
    rank = np.minimum(t.rank, np.maximum(2, others // 3))
    at = first + rank - 1
    some = at < last
    value = np.zeros(size)
    value[some] = likeness[order][at[some]]
    depth = np.log(max(others, 2) / (rank - 0.5))
    own = value / max(depth, 1e-9)
    # shrink towards the usual scale
    return (own * depth + t.scale * 1.0) / (depth + 1.0)


def settle(c: Candidates, odds: Floats, row_slack: float, column_slack: float, sweeps: int):
    weight = np.exp(np.clip(odds, -40, 40))
    v = np.ones(c.columns)
    for _ in range(sweeps):
        u = 1 / (row_slack + np.bincount(c.old, weight * v[c.new], c.rows))
        v = 1 / (column_slack + np.bincount(c.new, weight * u[c.old], c.columns))
    return u[c.old] * weight * v[c.new]


def choose(c: Candidates, p: Floats, accept: float) -> Ints:
    order = np.lexsort((c.new, c.old, -np.round(p, 9)))
    uo = np.zeros(c.rows, bool)
    un = np.zeros(c.columns, bool)
    out = []
    for k in order:
        if p[k] < accept:
            break
        i, j = c.old[k], c.new[k]
        if uo[i] or un[j]:
            continue
        uo[i] = un[j] = True
        out.append(k)
    return np.array(sorted(out), dtype=np.int64)


def kernel(e: Floats, d: Floats, t: Pairing) -> Floats:
    rho = np.exp(-1 / (t.width + t.spread * (d - 1)))
    return rho ** np.abs(e) * (1 - rho) / (1 + rho)


def neighbours(i: Ints, j: Ints, anchor_old: Ints, anchor_new: Ints, t: Pairing):
    """Support of (i, j) by the nearest anchors before and after i."""
    order = np.argsort(anchor_old, kind="stable")
    ao, an = anchor_old[order], anchor_new[order]
    before = np.searchsorted(ao, i) - 1
    after = np.searchsorted(ao, i, side="right")
    total = np.zeros(len(i))
    parts = []
    for at, sign in ((before, 1), (after, -1)):
        ok = (at >= 0) & (at < len(ao))
        at = np.where(ok, at, 0)
        if len(ao):
            po, pn = ao[at], an[at]
        else:
            po = pn = np.zeros(len(i), np.int64)
        # no anchor: the edge of the text serves as one
        po = np.where(ok, po, -1 if sign > 0 else t_rows)
        d = np.abs(i - po)
        parts.append((ok, po, pn, d))
    return parts


def support(c: Candidates, chosen: Ints, t: Pairing):
    ao = np.concatenate([[-1], c.old[chosen], [c.rows]])
    an = np.concatenate([[-1], c.new[chosen], [c.columns]])
    return (_side_support(c.old, c.new, ao, an, t) + _side_support(c.new, c.old, an, ao, t)) / 2


def _side_support(i, j, ao, an, t):
    order = np.argsort(ao, kind="stable")
    ao, an = ao[order], an[order]
    before = np.searchsorted(ao, i) - 1
    after = np.searchsorted(ao, i, side="right")
    total = 0
    for at in (before, after):
        d = np.abs(i - ao[at])
        e = np.abs((j - an[at]) - (i - ao[at]))
        total = total + kernel(e, d, t)
    return total / 2


def pair(vectors: Vectors, c: Candidates, same_old, same_new, t: Pairing, log=None):
    m = max(c.rows, c.columns)
    chosen = None
    for round_ in range(t.rounds):
        scale = np.sqrt(null_scale(c.old, c.likeness, c.rows, c.columns, t)[c.old] * null_scale(c.new, c.likeness, c.columns, c.rows, t)[c.new])
        if chosen is None:
            prior = np.full(len(c.old), 1 / m)
            a = 0.1
            do = dn = t.unmatched
        else:
            prior = t.in_place * support(c, chosen, t) + (1 - t.in_place) / m
            mu = c.likeness[chosen].mean() if len(chosen) else 0.6
            a = min(1, max(0.1, (2 / 3 - mu) * 6))
            do = (c.rows - len(chosen) + 10 * t.unmatched) / (c.rows + 10)
            dn = (c.columns - len(chosen) + 10 * t.unmatched) / (c.columns + 10)
            do, dn = max(do, 0.02), max(dn, 0.02)
        s = c.likeness
        llr = np.log(a + 2 * (1 - a) * s) + s / scale + np.log(scale)
        odds = np.log(prior) + llr + 0.5 * np.log((1 - do) * (1 - dn))
        p = settle(c, odds, do, dn, t.sweeps)
        chosen = choose(c, p, t.accept)
        if round_ < t.rounds - 1:
            keep_o, keep_n = c.old[chosen], c.new[chosen]
            c = widen(vectors, c, chosen, same_old, same_new)
            cell = keep_o * c.columns + keep_n
            chosen = np.searchsorted(c.old * c.columns + c.new, cell)
    return c, p, chosen


def widen(vectors, c, chosen, same_old, same_new):
    """Add the places where the neighbours of unmatched paragraphs point."""
    ao = np.concatenate([[-1], c.old[chosen], [c.rows]])
    an = np.concatenate([[-1], c.new[chosen], [c.columns]])
    fo = np.setdiff1d(np.arange(c.rows), c.old[chosen])
    fn = np.setdiff1d(np.arange(c.columns), c.new[chosen])
    olds, news = [c.old], [c.new]
    for i, a, b, size, flip in ((fo, ao, an, c.columns, False), (fn, an, ao, c.rows, True)):
        order = np.argsort(a, kind="stable")
        a, b = a[order], b[order]
        at = np.searchsorted(a, i)
        for k in (at - 1, at):
            for shift in (-1, 0, 1):
                j = b[k] + (i - a[k]) + shift
                ok = (j >= 0) & (j < size)
                olds.append((j if flip else i)[ok])
                news.append((i if flip else j)[ok])
    return gather(vectors, np.concatenate(olds), np.concatenate(news), same_old, same_new)
