"""Bytes become text: which encoding a file is in, and what to say where that is a guess."""

import codecs
import re
from dataclasses import dataclass
from itertools import islice

from soundingboard.i18n import _, ngettext

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16 LE, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.I
)
_SHORT_LATIN = {"iso8859-1", "ascii", "latin-1", "cp1252"}


@dataclass(frozen=True, slots=True)
class DecodingLimits:
    """How much of a file is looked at, and when a guess is accepted."""

    declaration: int = 4096  # HTML asks for the declaration in the first 1,024 bytes; pages are not so strict
    sample: int = 65536  # enough blanks and line ends to tell UTF-16 apart in any language
    places: int = 3  # line numbers that a notice names


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, and what a reader should know about how it was decoded."""

    text: str
    notices: tuple[str, ...] = ()


def decode(data: bytes, limits: DecodingLimits = DecodingLimits()) -> Decoded:
    """The text in `data`: by byte-order mark, UTF-16 pattern, declaration, UTF-8, and at last windows-1252.

    Valid UTF-8 with stray bytes stays UTF-8; each stray byte is read as windows-1252 and a notice says where.
    Never fails. The order is that of the WHATWG Encoding and HTML standards, save that valid UTF-8 beats a
    declaration of a western single-byte encoding, since such bytes hardly ever form UTF-8 by chance.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], name)
    wide = _utf16_without_mark(data[: limits.sample])
    if wide:
        return _lenient(data, wide)
    declared = _declared_encoding(data[: limits.declaration])
    if declared and declared not in _SHORT_LATIN:
        try:
            return Decoded(data.decode(declared))
        except UnicodeError:
            pass
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _western(data, declared in _SHORT_LATIN, limits)


def _lenient(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    broken = text.count("\ufffd") - data.decode(encoding, errors="ignore").count("\ufffd")
    if encoding == "utf-8" and broken:
        return decode(data)
    notice = ngettext(
        "{n} damaged character could not be read as {encoding}; it is shown as \ufffd",
        "{n} damaged characters could not be read as {encoding}; they are shown as \ufffd",
        broken,
    ).format(n=broken, encoding=encoding.upper())
    return Decoded(text, (notice,) if broken else ())


def _utf16_without_mark(sample: bytes) -> str | None:
    if b"\0" not in sample:
        return None
    even, odd = sample[0::2], sample[1::2]
    little = sum(1 for low, high in zip(even, odd, strict=False) if high == 0 and low in b" \n\r")
    big = sum(1 for high, low in zip(even, odd, strict=False) if high == 0 and low in b" \n\r")
    for found, other, name in ((little, big, "utf-16-le"), (big, little, "utf-16-be")):
        if found > 2 * other:
            text = sample[: len(sample) // 2 * 2].decode(name, errors="ignore")
            readable = sum(1 for character in text if character.isprintable() or character in "\n\r\t")
            if "\0" not in text and readable > 0.95 * len(sample) / 2:
                return name
    return None


def _declared_encoding(head: bytes) -> str | None:
    found = _DECLARED.search(head)
    if not found:
        return None
    try:
        codec = codecs.lookup(found[1].decode("ascii"))
    except LookupError:
        return None
    # Codecs such as "rot13" or "zip" are not of text; a page that says UTF-16 in ASCII letters is not it.
    if not codec._is_text_encoding or codec.name.startswith(
        ("utf-16", "utf-32", "utf-7", "punycode", "idna")
    ):
        return None
    return codec.name


def _western(data: bytes, declared: bool, limits: DecodingLimits) -> Decoded:
    """Bytes that are not UTF-8, as windows-1252 or as UTF-8 with windows-1252 strays."""
    text = data.decode("utf-8", errors="surrogateescape")
    first = [match.start() for match in islice(_STRAY.finditer(text), limits.places)]
    lines = sorted({text.count("\n", 0, place) + 1 for place in first})
    n = sum(1 for _stray in _STRAY.finditer(text))
    whole = sum(1 for character in text if not character.isascii()) == n
    if whole:
        notice = _("the text is not UTF-8 (first at line {line}); it was read as windows-1252").format(
            line=lines[0]
        )
        return Decoded(text.translate(_WESTERN), () if declared else (notice,))
    notice = ngettext(
        "{n} byte is not UTF-8 and was read as windows-1252 (line {lines})",
        "{n} bytes are not UTF-8 and were read as windows-1252 (first at line {lines})",
        n,
    ).format(n=n, lines=", ".join(map(str, lines)))
    return Decoded(text.translate(_WESTERN), (notice,))


# Python keeps a byte that is no UTF-8 as a lone surrogate, 0xDC00 above it.
_STRAY = re.compile("[\udc80-\udcff]")
_WESTERN = {0xDC00 + byte: bytes([byte]).decode("cp1252", errors="replace") for byte in range(0x80, 0x100)}
