"""Tracked changes of Word, accepted, rejected or kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soundingboard.model import Block
from soundingboard.read.docx import read_docx
from soundingboard.vocabulary import Revisions

from .docx_files import docx, gone, ins, level, listed, p, pattern, r

NUMBERING = pattern(0, level(0), level(1, "lowerLetter", "(%2)")) + listed(1, 0)


def read(body: str, view: Revisions, **parts: str) -> tuple[Block, ...]:
    return read_docx(docx(body, numbering=NUMBERING, **parts), "a.docx", view).blocks


def printed(body: str, view: Revisions, **parts: str) -> list[str]:
    return [f"{block.label} {block.text}".strip() for block in read(body, view, **parts)]


def test_insertions_and_deletions_in_a_paragraph() -> None:
    body = p("We ", gone("commit to"), ins("recognize the need to"), " scale up.")
    assert printed(body, "accepted") == ["We recognize the need to scale up."]
    assert printed(body, "rejected") == ["We commit to scale up."]
    (block,) = read(body, "kept")
    assert block == Block(
        "paragraph",
        "We recognize the need to scale up.",
        runs=(
            ("equal", "We "),
            ("delete", "commit to"),
            ("insert", "recognize the need to"),
            ("equal", " scale up."),
        ),
    )


def test_a_file_without_changes_has_equal_runs_when_kept() -> None:
    assert read(p("We agree."), "kept")[0].runs == (("equal", "We agree."),)
    assert read(p("We agree."), "accepted")[0].runs is None


def test_moves_are_a_deletion_and_an_insertion() -> None:
    source = f"<w:moveFrom>{r(' at sea')}</w:moveFrom>"
    target = f"<w:moveTo>{r(' at sea')}</w:moveTo>"
    body = p("We work", source, " and rest", target, ".")
    assert printed(body, "accepted") == ["We work and rest at sea."]
    assert printed(body, "rejected") == ["We work at sea and rest."]


def test_what_was_inserted_and_deleted_again_is_in_no_view() -> None:
    body = p("We ", ins(gone("never ")), "agree.")
    assert [printed(body, view) for view in ("accepted", "rejected", "kept")] == [["We agree."]] * 3
    assert read(body, "kept")[0].runs == (("equal", "We agree."),)


def test_a_deleted_paragraph_is_not_counted() -> None:
    body = p("One", num=(1, 0)) + p(gone("Two"), num=(1, 0), mark="del") + p("Three", num=(1, 0))
    assert printed(body, "accepted") == ["1. One", "2. Three"]
    assert printed(body, "rejected") == ["1. One", "2. Two", "3. Three"]
    kept = read(body, "kept")
    assert [(block.label, block.text, block.runs) for block in kept] == [
        ("1.", "One", (("equal", "One"),)),
        ("", "", (("delete", "Two"),)),
        ("2.", "Three", (("equal", "Three"),)),
    ]


def test_an_inserted_paragraph_is_counted_only_when_accepted() -> None:
    body = p("One", num=(1, 0)) + p(ins("Two"), num=(1, 0), mark="ins") + p("Three", num=(1, 0))
    assert printed(body, "accepted") == ["1. One", "2. Two", "3. Three"]
    assert printed(body, "rejected") == ["1. One", "2. Three"]


def test_a_paragraph_typed_after_another_as_word_stores_it() -> None:
    # The new mark is the one before the new text: the old mark moves down.
    body = p("One", num=(1, 0), mark="ins") + p(ins("Two"), num=(1, 1))
    assert printed(body, "accepted") == ["1. One", "(a) Two"]
    assert printed(body, "rejected") == ["1. One"]


def test_two_paragraphs_joined() -> None:
    body = (
        p("We agree", num=(1, 0), mark="del")
        + p(ins(" and"), gone("We"), " note.", num=(1, 0))
        + p("End", num=(1, 0))
    )
    assert printed(body, "accepted") == ["1. We agree and note.", "2. End"]
    assert printed(body, "rejected") == ["1. We agree", "2. We note.", "3. End"]
    assert read(body, "kept")[0].runs == (
        ("equal", "We agree"),
        ("delete", "\n"),
        ("insert", " and"),
        ("delete", "We"),
        ("equal", " note."),
    )


def test_a_paragraph_split() -> None:
    body = p("We agree", gone(","), ins("."), num=(1, 0), mark="ins") + p("We note.", num=(1, 0))
    assert printed(body, "accepted") == ["1. We agree.", "2. We note."]
    assert printed(body, "rejected") == ["1. We agree,We note."]


def test_what_is_deleted_after_a_joined_paragraph_goes_with_it() -> None:
    body = p("We agree", mark="del") + p(gone("We regret."), mark="del") + p(gone("We note.")) + p("End.")
    assert printed(body, "accepted") == ["We agree", "End."]
    assert printed(body, "rejected") == ["We agree", "We regret.", "We note.", "End."]
    assert read(body, "kept")[0].runs == (("equal", "We agree"), ("delete", "\nWe regret.\nWe note."))


def test_a_paragraph_whose_mark_is_gone_before_a_table() -> None:
    table = f"<w:tbl><w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr></w:tbl>"
    assert printed(p("We agree.", mark="del") + table + p("End."), "accepted") == [
        "We agree.",
        "a | b",
        "End.",
    ]


def test_rows_deleted_and_inserted() -> None:
    def row(first: str, second: str, change: str = "") -> str:
        marked = f"<w:trPr><w:{change}/></w:trPr>" if change else ""
        return f"<w:tr>{marked}<w:tc>{p(first)}</w:tc><w:tc>{p(second)}</w:tc></w:tr>"

    body = f"<w:tbl>{row('a', 'b')}{row('c', 'd', 'del')}{row('e', 'f', 'ins')}</w:tbl>"
    assert printed(body, "accepted") == ["a | b", "e | f"]
    assert printed(body, "rejected") == ["a | b", "c | d"]
    assert [(block.text, block.runs) for block in read(body, "kept")] == [
        ("a | b", (("equal", "a | b"),)),
        ("", (("delete", "c | d"),)),
        ("e | f", (("insert", "e | f"),)),
    ]


def test_a_row_whose_words_are_gone_leaves_no_bars() -> None:
    body = f"<w:tbl><w:tr><w:tc>{p(gone('a'))}</w:tc><w:tc>{p(gone('b'))}</w:tc></w:tr></w:tbl>"
    assert printed(body, "accepted") == []
    assert [(block.text, block.runs) for block in read(body, "kept")] == [("", (("delete", "a | b"),))]


def test_numbering_before_a_change_of_properties() -> None:
    before = (
        '<w:pPrChange><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
    )
    now = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins w:id="4"/></w:numPr>'
    body = p("One", more=before) + p("Two", more=now) + p("Three", num=(1, 0))
    assert printed(body, "accepted") == ["One", "1. Two", "2. Three"]
    assert printed(body, "rejected") == ["1. One", "Two", "2. Three"]


def test_notes_of_deleted_words_take_no_mark() -> None:
    notes = "".join(f'<w:footnote w:id="{n}">{p(ins(f"Note {n}"), gone("old"))}</w:footnote>' for n in (1, 2))
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = p("One", f"<w:del>{mark.format(1)}</w:del>", " two", mark.format(2))
    found = {view: read(body, view, footnotes=notes)[0].notes for view in ("accepted", "rejected", "kept")}
    assert [(note.mark, note.offset, note.text) for note in found["accepted"]] == [("1", 7, "Note 2")]
    assert [(note.mark, note.offset, note.text) for note in found["rejected"]] == [
        ("1", 3, "old"),
        ("2", 7, "old"),
    ]
    assert found["kept"] == found["accepted"]


def test_a_change_to_cells_is_said() -> None:
    cell = f"<w:tc><w:tcPr><w:cellIns/></w:tcPr>{p('b')}</w:tc>"
    document = read_docx(docx(f"<w:tbl><w:tr><w:tc>{p('a')}</w:tc>{cell}</w:tr></w:tbl>"), "a.docx")
    assert document.notices == ("a tracked change to 1 table cell was not resolved; its text was kept",)


WORDS = st.text("ab \u00a0\u4e2d", max_size=6)
PIECES = st.lists(st.tuples(st.sampled_from(("equal", "delete", "insert")), WORDS), max_size=8)
PARAGRAPHS = st.lists(st.tuples(PIECES, st.sampled_from(("", "ins", "del"))), min_size=1, max_size=6)


@settings(deadline=None, max_examples=150)
@given(PARAGRAPHS)
def test_kept_runs_give_both_texts(paragraphs: list[tuple[list[tuple[str, str]], str]]) -> None:
    wrap = {"equal": r, "delete": gone, "insert": ins}
    # The mark of the last paragraph cannot change.
    marks = [mark for _, mark in paragraphs[:-1]] + [""]
    body = "".join(
        p(*(wrap[op](text) for op, text in pieces if text), mark=mark)
        for (pieces, _), mark in zip(paragraphs, marks, strict=True)
    )
    kept = read(body, "kept")
    accepted = [block.text for block in read(body, "accepted")]
    rejected = [block.text for block in read(body, "rejected")]
    for block in kept:
        assert block.runs is not None
        assert block.text == "".join(text for op, text in block.runs if op != "delete")
        assert all(text for _, text in block.runs)
    assert [block.text for block in kept if block.text] == accepted
    old = "".join(text for block in kept for op, text in block.runs or () if op != "insert")
    assert "".join(old.split()) == "".join("".join(rejected).split())


@pytest.mark.parametrize("view", ["accepted", "rejected", "kept"])
def test_the_same_file_reads_the_same(view: Revisions) -> None:
    body = p("We ", gone("a"), ins("b"), num=(1, 0), mark="del") + p("c", num=(1, 1))
    assert read(body, view) == read(body, view)
