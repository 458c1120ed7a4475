"""Reflections of a folder: statements, what they rest on, who signed.

Evidence is kept as the file names it: "ask:NAME", "change:EID" (the change that led to that paragraph of the draft
reflected on) or "change:DRAFT/EID" (a paragraph of an earlier draft that ended). The names of changes in a comparison
("c57") are those of one run; these outlive it.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from soundingboard.errors import InputError
from soundingboard.model import ReflectionSection
from soundingboard.site.folder.outcomes.known import Known, draft_of, must_be_paragraph, new_name, one, short
from soundingboard.site.folder.reading import Record, day, line, moment, one_of, slug_of
from soundingboard.site.reflections.models import Reflection, ReflectionState, Section, Signature
from soundingboard.write.outcomes import reflection_of


def load_reflections(known: Known, rows: Sequence[Record]) -> None:
    """All reflections with their sections and signatures."""
    for n, row in enumerate(rows, 1):
        where = f"reflections.jsonl, line {n}"
        read = reflection_of(row, where)
        made = _reflection(known, row, where)
        known.reflections[made.slug] = made
        names: set[str] = set()
        for order, (section, given) in enumerate(zip(read.sections, row["sections"], strict=True), 1):
            place = f"{where}, section {order}"
            if section.id in names:
                words = _("{where}: {name} is there already, further up; give each section its own id")
                raise InputError(words.format(where=place, name=section.id))
            names.add(section.id)
            _section(known, made, section, given, order, place)
        for place, given in enumerate(row.get("signed") or [], 1):
            _signature(known, made, given, f"{where}, signature {place}")


def _reflection(known: Known, row: Record, where: str) -> Reflection:
    read = reflection_of(row, where)
    on = day(read.date, f"{where}, date") or timezone.now().date()
    state = row.get("state") or ReflectionState.PUBLISHED
    is_out = state == ReflectionState.PUBLISHED
    draft = draft_of(known, read.draft, where)
    return Reflection.objects.create(
        process=known.process,
        slug=new_name(known.reflections, slug_of(read.id, where), where),
        draft=draft,
        title=short(line(read.title or draft.label), 300, where, "title"),
        symbol=short(line(read.symbol), 100, where, "symbol"),
        date=on,
        language=row.get("language") or known.process.language,
        state=one_of(ReflectionState.values, state, where, "state"),
        published=(moment(row.get("published"), f"{where}, published") or _noon(on)) if is_out else None,
        corrects=one(known.reflections, row["corrects"], where, "corrects") if row.get("corrects") else None,
        note=short(row.get("note"), 500, where, "note"),
    )


def _section(
    known: Known, reflection: Reflection, read: ReflectionSection, row: Record, order: int, where: str
) -> None:
    for place in read.refs:
        if (place.draft, place.eid) not in known.headings:
            must_be_paragraph(known, place.draft, place.eid, f"{where}, refs")
    for name in read.evidence:
        _must_be_evidence(known, reflection, name, where)
    for name in read.amendments:
        one(known.amendments, name, where, "amendments")
    Section.objects.create(
        reflection=reflection,
        order=order,
        name=short(slug_of(read.id, where), 40, where, "id"),
        kind=read.kind,
        topic=short(line(read.topic), 200, where, "topic"),
        text=read.text,
        refs=[{"draft": place.draft, "eid": place.eid} for place in read.refs],
        evidence=list(read.evidence),
        amendments=list(read.amendments),
        is_new=bool(row.get("is_new")),
    )


def _must_be_evidence(known: Known, reflection: Reflection, name: str, where: str) -> None:
    """What a statement rests on must be there; a change is named by the paragraph that it made or ended."""
    kind, _colon, rest = name.partition(":")
    if kind == "ask":
        one(known.asks, rest, where, "evidence")
    elif kind == "amendment":
        one(known.amendments, rest, where, "evidence")
    elif kind == "contribution":
        one(known.contributions, rest, where, "evidence")
    elif kind == "change":
        draft, slash, eid = rest.partition("/")
        must_be_paragraph(
            known, *((draft, eid) if slash else (reflection.draft.slug, draft)), f"{where}, evidence"
        )
    else:
        words = _("{where}: evidence is {name}; write ask:ID, change:EID or change:DRAFT/EID")
        raise InputError(words.format(where=where, name=name))


def _signature(known: Known, reflection: Reflection, row: Record, where: str) -> None:
    Signature.objects.create(
        reflection=reflection,
        member=one(known.members, row.get("member"), where, "member"),
        position=row["position"],
        reason=row.get("reason") or "",
        at=moment(row.get("date"), f"{where}, date") or reflection.published or _noon(reflection.date),
        late=bool(row.get("late")),
        replaced=moment(row.get("replaced"), f"{where}, replaced"),
    )


def _noon(on: date) -> datetime:
    return datetime.combine(on, time(12), UTC)
