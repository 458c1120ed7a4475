"""What the secretariat sees while a draft is on its way: where it stands, and how it was read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from soundingboard.site.drafts.beside import Row, beside
from soundingboard.site.drafts.comparing import missing, predecessor
from soundingboard.site.drafts.forms import KIND_WORDS, STATUS_WORDS
from soundingboard.site.drafts.models import Change, Comparison, Draft, Paragraph, State, Upload
from soundingboard.write.signs import SIGNS

PATIENCE = timedelta(minutes=1)  # a draft is read in seconds; after this something has gone wrong
_ROWS = 200  # paragraphs a page: most drafts stand on one


@dataclass(frozen=True, slots=True)
class Former:
    """What a paragraph was in the draft before: how it came, and from which numbers."""

    kind: str
    word: str
    numbers: str
    moved: bool = False
    given: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the page: what lay in the file, what was read, what it was before."""

    row: Row
    former: Former | None
    kind: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """How a draft was read."""

    before: Draft | None
    lines: Page[Line]
    n_paragraphs: int
    n_headings: int
    n_unheld: int
    is_compared: bool
    ended: Sequence[Paragraph] = field(default=())


def reading_page(draft: Draft, number: str | None) -> ReadingPage:
    """The original beside what was read and what it was before, a page of rows at a time."""
    upload = Upload.objects.filter(draft=draft).only("blocks").first()
    rows = list(beside(upload.blocks if upload else [], draft.record))
    before = predecessor(draft)
    comparison = Comparison.objects.filter(old=before, new=draft).first() if before else None
    changes = list(comparison.changes.all()) if comparison else []
    former = formers(changes)
    lines = [_line(row, former) for row in rows]
    gone = [one["eid"] for change in changes if change.kind == "deleted" for one in change.record["old"]]
    return ReadingPage(
        before=before,
        lines=Paginator(lines, _ROWS).get_page(number),
        n_paragraphs=len(draft.record["paragraphs"]),
        n_headings=len(draft.record.get("headings", [])),
        n_unheld=sum(row.paragraph is None and row.heading is None for row in rows),
        is_compared=not missing(draft),
        ended=list(Paragraph.objects.filter(draft=before, eid__in=gone)) if gone else [],
    )


def formers(changes: Sequence[Change]) -> Mapping[str, Former]:
    """For each paragraph of the new draft, what it was before."""
    return dict(_formers(changes))


def _formers(changes: Sequence[Change]) -> Iterator[tuple[str, Former]]:
    for change in changes:
        record = change.record
        numbers = ", ".join(one["number"] or one["eid"] for one in record["old"])
        given, moved = bool(record.get("given")), bool(record.get("moved"))
        for one in record["new"]:
            yield one["eid"], Former(change.kind, SIGNS[change.kind].word, numbers, moved, given)


def _line(row: Row, former: Mapping[str, Former]) -> Line:
    paragraph: Mapping[str, Any] | None = row.paragraph
    if paragraph is None:
        return Line(row, None)
    kind, status = str(paragraph.get("kind", "")), str(paragraph.get("status") or "")
    return Line(
        row,
        former.get(paragraph["eid"]),
        str(KIND_WORDS.get(kind, kind)),
        str(STATUS_WORDS.get(status, status)) if status else "",
    )


def state_words(draft: Draft) -> str:
    """How far an upload is, for those who wait for it."""
    if draft.state == State.RECEIVED and is_stuck(draft):
        return _("stopped while it was read; open it to read it again")
    return str(draft.get_state_display())


def is_stuck(draft: Draft) -> bool:
    """Whether reading has taken too long, or the task that should do it is gone or has failed."""
    upload = Upload.objects.filter(draft=draft).only("asked", "task").first()
    return upload is None or is_stopped(upload.asked, upload.task)


def is_stopped(asked: datetime, name: str, more: float = 0) -> bool:
    """Whether a task that was asked for (`more` seconds longer than others may take) is gone or has failed."""
    if asked + PATIENCE + timedelta(seconds=more) < timezone.now():
        return True
    if len(name) < 36:  # a task that is not in the database: it was done at once
        return bool(name)
    task = DBTaskResult.objects.filter(pk=name).only("status").first()
    return task is None or task.status in (TaskResultStatus.FAILED, TaskResultStatus.SUCCESSFUL)
