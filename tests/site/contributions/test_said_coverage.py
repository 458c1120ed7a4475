"""Who has not been heard: participation against targets, contested places, silences, what waits."""

import csv
import io
import json

import pytest
from django.test import Client

from soundingboard.site.contributions.models import Contribution, Topic
from soundingboard.site.contributions.said.coverage import coverage
from soundingboard.site.drafts.lives import chain
from soundingboard.site.drafts.models import Draft
from tests.site.contributions.conftest import page, say, words

COVERAGE = "/lighthouse/coverage/?draft=rev2"


@pytest.fixture
def spoken(drafts: list[Draft]) -> Draft:
    """Three openly on the first paragraph, where it is contested, one anonymous on the second, one confidential."""
    draft = drafts[-1]
    for kind, group in (("retain", "youth"), ("retain", "youth"), ("delete", "government")):
        say(draft, kind, stakeholder_group=group, regional_group="North")
    say(
        draft, "add", "para:para_2", permission="anonymous", stakeholder_group="youth", regional_group="South"
    )
    say(draft, "add", "para:para_3", permission="confidential", stakeholder_group="civil society")
    return draft


def aim(draft: Draft, *targets: dict[str, object]) -> None:
    draft.process.extra = {"targets": list(targets)}
    draft.process.save()


def parts(draft: Draft) -> dict[str, tuple]:
    """Each word: how many are told, how many there may be, whether what is aimed at is reached."""
    draft.process.refresh_from_db()
    found = coverage(draft.process, chain(draft.process, inside=False), draft)
    bars = [bar for field in found.fields for bar in field.bars]
    return {bar.label: (bar.shown, bar.part.share.of, bar.part.reached) for bar in bars}


def test_participation_against_targets(spoken: Draft) -> None:
    group = {"field": "stakeholder_group"}
    aim(
        spoken,
        {**group, "word": "youth", "n": 2},
        {**group, "word": "government", "share": 0.5},
        {**group, "word": "civil society", "n": 2},
    )
    assert parts(spoken) == {
        "government": ("1 or more", 4, None),
        "civil society": ("under 5", 4, False),
        "youth": ("2 or more", 4, True),
        "North": ("3 or more", 4, None),
        "South": ("under 5", 4, None),
    }


def test_a_target_that_is_wrong_is_told(spoken: Draft, as_visitor: Client) -> None:
    aim(spoken, {"field": "stakeholder_group", "word": "youth"})
    answer = as_visitor.get(COVERAGE)
    assert (
        words(answer, "p.wrong") == "targets, number 1 (youth): needs either n (0 or more) or share (0 to 1)"
    )


def test_who_is_not_heard_where_it_is_contested(spoken: Draft, as_visitor: Client) -> None:
    row = page(as_visitor.get(COVERAGE)).xpath("//section//table//tbody/tr")
    assert [" ".join(cell.text_content().split()) for cell in row[0].xpath("th|td")] == [
        "1 contested",
        "3",
        "civil society",
        "South",
    ]
    assert len(row) == 1


def test_what_nobody_spoke_on(spoken: Draft, as_visitor: Client) -> None:
    for slug, paragraphs in (("fog", []), ("lamps", [{"draft": "rev2", "eid": "para_1"}])):
        Topic.objects.create(process=spoken.process, slug=slug, label=slug.title(), paragraphs=paragraphs)
    said = words(as_visitor.get(COVERAGE))
    assert "Somebody spoke on 2 of 10 paragraphs." in said
    assert "Nobody spoke on paragraphs 3, 4, 5, 6, 7, 8, 9, 10 Nobody spoke on the topics Fog Not yet" in said


def test_what_waits_is_counted_for_all_and_listed_for_the_secretariat(
    spoken: Draft, as_visitor: Client, as_secretariat: Client
) -> None:
    Contribution.objects.exclude(pk=Contribution.objects.first().pk).update(dealt=None)
    waits = "4 contributions wait to be read by the secretariat."
    assert waits in words(as_visitor.get(COVERAGE))
    assert "To the intake" not in words(as_visitor.get(COVERAGE))
    assert f"{waits} To the intake" in words(as_secretariat.get(COVERAGE))


def test_page_json_and_csv_say_the_same(spoken: Draft, as_visitor: Client) -> None:
    record = json.loads(as_visitor.get("/lighthouse/coverage.json?draft=rev2").content)
    assert (record["n"], record["anonymous"], record["confidential"], record["not_dealt_with"]) == (
        4,
        1,
        1,
        0,
    )
    told = {one["word"]: one["shown"] for one in record["participation"]}
    flat = as_visitor.get("/lighthouse/coverage.csv?draft=rev2").content.decode()
    lines = [line for line in csv.DictReader(io.StringIO(flat)) if line["what"] == "participation"]
    assert {line["word"]: line["shown"] for line in lines} == told
    table = page(as_visitor.get(COVERAGE)).xpath("//table[contains(@class, 'part-taken')]/tbody/tr")
    assert {row.xpath("string(th)"): row.xpath("string(td[1])") for row in table} == told


def test_before_a_draft_is_out(process: object, as_visitor: Client) -> None:
    for address in ("/lighthouse/coverage/", "/lighthouse/who-said-what/"):
        assert "No draft is out yet." in words(as_visitor.get(address))
    assert as_visitor.get("/lighthouse/coverage.json").status_code == 404
