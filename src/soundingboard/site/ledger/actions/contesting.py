"""A contributor says that a summary or an outcome is wrong; the secretariat answers; all of it stays on record."""

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from soundingboard.site.contributions import entries
from soundingboard.site.contributions.intake.acting import signature
from soundingboard.site.contributions.models import Ask, Contribution
from soundingboard.site.drafts.actions.publishing import readers_of
from soundingboard.site.drafts.refusals import Crossed, Refused
from soundingboard.site.ledger.actions import noticing
from soundingboard.site.ledger.models import Contest, ContestState, Entry
from soundingboard.site.people.rules import Who
from soundingboard.site.record import actions as record
from soundingboard.site.record.models import Readers

FOUND = (ContestState.UPHELD, ContestState.DISMISSED)


@transaction.atomic
def contest(contribution: Contribution, thing: Ask | Entry, grounds: str) -> Contest:
    """Say that something is wrong, and why. Sent twice it is one. Raises Refused without grounds."""
    grounds = grounds.strip()
    if not grounds:
        raise Refused(_("Say why it is wrong, so that it can be looked into."), "grounds")
    entry = thing if isinstance(thing, Entry) else None
    ask = thing if isinstance(thing, Ask) else None
    what: dict[str, Any] = {"contribution": contribution, "ask": ask, "entry": entry, "grounds": grounds}
    before = Contest.objects.filter(**what, state=ContestState.OPEN).first()
    if before:
        return before
    made = Contest.objects.create(process=contribution.process, **what)
    verb = "contested outcome" if entry else "contested summary"
    of = str(entry) if entry else f"ask:{ask.name}" if ask else ""
    _enter(entries.ACTOR, made, verb, {"contest": made.name, "of": of, "grounds": grounds})
    return made


@transaction.atomic
def answer_contest(who: Who, contest: Contest, state: str, answer: str) -> Contest:
    """Say whether the author is right, and why. Raises Crossed when somebody answered meanwhile."""
    if state not in FOUND:
        raise Refused(_("Say whether its author is right."), "state")
    if not answer.strip():
        raise Refused(_("Say why."), "answer")
    fields = {
        "state": state,
        "answer": answer.strip(),
        "answered_by": signature(who),
        "answered": timezone.now(),
    }
    if not Contest.objects.filter(pk=contest.pk, state=ContestState.OPEN).update(**fields):
        raise Crossed
    contest.refresh_from_db(fields=list(fields))
    verb = "upheld contest" if state == ContestState.UPHELD else "dismissed contest"
    _enter(who.actor, contest, verb, {"contest": contest.name, "answer": contest.answer})
    noticing.answered(contest.process, [contest.contribution_id], f"contest:{contest.name}")
    return contest


def _enter(actor: str, contest: Contest, verb: str, content: dict[str, Any]) -> None:
    """The entry of an act; of a confidential contribution it keeps only that there was one.

    What became of something in a draft for the board is for the board.
    """
    act = entries.act(contest.contribution, verb, content)
    if contest.entry and act.readers == Readers.PUBLIC:
        act = replace(act, readers=readers_of(contest.entry.new))
    record.enter_all(contest.process.slug, actor, [act])
