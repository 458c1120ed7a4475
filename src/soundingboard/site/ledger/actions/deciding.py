"""What people decide: what became of an ask, and why the board did not carry one. No run overwrites it."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from soundingboard.site.contributions.intake.acting import signature
from soundingboard.site.contributions.models import Ask, Contribution
from soundingboard.site.drafts.models import Draft, Visibility
from soundingboard.site.drafts.refusals import Crossed, Refused
from soundingboard.site.ledger.actions.tracing import of
from soundingboard.site.ledger.models import Entry, NotCarried
from soundingboard.site.ledger.words import outcomes_of
from soundingboard.site.people.rules import Who
from soundingboard.site.record.actions import enter
from soundingboard.site.record.models import Readers

NOTE = 5000  # characters: a page and a half


@transaction.atomic
def decide(who: Who, entry: Entry, version: int, outcome: str, note: str = "") -> Entry:
    """Say what became of an ask: as it was suggested, or otherwise and then why.

    Raises Crossed when it changed after it was looked at, Refused where the outcome does not fit or has no reason.
    """
    if outcome not in outcomes_of(entry):
        raise Refused(_("Choose what became of it."), "outcome")
    if outcome != entry.suggested and not note.strip():
        raise Refused(_("Say why it is otherwise than the software suggests."), "note")
    rows = Entry.objects.filter(pk=entry.pk, version=version)
    decided = {
        "outcome": outcome,
        "note": note.strip(),
        "confirmed_by": signature(who),
        "confirmed": timezone.now(),
    }
    if not rows.update(**decided, version=F("version") + 1):
        raise Crossed
    before = entry.outcome
    entry.refresh_from_db(fields=[*decided, "version"])
    verb = "confirmed outcome" if outcome == entry.suggested else "corrected outcome"
    content = {"before": before, "outcome": outcome, "suggested": entry.suggested, "note": entry.note}
    _enter(who, entry, verb, content)
    return entry


@transaction.atomic
def confirm_as_suggested(who: Who, entries: list[Entry]) -> int:
    """Confirm what nobody decided yet, as it is suggested; how many. What changed meanwhile is left alone."""
    n = 0
    for entry in entries:
        if not entry.is_confirmed:
            try:
                decide(who, entry, entry.version, entry.suggested)
            except Crossed:
                continue
            n += 1
    return n


@transaction.atomic
def say_why_not(who: Who, ask: Ask, because: str, was: str = "") -> NotCarried:
    """Say why the board did not carry an ask. Raises Crossed when somebody else said something since `was` was read."""
    because = " ".join(because.split())
    if not because:
        raise Refused(_("Say why the board did not carry it."), "because")
    row = NotCarried.objects.select_for_update().filter(ask=ask).first()
    if (row.because if row else "") != was:
        raise Crossed
    fields = {"because": because, "by": signature(who), "at": timezone.now()}
    found, _made = NotCarried.objects.update_or_create(ask=ask, defaults=fields)
    Entry.objects.filter(ask=ask, carried_by=None).update(not_carried_because=because)
    contribution = ask.contribution
    content = {"because": because}
    obj = f"ask:{ask.name}"
    readers = readers_for(contribution, ask.draft)
    enter(
        contribution.process.slug,
        who.actor,
        "did not carry ask",
        obj,
        open_content(contribution, content),
        readers,
    )
    return found


def _enter(who: Who, entry: Entry, verb: str, content: dict[str, Any]) -> None:
    """The entry of an act on an entry; of what was said in confidence its name alone is kept."""
    process = entry.process.slug
    content = {"of": of(entry), "from": entry.old.slug, "to": entry.new.slug, **content}
    if entry.ask:
        contribution = entry.ask.contribution
        content, readers = (
            open_content(contribution, content),
            readers_for(contribution, entry.ask.draft, entry.new),
        )
    else:
        readers = readers_for(None, entry.amendment.draft, entry.new)
    enter(process, who.actor, verb, str(entry), content, readers)


def open_content(contribution: Contribution, content: dict[str, Any]) -> dict[str, Any]:
    """What the record keeps of an act on a contribution: of a confidential one its name alone."""
    return {"name": contribution.name} if contribution.is_confidential else content


def readers_for(contribution: Contribution | None, *drafts: Draft | None) -> Readers:
    """Who may read it: as many as may read what it is about."""
    if contribution and contribution.is_confidential:
        return Readers.SECRETARIAT
    about = [*drafts, contribution.draft if contribution else None]
    inside = any(draft and draft.visibility == Visibility.BOARD for draft in about)
    return Readers.BOARD if inside else Readers.PUBLIC
