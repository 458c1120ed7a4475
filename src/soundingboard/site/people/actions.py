"""Accounts, roles, organisations, erasure."""

from collections.abc import Iterable

from django.db import connection, transaction

from soundingboard.site.people.models import Account, Identity, Organisation, Participant, Role, Speaker
from soundingboard.site.people.rules import Who
from soundingboard.site.record.actions import enter
from soundingboard.site.record.models import Readers


@transaction.atomic
def open_account(who: Who, process: str, login: str, password: str, roles: Iterable[str]) -> Account:
    """A new way to sign in, with these roles in the process."""
    account = Account.objects.create_user(login, password)
    enter(process, who.actor, "opened account", str(account.participant))
    for role in roles:
        _give(who, process, account.participant, role)
    return account


@transaction.atomic
def give_role(who: Who, process: str, participant: Participant, role: str) -> None:
    """Let someone do what a role may do; giving it twice changes nothing."""
    if not participant.roles.filter(process=process, role=role).exists():
        _give(who, process, participant, role)


def _give(who: Who, process: str, participant: Participant, role: str) -> None:
    Role.objects.create(participant=participant, process=process, role=role)
    enter(process, who.actor, "gave role", str(participant), {"role": role})


@transaction.atomic
def take_role(who: Who, role: Role) -> None:
    """End a role."""
    enter(role.process, who.actor, "took role", str(role.participant), {"role": role.role})
    role.delete()


@transaction.atomic
def verify_organisation(who: Who, organisation: Organisation, verified: bool) -> None:
    """Say that an organisation is what it declares to be, or take that back."""
    Organisation.objects.filter(pk=organisation.pk).update(verified=verified)
    verb = "verified organisation" if verified else "took back verification"
    enter(
        organisation.process, who.actor, verb, f"organisation:{organisation.pk}", {"name": organisation.name}
    )


@transaction.atomic
def let_speak(who: Who, organisation: Organisation, participant: Participant) -> None:
    """Let a participant speak for an organisation; who does so is for the secretariat alone to read."""
    _speaker, is_new = Speaker.objects.get_or_create(organisation=organisation, participant=participant)
    if is_new:
        _enter_speaker(who, "let speak for organisation", organisation, participant)


@transaction.atomic
def end_speaking(who: Who, speaker: Speaker) -> None:
    """A participant speaks for an organisation no more; what they said for it stays."""
    _enter_speaker(who, "ended speaking for organisation", speaker.organisation, speaker.participant)
    speaker.delete()


def _enter_speaker(who: Who, verb: str, organisation: Organisation, participant: Participant) -> None:
    content = {"participant": participant.name}
    obj = f"organisation:{organisation.pk}"
    enter(organisation.process, who.actor, verb, obj, content, Readers.SECRETARIAT)


def _forget_pages() -> None:
    """What was erased must not stay in the journal of the database either (its pages are overwritten as they go)."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@transaction.atomic
def erase_identity(who: Who, process: str, participant: Participant) -> bool:
    """Erase a participant's name and address for good; whether there was anything to erase.

    What they said stays, under their pseudonym; the record says that something was erased, not what.
    """
    erased, _rows = Identity.objects.filter(participant=participant).delete()
    if erased:
        transaction.on_commit(_forget_pages)
        enter(process, who.actor, "erased name and address", str(participant), readers=Readers.SECRETARIAT)
    return bool(erased)
