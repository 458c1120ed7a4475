"""What the software reads: suggestions of a run, apart from what people decide, which no later run touches."""

import re

import pytest
from django.test import Client

from soundingboard.site.contributions.actions import Asked, Said, file, withdraw
from soundingboard.site.contributions.intake import deciding, mending, redacting, suggesting
from soundingboard.site.contributions.intake.mending import origin_of
from soundingboard.site.contributions.models import Ask, Contribution, Decision, Run, Suggestion, Topic
from soundingboard.site.drafts.models import Draft, Visibility
from soundingboard.site.people.rules import VISITOR, Who
from tests.site.contributions.conftest import words
from tests.site.contributions.suggestions import is_in_step, secretary

KEEP = "Paragraph 3 must be retained as it stands."
DROP = "Delete paragraph 6."


@pytest.fixture
def rev2(drafts: list[Draft]) -> Draft:
    return drafts[-1]


@pytest.fixture
def sam(rev2: Draft) -> Who:
    return secretary(rev2.process)


def send(draft: Draft | None, text: str = f"{KEEP}\n\n{DROP}", **fields: object) -> Contribution:
    """Something that comes without saying what it asks; the worker reads it at once."""
    return file(VISITOR, fields.pop("process", None) or draft.process, Said(draft, (), text, **fields))


def suggested(one: Contribution, **which: object) -> list[tuple[str, str, str]]:
    rows = Suggestion.objects.filter(contribution=one, **which).order_by("pk")
    return [(row.kind, row.place, row.quote["text"]) for row in rows]


BOTH = [("retain", "para:para_3", KEEP), ("delete", "para:para_6", DROP)]


def test_what_is_filed_without_asks_is_read(rev2: Draft) -> None:
    one = send(rev2)
    assert suggested(one) == BOTH
    run = Run.objects.get()
    assert run.version.startswith("soundingboard ")
    assert {name.partition(".")[0] for name in run.thresholds} == {"ask", "cite", "link"}
    assert re.fullmatch(r"[0-9a-f]{64}", run.inputs)
    assert {row.basis for row in Suggestion.objects.all()} == {"number"}
    assert {row.decision for row in Suggestion.objects.all()} == {Decision.OPEN}
    assert (Ask.objects.count(), one.dealt) == (0, None)
    assert is_in_step(rev2.process)


def test_what_says_itself_what_it_asks_is_not_read(rev2: Draft) -> None:
    file(VISITOR, rev2.process, Said(rev2, (Asked("retain", "para:para_3"),), KEEP))
    assert Run.objects.count() == 0


def test_the_same_gives_no_second_run(rev2: Draft) -> None:
    one = send(rev2)
    before = list(Suggestion.objects.values_list("pk", flat=True))
    suggesting.suggest_later(one)
    suggesting.suggest_waiting(rev2.process)
    assert (Run.objects.count(), list(Suggestion.objects.values_list("pk", flat=True))) == (1, before)


def test_a_later_run_keeps_what_was_decided(rev2: Draft, sam: Who) -> None:
    text = f"{KEEP}\n\n{DROP}\n\nParagraph 5 should be clarified."
    one = send(rev2, text)
    first, second, third = Suggestion.objects.order_by("pk")
    ask = deciding.accept(sam, first)
    deciding.reject(sam, second)
    Contribution.objects.filter(pk=one.pk).update(text=f"{text}\n\nDelete paragraph 1.")
    suggesting.suggest_later(one)
    assert Run.objects.count() == 2
    assert suggested(one, decision=Decision.ACCEPTED) == BOTH[:1]
    assert suggested(one, decision=Decision.REJECTED) == BOTH[1:]
    assert [place for _kind, place, _words in suggested(one, decision=Decision.OPEN)] == [
        "para:para_5",
        "para:para_1",
    ]
    assert not Suggestion.objects.filter(pk=third.pk).exists()
    assert Ask.objects.get() == ask
    assert is_in_step(rev2.process)


def test_what_stands_is_not_suggested(rev2: Draft, sam: Who) -> None:
    one = send(rev2)
    keep = Suggestion.objects.first()
    Suggestion.objects.all().delete()
    deciding.add(sam, one, None, deciding.as_suggested(keep))
    Run.objects.all().delete()
    suggesting.suggest_later(one)
    assert suggested(one) == BOTH[1:]


def test_without_a_draft_nothing_is_read_until_it_has_one(
    rev2: Draft, sam: Who, as_secretariat: Client
) -> None:
    one = send(None, process=rev2.process)
    assert Run.objects.count() == 0
    form = {
        "group": "not stated",
        "region": "not stated",
        "draft": "rev2",
        "language": "en",
        "permission": "organisation",
    }
    done = as_secretariat.post(f"/lighthouse/intake/{one.name}/act/", {"deed": "mend", "version": 1, **form})
    assert (done.status_code, suggested(one)) == (302, BOTH)


def test_an_unsupported_language(rev2: Draft, as_secretariat: Client) -> None:
    one = send(rev2, "Säilytä tämä kappale ennallaan, kiitos.", language="fi")
    assert suggested(one) == []
    assert "language not supported: fi" in words(as_secretariat.get("/lighthouse/intake/"))


def test_nothing_to_link(rev2: Draft, as_secretariat: Client) -> None:
    one = send(rev2, "Zebras graze.")
    assert (Run.objects.count(), suggested(one)) == (1, [])
    assert "nothing could be linked" in words(as_secretariat.get("/lighthouse/intake/"))
    assert "found nothing in it that it could link" in words(
        as_secretariat.get(f"/lighthouse/intake/{one.name}/")
    )


def test_what_no_number_places_can_be_placed_with_one_press(rev2: Draft, as_secretariat: Client) -> None:
    one = send(rev2, "The text on lighthouse keepers and their school should be strengthened.")
    suggestion = Suggestion.objects.get()
    assert (suggestion.place, suggestion.sure) == ("whole", False)
    assert [other["label"] for other in suggestion.others] == ["9", "8", "2"]
    response = as_secretariat.get(f"/lighthouse/intake/{one.name}/")
    assert "Paragraph 9 of Revision 2" in words(response, "fieldset")
    assert "Not linked to a paragraph" in words(response, ".suggestion")
    act = {"deed": "choose", "suggestion": suggestion.pk, "other": 0}
    assert as_secretariat.post(f"/lighthouse/intake/{one.name}/act/", act).status_code == 302
    assert (Ask.objects.get().place, Ask.objects.get().basis) == ("para:para_9", "person")


def test_an_earlier_draft_is_walked_to_this_one(rev2: Draft) -> None:
    one = send(rev2, "We ask to retain paragraph 5 of the Zero Draft.")
    assert [place for _kind, place, _words in suggested(one)] == ["para:para_6"]


def test_a_draft_of_the_board_says_nothing_to_what_is_said_in_public(
    rev2: Draft, drafts: list[Draft]
) -> None:
    one = send(rev2)
    Draft.objects.filter(pk=drafts[1].pk).update(visibility=Visibility.BOARD)
    shelf = suggesting._shelf_of(Draft.objects.get(pk=rev2.pk))
    assert [draft.stage for draft in shelf.drafts] == ["zero-draft", "rev2"]
    assert suggested(one) == BOTH


def test_what_is_confidential_is_read_and_lends_no_words(rev2: Draft, sam: Who) -> None:
    one = send(rev2, permission="confidential")
    assert suggested(one) == BOTH
    deciding.accept_sure(sam, one)
    assert suggesting._lent(rev2) == ()
    send(rev2)
    deciding.accept_sure(sam, Contribution.objects.last())
    assert {eid for eid, _words in suggesting._lent(rev2)} <= {"para_3", "para_6"}


def test_what_was_withdrawn_is_not_read(rev2: Draft) -> None:
    one = send(rev2)
    withdraw(VISITOR, one)
    Run.objects.all().delete()
    suggesting.suggest_later(one)
    suggesting.suggest.call(0)
    assert Run.objects.count() == 0


def test_a_topic_that_the_process_has_is_a_place(rev2: Draft) -> None:
    from soundingboard.model import Ask as AskRecord
    from soundingboard.model import Target

    Topic.objects.create(process=rev2.process, slug="fog", label="Fog at sea")

    def place(**target: object) -> str:
        ask = AskRecord("a", "c", "add", "neutral", "omission", Target(**target))
        return suggesting._place(rev2.process, ask)

    assert place(topic="fog at sea") == "topic:fog"
    assert place(topic="ice") == "missing"
    assert place(eid="para_1", draft="rev2") == "para:para_1"


def test_words_that_change_while_they_are_read_are_read_again_later(rev2: Draft) -> None:
    one = send(rev2)
    stale = Contribution.objects.select_related("process", "draft__process").get(pk=one.pk)
    Contribution.objects.filter(pk=one.pk).update(text=DROP)
    stale.text = f"{KEEP} {DROP} {KEEP}"
    suggesting._read(stale)
    assert (Run.objects.count(), suggested(one)) == (1, BOTH)


def test_what_was_redacted_is_read_again(rev2: Draft, as_secretariat: Client) -> None:
    one = send(rev2)
    sent = {"version": 1, "words": KEEP.rstrip("."), "reason": "an insult", "sure": "yes"}
    assert as_secretariat.post(f"/lighthouse/intake/{one.name}/redact/", sent).status_code == 302
    assert suggested(one) == BOTH[1:]


def test_reading_again_by_its_button(rev2: Draft, as_secretariat: Client) -> None:
    one = send(rev2)
    Suggestion.objects.all().delete()
    Run.objects.all().delete()
    as_secretariat.post(f"/lighthouse/intake/{one.name}/act/", {"deed": "again"})
    assert suggested(one) == BOTH
    Suggestion.objects.all().delete()
    Run.objects.all().delete()
    as_secretariat.post("/lighthouse/intake/")
    assert suggested(one) == BOTH


def test_mending_the_language_alone_reads_it_again(rev2: Draft, sam: Who) -> None:
    from dataclasses import replace

    one = send(rev2)
    mending.mend_origin(sam, one, None, replace(origin_of(one), language="fr"))
    suggesting.suggest_later(one)
    assert Run.objects.count() == 2
    redacting.set_aside(sam, one, None, "a double")
    suggesting.suggest_later(one)
    assert Run.objects.count() == 2
