"""A heading of the text, with what became of it marked."""

from lxml import etree

from soundingboard.model import Change, Comparison, Run
from soundingboard.vocabulary import Op
from soundingboard.write.html.elements import add, anchor, el
from soundingboard.write.html.wording import change_id, redline
from soundingboard.write.phrases import direction, heading_number

_LOWEST = 5  # heading levels under the title's: h2 to h6


def heading(change: Change, depth: int, comparison: Comparison) -> etree._Element:
    """The heading of a section that lies so deep (from 1: `h2`), with its number."""
    draft = comparison.new if change.new else comparison.old
    element = el(
        f"h{min(depth, _LOWEST) + 1}",
        id=heading_anchor(change),
        lang=draft.language,
        dir=direction(draft.language),
        class_=" ".join(heading_keys(change)) or None,
    )
    add(element, *redline([*_number(change), *change.redline]))
    return element


def heading_anchor(change: Change) -> str:
    return anchor(change_id(change))


def heading_keys(change: Change) -> tuple[str, ...]:
    """The filters that show a heading for its own sake."""
    return () if change.kind == "unchanged" else ("changed", change.kind)


def _number(change: Change) -> list[Run]:
    """The number and the space after it, as changed as they are."""
    was, now = (heading_number(side[0]) if side else "" for side in (change.old, change.new))
    if was and now and was != now:
        return [("delete", was), ("insert", now), ("equal", " ")]
    op: Op = "equal" if was == now else "insert" if now else "delete"
    return [(op, f"{was or now} ")] if was or now else []
