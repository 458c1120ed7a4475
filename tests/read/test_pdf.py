"""PDF: lines become the paragraphs that were set, and what stands on every page is left out."""

import io

import pypdfium2 as pdfium
import pytest
import typst

from soundingboard.errors import InputError
from soundingboard.model import Block, Document, Note
from soundingboard.read import read_document
from soundingboard.read.pdf import PdfLimits, read_pdf
from soundingboard.read.pdf.hyphens import joiner

PARAGRAPHS = [
    "1. We recall the multi-stakeholder character of the arrangements for the harbours of the region, and we "
    "acknowledge the extraordinary contributions of internationally recognised institutions to their administration.",
    "2. We commit, in partnership with every stakeholder, to:",
    "(a) strengthening the administrative responsibilities of the communities that are concerned with the "
    "interoperability of telecommunications, including in landlocked developing countries;",
    "(b) publishing comprehensive documentation.",
    "12 bis. We reaffirm that the interconnection of harbours is a shared undertaking of all stakeholders, in which "
    "the international community, the authorities of the harbours and their users have responsibilities of their own.",
    "13. We note the report.",
    "14. We invite the internationally recognised institutions to extend their multi-stakeholder partnership to the "
    "small harbours of the region, whose administrative communities have so far taken no part in it, by 2031.",
]  # fmt: skip
SPACED = '#set par(justify: true)\n#set text(size: 10pt, hyphenate: true, lang: "en")\n'
INDENTED = (
    "#set par(justify: true, first-line-indent: (amount: 1.5em, all: true), spacing: 0.65em)\n"
    '#set text(size: 10pt, hyphenate: true, lang: "en")\n'
)
RAGGED = "#set text(size: 10pt, hyphenate: false)\n"
SMALL_PAGE = (
    "#set page(width: 11cm, height: 8cm, margin: 1.8cm, header: [Harbour Charter #h(1fr) Revision 1], "
    "footer: context align(center)[Page #counter(page).display() of 9])\n"
)
NUMBERED_LINES = '#set par.line(numbering: "1")\n'


def pdf(source: str) -> bytes:
    result = typst.compile(source.encode())
    assert isinstance(result, bytes)
    return result


def body(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraph.replace(".", "\\.", 1) for paragraph in paragraphs)


def read(source: str) -> Document:
    return read_pdf(pdf(source), "rev1.pdf")


@pytest.mark.parametrize("page", ["", SMALL_PAGE], ids=["one page", "many pages"])
@pytest.mark.parametrize("numbering", ["", NUMBERED_LINES], ids=["bare", "line numbers"])
@pytest.mark.parametrize("layout", [SPACED, INDENTED, RAGGED], ids=["spaced", "indented", "ragged"])
def test_paragraphs_come_back_as_they_were_set(page: str, numbering: str, layout: str) -> None:
    document = read(page + layout + numbering + body(PARAGRAPHS))
    assert [block.text for block in document.blocks] == PARAGRAPHS
    assert ("the line numbers were left out" in document.notices) == bool(numbering)
    assert any("running headers" in notice for notice in document.notices) == bool(page)
    assert document.language is None


def test_title_headings_and_their_levels() -> None:
    source = (
        '#align(center, text(size: 20pt, weight: "bold")[The Charter of the harbours])\n'
        f"= A. Scope\n{PARAGRAPHS[0]}\n== Ports\n{PARAGRAPHS[4]}\n"
        f"= B. Follow-up\n#strong[We decide:]\n\n{PARAGRAPHS[6]}"
    )
    document = read(SPACED + source.replace("12 bis.", "12 bis\\."))
    assert [(block.role, block.level, block.text[:12]) for block in document.blocks] == [
        ("title", 0, "The Charter "),
        ("heading", 1, "A. Scope"),
        ("paragraph", 0, "1. We recall"),
        ("heading", 2, "Ports"),
        ("paragraph", 0, "12 bis. We r"),
        ("heading", 1, "B. Follow-up"),
        ("heading", 3, "We decide:"),
        ("paragraph", 0, "14. We invit"),
    ]
    assert document.title == "The Charter of the harbours"


def test_footnotes_become_notes_at_their_marks() -> None:
    source = (
        "1\\. We recall the arrangements#footnote[See the report of the harbour board, in particular its second part.] "
        "and their review#footnote[Adopted on 1 May.], over 12 m#super[2].\n\n2\\. We note."
    )
    assert read(SPACED + source).blocks == (
        Block(
            "paragraph",
            "1. We recall the arrangements and their review, over 12 m2.",
            notes=(
                Note("1", 29, "See the report of the harbour board, in particular its second part."),
                Note("2", 46, "Adopted on 1 May."),
            ),
        ),
        Block("paragraph", "2. We note."),
    )


def test_a_table_of_contents_is_left_out() -> None:
    source = (
        SPACED
        + "#outline()\n"
        + "".join(f"= {name} harbours\nWe recall.\n" for name in ("Old", "New", "All"))
    )
    document = read(source)
    assert [block.text for block in document.blocks] == [
        text for name in ("Old", "New", "All") for text in (f"{name} harbours", "We recall.")
    ]
    assert document.notices == ("left out: a table of contents (4 lines)",)


def test_turned_text_is_left_out_and_turned_pages_are_read() -> None:
    turned = read(SPACED + "#place(right, rotate(45deg)[DRAFT])\n1\\. We recall the arrangements in full.")
    assert [block.text for block in turned.blocks] == ["1. We recall the arrangements in full."]
    assert turned.notices == ("left out: 5 characters of turned text",)
    sideways = read("#rotate(90deg, reflow: true)[1\\. We recall the arrangements in full.]")
    assert [block.text for block in sideways.blocks] == ["1. We recall the arrangements in full."]


def test_arabic() -> None:
    source = '#set text(font: "DejaVu Sans Mono", lang: "ar")\n1. نؤكد من جديد التزامنا بالتعاون.\n\n2. نلتزم بما يلي.'
    assert [block.text for block in read(source).blocks] == [
        "1. نؤكد من جديد التزامنا بالتعاون.",
        "2. نلتزم بما يلي.",
    ]


def test_pages_that_may_be_mixed_are_named() -> None:
    columns = "#set page(columns: 2)\n" + SPACED + body(PARAGRAPHS) + "\n#colbreak()\n" + body(PARAGRAPHS)
    assert read(columns).notices == (
        "pages that seem to hold two columns or a table, whose lines may be mixed: 1",
    )


def blank_pages(n: int) -> bytes:
    document = pdfium.PdfDocument.new()
    for _page in range(n):
        document.new_page(200, 200)
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    return buffer.getvalue()


def test_a_page_without_text_layer_is_named() -> None:
    source = "1\\. We recall the outcome.\n#pagebreak()\n#rect(fill: red)\n#pagebreak()\n2\\. We note."
    document = read(source)
    assert [block.text for block in document.blocks] == ["1. We recall the outcome.", "2. We note."]
    assert document.notices == ("pages without a text layer, left out; run OCR first: 2",)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (blank_pages(1), "has no text layer; run OCR first (for example ocrmypdf)"),
        (blank_pages(4), "has 4 pages; more than 3 are not read: give the draft alone"),
        (
            b"%PDF-1.7\nbroken",
            "is a broken PDF; fetch it again, or save it again from the program that made it",
        ),
    ],
    ids=[
        "blank",
        "too long",
        "broken",
    ],  # the bytes of a PDF, which differ from one making to the next, name no test
)
def test_refusals(data: bytes, says: str) -> None:
    with pytest.raises(InputError) as raised:
        read_pdf(data, "rev1.pdf", PdfLimits(pages=3))
    assert str(raised.value) == f"rev1.pdf: {says}"


# A page that is encrypted with a password of its own; the keys are arbitrary, since no password will fit.
ENCRYPTED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n"
    b"3 0 obj<</Filter/Standard/V 1/R 2/P -4/O<" + b"61" * 32 + b">/U<" + b"62" * 32 + b">>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]/Size 4>>\n%%EOF"
)


def test_an_encrypted_file_is_refused() -> None:
    with pytest.raises(InputError, match=r"^rev1\.pdf: is encrypted; open it with its password and print it"):
        read_document(ENCRYPTED, "rev1.pdf")


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["the inter-", "national and international ways"], "the international and international ways"),
        (
            ["a multi-", "stakeholder or multi-stakeholder way"],
            "a multi-stakeholder or multi-stakeholder way",
        ),
        (["the Asia-", "Pacific region"], "the Asia-Pacific region"),
        (["from 2015-", "2025 on"], "from 2015-2025 on"),
        (["a rights-", "based way; commu-", "nities"], "a rights-based way; communities"),
        (["no way – ", "or another –", "is left"], "no way – or another – is left"),
        (["我们回顾", "成果"], "我们回顾成果"),
    ],
)
def test_hyphens_at_line_ends(lines: list[str], joined: str) -> None:
    assert joiner(lines)([line.strip() for line in lines]) == joined
