"""Item numbers that only print otherwise: "a." in a web page is "(a)" in Word, and nobody changed it.

They are written as the new draft prints them, all items of a list alike, so that no mark stands at them.
"""

from collections.abc import Mapping
from dataclasses import replace

from soundingboard.model import Change, Comparison, Reference
from soundingboard.write.outline import nesting

_DEEPEST = 9  # levels that a list can have in Word
_Manner = tuple[int, str]  # how deep an item stands, and what is printed round its number ("{}.")


def punctuated_alike(comparison: Comparison) -> Comparison:
    """The comparison with the item labels of the old draft in the punctuation of the new one."""
    depth = {
        side: nesting([r for change in comparison.changes for r in getattr(change, side)], _DEEPEST)
        for side in ("old", "new")
    }
    manners = _manners(comparison, depth["old"])
    if not manners:
        return comparison
    changes = tuple(_relabelled(change, manners, depth["old"]) for change in comparison.changes)
    return replace(comparison, changes=changes)


def _manners(comparison: Comparison, depth: Mapping[str, int]) -> dict[_Manner, str]:
    """How the new draft prints what the old one printed in each manner, where it always does so in one way."""
    found: dict[_Manner, set[str]] = {}
    for change in comparison.changes:
        if len(change.old) == len(change.new) == 1 and _are_items(change):
            old, new = change.old[0].label, change.new[0].label
            if _name(old) and _name(old) == _name(new):
                found.setdefault((depth[change.old[0].eid], _frame(old)), set()).add(_frame(new))
    return {
        manner: frame for manner, (frame, *more) in ((m, sorted(fs)) for m, fs in found.items()) if not more
    }


def _are_items(change: Change) -> bool:
    return change.old[0].kind == change.new[0].kind == "item"


def _relabelled(change: Change, manners: Mapping[_Manner, str], depth: Mapping[str, int]) -> Change:
    return replace(change, old=tuple(_printed(reference, manners, depth) for reference in change.old))


def _printed(reference: Reference, manners: Mapping[_Manner, str], depth: Mapping[str, int]) -> Reference:
    frame = manners.get((depth[reference.eid], _frame(reference.label)))
    if frame is None or reference.kind != "item" or not _name(reference.label):
        return reference
    return replace(reference, label=frame.format(_name(reference.label)))


def _name(label: str) -> str:
    """The number without its punctuation; empty where that is not all at its ends."""
    name = label.strip("().:）（ ")
    return name if name.isalnum() else ""


def _frame(label: str) -> str:
    name = _name(label)
    return label.replace(name, "{}", 1) if name else label
