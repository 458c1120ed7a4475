"""Who may be counted where, attacked: everything published against every population that could have led to it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, combinations, product
from operator import eq

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soundingboard.converge import converge
from soundingboard.converge.matrix import matrix
from soundingboard.converge.tables import convergence_record, convergence_rows, matrix_record, voice_rows
from soundingboard.coverage import coverage, coverage_record
from soundingboard.errors import InputError
from soundingboard.exposure import (
    Cell,
    Frozen,
    Limits,
    Told,
    all_words,
    freeze,
    frozen_of,
    frozen_record,
    organisations,
    printed,
    public,
    published,
    table,
    told,
    words_by_field,
)
from soundingboard.model import (
    Ask,
    Contribution,
    Draft,
    Paragraph,
    PlaceName,
    Proposed,
    Span,
    Target,
    Topic,
)

WORDS = words_by_field(("youth", "government"), ("North",), ("SIDS",))
TWO = Limits(least=2)  # the same rules with a lower mark, so that whole populations can be enumerated


def contribution(name: str, permission: str = "organisation", **more) -> Contribution:
    return Contribution(id=name, text=f"Words of {name}.", permission=permission, **more)


def histograms(total: int, cells: int):
    """All ways to spread `total` over `cells`."""
    if cells == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in histograms(total - first, cells - 1))


# What is told of one count


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((6, 5, 0, 0), ({"a": 6, "b": 5}, 0)),  # nobody is left over
        ((10, 0, 0, 0), ({}, 10)),  # all of one: each would be told
        ((4, 4, 4, 0), ({}, 12)),  # no cell of five
        ((9, 3, 2, 0), ({"a": 9}, 5)),  # five are left over, and may be anywhere
        ((9, 3, 1, 0), ({}, 13)),  # four left over would be told
        ((9, 6, 3, 0), ({"a": 9}, 9)),  # so the next smallest is left over too
        (
            (9, 6, 3, 2),
            ({"a": 9, "b": 6}, 5)[:0] or ({}, 20),
        ),  # nowhere empty: some would be told to be in each
        ((7, 7, 2, 0), ({}, 16)),  # two alike are left over together
    ],
)
def test_what_is_told_of_a_count(counts, expected) -> None:
    assert told(dict(zip("abcd", counts, strict=True)), "abcd") == Told(*expected)


@pytest.mark.parametrize(("least", "most"), [(5, 18), (2, 9)])
@pytest.mark.parametrize("cells", [2, 3, 4])
def test_nothing_is_told_of_fewer_than_the_mark_nor_of_anyone(least: int, most: int, cells: int) -> None:
    """Every histogram: whatever any sum of cells is determined to be, it is nobody or enough; nobody has one cell."""
    names = "abcd"[:cells]
    unions = list(chain.from_iterable(combinations(range(cells), n) for n in range(1, cells + 1)))
    for total in range(most + 1):
        seen: defaultdict[tuple, list[tuple[int, ...]]] = defaultdict(list)
        for counts in histograms(total, cells):
            found = told(dict(zip(names, counts, strict=True)), names, Limits(least))
            seen[tuple(sorted(found.cells.items())), found.rest].append(counts)
        for worlds in seen.values():
            for union in unions[:-1]:
                sums = {sum(world[cell] for cell in union) for world in worlds}
                assert len(sums) > 1 or sums.pop() in {0, *range(least, most + 1)}
            possible = {cell for world in worlds for cell, n in enumerate(world) if n}
            assert not total or len(possible) > 1


@given(st.lists(st.integers(0, 12), min_size=3, max_size=6), st.randoms(use_true_random=False))
def test_what_is_told_does_not_depend_on_which_word_is_which(counts, random) -> None:
    names = list("abcdef"[: len(counts)])
    shuffled = random.sample(names, len(names))
    renamed = dict(zip(names, shuffled, strict=True))
    one = told(dict(zip(names, counts, strict=True)), names)
    other = told({renamed[name]: n for name, n in zip(names, counts, strict=True)}, names)
    assert ({renamed[name]: n for name, n in one.cells.items()}, one.rest) == (other.cells, other.rest)


# What is frozen


def five_and_five(draft: str = "rev1", first: int = 1) -> list[Contribution]:
    groups = ["youth"] * 5 + ["government"] * 5
    return [
        contribution(f"{draft}-{n}", "anonymous", draft=draft, stakeholder_group=group)
        for n, group in enumerate(groups, first)
    ]


def test_the_anonymous_on_a_closed_draft_are_counted_once() -> None:
    many = [*five_and_five(), *five_and_five("rev2"), contribution("open", draft="rev1")]
    frozen = freeze("rev1", many, WORDS)
    assert frozen == Frozen(
        "rev1",
        tuple(sorted(f"rev1-{n}" for n in range(1, 11))),
        {"stakeholder_group": Told({"youth": 5, "government": 5}, 0), "regional_group": Told({}, 10)},
    )
    assert frozen_of(frozen_record(frozen)) == frozen


def test_who_was_frozen_or_has_another_version_is_not_frozen_again() -> None:
    first = freeze("rev1", five_and_five(), WORDS)
    later = [*five_and_five(), contribution("late", "anonymous", draft="rev1")]
    again = contribution("again", "anonymous", draft="rev1", supersedes="late")
    assert freeze("rev1", later, WORDS, [first]).contributions == ("late",)
    assert freeze("rev1", [*later, again], WORDS, [first]).contributions == ()


def test_what_was_frozen_counts_in_cells_of_its_draft_and_of_everything() -> None:
    many = [*five_and_five(), contribution("o", draft="rev1", stakeholder_group="youth", organisation="O")]
    frozen = [freeze("rev1", many, WORDS)]
    found = converge([], many, WORDS, frozen=frozen)
    cells = {cell.word: (cell.n, cell.at_most) for cell in found.all.count.table("stakeholder_group").cells}
    assert cells == {"youth": (6, 6), "government": (5, 5)}
    assert found.drafts[0].count.tables == found.all.count.tables
    assert found.all.count.table("regional_group").hidden == 0
    assert found.all.count.table("regional_group").rest == 10
    assert found.all.count.cross[0].n == 1  # never crossed


@pytest.mark.parametrize("change", ["withdrawn", "opened", "superseded", "filtered", "moved"])
def test_what_was_frozen_is_shown_as_it_was_or_not_at_all(change: str) -> None:
    many = five_and_five()
    frozen = [freeze("rev1", many, WORDS)]
    if change == "withdrawn":
        many = many[1:]
    elif change == "opened":
        many[0] = replace(many[0], permission="named")
    elif change == "superseded":
        many.append(contribution("new", "anonymous", draft="rev1", supersedes=many[0].id))
    elif change == "filtered":
        many = many[:7]
    else:
        many[0] = replace(many[0], draft="rev2")
    assert published(many, frozen).frozen == ()


def test_a_group_mended_later_changes_nothing_of_what_was_frozen() -> None:
    many = five_and_five()
    frozen = [freeze("rev1", many, WORDS)]
    mended = [replace(many[0], stakeholder_group="government"), *many[1:]]
    assert converge([], mended, WORDS, frozen=frozen) == converge([], many, WORDS, frozen=frozen)


@pytest.mark.parametrize("record", [{}, {"draft": "rev1", "contributions": [], "tables": []}, {"tables": 3}])
def test_a_record_that_was_not_frozen_is_refused(record) -> None:
    with pytest.raises(InputError, match="a frozen count needs draft, contributions, and tables"):
        frozen_of(record)


def test_nobody_is_counted_by_cell_twice() -> None:
    frozen = freeze("rev1", five_and_five(), WORDS)
    with pytest.raises(InputError) as error:
        published(five_and_five(), [frozen, frozen])
    assert str(error.value) == (
        "contribution rev1-1 was frozen twice: an anonymous contribution is counted by cell once"
    )


# Who may be known


FULL = Contribution(
    id="c1",
    text="Words.",
    kind="note",
    date="2026-01-02",
    draft="rev1",
    language="en",
    channel="event",
    participant="p1",
    organisation="Quay Watch",
    organisation_verified=True,
    stakeholder_group="youth",
    regional_group="North",
    country="Talavai",
    groupings=("SIDS",),
    event="office-hour-3",
    heard_or_observed="heard",
    supersedes="c0",
    as_written={"stakeholder_group": "the young"},
)


@pytest.mark.parametrize(
    ("permission", "expected"),
    [
        ("named", replace(FULL, permission="named")),
        ("organisation", replace(FULL, participant=None)),
        (
            "anonymous",
            Contribution(
                id="c1",
                text="Words.",
                kind="note",
                date="2026-01-02",
                draft="rev1",
                language="en",
                channel="event",
                permission="anonymous",
            ),
        ),
        ("confidential", Contribution(id="c1", text="", permission="confidential")),
    ],
)
def test_what_anyone_may_see(permission: str, expected: Contribution) -> None:
    assert public(replace(FULL, permission=permission)) == expected


def test_a_confidential_one_that_was_never_open_shows_its_group_on_its_own_page() -> None:
    seen = public(replace(FULL, permission="confidential", supersedes=None))
    assert seen == Contribution(id="c1", text="", stakeholder_group="youth", permission="confidential")


def test_an_unknown_permission_is_refused() -> None:
    with pytest.raises(InputError) as error:
        public(replace(FULL, permission="secret"))
    assert str(error.value) == (
        'contribution c1: "secret" is no permission: use one of named, organisation, anonymous, confidential'
    )


def test_an_id_that_is_there_twice_is_refused() -> None:
    with pytest.raises(InputError) as error:
        published([contribution("a"), contribution("a")])
    assert str(error.value) == "contribution a is there twice: give each its own id"


def test_a_version_that_another_supersedes_is_left_out() -> None:
    found = published(
        [
            contribution("a", organisation="Quay Watch"),
            contribution("b", "confidential", supersedes="a", draft="rev1"),
            contribution("c"),
        ]
    )
    assert ([one.id for one in found.contributions], found.confidential) == (["c"], {"rev1": 1})


def test_organisations_are_counted_once_and_verified_where_one_record_says_so() -> None:
    many = [
        contribution("a", organisation="Quay Watch"),
        contribution("b", organisation="quay  watch", organisation_verified=True),
        contribution("c", organisation="Port Union"),
        contribution("d", "anonymous", organisation="Hidden"),
        contribution("e"),
    ]
    found = organisations(many)
    assert (found.declared, found.verified, found.n) == (1, 1, 2)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (Cell("x", 0, 0), "–"),
        (Cell("x", 3, 3), "3"),
        (Cell("x", 3, 4), "3 or more"),
        (Cell("x", 0, 4), "under 5"),
        (Cell("x", 0, 5), "not told"),
    ],
)
def test_how_a_cell_is_printed(cell: Cell, expected: str) -> None:
    assert printed(cell) == expected


def test_a_row_with_someone_hidden_prints_every_silent_word_alike() -> None:
    many = [contribution("o", stakeholder_group="youth"), contribution("a", "anonymous")]
    found = table(published(many).contributions, "stakeholder_group", WORDS)
    shown = {word: printed(found.cell(word)) for word in all_words(WORDS, "stakeholder_group")}
    assert shown == {
        "youth": "1 or more",
        "government": "under 5",
        "global": "under 5",
        "not stated": "under 5",
    }


# The attack: all that is published, against all that could be true

DRAFT = Draft(
    stage="rev1", paragraphs=(Paragraph("para_1", "1", "Ports."), Paragraph("para_2", "2", "Ships."))
)
TOPIC = Topic("ports", "Ports", (PlaceName("rev1", "para_1"), PlaceName("rev1", "para_2")))
TARGETS = (
    Target("rev1", "para_1"),
    Target("rev1", "para_2"),
    Target(topic="ports"),
    Target("rev1", whole=True),
)
GROUPS = ("youth", "government", "not stated")
REGIONS = ("North", "not stated")

asked = st.lists(
    st.tuples(st.sampled_from(["retain", "delete", "amend"]), st.sampled_from(TARGETS)), max_size=2
)
someone = st.tuples(
    st.sampled_from(["anonymous", "anonymous", "anonymous", "organisation", "confidential"]),
    st.sampled_from(["rev1", "rev1", "rev2"]),
    st.sampled_from(GROUPS),
    st.sampled_from(REGIONS),
    asked,
)


def filed(people) -> tuple[list[Contribution], list[Ask]]:
    contributions, asks = [], []
    for n, (permission, draft, group, region, wishes) in enumerate(people):
        one = contribution(
            f"c{n}",
            permission,
            draft=draft,
            stakeholder_group=group,
            regional_group=region,
            groupings=("SIDS",) if region == "North" else (),
            organisation=f"O{n % 2}",
            country="Talavai",
        )
        contributions.append(one)
        for m, (kind, target) in enumerate(wishes):
            quote, proposed = Span(0, 5, "Words"), Proposed(None, "New words.")
            asks.append(Ask(f"{one.id}-{m}", one.id, kind, "neutral", "text", target, quote, proposed))
    return contributions, asks


def views(contributions: list[Contribution], asks: list[Ask], frozen: list[Frozen]) -> str:
    """Everything there is to see of some contributions."""
    found = converge(asks, contributions, WORDS, [TOPIC], drafts=[DRAFT], frozen=frozen)
    silence = coverage(DRAFT, asks, contributions, WORDS, [TOPIC], {"stakeholder_group:youth": 2}, (), frozen)
    fields = ("stakeholder_group", "regional_group", "groupings")
    matrices = [matrix_record(matrix(found, DRAFT, field)) for field in fields]
    rows = convergence_rows(found), voice_rows(found)
    return repr((convergence_record(found), rows, coverage_record(silence), matrices))


def everything(contributions: list[Contribution], asks: list[Ask]) -> Iterator[str]:
    """All pages, files and filters, at all times: while open, after closing, after one more, one gone; what tells most
    stands first."""
    first = freeze("rev1", contributions[:-1], WORDS, (), TWO)
    late = freeze("rev1", contributions, WORDS, [first], TWO)
    frozen = [first, late, freeze("rev2", contributions, WORDS, [first, late], TWO)]
    yield views(contributions, asks, frozen)
    yield views(contributions, asks, [first])
    yield views(contributions[:-1], asks, [first])
    yield views(contributions[:-1], asks, [])
    yield views(contributions[1:], asks, frozen)
    for draft in ("rev1", "rev2"):
        yield views([one for one in contributions if one.draft == draft], asks, frozen)
    for kind in ("retain", "delete"):
        yield views(contributions, [ask for ask in asks if ask.kind == kind], frozen)
    for target in TARGETS[:2]:
        yield views(contributions, [ask for ask in asks if ask.target == target], frozen)


def worlds(people, place: int, words) -> Iterator[list]:
    """The same people with every combination of words for the anonymous ones."""
    hidden = [n for n, one in enumerate(people) if one[0] == "anonymous"]
    for world in product(words, repeat=len(hidden)):
        guess = list(people)
        for n, word in zip(hidden, world, strict=True):
            guess[n] = (*guess[n][:place], word, *guess[n][place + 1 :])
        yield guess


def undecided(people, place: int, words) -> bool:
    """Whether for each anonymous one at least two words lead to exactly what is seen."""
    seen = list(everything(*filed(people)))
    hidden = [n for n, one in enumerate(people) if one[0] == "anonymous"]
    possible: defaultdict[int, set[str]] = defaultdict(set)
    for guess in worlds(people, place, words):
        news = any(guess[n][place] not in possible[n] and len(possible[n]) < 2 for n in hidden)
        if news and all(map(eq, everything(*filed(guess)), seen)):
            for n in hidden:
                possible[n].add(guess[n][place])
    return all(len(possible[n]) > 1 for n in hidden)


@settings(max_examples=12)
@given(
    st.lists(someone, min_size=4, max_size=7).filter(
        lambda all: 2 < sum(p[0] == "anonymous" for p in all) < 6
    )
)
def test_of_no_anonymous_contribution_the_group_or_region_can_be_told(people) -> None:
    """The groups, then the regions, of all of them are enumerated."""
    assert undecided(people, 2, GROUPS)
    assert undecided(people, 3, REGIONS)


@settings(max_examples=40)
@given(st.lists(someone, max_size=9), st.sampled_from(GROUPS), st.sampled_from(REGIONS), asked)
def test_a_confidential_contribution_changes_one_number_of_its_draft_and_of_everything(
    people, group, region, wishes
) -> None:
    contributions, asks = filed(people)
    more, all_asks = filed([*people, ("confidential", "rev1", group, region, wishes)])
    frozen = [freeze("rev1", contributions, WORDS, (), TWO)]
    assert frozen == [freeze("rev1", more, WORDS, (), TWO)]
    without = converge(asks, contributions, WORDS, [TOPIC], frozen=frozen)
    with_it = converge(all_asks, more, WORDS, [TOPIC], frozen=frozen)
    assert with_it.places == without.places
    assert replace(with_it.all, confidential=0) == replace(without.all, confidential=0)
    assert with_it.all.confidential == without.all.confidential + 1
    kept = {spot.where.draft: replace(spot, confidential=0) for spot in without.drafts}
    assert {s.where.draft: replace(s, confidential=0) for s in with_it.drafts if s.count.n} == {
        draft: spot for draft, spot in kept.items() if spot.count.n
    }


@settings(max_examples=40)
@given(st.lists(someone, max_size=9))
def test_what_tells_who_speaks_is_in_no_output(people) -> None:
    """Words of anonymous and confidential authors' own are marked, and must not come out."""
    contributions, asks = filed(people)
    marked = [
        replace(one, organisation="MARK", country="MARK", participant="MARK", event="MARK", text="MARK")
        if one.permission in ("anonymous", "confidential")
        else one
        for one in contributions
    ]
    closed = {one.id for one in contributions if one.permission == "confidential"}
    secret = [
        replace(ask, quote=Span(0, 4, "MARK"), rationale="MARK", proposed=Proposed("MARK", "MARK"))
        if ask.contribution in closed
        else ask
        for ask in asks
    ]
    frozen = [freeze("rev1", marked, WORDS, (), TWO)]
    assert "MARK" not in views(marked, secret, frozen)


@given(st.lists(st.sampled_from(GROUPS), min_size=10, max_size=30))
def test_cells_and_what_is_hidden_add_up_to_the_total(groups) -> None:
    many = [
        contribution(f"c{n}", "anonymous", draft="rev1", stakeholder_group=group)
        for n, group in enumerate(groups)
    ]
    found = table(published(many).contributions, "stakeholder_group", WORDS, [freeze("rev1", many, WORDS)])
    assert sum(cell.n for cell in found.cells) + found.rest + found.hidden == len(groups)
    true = Counter(groups)
    for word in all_words(WORDS, "stakeholder_group"):
        assert found.cell(word).n <= true[word] <= found.cell(word).at_most
