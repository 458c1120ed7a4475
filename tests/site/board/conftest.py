"""A board with one of each kind of seat, an event to come and one that is over, outputs out and not."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from soundingboard.site.board.models import Event, Output, OutputState, Seat
from soundingboard.site.people.models import Identity, Participant
from soundingboard.site.processes.models import Process

ROLES = ("visitor", "participant", "board", "secretariat", "cofacilitator", "administrator")


def seat(process: Process, name: str, **fields: Any) -> Seat:
    """A seat of someone of that name."""
    holder = Participant.objects.create()
    Identity.objects.create(participant=holder, name=name)
    start = {"stakeholder_group": "youth", "regional_group": "North", "country": "Kelmia"}
    return Seat.objects.create(process=process, holder=holder, **start | fields)


@pytest.fixture
def seats(process: Process) -> dict[str, Seat]:
    today = timezone.now().date()
    return {
        "member": seat(process, "Ada Kelmo", note="Chairs on Mondays.", since=date(2026, 2, 2)),
        "second": seat(process, "Zoë Ölund", stakeholder_group="government", regional_group="South"),
        "alternate": seat(process, "Bo Tarn", capacity="alternate", until=today),
        "ex officio": seat(process, "Cy Vance", capacity="ex officio", stakeholder_group="at-large"),
        "former": seat(process, "Di Old", until=today - timedelta(days=1)),
        "coming": seat(process, "Ed New", since=today + timedelta(days=1)),
    }


@pytest.fixture
def coming(process: Process) -> Event:
    start = datetime(2199, 3, 4, 18, 30, tzinfo=UTC)
    return Event.objects.create(
        process=process,
        slug="office-hour-2199-03-04",
        kind="office hour",
        title="Office hour, late; “fog”\nمرحبا 海",
        start=start,
        end=start + timedelta(hours=1),
        place="https://meet.example/room, floor 2",
        agenda="1. Fog\n2. Rain, and more",
        open_to_observers=True,
    )


@pytest.fixture
def past(process: Process) -> Event:
    start = datetime(2026, 2, 4, 13, 0, tzinfo=UTC)
    return Event.objects.create(
        process=process,
        slug="first",
        kind="working meeting",
        title="First meeting",
        start=start,
        end=start + timedelta(hours=2),
        notes="- **Heard** everyone.",
        attendance=[
            {"stakeholder_group": "youth", "regional_group": "North", "n": 2},
            {"stakeholder_group": "youth", "regional_group": "South", "n": 11},
            {"stakeholder_group": "at-large", "regional_group": "North", "n": 1},
        ],
        actions=[
            {
                "id": "first-action-1",
                "text": "Write",
                "owner": "co-chairs",
                "due": "2026-02-20",
                "state": "done",
            }
        ],
    )


def output(process: Process, slug: str, **fields: Any) -> Output:
    """An output that is out since noon of its day."""
    start = {"kind": "post", "title": f"Title of {slug}", "date": date(2026, 4, 16), "text": "Words."}
    fields = start | {"state": OutputState.PUBLISHED} | fields
    is_out = fields["state"] == OutputState.PUBLISHED
    day = fields["date"]
    published = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) if is_out else None
    return Output.objects.create(process=process, slug=slug, published=published, **fields)


@pytest.fixture
def unpublished(process: Process) -> Output:
    return output(process, "reflections-2026-09-29", title="Working title", state=OutputState.DRAFT)


@pytest.fixture
def published(process: Process) -> Output:
    return output(
        process, "first-post", kind="reflections", title="First post", text="# First post\n\nWe *met*."
    )
