"""Contributions and reports as tables, and the records of a CSV text."""

import json
import re
from collections.abc import Iterable, Iterator

from soundingboard.gather.columns import FIELDS
from soundingboard.gather.row import Row
from soundingboard.model import Contribution
from soundingboard.spreadsheet import csv_lines


def cells(text: str, delimiter: str) -> Iterator[tuple[str, ...]]:
    """The records of a CSV text, each its cells; a line without any character is a record of no cells.

    A quote that is never closed is a sign like any other, so that no record is swallowed by another's mistake.
    """
    pattern = _patterns(delimiter)
    record: list[str] = []
    at = 0
    while at < len(text):
        match = pattern.match(text, at)
        if match is None:  # cannot be: the bare alternative matches anything
            return
        quoted, rest, bare, end = match.groups()
        record.append(bare if quoted is None else quoted.replace('""', '"') + rest)
        at = match.end()
        if end == delimiter and at == len(text):
            record.append("")
        elif end == delimiter:
            continue
        yield () if record == [""] and quoted is None else tuple(record)
        record = []


def _patterns(delimiter: str) -> re.Pattern[str]:
    plain_part = rf"[^{re.escape(delimiter)}\r\n]*"
    return re.compile(
        rf'(?:"((?:[^"]|"")*+)"({plain_part})|({plain_part}))({re.escape(delimiter)}|\r\n|\r|\n|\Z)'
    )


def contributions_csv(contributions: Iterable[Contribution]) -> str:
    """The contributions as CSV, the columns those of the interchange; `gather` reads the same contributions from it."""
    return "".join(csv_lines([FIELDS, *map(_cells_of, contributions)]))


def report_csv(report: Iterable[Row]) -> str:
    """The report of a reading as CSV: file, place, outcome, reason, id, notices (one a line)."""
    names = ("file", "place", "outcome", "reason", "id", "notices")
    rows = [
        (row.file, row.place, row.outcome, row.reason or "", row.id or "", "\n".join(row.notices))
        for row in report
    ]
    return "".join(csv_lines([names, *rows]))


def _cells_of(contribution: Contribution) -> tuple[str, ...]:
    written = {
        name: str(value)
        for name in FIELDS
        if isinstance(value := getattr(contribution, name), str)  # None is an empty cell
    }
    written["organisation_verified"] = "true" if contribution.organisation_verified else "false"
    written["groupings"] = "; ".join(contribution.groupings)
    if contribution.as_written:
        written["as_written"] = json.dumps(dict(contribution.as_written), ensure_ascii=False)
    return tuple(written.get(name, "") for name in FIELDS)
