"""The type of a file is told from its content; what is not read is refused in one line."""

import io
import sys
import zipfile
from pathlib import Path

import pytest

from soundingboard.errors import InputError
from soundingboard.model import Document
from soundingboard.read import read_bytes, read_document
from soundingboard.read.detect import Limits, binary_format, text_format


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            entry = zipfile.ZipInfo(name)  # with no time of day: tests have the same names on every run
            file.writestr(entry, "application/vnd.oasis.opendocument.text" if name == "mimetype" else "x")
    return buffer.getvalue()


def container(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64) + stream.encode("utf-16-le") + bytes(64)


def test_binary_formats_by_content() -> None:
    assert binary_format(archive("[Content_Types].xml", "word/document.xml"), "draft.txt") == "docx"
    assert binary_format(b"junk before\n%PDF-1.7\n", "draft.docx") == "pdf"
    assert binary_format(b"PK is how this text begins", "draft.txt") is None


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"{\\rtf1 We recall}", "is an RTF file; save it as .docx"),
        (container("WordDocument"), "is an old Word file (.doc); save it as .docx"),
        (container("EncryptedPackage"), "is encrypted; remove the password"),
        (container("Workbook"), "is a spreadsheet; save it as .docx"),
        (archive("mimetype", "content.xml"), "is an OpenDocument file; save it as .docx"),
        (archive("xl/workbook.xml"), "is a spreadsheet; save it as .docx"),
        (archive("ppt/presentation.xml"), "is a slide show; save it as .docx"),
        (archive("draft.docx"), "is an archive; unpack it"),
        (archive("word/document.xml")[:40], "is damaged or cut short"),
        (b"\x89PNG\r\n\x1a\n", "is a picture; save it as .docx"),
        (b"\x1f\x8b\x08\x00", "is compressed; save it as .docx"),
        (b"\x00\x01\x02\x03\x04" * 50, "is no text; save it as .docx"),
        (b"<?xml version='1.0'?><akomaNtoso/>", "is XML that is not a page; save it as .docx"),
        (b"<html><body><p>  </p></body></html>", "holds no text"),
    ],
)
def test_refusals_are_one_line_that_names_the_file(data: bytes, says: str) -> None:
    with pytest.raises(InputError) as raised:
        read_document(data, "draft.docx")
    assert str(raised.value).startswith(f"draft.docx: {says}")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("<!DOCTYPE html><html><body>We recall</body></html>", "x.txt", "html"),
        ("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", "x", "html"),
        ("<div>We recall</div>", "x", "html"),
        ("# Title\n\n**We** recall", "x", "markdown"),
        ("1. We recall", "x.md", "markdown"),
        ("1. We recall", "x.html", "text"),
        ('{"paragraphs": []}', "x", "json"),
        ('{"paragraphs": [', "x", "json"),
        ("[1. We recall the outcome]", "x", "text"),
        ("{1. We recall the outcome}", "x", "text"),
        ("[]", "x.json", "json"),
        ("We recall paragraph <12> of the outcome", "x", "text"),
    ],
)
def test_text_formats(text: str, name: str, kind: str) -> None:
    assert text_format(text, name) == kind


def test_read_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "rev1.txt"
    path.write_bytes(b"We recall")
    assert read_bytes(path) == ("rev1.txt", b"We recall")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"We note")))
    assert read_bytes("-") == ("-", b"We note")


def test_a_file_that_is_too_large_or_missing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rev1.txt"
    path.write_bytes(b"We recall")
    with pytest.raises(InputError, match=r"^rev1\.txt: is larger than 0 MB; give the draft alone"):
        read_bytes(path, Limits(bytes=8))
    with pytest.raises(InputError, match=r"gone\.txt: cannot be opened: No such file"):
        read_bytes(tmp_path / "gone.txt")


def test_the_language_is_guessed_where_the_file_does_not_say() -> None:
    text = "1. We reaffirm the vision of the Charter and we commit to the development of all ports."
    document = read_document(text.encode(), "x.txt")
    assert isinstance(document, Document)
    assert document.language == "en"
