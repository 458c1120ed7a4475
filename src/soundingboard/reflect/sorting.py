"""What an ask is to reflections: something to retain, a welcome, a caution, a want of clearness, a suggestion."""

from typing import Literal

from soundingboard.model import Ask

Sort = Literal["retain", "welcome", "caution", "missed", "clarify", "suggest", "none"]


def sort_of(ask: Ask) -> Sort:
    """Which part of reflections tells of an ask.

    As boards sort what they hear: whoever keeps what a draft changed welcomes it, whoever undoes it warns; what is not
    in the text at all is missed. A neutral remark asks nothing and is told nowhere.
    """
    if ask.about == "omission" and ask.kind not in ("clarify", "question", "remark"):
        return "missed"
    if ask.kind == "retain":
        return "welcome" if ask.about == "change" else "retain"
    if ask.kind in ("clarify", "question"):
        return "clarify"
    if ask.kind == "remark":
        return "welcome" if ask.stance == "welcome" else "none" if ask.stance == "neutral" else "caution"
    if ask.kind == "reinstate" or ask.about == "change":
        return "caution"
    return "suggest"
