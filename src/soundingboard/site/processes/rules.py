"""Who may do what with a process."""

from soundingboard.site.people.models import RoleName
from soundingboard.site.people.rules import Who


def may_edit_process(who: Who, process: str) -> bool:
    """Put up a new version of the mandate; add and move milestones."""
    return who.is_one_of(process, RoleName.SECRETARIAT)
