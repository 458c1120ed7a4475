"""Putting a draft out."""

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from soundingboard.compare import Progress
from soundingboard.site.drafts.comparing import keep, pairs_of, quiet, run_pair, settle
from soundingboard.site.drafts.models import Draft, Extension, State, Visibility
from soundingboard.site.drafts.refusals import Crossed, Refused
from soundingboard.site.people.rules import Who
from soundingboard.site.record.actions import Act, enter_all
from soundingboard.site.record.models import Readers


def publish(
    who: Who, draft: Draft, progress: Progress = quiet, later: bool = False, entered: bool = False
) -> None:
    """Put a draft out: from now on it can be read, compared and spoken on; a corrigendum replaces what it corrects.

    `entered`: the record has its entry already, of another place that the process moved from.
    `later` leaves what is not compared yet to the worker.
    Raises Refused when it is not ready or is out already, Crossed when it was mended in the meantime.
    """
    if draft.state != State.READ:
        raise Refused(_why_not(draft))
    if draft.corrects:
        draft.visibility = draft.corrects.visibility
    pairs = [] if later else pairs_of(draft)
    made = [(pair, run_pair(pair, progress)) for pair in pairs]  # slow: before anything is locked
    with transaction.atomic():
        _put_out(draft)
        settle(draft)
        keep(made)
        if not later:  # what came out while this was compared: rare, and then there is little left to do
            keep([(pair, run_pair(pair, progress)) for pair in pairs_of(draft)])
        enter_all(draft.process.slug, who.actor, [] if entered else _acts(draft))
    if later:
        from soundingboard.site.drafts.tasks import compare  # it calls acts of this folder

        compare.enqueue(draft.pk)


def _why_not(draft: Draft) -> str:
    if draft.is_out:
        return _("This draft is out already.")
    return _("This draft has not been read yet, so it cannot be published.")


def _put_out(draft: Draft) -> None:
    """Mark the draft as out, and give it its place; of two at the same time one wins."""
    corrected = draft.corrects
    if corrected:
        waiting = Draft.objects.filter(pk=corrected.pk, state=State.PUBLISHED)
        if not waiting.update(state=State.REPLACED, version=F("version") + 1):
            raise Refused(_("Another corrigendum has replaced this draft already."))
        corrected.refresh_from_db(fields=["state", "version"])
        if draft.closes == corrected.closes:  # a deadline that was moved stays in sight with its reason
            rows = corrected.extensions.values("before", "after", "reason", "at")
            Extension.objects.bulk_create(Extension(draft=draft, **row) for row in rows)
    found = Draft.objects.filter(pk=draft.pk, state=State.READ, version=draft.version)
    draft.published = timezone.now()
    draft.order, draft.correction = _place(draft)
    if not found.update(
        state=State.PUBLISHED,
        published=draft.published,
        order=draft.order,
        correction=draft.correction,
        visibility=draft.visibility,
        opens=draft.opens,
        closes=draft.closes,
        version=F("version") + 1,
    ):
        raise Crossed
    draft.state, draft.version = State.PUBLISHED, draft.version + 1


def _place(draft: Draft) -> tuple[int, int]:
    """The place that a draft was given, else after all that are out."""
    if draft.order:
        return draft.order, draft.correction
    drafts = Draft.objects.filter(process=draft.process)
    if draft.corrects:
        last = drafts.filter(order=draft.corrects.order).aggregate(last=Max("correction"))["last"]
        return draft.corrects.order, last + 1
    return (drafts.aggregate(last=Max("order"))["last"] or 0) + 1, 0


def _acts(draft: Draft) -> list[Act]:
    readers = readers_of(draft)
    content: dict[str, object] = {
        "slug": draft.slug,
        "stage": draft.stage,
        "label": draft.label,
        "symbol": draft.symbol,
        "date": draft.date.isoformat() if draft.date else None,
        "visibility": draft.visibility,
        "sha256": draft.source_sha256,
        "paragraphs": len(draft.record["paragraphs"]),
    }
    if versions := _versions(draft):
        content["versions"] = versions
    if not draft.corrects:
        return [Act("published draft", f"draft:{draft.slug}", content, readers)]
    corrected = f"draft:{draft.corrects.slug}"
    content |= {"corrects": corrected, "mends": draft.correction_note}
    replaced = {"by": f"draft:{draft.slug}", "mends": draft.correction_note}
    return [
        Act("published corrigendum", f"draft:{draft.slug}", content, readers),
        Act("replaced draft", corrected, replaced, readers),
    ]


def _versions(draft: Draft) -> list[dict[str, object]]:
    """The draft in other languages, which goes out with it."""
    return list(draft.language_versions.kept().values("language", "standing", "sha256"))


def readers_of(draft: Draft) -> Readers:
    """Who may read entries about a draft that is out: as many as may read it."""
    return Readers.BOARD if draft.visibility == Visibility.BOARD else Readers.PUBLIC
