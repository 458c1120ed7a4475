"""Files that are broken, locked, hostile or something else: one line that says so."""

import hashlib
import inspect
import sys
import zipfile
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from soundingboard.errors import InputError
from soundingboard.model import Document
from soundingboard.read.docx import read_docx
from soundingboard.read.docx.archive import Limits, open_archive, read_part

from .docx_files import SPACES, docx, gone, ins, level, listed, p, package, pattern, style

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
WHOLE = docx(
    p("Vision", style="Heading1")
    + p("We ", gone("a"), ins("b"), num=(1, 0), mark="del")
    + p("note", num=(1, 1)),
    title="Charter",
    numbering=pattern(0, level(0), level(1)) + listed(1, 0),
    styles=style("Heading1", "heading 1"),
)
MAIN = f"<w:document {SPACES}><w:body>{{}}</w:body></w:document>"


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read_docx(data, "draft.docx")
    (line,) = str(caught.value).splitlines()
    return line


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "draft.docx: the file is empty; ask for it again"),
        (b"We agree.", "draft.docx: not a Word file; open it in Word and save it as .docx"),
        (
            OLE + b"\0" * 100 + "EncryptedPackage".encode("utf-16-le"),
            "draft.docx: protected with a password; remove the password and save it again",
        ),
        (OLE + b"\0" * 100, "draft.docx: an old Word file (.doc); open it in Word and save it as .docx"),
        (
            WHOLE[: len(WHOLE) // 2],
            "draft.docx: the file is damaged or cut short; ask for it again, or open and save it in Word",
        ),
        (
            package({"word/other.xml": "<a/>"}),
            "draft.docx: no Word text inside (document.xml); open it in Word and save it as .docx",
        ),
        (
            package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
            "draft.docx: an OpenDocument file; open it and save it as .docx",
        ),
        (
            package({"xl/workbook.xml": "<a/>"}),
            "draft.docx: a spreadsheet or presentation; put its text into a Word file and save that as .docx",
        ),
        (
            package({"word/document.xml": "<w:document><w:body>"}),
            "draft.docx: word/document.xml inside is broken; "
            "open the file in Word, let it repair, and save it again",
        ),
        (
            package({"word/document.xml": MAIN.format(p("a")), "word/styles.xml": "<a>"}),
            "draft.docx: word/styles.xml inside is broken; "
            "open the file in Word, let it repair, and save it again",
        ),
    ],
    ids=[
        "empty",
        "text",
        "locked",
        "doc",
        "cut",
        "no body",
        "odt",
        "xlsx",
        "broken",
        "broken styles",
    ],
)
def test_what_is_said(data: bytes, line: str) -> None:
    assert refusal(data) == line


BOMB = (
    '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">'
    + "".join(f'<!ENTITY b{n} "{f"&b{n - 1 if n > 1 else str()};" * 10}">' for n in range(1, 10))
    + "]>"
)


@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    ("doctype", "entity"),
    [
        (BOMB, "b9"),
        ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>', "b"),
        ('<!DOCTYPE a SYSTEM "a.dtd">', "amp"),
    ],
    ids=["bomb", "file", "dtd"],
)
def test_entities_are_refused(doctype: str, entity: str, code: str) -> None:
    text = f'<?xml version="1.0" encoding="{code}"?>' + doctype + MAIN.format(p(f"&{entity};"))
    expected = (
        "draft.docx: word/document.xml inside declares entities, which no Word file does; it was not read"
    )
    assert refusal(package({"word/document.xml": text.encode(code)})) == expected


TOO_MUCH = "draft.docx: unpacks to more than a text can need; save it again in Word without attachments"


def test_a_part_that_swells_is_refused_by_what_it_declares() -> None:
    assert refusal(package({"word/document.xml": b" " * (9 * 2**20)})) == TOO_MUCH
    assert refusal(package({"word/document.xml": MAIN, "word/media/a.png": b"\0" * (9 * 2**20)})) == TOO_MUCH


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    data = package({"word/document.xml": hashlib.shake_256(b"noise").digest(3000)})
    lied = data.replace((3000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lied != data
    assert "damaged" in refusal(lied)


def test_limits_on_parts_and_entries() -> None:
    data = package({f"{n}.xml": "x" * n for n in range(20)})
    with pytest.raises(InputError):
        open_archive(data, "a.docx", Limits(entries=19))
    with pytest.raises(InputError):
        open_archive(data, "a.docx", Limits(total=100))
    archive = open_archive(data, "a.docx", Limits(part=10))
    assert read_part(archive, "10.XML") == b"x" * 10
    assert read_part(archive, "none.xml") is None
    with pytest.raises(InputError):
        read_part(archive, "11.xml")


def test_a_locked_entry_is_refused() -> None:
    data = bytearray(package({"word/document.xml": MAIN}))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + place] |= 1
    assert (
        refusal(bytes(data)) == "draft.docx: protected with a password; remove the password and save it again"
    )


def test_an_unknown_compression_is_damage() -> None:
    data = bytearray(package({"word/document.xml": MAIN}))
    for sign, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.index(sign) + place] = 99
    assert "damaged" in refusal(bytes(data))


@pytest.mark.parametrize("figure", ["9" * 5000, "-1", "x", "", "2147483648", "١٢"])
def test_strange_figures_do_no_harm(figure: str) -> None:
    body = (
        f'<w:p><w:pPr><w:outlineLvl w:val="{figure}"/><w:numPr><w:ilvl w:val="{figure}"/>'
        f'<w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:sym w:font="X" w:char="{figure}"/><w:t>We</w:t></w:r></w:p>'
    )
    numbering = pattern(0, level(0, "upperRoman").replace('w:start w:val="1"', f'w:start w:val="{figure}"'))
    (block,) = read_docx(docx(body, numbering=numbering + listed(1, 0)), "a.docx").blocks
    assert block.text.endswith("We")
    assert len(block.label) < 20


@pytest.mark.parametrize("depth", [60, 600])
def test_deep_nesting_is_read_or_refused(depth: int) -> None:
    tree = "<w:tbl><w:tr><w:tc>" * depth + p("We agree.") + "</w:tc></w:tr></w:tbl>" * depth
    assert outcome(docx(tree)).startswith(
        "read" if depth == 60 else "draft.docx: word/document.xml inside is broken"
    )


def test_nesting_beyond_what_can_be_followed_is_refused() -> None:
    """Some builds of the XML parser let more levels pass than the reader can follow."""
    tree = "<w:tbl><w:tr><w:tc>" * 60 + p("We agree.") + "</w:tc></w:tr></w:tbl>" * 60
    data, usual = docx(tree), sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 120)
    try:
        said = outcome(data)
    finally:
        sys.setrecursionlimit(usual)
    assert said == "draft.docx: tables or boxes are nested too deeply; copy the text into a new Word file"


def outcome(data: bytes) -> str:
    try:
        assert isinstance(read_docx(data, "draft.docx"), Document)
    except InputError as error:
        return str(error)
    return "read"


@settings(deadline=None, max_examples=150)
@given(
    st.integers(0, len(WHOLE)),
    st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=8),
)
@example(len(WHOLE), [])
def test_broken_bytes_give_a_document_or_one_line(length: int, changes: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for place, byte in changes:
        data[place] = byte
    assert "\n" not in outcome(bytes(data[:length]))


TAGS = st.sampled_from(
    (
        *("p", "r", "t", "ins", "del", "sdt", "sdtContent", "tbl", "tr", "tc", "pPr", "rPr", "numPr"),
        *("fldChar", "instrText", "hyperlink", "drawing", "txbxContent"),
    )
)
TREES = st.recursive(
    st.sampled_from(
        ("", "We", '<w:numId w:val="1"/>', '<w:fldChar w:fldCharType="begin"/>', "<w:del/>", "<w:ins/>")
    ),
    lambda inner: st.builds(
        lambda tag, content: f"<w:{tag}>{''.join(content)}</w:{tag}>", TAGS, st.lists(inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=150)
@given(TREES, st.sampled_from(("accepted", "rejected", "kept")))
def test_any_nesting_of_elements_is_read(tree: str, view: str) -> None:
    data = docx(tree, numbering=pattern(0, level(0)) + listed(1, 0))
    assert isinstance(read_docx(data, "a.docx", view), Document)


def test_an_archive_inside_another_file_is_read() -> None:
    target = BytesIO(b"")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo("word/document.xml"), MAIN.format(p("We agree.")))
    assert [block.text for block in read_docx(target.getvalue(), "a.docx").blocks] == ["We agree."]
