"""Drafts and changes as files."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from soundingboard.model import Comparison as ComparisonRecord
from soundingboard.site.drafts.comparing import draft_from
from soundingboard.site.drafts.models import Comparison, Draft, LanguageVersion, Upload
from soundingboard.write.docx import comparison_docx
from soundingboard.write.html import comparison_page
from soundingboard.write.records import comparison_from_record, draft_record, dumps, to_record

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMS = {"docx": _DOCX, "html": "text/html; charset=utf-8", "json": "application/json"}


def draft_as_json(draft: Draft) -> HttpResponse:
    """The draft in the interchange format."""
    text = dumps(draft_record(draft_from(draft)))
    return as_file(text.encode(), FORMS["json"], f"{draft.process.slug}-{draft.slug}.json")


def changes_as_file(comparison: Comparison, old: Draft, new: Draft, form: str) -> HttpResponse:
    """What changed between two drafts, as one of `FORMS`; the same drafts give the same bytes."""
    found = comparison_from_record(comparison.record())
    name = f"{new.process.slug}-{old.slug}-{new.slug}.{form}"
    return as_file(_written(found, form), FORMS[form], name)


def _written(found: ComparisonRecord, form: str) -> bytes:
    if form == "docx":
        return comparison_docx(found)  # dated by SOURCE_DATE_EPOCH, else by the new draft
    text = comparison_page(found) if form == "html" else dumps(to_record(found))
    return text.encode()


def original(upload: Upload | LanguageVersion) -> HttpResponse:
    """The file as it came: always to be saved, never shown in a page, whatever it says it is."""
    data = bytes(upload.data)
    return as_file(data, _media_type(data), upload.name)


def _media_type(data: bytes) -> str:
    """By the bytes, not by what the sender said: PDF and Word files open in their programs, all else is bytes."""
    if data.startswith(b"%PDF-"):
        return "application/pdf"
    is_word = data.startswith(b"PK\x03\x04") and b"word/document.xml" in data
    return _DOCX if is_word else "application/octet-stream"


def as_file(data: bytes, media_type: str, name: str) -> HttpResponse:
    """A file to be saved, never shown in a page."""
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response
