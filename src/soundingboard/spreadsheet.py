"""Tables that a spreadsheet will open: no formula comes to life, and reading gives back what was written.

CSV as RFC 4180 describes it. Formulas: OWASP, "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection,
whose list of opening signs is taken whole, with their full-width forms.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator

_DANGEROUS = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


def neutral(cell: str) -> str:
    """`cell` with an apostrophe before it where a spreadsheet would take it for a formula.

    Where apostrophes already stand before such a sign one more is put, so that `plain` gives the cell back exactly.
    """
    return f"'{cell}" if _DANGEROUS.match(cell) else cell


def plain(cell: str) -> str:
    """`cell` as it was before `neutral`: without the apostrophe that kept a formula from coming to life."""
    return cell[1:] if cell.startswith("'") and _DANGEROUS.match(cell) else cell


def csv_lines(rows: Iterable[Iterable[object]], end: str = "\r\n") -> Iterator[str]:
    """Each row as a line of CSV that ends in `end`; texts are made neutral, None is an empty cell."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator=end)
    for row in rows:
        writer.writerow([neutral(cell) if isinstance(cell, str) else cell for cell in row])
        yield target.getvalue()
        target.seek(0)
        target.truncate()
