"""What every page of intake looks up first, and what it says when somebody else was quicker."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from soundingboard.site.contributions.intake import rules
from soundingboard.site.contributions.intake.queue import Filters
from soundingboard.site.contributions.models import Contribution
from soundingboard.site.drafts import lives
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.models import Process


@dataclass(frozen=True, slots=True)
class Work:
    """A contribution in hand: who works on it, with which drafts, and the filters of the queue they came from."""

    who: Who
    contribution: Contribution
    chain: Sequence[Draft]
    filters: Filters
    is_open: bool

    @property
    def process(self) -> Process:
        return self.contribution.process


def process_of(request: HttpRequest, process: str) -> Process:
    """The process, for those who take in."""
    found = get_object_or_404(Process, slug=process)
    rules.check(request.who, process)
    return found


def work_on(request: HttpRequest, process: str, name: str) -> Work:
    """A contribution of the process, for those who take in."""
    found = process_of(request, process)
    rows = Contribution.objects.select_related("draft", "organisation", "supersedes", "successor")
    contribution = get_object_or_404(rows.defer("draft__record"), process=found, name=name)
    contribution.process = found
    chain = lives.chain(found, inside=True)
    is_open = rules.lies_open(request.who, contribution)
    return Work(request.who, contribution, chain, Filters.of(request.GET), is_open)


def crossed() -> str:
    """What the second of two people is told."""
    return _(
        "Somebody changed this contribution while you looked at it; nothing was overwritten. What you typed is kept: "
        "look again, then send it once more."
    )


def ended() -> str:
    """What is told of a contribution that is no longer current."""
    return _("It is no longer current (corrected, withdrawn or set aside meanwhile); nothing was changed.")
