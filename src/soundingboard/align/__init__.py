"""Two drafts: which paragraph became which, from their words and their neighbours, never their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from soundingboard.align.evidence import matches
from soundingboard.align.likeness import Weighing, vectors
from soundingboard.align.order import moved
from soundingboard.align.pairing import Pairing, Texts, pair
from soundingboard.align.parts import Parting, with_parts
from soundingboard.align.reason import Match, Reason, explain

__all__ = ["Match", "Reason", "Thresholds", "align", "explain", "moved"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What an alignment is decided by; the reasons stand with each part."""

    weighing: Weighing = Weighing()
    pairing: Pairing = Pairing()
    parting: Parting = Parting()


def align(old: Sequence[str], new: Sequence[str], thresholds: Thresholds = Thresholds()) -> tuple[Match, ...]:
    """Which texts of `old` became which of `new`, sorted by the first new index.

    One to one, one to several (split), several to one (joined) or several to several (regrouped). Each index
    stands in at most one match; an index in none was deleted or inserted. The same on every run.
    """
    if not (old and new):
        return ()
    texts = _texts(old, new, thresholds)
    pairs = pair(texts, thresholds.pairing)
    return matches(texts, pairs, with_parts(texts, pairs, thresholds.parting, thresholds.pairing))


def _texts(old: Sequence[str], new: Sequence[str], thresholds: Thresholds) -> Texts:
    number: dict[str, int] = {}
    same = [[number.setdefault(text, len(number)) for text in side] for side in (old, new)]
    weighed = vectors(old, new, thresholds.weighing)
    return Texts(weighed, np.array(same[0], dtype=np.int64), np.array(same[1], dtype=np.int64))
