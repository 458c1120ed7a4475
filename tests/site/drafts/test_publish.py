"""Putting drafts out: what is written, compared and recorded; corrigenda; what cannot be done."""

import pytest

from soundingboard.site.drafts import lives
from soundingboard.site.drafts.actions import Crossed, Refused, compare_with_others, publish
from soundingboard.site.drafts.models import Change, Comparison, Draft, LinkDecision, State, Visibility
from soundingboard.site.people.rules import OPERATOR
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry
from tests.site.conftest import _draft
from tests.site.lighthouse import REV2

pytestmark = pytest.mark.django_db


def kinds(old: Draft, new: Draft) -> list[tuple[str, list[str], list[str]]]:
    changes = Change.objects.filter(comparison__old=old, comparison__new=new).order_by("index")
    return [
        (
            change.kind,
            [one["number"] for one in change.record["old"]],
            [one["number"] for one in change.record["new"]],
        )
        for change in changes
        if change.kind != "unchanged" or change.record["moved"]
    ]


def corrigendum(draft: Draft, n: int = 1) -> Draft:
    made = _draft(draft.process, f"{draft.slug}-corr{n}", draft.label, "2026-08-01", REV2, None, None)
    made.corrects, made.correction_note = draft, "A comma was lost in paragraph 3."
    made.save()
    return made


def test_each_pair_of_drafts_is_compared(drafts: list[Draft]) -> None:
    pairs = Comparison.objects.order_by("pk").values_list("old__slug", "new__slug")
    assert list(pairs) == [("zero-draft", "rev1"), ("zero-draft", "rev2"), ("rev1", "rev2")]


def test_the_known_changes_are_found(drafts: list[Draft]) -> None:
    zero, rev1, rev2 = drafts
    assert kinds(zero, rev1) == [
        ("reworded", ["2"], ["2"]),
        ("split", ["4"], ["4", "5"]),
        ("inserted", [], ["6"]),
    ]
    assert kinds(rev1, rev2) == [
        ("deleted", ["3"], []),
        ("unchanged", ["12"], ["7"]),
        ("joined", ["9", "10"], ["9"]),
    ]


def test_the_softened_words_are_flagged(drafts: list[Draft]) -> None:
    change = Change.objects.get(comparison__old=drafts[0], comparison__new=drafts[1], kind="reworded")
    (device,) = change.record["devices"]
    assert (device["effect"], device["old"]["text"], device["new"]["text"]) == (
        "softens",
        "commit to",
        "recognize the need to",
    )


def test_a_paragraph_lives_through_a_split(drafts: list[Draft]) -> None:
    walk = lives.lives(drafts)
    assert walk.forward(drafts[0].pk, "para_4", drafts[2].pk) == ("para_3", "para_4")


def test_paragraphs_and_headings_become_rows(drafts: list[Draft]) -> None:
    rows = drafts[2].paragraphs.values_list("eid", "number", "section")
    assert list(rows)[5:7] == [("para_6", "6", "sec_1"), ("para_7", "7", "sec_2")]
    assert list(drafts[2].headings.values_list("number", "text")) == [
        ("A", "The coast and its lights"),
        ("B", "Keepers and their training"),
    ]


def test_publishing_is_recorded(drafts: list[Draft]) -> None:
    entry = Entry.objects.get(object="draft:rev1")
    assert (entry.verb, entry.actor, entry.readers) == ("published draft", "operator", "public")
    assert entry.content == {
        "slug": "rev1",
        "stage": "rev1",
        "label": "Revision 1",
        "symbol": "",
        "date": "2026-05-04",
        "visibility": "public",
        "sha256": "",
        "paragraphs": 12,
    }


def test_a_draft_for_the_board_is_recorded_for_the_board(process: Process) -> None:
    draft = _draft(process, "rev3", "Revision 3", "2026-09-01", REV2, None, None)
    draft.visibility = Visibility.BOARD
    draft.save()
    publish(OPERATOR, draft)
    assert Entry.objects.get(object="draft:rev3").readers == "board"


def test_a_public_comparison_names_no_draft_for_the_board(process: Process, drafts: list[Draft]) -> None:
    Draft.objects.filter(slug="zero-draft").update(visibility=Visibility.BOARD)
    again = _draft(process, "rev3", "Revision 3", "2026-09-01", REV2, None, None)
    gone, last = drafts[0].record["paragraphs"][2], again.record["paragraphs"][-1]
    again.record["paragraphs"].append(last | {"eid": "para_11", "number": "11", "text": gone["text"]})
    again.save()
    publish(OPERATOR, again)
    back = Change.objects.get(comparison__old__slug="rev2", comparison__new__slug="rev3", kind="inserted")
    assert back.record["reinstates"]["draft"] == "rev1"


def test_a_draft_is_published_once(drafts: list[Draft]) -> None:
    with pytest.raises(Refused, match="This draft is out already"):
        publish(OPERATOR, drafts[0])


def test_a_draft_that_was_mended_in_the_meantime_is_not_published(process: Process) -> None:
    draft = _draft(process, "rev3", "Revision 3", "2026-09-01", REV2, None, None)
    Draft.objects.filter(pk=draft.pk).update(version=2)
    with pytest.raises(Crossed):
        publish(OPERATOR, draft)
    assert not Entry.objects.exists()


def test_a_corrigendum_replaces_its_draft_openly(process: Process, drafts: list[Draft]) -> None:
    made = corrigendum(drafts[1])
    publish(OPERATOR, made)
    chain = [(one.slug, one.state) for one in lives.chain(process, inside=False)]
    assert chain == [
        ("zero-draft", State.PUBLISHED),
        ("rev1", State.REPLACED),
        ("rev1-corr1", State.PUBLISHED),
        ("rev2", State.PUBLISHED),
    ]
    content = Entry.objects.get(object="draft:rev1-corr1").content
    assert (content["corrects"], content["mends"]) == ("draft:rev1", "A comma was lost in paragraph 3.")
    assert Entry.objects.filter(object="draft:rev1").last().content["by"] == "draft:rev1-corr1"


def test_a_corrigendum_is_compared_with_what_came_before_and_after(drafts: list[Draft]) -> None:
    publish(OPERATOR, corrigendum(drafts[1]))
    pairs = Comparison.objects.filter(old__slug="rev1-corr1") | Comparison.objects.filter(
        new__slug="rev1-corr1"
    )
    assert sorted(pairs.values_list("old__slug", "new__slug")) == [
        ("rev1", "rev1-corr1"),
        ("rev1-corr1", "rev2"),
        ("zero-draft", "rev1-corr1"),
    ]


def test_two_corrigenda_cannot_replace_one_draft(drafts: list[Draft]) -> None:
    first, second = corrigendum(drafts[1]), corrigendum(drafts[1], 2)
    publish(OPERATOR, first)
    with pytest.raises(Refused, match="replaced this draft already"):
        publish(OPERATOR, second)


def test_a_decision_stands_when_drafts_are_compared_again(drafts: list[Draft]) -> None:
    zero, rev1, _rev2 = drafts
    LinkDecision.objects.create(old=zero, new=rev1, old_eids=["para_3"], new_eids=["para_6"])
    compare_with_others(rev1)
    change = Change.objects.get(comparison__old=zero, comparison__new=rev1, record__given=True)
    assert [one["eid"] for one in (*change.record["old"], *change.record["new"])] == ["para_3", "para_6"]


def test_the_later_of_two_decisions_stands(drafts: list[Draft]) -> None:
    zero, rev1, _rev2 = drafts
    LinkDecision.objects.create(old=zero, new=rev1, old_eids=["para_3"], new_eids=["para_3", "para_6"])
    LinkDecision.objects.create(old=zero, new=rev1, old_eids=[], new_eids=["para_6"])
    compare_with_others(rev1)
    assert ("inserted", [], ["6"]) in kinds(zero, rev1)
    assert LinkDecision.objects.count() == 2


def test_what_was_compared_from_the_same_is_not_compared_again(drafts: list[Draft]) -> None:
    before = set(Comparison.objects.values_list("pk", flat=True))
    compare_with_others(drafts[1])
    assert set(Comparison.objects.values_list("pk", flat=True)) == before
