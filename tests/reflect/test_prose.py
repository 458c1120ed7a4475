"""Markdown of reflections: printed and parsed are inverse, and no word is ever lost."""

from hypothesis import given
from hypothesis import strategies as st

from soundingboard.reflect.prose import Piece, Stretch, escaped, parsed, printed

TEXT = st.text(st.sampled_from("abcЖé 012 \\*_[]()`<>&~|#-+=.)!:\n"), max_size=20)
PIECES = st.builds(
    Piece,
    TEXT,
    st.sampled_from(("plain", "plain", "strong", "emphasis")),
    st.sampled_from((None, None, "https://example.org/a?b=(c)")),
)
STRETCHES = st.lists(
    st.builds(
        Stretch,
        st.sampled_from(("paragraph", "item", "number", "quote", "heading")),
        st.lists(PIECES, max_size=4).map(tuple),
        st.just(1),
    ),
    max_size=4,
)


def bare(text: str) -> str:
    return "".join(text.split())


@given(STRETCHES)
def test_what_is_printed_is_read_with_every_word(stretches: list[Stretch]) -> None:
    read = parsed(printed(stretches))
    assert [bare(one.text) for one in read] == [bare(one.text) for one in stretches if bare(one.text)]
    assert [one.kind for one in read] == [one.kind for one in stretches if bare(one.text)]


@given(STRETCHES)
def test_what_was_read_is_printed_the_same(stretches: list[Stretch]) -> None:
    once = printed(parsed(printed(stretches)))
    assert printed(parsed(once)) == once


@given(TEXT)
def test_escaped_text_reads_as_it_stands(text: str) -> None:
    assert "".join(bare(one.text) for one in parsed(escaped(text))) == bare(text)


def test_what_people_write() -> None:
    text = (
        "The Board **welcomes** the *balance* of [Revision 1](https://example.org).\n\n"
        "- first\n- second\n\n1. one\n1. two\n\n> “their words” – a group\n\n### On financing"
    )
    assert printed(parsed(text)) == text
    assert [one.kind for one in parsed(text)] == [
        "paragraph", "item", "item", "number", "number", "quote", "heading",
    ]  # fmt: skip


def test_what_is_no_mark_here_stands_as_it_is() -> None:
    assert parsed("We ~~commit~~ <b>to</b> `x` & y | z")[0].pieces == (
        Piece("We ~~commit~~ <b>to</b> `x` & y | z"),
    )


def test_nested_items_keep_their_depth() -> None:
    text = "- one\n  - two\n- three"
    assert [(one.kind, one.level) for one in parsed(text)] == [("item", 1), ("item", 2), ("item", 1)]
    assert printed(parsed(text)) == text
