"""Wording as people type it: read, or refused in one line."""

import pytest

from soundingboard.model import Paragraph
from soundingboard.site.amendments.worded import typed
from soundingboard.site.processes.editing import Refused

PARAGRAPH = Paragraph("para_1", "1", "We recognize the need to keep every lighthouse lit in every season.")


@pytest.mark.parametrize(
    ("text", "new"),
    [
        (
            "We commit to keep every lighthouse lit in every season.",
            "We commit to keep every lighthouse lit in every season.",
        ),
        (
            "We ~~recognize the need~~ **commit** to keep every lighthouse lit in every season.",
            "We commit to keep every lighthouse lit in every season.",
        ),
        ("~~recognize the need~~ **commit**", "We commit to keep every lighthouse lit in every season."),
        ("in every season **and tide**", f"{PARAGRAPH.text[:-1]} and tide."),
        (
            "~~in every season~~",
            "We recognize the need to keep every lighthouse lit.",
        ),
    ],
)
def test_wording_is_read_as_the_whole_paragraph(text: str, new: str) -> None:
    read = typed(text, PARAGRAPH, "en")
    assert (read.old, read.new) == (PARAGRAPH.text, new)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("  ", "Nothing is proposed: write the wording, or say that the paragraph is to be deleted."),
        (PARAGRAPH.text, "The wording is that of paragraph 1 as it stands: change something."),
        (
            PARAGRAPH.text.replace(" ", "  "),
            "The wording is that of paragraph 1 as it stands: change something.",
        ),
        ("We ~~promise~~ **commit**", "“promise” is struck, but does not stand in paragraph 1."),
        (
            "**and in all weathers**",
            "It does not say where “and in all weathers” goes; give the words that it changes.",
        ),
        ("~~every~~ **each**", "“every” stands there more than once; say which is meant."),
    ],
)
def test_what_proposes_nothing_or_has_no_place_is_refused_in_one_line(text: str, why: str) -> None:
    with pytest.raises(Refused) as refusal:
        typed(text, PARAGRAPH, "en")
    assert str(refusal.value) == why


def test_what_is_changed_without_a_mark_is_told() -> None:
    text = "We ~~recognize the need~~ **commit** to keep every single lighthouse lit in every season."
    read = typed(text, PARAGRAPH, "en")
    assert read.new == "We commit to keep every single lighthouse lit in every season."
    assert read.notices == ("“single” is inserted without a mark",)


def test_a_new_paragraph_needs_no_old_words() -> None:
    read = typed("12 bis. Bells ring.", None, "en")
    assert (read.old, read.new) == (None, "12 bis. Bells ring.")
