"""The final report of a process folder: its records, counted."""

from datetime import UTC, datetime

from soundingboard.cli.folder import Folder, Record
from soundingboard.exposure import published
from soundingboard.report import Given, Member, Output, Report
from soundingboard.report import report as make_report
from soundingboard.trace import shares, trace


def report_of(folder: Folder) -> Report:
    """The report on all that is over and published in the folder."""
    about = folder.about
    seen = published(folder.contributions, folder.frozen)
    entries = trace(folder.asks, folder.drafts, folder.record, folder.contributions)
    now = datetime.now(UTC).isoformat()
    written = about.get("report") or {}
    sections = {name: folder.text(row) for name, row in written.items() if isinstance(row, dict)}
    mandate = [
        (str(row.get("label") or ""), str(row.get("date") or "")) for row in about.get("mandate") or []
    ]
    return make_report(
        title=str(about.get("title") or ""),
        instrument=str(about.get("instrument") or ""),
        language=str((about.get("languages") or ["en"])[0]),
        mandate=mandate,
        events=[event for event in folder.events if str(event.get("end") or event.get("start") or "") <= now],
        outputs=[_output(row) for row in folder.outputs if row.get("state", "published") == "published"],
        members=[_member(row) for row in about.get("seats") or []],
        seen=seen,
        words=folder.words,
        shares=shares(entries, folder.asks, seen, folder.words),
        asks=folder.asks,
        given=Given(sections, written.get("symbol"), written.get("date") and str(written["date"])),
        drafts=[(draft.name, draft.label or draft.name) for draft in folder.drafts],
    )


def _output(row: Record) -> Output:
    return Output(
        str(row.get("kind") or "post"),
        str(row.get("title") or ""),
        str(row.get("date") or ""),
        row.get("url"),
    )


def _member(row: Record) -> Member:
    return Member(
        row.get("name"),
        str(row.get("country") or ""),
        str(row.get("stakeholder_group") or ""),
        str(row.get("regional_group") or ""),
        str(row.get("capacity") or "member"),
        str(row.get("note") or ""),
    )
