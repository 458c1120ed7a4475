"""Contributions from JSON: a record a line, a list of records, or one record."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from soundingboard.errors import InputError
from soundingboard.gather.columns import FIELDS, field_of
from soundingboard.gather.lexicon import fold
from soundingboard.gather.row import Entry, Raw, line_place, set_aside
from soundingboard.gather.table import decode_records, file_row
from soundingboard.i18n import _
from soundingboard.read.clean import clean, tidy
from soundingboard.vocabulary import FORMAT


@dataclass(slots=True)
class Seen:
    """What was met in a file's records, for the notices of the file."""

    renamed: dict[str, str] = field(default_factory=dict)
    unused: dict[str, None] = field(default_factory=dict)

    def notices(self) -> tuple[str, ...]:
        told = []
        if self.renamed:
            pairs = ", ".join(f"“{key}” = {name}" for key, name in self.renamed.items())
            told.append(_("fields read by another name: {pairs}").format(pairs=pairs))
        if self.unused:
            keys = ", ".join(f"“{key}”" for key in self.unused)
            told.append(_("fields not used: {names}").format(names=keys))
        return tuple(told)


class Misfit(InputError):
    """Why a record is no contribution."""


def read_lines(data: bytes, name: str) -> list[Entry]:
    """The contributions in a file with a record a line; a line that is none is set aside with its number."""
    decoded = decode_records(data)
    seen = Seen()
    entries: list[Entry] = []
    for number, line in enumerate(lines_of(decoded.text), 1):
        if line.strip():
            entries += _of_line(line, number, name, seen)
    return [file_row(name, (*decoded.notices, *seen.notices()), len(entries)), *entries]


def lines_of(text: str) -> list[str]:
    """The lines of a text; other signs that end lines elsewhere (U+2028) may stand within JSON."""
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff").split("\n")


def _of_line(line: str, number: int, name: str, seen: Seen) -> list[Entry]:
    place = line_place(number)
    try:
        value = _parsed(line)
    except Misfit as misfit:
        return [set_aside(name, place, "not readable", str(misfit))]
    if _is_header(value):
        return []
    return [_entry(value, f"line-{number:04}", name, place, seen)]


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        message = _("is not valid JSON: column {column}: {reason}")
        raise Misfit(message.format(column=error.colno, reason=error.msg)) from error
    except RecursionError as error:
        raise Misfit(_("the JSON is nested too deep")) from error
    except ValueError as error:  # a number of more digits than Python converts
        raise Misfit(_("the JSON holds a number that is too long")) from error


def _is_header(value: Any) -> bool:
    """The first line of a file of ours, which says the format and nothing of a contribution."""
    return isinstance(value, dict) and value.get("format") == FORMAT and "text" not in value


def read_json(data: bytes, name: str) -> list[Entry]:
    """The contributions in a JSON file: a list, an object with a list "contributions", or one record.

    Raises InputError where it is neither JSON nor lines of it, or holds something else.
    """
    decoded = decode_records(data)
    text = decoded.text.removeprefix("\ufeff")
    try:
        value = _parsed(text)
    except Misfit as misfit:
        if _has_records_in_lines(text):
            return read_lines(data, name)
        raise InputError(_("{file}: {misfit}").format(file=name, misfit=misfit)) from misfit
    seen = Seen()
    entries = [
        _entry(record, f"record-{number:04}", name, _("record {n}").format(n=number), seen)
        for number, record in enumerate(_records(value, name), 1)
    ]
    return [file_row(name, (*decoded.notices, *seen.notices()), len(entries)), *entries]


def _has_records_in_lines(text: str) -> bool:
    first = next((line for line in lines_of(text) if line.strip()), "")
    try:
        return isinstance(_parsed(first), dict)
    except Misfit:
        return False


def _records(value: Any, name: str) -> list[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and isinstance(value.get("contributions"), list):
        return list(value["contributions"])
    if isinstance(value, dict) and "paragraphs" in value:
        raise InputError(_("{file}: is a draft, not contributions; read it with “read”").format(file=name))
    if isinstance(value, dict) and any(field_of(key) == "text" for key in value):
        return [value]
    raise InputError(
        _("{file}: holds no contributions; give a list of records, each with a “text”").format(file=name)
    )


def said_of(record: Mapping[str, Any], seen: Seen | None = None) -> tuple[dict[str, str], tuple[str, ...]]:
    """The words for each field that a record gives, and notices for values that are no words.

    Raises Misfit where two keys mean one field.
    """
    seen = seen or Seen()
    said: dict[str, str] = {}
    notices: list[str] = []
    for key, value in _by_field(record, seen).items():
        words = _words(value)
        if words is None:
            notices.append(_("“{field}” is no text: it was not used").format(field=key))
        elif words:
            said[key] = words
    return said, tuple(notices)


def _by_field(record: Mapping[str, Any], seen: Seen) -> dict[str, Any]:
    """The values by field; a key that is the field's own name comes first, then one that says something."""
    meant: dict[str, list[str]] = {}
    for key in record:
        name = field_of(key)
        if name in FIELDS or name == "title":
            meant.setdefault(name, []).append(key)
        else:
            seen.unused[key] = None
    found: dict[str, Any] = {}
    for name, keys in meant.items():
        own = [key for key in keys if fold(key) == fold(name)]
        best = own or [key for key in keys if record[key] not in (None, "", [])] or keys[:1]
        if len(best) > 1:
            message = _("“{first}” and “{second}” both mean “{field}”: rename or delete one")
            raise Misfit(message.format(first=best[0], second=best[1], field=name))
        found[name] = record[best[0]]
        seen.unused |= dict.fromkeys(key for key in keys if key != best[0])
        seen.renamed |= {} if own else {best[0]: name}
    return found


def _words(value: Any) -> str | None:
    """A JSON value as words; None where it is none (a number with a fraction, a list of lists)."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return "; ".join(value)
    return value.isoformat() if hasattr(value, "isoformat") else None  # TOML has dates


def _entry(value: Any, made: str, name: str, place: str, seen: Seen) -> Entry:
    if not isinstance(value, dict):
        return set_aside(name, place, "not readable", _("is no record: it has no fields"))
    try:
        earlier, record = _taken_as_written(value)
        said, notices = said_of(record, seen)
    except Misfit as misfit:
        return set_aside(name, place, "not readable", str(misfit))
    text = said.pop("text", "")
    seen.unused |= {"title": None} if said.pop("title", "") else {}
    if isinstance(_text_value(value), str):
        metadata = {key: words for key, raw in said.items() if (words := tidy(raw))}
        return Raw(name, place, clean(text).strip(), metadata, made, notices, earlier)
    return set_aside(name, place, "not readable", _("“text” is no text"))


def _text_value(record: Mapping[str, Any]) -> Any:
    return next((value for key, value in record.items() if field_of(key) == "text" and value is not None), "")


def _taken_as_written(record: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, Any]]:
    rest = {key: value for key, value in record.items() if key != "as_written"}
    found = record.get("as_written") or {}
    if not isinstance(found, dict):
        return {}, rest
    return {k: tidy(v) for k, v in found.items() if isinstance(v, str) and tidy(v)}, rest
