"""The drafts of a folder in other languages: read by the library, kept as they are named."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from soundingboard.errors import InputError
from soundingboard.segment import read_draft
from soundingboard.site.drafts.languages import laid_beside, primary
from soundingboard.site.drafts.models import Draft, LanguageVersion, Standing, VersionState
from soundingboard.site.folder.reading import Folder, Record
from soundingboard.write.records import draft_record

_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def load_versions(folder: Folder, draft: Draft, entry: Mapping[str, Any], where: str) -> Iterator[str]:
    """Every version that a draft of the folder names; what is said of each.

    Raises InputError, in one line, for a language that is none or named twice and for a text of other paragraphs.
    """
    known: set[str] = set()
    rows = entry.get("versions", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        words = _("{where}: versions must be a list of tables, each with a language and a file")
        raise InputError(words.format(where=where))
    for n, row in enumerate(rows, 1):
        place = f"{where}.versions[{n}]"
        language = _language(row, draft, known, place)
        known.add(language)
        yield _told(_version(folder, draft, row, language, place))


def _language(row: Record, draft: Draft, known: set[str], where: str) -> str:
    language = str(row.get("language") or "")
    if not _CODE.fullmatch(language) or len(language) > 20:
        words = _("{where}: {value} is no code of a language; write one such as pt or zh-Hant")
        raise InputError(words.format(where=where, value=language or "language"))
    if language in known or primary(language) == primary(draft.language):
        words = _("{where}: the draft stands in {language} already; name each language once")
        raise InputError(words.format(where=where, language=language))
    return language


def _version(folder: Folder, draft: Draft, row: Record, language: str, where: str) -> LanguageVersion:
    if not row.get("file"):
        raise InputError(_("{where}: a version needs a file").format(where=where))
    path = folder.file(str(row["file"]))
    record = draft_record(read_draft(path)) | {"language": language}
    if not laid_beside(draft.record, record).n_same:
        words = _("{file}: none of its paragraphs has a number that the draft has; name the right file")
        raise InputError(words.format(file=row["file"]))
    data = path.read_bytes()
    return LanguageVersion.objects.create(
        draft=draft,
        language=language,
        standing=Standing.OFFICIAL if row.get("official") else Standing.UNOFFICIAL,
        state=VersionState.KEPT,
        name=path.name,
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        record=record,
        kept=timezone.now(),
    )


def _told(version: LanguageVersion) -> str:
    laid = laid_beside(version.draft.record, version.record)
    words = f"{version.draft.label}, {version.language}: {laid.n_same}"
    only = [*laid.missing, *laid.added]
    return f"{words}; {_('in one alone:')} {', '.join(only)}" if only else words


def version_file(version: LanguageVersion) -> str:
    """Where an export writes it."""
    return f"drafts/{version.draft.slug}.{version.language}.json"


def version_record(version: LanguageVersion) -> Record:
    """How `process.json` names it."""
    return {"language": version.language, "file": version_file(version), "official": version.is_official}
