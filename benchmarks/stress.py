"""Two drafts made from one: a seeded generator of hard alignments whose true links are known.

From real paragraphs it makes an old draft, and a new one in which paragraphs are deleted, inserted, split at
sentence and clause ends, joined (neighbours and distant ones), moved singly and in blocks, copied with
changes, and reworded by up to six words in ten. A quarter of the paragraphs is held back, so that what is
inserted speaks the same language. All of it happens together, and several things to the same paragraph.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Rates:
    """How many of the paragraphs each thing happens to (0 to 1). `doubled` gives twice of everything."""

    delete: float = 0.07
    insert: float = 0.08
    split: float = 0.09
    join: float = 0.05
    join_distant: float = 0.03
    reword: float = 0.3
    copy: float = 0.05
    move: float = 0.05
    move_blocks: float = 0.02
    least_reworded: float = 0.1
    most_reworded: float = 0.6
    acts: tuple[str, ...] = ("delete", "insert", "replace")

    def doubled(self) -> "Rates":
        """Twice the rates; the depth of rewording stays."""
        kept = {"least_reworded", "most_reworded", "acts"}
        return replace(
            self, **{f.name: 2 * getattr(self, f.name) for f in fields(self) if f.name not in kept}
        )

    @classmethod
    def rewritten(cls) -> "Rates":
        """Half of all paragraphs rewritten almost wholly: six to eight and a half words in ten replaced."""
        return cls(
            delete=0.08, insert=0.12, split=0.03, join=0.02, join_distant=0.01, reword=0.5, copy=0.0, move=0.03,
            move_blocks=0.06, least_reworded=0.6, most_reworded=0.85, acts=("replace",),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """An old and a new draft, and the true links as (old index, new index)."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    links: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    sources: tuple[int, ...]


_BOUNDARY = re.compile(r"(?<=[.;:])\s+|(?<=,)\s+(?=(?:and|or|which|provided|in|on|as|to)\b)")


def stress(texts: Sequence[str], seed: int, rates: Rates = Rates()) -> Case:
    """One case from real paragraphs; the same seed gives the same case."""
    rng = random.Random(seed)
    texts = list(texts)
    held = set(rng.sample(range(len(texts)), len(texts) // 4))
    old = [text for k, text in enumerate(texts) if k not in held]
    pool = [texts[k] for k in sorted(held)]
    vocabulary = [word for text in texts for word in text.split()]
    pieces = [_Piece(text, (k,)) for k, text in enumerate(old) if rng.random() >= rates.delete]
    pieces = _joined(pieces, rng, rates)
    pieces = [part for piece in pieces for part in _split(piece, rng, rates)]
    pieces = _moved(pieces, rng, rates)
    pieces = _inserted(pieces, pool, rng, rates)
    pieces = [_reworded(piece, vocabulary, rng, rates) for piece in pieces]
    pieces = [piece for piece in pieces if piece.text.strip()]
    links = frozenset((i, j) for j, piece in enumerate(pieces) for i in piece.sources)
    return Case(tuple(old), tuple(piece.text for piece in pieces), links)


def _joined(pieces: list[_Piece], rng: random.Random, rates: Rates) -> list[_Piece]:
    result: list[_Piece] = []
    gone: set[int] = set()
    for k, piece in enumerate(pieces):
        if k in gone:
            continue
        draw = rng.random()
        if draw < rates.join and k + 1 < len(pieces):
            other = k + 1
        elif draw < rates.join + rates.join_distant:
            other = rng.randrange(len(pieces))
        else:
            other = k
        if other > k and other not in gone:
            gone.add(other)
            both = f"{piece.text} {pieces[other].text}"
            piece = _Piece(both, piece.sources + pieces[other].sources)
        result.append(piece)
    return result


def _split(piece: _Piece, rng: random.Random, rates: Rates) -> list[_Piece]:
    parts = [part for part in _BOUNDARY.split(piece.text) if part]
    if len(piece.sources) > 1 or len(parts) < 2 or rng.random() >= rates.split:
        return [piece]
    cuts = sorted(rng.sample(range(1, len(parts)), min(len(parts) - 1, rng.choice((1, 1, 2)))))
    ends = [0, *cuts, len(parts)]
    texts = [" ".join(parts[a:b]) for a, b in pairwise(ends)]
    if any(len(text.split()) < 5 for text in texts):
        return [piece]
    return [_Piece(text, piece.sources) for text in texts]


def _moved(pieces: list[_Piece], rng: random.Random, rates: Rates) -> list[_Piece]:
    result = list(pieces)
    for _ in range(round(rates.move * len(result))):
        piece = result.pop(rng.randrange(len(result)))
        result.insert(rng.randrange(len(result) + 1), piece)
    for _ in range(round(rates.move_blocks * len(result) / 4)):
        size = rng.randint(2, 6)
        first = rng.randrange(len(result) - size)
        block = result[first : first + size]
        del result[first : first + size]
        place = rng.randrange(len(result) + 1)
        result[place:place] = block
    return result


def _inserted(pieces: list[_Piece], pool: list[str], rng: random.Random, rates: Rates) -> list[_Piece]:
    result = list(pieces)
    fresh = rng.sample(pool, min(len(pool), round(rates.insert * len(pieces))))
    copies = [rng.choice(pieces).text for _ in range(round(rates.copy * len(pieces)))]
    for text in [*fresh, *copies]:
        result.insert(rng.randrange(len(result) + 1), _Piece(text, ()))
    return result


def _reworded(piece: _Piece, vocabulary: list[str], rng: random.Random, rates: Rates) -> _Piece:
    if rng.random() >= (rates.reword if piece.sources else 0.8):
        return piece
    share = rng.uniform(rates.least_reworded, rates.most_reworded)
    words: list[str] = []
    for word in piece.text.split():
        if rng.random() >= share:
            words.append(word)
            continue
        act = rng.choice(rates.acts)
        if act == "insert":
            words.append(word)
        if act != "delete":
            words.append(rng.choice(vocabulary))
    return _Piece(" ".join(words), piece.sources)
