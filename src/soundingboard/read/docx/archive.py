"""The ZIP archive of a Word file, opened with limits: every refusal is one line."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from soundingboard.errors import InputError
from soundingboard.i18n import _

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
# Everything that the standard library raises over damaged archives.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    IndexError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may unpack to."""

    # A text of 10,000 formatted paragraphs unpacks to some 20 MB; its parsed tree takes up to ten times that.
    part: int = 64 * 2**20
    # Pictures count here too, though they are never unpacked.
    total: int = 2 * 2**30
    # Word's own XML shrinks to a tenth or a thirtieth; deflate cannot pass 1,032.
    ratio: int = 250
    # Below this size a part may be mostly blanks: the ratio says nothing.
    ratio_from: int = 8 * 2**20
    # A report with a picture on every page has some hundreds.
    entries: int = 20_000


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive: its file's name for messages, its entries by lower-case path, and the limits."""

    name: str
    file: zipfile.ZipFile
    entries: Mapping[str, zipfile.ZipInfo]
    limits: Limits


def open_archive(data: bytes, name: str, limits: Limits) -> Archive:
    """The archive in `data`. Raises InputError when it is none, is damaged, locked or unpacks to too much."""
    _refuse_other_kinds(data, name)
    try:
        file = zipfile.ZipFile(BytesIO(data))
    except DAMAGE as error:
        raise _damaged(name) from error
    found = file.infolist()
    large = len(found) > limits.entries or sum(entry.file_size for entry in found) > limits.total
    if large or any(_swollen(entry, limits) for entry in found):
        raise _too_large(name)
    entries = {entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in found}
    return Archive(name, file, entries, limits)


def read_part(archive: Archive, path: str) -> bytes | None:
    """The bytes of one part, or None where there is none. Raises InputError as `open_archive` does."""
    entry = archive.entries.get(path.lower())
    if entry is None:
        return None
    if entry.flag_bits & 1:
        raise _locked(archive.name)
    if entry.file_size > archive.limits.part:
        raise _too_large(archive.name)
    try:
        with archive.file.open(entry) as stream:
            # What an entry declares may be a lie: one byte more than allowed is enough to know.
            data = stream.read(archive.limits.part + 1)
    except DAMAGE as error:
        raise _damaged(archive.name) from error
    if len(data) > archive.limits.part:
        raise _too_large(archive.name)
    return data


def _swollen(entry: zipfile.ZipInfo, limits: Limits) -> bool:
    return entry.file_size > limits.ratio_from and entry.file_size > limits.ratio * entry.compress_size


def _refuse_other_kinds(data: bytes, name: str) -> None:
    if not data:
        raise InputError(_("{name}: the file is empty; ask for it again").format(name=name))
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise _locked(name)
        raise InputError(
            _("{name}: an old Word file (.doc); open it in Word and save it as .docx").format(name=name)
        )
    if not data.startswith(b"PK"):
        raise InputError(_("{name}: not a Word file; open it in Word and save it as .docx").format(name=name))


def _locked(name: str) -> InputError:
    return InputError(
        _("{name}: protected with a password; remove the password and save it again").format(name=name)
    )


def _damaged(name: str) -> InputError:
    return InputError(
        _("{name}: the file is damaged or cut short; ask for it again, or open and save it in Word").format(
            name=name
        )
    )


def _too_large(name: str) -> InputError:
    return InputError(
        _("{name}: unpacks to more than a text can need; save it again in Word without attachments").format(
            name=name
        )
    )
