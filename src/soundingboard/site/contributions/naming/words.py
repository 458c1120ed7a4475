"""Groups and regions as files wrote them, where the process has no such word: a person says what they mean."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from soundingboard.site.contributions import entries
from soundingboard.site.contributions.models import Contribution
from soundingboard.site.contributions.naming.in_step import in_step
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.models import NOT_STATED, Process
from soundingboard.site.record.actions import Act, enter_all
from soundingboard.site.record.models import Readers

FIELDS = ("stakeholder_group", "regional_group")
Key = tuple[str, str]  # a field, and what files wrote in it


@dataclass(frozen=True, slots=True)
class Written:
    """A word that files wrote and the process does not know, with the contributions that have it."""

    field: str
    words: str
    names: Sequence[str]

    @property
    def n(self) -> int:
        return len(self.names)


def to_mend(process: Process) -> list[Written]:
    """What is to be mended in current contributions, groups before regions, the most frequent first (two queries)."""
    found: list[Written] = []
    for field in FIELDS:
        names: defaultdict[str, list[str]] = defaultdict(list)
        rows = _unknown(process, field).order_by("filed", "pk")
        for name, written in rows.values_list("name", "as_written"):
            names[str(written[field])].append(name)
        ordered = sorted(names.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        found += [Written(field, words, known) for words, known in ordered]
    return found


def _unknown(process: Process, field: str) -> QuerySet[Contribution]:
    given = {"as_written__has_key": field, field: NOT_STATED}
    return Contribution.objects.current(process).filter(**given)


@dataclass(frozen=True, slots=True)
class Unstated:
    """Contributions that say no group or region: `n` that the list shows, `silent` of these where no file wrote one."""

    field: str
    n: int
    silent: int


def unstated(process: Process) -> list[Unstated]:
    """How many of the open ones say none."""
    found = []
    for field in FIELDS:
        rows = Contribution.objects.current(process).openly().filter(**{field: NOT_STATED})
        found.append(Unstated(field, rows.count(), rows.exclude(as_written__has_key=field).count()))
    return found


@transaction.atomic
def mend(who: Who, process: Process, decided: Mapping[Key, str]) -> int:
    """What words mean, in all contributions that have them; how many were mended.

    The word "not stated" keeps them so: they are listed no more. What a word means holds for files to come, too.
    """
    mended = [(key, meant, list(_having(process, *key))) for key, meant in sorted(decided.items())]
    with in_step(process, {one.pk for _key, _meant, rows in mended for one in rows}):
        for (field, _words), meant, rows in mended:
            _write(field, meant, rows)
    _remember(process, decided)
    acts = [act for (field, words), meant, rows in mended for act in _acts(field, words, meant, rows)]
    if acts:
        enter_all(process.slug, who.actor, acts)
    return len({one.pk for _key, _meant, rows in mended for one in rows})


def _having(process: Process, field: str, words: str) -> QuerySet[Contribution]:
    rows = _unknown(process, field).filter(**{f"as_written__{field}": words})
    return rows.select_related("process").order_by("filed", "pk")


def _write(field: str, meant: str, rows: Sequence[Contribution]) -> None:
    if meant != NOT_STATED:  # what the file wrote stays beside it
        pks = [one.pk for one in rows]
        Contribution.objects.filter(pk__in=pks).update(**{field: meant, "version": F("version") + 1})
        return
    for one in rows:
        words = one.as_written.pop(field)
        notice = _("The file says “{words}”; it is kept as not stated.").format(words=words)
        kept = {"as_written": one.as_written, "notices": [*one.notices, notice], "version": F("version") + 1}
        Contribution.objects.filter(pk=one.pk).update(**kept)


def _remember(process: Process, decided: Mapping[Key, str]) -> None:
    known = Process.objects.select_for_update().get(pk=process.pk)
    meanings: dict[str, dict[str, str]] = {**known.extra.get("meanings", {})}
    for (field, words), meant in decided.items():
        if meant != NOT_STATED:
            meanings[field] = {**meanings.get(field, {}), words: meant}
    known.extra["meanings"] = meanings
    known.save(update_fields=["extra"])
    process.extra = known.extra


def _acts(field: str, words: str, meant: str, rows: Sequence[Contribution]) -> list[Act]:
    """An entry for each that may be told of; one for all others together, which names no group beside their names."""
    content: dict[str, Any] = {"field": field, "written": words, "word": meant}
    told = [one for one in rows if one.is_open]
    acts = [entries.act(one, "mended word", content) for one in told]
    hidden = [one.name for one in rows if not one.is_open]
    if hidden:
        closed = {**content, "contributions": hidden}
        acts.append(Act("mended words", f"words:{field}", closed, Readers.SECRETARIAT))
    return acts
