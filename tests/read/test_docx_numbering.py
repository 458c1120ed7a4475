"""Automatic numbers of Word lists as they are printed."""

import pytest

from soundingboard.read.docx import read_docx
from soundingboard.read.docx.formats import printed

from .docx_files import docx, level, listed, p, pattern, r, style

LEGAL = pattern(
    0, level(0), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "(%3)"), level(3, pattern="%1.%2.%4")
)


def labels(body: str, **parts: str) -> list[str]:
    return [block.label for block in read_docx(docx(body, **parts), "a.docx").blocks]


def list_of(*places: tuple[int, int] | None) -> str:
    return "".join(p(f"Text {n}", num=place) for n, place in enumerate(places))


def test_levels_count_and_restart_under_a_new_parent() -> None:
    body = list_of((1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 0), (1, 1), (1, 2))
    numbering = LEGAL + listed(1, 0)
    assert labels(body, numbering=numbering) == ["1.", "(a)", "(b)", "(i)", "(ii)", "2.", "(a)", "(i)"]


def test_a_number_may_name_the_levels_above_it() -> None:
    body = list_of((1, 0), (1, 1), (1, 3), (1, 3))
    assert labels(body, numbering=LEGAL + listed(1, 0)) == ["1.", "(a)", "1.a.1", "1.a.2"]


def test_roles_and_levels_of_list_paragraphs() -> None:
    numbering = LEGAL + listed(1, 0) + pattern(1, level(0, "bullet", "·")) + listed(2, 1)
    blocks = read_docx(docx(list_of((1, 0), (1, 1), (2, 0), None), numbering=numbering), "a.docx").blocks
    assert [(block.role, block.level, block.label) for block in blocks] == [
        ("paragraph", 1, "1."),
        ("item", 2, "(a)"),
        ("item", 1, "•"),
        ("paragraph", 0, ""),
    ]


def test_text_between_does_not_end_a_list() -> None:
    assert labels(list_of((1, 0), None, (1, 0)), numbering=LEGAL + listed(1, 0)) == ["1.", "", "2."]


def test_typed_numbers_stay_beside_automatic_ones() -> None:
    body = p("We agree;", num=(1, 0)) + p("12 bis. We regret;") + p("We note.", num=(1, 0))
    blocks = read_docx(docx(body, numbering=LEGAL + listed(1, 0)), "a.docx").blocks
    assert [(block.label, block.text) for block in blocks] == [
        ("1.", "We agree;"),
        ("", "12 bis. We regret;"),
        ("2.", "We note."),
    ]


def test_two_lists_of_one_pattern_share_the_counter() -> None:
    numbering = LEGAL + listed(1, 0) + listed(2, 0)
    assert labels(list_of((1, 0), (2, 0), (1, 0)), numbering=numbering) == ["1.", "2.", "3."]


def test_a_start_override_begins_anew_once() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = LEGAL + listed(1, 0) + listed(2, 0, start)
    assert labels(list_of((1, 0), (1, 0), (2, 0), (2, 0), (1, 0)), numbering=numbering) == [
        "1.",
        "2.",
        "1.",
        "2.",
        "3.",
    ]


def test_a_list_may_redefine_a_level() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'
    numbering = LEGAL + listed(1, 0) + listed(2, 0, override)
    assert labels(list_of((1, 0), (2, 0)), numbering=numbering) == ["1.", "B)"]


@pytest.mark.parametrize(("restart", "expected"), [("0", "(c)"), ("1", "(a)"), ("", "(a)")])
def test_a_level_may_go_on_under_a_new_parent(restart: str, expected: str) -> None:
    more = f'<w:lvlRestart w:val="{restart}"/>' if restart else ""
    numbering = pattern(0, level(0), level(1, "lowerLetter", "(%2)", more=more)) + listed(1, 0)
    assert labels(list_of((1, 0), (1, 1), (1, 1), (1, 0), (1, 1)), numbering=numbering)[-1] == expected


def test_a_level_may_restart_only_under_the_first() -> None:
    third = level(2, "lowerRoman", more='<w:lvlRestart w:val="1"/>')
    numbering = pattern(0, level(0), level(1), third) + listed(1, 0)
    body = list_of((1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2))
    assert labels(body, numbering=numbering) == ["1.", "1.", "i.", "2.", "ii.", "2.", "i."]


def test_a_skipped_level_counts_as_used() -> None:
    numbering = pattern(0, level(0), level(1, pattern="%1.%2")) + listed(1, 0)
    assert labels(list_of((1, 1), (1, 0), (1, 1)), numbering=numbering) == ["1.1", "2.", "2.1"]


def test_legal_numbering_writes_the_levels_above_in_figures() -> None:
    numbering = pattern(
        0, level(0, "upperRoman"), level(1, "lowerLetter", "%1.%2", more="<w:isLgl/>")
    ) + listed(1, 0)
    assert labels(list_of((1, 0), (1, 0), (1, 1)), numbering=numbering) == ["I.", "II.", "2.1"]


def test_a_style_brings_its_number_and_zero_takes_it_away() -> None:
    styles = style("Para", properties='<w:numPr><w:numId w:val="1"/></w:numPr>') + style("Sub", based="Para")
    plain = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = (
        p("One", style="Para")
        + p("Two", style="Sub")
        + p("None", style="Para", more=plain)
        + p("3", style="Para")
    )
    assert labels(body, styles=styles, numbering=LEGAL + listed(1, 0)) == ["1.", "2.", "", "3."]


def test_a_style_is_bound_to_its_level() -> None:
    bound = pattern(
        0,
        level(0, "upperLetter", more='<w:pStyle w:val="Heading1"/>'),
        level(1, more='<w:pStyle w:val="Para"/>'),
    )
    numbered = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = style("Heading1", "heading 1", properties=numbered) + style("Para", properties=numbered)
    body = p("Vision", style="Heading1") + p("We agree", style="Para") + p("We note", style="Para")
    blocks = read_docx(docx(body, styles=styles, numbering=bound + listed(1, 0)), "a.docx").blocks
    assert [(block.role, block.level, block.label) for block in blocks] == [
        ("heading", 1, "A."),
        ("item", 2, "1."),
        ("item", 2, "2."),
    ]


def test_a_list_style_is_followed_to_its_levels() -> None:
    numbering = (
        pattern(0, more='<w:numStyleLink w:val="Charter"/>')
        + pattern(1, level(0, pattern="§ %1"), more='<w:styleLink w:val="Charter"/>')
        + listed(1, 0)
        + listed(2, 1)
    )
    styles = style("Charter", properties='<w:numPr><w:numId w:val="2"/></w:numPr>', kind="numbering")
    assert labels(list_of((1, 0), (2, 0)), numbering=numbering, styles=styles) == ["§ 1", "§ 2"]


def test_a_list_style_that_points_to_itself_ends() -> None:
    numbering = pattern(0, level(0), more='<w:numStyleLink w:val="Loop"/>') + listed(1, 0)
    styles = style("Loop", properties='<w:numPr><w:numId w:val="1"/></w:numPr>', kind="numbering")
    assert labels(list_of((1, 0)), numbering=numbering, styles=styles) == ["1."]


def test_a_number_without_a_list_is_no_number() -> None:
    assert labels(list_of((7, 0)), numbering=LEGAL + listed(1, 0)) == [""]


def test_an_empty_numbered_paragraph_takes_a_number() -> None:
    body = p("One", num=(1, 0)) + p(num=(1, 0)) + p("Three", num=(1, 0))
    assert labels(body, numbering=LEGAL + listed(1, 0)) == ["1.", "3."]


def test_numbers_in_cells_stay_in_the_text_of_the_row() -> None:
    cells = "".join(f"<w:tc>{p(text, num=(1, 0))}</w:tc>" for text in ("We agree", "We note"))
    body = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + p("We decide", num=(1, 0))
    blocks = read_docx(docx(body, numbering=LEGAL + listed(1, 0)), "a.docx").blocks
    assert [(block.label, block.text) for block in blocks] == [
        ("", "1. We agree | 2. We note"),
        ("3.", "We decide"),
    ]


def test_a_custom_format_of_newer_word_pads_with_noughts() -> None:
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="7"/>'
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
        '<w:lvlText w:val="%1"/></w:lvl>'
    )
    assert labels(list_of((1, 0)), numbering=pattern(0, custom) + listed(1, 0)) == ["007"]


def test_a_numbered_paragraph_that_is_all_hidden_is_not_counted() -> None:
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    body = p("One", num=(1, 0)) + p(r("x", "<w:vanish/>"), num=(1, 0), more=hidden) + p("Two", num=(1, 0))
    assert labels(body, numbering=LEGAL + listed(1, 0)) == ["1.", "2."]


@pytest.mark.parametrize(
    ("number", "format", "expected"),
    [
        (7, "decimal", "7"),
        (7, "decimalZero", "07"),
        (27, "lowerLetter", "aa"),
        (28, "lowerLetter", "bb"),
        (53, "upperLetter", "AAA"),
        (1994, "upperRoman", "MCMXCIV"),
        (4, "lowerRoman", "iv"),
        (1, "ordinal", "1st"),
        (12, "ordinal", "12th"),
        (22, "ordinal", "22nd"),
        (111, "ordinal", "111th"),
        (21, "cardinalText", "Twenty-one"),
        (21, "ordinalText", "Twenty-first"),
        (30, "ordinalText", "Thirtieth"),
        (3, "russianLower", "в"),
        (2, "arabicAlpha", "ب"),
        (3, "arabicAbjad", "ج"),
        (15, "hebrew1", "טו"),
        (344, "hebrew1", "שמד"),
        (11, "hebrew2", "כ"),
        (11, "chineseCounting", "十一"),
        (21, "chineseCountingThousand", "二十一"),
        (105, "chineseCountingThousand", "一百零五"),
        (1010, "chineseCountingThousand", "一千零一十"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (20, "japaneseCounting", "二十"),
        (10, "ideographDigital", "一〇"),
        (3, "ideographTraditional", "丙"),
        (3, "decimalEnclosedCircle", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (2, "numberInDash", "- 2 -"),
        (5, "none", ""),
        (5, "unheardOf", "5"),
        (0, "lowerLetter", "0"),
        (781, "lowerLetter", "781"),
        (2_000_000_000, "upperRoman", "2000000000"),
    ],
)
def test_number_formats(number: int, format: str, expected: str) -> None:
    assert printed(number, format) == expected
