"""Who asks what of each place: small cases with exact numbers."""

import json
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel
from scipy.special import comb

from soundingboard.converge import converge
from soundingboard.converge.interval import interval
from soundingboard.converge.matrix import matrix
from soundingboard.converge.places import place_of
from soundingboard.converge.records import Cross, Interval, Where
from soundingboard.converge.sides import TRANSLATED, lexicon, wishes
from soundingboard.converge.tables import (
    convergence_record,
    convergence_rows,
    divergence_rows,
    matrix_record,
    matrix_rows,
    voice_rows,
)
from soundingboard.errors import InputError
from soundingboard.exposure import words_by_field
from soundingboard.model import (
    Ask,
    Contribution,
    Draft,
    Heading,
    Paragraph,
    PlaceName,
    Proposed,
    Span,
    Target,
    Topic,
)
from soundingboard.vocabulary import ASK_KINDS, STANCES
from soundingboard.write.records import dumps

WORDS = words_by_field(("civil society", "youth", "government"), ("African", "Asia-Pacific"), ("SIDS", "LDC"))
DRAFT = Draft(
    stage="rev1",
    headings=(Heading("sec_1", "A", 1, "Ports"), Heading("sec_2", "1", 2, "Quays")),
    paragraphs=(
        Paragraph("para_1", "1", "We keep quays open.", section="sec_2"),
        Paragraph("para_2", "2", "We note cranes.", section="sec_2"),
        Paragraph("para_12bis", "12 bis", "We train pilots."),
    ),
)
ONE, TWO = Target("rev1", "para_1"), Target("rev1", "para_2")


def said(name: str, group: str = "not stated", region: str = "not stated", **more) -> Contribution:
    more = {"organisation": f"Organisation {name}", "draft": "rev1", "date": "2026-03-01"} | more
    return Contribution(
        id=name, text=f"{name} speaks.", stakeholder_group=group, regional_group=region, **more
    )


def ask(contribution: str, kind: str, target: Target = ONE, n: int = 1, **more) -> Ask:
    stance, about = more.pop("stance", "neutral"), more.pop("about", "text")
    more = {"quote": Span(0, 5, f"{contribution} says {kind}")} | more
    return Ask(f"{contribution}-{n}", contribution, kind, stance, about, target, **more)


def cells(count, field: str) -> dict[str, int]:
    return {cell.word: cell.n for cell in count.table(field).cells}


CONTRIBUTIONS = (
    said("a", "civil society", "African", groupings=("LDC",), organisation_verified=True),
    said("b", "youth", "African"),
    said("c", "youth", "global", groupings=("SIDS", "LDC")),
    said("d", "government", "Asia-Pacific"),
    said("e", "NGOs"),
    said("f", "youth", "African", permission="anonymous"),
    said("g", "youth", "African", permission="confidential"),
)
ASKS = (
    ask("a", "retain"),
    ask("b", "retain"),
    ask("c", "delete"),
    ask("d", "clarify", TWO),
    ask("e", "retain", TWO),
    ask("f", "retain"),
    ask("g", "oppose"),
    ask("a", "retain", TWO, 2),
)
FOUND = converge(ASKS, CONTRIBUTIONS, WORDS, drafts=(DRAFT,))


def test_a_place_counts_contributions_organisations_groups_and_regions() -> None:
    count = FOUND.place("paragraph", "para_1", "rev1").count
    assert (count.n, count.statements, count.anonymous) == (4, 4, 1)
    assert (count.organisations.declared, count.organisations.verified) == (2, 1)
    assert cells(count, "stakeholder_group") == {"civil society": 1, "youth": 2}
    assert cells(count, "regional_group") == {"African": 2, "global": 1}
    assert cells(count, "groupings") == {"SIDS": 1, "LDC": 2}
    assert count.cross == (
        Cross(("civil society", "African"), 1),
        Cross(("youth", "African"), 1),
        Cross(("youth", "global"), 1),
    )
    assert count.share == Interval(4, 6, 0.223, 0.957)


def test_a_place_says_who_is_heard_and_who_is_not_and_how_many_are_hidden() -> None:
    groups = FOUND.place("paragraph", "para_1", "rev1").count.table("stakeholder_group")
    assert (groups.heard, groups.not_heard, groups.hidden) == (("civil society", "youth"), ("government",), 1)
    groups = FOUND.place("paragraph", "para_2", "rev1").count.table("stakeholder_group")
    assert (groups.heard, groups.not_heard, groups.hidden) == (("civil society", "government"), ("youth",), 0)


def test_each_kind_of_ask_is_counted_by_itself() -> None:
    kinds = FOUND.place("paragraph", "para_1", "rev1").kinds
    assert {kind: count.n for kind, count in kinds.items()} == {"retain": 3, "delete": 1}
    assert cells(kinds["retain"], "stakeholder_group") == {"civil society": 1, "youth": 1}
    assert kinds["delete"].share == Interval(1, 4, 0.006, 0.806)
    assert {kind: count.n for kind, count in FOUND.all.kinds.items()} == {
        "retain": 4,  # a asks it twice and counts once
        "delete": 1,
        "clarify": 1,
    }


def test_everything_and_each_draft_count_the_confidential_beside_the_rest() -> None:
    assert (FOUND.all.count.n, FOUND.all.confidential) == (6, 1)
    assert [(spot.where, spot.count.n, spot.confidential) for spot in FOUND.drafts] == [
        (Where("draft", "rev1"), 6, 1)
    ]


def test_a_group_that_the_process_does_not_have_is_not_stated_and_noticed() -> None:
    assert cells(FOUND.place("paragraph", "para_2", "rev1").count, "stakeholder_group") == {
        "civil society": 1,
        "government": 1,
        "not stated": 1,
    }
    assert FOUND.notices == ('stakeholder_group: the process has no word "NGOs"; counted as "not stated"',)


def test_one_organisation_many_times_is_one_organisation() -> None:
    many = [said(f"c{n}", "youth", organisation="Quay Watch") for n in range(5)]
    found = converge([ask(one.id, "retain") for one in many], many, WORDS)
    count = found.places[0].count
    assert (count.n, count.organisations.declared, count.organisations.verified) == (5, 1, 0)
    assert count.table("stakeholder_group").cell("youth").organisations.n == 1


def test_a_statement_about_several_paragraphs_counts_once_where_they_meet() -> None:
    one = said("a", "youth")
    asks = [ask("a", "retain", target, n, statement="s1") for n, target in enumerate((ONE, TWO))]
    topic = Topic("quays", "Quays", (PlaceName("rev1", "para_1"), PlaceName("rev1", "para_2")))
    found = converge(asks, [one], WORDS, [topic])
    spots = {spot.where.kind: (spot.count.n, spot.count.statements) for spot in found.places}
    assert spots == {"paragraph": (1, 1), "topic": (1, 1)}
    assert found.all.count.statements == 1


def test_a_few_among_many_keep_their_own_words_and_stand_first() -> None:
    many = [said(f"c{n}", "government") for n in range(200)] + [said("z", "youth", "African")]
    asks = [ask(f"c{n}", "retain") for n in range(200)] + [ask("z", "delete")]
    voices = converge(asks, many, WORDS).places[0].voices
    assert len(voices) == 201
    first = voices[0]
    assert (first.quote, first.of, first.organisation) == ("z says delete", 1, "Organisation z")
    assert (first.stakeholder_group, first.regional_group, first.date) == ("youth", "African", "2026-03-01")
    assert {voice.of for voice in voices[1:]} == {200}


def test_no_number_averages_anybody_away() -> None:
    names = {key for row in convergence_rows(FOUND) for key in row}
    assert names == {
        *("place", "draft", "name", "number", "label", "kind", "contested", "statements", "anonymous"),
        *("confidential", "declared", "verified", "share", "low", "high", "field", "word"),
        *("n", "at_most", "shown"),
    }


# Where groups meet and part


def test_several_groups_that_ask_the_same_are_told_with_their_organisations() -> None:
    shared = FOUND.place("paragraph", "para_1", "rev1").shared
    assert [(one.wish, one.side.n, one.side.organisations.n, one.side.groups) for one in shared] == [
        ("keep", 3, 2, ("civil society", "youth"))
    ]


def test_one_group_alone_does_not_meet_itself_nor_does_not_stated() -> None:
    many = [said("a", "youth"), said("b", "youth"), said("c")]
    found = converge([ask(one.id, "retain") for one in many], many, WORDS)
    assert found.places[0].shared == ()


def test_opposite_asks_make_a_place_contested() -> None:
    (one,) = FOUND.place("paragraph", "para_1", "rev1").contested
    assert one.reason == "some ask to keep it, others to leave it out"
    assert (one.one.n, one.one.groups, one.one.asks) == (3, ("civil society", "youth"), ("a-1", "b-1", "f-1"))
    assert (one.other.n, one.other.groups, one.other.regions) == (1, ("youth",), ())
    assert FOUND.place("paragraph", "para_2", "rev1").contested == ()


@pytest.mark.parametrize(
    ("one", "other", "is_contested"),
    [
        ({"kind": "retain"}, {"kind": "amend"}, True),
        ({"kind": "retain"}, {"kind": "strengthen"}, False),
        ({"kind": "retain"}, {"kind": "oppose"}, True),
        ({"kind": "retain"}, {"kind": "reinstate"}, False),
        ({"kind": "retain", "about": "change"}, {"kind": "reinstate"}, True),
        ({"kind": "retain", "about": "change"}, {"kind": "oppose", "about": "change"}, True),
        ({"kind": "reinstate"}, {"kind": "oppose", "about": "change"}, False),
        ({"kind": "strengthen"}, {"kind": "delete"}, True),
        ({"kind": "add", "about": "omission"}, {"kind": "oppose", "about": "omission"}, True),
        ({"kind": "amend"}, {"kind": "delete"}, False),
        (
            {"kind": "remark", "about": "change", "stance": "welcome"},
            {"kind": "strengthen", "about": "change", "stance": "caution"},
            True,
        ),
        ({"kind": "remark", "stance": "welcome"}, {"kind": "remark", "stance": "concern"}, False),
    ],
)
def test_what_is_opposite_to_what(one: dict, other: dict, is_contested: bool) -> None:
    asks = [ask("a", **one), ask("b", **other)]
    for order in (asks, asks[::-1]):
        found = converge(order, [said("a"), said("b")], WORDS)
        assert bool(found.places[0].contested) is is_contested


def test_who_asks_both_is_on_no_side() -> None:
    many = [said("a"), said("b", organisation="Organisation a"), said("c")]
    asks = [ask("a", "retain"), ask("b", "delete")]
    assert converge(asks, many, WORDS).places[0].contested == ()
    more = [*asks, ask("c", "retain"), ask("c", "amend", n=2)]
    assert converge(more, many, WORDS).places[0].contested == ()


def test_opposites_on_different_paragraphs_of_a_topic_are_none() -> None:
    places = (PlaceName("rev1", "para_1"), PlaceName("rev1", "para_2"))
    topic = Topic("quays", "Quays", places)
    many = [said("a", "youth"), said("b", "government")]
    apart = converge([ask("a", "retain", ONE), ask("b", "delete", TWO)], many, WORDS, [topic])
    assert apart.place("topic", "quays").contested == ()
    together = converge(
        [ask("a", "retain", ONE), ask("b", "delete", ONE)], many, WORDS, [topic], drafts=[DRAFT]
    )
    (one,) = together.place("topic", "quays").contested
    assert one.where == Where("paragraph", "rev1", "para_1", "1")


def test_every_kind_but_remark_has_one_wish_and_the_sides_use_known_words() -> None:
    known = {"kind": ASK_KINDS, "about": ("text", "change", "omission"), "stance": STANCES}
    sides = [one["side"] for one in lexicon()["wishes"]]
    sides += [pair[side] for pair in lexicon()["opposites"] for side in ("one", "other")]
    assert all(value in known[key] for side in sides for one in side for key, value in one.items())
    kinds = [one["kind"] for wish in lexicon()["wishes"] for one in wish["side"] if "about" not in one]
    assert sorted([*kinds, "remark", "oppose"]) == sorted(ASK_KINDS)
    assert len(set(wishes())) == len(wishes())


def test_what_the_sides_say_is_there_for_translators() -> None:
    assert set(TRANSLATED) == {*wishes(), *(pair["reason"] for pair in lexicon()["opposites"])}


# Wordings


def test_the_same_wording_asked_by_several_is_one() -> None:
    new = "We commit to keeping all public quays open to fishing boats through the winter"
    many = [
        said(name, group)
        for name, group in zip("abcd", ["youth", "government", "youth", "youth"], strict=True)
    ]
    asks = [
        ask("a", "amend", proposed=Proposed("We keep quays open", new)),
        ask("b", "amend", proposed=Proposed("We keep quays open.", f" {new}. ")),
        ask("c", "amend", proposed=Proposed(None, new.replace("fishing boats", "fishing vessels"))),
        ask("d", "amend", proposed=Proposed("We keep quays open", "We close quays")),
    ]
    found = converge(asks, many, WORDS).places[0].wordings
    assert [(one.new, one.old, one.side.n, one.side.groups) for one in found] == [
        (new, "We keep quays open", 3, ("youth", "government")),
        ("We close quays", "We keep quays open", 1, ("youth",)),
    ]
    assert found[0].variants == (f"{new}.", new.replace("fishing boats", "fishing vessels"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "shall be open to all boats that land fish in winter",
            "shall not be open to all boats that land fish in winter",
        ),
        (
            "ports shall be open to boats that land fish in winter",
            "ports should be open to boats that land fish in winter",
        ),
        (
            "at least 20 boats may land their fish here each winter",
            "at least 30 boats may land their fish here each winter",
        ),
    ],
)
def test_wordings_that_differ_in_a_word_that_weighs_are_two(one: str, other: str) -> None:
    asks = [
        ask("a", "amend", proposed=Proposed(None, one)),
        ask("b", "amend", proposed=Proposed(None, other)),
    ]
    found = converge(asks, [said("a"), said("b")], WORDS).places[0].wordings
    assert [wording.new for wording in found] == [one, other]


@given(st.lists(st.lists(st.sampled_from("abcdefghijklm"), min_size=1, max_size=14), min_size=1, max_size=12))
def test_wordings_are_found_alike_as_if_each_were_held_against_each(texts: list[list[str]]) -> None:
    """The plain way: each text joins the first founder that is alike, equal ones first."""
    stems = [tuple(f"word{letter}" for letter in text) for text in texts]
    groups: dict[tuple[str, ...], int] = {}
    for mine, n in sorted(Counter(stems).items(), key=lambda item: -item[1]):
        near = (other for other in groups if Indel.normalized_similarity(mine, other) >= 0.9)
        founder = next(near, mine)
        groups[founder] = groups.get(founder, 0) + n
    many = [said(f"c{n}") for n in range(len(stems))]
    asks = [
        ask(one.id, "amend", proposed=Proposed(None, " ".join(text)))
        for one, text in zip(many, stems, strict=True)
    ]
    found = {tuple(one.new.split()): one.side.n for one in converge(asks, many, WORDS).places[0].wordings}
    assert found == groups


# Places


@pytest.mark.parametrize(
    ("target", "about", "expected"),
    [
        (ONE, "text", Where("paragraph", "rev1", "para_1")),
        (Target("rev1", section="sec_1"), "text", Where("section", "rev1", "sec_1")),
        (Target("rev1", change="c7"), "change", Where("change", "rev1", "c7")),
        (Target(amendment="am-1"), "text", Where("amendment", None, "am-1")),
        (Target(topic="quays"), "omission", Where("topic", None, "quays")),
        (Target("rev1"), "omission", Where("missing", "rev1")),
        (Target("rev1", whole=True), "omission", Where("whole", "rev1")),
        (Target(whole=True), "text", Where("whole")),
    ],
)
def test_where_an_ask_belongs(target: Target, about: str, expected: Where) -> None:
    assert place_of(ask("a", "remark", target, about=about)) == expected


def test_places_stand_in_the_order_of_kinds_and_of_the_draft() -> None:
    targets = [
        Target(topic="pilots"),
        Target("rev1", "para_12bis"),
        Target("rev1", section="sec_1"),
        TWO,
        ONE,
        Target("rev1", whole=True),
    ]
    asks = [ask("a", "remark", target, n) for n, target in enumerate(targets)]
    found = converge(asks, [said("a")], WORDS, drafts=[DRAFT])
    assert [(s.where.kind, s.where.name, s.where.number, s.where.label) for s in found.places] == [
        ("paragraph", "para_1", "1", ""),
        ("paragraph", "para_2", "2", ""),
        ("paragraph", "para_12bis", "12 bis", ""),
        ("section", "sec_1", "A", "Ports"),
        ("topic", "pilots", "", ""),
        ("whole", "", "", ""),
    ]


def test_without_drafts_numbers_are_put_in_order() -> None:
    asks = [ask("a", "remark", Target("rev1", f"para_{n}"), n) for n in (10, 9, 100)]
    found = converge(asks, [said("a")], WORDS)
    assert [spot.where.name for spot in found.places] == ["para_9", "para_10", "para_100"]


def test_a_topic_gathers_what_is_asked_of_it_of_its_paragraphs_and_in_its_terms() -> None:
    topic = Topic("quays", "Quays", (PlaceName("rev1", "para_1"),), ("public quay",))
    asks = [
        ask("a", "retain", ONE),
        ask("a", "add", Target(topic="quays"), 2),
        ask("b", "add", Target("rev1"), about="omission", quote=Span(0, 1, "Say something on public quays")),
        ask("c", "add", TWO),
    ]
    found = converge(asks, [said("a"), said("b"), said("c")], WORDS, [topic])
    spot = found.place("topic", "quays")
    assert (spot.count.n, spot.count.statements, spot.where.label) == (2, 3, "Quays")


# Nothing, one, and what is wrong


def test_nothing_gives_nothing() -> None:
    found = converge([], [], WORDS)
    assert (found.places, found.drafts, found.notices, found.all.count.n) == ((), (), (), 0)
    assert found.all.count.share == Interval(0, 0, 0.0, 1.0)


def test_one_contribution_tells_almost_nothing_of_a_share() -> None:
    found = converge([ask("a", "retain")], [said("a", "youth")], WORDS)
    assert found.places[0].kinds["retain"].share == Interval(1, 1, 0.025, 1.0)


def test_asks_of_contributions_that_are_not_there_are_left_out_with_a_notice() -> None:
    found = converge([ask("x", "retain"), ask("y", "retain")], [said("a")], WORDS)
    assert found.notices == (
        "2 asks belong to contributions that are not there, and were left out: x-1, y-1",
    )


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(InputError) as error:
        converge([], [], WORDS, by=("gender",))
    assert str(error.value) == (
        "gender: contributions cannot be counted by it; use stakeholder_group, regional_group, groupings"
    )


def test_the_same_whatever_the_order_of_contributions() -> None:
    assert converge(ASKS, CONTRIBUTIONS[::-1], WORDS, drafts=(DRAFT,)) == FOUND


# Intervals


@pytest.mark.parametrize(
    ("n", "of", "low", "high"),
    [(0, 3, 0.0, 0.708), (1, 3, 0.008, 0.906), (3, 3, 0.292, 1.0), (5, 10, 0.187, 0.813)],
)
def test_intervals_are_those_of_the_tables(n: int, of: int, low: float, high: float) -> None:
    assert interval(n, of) == Interval(n, of, low, high)


@pytest.mark.parametrize("of", [1, 2, 3, 4, 5, 10, 30])
def test_at_least_95_of_100_intervals_hold_the_true_share_whatever_it_is(of: int) -> None:
    ends = [interval(n, of) for n in range(of + 1)]
    for step in range(1, 1000):
        p = step / 1000
        held = (n for n in range(of + 1) if ends[n].low <= p <= ends[n].high)
        assert sum(comb(of, n) * p**n * (1 - p) ** (of - n) for n in held) >= 0.95


@given(st.integers(0, 200), st.integers(0, 200))
def test_an_interval_holds_its_share_and_mirrors(n: int, more: int) -> None:
    found, other = interval(n, n + more), interval(more, n + more)
    assert found.low <= (n / (n + more) if n + more else 0.5) + 0.0005
    assert (found.low, found.high) == pytest.approx((1 - other.high, 1 - other.low), abs=0.0011)


# Matrix, records, rows


def test_the_matrix_has_the_paragraphs_that_anyone_spoke_on_under_their_headings() -> None:
    asks = [*ASKS, ask("b", "add", Target("rev1", "para_12bis"), 3)]
    found = matrix(converge(asks, CONTRIBUTIONS, WORDS, drafts=(DRAFT,)), DRAFT)
    assert found.columns == ("civil society", "youth", "government", "not stated")
    assert matrix_rows(found) == [
        row("section", "A", "sec_1", "Ports"),
        row("section", "1", "sec_2", "Quays"),
        row(
            "paragraph",
            "1",
            "para_1",
            "We keep quays open.",
            (4, 1),
            ("1 or more", "2 or more", "under 5", "under 5"),
            "contested",
            "government",
        ),
        row("paragraph", "2", "para_2", "We note cranes.", (3, 0), ("1", "–", "1", "1"), "", "youth"),
        row(
            "paragraph",
            "12 bis",
            "para_12bis",
            "We train pilots.",
            (1, 0),
            ("–", "1", "–", "–"),
            "",
            "civil society; government",
        ),
    ]
    assert [dict(square.kinds) for square in found.rows[2].squares] == [
        {"retain": 1},
        {"retain": 1, "delete": 1},
        {},
        {},
    ]
    assert found.not_heard == ()


def row(place, number, eid, text, n=("", ""), squares=("", "", "", ""), contested="", not_heard="") -> dict:
    columns = ("civil society", "youth", "government", "not stated")
    return {
        "place": place,
        "number": number,
        "eid": eid,
        "text": text,
        "n": n[0],
        "hidden": n[1],
        **dict(zip(columns, squares, strict=True)),
        "contested": contested,
        "not_heard": not_heard,
    }


def test_the_matrix_of_regions_says_which_were_heard_nowhere() -> None:
    found = matrix(
        converge([ask("b", "retain")], CONTRIBUTIONS, WORDS, drafts=(DRAFT,)), DRAFT, "regional_group"
    )
    assert (found.columns, found.not_heard) == (("African", "Asia-Pacific"), ("Asia-Pacific",))


def test_a_matrix_by_what_was_not_counted_is_refused() -> None:
    found = converge([], [], WORDS, by=("stakeholder_group",))
    with pytest.raises(InputError) as error:
        matrix(found, DRAFT, "regional_group")
    assert str(error.value) == "regional_group: was not counted by; use stakeholder_group, groupings"


def test_records_are_plain_and_whole() -> None:
    record = json.loads(dumps(convergence_record(FOUND)))
    assert record == convergence_record(FOUND)
    assert record["format"] == "soundingboard/1"
    place = next(one for one in record["places"] if one["where"]["name"] == "para_1")
    assert place["count"]["organisations"] == {"declared": 2, "verified": 1, "n": 3}
    assert place["count"]["tables"][0]["cells"][0] == {
        "word": "civil society",
        "n": 1,
        "at_most": 2,
        "organisations": {"declared": 0, "verified": 1, "n": 1},
        "printed": "1 or more",
    }
    assert matrix_record(matrix(FOUND, DRAFT))["columns"] == [
        "civil society",
        "youth",
        "government",
        "not stated",
    ]


def test_rows_hold_each_number_once() -> None:
    rows = [one for one in convergence_rows(FOUND) if (one["name"], one["kind"]) == ("para_1", "delete")]
    assert [(one["field"], one["word"], one["n"], one["shown"]) for one in rows] == [
        ("", "", 1, "1"),
        ("stakeholder_group", "youth", 1, "1"),
        ("stakeholder_group", "civil society", 0, "–"),
        ("stakeholder_group", "government", 0, "–"),
        ("regional_group", "global", 1, "1"),
        ("regional_group", "African", 0, "–"),
        ("regional_group", "Asia-Pacific", 0, "–"),
        ("groupings", "SIDS", 1, "1"),
        ("groupings", "LDC", 1, "1"),
    ]
    names = ("place", "draft", "name", "kind", "field", "word")
    keys = [tuple(one[name] for name in names) for one in convergence_rows(FOUND)]
    assert len(set(keys)) == len(keys)
    assert len({frozenset(one) for one in convergence_rows(FOUND)}) == 1


def test_rows_of_voices_and_of_opposites() -> None:
    voices = voice_rows(FOUND)
    assert [(one["name"], one["ask"]) for one in voices] == [
        ("para_1", "c-1"),
        ("para_1", "a-1"),
        ("para_1", "b-1"),
        ("para_1", "f-1"),
        ("para_2", "d-1"),
        ("para_2", "e-1"),
        ("para_2", "a-2"),
    ]
    hidden = voices[3]
    assert (hidden["organisation"], hidden["stakeholder_group"], hidden["regional_group"]) == (
        None,
        None,
        None,
    )
    (opposites,) = divergence_rows(FOUND)
    assert (opposites["number"], opposites["one_n"], opposites["other_n"]) == ("1", 3, 1)
    assert (opposites["one_groups"], opposites["other_groups"]) == ("civil society; youth", "youth")


def test_the_person_is_told_of_the_named_alone() -> None:
    many = [said("a", participant="p-1", permission="named"), said("b", participant="p-2")]
    voices = converge([ask("a", "retain"), ask("b", "retain")], many, WORDS).places[0].voices
    assert [voice.participant for voice in voices] == ["p-1", None]


def test_what_another_version_supersedes_counts_no_more() -> None:
    newer = replace(CONTRIBUTIONS[0], id="a2", supersedes="a")
    found = converge(ASKS, [*CONTRIBUTIONS, newer], WORDS)
    assert found.place("paragraph", "para_1", "rev1").kinds["retain"].n == 2
    assert found.notices == FOUND.notices
