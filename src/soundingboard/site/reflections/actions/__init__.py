"""What the board does with its reflections. Each act enters the record; before publication for the boardroom alone."""

from soundingboard.site.reflections.actions.beginning import Facts, begin, begin_correction, edit_facts
from soundingboard.site.reflections.actions.returning import put_away, receive, take_over
from soundingboard.site.reflections.actions.sections import (
    add_section,
    edit_section,
    move_section,
    remove_section,
)
from soundingboard.site.reflections.actions.signing import back_to_writing, open_for_signing, publish, sign

__all__ = [
    "Facts",
    "add_section",
    "back_to_writing",
    "begin",
    "begin_correction",
    "edit_facts",
    "edit_section",
    "move_section",
    "open_for_signing",
    "publish",
    "put_away",
    "receive",
    "remove_section",
    "sign",
    "take_over",
]
