"""Who may see and do what with reflections. The board speaks for itself: nobody else writes or signs them."""

from soundingboard.site.drafts.rules import may_read as may_read_draft
from soundingboard.site.people.models import RoleName
from soundingboard.site.people.rules import Who
from soundingboard.site.reflections.models import Reflection, ReflectionState


def may_write(who: Who, process: str) -> bool:
    """Begin reflections, work on their statements, open them for sign-off, publish them."""
    return who.is_one_of(process, RoleName.BOARD)


def may_sign(who: Who, process: str) -> bool:
    return who.is_one_of(process, RoleName.BOARD)


def sees_unpublished(who: Who, process: str) -> bool:
    """The secretariat reads what the board has not published; to anyone else it does not exist."""
    return who.is_one_of(process, RoleName.BOARD, RoleName.SECRETARIAT)


def may_read(who: Who, reflection: Reflection) -> bool:
    """What is published, on a draft that the reader may know of."""
    if sees_unpublished(who, reflection.process.slug):
        return True
    return reflection.is_published and may_read_draft(who, reflection.draft)


def may_edit(who: Who, reflection: Reflection) -> bool:
    """Whether this reader may change its statements now."""
    return may_write(who, reflection.process.slug) and reflection.state == ReflectionState.DRAFT
