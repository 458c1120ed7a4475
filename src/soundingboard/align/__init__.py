"""Two drafts: which paragraph became which, from their words and their neighbours, never their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from soundingboard.align.likeness import Weighing, vectors
from soundingboard.align.order import moved
from soundingboard.align.pairing import Pairing, candidates, pair
from soundingboard.align.reason import Match, Reason, explain

__all__ = ["Match", "Reason", "Thresholds", "align", "explain", "moved"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What an alignment is decided by; the reasons stand beside each part."""

    weighing: Weighing = Weighing()
    pairing: Pairing = Pairing()


def align(
    old: Sequence[str], new: Sequence[str], thresholds: Thresholds = Thresholds()
) -> tuple[Match, ...]:
    """Which texts of `old` became which of `new`, sorted by the first new index.

    Each index stands in at most one match; an index in none was deleted or inserted.
    """
    if not (old and new):
        return ()
    ids: dict[str, int] = {}
    same_old = np.array([ids.setdefault(text, len(ids)) for text in old], dtype=np.int64)
    same_new = np.array([ids.setdefault(text, len(ids)) for text in new], dtype=np.int64)
    weighed = vectors(old, new, thresholds.weighing)
    found = candidates(weighed, len(old), len(new), same_old, same_new, thresholds.pairing)
    found, certainty, chosen = pair(weighed, found, same_old, same_new, thresholds.pairing)
    result = [
        Match(
            (int(found.old[k]),),
            (int(found.new[k]),),
            min(1.0, float(certainty[k])),
            Reason(float(found.likeness[k]), identical=old[found.old[k]] == new[found.new[k]]),
        )
        for k in chosen
    ]
    return tuple(sorted(result, key=lambda match: match.new))
