import re

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from soundingboard.model import Change, Comparison, Draft, Reference, Run
from soundingboard.write.markdown import comparison_markdown, escaped, redline

from .samples import large, runs, small

_READER = MarkdownIt("commonmark").enable(["strikethrough", "table"])
_OPENS = {"s_open": "delete", "strong_open": "insert", "<del>": "delete", "<ins>": "insert"}


def _read(text: str) -> list[tuple[str, str]]:
    """The runs that a reader of CommonMark sees."""
    found: list[tuple[str, str]] = []
    op = "equal"
    for token in _READER.parseInline(text)[0].children or []:
        name = token.content if token.type == "html_inline" else token.type
        if name in _OPENS:
            op = _OPENS[name]
        elif name in ("s_close", "strong_close", "</del>", "</ins>"):
            op = "equal"
        else:
            found.append((op, "\n" if token.type in ("softbreak", "hardbreak") else token.content))
    return found


def _sides(found: list[tuple[str, str]] | tuple[Run, ...]) -> tuple[str, str]:
    """Both sides without white space, which a mark cannot begin or end with."""
    old, new = ("".join(text for op, text in found if op in ("equal", side)) for side in ("delete", "insert"))
    return re.sub(r"\s", "", old), re.sub(r"\s", "", new)


_TEXTS = st.lists(
    st.sampled_from(["We ", "commit", ", ", ".", " ", "*", "_a_", "**", "~~", "<b>", "`x`", "#", "1. ", "- ", "+",
                     "[a](b)", "&amp;", "|", "\\", "“to”", "البحر", "港口", "a-b", "!", "$x$", "http://a.b/c_d"]),
    max_size=8,
).map("".join)  # fmt: skip


@settings(deadline=None)
@given(_TEXTS, _TEXTS)
def test_a_reader_of_markdown_sees_both_sides(old: str, new: str) -> None:
    marked = runs(old, new)
    assert _sides(_read(redline(marked))) == _sides(marked)


@settings(deadline=None)
@given(_TEXTS)
def test_escaped_text_is_read_as_it_was(text: str) -> None:
    tokens = [token for token in _READER.parse(escaped(text.strip())) if token.type == "inline"]
    assert _sides([("equal", "".join(t.content for t in token.children or [])) for token in tokens])[
        0
    ] == re.sub(r"\s", "", text)


def test_words_are_marked() -> None:
    assert redline(runs("We commit to go.", "We agree to go.")) == "We ~~commit~~**agree** to go."
    assert redline((("equal", "We "), ("delete", "all "), ("equal", "go"))) == "We ~~all~~ go"


def test_marks_that_would_not_be_read_are_tags() -> None:
    assert (
        redline((("equal", "Water"), ("insert", ", boats"), ("equal", " and")))
        == "Water<ins>, boats</ins> and"
    )
    assert redline((("equal", "data"), ("delete", " "), ("equal", "base"))) == "data<del> </del>base"


def test_numbers_at_the_start_of_a_line_are_no_list() -> None:
    assert escaped("12. Boats\n- small\n2031) or so") == "12\\. Boats\n\\- small\n2031\\) or so"


def test_the_small_comparison() -> None:
    text = comparison_markdown(small())
    assert text.startswith(
        "# The Harbour Compact\n\nRevision 1 compared with Zero Draft\n\nUnofficial text. · "
    )
    assert "| ▼ flagged softer | 1 |" in text
    assert "\n\n= PP1 kept\n\n" in text
    assert "## C. ~~Moorings~~" in text
    assert (
        "**2** · ~ reworded · ◐ now agreed (was bracketed) · ▲ flagged stronger · ▼ flagged softer · was 1"
        in text
    )
    assert (
        "- ▼ flagged softer: “commit to” → “recognize the need to” (suggested by rule verb-1, not yet confirmed; "
        in text
    )
    assert "- “within existing resources” now in paragraph 6" in text
    assert "**1** · + new · ↺ brought back: paragraph 7 of Elements paper" in text
    assert "> **4\\.** Ferries shall be free for pupils.<del> </del>**¶**\n>\n> **5\\.** Night boats" in text
    assert "Why matched" not in text


def test_explaining_says_why_paragraphs_were_matched() -> None:
    assert "- Why matched: rare words in common: dredging, inner" in comparison_markdown(
        small(), explain=True
    )


def test_kept_paragraphs_are_named_in_ranges() -> None:
    assert re.search(r"^= 4–5 kept$", comparison_markdown(large()), re.M)


def test_a_kept_paragraph_is_shown_when_its_status_changed() -> None:
    sides = {mark: (Reference("para_1", "1", "1.", status=mark),) for mark in ("open", "agreed")}
    for old, shown in (("agreed", False), ("open", True)):
        change = Change("c", "unchanged", sides[old], sides["agreed"], (("equal", "Lamps are lit."),))
        text = comparison_markdown(Comparison(Draft(), Draft(), (change,)))
        assert ("= same words · ◐ now agreed (was open)" in text, "> Lamps are lit." in text) == (
            shown,
            shown,
        )


def test_it_is_one_document_that_reads_as_html() -> None:
    html = MarkdownIt("commonmark").enable(["strikethrough", "table"]).render(comparison_markdown(small()))
    assert html.count("<h2>") == 3
    assert html.count("<blockquote>") == 7
    assert "town &lt;and&gt;" not in html, "a kept paragraph is only named"
