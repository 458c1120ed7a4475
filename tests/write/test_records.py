import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from soundingboard import read_draft
from soundingboard.errors import InputError
from soundingboard.model import Draft, Heading, Note, Paragraph, Source, Span
from soundingboard.write.records import (
    comparison_from_record,
    draft_from_record,
    draft_record,
    dumps,
    to_record,
)

from .random_comparisons import Sample, comparisons
from .samples import large, small

DRAFTS = Path(__file__).parents[2] / "examples" / "harbour-charter" / "drafts"


@pytest.mark.parametrize("make", [small, large])
def test_a_comparison_comes_back_from_its_json(make) -> None:  # type: ignore[no-untyped-def]
    comparison = make()
    assert comparison_from_record(json.loads(dumps(to_record(comparison)))) == comparison


@settings(deadline=None, max_examples=60)
@given(comparisons())
def test_any_comparison_comes_back(sample: Sample) -> None:
    assert comparison_from_record(json.loads(dumps(to_record(sample.comparison)))) == sample.comparison


def test_the_shape_of_a_comparison() -> None:
    record = to_record(small())
    assert list(record) == ["format", "old", "new", "summary", "headings", "changes"]
    assert record["format"] == "soundingboard/1"
    assert "paragraphs" not in record["old"]
    assert record["changes"][7] == {
        "id": "c8", "kind": "unchanged", "moved": True, "renumbered": True, "score": 1.0,
        "old": [{"eid": "para_4", "number": "4", "label": "4.", "section": "sec_1", "index": 5}],
        "new": [{"eid": "para_7", "number": "7", "label": "7.", "section": "sec_2", "index": 8}],
        "redline": [["equal", "Lamps are lit at dusk."]],
        "devices": [], "elsewhere": [], "reinstates": None,
    }  # fmt: skip


def test_devices_and_extras_are_as_the_format_says() -> None:
    change = to_record(small())["changes"][2]
    assert change["devices"][0]["old"] == {"start": 3, "end": 12, "text": "commit to"}
    assert change["devices"][1]["new"] is None
    assert change["elsewhere"] == [{"text": "within existing resources", "eid": "para_6", "number": "6"}]
    assert change["notes"][0]["redline"][0] == ["equal", "See the tide "]
    assert change["reason"] == "rare words in common: dredging, inner"
    assert to_record(small())["changes"][1]["reinstates"] == {
        "draft": "Elements paper",
        "eid": "para_7",
        "number": "7",
    }


def test_a_part_has_no_format_line() -> None:
    assert to_record(Span(1, 3, "we")) == {"start": 1, "end": 3, "text": "we"}


def test_a_draft_is_written_whole() -> None:
    draft = Draft(
        title="Compact", stage="rev1", source=Source("a.html", "ff"), headings=(Heading("sec_1", "A", 1, "Quays"),),
        paragraphs=(
            Paragraph("para_1", "1", "Boats – small ones.", "1.", section="sec_1", notes=(Note("1", 5, "Of wood."),)),
            Paragraph("para_2", "2", "New", "2.", runs=(("delete", "Old"), ("insert", "New"))),
        ),
    )  # fmt: skip
    record = draft_record(draft)
    assert next(iter(record)) == "format"
    assert list(record)[-2:] == ["headings", "paragraphs"]
    assert record["paragraphs"][0] == {
        "eid": "para_1", "number": "1", "text": "Boats – small ones.", "label": "1.", "kind": "operative",
        "parent": None, "section": "sec_1", "status": None, "notes": [{"mark": "1", "offset": 5, "text": "Of wood."}],
    }  # fmt: skip
    assert record["paragraphs"][1]["runs"] == [["delete", "Old"], ["insert", "New"]]


def test_json_is_readable_and_ends_with_a_line_feed() -> None:
    text = dumps({"format": "soundingboard/1", "a": [{"b": "–"}, {"b": "é"}], "c": []})
    assert text == '{"format": "soundingboard/1",\n "a": [\n  {"b": "–"},\n  {"b": "é"}],\n "c": []}\n'
    assert dumps(["x"]) == '["x"]\n'


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (
            ("changes", 0, "redline", 0, 0),
            "moved",
            r'comparison.changes\[0\].redline\[0\]: expected \["equal"',
        ),
        (("changes", 1, "kind"), "renamed", r"comparison.changes\[1\].kind: expected one of unchanged"),
        (("changes", 0, "old"), None, r"comparison.changes\[0\].old: expected a list"),
        (("old",), [], r"comparison.old: expected an object"),
        (("changes", 0, "moved"), 1, r"comparison.changes\[0\].moved: expected true or false"),
        (("new", "title"), 3, r"comparison.new.title: expected text"),
        (("summary", "unchanged"), "3", r"comparison.summary.unchanged: expected a whole number"),
    ],
)
def test_a_wrong_record_is_refused_with_its_place(path, value, message) -> None:  # type: ignore[no-untyped-def]
    record = json.loads(dumps(to_record(small())))
    *inner, last = path
    target = record
    for key in inner:
        target = target[key]
    target[last] = value
    with pytest.raises(InputError, match=message):
        comparison_from_record(record)


def test_a_missing_field_is_refused_with_its_place() -> None:
    record = to_record(small())
    del record["changes"][3]["id"]
    with pytest.raises(InputError, match=r"comparison.changes\[3\].id: expected a value, found none"):
        comparison_from_record(record)


def test_fields_that_are_not_known_are_left_aside() -> None:
    record = to_record(small()) | {"later": 1}
    assert comparison_from_record(record) == small()


def test_a_score_that_is_null_stays_null() -> None:
    comparison = replace(small(), changes=(replace(small().changes[0], score=None),))
    assert comparison_from_record(to_record(comparison)).changes[0].score is None


def test_a_draft_comes_back_from_its_record() -> None:
    for name in ("zero-draft.docx", "rev1.html", "rev2.docx", "adopted.md"):
        draft = read_draft(DRAFTS / name)
        assert draft_from_record(json.loads(dumps(draft_record(draft)))) == draft


def test_a_record_that_is_no_draft_is_refused_in_one_line() -> None:
    with pytest.raises(InputError, match=r"draft: paragraphs\[0\]\.text is missing"):
        draft_from_record({"paragraphs": [{"number": "1"}]})
