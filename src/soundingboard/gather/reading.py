"""Files become contributions, one after another, and a report of all of them."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from soundingboard.errors import InputError
from soundingboard.gather.archive import File
from soundingboard.gather.document import read_contribution
from soundingboard.gather.folder import LINES, TABLES, Kinds, refuse_unreadable, sort_files
from soundingboard.gather.metadata import Metadata, metadata_of, with_metadata
from soundingboard.gather.parts import join_parts, shared_stem
from soundingboard.gather.process import Defaults, ProcessWords
from soundingboard.gather.records import read_json, read_lines
from soundingboard.gather.repeats import Ids, loose_ends
from soundingboard.gather.row import Body, Entry, Gathered, Progress, Raw, Row, read_row, set_aside
from soundingboard.gather.settle import settle
from soundingboard.gather.speech import Speech, speech_of
from soundingboard.gather.table import read_table
from soundingboard.i18n import _
from soundingboard.model import Contribution


@dataclass(slots=True)
class _Reading:
    """A reading under way: what the files say of each other, and which bytes came before."""

    kinds: Kinds
    metadata: Metadata
    seen: dict[tuple[str, frozenset[tuple[str, str]]], str] = field(default_factory=dict)


def gather_files(
    files: Sequence[File], words: ProcessWords, defaults: Defaults, progress: Progress
) -> Gathered:
    """The contributions in files that were found already; see `gather`."""
    kinds = sort_files(files)
    reading = _Reading(kinds, metadata_of(files, kinds))
    only = len(files) == 1 and files[0].alone
    entries: list[Entry] = []
    for done, file in enumerate(files):
        progress("read", done, len(files))
        entries += _entries_of(file, reading, only)
    progress("read", len(files), len(files))
    return _settled(_with_parts_joined(entries), speech_of(words, defaults), progress)


def _entries_of(file: File, reading: _Reading, only: bool) -> list[Entry]:
    if file.trouble:
        return [set_aside(file.name, "", "refused", file.trouble)]
    if file.name in reading.metadata.rows:
        return [reading.metadata.rows[file.name]]
    if file.name in reading.kinds.others:
        return [set_aside(file.name, "", "not a contribution", reading.kinds.others[file.name])]
    try:
        return _read(file.name, file.read(), reading)
    except InputError as error:
        why = str(error)
        if only:
            raise InputError(why if why.startswith(file.name) else f"{file.name}: {why}") from None
        empty = why == _("{file}: holds no text").format(file=file.name)
        return [
            set_aside(
                file.name, "", "no text" if empty else "not readable", why.removeprefix(f"{file.name}: ")
            )
        ]


def _read(name: str, data: bytes, reading: _Reading) -> list[Entry]:
    if not data.strip():
        return [set_aside(name, "", "empty", _("is empty"))]
    words = reading.metadata.of(name)
    mark = (hashlib.sha256(data).hexdigest(), frozenset(words.items()))
    if first := reading.seen.get(mark):
        return [set_aside(name, "", "repeated", _("is the same file as {file}").format(file=first))]
    reading.seen[mark] = name
    refuse_unreadable(data, name)
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in TABLES:
        return read_table(data, name)
    if suffix in LINES:
        return read_lines(data, name)
    if suffix == ".json" or (not suffix and data.lstrip()[:1] in (b"{", b"[")):
        return read_json(data, name)
    raw = read_contribution(data, name)
    said, differ = with_metadata(raw, words)
    body = raw.body
    if body and not body.title and (title := words.get("title", "")):
        body = Body(title, body.parts)
    text = body.text.strip() if body else raw.text
    return [replace(raw, text=text, body=body, said=said, made=_made(name), notices=(*raw.notices, *differ))]


def _made(name: str) -> str:
    """The id of a document that says none: its path without the ending."""
    path = str(PurePosixPath(name).with_suffix(""))
    return re.sub(r"[^\w.]+", "-", unicodedata.normalize("NFC", path)).strip("-") or "contribution"


def _with_parts_joined(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries with documents that are parts of one submission joined, and a row for each further part."""
    joined = {one.raw.file: one for one in join_parts([e for e in entries if isinstance(e, Raw) and e.body])}
    owner = {name: one for one in joined.values() for name in one.files}
    for entry in entries:
        if isinstance(entry, Row) or not entry.body:
            yield entry
        elif entry.file in owner:
            one = owner[entry.file]
            yield read_row(
                entry.file,
                "",
                _id_of(one.raw),
                (_("is part of the submission in {file}").format(file=one.raw.file),),
            )
        elif joined[entry.file].files:
            raw = joined[entry.file].raw
            yield replace(raw, made=_id_of(raw))
        else:
            yield entry


def _id_of(raw: Raw) -> str:
    """The id of a submission in parts: without the mark of its first part."""
    return raw.said.get("id") or _made(str(PurePosixPath(raw.file).with_name(shared_stem(raw.file) + ".x")))


def _settled(entries: Iterator[Entry], speech: Speech, progress: Progress) -> Gathered:
    ids = Ids()
    contributions: list[Contribution] = []
    report: list[Row] = []
    every = list(entries)
    for done, entry in enumerate(every):
        if done % _OFTEN == 0:
            progress("settle", done, len(every))
        if isinstance(entry, Row):
            report.append(entry)
            continue
        row, contribution = _settle_one(entry, speech, ids)
        report.append(row)
        contributions += [contribution] if contribution else []
    progress("settle", len(every), len(every))
    loose = loose_ends(contributions, speech.words.known_ids)
    return Gathered(tuple(contributions), tuple(_with_loose_end(row, loose) for row in report))


def _settle_one(raw: Raw, speech: Speech, ids: Ids) -> tuple[Row, Contribution | None]:
    if not _says_something(raw.text):
        why = _("holds no text") if raw.text else _("has no text")
        return set_aside(raw.file, raw.place, "no text", why, *raw.notices), None
    contribution, notices = settle(raw, speech)
    where = f"{raw.file}, {raw.place}" if raw.place else raw.file
    # Two rows without an id that say the same are two people; under one id they are one row that stands twice.
    same = ids.same_as(contribution) if raw.said.get("id") else None
    if same:
        why = _("has the same id and text as {place}").format(place=same)
        return set_aside(raw.file, raw.place, "repeated", why, *raw.notices), None
    contribution, renamed = ids.give(contribution, where)
    every = (*raw.notices, *notices, *renamed)
    return read_row(raw.file, raw.place, contribution.id, every), contribution


def _with_loose_end(row: Row, loose: dict[str, str]) -> Row:
    """The row of the contribution itself, not that of a further part, told that it replaces nothing."""
    if row.id not in loose:
        return row
    notice = loose.pop(row.id)
    return replace(row, outcome="read with notices", notices=(*row.notices, notice))


def _says_something(text: str) -> bool:
    """Whether there is more than punctuation and blanks; a sign such as a thumb up says something."""
    return any(unicodedata.category(c)[0] not in "PZC" for c in text)


_OFTEN = 200  # contributions between two words of progress
