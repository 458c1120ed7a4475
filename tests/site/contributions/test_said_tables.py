"""Who says what on a place: exact cells, links that list just what a number counts, contests as the library tells."""

import csv
import io
import json
import re

import pytest
from django.core.cache import caches
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from soundingboard.converge import converge
from soundingboard.site.contributions.actions import Asked, Said, file
from soundingboard.site.contributions.models import Ask, Contribution, Permission, Tally, Topic
from soundingboard.site.contributions.records import asked, said
from soundingboard.site.contributions.said.tables import reasons
from soundingboard.site.contributions.said.voices import differing
from soundingboard.site.contributions.tallies import recount
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.models import Organisation
from soundingboard.site.people.rules import VISITOR
from tests.site.contributions.conftest import found, page, say, words

PARAGRAPH = "/lighthouse/drafts/rev2/para_1/"
MATRIX = "/lighthouse/who-said-what/?draft=rev2"


@pytest.fixture
def new(drafts: list[Draft]) -> Draft:
    """The draft that is open, of nine paragraphs in two sections."""
    return drafts[-1]


@pytest.fixture
def old(drafts: list[Draft]) -> Draft:
    return drafts[0]


@pytest.fixture
def spoken(new: Draft) -> Draft:
    """Seven voices on the first paragraph, one on the second, one on a topic, none on the rest."""
    youth = {"stakeholder_group": "youth", "regional_group": "North"}
    say(new, "retain", **youth, organisation="Pilots")
    say(new, "retain", **youth, organisation="pilots")
    say(new, "retain", stakeholder_group="youth", regional_group="South", text="Keep every lamp.")
    say(new, "delete", stakeholder_group="government", regional_group="South", text="Take it out.")
    say(new, "clarify", stakeholder_group="government", regional_group="global")
    say(new, "retain", permission="anonymous", stakeholder_group="civil society", regional_group="North")
    say(new, "delete", permission="confidential", stakeholder_group="civil society", text="In confidence.")
    say(new, "add", "para:para_2", stakeholder_group="youth", regional_group="North")
    say(new, "remark", "missing", stakeholder_group="youth", regional_group="North")
    return new


def rows(client: Client, address: str, table: str) -> list[list[str]]:
    """The rows of a table as a reader sees them, without what is for screen readers alone."""
    tree = page(client.get(address))
    for hidden in tree.xpath("//*[@class='unseen']"):
        hidden.drop_tree()
    cells = [row.xpath("th|td") for row in tree.xpath(f"//table[contains(@class, '{table}')]//tr")]
    return [[" ".join(cell.text_content().split()) for cell in row] for row in cells]


def test_a_paragraph_has_groups_by_regions(spoken: Draft, as_visitor: Client) -> None:
    assert rows(as_visitor, PARAGRAPH, "who") == [
        ["Group, and what it asks", "North", "South", "global", "all"],
        ["government delete 1 · clarify 1", "–", "1", "1", "2"],
        ["youth keep 3", "2", "1", "–", "3"],
        ["anonymous", "", "", "", "1"],
        ["all keep 4 · delete 1 · clarify 1", "2", "2", "1", "6"],
    ]
    section = words(as_visitor.get(PARAGRAPH), "#said")
    assert "contested · 1 organisation (1 declared, 0 verified)" in section
    assert "Not heard: civil society (anonymous voices may be among them)" in section
    assert (
        "Most asked: keep, by 4 of 6 contributions (67 %; 95 % interval 22 to 96 %). So few tell little."
        in section
    )
    assert "In confidence." not in section


def test_an_organisation_that_is_verified_is_told_so(spoken: Draft, as_visitor: Client) -> None:
    Organisation.objects.update(verified=True)
    assert "(0 declared, 1 verified)" in words(as_visitor.get(PARAGRAPH), "#said")


def test_those_who_differ_stand_first(spoken: Draft, as_visitor: Client) -> None:
    tally = Tally.objects.get(draft=spoken, place="para:para_1")
    assert differing(tally) == {
        "delete": "the opposite of what most ask",
        "clarify": "asked by one group alone: government",
    }
    section = words(as_visitor.get(PARAGRAPH), "#said")
    assert section.index("Those who differ") < section.index("Take it out.") < section.index("In their words")


def test_words_that_several_propose_are_shown_once(new: Draft, as_visitor: Client) -> None:
    for text in ("One.", "Two.", "Three."):
        say(new, "amend", text=text, proposed={"old": "recognize", "new": "Commit to  light."})
    section = words(as_visitor.get(PARAGRAPH), "#said")
    assert section.count("3 contributions propose this very wording") == 1
    assert "One." not in section


@pytest.mark.parametrize(
    "address", [PARAGRAPH, MATRIX, f"{MATRIX}&by=region", "/lighthouse/coverage/?draft=rev2"]
)
def test_each_number_leads_to_exactly_what_it_counts(spoken: Draft, as_visitor: Client, address: str) -> None:
    cells = page(as_visitor.get(address)).xpath("//table//a[contains(@href, '/contributions/?')]")
    followed = {cell.get("href"): listed(as_visitor, cell.get("href")) for cell in cells}
    assert len(followed) >= 4
    assert {cell.get("href"): number(cell) for cell in cells} == followed


def number(cell: html.HtmlElement) -> int:
    """The number that a link shows: "keep 3", "3", "3 or more"."""
    for hidden in cell.xpath(".//span"):
        hidden.drop_tree()
    return int(re.findall(r"\d+", cell.text_content())[-1])


def listed(client: Client, address: str) -> int:
    return int(words(client.get(address), "b.total").split()[0])


def test_the_matrix_has_a_row_for_each_paragraph_that_anyone_spoke_on(
    spoken: Draft, as_visitor: Client
) -> None:
    under = "under 5"
    assert rows(as_visitor, MATRIX, "matrix") == [
        ["Paragraph", "government", "civil soci.", "youth", "all", "not heard"],
        ["A The coast and its lights"],
        [
            "1 We, the ports of the northern coast, gathered in the harbour town, … contested",
            "2+ delete, clarify",
            under,
            "3+ keep",
            "6 1 anonymous",
            "civil society",
        ],
        [
            "2 We recognize the need to keep every lighthouse of the coast lit from …",
            "–",
            "–",
            "1 add",
            "1",
            "government, civil society",
        ],
        ["Beside the paragraphs"],
        ["What is missing from Revision 2", "–", "–", "1 comment", "1", "government, civil society"],
    ]
    assert words(as_visitor.get(MATRIX), "section").endswith(
        "8 paragraphs that nobody spoke on: 3, 4, 5, 6, 7, 8, 9, 10"
    )


def test_contested_and_silent_alone(spoken: Draft, as_visitor: Client) -> None:
    contested = rows(as_visitor, f"{MATRIX}&show=contested", "matrix")
    assert [row[0].split()[0] for row in contested] == ["Paragraph", "A", "1"]
    silent = as_visitor.get(f"{MATRIX}&show=silent")
    assert found(silent, "table") == []
    assert "8 paragraphs that nobody spoke on: 3, 4, 5, 6, 7, 8, 9, 10" in words(silent)


def test_an_earlier_draft_is_not_mixed_in(old: Draft, new: Draft, as_visitor: Client) -> None:
    say(old, "retain", "para:para_1")
    assert found(as_visitor.get(MATRIX), "table") == []
    assert rows(as_visitor, "/lighthouse/who-said-what/?draft=zero-draft", "matrix")[2][-2] == "1"
    assert as_visitor.get("/lighthouse/who-said-what/?draft=no-such").status_code == 404


def test_page_json_and_csv_say_the_same(spoken: Draft, as_visitor: Client) -> None:
    record = json.loads(as_visitor.get("/lighthouse/who-said-what.json?draft=rev2").content)
    assert record["format"] == "soundingboard/1"
    lines = list(
        csv.DictReader(
            io.StringIO(as_visitor.get("/lighthouse/who-said-what.csv?draft=rev2").content.decode())
        )
    )
    told = [{name: cell["shown"] for name, cell in row["cells"].items()} for row in record["rows"]]
    assert told == [{name: line[name] for name in record["columns"]} for line in lines if line["all"] != "0"]
    assert told[0] == {"government": "2 or more", "civil society": "under 5", "youth": "3 or more"}
    shown = [row[1:-2] for row in rows(as_visitor, MATRIX, "matrix")[1:] if len(row) > 1]
    assert [[cell.split()[0].rstrip("+") for cell in row] for row in shown] == [
        [cell.split()[0] for cell in row.values()] for row in told
    ]


def test_a_paragraph_as_data(spoken: Draft, as_visitor: Client) -> None:
    record = json.loads(as_visitor.get("/lighthouse/drafts/rev2/para_1.json").content)
    assert (record["n"], record["anonymous"], record["asked"]) == (
        6,
        1,
        {"retain": 4, "delete": 1, "clarify": 1},
    )
    assert record["rows"][1] == {
        "group": "youth",
        "n": 3,
        "asked": {"retain": 3},
        "regions": {"North": 2, "South": 1, "global": 0},
    }
    flat = as_visitor.get("/lighthouse/drafts/rev2/para_1.csv").content.decode().splitlines()
    assert flat == [
        "draft,eid,number,group,asked,North,South,global,all",
        "rev2,para_1,1,government,delete 1; clarify 1,0,1,1,2",
        "rev2,para_1,1,youth,retain 3,2,1,0,3",
        "rev2,para_1,1,anonymous,,,,,1",
        "rev2,para_1,1,all,retain 4; delete 1; clarify 1,2,2,1,6",
    ]
    assert as_visitor.get("/lighthouse/drafts/rev2/para_99.json").status_code == 404


def test_changes_of_a_draft_are_no_paragraph(drafts: list[Draft], as_visitor: Client) -> None:
    answer = as_visitor.get("/lighthouse/drafts/rev2/changes.json")
    assert (answer.status_code, "changes" in json.loads(answer.content)) == (200, True)


def test_the_list_as_data_tells_what_the_page_tells(spoken: Draft, as_visitor: Client) -> None:
    whole = json.loads(b"".join(as_visitor.get("/lighthouse/contributions.json").streaming_content))
    by_permission = {one["permission"]: one for one in whole["contributions"]}
    assert whole["n"] == len(whole["contributions"]) == 9
    closed = by_permission["confidential"]
    assert set(closed) == {"id", "permission", "state"}
    hidden = by_permission["anonymous"]
    assert (hidden["stakeholder_group"], hidden["regional_group"]) == ("not stated", "not stated")
    youth = json.loads(
        b"".join(as_visitor.get("/lighthouse/contributions.json?group=youth").streaming_content)
    )
    assert youth["n"] == len(youth["contributions"]) == 5


def test_a_formula_stays_a_text(new: Draft, as_visitor: Client) -> None:
    say(new, text="=HYPERLINK(1)")
    flat = b"".join(as_visitor.get("/lighthouse/contributions.csv").streaming_content).decode()
    assert next(csv.DictReader(io.StringIO(flat)))["text"] == "'=HYPERLINK(1)"


@pytest.mark.parametrize(
    "address",
    [PARAGRAPH, MATRIX, f"{MATRIX}&by=region", "/lighthouse/coverage/?draft=rev2"],
)
def test_someone_anonymous_moves_no_cell_between_groups(
    spoken: Draft, as_visitor: Client, address: str
) -> None:
    """Whatever group and region an anonymous one is of, every page afterwards is the same."""
    pages = set()
    for group, region in (("youth", "North"), ("government", "South"), ("not stated", "global")):
        one = say(spoken, "delete", permission="anonymous", stakeholder_group=group, regional_group=region)
        tree = page(as_visitor.get(address))
        pages.add(" ".join(" ".join(table.text_content().split()) for table in tree.xpath("//table")))
        one.asks.all().delete()
        Contribution.objects.filter(pk=one.pk).delete()
        recount(spoken.process)
        caches["pages"].clear()
    assert len(pages) == 1


told = st.lists(
    st.tuples(
        st.lists(
            st.tuples(
                st.sampled_from(["retain", "delete", "amend", "add", "oppose", "reinstate"]),
                st.sampled_from(["text", "change", "omission"]),
                st.sampled_from(["neutral", "welcome", "caution"]),
            ),
            min_size=1,
            max_size=3,
        ),
        st.sampled_from(["", "Pilots", "Keepers"]),
        st.sampled_from([Permission.ORGANISATION, Permission.ANONYMOUS]),
    ),
    max_size=5,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told)
def test_what_is_contested_is_what_the_library_says(new: Draft, population: list[tuple]) -> None:
    with transaction.atomic():
        for wishes, organisation, permission in population:
            asks = tuple(Asked(kind, "para:para_1") for kind, _about, _stance in wishes)
            one = file(
                VISITOR,
                new.process,
                Said(new, asks, "Words.", permission=permission, organisation=organisation),
            )
            for ask, (_kind, about, stance) in zip(one.asks.order_by("pk"), wishes, strict=True):
                Ask.objects.filter(pk=ask.pk).update(about=about, stance=stance)
        recount(new.process)
        tally = Tally.objects.filter(draft=new, place="para:para_1").first() or Tally()
        everyone = Contribution.objects.select_related("organisation", "draft")
        asks = Ask.objects.select_related("contribution", "draft")
        library = converge(
            [asked(one) for one in asks],
            [said(one) for one in everyone],
            {"stakeholder_group": new.process.groups, "regional_group": new.process.regions},
        )
        transaction.set_rollback(True)
    spot = library.place("paragraph", "para_1", "rev2")
    assert reasons(tally.contested) == list(
        dict.fromkeys(one.reason for one in spot.contested) if spot else []
    )


def test_the_draft_shows_what_is_contested(spoken: Draft, as_visitor: Client) -> None:
    shown = found(as_visitor.get("/lighthouse/drafts/rev2/?show=opposed"), "article.opposed")
    assert (
        len(shown)
        == len(found(as_visitor.get("/lighthouse/drafts/rev2/?show=opposed"), "article.change"))
        == 1
    )
    assert "6 said something: 2 groups · keep 4, clarify 1, delete 1 · contested" in " ".join(
        shown[0].text_content().split()
    )


def test_a_topic_of_two_drafts_has_all_their_regions_in_one_table(
    old: Draft, new: Draft, as_visitor: Client
) -> None:
    Topic.objects.create(process=new.process, slug="lamps", label="Lamps")
    say(old, "retain", "topic:lamps", stakeholder_group="youth", regional_group="North")
    say(new, "delete", "topic:lamps", stakeholder_group="youth")
    answer = as_visitor.get("/lighthouse/topics/lamps.csv")
    table = list(csv.DictReader(io.StringIO(answer.content.decode())))
    youth = [(row["draft"], row["North"], row["not stated"]) for row in table if row["group"] == "youth"]
    assert sorted(youth) == sorted([(new.slug, "0", "1"), (old.slug, "1", "0")])


def test_a_kept_file_keeps_its_name(spoken: Draft, as_visitor: Client) -> None:
    for _time in range(2):  # as it is made, and as it was kept
        answer = as_visitor.get("/lighthouse/who-said-what.csv?draft=rev2")
        assert answer["Content-Disposition"] == 'inline; filename="who-said-what.csv"'
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
