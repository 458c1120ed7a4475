"""What each command on what people said does: read, call one function of the library, write."""

import argparse
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from soundingboard.cli.inputs import (
    format_of,
    json_lines,
    lines_of,
    objects,
    one_standard_input,
    take_draft,
    tell_bad,
)
from soundingboard.cli.output import Progress, notices, write
from soundingboard.errors import InputError
from soundingboard.i18n import _
from soundingboard.model import Ask, Concordance, Contribution, Draft, Topic
from soundingboard.write.said import (
    ask_of,
    ask_record,
    citations_record,
    links_record,
    topic_of,
    topic_record,
)

if TYPE_CHECKING:
    from soundingboard.exposure import Frozen
    from soundingboard.gather import ProcessWords
    from soundingboard.link import Index

Record = dict[str, object]


def contributions(options: argparse.Namespace) -> int:
    """`soundingboard contributions`"""
    from soundingboard.gather import gather, report_csv
    from soundingboard.write.said import contribution_record

    with Progress() as progress:
        found = gather(options.paths, _words(options.process), progress=progress)
    write(options.output, lines_of([contribution_record(one) for one in found.contributions]))
    if options.report:
        write(options.report, report_csv(found.report))
    for row in found.report:
        told = [row.outcome, *row.notices] if row.outcome == "set aside" else row.notices
        notices(f"{row.file}, {row.place}" if row.place else row.file, told)
    aside = sum(row.outcome == "set aside" for row in found.report)
    notices(
        _("contributions"), [_("{n} read, {aside} set aside").format(n=len(found.contributions), aside=aside)]
    )
    return 1 if aside else 0


def cite(options: argparse.Namespace) -> int:
    """`soundingboard cite`"""
    from soundingboard.cite import cite as find_citations

    with Progress() as progress:
        drafts = [take_draft(name, options, progress) for name in options.draft]
    records = [
        one if "error" in one else citations_record(_id(one), find_citations(str(one["text"]), drafts))
        for one in _texts(options.file)
    ]
    write(options.output, lines_of(records))
    return tell_bad(options.file, records)


def link(options: argparse.Namespace) -> int:
    """`soundingboard link`"""
    from soundingboard.link import link_all

    with Progress() as progress:
        drafts = _drafts(options, progress)
        index, said = _index(options, drafts, progress), list(_texts(options.file))
        good = [one for one in said if "error" not in one]
        languages = [_language(one) for one in good]
        found = iter(link_all([str(one["text"]) for one in good], index, options.top, languages, progress))
    records = [one if "error" in one else links_record(_id(one), next(found)) for one in said]
    write(options.output, lines_of(records))
    return tell_bad(options.file, records)


def asks(options: argparse.Namespace) -> int:
    """`soundingboard asks`"""
    from soundingboard.ask import asks as find_asks

    with Progress() as progress:
        drafts = _drafts(options, progress)
        index = _index(options, drafts, progress) if drafts else None
        record = _record(drafts, progress)
        records: list[Record] = []
        said = list(_said(options.file))
        for n, one in enumerate(said):
            progress("read", n, len(said))
            if isinstance(one, dict):
                records.append(one)
            else:
                records += [ask_record(ask, one) for ask in find_asks(one, drafts, index, record)]
    write(options.output, lines_of(records))
    return tell_bad(options.file, records)


def converge(options: argparse.Namespace) -> int:
    """`soundingboard converge`"""
    from soundingboard.converge import converge as find_convergence
    from soundingboard.converge.tables import convergence_record, convergence_rows

    asked, said, topics = take_asks(options)
    by = [name.strip() for name in options.by.split(",") if name.strip()]
    found = find_convergence(asked, said, fields_of(options.process), topics, by, frozen=_frozen(options))
    notices(options.file, found.notices)
    write_table(options, convergence_record(found), convergence_rows(found))
    return 0


def coverage(options: argparse.Namespace) -> int:
    """`soundingboard coverage`"""
    from soundingboard.coverage import coverage as find_coverage
    from soundingboard.coverage import coverage_record, coverage_rows, targets_of

    asked, said, topics = take_asks(options)
    with Progress() as progress:
        draft = take_draft(options.draft, options, progress)
    targets = targets_of(_process(options.process).get("targets", []))
    frozen = _frozen(options)
    found = find_coverage(draft, asked, said, fields_of(options.process), topics, targets, frozen=frozen)
    notices(options.file, found.notices)
    write_table(options, coverage_record(found), coverage_rows(found))
    return 0


def topics(options: argparse.Namespace) -> int:
    """`soundingboard topics`"""
    from soundingboard.topic import suggest_topics

    asked, said, confirmed = take_asks(options)
    with Progress() as progress:
        draft = take_draft(options.draft, options, progress)
    found = suggest_topics(draft, asked, said, confirmed)
    write(options.output, lines_of([topic_record(topic) for topic in found]))
    return 0


def write_table(
    options: argparse.Namespace, record: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]
) -> None:
    from soundingboard.write.records import dumps
    from soundingboard.write.tables import rows_csv

    as_table = format_of(options, {".csv": "csv"}) == "csv"
    write(options.output, rows_csv(rows) if as_table else dumps(record))


def _drafts(options: argparse.Namespace, progress: Progress) -> list[Draft]:
    """The drafts, oldest first; the last is the one that people speak of."""
    names = [*options.earlier, options.draft] if options.draft else options.earlier
    one_standard_input([options.file, *names, *options.version_in])
    if options.earlier and not options.draft:
        raise InputError(_("--earlier needs --draft: the draft that people speak of"))
    return [take_draft(name, options, progress) for name in names]


def _index(options: argparse.Namespace, drafts: Sequence[Draft], progress: Progress) -> "Index":
    from soundingboard.link import index_of

    return index_of(drafts[-1], [take_draft(name, options, progress) for name in options.version_in])


def _record(drafts: Sequence[Draft], progress: Progress) -> Concordance | None:
    from soundingboard.concordance import concordance

    return concordance(drafts, progress) if len(drafts) > 1 else None


def _texts(name: str) -> Iterator[Record]:
    """Records with a text each, or with what is wrong; a file that is not JSON lines or CSV is one text."""
    if name == "-" or Path(name).suffix.lower() in (".jsonl", ".ndjson", ".json"):
        yield from (_text(record, number) for number, record in json_lines(name))
        return
    for one in _said(name):
        yield one if isinstance(one, dict) else {"id": one.id, "text": one.text, "language": one.language}


def _text(record: Any, number: int) -> Record:
    if isinstance(record, InputError):
        return {"id": None, "error": str(record)}
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        name = record.get("id") if isinstance(record, dict) else None
        return {"id": name, "error": _("line {number} needs id and text").format(number=number)}
    return record


def _said(name: str) -> Iterator[Contribution | Record]:
    """The contributions of a file; what cannot be read comes as a record with its error."""
    from soundingboard.gather import gather, gather_bytes
    from soundingboard.read import read_bytes

    found = gather_bytes("standard-input.jsonl", read_bytes(name)[1]) if name == "-" else gather([name])
    yield from found.contributions
    for row in found.report:
        if row.outcome == "set aside":
            yield {"id": row.id, "error": f"{row.place or row.file}: {'; '.join(row.notices)}"}


def _id(record: Record) -> str | None:
    return None if record.get("id") is None else str(record["id"])


def _language(record: Record) -> str | None:
    language = record.get("language")
    return language if isinstance(language, str) else None


def take_asks(options: argparse.Namespace) -> tuple[list[Ask], list[Contribution], list[Topic]]:
    """The asks of a file, who said them, and the topics; a bad line stops the work, for a count must be whole."""
    asked: list[Ask] = []
    said: dict[str, Contribution] = {}
    for record, where in objects(options.file):
        ask, speaker = ask_of(record, where)
        asked.append(ask)
        said.setdefault(speaker.id, speaker)
    if options.contributions:
        said |= {one.id: one for one in _said(options.contributions) if isinstance(one, Contribution)}
    return asked, list(said.values()), list(_topics_of(getattr(options, "topics", None)))


def _frozen(options: argparse.Namespace) -> list["Frozen"]:
    """What was counted of the anonymous when drafts closed, as `soundingboard export` writes it."""
    from soundingboard.exposure import frozen_of

    return [frozen_of(record) for record, _where in objects(options.frozen)] if options.frozen else []


def _topics_of(name: str | None) -> Iterator[Topic]:
    return (topic_of(record, where) for record, where in objects(name)) if name else iter(())


def _process(name: str | None) -> Mapping[str, Any]:
    """What process.toml says; nothing without one."""
    if not name:
        return {}
    from soundingboard.read import read_bytes

    try:
        return tomllib.loads(read_bytes(name)[1].decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(_("{file}: is not a process.toml: {error}").format(file=name, error=error)) from None


def _words(name: str | None) -> "ProcessWords":
    from soundingboard.gather import DEFAULT_WORDS, process_words

    return process_words(_process(name)) if name else DEFAULT_WORDS


def fields_of(name: str | None) -> dict[str, tuple[str, ...]]:
    from soundingboard.exposure import words_by_field

    words = _words(name)
    return words_by_field(words.groups, words.regions, words.groupings)
