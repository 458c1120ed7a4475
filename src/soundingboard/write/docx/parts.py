"""What every Word file of ours is packed from: content types, relations, properties; the same bytes every time."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from lxml import etree

from soundingboard.errors import InputError
from soundingboard.i18n import _
from soundingboard.write.characters import clean
from soundingboard.write.docx.xml import R, w
from soundingboard.write.phrases import epoch

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip archive can hold
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CORE = "application/vnd.openxmlformats-package.core-properties+xml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
TOP = (
    ("rId1", f"{OFFICE}/relationships/officeDocument", "word/document.xml"),
    ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
)


def moment(given: str | None, date: str | None) -> str:
    """When a file was made (ISO 8601, UTC): as given, else SOURCE_DATE_EPOCH, else `date`, else 1980-01-01.

    Raises InputError for a date given, or a SOURCE_DATE_EPOCH, that cannot be read.
    """
    seconds = epoch()
    if given is None and seconds is not None:
        return _from_epoch(seconds)
    for text in (given, date, "1980-01-01"):
        try:
            found = datetime.fromisoformat(text or "")
        except ValueError:
            if given is not None:
                raise InputError(
                    _("date {date}: not a date; write it like 2025-11-07T12:00:00Z").format(date=given)
                ) from None
        else:
            return _utc(found)
    raise AssertionError("the last date is one")


def _from_epoch(seconds: str) -> str:
    try:
        return _utc(datetime.fromtimestamp(int(seconds), UTC))
    except (ValueError, OverflowError, OSError):
        raise InputError(
            _("SOURCE_DATE_EPOCH={value}: not a number of seconds; unset it or give one").format(
                value=seconds
            )
        ) from None


def _utc(moment: datetime) -> str:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def page(references: Iterable[tuple[str, str]]) -> etree._Element:
    """A4, margins of 2.5 cm, with its header and footer: their tags and relations."""
    section = w("sectPr")
    for tag, relation in references:
        reference = w(tag, type="default")
        reference.set(f"{{{R}}}id", relation)
        section.append(reference)
    section.append(w("pgSz", w="11906", h="16838"))
    margins = {"top": "1701", "right": "1418", "bottom": "1418", "left": "1418"}
    section.append(w("pgMar", **margins, header="709", footer="709", gutter="0"))
    return section


def relations(found: Iterable[tuple[str, str, str]], outside: Iterable[tuple[str, str]] = ()) -> str:
    """A part of relations: id, type and target; `outside` are the ids and addresses of links."""
    inner = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in found
    )
    quotes = {'"': "&quot;"}
    inner += "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/relationships/hyperlink"'
        f' Target="{escape(clean(address), quotes)}" TargetMode="External"/>'
        for name, address in outside
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def content_types(parts: Mapping[str, str], extensions: Mapping[str, str] | None = None) -> str:
    """The list of parts with their types, and of file extensions with theirs."""
    named = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    inner = "".join(
        f'<Default Extension="{extension}" ContentType="{kind}"/>'
        for extension, kind in (named | dict(extensions or {})).items()
    )
    inner += "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in parts.items())
    return f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">{inner}</Types>'


def properties(title: str, subject: str, author: str, when: str, identifier: str = "") -> str:
    """The part with what the file says of itself."""
    stamped = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{when}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    named = f"<dc:identifier>{escape(clean(identifier))}</dc:identifier>" if identifier else ""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(clean(title))}</dc:title>"
        f"<dc:subject>{escape(clean(subject))}</dc:subject><dc:creator>{escape(clean(author))}</dc:creator>{named}{stamped}"
        "</cp:coreProperties>"
    )


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as an archive."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # the same on every system
            file.writestr(info, data, compresslevel=9)
    return archive.getvalue()
