"""To say something, to correct it, to take it back; to read what was said in confidence."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from soundingboard.site.contributions import entries
from soundingboard.site.contributions.intake.suggesting import suggest_later
from soundingboard.site.contributions.models import (
    FROM_OPEN_TO_CLOSED,
    Ask,
    Contribution,
    ContributionState,
    Permission,
    Reading,
    is_late,
)
from soundingboard.site.contributions.tallies import count, recount
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.models import Account, Identity, Organisation, Participant
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.models import NOT_STATED, Process
from soundingboard.site.record import actions as record
from soundingboard.site.record.actions import canonical
from soundingboard.site.record.models import Readers
from soundingboard.site.record.rules import closed

__all__ = ["Asked", "Ended", "Said", "correct", "file", "open_confidential", "recount", "tighten", "withdraw"]


class Ended(Exception):
    """It was withdrawn or set aside, or a newer version took its place: nothing more can be done with it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked, of one place; see `Ask`."""

    kind: str
    place: str
    draft: Draft | None = None  # None: that of the contribution
    stance: str = "neutral"
    about: str = "text"
    quote: Mapping[str, Any] | None = None
    anchor: Mapping[str, Any] | None = None
    proposed: Mapping[str, str] | None = None
    rationale: str = ""
    statement: str = ""  # shared by what one statement asks of several places


@dataclass(frozen=True, slots=True)
class Said:
    """Everything that a form gives, of someone who speaks or of someone who notes what was heard."""

    draft: Draft | None
    asks: tuple[Asked, ...]
    text: str = ""
    language: str = "en"
    permission: str = Permission.ORGANISATION
    stakeholder_group: str = NOT_STATED
    regional_group: str = NOT_STATED
    country: str = ""
    groupings: tuple[str, ...] = ()
    organisation: str = ""
    name: str = ""
    email: str = ""
    kind: str = "submission"
    channel: str = "form"
    event: str = ""
    heard_or_observed: str = ""
    filed: datetime | None = None  # when it was said, where that is not when it is written down
    is_noted: bool = False  # one person writes down what another said, and is not its author
    notices: tuple[str, ...] = ()  # for those who deal with it
    once: str = ""  # of the form: made anew each time one is shown


def file(who: Who, process: Process, said: Said) -> Contribution:
    """Take in what someone says. The same form sent twice gives the same contribution."""
    return _once(process, said, lambda: _file(who, process, said))


def correct(who: Who, contribution: Contribution, said: Said) -> Contribution:
    """A new version takes the place of a contribution; the old one stays in the record, as superseded.

    Raises Ended when the contribution is no longer current.
    """
    return _once(contribution.process, said, lambda: _correct(who, contribution, said))


@transaction.atomic
def withdraw(who: Who, contribution: Contribution, reason: str = "") -> None:
    """Take a contribution back: it counts no more. Raises Ended when it is no longer current."""
    _end(contribution, ContributionState.WITHDRAWN)
    _enter(contribution.process, entries.withdrawn(contribution, reason))


@transaction.atomic
def open_confidential(who: Who, contribution: Contribution) -> str:
    """The words of a confidential contribution; that they were read is kept and shown to its author."""
    Reading.objects.create(contribution=contribution, by_id=who.participant)
    record.enter(
        contribution.process.slug,
        who.actor,
        "read confidential contribution",
        str(contribution),
        {"name": contribution.name},
        Readers.SECRETARIAT,
    )
    return contribution.text


def tighten(contribution: Contribution) -> None:
    """No earlier version of a contribution is shown more openly than it, on pages or in the record."""
    process, before = contribution.process.slug, contribution.supersedes
    _close_what_follows(contribution)
    while before:
        if _is_stricter(contribution.permission, before.shown_as):
            before.tightened = contribution.permission
            before.save(update_fields=["tightened"])
            if str(before) not in closed(process, [str(before)]):
                record.close(process, str(before))
        _close_what_follows(before)
        before = before.supersedes


def _close_what_follows(contribution: Contribution) -> None:
    """What was made of its asks tells of them, and is no more public than it (the rooms are to the right)."""
    if contribution.is_confidential:
        process, objects = contribution.process.slug, list[str]()
        for ask in contribution.asks.prefetch_related("amendments", "entries"):
            objects += [f"ask:{ask.name}", *map(str, ask.amendments.all()), *map(str, ask.entries.all())]
        done = closed(process, objects)
        for obj in objects:
            if obj not in done:
                record.close(process, obj)


def _is_stricter(one: str, other: str) -> bool:
    return FROM_OPEN_TO_CLOSED.index(Permission(one)) > FROM_OPEN_TO_CLOSED.index(Permission(other))


def _once(process: Process, said: Said, act: Any) -> Contribution:
    """Do the act unless this form was sent before with these very words; of two at the same time one wins."""
    try:
        with transaction.atomic():
            return _sent_before(process, said) or act()
    except IntegrityError:
        before = _sent_before(process, said)
        if before:
            return before
        raise


def _sent_before(process: Process, said: Said) -> Contribution | None:
    key = _key(process, said)
    return Contribution.objects.filter(process=process, once=key).first() if key else None


def _key(process: Process, said: Said) -> str | None:
    """The form together with what was typed: going back and sending other words is another act."""
    if not said.once:
        return None
    asks = [[ask.kind, ask.place, ask.proposed, ask.anchor] for ask in said.asks]
    typed = [said.text, asks, said.permission, said.stakeholder_group, said.regional_group, said.organisation]
    words = canonical([process.slug, said.once, *typed, said.language, said.name, said.email])
    return hashlib.sha256(words.encode()).hexdigest()


def _file(who: Who, process: Process, said: Said) -> Contribution:
    if said.is_noted:
        return _create(process, None, said)
    participant = _speaker(who, said)
    contribution = _create(process, participant, said)
    _identify(participant, said)
    return contribution


def _speaker(who: Who, said: Said) -> Participant:
    """Who speaks: the one who signed in, unless another name was given; else somebody new."""
    if who.participant:
        known = Participant.objects.select_related("identity").get(pk=who.participant)
        identity = getattr(known, "identity", None)
        named = said.name if said.permission == Permission.NAMED else ""
        if not (identity and identity.name and named and identity.name != named):
            return known
    return Participant.objects.create()


def _correct(who: Who, contribution: Contribution, said: Said) -> Contribution:
    _end(contribution, ContributionState.SUPERSEDED)
    participant = contribution.participant or Participant.objects.create()
    new = _create(contribution.process, participant, said, contribution)
    _identify(participant, said)
    _enter(contribution.process, entries.superseded(contribution, new))
    tighten(new)
    return new


def _create(
    process: Process, participant: Participant | None, said: Said, supersedes: Contribution | None = None
) -> Contribution:
    """The rows, the tallies and the entry of something said."""
    now = timezone.now()
    filed = said.filed or now
    contribution = Contribution.objects.create(
        process=process,
        draft=said.draft,
        kind=said.kind,
        channel=said.channel,
        filed=filed,
        late=is_late(said.draft, filed),
        language=said.language,
        text=said.text,
        participant=participant,
        organisation=_organisation(process, said),
        stakeholder_group=said.stakeholder_group,
        regional_group=said.regional_group,
        country=said.country,
        groupings=list(said.groupings),
        permission=said.permission,
        supersedes=supersedes,
        once=_key(process, said),
        event=said.event,
        heard_or_observed=said.heard_or_observed,
        notices=list(said.notices),
        dealt=now if said.asks else None,  # who says what it asks, and of what, leaves nothing to be read
    )
    asks = Ask.objects.bulk_create(_ask(contribution, asked) for asked in said.asks)
    count(contribution, asks)
    _enter(process, entries.filed(contribution, asks))
    if not asks:
        suggest_later(contribution)
    return contribution


def _ask(contribution: Contribution, asked: Asked) -> Ask:
    return Ask(
        contribution=contribution,
        draft=asked.draft or contribution.draft,
        place=asked.place,
        kind=asked.kind,
        stance=asked.stance,
        about=asked.about,
        quote=asked.quote,
        anchor=asked.anchor,
        proposed=asked.proposed,
        rationale=asked.rationale,
        statement=asked.statement,
    )


def _organisation(process: Process, said: Said) -> Organisation | None:
    """The organisation that was declared; who speaks anonymously leaves none behind."""
    if not said.organisation.strip() or said.permission == Permission.ANONYMOUS:
        return None
    return Organisation.objects.named(process.slug, " ".join(said.organisation.split()))


def _identify(participant: Participant, said: Said) -> None:
    """Keep name and e-mail apart from what was said, and only those that were given.

    Someone with an account keeps what was given with other contributions.
    """
    name = said.name if said.permission == Permission.NAMED else ""
    given = {key: value for key, value in {"name": name, "email": said.email}.items() if value}
    if Account.objects.filter(participant=participant).exists():
        if given:
            Identity.objects.update_or_create(participant=participant, defaults=given)
    elif given:
        Identity.objects.update_or_create(
            participant=participant, defaults={"name": "", "email": "", **given}
        )
    else:
        Identity.objects.filter(participant=participant).delete()


def _end(contribution: Contribution, state: ContributionState) -> None:
    """A current contribution is so no longer, and counts no more."""
    current = Contribution.objects.filter(pk=contribution.pk, state=ContributionState.CURRENT)
    now = timezone.now()
    if not current.update(state=state, ended=now):
        raise Ended
    contribution.state, contribution.ended = state, now
    count(contribution, contribution.asks.all(), -1)


def _enter(process: Process, act: record.Act) -> None:
    record.enter(process.slug, entries.ACTOR, act.verb, act.object, act.content, act.readers)
