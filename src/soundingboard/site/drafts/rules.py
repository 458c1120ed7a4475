"""Who may see and do what with drafts."""

from soundingboard.site.drafts.models import OUT, Draft, Visibility
from soundingboard.site.people.models import RoleName
from soundingboard.site.people.rules import Who


def sees_inside(who: Who, process: str) -> bool:
    """Whether someone sees drafts that are for the board only: everyone with a role in the process does."""
    return bool(who.roles.get(process))


def may_read(who: Who, draft: Draft) -> bool:
    if draft.state not in OUT:
        return may_publish(who, draft.process.slug)
    return draft.visibility != Visibility.BOARD or sees_inside(who, draft.process.slug)


def may_publish(who: Who, process: str) -> bool:
    """Upload, mend, publish, correct, move deadlines."""
    return who.is_one_of(process, RoleName.SECRETARIAT)


def may_confirm_flags(who: Who, process: str) -> bool:
    """Whether a flag is right is the board's judgement."""
    return who.is_one_of(process, RoleName.BOARD)
