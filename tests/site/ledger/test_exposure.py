"""What nobody learns from the ledger: the place of what was said in confidence, and drafts that are for the board."""

from datetime import date

import pytest
from django.test import Client

from soundingboard.site.contributions.actions import Asked, Said, correct, withdraw
from soundingboard.site.contributions.links import path
from soundingboard.site.contributions.models import Contribution
from soundingboard.site.drafts.models import Draft
from soundingboard.site.ledger.actions import decide, mark_carried, retrace, say_why_not
from soundingboard.site.ledger.models import Entry, Notice, Response
from soundingboard.site.people.rules import VISITOR, Who
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry as Act
from soundingboard.site.record.rules import shown
from soundingboard.site.reflections.models import Reflection
from tests.site.ledger.conftest import entry, say, sent, words

pytestmark = pytest.mark.django_db
SAM = Who(1, "sam", roles={"lighthouse": frozenset({"secretariat"})})


@pytest.fixture
def on(process: Process) -> None:
    Process.objects.update(answers=True)


@pytest.fixture
def inside(drafts: list[Draft]) -> Draft:
    """The last draft, for the board alone."""
    Draft.objects.filter(pk=drafts[2].pk).update(visibility="board")
    return Draft.objects.get(pk=drafts[2].pk)


def answer(process: Process, text: str, *to: str) -> Response:
    return Response.objects.create(process=process, by="cleo", role="cofacilitator", text=text, to=list(to))


def test_the_clock_does_not_tell_where_something_was_said_in_confidence(
    traced: None, on: None, secret: Contribution
) -> None:
    before = Client().get("/lighthouse/clock.json").json()["confidential"]
    answer(secret.process, "Wages stay.", "paragraph:rev1/para_8")
    assert Client().get("/lighthouse/clock.json").json()["confidential"] == before
    assert [one["step"] for one in before["totals"]] == ["read"]


def test_confidential_ones_on_a_draft_for_the_board_are_not_counted_in_public(
    drafts: list[Draft], as_board: Client
) -> None:
    Draft.objects.filter(pk=drafts[1].pk).update(visibility="board")
    say(drafts[0], "delete", "para_3")
    say(drafts[1], "delete", "para_3", permission="confidential")
    retrace(drafts[0].process)
    told = "confidential"
    public, own = (
        [one for one in words(client.get("/lighthouse/ledger/"), "//p") if told in one]
        for client in (Client(), as_board)
    )
    assert (public, len(own)) == ([], 1)


def test_nobody_outside_is_told_of_a_draft_for_the_board(inside: Draft, drafts: list[Draft]) -> None:
    public, own = say(drafts[1], "delete", "para_3"), say(inside, "delete", "para_3")
    retrace(inside.process)
    assert entry(public, "rev2").outcome == "adopted"
    assert list(Notice.objects.filter(contribution__in=[public, own])) == []
    line = Client().get("/lighthouse/clock.json").json()["contributions"][0]
    assert (line["contribution"], line["traced"]) == (public.name, None)


def test_what_was_decided_on_an_ask_is_closed_in_the_record_with_it(
    traced: None, buoys: Contribution
) -> None:
    made, ask = entry(buoys, "rev2"), buoys.asks.get()
    decide(SAM, made, made.version, "in part", "Half of the buoys are gone.")
    say_why_not(SAM, ask, "Buoys are dear.")
    answered = list(Act.objects.filter(object__in=[str(made), f"ask:{ask.name}"]).order_by("sequence"))
    assert [told for _act, told in shown("lighthouse", (), answered)] == [True, True]
    said = Said(draft=buoys.draft, asks=(Asked("delete", "para:para_3"),), permission="confidential")
    correct(VISITOR, buoys, said)
    assert [told for _act, told in shown("lighthouse", ("board",), answered)] == [False, False]


def test_an_entry_shows_no_words_of_what_was_withdrawn(drafts: list[Draft]) -> None:
    proposed = {"old": "bright colours", "new": "crimson and gold"}
    one = say(drafts[1], "amend", "para_3", proposed=proposed)
    retrace(one.process)
    made = entry(one, "rev2")
    decide(SAM, made, made.version, made.outcome)
    address = made.get_absolute_url()
    assert Client().get(address).content.decode().count("crimson") > 0
    withdraw(VISITOR, one)
    assert Client().get(address).content.decode().count("crimson") == 0


def test_an_answer_that_speaks_of_a_draft_for_the_board_stands_nowhere_in_public(
    inside: Draft, drafts: list[Draft], buoys: Contribution, on: None, as_board: Client
) -> None:
    answer(inside.process, "As in the last draft.", f"ask:{buoys.asks.get().name}", "paragraph:rev2/para_2")
    own = f"/lighthouse/contributions/{buoys.name}/"
    brief = "/lighthouse/drafts/rev1/para_3/brief.html"
    answer(inside.process, "Both of them.", "paragraph:rev1/para_3", "paragraph:rev2/para_2")
    for address in (own, brief, path(buoys), "/lighthouse/answers.json", "/lighthouse/drafts/rev1/para_3/"):
        told = Client().get(address).content.decode()
        assert (told.count("As in the last draft."), told.count("Both of them.")) == (0, 0), address
    assert as_board.get(own).content.decode().count("As in the last draft.") == 1


def test_answers_as_data_name_no_ask_that_was_closed_since(
    traced: None, buoys: Contribution, kept: Contribution
) -> None:
    names = [f"ask:{one.asks.get().name}" for one in (buoys, kept)]
    answer(buoys.process, "Yes.", *names)
    Contribution.objects.filter(pk=buoys.pk).update(tightened="confidential")
    found = Client().get("/lighthouse/answers.json").json()["responses"]
    assert [one["to"] for one in found] == [names[1:]]


def test_what_is_contested_of_a_draft_for_the_board_is_for_the_board(
    inside: Draft, buoys: Contribution, as_board: Client
) -> None:
    retrace(inside.process)
    about = str(entry(buoys, "rev2"))
    assert (
        sent(as_board, f"{path(buoys)}contest/", about=about, grounds="It is gone there.").status_code == 303
    )
    assert words(Client().get("/lighthouse/contests/"), "//blockquote") == []
    assert words(as_board.get("/lighthouse/contests/"), "//blockquote") == ["It is gone there."]
    assert Client().get(path(buoys)).content.decode().count("Revision 2") == 0
    assert Act.objects.get(verb="contested outcome").readers == "board"


def test_reflections_on_a_draft_for_the_board_carry_nothing_in_public(
    traced: None, buoys: Contribution, inside: Draft, as_board: Client
) -> None:
    one = Reflection.objects.create(
        process=inside.process, slug="rev2", draft=inside, title="Inner thoughts", date=date(2026, 7, 20),
        state="published", published=inside.published,
    )  # fmt: skip
    one.sections.create(order=1, name="s1", kind="caution", evidence=[f"ask:{buoys.asks.get().name}"])
    mark_carried(inside.process)
    assert list(Entry.objects.exclude(carried_by=None)) == []
    told = Client().get(f"/lighthouse/contributions/{buoys.name}/").content.decode()
    assert told.count("Inner thoughts") == 0
    assert Client().get("/lighthouse/clock.json").json()["contributions"][-1]["carried"] is None


def test_a_run_does_not_change_what_somebody_contests_and_waits_for(
    traced: None, buoys: Contribution
) -> None:
    made = entry(buoys, "rev2")
    sent(Client(), f"{path(buoys)}contest/", about=str(made), grounds="It is not.")
    Entry.objects.filter(pk=made.pk).update(outcome="contrary", suggested="contrary")
    ask = buoys.asks.get()
    ask.rationale = "Something else now."
    ask.save()
    retrace(buoys.process)
    assert entry(buoys, "rev2").outcome == "contrary"
