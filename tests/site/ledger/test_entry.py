"""One entry: what it shows to whom, and how people decide."""

import pytest
from django.test import Client

from soundingboard.site.contributions.models import Contribution
from soundingboard.site.drafts.models import Draft
from soundingboard.site.ledger.actions import retrace
from soundingboard.site.ledger.entry_page import marked
from soundingboard.site.ledger.models import Entry, NotCarried
from soundingboard.site.record.models import Entry as Act
from tests.site.ledger.conftest import entry, say, sent, words

pytestmark = pytest.mark.django_db


def test_it_shows_the_ask_both_texts_and_the_evidence(traced: None, buoys: Contribution) -> None:
    found = Client().get(entry(buoys, "rev2").get_absolute_url())
    assert words(found, "//h1") == ["Delete: paragraph 3 of Revision 1"]
    assert words(found, "//h2") == [
        "What was asked",
        "From Revision 1 to Revision 2",
        "What speaks for it",
        "In every later draft",
        "Carried by the board",
    ]
    assert words(found, "//p[@class='outcome']") == [
        "adopted suggested by the software; nobody has confirmed it yet"
    ]
    assert "Floating buoys shall be painted" in words(found, "//main")[0]


def test_its_life_tells_where_it_was_met_and_lost(drafts: list[Draft]) -> None:
    said = say(drafts[0], "reinstate", "para_3")
    retrace(said.process)
    Entry.objects.filter(new__slug="rev1").update(outcome="adopted")
    Entry.objects.filter(new__slug="rev2").update(outcome="not taken up")
    found = Client().get(entry(said, "rev2").get_absolute_url())
    assert words(found, "//ol[@class='steps']/li") == [
        "Revision 1: adopted suggested · met in Revision 1",
        "Revision 2: not taken up suggested · lost in Revision 2",
    ]


def test_of_a_confidential_ask_only_name_and_group_are_told(
    traced: None, secret: Contribution, as_board: Client
) -> None:
    address = entry(secret, "rev2").get_absolute_url()
    for client in (Client(), as_board):
        found = client.get(address)
        assert words(found, "//dl/dd") == [secret.name, "youth"]
        assert words(found, "//h1 | //h2") == ["Asked in confidence"]
        assert "paragraph 8" not in found.content.decode()
        assert words(found, "//form[contains(@action, 'why-not')]") == []
    assert as_board.post(address, {"outcome": "adopted", "version": 1}).status_code == 403


def test_the_secretariat_decides_of_a_confidential_one_in_confidence(
    traced: None, secret: Contribution, as_secretariat: Client
) -> None:
    one = entry(secret, "rev2")
    assert sent(as_secretariat, one.get_absolute_url(), outcome=one.suggested, version=1).status_code == 303
    act = Act.objects.get(object=str(one))
    assert (act.content, act.readers) == ({"name": secret.name}, "secretariat")


def test_confirming_keeps_who_and_when(traced: None, buoys: Contribution, as_board: Client) -> None:
    one = entry(buoys, "rev2")
    assert sent(as_board, one.get_absolute_url(), outcome="adopted", version=1).status_code == 303
    one = entry(buoys, "rev2")
    name = as_board.account.participant.name
    assert (one.confirmed_by, one.outcome, one.version, one.is_confirmed) == (name, "adopted", 2, True)
    act = Act.objects.get(object=str(one))
    assert (act.verb, act.actor, act.readers) == ("confirmed outcome", f"participant:{name}", "public")
    assert act.content == {
        "of": f"ask:{buoys.asks.get().name}",
        "from": "rev1",
        "to": "rev2",
        "before": "adopted",
        "outcome": "adopted",
        "suggested": "adopted",
        "note": "",
    }


def test_correcting_needs_a_reason_and_keeps_what_was_suggested(
    traced: None, buoys: Contribution, as_secretariat: Client
) -> None:
    address = entry(buoys, "rev2").get_absolute_url()
    found = sent(as_secretariat, address, outcome="in part", version=1, note=" ")
    assert found.status_code == 422
    assert words(found, "//span[@class='wrong']") == ["Say why it is otherwise than the software suggests."]
    assert sent(as_secretariat, address, outcome="in part", version=1, note="Half of it.").status_code == 303
    one = entry(buoys, "rev2")
    assert (one.outcome, one.suggested, one.note) == ("in part", "adopted", "Half of it.")
    assert "The software had suggested:" in words(Client().get(address), "//main")[0]


def test_an_outcome_of_another_kind_is_refused(
    traced: None, kept: Contribution, as_secretariat: Client
) -> None:
    address = entry(kept, "rev2").get_absolute_url()
    assert sent(as_secretariat, address, outcome="adopted", version=1, note="x").status_code == 422
    assert entry(kept, "rev2").is_confirmed is False


def test_two_who_decide_at_once_do_not_overwrite_each_other(
    traced: None, buoys: Contribution, as_secretariat: Client, as_board: Client
) -> None:
    address = entry(buoys, "rev2").get_absolute_url()
    assert sent(as_board, address, outcome="adopted", version=1).status_code == 303
    found = sent(as_secretariat, address, outcome="in part", version=1, note="Half of it.")
    assert found.status_code == 409
    assert words(found, "//textarea[@name='note']") == ["Half of it."]
    assert entry(buoys, "rev2").outcome == "adopted"
    assert sent(as_secretariat, address, outcome="in part", version=2, note="Half of it.").status_code == 303


def test_the_chosen_are_confirmed_together(traced: None, buoys: Contribution, as_secretariat: Client) -> None:
    names = [one.name for one in Entry.objects.all()]
    found = sent(as_secretariat, "/lighthouse/ledger/confirm/", entry=names, back="to=rev2&part=keep")
    assert found["Location"] == "/lighthouse/ledger/?to=rev2&part=keep"
    assert Entry.objects.exclude(confirmed=None).count() == 3  # not the confidential one
    assert Act.objects.filter(verb="confirmed outcome").count() == 3
    sent(as_secretariat, "/lighthouse/ledger/confirm/", entry=names)
    assert Act.objects.filter(verb="confirmed outcome").count() == 3


def test_why_the_board_did_not_carry_it(traced: None, buoys: Contribution, as_board: Client) -> None:
    one = entry(buoys, "rev2")
    address = f"{one.get_absolute_url()}why-not/"
    assert sent(as_board, address, because=" ", was="").status_code == 422
    assert sent(as_board, address, because="No agreement.", was="").status_code == 303
    assert NotCarried.objects.get().because == "No agreement."
    assert entry(buoys, "rev2").not_carried_because == "No agreement."
    crossed = sent(as_board, address, because="Against.", was="")
    assert crossed.status_code == 409
    assert NotCarried.objects.get().because == "No agreement."
    assert words(crossed, "//input[@name='because']/@value/..") == [""]
    act = Act.objects.get(verb="did not carry ask")
    assert (act.object, act.content) == (f"ask:{buoys.asks.get().name}", {"because": "No agreement."})


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Keep <all> lights.", ["ALL"], "Keep &lt;<mark>all</mark>&gt; lights."),
        ("Keep all lights.", ["none"], ""),
        ("a commit to b", ["– → commit to"], "a <mark>commit to</mark> b"),
        ("ab ab", ["ab", "ab"], "<mark>ab</mark> ab"),
        ("", ["x"], ""),
    ],
)
def test_words_are_marked_in_their_text(text: str, words: list[str], expected: str) -> None:
    assert marked(text, words) == expected
