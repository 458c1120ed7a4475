"""What the record keeps of a contribution: exactly what may be shown for ever.

No entry holds a person's name or e-mail, and none says whose it is: the actor is "participant" without the
pseudonym, so that what one person files cannot be linked. Confidential ones leave their name alone, readable by the
secretariat; what is said on a draft for the board is readable by the board.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from soundingboard.site.contributions.models import Ask, Contribution, Permission
from soundingboard.site.drafts.models import Draft, Visibility
from soundingboard.site.record.actions import Act
from soundingboard.site.record.models import Readers

ACTOR = "participant"


def filed(contribution: Contribution, asks: Iterable[Ask]) -> Act:
    """The entry of a contribution that came in, or of a new version of one."""
    verb = "corrected contribution" if contribution.supersedes_id else "filed contribution"
    return act(contribution, verb, content_of(contribution, asks))


def superseded(contribution: Contribution, by: Contribution) -> Act:
    """The entry of the version that a new one takes the place of."""
    closed = by.permission == Permission.CONFIDENTIAL
    return act(contribution, "superseded contribution", {} if closed else {"by": by.name})


def withdrawn(contribution: Contribution, reason: str) -> Act:
    return act(contribution, "withdrew contribution", {"reason": reason} if reason else {})


def act(contribution: Contribution, verb: str, content: dict[str, Any]) -> Act:
    """An act on a contribution; of a confidential one the record keeps the name alone."""
    if contribution.is_confidential:
        return Act(verb, str(contribution), {"name": contribution.name}, Readers.SECRETARIAT)
    return Act(verb, str(contribution), {"name": contribution.name, **content}, readers_of([contribution]))


def readers_of(contributions: Iterable[Contribution]) -> Readers:
    """What is said on a draft for the board would tell everyone of that draft."""
    drafts = Draft.objects.filter(Q(contributions__in=contributions) | Q(ask__contribution__in=contributions))
    return Readers.BOARD if drafts.filter(visibility=Visibility.BOARD).exists() else Readers.PUBLIC


def content_of(contribution: Contribution, asks: Iterable[Ask]) -> dict[str, Any]:
    """A contribution as everyone may read it."""
    before = contribution.supersedes
    content: dict[str, Any] = {
        "kind": contribution.kind,
        "draft": contribution.draft.slug if contribution.draft else None,
        "language": contribution.language,
        "text": contribution.text,
        "permission": contribution.permission,
        "late": contribution.late,
        "supersedes": before.name if before and not before.is_confidential else None,
        "asks": [_ask(ask) for ask in asks],
    }
    if contribution.event:
        content |= {"event": contribution.event, "heard_or_observed": contribution.heard_or_observed}
    return content | _origin(contribution) if contribution.is_open else content


def _origin(contribution: Contribution) -> dict[str, Any]:
    organisation = contribution.organisation
    return {
        "stakeholder_group": contribution.stakeholder_group,
        "regional_group": contribution.regional_group,
        "country": contribution.country,
        "groupings": contribution.groupings,
        "organisation": organisation.name if organisation else None,
    }


def _ask(ask: Ask) -> dict[str, Any]:
    return {
        "name": ask.name,
        "kind": ask.kind,
        "draft": ask.draft.slug if ask.draft else None,
        "place": ask.place,
        "anchor": ask.anchor,
        "proposed": ask.proposed,
    }
