"""Files of contributions come in: received, read or not, tried again, put away. The record holds no file names."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from soundingboard.site.contributions.models import BulkUpload, Permission, UploadedFile, UploadState
from soundingboard.site.contributions.uploads.apart import Read, unpack
from soundingboard.site.drafts.actions.receiving import SOFTWARE, File
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.models import Process
from soundingboard.site.record.actions import enter
from soundingboard.site.record.models import Readers

_BEGINNING = 160  # characters of a text that the report shows: two lines
_OPEN = (UploadState.RECEIVED, UploadState.READ, UploadState.FAILED)


def receive(who: Who, process: Process, files: Sequence[File], defaults: Mapping[str, Any]) -> BulkUpload:
    """Keep files that came together; reading them begins. Files of one name are told apart by a number."""
    with transaction.atomic():
        upload = BulkUpload.objects.create(process=process, by_id=who.participant, defaults=dict(defaults))
        names = _told_apart([file.name for file in files])
        rows = zip(names, files, strict=True)
        UploadedFile.objects.bulk_create(
            UploadedFile(upload=upload, name=name, data=file.data) for name, file in rows
        )
        sealed = [file.sha256 for file in files]
        _enter(who, upload, "received upload", {"sha256": sealed, "files": len(files)})
    _ask_to_read(upload)
    return upload


def _told_apart(names: Sequence[str]) -> list[str]:
    """The names; one that was there before gets a number before its ending."""
    told: list[str] = []
    for name in names:
        stem, dot, ending = name.rpartition(".") if "." in name else (name, "", "")
        numbered = (f"{stem} ({n}){dot}{ending}" for n in range(2, len(names) + 2))
        told.append(next(one for one in (name, *numbered) if one not in told))
    return told


def _ask_to_read(upload: BulkUpload) -> None:
    from soundingboard.site.contributions.uploads.tasks import (
        read,
    )  # it calls the acts below when they are read

    BulkUpload.objects.filter(pk=upload.pk).update(asked=timezone.now())
    result = read.enqueue(upload.pk)
    BulkUpload.objects.filter(pk=upload.pk).update(task=str(result.id))
    upload.refresh_from_db()


def read_again(who: Who, upload: BulkUpload) -> None:
    """Try once more to read the same files; nothing happens to an upload that was read in the meantime."""
    with transaction.atomic():
        rows = BulkUpload.objects.filter(pk=upload.pk, state__in=(UploadState.RECEIVED, UploadState.FAILED))
        if not rows.update(state=UploadState.RECEIVED, error=""):
            return
        _enter(who, upload, "asked to read again", {})
    _ask_to_read(upload)


@transaction.atomic
def put_away(who: Who, upload: BulkUpload) -> bool:
    """Nothing of it is taken in, and its files are not kept; whether it was still waiting."""
    gone = {"state": UploadState.PUT_AWAY, "records": [], "rows": []}
    if not BulkUpload.objects.filter(pk=upload.pk, state__in=_OPEN).update(**gone):
        return False
    upload.files.all().delete()
    _enter(who, upload, "put upload away", {})
    return True


@transaction.atomic
def keep(upload: BulkUpload, files: Sequence[UploadedFile], read: Read) -> bool:
    """Keep what was read; whether this was still wanted."""
    by_id = {record["id"]: record for record in read.contributions}
    rows = [
        {**row, **_shown(by_id.pop(row["id"], None))} for row in read.report
    ]  # each once, at its first row
    found = {"state": UploadState.READ, "error": "", "rows": rows, "records": list(read.contributions)}
    if not _waiting(upload).update(**found):
        return False
    unpack(upload, files, rows)
    _enter(SOFTWARE, upload, "read upload", {"contributions": len(read.contributions), "rows": len(rows)})
    return True


@transaction.atomic
def fail(upload: BulkUpload, why: str) -> None:
    """Keep why nothing could be read."""
    if _waiting(upload).update(state=UploadState.FAILED, error=why):
        _enter(SOFTWARE, upload, "could not read upload", {})


def _waiting(upload: BulkUpload) -> QuerySet[BulkUpload]:
    return BulkUpload.objects.filter(pk=upload.pk, state=UploadState.RECEIVED)


def _shown(record: Mapping[str, Any] | None) -> dict[str, Any]:
    """What the report shows of a contribution; the words of a confidential one are read elsewhere, and logged."""
    if record is None:
        return {}
    names = ("stakeholder_group", "regional_group", "organisation", "language", "permission")
    is_closed = record["permission"] == Permission.CONFIDENTIAL
    beginning = "" if is_closed else " ".join(record["text"][: 3 * _BEGINNING].split())[:_BEGINNING]
    kept = {name: record[name] for name in names}
    return {**kept, "as_written": record.get("as_written") or {}, "beginning": beginning}


def _enter(who: Who, upload: BulkUpload, verb: str, content: Mapping[str, Any]) -> None:
    enter(upload.process.slug, who.actor, verb, str(upload), content, Readers.SECRETARIAT)
