"""Markdown that people wrote becomes blocks of a paper, and they are Markdown again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundingboard.write.paper import Bullets, Grid, Heading, Paper, Prose, Words, words
from soundingboard.write.papers import html_fragment, to_markdown
from soundingboard.write.papers.reading import blocks_of


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", ()),
        ("One.\n\nTwo\nlines.", (Prose(words("One.")), Prose((Words("Two"), Words(" "), Words("lines."))))),
        ("One  \nbreak", (Prose((Words("One"), Words("\n"), Words("break"))),)),
        (
            "**a** *b* ~~c~~ ***d***",
            (
                Prose(
                    (
                        Words("a", "strong"),
                        Words(" "),
                        Words("b", "emphasis"),
                        Words(" "),
                        Words("c", "delete"),
                        Words(" "),
                        Words("d", "strong"),
                    )
                ),
            ),
        ),
        ("[site](https://a.example/b)", (Prose((Words("site", address="https://a.example/b"),)),)),
        ("- a\n- b", (Bullets((Prose(words("a")), Prose(words("b")))),)),
        ("1. a\n2. b", (Bullets((Prose(words("a")), Prose(words("b"))), is_ordered=True),)),
        ("- a\n  - b\n- c", (Bullets((Prose(words("a")), Prose(words("b")), Prose(words("c")))),)),
        ("> Said.", (Prose(words("Said."), "quote"),)),
        ("| a | b |\n|---|---|\n| 1 | 2 |", (Grid("", ("a", "b"), ((words("1"), words("2")),)),)),
        ("```\nx = 1\n```", (Prose(words("x = 1")),)),
        ("![a pier](pier.png)", (Prose(words("a pier")),)),
        ("<b>x</b>", (Prose(words("<b>x</b>")),)),
    ],
)
def test_each_thing_that_can_be_written(text, blocks):
    assert blocks_of(text) == blocks


def test_headings_follow_each_other_without_a_gap():
    found = blocks_of("### Low\n\n# High\n\n### Low again")
    assert found == (Heading(3, words("Low")), Heading(2, words("High")), Heading(3, words("Low again")))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_an_address_that_is_not_safe_is_no_link(address):
    page = html_fragment(Paper("T", blocks_of(f"[x]({address})")))
    assert "href" not in page


@pytest.mark.parametrize("text", ["A *b* **c**.", "- a\n- b", "1. a\n2. b", "> Said.", "~~gone~~ stays"])
def test_what_is_written_again_is_read_the_same(text):
    once = blocks_of(text)
    body = to_markdown(Paper("T", once)).partition("\n\n")[2]
    assert blocks_of(body) == once


@given(st.text(alphabet="ab *_~[]()#>-|`\n1.<!", max_size=60))
def test_no_text_stops_the_reading(text):
    blocks = blocks_of(text)
    assert all(isinstance(block, Prose | Heading | Bullets | Grid) for block in blocks)
    html_fragment(Paper("T", blocks))
