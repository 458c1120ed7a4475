"""Files that came together are read as one folder, apart from the site. The one file that knows how they are read."""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from soundingboard.errors import InputError
from soundingboard.gather.archive import ArchiveLimits, files_in_archive, is_archive
from soundingboard.gather.settle import UNKNOWN_LANGUAGE
from soundingboard.site.contributions.models import BulkUpload, Contribution, UploadedFile, UploadState
from soundingboard.site.drafts.apart import Unreadable, answer_of
from soundingboard.site.drafts.models import OUT, Draft
from soundingboard.site.drafts.parse import LIMITS
from soundingboard.site.processes.models import Process
from soundingboard.site.templatetags.furniture import day

READER = ("-m", "soundingboard.site.contributions.uploads.parse")
_DEFAULTS = ("channel", "permission", "draft", "event")
_FOLDER = "files.zip"
_UNPACKED = 64 * 2**20  # bytes of all originals of an archive that are kept one by one: three times an upload


@dataclass(frozen=True, slots=True)
class Read:
    """What was read: contributions as records, and a row for each file, row and line of what came."""

    contributions: Sequence[dict[str, Any]]
    report: Sequence[dict[str, Any]]


def read_files(upload: BulkUpload, files: Sequence[UploadedFile]) -> Read:
    """Read the files of an upload.

    When one of several breaks the reader, each is read by itself, so that the others are not lost. Raises Unreadable
    when nothing at all can be read. What was removed is not read; the report says so.
    """
    given, gone = _given(upload), [_row(file.name, _gone(file)) for file in files if file.removed]
    kept = [file for file in files if not file.removed]
    if not kept:
        raise Unreadable("; ".join(f"{row['file']}: {row['notices'][0]}" for row in gone))
    if len(kept) == 1:
        found = _read(kept[0].name, bytes(kept[0].data), given)
    else:
        try:
            found = _read(_FOLDER, packed(kept), given)
        except Unreadable:
            found = _one_by_one(kept, given)
    found = Read(found.contributions, [*found.report, *gone])
    language = upload.defaults.get("language")
    for record in found.contributions:
        if record["language"] == UNKNOWN_LANGUAGE and language:
            record["language"] = language
    return found


def _gone(file: UploadedFile) -> str:
    words = _("the original was removed on {day}; it cannot be read again")
    return words.format(day=day(file.removed))


def _one_by_one(files: Iterable[UploadedFile], given: bytes) -> Read:
    contributions: list[dict[str, Any]] = []
    report: list[dict[str, Any]] = []
    for file in files:
        try:
            read = _read(file.name, bytes(file.data), given)
        except Unreadable as error:
            why = str(error).removeprefix(f"{file.name}: ")
            report.append(_row(file.name, why))
        else:
            contributions += read.contributions
            report += read.report
    if not contributions:
        raise Unreadable("; ".join(f"{row['file']}: {row['notices'][0]}" for row in report if row["notices"]))
    return Read(contributions, report)


def _row(name: str, why: str) -> dict[str, Any]:
    return {
        "file": name,
        "place": "",
        "outcome": "set aside",
        "id": None,
        "notices": [why],
        "reason": "not readable",
    }


def _read(name: str, data: bytes, given: bytes) -> Read:
    found = answer_of(given + data, name, LIMITS, READER)
    return Read(found["contributions"], found["report"])


def packed(files: Iterable[UploadedFile]) -> bytes:
    """Files as an archive: what stands beside them (a table, a sidecar) then tells of them, as in any folder."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as archive:
        for file in files:
            archive.writestr(zipfile.ZipInfo(file.name), bytes(file.data))
    return data.getvalue()


def _given(upload: BulkUpload) -> bytes:
    """The line of JSON that goes before the file: the words of the process, and what holds for all."""
    defaults = {name: upload.defaults[name] for name in _DEFAULTS if upload.defaults.get(name)}
    if defaults.get("event"):
        defaults |= {"kind": "note", "heard_or_observed": "heard"}
    words = process_words(upload.process, upload.defaults.get("meanings", {}))
    return json.dumps({"words": words, "defaults": defaults}).encode() + b"\n"


def process_words(process: Process, meanings: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """The words of a process as the library takes them, with what people said that other words mean."""
    known = process.extra.get("meanings", {})
    drafts = Draft.objects.filter(process=process, state__in=OUT).order_by("order", "correction")
    named = list(drafts.values_list("slug", "label", "symbol"))
    said = {
        field: {**known.get(field, {}), **meanings.get(field, {})}
        for field in ("stakeholder_group", "regional_group")
    }
    return {
        "groups": process.groups,
        "regions": process.regions,
        "groupings": [one.get("code", "") for one in process.groupings if isinstance(one, Mapping)],
        "languages": process.languages,
        "drafts": [slug for slug, _label, _symbol in named],
        "draft_also": {name: slug for slug, *names in named for name in names if name},
        "group_also": said["stakeholder_group"],
        "region_also": said["regional_group"],
        "known_ids": sorted(known_ids(process)),
    }


def known_ids(process: Process) -> set[str]:
    """What contributions of this process are called here, and what their files called them."""
    names = Contribution.objects.filter(process=process).values_list("name", flat=True)
    return set(names) | set(ids_before(process))


def ids_before(process: Process, but: int | None = None) -> dict[str, str]:
    """The ids of all that was taken in (by other uploads than `but`), each with its name here."""
    earlier = (
        BulkUpload.objects.filter(process=process, state=UploadState.TAKEN).exclude(pk=but).order_by("pk")
    )
    rows = (row for found in earlier.values_list("rows", flat=True) for row in found)
    return {row["id"]: row["name"] for row in rows if row.get("id") and row.get("name")}


def unpack(upload: BulkUpload, files: Sequence[UploadedFile], rows: Iterable[Mapping[str, Any]]) -> None:
    """Keep the originals inside an archive one by one, so that each can be opened beside what was read from it.

    What cannot be unpacked within the limits stays in its archive, which is kept in any case.
    """
    kept = [file for file in files if not file.removed]
    data = bytes(kept[0].data) if len(kept) == 1 else b""
    if not data or not is_archive(data, kept[0].name):
        return
    wanted = {str(row["file"]) for row in rows if row.get("id")}
    limits = ArchiveLimits(bytes=_UNPACKED)
    try:
        found = [file for file in files_in_archive(data, kept[0].name, limits) if file.name in wanted]
    except InputError:
        return
    UploadedFile.objects.bulk_create(
        UploadedFile(upload=upload, inside=kept[0], name=file.name[:300], data=file.read())
        for file in found
        if not file.trouble
    )
