"""Contributions from JSON, good and bad."""

import json

import pytest

from soundingboard.errors import InputError
from soundingboard.gather import gather_bytes
from soundingboard.model import Contribution

from .reading import outcomes

FULL = {
    "id": "hc-1", "kind": "note", "date": "2026-03-16T09:12:00Z", "draft": "zero-draft", "language": "en",
    "text": "Keep paragraph 14 as it stands.", "channel": "event", "participant": "A. Person",
    "organisation": "Harbour Watch", "organisation_verified": True, "stakeholder_group": "civil society",
    "regional_group": "Asia-Pacific", "country": "Fiji", "groupings": ["SIDS"], "event": "oh-3",
    "heard_or_observed": "heard", "permission": "anonymous", "supersedes": "hc-1",
}  # fmt: skip


def of_lines(*lines: object):
    data = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    return gather_bytes("records.jsonl", data.encode())


def test_a_record_of_the_interchange_is_read_field_by_field() -> None:
    gathered = of_lines({"format": "soundingboard/1"}, FULL)
    assert gathered.contributions == (Contribution(**{**FULL, "groupings": ("SIDS",)}),)
    assert [row.place for row in gathered.report] == ["", "line 2"]


def test_bad_lines_are_set_aside_with_their_number_and_the_rest_is_read() -> None:
    gathered = of_lines(
        '{"id": "a"',
        "[1]",
        {"id": "b", "text": ["x", 1]},
        {"id": "c", "text": 5},
        {"id": "d"},
        "",
        "NaN",
        {"id": "e", "text": "x"},
    )
    assert [(row.place, row.reason, row.id) for row in gathered.report[1:]] == [
        ("line 1", "not readable", None),
        ("line 2", "not readable", None),
        ("line 3", "not readable", None),
        ("line 4", "not readable", None),
        ("line 5", "no text", None),
        ("line 7", "not readable", None),
        ("line 8", None, "e"),
    ]
    assert gathered.report[1].notices == ("is not valid JSON: column 11: Expecting ',' delimiter",)


def test_deep_nesting_and_long_numbers_are_bad_lines_and_no_crash() -> None:
    gathered = of_lines("[" * 100_000, '{"id": ' + "9" * 5000 + "}", {"id": "a", "text": "x"})
    assert [row.outcome for row in gathered.report] == ["read", "set aside", "set aside", "read with notices"]


def test_keys_by_other_names_are_told_once_for_the_file() -> None:
    gathered = of_lines(*({"Comment": f"text {n}", "Organization": "X", "mood": 1} for n in range(3)))
    assert gathered.report[0].notices == (
        "fields read by another name: “Comment” = text, “Organization” = organisation",
        "fields not used: “mood”",
    )
    assert [contribution.id for contribution in gathered.contributions] == [
        "line-0001",
        "line-0002",
        "line-0003",
    ]


def test_two_keys_for_one_field_set_the_record_aside_unless_one_is_plainly_it() -> None:
    gathered = of_lines(
        {"id": 1, "Comment": "a", "Submission": "b"},
        {"id": 2, "text": "a", "Comment": "b"},
        {"id": 3, "Comment": "a", "Submission": ""},
    )
    assert gathered.report[1].notices == (
        "“Comment” and “Submission” both mean “text”: rename or delete one",
    )
    assert [contribution.text for contribution in gathered.contributions] == ["a", "a"]


def test_values_that_are_no_words_are_told() -> None:
    gathered = of_lines({"id": 1, "text": "hello there", "country": {"name": "Kenya"}, "groupings": [1]})
    assert gathered.contributions[0].country is None
    assert gathered.report[1].notices[:2] == (
        "“country” is no text: it was not used",
        "“groupings” is no text: it was not used",
    )


@pytest.mark.parametrize(
    "data",
    [[FULL], {"format": "soundingboard/1", "contributions": [FULL]}, FULL],
    ids=["list", "object", "record"],
)
def test_json_files_of_each_form(data: object) -> None:
    gathered = gather_bytes("records.json", json.dumps(data, indent=1).encode())
    assert [contribution.id for contribution in gathered.contributions] == ["hc-1"]
    assert gathered.report[1].place == "record 1"


def test_lines_under_the_name_json_are_read_as_lines() -> None:
    data = b'{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}\n'
    assert [c.id for c in gather_bytes("records.json", data).contributions] == ["a", "b"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ('{"paragraphs": []}', "a.json: is a draft, not contributions; read it with “read”"),
        ('{"a": 1}', "a.json: holds no contributions; give a list of records, each with a “text”"),
        ("[", "a.json: is not valid JSON: column 2: Expecting value"),
    ],
)
def test_other_json_is_refused(data: str, message: str) -> None:
    with pytest.raises(InputError) as refusal:
        gather_bytes("a.json", data.encode())
    assert str(refusal.value) == message


def test_an_error_record_of_an_earlier_run_has_no_text() -> None:
    assert outcomes(of_lines({"id": "a", "error": "was bad"}))[1][2:4] == ("set aside", "no text")


def test_standard_input_without_a_name_is_told_by_its_first_sign() -> None:
    assert gather_bytes("-", b'[{"id": "a", "text": "x"}]').contributions[0].id == "a"
