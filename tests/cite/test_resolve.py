"""Which paragraphs of the draft under review a citation means."""

import pytest

from soundingboard.cite import Resolved, cite, resolve
from soundingboard.concordance import concordance
from soundingboard.model import Citation, Concordance, Draft, Edge, Heading, Paragraph, Place


def draft(stage: str, *numbers: str, **more: object) -> Draft:
    return Draft(stage=stage, paragraphs=tuple(paragraph(n) for n in numbers), **more)  # type: ignore[arg-type]


def paragraph(number: str) -> Paragraph:
    kind = "preambular" if number.startswith("PP") else "operative"
    parent = f"para_{number.split('(')[0]}" if "(" in number else None
    return Paragraph(f"eid_{number}", number, f"words of {number}", kind=kind, parent=parent)


def place(draft: str, number: str) -> Place:
    return Place(draft, f"eid_{number}", number)


ZERO = draft("zero-draft", "1", "2", "3", "4", "5")
REV1 = draft("rev1", "1", "2", "3", "4", "4 bis")
REV2 = draft("rev2", "PP4", "1", "2", "4", "5", "12", "29", "29(d)", "54(a)", "1 quater")
DRAFTS = (ZERO, REV1, REV2)


def edge(old: tuple[str, str], new: tuple[str, str], kind: str = "reworded") -> Edge:
    return Edge(place(*old), place(*new), kind, 1.0)


RECORD = Concordance(
    DRAFTS,
    ("zero-draft", "rev1", "rev2"),
    (
        edge(("zero-draft", "1"), ("rev1", "2")),
        edge(("rev1", "2"), ("rev2", "4")),
        edge(("zero-draft", "2"), ("rev1", "3"), "split"),  # split in two, one of which ended
        edge(("zero-draft", "2"), ("rev1", "4"), "split"),
        edge(("rev1", "3"), ("rev2", "5")),
        edge(("zero-draft", "3"), ("rev1", "1"), "joined"),
        edge(("zero-draft", "4"), ("rev1", "1"), "joined"),
        edge(("rev1", "1"), ("rev2", "1")),
        edge(("zero-draft", "5"), ("rev2", "12"), "reinstated"),
    ),
)


def found(text: str, record: Concordance | None = RECORD) -> Resolved:
    (citation,) = cite(text, DRAFTS)
    return resolve(citation, DRAFTS, record)


def test_numbers_without_a_draft_are_those_of_the_draft_under_review() -> None:
    assert found("paras 1 and 12") == Resolved(
        (place("rev2", "1"), place("rev2", "12")), (place("rev2", "1"), place("rev2", "12"))
    )


def test_a_number_that_does_not_exist_is_said_to_be_unknown() -> None:
    assert found("paras 3 and 400") == Resolved(unknown=("3", "400"))
    assert found("para 29(e)") == Resolved(unknown=("29(e)",))


def test_an_earlier_number_is_walked_through_every_draft() -> None:
    assert found("para 1 of the Zero Draft") == Resolved((place("rev2", "4"),), (place("zero-draft", "1"),))


def test_a_split_and_a_join_are_followed() -> None:
    assert found("Zero Draft para 2").places == (place("rev2", "5"),)
    assert found("Zero Draft paras 3 and 4").places == (place("rev2", "1"),)
    assert found("Zero Draft para 5").places == (place("rev2", "12"),)


def test_a_paragraph_that_ended_is_gone_and_nothing_stands_in_for_it() -> None:
    assert found("para 4 of Rev.1") == Resolved((), (place("rev1", "4"),), (place("rev1", "4"),))


def test_without_a_record_earlier_numbers_are_only_looked_up() -> None:
    assert found("para 1 of the Zero Draft", None) == Resolved((), (place("zero-draft", "1"),))


def test_another_document_and_a_draft_that_is_not_there_give_nothing() -> None:
    assert found("para 1 of the Tunis Agenda") == Resolved(unknown=("1",))
    assert found("para 1 of Rev.9") == Resolved(unknown=("1",))
    assert found("para 1 of the Elements Paper") == Resolved(unknown=("1",))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("PP4", "PP4"),
        ("preambular paragraph 4", "PP4"),
        ("the fourth preambular paragraph", "PP4"),
        ("OP4", "4"),
        ("operative paragraph 4", "4"),
        ("para 4", "4"),
        ("para 54a", "54(a)"),
        ("subparagraph (d) of paragraph 29", "29(d)"),
        ("1quat.", "1 quater"),
    ],
)
def test_ways_of_printing_one_number(text: str, number: str) -> None:
    assert found(text).places == (place("rev2", number),)


def test_an_item_inside_the_text_of_a_paragraph_without_items() -> None:
    one = Draft(paragraphs=(Paragraph("para_7", "7", "We will: (a) meet; (b) report"),))
    assert resolve(*cite("para 7(b)"), (one,)).places == (Place("draft", "para_7", "7"),)
    assert resolve(*cite("para 7(c)"), (one,)) == Resolved(unknown=("7(c)",))


def test_preambular_paragraphs_numbered_on_with_the_rest() -> None:
    one = Draft(paragraphs=(Paragraph("pre_4", "4", "Recalling", kind="preambular"),))
    assert resolve(*cite("preambular paragraph 4"), (one,)).places == (Place("draft", "pre_4", "4"),)


def test_preambular_paragraphs_under_a_heading() -> None:
    headings = (Heading("sec_1", "", 1, "Preamble"), Heading("sec_2", "", 1, "Action"))
    paragraphs = (
        Paragraph("para_4", "4", "a", section="sec_1"),
        Paragraph("para_5", "5", "b", section="sec_2"),
    )
    one = Draft(headings=headings, paragraphs=paragraphs)
    assert resolve(*cite("paragraph 4 of the preamble"), (one,)).places == (Place("draft", "para_4", "4"),)
    assert resolve(*cite("paragraph 5 of the preamble"), (one,)) == Resolved(unknown=("5",))


HEADED = Draft(
    headings=(
        Heading("sec_1", "A", 1, "Vision"),
        Heading("sec_2", "B", 1, "Objective 5. Trust"),
        Heading("sec_2_1", "1", 2, "Data"),
        Heading("sec_3", "C", 1, "Objective 51. Review"),
    ),
    paragraphs=tuple(
        Paragraph(f"para_{n}", str(n), "words", section=section)
        for n, section in enumerate(("sec_1", "sec_2", "sec_2_1", "sec_3"), 1)
    ),
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Section A", ["1"]),
        ("Section B", ["2", "3"]),
        ("Sections A-C", ["1", "2", "3", "4"]),
        ("Objective 5", ["2", "3"]),
        ("objective 51", ["4"]),
        ("Section D", []),
        ("Objective 1", []),
    ],
)
def test_a_section_gives_all_its_paragraphs(text: str, numbers: list[str]) -> None:
    assert [place.number for place in resolve(*cite(text), (HEADED,)).places] == numbers


def test_articles_and_recitals_are_told_apart() -> None:
    one = Draft(
        paragraphs=(
            Paragraph("r5", "r5", "Whereas", kind="recital"),
            Paragraph("a5", "a5", "Scope", kind="article"),
            Paragraph("a5_1", "5(1)", "This Regulation applies", parent="a5"),
            Paragraph("p5", "5", "A paragraph"),
        )
    )
    assert [p.eid for p in resolve(*cite("recital 5"), (one,)).places] == ["r5"]
    assert [p.eid for p in resolve(*cite("Article 5"), (one,)).places] == ["a5"]
    assert [p.eid for p in resolve(*cite("Article 5(1)"), (one,)).places] == ["a5_1"]
    assert [p.eid for p in resolve(*cite("para 5"), (one,)).places] == ["p5"]


def test_drafts_of_one_name_are_told_apart_as_in_the_concordance() -> None:
    drafts = (draft("rev1", "1"), draft("rev1", "1"))
    citation = Citation(0, 6, "para 1", ("1",))
    assert resolve(citation, drafts).places == (Place("rev1_2", "eid_1", "1"),)


def test_a_real_concordance_is_walked() -> None:
    old = Draft(
        stage="rev1", paragraphs=(Paragraph("para_1", "1", "We commit to fair harbour fees for every ship"),)
    )
    new = Draft(
        stage="rev2",
        paragraphs=(
            Paragraph("para_1", "1", "We thank the pilots of all rivers and canals"),
            Paragraph("para_2", "2", "We commit to fair and open harbour fees for every ship"),
        ),
    )
    (citation,) = cite("para 1 of Rev.1", (old, new))
    resolved = resolve(citation, (old, new), concordance((old, new)))
    assert resolved == Resolved((Place("rev2", "para_2", "2"),), (Place("rev1", "para_1", "1"),))


def test_no_drafts_at_all() -> None:
    assert resolve(*cite("para 1"), ()) == Resolved(unknown=("1",))
