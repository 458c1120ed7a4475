"""Contributions with suggestions, as a run of the software leaves them."""

import json
from typing import Any

from django.test import Client

from soundingboard.chain import check
from soundingboard.site.contributions.actions import Said, file
from soundingboard.site.contributions.models import Contribution, Run, Suggestion, Tally
from soundingboard.site.contributions.tallies import recount
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.models import Role
from soundingboard.site.people.rules import VISITOR, Who
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry
from soundingboard.site.record.views import as_line
from tests.site.conftest import signed_in

TEXT = (
    "We welcome the light in paragraph 1. Keep it lit! In paragraph 2, keepers must be paid every week. "
    "Call Ada Lamp on 555-0101 about the fog."
)


def filed(
    draft: Draft | None, process: Process | None = None, text: str = TEXT, **fields: Any
) -> Contribution:
    """Something that came without saying what it asks; nothing was read from it yet."""
    given = {"stakeholder_group": "youth", "regional_group": "North", **fields}
    made = file(VISITOR, process or draft.process, Said(draft, (), text, **given))
    Run.objects.filter(contribution=made).delete()
    return Contribution.objects.get(pk=made.pk)


def suggest(
    one: Contribution, quoted: str, kind: str = "retain", eid: str = "para_1", **fields: Any
) -> Suggestion:
    """One suggestion for these words of it."""
    run = one.runs.last() or Run.objects.create(contribution=one, version="test", inputs="0")
    start = one.text.index(quoted)
    given: dict[str, Any] = {
        "statement": quoted[:50],
        "draft": one.draft,
        "place": f"para:{eid}",
        "stance": "neutral",
        "about": "text",
        "quote": {"start": start, "end": start + len(quoted), "text": quoted},
        "basis": "number",
        "sure": True,
        "words": ["keep"],
    }
    return Suggestion.objects.create(run=run, contribution=one, kind=kind, **{**given, **fields})


def secretary(process: Process, login: str = "sef") -> Who:
    """Somebody of the secretariat, as acts take them."""
    account = signed_in(login, process, "secretariat").account
    roles = {
        process.slug: frozenset(
            Role.objects.values_list("role", flat=True).filter(participant=account.participant)
        )
    }
    return Who(account.participant_id, account.participant.name, login, roles=roles)


def tallied() -> list[tuple]:
    """Every tally with all it counts."""
    columns = sorted(field.attname for field in Tally._meta.concrete_fields if field.name != "id")
    return sorted(tuple(map(str, row)) for row in Tally.objects.values_list(*columns))


def is_in_step(process: Process) -> bool:
    """Whether the tallies are those counted anew, and the record holds together."""
    kept = tallied()
    recount(process)
    lines = [_line(entry) for entry in Entry.objects.of_process(process.slug)]
    return kept == tallied() and check(lines).fault is None


def _line(entry: Entry) -> str:
    return json.dumps(as_line(entry, True))


def readable(process: Process) -> str:
    """Everything that a visitor can read in the record."""
    response = Client().get(f"/{process.slug}/record.jsonl")
    return b"".join(response.streaming_content).decode()


def verbs(process: Process) -> list[str]:
    """What the record has, in order."""
    return list(Entry.objects.of_process(process.slug).values_list("verb", flat=True))
