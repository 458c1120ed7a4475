"""Plain text: blank lines, numbers, wrapping and indents say where a block ends."""

from soundingboard.model import Block
from soundingboard.read.text import read_text


def texts(source: str) -> list[str]:
    return [block.text for block in read_text(source).blocks]


def test_blank_lines_end_a_block_and_wrapped_lines_are_joined() -> None:
    source = "1. We recall the outcome of the\nsummit, and its follow-up.\n\n2. We note it.\n"
    assert texts(source) == ["1. We recall the outcome of the summit, and its follow-up.", "2. We note it."]


def test_numbered_lines_begin_blocks_without_blank_lines() -> None:
    source = (
        "1. We recall the outcome of the summit of\n2030 and the review that followed it in\nevery region.\n"
        "2. We commit to:\n(a) opening the ports;\n(b) closing the gaps.\n12 bis. We note it.\n"
    )
    assert texts(source) == [
        "1. We recall the outcome of the summit of 2030 and the review that followed it in every region.",
        "2. We commit to:",
        "(a) opening the ports;",
        "(b) closing the gaps.",
        "12 bis. We note it.",
    ]


def test_lines_that_are_not_wrapped_are_blocks() -> None:
    long = "We recall " + "the outcome of the summit " * 8
    assert texts(f"{long.strip()}\nWe note it.") == [long.strip(), "We note it."]


def test_lettered_lines_between_blank_lines_are_headings() -> None:
    source = "A. Capacity building\n\n1. We recall.\n\nIV. Follow-up\n\nB. We note that this is a sentence.\n"
    assert read_text(source).blocks == (
        Block("heading", "A. Capacity building", level=1),
        Block("paragraph", "1. We recall."),
        Block("heading", "IV. Follow-up", level=1),
        Block("paragraph", "B. We note that this is a sentence."),
    )


def test_indents_are_levels_and_bullets_items() -> None:
    source = "1. We commit to:\n\n    (a) opening the ports;\n\n        (i) at night;\n\n- closing the gaps\n"
    assert read_text(source).blocks == (
        Block("paragraph", "1. We commit to:"),
        Block("paragraph", "(a) opening the ports;", level=1),
        Block("paragraph", "(i) at night;", level=2),
        Block("item", "closing the gaps", "•", 1),
    )


def test_page_ends_are_left_out_beside_page_breaks_only() -> None:
    pages = [f"Harbour Charter\n\n{n}. We recall point {n}.\n\n{n}\n" for n in (1, 2, 3)]
    document = read_text("\f".join(pages))
    assert [block.text for block in document.blocks] == [f"{n}. We recall point {n}." for n in (1, 2, 3)]
    assert document.notices == ("6 running headers and page numbers were left out",)
    assert texts("Charter\n\n1. We recall the\n\f\nCharter\n\nports.") == ["1. We recall the ports."]
    assert texts("Harbour Charter\n\n12\n\nHarbour Charter") == ["Harbour Charter", "12", "Harbour Charter"]


def test_line_numbers_are_left_out_but_a_list_keeps_its_numbers() -> None:
    lines = [
        "We recall the outcome",
        "of the summit and",
        "the review of it in",
        "every region, and",
        "we note it.",
    ]
    numbered = "\n".join(f"{n}  {line}" for n, line in enumerate(lines, 1))
    document = read_text(numbered)
    assert [block.text for block in document.blocks] == [" ".join(lines)]
    assert document.notices == ("the line numbers were left out",)
    listed = "\n".join(
        f"{n} {word} is noted." for n, word in enumerate(["Alpha", "Beta", "Gamma", "Delta", "Eta"], 1)
    )
    assert read_text(listed).notices == ()


def test_no_blank_is_put_between_lines_of_chinese() -> None:
    assert texts("一、我们回顾港口宪章的\n成果。") == ["一、我们回顾港口宪章的成果。"]
