"""Until when contributions on a draft are on time."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from soundingboard.site.drafts.actions.publishing import readers_of
from soundingboard.site.drafts.models import OUT, Draft, Extension
from soundingboard.site.drafts.refusals import Crossed, Refused
from soundingboard.site.people.rules import Who
from soundingboard.site.record.actions import enter


@transaction.atomic
def set_deadline(
    who: Who, draft: Draft, version: int, opens: datetime | None, closes: datetime, reason: str = ""
) -> None:
    """Set or move the end of the time to comment; a move is kept with its reason, and both times stay in sight.

    Raises Refused for a time that has passed or without a reason for a move, Crossed when somebody was faster.
    """
    if closes <= timezone.now():
        raise Refused(
            _("A deadline cannot be moved into the past: choose a time that is still to come."), "closes"
        )
    if opens and closes <= opens:
        raise Refused(_("It would close before it opens."), "closes")
    moves = draft.closes is not None and closes != draft.closes
    if moves and not reason.strip():
        raise Refused(_("Say why the deadline moves: the reason is shown beside it."), "reason")
    found = Draft.objects.filter(pk=draft.pk, version=version, state__in=OUT)
    if not found.update(opens=opens, closes=closes, version=F("version") + 1):
        raise Crossed
    content: dict[str, object] = {"opens": _text(opens), "closes": _text(closes)}
    if moves:
        Extension.objects.create(draft=draft, before=draft.closes, after=closes, reason=reason.strip())
        content |= {"before": _text(draft.closes), "reason": reason.strip()}
    verb = "moved deadline" if moves else "set deadline"
    enter(draft.process.slug, who.actor, verb, f"draft:{draft.slug}", content, readers_of(draft))
    draft.opens, draft.closes, draft.version = opens, closes, version + 1


def _text(value: datetime | None) -> str | None:
    return value.isoformat() if value else None
