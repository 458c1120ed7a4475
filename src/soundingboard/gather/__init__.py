"""Contributions from files: tables, records, documents, folders and archives, with a report of all that was read."""

from collections.abc import Sequence
from pathlib import Path

from soundingboard.errors import InputError
from soundingboard.gather.cells import contributions_csv, report_csv
from soundingboard.gather.folder import files_in, files_of
from soundingboard.gather.process import DEFAULT_WORDS, NO_DEFAULTS, Defaults, ProcessWords, process_words
from soundingboard.gather.reading import gather_files
from soundingboard.gather.row import Gathered, Progress, Row
from soundingboard.i18n import _
from soundingboard.spreadsheet import neutral, plain

__all__ = [
    "DEFAULT_WORDS",
    "NO_DEFAULTS",
    "Defaults",
    "Gathered",
    "ProcessWords",
    "Row",
    "contributions_csv",
    "gather",
    "gather_bytes",
    "neutral",
    "plain",
    "process_words",
    "report_csv",
]


def gather(
    paths: Sequence[str | Path],
    words: ProcessWords = DEFAULT_WORDS,
    defaults: Defaults = NO_DEFAULTS,
    progress: Progress = lambda step, done, of: None,
) -> Gathered:
    """The contributions in files, folders and ZIP archives, and a report that names every file, row and line.

    `words` are the process's own; `defaults` what a contribution is where its file does not say. A file given alone
    that cannot be used raises InputError, as does a path that cannot be opened; among others such a file is set
    aside and the rest is read. `progress` is told the step, how much of it is done, and of how much.
    """
    if not paths:
        raise InputError(_("no file was given: name files, folders or archives"))
    files = [file for path in paths for file in files_of(path, among=len(paths) > 1)]
    return gather_files(files, words, defaults, progress)


def gather_bytes(
    name: str,
    data: bytes,
    words: ProcessWords = DEFAULT_WORDS,
    defaults: Defaults = NO_DEFAULTS,
    progress: Progress = lambda step, done, of: None,
) -> Gathered:
    """The contributions in the bytes of one file or ZIP archive called `name`; see `gather`."""
    return gather_files(files_in(name, data), words, defaults, progress)
