"""Words in a text by where they stand: however they overlap, whatever is taken out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundingboard.site.contributions.intake.spans import (
    REMOVED,
    find,
    is_of,
    later_sentences,
    pieces,
    quote,
    redacted,
    whole_words,
)

texts = st.text("ab \n[]é中", min_size=1, max_size=40)


@st.composite
def with_spans(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]], list[tuple[int, int]]]:
    text = draw(texts)
    span = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(
        lambda ends: tuple(sorted(ends))
    )
    return text, draw(st.lists(span, max_size=4)), draw(st.lists(span, max_size=4))


@given(with_spans())
def test_every_quotation_stands_where_it_says_after_words_were_taken_out(case: tuple) -> None:
    text, gone, quoted = case
    now = redacted(text, gone)
    for start, end in quoted:
        one = quote(text, start, end)
        moved = now.moved(one)
        if moved is not None:
            assert is_of(moved, now.text)
            assert moved["text"] == moved["text"].strip()
            kept = "".join(
                c
                for place, c in enumerate(text)
                if not any(a <= place < b for a, b in gone) and one["start"] <= place < one["end"]
            )
            assert (
                "".join(moved["text"].replace(REMOVED, "").split()) == "".join(kept.split())
                or REMOVED in text
            )


@given(with_spans())
def test_what_was_not_taken_out_is_kept(case: tuple) -> None:
    text, gone, _quoted = case
    kept = "".join(c for place, c in enumerate(text) if not any(a <= place < b for a, b in gone))
    left = redacted(text, gone).text
    assert len(left) == len(kept) + len(REMOVED) * len(redacted(text, gone).gone)


@given(with_spans())
def test_pieces_are_the_text(case: tuple) -> None:
    text, _gone, quoted = case
    quotes = {n: one for n, span in enumerate(quoted) if (one := quote(text, *span))}
    cut = pieces(text, quotes)
    assert "".join(piece.text for piece in cut) == text
    for number, one in quotes.items():
        assert "".join(piece.text for piece in cut if number in piece.numbers) == one["text"]
        assert [piece.start for piece in cut if number in piece.begins] == [one["start"]]


def test_overlapping_quotations() -> None:
    text = "Keep the lamp lit."
    cut = pieces(text, {1: quote(text, 0, 13), 2: quote(text, 5, 17)})
    assert [(piece.text, piece.numbers) for piece in cut] == [
        ("Keep ", (1,)),
        ("the lamp", (1, 2)),
        (" lit", (2,)),
        (".", ()),
    ]


def test_a_quotation_that_is_not_there_marks_nothing() -> None:
    assert [piece.numbers for piece in pieces("Keep it", {1: {"start": 0, "end": 4, "text": "Lose"}})] == [()]


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("Ada Lamp", "call ADA\nLAMP now", ["ADA\nLAMP"]),
        ("Ada", "Adam met Ada", ["Ada"]),
        ("555-0101", "on 555-0101.", ["555-0101"]),
        ("小明", "王小明说", ["小明"]),
        ("(a)", "see (a), (a)", ["(a)", "(a)"]),
    ],
)
def test_words_are_found_whole(words: str, text: str, found: list[str]) -> None:
    assert whole_words(words).findall(text) == found


def test_the_nearest_place() -> None:
    assert find("lamp  lit", "a lamp lit, a lamp\nlit", 15) == {"start": 14, "end": 22, "text": "lamp\nlit"}
    assert find("dark", "a lamp") is None
    assert find(" ", "a lamp") is None


def test_sentences_after_the_first() -> None:
    text = "Before. Keep it. See para. 3. Drop the rest of it."
    one = quote(text, 8, len(text))
    assert later_sentences(text, one) == [(17, "See para. 3."), (30, "Drop the rest of it.")]
