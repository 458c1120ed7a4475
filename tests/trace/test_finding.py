"""Finding the change that took up a proposal, and what is printed of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundingboard.errors import InputError
from soundingboard.model import Change, Comparison, Draft
from soundingboard.trace.adoption import adoption
from soundingboard.trace.edits import Edit
from soundingboard.trace.finding import rank
from soundingboard.trace.records import adoption_record, candidates_record, changes_of, edit_of, pair_of

SURVEYS = "1. The harbour board shall publish every survey of the sea bed within thirty days."
PILOTS = "2. Vessels of more than forty metres shall carry a pilot between the buoys and the quay."
CREWS = "3. Local crews shall be heard before the fairway is moved, and their answers shall be printed."


def edit(name: str, text: str, was: str, becomes: str) -> Edit:
    assert was in text
    return Edit(name, text, text.replace(was, becomes))


CHANGES = [
    edit("days", SURVEYS, "thirty days", "ten days"),
    edit("free", SURVEYS, "shall publish", "shall publish free of charge"),
    edit("metres", PILOTS, "forty", "thirty"),
    edit("quay", PILOTS, " between the buoys and the quay", ""),
    edit("printed", CREWS, "printed", "published within ten days"),
    Edit("new", None, "4. The board keeps a register of wrecks."),
    Edit("gone", CREWS, None),
    replace(edit("twin", SURVEYS, "thirty days", "ten days")),
]


def test_the_change_that_took_it_up_comes_first_and_its_twin_is_one_with_it():
    found = rank([edit("p", SURVEYS, "thirty days", "ten days")], CHANGES)[0]
    assert (found[0].id, found[0].same, found[0].score, found[0].adoption.outcome) == (
        "days",
        ("twin",),
        1.0,
        "adopted",
    )
    assert [one.id for one in found].count("twin") == 0


@pytest.mark.parametrize("change", CHANGES[:-1], ids=lambda one: one.id)
def test_every_change_is_found_by_itself(change):
    assert rank([replace(change, id="p")], CHANGES)[0][0].id == change.id


def test_what_nothing_took_up_has_no_candidate():
    other = Edit("p", "The museum opens on Sundays.", "The museum opens on Mondays.")
    assert rank([other, Edit("same", SURVEYS, SURVEYS), Edit("empty", None, None)], CHANGES) == [[], [], []]


def test_nothing_to_look_in_and_nothing_to_look_for():
    assert rank([], CHANGES) == []
    assert rank([CHANGES[0]], []) == [[]]
    assert rank([CHANGES[0]], [Edit("same", SURVEYS, SURVEYS)]) == [[]]


def test_no_more_than_asked_for_and_progress_is_told():
    told = []
    proposals = [edit("a", SURVEYS, "thirty", "ten"), edit("b", PILOTS, "forty", "thirty")]
    found = rank(proposals, CHANGES, top=1, progress=lambda *step: told.append(step))
    assert [[one.id for one in each] for each in found] == [["days"], ["metres"]]
    assert told == [("trace", 1, 2), ("trace", 2, 2)]


def test_the_same_number_decides_between_paragraphs_that_are_worded_alike():
    text = "the board hears the crews before winter and the pilots before spring"
    changes = [Edit(n, f"{n}. {text}", f"{n}. {text.replace('winter', 'autumn')}") for n in ("5", "6", "7")]
    wanted = Edit("p", f"6. {text}", f"6. {text.replace('winter', 'autumn')}")
    assert rank([wanted], changes)[0][0].id == "6"


WORDS = st.lists(
    st.sampled_from(["board", "chart", "pilot", "shall", "not", "the", "12", "wreck"]), max_size=8
).map(" ".join)


@given(st.lists(st.tuples(WORDS, WORDS), max_size=6), st.lists(st.tuples(WORDS, WORDS), max_size=6))
def test_the_best_comes_first_and_every_score_is_that_of_the_pair(wanted, given_changes):
    proposals = [Edit(f"p{n}", *texts) for n, texts in enumerate(wanted)]
    changes = [Edit(f"c{n}", *texts) for n, texts in enumerate(given_changes)]
    by_id = {one.id: one for one in changes}
    for proposal, found in zip(proposals, rank(proposals, changes), strict=True):
        assert [one.order for one in found] == sorted((one.order for one in found), reverse=True)
        assert [one.adoption for one in found] == [adoption(proposal, by_id[one.id]) for one in found]


# --- records ----------------------------------------------------------------------------------------------


def test_candidates_as_a_record():
    found = rank([edit("p", SURVEYS, "thirty days", "ten days")], CHANGES, top=1)[0]
    assert candidates_record("p", found) == {
        "id": "p",
        "candidates": [
            {
                "id": "days",
                "score": 1.0,
                "outcome": "adopted",
                "reflected": True,
                "evidence": {
                    "basis": "words",
                    "deleted": ["thirty"],
                    "inserted": ["ten"],
                    "of_proposal": 1.0,
                    "of_change": 1.0,
                },
                "same": ["twin"],
            }
        ],
    }


def test_a_pair_as_a_record():
    first, second = pair_of(
        {"id": "x", "prop_old": SURVEYS, "prop_new": "", "am_old": SURVEYS, "am_new": None}, "pairs:1"
    )
    record = adoption_record("x", adoption(first, second))
    assert (record["id"], record["score"], record["outcome"], record["reflected"]) == (
        "x",
        1.0,
        "adopted",
        True,
    )


@pytest.mark.parametrize(
    ("record", "line"),
    [
        ({"old": "a"}, "f:3: id is missing; give text"),
        ({"id": 7, "old": "a"}, "f:3: id is missing; give text"),
        ({"id": "x", "old": 1}, "f:3: old is not text; give text or null"),
        ({"id": "x"}, "f:3: old and new are both empty; give the text before, after, or both"),
    ],
)
def test_a_bad_record_is_one_line(record, line):
    with pytest.raises(InputError) as error:
        edit_of(record, "f:3")
    assert str(error.value) == line


def test_the_changes_of_a_comparison():
    runs = (("equal", "The board "), ("delete", "shall"), ("insert", "may"), ("equal", " meet."))
    changes = (
        Change("c1", "reworded", (), (), runs),
        Change("c2", "unchanged", (), (), (("equal", "Same."),)),
        Change("c3", "inserted", (), (), (("insert", "New."),)),
    )
    assert changes_of(Comparison(Draft(), Draft(), changes)) == [
        Edit("c1", "The board shall meet.", "The board may meet."),
        Edit("c3", None, "New."),
    ]
