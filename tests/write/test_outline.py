from dataclasses import replace

from hypothesis import given, settings

from soundingboard.model import Change, Comparison, Draft, Heading, Reference
from soundingboard.write.outline import Section, nesting, outline

from .random_comparisons import Sample, comparisons
from .samples import small


def _shape(sections: tuple[Section, ...]) -> list[tuple[str | None, list[str]]]:
    return [(s.heading.id if s.heading else None, [c.id for c in s.changes]) for s in sections]


def test_sections_with_a_preamble_and_a_deleted_section() -> None:
    assert _shape(outline(small())) == [
        (None, ["c1"]),
        ("h1", ["c2", "c3", "c4", "c5", "c6"]),
        ("h2", ["c7", "c8"]),
        ("h3", ["c9"]),
    ]


@settings(deadline=None, max_examples=60)
@given(comparisons())
def test_nothing_is_lost_and_the_order_stays(sample: Sample) -> None:
    sections = outline(sample.comparison)
    assert tuple(change for section in sections for change in section.changes) == sample.comparison.changes
    headings = {section.heading.id for section in sections if section.heading}
    assert headings == {heading.id for heading in sample.comparison.headings}


def _heading(eid: str, index: int) -> Change:
    reference = Reference(eid, "", index=index)
    return Change(f"h-{eid}", "unchanged", (reference,), (reference,), (("equal", eid),))


def _kept(n: int, section: str) -> Change:
    reference = Reference(f"para_{n}", str(n), section=section, index=n)
    return Change(f"k{n}", "unchanged", (reference,), (reference,), (("equal", "x"),))


def _gone(n: int, section: str) -> Change:
    return Change(
        f"d{n}",
        "deleted",
        (Reference(f"para_{n}", str(n), section=section, index=n),),
        (),
        (("delete", "x"),),
    )


def test_a_deleted_paragraph_that_was_first_in_its_section_stands_there() -> None:
    changes = (_kept(1, "a"), _gone(2, "a"), _gone(3, "b"), _kept(4, "b"), _gone(5, "b"))
    comparison = Comparison(Draft(), Draft(), changes, (_heading("a", 0), _heading("b", 1)))
    assert _shape(outline(comparison)) == [("h-a", ["k1", "d2"]), ("h-b", ["d3", "k4", "d5"])]


def test_a_heading_without_paragraphs_of_its_own_is_kept_with_its_level() -> None:
    levels = (Heading("part", "I", 1, "part"), Heading("a", "A", 2, "a"), Heading("end", "II", 1, "end"))
    comparison = Comparison(
        Draft(headings=levels), Draft(headings=levels), (_kept(1, "a"),),
        (_heading("part", 0), _heading("a", 1), _heading("end", 2)),
    )  # fmt: skip
    sections = outline(comparison)
    assert _shape(sections) == [("h-part", []), ("h-a", ["k1"]), ("h-end", [])]
    assert [section.level for section in sections] == [1, 2, 1]


def test_nesting_stops_at_the_deepest_level_and_at_parents_that_are_not_there() -> None:
    chain = [Reference(str(i), str(i), parent=str(i - 1) if i else "gone") for i in range(5)]
    assert nesting(chain, 3) == {"0": 0, "1": 1, "2": 2, "3": 3, "4": 3}


def test_parents_in_a_circle_end() -> None:
    circle = [Reference("a", "a", parent="b"), Reference("b", "b", parent="a")]
    assert nesting(circle, 4) == {"a": 4, "b": 4}


def test_an_unknown_section_is_no_section() -> None:
    change = replace(_kept(1, "nowhere"))
    assert _shape(outline(Comparison(Draft(), Draft(), (change,)))) == [(None, ["k1"])]
