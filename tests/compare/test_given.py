"""What a person said became of paragraphs."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soundingboard import GivenLink, InputError
from soundingboard.compare import compare
from soundingboard.model import Comparison, Draft, Heading, Paragraph
from soundingboard.write.html import comparison_page
from soundingboard.write.records import comparison_from_record, dumps, to_record

QUAY = "We commit to keeping every public quay open to fishing boats through the winter months."
CRANE = "We note that cranes bought before the reform are loud and burn a great deal of diesel oil."
PILOT = "We invite the Lagoon Council to train pilots for the narrow northern channel each spring."
SALT = "We recognize the damage that salt water does to the foundations of old harbour buildings."
TEXTS = (QUAY, CRANE, PILOT, SALT)


def draft(*texts: str, stage: str = "rev1") -> Draft:
    paragraphs = [Paragraph(f"para_{n}", str(n), text) for n, text in enumerate(texts, 1)]
    return Draft(stage=stage, paragraphs=tuple(paragraphs))


def link(old: str, new: str) -> GivenLink:
    return GivenLink(*(tuple(f"para_{n}" for n in side.split()) for side in (old, new)))


def shapes(comparison: Comparison) -> list[tuple[str, str, str, bool]]:
    return [
        (c.kind, " ".join(r.number for r in c.old), " ".join(r.number for r in c.new), c.given)
        for c in comparison.changes
    ]


def test_without_links_nothing_is_given() -> None:
    old, new = draft(*TEXTS), draft(*TEXTS, stage="rev2")
    assert compare(old, new, links=()) == compare(old, new)
    assert not any(change.given for change in compare(old, new).changes)


def test_a_given_link_stands_and_what_was_found_gives_way() -> None:
    comparison = compare(draft(QUAY, CRANE, PILOT), draft(QUAY, CRANE, SALT), links=[link("2", "3")])
    assert shapes(comparison) == [
        ("unchanged", "1", "1", False),
        ("inserted", "", "2", False),
        ("reworded", "2", "3", True),
        ("deleted", "3", "", False),
    ]
    changed = comparison.changes[2]
    assert (changed.renumbered, changed.reason) == (True, None)
    assert "".join(text for op, text in changed.redline if op != "insert") == CRANE
    assert "".join(text for op, text in changed.redline if op != "delete") == SALT
    assert changed.score is not None


def test_what_a_person_confirms_is_given_too() -> None:
    comparison = compare(draft(QUAY, CRANE), draft(QUAY, CRANE), links=[link("2", "2")])
    assert shapes(comparison) == [("unchanged", "1", "1", False), ("unchanged", "2", "2", True)]


def test_paragraphs_that_ended_and_paragraphs_that_are_new() -> None:
    comparison = compare(draft(QUAY, CRANE), draft(QUAY, CRANE), links=[link("1 2", ""), link("", "2")])
    assert shapes(comparison) == [
        ("deleted", "1", "", True),
        ("deleted", "2", "", True),
        ("inserted", "", "1", False),
        ("inserted", "", "2", True),
    ]
    assert [change.score for change in comparison.changes] == [None] * 4


def test_a_split_that_loses_a_part_is_a_plain_match() -> None:
    old, new = draft(f"{QUAY} {CRANE}", PILOT), draft(QUAY, CRANE, PILOT)
    assert shapes(compare(old, new))[0] == ("split", "1", "1 2", False)
    comparison = compare(old, new, links=[link("", "1")])
    assert shapes(comparison)[:2] == [("inserted", "", "1", True), ("reworded", "1", "2", False)]
    assert comparison.changes[1].reason is None
    assert comparison.changes[2].reason is not None


def test_a_joined_paragraph_that_is_named_leaves_its_parts_deleted() -> None:
    old, new = draft(QUAY, CRANE, PILOT), draft(f"{QUAY} {CRANE}", PILOT)
    assert shapes(compare(old, new, links=[link("3", "1"), link("", "2")])) == [
        ("deleted", "1", "", False),
        ("deleted", "2", "", False),
        ("reworded", "3", "1", True),
        ("inserted", "", "2", True),
    ]


def test_paragraphs_far_apart_can_be_linked_in_any_order() -> None:
    comparison = compare(draft(*TEXTS), draft(*TEXTS), links=[link("4 1", "3 1")])
    assert shapes(comparison) == [
        ("regrouped", "1 4", "1 3", True),
        ("unchanged", "2", "2", False),
        ("deleted", "3", "", False),
        ("inserted", "", "4", False),
    ]


def test_a_given_link_moves_a_paragraph_and_flags_its_devices() -> None:
    old = draft("We commit to dredging.", *TEXTS)
    new = draft(*TEXTS, "We recognize the need for dredging.")
    change = compare(old, new, links=[link("1", "5")]).changes[-1]
    assert (change.given, change.moved, change.kind) == (True, True, "reworded")
    assert [device.effect for device in change.devices] == ["softens"]


def test_headings_follow_what_was_said_of_their_paragraphs() -> None:
    def under(name: str, text: str) -> Draft:
        paragraph = Paragraph("para_1", "1", text, section="sec_1")
        return Draft(headings=(Heading("sec_1", "A", 1, name),), paragraphs=(paragraph,))

    old, new = under("Cranes", CRANE), under("Money", SALT)
    assert sorted(h.kind for h in compare(old, new).headings) == ["deleted", "inserted"]
    assert [h.kind for h in compare(old, new, links=[link("1", "1")]).headings] == ["reworded"]


@pytest.mark.parametrize(
    ("links", "message"),
    [
        (
            [link("1 9", "1")],
            r"^a given link names para_9, which is no paragraph of rev1; name it by its eid$",
        ),
        (
            [link("1", "7")],
            r"^a given link names para_7, which is no paragraph of rev2; name it by its eid$",
        ),
        (
            [link("1", "1"), link("1", "")],
            r"^the given links name para_1 of rev1 twice; a paragraph can be linked once$",
        ),
        ([link("", "2 2")], r"^the given links name para_2 of rev2 twice; a paragraph can be linked once$"),
        ([link("", "")], r"^a given link names no paragraph; name one of either draft at least$"),
    ],
)
def test_links_that_cannot_be_are_refused_in_one_line(links: list[GivenLink], message: str) -> None:
    with pytest.raises(InputError, match=message):
        compare(draft(*TEXTS), draft(*TEXTS, stage="rev2"), links=links)


def test_a_given_change_is_read_back_from_its_record() -> None:
    comparison = compare(draft(*TEXTS), draft(*TEXTS), links=[link("2", "3")])
    record = json.loads(dumps(to_record(comparison)))
    assert comparison_from_record(record) == comparison
    assert [change.get("given") for change in record["changes"]].count(True) == 1
    assert all("given" not in change or change["given"] for change in record["changes"])


@st.composite
def linked(draw: st.DrawFn) -> tuple[Draft, Draft, list[GivenLink]]:
    """Two drafts that share some of their texts, and links of some of their paragraphs."""
    texts = st.lists(st.sampled_from((*TEXTS, f"{QUAY} {CRANE}", f"{PILOT} {SALT}", "")), max_size=7)
    old, new = draft(*draw(texts)), draft(*draw(texts), stage="rev2")
    free = [draw(st.permutations([p.eid for p in each.paragraphs])) for each in (old, new)]
    links = []
    for _n in range(draw(st.integers(0, 4))):
        taken = [draw(st.integers(0, min(3, len(side)))) for side in free]
        sides = [tuple(side[:n]) for side, n in zip(free, taken, strict=True)]
        free = [side[n:] for side, n in zip(free, taken, strict=True)]
        links += [GivenLink(*sides)] if any(sides) else []
    return old, new, links


@settings(max_examples=150, deadline=None)
@given(linked())
def test_every_paragraph_is_in_exactly_one_change_and_every_link_stands(
    sample: tuple[Draft, Draft, list[GivenLink]],
) -> None:
    old, new, links = sample
    comparison = compare(old, new, links=links)
    for side, draft_ in (("old", old), ("new", new)):
        found = sorted(ref.index for change in comparison.changes for ref in getattr(change, side))
        assert found == list(range(len(draft_.paragraphs)))
    firsts = [change.new[0].index for change in comparison.changes if change.new]
    assert firsts == sorted(firsts)
    stood = {
        (frozenset(r.eid for r in c.old), frozenset(r.eid for r in c.new))
        for c in comparison.changes
        if c.given
    }
    whole = {(frozenset(each.old), frozenset(each.new)) for each in links if each.old and each.new}
    ended = {(frozenset({eid}), frozenset[str]()) for each in links if not each.new for eid in each.old}
    begun = {(frozenset[str](), frozenset({eid})) for each in links if not each.old for eid in each.new}
    assert stood == whole | ended | begun
    assert comparison_page(comparison).count("<article") == len(comparison.changes)
    for change in comparison.changes:
        for side, op, draft_ in ((change.old, "delete", old), (change.new, "insert", new)):
            words = "\n".join(draft_.paragraphs[ref.index].text for ref in side)
            assert "".join(text for o, text in change.redline if o in ("equal", op)) == words
