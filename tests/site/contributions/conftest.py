"""Two drafts that are out, with one walk between them, and ways to say something on them."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from lxml import html
from lxml.html import HtmlElement

from soundingboard.model import Draft as DraftRecord
from soundingboard.model import Heading as HeadingRecord
from soundingboard.model import Paragraph as ParagraphRecord
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
from soundingboard.write.records import draft_record

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
    read = DraftRecord(
        stage=slug,
        headings=(HeadingRecord("sec_1", "A", 1, "The coast"),),
        paragraphs=tuple(
            ParagraphRecord(eid, eid.removeprefix("para_"), text, section="sec_1")
            for eid, text in texts.items()
        ),
    )
    fields = {"state": State.PUBLISHED, "record": draft_record(read), **fields}
    draft = Draft.objects.create(
        process=process,
        slug=slug,
        stage=slug,
        label=slug.title(),
        order=order,
        **fields,
    )
    Heading.objects.create(draft=draft, index=0, eid="sec_1", number="A", text="The coast")
    for index, (eid, text) in enumerate(texts.items()):
        number = eid.removeprefix("para_")
        Paragraph.objects.create(draft=draft, index=index, eid=eid, number=number, section="sec_1", text=text)
    return draft


def change_record(before: str, after: str) -> dict[str, object]:
    """What a comparison says of one change, as far as pages look at it."""
    return {
        "old": [{"eid": before, "number": before.removeprefix("para_")}],
        "new": [{"eid": after, "number": after.removeprefix("para_")}],
        "redline": [["delete", OLD[before]], ["insert", NEW[after]]],
    }


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
            record=change_record(before, after),
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


@pytest.fixture(autouse=True)
def no_limits_yet() -> None:
    """What one test sends does not count against the next."""
    cache.clear()


SAY = "/lighthouse/say/"


def typed(**fields: str) -> dict[str, str]:
    """The form filled in on the first paragraph of Rev1."""
    return {
        "draft": "rev1",
        "here": "para:para_1",
        "place": "para:para_1",
        "kind": "retain",
        "text": "Keep the lamp lit.",
        "proposed": NEW["para_1"],
        "group": "youth",
        "region": "North",
        "language": "en",
        "permission": "organisation",
        "once": "once upon a time",
        **fields,
    }


def send(client: Client, **fields: str) -> str:
    """Send it, and give the address of the receipt."""
    response = client.post(SAY, typed(action="send", **fields))
    assert response.status_code == 302, wrongs(response)
    return response["Location"]


def page(response: HttpResponse) -> HtmlElement:
    """The page, as a tree."""
    return html.document_fromstring(response.content.decode())


def found(response: HttpResponse, *where: str) -> list[HtmlElement]:
    """The elements of the page at `where`: "tag", ".class", "#id" or "tag.class", each inside the one before."""
    steps = "".join(f"//{_step(each)}" for each in where)
    return page(response).xpath(steps)


def _step(each: str) -> str:
    tag, sign, name = re.fullmatch(r"(\w*)([.#]?)([\w-]*)", each).groups()
    tests = {"": "", "#": f"[@id='{name}']", ".": f"[contains(concat(' ', @class, ' '), ' {name} ')]"}
    return (tag or "*") + tests[sign]


def words(response: HttpResponse, *where: str) -> str:
    """What the page says there, in one line."""
    return " ".join(" ".join(each.text_content().split()) for each in found(response, *(where or ["main"])))


def wrongs(response: HttpResponse) -> list[str]:
    """The fields that the page says are wrong."""
    named = [each.get("id", "") for each in found(response, ".wrong")]
    return [name.removeprefix("id_").removesuffix("_error") for name in named if name.startswith("id_")]


def held(response: HttpResponse) -> dict[str, str]:
    """What the form on the page holds."""
    form = next(
        form for form in page(response).forms if form.get("method") == "post" and "once" in form.fields
    )
    # A browser drops the line feed that stands first in a textarea.
    return {
        name: (value or "").removeprefix("\n")
        for name, value in form.fields.items()
        if name != "csrfmiddlewaretoken"
    }
