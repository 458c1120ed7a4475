"""Where a paragraph came from and what became of it: walked along the edges of the chain, each time anew.

Edges of a comparison never change while it stands, so they are kept in memory by the comparisons' ids and dates.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from soundingboard.site.drafts.models import Comparison, Draft, Edge
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
    """The edges of a chain of drafts (ids, oldest first), to be walked both ways."""

    chain: tuple[int, ...]
    onward: Mapping[Place, tuple[str, ...]]
    back: Mapping[Place, tuple[str, ...]]
    change_of: Mapping[tuple[int, int, str, str], int]  # old draft, new draft, old eid, new eid

    def forward(self, draft: int, eid: str, to: int) -> tuple[str, ...]:
        """The paragraphs of a later draft that this one became; empty when it has ended before."""
        if draft not in self.chain or to not in self.chain:
            return ()
        first, last = self.chain.index(draft), self.chain.index(to)
        eids: tuple[str, ...] = (eid,)
        for place in self.chain[first:last]:
            eids = _spread(self.onward, place, eids)
        return eids

    def backward(self, draft: int, eid: str) -> list[tuple[int, tuple[str, ...]]]:
        """Each earlier draft with the paragraphs that this one came from, newest first; ends where it began."""
        found, eids = [], (eid,)
        here = self.chain.index(draft)
        for new, old in pairwise(reversed(self.chain[: here + 1])):
            eids = _spread(self.back, new, eids)
            if not eids:
                break
            found.append((old, eids))
        return found

    def steps(self, draft: int, eid: str) -> list[Step]:
        """The whole life, oldest step first: back to where it began, and on to where it is now."""
        here = self.chain.index(draft)
        before = [(draft, (eid,)), *self.backward(draft, eid)][::-1]
        line: list[tuple[int, tuple[str, ...]]] = list(before)
        for later in self.chain[here + 1 :]:
            eids = _spread(self.onward, line[-1][0], line[-1][1])
            if not eids:
                break
            line.append((later, eids))
        return [
            Step(old, new, self._change(old, new, olds, news), olds, news)
            for (old, olds), (new, news) in pairwise(line)
        ]

    def _change(self, old: int, new: int, olds: Sequence[str], news: Sequence[str]) -> int | None:
        keys = ((old, new, a, b) for a in olds for b in news)
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
    onward: defaultdict[Place, list[str]] = defaultdict(list)
    back: defaultdict[Place, list[str]] = defaultdict(list)
    change_of: dict[tuple[int, int, str, str], int] = {}
    rows = Edge.objects.filter(comparison__in=comparisons).order_by("pk")
    columns = ("comparison__old_id", "comparison__new_id", "old_eid", "new_eid", "change_id")
    for old, new, old_eid, new_eid, change in rows.values_list(*columns):
        onward[old, old_eid].append(new_eid)
        back[new, new_eid].append(old_eid)
        change_of[old, new, old_eid, new_eid] = change
    return Lives(chain, _frozen(onward), _frozen(back), change_of)


def _frozen(edges: Mapping[Place, list[str]]) -> dict[Place, tuple[str, ...]]:
    return {place: tuple(eids) for place, eids in edges.items()}


def _spread(edges: Mapping[Place, tuple[str, ...]], draft: int, eids: Sequence[str]) -> tuple[str, ...]:
    """All that the given paragraphs lead to, each once, in order."""
    return tuple(dict.fromkeys(new for eid in eids for new in edges.get((draft, eid), ())))
