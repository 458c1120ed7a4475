"""Wording from marks, from tracked changes, from old and new; what it cannot tell it says."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundingboard.amend import (
    amendment_of_ask,
    amendments,
    apply,
    between,
    from_revisions,
    warnings,
    wording,
)
from soundingboard.amend.rulebook import rulebook
from soundingboard.amend.warning import warnings_of
from soundingboard.ask import asks
from soundingboard.model import Contribution, Draft, Paragraph, Proposed

SEED = "000_61db97952aa2b694.txt"
TOLD_FULLY = ("64", "95")  # whose marks tell the old text
_WORDS = st.lists(
    st.sampled_from(
        ["we", "We", "shall", "should", "the", "ports", "ports,", "and", "bays.", "é", "港", ";"]
    ),
    max_size=14,
).map(" ".join)


def seeds(data: Path) -> Path:
    return data.parent / "seeds"


def edits(data: Path) -> dict[str, dict[str, str]]:
    """The edits of the reflections, by paragraph; what they say is read to count only."""
    records = map(json.loads, (seeds(data) / "000_edits.jsonl").read_text(encoding="utf-8").splitlines())
    return {record["para"]: record for record in records}


def lines(data: Path) -> list[str]:
    return (seeds(data) / SEED).read_text(encoding="utf-8").splitlines()


def found(data: Path) -> dict[str, tuple[str, ...]]:
    """By paragraph, what reading the whole reflections says of each edit."""
    text = "\n".join(lines(data))
    return {one.eid.removeprefix("para_"): one.notices for one in amendments(text, Draft()) if one.eid}


@given(_WORDS, _WORDS)
def test_what_is_between_two_texts_leads_from_one_to_the_other(old: str, new: str) -> None:
    assert apply(between(old, new), old) == new


@given(_WORDS, _WORDS)
def test_tracked_changes_say_old_and_new(old: str, new: str) -> None:
    read = from_revisions(between(old, new).runs)
    assert (read.old, read.new, read.basis) == (old, new, "given")


def test_the_new_text_of_every_edit_of_the_reflections_is_recovered(data: Path) -> None:
    text = lines(data)
    read = {para: wording(text[record["line"] - 1]).new for para, record in edits(data).items()}
    assert read == {para: record["new_text"] for para, record in edits(data).items()}
    assert len(read) == 8


def test_the_old_text_is_told_by_two_of_them(data: Path) -> None:
    text = lines(data)
    records = edits(data)
    harmonised = [Proposed("harmonisation", "use of interoperable")]  # line 39 says so, line 44 does not
    read = {
        para: wording(text[record["line"] - 1], None, harmonised if para == "47" else ())
        for para, record in records.items()
    }
    assert tuple(para for para, one in read.items() if one.basis == "marked") == TOLD_FULLY
    assert [read[para].old for para in TOLD_FULLY] == [records[para]["old_text"] for para in TOLD_FULLY]
    rest = {para: (one.basis, one.old is None) for para, one in read.items() if para not in TOLD_FULLY}
    assert rest == {
        "56": ("unknown", True),
        "47": ("unknown", True),
        "100": ("inferred", False),
        "101": ("inferred", False),
        "107": ("unknown", True),
        "117": ("inferred", False),
    }


def test_the_reflections_as_a_whole_give_eight_amendments(data: Path) -> None:
    assert set(found(data)) == set(edits(data))


@pytest.mark.parametrize(
    ("para", "words"),
    [
        ("56", "only deletions are marked"),
        ("56", "whether the signs there are, is inferred"),
        ("47", "the deletion of “harmonisation” is stated only in prose, not marked"),
        ("47", "the old wording is not told"),
        ("47", "no number stands beside the wording"),
        ("47", "shown unchanged: “We recognize that science, technology"),
        ("95", "bold was read as inserted"),
        ("95", "“paragraph 72 of the Tunis Agenda for the Information Society” is of another document"),
        ("100", "bold was read as inserted"),
        ("100", "the joining word that stood there is not shown"),
        ("101", "bold was read as inserted"),
        ("107", "only deletions are marked"),
        ("117", "bold was read as inserted"),
        ("117", "which of them stood before is inferred"),
    ],
)
def test_what_has_to_be_inferred_is_said(data: Path, para: str, words: str) -> None:
    assert any(words in notice for notice in found(data)[para])


@pytest.mark.parametrize(
    ("para", "rules"),
    [
        ("56", ["two-verbs", "softens"]),
        ("47", []),
        ("64", ["verb-missing"]),
        ("95", []),
        ("100", []),
        ("101", []),
        ("107", []),
        ("117", ["stray-punctuation"]),
    ],
)
def test_the_traps_in_the_wording_are_warned_of_and_nothing_else(
    data: Path, para: str, rules: list[str]
) -> None:
    text = lines(data)[int(edits(data)[para]["line"]) - 1]
    assert [one.rule for one in warnings_of(wording(text))] == rules


def test_the_task_force_has_no_verb(data: Path) -> None:
    read = wording(lines(data)[int(edits(data)["64"]["line"]) - 1])
    assert [(one.words.start, one.words.text) for one in warnings(read.old, read.new)] == [
        (0, "We establishment of")
    ]


def test_a_paragraph_at_hand_tells_what_bears_no_mark() -> None:
    read = wording(
        "12. We ~~encourage~~ **require** all ports to report", "We encourage ports to report yearly"
    )
    assert read.new == "We require all ports to report"
    assert read.notices == ("“all” is inserted without a mark", "“yearly” is deleted without a mark")
    assert read.basis == "given"


def test_without_marks_the_old_wording_is_not_told() -> None:
    read = wording("12. We require ports to report.")
    assert (read.old, read.new, read.basis) == (None, "We require ports to report.", "unknown")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("We call on ports.", "We call on on ports.", ["doubled-word"]),
        ("We call on ports.", "We call on ports,, and bays.", ["stray-punctuation"]),
        ("We call on ports.", "We call on ports ; and bays.", ["stray-punctuation"]),
        ("We know that that is so.", "We see that that is so.", []),
        ("Ports, ; bays.", "Ports, ; old bays.", []),
        ("We shall pay.", "We will strive to pay.", ["softens"]),
        (
            "We invite the Forum to consider the creation of a fund.",
            "We creation of a fund.",
            ["verb-missing"],
        ),
        ("We shall support the creation of a fund.", "We shall creation of a fund.", ["verb-missing"]),
        ("We encourage reports.", "We require reports.", []),
    ],
)
def test_rules_of_wording(old: str, new: str, found: list[str]) -> None:
    assert [one.rule for one in warnings(old, new)] == found


def test_a_warning_names_words_of_the_new_wording() -> None:
    (one,) = warnings(None, "We ask all all ports.")
    assert one.words.text == "all all" == "We ask all all ports."[one.words.start : one.words.end]


def test_tracked_changes_of_a_draft_become_amendments() -> None:
    before = Draft(stage="rev1", paragraphs=(Paragraph("para_1", "1", "We ask ports."),))
    runs = (("equal", "We "), ("delete", "ask"), ("insert", "urge"), ("equal", " ports."))
    after = Draft(paragraphs=(Paragraph("para_1", "1", "We urge ports.", runs=runs),))
    (one,) = amendments(after, before, "youth")
    assert (one.eid, one.old, one.new, one.by) == ("para_1", "We ask ports.", "We urge ports.", "youth")
    assert one.anchor is not None and (one.anchor.start, one.anchor.end) == (0, 13)


def test_an_ask_with_wording_becomes_an_amendment_and_one_without_does_not() -> None:
    before = Draft(stage="rev1", paragraphs=(Paragraph("para_1", "1", "We ask ports to report.", "1."),))
    text = 'In paragraph 1, replace "ask" with "urge".\n\nWe welcome paragraph 1.'
    found = asks(Contribution(id="c", text=text), (before,))
    made = [amendment_of_ask(one, text, before, found, "youth") for one in found]
    assert [one and (one.id, one.eid, one.old, one.new, one.by) for one in made] == [
        (found[0].id, "para_1", "ask", "urge", "youth"),
        None,
    ]


@pytest.mark.parametrize(
    "marked",
    [
        "We [-ask-]{+urge+} ports.",
        "We <del>ask</del><ins>urge</ins> ports.",
        "1. “We ~~ask~~ **urge** ports.”",
    ],
)
def test_marks_of_several_kinds(marked: str) -> None:
    read = wording(marked)
    assert (read.old, read.new, read.basis) == ("We ask ports.", "We urge ports.", "marked")


def test_every_rule_has_its_source() -> None:
    for language in ("en", "fr", "es", "xx"):
        assert [rule.id for rule in rulebook(language).rules if not (rule.source and rule.message)] == []
