"""A process of the site as a folder: JSON, the drafts as read, every act."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from soundingboard.errors import InputError
from soundingboard.site.board.models import Event, Output, ReportText, Seat
from soundingboard.site.contributions.models import Ask, Contribution, FrozenCount, Topic
from soundingboard.site.contributions.records import ask_record, contribution_record
from soundingboard.site.drafts.models import OUT, Draft, FlagVerdict, LinkDecision
from soundingboard.site.folder.languages import version_file, version_record
from soundingboard.site.folder.outcomes import export as outcomes
from soundingboard.site.folder.outcomes.known import seats
from soundingboard.site.processes.models import Mandate, Process
from soundingboard.site.record.models import Closure, Entry
from soundingboard.vocabulary import FORMAT

Record = dict[str, Any]


def export(process: Process, folder: Path) -> None:
    """Write everything that `load` reads. Raises InputError for a folder that holds something already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(_("{folder}: is not empty; name a new folder").format(folder=folder))
    (folder / "drafts").mkdir(parents=True)
    (folder / "contributions").mkdir()
    drafts = list(Draft.objects.filter(process=process, state__in=OUT).order_by("order", "correction"))
    for draft in drafts:
        _write(folder / "drafts" / f"{draft.slug}.json", draft.record)
        for version in draft.language_versions.kept():
            _write(folder / version_file(version), version.record)
    _write(folder / "process.json", _about(process, drafts))
    said = Contribution.objects.filter(process=process).order_by("filed", "pk")
    said = said.select_related("draft", "organisation", "supersedes")
    asks = Ask.objects.filter(contribution__process=process).select_related("draft", "contribution")
    events, outputs = Event.objects.filter(process=process), Output.objects.filter(process=process)
    for name, rows in (
        ("contributions/contributions.jsonl", map(contribution_record, said)),
        ("contributions/asks.jsonl", map(ask_record, asks.order_by("pk"))),
        ("frozen.jsonl", map(_frozen, FrozenCount.objects.of_process(process))),
        ("events.jsonl", map(event_record, events)),
        ("outputs.jsonl", map(_output, outputs.select_related("draft").order_by("date", "pk"))),
        ("decisions.jsonl", _decisions(process)),
        *outcomes.files(process),
        ("record.jsonl", map(_entry, Entry.objects.of_process(process.slug))),
        (
            "closures.jsonl",
            Closure.objects.filter(process=process.slug).order_by("pk").values("object", "until"),
        ),
    ):
        _write_lines(folder / name, rows)


def _about(process: Process, drafts: Iterable[Draft]) -> Record:
    return {
        "format": FORMAT,
        "slug": process.slug,
        "title": process.title,
        "instrument": process.instrument,
        "summary": process.summary,
        "languages": process.languages,
        "groups": process.groups,
        "regions": process.regions,
        "groupings": process.groupings,
        **process.extra,
        "milestones": list(process.milestones.values("label", "date", "kind")),
        "drafts": [_draft(draft) for draft in drafts],
        "mandate": list(Mandate.objects.of(process).values("label", "date", "language", "text")),
        "seats": [_seat(seat) for seat in seats(process)],
        "topics": list(
            Topic.objects.filter(process=process).values(
                "slug", "label", "paragraphs", "terms", "confirmed_by"
            )
        ),
        **_report(process),
    }


def _report(process: Process) -> Record:
    """What people wrote in the final report."""
    written = ReportText.objects.filter(process=process).first()
    if written is None:
        return {}
    sections = {name: {"text": text} for name, text in written.sections.items() if text}
    return {"report": {"symbol": written.symbol, "date": written.date, "shown": written.shown, **sections}}


def _draft(draft: Draft) -> Record:
    extensions = draft.extensions.values_list("before", "after", "reason", "at")
    return {
        "slug": draft.slug,
        "stage": draft.stage,
        "label": draft.label,
        "symbol": draft.symbol,
        "title": draft.title,
        "date": draft.date,
        "file": f"drafts/{draft.slug}.json",
        "language": draft.language,
        "visibility": draft.visibility,
        "url": draft.source_url,
        "opens": draft.opens,
        "closes": draft.closes,
        "extensions": [{"from": a, "to": b, "reason": why, "at": at} for a, b, why, at in extensions],
        "versions": [version_record(one) for one in draft.language_versions.kept().light()],
        "corrects": draft.corrects.slug if draft.corrects else None,
        "correction_note": draft.correction_note,
    }


def _seat(seat: Seat) -> Record:
    identity = getattr(seat.holder, "identity", None)
    return {
        "name": identity.name if identity else "",
        "country": seat.country,
        "stakeholder_group": seat.stakeholder_group,
        "regional_group": seat.regional_group,
        "capacity": seat.capacity,
        "note": seat.note,
        "from": seat.since,
        "until": seat.until,
    }


def event_record(event: Event) -> Record:
    """An event in the interchange format."""
    names = ("kind", "start", "end", "title", "place", "agenda", "notes", "open_to_observers", "attendance")
    fields = {name: getattr(event, name) for name in (*names, "series", "actions")}
    return {"id": event.slug, **fields}


def _output(output: Output) -> Record:
    names = ("kind", "title", "summary", "date", "language", "text", "state", "published")
    fields = {name: getattr(output, name) for name in names}
    return {"id": output.slug, "draft": output.draft.slug if output.draft else None, **fields}


def _decisions(process: Process) -> Iterable[Record]:
    for link in LinkDecision.objects.filter(new__process=process).select_related("old", "new").order_by("pk"):
        pair = {"kind": "link", "old": link.old.slug, "new": link.new.slug}
        yield {**pair, "old_eids": link.old_eids, "new_eids": link.new_eids}
    for flag in FlagVerdict.objects.filter(new__process=process).select_related("old", "new").order_by("pk"):
        pair = {"kind": "flag", "old": flag.old.slug, "new": flag.new.slug}
        yield {**pair, "key": flag.key, "confirmed": flag.confirmed}


def _frozen(count: FrozenCount) -> Record:
    return {**count.record, "at": count.at, "by": count.by}


def _entry(entry: Entry) -> Record:
    names = ("sequence", "previous", "digest", "body", "readers")
    return {name: getattr(entry, name) for name in names}


def _write(path: Path, record: Record) -> None:
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1, default=_plain) + "\n", encoding="utf-8")


def _write_lines(path: Path, rows: Iterable[Record]) -> None:
    lines = (json.dumps(row, ensure_ascii=False, default=_plain) + "\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8")


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat().replace("+00:00", "Z")
    raise TypeError(value)
