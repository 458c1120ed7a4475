"""Two drafts that are out, with one walk between them, and ways to say something on them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from soundingboard.site.contributions.actions import Asked, Said, file
from soundingboard.site.contributions.models import Contribution
from soundingboard.site.drafts.models import (
    Change,
    Comparison,
    Draft,
    Edge,
    Heading,
    Paragraph,
    State,
    Visibility,
)
from soundingboard.site.people.rules import VISITOR
from soundingboard.site.processes.models import Process

OLD = {
    "para_1": "We commit to keep every lighthouse lit.",
    "para_2": "Keepers are paid in full and on time.",
    "para_3": "Fog signals are silent at night.",
    "para_4": "Ships and boats give way.",
}
NEW = {
    "para_1": "We recognize the need to keep every lighthouse lit.",
    "para_2": "Keepers are paid in full and on time.",
    "para_3": "Ships give way.",
    "para_4": "Boats give way.",
}
EDGES = (("para_1", "para_1"), ("para_2", "para_2"), ("para_4", "para_3"), ("para_4", "para_4"))


def make_draft(process: Process, slug: str, order: int, texts: dict[str, str], **fields: object) -> Draft:
    """A draft that is out, with these paragraphs."""
    draft = Draft.objects.create(
        process=process,
        slug=slug,
        stage=slug,
        label=slug.title(),
        order=order,
        **{"state": State.PUBLISHED, **fields},
    )
    Heading.objects.create(draft=draft, index=0, eid="sec_1", number="A", text="The coast")
    for index, (eid, text) in enumerate(texts.items()):
        number = eid.removeprefix("para_")
        Paragraph.objects.create(draft=draft, index=index, eid=eid, number=number, section="sec_1", text=text)
    return draft


@pytest.fixture
def old(process: Process) -> Draft:
    """A draft whose deadline has passed."""
    now = timezone.now()
    return make_draft(
        process, "zero-draft", 1, OLD, opens=now - timedelta(days=60), closes=now - timedelta(days=30)
    )


@pytest.fixture
def new(process: Process, old: Draft) -> Draft:
    """The next draft, open for another week: 1 reworded, 2 kept, 3 deleted, 4 split in two."""
    now = timezone.now()
    draft = make_draft(process, "rev1", 2, NEW, opens=now - timedelta(days=7), closes=now + timedelta(days=7))
    comparison = Comparison.objects.create(old=old, new=draft)
    for index, (before, after) in enumerate(EDGES):
        change = Change.objects.create(
            comparison=comparison,
            index=index,
            name=f"c{index + 1}",
            kind="reworded",
            record={"id": f"c{index + 1}"},
        )
        Edge.objects.create(comparison=comparison, change=change, old_eid=before, new_eid=after)
    return draft


@pytest.fixture
def inside(process: Process, new: Draft) -> Draft:
    """A later draft that the board alone may see."""
    return make_draft(process, "rev2", 3, NEW, visibility=Visibility.BOARD)


def said(draft: Draft, kind: str = "retain", place: str = "para:para_1", **fields: object) -> Said:
    """Something said on one place."""
    asked = {key: fields.pop(key) for key in ("proposed", "anchor") if key in fields}
    return Said(draft=draft, asks=(Asked(kind, place, **asked),), **{"text": "Keep the lamp lit.", **fields})


def say(draft: Draft, *args: str, **fields: object) -> Contribution:
    """The contribution of a visitor who says this."""
    return file(VISITOR, draft.process, said(draft, *args, **fields))
