"""The files in a ZIP archive, none of which is ever written to disk."""

import io
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from soundingboard.errors import InputError
from soundingboard.i18n import _
from soundingboard.read.clean import tidy


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How much an archive may hold. All is kept in memory while it is read."""

    bytes: int = 200_000_000  # unpacked; 5,000 papers of 40 kB, or a hundred with pictures, and a small server bears it
    files: int = 5_000  # the largest open consultations drew fewer papers; short comments come as a table
    file: int = 100_000_000  # what `read.detect` allows a single file
    chunk: int = 1 << 20  # bytes unpacked between two looks at the sum, so that a bomb stops within one


@dataclass(frozen=True, slots=True)
class File:
    """A file to be read: its name as the report shows it, how to get its bytes, or why not.

    `read` may raise InputError. `trouble` says why the file is not read at all. `alone`: it was given by itself.
    """

    name: str
    read: Callable[[], bytes]
    trouble: str = ""
    alone: bool = False


def is_archive(data: bytes, name: str) -> bool:
    """Whether these bytes are a ZIP archive of files, not one that is a document itself (DOCX, a spreadsheet).

    A damaged one is an archive where it is called so.
    """
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except _DAMAGED:
        return name.lower().endswith(".zip")
    return not any(member in _DOCUMENTS or member.startswith(_FOLDERS) for member in names)


def files_in_archive(data: bytes, name: str, limits: ArchiveLimits = ArchiveLimits()) -> list[File]:
    """The files in a ZIP archive, in the order of their names.

    Those that are encrypted, lie outside the archive or are damaged are there with their trouble. Raises InputError
    where the archive is damaged, or holds or unpacks to more than `limits` allow.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) > limits.files:
                text = _("{file}: holds more than {n} files; give it in several archives")
                raise InputError(text.format(file=name, n=limits.files))
            return _unpacked(archive, members, name, limits)
    except _DAMAGED as error:
        raise InputError(_("{file}: is damaged or cut short; pack it again").format(file=name)) from error


def _unpacked(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str, limits: ArchiveLimits
) -> list[File]:
    files: list[File] = []
    seen: set[str] = set()
    left = limits.bytes
    for path, member in sorted(((_path(member), member) for member in members), key=lambda pair: pair[0]):
        trouble = _trouble(path, member, seen)
        content = b""
        if not trouble:
            content, trouble = _content(archive, member, min(left, limits.file), limits)
            left -= len(content)
            if len(content) > limits.file:
                content, trouble = b"", _("is larger than {size} MB").format(size=limits.file // 1_000_000)
        if left < 0:
            text = _("{file}: unpacks to more than {size} MB; give it in several archives")
            raise InputError(text.format(file=name, size=limits.bytes // 1_000_000))
        seen.add(path)
        files.append(File(path, _giving(content), trouble))
    return _without_top(files)


def _without_top(files: list[File]) -> list[File]:
    """The files named from the one folder that was packed, so that a packed folder reads as the folder does."""
    packed = [file for file in files if not file.trouble and not file.name.startswith(_MAC_EXTRAS)]
    tops = {file.name.partition("/")[0] for file in packed if "/" in file.name}
    if len(tops) != 1 or not all("/" in file.name for file in packed):
        return files
    (top,) = tops
    return [replace(file, name=file.name.removeprefix(f"{top}/")) for file in files]


def _giving(content: bytes) -> Callable[[], bytes]:
    return lambda: content


def _content(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int, limits: ArchiveLimits
) -> tuple[bytes, str]:
    """A member's bytes, at most one more than `most`, whatever the archive says of its size; or why there are none."""
    parts: list[bytes] = []
    size = 0
    try:
        with archive.open(member) as stream:
            while size <= most and (part := stream.read(min(limits.chunk, most + 1 - size))):
                parts.append(part)
                size += len(part)
    except (*_DAMAGED, RuntimeError) as error:
        return b"", _("cannot be unpacked: {reason}").format(reason=tidy(str(error)) or type(error).__name__)
    return b"".join(parts), ""


def _path(member: zipfile.ZipInfo) -> str:
    """The name of a member with forward slashes; UTF-8 that a program packed without saying so is mended."""
    name = member.filename
    if not member.flag_bits & _UTF8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def _trouble(path: str, member: zipfile.ZipInfo, seen: set[str]) -> str:
    if member.flag_bits & _ENCRYPTED:
        return _("is encrypted; pack it without a password")
    if path.startswith("/") or ".." in path.split("/") or path[1:2] == ":":
        return _("lies outside the archive; pack the folder again")
    if member.external_attr >> 16 & _KIND_OF_FILE == _LINK:
        return _("is a link to another file; pack the file itself")
    if path in seen:
        return _("stands in the archive a second time under the same name")
    return ""


_DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, NotImplementedError)
_DOCUMENTS = ("[Content_Types].xml", "mimetype", "META-INF/container.xml", "Index/Document.iwa")
_MAC_EXTRAS = "__MACOSX/"  # what the Finder adds to every archive
_FOLDERS = ("word/", "xl/", "ppt/")
_ENCRYPTED, _UTF8 = 0x1, 0x800  # APPNOTE.TXT (PKWARE), 4.4.4: general purpose bit flag
_KIND_OF_FILE, _LINK = 0o170000, 0o120000  # the mode of a Unix file in the upper half of its attributes
