"""What a process folder says, checked as far as one can without a database. Complaints name file, place and mend."""

import csv
import io
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from soundingboard.errors import InputError
from soundingboard.site.processes.forms import YEARS

Record = dict[str, Any]
_LISTS = ("groupings", "milestones", "drafts", "mandate", "seats", "topics")


@dataclass(frozen=True, slots=True)
class Folder:
    """A process folder: `about` is process.toml (or .json), the rest its lines of records."""

    path: Path
    about: Record
    contributions: tuple[Record, ...] = ()
    asks: tuple[Record, ...] = ()
    frozen: tuple[Record, ...] = ()
    events: tuple[Record, ...] = ()
    outputs: tuple[Record, ...] = ()
    decisions: tuple[Record, ...] = ()
    amendments: tuple[Record, ...] = ()
    support: tuple[Record, ...] = ()
    reflections: tuple[Record, ...] = ()
    not_carried: tuple[Record, ...] = ()
    ledger: tuple[Record, ...] = ()
    responses: tuple[Record, ...] = ()
    record: tuple[str, ...] = ()
    closures: tuple[Record, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        return str(self.about.get("slug") or self.path.resolve().name)

    def text(self, entry: Mapping[str, Any]) -> str:
        """The text of an entry: given in place, or in the file that it names."""
        if "file" not in entry:
            return str(entry.get("text", ""))
        return _text(self.file(str(entry["file"])))

    def file(self, name: str) -> Path:
        """A file of the folder, and of no other."""
        path = (self.path / name).resolve()
        if self.path.resolve() not in path.parents:
            raise InputError(_("{file}: lies outside the folder; move it inside").format(file=name))
        if not path.is_file():
            words = _("{file}: is named in the process but not there; add it or take the name out")
            raise InputError(words.format(file=path))
        return path


def read_folder(path: Path) -> Folder:
    """The folder's records. Raises InputError, in one line, for what cannot be used."""
    about = _about(path)
    folder = Folder(path, about)
    said = sorted((path / "contributions").glob("*")) if (path / "contributions").is_dir() else []
    asks = [file for file in said if file.name.startswith("asks")]
    return Folder(
        path,
        about,
        contributions=tuple(row for file in said if file not in asks for row in _rows(file)),
        asks=tuple(row for file in asks for row in _rows(file)),
        frozen=tuple(_maybe(path / "frozen.jsonl")),
        events=tuple(_maybe(path / "events.jsonl")),
        outputs=tuple(_maybe(path / "outputs.jsonl")),
        decisions=tuple(_maybe(path / "decisions.jsonl")),
        amendments=tuple(_maybe(path / "amendments.jsonl")),
        support=tuple(_maybe(path / "support.jsonl")),
        reflections=tuple(_maybe(path / "reflections.jsonl")),
        not_carried=tuple(_maybe(path / "not-carried.jsonl")),
        ledger=tuple(_maybe(path / "ledger.jsonl")),
        responses=tuple(_maybe(path / "responses.jsonl")),
        record=tuple(_lines(path / "record.jsonl")),
        closures=tuple(_maybe(path / "closures.jsonl")),
        notices=tuple(_notices(folder)),
    )


def _notices(folder: Folder) -> Iterator[str]:
    if (folder.path / "surveys").is_dir():
        yield _("surveys/ is not read yet; it stays where it is")


def _about(path: Path) -> Record:
    for name, parse in (("process.toml", tomllib.loads), ("process.json", json.loads)):
        file = path / name
        if file.is_file():
            return _checked(_parsed(file, parse), file)
    raise InputError(
        _("{folder}: holds no process.toml or process.json; name the process folder").format(folder=path)
    )


def _parsed(file: Path, parse: Any) -> Record:
    try:
        found = parse(_text(file))
    except ValueError as error:  # both parsers' errors are of this kind and say where
        raise InputError(_("{file}: cannot be read: {reason}").format(file=file, reason=error)) from None
    if not isinstance(found, dict):
        raise InputError(_("{file}: is not an object with title, drafts and so on").format(file=file))
    return found


def _checked(about: Record, file: Path) -> Record:
    if not about.get("title"):
        raise InputError(_("{file}: the process needs a title").format(file=file))
    for name in _LISTS:
        entries = about.get(name, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            words = _("{file}: {name} must be a list of tables, written [[{name}]]")
            raise InputError(words.format(file=file, name=name))
    for place, draft in enumerate(about.get("drafts", []), 1):
        if not draft.get("file") or not draft.get("stage"):
            words = _("{file}: draft {place} needs a stage and a file")
            raise InputError(words.format(file=file, place=place))
    return about


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(_("{file}: is not UTF-8 text; save it as UTF-8").format(file=file)) from None


def _maybe(file: Path) -> list[Record]:
    return list(_rows(file)) if file.is_file() else []


def _lines(file: Path) -> list[str]:
    return [line for line in _text(file).split("\n") if line.strip()] if file.is_file() else []


def _rows(file: Path) -> Iterator[Record]:
    if file.suffix == ".csv":
        yield from _table(file)
        return
    for number, line in enumerate(_text(file).split("\n"), 1):
        if line.strip():
            yield _row(file, number, line)


def _row(file: Path, number: int, line: str) -> Record:
    try:
        row = json.loads(line)
    except ValueError:
        row = None
    if not isinstance(row, dict):
        raise InputError(_("{file}: line {n} is no JSON object").format(file=file, n=number))
    return row


def _table(file: Path) -> Iterator[Record]:
    for row in csv.DictReader(io.StringIO(_text(file))):
        yield {name: value for name, value in row.items() if name and value not in (None, "")}


def moment(value: Any, where: str) -> datetime | None:
    """A time as the folder gives it (TOML or ISO 8601), in UTC; a time without a zone is UTC."""
    if value in (None, ""):
        return None
    try:
        found = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        raise InputError(_wrong_date(where, value, "2026-10-06T18:00:00Z")) from None
    if found.year not in YEARS:
        raise InputError(_wrong_date(where, value, "2026-10-06T18:00:00Z"))
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def day(value: Any, where: str) -> date | None:
    """A date as the folder gives it (TOML or ISO 8601)."""
    if value in (None, ""):
        return None
    try:
        found = value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
    except ValueError:
        raise InputError(_wrong_date(where, value, "2026-10-06")) from None
    if found.year not in YEARS:
        raise InputError(_wrong_date(where, value, "2026-10-06"))
    return found.date() if isinstance(found, datetime) else found


def _wrong_date(where: str, value: Any, example: str) -> str:
    words = _("{where}: {value} is no date; write it as {example}")
    return words.format(where=where, value=value, example=example)


def one_of(words: Sequence[str], value: Any, where: str, field: str) -> str:
    """A word that must be one of a few."""
    if value not in words:
        message = _("{where}: {field} is {value}; it must be one of {known}")
        raise InputError(message.format(where=where, field=field, value=value, known=", ".join(words)))
    return str(value)


def slug_of(name: Any, where: str) -> str:
    """A name that becomes part of an address: letters, digits, hyphens and underscores."""
    if not re.fullmatch(r"[-a-zA-Z0-9_]{1,60}", str(name)):
        words = _("{where}: {name} becomes part of an address; write it with letters, digits and hyphens")
        raise InputError(words.format(where=where, name=name))
    return str(name)


def line(value: Any) -> str:
    """A text of one line: breaks and runs of blanks are one blank."""
    return " ".join(str(value or "").split())
