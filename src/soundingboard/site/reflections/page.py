"""Reflections as their readers see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from soundingboard.site.amendments.models import Amendment
from soundingboard.site.contributions.saying import redline_of
from soundingboard.site.drafts import lives
from soundingboard.site.drafts.models import Draft, Paragraph
from soundingboard.site.drafts.rules import sees_inside
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry
from soundingboard.site.reflections import referring, rules, signed
from soundingboard.site.reflections.evidence import Evidence, shelf
from soundingboard.site.reflections.models import Reflection, ReturnState, Section, SectionKind
from soundingboard.site.reflections.referring import Place

HEADINGS = {
    SectionKind.GENERAL: "",
    SectionKind.RETAIN: _("Key aspects to retain"),
    SectionKind.WELCOME: _("Welcome: strengthened and new"),
    SectionKind.CAUTION: _("Caution: softened, deleted and missed"),
    SectionKind.CONVERGENCE: _("Where stakeholders met, and where they did not"),
    SectionKind.CLARIFY: _("Suggestions for clarification and additions"),
    SectionKind.SUGGEST: _("Suggestions for clarification and additions"),
}


@dataclass(frozen=True, slots=True)
class Suggested:
    """Wording that a statement suggests, with what it changes marked."""

    amendment: Amendment
    number: str
    redline: SafeString


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with all that stands beside it; `heading` and `topic` where it is the first under them."""

    section: Section
    heading: str
    topic: str
    places: Sequence[Place]
    evidence: Sequence[Evidence]
    suggested: Sequence[Suggested]


def reflections_chain(who: Who, process: Process) -> list[Draft]:
    """The drafts that this reader sees."""
    return lives.chain(process, sees_inside(who, process.slug))


def reflection_page(who: Who, reflection: Reflection, with_evidence: bool = True) -> dict[str, Any]:
    """Everything on the page, in a number of queries that does not depend on how much there is."""
    process, chain = reflection.process, reflections_chain(who, reflection.process)
    inside = rules.sees_unpublished(who, process.slug)
    positions = signed.standing(reflection, inside)
    return {
        "process": process,
        "reflection": reflection,
        "draft": reflection.draft,
        "statements": statements(reflection, chain, with_evidence),
        "with_evidence": with_evidence,
        "positions": positions,
        "counted": signed.counted(positions),
        "unsigned": [signed.name_of(one) for one in signed.unsigned(reflection)],
        "edits": rules.may_edit(who, reflection),
        "signs": rules.may_sign(who, process.slug) and reflection.state != "draft",
        "writes": rules.may_write(who, process.slug),
        "inside": inside,
        "waiting": _waiting(reflection) if inside else [],
        "corrected_by": _corrected_by(reflection),
        "has_history": reflection.is_published
        and Entry.objects.about(process.slug, str(reflection)).exists(),
    }


def _waiting(reflection: Reflection) -> list[Any]:
    return list(reflection.returns.filter(state=ReturnState.WAITING).defer("data", "report"))


def _corrected_by(reflection: Reflection) -> list[Reflection]:
    found = reflection.corrections.filter(state="published")
    return list(found.select_related("process"))


def statements(reflection: Reflection, chain: Sequence[Draft], with_evidence: bool = True) -> list[Statement]:
    """The statements in their order, each with its places, records and wording."""
    sections = list(reflection.sections.all())
    names = [name for section in sections for name in section.evidence] if with_evidence else []
    drafts = referring.drafts_up_to(
        chain, reflection.draft, {ref["draft"] for section in sections for ref in section.refs}
    )
    records = shelf(reflection.process, reflection.draft, chain, names)
    wordings = _wordings(reflection, sections, chain)
    starts = _starts(sections)
    return [
        Statement(
            section=section,
            heading=heading,
            topic=topic,
            places=referring.linked(section.refs, drafts),
            evidence=records.of(section.evidence) if with_evidence else (),
            suggested=[wordings[name] for name in section.amendments if name in wordings],
        )
        for section, (heading, topic) in zip(sections, starts, strict=True)
    ]


def _starts(sections: Sequence[Section]) -> list[tuple[str, str]]:
    """For each statement the heading and the topic that begin with it; its own words may begin with the topic."""
    keys = [("", ""), *((str(HEADINGS[SectionKind(one.kind)]), one.topic) for one in sections)]
    found = []
    for ((heading, topic), (own, own_topic)), section in zip(pairwise(keys), sections, strict=True):
        is_told = section.text.lstrip("*").startswith(own_topic)
        is_first = (own, own_topic) != (heading, topic)
        found.append((own if own != heading else "", own_topic if is_first and not is_told else ""))
    return found


def _wordings(
    reflection: Reflection, sections: Sequence[Section], chain: Sequence[Draft]
) -> Mapping[str, Suggested]:
    """The amendments that statements suggest and that may be told, on drafts that this reader sees (two queries)."""
    names = {name for section in sections for name in section.amendments}
    if not names:
        return {}
    proposed = Amendment.objects.of(reflection.process).told(reflection.process)
    rows = list(proposed.filter(name__in=names, draft__in=chain))
    places = Paragraph.objects.filter(
        draft__in={one.draft_id for one in rows}, eid__in={one.eid for one in rows}
    )
    numbers = {(pk, eid): number for pk, eid, number in places.values_list("draft_id", "eid", "number")}
    return {
        one.name: Suggested(
            one,
            numbers.get((one.draft_id, one.eid)) or one.eid,
            redline_of({"old": one.old, "new": one.new}, one.draft.language),
        )
        for one in rows
    }


def to_look_at(found: Sequence[Statement]) -> dict[str, list[Any]]:
    """What somebody should see before these go out: statements that name no record, records that are gone."""
    gone = [one for statement in found for one in statement.evidence if one.kind == "unknown"]
    gone += [
        one
        for statement in found
        for one in statement.evidence
        if one.line and one.line.contribution.state != "current"
    ]
    bare = [one for one in found if not one.evidence and one.section.kind != SectionKind.GENERAL]
    return {"without_records": bare, "gone": list({one.name: one for one in gone}.values())}
