"""The moderation log: what was taken out, set aside or brought back, when and why; never the words, never by whom."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import Concat
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from soundingboard.site.contributions.intake.mending import PERMISSION_VERB
from soundingboard.site.contributions.intake.redacting import BROUGHT_BACK, REDACTED, SET_ASIDE
from soundingboard.site.contributions.models import Contribution
from soundingboard.site.drafts.models import Draft
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry

PAGE = 50
VERBS: Mapping[str, Promise] = {
    REDACTED: _("words taken out"),
    SET_ASIDE: _("set aside"),
    BROUGHT_BACK: _("brought back"),
    PERMISSION_VERB: _("way of publishing changed"),
}
_KIND = "contribution:"


@dataclass(frozen=True, slots=True)
class Line:
    """One act of moderation, as everyone may read it."""

    when: datetime
    verb: str
    name: str
    reason: str
    sequence: int

    @property
    def words(self) -> str:
        return str(VERBS[self.verb])


def acts(process: Process, chain: Sequence[Draft]) -> QuerySet[Entry]:
    """The entries of moderation on contributions that the reader may know of, newest first."""
    known = Contribution.objects.filter(process=process).seen_with(chain)
    objects = known.annotate(object=Concat(Value(_KIND), "name")).values("object")
    rows = Entry.objects.filter(process=process.slug, verb__in=VERBS, object__in=objects)
    return rows.order_by("-sequence")


def lines(process: Process, entries: Iterable[Entry]) -> list[Line]:
    """Entries as lines (one query beside theirs). The reason of what is confidential, then or now, is not told."""
    rows = list(entries)
    names = [entry.object.removeprefix(_KIND) for entry in rows]
    closed = Contribution.objects.filter(process=process, name__in=names).closed()
    hidden = set(closed.values_list("name", flat=True))
    return [
        Line(
            when=entry.time,
            verb=entry.verb,
            name=name,
            reason="" if name in hidden else str(entry.content.get("reason", "")),
            sequence=entry.sequence,
        )
        for entry, name in zip(rows, names, strict=True)
    ]


COLUMNS = ("sequence", "time", "act", "contribution", "by", "reason")


def records(found: Iterable[Line]) -> list[dict[str, Any]]:
    """Lines as data."""
    return [
        {
            "sequence": line.sequence,
            "time": line.when.isoformat(),
            "act": line.verb,
            "contribution": line.name,
            "by": "secretariat",
            "reason": line.reason or None,
        }
        for line in found
    ]
