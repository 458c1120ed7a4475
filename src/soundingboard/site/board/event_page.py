"""An event as its reader sees it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from soundingboard.site.board import rules
from soundingboard.site.board.attendance import attendance
from soundingboard.site.board.models import Event
from soundingboard.site.board.notes_page import heard
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry
from soundingboard.site.templatetags.furniture import day


def event_page(who: Who, process: Process, event: Event) -> dict[str, Any]:
    """Everything on the page."""
    return {
        "process": process,
        "event": event,
        "agreed": _agreed(event.actions),
        "attendance": attendance(process, event.attendance),
        "heard": heard(who, event),
        "edits": rules.may_edit_events(who, process.slug),
        "has_begun": event.start <= timezone.now(),
        "has_history": Entry.objects.about(process.slug, f"event:{event.slug}").exists(),
    }


def _agreed(actions: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{**action, "due": _day(str(action.get("due") or ""))} for action in actions]


def _day(text: str) -> str:
    """A date in words; what is no date (a folder may say "before Rev2") as it is."""
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text
