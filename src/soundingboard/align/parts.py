"""Which paragraphs are parts of another: splits, joins and regroupings.

A paragraph is a part of a host when its words stand in the host, in what the host's other parts leave over.
The evidence is weighed as in pairing: against its containment in unrelated paragraphs, and by place.
"""

from bisect import bisect, insort
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from heapq import heappop, heappush
from math import inf

import numpy as np

from soundingboard.align.candidates import Texts
from soundingboard.align.likeness import Floats, Ints, Side, Vectors, overlaps, totals
from soundingboard.align.pairing import Pairing, Pairs, likelihood, nearness, unrelated

Link = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Parting:
    """rate: first guess of how many paragraphs take up, or give off, one more part; `trust`: how many
    paragraphs' worth of evidence it counts for. in_place: share of parts that lie beside another part of
    their host. scale, rank, rewritten, copies: as in pairing, for the share of a part that stands in its host.
    override: how much better (in nats) a part must be than the match that it would undo.
    repeated: what words that stand only in the host's other parts count against a part: half, since a part
    may repeat its host's subject ("the Forum"), but a copy of another part is no part.
    """

    rate: float = 0.03
    trust: float = 30.0
    in_place: float = 0.7
    scale: float = 0.06
    rank: int = 4
    rewritten: float = 0.05
    copies: float = 0.03
    override: float = 1.0
    repeated: float = 0.5


@dataclass(frozen=True, slots=True, order=True)
class _Offer:
    """A piece that may belong to a host; `scale` is how well unrelated hosts contain it."""

    host: int
    piece: int
    scale: float


@dataclass(slots=True)
class _View:
    """One direction: pieces of one draft inside hosts of the other, and who holds what so far.

    `held` is sorted; `left` is what the parts of a host leave of it, `version` how often they changed.
    `gain`: the log-odds of each link against none. `missing`: the share of pieces without any host.
    """

    hosts: Side
    pieces: Side
    vectors: Vectors
    missing: float
    rate: float
    gain: dict[Link, float]
    held: dict[int, list[int]]
    owner: dict[int, int]
    left: dict[int, "Bag"] = field(default_factory=dict)
    version: Counter[int] = field(default_factory=Counter)


def with_parts(texts: Texts, pairs: Pairs, parting: Parting, pairing: Pairing) -> frozenset[Link]:
    """The one-to-one links of `pairs`, less those that a part undoes, and the links of parts."""
    vectors, found, first = texts.vectors, pairs.candidates, _gains(pairs)
    splits = joins = parting.rate
    for _ in range(2):  # the second time with the rates that the first has shown
        down = _view(vectors.old, vectors.new, vectors, pairs.unmatched_new, splits, first)
        split = _attach(down, _offers(down, found.old, found.new, parting, pairing), parting, pairing)
        across = _view(vectors.new, vectors.old, vectors, pairs.unmatched_old, joins, _turned(down.gain))
        join = _attach(across, _offers(across, found.new, found.old, parting, pairing), parting, pairing)
        splits, joins = (
            (count + parting.trust * parting.rate) / (len(first) + parting.trust) for count in (split, join)
        )
    return frozenset(_turned(across.gain))


def _gains(pairs: Pairs) -> dict[Link, float]:
    found, chosen = pairs.candidates, pairs.chosen
    links = zip(found.old[chosen].tolist(), found.new[chosen].tolist(), strict=True)
    return dict(zip(links, pairs.gain[chosen].tolist(), strict=True))


def _turned(gains: dict[Link, float]) -> dict[Link, float]:
    return {(b, a): gain for (a, b), gain in gains.items()}


def _view(
    hosts: Side, pieces: Side, vectors: Vectors, missing: float, rate: float, gain: dict[Link, float]
) -> _View:
    held: dict[int, list[int]] = defaultdict(list)
    for host, piece in sorted(gain):
        held[host].append(piece)
    # A piece that several hosts share is settled: what it is part of cannot be undone here.
    several = {piece for piece, count in Counter(piece for _, piece in gain).items() if count > 1}
    gain = {
        link: inf if link[1] in several or len(held[link[0]]) > 1 else odds for link, odds in gain.items()
    }
    return _View(hosts, pieces, vectors, missing, rate, gain, held, {piece: host for host, piece in gain})


def _offers(view: _View, hosts: Ints, pieces: Ints, parting: Parting, pairing: Pairing) -> list[_Offer]:
    """Pieces and hosts whose words and places would allow it, were the host to hold nothing else."""
    hosts, pieces = _with_beside(view, hosts, pieces)
    bar = np.array([_bar(view, piece, parting) for piece in range(view.pieces.rows)])[pieces]
    place = _prior(view, _nearest(view, hosts, pieces, pairing), parting)
    open_ = np.zeros(view.pieces.rows, dtype=bool)
    open_[pieces[place + _likely(view, np.array(1.0), np.array(0.01), parting) > bar]] = True
    looked = open_[pieces].nonzero()[0]
    hosts, pieces = hosts[looked], pieces[looked]
    share = _contained(view, hosts, pieces)
    scale = unrelated(pieces, share, view.pieces.rows, view.hosts.rows, parting.rank, parting.scale)[pieces]
    some = (place[looked] + _likely(view, share, scale, parting) > bar[looked]).nonzero()[0]
    offers = zip(hosts[some].tolist(), pieces[some].tolist(), scale[some].tolist(), strict=True)
    return [_Offer(*offer) for offer in offers if view.owner.get(offer[1]) != offer[0]]


def _contained(view: _View, hosts: Ints, pieces: Ints) -> Floats:
    """The share of each piece's terms, by worth, that stands in the host."""
    both = (pieces, hosts) if view.hosts is view.vectors.new else (hosts, pieces)
    whole = totals(
        view.pieces.row, view.vectors.worth[view.pieces.term] * view.pieces.count, view.pieces.rows
    )
    share: Floats = overlaps(view.vectors, *both).common / np.maximum(whole[pieces], 1e-9)
    return share


def _nearest(view: _View, hosts: Ints, pieces: Ints, pairing: Pairing) -> Floats:
    """The best place a piece can come to have in a host: two more parts may yet stand between."""
    held = np.full(view.hosts.rows, -view.pieces.rows)
    for host, parts in view.held.items():
        held[host] = parts[0]
    gap = np.maximum(0, np.abs(pieces - held[hosts]) - 3)
    return nearness(gap, np.ones_like(gap), pairing)


def _with_beside(view: _View, hosts: Ints, pieces: Ints) -> tuple[Ints, Ints]:
    """The candidates, and for each piece the hosts of the pieces beside it."""
    beside = [
        (host, piece + step)
        for piece, host in view.owner.items()
        for step in (-1, 1)
        if 0 <= piece + step < view.pieces.rows
    ]
    more = np.array(beside, dtype=np.int64).reshape(-1, 2)
    cell = np.concatenate([hosts * view.pieces.rows + pieces, more[:, 0] * view.pieces.rows + more[:, 1]])
    return np.divmod(np.unique(cell), view.pieces.rows)


def _bar(view: _View, piece: int, parting: Parting) -> float:
    """What the log-odds of a part must exceed: those of the link that it would undo."""
    host = view.owner.get(piece)
    return 0.0 if host is None else view.gain[host, piece] + parting.override


def _prior(view: _View, near: Floats, parting: Parting) -> Floats:
    place = parting.in_place * near + (1 - parting.in_place) / view.hosts.rows
    return np.log(view.rate * place / view.missing)


def _likely(view: _View, share: Floats, scale: Floats, parting: Parting) -> Floats:
    return likelihood(share, scale, parting.rewritten, parting.copies / view.hosts.rows)


def _attach(view: _View, offers: list[_Offer], parting: Parting, pairing: Pairing) -> int:
    """Give each piece to its best host, the clearest first; how many were given.

    Every piece given changes what its host leaves over and where its parts lie, so an offer is weighed anew
    when its turn comes, and those beside the piece at once.
    """
    queue: list[tuple[float, _Offer, int]] = []
    by_host: dict[int, dict[int, _Offer]] = defaultdict(dict)
    for offer in offers:
        by_host[offer.host][offer.piece] = offer
        _put(queue, view, offer, parting, pairing)
    given: set[int] = set()
    while queue:
        over, offer, version = heappop(queue)
        if offer.piece in given:
            continue
        again = [offer]
        if version == view.version[offer.host]:
            given.add(offer.piece)
            former = _give(view, offer, _bar(view, offer.piece, parting) - over)
            near = (offer.piece + step for step in (-2, -1, 1, 2))
            again = [by_host[offer.host][piece] for piece in near if piece in by_host[offer.host]]
            again += by_host[former].values() if former is not None else ()
        for each in again:
            if each.piece not in given:
                _put(queue, view, each, parting, pairing)
    return len(given)


def _put(
    queue: list[tuple[float, _Offer, int]], view: _View, offer: _Offer, parting: Parting, pairing: Pairing
) -> None:
    """Queue an offer that is better than what it would undo."""
    over = _odds(view, offer, parting, pairing) - _bar(view, offer.piece, parting)
    if over > 0:
        heappush(queue, (-over, offer, view.version[offer.host]))


def _give(view: _View, offer: _Offer, odds: float) -> int | None:
    """Give a piece to a host; the host that had it, if any."""
    former = view.owner.get(offer.piece)
    if former is not None:
        view.held[former].remove(offer.piece)
        view.left.pop(former, None)
        view.version[former] += 1
        del view.gain[former, offer.piece]
    rest = _left(view, offer.host)
    view.left[offer.host] = without(rest, bag(view.pieces, offer.piece))
    view.version[offer.host] += 1
    view.owner[offer.piece] = offer.host
    insort(view.held[offer.host], offer.piece)
    view.gain[offer.host, offer.piece] = odds
    return former


def _left(view: _View, host: int) -> "Bag":
    """What the parts of a host leave over of it."""
    if host not in view.left:
        rest = bag(view.hosts, host)
        for piece in view.held[host]:
            rest = without(rest, bag(view.pieces, piece))
        view.left[host] = rest
    return view.left[host]


def _odds(view: _View, offer: _Offer, parting: Parting, pairing: Pairing) -> float:
    """The log-odds that the piece is part of the host, beside the host's other parts."""
    share, told = _left_share(view, offer, parting)
    if share <= 0:
        return -inf
    parts = view.held[offer.host]
    at = bisect(parts, offer.piece)
    gap = min((abs(abs(offer.piece - part) - 1) for part in parts[max(0, at - 1) : at + 1]), default=None)
    near = np.array(0.0) if gap is None else nearness(np.array(gap), np.array(1), pairing)
    likely = _likely(view, np.array(share), np.array(offer.scale), parting)
    return float(_prior(view, near, parting)) + min(float(likely), told)


def _left_share(view: _View, offer: _Offer, parting: Parting) -> tuple[float, float]:
    """The share of a piece that stands in what the host's other parts leave over, less some of the share
    that stands only in those parts; and what its words there tell, in nats."""
    piece = bag(view.pieces, offer.piece)
    whole, left = shared(piece, bag(view.hosts, offer.host)), shared(piece, _left(view, offer.host))
    worth = view.vectors.worth[piece.terms]
    total = float((worth * piece.counts).sum())
    told = float(worth[(left > 0) & (piece.terms < view.vectors.words)].sum())
    gain = left - parting.repeated * (whole - left)
    return float((worth * gain).sum()) / max(total, 1e-9), told


@dataclass(frozen=True, slots=True)
class Bag:
    """Terms of one text, rising, and how often each stands there."""

    terms: Ints
    counts: Floats


def bag(side: Side, row: int) -> Bag:
    """The terms of one row."""
    piece = slice(int(side.start[row]), int(side.start[row + 1]))
    return Bag(side.term[piece], side.count[piece])


def shared(one: Bag, other: Bag) -> Floats:
    """How often each term of `one` stands in both."""
    if not len(other.terms):
        return np.zeros(len(one.terms))
    at = np.minimum(np.searchsorted(other.terms, one.terms), len(other.terms) - 1)
    return np.where(other.terms[at] == one.terms, np.minimum(one.counts, other.counts[at]), 0.0)


def without(one: Bag, other: Bag) -> Bag:
    """`one` less what stands in both."""
    counts = one.counts.copy()
    if len(counts):
        at = np.minimum(np.searchsorted(one.terms, other.terms), len(counts) - 1)
        same = one.terms[at] == other.terms
        counts[at[same]] = np.maximum(0, counts[at[same]] - other.counts[same])
    return Bag(one.terms, counts)
