"""References in the style of the field, and read back by `cite` as the very same numbers."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundingboard.cite import cite
from soundingboard.model import Draft, Paragraph, PlaceName
from soundingboard.reflect import references, refers
from soundingboard.reflect.references import place

NUMBERS = st.one_of(
    st.integers(1, 40).map(str),
    st.integers(1, 12).map(lambda n: f"{n} bis"),
    st.builds(lambda n, part: f"{n}({part})", st.integers(1, 6), st.sampled_from("abcdef")),
    st.integers(1, 9).map(lambda n: f"PP{n}"),
)


@pytest.mark.parametrize(
    ("numbers", "printed"),
    [
        ((), ""),
        (("98",), "para 98"),
        (("18", "9", "10", "11", "12", "19", "20"), "paras 9-12, 18-20"),
        (("25", "26", "56", "59", "60", "61"), "paras 25, 26, 56, 59-61"),
        (("12 bis", "12", "13", "14"), "paras 12, 12 bis, 13, 14"),
        (("29(c)", "29(a)", "29(b)", "30"), "paras 29(a)-(c), 30"),
        (("PP4", "PP5", "PP6", "1"), "PP4-6, para 1"),
        (("3", "3", " "), "para 3"),
    ],
)
def test_the_style(numbers: tuple[str, ...], printed: str) -> None:
    assert references(numbers) == printed


def test_another_draft_is_named() -> None:
    assert references(["97"], "Zero Draft") == "Zero Draft para 97"


def test_a_stretch_does_not_run_over_a_paragraph_that_is_not_meant() -> None:
    assert references(["11", "12", "13"], among=["11", "12", "12 bis", "13"]) == "paras 11, 12, 13"
    assert references(["11", "12", "13"], among=["11", "12", "13"]) == "paras 11-13"


def test_a_paragraph_can_be_retained_and_edited() -> None:
    assert (
        references(["117", "118"], remarks={"117": "as updated below"}) == "paras 117 as updated below, 118"
    )


@given(st.lists(NUMBERS, min_size=1, max_size=12))
def test_what_is_printed_is_read_as_the_same_numbers(numbers: list[str]) -> None:
    read = [number for citation in cite(f"See {references(numbers)}.") for number in citation.numbers]
    assert read == sorted(set(numbers), key=place)


def test_places_of_two_drafts() -> None:
    new = Draft(stage="rev1", paragraphs=tuple(Paragraph(f"para_{n}", str(n), "") for n in range(1, 9)))
    old = Draft(stage="zero-draft", label="Zero Draft", paragraphs=(Paragraph("para_52", "52", ""),))
    places = [PlaceName("zero-draft", "para_52"), PlaceName("rev1", "para_3"), PlaceName("rev1", "para_2")]
    assert refers(places, (new, old)) == "paras 2, 3; Zero Draft para 52"
    assert refers([PlaceName("rev9", "para_1")], (new, old)) == ""


def test_a_board_wrote_its_references_so(data: Path) -> None:
    """All of a board's references in brackets that name one draft; "and", blanks and a slip of the plural aside."""
    lines = (data.parent / "seeds" / "000_judgements.jsonl").read_text(encoding="utf-8").splitlines()
    tried = 0
    for record in map(json.loads, lines):
        written = re.sub(r"(\d)- (\d)", r"\1-\2", record["refs_as_written"].strip("()")).replace(
            " and ", ", "
        )
        if re.fullmatch(r"paras? [\d, -]+", written) and written != "paras 64":
            assert references([str(n) for n in record["paras"]]) == written
            tried += 1
    assert tried >= 30
