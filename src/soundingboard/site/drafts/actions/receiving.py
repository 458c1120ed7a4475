"""Taking a file in: received, read or not, tried again, put away."""

import datetime
import hashlib
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from soundingboard.site.drafts.apart import Read
from soundingboard.site.drafts.comparing import compare_with_last
from soundingboard.site.drafts.models import OUT, Draft, State, Upload, Visibility
from soundingboard.site.drafts.refusals import Refused
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.models import Process
from soundingboard.site.record.actions import enter
from soundingboard.site.record.models import Readers

SOFTWARE = Who(office="software")  # what the record calls acts that nobody did by hand


@dataclass(frozen=True, slots=True)
class File:
    """A file as it came."""

    name: str
    media_type: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class About:
    """What the secretariat says of a draft when it is uploaded."""

    stage: str
    label: str
    date: datetime.date | None = None
    symbol: str = ""
    visibility: str = Visibility.PUBLIC
    opens: datetime.datetime | None = None
    closes: datetime.datetime | None = None


def receive(who: Who, process: Process, file: File, about: About) -> Draft:
    """A new draft with its file; reading it begins."""
    draft = Draft(process=process, slug=about.stage, **_fields(about))
    return _received(who, draft, file)


def receive_corrigendum(who: Who, draft: Draft, file: File, about: About, mends: str) -> Draft:
    """A corrigendum for a draft that is out; nothing changes for readers until it is published.

    It takes stage, symbol, visibility and the time to comment from what it corrects. Raises Refused when that is
    not out, or replaced already.
    """
    if draft.state != State.PUBLISHED:
        raise Refused(_("Only a published draft that was not replaced can have a corrigendum."))
    taken = replace(
        about, stage=draft.stage, visibility=draft.visibility, opens=draft.opens, closes=draft.closes
    )
    slug = f"{draft.slug.partition('-corr')[0]}-corr1"
    made = Draft(process=draft.process, slug=slug, **_fields(taken))
    made.corrects, made.correction_note = draft, mends
    return _received(who, made, file)


def _fields(about: About) -> dict[str, object]:
    names = ("stage", "label", "date", "symbol", "visibility", "opens", "closes")
    return {name: getattr(about, name) for name in names}


def _received(who: Who, draft: Draft, file: File) -> Draft:
    draft.source_file, draft.source_sha256 = file.name, file.sha256
    with transaction.atomic():
        draft.slug = _free_slug(draft.process, draft.slug)
        draft.save()
        Upload.objects.create(
            draft=draft,
            name=file.name,
            media_type=file.media_type[:100],
            data=file.data,
            by_id=who.participant,
        )
        _enter(who, draft, "received draft", {"sha256": file.sha256, "bytes": len(file.data)})
    ask_to_read(draft)
    return draft


def _free_slug(process: Process, wanted: str) -> str:
    """The wanted slug; when another draft has it, `rev2-2`, or for a corrigendum the next number."""
    taken = set(Draft.objects.filter(process=process).values_list("slug", flat=True))
    stem = wanted[:-1] if "-corr" in wanted else f"{wanted}-"
    found, n = wanted, 2
    while found in taken:
        found, n = f"{stem}{n}", n + 1
    return found


def ask_to_read(draft: Draft) -> None:
    """Have the file read by the worker; asking twice does no harm."""
    from soundingboard.site.drafts.tasks import read  # it calls the acts below when the file is read

    Upload.objects.filter(draft=draft).update(asked=timezone.now())
    result = read.enqueue(draft.pk, draft.source_sha256)
    Upload.objects.filter(draft=draft).update(task=str(result.id))


@transaction.atomic
def _begin_again(who: Who, draft: Draft, verb: str, content: dict[str, object]) -> None:
    """Back to the beginning, unless the draft went out in the meantime."""
    fields = {"source_file": draft.source_file, "source_sha256": draft.source_sha256}
    found = Draft.objects.filter(pk=draft.pk).exclude(state__in=OUT)
    if not found.update(state=State.RECEIVED, error="", **fields):
        raise Refused(_("This draft is out; publish a corrigendum to change it."))
    draft.state, draft.error = State.RECEIVED, ""
    _enter(who, draft, verb, content)


def read_again(who: Who, draft: Draft) -> None:
    """Try once more to read the same file; nothing happens to a draft that was read in the meantime."""
    draft.refresh_from_db(fields=["state"])
    if draft.state in (State.RECEIVED, State.FAILED):
        _begin_again(who, draft, "asked to read again", {"sha256": draft.source_sha256})
        ask_to_read(draft)


def replace_file(who: Who, draft: Draft, file: File) -> None:
    """Another file in the place of the first. Raises Refused for a draft that is out."""
    draft.source_file, draft.source_sha256 = file.name, file.sha256
    content = {"sha256": file.sha256, "bytes": len(file.data)}
    with transaction.atomic():
        _begin_again(who, draft, "received another file", content)
        Upload.objects.filter(draft=draft).update(
            name=file.name, media_type=file.media_type[:100], data=file.data, blocks=[], at=timezone.now()
        )
    ask_to_read(draft)


@transaction.atomic
def discard(who: Who, draft: Draft) -> None:
    """Put an upload away that shall not be published. Raises Refused for a draft that is out."""
    found = Draft.objects.select_for_update().get(pk=draft.pk)
    if found.is_out:
        raise Refused(_("This draft is out; what was published stays."))
    _enter(who, draft, "discarded upload", {"sha256": draft.source_sha256})
    found.delete()


def take_in(draft: Draft, result: Read) -> bool:
    """Keep what was read; whether this was still wanted. What the secretariat said of the draft stands."""
    read = result.draft
    fields = {
        "record": read,
        "title": read["title"][:500],
        "language": read["language"][:20],
        "notices": read["notices"],
        "date": draft.date or _day(read["date"]),
        "symbol": draft.symbol or (read["symbol"] or "")[:100],
        "state": State.READ,
        "error": "",
    }
    with transaction.atomic():
        if not _waiting(draft).update(version=F("version") + 1, **fields):
            return False
        Upload.objects.filter(draft=draft).update(blocks=result.blocks)
        _enter(SOFTWARE, draft, "read draft", {"paragraphs": len(read["paragraphs"])})
    draft.refresh_from_db()
    compare_with_last(draft)
    return True


@transaction.atomic
def fail(draft: Draft, why: str) -> None:
    """Keep why a file could not be read."""
    if _waiting(draft).update(state=State.FAILED, error=why, version=F("version") + 1):
        _enter(SOFTWARE, draft, "could not read draft", {"error": why.replace(draft.source_file, "…")})


def _waiting(draft: Draft) -> "QuerySet[Draft]":
    """The draft, if the same file of it is still waiting to be read."""
    return Draft.objects.filter(pk=draft.pk, state=State.RECEIVED, source_sha256=draft.source_sha256)


def _day(text: str | None) -> datetime.date | None:
    try:
        return parse_date((text or "")[:10])
    except ValueError:  # well-formed, but no day of the calendar
        return None


def _enter(who: Who, draft: Draft, verb: str, content: dict[str, object]) -> None:
    slug = draft.process.slug
    enter(slug, who.actor, verb, f"draft:{draft.slug}", content, Readers.SECRETARIAT)
