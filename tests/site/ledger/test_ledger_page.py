"""The ledger as a page: shares, lines, filters, numbers that lead to what they count, the same as data."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from soundingboard.site.contributions.models import Contribution
from soundingboard.site.drafts.models import Draft
from soundingboard.site.ledger.actions import retrace
from soundingboard.site.ledger.models import Entry
from soundingboard.site.processes.models import Process
from tests.site.ledger.conftest import entry, page, say, words
from tests.site.many import say_much

pytestmark = pytest.mark.django_db
LEDGER = "/lighthouse/ledger/"
LINES = "//table[@class='plain ledger']/tbody/tr"
OUTCOMES = "//table[@class='plain outcomes']"


def lines(client: Client, query: str = "") -> list[str]:
    """The names of the asks that the page lists."""
    return words(client.get(f"{LEDGER}?{query}"), f"{LINES}/td[last() - 4]/a[@class='quiet']")


def name(contribution: Contribution) -> str:
    return contribution.asks.get().name


def data(response: object) -> bytes:
    return b"".join(response.streaming_content)


def test_without_a_later_draft_the_page_says_what_will_be_here(process: Process) -> None:
    found = Client().get(LEDGER)
    assert words(found, "//main//p") == [
        "When a draft comes after the first one, this page will say of each thing that was asked what became of it."
    ]


def test_asks_to_change_and_to_keep_stand_apart(
    traced: None, buoys: Contribution, kept: Contribution, hidden: Contribution
) -> None:
    assert sorted(lines(Client())) == sorted([name(buoys), name(hidden)])
    assert lines(Client(), "part=keep") == [name(kept)]
    assert words(Client().get(LEDGER), "//nav[@aria-label='Tables']//a") == [
        "2 asks to change",
        "1 ask to keep",
        "0 proposed wordings",
    ]


def test_a_line_says_all_that_is_known(traced: None, buoys: Contribution) -> None:
    found = words(Client().get(f"{LEDGER}?group=youth"), f"{LINES}/td")
    assert found[0].startswith("Pilots declared · youth · North · ")
    assert found[1] == f"Delete: paragraph 3 of Revision 1 {name(buoys)}"
    assert found[2:] == ["adopted suggested", "the text matches", "not said yet", "–"]


def test_nothing_tells_of_whom_an_anonymous_ask_is(traced: None, hidden: Contribution) -> None:
    assert lines(Client(), "permission=anonymous") == [name(hidden)]
    who = words(Client().get(f"{LEDGER}?permission=anonymous"), f"{LINES}/td[@class='who']")
    assert who == [f"{hidden.filed:%-d %B %Y} late"]
    assert lines(Client(), "region=not+stated") == []


def test_confidential_asks_are_a_number_alone(traced: None, secret: Contribution) -> None:
    found = Client().get(LEDGER)
    assert name(secret) not in found.content.decode()
    assert secret.name not in found.content.decode()
    assert words(found, "//main//p[@class='quiet']")[0].startswith(
        "1 confidential contribution on earlier drafts is counted nowhere"
    )


def test_shares_have_denominators_and_the_share_not_taken_up(traced: None) -> None:
    found = Client().get(LEDGER)
    table = page(found).xpath(OUTCOMES)[0]
    assert [" ".join(one.text_content().split()) for one in table.xpath(".//thead//th")] == [
        "Group",
        "Asks",
        "Shares",
        "adopted",
        "not taken up",
        "Not taken up or contrary",
    ]
    rows = [
        [" ".join(td.text_content().split()) for td in row]
        for row in table.xpath(".//tbody/tr | .//tfoot/tr")
    ]
    assert rows == [
        ["youth", "1", "", "1", "–", "0 of 1 (0 %) 0 to 98 %"],
        ["anonymous", "1", "in all, in no group or region"],
        ["all", "2", "", "1", "1", "1 of 2 (50 %) 1 to 99 %"],
    ]
    assert [bar.get("aria-label") for bar in table.xpath(".//*[@class='outcome-bar']")] == [
        "adopted 1",
        "adopted 1, not taken up 1",
    ]


def test_every_number_leads_to_exactly_what_it_counts(traced: None) -> None:
    links = page(Client().get(LEDGER)).xpath(f"{OUTCOMES}//td[@class='n']/a")
    assert len(links) == 22
    assert {link.get("href").partition("#")[2] for link in links} == {"lines"}
    for link in links:
        found = Client().get(link.get("href"))
        assert len(words(found, LINES)) == int(link.text_content())


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("to=rev2", {"buoys", "hidden"}),
        ("to=rev1", set()),
        ("from=rev1", {"buoys", "hidden"}),
        ("from=zero-draft", set()),
        ("group=youth", {"buoys"}),
        ("region=North&kind=delete", {"buoys"}),
        ("kind=amend", set()),
        ("outcome=adopted", {"buoys"}),
        ("outcome=not+taken+up+or+contrary", {"hidden"}),
        ("carried=pending", {"buoys", "hidden"}),
        ("carried=yes", set()),
        ("confirmed=no", {"buoys", "hidden"}),
        ("confirmed=yes", set()),
        ("contested=yes", set()),
        ("paragraph=para_8", {"hidden"}),
        ("paragraph=rev1/para_3", {"buoys"}),
        ("part=nonsense", {"buoys", "hidden"}),
        ("page=99", {"buoys", "hidden"}),
    ],
)
def test_filters(
    traced: None, buoys: Contribution, hidden: Contribution, query: str, expected: set[str]
) -> None:
    known = {"buoys": name(buoys), "hidden": name(hidden)}
    assert set(lines(Client(), query)) == {known[one] for one in expected}


@pytest.mark.parametrize("query", ["to=nothing", "to=zero-draft", "from=nothing", "topic=nothing"])
def test_what_is_not_there_is_not_found(traced: None, query: str) -> None:
    assert Client().get(f"{LEDGER}?{query}").status_code == 404


def test_a_draft_for_the_board_is_for_those_inside(
    traced: None, drafts: list[Draft], as_board: Client
) -> None:
    Draft.objects.filter(pk=drafts[2].pk).update(visibility="board")
    assert Client().get(f"{LEDGER}?to=rev2").status_code == 404
    assert len(lines(as_board, "to=rev2")) == 2
    one = Entry.objects.first()
    assert Client().get(one.get_absolute_url()).status_code == 404
    assert as_board.get(one.get_absolute_url()).status_code == 200


def test_the_same_as_json(traced: None, buoys: Contribution, secret: Contribution) -> None:
    found = json.loads(data(Client().get("/lighthouse/ledger.json")))
    one = next(row for row in found["entries"] if row["of"] == f"ask:{name(buoys)}")
    assert (one["from"], one["to"], one["outcome"], one["group"]) == ("rev1", "rev2", "adopted", "youth")
    assert len(found["entries"]) == 3
    assert secret.name not in json.dumps(found)
    assert [table["all"]["n"] for table in found["shares"]] == [2, 2]


def test_the_same_as_csv(traced: None, hidden: Contribution) -> None:
    rows = list(csv.DictReader(io.StringIO(data(Client().get("/lighthouse/ledger.csv")).decode("utf-8-sig"))))
    assert len(rows) == 3
    one = next(row for row in rows if row["of"] == f"ask:{name(hidden)}")
    assert (one["group"], one["region"], one["outcome"]) == ("", "", "not taken up")
    shares = Client().get("/lighthouse/ledger.csv?table=shares").content.decode("utf-8-sig")
    assert [row["word"] for row in csv.DictReader(io.StringIO(shares))] == [
        "government",
        "youth",
        "all",
        "North",
        "South",
        "all",
    ]


def test_a_page_takes_as_many_queries_for_many(drafts: list[Draft]) -> None:
    say(drafts[1], "delete", "para_3", organisation="Pilots")
    say_much(drafts[1], 5)
    retrace(drafts[0].process)
    few = {
        path: _queries(path)
        for path in (LEDGER, "/lighthouse/clock/", "/lighthouse/answers/", "/lighthouse/contests/")
    }
    say_much(drafts[1], 150, seed=2)
    retrace(drafts[0].process)
    assert {path: _queries(path) for path in few} == few
    assert max(few.values()) <= 20


def _queries(path: str) -> int:
    client = Client(headers={"cookie": "messages=x"})  # as for someone whose page is not kept
    client.get(path)
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len(found)


def test_the_button_traces_again(
    as_secretariat: Client, buoys: Contribution, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert as_secretariat.post("/lighthouse/ledger/trace/").status_code == 303
    assert entry(buoys, "rev2").outcome == "adopted"
