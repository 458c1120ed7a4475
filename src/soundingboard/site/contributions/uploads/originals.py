"""Files as they came: which of them hold a contribution, or words of it; and removing one for good.

Nothing here tells everyone what a file is called, or which contributions came together: either could say who somebody
is. The record says that originals were removed, how many, and why.
"""

import codecs
import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from soundingboard.site.contributions import entries
from soundingboard.site.contributions.intake import spans
from soundingboard.site.contributions.intake.acting import signature
from soundingboard.site.contributions.models import BulkUpload, Contribution, UploadedFile, UploadState
from soundingboard.site.drafts.refusals import Refused
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.models import Process
from soundingboard.site.record.actions import enter

REMOVED_ORIGINAL = "removed original"
# What is being read, or was read and waits, holds the words beside the file: it is put away whole.
_MAY_GO = (UploadState.TAKEN, UploadState.FAILED)


@dataclass(frozen=True, slots=True)
class Kept:
    """An original. `holds`: the words were found in it (else it may hold them); `names`: what came in it."""

    file: UploadedFile
    holds: bool
    names: Sequence[str]

    @property
    def n(self) -> int:
        return len(self.names)


def may_go_from(upload: BulkUpload) -> bool:
    """Whether files of an upload can be removed one by one now."""
    return upload.state in _MAY_GO


def beside(file: UploadedFile) -> dict[str, Any]:
    """What a person should know before a file is removed: what came in it, and where else it lies."""
    around = _files(file.upload.process).filter(pk=file.inside_id, removed=None).first()
    return {
        "file": file,
        "kept": described([file])[0],
        "around": around,
        "members": file.members.filter(removed=None).count(),
        "why_not": "" if may_go_from(file.upload) else waits(),
    }


def came_in(process: Process, names: Collection[str]) -> dict[str, list[UploadedFile]]:
    """The originals still kept that contributions (by name) came in: their own, of a second upload, archives around."""
    numbers: defaultdict[str, set[int]] = defaultdict(set)
    own = Contribution.objects.filter(process=process, name__in=names).exclude(file=None)
    for name, file in own.values_list("name", "file"):
        numbers[name].add(file)
    for upload in _telling_of(process, names):
        called = _called(upload)
        for file_name, name in _rows(upload):
            if name in names:
                numbers[name] |= set(called(file_name))
    around = dict(_files(process).exclude(inside=None).values_list("pk", "inside"))
    for pks in numbers.values():
        pks |= {around[pk] for pk in pks if pk in around}
    kept = _files(process).filter(removed=None).in_bulk(set().union(*numbers.values()))
    return {name: [kept[pk] for pk in sorted(numbers[name] & kept.keys())] for name in names}


def _files(process: Process) -> QuerySet[UploadedFile]:
    return UploadedFile.objects.filter(upload__process=process).defer("data").order_by("pk")


def _telling_of(process: Process, names: Collection[str]) -> Iterable[BulkUpload]:
    """The uploads whose report names one of these; the database looks first, for reports may be long."""
    told = BulkUpload.objects.filter(process=process, state=UploadState.TAKEN).defer("records")
    named = [Q(told__contains=f'"{name}"') for name in names]
    return told.annotate(told=Cast("rows", TextField())).filter(reduce(or_, named)) if named else ()


def _rows(upload: BulkUpload) -> list[tuple[str, str]]:
    """The file and the contribution of each row that became one, or was here already."""
    return [(row.get("file", ""), row["name"]) for row in upload.rows if row.get("name")]


def _called(upload: BulkUpload) -> Callable[[str], list[int]]:
    """Gives the files that a row means: those of its name, else the one that came alone."""
    named: defaultdict[str, list[int]] = defaultdict(list)
    outer: list[int] = []
    for pk, name, inside in upload.files.values_list("pk", "name", "inside"):
        named[name].append(pk)
        outer += [pk] if inside is None else []
    alone = outer if len(outer) == 1 else []
    return lambda name: named.get(name, alone)


def holding(process: Process, contributions: Iterable[Contribution], words: str) -> list[Kept]:
    """The originals that hold, or may hold, words that stand in these contributions, as people typed them."""
    own = came_in(process, [one.name for one in contributions])
    listed = {file.pk: file for files in own.values() for file in files}
    beside = UploadedFile.objects.filter(
        upload__in={file.upload_id for file in listed.values()}, removed=None
    ).select_related("upload")
    pattern, found = spans.whole_words(words), set[int]()
    for file in beside.iterator(chunk_size=10):
        if pattern.search(as_text(bytes(file.data))):
            found |= {file.pk, file.inside_id or file.pk}
    kept = _files(process).filter(pk__in=found | listed.keys(), removed=None).select_related("upload")
    return described(kept, found)


def as_text(data: bytes) -> str:
    """What can be read in a file without opening it: of a Word file, a PDF or an archive nothing."""
    if data.startswith((b"PK\x03\x04", b"%PDF")):
        return ""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return text.replace('""', '"')  # as tables write a quotation mark


def described(files: Iterable[UploadedFile], found: Collection[int] = ()) -> list[Kept]:
    """Originals, with what came in each."""
    rows = list(files)
    names = _names_in(rows)
    return [Kept(file, file.pk in found, sorted(names[file.pk])) for file in rows]


def _names_in(files: Iterable[UploadedFile]) -> Mapping[int, set[str]]:
    """For each file the contributions that came in it, by name; for an archive those of all that lay in it."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    rows = list(files)
    for name, pk, inside in of_files(rows).values_list("name", "file", "file__inside"):
        found[pk].add(name)
        found[inside or pk].add(name)
    for upload in {file.upload_id: file.upload for file in rows}.values():
        called = _called(upload)
        around = dict(upload.files.exclude(inside=None).values_list("pk", "inside"))
        for file_name, name in _rows(upload):
            for pk in called(file_name):
                found[pk].add(name)
                found[around.get(pk, pk)].add(name)
    return found


def of_files(files: Iterable[UploadedFile]) -> QuerySet[Contribution]:
    """The contributions that were made from files, or from what lay in them."""
    pks = [file.pk for file in files]
    return Contribution.objects.filter(Q(file__in=pks) | Q(file__inside__in=pks))


@transaction.atomic
def remove(who: Who, files: Iterable[UploadedFile], reason: str, is_told: bool = True) -> int:
    """Erase files as they came, for good; how many there were. What was made from them stays.

    Everyone can read the reason, unless `is_told` is false or all that came in them was said in confidence. Raises
    Refused for a file whose upload is being read or waits to be taken in.
    """
    gone: list[UploadedFile] = []
    for file in files:
        if _erase(who, file.pk, reason):
            gone.append(file)
        elif UploadedFile.objects.filter(pk=file.pk, removed=None).exists():
            raise Refused(waits())
    if gone:
        _enter(who, gone, reason if is_told else "")
    return len(gone)


def waits() -> str:
    """Why a file cannot be removed by itself yet."""
    return _(
        "What was read from this file waits, or is being read: put the upload away, and everything of it is gone. "
        "Once it is taken in, its files can be removed one by one."
    )


def _erase(who: Who, pk: int, reason: str) -> bool:
    """Empty one file, and keep what it was; whether it was there and could go."""
    data = bytes(UploadedFile.objects.values_list("data", flat=True).get(pk=pk))
    kept: dict[str, Any] = {
        "data": b"",
        "sha256": hashlib.sha256(data).hexdigest(),
        "size": len(data),
        "removed": timezone.now(),
        "removed_why": reason,
        "removed_by": signature(who),
    }
    return bool(UploadedFile.objects.filter(pk=pk, removed=None, upload__state__in=_MAY_GO).update(**kept))


def _enter(who: Who, files: Sequence[UploadedFile], reason: str) -> None:
    """The entry: how many, and why. Not of which upload: two entries would tell which contributions came together."""
    process, held = files[0].upload.process, of_files(files)
    is_closed = held.exists() and not held.not_closed().exists()
    told = {"reason": reason} if reason and not is_closed else {}
    content, readers = {"files": len(files), **told}, entries.readers_of(held)
    enter(process.slug, who.actor, REMOVED_ORIGINAL, f"process:{process.slug}", content, readers)


def without_bytes(process: Process, file: int | None) -> UploadedFile | None:
    """The file of a contribution, without its bytes; None where it came in none."""
    return _files(process).filter(pk=file).first() if file else None
