"""Who was not heard, and on what."""

import json

import pytest

from soundingboard.converge.records import Where
from soundingboard.coverage import Silent, coverage, coverage_record, coverage_rows, targets_of
from soundingboard.errors import InputError
from soundingboard.exposure import freeze, words_by_field
from soundingboard.model import Ask, Contribution, Draft, Heading, Paragraph, PlaceName, Target, Topic
from soundingboard.write.records import dumps

WORDS = words_by_field(("youth", "government"), ("African",), ("SIDS",))
DRAFT = Draft(
    stage="rev1",
    headings=(Heading("sec_1", "A", 1, "Ports"),),
    paragraphs=(
        Paragraph("para_1", "1", "Quays.", section="sec_1"),
        Paragraph("para_2", "2", "Cranes:", section="sec_1"),
        Paragraph("para_2__item_a", "2(a)", "old ones.", section="sec_1", kind="item", parent="para_2"),
        Paragraph("para_3", "3", "Pilots."),
        Paragraph("para_4", "4", "Reefs."),
    ),
)
PILOTS = Topic("pilots", "Pilots", (PlaceName("rev1", "para_3"),))
WAGES = Topic("wages", "Wages")


def said(name: str, permission: str = "organisation", **more) -> Contribution:
    return Contribution(id=name, text="Words.", permission=permission, **more)


def ask(contribution: str, kind: str, target: Target) -> Ask:
    return Ask(f"{contribution}-{kind}-{target.eid}", contribution, kind, "neutral", "text", target)


CONTRIBUTIONS = (
    said("a", stakeholder_group="youth", regional_group="African", groupings=("SIDS",)),
    said("b", stakeholder_group="youth"),
    said("c", "anonymous", stakeholder_group="government"),
    said("d", "confidential", stakeholder_group="government"),
)
ASKS = (
    ask("a", "retain", Target("rev1", "para_1")),
    ask("b", "delete", Target("rev1", "para_1")),
    ask("c", "clarify", Target("rev1", "para_2__item_a")),
    ask("b", "remark", Target("rev1", section="sec_1")),
    ask("a", "add", Target(topic="pilots")),
    ask("d", "delete", Target("rev1", "para_4")),
)
FOUND = coverage(
    DRAFT,
    ASKS,
    CONTRIBUTIONS,
    WORDS,
    (PILOTS, WAGES),
    {"stakeholder_group:youth": 2, "stakeholder_group:government": 1, "regional_group:African": 0.5},
    {"d", "b", "gone"},
)


def test_paragraphs_nobody_spoke_on_with_who_spoke_near_them() -> None:
    assert FOUND.paragraphs == 5
    assert FOUND.silent == (
        Silent("para_2", "2", "sec_1", 2),  # b on the section, c on its item
        Silent("para_3", "3", None, 1),  # a on the topic
        Silent("para_4", "4", None, 0),  # what was said in confidence breaks no silence
    )


def test_topics_nobody_spoke_on() -> None:
    assert FOUND.silent_topics == (Where("topic", None, "wages", "", "Wages"),)


def test_groups_and_regions_not_heard_on_a_contested_paragraph() -> None:
    (one,) = FOUND.unheard
    assert (one.where.number, one.groups, one.regions, one.hidden) == ("1", ("government",), (), 0)
    assert [found.reason for found in one.contested] == ["some ask to keep it, others to leave it out"]


def test_participation_against_the_targets_of_the_process() -> None:
    rows = {f"{one.field}:{one.cell.word}": one for one in FOUND.participation}
    youth, government = rows["stakeholder_group:youth"], rows["stakeholder_group:government"]
    assert (youth.cell.n, youth.share.of, youth.aim, youth.reached) == (2, 3, 2, True)
    assert (government.cell.n, government.cell.at_most, government.reached) == (0, 1, None)  # c may be
    african = rows["regional_group:African"]
    assert (african.aim, african.reached) == (0.5, None)  # 1 or 2 of 3
    assert rows["groupings:SIDS"].cell.n == 1
    assert rows["groupings:SIDS"].reached is None


def test_a_target_is_missed_where_nobody_hidden_could_reach_it() -> None:
    found = coverage(DRAFT, (), CONTRIBUTIONS, WORDS, (), {"stakeholder_group:government": 2})
    government = next(one for one in found.participation if one.cell.word == "government")
    assert government.reached is False


def test_what_was_frozen_counts_for_participation() -> None:
    many = [
        said(f"c{n}", "anonymous", draft="rev1", stakeholder_group="youth" if n < 6 else "government")
        for n in range(11)
    ]
    found = coverage(DRAFT, (), many, WORDS, frozen=[freeze("rev1", many, WORDS)])
    assert [
        (one.cell.word, one.cell.n) for one in found.participation if one.field == "stakeholder_group"
    ] == [
        ("youth", 6),
        ("government", 5),
        ("global", 0),
        ("not stated", 0),
    ]


def test_contributions_not_yet_dealt_with() -> None:
    assert FOUND.not_dealt_with == ("b", "d")


def test_an_empty_process_is_all_silence() -> None:
    found = coverage(DRAFT, (), (), WORDS, (), {"stakeholder_group:youth": 0.1})
    assert [one.number for one in found.silent] == ["1", "2", "2(a)", "3", "4"]
    assert found.unheard == ()
    assert [one.reached for one in found.participation if one.aim] == [False]


def test_a_draft_may_be_called_otherwise_by_its_asks() -> None:
    asks = [ask("a", "retain", Target("first", "para_1"))]
    found = coverage(DRAFT, asks, CONTRIBUTIONS, WORDS, name="first")
    assert [one.number for one in found.silent] == ["2", "2(a)", "3", "4"]


def test_targets_are_read_from_the_process() -> None:
    tables = [
        {"field": "stakeholder_group", "word": "youth", "share": 0.2},
        {"field": "regional_group", "word": "African", "n": 30},
        {"field": "groupings", "word": "SIDS", "share": 1},
    ]
    assert targets_of(tables) == {
        "stakeholder_group:youth": 0.2,
        "regional_group:African": 30,
        "groupings:SIDS": 1.0,
    }


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (
            {"field": "gender", "word": "women", "n": 1},
            "targets, number 1: needs a field (stakeholder_group, regional_group, groupings) and a word",
        ),
        (
            {"field": "groupings", "word": "SIDS"},
            "targets, number 1 (SIDS): needs either n (0 or more) or share (0 to 1)",
        ),
        (
            {"field": "groupings", "word": "SIDS", "share": 1.5},
            "targets, number 1 (SIDS): needs either n (0 or more) or share (0 to 1)",
        ),
        (
            {"field": "groupings", "word": "SIDS", "n": 3, "share": 0.5},
            "targets, number 1 (SIDS): needs either n (0 or more) or share (0 to 1)",
        ),
        (
            {"field": "groupings", "word": "SIDS", "n": True},
            "targets, number 1 (SIDS): needs either n (0 or more) or share (0 to 1)",
        ),
    ],
)
def test_a_target_that_is_none_is_refused(table: dict, message: str) -> None:
    with pytest.raises(InputError) as error:
        targets_of([table])
    assert str(error.value) == message


def test_a_target_for_a_word_that_the_process_does_not_have_is_refused() -> None:
    with pytest.raises(InputError) as error:
        coverage(DRAFT, (), (), WORDS, (), {"stakeholder_group:elders": 3})
    assert str(error.value) == (
        'target "stakeholder_group:elders": the process has no such word; '
        "it has youth, government, global, not stated"
    )


def test_the_record_is_plain_and_the_rows_say_it_all() -> None:
    record = coverage_record(FOUND)
    assert json.loads(dumps(record)) == record
    rows = [(one["what"], one["place"], one["field"], one["word"]) for one in coverage_rows(FOUND)]
    assert rows[:5] == [
        ("silent paragraph", "2", "", ""),
        ("silent paragraph", "3", "", ""),
        ("silent paragraph", "4", "", ""),
        ("silent topic", "Wages", "", ""),
        ("not heard", "1", "stakeholder_group", "government"),
    ]
    assert rows[-2:] == [("not dealt with", "b", "", ""), ("not dealt with", "d", "", "")]
    part = next(
        one for one in coverage_rows(FOUND) if one["word"] == "youth" and one["what"] == "participation"
    )
    assert (part["n"], part["shown"], part["aim"], part["reached"]) == (2, "2 or more", 2, "yes")
