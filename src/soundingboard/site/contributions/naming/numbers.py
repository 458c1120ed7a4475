"""Paragraphs by their numbers, as people type them: "12-15, 18 bis"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from soundingboard.site.drafts.forms import same_number
from soundingboard.site.drafts.models import Draft, Paragraph

_APART = re.compile(r"[,;\n،、]")
_UNIT = re.compile(r"^(?:paragraphs?|paras?|¶|§)[\s.]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """The paragraphs (eid, number) that numbers name, and the numbers that a draft does not have."""

    found: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def eids(self) -> tuple[str, ...]:
        return tuple(eid for eid, _number in self.found)


def named(draft: Draft, typed: str) -> Named:
    """The paragraphs of a draft that are named, in the order typed; ranges are read as in any text of people."""
    rows = list(Paragraph.objects.filter(draft=draft).order_by("index").values_list("eid", "number"))
    found: dict[str, str] = {}
    missing: list[str] = []
    for number in _numbers(typed, rows):
        here = [row for row in rows if row[0] == number or same_number(row[1], number)]
        found |= dict(here[:1])  # a number that stands twice is its first paragraph, as in an address
        missing += [] if here else [number]
    return Named(tuple(found.items()), tuple(dict.fromkeys(missing)))


def _numbers(typed: str, rows: Sequence[tuple[str, str]]) -> list[str]:
    numbers: list[str] = []
    for part in _APART.split(typed):
        name = _UNIT.sub("", " ".join(part.split()))
        if not name:
            continue
        known = any(name == eid or same_number(number, name) for eid, number in rows)
        numbers += [name] if known else _cited(name)
    return numbers


def _cited(name: str) -> list[str]:
    """The numbers of "12-15" or "29 (a) to (c)"; what is none stays as it was typed, to be told."""
    from soundingboard.cite import cite  # with its lexicons: only where somebody types a range

    cited = [number for one in cite(f"paragraphs {name}") for number in one.numbers]
    return cited or [name]


def as_typed(draft: Draft, eids: Sequence[str]) -> str:
    """Paragraphs as somebody would type their numbers."""
    numbers = dict(Paragraph.objects.filter(draft=draft, eid__in=list(eids)).values_list("eid", "number"))
    return ", ".join(numbers.get(eid) or eid for eid in eids)
