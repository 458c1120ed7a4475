"""What each command does: read, call one function of the library, write."""

import argparse
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from soundingboard.cli.inputs import (
    TABLES,
    format_of,
    json_lines,
    lines_of,
    one_standard_input,
    take_draft,
    take_drafts,
    tell_bad,
)
from soundingboard.cli.output import Progress, write
from soundingboard.compare import compare as compare_drafts
from soundingboard.errors import InputError
from soundingboard.i18n import _
from soundingboard.model import Comparison
from soundingboard.redline import redline as redline_texts
from soundingboard.words import words

_STAGE = re.compile(r"elements|non-paper|zero-draft|rev[1-9]\d?|final|adopted")


def read(options: argparse.Namespace) -> int:
    """`soundingboard read`"""
    from soundingboard.write.records import draft_record, dumps

    _check(options.stage, _STAGE, "--stage", "elements, non-paper, zero-draft, rev1, rev2 …, final, adopted")
    _check_date(options.date)
    with Progress() as progress:
        draft = take_draft(options.file, options, progress)
    names = ("title", "stage", "label", "symbol", "date", "language", "visibility")
    given = {name: getattr(options, name) for name in names if getattr(options, name)}
    source = replace(draft.source, url=options.url or draft.source.url)
    write(options.output, dumps(draft_record(replace(draft, source=source, **given))))
    return 0


def compare(options: argparse.Namespace) -> int:
    """`soundingboard compare`"""
    _check_date(options.date)
    form = format_of(options, {".html": "html", ".htm": "html", ".md": "markdown", ".docx": "docx"})
    one_standard_input([options.old, options.new, *options.earlier])
    with Progress() as progress:
        earlier = [take_draft(name, options, progress) for name in options.earlier]
        old, new = take_draft(options.old, options, progress), take_draft(options.new, options, progress)
        comparison = compare_drafts(old, new, earlier, progress)
        progress("write", 0, 1)
        result = _WRITERS[form](comparison, options)
    write(options.output, result)
    return 0


def redline(options: argparse.Namespace) -> int:
    """`soundingboard redline`"""
    records = [_redline_record(pair, number) for number, pair in json_lines(options.file)]
    write(options.output, lines_of(records))
    return tell_bad(options.file, records)


def concordance(options: argparse.Namespace) -> int:
    """`soundingboard concordance`"""
    from soundingboard.concordance import concordance as concord
    from soundingboard.write.html.tables import concordance_page
    from soundingboard.write.tables import concordance_csv, concordance_json

    if len(options.drafts) < 2:
        raise InputError(_("a concordance needs two drafts or more; name the next one too"))
    with Progress() as progress:
        record = concord(take_drafts(options, progress), progress)
    writers = {"json": concordance_json, "csv": concordance_csv, "html": concordance_page}
    write(options.output, writers[format_of(options, TABLES)](record))
    return 0


def terms(options: argparse.Namespace) -> int:
    """`soundingboard terms`"""
    from soundingboard.terms import term_table
    from soundingboard.write.html.tables import terms_page
    from soundingboard.write.tables import terms_csv, terms_json

    if not all(words(term) for term in options.term):
        raise InputError(_("--term: a term needs a word"))
    with Progress() as progress:
        table = term_table(take_drafts(options, progress), options.term, options.top)
    writers = {"json": terms_json, "csv": terms_csv, "html": terms_page}
    write(options.output, writers[format_of(options, TABLES)](table))
    return 0


def verify(options: argparse.Namespace) -> int:
    """`soundingboard verify`"""
    from soundingboard.chain import check
    from soundingboard.read import read_bytes
    from soundingboard.read.encoding import decode

    name, data = read_bytes(options.file)
    found = check(line for line in decode(data).text.split("\n") if line.strip())
    if found.fault:
        words = _("{file}: {fault}; {n} entries before it hold")
        raise InputError(words.format(file=name, fault=found.fault, n=found.n))
    words = _("{n} entries, none missing, none altered; the last is sealed as {digest}")
    write(options.output, words.format(n=found.n, digest=found.digest) + "\n")
    return 0


def _check(value: str | None, pattern: re.Pattern[str], option: str, example: str) -> None:
    if value and not pattern.fullmatch(value):
        words = _("{option}: {value} is not understood; write it as {example}")
        raise InputError(words.format(option=option, value=value, example=example))


def _check_date(value: str | None) -> None:
    """A day that is in the calendar; a time of day may follow."""
    if not value:
        return
    try:
        datetime.fromisoformat(value)
    except ValueError:
        words = _("{option}: {value} is not a date; write it as {example}")
        raise InputError(words.format(option="--date", value=value, example="2026-03-12")) from None


def _json(comparison: Comparison, options: argparse.Namespace) -> str:
    from soundingboard.write.records import dumps, to_record

    return dumps(to_record(comparison if options.explain else _without_reasons(comparison)))


def _without_reasons(comparison: Comparison) -> Comparison:
    return replace(comparison, changes=tuple(replace(change, reason=None) for change in comparison.changes))


def _html(comparison: Comparison, options: argparse.Namespace) -> str:
    from soundingboard.write.html import comparison_page

    return comparison_page(comparison, explain=options.explain)


def _markdown(comparison: Comparison, options: argparse.Namespace) -> str:
    from soundingboard.write.markdown import comparison_markdown

    return comparison_markdown(comparison, explain=options.explain)


def _docx(comparison: Comparison, options: argparse.Namespace) -> bytes:
    from soundingboard.write.docx import comparison_docx

    return comparison_docx(comparison, author=options.author, date=options.date)


_WRITERS: dict[str, Callable[[Comparison, argparse.Namespace], str | bytes]] = {
    "json": _json,
    "html": _html,
    "markdown": _markdown,
    "docx": _docx,
}


def _redline_record(pair: Any, number: int) -> dict[str, object]:
    """One pair's runs, or what is wrong with it."""
    if isinstance(pair, InputError):
        return {"id": None, "error": str(pair)}
    if (
        not isinstance(pair, dict)
        or not isinstance(pair.get("old"), str)
        or not isinstance(pair.get("new"), str)
    ):
        name = pair.get("id") if isinstance(pair, dict) else None
        return {
            "id": name,
            "error": _("line {number} needs id, old and new, old and new as text").format(number=number),
        }
    return {"id": pair.get("id"), "runs": redline_texts(pair["old"], pair["new"])}
