"""Statements added, changed, moved, removed. A removed one leaves what it rested on in the record."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from soundingboard.site.names import short_name
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.editing import Crossed, change
from soundingboard.site.reflections.actions.entering import entered, facts_of, settle, writable
from soundingboard.site.reflections.models import Reflection, Section


@transaction.atomic
def add_section(who: Who, reflection: Reflection, after: Section | None = None, **fields: Any) -> Section:
    """A new statement, after another one or at the end."""
    found = writable(reflection)
    section = insert(found, after, **fields)
    entered(who, found, "added statement", facts_of(section))
    return section


def insert(reflection: Reflection, after: Section | None, first: bool = False, **fields: Any) -> Section:
    """Write a new statement in its place, marked as new; the act that does so enters the record."""
    rows = list(reflection.sections.all())
    place = rows.index(after) + 1 if after in rows else 0 if first else len(rows)
    name = f"s_{short_name()}"
    section = Section.objects.create(reflection=reflection, order=0, name=name, is_new=True, **fields)
    rows.insert(place, section)
    number(rows)
    settle(reflection)
    return section


@transaction.atomic
def edit_section(who: Who, section: Section, version: int, **fields: Any) -> Section:
    """Change a statement. Raises Crossed where somebody else did meanwhile: nothing is overwritten."""
    found = writable(section.reflection)
    before = change(section, version, fields)
    current = Section.objects.get(pk=section.pk)
    if before:
        settle(found)
        content = facts_of(current) | {"changed": sorted(before), "left_out": _left_out(before, current)}
        entered(who, found, "edited statement", content)
    return current


def _left_out(before: dict[str, Any], section: Section) -> list[str]:
    """What the statement rested on and does no longer."""
    return [name for name in before.get("evidence", ()) if name not in section.evidence]


@transaction.atomic
def remove_section(who: Who, section: Section, version: int) -> None:
    """Take a statement out; the record keeps what it rested on."""
    found = writable(section.reflection)
    current = Section.objects.get(pk=section.pk)
    if current.version != version:
        raise Crossed(current)
    drop(found, current)
    entered(who, found, "removed statement", facts_of(current))


def drop(reflection: Reflection, section: Section) -> None:
    """Delete a statement; what it said stays with the earlier ones."""
    Section.objects.filter(pk=section.pk).delete()
    settle(reflection)


@transaction.atomic
def move_section(who: Who, section: Section, up: bool) -> None:
    """Let a statement and its neighbour change places; at either end nothing happens."""
    found = writable(section.reflection)
    rows = list(found.sections.all())
    here = rows.index(section)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    number(rows)
    settle(found)
    entered(who, found, "moved statement", {"section": section.name, "place": there + 1})


def number(rows: Sequence[Section]) -> None:
    """Write the order of statements, where it changed."""
    moved = []
    for n, section in enumerate(rows, 1):
        if section.order != n:
            section.order = n
            moved.append(section)
    Section.objects.bulk_update(moved, ["order"])
