"""Drafts in JSON are checked field by field; what is wrong is named with its place."""

import json
from pathlib import Path
from typing import Any

import pytest

from soundingboard.errors import InputError
from soundingboard.model import Draft, Heading, Note, Paragraph, Source
from soundingboard.read import read_document


def read(value: Any) -> Draft:
    draft = read_document(json.dumps(value).encode(), "rev1.json")
    assert isinstance(draft, Draft)
    return draft


def test_only_number_and_text_are_required() -> None:
    draft = read({"paragraphs": [{"number": "12 bis", "text": "We recall."}]})
    assert draft == Draft(paragraphs=(Paragraph("", "12 bis", "We recall.", "12 bis."),))


def test_every_field_is_kept_and_unknown_ones_passed_over() -> None:
    draft = read(
        {
            "format": "soundingboard/1",
            "title": "The Charter",
            "stage": "rev1",
            "label": "Revision 1",
            "symbol": "A/1",
            "language": "fr",
            "date": "2031-05-02",
            "visibility": "board",
            "source": {"file": "rev1.docx", "sha256": "ab", "url": None},
            "notices": ["numbered by position"],
            "mood": "good",
            "headings": [{"eid": "sec_1", "number": "A", "level": 1, "text": "Scope"}],
            "paragraphs": [
                {
                    "eid": "para_1__item_a",
                    "number": "1(a)",
                    "label": "(a)",
                    "kind": "action",
                    "parent": "para_1",
                    "section": "sec_1",
                    "text": "De\u0301claration of ports",
                    "status": "agreed",
                    "notes": [{"mark": "1", "offset": 12, "text": "See."}],
                    "runs": [["equal", "Déclaration of "], ["delete", "all "], ["equal", "ports"]],
                }
            ],
        }
    )
    assert draft == Draft(
        title="The Charter",
        stage="rev1",
        label="Revision 1",
        symbol="A/1",
        language="fr",
        date="2031-05-02",
        visibility="board",
        source=Source("rev1.docx", "ab"),
        notices=("numbered by position",),
        headings=(Heading("sec_1", "A", 1, "Scope"),),
        paragraphs=(
            Paragraph(
                eid="para_1__item_a",
                number="1(a)",
                text="Déclaration of ports",
                label="(a)",
                kind="action",
                parent="para_1",
                section="sec_1",
                status="agreed",
                notes=(Note("1", 11, "See."),),
                runs=(("equal", "Déclaration of "), ("delete", "all "), ("equal", "ports")),
            ),
        ),
    )


STATUSES = "agreed, suggested, bracketed, open"
P = {"number": "1", "text": "We recall."}


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ([], "the file is not an object"),
        ({"title": "x"}, "is no draft: it has no list “paragraphs”; see the description of the draft format"),
        ({"paragraphs": []}, "“paragraphs” is empty; a draft needs one at least"),
        ({"paragraphs": [P, P, P, P | {"text": 7}]}, "paragraphs[3].text is not text"),
        ({"paragraphs": [{"number": "1"}]}, "paragraphs[0].text is missing"),
        ({"paragraphs": [P | {"number": None}]}, "paragraphs[0].number is not text"),
        ({"paragraphs": ["1. We recall"]}, "paragraphs[0] is not an object"),
        (
            {"paragraphs": [P | {"status": "done"}]},
            "paragraphs[0].status is not one of agreed, suggested, bracketed, open",
        ),
        (
            {"paragraphs": [P | {"status": []}]},
            "paragraphs[0].status is not one of agreed, suggested, bracketed, open",
        ),
        (
            {"paragraphs": [P | {"notes": [{"offset": 99}]}]},
            "paragraphs[0].notes[0].offset lies outside the text",
        ),
        (
            {"paragraphs": [P | {"notes": [{"offset": True}]}]},
            "paragraphs[0].notes[0].offset is not a whole number",
        ),
        (
            {"paragraphs": [P | {"runs": [["move", "x"]]}]},
            "paragraphs[0].runs[0] is not a pair of equal, delete or insert and a text",
        ),
        (
            {"paragraphs": [P], "headings": [{"level": 10**30, "text": ""}]},
            "headings[0].level is not a whole number",
        ),
        ({"paragraphs": [P], "visibility": "secret"}, "visibility is not one of public, board, unofficial"),
        (
            {"paragraphs": [P], "format": "soundingboard/9"},
            "“format” is not soundingboard/1; write the file with this version again",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_place(value: Any, says: str) -> None:
    with pytest.raises(InputError) as raised:
        read(value)
    assert str(raised.value) == f"rev1.json: {says}"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"paragraphs": [}', "is not valid JSON: line 1, column 17: Expecting value"),
        ('{"a":' * 100_000, "the JSON is nested too deep to be a draft"),
        ('{"paragraphs": ' + "9" * 10_000 + "}", "the JSON holds a number that is too long"),
    ],
)
def test_broken_json(text: str, says: str) -> None:
    with pytest.raises(InputError) as raised:
        read_document(text.encode(), "rev1.json")
    assert str(raised.value) == f"rev1.json: {says}"


def test_lone_surrogates_and_controls_do_not_get_through() -> None:
    assert (
        read({"paragraphs": [{"number": "1", "text": "We\x00 re\ud800call"}]}).paragraphs[0].text
        == "We recall"
    )


def test_real_drafts(data: Path) -> None:
    for path in sorted((data / "languages").glob("*.json")):
        expected = json.loads(path.read_text(encoding="utf-8"))["paragraphs"]
        draft = read_document(path.read_bytes(), path.name)
        assert isinstance(draft, Draft)
        assert [paragraph.number for paragraph in draft.paragraphs] == [p["number"] for p in expected]
