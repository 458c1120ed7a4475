"""What the commands on what became of a text do: read, call one function of the library, write."""

import argparse
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from soundingboard.cli.folder import Folder, take_folder
from soundingboard.cli.inputs import (
    in_order,
    json_lines,
    lines_of,
    objects,
    one_standard_input,
    take_draft,
    take_drafts,
    tell_another_text,
    tell_bad,
)
from soundingboard.cli.output import Progress, notices, write
from soundingboard.cli.said import fields_of, take_asks, write_table
from soundingboard.errors import InputError
from soundingboard.i18n import _, ngettext
from soundingboard.model import Amendment, Draft, Reflection, Response, Topic
from soundingboard.read import read_bytes
from soundingboard.read.encoding import decode
from soundingboard.segment import read_draft
from soundingboard.write.outcomes import amendment_of, reflection_of, response_of
from soundingboard.write.paper import Paper

if TYPE_CHECKING:
    from soundingboard.amend import Orphan
    from soundingboard.trace.edits import Edit

Read = TypeVar("Read")


def check(options: argparse.Namespace) -> int:
    """`soundingboard check`"""
    from soundingboard.check import check as find_unclear
    from soundingboard.check import speaks
    from soundingboard.write.checked import COLUMNS, finding_rows, findings_record

    one_standard_input([*options.earlier, options.draft])
    with Progress() as progress:
        earlier = [take_draft(name, options, progress) for name in options.earlier]
        draft = take_draft(options.draft, options, progress)
    if not speaks(draft):
        notices(options.draft, [_("is not English: only its references were checked")])
    found = find_unclear(draft, earlier)
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in finding_rows(found)]
    write_table(options, findings_record(draft, found), rows)
    return 0


def trace(options: argparse.Namespace) -> int:
    """`soundingboard trace`"""
    from soundingboard.trace.adoption import score_pairs
    from soundingboard.trace.finding import rank
    from soundingboard.trace.records import adoption_record, candidates_record, edit_of, pair_of

    if options.pairs:
        if options.file or options.changes or options.old:
            raise InputError(_("--pairs stands alone: leave out PROPOSALS, --changes, --old and --new"))
        pairs = _read_each(options.pairs, pair_of)
        scored = iter(score_pairs([one for one in pairs if isinstance(one, tuple)]))
        records = [
            one if isinstance(one, dict) else adoption_record(one[0].id, next(scored)) for one in pairs
        ]
        write(options.output, lines_of(records))
        return tell_bad(options.pairs, records)
    if not options.file:
        raise InputError(_("trace needs PROPOSALS, or --pairs FILE"))
    one_standard_input([options.file, *filter(None, (options.changes, options.old, options.new))])
    proposals = _read_each(options.file, edit_of)
    with Progress() as progress:
        changes = _changes(options, progress)
        ranked = iter(
            rank([one for one in proposals if not isinstance(one, dict)], changes, options.top, progress)
        )
    records = [one if isinstance(one, dict) else candidates_record(one.id, next(ranked)) for one in proposals]
    write(options.output, lines_of(records))
    return tell_bad(options.file, records)


def _changes(options: argparse.Namespace, progress: Progress) -> "list[Edit]":
    """Where to look: the changes of a file, or those between two drafts."""
    from soundingboard.compare import compare
    from soundingboard.trace.records import changes_of, edit_of

    if options.changes and not (options.old or options.new):
        found = _read_each(options.changes, edit_of)
        bad = [one for one in found if isinstance(one, dict)]
        if bad:
            raise InputError(f"{options.changes}: {bad[0]['error']}")
        return [one for one in found if not isinstance(one, dict)]
    if options.changes or not (options.old and options.new):
        raise InputError(_("trace needs --changes FILE, or --old DRAFT and --new DRAFT"))
    old, new = take_draft(options.old, options, progress), take_draft(options.new, options, progress)
    in_order([old, new])
    return changes_of(compare(old, new, progress=progress))


def _read_each(
    name: str, read: "Callable[[Mapping[str, Any], str], Read]"
) -> "list[Read | dict[str, object]]":
    """Each line of a file, read; a bad one as a record with its error."""
    found: list[Read | dict[str, object]] = []
    for number, record in json_lines(name):
        where = _("line {number}").format(number=number)
        if isinstance(record, InputError):
            found.append({"id": None, "error": str(record)})
        elif not isinstance(record, dict):
            found.append({"id": None, "error": _("{where}: needs a JSON object").format(where=where)})
        else:
            try:
                found.append(read(record, where))
            except InputError as error:
                found.append({"id": record.get("id"), "error": str(error)})
    return found


def ledger(options: argparse.Namespace) -> int:
    """`soundingboard ledger`"""
    from soundingboard.concordance import concordance
    from soundingboard.exposure import published
    from soundingboard.trace import carried_by, shares, with_stated
    from soundingboard.trace import trace as find_outcomes
    from soundingboard.write.ledger import entry_rows, ledger_table, share_rows, shares_record

    one_standard_input([options.file, *options.drafts])
    said, contributions, _topics = take_asks(options)
    seen = published(contributions)
    told = {one.id for one in seen.contributions}
    public = [ask for ask in said if ask.contribution in told]
    if left := sum(seen.confidential.values()) and len(said) - len(public):
        words = ngettext(
            "{n} ask was made in confidence and is left out",
            "{n} asks were made in confidence and are left out",
            left,
        )
        notices(options.file, [words.format(n=left)])
    amendments, responses = amendments_of(options.amendments), responses_of(options.responses)
    with Progress() as progress:
        drafts = take_drafts(options, progress)
        in_order(drafts)
        record = concordance(drafts, progress)
        carried = carried_by(reflections_of(options.reflections))
        found = find_outcomes(public, drafts, record, contributions, amendments, carried)
    tell_another_text(record)
    entries = [with_stated(entry, responses) for entry in found]
    if options.shares:
        tables = shares(entries, public, seen, fields_of(options.process))
        write_table(options, shares_record(tables), share_rows(tables))
    else:
        write_table(options, ledger_table(entries), entry_rows(entries))
    return 0


def amend(options: argparse.Namespace) -> int:
    """`soundingboard amend`"""
    from soundingboard.amend import collisions, rebase, warnings
    from soundingboard.concordance import concordance
    from soundingboard.write.amended import amendment_line

    one_standard_input([options.file, options.draft, *options.next])
    with Progress() as progress:
        drafts = [take_draft(name, options, progress) for name in (options.draft, *options.next)]
        given = given_amendments(options, drafts[0])
        in_order(drafts)
        record = concordance(drafts, progress)
    tell_another_text(record)
    by_name = dict(zip(record.names, drafts, strict=True))
    meeting = [one for name, draft in by_name.items() for one in collisions(_on(given, name), draft)]
    lines = []
    for one in given:
        found = rebase(one, record, record.names[-1]) if one.draft in by_name else _of_no_draft(one)
        language = by_name.get(one.draft, drafts[0]).language
        lines.append(amendment_line(one, found, warnings(one.old, one.new, language), meeting))
    write(options.output, lines_of(lines))
    orphans = sum(line["state"] == "orphaned" for line in lines)
    if orphans:
        notices(options.file, [_("{n} of {of} have no place; see why").format(n=orphans, of=len(lines))])
    return 0


def _on(amendments: Iterable[Amendment], name: str) -> list[Amendment]:
    return [one for one in amendments if one.draft == name]


def _of_no_draft(amendment: Amendment) -> "Orphan":
    from soundingboard.amend import Orphan

    reason = _("it was made on {draft}, which was not given").format(draft=amendment.draft)
    return Orphan(amendment, "no paragraph", reason)


def compile(options: argparse.Namespace) -> int:
    """`soundingboard compile`"""
    from soundingboard.amend import compilation
    from soundingboard.write.compiled import compilation_paper, compilation_record
    from soundingboard.write.records import dumps

    one_standard_input([options.file, options.draft])
    with Progress() as progress:
        draft = take_draft(options.draft, options, progress)
        given = given_amendments(options, draft)
    here = _on(given, draft.name)
    if len(here) < len(given):
        left = _(
            "{n} of {of} were made on another draft and are left out; carry them over with soundingboard amend"
        )
        notices(options.file, [left.format(n=len(given) - len(here), of=len(given))])
    found = compilation(draft, here, open_only=options.open_only)
    if paper_format(options, "json") == "json":
        write(options.output, dumps(compilation_record(found)))
    else:
        write_paper(options, compilation_paper(found))
    return 0


def brief(options: argparse.Namespace) -> int:
    """`soundingboard brief`"""
    from soundingboard.brief import brief as make_brief
    from soundingboard.converge import converge
    from soundingboard.trace import trace as find_outcomes
    from soundingboard.write.briefed import brief_paper

    with Progress() as progress:
        folder = take_folder(options.folder, progress)
        at = folder.draft(options.draft) if options.draft else len(folder.drafts) - 1
        draft = folder.drafts[at]
        place = place_in(options.place, draft, folder)
        seen = converge(
            folder.asks,
            folder.contributions,
            folder.words,
            folder.topics,
            drafts=folder.drafts,
            frozen=folder.frozen,
        )
        entries = find_outcomes(folder.asks, folder.drafts, folder.record, folder.contributions)
    named = [replace(one, by=folder.names.get(one.by or "", one.by)) for one in folder.amendments]
    made = make_brief(
        place,
        draft,
        folder.comparisons[:at],
        seen,
        named,
        folder.support,
        entries,
        folder.asks,
        folder.responses,
    )
    write_paper(options, brief_paper(made, draft.date))
    return 0


def reflect(options: argparse.Namespace) -> int:
    """`soundingboard reflect`"""
    from soundingboard.reflect import evidence_lines
    from soundingboard.write.outcomes import reflection_record
    from soundingboard.write.records import dumps
    from soundingboard.write.reflected import reflections_paper

    with Progress() as progress:
        folder = take_folder(options.folder, progress)
        at = folder.draft(options.draft) if options.draft else len(folder.drafts) - 1
        found = _reflections(folder, at, options.assemble)
    if options.returned:
        found = _taken_back(found, options.returned)
    if paper_format(options) == "json":
        write(options.output, dumps(reflection_record(found)))
        return 0
    comparison = folder.comparisons[at - 1] if at else None
    lines = evidence_lines(found, folder.asks, folder.contributions, comparison)
    evidence = None if options.without_evidence else lines
    write_paper(options, reflections_paper(found, folder.drafts, folder.amendments, evidence))
    return 0


def _reflections(folder: Folder, at: int, anew: bool) -> Reflection:
    """Those of the folder on this draft, else made from its records."""
    from soundingboard.exposure import published
    from soundingboard.reflect import assemble

    draft = folder.drafts[at]
    own = [one for one in folder.reflections if one.draft == draft.name]
    if own and not anew:
        return own[-1]
    return assemble(
        draft,
        folder.drafts[at - 1] if at else None,
        folder.comparisons[at - 1] if at else None,
        folder.asks,
        published(folder.contributions, folder.frozen),
        folder.topics,
        [one for one in folder.amendments if one.by == "board"],
        folder.words,
        id=f"reflections-{draft.name}",
    )


def _taken_back(reflection: Reflection, name: str) -> Reflection:
    """The reflections as the Word file has them; what a person should look at is told."""
    from soundingboard.reflect import returned

    found = returned(reflection, read_bytes(name)[1], Path(name).name)
    counts = (
        (_("kept"), found.kept),
        (_("changed"), found.changed),
        (_("new"), found.added),
        (_("gone"), found.removed),
    )
    told = ", ".join(f"{word} {len(ids)}" for word, ids in counts)
    orphans = [f"{one.section.id}: {one.reason}" for one in found.orphans]
    notices(name, [_("sections: {counts}").format(counts=told), *orphans, *found.notices])
    return found.reflection


def report(options: argparse.Namespace) -> int:
    """`soundingboard report`"""
    from soundingboard.cli.reporting import report_of
    from soundingboard.write.reported import report_paper

    with Progress() as progress:
        made = report_of(take_folder(options.folder, progress))
    write_paper(options, report_paper(made))
    return 0


def given_amendments(options: argparse.Namespace, draft: Draft) -> list[Amendment]:
    """The amendments of a file: records, marked-up text, or a Word file with tracked changes."""
    from soundingboard.amend import amendments

    if Path(options.file).suffix.lower() == ".docx":
        return list(amendments(read_draft(options.file, "kept"), draft, options.by))
    if options.file == "-" or Path(options.file).suffix.lower() in (".jsonl", ".ndjson", ".json"):
        return list(amendments([record for record, _where in objects(options.file)], draft, options.by))
    return list(amendments(decode(read_bytes(options.file)[1]).text, draft, options.by))


def place_in(place: str, draft: Draft, folder: Folder) -> str | Topic:
    """The eid of the paragraph of this number, or the topic of this name."""
    for paragraph in draft.paragraphs:
        if place in (paragraph.number, paragraph.eid):
            return paragraph.eid
    for topic in folder.topics:
        if place in (topic.id, topic.label):
            return topic
    message = _("{draft} has no paragraph {place}, and the process no topic of that name")
    raise InputError(message.format(draft=draft.label or draft.name, place=place))


_ENDINGS = {".md": "markdown", ".html": "html", ".htm": "html", ".docx": "docx", ".pdf": "pdf"}


def paper_format(options: argparse.Namespace, default: str = "markdown") -> str:
    """The format that is asked for, else the one that the name of the output promises."""
    return options.format or _ENDINGS.get(Path(options.output).suffix.lower(), default)


def write_paper(options: argparse.Namespace, paper: Paper) -> None:
    """A document in the format that is asked for."""
    from soundingboard.write.papers import to_docx, to_html, to_markdown, to_pdf

    writers: dict[str, Callable[[Paper], str | bytes]] = {
        "markdown": to_markdown,
        "html": to_html,
        "docx": to_docx,
        "pdf": to_pdf,
    }
    write(options.output, writers[paper_format(options)](paper))


def amendments_of(name: str | None) -> list[Amendment]:
    """The amendments of a file of JSON lines; none without one."""
    return [amendment_of(record, where) for record, where in objects(name)] if name else []


def reflections_of(name: str | None) -> list[Reflection]:
    """The reflections of a file of JSON lines; none without one."""
    return [reflection_of(record, where) for record, where in objects(name)] if name else []


def responses_of(name: str | None) -> list[Response]:
    """The official answers of a file of JSON lines; none without one."""
    return [response_of(record, where) for record, where in objects(name)] if name else []
