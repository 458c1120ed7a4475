"""Reflections on Rev2 of the Lighthouse Accord: what was said on it, as suggestions, and published ones on Rev1."""

import io
import re
import zipfile
from datetime import date

import pytest
from django.test import Client

from soundingboard.site.amendments.models import Amendment
from soundingboard.site.contributions.actions import Asked, Said, file
from soundingboard.site.contributions.models import Contribution
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.models import Identity, Participant, Role
from soundingboard.site.people.rules import VISITOR, Who
from soundingboard.site.processes.models import Process
from soundingboard.site.reflections import actions
from soundingboard.site.reflections.actions import Facts
from soundingboard.site.reflections.models import Reflection, Section

FACTS = Facts("Reflections on Rev2", date(2026, 7, 20), "LA/B/2026/2")
SAID = (
    ("retain", "Keep the fog signals as they are.", "Pilots", "civil society", "organisation"),
    ("amend", "Two nautical miles, not one.", "Ferry Union", "youth", "organisation"),
    ("delete", "Fog signals wake my children.", "", "not stated", "anonymous"),
    ("retain", "A secret about fog.", "Spies", "government", "confidential"),
)


def member(process: Process, name: str = "") -> Who:
    """A member of the board."""
    participant = Participant.objects.create()
    if name:
        Identity.objects.create(participant=participant, name=name)
    Role.objects.create(participant=participant, process=process.slug, role="board")
    return Who(participant.pk, participant.name, roles={process.slug: frozenset({"board"})})


@pytest.fixture
def ada(process: Process) -> Who:
    return member(process, "Ada Kelmo")


@pytest.fixture
def bo(process: Process) -> Who:
    return member(process, "Bo Tarn")


@pytest.fixture
def said(process: Process, drafts: list[Draft]) -> list[Contribution]:
    """Four things said on paragraph 3 of Rev2: two openly, one anonymously, one in confidence."""
    return [
        file(
            VISITOR,
            process,
            Said(
                draft=drafts[-1],
                asks=(Asked(kind=kind, place="para:para_3"),),
                text=text,
                organisation=organisation,
                stakeholder_group=group,
                permission=permission,
            ),
        )
        for kind, text, organisation, group, permission in SAID
    ]


@pytest.fixture
def wording(process: Process, drafts: list[Draft]) -> Amendment:
    """The board's own wording for paragraph 3 of Rev2."""
    return Amendment.objects.create(
        process=process,
        name="am-rev2-3",
        draft=drafts[-1],
        eid="para_3",
        old="below one nautical mile",
        new="below two nautical miles",
        rationale="Ferries are fast.",
        is_boards=True,
    )


@pytest.fixture
def begun(
    process: Process, drafts: list[Draft], said: list[Contribution], wording: Amendment, ada: Who
) -> Reflection:
    """Reflections with the suggestions that the records give."""
    return actions.begin(ada, process, drafts[-1], FACTS)


@pytest.fixture
def plain(
    process: Process, drafts: list[Draft], said: list[Contribution], wording: Amendment, ada: Who
) -> Reflection:
    """Reflections of three statements."""
    reflection = actions.begin(ada, process, drafts[-1], FACTS, from_records=False)
    fog = [{"draft": "rev2", "eid": "para_3"}]
    ask = f"ask:{said[0].asks.get().name}"
    rows = (
        {"kind": "general", "text": "The board thanks all who spoke."},
        {"kind": "retain", "topic": "Fog", "text": "Keep the fog signals.", "refs": fog, "evidence": [ask]},
        {"kind": "suggest", "text": "Two miles are safer.", "refs": fog, "amendments": ["am-rev2-3"]},
    )
    for row in rows:
        actions.add_section(ada, reflection, **row)
    return Reflection.objects.get(pk=reflection.pk)


@pytest.fixture
def published(plain: Reflection, ada: Who, bo: Who) -> Reflection:
    """The same, signed by one, dissented from by another, and published."""
    opened = actions.open_for_signing(ada, plain, plain.version)
    actions.sign(ada, opened, "agrees")
    actions.sign(bo, opened, "dissents", "Two miles are too many for me.")
    return actions.publish(ada, opened, opened.version)


def sections(reflection: Reflection) -> list[Section]:
    return list(Section.objects.filter(reflection=reflection))


def page(client: Client, address: str) -> str:
    answer = client.get(f"/lighthouse/reflections/{address}")
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def in_word(data: bytes, *changes: tuple[str, str]) -> bytes:
    """A Word file with some of its words replaced, as someone would who edits it."""
    old, made = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            body = old.read(entry)
            if entry.filename == "word/document.xml":
                text = body.decode()
                for before, after in changes:
                    assert len(re.findall(re.escape(before), text)) == 1, before
                    text = text.replace(before, after)
                body = text.encode()
            new.writestr(entry.filename, body)
    return made.getvalue()
