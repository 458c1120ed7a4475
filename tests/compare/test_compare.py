"""What became of every paragraph."""

import pytest

from soundingboard.compare import compare, summarise, word_share
from soundingboard.model import Change, Comparison, Draft, Elsewhere, Heading, Note, Paragraph, Reinstated
from soundingboard.vocabulary import CHANGE_KINDS

QUAY = "We commit to keeping every public quay open to fishing boats through the winter months."
CRANE = "We note that cranes bought before the reform are loud and burn a great deal of diesel oil."
PILOT = "We invite the Lagoon Council to train pilots for the narrow northern channel each spring."
SALT = "We recognize the damage that salt water does to the foundations of old harbour buildings."
TIDE = "We call for a shared table of tides, published by noon on the last day of the year before."
REEF = "We protect the outer reef by marking anchoring grounds with yellow buoys."


def draft(*texts: str, stage: str = "rev1", numbers: list[str] | None = None) -> Draft:
    marks = numbers or [str(n) for n in range(1, len(texts) + 1)]
    paragraphs = [
        Paragraph(f"para_{number}", number, text) for number, text in zip(marks, texts, strict=True)
    ]
    return Draft(stage=stage, paragraphs=tuple(paragraphs))


def shapes(comparison: Comparison) -> list[tuple[str, list[str], list[str]]]:
    return [(c.kind, [r.number for r in c.old], [r.number for r in c.new]) for c in comparison.changes]


def side(change: Change, op: str) -> str:
    return "".join(text for kind, text in change.redline if kind in ("equal", op))


def test_a_paragraph_inserted_renumbers_the_rest() -> None:
    comparison = compare(draft(QUAY, CRANE, PILOT), draft(QUAY, SALT, CRANE, PILOT, stage="rev2"))
    assert shapes(comparison) == [
        ("unchanged", ["1"], ["1"]),
        ("inserted", [], ["2"]),
        ("unchanged", ["2"], ["3"]),
        ("unchanged", ["3"], ["4"]),
    ]
    assert [c.renumbered for c in comparison.changes] == [False, False, True, True]
    assert [c.moved for c in comparison.changes] == [False] * 4
    assert [c.score for c in comparison.changes] == [1.0, None, 1.0, 1.0]
    assert [c.id for c in comparison.changes] == ["c1", "c2", "c3", "c4"]


def test_a_deleted_paragraph_follows_the_change_of_the_one_before_it() -> None:
    assert shapes(compare(draft(QUAY, CRANE, PILOT, SALT), draft(SALT, QUAY, PILOT))) == [
        ("unchanged", ["4"], ["1"]),
        ("unchanged", ["1"], ["2"]),
        ("deleted", ["2"], []),
        ("unchanged", ["3"], ["3"]),
    ]


def test_a_paragraph_deleted_from_the_head_comes_first() -> None:
    assert shapes(compare(draft(QUAY, CRANE, PILOT), draft(CRANE, PILOT)))[0] == ("deleted", ["1"], [])


def test_only_what_left_the_longest_run_has_moved() -> None:
    comparison = compare(draft(QUAY, CRANE, PILOT, SALT, TIDE), draft(TIDE, QUAY, CRANE, PILOT, SALT))
    assert [c.moved for c in comparison.changes] == [True, False, False, False, False]


def test_a_split_and_a_join_are_compared_as_lines() -> None:
    both = f"{QUAY} {CRANE}"
    split = compare(draft(both, PILOT), draft(QUAY, CRANE, PILOT))
    assert shapes(split)[0] == ("split", ["1"], ["1", "2"])
    assert side(split.changes[0], "delete") == both
    assert side(split.changes[0], "insert") == f"{QUAY}\n{CRANE}"
    joined = compare(draft(QUAY, CRANE, PILOT), draft(both, PILOT))
    assert shapes(joined)[0] == ("joined", ["1", "2"], ["1"])
    assert side(joined.changes[0], "delete") == f"{QUAY}\n{CRANE}"


def test_a_clause_that_moved_is_found_where_it_stands_now() -> None:
    clause = ", with the agreement of the shipping lines concerned and of their crews"
    old = draft(QUAY[:-1] + clause + ".", CRANE, PILOT)
    new = draft(QUAY, CRANE, PILOT[:-1] + clause + ".")
    comparison = compare(old, new)
    assert comparison.changes[0].elsewhere == (Elsewhere(clause.strip(", "), "para_3", "3"),)
    assert comparison.changes[2].elsewhere == ()


def test_of_several_places_the_one_that_took_most_of_the_words_is_named() -> None:
    clause = "with the agreement of the shipping lines concerned and of their crews"
    part = " ".join(clause.split()[:8])
    old = draft(f"{QUAY[:-1]}, {clause}.", CRANE, PILOT)
    new = draft(QUAY, f"{CRANE[:-1]}, {part}.", f"{PILOT[:-1]}, {clause}.")
    assert compare(old, new).changes[0].elsewhere == (Elsewhere(clause, "para_3", "3"),)


def test_deleted_words_that_only_stood_there_already_are_not_said_to_have_moved() -> None:
    clause = ", with the agreement of the shipping lines concerned and of their crews"
    old = draft(QUAY[:-1] + clause + ".", CRANE, PILOT[:-1] + clause + ".")
    new = draft(QUAY, CRANE, PILOT[:-1] + clause + ".")
    assert compare(old, new).changes[0].elsewhere == ()


def test_words_that_moved_are_no_device() -> None:
    clause = ", making use of existing sources wherever possible so as to spare the small ports"
    old = draft(QUAY[:-1] + clause + ".", CRANE, PILOT)
    moved = compare(old, draft(QUAY, CRANE, PILOT[:-1] + clause + "."))
    assert [change.devices for change in moved.changes] == [(), (), ()]
    dropped = compare(old, draft(QUAY, CRANE, PILOT))
    assert [device.device for change in dropped.changes for device in change.devices] == ["qualifier-dropped"]


def test_a_clause_that_moved_out_of_a_joined_paragraph_names_the_line_it_arrived_in() -> None:
    clause = "with the agreement of the shipping lines concerned and of their crews"
    old = draft(f"{QUAY[:-1]}, {clause}.", f"{CRANE} {PILOT}")
    new = draft(QUAY, CRANE, f"{PILOT[:-1]}, {clause}.")
    assert compare(old, new).changes[0].elsewhere == (Elsewhere(clause, "para_3", "3"),)


def test_a_paragraph_that_comes_back_names_where_it_stood() -> None:
    zero = draft(QUAY, CRANE, REEF, PILOT, stage="zero-draft")
    rev1 = draft(QUAY, CRANE, PILOT, stage="rev1")
    rev2 = draft(QUAY, CRANE, PILOT, REEF.replace("yellow", "bright yellow"), stage="rev2")
    assert compare(rev1, rev2, [zero]).changes[3].reinstates == Reinstated("zero-draft", "para_3", "3")
    assert compare(rev1, rev2).changes[3].reinstates is None


def test_what_is_new_reinstates_nothing() -> None:
    zero = draft(QUAY, CRANE, REEF, PILOT, stage="zero-draft")
    rev2 = draft(QUAY, CRANE, PILOT, SALT, stage="rev2")
    assert compare(draft(QUAY, CRANE, PILOT), rev2, [zero]).changes[3].reinstates is None


def test_a_changed_footnote_makes_a_change_and_an_unchanged_one_does_not() -> None:
    def noted(text: str) -> Draft:
        return Draft(paragraphs=(Paragraph("para_1", "1", QUAY, notes=(Note("1", 10, text),)),))

    assert compare(noted("See annex I."), noted("See annex I.")).changes[0].kind == "unchanged"
    change = compare(noted("See annex I."), noted("See annex II.")).changes[0]
    assert (change.kind, change.notes[0].old_mark) == ("reworded", "1")
    assert change.notes[0].redline == (
        ("equal", "See annex "),
        ("delete", "I"),
        ("insert", "II"),
        ("equal", "."),
    )


def test_a_renamed_heading_is_known_by_its_paragraphs() -> None:
    def under(text: str) -> Draft:
        paragraphs = tuple(
            Paragraph(f"para_{n}", str(n), t, section="sec_1") for n, t in enumerate((QUAY, CRANE, PILOT), 1)
        )
        return Draft(headings=(Heading("sec_1", "A", 1, text),), paragraphs=paragraphs)

    heading = compare(under("Ships and crews"), under("Waterfront rules")).headings[0]
    assert (heading.kind, heading.old[0].eid, heading.new[0].eid) == ("reworded", "sec_1", "sec_1")
    assert heading.devices == ()


def test_headings_come_and_go() -> None:
    old = Draft(headings=(Heading("sec_1", "A", 1, "Quays"), Heading("sec_2", "B", 1, "Pilots and tugs")))
    new = Draft(headings=(Heading("sec_1", "A", 1, "Quays"), Heading("sec_2", "B", 1, "Climate")))
    assert [(c.kind, c.renumbered) for c in compare(old, new).headings] == [
        ("unchanged", False),
        ("deleted", False),
        ("inserted", False),
    ]


def test_a_section_that_a_file_names_and_does_not_list_is_no_heading() -> None:
    stray = Draft(paragraphs=(Paragraph("para_1", "1", QUAY, section="sec_9"),))
    comparison = compare(stray, stray)
    assert (comparison.headings, shapes(comparison)) == ((), [("unchanged", ["1"], ["1"])])


def test_headings_of_no_likeness_are_not_paired_and_equal_ones_are_paired_in_order() -> None:
    def headed(*texts: str) -> Draft:
        return Draft(headings=tuple(Heading(f"sec_{n}", "", 1, text) for n, text in enumerate(texts, 1)))

    comparison = compare(headed("Fees", "Quays", "Fees", "Ice"), headed("Quays", "Fees", "Winter", "Fees"))
    assert [([r.eid for r in c.old], [r.eid for r in c.new], c.moved) for c in comparison.headings] == [
        (["sec_2"], ["sec_1"], True),
        (["sec_1"], ["sec_2"], False),
        ([], ["sec_3"], False),
        (["sec_3"], ["sec_4"], False),
        (["sec_4"], [], False),
    ]


def test_progress_never_passes_its_end() -> None:
    told: list[tuple[str, int, int]] = []
    compare(draft(QUAY, CRANE, PILOT), draft(SALT), progress=lambda *step: told.append(step))
    assert all(done <= of for _step, done, of in told)


def test_numbers_by_position_are_never_renumbered() -> None:
    old = Draft(numbering="position", paragraphs=draft(QUAY, CRANE).paragraphs)
    new = Draft(numbering="position", paragraphs=draft(SALT, QUAY, CRANE).paragraphs)
    assert [c.renumbered for c in compare(old, new).changes] == [False, False, False]


def test_every_paragraph_of_both_drafts_is_in_exactly_one_change() -> None:
    old = draft(QUAY, CRANE, PILOT, SALT, TIDE, "", QUAY)
    new = draft(TIDE, f"{CRANE} {PILOT}", "", REEF, QUAY)
    comparison = compare(old, new)
    assert sorted(r.eid for c in comparison.changes for r in c.old) == sorted(p.eid for p in old.paragraphs)
    assert sorted(r.eid for c in comparison.changes for r in c.new) == sorted(p.eid for p in new.paragraphs)
    assert [r.index for c in comparison.changes for r in c.new] == list(range(5))


def test_empty_drafts_are_compared() -> None:
    assert compare(Draft(), Draft()).changes == ()
    assert shapes(compare(Draft(), draft(QUAY))) == [("inserted", [], ["1"])]
    assert shapes(compare(draft(QUAY), Draft())) == [("deleted", ["1"], [])]


def test_a_summary_counts_kinds_flags_and_effects() -> None:
    summary = compare(draft(QUAY, CRANE), draft(QUAY, CRANE.replace("loud", "noisy"), SALT)).summary
    assert {kind: summary[kind] for kind in CHANGE_KINDS} == {
        "unchanged": 1, "reworded": 1, "split": 0, "joined": 0, "regrouped": 0, "inserted": 1, "deleted": 0,
    }  # fmt: skip
    assert summarise([])["softens"] == 0


@pytest.mark.parametrize(
    ("runs", "share"),
    [
        ((("equal", "one two three"),), 1.0),
        ((("equal", "one two "), ("delete", "three"), ("insert", "four")), 0.6667),
        ((("delete", "one"), ("insert", "two")), 0.0),
        ((), 1.0),
    ],
)
def test_a_score_is_the_share_of_words_in_common(runs, share: float) -> None:
    assert word_share(runs) == share
