"""What commands take in: drafts, lines of JSON, and the format that is asked for."""

import argparse
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from soundingboard.cli.output import Progress, notices
from soundingboard.errors import InputError
from soundingboard.i18n import _
from soundingboard.model import Concordance, Draft
from soundingboard.read import read_bytes
from soundingboard.read.encoding import decode
from soundingboard.segment import read_draft
from soundingboard.vocabulary import FORMAT

TABLES = {".html": "html", ".htm": "html", ".csv": "csv"}


def format_of(options: argparse.Namespace, by_ending: Mapping[str, str]) -> str:
    """The format that is asked for, else the one that the name of the output promises, else JSON."""
    return options.format or by_ending.get(Path(options.output).suffix.lower(), "json")


def take_drafts(options: argparse.Namespace, progress: Progress) -> list[Draft]:
    """The drafts that are named, oldest first."""
    one_standard_input(options.drafts)
    return [take_draft(name, options, progress) for name in options.drafts]


def take_draft(name: str, options: argparse.Namespace, progress: Progress) -> Draft:
    """A draft from a file; what was noticed is told."""
    progress("read", 0, 1)
    draft = read_draft(name, options.revisions, options.marks)
    notices(draft.source.file or name, draft.notices)
    return draft


def in_order(drafts: Sequence[Draft]) -> None:
    """Raises InputError when a draft is older, by its date, than the one named before it."""
    for old, new in pairwise(drafts):
        if old.date and new.date and new.date < old.date:
            words = _("{new} ({after}) is older than {old} ({before}); name them the other way round")
            names = [one.source.file or one.name for one in (old, new)]
            raise InputError(words.format(new=names[1], after=new.date, old=names[0], before=old.date))


_SAME_TEXT = (
    0.1  # of the paragraphs live on: of two revisions of one text far more do, of two texts hardly any
)


def tell_another_text(record: Concordance) -> None:
    """A notice for each draft of which hardly anything stood in the one before: it may be another text."""
    for n, (old, new) in enumerate(pairwise(record.drafts)):
        ends = {edge.old.eid for edge in record.edges if edge.old.draft == record.names[n]}
        if len(ends) < _SAME_TEXT * len(old.paragraphs):
            words = _("hardly any paragraph of {old} is in it; is it a revision of the same text?")
            notices(new.source.file or new.name, [words.format(old=old.source.file or old.name)])


def one_standard_input(names: Iterable[str]) -> None:
    """Raises InputError when standard input is asked for twice."""
    if list(names).count("-") > 1:
        raise InputError(_("standard input (-) can be one draft only; name a file for the other"))


def json_lines(name: str) -> Iterator[tuple[int, Any]]:
    """The objects of a file of JSON lines with the number of each line; what is not JSON comes as an InputError.

    The line that only tells the format is left out. A list in one piece of JSON is taken as its items.
    """
    shown, data = read_bytes(name)
    decoded = decode(data)
    notices(shown, decoded.notices)
    if decoded.text.lstrip().startswith("["):
        yield from enumerate(_items(decoded.text, shown), 1)
        return
    for number, line in enumerate(
        decoded.text.split("\n"), 1
    ):  # a text may hold U+2028, which ends no record
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            record = InputError(_("line {number} is not JSON").format(number=number))
        if record != {"format": FORMAT}:
            yield number, record


def objects(name: str) -> Iterator[tuple[Mapping[str, Any], str]]:
    """The objects of a file of JSON lines, each with where it stands; anything else stops the work."""
    for number, record in json_lines(name):
        if isinstance(record, InputError):
            raise InputError(f"{name}: {record}")
        where = _("{file}, line {number}").format(file=name, number=number)
        if not isinstance(record, dict):
            raise InputError(_("{where}: needs a JSON object").format(where=where))
        yield record, where


def _items(text: str, name: str) -> list[Any]:
    try:
        return list(json.loads(text))
    except (ValueError, RecursionError, TypeError):
        words = _("{file}: begins as a JSON list but is not one; write one JSON object on each line")
        raise InputError(words.format(file=name)) from None


def line_of(record: Mapping[str, object]) -> str:
    """One line of JSON."""
    text = json.dumps(record, ensure_ascii=False)
    halves = any("\ud800" <= character <= "\udfff" for character in text)  # which no encoding can write
    return json.dumps(record) if halves else text


def tell_bad(name: str, records: Collection[Mapping[str, object]]) -> int:
    """The exit status of a bulk command: 1 when some records were bad, which is told."""
    bad = sum("error" in record for record in records)
    if bad:
        notices(Path(name).name, [_("{bad} of {n} records are bad").format(bad=bad, n=len(records))])
    return 1 if bad else 0


def lines_of(records: Iterable[Mapping[str, object]]) -> str:
    """JSON lines."""
    return "".join(line_of(record) + "\n" for record in records)
