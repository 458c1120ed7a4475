"""Every byte becomes a character, and a guess is said to be one."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundingboard.model import Document
from soundingboard.read import read_document
from soundingboard.read.encoding import Decoded, decode

TEXT = "1. We recall the “Déclaration” – adopted.\n\n2. We note.\n"
RUSSIAN = "1. Мы напоминаем о Хартии.\r\n2. Мы отмечаем это.\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", [TEXT, RUSSIAN])
def test_unicode_encodings_with_and_without_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == Decoded(text)


def test_big_endian_mark() -> None:
    assert decode(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")) == Decoded(TEXT)


def test_windows_1252_is_read_with_a_notice_of_the_first_line() -> None:
    decoded = decode(TEXT.replace("note", "noté").encode("cp1252"))
    assert decoded.text == TEXT.replace("note", "noté")
    assert decoded.notices == ("the text is not UTF-8 (first at line 1); it was read as windows-1252",)


def test_stray_bytes_in_utf_8() -> None:
    data = "1. Déclaration\n2. ".encode() + b"\x93We recall\x94\n"
    assert decode(data) == Decoded(
        "1. Déclaration\n2. “We recall”\n",
        ("2 bytes are not UTF-8 and were read as windows-1252 (first at line 2)",),
    )


def test_a_declared_encoding_counts() -> None:
    page = '<html><meta charset="koi8-r"><p>Мы напоминаем'
    assert decode(page.encode("koi8-r")) == Decoded(page)
    western = '<html><meta charset="iso-8859-1"><p>“Déclaration”'
    assert decode(western.encode("cp1252")) == Decoded(western)


def test_valid_utf_8_beats_a_western_declaration() -> None:
    page = '<html><meta charset="iso-8859-1"><p>“Déclaration”'
    assert decode(page.encode("utf-8")) == Decoded(page)


@pytest.mark.parametrize("charset", ["rot13", "hex", "undefined", "utf-7", "no-such-thing", "zip"])
def test_a_declaration_of_no_use_is_passed_over(charset: str) -> None:
    page = f'<html><meta charset="{charset}"><p>Déclaration'
    assert decode(page.encode("utf-8")) == Decoded(page)


def test_nul_bytes_are_left_out_with_a_notice() -> None:
    document = read_document(b"1. We re\0call the outcome of the summit and its follow-up, in full.", "x.txt")
    assert isinstance(document, Document)
    assert document.blocks[0].text == "1. We recall the outcome of the summit and its follow-up, in full."
    assert document.notices == ("1 NUL byte was left out",)


def test_text_is_in_normal_form_c() -> None:
    document = read_document("1. De\u0301claration so\u00adlemn".encode(), "x.txt")
    assert isinstance(document, Document)
    assert document.blocks[0].text == "1. Déclaration solemn"


@given(st.binary(max_size=300))
def test_decoding_never_fails(data: bytes) -> None:
    assert isinstance(decode(data).text, str)


@given(st.text(st.characters(exclude_characters="\0\ufeff", exclude_categories=["Cs"]), max_size=200))
def test_utf_8_is_read_as_it_stands(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()) == Decoded(text)
