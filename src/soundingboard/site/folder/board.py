"""The board of a folder: seats, events, outputs."""

from collections.abc import Mapping
from datetime import UTC, datetime, time

from django.utils import timezone

from soundingboard.site.board.models import Event, Output, OutputState, Seat
from soundingboard.site.drafts.models import Draft
from soundingboard.site.folder.reading import Folder, Record, day, moment
from soundingboard.site.people.models import Identity, Participant
from soundingboard.site.processes.models import Process


def load_board(process: Process, folder: Folder, drafts: Mapping[str, Draft]) -> None:
    """Everything about the board."""
    for place, entry in enumerate(folder.about.get("seats", []), 1):
        _seat(process, entry, f"seats[{place}]")
    Event.objects.bulk_create(_event(process, row, n) for n, row in enumerate(folder.events, 1))
    Output.objects.bulk_create(
        _output(process, folder, row, drafts, n) for n, row in enumerate(folder.outputs, 1)
    )


def _seat(process: Process, entry: Record, where: str) -> None:
    holder = Participant.objects.create()
    if entry.get("name"):
        Identity.objects.create(participant=holder, name=entry["name"])
    Seat.objects.create(
        process=process,
        holder=holder,
        country=entry.get("country", ""),
        stakeholder_group=entry.get("stakeholder_group", ""),
        regional_group=entry.get("regional_group", ""),
        capacity=entry.get("capacity", "member"),
        note=entry.get("note", ""),
        since=day(entry.get("from"), f"{where}.from"),
        until=day(entry.get("until"), f"{where}.until"),
    )


def _event(process: Process, row: Record, n: int) -> Event:
    where = f"events.jsonl, line {n}"
    start = moment(row.get("start"), f"{where}, start")
    return Event(
        process=process,
        slug=row.get("id") or f"event-{n}",
        kind=row.get("kind") or "other output",
        title=row.get("title") or "",
        start=start,
        end=moment(row.get("end"), f"{where}, end") or start,
        place=row.get("place") or "",
        agenda=row.get("agenda") or "",
        notes=row.get("notes") or "",
        open_to_observers=bool(row.get("open_to_observers")),
        attendance=row.get("attendance") or [],
        series=row.get("series") or "",
        actions=row.get("actions") or [],
    )


def _output(process: Process, folder: Folder, row: Record, drafts: Mapping[str, Draft], n: int) -> Output:
    date = day(row.get("date"), f"outputs.jsonl, line {n}, date") or timezone.now().date()
    state = row.get("state") or OutputState.PUBLISHED
    out = moment(row.get("published"), f"outputs.jsonl, line {n}, published")
    return Output(
        process=process,
        slug=row.get("id") or f"output-{n}",
        kind=row.get("kind") or "post",
        title=row.get("title") or "",
        summary=row.get("summary") or "",
        date=date,
        draft=drafts.get(row.get("draft") or ""),
        language=row.get("language") or process.language,
        text=folder.text(row),
        state=state,
        published=out or (datetime.combine(date, time(12), UTC) if state == OutputState.PUBLISHED else None),
    )
