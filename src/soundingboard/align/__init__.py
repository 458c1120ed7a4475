"""Two drafts: which paragraph became which, from their words and their neighbours, never their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from soundingboard.align.candidates import Searching, find, prepared
from soundingboard.align.evidence import matches
from soundingboard.align.likeness import Weighing
from soundingboard.align.order import moved
from soundingboard.align.pairing import Pairing, pair
from soundingboard.align.parts import Parting, with_parts
from soundingboard.align.reason import Match, Reason, explain
from soundingboard.align.regroup import Regrouping, shifted

__all__ = ["Match", "Reason", "Thresholds", "align", "explain", "moved"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What an alignment is decided by; the reasons stand with each part."""

    weighing: Weighing = field(default_factory=Weighing)
    searching: Searching = field(default_factory=Searching)
    pairing: Pairing = field(default_factory=Pairing)
    parting: Parting = field(default_factory=Parting)
    regrouping: Regrouping = field(default_factory=Regrouping)


def align(old: Sequence[str], new: Sequence[str], thresholds: Thresholds = Thresholds()) -> tuple[Match, ...]:
    """Which texts of `old` became which of `new`, sorted by the first new index.

    One to one, one to several (split), several to one (joined) or several to several (regrouped). Each index
    stands in at most one match; an index in none was deleted or inserted. The same on every run.
    """
    if not (old and new):
        return ()
    texts = prepared(old, new, thresholds.weighing, thresholds.searching)
    texts, candidates = find(texts, thresholds.weighing, thresholds.searching)
    pairs = pair(texts, candidates, thresholds.searching, thresholds.pairing)
    links = with_parts(texts, pairs, thresholds.parting, thresholds.pairing)
    links |= shifted(texts, pairs.candidates, links, thresholds.regrouping)
    return matches(texts, pairs, links)
