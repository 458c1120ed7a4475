"""The parts of a Word file, packed so that the same comparison gives the same bytes."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from itertools import count
from xml.sax.saxutils import escape

from lxml import etree

from soundingboard.errors import InputError
from soundingboard.i18n import _
from soundingboard.model import Comparison, Draft
from soundingboard.write.characters import clean
from soundingboard.write.docx.lines import Line, lines
from soundingboard.write.docx.marks import settled
from soundingboard.write.docx.xml import (
    R,
    Tracker,
    fields,
    footnotes,
    paragraph,
    plain,
    serialized,
    styles,
    w,
)
from soundingboard.write.phrases import direction, draft_name, epoch, made_by, subtitle, title

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip archive can hold
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def comparison_docx(comparison: Comparison, author: str = "Soundingboard", date: str | None = None) -> bytes:
    """A .docx with tracked changes by `author` at `date` (ISO 8601).

    Without `date`: SOURCE_DATE_EPOCH, else the day of the new draft, else 1980-01-01. Raises InputError for
    a date that cannot be read, and when the comparison does not say where paragraphs stood.
    """
    when = _moment(date, comparison.new)
    rtl = direction(comparison.new.language) == "rtl"
    tracker = Tracker(author, when, rtl, count(1))
    parts = {
        "[Content_Types].xml": _content_types().encode(),
        "_rels/.rels": _relations(_TOP).encode(),
        "word/_rels/document.xml.rels": _relations(_OF_DOCUMENT).encode(),
        "word/document.xml": _document(settled(lines(comparison)), tracker),
        "word/footnotes.xml": serialized(footnotes(tracker.footnotes)),
        "word/styles.xml": serialized(styles(comparison.new.language)),
        "word/settings.xml": serialized(_settings()),
        "word/header1.xml": _header(comparison),
        "word/footer1.xml": serialized(
            w("ftr", fields("Footer", f"{made_by()} · ", "PAGE", " / ", "NUMPAGES"))
        ),
        "docProps/core.xml": _core(comparison, author, when).encode(),
    }
    return _packed(parts)


def _moment(given: str | None, new: Draft) -> str:
    seconds = epoch()
    if given is None and seconds is not None:
        return _from_epoch(seconds)
    for text in (given, new.date, "1980-01-01"):
        try:
            moment = datetime.fromisoformat(text or "")
        except ValueError:
            if given is not None:
                raise InputError(
                    _("date {date}: not a date; write it like 2025-11-07T12:00:00Z").format(date=given)
                ) from None
        else:
            return _utc(moment)
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


def _document(found: list[Line], tracker: Tracker) -> bytes:
    body = w("body", *(paragraph(line, tracker) for line in found))
    if not found or found[-1].mark != "equal":
        # The last mark of a file cannot be inserted or deleted, so one more paragraph takes its place.
        body.append(w("p", w("pPr", w("pStyle", val="Note"))))
    body.append(_page())
    return serialized(w("document", body))


def _page() -> etree._Element:
    """A4, margins of 2.5 cm, the header and the footer."""
    section = w("sectPr")
    for tag, relation in (("headerReference", "rId3"), ("footerReference", "rId4")):
        reference = w(tag, type="default")
        reference.set(f"{{{R}}}id", relation)
        section.append(reference)
    section.append(w("pgSz", w="11906", h="16838"))
    section.append(
        w(
            "pgMar",
            top="1701",
            right="1418",
            bottom="1418",
            left="1418",
            header="709",
            footer="709",
            gutter="0",
        )
    )
    return section


def _header(comparison: Comparison) -> bytes:
    how = _("Accept all changes for {new}; reject all for {old}.").format(
        new=draft_name(comparison.new), old=draft_name(comparison.old)
    )
    name = title(comparison)
    first = [plain(name, "Header", bold=True)] if name else []
    return serialized(w("hdr", *first, plain(f"{subtitle(comparison)}. {how}", "Header")))


def _settings() -> etree._Element:
    """Word 2013 and later: no compatibility mode."""
    uri = "http://schemas.microsoft.com/office/word"
    notes = w("footnotePr", *(w("footnote", id=number) for number in ("-1", "0")))
    return w("settings", notes, w("compat", w("compatSetting", name="compatibilityMode", uri=uri, val="15")))


_TOP = (
    ("rId1", f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
    ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
)
_OF_DOCUMENT = (
    ("rId1", f"{_OFFICE}/relationships/styles", "styles.xml"),
    ("rId2", f"{_OFFICE}/relationships/settings", "settings.xml"),
    ("rId3", f"{_OFFICE}/relationships/header", "header1.xml"),
    ("rId4", f"{_OFFICE}/relationships/footer", "footer1.xml"),
    ("rId5", f"{_OFFICE}/relationships/footnotes", "footnotes.xml"),
)
_TYPES = {
    "/word/document.xml": f"{_MAIN}.document.main+xml",
    "/word/footnotes.xml": f"{_MAIN}.footnotes+xml",
    "/word/styles.xml": f"{_MAIN}.styles+xml",
    "/word/settings.xml": f"{_MAIN}.settings+xml",
    "/word/header1.xml": f"{_MAIN}.header+xml",
    "/word/footer1.xml": f"{_MAIN}.footer+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def _relations(relations: Iterable[tuple[str, str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in relations
    )
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _content_types() -> str:
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    inner = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in _TYPES.items())
    return (
        f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inner}</Types>'
    )


def _core(comparison: Comparison, author: str, when: str) -> str:
    stamped = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{when}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    # A reader takes this title for a draft that has none, so it stands only where both have one.
    name = comparison.old.title and comparison.new.title
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(clean(name))}</dc:title>"
        f"<dc:subject>{escape(clean(subtitle(comparison)))}</dc:subject><dc:creator>{escape(clean(author))}</dc:creator>{stamped}"
        "</cp:coreProperties>"
    )


def _packed(parts: Mapping[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # the same on every system
            packed.writestr(info, data, compresslevel=9)
    return archive.getvalue()
