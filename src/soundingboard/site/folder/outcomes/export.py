"""What became of what was said, as the rows that `loading` reads."""

from collections.abc import Iterable, Iterator
from typing import Any

from soundingboard.site.amendments.models import Amendment, Support
from soundingboard.site.amendments.records import by
from soundingboard.site.folder.outcomes.known import seat_name, seats
from soundingboard.site.ledger.models import Entry, NotCarried, Response
from soundingboard.site.processes.models import Process
from soundingboard.site.reflections.models import Reflection, Section, Signature

Record = dict[str, Any]


def files(process: Process) -> Iterator[tuple[str, Iterable[Record]]]:
    """The name of each file and its rows."""
    amendments = Amendment.objects.of(process).order_by("pk")
    support = Support.objects.filter(amendment__process=process).order_by("amendment", "pk")
    reflections = Reflection.objects.of(process).order_by("pk").select_related("corrects")
    reflections = reflections.prefetch_related("sections", "signatures")
    not_carried = NotCarried.objects.filter(ask__contribution__process=process)
    entries = Entry.objects.of(process).exclude(confirmed_by="").order_by("pk")
    members = _members(process)
    yield "amendments.jsonl", map(_amendment, amendments)
    yield "support.jsonl", map(_support, support.select_related("amendment", "organisation"))
    yield "reflections.jsonl", (_reflection(one, members) for one in reflections)
    yield "not-carried.jsonl", map(_not_carried, not_carried.select_related("ask").order_by("pk"))
    yield "ledger.jsonl", map(_entry, entries)
    yield "responses.jsonl", map(_response, Response.objects.filter(process=process).order_by("pk"))


def _amendment(row: Amendment) -> Record:
    return {
        "id": row.name,
        "by": by(row),
        "date": row.at,
        "draft": row.draft.slug,
        "eid": row.eid or None,
        "old": row.old,
        "new": row.new,
        "rationale": row.rationale or None,
        "anchor": row.anchor,
        "state": row.state,
        "amends": row.amends.name if row.amends else None,
        **({"ask": row.ask.name} if row.ask else {}),
        **({"reason": row.reason} if row.reason else {}),
        **({"notices": row.notices} if row.notices else {}),
    }


def _support(row: Support) -> Record:
    return {
        "amendment": row.amendment.name,
        "organisation": row.organisation.name,
        "position": row.position,
        **({"reason": row.reason} if row.reason else {}),
        "date": row.at,
    }


def _members(process: Process) -> dict[int, str]:
    """What a folder calls each member: the name, or the seat of one whose name was erased."""
    return {seat.holder_id: seat.name or seat_name(place) for place, seat in enumerate(seats(process), 1)}


def _reflection(row: Reflection, members: dict[int, str]) -> Record:
    return {
        "id": row.slug,
        "draft": row.draft.slug,
        "date": row.date,
        "symbol": row.symbol or None,
        "title": row.title,
        "language": row.language,
        "state": row.state,
        "published": row.published,
        **({"corrects": row.corrects.slug} if row.corrects else {}),
        **({"note": row.note} if row.note else {}),
        "sections": [_section(one) for one in row.sections.all()],
        "signed": [_signature(one, members) for one in row.signatures.all()],
    }


def _section(row: Section) -> Record:
    return {
        "id": row.name,
        "kind": row.kind,
        "topic": row.topic or None,
        "text": row.text,
        "refs": row.refs,
        "evidence": row.evidence,
        "amendments": row.amendments,
        **({"is_new": True} if row.is_new else {}),
    }


def _signature(row: Signature, members: dict[int, str]) -> Record:
    return {
        "member": members.get(row.member_id),
        "position": row.position,
        "reason": row.reason or None,
        "date": row.at,
        **({"late": True} if row.late else {}),
        **({"replaced": row.replaced} if row.replaced else {}),
    }


def _not_carried(row: NotCarried) -> Record:
    return {"ask": row.ask.name, "because": row.because, "by": row.by, "date": row.at}


def _entry(row: Entry) -> Record:
    return {
        "id": row.name,
        "of": f"ask:{row.ask.name}" if row.ask else str(row.amendment),
        "from": row.old.slug,
        "to": row.new.slug,
        "carried_by_board": str(row.carried_by) if row.carried_by else None,
        "not_carried_because": row.not_carried_because or None,
        "outcome": row.outcome,
        "evidence": row.evidence,
        "confirmed_by": row.confirmed_by,
        "suggested": row.suggested,
        "score": row.score,
        "sure": row.sure,
        "note": row.note or None,
        "confirmed": row.confirmed,
    }


def _response(row: Response) -> Record:
    return {
        "id": row.name,
        "by": row.by,
        "role": row.role,
        "date": row.at,
        "text": row.text,
        "language": row.language,
        "to": row.to,
    }
