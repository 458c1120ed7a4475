"""A file's bytes, and what kind of file they are: told from the content, never from the name alone."""

import io
import json
import re
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from soundingboard.errors import InputError
from soundingboard.i18n import N_, _

Format = Literal["docx", "pdf", "html", "markdown", "text", "json"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes beyond which a file is refused or looked at less closely."""

    bytes: int = 100_000_000  # a thousand pages of text take 5 MB; larger files are not drafts
    head: int = 4096  # characters in which a page's first tags stand
    sample: int = 65536  # characters by which text and binary data are told apart
    controls: float = 0.02  # share of control characters; text has none, stray ones occur in old exports
    structures: int = 2  # Markdown signs that make a text Markdown; one alone may be chance


def read_bytes(source: str | Path, limits: Limits = Limits()) -> tuple[str, bytes]:
    """The name and bytes of a file (a path, or "-" for standard input).

    Raises InputError where it cannot be read or is larger than `limits.bytes`.
    """
    if str(source) == "-":
        return "-", _within(sys.stdin.buffer.read(limits.bytes + 1), "-", limits)
    path = Path(source)
    try:
        with path.open("rb") as file:
            return path.name, _within(file.read(limits.bytes + 1), path.name, limits)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(
            _("{file}: cannot be opened: {reason}").format(file=source, reason=reason)
        ) from error


def _within(data: bytes, name: str, limits: Limits) -> bytes:
    if len(data) > limits.bytes:
        size = limits.bytes // 1_000_000
        raise InputError(
            _("{file}: is larger than {size} MB; give the draft alone, without pictures or annexes").format(
                file=name, size=size
            )
        )
    return data


def binary_format(data: bytes, name: str) -> Format | None:
    """ "docx" or "pdf" where the bytes say so, None for text of any kind.

    Raises InputError, with what to do, for an empty file and for kinds that are not read.
    """
    if not data.strip():
        words = _("{file}: is empty; fetch it again, or save it again from the program that made it")
        raise InputError(words.format(file=name))
    if data.startswith(b"PK"):
        return _zip_format(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(_ole_refusal(data, name))
    if b"%PDF-" in data[:1024]:  # PDF readers accept other bytes before the header
        return "pdf"
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(_refusal(name, what))
    return None


def text_format(text: str, name: str, limits: Limits = Limits()) -> Format:
    """Which kind of text this is: JSON, HTML, Markdown or plain.

    Raises InputError for data that is no text, and for XML that is not HTML.
    """
    sample = text[: limits.sample]
    if sum(map(sample.count, _CONTROLS)) > limits.controls * len(sample):
        raise InputError(_refusal(name, N_("no text")))
    head = text[: limits.head].lstrip("\ufeff \t\r\n\f")
    extension = Path(name).suffix.lower()
    if _looks_like_json(text, head, extension):
        return "json"
    if _HTML_START.match(head) or (head.startswith("<") and _HTML_TAGS.search(head)):
        return "html"
    if head.startswith("<?xml"):
        raise InputError(_refusal(name, N_("XML that is not a page")))
    if head.startswith("MIME-Version:"):
        raise InputError(_refusal(name, N_("a web archive")))
    if extension in (".md", ".markdown") or len(_MARKDOWN.findall(sample)) >= limits.structures:
        return "markdown"
    return "html" if extension in (".html", ".htm") and _HTML_TAGS.search(sample) else "text"


def _looks_like_json(text: str, head: str, extension: str) -> bool:
    """An object, or a file that says it is JSON: a draft in plain text may begin with a bracket."""
    if extension == ".json":
        return True
    if not re.match(r"\{\s*[\"}]", head):
        return False
    try:
        json.loads(text)
    except RecursionError:
        return True
    except ValueError:
        return re.match(r'\{\s*"(?:[^"\\]|\\.)*"\s*:', head) is not None
    return True


def _zip_format(data: bytes, name: str) -> Format | None:
    """What a ZIP archive holds; None for text that happens to begin with the same two letters."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        message = _("{file}: is damaged or cut short; fetch it again, or save it again as .docx").format(
            file=name
        )
        raise InputError(message) from error
    if any(member.startswith("word/") for member in names):
        return "docx"
    for member, what in _PACKAGES:
        if any(entry.startswith(member) for entry in names):
            raise InputError(_refusal(name, what))
    if "mimetype" in names and b"opendocument" in data[:200]:
        raise InputError(_refusal(name, N_("an OpenDocument file")))
    raise InputError(_("{file}: is an archive; unpack it and give the draft inside").format(file=name))


def _ole_refusal(data: bytes, name: str) -> str:
    """Old Office files and encrypted new ones share a container; the streams' names tell them apart."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _("{file}: is encrypted; remove the password in Word (File, Info) and save it again").format(
            file=name
        )
    for stream, what in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return _refusal(name, what)
    return _refusal(name, N_("an old Office file"))


def _refusal(name: str, what: str) -> str:
    """`what` is the message in English, as `N_` marked it."""
    return _("{file}: is {what}; save it as .docx, .html, .md, .txt or a PDF with text").format(
        file=name, what=_(what)
    )


_CONTROLS = [chr(code) for code in range(32) if chr(code) not in "\t\n\r\f\x0b"] + ["\ufffd"]
_HTML_START = re.compile(
    r"(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HTML_TAGS = re.compile(
    r"<(?:p|div|h[1-6]|ul|ol|table|title|meta|span|section|article|main|br|font|center)\b[^>]*>", re.I
)
_MARKDOWN = re.compile(
    r"^#{1,6} \S|^\[\^[^\]\s]+\]:|\*\*[^\s*][^*\n]*\*\*|~~\S[^~\n]*~~|^(?:```|~~~)|\]\((?:https?:|#)", re.M
)
_STREAMS = (
    ("WordDocument", N_("an old Word file (.doc)")),
    ("Workbook", N_("a spreadsheet")),
    ("PowerPoint Document", N_("a slide show")),
)
_PACKAGES = (
    ("xl/", N_("a spreadsheet")),
    ("ppt/", N_("a slide show")),
    ("META-INF/container.xml", N_("an e-book")),
    ("Index/Document.iwa", N_("a Pages file")),
    ("Index.zip", N_("a Pages file")),
)
_SIGNATURES = (
    (b"{\\rtf", N_("an RTF file")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"GIF8", N_("a picture")),
    (b"II*\0", N_("a picture")),
    (b"MM\0*", N_("a picture")),
    (b"RIFF", N_("a picture or recording")),
    (b"ID3", N_("a recording")),
    (b"\x1f\x8b", N_("compressed")),
    (b"BZh91AY&SY", N_("compressed")),
    (b"\xfd7zXZ\0", N_("compressed")),
    (b"7z\xbc\xaf\x27\x1c", N_("compressed")),
    (b"Rar!", N_("compressed")),
    (b"(\xb5/\xfd", N_("compressed")),
    (b"%!PS", N_("a PostScript file")),
    (b"\xffWPC", N_("a WordPerfect file")),
    (b"\x7fELF", N_("a program")),
    (b"SQLite format 3\0", N_("a database")),
)
