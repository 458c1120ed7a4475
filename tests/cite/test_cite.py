"""Citations read in what people write: numbers, units, whose they are, and where the words stand."""

import itertools
import json
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundingboard.cite import cite
from soundingboard.cite.home import home_of
from soundingboard.model import Citation, Draft, Heading, Paragraph

HERE = Path(__file__).parent
WAYS = tomllib.loads((HERE / "ways.toml").read_text(encoding="utf-8"))["ways"]
NOT_CITATIONS = tomllib.loads((HERE / "not_citations.toml").read_text(encoding="utf-8"))["texts"]


def shown(citation: Citation) -> str:
    parts = [", ".join(citation.numbers), citation.unit, citation.document or "", citation.draft or ""]
    return " | ".join(parts).rstrip(" |")


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way["text"][:60])
def test_a_way_of_citing_is_read(way: dict) -> None:
    assert [shown(citation) for citation in cite(way["text"])] == way["citations"]


@pytest.mark.parametrize("text", NOT_CITATIONS, ids=lambda text: text[:60])
def test_numbers_and_marks_that_cite_nothing(text: str) -> None:
    assert cite(text) == ()


def test_every_published_style_is_read_as_expected(data: Path) -> None:
    path = data.parent / "domain" / "citation_styles.jsonl"
    if not path.is_file():
        pytest.skip(f"the published styles are not at {path}")
    wrong = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        style = json.loads(line)
        found = cite(style["style"])
        documents = {citation.document for citation in found} - {None}
        wanted = {style["expected_document"]} - {None}
        numbers = [bare(number) for citation in found for number in citation.numbers]
        units = {citation.unit for citation in found}
        unit = style.get("expected_unit")
        if (
            numbers != [bare(n) for n in style["expected_numbers"]]
            or documents != wanted
            or (unit and units != {unit})
        ):
            wrong[style["id"]] = found
    assert wrong == {}


def bare(number: str) -> str:
    return re.sub(r"\s", "", number).casefold()


@pytest.mark.parametrize(
    ("style", "drafts"),
    [
        ("(para 72 and Zero Draft 89)", [None, "zero-draft"]),
        ("(Zero Draft para 97)", ["zero-draft"]),
        ("Para. 68 [Para. 67 of Rev.3]", [None, "rev3"]),
        ("(Rev.1 paragraphs 27 and 28(b))", ["rev1"]),
        ("paragraphs 107 and 119 of the Rev1 draft", ["rev1"]),
        ("paragraphs 62 and 64 of the Elements Paper", ["elements"]),
    ],
)
def test_the_draft_of_a_published_style(style: str, drafts: list[str | None]) -> None:
    assert [citation.draft for citation in cite(style)] == drafts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We welcome (paras 9-12, 18- 27) fully.", ["paras 9-12, 18- 27"]),
        ("as in para 72 of the Tunis Agenda, and so on", ["para 72 of the Tunis Agenda"]),
        ("Rev.1, paragraph 27 is better", ["Rev.1, paragraph 27"]),
        ("In the Tunis Agenda (para 72) and in § 3", ["Tunis Agenda (para 72", "§ 3"]),
        ("İn para 12 and Section B", ["para 12", "Section B"]),  # a letter that is two in small letters
        ("Sub-paragraph (b) of paragraph 12 of Rev.2", ["Sub-paragraph (b) of paragraph 12 of Rev.2"]),
        ("64. We invite the Council", ["64"]),
    ],
)
def test_a_citation_gives_its_own_words(text: str, words: list[str]) -> None:
    found = cite(text)
    assert [citation.text for citation in found] == words
    assert [text[citation.start : citation.end] for citation in found] == words


# Without drafts


def numbers(text: str, drafts: tuple[Draft, ...] = ()) -> list[tuple[str, ...]]:
    return [citation.numbers for citation in cite(text, drafts)]


def test_points_of_ones_own_are_no_citations_and_a_copied_paragraph_is() -> None:
    text = "1. We thank the chairs.\n2. We have one proposal.\n\n64. We invite the Council to report."
    assert numbers(text) == [("64",)]


def test_a_long_run_of_notes_is_no_list_of_paragraphs() -> None:
    notes = "\n".join(f"{n}. See the report of that year, volume two." for n in range(5, 30))
    assert numbers(notes) == []


def test_a_range_that_is_absurd_gives_its_ends() -> None:
    assert numbers("paras 20-10") == [("20", "10")]
    assert numbers("paras 12-900") == [("12", "900")]


def test_an_empty_text_and_blanks() -> None:
    assert cite("") == ()
    assert cite(" \n\n ") == ()


# With drafts

TEXTS = {
    "12": "We commit to fair fees in every harbour and to publish what ships pay",
    "12 bis": "We encourage shore power",
    "13": "We decide to meet every second year in a port of a small island",
    "14": "We ask the Secretary to report on the wages of seafarers",
    "54a": "We note the survey",
    "98": "We welcome the permanent forum of harbours",
    "103": "We stress that dredging harms the sea bed and those who live from it",
    "104": "We urge an end to it",
}
OLD = Draft(
    title="Zero draft of the Harbour Compact",
    stage="zero-draft",
    label="Zero Draft",
    symbol="HC/2026/L.1",
    paragraphs=tuple(Paragraph(f"para_{n}", n, "Older words") for n in ("11", "12", "98")),
)
NEW = Draft(
    title="The Harbour Compact: Revision 1",
    stage="rev1",
    label="Second reading text",
    symbol="HC/2026/L.1/Rev.1",
    headings=(Heading("sec_1", "A", 1, "Means of implementation"),),
    paragraphs=tuple(Paragraph(f"para_{n}".replace(" ", ""), n, text) for n, text in TEXTS.items()),
)
DRAFTS = (OLD, NEW)


def test_a_range_runs_over_the_paragraphs_that_the_draft_has() -> None:
    assert numbers("paras 11-14", DRAFTS) == [("11", "12", "12 bis", "13", "14")]
    assert numbers("paras 11-14 of the Zero Draft", DRAFTS) == [("11", "12", "13", "14")]
    assert numbers("paras 11-14 of the Tunis Agenda", DRAFTS) == [("11", "12", "13", "14")]


@pytest.mark.parametrize(
    ("text", "document", "draft"),
    [
        ("para 12 of the Harbour Compact", None, None),
        ("para 12 of the Compact", None, None),
        ("HC para 12", None, None),
        ("paragraph 12 of HC/2026/L.1", None, "zero-draft"),
        ("HC/2026/L.1/Rev.1, para 12", None, "rev1"),
        ("the second reading text, para 12", None, "rev1"),
        ("para 12 of the previous draft", None, "zero-draft"),
        ("in the previous draft, para 12", None, "zero-draft"),
        ("para 12 of the Means of implementation", None, None),
        ("para 12 of the Global Digital Compact", "Global Digital Compact", None),
        ("para 12 of the Elements Paper", "Elements Paper", "elements"),
        ("para 12 of Rev.2", None, "rev2"),
    ],
)
def test_our_own_drafts_are_known_by_title_label_and_symbol(
    text: str, document: str | None, draft: str | None
) -> None:
    assert [(c.numbers, c.document, c.draft) for c in cite(text, DRAFTS)] == [(("12",), document, draft)]


def test_an_elements_paper_that_is_among_the_drafts_is_no_other_document() -> None:
    found = cite("para 12 of the Elements Paper", (Draft(stage="elements"), NEW))
    assert [(citation.document, citation.draft) for citation in found] == [(None, "elements")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the permanent forum (98).", [("98",)]),
        ("the forum and dredging (98, 103-104) matter", [("98", "103", "104")]),
        ("the forum (98) and the fleet (97).", []),  # 97 is none of ours, so these figures count something
        ("eleven (11) members and a hundred (98).", []),
        ("the forum (98).", [("98",)]),
        ("(12) Furthermore, we think so.", []),
        ("three points (3).", []),
        ("as said (54a)", [("54a",)]),
    ],
)
def test_figures_in_brackets_are_read_where_the_draft_has_them(text: str, expected: list) -> None:
    assert numbers(text, DRAFTS) == expected


def test_a_line_that_begins_with_a_number_must_be_the_drafts_or_say_what_to_do() -> None:
    copied = "13. We decide to meet every year in a port of a small island or of a river delta"
    assert numbers(copied, DRAFTS) == [("13",)]
    assert numbers("13. Delete the words about islands.", DRAFTS) == [("13",)]
    assert numbers("13. Our members would like to thank the chairs for their work.", DRAFTS) == []
    assert numbers("77. We decide to meet every second year in a port of a small island", DRAFTS) == []


def test_a_list_from_one_whose_words_are_the_drafts_is_a_copy_of_it() -> None:
    draft = Draft(paragraphs=(Paragraph("para_1", "1", TEXTS["12"]), Paragraph("para_2", "2", TEXTS["13"])))
    text = f"1. {TEXTS['12']}\n2. {TEXTS['13']}"
    assert numbers(text, (draft,)) == [("1",), ("2",)]
    assert numbers(text) == []


def test_what_is_known_of_drafts_is_made_once() -> None:
    assert home_of(DRAFTS) is home_of(DRAFTS)


# What holds for any text

PIECES = st.sampled_from((HERE / "pieces.txt").read_text(encoding="utf-8").split("|"))


@given(st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=200))
def test_any_text_is_read_and_every_citation_stands_in_it(text: str) -> None:
    for drafts in ((), DRAFTS):
        found = cite(text, drafts)
        assert [citation.text for citation in found] == [text[c.start : c.end] for c in found]
        assert all(citation.numbers and all(citation.numbers) for citation in found)
        assert [c.start for c in found] == sorted(c.start for c in found)
        assert all(one.end <= other.start for one, other in itertools.pairwise(found))


@given(st.lists(st.integers(1, 999), min_size=1, max_size=6))
def test_a_list_gives_each_of_its_numbers_once(values: list[int]) -> None:
    text = f"We speak of paras {', '.join(map(str, values))}."
    assert numbers(text) == [tuple(dict.fromkeys(map(str, values)))]


@given(st.integers(1, 900), st.integers(0, 99), st.sampled_from(["-", " – ", " to ", "—", " through "]))
def test_a_range_gives_every_number_between_its_ends(first: int, more: int, joined: str) -> None:
    text = f"see paragraphs {first}{joined}{first + more} there"
    assert numbers(text) == [tuple(map(str, range(first, first + more + 1)))]
