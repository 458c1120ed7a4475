"""Markdown: numbers as typed, emphasis dropped, footnotes as notes."""

from soundingboard.model import Block, Note
from soundingboard.read.markdown import MarkdownLimits, read_markdown


def test_numbers_are_kept_as_printed() -> None:
    source = "12. We recall.\n\n14. We note.\n\n12 bis. We add.\n\n3) We go on.\n\n(a) an item\n"
    assert [block.text for block in read_markdown(source).blocks] == [
        "12. We recall.",
        "14. We note.",
        "12 bis. We add.",
        "3) We go on.",
        "(a) an item",
    ]
    assert {block.role for block in read_markdown(source).blocks} == {"paragraph"}


def test_headings_lists_and_inline_marks() -> None:
    source = (
        "# The Charter\n\n## A. Scope\n\n1. We *recall* the [outcome](https://example.org) and **commit** to:\n"
        "   - opening `ports`;\n     1. at night\n\n    (b) indented like a program\n"
    )
    assert read_markdown(source).blocks == (
        Block("title", "The Charter"),
        Block("heading", "A. Scope", level=2),
        Block("paragraph", "1. We recall the outcome and commit to:"),
        Block("item", "opening ports;", "•", 1),
        Block("item", "1. at night", "", 2),
        Block("paragraph", "(b) indented like a program"),
    )


def test_footnotes_become_notes() -> None:
    source = (
        "1. We recall[^a] it and note[^2] this.\n\n"
        "[^a]: See *the* report,\n    second part.\n[^2]: 1 May.\n\n2. We go on[^x].\n"
    )
    assert read_markdown(source).blocks == (
        Block(
            "paragraph",
            "1. We recall it and note this.",
            notes=(Note("a", 12, "See the report, second part."), Note("2", 24, "1 May.")),
        ),
        Block("paragraph", "2. We go on[^x]."),
    )


def test_a_definition_in_a_fence_is_text() -> None:
    assert read_markdown("```\n[^1]: not a note\n```\n").blocks == (Block("paragraph", "[^1]: not a note"),)


def test_marks_read_as_revisions() -> None:
    source = "1. We ~~commit to~~ **recognize the need for** ports.\n"
    plain = read_markdown(source)
    assert plain.blocks[0].text == "1. We commit to recognize the need for ports."
    assert plain.notices == (
        "struck text (~~…~~) was kept; with --marks it counts as deleted, and **…** as inserted",
    )
    assert (
        read_markdown(source, "accepted", marks=True).blocks[0].text == "1. We recognize the need for ports."
    )
    assert read_markdown(source, "rejected", marks=True).blocks[0].text == "1. We commit to ports."
    assert read_markdown(source, "kept", marks=True).blocks[0].runs == (
        ("equal", "1. We"),
        ("delete", " commit to"),
        ("insert", " recognize the need for"),
        ("equal", " ports."),
    )


def test_tags_of_html_work_and_others_are_text() -> None:
    source = (
        "1. We <em>recall</em> <the outcome to be named> & more.<br>Next\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    )
    assert read_markdown(source).blocks == (
        Block("paragraph", "1. We recall <the outcome to be named> & more. Next"),
        Block("row", "a | b"),
        Block("row", "1 | 2"),
    )


def test_what_is_too_long_is_read_as_plain_text() -> None:
    document = read_markdown("1. We *recall*.", limits=MarkdownLimits(characters=5))
    assert document.blocks == (Block("paragraph", "1. We *recall*."),)
    assert document.notices == (
        "too long or too intricate to be read as Markdown: it was read as plain text",
    )
