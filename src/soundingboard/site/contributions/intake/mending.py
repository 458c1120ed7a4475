"""Mending what is known of a contribution beside its words: who it is of, on which draft, in what language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from soundingboard.site.contributions.actions import tighten
from soundingboard.site.contributions.intake.acting import (
    as_all_may_read,
    close_what_was_said,
    enter,
    recounted,
    take,
)
from soundingboard.site.contributions.models import FROM_OPEN_TO_CLOSED, Contribution, Permission, is_late
from soundingboard.site.drafts.models import Draft
from soundingboard.site.drafts.refusals import Refused
from soundingboard.site.people.models import Organisation
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry

PERMISSION_VERB = "changed permission of contribution"
_OF_WHOM = ("stakeholder_group", "regional_group", "organisation")


@dataclass(frozen=True, slots=True)
class Origin:
    """What a person says of a contribution."""

    stakeholder_group: str
    regional_group: str
    organisation: str
    draft: Draft | None
    language: str
    permission: str


def origin_of(contribution: Contribution) -> Origin:
    """What is known now."""
    return Origin(
        stakeholder_group=contribution.stakeholder_group,
        regional_group=contribution.regional_group,
        organisation=contribution.organisation.name if contribution.organisation else "",
        draft=contribution.draft,
        language=contribution.language,
        permission=contribution.permission,
    )


def is_looser(permission: str, than: str) -> bool:
    """Whether more would be shown than before."""
    order = FROM_OPEN_TO_CLOSED
    return order.index(Permission(permission)) < order.index(Permission(than))


@transaction.atomic
def mend_origin(
    who: Who, contribution: Contribution, version: int | None, origin: Origin, reason: str = ""
) -> bool:
    """Set what is known of a contribution; whether anything changed.

    A permission that is stricter closes what the record showed until now. Raises Refused when it is looser and no
    reason is given, Crossed and Ended as every act does.
    """
    before = origin_of(contribution)
    changed = [name for name in Origin.__slots__ if getattr(before, name) != getattr(origin, name)]
    if not changed:
        return False
    if is_looser(origin.permission, before.permission) and not reason:
        raise Refused(_("To show more than before needs a reason, which everyone can read."), "reason")
    take(contribution, version)
    was_open = contribution.is_open
    with recounted(contribution):
        _set(contribution, origin)
    if "permission" in changed:
        _permission_changed(who, contribution, before, reason)
    rest = [name for name in changed if name != "permission"]
    if rest:
        enter(
            who,
            contribution,
            "mended origin of contribution",
            _told(rest, before, origin, was_open, contribution),
        )
    return True


def _set(contribution: Contribution, origin: Origin) -> None:
    process = contribution.process
    name = "" if origin.permission == Permission.ANONYMOUS else " ".join(origin.organisation.split())
    contribution.organisation = Organisation.objects.named(process.slug, name) if name else None
    for field in ("stakeholder_group", "regional_group", "draft", "language", "permission"):
        setattr(contribution, field, getattr(origin, field))
    contribution.late = is_late(origin.draft, contribution.filed)
    contribution.save(
        update_fields=[
            "stakeholder_group",
            "regional_group",
            "organisation",
            "draft",
            "language",
            "permission",
            "late",
        ]
    )


def _permission_changed(who: Who, contribution: Contribution, before: Origin, reason: str) -> None:
    """What was open and is so no longer is closed in the record; the new entry holds what all may read now."""
    if not is_looser(contribution.permission, before.permission):
        close_what_was_said(contribution)
        tighten(contribution)
    content = as_all_may_read(contribution) | {"before": before.permission, "reason": reason}
    enter(who, contribution, PERMISSION_VERB, content)


def permission_changed(process: Process) -> QuerySet[Entry]:
    """The entries of contributions whose way of publishing was changed: what they show now was once shown otherwise."""
    return Entry.objects.filter(process=process.slug, verb=PERMISSION_VERB)


def _told(
    changed: list[str], before: Origin, after: Origin, was_open: bool, contribution: Contribution
) -> Mapping[str, Any]:
    """What changed; whom it is of only where that may be shown, and could be before."""
    is_told = was_open and contribution.is_open
    shown = [name for name in changed if is_told or name not in _OF_WHOM]
    values = {name: [_plain(getattr(before, name)), _plain(getattr(after, name))] for name in shown}
    return {"changed": changed if is_told else shown, "values": values}


def _plain(value: Any) -> Any:
    return value.slug if isinstance(value, Draft) else value
