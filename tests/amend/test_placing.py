"""An amendment has its place in its own paragraph, or it is an orphan with the reason."""

import pytest

from soundingboard.amend import Orphan, amendments, apply, collisions, locate
from soundingboard.errors import InputError
from soundingboard.model import Amendment, Span
from tests.amend.made import amendment, draft

REV1 = draft(
    "rev1",
    p1="We call upon ports to report, and upon ports to publish.",
    p2="We commit to scaling up the financing of small ports.",
    p3="We report on reporting.",
)


def placed(one: Amendment) -> Span | None:
    found = locate(one, REV1)
    assert not isinstance(found, Orphan)
    return found.anchor


def lost(one: Amendment) -> tuple[str, str]:
    found = locate(one, REV1)
    assert isinstance(found, Orphan)
    return found.kind, found.reason


def test_words_are_found_with_their_offsets() -> None:
    assert placed(amendment("a", "para_2", "commit to", "shall")) == Span(3, 12, "commit to")


def test_a_whole_paragraph_is_anchored_whole_even_where_capitals_or_signs_differ() -> None:
    text = REV1.paragraphs[2].text
    assert placed(amendment("a", "para_3", "we report on reporting", "")) == Span(0, len(text), text)


def test_words_are_not_found_inside_words() -> None:
    assert placed(amendment("a", "para_3", "report", "write")) == Span(3, 9, "report")


def test_the_reasons_of_orphans() -> None:
    assert lost(amendment("a", "para_9", "x", "y")) == ("no paragraph", "paragraph para_9 is not in rev1")
    assert lost(amendment("a", "para_2", "large ports", "y")) == (
        "no words",
        "its words are not in paragraph 2",
    )
    assert lost(amendment("a", "para_1", "upon ports", "on all")) == (
        "twice",
        "its words stand 2 times in paragraph 1: ask which are meant",
    )
    assert lost(amendment("a", "para_2", "of big ports", "of small ports")) == (
        "already",
        "paragraph 2 already says so",
    )
    assert lost(amendment("a", "para_2", None, "upon request")) == (
        "not told",
        "it does not say which words of paragraph 2 it changes",
    )


def test_an_anchor_says_which_of_two() -> None:
    one = Amendment("a", "rev1", "para_1", "upon ports", "on bays", anchor=Span(34, 44, "upon ports"))
    found = locate(one, REV1)
    assert found == one
    assert apply(one, REV1.paragraphs[0].text) == "We call upon ports to report, and on bays to publish."


def test_an_orphan_is_marked_as_one_and_a_withdrawn_amendment_stays_withdrawn() -> None:
    gone = amendment("a", "para_9", "x", "y")
    found = locate(gone, REV1)
    withdrawn = locate(Amendment("a", "rev1", "para_9", "x", "y", state="withdrawn"), REV1)
    assert isinstance(found, Orphan) and isinstance(withdrawn, Orphan)
    assert (found.amendment.state, withdrawn.amendment.state) == ("orphaned", "withdrawn")


@pytest.mark.parametrize(
    ("old", "new", "result"),
    [
        ("commit to", "shall", "We shall scaling up the financing of small ports."),
        ("of small ports", "", "We commit to scaling up the financing."),
        ("We", "", "commit to scaling up the financing of small ports."),
        ("SCALING UP", "raising", "We commit to raising the financing of small ports."),
    ],
)
def test_apply(old: str, new: str, result: str) -> None:
    assert apply(amendment("a", "para_2", old, new), REV1.paragraphs[1].text) == result


def test_words_are_added_at_an_anchor_and_stand_apart() -> None:
    one = Amendment("a", "rev1", "para_2", "", "firmly", anchor=Span(3, 3, ""))
    assert apply(one, "We commit.") == "We firmly commit."


def test_words_that_are_not_there_are_an_error_in_one_line() -> None:
    with pytest.raises(InputError, match=r"“large ports” is not in the text") as raised:
        apply(amendment("a", "para_2", "large ports", "y"), REV1.paragraphs[1].text)
    assert "\n" not in str(raised.value)


def test_proposals_on_the_same_words_collide_and_others_do_not() -> None:
    ones = [
        amendment("a", "para_2", "commit to scaling up", "shall scale up"),
        amendment("b", "para_2", "scaling up", "expanding"),
        amendment("c", "para_2", "small ports", "all ports"),
        amendment("d", "para_1", "to publish", "to print"),
        amendment("e", "para_1", "to publish", "to print"),
    ]
    (one,) = collisions(ones, REV1)
    assert (one.eid, one.span.text, [a.id for a in one.amendments]) == (
        "para_2",
        "commit to scaling up",
        ["a", "b"],
    )


def test_withdrawn_proposals_collide_with_nothing() -> None:
    ones = [
        amendment("a", "para_2", "commit to", "shall"),
        Amendment("b", "rev1", "para_2", "commit to", "may", state="withdrawn"),
    ]
    assert collisions(ones, REV1) == ()


def test_a_deletion_of_the_whole_collides_with_all_else() -> None:
    ones = [
        amendment("a", "para_2", REV1.paragraphs[1].text, ""),
        amendment("b", "para_2", "commit to", "shall"),
        amendment("c", "para_2", "small", "all"),
    ]
    assert [[a.id for a in one.amendments] for one in collisions(ones, REV1)] == [["a", "b", "c"]]


def test_records_are_read_by_eid_and_by_number() -> None:
    records = [
        {"id": "x", "number": "2", "old": "commit to", "new": "shall", "by": "youth"},
        {"id": "y", "text": "2. We ~~commit to~~ **shall go on** scaling up the financing of small ports."},
        {"id": "z", "eid": "para_3", "old": "not there", "new": "y"},
    ]
    x, y, z = amendments(records, REV1)
    assert (x.eid, x.by, x.anchor) == ("para_2", "youth", Span(3, 12, "commit to"))
    assert (y.eid, y.new) == ("para_2", "We shall go on scaling up the financing of small ports.")
    assert z.notices == ("its words are not in paragraph 3",)


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ({"number": "99", "old": "a", "new": "b"}, "amendment 1: paragraph 99 is not in rev1"),
        ({"number": "2"}, "amendment 1: no wording; give old and new"),
    ],
)
def test_a_record_that_cannot_be_used_says_where_and_what_to_do(record: dict[str, str], words: str) -> None:
    with pytest.raises(InputError, match=words):
        amendments([record], REV1)
