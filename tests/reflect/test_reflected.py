"""Reflections as a document: the order of boards, evidence that can be left out, wording by marks, positions."""

import io
from dataclasses import replace

import docx
import pytest

from soundingboard.exposure import published
from soundingboard.model import Amendment, PlaceName, Reflection, ReflectionSection, Signature
from soundingboard.reflect import assemble, evidence_lines
from soundingboard.write.paper import Bullets, Grid, Heading, Paper, Prose, Words
from soundingboard.write.papers import to_docx, to_html, to_markdown
from soundingboard.write.reflected import reflections_paper

from .records import AMENDMENTS, ASKS, COMPARISON, PEOPLE, REV1, TOPICS, WORDS, ZERO

REFLECTION = assemble(
    REV1, ZERO, COMPARISON, ASKS, published(PEOPLE), TOPICS, AMENDMENTS, WORDS, "r1", "2026-08-06", "HC/B.2"
)
EVIDENCE = evidence_lines(REFLECTION, ASKS, PEOPLE, COMPARISON)


def text(line: tuple[Words, ...]) -> str:
    return "".join(words.text for words in line)


def told(paper: Paper) -> list[str]:
    """The blocks in short: headings by level, points, prose by role."""
    found = []
    for block in paper.blocks:
        match block:
            case Heading():
                found.append(f"h{block.level} {text(block.line)}")
            case Bullets():
                found += [f"- {text(item.line)[:24]}" for item in block.items]
            case Prose():
                found.append(f"{block.role}: {text(block.line)[:24]}")
            case Grid():
                found.append(f"table: {block.caption}")
    return found


def test_the_document_in_the_order_of_boards() -> None:
    paper = reflections_paper(REFLECTION, (ZERO, REV1), AMENDMENTS)
    assert paper.title == "Reflections on Revision 1 of The Charter"
    assert paper.front == ("6 August 2026", "HC/B.2", "On The Charter, Revision 1, C/L.1, 18 June 2026")
    assert told(paper) == [
        "plain: On Revision 1, 5 contrib",
        "plain: Changes from Zero Draft ",
        "h1 Key aspects to retain in the next revision",
        "- Access (para 1 as update",
        "h1 Welcome: strengthened and new",
        "- Rights (para 4): 1 chang",
        "h1 Caution: softened, deleted and missed",
        "- Surveillance (Zero Draft",
        "- Access (para 2): 1 chang",
        "- The draft as a whole: Mi",
        "quote: “said in a9” – anonymous",
        "h1 Where stakeholders met, and where they did not",
        "- Access: 2 groups meet: 2",
        "plain: In its own words (1 of 3",
        "quote: “said in a3” – Org p3, c",
        "h1 Suggestions for clarification and additions",
        "h2 On Figures of accidents (para 3)",
        "plain: 1 contribution (civil so",
        "quote: “said in a8” – Org p3, c",
        "plain: 1 contribution (governme",
        "h2 On Access (paras 1, 2)",
        "plain: 1 contribution (civil so",
        "wording: 2. We recognize the need",
        "wording: 1. We recognize the role",
    ]


def test_evidence_stands_after_its_statement_and_can_be_left_out() -> None:
    without = reflections_paper(REFLECTION, (REV1, ZERO), AMENDMENTS)
    with_ = reflections_paper(REFLECTION, (REV1, ZERO), AMENDMENTS, EVIDENCE)
    lines = [line for line in told(with_) if not line.startswith("evidence: ")]
    assert lines == told(without)
    evidence = [
        text(block.line) for block in with_.blocks if isinstance(block, Prose) and block.role == "evidence"
    ]
    assert evidence[2] == (
        "Evidence, 2 records: a1 – Org p1, civil society: “said in a1”; a2 – Org p2, government: “said in a2”"
    )
    assert evidence[4] == "Evidence, 2 records: c3 – 3, deleted; a5 – anonymous: “said in a5”"
    after = told(with_).index("- Surveillance (Zero Draft") + 1
    assert told(with_)[after].startswith("evidence: ")


def test_records_of_one_line_stand_together_and_of_many_the_ids_alone() -> None:
    names = tuple(f"ask:x{n}" for n in range(14))
    few = Reflection("r", "rev1", (ReflectionSection("general", "Word.", "s", evidence=names[:3]),))
    many = Reflection("r", "rev1", (ReflectionSection("general", "Word.", "s", evidence=names),))
    lines = dict.fromkeys(names, "Org: “the same”")
    paper = reflections_paper(few, (REV1,), (), lines)
    assert text(paper.blocks[1].line) == "Evidence, 3 records: x0, x1, x2 – Org: “the same”"
    paper = reflections_paper(many, (REV1,), (), lines)
    assert text(paper.blocks[1].line) == f"Evidence, 14 records: {', '.join(f'x{n}' for n in range(14))}"


def test_suggested_wording_is_the_paragraph_with_marks() -> None:
    paper = reflections_paper(REFLECTION, (REV1, ZERO), AMENDMENTS)
    wording = next(block for block in paper.blocks if isinstance(block, Prose) and block.role == "wording")
    assert [(words.style, words.text) for words in wording.line] == [
        ("plain", "2. "),
        ("plain", "We "),
        ("delete", "recognize the need"),
        ("insert", "undertake"),
        ("plain", " to simplify the procedures that ships and crews must complete."),
    ]
    assert "~~recognize the need~~" in to_markdown(paper)


@pytest.mark.parametrize(
    ("amendment", "shown"),
    [
        (Amendment("x", "rev1", None, None, "A new one."), [("insert", "A new one.")]),
        (Amendment("x", "rev9", "para_1", "old", "new"), [("delete", "old"), ("insert", "new")]),
        (Amendment("x", "rev1", "para_4", "no such words", "other words"), None),
    ],
)
def test_wording_that_has_no_place_is_shown_by_itself(amendment: Amendment, shown: list | None) -> None:
    section = ReflectionSection("suggest", "As follows:", "s", "T", amendments=("x", "unknown"))
    paper = reflections_paper(Reflection("r", "rev1", (section,)), (REV1,), (amendment,))
    line = paper.blocks[-1].line
    if shown is not None:
        assert [(words.style, words.text) for words in line] == shown
    else:
        kept = [words.text for words in line if words.style != "insert"]
        assert "".join(kept) == "4. no such words"


def test_positions_are_a_table_with_the_reason_of_a_dissent() -> None:
    signed = (
        Signature("A. B.", "agrees"),
        Signature("C. D.", "dissents", "Why."),
        Signature("E. F.", "stands aside"),
    )
    paper = reflections_paper(replace(REFLECTION, signed=signed), (REV1, ZERO), AMENDMENTS)
    grid = paper.blocks[-1]
    assert isinstance(grid, Grid)
    assert grid.columns == ("Member", "Position", "Reason")
    assert [tuple(text(cell) for cell in row) for row in grid.rows] == [
        ("A. B.", "agrees", ""),
        ("C. D.", "dissents", "Why."),
        ("E. F.", "stands aside", ""),
    ]


def test_word_has_tracked_changes_by_the_board_and_a_bookmark_for_each_statement() -> None:
    paper = reflections_paper(REFLECTION, (REV1, ZERO), AMENDMENTS, EVIDENCE, author="The Board")
    body = docx.Document(io.BytesIO(to_docx(paper))).element.body
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    assert {e.get(f"{w}author") for e in body.iter(f"{w}ins", f"{w}del")} == {"The Board"}
    names = {e.get(f"{w}name") for e in body.iter(f"{w}bookmarkStart")}
    assert {section.id for section in REFLECTION.sections} <= names


def test_what_people_wrote_is_set_as_they_wrote_it() -> None:
    written = (
        "**Strong** and *soft*, see [this](https://example.org).\n\n1. one\n1. two\n\n### Below\n\n"
        "> “نطلب حذف الفقرة من النص كله” – X"
    )
    section = ReflectionSection("general", written, "s1", refs=(PlaceName("rev1", "para_1"),))
    paper = reflections_paper(Reflection("r", "rev1", (section,)), (REV1,))
    page = to_html(paper)
    assert "<strong>Strong</strong> and <em>soft</em>" in page
    assert '<a href="https://example.org">this</a>' in page
    assert "<ol><li" in page
    assert 'lang="ar" dir="rtl"' in page
