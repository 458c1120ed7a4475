"""Proposals that change the same words of a paragraph, side by side."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from soundingboard.amend.hunks import Hunk, hunks, touch
from soundingboard.amend.placing import Orphan, apply, locate
from soundingboard.model import Amendment, Draft, Span

CLOSED = ("withdrawn", "orphaned")  # these propose nothing any more


@dataclass(frozen=True, slots=True)
class Collision:
    """Words of a paragraph (or a place between two) that several proposals change, each in its own way."""

    eid: str
    span: Span
    amendments: tuple[Amendment, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """A stretch of a text and the hunks that change it, each with the proposal that it belongs to."""

    start: int
    end: int
    changes: tuple[tuple[Amendment, Hunk], ...]


def collisions(amendments: Iterable[Amendment], draft: Draft) -> tuple[Collision, ...]:
    """All collisions, in the order of the draft; what is withdrawn or has no place collides with nothing.

    Two proposals of the same change do not collide, nor do those that change other words of one paragraph.
    """
    placed = placed_by_paragraph(amendments, draft)
    found = []
    for paragraph in draft.paragraphs:
        for cluster in clusters(paragraph.text, placed.get(paragraph.eid, ())):
            if len(versions(cluster)) > 1:
                ones = {amendment.id: amendment for amendment, _hunk in cluster.changes}
                words = paragraph.text[cluster.start : cluster.end]
                span = Span(cluster.start, cluster.end, words)
                found.append(Collision(paragraph.eid, span, tuple(ones.values())))
    return tuple(found)


def placed_by_paragraph(amendments: Iterable[Amendment], draft: Draft) -> dict[str, list[Amendment]]:
    """The open proposals that have a place, by eid, in the order in which they were given."""
    found: dict[str, list[Amendment]] = {}
    for amendment in amendments:
        placed = locate(amendment, draft) if amendment.state not in CLOSED else None
        if placed is not None and not isinstance(placed, Orphan) and placed.eid is not None:
            found.setdefault(placed.eid, []).append(placed)
    return found


def clusters(text: str, placed: Sequence[Amendment]) -> tuple[Cluster, ...]:
    """The hunks of all proposals on one text, those that touch together; in order and apart."""
    changes = [(amendment, hunk) for amendment in placed for hunk in hunks(text, apply(amendment, text))]
    changes.sort(key=lambda pair: (pair[1].start, pair[1].end))
    found: list[list[tuple[Amendment, Hunk]]] = []
    for pair in changes:
        if found and any(touch(pair[1], hunk) for _amendment, hunk in found[-1]):
            found[-1].append(pair)
        else:
            found.append([pair])
    return tuple(_cluster(group) for group in _apart(found))


def _apart(groups: list[list[tuple[Amendment, Hunk]]]) -> Iterator[list[tuple[Amendment, Hunk]]]:
    """Groups whose stretches do not overlap: a long hunk reaches over those that begin after it."""
    current: list[tuple[Amendment, Hunk]] = []
    reach = -1
    for group in groups:
        if current and group[0][1].start < reach:
            current = [*current, *group]
        else:
            if current:
                yield current
            current = group
        reach = max(hunk.end for _amendment, hunk in current)
    if current:
        yield current


def _cluster(group: list[tuple[Amendment, Hunk]]) -> Cluster:
    return Cluster(
        min(hunk.start for _amendment, hunk in group),
        max(hunk.end for _amendment, hunk in group),
        tuple(group),
    )


def versions(cluster: Cluster) -> dict[tuple[Hunk, ...], list[Amendment]]:
    """The different changes of a cluster, each with the proposals that make it, in the order of the proposals."""
    by_proposal: dict[str, tuple[Amendment, list[Hunk]]] = {}
    for amendment, hunk in cluster.changes:
        by_proposal.setdefault(amendment.id, (amendment, []))[1].append(hunk)
    found: dict[tuple[Hunk, ...], list[Amendment]] = {}
    for amendment, changes in by_proposal.values():
        found.setdefault(tuple(changes), []).append(amendment)
    return found
