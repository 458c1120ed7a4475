"""Tags of the ledger: outcomes with their sign, and what became of a contribution for the pages of other rooms."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from soundingboard.site.contributions.models import Contribution
from soundingboard.site.contributions.saying import drafts_for
from soundingboard.site.ledger.answers import role_word as office
from soundingboard.site.ledger.models import Response
from soundingboard.site.ledger.outcomes import became
from soundingboard.site.ledger.words import outcome_sign, outcome_word

register = template.Library()


@register.simple_tag
def outcome(value: str) -> SafeString:
    """An outcome: its sign and its word."""
    return format_html('<span class="word">{}{}</span>', outcome_sign(value), outcome_word(value))


@register.filter
def role_word(response: Response) -> str:
    """The office of who answers."""
    return office(response)


@register.inclusion_tag("ledger/became.html", takes_context=True)
def what_became(context: template.Context, contribution: Contribution) -> dict[str, Any]:
    """What became of a contribution, for everyone; of a confidential one nothing."""
    process = contribution.process
    if contribution.is_confidential:
        return {"process": process}
    return {"process": process, "became": became(contribution, _chain(context, contribution))}


@register.inclusion_tag("ledger/became_private.html", takes_context=True)
def what_became_of_mine(context: template.Context, contribution: Contribution, mac: str) -> dict[str, Any]:
    """What became of a contribution, for its author, with what was told and the way to contest it."""
    found = became(contribution, _chain(context, contribution), private=True)
    return {"process": contribution.process, "became": found, "mac": mac}


def _chain(context: template.Context, contribution: Contribution) -> list[Any]:
    return drafts_for(context["request"].who, contribution.process)
