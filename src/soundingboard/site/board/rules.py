"""Who may see and do what with the board's seats, events and outputs."""

from soundingboard.site.board.models import Output
from soundingboard.site.people.models import RoleName
from soundingboard.site.people.rules import Who


def may_edit_events(who: Who, process: str) -> bool:
    """Announce events, change them, keep their notes."""
    return who.is_one_of(process, RoleName.BOARD, RoleName.SECRETARIAT)


def may_edit_seats(who: Who, process: str) -> bool:
    """Say who sits on the board."""
    return who.is_one_of(process, RoleName.BOARD, RoleName.SECRETARIAT)


def may_write_outputs(who: Who, process: str) -> bool:
    """The board speaks for itself: nobody else writes, edits or publishes its outputs."""
    return who.is_one_of(process, RoleName.BOARD)


def sees_unpublished(who: Who, process: str) -> bool:
    """The secretariat reads what the board has not published; to anyone else it does not exist."""
    return who.is_one_of(process, RoleName.BOARD, RoleName.SECRETARIAT)


def may_read_output(who: Who, output: Output) -> bool:
    return output.is_published or sees_unpublished(who, output.process.slug)


def may_edit_output(who: Who, output: Output) -> bool:
    return may_write_outputs(who, output.process.slug)


def may_publish_output(who: Who, output: Output) -> bool:
    return may_write_outputs(who, output.process.slug) and not output.is_published


def may_write_report(who: Who, process: str) -> bool:
    """The texts of the final report are the board's; its figures are nobody's to write."""
    return who.is_one_of(process, RoleName.BOARD)
