"""Amendments from what people send: marked-up text, records, paragraphs with tracked changes, asks with wording."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from soundingboard.amend.marks import Wording, between, from_revisions, wording
from soundingboard.amend.placing import Orphan, locate
from soundingboard.ask import asks
from soundingboard.ask.wording import is_marked, marked_up
from soundingboard.cite import cite
from soundingboard.errors import InputError
from soundingboard.i18n import _
from soundingboard.model import Amendment, Ask, Contribution, Draft, Proposed
from soundingboard.numbers import number_key, read_label

_NUMBERED = re.compile(r"\s*(?:para(?:graph|\.)?\s*)?\d", re.IGNORECASE)


def amendments(
    source: str | Iterable[Mapping[str, Any]] | Draft, draft: Draft, by: str | None = None
) -> tuple[Amendment, ...]:
    """The amendments in a source, each with its anchor in `draft` where its words are found.

    `source` is a text with proposals in it (marked-up paragraphs, "replace X with Y"), records (`id`, `eid` or
    `number`, and `old` and `new`, or `text` that is marked up), or a draft read with its tracked changes kept. `by`
    is whose they are where a record does not say. One that a record files on another draft is left as it is. Raises
    InputError for a record that cannot be used.
    """
    if isinstance(source, str):
        found: Iterable[Amendment] = _of_text(source, draft, by)
    elif isinstance(source, Draft):
        found = _of_revisions(source, draft, by)
    else:
        found = (_of_record(record, n, draft, by) for n, record in enumerate(source, 1))
    return tuple(_anchored(one, draft) if one.draft == draft.name else one for one in found)


def _anchored(amendment: Amendment, draft: Draft) -> Amendment:
    """With its anchor; without one and with the reason as a notice where it has no place."""
    found = locate(amendment, draft)
    if isinstance(found, Orphan):
        return replace(amendment, notices=(*amendment.notices, found.reason))
    return found


# --- a text with proposals in it --------------------------------------------------------------------------


def amendment_of_ask(
    ask: Ask, text: str, draft: Draft, others: Sequence[Ask] = (), by: str | None = None
) -> Amendment | None:
    """The amendment that an ask with wording makes; None where it proposes none or names no paragraph.

    `text` is that of its contribution, `others` are the asks of the same one: a deletion that only their prose states
    is told in a notice.
    """
    if ask.proposed is None or ask.target.eid is None:
        return None
    paragraph = next((one.text for one in draft.paragraphs if one.eid == ask.target.eid), None)
    raw = _raw(ask.proposed, ask.quote.text if ask.quote else "", text)
    if raw is None:
        read = Wording(ask.proposed.old, ask.proposed.new)
    else:
        stated = [
            one.proposed for one in others if one is not ask and one.target == ask.target and one.proposed
        ]
        read = wording(raw, paragraph, stated, draft.language)
    notices = [*read.notices, *(_about(raw) if raw else ())]
    return Amendment(
        id=ask.id,
        draft=draft.name,
        eid=ask.target.eid,
        old=read.old,
        new=read.new,
        by=by,
        rationale=ask.rationale,
        notices=tuple(notices),
    )


def _of_text(text: str, draft: Draft, by: str | None) -> Iterator[Amendment]:
    found = asks(Contribution(id=by or "a", text=text), (draft,) if draft.paragraphs else ())
    worded = [one for one in found if one.proposed and one.target.eid]
    marked = {one.target for one in worded if _is_whole(one, text)}
    for one in worded:
        if one.target in marked and not _is_whole(one, text):
            continue  # the prose that introduces a marked-up paragraph
        if amendment := amendment_of_ask(one, text, draft, worded, by):
            yield amendment


def _is_whole(ask: Ask, text: str) -> bool:
    return (
        ask.proposed is not None and _raw(ask.proposed, ask.quote.text if ask.quote else "", text) is not None
    )


def _raw(proposed: Proposed, quote: str, text: str) -> str | None:
    """The marked-up words of the text that a proposal was read from: of its quotation, or of a line after it."""
    if is_marked(quote) and "\n" in quote.strip() and _reads(quote, proposed.new):
        return quote
    lines = [line for line in text.splitlines() if is_marked(line)]
    last = proposed.new.splitlines()[-1:] or [""]
    return next((line for line in lines if _reads(line, last[0])), None)


def _reads(words: str, new: str) -> bool:
    return marked_up(words).new.split() == new.split()


def _about(raw: str) -> Iterator[str]:
    """What a reader should know of how marked-up wording was read."""
    if "**" in raw:
        yield _("bold was read as inserted")
    lines = [line for line in raw.splitlines() if line.strip()]
    if not _NUMBERED.match(raw):
        yield _("no number stands beside the wording: its paragraph is taken from what stands above it")
    for line in lines:
        if len(lines) > 1 and not is_marked(line):
            yield _("shown unchanged: “{words}”").format(words=line.strip())
    for citation in cite(raw):
        if citation.document:
            yield _("“{words}” is of another document ({document}), not of this draft").format(
                words=citation.text, document=citation.document
            )


# --- records and tracked changes --------------------------------------------------------------------------


def _of_record(record: Mapping[str, Any], n: int, draft: Draft, by: str | None) -> Amendment:
    where = _("amendment {n}").format(n=n)
    name = str(record.get("id") or f"a{n}")
    eid = _eid(record, draft, where)
    paragraph = next((one.text for one in draft.paragraphs if one.eid == eid), None)
    read = _read(record, paragraph, draft.language, where)
    return Amendment(
        id=name,
        draft=str(record.get("draft") or draft.name),
        eid=eid,
        old=read.old,
        new=read.new,
        by=record.get("by") or by,
        date=record.get("date"),
        rationale=record.get("rationale"),
        amends=record.get("amends"),
        notices=read.notices,
    )


def _eid(record: Mapping[str, Any], draft: Draft, where: str) -> str | None:
    """The paragraph of a record, by its eid or its number; none for a new paragraph."""
    if eid := record.get("eid"):
        return str(eid)
    number = record.get("number") or record.get("para")
    if number is None:
        label = read_label(str(record.get("text") or ""))
        number = label.number if label and label.kind == "paragraph" else None
    if number is None:
        return None
    wanted = number_key(str(number))
    found = [one.eid for one in draft.paragraphs if number_key(one.number) == wanted]
    if not found:
        raise InputError(
            _("{where}: paragraph {number} is not in {draft}; give a number of that draft").format(
                where=where, number=number, draft=draft.name
            )
        )
    return found[0]


def _read(record: Mapping[str, Any], paragraph: str | None, language: str, where: str) -> Wording:
    old, new, text = record.get("old"), record.get("new"), record.get("text")
    if isinstance(new, str) and (old is None or isinstance(old, str)):
        return between(old, new) if old is not None else Wording(None, new, (), "unknown")
    if isinstance(text, str) and text.strip():
        return wording(text, paragraph, (), language)
    raise InputError(
        _("{where}: no wording; give old and new, or text with ~~struck~~ and **inserted** words").format(
            where=where
        )
    )


def _of_revisions(source: Draft, draft: Draft, by: str | None) -> Iterator[Amendment]:
    """One amendment for each paragraph of a file whose tracked changes were kept and that has any."""
    by_number = {number_key(one.number): one for one in draft.paragraphs}
    for paragraph in source.paragraphs:
        runs = paragraph.runs or ()
        if all(op == "equal" for op, _text in runs):
            continue
        read = from_revisions(runs)
        same = next((one for one in draft.paragraphs if one.text == read.old), None)
        target = same or (by_number.get(number_key(paragraph.number)) if read.old else None)
        yield Amendment(
            id=f"{by or 'a'}-{paragraph.eid}",
            draft=draft.name,
            eid=target.eid if target else None,
            old=read.old if read.old else None,
            new=read.new,
            by=by,
        )
