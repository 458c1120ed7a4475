"""A correction: the form as it was filled in, and what stays as it was."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from soundingboard.site.contributions import places
from soundingboard.site.contributions.actions import Asked, Said
from soundingboard.site.contributions.forms import OTHER, Desk
from soundingboard.site.contributions.models import Ask, Contribution
from soundingboard.site.contributions.saying import laid_out
from soundingboard.site.drafts.models import Draft


def desk_of(contribution: Contribution, chain: Sequence[Draft], place: str | None) -> Desk:
    """The desk for what a contribution spoke about (or for the place that the form names)."""
    first = contribution.asks.first()
    draft = (first and first.draft) or contribution.draft
    spoken = first.place if first else places.WHOLE
    slug = draft.slug if draft and draft in chain else ""
    return laid_out(contribution.process, chain, slug, spoken if place is None else place, is_kept=True)


def as_filled_in(contribution: Contribution, desk: Desk) -> dict[str, Any]:
    """The form as it was when the contribution was filed."""
    ask = contribution.asks.first()
    identity = getattr(contribution.participant, "identity", None)
    is_offered = contribution.language in desk.process.languages
    filled = {
        "text": contribution.text,
        "group": contribution.stakeholder_group,
        "region": contribution.regional_group,
        "organisation": contribution.organisation.name if contribution.organisation else "",
        "language": contribution.language if is_offered else OTHER,
        "other_language": "" if is_offered else contribution.language,
        "permission": contribution.permission,
        "name": identity.name if identity else "",
        "email": identity.email if identity else "",
    }
    return filled | (_of_ask(ask) if ask else {})


def _of_ask(ask: Ask) -> dict[str, Any]:
    kind, _colon, name = ask.place.partition(":")
    filled = {"kind": ask.kind, "words": (ask.anchor or {}).get("text", "")}
    filled |= {"place": "topic", "topic": name} if kind == "topic" else {"place": ask.place}
    return filled | ({"proposed": ask.proposed["new"]} if ask.proposed else {})


def with_the_rest(contribution: Contribution, said: Said) -> Said:
    """The correction, with everything that the form does not ask: further asks, how and when it came in."""
    others = tuple(_again(ask) for ask in contribution.asks.order_by("pk")[1:])
    return replace(
        said,
        asks=(*said.asks, *others),
        kind=contribution.kind,
        channel=contribution.channel,
        country=contribution.country,
        groupings=tuple(contribution.groupings),
    )


def _again(ask: Ask) -> Asked:
    return Asked(**{field.name: getattr(ask, field.name) for field in fields(Asked)})
