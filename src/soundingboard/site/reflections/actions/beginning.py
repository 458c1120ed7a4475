"""Reflections begun: assembled from the records, empty, or as a correction of published ones."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from soundingboard import model
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.editing import Refused, change
from soundingboard.site.processes.models import Process
from soundingboard.site.reflections import documents
from soundingboard.site.reflections.actions.entering import entered, facts_of, locked, settle, writable
from soundingboard.site.reflections.models import Reflection, Section

_TAKEN = {"new"}  # an address of the room itself


@dataclass(frozen=True, slots=True)
class Facts:
    """What reflections are called."""

    title: str
    date: date
    symbol: str = ""
    note: str = ""


@transaction.atomic
def begin(who: Who, process: Process, draft: Draft, facts: Facts, from_records: bool = True) -> Reflection:
    """New reflections on a draft that is out: with suggestions from the records, or empty."""
    if not draft.is_out:
        raise Refused(_("Reflections are on a draft that is out."))
    found = documents.assembled(process, draft) if from_records else None
    reflection = _new(process, draft, facts)
    sections = [_row(reflection, n, one) for n, one in enumerate(found.sections, 1)] if found else []
    _write(who, reflection, sections, {"from_records": from_records})
    return reflection


@transaction.atomic
def begin_correction(who: Who, corrected: Reflection, facts: Facts) -> Reflection:
    """New reflections that begin as published ones stand, and name them; those stay as they are."""
    if not corrected.is_published:
        raise Refused(_("Only published reflections are corrected by new ones; change these themselves."))
    reflection = _new(corrected.process, corrected.draft, facts, corrects=corrected)
    sections = list(corrected.sections.all())
    for section in sections:
        section.pk, section.reflection, section.version, section.is_new = None, reflection, 1, False
        section._state.adding = True
    _write(who, reflection, sections, {"corrects": corrected.slug})
    return reflection


@transaction.atomic
def edit_facts(who: Who, reflection: Reflection, version: int, **fields: Any) -> Reflection:
    """Change title, symbol, date or note of reflections that are being written."""
    writable(reflection)
    changed = sorted(change(reflection, version, fields))
    found = locked(reflection)
    if changed:
        entered(who, found, "renamed reflections", {"changed": changed, "version": found.version})
    return found


def _new(process: Process, draft: Draft, facts: Facts, corrects: Reflection | None = None) -> Reflection:
    rows = Reflection.objects.filter(process=process, slug__startswith=draft.slug)
    taken = set(rows.values_list("slug", flat=True)) | _TAKEN
    names = (draft.slug if n == 1 else f"{draft.slug}-{n}" for n in range(1, len(taken) + 2))
    slug = next(name for name in names if name not in taken)
    words = asdict(facts) | {"language": draft.language, "corrects": corrects}
    return Reflection.objects.create(process=process, slug=slug, draft=draft, **words)


def _row(reflection: Reflection, n: int, one: model.ReflectionSection) -> Section:
    return Section(
        reflection=reflection,
        order=n,
        name=one.id,
        kind=one.kind,
        topic=(one.topic or "")[:200],
        text=one.text,
        refs=[{"draft": ref.draft, "eid": ref.eid} for ref in one.refs],
        evidence=list(one.evidence),
        amendments=list(one.amendments),
    )


def _write(who: Who, reflection: Reflection, sections: Sequence[Section], more: dict[str, Any]) -> None:
    Section.objects.bulk_create(sections)
    settle(reflection)
    content = {"draft": reflection.draft.slug, **more, "sections": _all(sections)}
    entered(who, reflection, "began reflections", content)


def _all(sections: Iterable[Section]) -> list[dict[str, Any]]:
    return [facts_of(section) for section in sections]
