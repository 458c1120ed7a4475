"""The list of what was said as data: every line of the filters, as anyone may know it."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from soundingboard.exposure import CONFIDENTIAL, public
from soundingboard.site.contributions.models import Contribution, ContributionState
from soundingboard.site.contributions.records import ask_record, said
from soundingboard.site.drafts.models import Draft

Record = dict[str, Any]
_CHUNK = 500  # contributions read at a time: some MB of words


_TOLD = (
    "id",
    "date",
    "draft",
    "kind",
    "channel",
    "language",
    "permission",
    "organisation",
    "organisation_verified",
    "stakeholder_group",
    "regional_group",
    "country",
    "groupings",
)
_FLAT = (*_TOLD, "late", "state")


def records(rows: QuerySet[Contribution], chain: Sequence[Draft]) -> Iterator[Record]:
    """Each contribution with what it asks; of a confidential one its name alone, as on the page."""
    rows = rows.select_related("organisation", "draft").defer("draft__record").prefetch_related("asks")
    drafts = {draft.pk: draft for draft in chain}
    for one in rows.iterator(chunk_size=_CHUNK):
        yield _record(one, drafts)


def _record(one: Contribution, drafts: dict[int, Draft]) -> Record:
    seen = public(said(one))
    if seen.permission == CONFIDENTIAL:
        return {"id": seen.id, "permission": seen.permission, "state": one.state}
    is_told = one.state != ContributionState.WITHDRAWN
    record: Record = {name: getattr(seen, name) for name in _TOLD}
    record |= {"late": one.late, "state": one.state, "text": seen.text if is_told else ""}
    return {**record, "asks": _asks(one, drafts) if is_told else []}


def _asks(one: Contribution, drafts: dict[int, Draft]) -> list[Record]:
    """What it asks; of drafts that the reader does not see nothing is told."""
    found = []
    for ask in one.asks.all():
        if ask.draft_id is None or ask.draft_id in drafts:
            ask.contribution = one
            if ask.draft_id:
                ask.draft = drafts[ask.draft_id]
            found.append(ask_record(ask))
    return found


def flat(rows: Iterator[Record]) -> Iterator[Record]:
    """The same, one line each: what is asked in a column, the words in the last one."""
    for one in rows:
        asks = [f"{ask['kind']} {_target(ask['target'])}" for ask in one.get("asks", [])]
        yield {**{name: one.get(name) for name in _FLAT}, "asks": asks, "text": one.get("text", "")}


def _target(target: Record) -> str:
    return " ".join(str(value) if name != "whole" else "whole" for name, value in target.items())
