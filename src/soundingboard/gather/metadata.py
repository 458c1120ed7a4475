"""What files say of other files: one beside a document, or one table for a folder."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from soundingboard.errors import InputError
from soundingboard.gather.archive import File
from soundingboard.gather.columns import FIELDS, field_of
from soundingboard.gather.folder import LINES, Kinds
from soundingboard.gather.lexicon import fold
from soundingboard.gather.records import Misfit, lines_of, said_of
from soundingboard.gather.row import Raw, Row, read_row, set_aside
from soundingboard.gather.table import decode_records, read_metadata
from soundingboard.i18n import _
from soundingboard.read.clean import tidy


@dataclass(slots=True)
class Metadata:
    """What is said of each document, by its name, and the rows of the files that say it."""

    said: dict[str, dict[str, str]] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)

    def of(self, name: str) -> Mapping[str, str]:
        """The words for each field of a document."""
        return self.said.get(name, {})

    def add(self, name: str, words: Mapping[str, str]) -> None:
        """What is said later counts before what was said earlier."""
        self.said[name] = {**self.said.get(name, {}), **words}


def metadata_of(files: Sequence[File], kinds: Kinds) -> Metadata:
    """What the metadata files of a folder say; a file beside a document counts before a table.

    A file that cannot be read has its trouble in its row, and the documents are read without it.
    """
    metadata = Metadata()
    documents = [file.name for file in kinds.contributions]
    for file in files:
        if file.name in kinds.tables:
            metadata.rows[file.name] = _read_many(file, documents, metadata)
    for file in files:
        if file.name in kinds.sidecars:
            metadata.rows[file.name] = _read_one(file, kinds.sidecars[file.name], metadata)
    return metadata


def _read_many(file: File, documents: Sequence[str], metadata: Metadata) -> Row:
    try:
        if file.trouble:
            return set_aside(file.name, "", "refused", file.trouble)
        data = file.read()
        lines = PurePosixPath(file.name).suffix.lower() in LINES
        found, notices = _lines(data, file.name) if lines else read_metadata(data, file.name)
    except InputError as error:
        return set_aside(file.name, "", "not readable", str(error).removeprefix(f"{file.name}: "))
    missing = []
    for name, words in found.items():
        owners = _named(name, PurePosixPath(file.name).parent, documents)
        missing += [] if owners else [name]
        for owner in owners:
            metadata.add(owner, words)
    if missing:
        text = _("no file beside it is called {names}")
        notices = (*notices, text.format(names=", ".join(f"“{name}”" for name in missing)))
    return read_row(file.name, "", None, (*notices, _("holds what is said of the other files")))


def _named(name: str, folder: PurePosixPath, documents: Sequence[str]) -> list[str]:
    """The documents that a name means: a path from the folder of the table, a file name, or its stem."""
    whole = str(folder / name.replace("\\", "/"))
    if whole in documents:
        return [whole]
    wanted = PurePosixPath(whole).name.casefold()
    paths = [(document, PurePosixPath(document)) for document in documents]
    found = [document for document, path in paths if path.name.casefold() == wanted]
    found = found or [document for document, path in paths if path.stem.casefold() == wanted]
    return found if len(found) == 1 else []


def _lines(data: bytes, name: str) -> tuple[dict[str, dict[str, str]], tuple[str, ...]]:
    decoded = decode_records(data)
    found: dict[str, dict[str, str]] = {}
    notices = list(decoded.notices)
    for number, line in enumerate(lines_of(decoded.text), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            record = None
        file = _file_of(record) if isinstance(record, dict) else ""
        if file and isinstance(record, dict):
            words, told = _said(record)
            found.setdefault(file, words)
            notices += told
        elif not (isinstance(record, dict) and "format" in record):
            notices.append(_("line {n} names no file: it was not used").format(n=number))
    return found, tuple(notices)


def _file_of(record: Mapping[str, Any]) -> str:
    return next((tidy(str(value)) for key, value in record.items() if field_of(key) == "file" and value), "")


def _said(record: Mapping[str, Any]) -> tuple[dict[str, str], list[str]]:
    """The words for each field of a document, and notices of what was not used."""
    known = {key: value for key, value in record.items() if field_of(key) in (*FIELDS, "title")}
    try:
        said, notices = said_of({k: v for k, v in known.items() if field_of(k) not in ("text", "as_written")})
    except Misfit as misfit:
        return {}, [str(misfit)]
    unused = [key for key in record if key not in known and field_of(key) != "file" and key != "format"]
    more = (
        [_("fields not used: {names}").format(names=", ".join(f"“{key}”" for key in unused))]
        if unused
        else []
    )
    return {key: tidy(words) for key, words in said.items() if tidy(words)}, [*notices, *more]


def _read_one(file: File, owner: str, metadata: Metadata) -> Row:
    try:
        if file.trouble:
            return set_aside(file.name, "", "refused", file.trouble)
        record = _parsed(file.read(), file.name)
    except InputError as error:
        return set_aside(file.name, "", "not readable", str(error).removeprefix(f"{file.name}: "))
    words, notices = _said(record)
    metadata.add(owner, words)
    return read_row(file.name, "", None, (*notices, _("says who speaks in {file}").format(file=owner)))


def _parsed(data: bytes, name: str) -> Mapping[str, Any]:
    text = decode_records(data).text
    try:
        value = tomllib.loads(text) if name.lower().endswith(".toml") else json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = tidy(str(error)) or type(error).__name__
        raise InputError(_("{file}: cannot be read: {reason}").format(file=name, reason=reason)) from error
    if not isinstance(value, dict):
        raise InputError(_("{file}: holds no fields").format(file=name))
    return value


def with_metadata(raw: Raw, words: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """What is said of a document, its metadata before what it says itself; a notice where the two differ."""
    differ = [
        _("“{field}”: the metadata say “{first}”, the document “{second}”; the metadata count").format(
            field=name, first=words[name], second=own
        )
        for name, own in raw.said.items()
        if name in words and fold(words[name]) != fold(own)
    ]
    return {**raw.said, **{key: value for key, value in words.items() if key != "title"}}, tuple(differ)
