"""What was read from files becomes contributions: all of an upload in one transaction, or nothing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from soundingboard.site.contributions import entries
from soundingboard.site.contributions.actions import tighten
from soundingboard.site.contributions.intake.suggesting import suggest_waiting
from soundingboard.site.contributions.models import (
    OPEN,
    BulkUpload,
    Contribution,
    ContributionState,
    Permission,
    UploadedFile,
    UploadState,
    is_late,
)
from soundingboard.site.contributions.naming.in_step import in_step
from soundingboard.site.contributions.uploads.apart import ids_before
from soundingboard.site.drafts.models import OUT, Draft
from soundingboard.site.names import short_name
from soundingboard.site.people.models import Identity, Organisation, Participant
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.models import NOT_STATED, Process
from soundingboard.site.record.actions import Act, enter_all
from soundingboard.site.record.models import Readers

_LONGEST = 60  # characters of a name
RESERVED = ("uploads", "words", "files")  # addresses beside those where contributions are dealt with
HERE_ALREADY = "here already"  # an outcome of the report beside those of the library
Record = Mapping[str, Any]


@dataclass(slots=True)
class Taken:
    """What is known while an upload is taken in: names in use, what came of each id, what a person should know."""

    process: Process
    upload: BulkUpload
    names: dict[str, str]  # every name of the process, with its text
    before: Mapping[str, str]  # ids of earlier uploads, each with its name here
    drafts: Mapping[str, Draft]
    files: Mapping[str, UploadedFile]
    events: frozenset[str]
    rows: Mapping[str, Sequence[Record]]  # of the report, by id
    now: datetime
    made: dict[str, Contribution] = field(default_factory=dict)
    notices: dict[str, list[str]] = field(default_factory=dict)
    aside: dict[str, str] = field(default_factory=dict)  # id: the name that is here already
    persons: list[tuple[Participant, str]] = field(default_factory=list)

    def notice(self, record_id: str, words: str) -> None:
        self.notices.setdefault(record_id, []).append(words)


@transaction.atomic
def take_in(who: Who, upload: BulkUpload) -> int | None:
    """Make the contributions of an upload; how many. None: it was taken in (or put away) before."""
    waiting = BulkUpload.objects.filter(pk=upload.pk, state=UploadState.READ)
    if not waiting.update(state=UploadState.TAKEN, taken=timezone.now()):
        return None
    upload.refresh_from_db()
    taken = _begin(upload)
    for record in upload.records:
        _take(taken, record)
    _save(taken)
    replaced = _supersede(taken)
    _enter(who, taken, replaced)
    _report(taken)
    transaction.on_commit(lambda: suggest_waiting(upload.process))
    return len(taken.made)


def _begin(upload: BulkUpload) -> Taken:
    process = upload.process
    texts = dict(Contribution.objects.filter(process=process).values_list("name", "text"))
    drafts = Draft.objects.filter(process=process, state__in=OUT).defer("record")
    rows: defaultdict[str, list[Record]] = defaultdict(list)
    for row in upload.rows:
        rows[row["id"]].append(row)
    return Taken(
        process=process,
        upload=upload,
        names=dict.fromkeys(RESERVED, "") | texts,
        before=ids_before(process, but=upload.pk),
        drafts={draft.slug: draft for draft in drafts},
        files={file.name: file for file in upload.files.defer("data")},
        events=frozenset(process.events.values_list("slug", flat=True)),
        rows=rows,
        now=timezone.now(),
    )


def _take(taken: Taken, record: Record) -> None:
    """A record becomes a contribution, unless the very same is here already."""
    wanted = slug_of(record["id"])
    known = taken.before.get(record["id"]) or wanted
    if taken.names.get(known) == record["text"]:
        taken.aside[record["id"]] = known
        return
    name = _free(taken, record, wanted)
    taken.names[name] = record["text"]
    taken.made[record["id"]] = _contribution(taken, record, name)


def slug_of(text: str) -> str:
    """An id as a name: letters and figures of the Latin script and hyphens; a made name where nothing is left."""
    slug = re.sub(r"[^a-zA-Z0-9_]+", "-", text).strip("-_").lower()[:_LONGEST].strip("-_")
    return slug or short_name()


def _free(taken: Taken, record: Record, wanted: str) -> str:
    """A name that nothing has yet. What a file calls somebody who is not to be known stays out of the address."""
    if record["permission"] not in OPEN:
        return short_name()
    if wanted not in taken.names:
        return wanted
    numbered = (f"{wanted[: _LONGEST - 5]}-{n}" for n in range(2, len(taken.names) + 3))
    name = next(one for one in numbered if one not in taken.names)
    words = _("“{wanted}” is another contribution already; this one is called {name}.")
    taken.notice(record["id"], words.format(wanted=wanted, name=name))
    return name


def _contribution(taken: Taken, record: Record, name: str) -> Contribution:
    draft = taken.drafts.get(record["draft"] or "")
    filed = when(record["date"]) or taken.now
    return Contribution(
        process=taken.process,
        name=name,
        draft=draft,
        kind=record["kind"],
        channel=record["channel"],
        filed=filed,
        late=is_late(draft, filed),
        language=(record["language"] or "und")[:20],
        text=record["text"],
        participant=_person(taken, record),
        organisation=_organisation(taken.process, record),
        stakeholder_group=record["stakeholder_group"] or NOT_STATED,
        regional_group=record["regional_group"] or NOT_STATED,
        country=(record["country"] or "")[:100],
        groupings=list(record["groupings"] or []),
        event=_event(taken, record),
        heard_or_observed=record["heard_or_observed"] or "",
        permission=record["permission"],
        as_written=record.get("as_written") or {},
        file=_file(taken, record),
    )


def _person(taken: Taken, record: Record) -> Participant | None:
    """Who is named with their leave; a name that is not to be shown is not kept apart from its file."""
    if record["permission"] != Permission.NAMED or not record["participant"]:
        return None
    participant = Participant()
    taken.persons.append((participant, record["participant"][:200]))
    return participant


def _organisation(process: Process, record: Record) -> Organisation | None:
    """The organisation, as declared: only the secretariat's own look verifies it."""
    name = " ".join((record["organisation"] or "").split())[:300]
    if not name or record["permission"] == Permission.ANONYMOUS:
        return None
    return Organisation.objects.named(process.slug, name)


def _event(taken: Taken, record: Record) -> str:
    slug = record["event"] or ""
    if slug and slug not in taken.events:
        taken.notice(record["id"], _("There is no event “{event}” here.").format(event=slug))
        return ""
    return slug


def _file(taken: Taken, record: Record) -> UploadedFile | None:
    """The original: the file itself, else the one archive or table that held it."""
    names = [row["file"] for row in taken.rows.get(record["id"], ())]
    found = next((taken.files[name] for name in names if name in taken.files), None)
    only = list(taken.files.values())
    return found or (only[0] if len(only) == 1 else None)


def when(date: str | None) -> datetime | None:
    """A time of a file, in UTC where it names no zone; None where it gives none."""
    try:
        found = datetime.fromisoformat(date or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _save(taken: Taken) -> None:
    for participant, name in taken.persons:
        participant.save()
        Identity.objects.create(participant=participant, name=name)
    for record_id, one in taken.made.items():
        one.participant = one.participant  # the row has its number only now
        one.notices = [*_read_notices(taken, record_id), *taken.notices.get(record_id, [])]
    pks = [one.pk for one in Contribution.objects.bulk_create(taken.made.values(), batch_size=500)]
    with in_step(taken.process, pks, before=False):
        pass


def _read_notices(taken: Taken, record_id: str) -> list[str]:
    return [words for row in taken.rows.get(record_id, ()) for words in row["notices"]]


def _supersede(taken: Taken) -> list[tuple[Contribution, Contribution]]:
    """Later versions take the place of earlier ones, of this upload or from before."""
    pairs = list(_replacing(taken))
    with in_step(taken.process, [old.pk for _new, old in pairs]):
        for new, old in pairs:
            new.supersedes, old.state, old.ended = old, ContributionState.SUPERSEDED, taken.now
            old.save(update_fields=["state", "ended"])
            new.save(update_fields=["supersedes"])
    for new, _old in pairs:
        tighten(new)
    return pairs


def _replacing(taken: Taken) -> Iterator[tuple[Contribution, Contribution]]:
    replaced: set[int] = set()
    for record in taken.upload.records:
        new, named = taken.made.get(record["id"]), record["supersedes"]
        if new is None or not named:
            continue
        old = taken.made.get(named) or _current(taken.process, taken.before.get(named) or slug_of(named))
        if old is None or old.pk in replaced or old.pk == new.pk:
            words = _("It says that it replaces “{name}”, which is not here or was replaced before.")
            taken.notice(record["id"], words.format(name=named))
            new.notices = [*new.notices, taken.notices[record["id"]][-1]]
            new.save(update_fields=["notices"])
            continue
        replaced.add(old.pk)
        yield new, old


def _current(process: Process, name: str) -> Contribution | None:
    return Contribution.objects.current(process).filter(name=name).first()


def _enter(who: Who, taken: Taken, replaced: Iterable[tuple[Contribution, Contribution]]) -> None:
    content = {"contributions": len(taken.made), "here already": len(taken.aside)}
    acts = [Act("took in upload", str(taken.upload), content, Readers.SECRETARIAT)]
    ordered = sorted(taken.made.values(), key=lambda one: (one.filed, one.pk))
    acts += [entries.filed(one, ()) for one in ordered]
    acts += [entries.superseded(old, new) for new, old in replaced]
    enter_all(taken.process.slug, who.actor, acts)


def _report(taken: Taken) -> None:
    """The report says what each row became; the records are rows of their own now."""
    rows = [_became(taken, row) for row in taken.upload.rows]
    BulkUpload.objects.filter(pk=taken.upload.pk).update(rows=rows, records=[])


def _became(taken: Taken, row: dict[str, Any]) -> dict[str, Any]:
    record_id = row["id"]
    if record_id in taken.aside:
        return {**row, "outcome": HERE_ALREADY, "name": taken.aside[record_id]}
    if record_id not in taken.made:
        return row
    more = taken.notices.get(record_id, [])
    outcome = "read with notices" if more else row["outcome"]
    return {
        **row,
        "outcome": outcome,
        "notices": [*row["notices"], *more],
        "name": taken.made[record_id].name,
    }
