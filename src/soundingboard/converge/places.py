"""Which place an ask is of, and the order in which places are told."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from soundingboard.converge.records import Where
from soundingboard.model import Ask, Draft, Target, Topic

KINDS = ("paragraph", "section", "change", "amendment", "topic", "missing", "whole")  # in this order


def where(target: Target, about: str = "text") -> Where:
    """The place of a target; what is about an omission and names no place is "missing", the rest the whole."""
    named = (
        ("paragraph", target.eid),
        ("section", target.section),
        ("change", target.change),
        ("amendment", target.amendment),
    )
    for kind, name in named:
        if name:
            return Where(kind, target.draft, name)
    if target.topic:
        return Where("topic", None, target.topic)
    return Where("missing" if about == "omission" and not target.whole else "whole", target.draft)


def place_of(ask: Ask) -> Where:
    """The place of an ask."""
    return where(ask.target, ask.about)


def labels(drafts: Sequence[Draft], topics: Sequence[Topic]) -> dict[Where, Where]:
    """Each place that the drafts and topics know, to the same place with its printed number and its label."""
    found = {Where("topic", None, topic.id): topic.label for topic in topics}
    known = {place: Where(place.kind, None, place.name, "", label) for place, label in found.items()}
    for draft in drafts:
        for one in draft.paragraphs:
            place = Where("paragraph", draft.name, one.eid)
            known[place] = replace(place, number=one.number)
        for heading in draft.headings:
            place = Where("section", draft.name, heading.eid)
            known[place] = replace(place, number=heading.number, label=heading.text)
    return known


def in_order(drafts: Sequence[Draft]) -> Callable[[Where], tuple[Any, ...]]:
    """A key to sort places by: kinds; then drafts and paragraphs in their order; what they do not know by number."""
    at = {draft.name: place for place, draft in enumerate(drafts)}
    inside = {(draft.name, eid): place for draft in drafts for place, eid in enumerate(_eids(draft))}

    def order(place: Where) -> tuple[Any, ...]:
        draft, name = place.draft or "", place.name
        here = inside.get((draft, name), len(inside))
        return KINDS.index(place.kind), at.get(draft, len(at)), draft, here, _natural(name), name

    return order


def _eids(draft: Draft) -> list[str]:
    return [*(one.eid for one in draft.headings), *(one.eid for one in draft.paragraphs)]


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part) if part.isdecimal() else -1, part) for part in re.split(r"(\d+)", name) if part)
