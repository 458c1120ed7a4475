"""Redlines: lossless for any texts, cut between words only, and marked as a negotiator expects."""

import random
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundingboard.model import Run
from soundingboard.redline import WEIGHTS, _chain, redline
from soundingboard.words import key, tokens, words

SIGNS = {"delete": ("[-", "-]"), "insert": ("[+", "+]"), "equal": ("", "")}
VOCABULARY = [
    "the",
    "of",
    "and",
    "shall",
    "should",
    "The",
    "States",
    "States,",
    "States.",
    "rights,",
    "don’t",
    "don't",
    "95/46/EC",
    "(a)",
    "12",
    ".",
    ";",
    "\n",
    "نؤكد",
    "الحقَّ",
    "في",
    "التنمية،",
    "数字",
    "鸿沟。",
    "インターネット",
    "Подтверждаем,",
    "право",
    "e\u0301tat",
    "état",
    "👩‍👧",
    "क्षेत्र",
    "\u0301",
    "\u200d",
]
drafts = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(VOCABULARY), max_size=30).map(" ".join),
    st.lists(st.sampled_from(VOCABULARY), max_size=12).map("".join),
)


def shown(old: str, new: str) -> str:
    """The redline as one line: [-deleted-][+inserted+]."""
    return "".join(SIGNS[op][0] + text + SIGNS[op][1] for op, text in redline(old, new))


def side(runs: tuple[Run, ...], op: str) -> list[str]:
    return [text for kind, text in runs if kind in ("equal", op)]


def plain_lcs(a: list[str], b: list[str]) -> tuple[Run, ...]:
    """The plain reference: the longest common subsequence of tokens by a full table."""
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in reversed(range(len(a))):
        for j in reversed(range(len(b))):
            same = table[i + 1][j + 1] + 1 if a[i] == b[j] else 0
            table[i][j] = max(same, table[i + 1][j], table[i][j + 1])
    runs: list[Run] = []
    i = j = 0
    while i < len(a) or j < len(b):
        if i < len(a) and j < len(b) and a[i] == b[j]:
            runs.append(("equal", a[i]))
            i, j = i + 1, j + 1
        elif j == len(b) or (i < len(a) and table[i + 1][j] >= table[i][j + 1]):
            runs.append(("delete", a[i]))
            i += 1
        else:
            runs.append(("insert", b[j]))
            j += 1
    return tuple(runs)


def check_lossless(runs: tuple[Run, ...], old: str, new: str) -> None:
    assert "".join(side(runs, "delete")) == old
    assert "".join(side(runs, "insert")) == new


def check_edges(runs: tuple[Run, ...], old: str, new: str) -> None:
    for text, op in ((old, "delete"), (new, "insert")):
        assert set(accumulate(map(len, side(runs, op)))) <= set(accumulate(map(len, tokens(text))))


@given(drafts, drafts)
def test_lossless_and_cut_between_words(old: str, new: str) -> None:
    for runs in (redline(old, new), plain_lcs(tokens(old), tokens(new))):
        check_lossless(runs, old, new)
        check_edges(runs, old, new)


@given(drafts, drafts)
def test_runs_are_in_order_and_never_empty(old: str, new: str) -> None:
    runs = redline(old, new)
    assert all(text for _, text in runs)
    allowed = {("equal", "delete"), ("equal", "insert"), ("delete", "insert")}
    allowed |= {("delete", "equal"), ("insert", "equal")}
    assert {(one, other) for (one, _), (other, _) in pairwise(runs)} <= allowed


@given(drafts, drafts)
def test_keeps_no_more_words_than_the_longest_common_subsequence(old: str, new: str) -> None:
    kept = sum(len(words(text)) for op, text in redline(old, new) if op == "equal")
    longest = sum(op == "equal" for op, _ in plain_lcs([*map(key, words(old))], [*map(key, words(new))]))
    assert kept <= longest


@given(st.lists(st.sampled_from(["a", "bb", "cccccc"])), st.lists(st.sampled_from(["a", "bb", "cccccc"])))
def test_the_chain_is_worth_as_much_as_the_full_table_finds(a: list[str], b: list[str]) -> None:
    places = {each: [j for j, other in enumerate(b) if other == each] for each in b}
    islands = _chain(a, places)
    worth = {each: WEIGHTS.per_word + WEIGHTS.per_letter * len(each) for each in a}
    found = sum(worth[each] for i, _, n in islands for each in a[i : i + n]) - WEIGHTS.per_run * len(islands)
    best = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    ending = [[float("-inf")] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, each in enumerate(a, 1):
        for j, other in enumerate(b, 1):
            if each == other:
                start = best[i - 1][j - 1] - WEIGHTS.per_run
                ending[i][j] = worth[each] + max(start, ending[i - 1][j - 1])
            best[i][j] = max(ending[i][j], best[i - 1][j], best[i][j - 1])
    assert found == best[-1][-1]


@given(drafts)
def test_a_text_against_itself_and_against_nothing(text: str) -> None:
    assert redline(text, text) == ((("equal", text),) if text else ())
    assert redline(text, "") == ((("delete", text),) if text else ())
    assert redline("", text) == ((("insert", text),) if text else ())


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "We commit to scaling up public access in every harbour town.",
            "We recognize the need to scale up public access in every harbour town.",
            "We [-commit to scaling-][+recognize the need to scale+] up public access in every harbour town.",
            id="a weakened verb is one replacement, not islands of 'to'",
        ),
        pytest.param(
            "Access is open to all residents.",
            "Access is open to all residents and visitors.",
            "Access is open to all residents[+ and visitors+].",
            id="the full stop stays",
        ),
        pytest.param(
            "Ports, ferries and quays are public.",
            "Ports, ferries, lighthouses and quays are public.",
            "Ports, ferries[+, lighthouses+] and quays are public.",
            id="an item is added to a list",
        ),
        pytest.param(
            "The Council shall report each year. The report is public.",
            "The Council shall report each year. The draft is open for comment. The report is public.",
            "The Council shall report each year. [+The draft is open for comment. +]The report is public.",
            id="a whole sentence, not 'draft is open for comment. The'",
        ),
        pytest.param(
            "The pilots and the crews are consulted.",
            "The pilots and the owners and the crews are consulted.",
            "The pilots and the [+owners and the +]crews are consulted.",
            id="where nothing decides, the words that come first are kept",
        ),
        pytest.param(
            "(a) for reasons of safety;",
            "(a) for reasons of health or for reasons of safety;",
            "(a) [+for reasons of health or +]for reasons of safety;",
            id="an insertion at the start of an item",
        ),
        pytest.param(
            "as set out in Directive 95/46/EC and in resolution A/70/125,",
            "as set out in Directive 95/46/EU and in resolution A/70/126,",
            "as set out in Directive [-95/46/EC-][+95/46/EU+] and in resolution [-A/70/125-][+A/70/126+],",
            id="symbols are replaced whole",
        ),
        pytest.param(
            "Pilots don’t pay the fee of 1,000.",
            "Pilots don't pay the fee of 1,500.",
            "Pilots [-don’t-][+don't+] pay the fee of [-1,000-][+1,500+].",
            id="another apostrophe is a change of that word alone",
        ),
        pytest.param(
            "In exceptional cases, the board may meet at night.",
            "The board may meet at night.",
            "[-In exceptional cases, the-][+The+] board may meet at night.",
            id="a new beginning takes its capital along",
        ),
        pytest.param(
            "Copies of the list of berths are kept by the secretariat in a dry and public place.",
            "On the first day of spring, before the tide turns, one half of the captains draw lots.",
            "[-Copies of the list of berths are kept by the secretariat in a dry and public place.-]"
            "[+On the first day of spring, before the tide turns, one half of the captains draw lots.+]",
            id="no islands of 'of the' in a new text",
        ),
        pytest.param(
            "Tolls are low.\nQuays are open.",
            "Tolls are low and fair.\nQuays are open.",
            "Tolls are low[+ and fair+].\nQuays are open.",
            id="paragraphs joined by a line feed",
        ),
        pytest.param(
            "نؤكد الحقَّ في الوصول إلى الميناء.",
            "نؤكد من جديد الحقَّ في الوصول إلى الميناء.",
            "نؤكد [+من جديد +]الحقَّ في الوصول إلى الميناء.",
            id="Arabic",
        ),
        pytest.param("缩小数字鸿沟。", "消除数字鸿沟。", "[-缩小-][+消除+]数字鸿沟。", id="Chinese"),
        pytest.param(
            "Мы обязуемся сократить разрыв к 2030 году.",
            "Мы призываем сократить разрыв к 2035 году.",
            "Мы [-обязуемся-][+призываем+] сократить разрыв к [-2030-][+2035+] году.",
            id="Russian",
        ),
    ],
)
def test_marks_what_a_negotiator_expects(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


def test_short_words_stay_between_short_edits() -> None:
    assert shown("open and free ports", "open or cheap ports") == "open [-and free-][+or cheap+] ports"
    assert (
        shown("the council of pilots and the fleet", "the board of pilots and the crews")
        == "the [-council-][+board+] of pilots and the [-fleet-][+crews+]"
    )


def test_a_long_text_is_marked_where_it_was_edited() -> None:
    chance = random.Random(7)  # noqa: S311
    vocabulary = [f"word{n}" for n in range(60)] + ["the", "of", "and"] * 20
    old = [chance.choice(vocabulary) for _ in range(3000)]
    new = ["changed" if chance.random() < 0.02 else word for word in old]
    runs = redline(" ".join(old), " ".join(new))
    check_lossless(runs, " ".join(old), " ".join(new))
    assert sum(text.count("changed") for op, text in runs if op == "insert") == new.count("changed")
    assert sum(len(words(text)) for op, text in runs if op == "delete") <= 2 * new.count("changed")


@pytest.mark.parametrize("vocabulary", [["a"], ["a", "b"], [f"w{n}" for n in range(200)]])
def test_long_garbage_gives_a_result(vocabulary: list[str]) -> None:
    chance = random.Random(3)  # noqa: S311
    old, new = (" ".join(chance.choices(vocabulary, k=n)) for n in (20_000, 19_000))
    check_lossless(redline(old, new), old, new)
