import pytest
from hypothesis import given, settings

from soundingboard.model import Change, Comparison, Draft, Reference, Source
from soundingboard.vocabulary import CHANGE_KINDS, EFFECTS
from soundingboard.write.phrases import (
    distinct,
    draft_name,
    filter_keys,
    heading_number,
    long_date,
    not_counted,
    shortened,
    status,
    tally,
    word,
)
from soundingboard.write.signs import SIGNS, is_kept, traits

from .random_comparisons import Sample, comparisons
from .samples import small


@pytest.mark.parametrize(
    ("draft", "name"),
    [
        (Draft(label="Revision 1", stage="rev2"), "Revision 1"),
        (Draft(stage="zero-draft"), "Zero Draft"),
        (Draft(stage="rev12"), "Revision 12"),
        (Draft(stage="revised"), "revised"),
        (Draft(stage="chair's text"), "chair's text"),
        (Draft(source=Source("old.docx")), "old.docx"),
        (Draft(), "a draft without a name"),
    ],
)
def test_the_name_of_a_draft(draft: Draft, name: str) -> None:
    assert draft_name(draft) == name


def test_drafts_of_one_name_get_names_of_their_own() -> None:
    same = [Draft(label="Rev", source=Source("a.docx")), Draft(label="Rev", source=Source("a.docx")), Draft()]
    assert [draft.label for draft in distinct(same)] == [
        "Rev (a.docx)", "Rev (a.docx) (2)", "a draft without a name",
    ]  # fmt: skip
    assert distinct(same[1:]) == tuple(same[1:])


def test_dates_have_the_month_in_letters() -> None:
    assert (long_date("2031-11-07"), long_date("autumn 2031")) == ("7 November 2031", "autumn 2031")


@pytest.mark.parametrize(("number", "printed"), [("B", "B."), ("II.", "II."), ("3)", "3)"), ("", "")])
def test_the_number_of_a_heading(number: str, printed: str) -> None:
    assert heading_number(Reference("sec_1", number)) == printed


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (None, None, ""), ("agreed", "agreed", "agreed"), (None, "open", "open"),
        ("suggested", None, "no longer suggested for closure"), ("open", "agreed", "now agreed (was open)"),
        (None, "agreed", "now agreed"), ("open", None, "open"), ("odd", "odd", "odd"),
    ],
)  # fmt: skip
def test_status_marks(old: str | None, new: str | None, words: str) -> None:
    before, after = ((Reference("para_1", "1", status=mark),) for mark in (old, new))
    assert status(Change("c", "unchanged", before, after, ())) == words


def test_a_long_quotation_keeps_both_ends() -> None:
    assert shortened("a b c d e f g h i j k l m n") == "a b c d e … j k l m n"
    assert shortened("as\nappropriate") == "as appropriate"


def test_counts_are_of_exactly_what_each_filter_shows() -> None:
    assert tally(small()) == {
        "all": 9, "changed": 7, "reworded": 2, "inserted": 1, "deleted": 1, "moved": 1, "reshaped": 2,
        "status": 1, "reinstated": 1, "strengthens": 1, "softens": 1, "contested": 1, "kept": 2,
    }  # fmt: skip


def test_every_kind_and_effect_has_a_sign_and_a_word_of_its_own() -> None:
    assert {*CHANGE_KINDS, *EFFECTS, "moved", "status", "reinstated"} == set(SIGNS)
    for attribute in ("mark", "word", "path"):
        assert len({getattr(sign, attribute) for sign in SIGNS.values()}) == len(SIGNS)


def test_traits_begin_with_the_kind() -> None:
    found = {change.id: traits(change) for change in small().changes}
    assert found["c3"] == ("reworded", "status", "strengthens", "softens")
    assert found["c8"] == ("unchanged", "moved")
    assert found["c2"] == ("inserted", "reinstated")


def test_what_no_filter_counts_is_said() -> None:
    assert not_counted(small()) == "6 were renumbered. 2 headings changed."
    assert not_counted(Comparison(Draft(), Draft(), ())) == ""


def test_the_same_words_with_another_status_are_not_kept() -> None:
    before, after = ((Reference("para_1", "1", status=mark),) for mark in ("bracketed", "agreed"))
    change = Change("c", "unchanged", before, after, (("equal", "Lamps are lit."),))
    assert traits(change) == ("unchanged", "status")
    assert [word(key, change) for key in traits(change)] == ["same words", "now agreed (was bracketed)"]
    assert "changed" in filter_keys(change)


@settings(deadline=None)
@given(comparisons())
def test_all_are_either_changed_or_kept(sample: Sample) -> None:
    counts = tally(sample.comparison)
    assert counts.get("all", 0) == counts.get("changed", 0) + counts.get("kept", 0)


def test_what_moved_is_not_simply_kept() -> None:
    kept = {change.id for change in small().changes if is_kept(change)}
    assert kept == {"c1", "c4"}
