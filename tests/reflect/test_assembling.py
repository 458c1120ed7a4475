"""Reflections from records: what they say, what each number rests on, and what they never tell."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundingboard.exposure import published
from soundingboard.model import PlaceName, ReflectionSection, Topic
from soundingboard.reflect import assemble, evidence_lines
from soundingboard.reflect.prose import parsed
from soundingboard.vocabulary import ASK_KINDS, STANCES
from soundingboard.write.outcomes import reflection_of, reflection_record

from .records import AMENDMENTS, ASKS, COMPARISON, PEOPLE, REV1, TOPICS, WORDS, ZERO, ask

REFLECTION = assemble(
    REV1, ZERO, COMPARISON, ASKS, published(PEOPLE), TOPICS, AMENDMENTS, WORDS, "r1", "2026-08-06", "B.2"
)
SECTIONS = {section.id: section for section in REFLECTION.sections}


def test_the_sections_stand_in_the_order_of_boards() -> None:
    assert [section.id for section in REFLECTION.sections] == [
        "general_word",
        "general_word_2",
        "retain_access",
        "welcome_rights",
        "caution_surveillance",
        "caution_access",
        "caution_the_draft_as_a_whole",
        "convergence_access",
        "clarify_figures_of_accidents",
        "suggest_figures_of_accidents",
        "suggest_access",
    ]
    assert (REFLECTION.title, REFLECTION.date, REFLECTION.symbol) == (
        "Reflections on Revision 1 of The Charter",
        "2026-08-06",
        "B.2",
    )


def test_every_section_in_words() -> None:
    assert {key: section.text for key, section in SECTIONS.items()} == {
        "general_word": "On Revision 1, 5 contributions were filed (civil society 2, government 2, anonymous 1). "
        "1 more was made in confidence and is told of nowhere else. "
        "No open contribution came from: private sector, youth; 1 anonymous one may be of any group.",
        "general_word_2": "Changes from Zero Draft to Revision 1: "
        "1 reworded, 1 new, 1 deleted, 1 flagged stronger, 1 flagged softer.",
        "retain_access": "**Access** (para 1 as updated below): "
        "2 contributions (civil society 1, government 1) ask to keep it.",
        "welcome_rights": "**Rights** (para 4): "
        "1 change is flagged stronger: “fund for small islands” was put in (para 4). "
        "1 paragraph is new (para 4). 1 contribution (government) welcomes the change (para 4).",
        "caution_surveillance": "**Surveillance** (Zero Draft para 3): 1 paragraph was deleted (Zero Draft para 3). "
        "1 contribution (anonymous) asks to bring back what was there (Zero Draft para 3).",
        "caution_access": "**Access** (para 2): "
        "1 change is flagged softer: “commit to” became “recognize the need to” (para 2). "
        "1 contribution (civil society) asks for stronger wording (para 2).",
        "caution_the_draft_as_a_whole": "**The draft as a whole**: "
        "Missed: 1 contribution (anonymous) asks for what the draft does not say."
        "\n\n> “said in a9” – anonymous (p4)",
        "convergence_access": "**Access**: "
        "2 groups meet: 2 contributions (civil society 1, government 1) ask to keep (para 1). "
        "They do not meet on para 1: 2 contributions (civil society 1, government 1) ask to keep it; "
        "1 contribution (civil society) asks to leave words out."
        "\n\nIn its own words (1 of 3):\n\n> “said in a3” – Org p3, civil society (p3)",
        "clarify_figures_of_accidents": "1 contribution (civil society) asks for clearer wording (para 3)."
        "\n\n> “said in a8” – Org p3, civil society (p3)",
        "suggest_figures_of_accidents": "1 contribution (government) asks to change the wording (para 3).",
        "suggest_access": "1 contribution (civil society) asks to leave words out (para 1). "
        "2 suggestions of wording (paras 1, 2), as follows:",
    }


def test_each_section_names_its_records_and_the_wording_that_it_suggests() -> None:
    assert SECTIONS["caution_access"].evidence == ("change:c2", "ask:a4")
    assert SECTIONS["convergence_access"].evidence == ("ask:a1", "ask:a2", "ask:a3")
    assert SECTIONS["general_word"].evidence == (
        *(f"contribution:{name}" for name in ("p1", "p2", "p3", "p4", "p6")),
        "draft:rev1",
    )
    assert SECTIONS["suggest_access"].amendments == ("w1", "w2")
    assert SECTIONS["suggest_access"].evidence == ("ask:a3", "amendment:w1", "amendment:w2")


def test_what_is_confidential_is_in_no_section_and_no_evidence() -> None:
    told = " ".join(section.text for section in REFLECTION.sections)
    assert "a6" not in told
    assert "p5" not in told
    assert not [
        name
        for section in REFLECTION.sections
        for name in section.evidence
        if name in ("ask:a6", "contribution:p5")
    ]


def test_what_was_filed_on_another_draft_is_not_told() -> None:
    assert not [name for section in REFLECTION.sections for name in section.evidence if name == "ask:a12"]


KIND = {
    "asks? to keep it": "retain",
    "asks? for stronger wording": "strengthen",
    "asks? to bring back": "reinstate",
    "asks? to change the wording": "amend",
    "asks? to leave words out": "delete",
    "asks? for clearer wording": "clarify",
    "asks? to add to it": "add",
    "asks? to put it elsewhere": "move",
    "opposes?": "oppose",
    "asks? what is meant": "question",
}
ANY_ASKS = st.lists(
    st.tuples(
        st.sampled_from([one.id for one in PEOPLE]),
        st.sampled_from(ASK_KINDS),
        st.sampled_from(["para_1", "para_2", "para_3", "para_4", None]),
        st.sampled_from(["text", "change", "omission"]),
        st.sampled_from(STANCES),
    ),
    max_size=14,
)


@given(ANY_ASKS)
def test_every_number_is_that_of_its_records_and_every_ask_is_told(drawn: list[tuple]) -> None:
    asks = [ask(f"x{n}", *one) for n, one in enumerate(drawn)]
    reflection = assemble(REV1, ZERO, COMPARISON, asks, published(PEOPLE), TOPICS, (), WORDS)
    by_id = {one.id: one for one in asks}
    here = {one.id for one in PEOPLE if one.draft == "rev1" and one.permission != "confidential"}
    told: set[str] = set()
    for section in reflection.sections:
        mine = [by_id[name[4:]] for name in section.evidence if name.startswith("ask:")]
        told |= {one.id for one in mine}
        assert {one.contribution for one in mine} <= here
        _check_numbers(section, mine)
    wanted = {
        one.id
        for one in asks
        if one.contribution in here and not (one.kind == "remark" and one.stance == "neutral")
    }
    assert told >= wanted


def _check_numbers(section: ReflectionSection, mine: list) -> None:
    """Where a section tells each kind once, its number is that of the contributions that ask it there."""
    text = parsed(section.text)[0].text
    assert not re.search(r"\b(several|many|some)\b", text, re.IGNORECASE)
    if section.kind in ("retain", "clarify", "suggest"):
        for words, kind in KIND.items():
            for n in re.findall(rf"(\d+) contributions? \([^)]*\) {words}", text):
                assert int(n) == len({one.contribution for one in mine if one.kind == kind})
    for n, groups in re.findall(r"(\d+) contributions? \(([^)]*)\)", text):
        numbers = [int(part) for part in re.findall(r" (\d+)(?:,|$)", groups)]
        assert sum(numbers or [1]) == int(n)


def test_the_numbers_of_changes_are_those_of_their_records() -> None:
    evidence = Counter(name.split(":")[0] for name in SECTIONS["general_word_2"].evidence)
    assert evidence == {"change": 3}  # reworded (and softer), new (and stronger), deleted


def test_evidence_in_words_tells_of_a_closed_record_its_id_and_group_alone() -> None:
    closed = ReflectionSection(
        "caution", "x", "s", evidence=("ask:a6", "ask:a5", "contribution:p5", "change:c2")
    )
    lines = evidence_lines(replace(REFLECTION, sections=(closed,)), ASKS, PEOPLE, COMPARISON)
    assert lines == {
        "ask:a6": "in confidence, private sector",
        "contribution:p5": "in confidence, private sector",
        "ask:a5": "anonymous: “said in a5”",
        "change:c2": "2, reworded",
    }


def test_a_first_draft_has_no_changes_to_tell_of() -> None:
    reflection = assemble(REV1, None, None, ASKS, published(PEOPLE), (), (), WORDS)
    assert [one.kind for one in reflection.sections][:2] == ["general", "retain"]
    assert not [name for one in reflection.sections for name in one.evidence if name.startswith("change:")]


def test_nothing_said_and_nothing_changed_is_nothing_to_reflect_on() -> None:
    assert assemble(REV1, None, None, (), published(()), (), (), WORDS).sections == ()


def test_the_same_records_give_the_same_reflections() -> None:
    again = assemble(
        REV1, ZERO, COMPARISON, ASKS, published(PEOPLE), TOPICS, AMENDMENTS, WORDS, "r1", "2026-08-06", "B.2"
    )
    assert again == REFLECTION
    assert reflection_of(reflection_record(REFLECTION), "here") == REFLECTION


@pytest.mark.parametrize(
    "label", ["Права человека", "الموانئ", "A very long label of a topic that goes on and on"]
)
def test_an_id_is_a_name_that_word_takes_whatever_the_topic(label: str) -> None:
    topic = Topic("t", label, (PlaceName("rev1", "para_1"),))
    reflection = assemble(REV1, None, None, ASKS, published(PEOPLE), (topic,), (), WORDS)
    ids = [one.id for one in reflection.sections]
    assert len(set(ids)) == len(ids)
    assert [one for one in ids if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", one)] == []
