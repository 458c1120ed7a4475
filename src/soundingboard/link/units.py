"""A draft as units: a paragraph with its items, or an article with its paragraphs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from soundingboard.model import Draft, Paragraph

_STRUCTURE = {"title", "part", "chapter", "section"}  # kinds that hold units and are none
_EXPLAINS = {"recital", "preambular"}


@dataclass(frozen=True, slots=True)
class Units:
    """The rows that can be linked to, those of a unit together.

    `paragraph`: the place of each in the draft. `unit` of each, rising. `above`: the places of what it stands under
    within the unit, the nearest first. `explains`: units that give reasons (recitals, preamble).
    """

    paragraph: Sequence[int]
    unit: Sequence[int]
    above: Sequence[Sequence[int]]
    explains: Sequence[bool]


def units_of(draft: Draft) -> Units:
    """The units of a draft, in its order; a parent may be named by its eid or, as in published drafts, its number."""
    by_name = {one.number: n for n, one in enumerate(draft.paragraphs) if one.number}
    by_name |= {one.eid: n for n, one in enumerate(draft.paragraphs)}
    above = [_above(draft.paragraphs, n, by_name) for n in range(len(draft.paragraphs))]
    heads = [over[-1] if over else n for n, over in enumerate(above)]
    held = [n for n, one in enumerate(draft.paragraphs) if one.kind not in _STRUCTURE and one.text.strip()]
    units = {head: unit for unit, head in enumerate(dict.fromkeys(heads[n] for n in held))}
    held.sort(key=lambda n: units[heads[n]])  # stable: in the order of the draft within a unit
    return Units(
        held,
        [units[heads[n]] for n in held],
        [above[n] for n in held],
        [draft.paragraphs[head].kind in _EXPLAINS for head in units],
    )


def _above(paragraphs: Sequence[Paragraph], n: int, by_name: Mapping[str, int]) -> list[int]:
    """What a paragraph stands under within its unit, the nearest first; a parent that is not there ends it."""
    found: list[int] = []
    up = by_name.get(paragraphs[n].parent or "")
    while up is not None and up not in (n, *found) and paragraphs[up].kind not in _STRUCTURE:
        found.append(up)
        up = by_name.get(paragraphs[up].parent or "")
    return found
