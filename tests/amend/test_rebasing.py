"""An amendment goes where its words went, along the edges, or it says why not."""

import pytest
from benchmarks.tracked import rebasing_scores
from hypothesis import given
from hypothesis import strategies as st

from soundingboard.amend import Orphan, Rebased, apply, locate, rebase
from soundingboard.errors import InputError
from soundingboard.model import Amendment, Concordance, Edge, Place, Span
from tests.amend.made import amendment, draft, record

WHARF = "We call upon all ports to keep their wharves open to small boats at every tide."
LAMPS = "Lighthouse keepers shall report each year on the lamps that they light and on those that failed."
NETS = "Fishers who mend their nets on the quay do so without charge and without permit."
REV1 = draft("rev1", p1=WHARF, p2=LAMPS, p3=NETS)


def linked(old: str, new: str, *pairs: tuple[str, str], before=REV1, after=None) -> Concordance:
    """A record of two drafts whose edges are those given."""
    edges = tuple(
        Edge(Place(old, a, a.removeprefix("para_")), Place(new, b, b.removeprefix("para_")), "reworded", 0.9)
        for a, b in pairs
    )
    return Concordance((before, after), (old, new), edges)


def moved(one: Amendment, steps: Concordance, to: str) -> Amendment:
    found = rebase(one, steps, to)
    assert isinstance(found, Rebased), found
    return found.amendment


def lost(one: Amendment, steps: Concordance, to: str) -> tuple[str, str]:
    found = rebase(one, steps, to)
    assert isinstance(found, Orphan), found
    return found.kind, found.reason


def test_a_paragraph_that_moved_and_was_renumbered() -> None:
    rev2 = draft("rev2", p1=NETS, p2=WHARF, p3=LAMPS)
    found = rebase(amendment("a", "para_1", "small boats", "all boats"), record(REV1, rev2), "rev2")
    assert isinstance(found, Rebased)
    assert (found.amendment.eid, found.amendment.draft) == ("para_2", "rev2")
    assert found.moved == {"para_1": "para_2"}


def test_a_split_goes_to_the_part_that_holds_the_words() -> None:
    rev1 = draft("rev1", p1=f"{WHARF} {NETS}")
    rev2 = draft("rev2", p1=WHARF, p2=NETS)
    steps = record(rev1, rev2)
    assert moved(amendment("a", "para_1", "without permit", "with a permit"), steps, "rev2").eid == "para_2"
    assert moved(amendment("a", "para_1", "small boats", "all boats"), steps, "rev2").eid == "para_1"
    across = amendment("a", "para_1", "every tide. Fishers who mend", "any tide. Those who mend")
    assert lost(across, steps, "rev2") == ("parted", "its words now stand in several paragraphs: 1, 2")
    whole = amendment("a", "para_1", f"{WHARF} {NETS}", f"{WHARF} {NETS.replace('charge', 'fee')}")
    there = moved(whole, steps, "rev2")
    assert (there.eid, there.old, there.new) == ("para_2", NETS, NETS.replace("charge", "fee"))


def test_a_join_goes_to_the_joined_paragraph() -> None:
    rev2 = draft("rev2", p1=WHARF, p2=f"{LAMPS} {NETS}")
    there = moved(amendment("a", "para_3", "without permit", "with a permit"), record(REV1, rev2), "rev2")
    assert there.eid == "para_2" and there.anchor is not None
    text = rev2.paragraphs[1].text
    assert text[there.anchor.start : there.anchor.end] == "without permit"


def test_joined_paragraphs_that_had_the_same_words_make_one_ask() -> None:
    law = "This is subject to national law."
    before = draft("rev1", p1=f"{WHARF} {law}", p2=f"{NETS} {law}")
    after = draft("rev2", p1=f"{WHARF} {NETS} {law}")
    steps = linked("rev1", "rev2", ("para_1", "para_1"), ("para_2", "para_1"), before=before, after=after)
    one = amendment("a", "para_1", "subject to national law", "subject to this Charter")
    assert lost(one, steps, "rev2") == (
        "twice",
        "several of the joined paragraphs 1, 2 had its words: ask whether those that are left are meant",
    )


def test_two_drafts_of_one_name_are_told_apart_by_the_names_of_the_record() -> None:
    before, after = draft("rev1", p1=WHARF), draft("rev1", p2=WHARF)
    steps = record(before, after)
    here = Amendment(
        "a", steps.names[1], "para_2", "all ports", "each port", anchor=Span(13, 22, "all ports")
    )
    assert moved(here, steps, steps.names[1]) == here
    assert moved(amendment("b", "para_1", "all ports", "each port"), steps, steps.names[1]).eid == "para_2"


def test_words_that_were_changed_make_an_orphan_that_says_how() -> None:
    after = draft("rev2", p1=WHARF.replace("small boats", "fishing vessels"), p2=LAMPS, p3=NETS)
    steps = record(REV1, after)
    assert lost(amendment("a", "para_1", "small boats", "all boats"), steps, "rev2") == (
        "reworded",
        "its words were reworded to “fishing vessels” (paragraph 1)",
    )
    assert lost(amendment("a", "para_1", "small boats", "fishing vessels"), steps, "rev2") == (
        "already",
        "paragraph 1 already says so",
    )


def test_a_deleted_paragraph_is_not_looked_for_elsewhere() -> None:
    alike = WHARF.replace("small boats", "small boats and ferries")
    after = draft("rev2", p1=alike, p2=LAMPS, p3=NETS)
    steps = linked("rev1", "rev2", ("para_2", "para_2"), ("para_3", "para_3"), after=after)
    assert lost(amendment("a", "para_1", "small boats", "all boats"), steps, "rev2") == (
        "deleted",
        "paragraph 1 was deleted in rev2",
    )


def test_deleted_words_do_not_slide_to_the_same_words_in_another_paragraph() -> None:
    rev1 = draft(
        "rev1", p1=f"{WHARF} This is subject to national law.", p2=f"{LAMPS} This is subject to national law."
    )
    rev2 = draft("rev2", p1=WHARF, p2=f"{LAMPS} This is subject to national law.")
    one = amendment("a", "para_1", "subject to national law", "subject to this Charter")
    assert lost(one, record(rev1, rev2), "rev2") == ("deleted", "its words were deleted from paragraph 1")


def test_a_word_that_left_does_not_slide_to_its_like_in_the_same_paragraph() -> None:
    rev1 = draft(
        "rev1", p1="Ports shall open to boats, and shall close to none of the ships that call there."
    )
    rev2 = draft("rev2", p1="Ports will open to boats, and shall close to none of the ships that call there.")
    one = Amendment("a", "rev1", "para_1", "shall", "must", anchor=Span(6, 11, "shall"))
    assert lost(one, record(rev1, rev2), "rev2")[0] == "reworded"


def test_a_whole_paragraph_is_merged_with_what_the_draft_changed() -> None:
    proposed = WHARF.replace("call upon", "require").replace("at every tide", "at any hour")
    one = amendment("a", "para_1", WHARF, proposed)
    after = draft("rev2", p1=WHARF.replace("their wharves", "their quays and wharves"), p2=LAMPS, p3=NETS)
    there = moved(one, record(REV1, after), "rev2")
    assert there.old == after.paragraphs[0].text
    assert (
        there.new == "We require all ports to keep their quays and wharves open to small boats at any hour."
    )


def test_a_part_that_the_draft_took_up_is_left_out_and_said() -> None:
    proposed = WHARF.replace("call upon", "require").replace("at every tide", "at any hour")
    after = draft("rev2", p1=WHARF.replace("call upon", "require"), p2=LAMPS, p3=NETS)
    there = moved(amendment("a", "para_1", WHARF, proposed), record(REV1, after), "rev2")
    assert (there.new, there.notices) == (proposed, ("part of it is in the text already",))
    full = draft("rev2", p1=proposed, p2=LAMPS, p3=NETS)
    assert lost(amendment("a", "para_1", WHARF, proposed), record(REV1, full), "rev2")[0] == "already"


def test_a_conflict_is_an_orphan() -> None:
    after = draft("rev2", p1=WHARF.replace("call upon", "invite"), p2=LAMPS, p3=NETS)
    one = amendment("a", "para_1", WHARF, WHARF.replace("call upon", "require"))
    assert lost(one, record(REV1, after), "rev2") == (
        "reworded",
        "its words were reworded to “invite” (paragraph 1)",
    )


def test_a_deletion_follows_its_paragraph_and_says_that_it_was_reworded() -> None:
    after = draft("rev2", p1=WHARF.replace("small", "all"), p2=LAMPS, p3=NETS)
    there = moved(amendment("a", "para_1", WHARF, ""), record(REV1, after), "rev2")
    assert (there.new, there.old) == ("", after.paragraphs[0].text)
    assert there.notices == ("the paragraph was reworded since its deletion was proposed",)


def test_over_several_drafts_and_back_again() -> None:
    rev2 = draft("rev2", p1=LAMPS, p2=NETS)
    rev3 = draft("rev3", p1=LAMPS, p2=WHARF, p3=NETS)
    one = amendment("a", "para_1", "small boats", "all boats")
    steps = record(REV1, rev2, rev3)
    assert lost(one, steps, "rev2")[0] == "deleted"
    assert moved(one, steps, "rev3").eid == "para_2"


def test_a_new_paragraph_stays_one_until_the_draft_has_it() -> None:
    one = amendment("a", None, None, "Gulls are to be fed by nobody.")
    after = draft("rev2", p1=WHARF, p2=LAMPS, p3=NETS)
    assert moved(one, record(REV1, after), "rev2").draft == "rev2"
    has = draft("rev2", p1=WHARF, p2=LAMPS, p3=NETS, p4="Gulls are to be fed by nobody.")
    assert lost(one, record(REV1, has), "rev2") == ("already", "paragraph 4 already says so")


def test_an_unknown_or_earlier_draft_is_an_error() -> None:
    rev2 = draft("rev2", p1=WHARF, p2=LAMPS, p3=NETS)
    steps = record(REV1, rev2)
    with pytest.raises(InputError, match="draft rev9: it is not among rev1, rev2"):
        rebase(amendment("a", "para_1", "small", "all"), steps, "rev9")
    with pytest.raises(InputError, match="amendment a: rev1 comes before rev2"):
        rebase(amendment("a", "para_1", "small", "all", stage="rev2"), steps, "rev1")


_PARTS = st.lists(st.sampled_from(WHARF.split()), min_size=1, max_size=12).map(" ".join)


@given(_PARTS, st.booleans())
def test_onto_an_unchanged_draft_nothing_changes(new: str, whole: bool) -> None:
    again = draft("rev2", p1=WHARF, p2=LAMPS, p3=NETS)
    one = amendment("a", "para_1", WHARF if whole else "keep their wharves open", new)
    here = locate(one, REV1)
    there = moved(one, UNCHANGED, "rev2")
    assert not isinstance(here, Orphan)
    assert (there.eid, there.old, there.new, there.anchor) == (here.eid, here.old, here.new, here.anchor)
    assert apply(there, again.paragraphs[0].text) == apply(here, WHARF)


UNCHANGED = record(REV1, draft("rev2", p1=WHARF, p2=LAMPS, p3=NETS))


def test_in_the_example_all_arrive_and_none_goes_astray() -> None:
    found = rebasing_scores()
    assert (found["rebase_right"], found["rebase_astray"]) == (1.0, 0.0)
    assert found["rebase_cases"] > 1000
