"""Where a paragraph came from and what became of it: walked along the edges of the chain, each time anew.

Edges of a comparison never change while it stands, so they are kept in memory by the comparisons' ids and dates.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from soundingboard.site.drafts.models import Comparison, Draft, Edge, Return
from soundingboard.site.processes.models import Process

Place = tuple[int, str]  # a draft's id and an eid


@dataclass(frozen=True, slots=True)
class Step:
    """One change on the way: which, and the paragraphs of the life on both of its sides."""

    old: int
    new: int
    change: int | None  # id of the Change; None where the paragraph begins or ends without one
    old_eids: tuple[str, ...]
    new_eids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lives:
    """The edges of a chain of drafts (ids, oldest first), to be walked both ways.

    An edge leads from a draft to the next one; where text had left and came back, past the drafts without it.
    """

    chain: tuple[int, ...]
    onward: Mapping[Place, tuple[Place, ...]]
    back: Mapping[Place, tuple[Place, ...]]
    change_of: Mapping[tuple[Place, Place], int]

    def forward(self, draft: int, eid: str, to: int) -> tuple[str, ...]:
        """The paragraphs of a later draft that this one became; empty when none of it is there."""
        if draft not in self.chain or to not in self.chain:
            return ()
        return self._walked((draft, eid), self.onward).get(to, ())

    def backward(self, draft: int, eid: str) -> list[tuple[int, tuple[str, ...]]]:
        """Each earlier draft with the paragraphs that this one came from, newest first."""
        found = self._walked((draft, eid), self.back)
        return [(place, found[place]) for place in reversed(self.chain) if place in found and place != draft]

    def steps(self, draft: int, eid: str) -> list[Step]:
        """The whole life, oldest step first: back to where it began, and on to where it is now."""
        found = self._walked((draft, eid), self.back) | self._walked((draft, eid), self.onward)
        line = [(place, found[place]) for place in self.chain if place in found]
        return [
            Step(old, new, self._change(old, new, olds, news), olds, news)
            for (old, olds), (new, news) in pairwise(line)
        ]

    def _walked(self, start: Place, edges: Mapping[Place, tuple[Place, ...]]) -> dict[int, tuple[str, ...]]:
        """All that can be reached along edges of one direction, by draft, each paragraph once, in order."""
        found: dict[int, list[str]] = {start[0]: [start[1]]}
        waiting = [start]
        for place in waiting:  # grows while it is walked
            for draft, eid in edges.get(place, ()):
                known = found.setdefault(draft, [])
                if eid not in known:
                    known.append(eid)
                    waiting.append((draft, eid))
        return {draft: tuple(eids) for draft, eids in found.items()}

    def _change(self, old: int, new: int, olds: Sequence[str], news: Sequence[str]) -> int | None:
        keys = (((old, a), (new, b)) for a in olds for b in news)
        return next((self.change_of[key] for key in keys if key in self.change_of), None)


def chain(process: Process, inside: bool) -> list[Draft]:
    """The drafts that are out and that this reader may see, oldest first (one query)."""
    drafts = list(Draft.objects.chain(process, inside))
    for draft in drafts:
        draft.process = process
    return drafts


def lives(drafts: Sequence[Draft]) -> Lives:
    """The walk along a chain of drafts (one query; the edges are kept in memory)."""
    ids = tuple(draft.pk for draft in drafts)
    wanted = set(pairwise(ids))
    known = Comparison.objects.filter(new__in=ids, old__in=ids).values_list("pk", "old_id", "new_id")
    return _lives(ids, tuple(pk for pk, old, new in known if (old, new) in wanted))


@lru_cache(maxsize=64)
def _lives(chain: tuple[int, ...], comparisons: tuple[int, ...]) -> Lives:
    onward: defaultdict[Place, list[Place]] = defaultdict(list)
    back: defaultdict[Place, list[Place]] = defaultdict(list)
    change_of: dict[tuple[Place, Place], int] = {}
    for old, new, change in (*_edges(comparisons), *_returns(chain, comparisons)):
        onward[old].append(new)
        back[new].append(old)
        change_of[old, new] = change
    return Lives(chain, _frozen(onward), _frozen(back), change_of)


def _edges(comparisons: Sequence[int]) -> Iterator[tuple[Place, Place, int]]:
    rows = Edge.objects.filter(comparison__in=comparisons).order_by("pk")
    columns = ("comparison__old_id", "comparison__new_id", "old_eid", "new_eid", "change_id")
    for old, new, old_eid, new_eid, change in rows.values_list(*columns):
        yield (old, old_eid), (new, new_eid), change


def _returns(chain: Sequence[int], comparisons: Sequence[int]) -> Iterator[tuple[Place, Place, int]]:
    rows = Return.objects.filter(comparison__in=comparisons, origin__in=chain).order_by("pk")
    columns = ("origin_id", "comparison__new_id", "old_eid", "new_eid", "change_id")
    for old, new, old_eid, new_eid, change in rows.values_list(*columns):
        yield (old, old_eid), (new, new_eid), change


def _frozen(edges: Mapping[Place, list[Place]]) -> dict[Place, tuple[Place, ...]]:
    return {place: tuple(ends) for place, ends in edges.items()}
