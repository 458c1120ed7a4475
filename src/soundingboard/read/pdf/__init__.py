"""PDF files with a text layer become blocks; one column."""

from dataclasses import dataclass

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from soundingboard.errors import InputError
from soundingboard.i18n import _
from soundingboard.model import Document
from soundingboard.read.clean import tidy
from soundingboard.read.pdf.footnotes import take_footnotes
from soundingboard.read.pdf.furniture import drop_contents, drop_line_numbers, drop_running_lines, mixed_pages
from soundingboard.read.pdf.glyphs import read_page
from soundingboard.read.pdf.hyphens import joiner
from soundingboard.read.pdf.lines import Line, make_lines
from soundingboard.read.pdf.paragraphs import make_blocks, measure, paragraphs


@dataclass(frozen=True, slots=True)
class PdfLimits:
    """What is read of a PDF."""

    pages: int = 2000  # some ten minutes of reading aloud a page: no draft is longer
    letters: int = 10_000_000  # three times as many as 2,000 full pages hold; more are stacked on each other
    unmapped: float = 0.2  # share of characters without a meaning, above which the text is not readable


def read_pdf(data: bytes, name: str, limits: PdfLimits = PdfLimits()) -> Document:
    """The blocks of a PDF (its bytes; `name` stands in messages), in one column from top to bottom.

    Running headers and footers, page and line numbers, lists of contents and turned text are left out, each with a
    notice. Raises InputError for files that are encrypted, broken, too long, or without a text layer.
    """
    document = _open(data, name)
    try:
        if len(document) > limits.pages:
            message = _("{file}: has {n} pages; more than {most} are not read: give the draft alone")
            raise InputError(message.format(file=name, n=len(document), most=limits.pages))
        pages, notices = _pages(document, name, limits)
        title = _title(document)
    finally:
        document.close()
    return _document(pages, notices, title)


def _open(data: bytes, name: str) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
        len(document)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            message = _("{file}: is encrypted; open it with its password and print it to a new PDF")
        else:
            message = _(
                "{file}: is a broken PDF; fetch it again, or save it again from the program that made it"
            )
        raise InputError(message.format(file=name)) from error
    return document


def _pages(document: pdfium.PdfDocument, name: str, limits: PdfLimits) -> tuple[list[list[Line]], list[str]]:
    """The lines of each page; notices about pages and characters that could not be read."""
    pages: list[list[Line]] = []
    unread: list[str] = []
    pictures: list[str] = []
    letters = turned = unmapped = 0
    for number in range(len(document)):
        try:
            page = read_page(document, number)
        except pdfium.PdfiumError:
            unread.append(str(number + 1))
            pages.append([])
            continue
        if page.pictures:
            pictures.append(str(number + 1))
        letters += sum(len(word.text) for word in page.words)
        turned, unmapped = turned + page.turned, unmapped + page.unmapped
        if letters > limits.letters:
            raise InputError(_("{file}: holds too much text to be a draft").format(file=name))
        pages.append(make_lines(page.words, number))
    _check(name, letters, unmapped, limits)
    return pages, _reading_notices(unread, pictures, turned, unmapped)


def _check(name: str, letters: int, unmapped: int, limits: PdfLimits) -> None:
    if not letters:
        raise InputError(
            _("{file}: has no text layer; run OCR first (for example ocrmypdf)").format(file=name)
        )
    if unmapped > limits.unmapped * letters:
        message = _(
            "{file}: its letters cannot be told from their shapes alone; run OCR first (for example ocrmypdf)"
        )
        raise InputError(message.format(file=name))


def _reading_notices(unread: list[str], pictures: list[str], turned: int, unmapped: int) -> list[str]:
    notices = []
    if unread:
        notices.append(_("pages that are broken and were left out: {pages}").format(pages=", ".join(unread)))
    if pictures:
        words = _("pages without a text layer, left out; run OCR first: {pages}")
        notices.append(words.format(pages=", ".join(pictures)))
    if turned:
        notices.append(_("left out: {n} characters of turned text").format(n=turned))
    if unmapped:
        notices.append(_("{n} characters could not be read; they are shown as \ufffd").format(n=unmapped))
    return notices


def _document(pages: list[list[Line]], notices: list[str], title: str) -> Document:
    mixed = mixed_pages(pages)
    left_out = drop_line_numbers(pages), drop_running_lines(pages), drop_contents(pages)
    join = joiner([line.text for lines in pages for line in lines])
    notes = take_footnotes(pages, measure(pages).size, join)
    layout = measure(pages)
    lines = [line for page in pages for line in page]
    blocks = tuple(
        block for block in make_blocks(paragraphs(lines, layout), layout, notes, join) if block.text
    )
    headline = next((block.text for block in blocks if block.role == "title"), "")
    notices = [*notices, *_furniture_notices(*left_out)]
    if mixed:
        words = _("pages that seem to hold two columns or a table, whose lines may be mixed: {pages}")
        notices.append(words.format(pages=", ".join(map(str, mixed))))
    return Document(blocks, headline or title, notices=tuple(notices))


def _furniture_notices(numbers: int, running: int, contents: int) -> list[str]:
    notices = []
    if running:
        one = _("{n} running header, footer or page number was left out")
        many = _("{n} running headers, footers and page numbers were left out")
        notices.append((one if running == 1 else many).format(n=running))
    if numbers:
        notices.append(_("the line numbers were left out"))
    if contents:
        notices.append(_("left out: a table of contents ({n} lines)").format(n=contents))
    return notices


def _title(document: pdfium.PdfDocument) -> str:
    """The title in the file's own metadata, unless it is only the name of the file it was made from."""
    title = tidy(document.get_metadata_dict().get("Title", ""))
    return "" if title.startswith("Microsoft Word - ") or title.lower().endswith((".doc", ".docx")) else title
