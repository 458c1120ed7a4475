"""Which paragraph became which: each kind of change, what makes it doubtful, and input that is not text."""

import os
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soundingboard.align import Match, Reason, align, explain, moved

FISH = (
    "The Parties commit to rebuild depleted fish stocks in coastal waters by 2035, guided by the best "
    "available science and by the knowledge of fishing communities."
)
CABLE = (
    "We recognize that submarine cables carry almost all international traffic and call upon coastal States "
    "to simplify permits for their repair."
)
YOUTH = (
    "We encourage every delegation to include young people as full members, and to report each year on how "
    "their proposals were taken into account."
)
FUND = (
    "We decide to establish a voluntary trust fund that covers the travel of participants from small island "
    "developing States to the annual forum."
)
LIGHT = (
    "Lighthouses that are no longer in service should be kept as common heritage, with access for schools "
    "and for the public at least once a week."
)
NOISE = (
    "Underwater noise from shipping shall be measured at all major straits, and the measurements shall be "
    "published without charge within three months."
)
TOLLS = (
    "Tolls in dredged channels may reflect the draught of a vessel but shall never reflect its flag or the "
    "origin of its cargo."
)
DRAFT = (FISH, CABLE, YOUTH, FUND, LIGHT, NOISE, TOLLS)


def pairs(old, new):
    """The matches as (old, new) alone."""
    return [(match.old, match.new) for match in align(old, new)]


def reworded(text):
    return (
        text.replace("commit to", "recognize the need to")
        .replace("call upon", "invite")
        .replace("shall", "should")
    )


def test_a_draft_against_itself_is_all_ones():
    assert pairs(DRAFT, DRAFT) == [((k,), (k,)) for k in range(len(DRAFT))]


def test_rewording_in_place():
    assert pairs(DRAFT, [reworded(text) for text in DRAFT]) == [((k,), (k,)) for k in range(len(DRAFT))]


def test_insertions_and_deletions_do_not_occur():
    old = (FISH, CABLE, YOUTH, FUND)
    new = (FISH, LIGHT, YOUTH, FUND, NOISE)
    assert pairs(old, new) == [((0,), (0,)), ((2,), (2,)), ((3,), (3,))]


def test_a_move_is_found_against_the_order():
    new = (TOLLS, FISH, CABLE, YOUTH, FUND, LIGHT, NOISE)
    assert pairs(DRAFT, new) == [((6,), (0,)), *(((k,), (k + 1,)) for k in range(6))]


def test_a_block_that_moves_and_is_reworded_is_found():
    new = [reworded(text) for text in (FUND, LIGHT, NOISE, TOLLS, FISH, CABLE, YOUTH)]
    assert pairs(DRAFT, new) == [((k,), (j,)) for j, k in enumerate((3, 4, 5, 6, 0, 1, 2))]


def test_a_split():
    first, second = YOUTH.split(", and to ")
    new = (FISH, CABLE, f"{first}.", f"We further encourage them to {second}", FUND, LIGHT)
    matches = align((FISH, CABLE, YOUTH, FUND, LIGHT), new)
    assert [(m.old, m.new) for m in matches] == [
        ((0,), (0,)),
        ((1,), (1,)),
        ((2,), (2, 3)),
        ((3,), (4,)),
        ((4,), (5,)),
    ]
    assert len(matches[2].reason.parts) == 2
    assert explain(matches[2]).startswith("split: ")


def test_a_join_of_neighbours_and_one_of_distant_paragraphs():
    assert pairs(DRAFT, (f"{FISH} {CABLE}", *DRAFT[2:]))[0] == ((0, 1), (0,))
    new = (f"{FISH} {NOISE}", CABLE, YOUTH, FUND, LIGHT, TOLLS)
    assert pairs(DRAFT, new)[0] == ((0, 5), (0,))


def test_a_clause_that_changes_paragraphs_between_two_that_both_stay_is_no_regrouping():
    clause = " The secretariat shall publish the list of donors."
    assert pairs((FISH, FUND + clause, LIGHT), (FISH, FUND, LIGHT + clause)) == [
        ((k,), (k,)) for k in range(3)
    ]


def test_a_regrouping():
    head, tail = YOUTH.split(", and to ")
    old = (FISH, f"{head}.", f"We further encourage them to {tail} {CABLE}", FUND, LIGHT)
    new = (FISH, f"{head}. We further encourage them to {tail}", CABLE, FUND, LIGHT)
    assert pairs(old, new)[1] == ((1, 2), (1, 2))


def test_a_clause_that_moves_far_is_no_regrouping():
    clause = ", and call for the publication of all tidal measurements in real time and free of charge"
    old = (FISH, CABLE[:-1] + clause + ".", YOUTH, FUND, LIGHT)
    new = (FISH, CABLE, YOUTH, FUND, LIGHT[:-1] + clause + ".")
    assert pairs(old, new) == [((k,), (k,)) for k in range(5)]


def test_texts_that_repeat_are_told_apart_by_their_neighbours():
    item = "Capacity building."
    old = (FISH, item, CABLE, item, YOUTH, item)
    new = (YOUTH, item, FISH, item, CABLE, item)
    assert pairs(old, new) == [
        ((4,), (0,)),
        ((5,), (1,)),
        ((0,), (2,)),
        ((1,), (3,)),
        ((2,), (4,)),
        ((3,), (5,)),
    ]


def test_exact_copies_without_other_evidence_pair_in_order():
    assert pairs([FISH] * 3, [FISH] * 3) == [((k,), (k,)) for k in range(3)]
    assert len(pairs([FISH] * 3, [FISH] * 2)) == 2


def test_a_copy_inserted_elsewhere_does_not_take_the_place_of_the_original():
    assert pairs(DRAFT, (*DRAFT, CABLE)) == [((k,), (k,)) for k in range(7)]
    assert pairs(DRAFT, (CABLE, *DRAFT)) == [((k,), (k + 1,)) for k in range(7)]


def test_a_paragraph_rewritten_almost_wholly_between_firm_neighbours():
    rewritten = (
        "Each delegation is invited to bring young delegates and shall say every year what became of what "
        "they had proposed."
    )
    assert pairs((FISH, CABLE, YOUTH, FUND, LIGHT), (FISH, CABLE, rewritten, FUND, LIGHT))[2] == ((2,), (2,))


def test_unrelated_texts_in_the_same_place_are_not_the_same_paragraph():
    assert pairs((FISH, YOUTH, LIGHT), (FISH, TOLLS, LIGHT)) == [((0,), (0,)), ((2,), (2,))]


def test_numbers_alone_are_no_evidence():
    assert pairs(
        [f"{k}. {text}" for k, text in enumerate(DRAFT)], [f"{k}. {t}" for k, t in enumerate(DRAFT[::-1])]
    ) == [((6 - k,), (k,)) for k in range(7)]


@pytest.mark.parametrize(
    "old",
    [
        (
            "تلتزم الأطراف باستعادة مخزونات الأسماك في المياه الساحلية بحلول عام 2035.",
            "نقر بأن الكابلات البحرية تحمل معظم حركة البيانات الدولية.",
            "نشجع كل وفد على أن يضم الشباب أعضاء كاملين.",
            "ينبغي الحفاظ على المنارات القديمة بوصفها تراثا مشتركا.",
        ),
        (
            "各方承诺在2035年前恢复沿海水域枯竭的鱼类资源。",
            "我们认识到海底电缆承载着几乎所有的国际通信。",
            "我们鼓励每个代表团吸收青年作为正式成员。",
            "不再使用的灯塔应作为共同遗产予以保护。",
        ),
        (
            "Стороны обязуются восстановить истощённые рыбные запасы в прибрежных водах к 2035 году.",
            "Мы признаём, что подводные кабели передают почти весь международный трафик.",
            "Мы призываем каждую делегацию включать молодёжь в качестве полноправных членов.",
            "Маяки, выведенные из эксплуатации, следует сохранять как общее наследие.",
        ),
    ],
    ids=["Arabic", "Chinese", "Russian"],
)
def test_other_scripts(old):
    joined = f"{old[0]} {old[1]}"
    assert pairs(old, (old[3], old[0], old[1], old[2])) == [
        ((3,), (0,)),
        ((0,), (1,)),
        ((1,), (2,)),
        ((2,), (3,)),
    ]
    assert pairs(old, (joined, *old[2:])) == [((0, 1), (0,)), ((2,), (1,)), ((3,), (2,))]


@pytest.mark.parametrize(("old", "new"), [((), ()), ((), (FISH,)), ((FISH,), ())])
def test_an_empty_draft_has_no_matches(old, new):
    assert align(old, new) == ()


def test_texts_without_words():
    assert pairs(["", ""], ["", ""]) == [((0,), (0,)), ((1,), (1,))]
    assert pairs(["", "***"], ["---", FISH]) == []
    assert pairs([FISH, "", CABLE], [FISH, "…", CABLE]) == [((0,), (0,)), ((2,), (2,))]


def test_one_word_each():
    assert pairs(["Deleted", "Agreed", "Pending"], ["Pending", "Deleted"]) == [((2,), (0,)), ((0,), (1,))]


def test_one_paragraph_each():
    assert pairs([FISH], [reworded(FISH)]) == [((0,), (0,))]
    assert pairs([FISH], [TOLLS]) == []


@pytest.mark.parametrize("text", ["", "Idem.", FISH], ids=["empty", "short", "long"])
def test_ten_thousand_equal_paragraphs_pair_in_order_and_in_time(text):
    started = time.process_time()
    assert pairs([text] * 10_000, [text] * 10_000) == [((k,), (k,)) for k in range(10_000)]
    assert time.process_time() - started < 10


def test_one_block_against_the_hundred_paragraphs_that_it_holds():
    texts = [f"{DRAFT[k % 7]} Site {k}, pier {3 * k} and basin {7 * k} are concerned." for k in range(100)]
    started = time.process_time()
    assert pairs([" ".join(texts)], texts) == [((0,), tuple(range(100)))]
    assert pairs(texts, [" ".join(texts)]) == [(tuple(range(100)), (0,))]
    assert time.process_time() - started < 10


def test_the_same_on_every_run_whatever_the_hash_seed():
    code = (
        "from tests.test_align import DRAFT, reworded; from soundingboard.align import align;"
        "print(align(DRAFT, [reworded(t) + ' ' + DRAFT[0] for t in DRAFT[::-1]]))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1


SENTENCES = st.sampled_from([*DRAFT, *(reworded(text) for text in DRAFT), FISH + " " + TOLLS, "Idem.", ""])
DRAFTS = st.lists(SENTENCES, max_size=9)


@settings(max_examples=150, deadline=None)
@given(DRAFTS, DRAFTS)
def test_every_index_is_in_at_most_one_match_and_matches_are_sorted(old, new):
    matches = align(old, new)
    olds, news = [i for m in matches for i in m.old], [j for m in matches for j in m.new]
    assert len(olds) == len(set(olds))
    assert len(news) == len(set(news))
    assert set(olds) <= set(range(len(old)))
    assert set(news) <= set(range(len(new)))
    assert [m.new[0] for m in matches] == sorted(m.new[0] for m in matches)
    assert all(m.old == tuple(sorted(m.old)) and m.new == tuple(sorted(m.new)) for m in matches)
    assert all(0 <= m.score <= 1 and m.score == m.reason.similarity for m in matches)
    assert all(explain(m) for m in matches)


@settings(max_examples=100, deadline=None)
@given(st.permutations(range(7)), st.permutations(range(7)))
def test_turned_round_it_is_the_mirror_image(left, right):
    old, new = [DRAFT[k] for k in left], [reworded(DRAFT[k]) for k in right[:5]]
    forth = {(m.old, m.new) for m in align(old, new)}
    back = {(m.new, m.old) for m in align(new, old)}
    assert forth == back == {((left.index(k),), (j,)) for j, k in enumerate(right[:5])}


def test_the_reason_says_what_the_match_rests_on():
    reason = align(DRAFT, [reworded(text) for text in DRAFT])[0].reason
    assert reason.identical is False
    assert 0.7 < reason.similarity < 1
    assert max(reason.old_rival, reason.new_rival) < 0.3
    assert reason.neighbours == 2
    assert reason.parts == ()


def test_explanations():
    assert (
        explain(Match((3,), (4,), 0.84, Reason(0.84, 0.31, 0.12, 2)))
        == "share 84 % of their weighted words; the next best is 31 %; both neighbours agree"
    )
    assert (
        explain(Match((3,), (4,), 0.1, Reason(0.1, 0.05, 0.0, 2, order=0.62)))
        == "share 10 % of their weighted words, and 62 % of their letters in the same order; the next best is 5 %; "
        "both neighbours agree"
    )
    assert (
        explain(Match((3,), (4,), 1.0, Reason(1.0, identical=True)))
        == "the texts are the same; nothing else is like them; no neighbour agrees"
    )
    assert (
        explain(Match((1, 2), (1,), 0.9, Reason(0.9, 0.2, 0.1, 1, parts=(1.0, 0.875))))
        == "joined: of the words of each part, 100 %, 88 % stand in the new paragraph; the next best is 20 %; "
        "one neighbour agrees"
    )


def test_what_moved_is_what_lies_outside_the_longest_run():
    assert moved([(0, 0), (1, 1), (2, 2)]) == frozenset()
    assert moved([(0, 1), (1, 2), (2, 0), (3, 3)]) == {2}
    assert moved([]) == frozenset()


def test_of_two_that_changed_places_one_moved_and_weight_says_which():
    assert len(moved([(0, 1), (1, 0)])) == 1
    assert moved([(0, 1), (1, 0)], weights=[1, 5]) == {0}
    assert moved([(0, 1), (1, 0)], weights=[5, 1]) == {1}


def test_the_parts_of_a_split_or_join_keep_their_order():
    assert moved([(0, 0), (0, 1), (1, 2), (2, 2)]) == frozenset()


@given(st.permutations(range(8)))
def test_what_did_not_move_rises_and_nothing_more_could_stay(places):
    pairs_ = list(enumerate(places))
    kept = [pair for k, pair in enumerate(pairs_) if k not in moved(pairs_)]
    assert [new for _, new in kept] == sorted(new for _, new in kept)
    longest = [1] * 8
    for k in range(8):
        longest[k] = 1 + max((longest[q] for q in range(k) if places[q] < places[k]), default=0)
    assert len(kept) == max(longest)
