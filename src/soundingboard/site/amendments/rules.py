"""Who may see and do what with proposed wording."""

from soundingboard.site.amendments.models import Amendment
from soundingboard.site.people.models import Organisation, RoleName
from soundingboard.site.people.rules import Who


def may_propose(who: Who, process: str) -> bool:
    """Propose wording, take it over from a contribution, carry it to a later draft."""
    return who.is_one_of(process, RoleName.BOARD, RoleName.SECRETARIAT)


def may_propose_for_others(who: Who, process: str) -> bool:
    """Enter wording that an organisation sent."""
    return who.is_one_of(process, RoleName.SECRETARIAT)


def may_withdraw(who: Who, amendment: Amendment) -> bool:
    """The board takes back its own; the secretariat any, on the word of whose it is."""
    process = amendment.process.slug
    if who.is_one_of(process, RoleName.SECRETARIAT):
        return True
    return amendment.is_boards and who.is_one_of(process, RoleName.BOARD)


def may_enter_support(who: Who, process: str) -> bool:
    """Say where any organisation stands, on its word."""
    return who.is_one_of(process, RoleName.SECRETARIAT)


def may_speak_for(who: Who, organisation: Organisation) -> bool:
    """Say where one organisation stands: the secretariat, or who is known to speak for it (one query)."""
    process = organisation.process
    if may_enter_support(who, process):
        return True
    own = Organisation.objects.spoken_for_by(who.participant, process)
    return who.is_signed_in and own.filter(pk=organisation.pk).exists()
