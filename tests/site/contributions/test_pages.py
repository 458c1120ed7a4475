"""What was said, for everyone to read: the list and its filters, the page of each, topics, what lost its place."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from soundingboard.site.contributions.actions import correct, recount, withdraw
from soundingboard.site.contributions.models import Ask, Contribution, Reading, Topic
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.actions import erase_identity, verify_organisation
from soundingboard.site.people.models import Identity, Organisation
from soundingboard.site.people.rules import OPERATOR, VISITOR
from soundingboard.site.record.models import Entry
from tests.site.contributions.conftest import found, said, say, words

LIST = "/lighthouse/contributions/"


def names(client: Client, query: str = "", address: str = LIST) -> list[str]:
    """The names on all pages of the list, whose number is the one that it says at the top."""
    listed: list[str] = []
    separator = "&" if query else "?"
    for number in range(1, 9):
        response = client.get(f"{address}{query}{separator}page={number}")
        assert response.status_code == 200
        listed += [each.get("id") for each in found(response, "ol.said", "li") if each.get("id")]
        if not [each for each in found(response, "a") if each.get("rel") == "next"]:
            break
    unnamed = re.search(
        r"(\d+) confidential contributions? (?:is|are) counted here", response.content.decode()
    )
    total = int(re.match(r"\d+", words(response, "b.total")).group())
    assert total == len(listed) + (int(unnamed.group(1)) if unnamed else 0)
    return listed


@pytest.fixture
def spoken(old: Draft, new: Draft) -> dict[str, str]:
    """Contributions of every sort: a word for each, and its name."""
    topic = Topic.objects.create(process=new.process, slug="fog", label="Fog at sea")
    topic.paragraphs = [
        {"draft": "rev1", "eid": "para_2"},
        {"draft": "rev2", "eid": "para_1"},
        {"draft": "rev1"},
    ]
    topic.save()
    sorts = {
        "late": say(old, "retain", "para:para_3", stakeholder_group="youth", regional_group="North"),
        "named": say(
            new,
            "amend",
            permission="named",
            name="Ada Lamp",
            organisation="Lamp Ltd",
            stakeholder_group="youth",
        ),
        "arabic": say(new, "delete", "para:para_2", language="ar", regional_group="South"),
        "topic": say(new, "add", "topic:fog", stakeholder_group="government"),
        "anonymous": say(
            new, "oppose", permission="anonymous", stakeholder_group="youth", regional_group="North"
        ),
        "confidential": say(
            new, "delete", permission="confidential", text="In confidence.", stakeholder_group="youth"
        ),
        "withdrawn": say(new, "remark", "whole", text="Taken back."),
    }
    withdraw(VISITOR, sorts["withdrawn"])
    first = say(new, "clarify", "whole", text="First words.")
    sorts["corrected"] = correct(VISITOR, first, said(new, "clarify", "whole", text="Better words."))
    sorts["superseded"] = first
    return {word: one.name for word, one in sorts.items()}


CURRENT = ["corrected", "confidential", "anonymous", "topic", "arabic", "named", "late"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", CURRENT),
        ("?draft=rev1", ["corrected", "confidential", "anonymous", "topic", "arabic", "named"]),
        ("?draft=zero-draft", ["late"]),
        ("?draft=rev1&paragraph=para_1", ["anonymous", "named"]),
        ("?paragraph=para_3", ["late"]),
        ("?place=whole", ["corrected"]),
        ("?place=topic:fog", ["topic"]),
        ("?kind=delete", ["arabic"]),
        ("?draft=rev1&paragraph=para_1&kind=oppose", ["anonymous"]),
        ("?draft=rev1&paragraph=para_2&kind=oppose", []),
        ("?group=youth", ["named", "late"]),
        ("?group=not+stated", ["corrected", "arabic"]),
        ("?region=North", ["late"]),
        ("?group=youth&region=North", ["late"]),
        ("?language=ar", ["arabic"]),
        ("?language=en", ["corrected", "anonymous", "topic", "named", "late"]),
        ("?late=yes", ["late"]),
        ("?late=no", CURRENT[:-1]),
        ("?state=withdrawn", ["withdrawn"]),
        ("?state=superseded", ["superseded"]),
        ("?state=all&place=whole", ["corrected", "superseded", "withdrawn"]),
        ("?kind=nonsense", []),
        ("?group=%3Cscript%3E", []),
    ],
)
def test_the_filters_leave_what_they_say(
    spoken: dict[str, str], as_visitor: Client, query: str, expected: list[str]
) -> None:
    by_name = {name: word for word, name in spoken.items()}
    assert [by_name[name] for name in names(as_visitor, query)] == expected


def test_a_list_of_one_place_names_no_confidential_one(spoken: dict[str, str], as_visitor: Client) -> None:
    """Its own page tells its group; with the place it would be a cell of one."""
    page = as_visitor.get(f"{LIST}?draft=rev1&paragraph=para_1").content.decode()
    assert spoken["confidential"] not in page
    assert len(names(as_visitor, "?draft=rev1&paragraph=para_1")) == 2
    assert spoken["confidential"] in as_visitor.get(f"{LIST}?draft=rev1").content.decode()


@pytest.mark.parametrize("query", ["?draft=nope", "?draft=rev2"])
def test_a_draft_that_is_not_known_to_be_is_not_found(inside: Draft, as_visitor: Client, query: str) -> None:
    assert as_visitor.get(LIST + query).status_code == 404


def test_the_count_is_the_number_of_rows_of_all_pages(new: Draft, as_visitor: Client) -> None:
    filed = [say(new).name for _turn in range(56)]
    assert names(as_visitor, "?draft=rev1") == filed[::-1]


def line(client: Client, name: str) -> str:
    """What the list says of one contribution."""
    response = client.get(f"{LIST}?state=all")
    return words(response, f"#{name}")


def test_a_line_says_who_what_where_when_and_the_first_words(new: Draft, as_visitor: Client) -> None:
    filed = say(
        new,
        "amend",
        text="word " * 100,
        organisation="Lamp Ltd",
        stakeholder_group="youth",
        regional_group="North",
    )
    day = words(as_visitor.get(LIST), "p.quiet").rpartition(" · ")[2]
    assert line(as_visitor, filed.name) == (
        f"Lamp Ltd declared · youth · North · {day} Change the wording: paragraph 1 of Rev1 "
        f"{('word ' * 60).strip()} … The whole of {filed.name}"
    )
    verify_organisation(OPERATOR, Organisation.objects.get(), True)
    assert line(as_visitor, filed.name).startswith("Lamp Ltd verified · ")


def test_no_line_tells_more_than_its_permission_allows(spoken: dict[str, str], as_visitor: Client) -> None:
    assert line(as_visitor, spoken["confidential"]) == f"Confidential, {spoken['confidential']}"
    anonymous = line(as_visitor, spoken["anonymous"])
    assert [word for word in ("youth", "North", "declared") if word in anonymous] == []
    assert "Taken back." not in line(as_visitor, spoken["withdrawn"])
    assert line(as_visitor, spoken["named"]).startswith("Ada Lamp · Lamp Ltd declared · youth · ")


def test_a_name_that_was_erased_is_nowhere(spoken: dict[str, str], as_visitor: Client) -> None:
    erase_identity(OPERATOR, "lighthouse", Identity.objects.get().participant)
    assert line(as_visitor, spoken["named"]).startswith("Lamp Ltd declared · youth · ")


def test_what_is_said_on_a_draft_of_the_board_is_for_those_inside(
    inside: Draft, as_visitor: Client, as_board: Client
) -> None:
    filed = say(inside)
    assert (names(as_visitor), names(as_board)) == ([], [filed.name])
    statuses = [client.get(filed.get_absolute_url()).status_code for client in (as_visitor, as_board)]
    assert statuses == [404, 200]


@pytest.mark.parametrize("address", [LIST, f"{LIST}?draft=rev1&paragraph=para_1", "/lighthouse/topics/fog/"])
def test_the_queries_of_a_list_do_not_grow(
    spoken: dict[str, str], new: Draft, as_visitor: Client, address: str
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            as_visitor.get(address)
        return len(captured)

    as_visitor.get(address)
    before = queries()
    for turn in range(60):
        say(
            new,
            "amend",
            "topic:fog" if turn % 2 else "para:para_1",
            permission="named",
            name="A",
            organisation=f"O{turn}",
        )
    assert queries() == before


def test_an_empty_list_says_what_will_be_here(new: Draft, as_visitor: Client) -> None:
    assert "Nobody has said anything yet." in words(as_visitor.get(LIST))
    assert "Nothing that was said fits this choice." in words(as_visitor.get(f"{LIST}?kind=add"))


def test_a_contribution_in_its_own_words(new: Draft, as_visitor: Client) -> None:
    wording = {"old": "We recognize the need to keep", "new": "We commit to keep"}
    filed = say(
        new,
        "amend",
        text="نص\n\nآخر",
        language="ar",
        proposed=wording,
        anchor={"start": 0, "end": 2, "text": "We"},
    )
    response = as_visitor.get(filed.get_absolute_url())
    passage = found(response, "blockquote")[0]
    assert (passage.get("lang"), passage.get("dir"), len(found(response, "blockquote", "p"))) == (
        "ar",
        "rtl",
        2,
    )
    assert (words(response, "ins"), words(response, "del"), words(response, "q")) == (
        "commit",
        "recognize the need",
        "We",
    )
    assert [each.get("href") for each in found(response, "main", "a")] == [
        "/lighthouse/drafts/rev1/para_1/",
        f"/lighthouse/record/contribution/{filed.name}/",
    ]


@pytest.mark.parametrize(
    ("place", "anchor", "expected"),
    [
        ("para:para_1", "We", "In Rev1 this paragraph is paragraph 1."),
        (
            "para:para_1",
            "commit to",
            "In Rev1 this paragraph is paragraph 1. The quoted words are no longer in it.",
        ),
        ("para:para_3", "Fog", "This paragraph is no longer in Rev1; nothing was put in its place by us."),
        ("para:para_4", "Boats", "In Rev1 this paragraph is paragraph 3, paragraph 4."),
    ],
)
def test_where_its_paragraph_is_now(
    old: Draft, new: Draft, as_visitor: Client, place: str, anchor: str, expected: str
) -> None:
    filed = say(old, "retain", place, anchor={"start": 0, "end": len(anchor), "text": anchor})
    assert words(as_visitor.get(filed.get_absolute_url()), ".ask").endswith(expected)


def test_on_the_newest_draft_there_is_nothing_to_say_about_where_it_is(
    new: Draft, as_visitor: Client
) -> None:
    assert words(as_visitor.get(say(new).get_absolute_url()), ".ask") == "Keep: paragraph 1 of Rev1"


def test_versions_are_linked_both_ways(spoken: dict[str, str], as_visitor: Client) -> None:
    first, second = spoken["superseded"], spoken["corrected"]
    assert f"A later version took its place: {second}" in words(as_visitor.get(f"{LIST}{first}/"))
    assert f"It corrects an earlier version: {first}" in words(as_visitor.get(f"{LIST}{second}/"))


def test_a_version_that_became_confidential_shows_nothing_and_is_linked_from_nowhere(
    new: Draft, as_visitor: Client
) -> None:
    first = say(new, permission="named", name="Ada Lamp", organisation="Lamp Ltd", text="In the open.")
    second = correct(VISITOR, first, said(new, permission="confidential", text="In confidence."))
    third = correct(VISITOR, second, said(new, text="In the open again."))
    pages = [words(as_visitor.get(one.get_absolute_url())) for one in (first, second, third)]
    told = "This was said in confidence: the secretariat alone can read it. Groupnot stated Its history in the record"
    assert pages[:2] == [f"Contribution {one.name} {told}" for one in (first, second)]
    assert [name for name in (first.name, second.name) if name in pages[2]] == []
    assert (names(as_visitor, "?state=superseded&group=not+stated"), names(as_visitor)) == ([], [third.name])


def test_a_withdrawn_one_says_so_without_its_words(spoken: dict[str, str], as_visitor: Client) -> None:
    response = as_visitor.get(f"{LIST}{spoken['withdrawn']}/")
    assert words(response, ".told").startswith("Withdrawn by its author on ")
    assert "Taken back." not in response.content.decode()


@pytest.mark.parametrize("role", ["visitor", "participant", "board", "cofacilitator", "administrator"])
def test_what_is_confidential_is_for_the_secretariat_alone(
    spoken: dict[str, str], request: pytest.FixtureRequest, role: str
) -> None:
    client, address = request.getfixturevalue(f"as_{role}"), f"{LIST}{spoken['confidential']}/"
    response = client.get(address)
    assert "In confidence." not in response.content.decode()
    assert words(response, "dl") == "Groupyouth"
    assert found(response, "main", "form") == []
    assert client.post(f"{address}read/").status_code == 403
    assert not Reading.objects.exists()


def test_the_secretariat_reads_it_once_and_that_is_logged(
    spoken: dict[str, str], as_secretariat: Client
) -> None:
    address = f"{LIST}{spoken['confidential']}/"
    response = as_secretariat.get(address)
    assert words(response, "main", "form") == "Read it (this is logged and shown to its author)"
    assert "In confidence." not in response.content.decode()
    assert as_secretariat.get(f"{address}read/").status_code == 405
    read = as_secretariat.post(f"{address}read/")
    assert (words(read, ".passage"), read["Cache-Control"]) == ("In confidence.", "no-store")
    assert Reading.objects.count() == Entry.objects.filter(verb="read confidential contribution").count() == 1


def test_reading_what_is_open_is_not_logged(spoken: dict[str, str], as_secretariat: Client) -> None:
    address = f"{LIST}{spoken['named']}/"
    assert as_secretariat.post(f"{address}read/")["Location"] == address
    assert not Reading.objects.exists()


def test_topics_count_and_link_to_what_they_count(spoken: dict[str, str], as_visitor: Client) -> None:
    response = as_visitor.get("/lighthouse/topics/")
    cell = found(response, "td", "a")[0]
    assert (words(response, "tbody", "th"), cell.text) == ("Fog at sea suggested", "1")  # nobody confirmed it
    assert names(as_visitor, cell.get("href").partition("contributions/")[2]) == [spoken["topic"]]
    page = as_visitor.get("/lighthouse/topics/fog/")
    assert [each.text for each in found(page, "main", "ul", "a")][:1] == ["Paragraph 2 of Rev1"]
    assert names(as_visitor, "", "/lighthouse/topics/fog/") == [spoken["topic"]]
    assert as_visitor.get("/lighthouse/topics/nope/").status_code == 404


def test_what_has_no_place_any_more_is_listed_with_the_reason(
    old: Draft, new: Draft, as_secretariat: Client
) -> None:
    ended = say(old, "retain", "para:para_3")
    gone = say(old, "retain", "para:para_1", anchor={"start": 3, "end": 9, "text": "commit"})
    say(old, "retain", "para:para_1", anchor={"start": 0, "end": 2, "text": "We"})
    say(old, "retain", "para:para_2")
    say(new, "retain", "para:para_3")
    withdraw(VISITOR, say(old, "retain", "para:para_3"))
    response = as_secretariat.get("/lighthouse/orphans/")
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in found(response, "tbody", "tr")]
    assert rows == [
        [ended.name, "paragraph 3 of Zero-Draft", "The paragraph is no longer in Rev1."],
        [gone.name, "paragraph 1 of Zero-Draft", "The quoted words are gone from paragraph 1"],
    ]
    assert words(response, "b.total") == "2 asks"


@pytest.mark.parametrize("role", ["visitor", "participant", "board", "cofacilitator", "administrator"])
def test_the_orphans_are_for_the_secretariat(new: Draft, request: pytest.FixtureRequest, role: str) -> None:
    assert request.getfixturevalue(f"as_{role}").get("/lighthouse/orphans/").status_code == 403


def test_on_drafts_that_were_compared_by_the_library(drafts: list[Draft], as_secretariat: Client) -> None:
    for paragraph in drafts[0].paragraphs.all():
        say(drafts[0], "retain", f"para:{paragraph.eid}")
    response = as_secretariat.get("/lighthouse/orphans/")
    ended = {
        Ask.objects.get(contribution__name=each.text_content()).place
        for each in found(response, "tbody", "th")
    }
    whereabouts = {
        one.asks.get().place
        for one in Contribution.objects.all()
        if "is no longer in" in words(as_secretariat.get(one.get_absolute_url()), ".ask")
    }
    assert (ended, len(ended) > 0) == (whereabouts, True)


def test_counting_anew_changes_nothing(spoken: dict[str, str], new: Draft) -> None:
    before = list(new.tallies.order_by("place").values_list("place", "n", "asks", "kinds"))
    recount(new.process)
    assert list(new.tallies.order_by("place").values_list("place", "n", "asks", "kinds")) == before
