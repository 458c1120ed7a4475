"""Blocks become numbered paragraphs."""

import pytest

from soundingboard.model import Block, Document, Draft, Heading, Note, Paragraph
from soundingboard.segment import segment, with_unique_eids


def draft_of(*blocks: Block | str) -> Draft:
    return segment(Document(tuple(Block("paragraph", b) if isinstance(b, str) else b for b in blocks)))


def heading(text: str, level: int = 1) -> Block:
    return Block("heading", text, level=level)


def item(text: str, label: str, level: int = 1) -> Block:
    return Block("item", text, label, level)


def rows(draft: Draft) -> list[tuple[str, str, str, str | None, str]]:
    return [(p.eid, p.number, p.kind, p.parent, p.text) for p in draft.paragraphs]


def numbers(draft: Draft) -> list[str]:
    return [p.number for p in draft.paragraphs]


def test_front_lines_are_taken_off_and_the_preamble_is_counted() -> None:
    draft = draft_of(
        Block("title", "The Lagoon Compact"),
        "Revision 2",
        "4 May 2026",
        "LC/2026/L.3",
        "Recalling the first meeting of the lagoon ports,",
        "Recognizing the work of the Lagoon Council,",
        heading("A. Dredging"),
        "1. We commit to dredge with care.",
        "2. We invite the Council to report.",
    )
    assert (draft.title, draft.stage, draft.label, draft.date, draft.symbol) == (
        "The Lagoon Compact",
        "rev2",
        "Revision 2",
        "2026-05-04",
        "LC/2026/L.3",
    )
    assert rows(draft) == [
        ("pre_1", "PP1", "preambular", None, "Recalling the first meeting of the lagoon ports,"),
        ("pre_2", "PP2", "preambular", None, "Recognizing the work of the Lagoon Council,"),
        ("para_1", "1", "operative", None, "We commit to dredge with care."),
        ("para_2", "2", "operative", None, "We invite the Council to report."),
    ]
    assert [(h.eid, h.number, h.level, h.text) for h in draft.headings] == [("sec_1", "A", 1, "Dredging")]
    assert [p.section for p in draft.paragraphs] == [None, None, "sec_1", "sec_1"]
    assert draft.numbering == "printed"


def test_lines_above_the_title_are_told_and_not_read_as_preamble() -> None:
    draft = draft_of(
        "Distr.: General", "LC/2026/L.3", Block("title", "The Lagoon Compact"), "1. We agree.", "2. We note."
    )
    assert (draft.title, draft.symbol, numbers(draft)) == ("The Lagoon Compact", "LC/2026/L.3", ["1", "2"])
    assert draft.notices == ("left out above the title: Distr.: General",)


@pytest.mark.parametrize(
    ("line", "stage", "label", "date"),
    [
        ("Zero Draft", "zero-draft", "Zero Draft", None),
        ("Rev.1 (7 November 2025)", "rev1", "Rev.1", "2025-11-07"),
        ("Second revision", "rev2", "Second revision", None),
        ("Révision 3", "rev3", "Révision 3", None),
        ("As adopted", "adopted", "As adopted", None),
        ("Elements paper", "elements", "Elements paper", None),
        ("Final draft", "final", "Final draft", None),
    ],
)
def test_a_stage_is_read_from_the_front(line: str, stage: str, label: str, date: str | None) -> None:
    draft = draft_of(Block("title", "Compact"), line, "1. We agree.", "2. We decide.")
    assert (draft.stage, draft.label, draft.date) == (stage, label, date)


def test_items_hang_under_their_paragraph_which_becomes_a_chapeau() -> None:
    draft = draft_of(
        "28. We note.",
        "29. We call for:",
        "(a) quiet berths;",
        "(i) by night;",
        "(ii) by day;",
        "(b) clean berths.",
        "30. We decide.",
    )
    assert rows(draft)[1:] == [
        ("para_29", "29", "chapeau", None, "We call for:"),
        ("para_29__item_a", "29(a)", "item", "para_29", "quiet berths;"),
        ("para_29__item_a__item_i", "29(a)(i)", "item", "para_29__item_a", "by night;"),
        ("para_29__item_a__item_ii", "29(a)(ii)", "item", "para_29__item_a", "by day;"),
        ("para_29__item_b", "29(b)", "item", "para_29", "clean berths."),
        ("para_30", "30", "operative", None, "We decide."),
    ]


def test_i_after_h_is_a_letter_and_i_after_a_is_a_roman_number() -> None:
    letters = [f"({c}) berth {c};" for c in "abcdefghij"]
    assert numbers(draft_of("1. We call for:", *letters, "2. We end."))[9:11] == ["1(i)", "1(j)"]
    romans = ["(i) one;", "(ii) two;", "(iii) three;", "(iv) four;", "(v) five;"]
    assert numbers(draft_of("1. We call for:", *romans, "2. We end."))[1:6] == [
        f"1({r})" for r in ("i", "ii", "iii", "iv", "v")
    ]


def test_the_close_of_items_and_further_text_belong_to_the_paragraph() -> None:
    draft = draft_of(
        "1. We call for:",
        "(a) berths;",
        "(b) quays;",
        "and for their upkeep.",
        "We do so gladly.",
        "2. We end.",
    )
    assert rows(draft)[3:5] == [
        ("para_1__closing", "1 closing", "other", "para_1", "and for their upkeep."),
        ("para_1__text_1", "1 text 1", "other", "para_1", "We do so gladly."),
    ]


def test_bullets_are_counted_under_their_paragraph() -> None:
    draft = draft_of("1. We call for:", "• berths", "• quays", "2. We end.", "3. Truly.")
    assert rows(draft)[1:3] == [
        ("para_1__bullet_1", "1 bullet 1", "item", "para_1", "berths"),
        ("para_1__bullet_2", "1 bullet 2", "item", "para_1", "quays"),
    ]


def test_generated_labels_count_like_typed_ones() -> None:
    draft = draft_of(
        Block("paragraph", "We note.", "28."),
        Block("paragraph", "We call for:", "29."),
        item("berths", "(a)", 2),
    )
    assert [(p.number, p.label, p.text) for p in draft.paragraphs] == [
        ("28", "28.", "We note."),
        ("29", "29.", "We call for:"),
        ("29(a)", "(a)", "berths"),
    ]


def test_a_list_that_runs_through_the_document_numbers_its_paragraphs() -> None:
    blocks: list[Block] = []
    for n in range(1, 9):
        if n in (1, 5):
            blocks.append(heading(f"Part {n}"))
        blocks.append(item(f"We agree on point {n}.", f"{n}."))
    draft = draft_of(*blocks)
    assert numbers(draft) == [str(n) for n in range(1, 9)]
    assert {p.kind for p in draft.paragraphs} == {"operative"}


def test_lists_that_restart_are_items_of_unnumbered_paragraphs() -> None:
    draft = draft_of(
        "First we say:",
        item("one", "1."),
        item("two", "2."),
        "Then we say:",
        item("one", "1."),
        item("two", "2."),
    )
    assert rows(draft) == [
        ("para_1", "1", "chapeau", None, "First we say:"),
        ("para_1__item_1", "1(1)", "item", "para_1", "one"),
        ("para_1__item_2", "1(2)", "item", "para_1", "two"),
        ("para_2", "2", "chapeau", None, "Then we say:"),
        ("para_2__item_1", "2(1)", "item", "para_2", "one"),
        ("para_2__item_2", "2(2)", "item", "para_2", "two"),
    ]
    assert draft.numbering == "position"
    assert draft.notices == ("no paragraph carries a number: they are numbered by position",)


def test_bare_numbers_that_count_on_are_numbers() -> None:
    draft = draft_of("1 We note the tides.", "2 We note the moon.", "3 We note the quay.", "3000 ships came.")
    assert numbers(draft)[:3] == ["1", "2", "3"]
    assert draft.paragraphs[0].text == "We note the tides."


def test_one_numbered_paragraph_alone_is_numbered() -> None:
    assert (numbers(draft_of("7. We agree.")), draft_of("7. We agree.").notices) == (["7"], ())


def test_double_numbers_are_kept_and_told() -> None:
    draft = draft_of("1. We agree.", "2. We note.", "2. We decide.", "(a) now;", "3. We end.")
    assert [p.eid for p in draft.paragraphs] == ["para_1", "para_2", "para_2_2", "para_2__item_a", "para_3"]
    assert draft.notices == ("1 number is printed more than once: 2",)


@pytest.mark.parametrize(
    ("text", "status", "left"),
    [
        ("7. [Agreed] We note.", "agreed", "We note."),
        ("[Agreed] 7. We note.", "agreed", "We note."),
        ("7. We note. [Suggested for closure]", "suggested", "We note."),
        ("7. [agreed ad ref] We note.", "agreed", "We note."),
        ("7. [Open] We note.", "open", "We note."),
        ("7. [We note the tides.]", "bracketed", "[We note the tides.]"),
        ("[7. We note the tides.]", "bracketed", "[We note the tides.]"),
        ("7. We [shall/should] note.", "bracketed", "We [shall/should] note."),
        ("7. We note [PUB31] and [sic].", None, "We note [PUB31] and [sic]."),
        ("7. We note.", None, "We note."),
    ],
)
def test_status_marks_are_read_and_brackets_kept(text: str, status: str | None, left: str) -> None:
    paragraph = draft_of("6. We begin.", text, "8. We end.").paragraphs[1]
    assert (paragraph.number, paragraph.status, paragraph.text) == ("7", status, left)


def test_a_mark_on_a_line_of_its_own_stands_for_the_paragraph_before_it() -> None:
    draft = draft_of("6. We begin.", "[Agreed]", "7. We end.")
    assert [(p.number, p.status) for p in draft.paragraphs] == [("6", "agreed"), ("7", None)]
    assert draft.notices == (
        "1 status mark stands on a line of its own: it was taken for the paragraph before it",
    )


def test_notes_move_with_the_text_that_a_number_is_taken_from() -> None:
    block = Block("paragraph", "12. We note the tides.", notes=(Note("1", 11, "Measured daily."),))
    draft = draft_of("11. We begin.", block)
    assert draft.paragraphs[1].notes == (Note("1", 7, "Measured daily."),)


def test_runs_lose_the_number_and_keep_what_was_deleted() -> None:
    runs = (("equal", "12. We "), ("delete", "commit"), ("insert", "hope"), ("equal", " to dredge."))
    draft = draft_of("11. We begin.", Block("paragraph", "12. We hope to dredge.", runs=runs))
    assert draft.paragraphs[1].runs == (
        ("equal", "We "),
        ("delete", "commit"),
        ("insert", "hope"),
        ("equal", " to dredge."),
    )


def test_a_date_at_the_head_of_a_heading_is_not_its_number() -> None:
    draft = draft_of(heading("20 December 2025 draft"), "Ports are old.", heading("2 Ships"), "Ships come.")
    assert [(h.number, h.text) for h in draft.headings] == [("", "20 December 2025 draft"), ("2", "Ships")]


def test_the_old_number_of_a_tracked_renumbering_is_no_text() -> None:
    runs = (("delete", "26. "), ("insert", "28. "), ("equal", "We "), ("delete", "3 "), ("equal", "dredge."))
    draft = draft_of("27. We begin.", Block("paragraph", "28. We dredge.", runs=runs))
    assert draft.paragraphs[1].runs == (("equal", "We "), ("delete", "3 "), ("equal", "dredge."))
    partly = (("delete", "26"), ("insert", "28"), ("equal", ". We dredge."))
    draft = draft_of("27. We begin.", Block("paragraph", "28. We dredge.", runs=partly))
    assert draft.paragraphs[1].runs == (("equal", "We dredge."),)
    further = (("delete", "26. Now we"), ("insert", "28. We"), ("equal", " dredge."))
    draft = draft_of("27. We begin.", Block("paragraph", "28. We dredge.", runs=further))
    assert draft.paragraphs[1].runs == (("delete", "Now we"), ("insert", "We"), ("equal", " dredge."))
    words = (("equal", "28. "), ("delete", "Now we"), ("insert", "We"), ("equal", " dredge."))
    draft = draft_of("27. We begin.", Block("paragraph", "28. We dredge.", runs=words))
    assert draft.paragraphs[1].runs == (("delete", "Now we"), ("insert", "We"), ("equal", " dredge."))


def test_headings_count_within_the_one_above() -> None:
    draft = draft_of(
        heading("1. Ports", 2), "Ports are old.", heading("1.1 Berths", 3), "Berths are many.", heading("1.2 Quays", 3),
        "Quays are long.", heading("2. Ships", 2), "Ships come.", heading("(a) Barges", 3), "Barges too.",
    )  # fmt: skip
    assert [(h.eid, h.number, h.level, h.text) for h in draft.headings] == [
        ("sec_1", "1", 1, "Ports"),
        ("sec_1__sec_1", "1.1", 2, "Berths"),
        ("sec_1__sec_2", "1.2", 2, "Quays"),
        ("sec_2", "2", 1, "Ships"),
        ("sec_2__sec_1", "a", 2, "Barges"),
    ]


def test_rows_of_a_table_belong_to_the_paragraph_before_them() -> None:
    draft = draft_of(
        "1. We set targets:", Block("row", "Port | Year"), Block("row", "Lagoon | 2030"), "2. We end."
    )
    assert rows(draft)[1:3] == [
        ("para_1__row_1", "1 row 1", "other", "para_1", "Port | Year"),
        ("para_1__row_2", "1 row 2", "other", "para_1", "Lagoon | 2030"),
    ]


def test_text_under_a_heading_before_any_number_there_has_a_place_of_its_own() -> None:
    draft = draft_of(
        heading("A. One"),
        "1. We agree.",
        "2. We note.",
        heading("B. Two"),
        "This part is short.",
        "3. We end.",
    )
    assert rows(draft)[2] == ("text_1", "text 1", "other", None, "This part is short.")


def test_eids_that_a_file_leaves_out_are_made_and_parents_follow() -> None:
    draft = with_unique_eids(
        Draft(paragraphs=(Paragraph("", "1", "a"), Paragraph("", "1", "b"), Paragraph("", "PP2", "c")))
    )
    assert [p.eid for p in draft.paragraphs] == ["para_1", "para_1_2", "pre_2"]


def test_an_item_of_a_file_that_names_no_parent_belongs_to_the_paragraph_of_its_number() -> None:
    draft = with_unique_eids(
        Draft(paragraphs=(Paragraph("", "29", "a"), Paragraph("", "29(a)", "b", kind="item")))
    )
    assert [p.parent for p in draft.paragraphs] == [None, "para_29"]


def test_the_body_that_speaks_is_no_paragraph_of_the_preamble() -> None:
    draft = draft_of("The General Assembly,", "Recalling the tides,", "1. Decides;", "2. Decides also.")
    assert rows(draft)[:2] == [
        ("text_1", "text 1", "other", None, "The General Assembly,"),
        ("pre_1", "PP1", "preambular", None, "Recalling the tides,"),
    ]


def test_an_annex_and_lines_in_capitals_are_headings() -> None:
    draft = draft_of("FINANCE", "1. We agree.", "2. We note ANNEX I.", "Annex I: Fees", "1. Fees are low.")
    assert [(h.eid, h.text) for h in draft.headings] == [("sec_1", "FINANCE"), ("sec_2", "Annex I: Fees")]
    assert [(p.eid, p.section) for p in draft.paragraphs] == [
        ("para_1", "sec_1"),
        ("para_2", "sec_1"),
        ("para_1_2", "sec_2"),
    ]


@pytest.mark.parametrize(
    "text",
    ["Article 2", "Article premier", "Part II: Ports", "第一章 总则", "一、导言", "第一条", "CHAPTER 3"],
)
def test_a_line_that_names_a_part_is_a_heading(text: str) -> None:
    assert [h.eid for h in draft_of(text, "We agree.", "We note.").headings] == ["sec_1"]


@pytest.mark.parametrize(
    "text", ["Section 3 is deleted", "WE AGREE.", "SIDS", "一、我们承诺。", "[SHALL MAY]"]
)
def test_a_line_that_says_more_is_none(text: str) -> None:
    assert draft_of(text, "We agree.", "We note.").headings == ()


def test_a_part_named_where_headings_are_styled_is_text() -> None:
    draft = draft_of(heading("Terms"), "Section 9", "What it means.", heading("More"), "We agree.")
    assert [h.text for h in draft.headings] == ["Terms", "More"]


def test_a_title_in_capitals_stands_above_its_stage() -> None:
    draft = draft_of("THE LAGOON COMPACT", "REVISION 1", "PREAMBLE", "1. We agree.", "2. We note.")
    assert (draft.title, draft.stage, [h.text for h in draft.headings]) == (
        "THE LAGOON COMPACT",
        "rev1",
        ["PREAMBLE"],
    )


def test_what_looks_like_a_front_line_after_the_text_began_stays() -> None:
    draft = draft_of(
        Block("title", "Compact"), "Rev.1", "1. We agree.", "2. We note.", "Adopted on 3 May 2026"
    )
    assert (draft.stage, draft.paragraphs[-1].text) == ("rev1", "Adopted on 3 May 2026")


def test_a_second_date_is_not_lost() -> None:
    draft = draft_of(Block("title", "Compact"), "3 May 2026", "4 June 2026", "1. We agree.", "2. We note.")
    assert (draft.date, draft.paragraphs[0].text) == ("2026-05-03", "4 June 2026")


@pytest.mark.parametrize(
    "line", ["7 novembre 2025", "7 de noviembre de 2025", "7 ноября 2025", "November 7, 2025"]
)
def test_a_date_is_read_in_several_languages(line: str) -> None:
    assert draft_of(Block("title", "Compact"), line, "1. We agree.", "2. We note.").date == "2025-11-07"


def test_a_date_that_cannot_be_read_stays_in_the_label() -> None:
    draft = draft_of(Block("title", "Compact"), "Rev.1 (7 Brumaire 2025)", "1. We agree.", "2. We note.")
    assert "Rev.1 (7 Brumaire 2025)" in (draft.label, draft.paragraphs[0].text)


def test_roman_paragraphs_that_count_on_are_numbers() -> None:
    draft = draft_of("I. We agree.", "II. We note.", "III. We end.", "IV. We go.")
    assert [(p.eid, p.number, p.text) for p in draft.paragraphs][3] == ("para_IV", "IV", "We go.")


def test_the_next_item_says_whether_i_after_h_is_a_letter() -> None:
    letters = [f"({c}) berth {c};" for c in "abcdefgh"]
    draft = draft_of("1. We call for:", *letters, "(i) by night;", "(ii) by day.", "2. We end.")
    assert numbers(draft)[8:11] == ["1(h)", "1(h)(i)", "1(h)(ii)"]


def test_doubled_letters_go_on_counting() -> None:
    letters = [f"({c}) berth {c};" for c in ("gg", "hh", "ii", "jj")]
    draft = draft_of("1. We call for:", *letters, "2. We end.")
    assert numbers(draft)[1:5] == ["1(gg)", "1(hh)", "1(ii)", "1(jj)"]


def test_bullets_within_bullets_hang_under_them() -> None:
    draft = draft_of(
        "1. We call for:", item("berths", "•", 1), item("quiet", "•", 2), item("quays", "•", 1), "2. We end."
    )
    assert [(p.eid, p.parent) for p in draft.paragraphs[1:4]] == [
        ("para_1__bullet_1", "para_1"),
        ("para_1__bullet_1__bullet_1", "para_1__bullet_1"),
        ("para_1__bullet_2", "para_1"),
    ]


def test_many_texts_under_one_paragraph_have_numbers_of_their_own() -> None:
    numbered = [f"{n}. We agree." for n in range(1, 201)]
    draft = draft_of(*numbered, *(f"Text {n} follows." for n in range(400)))
    assert numbers(draft)[200:] == [f"200 text {n}" for n in range(1, 401)]
    assert draft.notices == ()


def test_a_number_in_brackets_makes_its_paragraph_bracketed() -> None:
    paragraph = draft_of("7. We begin.", "[8.] We note.").paragraphs[1]
    assert (paragraph.number, paragraph.label, paragraph.status, paragraph.text) == (
        "8",
        "[8.]",
        "bracketed",
        "We note.",
    )


def test_a_footnote_of_a_heading_is_told() -> None:
    block = Block("heading", "Ports", level=1, notes=(Note("1", 5, "Of the lagoon."),))
    assert draft_of(block, "1. We agree.", "2. We note.").notices == (
        "left out, a footnote of the heading “Ports”: Of the lagoon.",
    )


def test_headings_of_a_file_that_names_no_eid_get_one() -> None:
    draft = with_unique_eids(Draft(headings=(Heading("", "", 1, "A"), Heading("", "", 1, "B"))))
    assert [h.eid for h in draft.headings] == ["sec_1", "sec_2"]


def test_nothing_gives_nothing() -> None:
    assert draft_of().paragraphs == ()
