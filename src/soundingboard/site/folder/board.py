"""The board of a folder: seats, events, outputs."""

from collections.abc import Mapping
from datetime import UTC, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from soundingboard.errors import InputError
from soundingboard.site.board.models import Capacity, Event, EventKind, Output, OutputState, ReportText, Seat
from soundingboard.site.drafts.models import Draft
from soundingboard.site.folder.reading import Folder, Record, day, line, moment, one_of, slug_of
from soundingboard.site.people.models import Identity, Participant
from soundingboard.site.processes.models import Process

OUTPUT_KINDS = [kind for kind, _label in Output._meta.get_field("kind").choices]


def load_board(process: Process, folder: Folder, drafts: Mapping[str, Draft]) -> None:
    """Everything about the board."""
    for place, entry in enumerate(folder.about.get("seats", []), 1):
        _seat(process, entry, f"seats[{place}]")
    Event.objects.bulk_create(_event(process, row, n) for n, row in enumerate(folder.events, 1))
    Output.objects.bulk_create(
        _output(process, folder, row, drafts, n) for n, row in enumerate(folder.outputs, 1)
    )
    if "report" in folder.about:
        _report(process, folder, folder.about["report"])


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
        capacity=one_of(Capacity.values, entry.get("capacity") or Capacity.MEMBER, where, "capacity"),
        note=entry.get("note", ""),
        since=day(entry.get("from"), f"{where}.from"),
        until=day(entry.get("until"), f"{where}.until"),
    )


def _event(process: Process, row: Record, n: int) -> Event:
    where = f"events.jsonl, line {n}"
    name = slug_of(row.get("id") or f"event-{n}", where)
    start = moment(row.get("start"), f"{where}, start")
    return Event(
        process=process,
        slug=name,
        kind=one_of(EventKind.values, row.get("kind") or EventKind.OTHER, where, "kind"),
        title=line(row.get("title")),
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
    where = f"outputs.jsonl, line {n}"
    date = day(row.get("date"), f"{where}, date") or timezone.now().date()
    state = one_of(OutputState.values, row.get("state") or OutputState.PUBLISHED, where, "state")
    out = moment(row.get("published"), f"{where}, published")
    return Output(
        process=process,
        slug=slug_of(row.get("id") or f"output-{n}", where),
        kind=one_of(OUTPUT_KINDS, row.get("kind") or "post", where, "kind"),
        title=line(row.get("title")),
        summary=row.get("summary") or "",
        date=date,
        draft=drafts.get(row.get("draft") or ""),
        language=row.get("language") or process.language,
        text=folder.text(row),
        state=state,
        published=out or (datetime.combine(date, time(12), UTC) if state == OutputState.PUBLISHED else None),
    )


def _report(process: Process, folder: Folder, entry: Record) -> None:
    """What people wrote in the final report, section by section."""
    if not isinstance(entry, dict):
        raise InputError(_("report: is no table; write [report.background] with text or file"))
    for name, row in entry.items():
        if name not in (*ReportText.SECTIONS, "symbol", "date", "shown") or (
            name in ReportText.SECTIONS and not isinstance(row, dict)
        ):
            words = _("report: {name} is no section with text or file; it has {known}")
            raise InputError(words.format(name=name, known=", ".join(ReportText.SECTIONS)))
    ReportText.objects.create(
        process=process,
        symbol=line(entry.get("symbol")),
        date=day(entry.get("date"), "report.date"),
        shown=bool(entry.get("shown", True)),
        **{name: folder.text(entry[name]) for name in ReportText.SECTIONS if name in entry},
    )
