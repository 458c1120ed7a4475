"""Words taken out for good, contributions set aside, and the log of it that everyone reads."""

import csv
import io
import json
import re

import pytest
from django.db import connection
from django.test import Client

from soundingboard.site.contributions.actions import correct
from soundingboard.site.contributions.intake import deciding, redacting
from soundingboard.site.contributions.models import (
    Ask,
    BulkUpload,
    Contribution,
    Redaction,
    Suggestion,
    Tally,
)
from soundingboard.site.drafts.models import Draft
from soundingboard.site.drafts.refusals import Crossed, Refused
from soundingboard.site.people.rules import VISITOR, Who
from tests.site.contributions.conftest import said, words
from tests.site.contributions.suggestions import TEXT, filed, is_in_step, readable, secretary, suggest, verbs

WORDS, REASON = "Ada Lamp on 555-0101", "Somebody’s telephone number"


@pytest.fixture
def sam(new: Draft) -> Who:
    return secretary(new.process)


@pytest.fixture
def one(new: Draft, sam: Who) -> Contribution:
    """With an accepted ask around the words, one after them, one suggestion that is rejected, one not decided."""
    made = filed(new)
    proposed = {"old": None, "new": "Call ada lamp on 555-0101!"}
    around = suggest(
        made, "Call Ada Lamp on 555-0101 about", "add", proposed=proposed, rationale=f"Ask {WORDS}."
    )
    deciding.accept(sam, around)
    deciding.accept(sam, suggest(made, "about the fog.", "amend", "para_3"))
    deciding.reject(
        sam, suggest(made, WORDS, "remark", topic=WORDS, words=[WORDS], others=[{"words": [WORDS]}])
    )
    suggest(made, WORDS, "question")
    return Contribution.objects.get(pk=made.pk)


def everything(one: Contribution) -> str:
    """All that the database holds of it, beside the record."""
    rows = [
        *Contribution.objects.filter(pk=one.pk).values_list("text", "as_written", "notices"),
        *Ask.objects.filter(contribution=one).values_list("quote", "proposed", "rationale"),
        *Suggestion.objects.filter(contribution=one).values_list(
            "quote", "proposed", "rationale", "words", "topic", "others"
        ),
    ]
    return json.dumps(rows, ensure_ascii=False)


def test_the_words_are_gone_everywhere(sam: Who, one: Contribution, as_visitor: Client) -> None:
    assert "555-0101" in readable(one.process)
    redacting.redact(sam, one, one.version, WORDS, REASON)
    assert "555-0101" not in everything(one)
    assert "555-0101" not in readable(one.process)
    now = Contribution.objects.get(pk=one.pk)
    assert now.text == TEXT.replace(WORDS, "[removed]")
    for ask in now.asks.all():
        assert ask.quote["text"] == now.text[ask.quote["start"] : ask.quote["end"]]
    assert [ask.quote["text"] for ask in now.asks.order_by("pk")] == [
        "Call [removed] about",
        "about the fog.",
    ]
    assert now.asks.first().proposed["new"] == "Call [removed]!"
    assert [one.quote for one in now.suggestions.filter(decision="rejected")] == [None]
    assert now.suggestions.filter(decision="").count() == 0
    assert verbs(one.process)[-1] == "redacted contribution"
    assert "Call [removed] about the fog" in readable(one.process)
    page = words(as_visitor.get(now.get_absolute_url()))
    assert ("555" in page, "[removed]" in page, REASON in page) == (False, True, True)
    assert is_in_step(one.process)


def test_search_follows(sam: Who, one: Contribution) -> None:
    redacting.redact(sam, one, None, WORDS, REASON)
    with connection.cursor() as cursor:
        query = "SELECT count(*) FROM contributions_contribution_words WHERE contributions_contribution_words MATCH %s"
        counts = [cursor.execute(query, [word]).fetchone()[0] for word in ('"555"', "removed")]
    assert counts == [0, 1]


def test_the_report_of_the_upload_follows(sam: Who, one: Contribution) -> None:
    rows = [
        {"name": one.name, "beginning": TEXT[: TEXT.index("555")]},
        {"name": "other", "beginning": "Ada La"},
    ]
    upload = BulkUpload.objects.create(process=one.process, rows=rows)
    redacting.redact(sam, one, None, WORDS, REASON)
    upload.refresh_from_db()
    assert ["Ada" in row["beginning"] for row in upload.rows] == [False, True]


def test_one_place_alone(sam: Who, new: Draft) -> None:
    one = filed(new, text="Fog here. Fog there.")
    redacting.redact(sam, one, None, "Fog", REASON, span=(0, 3))
    assert Contribution.objects.get(pk=one.pk).text == "[removed] here. Fog there."


@pytest.mark.parametrize(
    ("asked", "reason", "field"),
    [("dark", REASON, "words"), ("  ", REASON, "words"), (WORDS, f"It says {WORDS}", "reason")],
)
def test_what_cannot_be_taken_out(sam: Who, one: Contribution, asked: str, reason: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        redacting.redact(sam, one, None, asked, reason)
    assert (refused.value.field, Redaction.objects.count()) == (field, 0)


def test_somebody_changed_it_meanwhile(sam: Who, one: Contribution) -> None:
    with pytest.raises(Crossed):
        redacting.redact(sam, one, one.version - 1, WORDS, REASON)


def test_earlier_versions_are_offered(sam: Who, one: Contribution, as_secretariat: Client) -> None:
    newer = correct(VISITOR, one, said(one.draft, text=f"Again: {WORDS}."))
    address = f"/lighthouse/intake/{newer.name}/redact/"
    sent = {"version": newer.version, "words": WORDS, "reason": REASON}
    look = as_secretariat.post(address, sent)
    assert (look.status_code, one.name in words(look), Redaction.objects.count()) == (200, True, 0)
    done = as_secretariat.post(address, {**sent, "others": [one.name], "sure": "yes"})
    assert (done.status_code, Redaction.objects.count()) == (302, 2)
    assert "555-0101" not in everything(one) + everything(newer) + readable(one.process)
    assert is_in_step(one.process)


def test_the_form_keeps_what_was_typed(one: Contribution, as_secretariat: Client) -> None:
    address = f"/lighthouse/intake/{one.name}/redact/"
    start = TEXT.index(WORDS)
    first = as_secretariat.get(f"{address}?start={start}&end={start + len(WORDS)}")
    assert WORDS in words(first, "textarea")
    wrong = as_secretariat.post(address, {"version": one.version, "words": "dark", "reason": REASON})
    assert (wrong.status_code, words(wrong, "textarea"), REASON in wrong.content.decode()) == (
        422,
        "dark",
        True,
    )
    late = {"version": one.version - 1, "words": WORDS, "reason": REASON, "sure": "yes"}
    crossed = as_secretariat.post(address, late)
    assert (crossed.status_code, words(crossed, "textarea")) == (409, WORDS)


def test_set_aside_and_brought_back(sam: Who, one: Contribution, as_visitor: Client) -> None:
    before = list(Tally.objects.values_list("place", "n", "asks"))
    redacting.set_aside(sam, one, one.version, "It is the same as another contribution: k7m2xw4q")
    assert Tally.objects.count() == 0
    page = words(as_visitor.get(one.get_absolute_url()))
    assert "It is the same as another contribution: k7m2xw4q" in page
    assert is_in_step(one.process)
    with pytest.raises(Crossed):
        redacting.bring_back(sam, one, 0)
    redacting.bring_back(sam, one, one.version)
    assert list(Tally.objects.values_list("place", "n", "asks")) == before
    assert is_in_step(one.process)


def log(client: Client, form: str = "") -> str:
    response = client.get(f"/lighthouse/moderation{form or '/'}")
    assert response.status_code == 200
    return response.content.decode()


def test_the_log_tells_when_what_and_why(sam: Who, one: Contribution, as_visitor: Client) -> None:
    redacting.set_aside(sam, one, None, "It does not speak of this process")
    redacting.bring_back(sam, one, None)
    redacting.redact(sam, one, None, WORDS, REASON)
    page = log(as_visitor)
    rows = re.findall(r"<tr>.*?</tr>", page, re.S)[1:]
    assert [one.name in row for row in rows] == [True] * 3
    assert [REASON in row for row in rows] == [True, False, False]
    assert (
        "It does not speak of this process" in rows[2]
    )  # its entry is closed by the redaction, its reason is not
    assert ("555-0101" in page, sam.pseudonym in page) == (False, False)
    data = json.loads(log(as_visitor, ".json"))
    assert data["format"] == "soundingboard/1"
    assert [row["act"] for row in data["moderation"]] == [
        "redacted contribution",
        "brought back contribution",
        "set aside contribution",
    ]
    table = list(csv.DictReader(io.StringIO(log(as_visitor, ".csv"))))
    assert [{**row, "reason": row["reason"] or None, "files": row["files"] or None} for row in table] == [
        {**row, "sequence": str(row["sequence"])} for row in data["moderation"]
    ]
    assert as_visitor.get("/lighthouse/moderation.pdf").status_code == 404


def test_a_formula_in_a_reason_does_not_come_to_life(sam: Who, one: Contribution, as_visitor: Client) -> None:
    redacting.set_aside(sam, one, None, "=HYPERLINK(1)")
    assert ",'=HYPERLINK(1)" in log(as_visitor, ".csv")


def test_the_log_tells_no_reason_of_a_confidential_one_and_nothing_of_a_hidden_draft(
    sam: Who, new: Draft, inside: Draft, as_visitor: Client, as_board: Client
) -> None:
    closed, hidden = filed(new, permission="confidential"), filed(inside)
    redacting.redact(sam, closed, None, WORDS, REASON)
    redacting.set_aside(sam, hidden, None, "Not for this draft")
    for form in ("", ".json", ".csv"):
        told = log(as_visitor, form)
        assert (closed.name in told, REASON in told, hidden.name in told, "Not for" in told) == (
            True,
            False,
            False,
            False,
        )
    assert hidden.name in log(as_board)
    assert REASON not in words(as_visitor.get(closed.get_absolute_url()))


def test_nothing_was_moderated(new: Draft, as_visitor: Client) -> None:
    assert "Nothing was moderated" in log(as_visitor)
