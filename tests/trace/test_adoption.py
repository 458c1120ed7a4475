"""Whether a change takes up a proposal: what it says of each kind of pair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundingboard.trace.adoption import Adoption, adoption, score_pairs
from soundingboard.trace.edits import Edit, Hunk, changed, compared, places
from soundingboard.trace.weights import EVEN, weights_of

BASE = "12. The harbour board shall publish every survey of the sea bed within thirty days and keep the old charts."
FIRST = BASE.replace("shall publish", "shall publish, free of charge,")
BOTH = FIRST.replace(" and keep the old charts", "")


def met(
    proposal: str | None, change: str | None, base: str | None = BASE, other: str | None = BASE
) -> Adoption:
    return adoption(Edit("p", base, proposal), Edit("c", other, change))


def test_the_same_change_is_adopted_with_the_words_that_carry_it():
    found = met(BOTH, BOTH)
    assert found == Adoption(
        1.0, True, "adopted", ("and", "keep", "the", "old", "charts"), ("free", "of", "charge"), 1.0, 1.0
    )
    assert found.words == ("and", "keep", "the", "old", "charts", "free", "of", "charge")


def test_capitals_signs_and_the_number_at_the_head_say_nothing():
    plain = " ".join(compared(BOTH))
    assert met(BOTH, plain, other=" ".join(compared(BASE))).score == 1.0
    assert met(BOTH, f"12 {plain}", other=f"12 {' '.join(compared(BASE))}").outcome == "adopted"


def test_one_of_two_edits_is_in_part():
    found = met(BOTH, FIRST)
    assert (found.outcome, found.reflected, found.inserted, found.deleted) == (
        "in part",
        True,
        ("free", "of", "charge"),
        (),
    )
    assert found.of_change == 1.0 > found.of_proposal


def test_another_change_of_the_same_paragraph_is_not_taken_up():
    found = met(FIRST, BASE.replace("thirty days", "one year"))
    assert (found.score, found.outcome, found.words) == (0.0, "not taken up", ())


def test_a_deletion_of_the_same_words_elsewhere_is_another_deletion():
    text = "The pilot shall report to the master and the agent shall report to the master at once."
    first = text.replace(" to the master and", " and")
    last = text.replace(" to the master at", " at")
    assert met(first, last, text, text).score == 0.0
    assert met(first, first, text, text).score == 1.0


def test_a_small_word_at_another_place_is_another_edit():
    text = "The board shall meet in spring with the pilots and shall publish its charts."
    first, second = text.replace("shall meet", "may meet"), text.replace("shall publish", "may publish")
    found = met(first, second, text, text)
    assert (found.reflected, found.outcome) == (False, "not taken up")
    assert met(first, first.replace("spring", "autumn"), text, text).outcome == "adopted"


def test_another_number_is_not_the_one_that_was_proposed():
    days = BASE.replace("thirty", "sixty"), BASE.replace("thirty", "ninety")
    assert (met(*days).score, met(*days).outcome) == (0.5, "not taken up")


def test_a_larger_deletion_does_not_adopt_a_smaller_one():
    small = BASE.replace(" and keep the old charts", "")
    large = BASE.replace(" of the sea bed within thirty days and keep the old charts", "")
    found = met(small, large)
    assert (found.outcome, found.of_proposal) == ("not taken up", 1.0)


def test_a_whole_new_paragraph_may_gain_a_little():
    new = "3a. The pilot shall be informed of every wreck that lies in the fairway."
    more = "3 b the pilot and the agent shall be informed of every wreck that lies in the fairway"
    found = met(new, more, None, None)
    assert (found.outcome, found.inserted) == ("adopted", tuple(compared(new)))


def test_a_phrase_that_stands_word_for_word_in_a_longer_insertion_is_taken_up():
    phrase = BASE.replace("old charts", "old charts for the use of local fishing crews")
    longer = phrase.replace(
        "fishing crews",
        "fishing crews. The master of a vessel that finds an error in any chart tells the board in writing, "
        "and the board answers within one week with a corrected sheet",
    )
    assert met(phrase, longer).outcome == "adopted"


@pytest.mark.parametrize("word", ["deleted", "Supprimé", "entfällt", "[deleted]"])
def test_a_printed_word_for_deleted_is_a_deletion(word):
    assert met("", word) == met(None, "")
    assert met("", word).outcome == "adopted"


def test_the_opposite_is_contrary():
    rule = "Vessels shall carry a pilot."
    night = "Vessels shall carry a pilot at night in winter fog."
    found = adoption(Edit("p", rule, night), Edit("c", night, rule))
    assert (found.outcome, found.reflected, found.inserted) == (
        "contrary",
        False,
        ("at", "night", "in", "winter", "fog"),
    )


def test_words_that_only_moved_count_for_little():
    base = "The board shall consult, where appropriate, the crews before winter."
    moved = "Where appropriate, the board shall consult the crews before winter."
    both = moved.replace("before winter", "in writing")
    assert met(both, base.replace("before winter", "in writing"), base, base).outcome == "in part"


def test_another_language_is_compared_by_place_and_never_reflected():
    french = (
        "12. Le conseil du port publie tous les relevés du fond de la mer dans les trente jours et conserve "
        "les anciennes cartes."
    )
    shorter = french.replace(" et conserve les anciennes cartes", "")
    found = adoption(
        Edit("p", BASE, BASE.replace(" and keep the old charts", "")), Edit("c", french, shorter)
    )
    other = adoption(Edit("p", BASE, FIRST), Edit("c", french, shorter))
    assert (found.outcome, found.basis, found.reflected, found.words) == ("undetermined", "place", False, ())
    assert found.score > other.score


def test_another_text_of_the_same_language_is_not_taken_up():
    other = "The museum opens on Sundays for all who live in the valley, and the guide is paid by the town."
    found = adoption(Edit("p", BASE, FIRST), Edit("c", other, other.replace("Sundays", "Mondays")))
    assert (found.score, found.basis, found.outcome) == (0.0, "words", "not taken up")


@pytest.mark.parametrize("texts", [(BASE, BASE), (None, None), ("", ""), ("12. ", "12. ")])
def test_what_changes_nothing_takes_nothing_up(texts):
    assert adoption(Edit("p", *texts), Edit("c", BASE, FIRST)) == Adoption(0.0, False, "not taken up")
    assert adoption(Edit("p", BASE, FIRST), Edit("c", *texts)) == Adoption(0.0, False, "not taken up")


TEXTS = st.lists(
    st.sampled_from(["board", "shall", "publish", "the", "chart", "12", "not", "مرفأ", "港", "of", "a"]),
    max_size=12,
).map(" ".join)


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_a_score_is_a_share_and_the_outcome_says_whether_it_is_reflected(old, new, other, changed_to):
    found = adoption(Edit("p", old, new), Edit("c", other, changed_to))
    assert 0 <= found.score <= 1 and 0 <= found.of_proposal <= 1 and 0 <= found.of_change <= 1
    assert found.reflected == (found.outcome in ("adopted", "in part"))


@given(TEXTS, TEXTS)
def test_a_change_adopts_itself(old, new):
    found = adoption(Edit("p", old, new), Edit("c", old, new))
    assert (found.score, found.outcome) == (
        (1.0, "adopted") if changed(old, new).hunks else (0.0, "not taken up")
    )


@given(TEXTS, TEXTS)
def test_the_edits_lead_from_the_base_to_the_result(old, new):
    found, at, built = changed(old, new), 0, []
    for hunk in found.hunks:
        built += [*found.base[at : hunk.start], *hunk.inserted]
        at = hunk.end
    assert (*built, *found.base[at:]) == found.result


def test_edits_in_words():
    found = changed("(a) co-operation shall end;", "(a) co-operation may, at last, end;")
    assert (found.number, found.base) == ("a", ("co", "operation", "shall", "end"))
    assert found.hunks == (Hunk(2, 3, ("may", "at", "last")),)


def test_places_of_one_base_in_another():
    assert places(("b", "board", "chart"), ("board", "old", "chart")) == {1: 0, 2: 2}
    assert places((), ("board",)) == {}


def test_a_rare_word_weighs_more_than_a_common_one():
    weights = weights_of(["the chart", "the pilot", "the wreck", "the chart of the pilot"])
    assert weights.word("wreck") > weights.word("chart") > weights.word("the") > 0
    assert weights.word("never-seen") > weights.word("wreck")
    assert EVEN.word("wreck") == EVEN.word("chart") > EVEN.word("the") > 0


def test_pairs_are_scored_in_order():
    changes = (FIRST, BASE.replace("thirty", "ten"), BOTH)
    found = score_pairs([(Edit("p", BASE, FIRST), Edit("c", BASE, text)) for text in changes])
    assert found == [met(FIRST, text) for text in changes]
    assert [one.score for one in found][:2] == [1.0, 0.0]
