"""Cells that a spreadsheet will open, and the text of a table taken apart again."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundingboard.gather import Row, neutral, plain, report_csv
from soundingboard.gather.cells import cells


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        "－1",
        "'=1",
        "''=1",
        "=cmd|' /C calc'!A0",
    ],
)
def test_a_cell_that_would_be_a_formula_gets_an_apostrophe_and_loses_it_again(cell: str) -> None:
    assert neutral(cell) == "'" + cell
    assert plain(neutral(cell)) == cell


@pytest.mark.parametrize("cell", ["", "a=b", "'quoted' words", "' =1", "1-2", "’=1"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert neutral(cell) == cell
    assert plain(cell) == cell


@given(st.text(alphabet="'=+-@\t\r\n＝a ", max_size=6) | st.text())
def test_no_cell_is_a_formula_and_every_cell_comes_back(cell: str) -> None:
    assert plain(neutral(cell)) == cell
    assert neutral(cell)[:1] not in set("=+-@\t\r\n＝＋－＠")


@given(
    st.lists(st.lists(st.text(alphabet="ab\",;\t|\r\n'", max_size=5), min_size=2, max_size=4), max_size=5),
    st.sampled_from(",;\t|"),
)
def test_what_the_standard_library_writes_is_read_cell_by_cell(rows: list[list[str]], sign: str) -> None:
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=sign, quoting=csv.QUOTE_ALL).writerows(rows)
    assert [list(record) for record in cells(target.getvalue(), sign)] == rows


def test_a_quote_that_is_never_closed_swallows_no_further_record() -> None:
    assert list(cells('1,"open\n2,b\n', ",")) == [("1", '"open'), ("2", "b")]


def test_words_after_a_closing_quote_stay_in_the_cell() -> None:
    assert list(cells('1,"a" b,c\n', ",")) == [("1", "a b", "c")]


def test_line_breaks_in_quotes_belong_to_the_cell_and_empty_lines_are_records() -> None:
    assert list(cells('1,"a\n\nb"\r\n\r\n2,', ",")) == [("1", "a\n\nb"), (), ("2", "")]


def test_the_report_as_a_table() -> None:
    rows = [
        Row("=evil.csv", "row 2", "read with notices", "-1", ("first", "second")),
        Row("b.pdf", "", "set aside", None, ("is empty",), "empty"),
    ]
    assert report_csv(rows) == (
        "file,place,outcome,reason,id,notices\r\n"
        "'=evil.csv,row 2,read with notices,,'-1,\"first\nsecond\"\r\n"
        "b.pdf,,set aside,empty,,is empty\r\n"
    )
