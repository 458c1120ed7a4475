"""What the commands on what became of a text do: read, call one function of the library, write."""

import argparse
from collections.abc import Mapping, Sequence

from soundingboard.cli.inputs import one_standard_input, take_draft, take_drafts
from soundingboard.cli.output import Progress, notices
from soundingboard.cli.said import fields_of, objects, take_asks, write_table
from soundingboard.i18n import _
from soundingboard.model import Amendment, Draft, Reflection, Response
from soundingboard.write.outcomes import amendment_of, reflection_of, response_of


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


def ledger(options: argparse.Namespace) -> int:
    """`soundingboard ledger`"""
    from soundingboard.exposure import published
    from soundingboard.trace import shares, trace, with_stated
    from soundingboard.write.ledger import entry_rows, ledger_table, share_rows, shares_record

    one_standard_input([options.file, *options.drafts])
    said, contributions, _topics = take_asks(options)
    amendments, responses = amendments_of(options.amendments), responses_of(options.responses)
    with Progress() as progress:
        drafts = take_drafts(options, progress)
        carried = carried_by(reflections_of(options.reflections))
        found = trace(said, drafts, None, contributions, amendments, carried)
    entries = [with_stated(entry, responses) for entry in found]
    if options.shares:
        seen = published(contributions)
        tables = shares(entries, said, seen, fields_of(options.process))
        write_table(options, shares_record(tables), share_rows(tables))
    else:
        write_table(options, ledger_table(entries), entry_rows(entries))
    return 0


def carried_by(reflections: Sequence[Reflection]) -> dict[str, str]:
    """By ask ("ask:ID"), the reflections that carried it: the first whose evidence names it."""
    found: dict[str, str] = {}
    for reflection in reflections:
        for section in reflection.sections:
            for name in section.evidence:
                found.setdefault(name, reflection.id)
    return found


def amendments_of(name: str | None) -> list[Amendment]:
    """The amendments of a file of JSON lines; none without one."""
    return [amendment_of(record, where) for record, where in objects(name)] if name else []


def reflections_of(name: str | None) -> list[Reflection]:
    """The reflections of a file of JSON lines; none without one."""
    return [reflection_of(record, where) for record, where in objects(name)] if name else []


def responses_of(name: str | None) -> list[Response]:
    """The official answers of a file of JSON lines; none without one."""
    return [response_of(record, where) for record, where in objects(name)] if name else []


def drafts_by_name(drafts: Sequence[Draft]) -> Mapping[str, Draft]:
    """Drafts by the names that records call them."""
    return {draft.name: draft for draft in drafts}
