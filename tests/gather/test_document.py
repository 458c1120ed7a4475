"""Contributions from documents of each kind."""

import pytest

from soundingboard.errors import InputError
from soundingboard.gather import gather_bytes
from soundingboard.gather.document import marked
from tests.read.docx_files import docx, gone, ins, r


def p(*runs: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(run if run.startswith('<') else r(run) for run in runs)}</w:p>"


def read(name: str, data: bytes | str):
    gathered = gather_bytes(name, data.encode() if isinstance(data, str) else data)
    (contribution,) = gathered.contributions
    return contribution, gathered.report[0].notices


def test_a_word_file_with_headings_and_tracked_changes() -> None:
    heading = p("Our points", style="Heading1")
    changed = p("We ", gone("commit to"), ins("recognize the need for"), " access", ins(" for all"), ".")
    contribution, _notices = read("Our view.docx", docx(heading + changed))
    assert contribution.id == "Our-view"
    assert (
        contribution.text.split("\n\n")[-1]
        == "We ~~commit to~~ **recognize the need for** access **for all**."
    )


def test_the_lines_of_a_form_in_a_word_file_become_fields() -> None:
    table = "<w:tbl>" + "".join(
        f"<w:tr><w:tc>{p(label)}</w:tc><w:tc>{p(value)}</w:tc></w:tr>"
        for label, value in (("Organisation", "Harbour Watch"), ("Sector", "NGO"), ("Country", "Fiji"))
    ) + "</w:tbl>"  # fmt: skip
    contribution, _notices = read("form.docx", docx(table + p("We ask that paragraph 14 be kept.")))
    assert contribution.organisation == "Harbour Watch"
    assert (contribution.stakeholder_group, contribution.country) == ("civil society", "Fiji")
    assert contribution.text == "We ask that paragraph 14 be kept."


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ((("equal", "We "), ("delete", "a"), ("insert", "b"), ("equal", " c")), "We ~~a~~ **b** c"),
        ((("equal", "govern"), ("delete", "ment"), ("insert", "ance")), "govern~~ment~~**ance**"),
        ((("insert", "new "), ("equal", "words")), "**new** words"),
        ((("equal", "old"), ("delete", " words")), "old ~~words~~"),
        ((("delete", "all of it"),), "~~all of it~~"),
    ],
)
def test_tracked_changes_as_text(runs, text: str) -> None:
    assert marked(runs) == text


def test_a_page_of_html() -> None:
    page = (
        "<html><body><p>Sector: Academia</p><p>Name: Ana</p><h2>Access</h2>"
        "<p>We <del>may</del><ins>shall</ins> act.</p>"
        "<ul><li>first</li></ul></body></html>"
    )
    contribution, _notices = read("page.html", page)
    assert contribution.text == "## Access\n\nWe ~~may~~ **shall** act.\n\n• first"
    assert (contribution.stakeholder_group, contribution.participant) == ("academia", "Ana")


def test_markdown_stays_as_it_was_typed() -> None:
    text = "---\nsector: NGO\ntitle: Our view\n---\n# Access\n\nWe ~~may~~ **shall** act\nnow.\n\n- first\n"
    contribution, _notices = read("note.md", text)
    assert contribution.text == "# Our view\n\n# Access\n\nWe ~~may~~ **shall** act\nnow.\n\n- first"
    assert contribution.stakeholder_group == "civil society"


def test_the_lines_of_a_plain_text_are_joined_and_its_parts_become_headings() -> None:
    text = (
        "Keeping the harbour open\nSector: Government\nCountry: Kenya\nAbstract\n"
        "We ask that the words of the first paragraph on\naccess be kept.\nDocument\nThe second part.\n"
    )
    contribution, _notices = read("form.txt", text)
    assert contribution.text == (
        "# Keeping the harbour open\n\n# Abstract\n\n"
        "We ask that the words of the first paragraph on access be kept.\n\n# Document\n\nThe second part."
    )


def test_words_that_open_parts_elsewhere_are_text_where_there_is_no_head() -> None:
    contribution, _notices = read("plain.txt", "We ask for this.\n\nSummary\n\nAll of it.\n")
    assert contribution.text == "We ask for this.\n\nSummary\n\nAll of it."


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        (
            "a.xlsx",
            b"PK\x03\x04 xl/workbook",
            "a.xlsx: is a spreadsheet; save it as CSV (“CSV UTF-8”) and give that",
        ),
        ("a.ods", b"PK\x03\x04", "a.ods: is a spreadsheet; save it as CSV (“CSV UTF-8”) and give that"),
        (
            "a.png",
            b"\x89PNG\r\n",
            "a.png: is a picture; save it as .docx, .html, .md, .txt or a PDF with text",
        ),
        (
            "a.docx",
            b"PK\x03\x04cut",
            "a.docx: is damaged or cut short; fetch it again, or save it again as .docx",
        ),
        ("a.html", b"<html><body></body></html>", "a.html: holds no text"),
        ("a.txt", b'{"id": "a", "text": "b"}', "a.txt: is JSON; name it .json or .jsonl"),
    ],
)
def test_a_file_given_alone_that_cannot_be_read_is_refused_with_the_mend(
    name: str, data: bytes, message: str
) -> None:
    with pytest.raises(InputError) as refusal:
        gather_bytes(name, data)
    assert str(refusal.value) == message


def test_an_empty_file_is_set_aside() -> None:
    gathered = gather_bytes("a.txt", b" \n")
    assert gathered.contributions == ()
    assert [(row.outcome, row.reason, row.notices) for row in gathered.report] == [
        ("set aside", "empty", ("is empty",))
    ]


def test_a_document_in_no_known_language_is_kept_and_marked() -> None:
    contribution, notices = read("quechua.txt", "Qosqo llaqtapi kawsaq runakuna mañakuyku kay qellqasqata.")
    assert contribution.language == "und"
    assert notices == ("the language could not be told: it is marked as undetermined",)


def test_a_document_of_300_pages_is_read_whole() -> None:
    text = "\n\n".join(
        f"{n}. We ask that this paragraph be kept as it is, for the reasons given before."
        for n in range(1, 9001)
    )
    contribution, _notices = read("long.txt", text)
    assert contribution.text == text
