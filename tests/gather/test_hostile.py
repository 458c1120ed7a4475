"""Cells and lines made to cost time: none costs more than a moment."""

import time

import pytest

from soundingboard.gather import gather_bytes

N = 100_000
ASK = "We ask that the words of this paragraph be kept."


def seconds(name: str, text: str) -> float:
    begin = time.perf_counter()
    gather_bytes(name, text.encode())
    return time.perf_counter() - begin


@pytest.mark.parametrize(
    "cell",
    [
        "a@" + "." * N + " x",
        "(" * N,
        "<a@" * N,
        "," * 2 + "x, " * N,
        "T" * N + "1",
        "1/" * N,
        "é?" * N,
        "and " * N,
        "[" * N,
    ],
    ids=lambda cell: cell[:6],
)
def test_a_cell_of_any_field(cell: str) -> None:
    names = (
        "participant,organisation,date,country,regional_group,groupings,language,stakeholder_group,as_written"
    )
    row = ",".join([f'"{cell}"'] * 9)
    assert seconds("table.csv", f"id,text,{names}\n1,{ASK},{row}\n") < 10


@pytest.mark.parametrize(
    "text",
    ['"' * N, '"a\n' * N, 'a,"b""\n' * N, '""a,' * N, "," * N, "\n" * N],
    ids=["quotes", "open", "doubled", "rest", "commas", "lines"],
)
def test_quotes_and_signs_of_a_table(text: str) -> None:
    assert seconds("table.csv", f"id,text\n1,{ASK}\n{text}") < 10


@pytest.mark.parametrize(
    "text",
    [
        " " * N + "x",
        "a" + " " * N + "x",
        "*" * N + "\nName: x",
        "---\n" + "a: b\n" * N,
        "---\n" * N,
        "Name: " + "- " * N,
        "a|" * N,
    ],
    ids=["blanks", "gap", "stars", "front", "rules", "dashes", "bars"],
)
def test_the_head_of_a_text(text: str) -> None:
    assert seconds("paper.txt", f"{text}\n\n{ASK}\n") < 10
