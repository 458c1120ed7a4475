"""What people decide of suggestions: one ask each, tallies in step, an entry each, nothing overwritten."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from soundingboard.site.contributions.actions import Asked, Ended, withdraw
from soundingboard.site.contributions.intake import deciding, mending
from soundingboard.site.contributions.intake.mending import origin_of
from soundingboard.site.contributions.models import Ask, Contribution, Decision, Suggestion
from soundingboard.site.drafts.models import Draft
from soundingboard.site.drafts.refusals import Crossed, Refused
from soundingboard.site.people.rules import VISITOR, Who
from soundingboard.site.record.models import Entry
from tests.site.contributions.suggestions import TEXT, filed, is_in_step, readable, secretary, suggest, verbs


@pytest.fixture
def sam(new: Draft) -> Who:
    return secretary(new.process)


@pytest.fixture
def one(new: Draft) -> Contribution:
    return filed(new)


def asks(one: Contribution) -> list[tuple]:
    rows = Ask.objects.filter(contribution=one).order_by("pk")
    return [(ask.kind, ask.place, (ask.quote or {}).get("text"), ask.basis) for ask in rows]


def newest(one: Contribution) -> dict:
    return Entry.objects.about(one.process.slug, str(one)).last().content


def test_accepting_makes_an_ask_of_what_was_suggested(sam: Who, one: Contribution) -> None:
    suggestion = suggest(one, "Keep it lit!", score=None)
    ask = deciding.accept(sam, suggestion)
    assert asks(one) == [("retain", "para:para_1", "Keep it lit!", "number")]
    assert (ask.confirmed_by, ask.statement) == (sam.pseudonym, "Keep it lit!")
    kept = Suggestion.objects.get()
    assert (kept.decision, kept.decided_by, kept.ask) == (Decision.ACCEPTED, sam.pseudonym, ask)
    assert verbs(one.process)[-1] == "accepted suggestion"
    assert newest(one)["after"]["target"] == {"draft": "rev1", "eid": "para_1"}
    assert is_in_step(one.process)


def test_accepting_twice_gives_one_ask(sam: Who, one: Contribution) -> None:
    suggestion = suggest(one, "Keep it lit!")
    first = deciding.accept(sam, suggestion)
    again = deciding.accept(sam, Suggestion.objects.get(pk=suggestion.pk))
    assert (first, len(asks(one)), verbs(one.process).count("accepted suggestion")) == (again, 1, 1)


def test_what_was_decided_otherwise_is_not_overwritten(sam: Who, one: Contribution) -> None:
    suggestion = suggest(one, "Keep it lit!")
    seen_by_both = Suggestion.objects.get(pk=suggestion.pk)
    deciding.reject(sam, suggestion)
    with pytest.raises(Crossed):
        deciding.accept(secretary(one.process, "ula"), seen_by_both)
    assert (asks(one), Suggestion.objects.get().decision) == ([], Decision.REJECTED)
    deciding.reject(sam, suggestion)
    assert verbs(one.process).count("rejected suggestion") == 1
    assert is_in_step(one.process)


def test_what_was_rejected_can_be_accepted_after_all(sam: Who, one: Contribution) -> None:
    suggestion = suggest(one, "Keep it lit!")
    deciding.reject(sam, suggestion)
    deciding.accept(sam, Suggestion.objects.get(), was=Decision.REJECTED)
    assert (len(asks(one)), Suggestion.objects.get().decision) == (1, Decision.ACCEPTED)


def test_all_that_are_sure_at_once(sam: Who, one: Contribution) -> None:
    suggest(one, "Keep it lit!")
    suggest(one, "keepers must be paid every week", "amend", "para_2")
    suggest(one, "fog", "remark", "para_3", sure=False)
    assert len(deciding.accept_sure(sam, one)) == 2
    assert [kind for kind, *_rest in asks(one)] == ["retain", "amend"]
    assert Suggestion.objects.filter(decision=Decision.OPEN).count() == 1
    assert is_in_step(one.process)


def test_another_place_with_one_press(sam: Who, one: Contribution) -> None:
    others = [{"place": "para:para_2", "label": "2", "score": 0.39, "words": ["paid"]}]
    suggestion = suggest(one, "Keep it lit!", basis="similarity", score=0.41, sure=False, others=others)
    first = deciding.choose(sam, suggestion, 0)
    again = deciding.choose(sam, Suggestion.objects.get(), 0)
    assert (first, asks(one)) == (again, [("retain", "para:para_2", "Keep it lit!", "person")])
    kept = Suggestion.objects.get()
    assert (kept.decision, kept.place) == (Decision.CORRECTED, "para:para_1")
    with pytest.raises(Refused):
        deciding.choose(sam, kept, 7)
    assert is_in_step(one.process)


def test_correcting_a_suggestion_keeps_how_its_place_was_found(sam: Who, one: Contribution) -> None:
    suggestion = suggest(one, "Keep it lit!", score=0.7, basis="quotation")
    asked = Asked(
        "amend", "para:para_1", one.draft, quote=suggestion.quote, proposed={"old": None, "new": "lit"}
    )
    ask = deciding.correct_suggestion(sam, suggestion, one.version, asked)
    assert (ask.basis, ask.score, ask.kind, ask.proposed) == (
        "quotation",
        0.7,
        "amend",
        {"old": None, "new": "lit"},
    )
    assert newest(one)["before"]["kind"] == "retain"
    assert is_in_step(one.process)


def test_sent_twice_is_done_once(sam: Who, one: Contribution) -> None:
    suggestion = suggest(one, "Keep it lit!")
    asked = Asked("amend", "para:para_2", one.draft, quote=suggestion.quote)
    deciding.correct_suggestion(sam, suggestion, 1, asked)
    deciding.correct_suggestion(sam, Suggestion.objects.get(), 1, asked)
    more = Asked("delete", "para:para_3", one.draft)
    deciding.add(sam, one, 2, more)
    deciding.add(sam, one, 2, more)
    assert [kind for kind, *_rest in asks(one)] == ["amend", "delete"]
    assert is_in_step(one.process)


def test_two_editors_at_once(sam: Who, one: Contribution) -> None:
    ask = deciding.add(sam, one, 1, Asked("delete", "para:para_3", one.draft))
    deciding.correct_ask(sam, ask, 2, Asked("clarify", "para:para_3", one.draft))
    with pytest.raises(Crossed):
        deciding.correct_ask(sam, ask, 2, Asked("move", "para:para_3", one.draft))
    with pytest.raises(Crossed):
        deciding.remove(sam, ask, 2)
    with pytest.raises(Crossed):
        deciding.add(sam, one, 2, Asked("move", "para:para_3", one.draft))
    assert asks(one) == [("clarify", "para:para_3", None, "person")]
    assert is_in_step(one.process)


def test_what_is_no_longer_current_is_left_alone(sam: Who, one: Contribution) -> None:
    suggestion = suggest(one, "Keep it lit!")
    withdraw(VISITOR, one)
    before = verbs(one.process)
    for deed in (
        lambda: deciding.accept(sam, suggestion),
        lambda: deciding.add(sam, one, None, Asked("delete", "whole", one.draft)),
        lambda: deciding.deal(sam, one, None),
    ):
        with pytest.raises(Ended):
            deed()
    assert (asks(one), verbs(one.process)) == ([], before)


def test_removing_an_ask_rejects_what_suggested_it(sam: Who, one: Contribution) -> None:
    ask = deciding.accept(sam, suggest(one, "Keep it lit!"))
    deciding.remove(sam, ask, None)
    kept = Suggestion.objects.get()
    assert (asks(one), kept.decision, kept.ask) == ([], Decision.REJECTED, None)
    assert newest(one)["before"]["kind"] == "retain"
    assert is_in_step(one.process)


def test_splitting_at_a_sentence(sam: Who, one: Contribution) -> None:
    words = TEXT[: TEXT.index(" In paragraph 2")]
    ask = deciding.accept(sam, suggest(one, words, proposed={"old": None, "new": "Keep it lit"}))
    at = TEXT.index("Keep it lit!")
    with pytest.raises(Refused):
        deciding.split(sam, ask, None, at + 1)
    deciding.split(sam, ask, None, at)
    assert asks(one) == [
        ("retain", "para:para_1", "We welcome the light in paragraph 1.", "number"),
        ("retain", "para:para_1", "Keep it lit!", "number"),
    ]
    assert [ask.proposed for ask in one.asks.order_by("pk")] == [None, {"old": None, "new": "Keep it lit"}]
    assert is_in_step(one.process)


def test_merging_what_split_gives_it_back(sam: Who, one: Contribution) -> None:
    words = TEXT[: TEXT.index(" In paragraph 2")]
    ask = deciding.accept(sam, suggest(one, words, proposed={"old": None, "new": "Keep it lit"}))
    first, second = deciding.split(sam, ask, None, TEXT.index("Keep it lit!"))
    whole = deciding.merge(sam, first, second, None)
    assert asks(one) == [("retain", "para:para_1", words, "number")]
    assert Ask.objects.get().proposed == {"old": None, "new": "Keep it lit"}
    other = deciding.add(sam, one, None, Asked("delete", "para:para_1", one.draft))
    with pytest.raises(Refused):
        deciding.merge(sam, whole, other, None)
    with pytest.raises(Refused):
        deciding.merge(sam, whole, whole, None)
    assert is_in_step(one.process)


def test_merging_keeps_both_proposals(sam: Who, one: Contribution) -> None:
    first = deciding.accept(
        sam, suggest(one, "Keep it lit!", proposed={"old": "a", "new": "b"}, rationale="why")
    )
    second = deciding.accept(sam, suggest(one, "about the fog", proposed={"old": None, "new": "c"}))
    deciding.merge(sam, first, second, None)
    ask = Ask.objects.get()
    assert (ask.proposed, ask.rationale) == ({"old": "a", "new": "b\nc"}, "why")
    assert ask.quote["text"] == TEXT[ask.quote["start"] : ask.quote["end"]]
    assert ask.quote["text"].startswith("Keep it lit!")
    assert ask.quote["text"].endswith("about the fog")


def test_dealt_with_and_not_yet(sam: Who, one: Contribution) -> None:
    deciding.deal(sam, one, 1)
    deciding.deal(sam, one, 1)
    assert Contribution.objects.waiting(one.process).count() == 0
    deciding.reopen(sam, one)
    deciding.reopen(sam, one)
    assert Contribution.objects.waiting(one.process).count() == 1
    assert verbs(one.process)[-2:] == ["dealt with contribution", "reopened contribution"]
    with pytest.raises(Crossed):
        deciding.deal(sam, one, 1)


def mend(sam: Who, one: Contribution, reason: str = "", **fields: object) -> bool:
    one = Contribution.objects.get(pk=one.pk)
    return mending.mend_origin(sam, one, one.version, replace(origin_of(one), **fields), reason)


def test_mending_where_it_comes_from(sam: Who, one: Contribution, old: Draft) -> None:
    deciding.accept(sam, suggest(one, "Keep it lit!"))
    assert not mend(sam, one)
    assert mend(
        sam, one, stakeholder_group="government", organisation="  Pilots  Ltd ", language="fr", draft=old
    )
    now = Contribution.objects.get()
    assert (now.stakeholder_group, now.organisation.name, now.language, now.late) == (
        "government",
        "Pilots Ltd",
        "fr",
        True,
    )
    assert newest(one)["values"]["stakeholder_group"] == ["youth", "government"]
    assert newest(one)["values"]["draft"] == ["rev1", "zero-draft"]
    assert is_in_step(one.process)


def test_a_stricter_permission_closes_what_the_record_showed(sam: Who, one: Contribution) -> None:
    mend(sam, one, organisation="Pilots")
    deciding.accept(sam, suggest(one, "Keep it lit!"))
    mend(sam, one, permission="anonymous")
    assert (newest(one)["permission"], "stakeholder_group" in newest(one)) == ("anonymous", False)
    assert Contribution.objects.get().organisation is None
    assert "Pilots" not in readable(one.process)
    assert "youth" not in readable(one.process)
    assert "Keep it lit!" in readable(one.process)
    mend(sam, one, permission="confidential")
    assert "Keep it lit!" not in readable(one.process)
    assert is_in_step(one.process)


def test_showing_more_needs_a_reason(sam: Who, new: Draft) -> None:
    one = filed(new, permission="anonymous")
    with pytest.raises(Refused):
        mend(sam, one, permission="named")
    mend(sam, one, "Its author wrote to us.", permission="organisation")
    assert newest(one)["reason"] == "Its author wrote to us."
    assert is_in_step(one.process)


def test_who_an_anonymous_one_is_of_is_mended_and_not_told(sam: Who, new: Draft) -> None:
    one = filed(new, permission="anonymous")
    mend(sam, one, stakeholder_group="government", language="fr")
    assert newest(one)["values"] == {"language": ["en", "fr"]}
    assert newest(one)["changed"] == ["language"]
    assert Contribution.objects.get().stakeholder_group == "government"
    assert is_in_step(one.process)


def test_the_record_of_a_confidential_one_says_nothing(sam: Who, new: Draft) -> None:
    one = filed(new, permission="confidential")
    deciding.accept(sam, suggest(one, "Keep it lit!"))
    deciding.deal(sam, one, None)
    bodies = " ".join(entry.body for entry in Entry.objects.about(one.process.slug, str(one)))
    assert "lit" not in bodies
    assert "para_1" not in bodies
    assert is_in_step(one.process)


def test_accepting_asks_the_database_no_more_for_a_large_process(sam: Who, new: Draft) -> None:
    first = suggest(filed(new), "Keep it lit!")
    with CaptureQueriesContext(connection) as few:
        deciding.accept(sam, first)
    for _n in range(20):
        filed(new)
    second = suggest(filed(new), "Keep it lit!")
    with CaptureQueriesContext(connection) as many:
        deciding.accept(sam, second)
    assert len(many) <= len(few) + 2  # the tally of the place is there already
