"""What people do with proposed wording, what is refused, and what the record keeps."""

import pytest

from soundingboard.amend import Wording, between
from soundingboard.site.amendments import actions
from soundingboard.site.amendments.models import Amendment, Support
from soundingboard.site.contributions import actions as saying
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.models import Organisation
from soundingboard.site.people.rules import VISITOR
from soundingboard.site.processes.editing import Crossed, Refused
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry, Readers
from soundingboard.site.record.rules import shown
from tests.site.amendments.conftest import BOARD, NEW, propose, said, say

pytestmark = pytest.mark.django_db


def entries(one: Amendment) -> list[tuple[str, dict[str, object]]]:
    return [(e.verb, e.content) for e in Entry.objects.about("lighthouse", str(one))]


def test_a_proposal_stands_with_its_place_and_its_entry(new: Draft) -> None:
    made = propose(new, rationale="It binds.")
    assert (made.eid, made.old, made.is_boards, made.state) == ("para_1", NEW["para_1"], True, "proposed")
    assert made.anchor == {"start": 0, "end": len(NEW["para_1"]), "text": NEW["para_1"]}
    content = {
        "draft": "rev1",
        "eid": "para_1",
        "by": "board",
        "old": made.old,
        "new": made.new,
        "rationale": "It binds.",
    }
    assert entries(made) == [("proposed amendment", content)]


def test_the_secretariat_enters_the_wording_of_an_organisation(new: Draft) -> None:
    made = propose(new, organisation="Harbour Pilots")
    assert (made.is_boards, made.organisation.name) == (False, "Harbour Pilots")
    assert entries(made)[0][1]["by"] == "Harbour Pilots"


@pytest.mark.parametrize(
    ("eid", "wording", "why"),
    [
        ("para_9", between("We.", "They."), "Paragraph para_9 is not in rev1."),
        ("para_1", between("never written", "written"), "Its words are not in paragraph 1."),
    ],
)
def test_a_place_that_is_not_there_is_refused(new: Draft, eid: str, wording: Wording, why: str) -> None:
    with pytest.raises(Refused) as refusal:
        actions.propose(BOARD, new, eid, wording)
    assert str(refusal.value) == why
    assert not Amendment.objects.exists()


def test_the_same_twice_is_refused(new: Draft) -> None:
    first = propose(new)
    with pytest.raises(Refused, match=f"Just this is proposed already, as {first.name}"):
        propose(new)
    actions.withdraw(BOARD, first, 1, "A slip.")
    assert propose(new).pk != first.pk


def test_wording_of_a_contribution_is_adopted_once_and_the_record_does_not_repeat_it(new: Draft) -> None:
    proposed = {"old": NEW["para_2"], "new": "Keepers are paid in full and on time, and in coin."}
    ask = say(new, "amend", "para:para_2", proposed=proposed).asks.get()
    made = actions.adopt(BOARD, ask)
    assert (made.ask, made.is_boards, made.old, made.new) == (ask, False, proposed["old"], proposed["new"])
    content = {"draft": "rev1", "eid": "para_2", "ask": ask.name, "contribution": ask.contribution.name}
    assert entries(made) == [("adopted wording", content)]
    with pytest.raises(Refused, match="an amendment already"):
        actions.adopt(BOARD, ask)


def test_what_is_confidential_is_not_adopted(new: Draft) -> None:
    proposed = {"old": NEW["para_2"], "new": "Keepers are paid."}
    ask = say(new, "amend", "para:para_2", proposed=proposed, permission="confidential").asks.get()
    with pytest.raises(Refused, match="made confidential"):
        actions.adopt(BOARD, ask)


def test_an_ask_without_wording_or_with_words_that_are_not_there_is_refused(new: Draft) -> None:
    with pytest.raises(Refused, match="proposes no wording"):
        actions.adopt(BOARD, say(new).asks.get())
    ask = say(new, "amend", "para:para_2", proposed={"old": "kings", "new": "queens"}).asks.get()
    with pytest.raises(Refused, match="Its words are not in paragraph 2"):
        actions.adopt(BOARD, ask)


def test_what_was_withdrawn_or_closed_is_told_no_more(process: Process, new: Draft) -> None:
    proposed = {"old": NEW["para_2"], "new": "Keepers are paid."}
    contribution = say(new, "amend", "para:para_2", proposed=proposed)
    made = actions.adopt(BOARD, contribution.asks.get())
    assert list(Amendment.objects.standing(process)) == [made]
    saying.withdraw(VISITOR, contribution, "")
    assert list(Amendment.objects.of(process).told(process)) == []
    assert list(Amendment.objects.standing(process)) == []


def test_what_is_made_confidential_is_told_no_more_in_the_record_either(process: Process, new: Draft) -> None:
    contribution = say(
        new, "amend", "para:para_2", proposed={"old": NEW["para_2"], "new": "Keepers are paid."}
    )
    made = actions.adopt(BOARD, contribution.asks.get())
    rows = list(Entry.objects.about("lighthouse", str(made)))
    assert [told for _entry, told in shown("lighthouse", (), rows)] == [True]
    saying.correct(VISITOR, contribution, said(new, permission="confidential"))
    assert [told for _entry, told in shown("lighthouse", ("board",), rows)] == [False]
    assert list(Amendment.objects.of(process).told(process)) == []


def test_an_amendment_whose_ask_is_gone_is_told_no_more(process: Process, new: Draft) -> None:
    contribution = say(new, "amend", "para:para_2", proposed={"old": NEW["para_2"], "new": "Keepers."})
    actions.adopt(BOARD, contribution.asks.get())
    contribution.asks.all().delete()
    assert list(Amendment.objects.of(process).told(process)) == []


def test_it_is_withdrawn_once_with_its_reason(new: Draft) -> None:
    made = propose(new)
    actions.withdraw(BOARD, made, 1, "Overtaken.")
    assert entries(made)[1] == ("withdrew amendment", {"reason": "Overtaken."})
    with pytest.raises(Crossed):
        actions.withdraw(BOARD, made, 1, "Again.")
    with pytest.raises(Crossed):
        actions.withdraw(BOARD, Amendment.objects.get(), 2, "Again.")
    assert Amendment.objects.get().reason == "Overtaken."


def test_it_is_carried_along_the_edges_once(process: Process, old: Draft, new: Draft) -> None:
    made = propose(old, "para_2", "Lamp keepers")
    carried = actions.carry(BOARD, made, 1, new)
    made.refresh_from_db()
    assert (made.state, made.reason) == ("carried", "to Rev1")
    assert (carried.draft, carried.eid, carried.new, carried.amends) == (new, "para_2", made.new, made)
    content = entries(carried)[0]
    assert content[0] == "carried amendment"
    assert content[1]["amends"] == made.name
    with pytest.raises(Crossed):
        actions.carry(BOARD, made, 2, new)


def test_what_has_no_place_in_a_later_draft_is_not_carried(old: Draft, new: Draft) -> None:
    made = propose(old, "para_3", "Horns are")
    with pytest.raises(Refused, match="Paragraph 3 was deleted in rev1"):
        actions.carry(BOARD, made, 1, new)
    made.refresh_from_db()
    assert (made.state, made.version) == ("proposed", 1)


def test_what_came_in_a_contribution_stays_its_own_when_it_is_carried(
    process: Process, old: Draft, new: Draft
) -> None:
    contribution = say(old, "amend", "para:para_2", proposed={"old": "on time", "new": "early"})
    made = actions.adopt(BOARD, contribution.asks.get())
    carried = actions.carry(BOARD, made, 1, new)
    assert (carried.ask, carried.is_boards, carried.old, carried.new) == (made.ask, False, "on time", "early")
    assert entries(carried)[0][1] == {
        "draft": "rev1",
        "eid": "para_2",
        "amends": made.name,
        "ask": made.ask.name,
        "contribution": contribution.name,
    }
    saying.withdraw(VISITOR, contribution, "")
    assert list(Amendment.objects.of(process).told(process)) == []


def test_an_organisation_stands_once_and_takes_it_back(process: Process, new: Draft) -> None:
    made, pilots = propose(new), Organisation.objects.named("lighthouse", "Pilots")
    actions.stand(BOARD, made, pilots, "supports", "", is_speaker=False)
    with pytest.raises(Refused, match="Pilots stands there already"):
        actions.stand(BOARD, made, pilots, "supports", "", is_speaker=False)
    support = actions.stand(BOARD, made, pilots, "opposes", "Too far.", is_speaker=True)
    assert [(one.position, one.reason) for one in made.support.all()] == [("opposes", "Too far.")]
    actions.take_back(BOARD, support, is_speaker=True)
    assert not Support.objects.exists()
    told = [(e.actor, e.verb, e.content) for e in Entry.objects.about("lighthouse", str(made))][1:]
    named = {"organisation": "Pilots", "verified": False}
    assert told == [
        ("board", "supported amendment", named),
        ("participant", "opposed amendment", {**named, "reason": "Too far."}),
        ("participant", "took back opposition", {**named, "reason": "Too far."}),
    ]


def test_nobody_stands_on_what_stands_no_more(new: Draft) -> None:
    made, pilots = propose(new), Organisation.objects.named("lighthouse", "Pilots")
    actions.withdraw(BOARD, made, 1, "Overtaken.")
    made.refresh_from_db()
    with pytest.raises(Refused, match="stands no more"):
        actions.stand(BOARD, made, pilots, "supports", "", is_speaker=False)


def test_what_is_proposed_on_a_draft_for_the_board_is_for_the_board(inside: Draft) -> None:
    made = propose(inside)
    assert [e.readers for e in Entry.objects.about("lighthouse", str(made))] == [Readers.BOARD]
