"""Contributions from a table: CSV with commas, semicolons, tabs or bars."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from soundingboard.errors import InputError
from soundingboard.gather.cells import cells
from soundingboard.gather.columns import Columns, field_of, read_columns
from soundingboard.gather.row import Entry, Raw, Row, read_row, row_place, set_aside
from soundingboard.i18n import _, ngettext
from soundingboard.read.clean import clean, tidy
from soundingboard.read.encoding import Decoded, decode
from soundingboard.spreadsheet import plain


@dataclass(frozen=True, slots=True)
class TableLimits:
    """How a table is looked at."""

    above: int = 10  # records that may stand above the names of the columns: titles and dates of an export
    named: int = 2  # columns that must be known for a record to hold the names, where it is not the first
    shown: int = 80  # characters of a cell that a notice repeats


@dataclass(frozen=True, slots=True)
class Table:
    """A table's records from the one with the names of its columns on; `first` is the number of that one, from 1."""

    columns: Columns
    names: tuple[str, ...]
    records: tuple[tuple[str, ...], ...]
    first: int


def read_table(data: bytes, name: str) -> list[Entry]:
    """The contributions in a table, and a row for the file and for every record that is none.

    Raises InputError where no column holds the text, or two columns mean one field.
    """
    decoded = decode_records(data)
    table = _table(decoded.text, name)
    if "text" not in table.columns.places:
        raise InputError(_no_text(name, table.names))
    notices = (*decoded.notices, *table.columns.notices)
    if "id" not in table.columns.places:
        notices += (_("there is no column “id”: each row is called by its number"),)
    above: list[Entry] = []
    if table.first > 1:
        why = _("stands above the names of the columns")
        above.append(set_aside(name, row_place(1, table.first - 1), "not a contribution", why))
    return [file_row(name, notices, len(table.records)), *above, *_entries(table, name)]


def file_row(name: str, notices: tuple[str, ...], records: int) -> Row:
    """The row of a file that holds several contributions, or none."""
    if records:
        return read_row(name, "", None, notices)
    return set_aside(name, "", "empty", _("holds no contributions"), *notices)


def read_metadata(data: bytes, name: str) -> tuple[dict[str, dict[str, str]], tuple[str, ...]]:
    """What a table says of files: for each file name the words by field; and notices.

    Raises InputError where no column names the files.
    """
    decoded = decode_records(data)
    table = _table(decoded.text, name)
    if "file" not in table.columns.places:
        raise InputError(_("{file}: has no column that names the files: call one “file”").format(file=name))
    found: dict[str, dict[str, str]] = {}
    notices = [*decoded.notices, *table.columns.notices]
    for number, record in enumerate(table.records, table.first + 1):
        said = _said(record, table.columns.places)
        file = said.pop("file", "")
        if file and file in found:
            notices.append(
                _("{place}: “{file}” stands here a second time; the first was taken").format(
                    place=row_place(number), file=file
                )
            )
        elif file:
            found[file] = said
    return found, tuple(notices)


def decode_records(data: bytes) -> Decoded:
    """The text of a file of records: UTF-8 where it is that, whatever markup the cells declare; else as `decode`."""
    if b"\0" not in data:
        try:
            return Decoded(data.decode("utf-8-sig"))
        except UnicodeDecodeError:
            pass
    return decode(data)


def _table(text: str, name: str, limits: TableLimits = TableLimits()) -> Table:
    lines = _SEPARATOR.match(text)
    body = text[lines.end() :] if lines else text
    delimiter = lines[1] if lines else _delimiter(body, limits)
    records = tuple(cells(body, delimiter))
    at = _head(records, limits)
    if at is None:
        shown = ", ".join(f"“{tidy(cell)[: limits.shown]}”" for cell in records[0][:8]) if records else ""
        text = _("{file}: the first row names no column that is known ({names}): name them id, text, …")
        raise InputError(text.format(file=name, names=shown))
    names = tuple(tidy(plain(cell)) for cell in records[at])
    columns = read_columns(names, name)
    return Table(columns, names, records[at + 1 :], at + 1)


def _delimiter(text: str, limits: TableLimits) -> str:
    """The sign that parts the most known columns, or else the most cells."""

    def worth(sign: str) -> tuple[int, int]:
        heads = [record for record, _n in zip(cells(text, sign), range(limits.above), strict=False)]
        known = max((_known(record) for record in heads), default=0)
        return known, len(heads[0]) if heads else 0

    return max(_SIGNS, key=worth)


def _known(record: Sequence[str]) -> int:
    return len({found for cell in record if cell.strip() and (found := field_of(tidy(plain(cell))))})


def _head(records: Sequence[Sequence[str]], limits: TableLimits) -> int | None:
    """Which record names the columns: the first, or one soon after it that names several."""
    if not records:
        return None
    if _known(records[0]) >= limits.named:
        return 0
    for at, record in enumerate(records[: limits.above]):
        if _known(record) >= limits.named and any(
            field_of(tidy(cell)) in ("text", "file") for cell in record
        ):
            return at
    return 0 if _known(records[0]) else None


def _no_text(name: str, names: Sequence[str]) -> str:
    shown = ", ".join(f"“{column}”" for column in names)
    text = _("{file}: no column holds the text of the contributions; call one “text” (it has {names})")
    return text.format(file=name, names=shown)


def _entries(table: Table, name: str) -> Iterator[Entry]:
    empty: list[int] = []
    for number, record in enumerate(table.records, table.first + 1):
        if not any(cell.strip() for cell in record):
            empty.append(number)
            continue
        yield from _empty_rows(empty, name)
        empty = []
        yield _entry(record, number, table, name)
    yield from _empty_rows(empty, name)


def _empty_rows(numbers: Sequence[int], name: str) -> Iterator[Row]:
    if numbers:
        yield set_aside(name, row_place(numbers[0], numbers[-1]), "empty", _("is empty"))


def _entry(record: Sequence[str], number: int, table: Table, name: str) -> Raw:
    said = _said(record, table.columns.places)
    at = table.columns.places["text"]
    text = clean(plain(record[at])) if at < len(record) else ""
    earlier, notices = read_as_written(said.pop("as_written", ""))
    return Raw(
        file=name,
        place=row_place(number),
        text=text.strip(),
        said={field: words for field, words in said.items() if field not in ("text", "file")},
        made=f"row-{number:04}",
        notices=(*notices, *_too_many(record, table.names)),
        as_written=earlier,
    )


def _said(record: Sequence[str], places: Mapping[str, int]) -> dict[str, str]:
    return {
        field: words
        for field, at in places.items()
        if field != "text" and at < len(record) and (words := tidy(plain(record[at])))
    }


def _too_many(
    record: Sequence[str], names: Sequence[str], limits: TableLimits = TableLimits()
) -> tuple[str, ...]:
    more = [tidy(cell) for cell in record[len(names) :] if cell.strip()]
    if not more:
        return ()
    text = ngettext(
        "{n} cell stands beyond the last column and was not used: {words}",
        "{n} cells stand beyond the last column and were not used: {words}",
        len(more),
    )
    return (text.format(n=len(more), words=" | ".join(cell[: limits.shown] for cell in more)),)


def read_as_written(words: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """What an earlier reading kept as written, from its cell; and a notice where the cell is something else."""
    if not words:
        return {}, ()
    try:
        found = json.loads(words)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        return {}, (_("“as_written” is no list of fields and words: it was not used"),)
    return {key: tidy(value) for key, value in found.items() if tidy(value)}, ()


_SIGNS = (",", ";", "\t", "|")  # in the order in which a draw between them is decided
_SEPARATOR = re.compile(r"\ufeff?sep=(.)\r?\n", re.I)  # the line by which Excel is told the sign
