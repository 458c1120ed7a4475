"""A process folder becomes a process of the site; from then on the database is the truth."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from soundingboard.chain import check
from soundingboard.errors import InputError
from soundingboard.site.contributions.models import Topic
from soundingboard.site.folder.board import load_board
from soundingboard.site.folder.drafts import load_drafts
from soundingboard.site.folder.outcomes.loading import load_outcomes
from soundingboard.site.folder.reading import Folder, day, line, slug_of
from soundingboard.site.folder.said import load_contributions
from soundingboard.site.ledger.actions.tracing import retrace_later
from soundingboard.site.people.rules import OPERATOR
from soundingboard.site.processes.models import Mandate, Milestone, Process
from soundingboard.site.record.actions import enter
from soundingboard.site.record.models import Closure, Entry

_OWN = {"format", "slug", "title", "instrument", "summary", "languages", "groups", "regions", "groupings"}
RESERVED = {"privacy", "glossary", "zone", "healthy", "sign-in", "sign-out", "password", "static"}
_OWN |= {"milestones", "drafts", "mandate", "seats", "topics", "report"}
Tell = Callable[[str], None]


@transaction.atomic
def load(folder: Folder, tell: Tell = lambda words: None) -> Process:
    """Everything that a folder holds, as one act: all of it or nothing.

    Raises InputError, in one line, for a process that is there already and for anything that cannot be used.
    """
    if slugify(folder.slug) != folder.slug or folder.slug in RESERVED:
        words = _(
            "{slug} cannot be the address of a process; give another as slug, in small letters and hyphens"
        )
        raise InputError(words.format(slug=folder.slug))
    if Process.objects.filter(slug=folder.slug).exists():
        words = _("{slug} is on the site already, and there the database is the truth; export it to see it")
        raise InputError(words.format(slug=folder.slug))
    process = _process(folder)
    _restore_record(process, folder)
    enter(process.slug, OPERATOR.actor, "loaded", f"process:{process.slug}", {"title": process.title})
    drafts = load_drafts(process, folder, tell)
    _topics(process, folder.about.get("topics", []))
    load_contributions(process, folder, drafts, tell)
    load_board(process, folder, drafts)
    load_outcomes(process, folder, drafts, tell)
    retrace_later(process)  # what nobody decided yet
    return process


def _process(folder: Folder) -> Process:
    about = folder.about
    process = Process.objects.create(
        slug=folder.slug,
        title=line(about["title"]),
        instrument=line(about.get("instrument")),
        summary=about.get("summary", ""),
        languages=about.get("languages", ["en"]),
        groups=about.get("groups", []),
        regions=about.get("regions", []),
        groupings=about.get("groupings", []),
        extra={key: value for key, value in about.items() if key not in _OWN},
    )
    for place, entry in enumerate(about.get("milestones", []), 1):
        Milestone.objects.create(
            process=process,
            label=line(entry.get("label")),
            date=day(entry.get("date"), f"milestones[{place}].date"),
            kind=entry.get("kind", ""),
        )
    for place, entry in enumerate(about.get("mandate", []), 1):
        Mandate.objects.create(
            process=process,
            label=line(entry.get("label")),
            date=day(entry.get("date"), f"mandate[{place}].date"),
            language=entry.get("language", process.language),
            text=folder.text(entry),
        )
    return process


def _topics(process: Process, entries: list[Mapping[str, Any]]) -> None:
    Topic.objects.bulk_create(
        Topic(
            process=process,
            slug=slug_of(entry.get("slug") or f"topic-{place}", f"topics[{place}]"),
            label=line(entry.get("label")),
            paragraphs=entry.get("paragraphs", []),
            terms=entry.get("terms", []),
            confirmed_by=entry.get("confirmed_by") or "",
        )
        for place, entry in enumerate(entries, 1)
    )


def _restore_record(process: Process, folder: Folder) -> None:
    """The acts before an export go on in the new place, entry by entry as they were."""
    if fault := check(folder.record).fault:
        words = _("record.jsonl: {fault}; take the file out to begin a new record, or mend the copy")
        raise InputError(words.format(fault=fault))
    Entry.objects.bulk_create((_entry(process, json.loads(line)) for line in folder.record), batch_size=500)
    Closure.objects.bulk_create(
        Closure(process=process.slug, object=row["object"], until=row.get("until")) for row in folder.closures
    )


def _entry(process: Process, line: Mapping[str, Any]) -> Entry:
    body = json.loads(line["body"])
    return Entry(
        process=process.slug,
        sequence=line["sequence"],
        time=body["time"],
        actor=body["actor"],
        verb=body["verb"],
        object=body["object"],
        body=line["body"],
        readers=line.get("readers", "secretariat"),
        previous=line["previous"],
        digest=line["digest"],
    )
