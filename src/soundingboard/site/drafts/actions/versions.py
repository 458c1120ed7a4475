"""A draft in another language: received, read beside the queue of drafts, laid beside, kept or taken back."""

from collections.abc import Mapping

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from soundingboard.site.drafts.actions.publishing import readers_of
from soundingboard.site.drafts.actions.receiving import SOFTWARE, File
from soundingboard.site.drafts.apart import Read
from soundingboard.site.drafts.languages import laid_beside, primary
from soundingboard.site.drafts.models import (
    OUT,
    WAITING,
    Draft,
    LanguageVersion,
    State,
    VersionState,
)
from soundingboard.site.drafts.refusals import Crossed, Refused
from soundingboard.site.people.rules import Who
from soundingboard.site.record.actions import enter
from soundingboard.site.record.models import Readers

# Sent with `version` when one is kept: rooms to the right read anew what was said in that language.
version_kept = Signal()


def receive_version(who: Who, draft: Draft, file: File, language: str, standing: str) -> LanguageVersion:
    """A file in another language; reading it begins. One that waited in the same language gives way to it.

    What was kept before stands until the new one is kept. Raises Refused for a draft that was not read yet, and for
    its own language.
    """
    if draft.state not in (State.READ, *OUT):
        raise Refused(_("This draft has not been read yet; a version is laid beside what was read."))
    if primary(language) == primary(draft.language):
        raise Refused(_("The draft itself is in this language; choose that of the version."), "language")
    with transaction.atomic():
        draft.language_versions.filter(language=language, state__in=WAITING).delete()
        version = LanguageVersion.objects.create(
            draft=draft,
            language=language,
            standing=standing,
            name=file.name,
            media_type=file.media_type[:100],
            data=file.data,
            sha256=file.sha256,
            by_id=who.participant,
        )
        more = {"standing": standing, "bytes": len(file.data)}
        _enter(who, version, "received language version", more)
    ask_to_read_version(version)
    return version


def ask_to_read_version(version: LanguageVersion) -> None:
    """Have the file read by the worker; asking twice does no harm."""
    from soundingboard.site.drafts.tasks import read_version  # it calls the acts below when the file is read

    rows = LanguageVersion.objects.filter(pk=version.pk)
    rows.update(asked=timezone.now())
    result = read_version.enqueue(version.pk)
    rows.update(task=str(result.id))


def read_version_again(who: Who, version: LanguageVersion) -> None:
    """Try once more to read the same file; nothing happens to one that was read in the meantime."""
    with transaction.atomic():
        waiting = (VersionState.RECEIVED, VersionState.FAILED)
        found = LanguageVersion.objects.filter(pk=version.pk, state__in=waiting)
        if not found.update(state=VersionState.RECEIVED, error=""):
            return
        _enter(who, version, "asked to read language version again", {})
    ask_to_read_version(version)


@transaction.atomic
def take_in_version(version: LanguageVersion, result: Read) -> bool:
    """Keep what was read; whether this was still wanted. The language is the one that the secretariat said."""
    record = result.draft | {"language": version.language}
    waiting = LanguageVersion.objects.filter(pk=version.pk, state=VersionState.RECEIVED)
    if not waiting.update(state=VersionState.READ, record=record, error=""):
        return False
    version.record = record
    _enter(SOFTWARE, version, "read language version", _how_it_lies(version))
    return True


@transaction.atomic
def fail_version(version: LanguageVersion, why: str) -> None:
    """Keep why a file could not be read."""
    waiting = LanguageVersion.objects.filter(pk=version.pk, state=VersionState.RECEIVED)
    if waiting.update(state=VersionState.FAILED, error=why):
        more = {"error": why.replace(version.name, "…")}
        _enter(SOFTWARE, version, "could not read language version", more)


def keep_version(who: Who, version: LanguageVersion, entered: bool = False) -> None:
    """Let a version stand: readers see it once the draft is out, and what people say in it is linked through it.

    It takes the place of the one that stood in this language. `entered`: the record has its entry already, of another
    place that the process moved from. Raises Refused when no paragraph is the draft's, Crossed when another file came
    in the meantime.
    """
    if version.state != VersionState.READ:
        raise Crossed
    laid = laid_beside(version.draft.record, version.record)
    if not laid.n_same:
        raise Refused(
            _("None of its paragraphs has a number that the draft has; nothing can be read beside it.")
        )
    with transaction.atomic():
        before = version.draft.language_versions.kept().filter(language=version.language)
        replaced = before.values_list("sha256", flat=True).first()
        before.update(state=VersionState.REPLACED)
        found = LanguageVersion.objects.filter(pk=version.pk, state=VersionState.READ)
        version.kept = timezone.now()
        if not found.update(state=VersionState.KEPT, kept=version.kept):
            raise Crossed
        if not entered:
            verb = "replaced language version" if replaced else "kept language version"
            more = {"standing": version.standing, **_how_it_lies(version)}
            _enter(who, version, verb, more | ({"replaces": replaced} if replaced else {}), _readers(version))
    version.state = VersionState.KEPT
    version_kept.send(LanguageVersion, version=version)


@transaction.atomic
def take_back_version(who: Who, version: LanguageVersion) -> None:
    """Put a version away. Raises Refused for one that readers have seen: that can only be replaced."""
    found = LanguageVersion.objects.select_for_update().select_related("draft__process").filter(pk=version.pk)
    now = found.first()
    if now is None:
        raise Crossed
    if now.state not in WAITING and now.draft.is_out:
        raise Refused(_("Readers have it already; upload another file to replace it."))
    _enter(who, now, "took back language version", {})
    now.delete()


def _how_it_lies(version: LanguageVersion) -> dict[str, object]:
    """What the record says of the paragraphs: how many there are, and those that are only in one of both."""
    laid = laid_beside(version.draft.record, version.record)
    return {
        "paragraphs": len(version.record["paragraphs"]),
        "missing": laid.missing,
        "not in the draft": laid.added,
    }


def _readers(version: LanguageVersion) -> Readers:
    return readers_of(version.draft) if version.draft.is_out else Readers.SECRETARIAT


def _enter(
    who: Who,
    version: LanguageVersion,
    verb: str,
    content: Mapping[str, object],
    readers: Readers = Readers.SECRETARIAT,
) -> None:
    """An act on the draft; until readers can see the version it is the secretariat's alone."""
    draft = version.draft
    said = {"language": version.language, "sha256": version.sha256, **content}
    enter(draft.process.slug, who.actor, verb, f"draft:{draft.slug}", said, readers)
