"""What was said and what changed, by topic: the topics given, then the sections of the draft for all else."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from soundingboard.i18n import _
from soundingboard.model import Amendment, Ask, Change, Comparison, Contribution, Draft, PlaceName, Topic
from soundingboard.topic import asks_of_topic

Said = tuple[Ask, Contribution]  # an ask with the contribution that makes it, as anyone may see it


@dataclass(frozen=True, slots=True)
class Group:
    """A topic with what was asked of it, what the draft did to its paragraphs, and wording proposed for them."""

    topic: Topic
    said: tuple[Said, ...] = ()
    changes: tuple[Change, ...] = ()
    amendments: tuple[Amendment, ...] = ()


def groups(
    drafts: Sequence[Draft],
    comparison: Comparison | None,
    said: Sequence[Said],
    topics: Sequence[Topic],
    amendments: Sequence[Amendment],
) -> tuple[Group, ...]:
    """The topics that something is to be said on, in their order; `drafts` begin with the one under review.

    What belongs to several topics is told in each. What belongs to none is told under the heading that its paragraph
    stands under, and where it has none, of the draft as a whole.
    """
    changes = comparison.changes if comparison else ()
    here = [one for one in amendments if one.draft == drafts[0].name and one.state != "withdrawn"]
    known = [_of_topic(topic, drafts[0].name, said, changes, here) for topic in topics]
    taken = (
        {ask.id for one in known for ask, _who in one.said},
        {change.id for one in known for change in one.changes},
        {one.id for each in known for one in each.amendments},
    )
    rest = Group(
        Topic("", ""),
        tuple(pair for pair in said if pair[0].id not in taken[0]),
        tuple(change for change in changes if change.id not in taken[1]),
        tuple(one for one in here if one.id not in taken[2]),
    )
    found = [*known, *_by_section(rest, drafts)]
    return tuple(one for one in found if one.said or one.changes or one.amendments)


def _of_topic(
    topic: Topic, draft: str, said: Sequence[Said], changes: Iterable[Change], amendments: Iterable[Amendment]
) -> Group:
    mine = {ask.id for ask in asks_of_topic(topic, (ask for ask, _who in said))}
    now = {one.eid for one in topic.paragraphs if one.draft == draft}
    before = {one.eid for one in topic.paragraphs if one.draft != draft}
    return Group(
        topic,
        tuple(pair for pair in said if pair[0].id in mine),
        tuple(change for change in changes if _touches(change, now, before)),
        tuple(one for one in amendments if one.eid in now),
    )


def _touches(change: Change, now: set[str], before: set[str]) -> bool:
    """Whether a change is of these paragraphs; one that lives on is known by where it stands now."""
    if change.new:
        return any(one.eid in now for one in change.new)
    return any(one.eid in before for one in change.old)


def _by_section(rest: Group, drafts: Sequence[Draft]) -> list[Group]:
    """What no topic holds, by the headings of the drafts, those of the first in their order."""
    sections = _Sections(drafts)
    labels: dict[str, list[PlaceName]] = {label: [] for label in sections.order}
    found = {label: Group(Topic(_slug(label), label)) for label in labels}
    for pair in rest.said:
        label = sections.label(
            pair[0].target.draft or drafts[0].name, pair[0].target.eid, pair[0].target.section
        )
        found[label] = replace(found[label], said=(*found[label].said, pair))
    for change in rest.changes:
        side, draft = (change.new, drafts[0]) if change.new else (change.old, drafts[-1])
        label = sections.label(draft.name, side[0].eid if side else None, None)
        found[label] = replace(found[label], changes=(*found[label].changes, change))
    for one in rest.amendments:
        label = sections.label(drafts[0].name, one.eid, None)
        found[label] = replace(found[label], amendments=(*found[label].amendments, one))
    return list(found.values())


class _Sections:
    """Which heading a paragraph of the drafts stands under; one text of a heading is one heading in all of them."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._of = {(draft.name, one.eid): one.section or "" for draft in drafts for one in draft.paragraphs}
        self._text = {(draft.name, one.eid): one.text for draft in drafts for one in draft.headings}
        texts = dict.fromkeys(text for (_draft, _eid), text in self._text.items())
        self.order = (*texts, _("The draft as a whole"))

    def label(self, draft: str, eid: str | None, section: str | None) -> str:
        """The text of the heading; "The draft as a whole" where there is none."""
        heading = section or self._of.get((draft, eid or ""), "")
        return self._text.get((draft, heading), self.order[-1])


def _slug(label: str) -> str:
    return re.sub(r"\W+", "-", label.casefold()).strip("-")


def contributions_of(
    said: Iterable[Said], holds: Callable[[Ask], bool] = lambda ask: True
) -> list[Contribution]:
    """The contributions whose asks are meant, each once, in their order."""
    return list({one.id: one for ask, one in said if holds(ask)}.values())
