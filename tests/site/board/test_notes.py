"""Notes of an event: rows of a form become contributions that were heard there, or nothing of it does."""

import pytest
from django.http import HttpResponse
from django.test import Client
from lxml import html

from soundingboard.site.board.models import Event
from soundingboard.site.contributions.actions import recount
from soundingboard.site.contributions.models import Contribution, Tally, Topic
from soundingboard.site.drafts.models import Draft
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry

pytestmark = pytest.mark.django_db

NOTES = "/lighthouse/events/first/notes/"


def typed(*rows: dict[str, str], **fields: str) -> dict[str, str]:
    """The form with these rows filled in."""
    cells = {f"n{k}_{name}": value for k, row in enumerate(rows) for name, value in row.items()}
    return {"draft": "rev2", "rows": "5", "once": "once", "deed": "save", **cells, **fields}


def page(response: HttpResponse) -> html.HtmlElement:
    return html.document_fromstring(response.content.decode())


def wrongs(response: HttpResponse) -> dict[str, str]:
    """What is said beside each field."""
    found = page(response).xpath("//span[@class='wrong'][starts-with(@id, 'id_')]")
    return {
        each.get("id").removeprefix("id_").removesuffix("_error"): each.text_content().strip()
        for each in found
    }


HEARD = {
    "text": "Keep the lights.",
    "source": "heard",
    "number": "2",
    "kind": "retain",
    "group": "youth",
    "region": "North",
    "organisation": "Young Pilots",
}
OBSERVED = {"text": "The room was unsure about fog.", "source": "observed", "group": "government"}


def test_rows_become_contributions_heard_at_the_event(
    drafts: list[Draft], past: Event, as_board: Client
) -> None:
    response = as_board.post(NOTES, typed(HEARD, OBSERVED))
    assert (response.status_code, response["Location"]) == (302, "/lighthouse/events/first/")
    heard, observed = Contribution.objects.order_by("pk")
    assert [
        (one.kind, one.channel, one.event, one.filed, one.participant, one.draft.slug)
        for one in (heard, observed)
    ] == [("note", "event", "first", past.start, None, "rev2")] * 2
    assert (heard.text, heard.stakeholder_group, heard.regional_group, str(heard.organisation)) == (
        "Keep the lights.",
        "youth",
        "North",
        "Young Pilots",
    )
    assert [(ask.kind, ask.place, ask.draft.slug) for ask in heard.asks.all()] == [
        ("retain", "para:para_2", "rev2")
    ]
    assert (heard.heard_or_observed, heard.permission, heard.dealt is None) == (
        "heard",
        "organisation",
        False,
    )
    assert (observed.heard_or_observed, observed.permission, observed.dealt) == (
        "observed",
        "anonymous",
        None,
    )


def test_tallies_and_record_follow(
    process: Process, drafts: list[Draft], past: Event, as_board: Client
) -> None:
    as_board.post(NOTES, typed(HEARD, OBSERVED))
    columns = [field.attname for field in Tally._meta.concrete_fields if field.attname != "id"]
    kept = list(Tally.objects.order_by("draft", "place").values_list(*columns))
    recount(process)
    assert kept == list(Tally.objects.order_by("draft", "place").values_list(*columns))
    names = list(Contribution.objects.order_by("pk").values_list("name", flat=True))
    last = Entry.objects.head("lighthouse")
    actor = f"participant:{as_board.account.participant.name}"
    assert (last.actor, last.object, last.readers) == (actor, "event:first", "boardroom")
    assert last.content == {"contributions": names}
    filed = Entry.objects.filter(verb="filed contribution").order_by("sequence")
    assert [entry.object for entry in filed] == [f"contribution:{name}" for name in names]
    assert [entry.content["event"] for entry in filed] == ["first", "first"]
    assert "stakeholder_group" not in filed[1].content


def test_sent_twice_is_kept_once(drafts: list[Draft], past: Event, as_board: Client) -> None:
    for _n in range(2):
        assert as_board.post(NOTES, typed(HEARD, HEARD)).status_code == 302
    assert Contribution.objects.count() == 2
    assert Entry.objects.filter(object="event:first").count() == 1


def test_a_range_gives_one_ask_for_each_paragraph(drafts: list[Draft], past: Event, as_board: Client) -> None:
    as_board.post(NOTES, typed({**HEARD, "number": "2-4, 6"}))
    asks = list(Contribution.objects.get().asks.order_by("pk"))
    assert [ask.place for ask in asks] == ["para:para_2", "para:para_3", "para:para_4", "para:para_6"]
    assert len({ask.statement for ask in asks}) == 1
    assert asks[0].statement


def test_without_a_kind_it_waits_in_the_queue_with_what_it_is_about(
    process: Process, drafts: list[Draft], past: Event, as_board: Client
) -> None:
    as_board.post(NOTES, typed({**HEARD, "kind": ""}, {**OBSERVED, "topic": "missing"}))
    waiting = Contribution.objects.waiting(process)
    assert [(one.asks.count(), one.notices) for one in waiting] == [
        (0, ["Noted on paragraph 2."]),
        (0, ["Noted on something that is missing."]),
    ]


@pytest.mark.parametrize(
    ("topic", "place", "about"),
    [
        ("", "whole", "text"),
        ("whole", "whole", "text"),
        ("missing", "missing", "omission"),
        ("topic:fog", "topic:fog", "text"),
    ],
)
def test_a_note_can_be_on_the_whole_on_a_topic_or_on_what_is_missing(
    process: Process, drafts: list[Draft], past: Event, as_board: Client, topic: str, place: str, about: str
) -> None:
    Topic.objects.create(process=process, slug="fog", label="Fog")
    as_board.post(NOTES, typed({"text": "More of it.", "kind": "add", "topic": topic}))
    ask = Contribution.objects.get().asks.get()
    assert (ask.place, ask.about) == (place, about)


def test_errors_stand_in_their_rows_and_nothing_is_lost_or_kept(
    drafts: list[Draft], past: Event, as_board: Client
) -> None:
    rows = [
        HEARD,
        {"text": "Which one?", "number": "99, 2"},
        {"number": "3"},
        {"text": "Two places.", "number": "2", "topic": "whole"},
        {"text": "Hidden.", "organisation": "Pilots", "permission": "anonymous"},
    ]
    response = as_board.post(NOTES, typed(*rows))
    assert response.status_code == 422
    assert wrongs(response) == {
        "n1_number": "Revision 2 has no paragraph 99.",
        "n2_text": "Write what was said, or empty the row.",
        "n3_topic": "Give a paragraph or something else, not both; use two rows for two points.",
        "n4_organisation": "An organisation cannot be given anonymously: take one of the two out.",
    }
    form = page(response).forms[1]
    held = {name: (value or "").strip("\n") for name, value in form.fields.items()}
    assert {name: held[name] for name in typed(*rows) if name != "deed"} == {
        name: value for name, value in typed(*rows).items() if name != "deed"
    }
    assert Contribution.objects.count() == 0


def test_no_row_at_all_is_told(drafts: list[Draft], past: Event, as_board: Client) -> None:
    response = as_board.post(NOTES, typed())
    assert response.status_code == 422
    assert "Write what was said in one row at least." in response.content.decode()


def test_more_rows_keep_what_was_typed(drafts: list[Draft], past: Event, as_board: Client) -> None:
    response = as_board.post(NOTES, typed(HEARD, deed="more"))
    assert (response.status_code, len(page(response).xpath("//fieldset"))) == (200, 10)
    fields = page(response).forms[1].fields
    assert (fields["n0_text"].strip(), fields["n0_group"], fields["rows"], fields["once"]) == (
        "Keep the lights.",
        "youth",
        "10",
        "once",
    )
    assert len(page(response).xpath("//fieldset/details[@open]")) == 1  # where an organisation was typed
    assert as_board.post(NOTES, typed(HEARD, deed="more", rows="9999")).status_code == 200
    assert Contribution.objects.count() == 0


def test_nothing_is_noted_of_what_has_not_begun(drafts: list[Draft], coming: Event, as_board: Client) -> None:
    address = f"/lighthouse/events/{coming.slug}/notes/"
    assert as_board.get(address)["Location"] == as_board.post(address, typed(HEARD))["Location"]
    assert Contribution.objects.count() == 0


@pytest.mark.parametrize("who", ["as_visitor", "as_participant", "as_cofacilitator", "as_administrator"])
def test_board_and_secretariat_alone_take_notes(
    drafts: list[Draft], past: Event, who: str, request: pytest.FixtureRequest
) -> None:
    client = request.getfixturevalue(who)
    assert (client.get(NOTES).status_code, client.post(NOTES, typed(HEARD)).status_code) == (403, 403)
    assert Contribution.objects.count() == 0


def test_the_event_tells_what_was_heard_as_far_as_it_may_be_told(
    drafts: list[Draft], past: Event, as_secretariat: Client, as_visitor: Client
) -> None:
    rows = [
        HEARD,
        {**HEARD, "text": "Another.", "group": "government"},
        OBSERVED,
        {"text": "In confidence.", "permission": "confidential", "group": "civil society"},
    ]
    as_secretariat.post(NOTES, typed(*rows))
    told = page(as_visitor.get("/lighthouse/events/first/"))
    cells = [
        (row.xpath("string(th)"), row.xpath("string(td)"))
        for row in told.xpath("//h2[@id='heard']/following-sibling::table[1]/tbody/tr")
    ]
    assert cells == [("government", "1"), ("youth", "1")]
    text = " ".join(told.text_content().split())
    assert "3 contributions were heard here" in text
    assert "1 more is anonymous and counts in the total alone." in text
    for link in told.xpath("//h2[@id='heard']/following-sibling::*//a[contains(@href, 'event=')]"):
        listed = page(as_visitor.get(link.get("href")))
        assert listed.xpath("string(//b[@class='total'])").split()[0] == link.text_content().split()[0]


def test_a_contribution_says_where_it_was_heard(
    drafts: list[Draft], past: Event, as_board: Client, as_visitor: Client
) -> None:
    secret = {"text": "In confidence.", "permission": "confidential"}
    as_board.post(NOTES, typed(HEARD, OBSERVED, secret))
    heard, observed, closed = (
        page(as_visitor.get(one.get_absolute_url())) for one in Contribution.objects.order_by("pk")
    )
    assert "Heard at First meeting" in " ".join(heard.text_content().split())
    assert "Observed by members at First meeting" in " ".join(observed.text_content().split())
    assert "First meeting" not in closed.text_content()


def test_a_note_nobody_filed_has_no_author_to_be_linked(
    drafts: list[Draft], past: Event, as_board: Client
) -> None:
    as_board.post(NOTES, typed(HEARD))
    shown = as_board.get(Contribution.objects.get().get_absolute_url()).content.decode()
    assert "This is yours" not in shown
