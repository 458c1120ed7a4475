"""A paper in each format: every word is there, nothing in it is read as markup, the same bytes every time."""

import io
import re
import sys
import zipfile

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree, html
from markdown_it import MarkdownIt

from soundingboard.errors import InputError
from soundingboard.read.docx.package import open_package
from soundingboard.write.paper import Grid, Paper, Prose, Words, words
from soundingboard.write.papers import html_fragment, to_docx, to_html, to_markdown, to_pdf
from soundingboard.write.papers.lines import bookmark

from .samples import PAPERS, bare, everything, texts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LIGHT = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def in_markdown(text: str) -> str:
    page = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
    return in_html(page or "<p></p>")


def in_html(page: str) -> str:
    tree = html.fromstring(f"<div>{page}</div>")
    for style in tree.iter("style", "title"):
        style.text = ""
    return tree.text_content()


def in_docx(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    names = {f"{W}t", f"{W}delText"}
    return "".join(element.text or "" for element in body.iter() if element.tag in names)


def document(paper: Paper) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(to_docx(paper))) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


@LIGHT
@given(PAPERS)
def test_every_word_is_in_the_markdown_in_order(paper: Paper) -> None:
    plain = bare(in_markdown(to_markdown(paper)))
    at = 0
    for text in map(bare, texts(paper)):
        assert text in plain[at:]
        at = plain.index(text, at) + len(text)


@LIGHT
@given(PAPERS)
def test_every_word_is_on_the_page_and_nothing_more(paper: Paper) -> None:
    wanted = "".join(map(bare, texts(paper)))
    assert bare(in_html(html_fragment(paper))) == wanted
    assert bare(html.fromstring(to_html(paper)).body.text_content()) == wanted
    assert "javascript:" not in re.sub(r">[^<]*<", "><", html_fragment(paper))


@LIGHT
@given(PAPERS)
def test_every_word_is_in_the_word_file_and_nothing_more(paper: Paper) -> None:
    data = to_docx(paper)
    assert bare(in_docx(data)) == "".join(map(bare, texts(paper)))
    docx.Document(io.BytesIO(data))
    open_package(data, "paper")
    names = [e.get(f"{W}name") for e in document(paper).iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names)) == len(list(document(paper).iter(f"{W}bookmarkEnd")))


@pytest.mark.parametrize("write", [to_markdown, to_html, html_fragment, to_docx])
def test_the_same_paper_gives_the_same_bytes(write) -> None:
    assert write(everything()) == write(everything())


def test_the_date_of_a_build_stands_in_for_that_of_the_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    before = to_docx(everything())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert document(everything()).find(f".//{W}ins").get(f"{W}date") == "2001-09-09T01:46:40Z"
    assert to_docx(everything()) != before


def test_markdown_as_it_is_read() -> None:
    text = to_markdown(everything())
    assert text.startswith("# Reflections on Revision 1 of the Harbour Charter\n\n18 June 2026\n\n")
    assert "The Board **welcomes** the balance.\n" in text
    assert "> We ~~invite~~ **urge** all (" in text
    assert "[the register](https://example.org/a?b=1&c=%282%29)" in text
    assert "| C. D. | dissents | 12 |" in text
    assert "1. one\n2. two" in text


def test_the_page_has_headings_a_table_with_headers_marks_and_languages() -> None:
    page = html.fromstring(to_html(everything()))
    assert [(h.tag, h.text_content()) for h in page.iter("h1", "h2", "h3")] == [
        ("h1", "Reflections on Revision 1 of the Harbour Charter"),
        ("h2", "Key aspects to retain"),
        ("h3", "On financing (para 64)"),
    ]
    assert [th.get("scope") for th in page.iter("th")] == ["col", "col", "col", "row", "row"]
    assert page.find(".//del").text == "invite "
    assert page.find(".//ins").text == "urge "
    arabic = page.find(".//blockquote/p")
    assert (arabic.get("lang"), arabic.get("dir")) == ("ar", "rtl")
    assert page.find(".//img").get("alt") == "A bar: eight of sixteen"
    assert [e.get("id") for e in page.iter() if e.get("id")] == ["r_1", "retain", "s1", "e1", "signed"]
    assert not list(page.iter("script"))


def test_a_page_with_a_heading_of_its_own_sets_the_title_lower() -> None:
    page = html.fromstring(html_fragment(everything(), first=2))
    assert [h.tag for h in page.iter("h1", "h2", "h3", "h4")] == ["h2", "h3", "h4"]


def test_word_has_styles_lists_a_header_row_and_alternative_text() -> None:
    file = docx.Document(io.BytesIO(to_docx(everything())))
    assert [(p.style.name, p.text) for p in file.paragraphs[:6]] == [
        ("Title", "Reflections on Revision 1 of the Harbour Charter"),
        ("Front line", "18 June 2026"),
        ("Front line", "HC/2026/B.3"),
        ("Heading 1", "Key aspects to retain"),
        ("Body Text", "The Board welcomes the balance."),
        ("Body Text", "A second paragraph of the same statement."),
    ]
    assert [p.style.name for p in file.paragraphs if p.text in ("first", "one")] == [
        "List Bullet",
        "List Number",
    ]
    rows = file.tables[0]._tbl.tr_lst
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    body = document(everything())
    assert [e.get("descr") for e in body.iter() if e.tag.endswith("}docPr")] == ["A bar: eight of sixteen"]


def test_a_bookmark_goes_over_all_blocks_of_its_name() -> None:
    body = document(everything())
    inside: dict[str, str] = {}
    opened: dict[str, str] = {}
    for element in body.iter():
        if element.tag == f"{W}bookmarkStart":
            opened[element.get(f"{W}id")] = element.get(f"{W}name")
        elif element.tag == f"{W}bookmarkEnd":
            del opened[element.get(f"{W}id")]
        elif element.tag == f"{W}t":
            for name in opened.values():
                inside[name] = inside.get(name, "") + element.text
    assert inside == {
        "r_1": "Reflections on Revision 1 of the Harbour Charter",
        "retain": "Key aspects to retain",
        "s1": "The Board welcomes the balance.A second paragraph of the same statement.",
        "e1": "Evidence: change c57.",
        "signed": "Positions of membersMemberPositionnA. B.agrees1C. D.dissents12",
    }


def test_marked_words_are_tracked_changes_with_author_and_date() -> None:
    body = document(everything())
    assert [
        (e.tag.removeprefix(W), e.get(f"{W}author"), e.get(f"{W}date"), "".join(e.itertext()))
        for e in body.iter(f"{W}ins", f"{W}del")
    ] == [
        ("del", "The Board", "2026-06-18T00:00:00Z", "invite "),
        ("ins", "The Board", "2026-06-18T00:00:00Z", "urge "),
    ]


def test_a_paragraph_that_is_wholly_new_has_a_tracked_mark() -> None:
    blocks = (
        Prose((Words("All of it.", "insert"),)),
        Prose((Words("All of it.", "delete"),)),
        Prose(words("x")),
    )
    marks = document(Paper("T", blocks)).findall(f".//{W}pPr/{W}rPr")
    assert [mark[0].tag.removeprefix(W) for mark in marks] == ["ins", "del"]


def test_a_name_that_word_cannot_hold_becomes_one_that_it_can() -> None:
    assert bookmark("s1") == "s1"
    for name in ("Ж [x]", "1st", "a" * 41, "with space", "_hidden"):
        assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", bookmark(name))
    assert len({bookmark(name) for name in ("a b", "a-b", "a  b")}) == 3


def test_passages_from_right_to_left_are_so_in_word() -> None:
    body = document(everything())
    arabic = next(p for p in body.iter(f"{W}p") if "نطلب" in "".join(p.itertext()))
    assert arabic.find(f"{W}pPr/{W}bidi") is not None
    assert arabic.find(f"{W}r/{W}rPr/{W}lang").get(f"{W}bidi") == "ar"


def test_a_ragged_or_empty_table_is_still_one() -> None:
    paper = Paper("T", (Grid("", ("a", "b"), ((words("1"),), ())), Grid("none", (), ())))
    for write in (to_markdown, to_html, to_docx):
        assert write(paper)


def test_without_typst_a_pdf_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(InputError, match=r"soundingboard\[pdf\]"):
        to_pdf(everything())
