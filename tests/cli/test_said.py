"""The commands on what people said, as a person types them: records out, one line for bad input."""

import csv
import json

import pytest

from soundingboard.cli import main

DRAFT = "12. We commit to lighting every breakwater.\n\n13. We invite pilots to train at night.\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "draft.txt").write_text(DRAFT)
    rows = [
        {"id": "a", "text": "Keep paragraph 12.", "stakeholder_group": "youth", "organisation": "Next Tide"},
        {"id": "b", "text": "We ask you to delete paragraph 12.", "stakeholder_group": "academia"},
    ]
    (tmp_path / "said.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return tmp_path


def lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_cite_gives_the_numbers_of_a_text(folder, capsys) -> None:
    (folder / "t.txt").write_text("See paras 9-11. It is in para 72 of the Tunis Agenda.")
    assert main(["cite", str(folder / "t.txt")]) == 0
    found = lines(capsys.readouterr().out)[0]["citations"]
    assert [(one["numbers"], one["document"]) for one in found] == [
        (["9", "10", "11"], None),
        (["72"], "Tunis Agenda"),
    ]


def test_link_goes_on_after_a_bad_line(folder, capsys) -> None:
    (folder / "bad.jsonl").write_text('{"id": 1, "text": "On para 13: train pilots."}\nnot json\n{"id": 3}\n')
    assert main(["link", str(folder / "bad.jsonl"), "--draft", str(folder / "draft.txt")]) == 1
    captured = capsys.readouterr()
    first, second, third = lines(captured.out)
    assert (first["links"][0]["number"], first["links"][0]["basis"]) == ("13", "number")
    assert second == {"id": None, "error": "line 2 is not JSON"}
    assert third == {"id": 3, "error": "line 3 needs id and text"}
    assert "2 of 3 records are bad" in captured.err


def test_asks_then_converge_counts_who_asks_what(folder, capsys) -> None:
    asks = folder / "asks.jsonl"
    assert (
        main(["asks", str(folder / "said.jsonl"), "--draft", str(folder / "draft.txt"), "-o", str(asks)]) == 0
    )
    found = lines(asks.read_text())
    assert [(one["contribution"], one["kind"], one["target"]["eid"]) for one in found] == [
        ("a", "retain", "para_12"),
        ("b", "delete", "para_12"),
    ]
    assert main(["converge", str(asks), "--by", "stakeholder_group"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["format"] == "soundingboard/1"
    assert record["all"]["count"]["n"] == 2


def test_what_was_frozen_is_counted_in_cells(folder, capsys) -> None:
    """Six of the youth and five others spoke anonymously on a draft that has closed."""
    target = {"draft": "rev1", "whole": True}
    names = [f"c{n}" for n in range(11)]
    speakers = [
        {"id": name, "text": "Keep it.", "draft": "rev1", "permission": "anonymous"} for name in names
    ]
    asks = [{"id": f"a-{name}", "contribution": name, "kind": "retain", "target": target} for name in names]
    table = {"stakeholder_group": {"cells": {"youth": 6}, "rest": 5}}
    frozen = [{"draft": "rev1", "contributions": names, "tables": table, "by": "secretariat"}]
    for file, rows in (("asks", asks), ("speakers", speakers), ("frozen", frozen)):
        (folder / f"{file}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    given = [str(folder / "asks.jsonl"), "--contributions", str(folder / "speakers.jsonl")]
    assert main(["converge", *given, "--frozen", str(folder / "frozen.jsonl")]) == 0
    cells = json.loads(capsys.readouterr().out)["all"]["count"]["tables"][0]["cells"]
    assert [(cell["word"], cell["printed"]) for cell in cells] == [("youth", "6")]
    (folder / "frozen.jsonl").write_text('{"draft": "rev1"}\n')
    assert main(["converge", *given, "--frozen", str(folder / "frozen.jsonl")]) == 2
    assert "a frozen count needs draft" in capsys.readouterr().err


def test_contributions_reports_every_row(folder, capsys) -> None:
    table, report = folder / "rows.csv", folder / "report.csv"
    table.write_text("id,text,stakeholder_group\n1,Keep it,NGOs\n2,,youth\n1,Keep it,NGOs\n")
    assert main(["contributions", str(table), "--report", str(report)]) == 1
    assert [one["id"] for one in lines(capsys.readouterr().out)] == ["1"]
    outcomes = [
        (row["place"], row["outcome"], row["reason"])
        for row in csv.DictReader(report.read_text().splitlines())
    ]
    assert outcomes == [
        ("", "read", ""),
        ("row 2", "read with notices", ""),
        ("row 3", "set aside", "no text"),
        ("row 4", "set aside", "repeated"),
    ]


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["converge", "{}/said.jsonl"], "said.jsonl, line 1: contribution is missing or wrong"),
        (["link", "{}/said.jsonl", "--draft", "{}/none.docx"], "none.docx"),
        (["asks", "{}/none.jsonl"], "none.jsonl"),
        (["contributions", "{}/said.jsonl", "--process", "{}/draft.txt"], "is not a process.toml"),
    ],
)
def test_bad_input_is_one_line(folder, capsys, command, words) -> None:
    assert main([part.format(folder) for part in command]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1
    assert words in captured.err


def test_no_file_that_is_read_is_written_over(folder, capsys) -> None:
    said = str(folder / "said.jsonl")
    assert main(["asks", said, "-o", said]) == 2
    assert "is one of the files that are read" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--output", "--report"])
def test_neither_result_is_written_over_what_is_read(folder, capsys, option) -> None:
    said = str(folder / "said.jsonl")
    before = (folder / "said.jsonl").read_bytes()
    assert main(["contributions", said, option, said]) == 2
    assert f"name another for {option}" in capsys.readouterr().err
    assert (folder / "said.jsonl").read_bytes() == before


def test_the_draft_is_not_written_over(folder, capsys) -> None:
    draft = str(folder / "draft.txt")
    assert main(["link", str(folder / "said.jsonl"), "--draft", draft, "-o", draft]) == 2
    assert (folder / "draft.txt").read_text() == DRAFT
    assert "is one of the files that are read" in capsys.readouterr().err
