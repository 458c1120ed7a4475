"""What became of every file, row and line of an upload, for the page and as a table."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from soundingboard.site.contributions.forms import word_label
from soundingboard.site.contributions.models import BulkUpload, Permission
from soundingboard.site.contributions.uploads.forms import PERMISSIONS
from soundingboard.site.contributions.uploads.taking import HERE_ALREADY
from soundingboard.spreadsheet import csv_lines

PAGE = 100  # rows: an upload of a folder stands on one
LARGE = 5000  # rows: up to here an upload is taken in while somebody waits without wondering
OUTCOMES = {
    "read": gettext_lazy("read"),
    "read with notices": gettext_lazy("read, with a notice"),
    "set aside": gettext_lazy("set aside"),
    HERE_ALREADY: gettext_lazy("here already, left as it is"),
}
_SHOW = {"notices": ("read with notices",), "aside": ("set aside", HERE_ALREADY)}
_COLUMNS = (
    "file",
    "place",
    "outcome",
    "id",
    "name",
    "stakeholder_group",
    "stakeholder_group_written",
    "regional_group",
    "regional_group_written",
    "organisation",
    "language",
    "permission",
    "beginning",
    "notices",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the report as the page shows it."""

    row: Mapping[str, Any]

    @property
    def outcome(self) -> str:
        return str(OUTCOMES.get(self.row["outcome"], self.row["outcome"]))

    @property
    def group(self) -> str:
        return _as_written(self.row, "stakeholder_group")

    @property
    def region(self) -> str:
        return _as_written(self.row, "regional_group")

    @property
    def permission(self) -> str:
        return str(dict(PERMISSIONS).get(self.row.get("permission", ""), ""))

    @property
    def is_hidden(self) -> bool:
        """Whether who said it is not to be told."""
        return self.row.get("permission") in (Permission.ANONYMOUS, Permission.CONFIDENTIAL)


def _as_written(row: Mapping[str, Any], name: str) -> str:
    """A group or region, as the file has it and as it is here where the two differ."""
    ours, written = row.get(name), (row.get("as_written") or {}).get(name)
    if not ours:
        return ""
    return f"{written} → {word_label(ours)}" if written else word_label(ours)


@dataclass(frozen=True, slots=True)
class Report:
    """The rows that were chosen, a page at a time, and how many there are of each outcome."""

    page: Page
    lines: Sequence[Line]
    counts: Sequence[tuple[str, int]]
    n_read: int
    show: str
    choices: Sequence[tuple[str, str, int]]
    is_large: bool
    first: str  # the name of the first that was taken in, to begin with; empty before


def report(upload: BulkUpload, show: str, number: str | None) -> Report:
    """The report of an upload; `show` is "notices", "aside" or everything."""
    show = show if show in _SHOW else ""
    rows = [row for row in upload.rows if not show or row["outcome"] in _SHOW[show]]
    page = Paginator(rows, PAGE).get_page(number)
    counts = Counter(row["outcome"] for row in upload.rows)
    return Report(
        page=page,
        lines=[Line(row) for row in page],
        counts=[(str(label), counts[outcome]) for outcome, label in OUTCOMES.items() if counts[outcome]],
        n_read=len({row["id"] for row in upload.rows if row.get("id") and row["outcome"] != HERE_ALREADY}),
        show=show,
        choices=_choices(counts),
        is_large=len(upload.rows) > LARGE,
        first=next(
            (row["name"] for row in upload.rows if row.get("name") and row["outcome"] != HERE_ALREADY), ""
        ),
    )


def _choices(counts: Mapping[str, int]) -> list[tuple[str, str, int]]:
    every = [("", pgettext("rows", "all"), sum(counts.values()))]
    named = {"notices": _("with a notice"), "aside": _("set aside")}
    return [*every, *((key, named[key], sum(counts.get(one, 0) for one in _SHOW[key])) for key in _SHOW)]


def as_csv(upload: BulkUpload) -> bytes:
    """The whole report as a table for spreadsheets: UTF-8 with its mark, no cell a formula."""
    return "".join(csv_lines([_COLUMNS, *map(_cells, upload.rows)])).encode("utf-8-sig")


def _cells(row: Mapping[str, Any]) -> list[str]:
    written = row.get("as_written") or {}
    more = {
        "stakeholder_group_written": written.get("stakeholder_group"),
        "regional_group_written": written.get("regional_group"),
        "notices": " | ".join(row["notices"]),
    }
    return [str(more.get(name, row.get(name)) or "") for name in _COLUMNS]
