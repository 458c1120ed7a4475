"""What became of what was said, as records: amendments, reflections, ledger entries, responses; and back."""

from collections.abc import Mapping
from typing import Any

from soundingboard.i18n import _
from soundingboard.model import (
    Amendment,
    Evidence,
    LedgerEntry,
    Reflection,
    ReflectionSection,
    Response,
    Signature,
)
from soundingboard.vocabulary import (
    AMENDMENT_STATES,
    CHANGE_OUTCOMES,
    EVIDENCE_KINDS,
    POSITIONS,
    RETAIN_OUTCOMES,
    SECTION_KINDS,
)
from soundingboard.write.given import listed, one_of, optional, places, span, text, wrong
from soundingboard.write.records import Record, plain

_ALSO = ("notices", "score", "sure", "title")  # fields beyond those that the format promises
_OUTCOMES = tuple(dict.fromkeys((*CHANGE_OUTCOMES, *RETAIN_OUTCOMES)))


def amendment_record(amendment: Amendment) -> Record:
    """An amendment as a record."""
    return _filled(plain(amendment))


def amendment_of(record: Mapping[str, Any], where: str) -> Amendment:
    """The amendment of a record. Raises InputError that names the place, for a field that is missing or wrong."""
    new, old = record.get("new"), optional(record, "old", where)
    if not isinstance(new, str):
        raise wrong(where, "new", _("the proposed text (empty to delete)"))
    return Amendment(
        id=text(record, "id", where),
        draft=text(record, "draft", where),
        eid=optional(record, "eid", where),
        old=old,
        new=new,
        by=optional(record, "by", where),
        date=optional(record, "date", where),
        rationale=optional(record, "rationale", where),
        anchor=span(record.get("anchor"), where),
        state=one_of({"state": "proposed", **record}, "state", AMENDMENT_STATES, where),
        amends=optional(record, "amends", where),
    )


def reflection_record(reflection: Reflection) -> Record:
    """Reflections as a record."""
    return _filled(plain(reflection))


def reflection_of(record: Mapping[str, Any], where: str) -> Reflection:
    """The reflections of a record. Raises InputError that names the place."""
    sections, signed = _rows(record, "sections", where), _rows(record, "signed", where)
    return Reflection(
        id=text(record, "id", where),
        draft=text(record, "draft", where),
        sections=tuple(_section(one, n, f"{where}, section {n}") for n, one in enumerate(sections, start=1)),
        date=optional(record, "date", where),
        symbol=optional(record, "symbol", where),
        title=optional(record, "title", where) or "",
        signed=tuple(_signature(one, f"{where}, signature {n}") for n, one in enumerate(signed, start=1)),
    )


def _section(record: Mapping[str, Any], n: int, where: str) -> ReflectionSection:
    return ReflectionSection(
        kind=one_of(record, "kind", SECTION_KINDS, where),
        text=optional(record, "text", where) or "",
        id=optional(record, "id", where) or f"s{n}",
        topic=optional(record, "topic", where),
        refs=places(record.get("refs"), "refs", where),
        evidence=listed(record, "evidence", where),
        amendments=listed(record, "amendments", where),
    )


def _signature(record: Mapping[str, Any], where: str) -> Signature:
    position = one_of(record, "position", POSITIONS, where)
    return Signature(text(record, "member", where), position, optional(record, "reason", where))


def ledger_record(entry: LedgerEntry) -> Record:
    """A ledger entry as a record; its drafts are `from` and `to`."""
    record = _filled(plain(entry))
    return {{"old": "from", "new": "to"}.get(key, key): value for key, value in record.items()}


def ledger_of(record: Mapping[str, Any], where: str) -> LedgerEntry:
    """The ledger entry of a record. Raises InputError that names the place."""
    return LedgerEntry(
        id=text(record, "id", where),
        of=text(record, "of", where),
        old=text(record, "from", where),
        new=text(record, "to", where),
        outcome=one_of(record, "outcome", _OUTCOMES, where),
        evidence=tuple(_evidence(one, where) for one in _rows(record, "evidence", where)),
        carried_by_board=optional(record, "carried_by_board", where),
        not_carried_because=optional(record, "not_carried_because", where),
        confirmed_by=optional(record, "confirmed_by", where),
        score=record.get("score"),
        sure=bool(record.get("sure")),
    )


def evidence_record(evidence: Evidence) -> Record:
    """What speaks for an outcome, as a record."""
    record: Record = plain(evidence)
    return record


def _evidence(record: Mapping[str, Any], where: str) -> Evidence:
    there = record.get("where")
    found = places([there], "where", where) if there else (None,)
    kind = one_of(record, "kind", EVIDENCE_KINDS, where)
    return Evidence(kind, listed(record, "words", where), found[0], optional(record, "note", where))


def response_record(response: Response) -> Record:
    """An official answer as a record."""
    record: Record = plain(response)
    return record


def response_of(record: Mapping[str, Any], where: str) -> Response:
    """The official answer of a record. Raises InputError that names the place."""
    names = ("id", "by", "role", "date", "text")
    return Response(**{name: text(record, name, where) for name in names}, to=listed(record, "to", where))


def _rows(record: Mapping[str, Any], key: str, where: str) -> list[Mapping[str, Any]]:
    value = record.get(key) or []
    if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
        raise wrong(where, key, _("a list of objects"))
    return value


def _filled(record: Record) -> Record:
    return {key: value for key, value in record.items() if key not in _ALSO or value}
