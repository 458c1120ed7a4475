"""Blocks become the paragraphs of a draft: numbered, with kinds, parents, sections and status."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from soundingboard.i18n import _, ngettext
from soundingboard.model import Block, Document, Draft, Paragraph, Source
from soundingboard.numbers import eid_for, owner_of, unique
from soundingboard.read import read_bytes, read_document
from soundingboard.segment.front import Front, read_front
from soundingboard.segment.headings import is_in_capitals, with_typed_headings
from soundingboard.segment.labels import number_units, read_unit
from soundingboard.segment.walk import walk
from soundingboard.vocabulary import Revisions


def segment(document: Document) -> Draft:
    """A draft of the blocks of a document.

    Paragraphs are numbered as printed; where nothing is printed, by position, with a notice. Every block's text is in
    exactly one paragraph, heading, title or front line.
    """
    front = read_front(document.blocks)
    blocks = with_typed_headings([block for block in front.rest if block.text.strip() or block.runs])
    title = front.title or document.title
    if not title and front.states_something and blocks and is_in_capitals(blocks[0].text):
        title, blocks = blocks[0].text, blocks[1:]
    units, numbered = number_units([read_unit(block) for block in blocks])
    headings, paragraphs = walk(units, numbered)
    alone = sum(unit.is_mark_alone for unit in units)
    notices = (*document.notices, *_notices(front, blocks, paragraphs, numbered), *_marks_alone(alone))
    draft = Draft(
        title=title,
        stage=front.stage,
        label=front.label,
        symbol=front.symbol,
        language=document.language or "en",
        date=front.date or document.date,
        numbering="printed" if numbered else "position",
        notices=notices,
        headings=headings,
        paragraphs=paragraphs,
    )
    return with_unique_eids(draft)


def _notices(
    front: Front, blocks: Sequence[Block], paragraphs: tuple[Paragraph, ...], numbered: bool
) -> list[str]:
    notices = [
        _("left out, a footnote of the heading “{heading}”: {note}").format(
            heading=block.text, note=note.text
        )
        for block in blocks
        if block.role == "heading"
        for note in block.notes
    ]
    if front.masthead:
        notices.append(_("left out above the title: {lines}").format(lines=" | ".join(front.masthead)))
    if paragraphs and not numbered:
        notices.append(_("no paragraph carries a number: they are numbered by position"))
    return notices + _double_numbers(paragraphs)


def _marks_alone(n: int) -> list[str]:
    words = ngettext(
        "{n} status mark stands on a line of its own: it was taken for the paragraph before it",
        "{n} status marks stand on lines of their own: each was taken for the paragraph before it",
        n,
    )
    return [words.format(n=n)] if n else []


def _double_numbers(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    twice = [number for number, n in Counter(p.number for p in paragraphs).items() if n > 1]
    if not twice:
        return []
    words = ngettext(
        "{n} number is printed more than once: {numbers}",
        "{n} numbers are printed more than once: {numbers}",
        len(twice),
    )
    return [words.format(n=len(twice), numbers=", ".join(twice[:8]) + (" …" if len(twice) > 8 else ""))]


def with_unique_eids(draft: Draft) -> Draft:
    """The draft with an `eid` for each paragraph and heading; one that stands twice gets `_2`.

    A parent is named by its number's first `eid`: items follow their own paragraph, so the last one before them counts.
    """
    wanted = [paragraph.eid or eid_for(paragraph.number, paragraph.kind) for paragraph in draft.paragraphs]
    latest: dict[str, str] = {}
    paragraphs = []
    for paragraph, raw, eid in zip(draft.paragraphs, wanted, unique(wanted), strict=True):
        above = paragraph.parent or (
            eid_for(owner_of(paragraph.number)) if owner_of(paragraph.number) else None
        )
        parent = latest.get(above, paragraph.parent) if above else None
        latest[raw] = eid
        paragraphs.append(replace(paragraph, eid=eid, parent=parent))
    named = [heading.eid or f"sec_{n}" for n, heading in enumerate(draft.headings, 1)]
    headings = zip(draft.headings, unique(named), strict=True)
    return replace(
        draft, paragraphs=tuple(paragraphs), headings=tuple(replace(h, eid=eid) for h, eid in headings)
    )


def _finished(draft: Draft) -> Draft:
    """A draft that came as JSON, with its eids, and told of numbers that it has twice."""
    told = [words for words in _double_numbers(draft.paragraphs) if words not in draft.notices]
    return with_unique_eids(replace(draft, notices=(*draft.notices, *told)))


def read_draft(source: str | Path, revisions: Revisions = "accepted", marks: bool = False) -> Draft:
    """The draft in a file (a path, or "-" for standard input), whatever its format.

    `revisions` says what becomes of tracked changes; `marks` reads ~~strike~~ and **insert** as such.
    Raises InputError, in one line, for what cannot be read.
    """
    name, data = read_bytes(source)
    document = read_document(data, name, revisions=revisions, marks=marks)
    draft = segment(document) if isinstance(document, Document) else _finished(document)
    return replace(draft, source=Source(name, hashlib.sha256(data).hexdigest(), draft.source.url))
