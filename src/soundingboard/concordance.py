"""A paragraph's life across many drafts: edges between neighbours, and the walk along them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from soundingboard.compare import Progress, compare
from soundingboard.model import Change, Comparison, Concordance, Draft, Edge, Place
from soundingboard.numbers import unique

Row = tuple[tuple[Place, ...], ...]  # one cell for each draft: the paragraphs of one life that stand in it


def concordance(drafts: Sequence[Draft], progress: Progress = lambda step, done, of: None) -> Concordance:
    """Which paragraph of each draft became which, for drafts given oldest first.

    Text that left in one draft and came back in a later one gives an edge of kind "reinstated" between the two.
    """
    names = unique(draft.name for draft in drafts)
    # Two drafts may bear one name; reinstated text must say which of them it stood in.
    earlier = [replace(draft, stage=name) for name, draft in zip(names, drafts, strict=True)]
    steps = enumerate(pairwise(drafts))
    return joined(drafts, [compare(old, new, earlier[:step], progress) for step, (old, new) in steps])


def joined(drafts: Sequence[Draft], comparisons: Sequence[Comparison]) -> Concordance:
    """The concordance of drafts, oldest first, from the comparison of each with the next that is there already.

    Each was made with the drafts before it, whose names differ.
    """
    names = unique(draft.name for draft in drafts)
    edges: list[Edge] = []
    for comparison, (old, new) in zip(comparisons, pairwise(names), strict=True):
        for change in comparison.changes:
            edges.extend(_edges(change, old, new))
            edges.extend(_reinstated(change, new))
    return Concordance(tuple(drafts), tuple(names), tuple(edges))


def _edges(change: Change, old: str, new: str) -> Iterator[Edge]:
    for left in change.old:
        for right in change.new:
            yield Edge(
                Place(old, left.eid, left.number),
                Place(new, right.eid, right.number),
                change.kind,
                change.score,
                change.moved,
                change.renumbered,
            )


def _reinstated(change: Change, new: str) -> Iterator[Edge]:
    if back := change.reinstates:
        right = change.new[0]
        left = Place(back.draft, back.eid, back.number)
        yield Edge(left, Place(new, right.eid, right.number), "reinstated", None)


def life(record: Concordance, draft: str, eid: str) -> tuple[Edge, ...]:
    """All edges that lead to or from a paragraph, walked both ways through splits and joins, oldest first."""
    found: dict[Edge, None] = {}
    open_places = {(draft, eid)}
    seen: set[tuple[str, str]] = set()
    while open_places:
        place = open_places.pop()
        seen.add(place)
        for edge in record.edges:
            ends = {(edge.old.draft, edge.old.eid), (edge.new.draft, edge.new.eid)}
            if place in ends:
                found[edge] = None
                open_places |= ends - seen
    return tuple(edge for edge in record.edges if edge in found)


def table(record: Concordance) -> tuple[Row, ...]:
    """One row for each connected life, in the order of the newest draft; an ended one after its last neighbour."""
    group = _groups(record)
    order = _order(record, group)
    cells: dict[int, list[list[Place]]] = {life_id: [[] for _ in record.names] for life_id in order}
    for column, (name, draft) in enumerate(zip(record.names, record.drafts, strict=True)):
        for paragraph in draft.paragraphs:
            cells[group[name, paragraph.eid]][column].append(Place(name, paragraph.eid, paragraph.number))
    return tuple(tuple(tuple(cell) for cell in cells[life_id]) for life_id in order)


def _order(record: Concordance, group: dict[tuple[str, str], int]) -> list[int]:
    """The lives as the newest draft has them; from each older draft the ended ones, after their neighbour there."""
    lives = [
        [group[name, paragraph.eid] for paragraph in draft.paragraphs]
        for name, draft in zip(record.names, record.drafts, strict=True)
    ]
    order = list(dict.fromkeys(lives[-1]))
    for older in reversed(lives[:-1]):
        known = set(order)
        ended: dict[int | None, list[int]] = {}  # after which life of `order`; None: at the head
        before: int | None = None
        for life_id in older:
            if life_id in known:
                before = life_id
            else:
                ended.setdefault(before, []).append(life_id)
        after = ((life_id, *ended.get(life_id, ())) for life_id in order)
        order = list(dict.fromkeys([*ended.get(None, ()), *chain.from_iterable(after)]))
    return order


def _groups(record: Concordance) -> dict[tuple[str, str], int]:
    """A number for each connected set of paragraphs (union by the smaller number)."""
    places = [
        (name, p.eid) for name, d in zip(record.names, record.drafts, strict=True) for p in d.paragraphs
    ]
    group = {place: n for n, place in enumerate(places)}
    members = {n: [place] for place, n in group.items()}
    for edge in record.edges:
        a, b = sorted((group[edge.old.draft, edge.old.eid], group[edge.new.draft, edge.new.eid]))
        if a != b:
            for place in members[b]:
                group[place] = a
            members[a] += members.pop(b)
    return group


def steps(record: Concordance) -> Iterator[tuple[Row, tuple[str, ...]]]:
    """The rows of `table`, each with what became of it at each step: "reworded", "unchanged, moved", ""."""
    arriving: dict[Place, list[Edge]] = {}
    for edge in record.edges:
        arriving.setdefault(edge.new, []).append(edge)
    for row in table(record):
        yield row, _kinds(arriving, row)


def _kinds(arriving: Mapping[Place, Sequence[Edge]], row: Row) -> tuple[str, ...]:
    found = []
    for column in range(1, len(row)):
        ends = [edge for place in row[column] for edge in arriving.get(place, ())]
        kinds = Counter(edge.kind for edge in ends)
        reached = {edge.new for edge in ends}
        if any(place not in reached for place in row[column]):
            kinds["inserted"] += 1
        left = {edge.old for edge in ends}
        if any(place not in left for place in row[column - 1]):
            kinds["deleted"] += 1
        moved = ["moved"] if any(edge.moved for edge in ends) else []
        found.append(", ".join([*sorted(kinds), *moved]))
    return tuple(found)
