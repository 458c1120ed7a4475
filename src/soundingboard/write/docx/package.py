"""The parts of a Word file, packed so that the same comparison gives the same bytes."""

from itertools import count

from lxml import etree

from soundingboard.i18n import _
from soundingboard.model import Comparison
from soundingboard.write.docx.lines import Line, lines
from soundingboard.write.docx.marks import settled
from soundingboard.write.docx.parts import (
    CORE,
    MAIN,
    OFFICE,
    TOP,
    content_types,
    moment,
    packed,
    page,
    properties,
    relations,
)
from soundingboard.write.docx.xml import Tracker, fields, footnotes, paragraph, plain, serialized, styles, w
from soundingboard.write.phrases import direction, draft_name, made_by, subtitle, title


def comparison_docx(comparison: Comparison, author: str = "Soundingboard", date: str | None = None) -> bytes:
    """A .docx with tracked changes by `author` at `date` (ISO 8601).

    Without `date`: SOURCE_DATE_EPOCH, else the day of the new draft, else 1980-01-01. Raises InputError for
    a date that cannot be read, and when the comparison does not say where paragraphs stood.
    """
    when = moment(date, comparison.new.date)
    rtl = direction(comparison.new.language) == "rtl"
    tracker = Tracker(author, when, rtl, count(1))
    parts = {
        "[Content_Types].xml": content_types(_TYPES).encode(),
        "_rels/.rels": relations(TOP).encode(),
        "word/_rels/document.xml.rels": relations(_OF_DOCUMENT).encode(),
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
    return packed(parts)


def _document(found: list[Line], tracker: Tracker) -> bytes:
    body = w("body", *(paragraph(line, tracker) for line in found))
    if not found or found[-1].mark != "equal":
        # The last mark of a file cannot be inserted or deleted, so one more paragraph takes its place.
        body.append(w("p", w("pPr", w("pStyle", val="Note"))))
    body.append(page((("headerReference", "rId3"), ("footerReference", "rId4"))))
    return serialized(w("document", body))


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


_OF_DOCUMENT = (
    ("rId1", f"{OFFICE}/relationships/styles", "styles.xml"),
    ("rId2", f"{OFFICE}/relationships/settings", "settings.xml"),
    ("rId3", f"{OFFICE}/relationships/header", "header1.xml"),
    ("rId4", f"{OFFICE}/relationships/footer", "footer1.xml"),
    ("rId5", f"{OFFICE}/relationships/footnotes", "footnotes.xml"),
)
_TYPES = {
    "/word/document.xml": f"{MAIN}.document.main+xml",
    "/word/footnotes.xml": f"{MAIN}.footnotes+xml",
    "/word/styles.xml": f"{MAIN}.styles+xml",
    "/word/settings.xml": f"{MAIN}.settings+xml",
    "/word/header1.xml": f"{MAIN}.header+xml",
    "/word/footer1.xml": f"{MAIN}.footer+xml",
    "/docProps/core.xml": CORE,
}


def _core(comparison: Comparison, author: str, when: str) -> str:
    # A reader takes this title for a draft that has none, so it stands only where both have one.
    name = comparison.old.title and comparison.new.title
    return properties(name, subtitle(comparison), author, when)
