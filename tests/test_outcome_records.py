"""Amendments, reflections, ledger entries and responses go out as records and come back as they were."""

import json

import pytest

from soundingboard.errors import InputError
from soundingboard.model import (
    Amendment,
    Evidence,
    LedgerEntry,
    PlaceName,
    Reflection,
    ReflectionSection,
    Response,
    Signature,
    Span,
)
from soundingboard.write.outcomes import (
    amendment_of,
    amendment_record,
    ledger_of,
    ledger_record,
    reflection_of,
    reflection_record,
    response_of,
    response_record,
)


def test_an_amendment_comes_back_as_it_went():
    amendment = Amendment(
        "a1", "rev1", "para_3", "will", "shall", by="hc-1", anchor=Span(3, 7, "will"), state="carried"
    )
    assert amendment_of(json.loads(json.dumps(amendment_record(amendment))), "line 1") == amendment


def test_reflections_come_back_as_they_went():
    section = ReflectionSection(
        "caution", "A **word**.", "s1", "ferries", (PlaceName("rev1", "para_3"),), ("ask:x-1",), ("a1",)
    )
    signed = (Signature("seat-1", "dissents", "Too soft."), Signature("seat-2", "agrees"))
    reflection = Reflection("r1", "rev1", (section,), "2026-08-06", "SB/1", "Reflections", signed)
    assert reflection_of(json.loads(json.dumps(reflection_record(reflection))), "line 1") == reflection


def test_a_ledger_entry_names_its_drafts_from_and_to():
    evidence = (Evidence("text-match", ("shall",), PlaceName("rev2", "para_4"), "coincidence not excluded"),)
    entry = LedgerEntry("l1", "ask:x-1", "rev1", "rev2", "adopted", evidence, "r1", score=0.9, sure=True)
    record = json.loads(json.dumps(ledger_record(entry)))
    assert (record["from"], record["to"]) == ("rev1", "rev2")
    assert ledger_of(record, "line 1") == entry


def test_a_response_comes_back_as_it_went():
    response = Response("q1", "co-1", "co-facilitator", "2026-08-10", "No agreement.", ("ask:x-1",))
    assert response_of(json.loads(json.dumps(response_record(response))), "line 1") == response


@pytest.mark.parametrize(
    ("read", "record", "told"),
    [
        (amendment_of, {"id": "a1", "draft": "rev1"}, "line 1: new is missing or wrong"),
        (amendment_of, {"id": "a1", "draft": "rev1", "new": "", "state": "gone"}, "line 1: state is missing"),
        (reflection_of, {"id": "r", "draft": "rev1", "sections": [{"kind": "x"}]}, "line 1, section 1: kind"),
        (ledger_of, {"id": "l", "of": "ask:1", "from": "a", "to": "b", "outcome": "won"}, "line 1: outcome"),
        (response_of, {"id": "q"}, "line 1: by is missing"),
    ],
)
def test_a_wrong_field_is_named(read, record, told):
    with pytest.raises(InputError, match=told):
        read(record, "line 1")
