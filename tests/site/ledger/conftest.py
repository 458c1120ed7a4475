"""Asks on the drafts of the Lighthouse Accord, of which it is known what became."""

import pytest
from django.http import HttpResponse
from django.test import Client
from lxml import html
from lxml.html import HtmlElement

from soundingboard.site.contributions.actions import Asked, Said, file
from soundingboard.site.contributions.models import Contribution
from soundingboard.site.drafts.models import Draft
from soundingboard.site.ledger.actions import retrace
from soundingboard.site.ledger.models import Entry
from soundingboard.site.people.rules import VISITOR


def say(draft: Draft, kind: str, eid: str, text: str = "We ask for it.", **fields: object) -> Contribution:
    """Someone asks something of a paragraph."""
    proposed = fields.pop("proposed", None)
    asked = Asked(kind=kind, place=f"para:{eid}", proposed=proposed)
    return file(VISITOR, draft.process, Said(draft=draft, asks=(asked,), text=text, **fields))


def entry(contribution: Contribution, to: str) -> Entry:
    """What became of its only ask in a later draft."""
    return Entry.objects.of(contribution.process).get(ask__contribution=contribution, new__slug=to)


def outcomes(contribution: Contribution) -> dict[str, str]:
    """What became of its only ask, draft by draft."""
    rows = Entry.objects.of(contribution.process).filter(ask__contribution=contribution)
    return dict(rows.values_list("new__slug", "outcome"))


def page(response: HttpResponse) -> HtmlElement:
    return html.fromstring(response.content)


def words(response: HttpResponse, path: str) -> list[str]:
    """The words of every element that an XPath finds."""
    return [" ".join(one.text_content().split()) for one in page(response).xpath(path)]


@pytest.fixture
def buoys(drafts: list[Draft]) -> Contribution:
    """Asks on Rev1 that the paragraph on buoys goes; Rev2 leaves it out."""
    return say(
        drafts[1],
        "delete",
        "para_3",
        organisation="Pilots",
        stakeholder_group="youth",
        regional_group="North",
    )


@pytest.fixture
def kept(drafts: list[Draft]) -> Contribution:
    """Asks on Rev1 that the fog signals stay; Rev2 keeps them."""
    return say(
        drafts[1],
        "retain",
        "para_4",
        organisation="Keepers",
        stakeholder_group="government",
        regional_group="South",
    )


@pytest.fixture
def hidden(drafts: list[Draft]) -> Contribution:
    """Asks anonymously on Rev1 that wages are deleted, which does not happen."""
    return say(drafts[1], "delete", "para_8", permission="anonymous", stakeholder_group="youth")


@pytest.fixture
def secret(drafts: list[Draft]) -> Contribution:
    """Asks the same in confidence."""
    return say(
        drafts[1],
        "delete",
        "para_8",
        "A word in confidence.",
        permission="confidential",
        stakeholder_group="youth",
    )


@pytest.fixture
def traced(
    drafts: list[Draft], buoys: Contribution, kept: Contribution, hidden: Contribution, secret: Contribution
) -> None:
    retrace(drafts[0].process)


def sent(client: Client, path: str, **fields: object) -> HttpResponse:
    return client.post(path, fields)
