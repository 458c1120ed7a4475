"""One file that says two things for one field is set aside; the others are read."""

import json

import pytest

from soundingboard.errors import InputError
from soundingboard.gather import gather

TWICE = "---\nauthor: Ana\ncontact: Bo\n---\n\nKeep paragraph 4.\n"


def test_of_several_files_it_alone_is_set_aside(tmp_path) -> None:
    (tmp_path / "a.md").write_text(TWICE)
    (tmp_path / "b.md").write_text("Delete paragraph 5.\n")
    found = gather([tmp_path])
    assert [one.id for one in found.contributions] == ["b"]
    row = next(row for row in found.report if row.file == "a.md")
    assert (row.outcome, row.reason) == ("set aside", "not readable")


def test_alone_it_is_one_line_that_names_it(tmp_path) -> None:
    (tmp_path / "a.md").write_text(TWICE)
    with pytest.raises(InputError, match=r"^a\.md: "):
        gather([tmp_path / "a.md"])


def test_a_separator_within_a_record_ends_no_line(tmp_path) -> None:
    (tmp_path / "a.md").write_text("Keep paragraph 4.\n")
    record = {"file": "a.md", "organisation": "Next\u2028Tide", "stakeholder_group": "youth"}
    (tmp_path / "metadata.jsonl").write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    (one,) = gather([tmp_path]).contributions
    assert (one.organisation, one.stakeholder_group) == ("Next Tide", "youth")
