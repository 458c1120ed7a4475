"""The drafts of a folder: read by the library, published in their order."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from soundingboard.errors import InputError
from soundingboard.segment import read_draft
from soundingboard.site.drafts.actions import publish
from soundingboard.site.drafts.eids import unfit_eid
from soundingboard.site.drafts.models import (
    Draft,
    Extension,
    FlagVerdict,
    LinkDecision,
    State,
    Upload,
    Visibility,
)
from soundingboard.site.folder.languages import load_versions
from soundingboard.site.folder.reading import Folder, day, line, moment, one_of, slug_of
from soundingboard.site.people.rules import OPERATOR
from soundingboard.site.processes.models import Process
from soundingboard.write.records import draft_record

Tell = Callable[[str], None]


def load_drafts(process: Process, folder: Folder, tell: Tell) -> dict[str, Draft]:
    """Every draft of the folder, by its slug; all are out."""
    found: dict[str, Draft] = {}
    for place, entry in enumerate(folder.about.get("drafts", []), 1):
        draft = _draft(process, folder, entry, place, found)
        found[draft.slug] = draft
        _decisions(folder, found, draft)
        for language in load_versions(folder, draft, entry, f"drafts[{place}]"):
            tell(language)
        publish(OPERATOR, draft, entered=bool(folder.record))
        tell(f"{draft.label}: {draft.paragraphs.count()}")
    return found


def _draft(
    process: Process, folder: Folder, entry: Mapping[str, Any], place: int, known: Mapping[str, Draft]
) -> Draft:
    path = folder.file(entry["file"])
    read = read_draft(path)
    corrected = known.get(entry.get("corrects") or "")
    record, where = draft_record(read), f"drafts[{place}]"
    if (eid := unfit_eid(record)) is not None:
        words = _(
            "{file}: the eid {eid} cannot stand in an address; leave eids out, or use letters and digits"
        )
        raise InputError(words.format(file=entry["file"], eid=repr(eid)))
    draft = Draft.objects.create(
        process=process,
        slug=slug_of(entry.get("slug") or entry["stage"], where),
        stage=entry["stage"],
        label=line(entry.get("label") or read.label or entry["stage"]),
        symbol=entry.get("symbol") or read.symbol or "",
        title=entry.get("title") or read.title,
        language=entry.get("language") or read.language,
        date=day(entry.get("date") or read.date, f"{where}.date"),
        visibility=one_of(
            Visibility.values, entry.get("visibility") or Visibility.PUBLIC, where, "visibility"
        ),
        state=State.READ,
        order=corrected.order if corrected else place,
        correction=corrected.correction + 1 if corrected else 0,
        corrects=corrected,
        correction_note=entry.get("correction_note", ""),
        opens=moment(entry.get("opens"), f"{where}.opens"),
        closes=moment(entry.get("closes"), f"{where}.closes"),
        source_file=read.source.file or path.name,
        source_sha256=read.source.sha256 or "",
        source_url=entry.get("url") or "",
        notices=list(read.notices),
        record=record,
    )
    Upload.objects.create(draft=draft, name=path.name, data=path.read_bytes())
    for extension in entry.get("extensions", []):
        _extension(draft, extension, where)
    return draft


def _extension(draft: Draft, entry: Mapping[str, Any], where: str) -> None:
    Extension.objects.create(
        draft=draft,
        before=moment(entry.get("from"), f"{where}.extensions.from"),
        after=moment(entry.get("to"), f"{where}.extensions.to"),
        reason=entry.get("reason", ""),
        at=moment(entry.get("at"), f"{where}.extensions.at") or timezone.now(),
    )


def _decisions(folder: Folder, known: Mapping[str, Draft], newest: Draft) -> None:
    """What people decided about links and flags, before the comparison is made anew."""
    for row in folder.decisions:
        pair = known.get(row.get("old", "")), known.get(row.get("new", ""))
        if pair[0] is None or pair[1] is None or newest not in pair:
            continue
        if row.get("kind") == "link":
            LinkDecision.objects.create(
                old=pair[0], new=pair[1], old_eids=row["old_eids"], new_eids=row["new_eids"]
            )
        else:
            FlagVerdict.objects.create(old=pair[0], new=pair[1], key=row["key"], confirmed=row["confirmed"])
