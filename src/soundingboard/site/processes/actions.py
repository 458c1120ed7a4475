"""What the secretariat does to a process: a new version of the mandate, milestones added and moved."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from soundingboard.compare import compare
from soundingboard.errors import InputError
from soundingboard.model import Comparison, Document, Draft
from soundingboard.read import read_document
from soundingboard.segment import segment, with_unique_eids
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.editing import Refused, change, digest
from soundingboard.site.processes.models import Mandate, Milestone, Process
from soundingboard.site.record.actions import enter


@transaction.atomic
def add_mandate(who: Who, process: Process, label: str, date: date, language: str, text: str) -> Mandate:
    """Put up a version of the mandate; the earlier ones stay."""
    if Mandate.objects.filter(process=process, label=label, date=date, text=text).exists():
        raise Refused(_("This version is here already."))
    made = Mandate.objects.create(process=process, label=label, date=date, language=language, text=text)
    content = {"label": label, "date": date.isoformat(), "language": language, "text": digest(text)}
    enter(process.slug, who.actor, "added mandate", f"mandate:{made.pk}", content)
    return made


@transaction.atomic
def add_milestone(who: Who, process: Process, label: str, date: date, kind: str) -> Milestone:
    """A date that people wait for."""
    if Milestone.objects.filter(process=process, label=label, date=date).exists():
        raise Refused(_("This milestone is here already."))
    made = Milestone.objects.create(process=process, label=label, date=date, kind=kind)
    enter(process.slug, who.actor, "added milestone", f"milestone:{made.pk}", _facts(made))
    return made


@transaction.atomic
def edit_milestone(who: Who, milestone: Milestone, version: int, **fields: Any) -> Milestone:
    """Change or move a milestone; the record shows how it stood before and how it stands now."""
    before = change(milestone, version, fields)
    found = Milestone.objects.get(pk=milestone.pk)
    if before:
        was = {**_facts(found), **{name: _plain(value) for name, value in before.items()}}
        verb = "moved milestone" if "date" in before else "edited milestone"
        content = {"before": was, "after": _facts(found)}
        enter(found.process.slug, who.actor, verb, f"milestone:{found.pk}", content)
    return found


def _facts(milestone: Milestone) -> dict[str, str]:
    return {"label": milestone.label, "date": milestone.date.isoformat(), "kind": milestone.kind}


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


@transaction.atomic
def set_answers(who: Who, process: Process, on: bool) -> None:
    """Say whether co-facilitators answer in this process; nothing happens where that is so already."""
    if Process.objects.filter(pk=process.pk).exclude(answers=on).update(answers=on):
        process.answers = on
        enter(process.slug, who.actor, "set answers", f"process:{process.slug}", {"answers": on})


def compare_mandates(old: Mandate, new: Mandate) -> Comparison:
    """What changed from one version to another. Raises Refused, in words, where one cannot be read as a text."""
    try:
        return compare(_as_draft(old), _as_draft(new))
    except InputError as error:
        raise Refused(str(error)) from None


def _as_draft(mandate: Mandate) -> Draft:
    found = read_document(mandate.text.encode(), f"{mandate.label}.md")
    draft = segment(found) if isinstance(found, Document) else with_unique_eids(found)
    return replace(draft, label=mandate.label, language=mandate.language or draft.language)
