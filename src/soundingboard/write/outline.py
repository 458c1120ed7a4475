"""The sections of a comparison: each heading with the changes that stand under it, in the given order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from soundingboard.model import Change, Comparison, Elsewhere, Heading, Reference


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (none for text before the first one), its level from 1, and the changes right under it."""

    heading: Change | None
    level: int
    changes: tuple[Change, ...] = ()


def outline(comparison: Comparison) -> tuple[Section, ...]:
    """Sections in the order of the new draft; joined again, their changes are `comparison.changes`.

    No section begins twice. A deleted paragraph that stood first or last in its section is put under the
    heading that its section has become, or under the deleted heading itself.
    """
    headings = _by_section(comparison.headings)
    groups = _groups(comparison.changes, headings)
    return tuple(_with_bare_headings(groups, comparison))


def levels(comparison: Comparison) -> dict[str, int]:
    """Level of each heading change, by the id of the change."""
    old, new = (_heading_levels(draft.headings) for draft in (comparison.old, comparison.new))
    return {
        change.id: next(
            (
                known[reference.eid]
                for known, side in ((new, change.new), (old, change.old))
                for reference in side
                if reference.eid in known
            ),
            1,
        )
        for change in comparison.headings
    }


def arrivals(changes: Sequence[Change]) -> dict[str, list[tuple[Change, Elsewhere]]]:
    """By eid of the new draft: the words that stand there now, each with the change that they left."""
    found: dict[str, list[tuple[Change, Elsewhere]]] = {}
    for change in changes:
        for words in change.elsewhere:
            found.setdefault(words.eid, []).append((change, words))
    return found


def left_section(change: Change, comparison: Comparison) -> Change | None:
    """The heading under which a change stood in the old draft, when it has moved to another section."""
    if not (change.moved and change.old and change.new):
        return None
    headings = _by_section(comparison.headings)
    before = headings.get(("old", change.old[0].section or ""))
    now = headings.get(("new", change.new[0].section or ""))
    return before if before is not now else None


def nested(sections: Sequence[Section]) -> Iterator[tuple[int, Section]]:
    """Each section with how deep it lies in the sections before it, from 1, whatever levels were left out."""
    open_levels: list[int] = []
    for section in sections:
        level = section.level if section.heading else 1
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        yield len(open_levels), section


def nesting(references: Sequence[Reference], deepest: int) -> dict[str, int]:
    """How many paragraphs each paragraph stands under, by eid; never more than `deepest`."""
    parents = {reference.eid: reference.parent for reference in references}
    return {eid: depth_of(eid, parents, deepest) for eid in parents}


def depth_of(eid: str, parents: Mapping[str, str | None], deepest: int) -> int:
    """How many paragraphs one stands under; `parents` names the parent of each eid."""
    depth, parent = 0, parents[eid]
    while parent is not None and parent in parents and depth < deepest:
        depth, parent = depth + 1, parents[parent]
    return depth


def _heading_levels(headings: Sequence[Heading]) -> dict[str, int]:
    return {heading.eid: max(heading.level, 1) for heading in headings}


_Key = tuple[str, str]  # ("old" | "new", eid of a heading)


def _by_section(headings: Sequence[Change]) -> dict[_Key, Change]:
    keyed: dict[_Key, Change] = {}
    for change in headings:
        keyed |= {("old", reference.eid): change for reference in change.old}
        keyed |= {("new", reference.eid): change for reference in change.new}
    return keyed


def _own_heading(change: Change, headings: dict[_Key, Change]) -> Change | None:
    side, references = ("new", change.new) if change.new else ("old", change.old)
    section = references[0].section if references else None
    return headings.get((side, section)) if section else None


def _groups(changes: Sequence[Change], headings: dict[_Key, Change]) -> list[Section]:
    own = [_own_heading(change, headings) for change in changes]
    found: list[tuple[Change | None, list[Change]]] = []
    begun: set[str] = set()
    for change, heading, after in zip(changes, own, _following(changes, own), strict=True):
        current = found[-1][0] if found else None
        begins = change.new or _may_open(heading, current, after)
        if not found or (heading is not current and begins and not (heading and heading.id in begun)):
            found.append((heading, []))
            begun |= {heading.id} if heading else set()
        found[-1][1].append(change)
    return [Section(heading, 1, tuple(under)) for heading, under in found]


def _following(changes: Sequence[Change], own: Sequence[Change | None]) -> list[Change | None]:
    """For each change the heading of the next paragraph that the new draft still has (None at the end)."""
    following: list[Change | None] = [None] * len(changes)
    for i in range(len(changes) - 2, -1, -1):
        following[i] = own[i + 1] if changes[i + 1].new else following[i + 1]
    return following


def _may_open(heading: Change | None, current: Change | None, after: Change | None) -> bool:
    """A deleted paragraph opens a section only where one ends, and only the next one or a deleted one."""
    return current is not after and heading is not None and (heading is after or not heading.new)


def _with_bare_headings(groups: Sequence[Section], comparison: Comparison) -> Iterator[Section]:
    """The groups with their levels, and before each the headings that have no paragraph of their own."""
    level = levels(comparison)
    order = [change.id for change in comparison.headings]
    taken = {group.heading.id for group in groups if group.heading}
    place = 0
    for group in groups:
        if group.heading:
            own = order.index(group.heading.id)
            yield from _bare(comparison.headings[place:own], taken, level)
            place = max(place, own + 1)
            yield replace(group, level=level[group.heading.id])
        else:
            yield group
    yield from _bare(comparison.headings[place:], taken, level)


def _bare(headings: Sequence[Change], taken: set[str], level: dict[str, int]) -> Iterator[Section]:
    return (Section(change, level[change.id]) for change in headings if change.id not in taken)
