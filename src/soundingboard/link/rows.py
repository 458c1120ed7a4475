"""A draft as rows that can be compared with texts: every paragraph with what it stands under, and its unit."""

from collections.abc import Mapping, Sequence

import numpy as np

from soundingboard.link.space import Rows
from soundingboard.model import Draft, Paragraph

_STRUCTURE = {"title", "part", "chapter", "section"}  # kinds that hold units and are none
_EXPLAINS = {"recital", "preambular"}


def rows_of(draft: Draft, confirmed: Sequence[tuple[str, int]] = ()) -> Rows:
    """The rows of a draft, those of a unit together.

    `confirmed` are words that a person linked to a paragraph (its place): each is a row more of that paragraph.
    """
    # Drafts in JSON name the parent by its eid or, as published ones do, by its number.
    by_name = {one.number: n for n, one in enumerate(draft.paragraphs) if one.number}
    by_name |= {one.eid: n for n, one in enumerate(draft.paragraphs)}
    heads = [_head(draft, n, by_name) for n in range(len(draft.paragraphs))]
    more: dict[int, list[str]] = {}
    for words, place in confirmed:
        more.setdefault(place, []).append(words)
    held = [n for n, paragraph in enumerate(draft.paragraphs) if paragraph.kind not in _STRUCTURE]
    units = {head: unit for unit, head in enumerate(dict.fromkeys(heads[n] for n in held))}
    held.sort(key=lambda n: units[heads[n]])  # stable: in the order of the draft within a unit
    titles = {heading.eid: heading.text for heading in draft.headings}
    own, above, paragraph, unit = [], [], [], []
    for n in held:
        for words in (draft.paragraphs[n].text, *more.get(n, ())):
            own.append(words)
            above.append(_above(draft, n, by_name, titles))
            paragraph.append(n)
            unit.append(units[heads[n]])
    explains = [draft.paragraphs[head].kind in _EXPLAINS for head in units]
    return Rows(
        own,
        above,
        np.array(paragraph, dtype=np.int64),
        np.array(unit, dtype=np.int64),
        np.array(explains, dtype=bool),
    )


def _parent(draft: Draft, n: int, by_name: Mapping[str, int]) -> int | None:
    return by_name.get(draft.paragraphs[n].parent or "")


def _head(draft: Draft, n: int, by_name: Mapping[str, int]) -> int:
    """The paragraph or article that a paragraph belongs to: the highest that it stands under, below the structure."""
    seen = {n}
    while (up := _parent(draft, n, by_name)) is not None and up not in seen:
        if draft.paragraphs[up].kind in _STRUCTURE:
            break
        n = up
        seen.add(n)
    return n


def _above(draft: Draft, n: int, by_name: Mapping[str, int], titles: Mapping[str, str]) -> str:
    """The words of all that a paragraph stands under within its unit, and of its section's heading."""
    here: Paragraph = draft.paragraphs[n]
    found = [titles.get(here.section or "", "")]
    seen = {n}
    while (up := _parent(draft, n, by_name)) is not None and up not in seen:
        if draft.paragraphs[up].kind in _STRUCTURE:
            break
        found.append(draft.paragraphs[up].text)
        seen.add(up)
        n = up
    return "\n".join(found)
