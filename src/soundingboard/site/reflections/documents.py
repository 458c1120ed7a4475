"""The one file that calls the library: reflections assembled, written in each format, read back from Word."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from soundingboard import model
from soundingboard.exposure import Published, published, words_by_field
from soundingboard.reflect import assemble, evidence_lines
from soundingboard.reflect.bookmarks import digest
from soundingboard.site.amendments.models import Amendment
from soundingboard.site.amendments.records import recorded
from soundingboard.site.contributions import records
from soundingboard.site.contributions.closing.counted import still_told
from soundingboard.site.contributions.models import Ask, Contribution, ContributionState, Topic
from soundingboard.site.drafts import lives
from soundingboard.site.drafts.apart import answer_of
from soundingboard.site.drafts.comparing import named_draft
from soundingboard.site.drafts.models import Draft, Visibility
from soundingboard.site.drafts.parse import LIMITS
from soundingboard.site.processes.models import Process
from soundingboard.site.reflections import changes
from soundingboard.site.reflections.evidence import hidden_drafts, known_before, speaks_of
from soundingboard.site.reflections.models import Earlier, Edition, Reflection, Section
from soundingboard.site.reflections.signed import Signed
from soundingboard.vocabulary import FORMAT, NOT_STATED
from soundingboard.write.outcomes import reflection_record
from soundingboard.write.papers import MEDIA_TYPES, to_file
from soundingboard.write.records import comparison_from_record, dumps
from soundingboard.write.reflected import reflections_paper

READER = ("-m", "soundingboard.site.reflections.parse")
FORMS = {form: MEDIA_TYPES[form] for form in ("docx", "pdf", "md")} | {"json": "application/json"}


# --- assembled --------------------------------------------------------------------------------------------


def assembled(process: Process, draft: Draft) -> model.Reflection:
    """Reflections on a draft from what was said on it, what it changed, and the wording that the board proposes."""
    chain = lives.chain(process, inside=draft.visibility == Visibility.BOARD)
    earlier, found = changes.before(chain, draft), changes.comparison(chain, draft)
    asks = Ask.objects.filter(draft=draft, contribution__state=ContributionState.CURRENT)
    wordings = Amendment.objects.standing(process).filter(draft=draft, is_boards=True)
    return assemble(
        named_draft(draft),
        named_draft(earlier) if earlier else None,
        comparison_from_record(found.record()) if found else None,
        [records.asked(ask) for ask in asks.select_related("contribution", "draft").order_by("pk")],
        _said_on(process, draft),
        [records.named_topic(one) for one in Topic.objects.standing(process)],
        [recorded(one) for one in wordings],
        words_by_field(process.groups, process.regions, process.groupings),
    )


def _said_on(process: Process, draft: Draft) -> Published:
    rows = Contribution.objects.current(process).filter(draft=draft).select_related("draft", "organisation")
    found = published(records.said(one) for one in rows.order_by("filed", "pk"))
    return replace(found, frozen=still_told(draft))


# --- written ----------------------------------------------------------------------------------------------


def state_of(sections: Sequence[Section]) -> str:
    """What a Word file of these statements calls its state."""
    return digest("\n".join(f"{one.name}\n{one.text}" for one in sections))


def reflection_as(
    reflection: Reflection, sections: Sequence[Section | Earlier], signed: Sequence[Signed] = ()
) -> model.Reflection:
    """Reflections as the library's record, with the statements given."""
    return model.Reflection(
        id=reflection.slug,
        draft=reflection.draft.slug,
        sections=tuple(_section(one) for one in sections),
        date=reflection.date.isoformat(),
        symbol=reflection.symbol or None,
        title=reflection.title,
        signed=tuple(
            model.Signature(one.name, one.signature.position, one.signature.reason or None)
            for one in signed
            if one.signature.replaced is None
        ),
    )


def _section(one: Section | Earlier) -> model.ReflectionSection:
    return model.ReflectionSection(
        kind=one.kind,
        text=one.text,
        id=one.name,
        topic=one.topic or None,
        refs=tuple(model.PlaceName(ref["draft"], ref["eid"]) for ref in one.refs),
        evidence=tuple(one.evidence),
        amendments=tuple(one.amendments),
    )


def written(reflection: Reflection, form: str, signed: Sequence[Signed], with_evidence: bool) -> bytes:
    """Reflections as one of `FORMS`. Raises InputError where a form cannot be made here."""
    seen = lives.chain(reflection.process, inside=not reflection.is_published)
    found = _as_seen(reflection_as(reflection, reflection.sections.all(), signed), reflection.process, seen)
    if form == "json":
        return dumps({"format": FORMAT, **reflection_record(found)}).encode()
    process = reflection.process
    wanted = {name for section in found.sections for name in section.amendments}
    rows = Amendment.objects.of(process).told(process).seen_with(seen).filter(name__in=wanted)
    drafts = [named_draft(one) for one in _drafts_of(reflection, found)]
    lines = evidence_of(reflection, found, seen) if with_evidence else None
    paper = reflections_paper(
        found, drafts, [recorded(one) for one in rows], lines, language=reflection.language
    )
    return to_file(paper, form)


def _drafts_of(reflection: Reflection, found: model.Reflection) -> list[Draft]:
    """The draft under review and those that statements refer to."""
    slugs = {ref.draft for section in found.sections for ref in section.refs} | {reflection.draft.slug}
    return list(Draft.objects.filter(process=reflection.process, slug__in=slugs))


def _as_seen(found: model.Reflection, process: Process, seen: Sequence[Draft]) -> model.Reflection:
    """The same, naming no draft but these."""
    hidden = hidden_drafts(process, seen)
    sections = [
        replace(
            one,
            refs=tuple(ref for ref in one.refs if ref.draft not in hidden),
            evidence=tuple(name for name in one.evidence if speaks_of(name) not in hidden),
        )
        for one in found.sections
    ]
    return replace(found, sections=tuple(sections))


def evidence_of(reflection: Reflection, found: model.Reflection, seen: Sequence[Draft]) -> Mapping[str, str]:
    """What each record that the statements name is, in a line, as anyone may know it."""
    names = {name for section in found.sections for name in section.evidence}
    asks = Ask.objects.filter(
        contribution__process=reflection.process, name__in=[n[4:] for n in names if n.startswith("ask:")]
    ).select_related("contribution", "draft")
    rows = list(asks)
    said = {ask.contribution.name for ask in rows} | {n[13:] for n in names if n.startswith("contribution:")}
    current = Contribution.objects.current(reflection.process).seen_with(seen).filter(name__in=said)
    people = list(current.select_related("draft", "organisation"))
    before = known_before(reflection.process, people)
    changed = changes.comparison(seen, reflection.draft)
    called = changes.changes(seen, reflection.draft, [n[7:] for n in names if n.startswith("change:")])
    own = {f"change:{name}": f"change:{row.name}" for name, row in called.items()}
    lines = evidence_lines(
        _calling(found, own),
        [records.asked(ask) for ask in rows],
        [_with_group(one, before) for one in people],
        comparison_from_record(changed.record()) if changed else None,
    )
    return lines | {name: lines[known] for name, known in own.items() if known in lines}


def _calling(found: model.Reflection, own: Mapping[str, str]) -> model.Reflection:
    """The same with the changes that its statements name by their own names."""
    sections = [
        replace(one, evidence=tuple(own.get(name, name) for name in one.evidence)) for one in found.sections
    ]
    return replace(found, sections=tuple(sections))


def _with_group(one: Contribution, known: Collection[str]) -> model.Contribution:
    """A confidential one keeps its group only where nobody knows it from before."""
    found = records.said(one)
    return replace(found, stakeholder_group=NOT_STATED) if one.name in known else found


# --- read back --------------------------------------------------------------------------------------------


def read_back(reflection: Reflection, name: str, data: bytes) -> tuple[int, dict[str, Any]]:
    """The edition that a Word file was made from, and what was changed in it since.

    Raises Unreadable, in one line, for a file that is none of these reflections.
    """
    state = answer_of(b"{}\n" + data, name, LIMITS, READER)["state"]
    edition = Edition.objects.filter(reflection=reflection, state=state).first()
    sections: Sequence[Section | Earlier] = at(edition) if edition else list(reflection.sections.all())
    record = reflection_record(reflection_as(reflection, sections))
    head = json.dumps({"reflection": record}).encode()
    found = answer_of(head + b"\n" + data, name, LIMITS, READER)
    return (edition.number if edition else 0), found


def at(edition: Edition) -> list[Earlier]:
    """The statements as they stood at an edition, in their order."""
    rows = {(one.name, one.version): one for one in edition.reflection.earlier.all()}
    return [rows[name, version] for name, version in edition.statements if (name, version) in rows]
