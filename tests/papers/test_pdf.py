"""A paper as PDF, set by typst: every word, the structure, the same bytes."""

import re

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings

from soundingboard.errors import InputError
from soundingboard.write.paper import Grid, Paper, Picture, Prose, Words, words
from soundingboard.write.papers import to_pdf

from .samples import PAPERS, SVG, everything, texts


def in_pdf(data: bytes) -> str:
    file = pypdfium2.PdfDocument(data)
    return "".join(page.get_textpage().get_text_bounded() for page in file)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAPERS)
def test_every_word_is_in_the_pdf(paper: Paper) -> None:
    # A reader of PDF gives no hyphen at the end of a line, and words of one page in any order of blocks.
    def letters(text: str) -> str:
        return re.sub(r"[\W_]", "", text)

    found = letters(in_pdf(to_pdf(paper)))
    for text in texts(paper):
        for line in text.split("\n"):
            assert letters(line) in found


def test_the_pdf_is_tagged_and_says_what_it_is() -> None:
    data = to_pdf(everything())
    file = pypdfium2.PdfDocument(data)
    assert file.get_metadata_dict()["Title"] == "Reflections on Revision 1 of the Harbour Charter"
    assert file.get_metadata_dict()["Author"] == "The Board"
    assert file.get_metadata_dict()["CreationDate"].startswith("D:20260618")
    assert file.is_tagged()
    assert re.search(rb"/Lang ?\(en\)", data)
    assert b"pdfuaid" in data
    assert "1 / 1" in in_pdf(data)
    assert [item.get_title() for item in file.get_toc()] == [
        "Key aspects to retain",
        "On financing (para 64)",
    ]


def test_letters_that_typst_does_not_bring_do_not_stop_a_pdf() -> None:
    paper = Paper("نطلب", (Prose((Words("نطلب حذف"), Words(" and 港湾", language="zh"))),), language="ar")
    assert to_pdf(paper)[:5] == b"%PDF-"


def test_a_drawing_that_is_none_is_named_by_its_words() -> None:
    paper = Paper("T", (Picture("<svg", "Bars by group"), Picture(SVG, "")))
    with pytest.raises(InputError, match="Bars by group"):
        to_pdf(paper)


def test_the_same_paper_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert to_pdf(everything()) == to_pdf(everything())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert b"D:20010909" in to_pdf(everything())


def test_a_ragged_or_empty_table_is_still_set() -> None:
    assert to_pdf(Paper("T", (Grid("", ("a", "b"), ((words("1"),), ())), Grid("none", (), ()))))
