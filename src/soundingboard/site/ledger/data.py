"""The ledger as data, in the interchange format and as rows of a table."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from soundingboard import model
from soundingboard.site.drafts.models import Draft
from soundingboard.site.ledger.ledger_page import Told, told
from soundingboard.site.ledger.models import Entry, Response
from soundingboard.site.processes.models import Process
from soundingboard.trace.outcomes import with_stated
from soundingboard.write.ledger import entry_rows
from soundingboard.write.outcomes import ledger_record

Record = dict[str, Any]
_CHUNK = 500


def as_entry(entry: Entry) -> model.LedgerEntry:
    """A row as the library's record: what stands, and the evidence that a run found."""
    return model.LedgerEntry(
        id=entry.name,
        of=f"ask:{entry.ask.name}" if entry.ask else f"amendment:{entry.amendment.name}",
        old=entry.old.slug,
        new=entry.new.slug,
        outcome=entry.outcome,
        evidence=tuple(_evidence(one) for one in entry.evidence),
        carried_by_board=f"reflection:{entry.carried_by.slug}" if entry.carried_by else None,
        not_carried_because=entry.not_carried_because or None,
        confirmed_by=entry.confirmed_by or None,
        score=entry.score,
        sure=entry.sure,
    )


def _evidence(record: Record) -> model.Evidence:
    where = record.get("where")
    place = model.PlaceName(where["draft"], where["eid"]) if where else None
    return model.Evidence(record["kind"], tuple(record.get("words") or ()), place, record.get("note"))


def as_response(response: Response, to: Sequence[str] | None = None) -> model.Response:
    """A row as the library's record; `to` names what it is told to answer."""
    return model.Response(
        id=response.name,
        by=response.by,
        role=response.role,
        date=response.at.date().isoformat(),
        text=response.text,
        to=tuple(response.to if to is None else to),
    )


def _with_answers(one: Told) -> model.LedgerEntry:
    entry = as_entry(one.entry)
    return with_stated(entry, [as_response(answer, [entry.of]) for answer in one.stated])


def records(process: Process, chain: Sequence[Draft], entries: Iterable[Entry]) -> Iterator[Record]:
    """Entries in the interchange format, with who asks as far as it may be shown."""
    for one in _lines(process, chain, entries):
        yield ledger_record(_with_answers(one)) | _about(one) | {"suggested": one.entry.suggested}


def rows(process: Process, chain: Sequence[Draft], entries: Iterable[Entry]) -> Iterator[Record]:
    """The same as rows of a table."""
    for one in _lines(process, chain, entries):
        yield entry_rows([_with_answers(one)])[0] | _about(one)


def _lines(process: Process, chain: Sequence[Draft], entries: Iterable[Entry]) -> Iterator[Told]:
    """The lines, some hundred at a time."""
    waiting: list[Entry] = []
    for entry in entries:
        waiting.append(entry)
        if len(waiting) == _CHUNK:
            yield from told(process, chain, waiting)
            waiting = []
    yield from told(process, chain, waiting)


def _about(one: Told) -> Record:
    thing, contribution = one.entry.ask or one.entry.amendment, one.line.contribution if one.line else None
    is_open = bool(contribution and contribution.is_open)
    return {
        "contribution": contribution.name if contribution else "",
        "group": contribution.stakeholder_group if contribution and is_open else "",
        "region": contribution.regional_group if contribution and is_open else "",
        "asked_on": thing.draft.slug,
        "place": one.entry.ask.place if one.entry.ask else f"para:{one.entry.amendment.eid}",
        "kind": one.entry.ask.kind if one.entry.ask else "amend",
    }


def plain_life(entries: Iterable[Entry]) -> tuple[model.LedgerEntry, ...]:
    """Entries as the library walks through a life: without their evidence."""
    return tuple(replace(as_entry(entry), evidence=()) for entry in entries)
