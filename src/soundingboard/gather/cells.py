"""Cells of tables that a spreadsheet will open: no formula comes to life, and reading gives back what was written.

CSV as RFC 4180 describes it. Formulas: OWASP, "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection,
whose list of opening signs is taken whole, with their full-width forms.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence

from soundingboard.gather.columns import FIELDS
from soundingboard.gather.row import Row
from soundingboard.model import Contribution

_DANGEROUS = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


def neutral(cell: str) -> str:
    """`cell` with an apostrophe before it where a spreadsheet would take it for a formula.

    Where apostrophes already stand before such a sign one more is put, so that `plain` gives the cell back exactly.
    """
    return f"'{cell}" if _DANGEROUS.match(cell) else cell


def plain(cell: str) -> str:
    """`cell` as it was before `neutral`: without the apostrophe that kept a formula from coming to life."""
    return cell[1:] if cell.startswith("'") and _DANGEROUS.match(cell) else cell


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
    return _csv(FIELDS, (_cells_of(contribution) for contribution in contributions))


def report_csv(report: Iterable[Row]) -> str:
    """The report of a reading as CSV: file, place, outcome, reason, id, notices (one a line)."""
    names = ("file", "place", "outcome", "reason", "id", "notices")
    rows = (
        (row.file, row.place, row.outcome, row.reason or "", row.id or "", "\n".join(row.notices))
        for row in report
    )
    return _csv(names, rows)


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


def _csv(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([neutral(cell) for cell in row])
    return target.getvalue()
