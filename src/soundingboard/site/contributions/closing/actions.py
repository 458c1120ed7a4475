"""To close a draft that has had its time to comment."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from soundingboard.exposure import freeze, frozen_record, words_by_field
from soundingboard.site.contributions import records
from soundingboard.site.contributions.closing.counted import uncounted
from soundingboard.site.contributions.intake.acting import signature
from soundingboard.site.contributions.models import FrozenCount
from soundingboard.site.drafts.actions.publishing import readers_of
from soundingboard.site.drafts.models import Draft
from soundingboard.site.drafts.refusals import Refused
from soundingboard.site.people.rules import Who
from soundingboard.site.record.actions import enter

CLOSED = "counted anonymous contributions"


@transaction.atomic
def close(who: Who, draft: Draft) -> FrozenCount | None:
    """Count the anonymous contributions on a draft by group and by region, once and for ever.

    Those that were counted before are not counted again; None where there is nobody to count, and then nothing is kept
    or entered. The record says how many were counted; not who, and not what is told of them, since that is shown only
    as long as all of them are there. Raises Refused while people can still speak in time.
    """
    process = draft.process
    Draft.objects.select_for_update().get(
        pk=draft.pk
    )  # two who close at the same time count one after the other
    if refusal := why_not(draft):
        raise Refused(refusal)
    members = [records.said(one) for one in uncounted(draft)]
    if not members:
        return None
    frozen = freeze(draft.slug, members, words_by_field(process.groups, process.regions))
    count = FrozenCount.objects.create(draft=draft, by=signature(who), record=frozen_record(frozen))
    content = {"anonymous": len(members)}
    enter(process.slug, who.actor, CLOSED, f"draft:{draft.slug}", content, readers_of(draft))
    return count


def why_not(draft: Draft) -> str:
    """Why a draft cannot be closed now; empty where it can."""
    if not draft.is_out:
        return _("This draft is not out, so nobody has spoken on it.")
    if draft.closes is None:
        return _("This draft has no deadline. Set one first; the draft is closed when it has passed.")
    if draft.closes > timezone.now():
        return _("People can still speak on this draft in time. Close it when its deadline has passed.")
    return ""
