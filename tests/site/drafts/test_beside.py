"""The original beside what was read: everything of both comes out once, in order, and honestly."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from soundingboard.site.drafts.beside import beside

SEA = "We note the sea in all its moods, and those who sail on it by day and by night."
LAND = "We note the land behind every port, and those who work on it in all seasons."


def blocks(*texts: str) -> list[dict[str, Any]]:
    return [{"role": "paragraph", "text": text, "label": "", "level": 0} for text in texts]


def draft(*texts: str, **head: Any) -> dict[str, Any]:
    paragraphs = [{"eid": f"para_{n}", "number": str(n), "text": text} for n, text in enumerate(texts, 1)]
    return {"title": "The Accord", "headings": [], **head, "paragraphs": paragraphs}


def rows(lay: list[dict[str, Any]], read: dict[str, Any]) -> list[tuple[list[str], str | None]]:
    return [
        ([block["text"] for block in row.blocks], row.paragraph["number"] if row.paragraph else None)
        for row in beside(lay, read)
    ]


def test_a_paragraph_stands_beside_its_block_with_its_number() -> None:
    assert rows(blocks(f"1. {SEA}", f"2. {LAND}"), draft(SEA, LAND)) == [
        ([f"1. {SEA}"], "1"),
        ([f"2. {LAND}"], "2"),
    ]


def test_a_paragraph_of_several_blocks_has_them_all() -> None:
    one, two = SEA[:40], SEA[40:].strip()
    assert rows(blocks(one, two, LAND), draft(SEA, LAND)) == [([one, two], "1"), ([LAND], "2")]


def test_a_block_of_several_paragraphs_is_shown_once_and_named_again() -> None:
    found = list(beside(blocks(f"{SEA} {LAND}"), draft(SEA, LAND)))
    assert [(row.paragraph["number"], row.again) for row in found] == [("1", False), ("2", True)]


def test_what_no_paragraph_holds_is_told() -> None:
    lay = blocks("The Accord", "A. The coast", "Distr.: General, and not to be read", SEA)
    read = draft(SEA, headings=[{"eid": "sec_1", "number": "A", "level": 1, "text": "The coast"}])
    found = [
        (row.heading["eid"] if row.heading else None, row.paragraph is None) for row in beside(lay, read)
    ]
    assert found == [("", True), ("sec_1", True), (None, True), (None, False)]


def test_a_paragraph_that_was_mended_is_known_again_by_its_likeness() -> None:
    assert rows(blocks(f"1. {SEA}", LAND), draft(SEA.replace("moods", "tempers"), LAND))[0] == (
        [f"1. {SEA}"],
        "1",
    )


def test_a_paragraph_of_other_words_has_no_block() -> None:
    assert rows(blocks(LAND), draft("Words that nobody ever wrote in this file.", LAND)) == [
        ([], "1"),
        ([LAND], "2"),
    ]


TEXTS = st.lists(st.text("ab .", max_size=30), max_size=8)


@given(TEXTS, TEXTS)
def test_everything_comes_out_once_and_in_order(lay: list[str], read: list[str]) -> None:
    found = list(beside(blocks(*lay), draft(*read)))
    assert [row.paragraph["text"] for row in found if row.paragraph] == read
    assert [block["text"] for row in found if not row.again for block in row.blocks] == lay
