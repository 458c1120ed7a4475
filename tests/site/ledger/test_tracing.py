"""Runs: what they suggest, what they replace, what they leave alone."""

import pytest
from django.test import TestCase

from soundingboard.site.contributions.actions import withdraw
from soundingboard.site.contributions.models import Contribution
from soundingboard.site.drafts.models import Draft
from soundingboard.site.ledger.actions import decide, mark_carried, retrace
from soundingboard.site.ledger.actions.tracing import SOFTWARE
from soundingboard.site.ledger.models import Contest, Entry, NotCarried, Trace, Wanted
from soundingboard.site.people.rules import VISITOR, Who
from soundingboard.site.record.models import Entry as Act
from soundingboard.site.reflections.models import Reflection, Section
from tests.site.ledger.conftest import entry, outcomes, say

pytestmark = pytest.mark.django_db
SAM = Who(1, "sam", roles={"lighthouse": frozenset({"secretariat"})})


def test_each_ask_has_an_entry_for_each_later_draft(drafts: list[Draft]) -> None:
    first = say(drafts[0], "delete", "para_3")
    second = say(drafts[1], "delete", "para_3")
    newest = say(drafts[2], "delete", "para_3")
    remark = say(drafts[0], "remark", "para_3")
    assert retrace(drafts[0].process) == 3
    assert outcomes(first) == {"rev1": "not taken up", "rev2": "adopted"}
    assert outcomes(second) == {"rev2": "adopted"}
    assert outcomes(newest) == outcomes(remark) == {}


def test_entries_are_suggestions_of_a_run(buoys: Contribution) -> None:
    retrace(buoys.process)
    one = entry(buoys, "rev2")
    run = Trace.objects.get()
    assert (one.run, one.suggested, one.outcome, one.is_confirmed) == (run, "adopted", "adopted", False)
    assert (run.old.slug, run.new.slug) == ("rev1", "rev2")
    assert run.version.startswith("soundingboard ")
    assert len(run.inputs) == 64
    assert {key.partition(".")[0] for key in run.thresholds} == {"trace"}
    assert [one["kind"] for one in one.evidence] == ["text-match"]


def test_the_same_inputs_give_no_second_run(buoys: Contribution) -> None:
    retrace(buoys.process)
    before = list(Trace.objects.values_list("pk", flat=True)), Act.objects.count(), entry(buoys, "rev2").name
    retrace(buoys.process)
    assert (
        list(Trace.objects.values_list("pk", flat=True)),
        Act.objects.count(),
        entry(buoys, "rev2").name,
    ) == before


def test_a_run_is_entered_in_the_record_without_what_is_confidential(
    buoys: Contribution, secret: Contribution
) -> None:
    retrace(buoys.process)
    act = Act.objects.get(verb="traced asks")
    assert (act.actor, act.object, act.readers) == (SOFTWARE.actor, "draft:rev2", "public")
    assert (act.content["from"], act.content["entries"]) == ("rev1", 1)


def test_a_later_run_keeps_names_and_replaces_what_nobody_confirmed(buoys: Contribution) -> None:
    retrace(buoys.process)
    before = entry(buoys, "rev2")
    ask = buoys.asks.get()
    ask.kind = "retain"
    ask.save()
    retrace(buoys.process)
    after = entry(buoys, "rev2")
    assert (after.name, after.suggested, after.outcome) == (before.name, "lost", "lost")
    assert after.version == before.version + 1
    assert after.run_id != before.run_id


def test_a_later_run_never_overwrites_a_decision(buoys: Contribution) -> None:
    retrace(buoys.process)
    decide(SAM, entry(buoys, "rev2"), 1, "in part", "Only half of it.")
    before = Entry.objects.values().get()
    ask = buoys.asks.get()
    ask.kind = "retain"
    ask.save()
    say(buoys.draft, "delete", "para_3")
    retrace(buoys.process)
    assert Entry.objects.filter(ask=ask).values().get() == before


def test_entries_of_asks_that_no_longer_stand_go_unless_somebody_decided(
    buoys: Contribution, kept: Contribution, hidden: Contribution
) -> None:
    retrace(buoys.process)
    decide(SAM, entry(buoys, "rev2"), 1, "adopted")
    contested = entry(hidden, "rev2")
    Contest.objects.create(process=buoys.process, contribution=hidden, entry=contested, grounds="No.")
    for one in (buoys, kept, hidden):
        withdraw(VISITOR, one)
    retrace(buoys.process)
    assert set(Entry.objects.all()) == {entry(buoys, "rev2"), contested}


def test_a_draft_for_the_board_is_passed_over_in_public(drafts: list[Draft]) -> None:
    public = say(drafts[0], "delete", "para_3")
    Draft.objects.filter(pk=drafts[1].pk).update(visibility="board")
    inside = say(drafts[1], "delete", "para_3")
    retrace(drafts[0].process)
    assert outcomes(public) == {"rev1": "not taken up", "rev2": "adopted"}
    assert entry(public, "rev2").old.slug == "zero-draft"
    assert entry(inside, "rev2").old.slug == "rev1"


def test_a_corrigendum_takes_the_place_of_what_it_corrects(drafts: list[Draft], buoys: Contribution) -> None:
    Draft.objects.filter(pk=drafts[2].pk).update(state="replaced", order=3, correction=0)
    Draft.objects.filter(pk=drafts[1].pk).update(order=2)
    newest = Draft.objects.get(pk=drafts[2].pk)
    corrected = Draft.objects.get(pk=drafts[2].pk)
    corrected.pk, corrected.slug, corrected.state, corrected.correction = None, "rev2-corr", "published", 1
    corrected.corrects = newest
    corrected.save()
    retrace(buoys.process)
    assert set(Entry.objects.values_list("new__slug", flat=True)) == {"rev2-corr"}


def test_what_the_board_carried_and_why_not(
    buoys: Contribution, kept: Contribution, hidden: Contribution
) -> None:
    retrace(buoys.process)
    names = [one.asks.get().name for one in (buoys, kept, hidden)]
    made = Reflection.objects.create(
        process=buoys.process, slug="r1", draft=buoys.draft, title="Reflections", date="2026-07-01"
    )
    Section.objects.create(reflection=made, order=1, name="s1", kind="retain", evidence=[f"ask:{names[0]}"])
    Section.objects.create(reflection=made, order=2, name="s2", kind="general", evidence=[f"ask:{names[2]}"])
    NotCarried.objects.create(ask=kept.asks.get(), because="Against.", by="bo")
    mark_carried(buoys.process)
    assert [entry(one, "rev2").carried_by for one in (buoys, kept, hidden)] == [None, None, None]
    Reflection.objects.update(state="published", published="2026-07-02T00:00Z")
    mark_carried(buoys.process)
    found = [
        (one.carried_by, one.not_carried_because)
        for one in (entry(each, "rev2") for each in (buoys, kept, hidden))
    ]
    assert found == [(made, ""), (None, "Against."), (None, "")]


def test_a_change_asks_for_one_run(drafts: list[Draft]) -> None:
    with TestCase.captureOnCommitCallbacks(execute=False) as late:
        say(drafts[1], "delete", "para_3")
    assert [one.__qualname__.partition(".")[0] for one in late] == ["retrace_later"]
    with TestCase.captureOnCommitCallbacks(execute=False) as nothing:
        say(drafts[2], "delete", "para_3")
    assert nothing == []


def test_the_run_is_done_when_the_act_is_through(drafts: list[Draft]) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        said = say(drafts[1], "delete", "para_3")
    assert outcomes(said) == {"rev2": "adopted"}
    assert Wanted.objects.get().asked is None
