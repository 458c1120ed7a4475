"""A text as passages that each make one point, and its sentences."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundingboard.passage import passages, sentences


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See para. 5 of Art. 3. Then stop.", ["See para. 5 of Art. 3.", "Then stop."]),
        ("I say no. No. 5 is bad, e.g. this.", ["I say no.", "No. 5 is bad, e.g. this."]),
        ("It stands in section E. The end.", ["It stands in section E.", "The end."]),
        ("J. Smith met the U.N. Secretariat etc. and left.", ["J. Smith met the U.N. Secretariat etc. and left."]),
        ("56. We note it. We go on.", ["56. We note it.", "We go on."]),
        ("Why? Because of “that.” Yes.", ["Why?", "Because of “that.”", "Yes."]),
        ("¿Por qué? Pedimos que se suprima.", ["¿Por qué?", "Pedimos que se suprima."]),
        ("Nous disons : la seconde. Voir p. ex. le par. 4.", ["Nous disons : la seconde.", "Voir p. ex. le par. 4."]),
        ("نطلب حذف الفقرة. هل تبقى؟ نعم", ["نطلب حذف الفقرة.", "هل تبقى؟", "نعم"]),
        ("我们同意。我们反对！", ["我们同意。", "我们反对！"]),
        ("A heading\n\nA paragraph.", ["A heading", "A paragraph."]),
        ("Cut by a page\n\nbreak here. Next.", ["Cut by a page\n\nbreak here.", "Next."]),
        ("", []),
        (" \n ", []),
    ],
)  # fmt: skip
def test_sentences(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_paragraphs_and_list_entries_are_passages_and_headings_stand_above_them() -> None:
    text = "# Our views\n\nWe agree.\n\n## Keep\n\n- one thing\n- another thing\n"
    assert [(p.text, p.heading) for p in passages(text)] == [
        ("We agree.", "Our views"),
        ("- one thing", "Keep"),
        ("- another thing", "Keep"),
    ]


def test_a_short_numbered_line_is_the_heading_of_what_follows_it() -> None:
    text = "2. On section D\nParagraph 4 lost its date.\n\nB. Points to change\n1. Para 5 is long.\n2. Para 6 too."
    assert [(p.heading, p.text) for p in passages(text)] == [
        ("2. On section D", "Paragraph 4 lost its date."),
        ("B. Points to change", "1. Para 5 is long."),
        ("B. Points to change", "2. Para 6 too."),
    ]


def test_wrapped_lines_are_one_passage() -> None:
    assert [p.text for p in passages("We agree with\nmost of it.\n\nNot all.")] == [
        "We agree with\nmost of it.",
        "Not all.",
    ]


@pytest.mark.parametrize("wording", ["56: We note ~~this~~ **that**.", "“We note that.”", "We note that."])
def test_wording_stays_with_what_introduces_it(wording: str) -> None:
    text = f"Suggestion as follows:\n\n{wording}"
    assert [p.text for p in passages(text)] == [text]


def test_a_heading_with_nothing_below_it_is_a_passage() -> None:
    assert [p.text for p in passages("## Delete paragraph 4")] == ["Delete paragraph 4"]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    sentence = "This sentence says that the harbour should stay open to everybody. "
    text = (sentence * 20).strip()
    found = passages(text)
    assert [p.text.endswith(".") for p in found] == [True] * len(found)
    assert max(len(p.text) for p in found) <= 700
    assert " ".join(p.text for p in found) == text


def test_a_passage_has_its_own_language() -> None:
    text = (
        "We ask that the paragraph on the harbours be kept as it is in the draft.\n\n"
        "Nous demandons que le paragraphe sur les ports soit maintenu tel quel dans le projet.\n\nMerci."
    )
    assert [p.language for p in passages(text, "en")] == ["en", "fr", "en"]


@given(st.text(alphabet="ab.:;?\n-*#>~()“” 1", max_size=120))
def test_passages_hold_everything_but_headings(text: str) -> None:
    found = passages(text)
    assert all(text[p.start : p.end] == p.text for p in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@pytest.mark.parametrize("sign", ["(", "**", "~~", "[", '"', "a.", "\n", "- ", "1. ", "_", "> \n"])
def test_signs_without_end_take_no_time(sign: str) -> None:
    started = time.perf_counter()
    passages(sign * 30_000)
    assert time.perf_counter() - started < 3
