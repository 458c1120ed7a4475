"""The files that were given: one, those of a folder, or those of an archive; and which of them speak of others."""

import fnmatch
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from soundingboard.errors import InputError
from soundingboard.gather.archive import File, files_in_archive, is_archive
from soundingboard.gather.columns import words_of
from soundingboard.gather.lexicon import fold, lexicon, listed
from soundingboard.i18n import _
from soundingboard.read import read_bytes

TABLES = (".csv", ".tsv", ".tab")
LINES = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Kinds:
    """Files by what they are for: contributions, metadata of one document, of many, and those that are neither.

    `sidecars` gives for a metadata file the document that it belongs to; `others` gives why a file is not read.
    """

    contributions: tuple[File, ...]
    sidecars: dict[str, str]
    tables: frozenset[str]
    others: dict[str, str]


def files_of(source: str | Path, among: bool = False) -> list[File]:
    """The files at a path: itself, all in a folder (in the order of their names), or all in an archive.

    `among` others, the names of a folder's files begin with its own, and a damaged archive is a file with a trouble.
    Raises InputError where the path cannot be opened.
    """
    path = Path(source)
    if str(source) != "-" and path.is_dir():
        prefix = f"{path.name}/" if among else ""
        return [
            File(f"{prefix}{found.relative_to(path).as_posix()}", partial(_bytes_of, found), trouble)
            for found, trouble in _walk(path)
        ]
    name, data = read_bytes(source)
    try:
        return files_in(name, data)
    except InputError as error:
        if not among:
            raise
        return [File(name, lambda: data, str(error).removeprefix(f"{name}: "))]


def files_in(name: str, data: bytes) -> list[File]:
    """The file of these bytes, or the files in them where they are a ZIP archive."""
    if is_archive(data, name):
        return files_in_archive(data, name)
    return [File(name, lambda: data, alone=True)]


def _bytes_of(path: Path) -> bytes:
    return read_bytes(path)[1]


def _walk(folder: Path) -> Iterator[tuple[Path, str]]:
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        yield folder, _("the folder cannot be opened: {reason}").format(reason=error.strerror)
        return
    for path in entries:
        if path.is_symlink() and path.is_dir():
            yield path, _("is a link to another folder; give that folder itself")
        elif path.is_dir() and not _is_left_behind(path.name):
            yield from _walk(path)
        elif path.is_dir() or path.is_file():
            yield path, ""
        else:
            yield path, _("is no file")


def sort_files(files: Sequence[File]) -> Kinds:
    """Which files are contributions, which speak of others, and which are neither."""
    names = {file.name for file in files}
    documents = {_stem(name): name for name in sorted(names) if not name.lower().endswith(_METADATA)}
    sidecars: dict[str, str] = {}
    tables: set[str] = set()
    others: dict[str, str] = {}
    contributions: list[File] = []
    for file in files:
        path = PurePosixPath(file.name)
        if not file.alone and any(map(_is_left_behind, path.parts)):
            others[file.name] = _("is hidden, or left behind by a program")
        elif path.suffix.lower() in _METADATA and (owner := _owner(file.name, names, documents)):
            sidecars[file.name] = owner
        elif file.alone:
            contributions.append(file)
        elif fold(path.stem) in words_of("folder", "about"):
            others[file.name] = _("is about the folder, by its name; rename it to have it read")
        elif fold(path.stem) in words_of("folder", "metadata") and path.suffix.lower() in (*TABLES, *LINES):
            tables.add(file.name)
        elif path.suffix.lower() == ".toml":
            others[file.name] = _("describes no file that lies beside it under the same name")
        else:
            contributions.append(file)
    return Kinds(tuple(contributions), sidecars, frozenset(tables), others)


def _owner(name: str, names: set[str], documents: dict[str, str]) -> str | None:
    """The document beside a metadata file: "brief.pdf.toml" and "brief.toml" belong to "brief.pdf"."""
    stem = _stem(name)
    return stem if stem in names else documents.get(stem)


def _stem(name: str) -> str:
    return str(PurePosixPath(name).with_suffix(""))


def _is_left_behind(name: str) -> bool:
    patterns = listed(lexicon("columns")["folder"]["left_behind"])
    return any(fnmatch.fnmatchcase(name.lower(), pattern) for pattern in patterns)


def refuse_unreadable(data: bytes, name: str) -> None:
    """Raise InputError, with the mend, for spreadsheets and for archives within an archive or folder."""
    suffix = PurePosixPath(name).suffix.lower()
    spreadsheet = suffix in (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".numbers")
    if spreadsheet or (data.startswith(b"PK\x03\x04") and b"xl/workbook" in data):
        text = _("{file}: is a spreadsheet; save it as CSV (“CSV UTF-8”) and give that")
        raise InputError(text.format(file=name))
    if is_archive(data, name):
        raise InputError(_("{file}: is an archive; unpack it, or give it by itself").format(file=name))


_METADATA = (".toml", ".json")
