"""The moderation log: what was taken out, set aside or brought back, when and why; never the words, never by whom."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from soundingboard.site.contributions.intake.mending import PERMISSION_VERB
from soundingboard.site.contributions.intake.redacting import BROUGHT_BACK, REDACTED, SET_ASIDE
from soundingboard.site.contributions.models import Contribution
from soundingboard.site.contributions.uploads.originals import REMOVED_ORIGINAL, came_in
from soundingboard.site.drafts.models import Draft
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry, Readers

PAGE = 50
VERBS: Mapping[str, Promise] = {
    REDACTED: _("words taken out"),
    SET_ASIDE: _("set aside"),
    BROUGHT_BACK: _("brought back"),
    PERMISSION_VERB: _("way of publishing changed"),
    REMOVED_ORIGINAL: _("file as it came removed"),
}
_KIND = "contribution:"


@dataclass(frozen=True, slots=True)
class Line:
    """One act of moderation, as everyone may read it.

    Of files that were removed it says how many (`files`), and names nothing: what came together is nobody's business.
    `files_left` is for the secretariat.
    """

    when: datetime
    verb: str
    name: str
    reason: str
    sequence: int
    files: int = 0
    files_left: int = 0

    @property
    def words(self) -> str:
        return str(VERBS[self.verb])


def acts(process: Process, chain: Sequence[Draft], inside: bool = False) -> QuerySet[Entry]:
    """The entries of moderation on what the reader may know of, newest first. `inside`: with a role in the process."""
    known = Contribution.objects.filter(process=process).seen_with(chain)
    objects = known.annotate(object=Concat(Value(_KIND), "name")).values("object")
    readers = (Readers.PUBLIC, Readers.BOARD) if inside else (Readers.PUBLIC,)
    of_files = Q(verb=REMOVED_ORIGINAL, readers__in=readers)
    rows = Entry.objects.filter(Q(object__in=objects) | of_files, process=process.slug, verb__in=VERBS)
    return rows.order_by("-sequence")


def files_left(process: Process, entries: Iterable[Entry]) -> dict[str, int]:
    """For contributions that words were taken out of: how many files that may hold them are kept."""
    names = {entry.object.removeprefix(_KIND) for entry in entries if entry.verb == REDACTED}
    return {name: len(files) for name, files in came_in(process, names).items()}


def lines(process: Process, entries: Iterable[Entry], left: Mapping[str, int] | None = None) -> list[Line]:
    """Entries as lines (one query beside theirs). The reason of what is confidential, then or now, is not told."""
    rows = list(entries)
    names = [_name(entry) for entry in rows]
    closed = Contribution.objects.filter(process=process, name__in=names).closed()
    hidden = set(closed.values_list("name", flat=True))
    return [
        Line(
            when=entry.time,
            verb=entry.verb,
            name=name,
            reason="" if name in hidden else str(entry.content.get("reason", "")),
            sequence=entry.sequence,
            files=0 if name else entry.content["files"],
            files_left=(left or {}).get(name, 0) if entry.verb == REDACTED else 0,
        )
        for entry, name in zip(rows, names, strict=True)
    ]


def _name(entry: Entry) -> str:
    """The contribution that an entry is about; of files nothing."""
    return "" if entry.verb == REMOVED_ORIGINAL else entry.object.removeprefix(_KIND)


COLUMNS = ("sequence", "time", "act", "contribution", "files", "by", "reason")


def records(found: Iterable[Line]) -> list[dict[str, Any]]:
    """Lines as data."""
    return [
        {
            "sequence": line.sequence,
            "time": line.when.isoformat(),
            "act": line.verb,
            "contribution": line.name or None,
            "files": line.files or None,
            "by": "secretariat",
            "reason": line.reason or None,
        }
        for line in found
    ]
