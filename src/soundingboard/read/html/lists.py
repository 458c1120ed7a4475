"""The labels that a browser prints before list entries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from soundingboard.numbers import roman

_STYLE = re.compile(
    r"list-style(?:-type)?\s*:[^;]*?\b(none|decimal|(?:lower|upper)-(?:alpha|latin|roman)|disc|circle|square)\b",
    re.I,
)
_STYLES = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "decimal": "1",
}
_LARGEST = 3999  # Roman figures above it need signs that no browser prints


@dataclass(slots=True)
class ListState:
    """One open list: the manner of its labels ("" for none), the next number, and the step."""

    kind: str
    next: int = 1
    step: int = 1


def open_list(element: Element) -> ListState:
    """The state of a list as it opens, from its attributes `type`, `start`, `reversed` and its style."""
    if element.tag != "ol":
        return ListState(_style(element) or "•")
    kind = _style(element) or element.get("type") or "1"
    backwards = element.get("reversed") is not None
    entries = sum(1 for _ in _entries(element)) if backwards else 1
    return ListState(
        kind if kind in ("1", "a", "A", "i", "I", "none") else "1",
        whole(element.get("start"), entries),
        -1 if backwards else 1,
    )


def next_label(state: ListState, element: Element) -> str:
    """The label of the entry that opens now: "3.", "c.", "iii.", "•", or nothing."""
    kind = (element.get("type") or state.kind) if state.kind not in ("•", "none") else state.kind
    if kind == "•" or kind == "none" or _style(element) == "none":
        return "•" if kind == "•" else ""
    number = whole(element.get("value"), state.next)
    state.next = number + state.step
    return f"{_printed(number, kind)}."


def whole(text: str | None, default: int) -> int:
    """The whole number in an attribute, or `default`."""
    match = re.match(r"\s*([+-]?\d{1,9})", text or "")
    return int(match[1]) if match else default


def _style(element: Element) -> str:
    match = _STYLE.search(element.get("style") or "")
    if not match:
        return ""
    name = match[1].lower()
    return "none" if name == "none" else _STYLES.get(name, "•")


def _entries(element: Element) -> Iterator[Element]:
    return (child for child in element if child.tag == "li")


def _printed(number: int, kind: str) -> str:
    if kind in ("a", "A") and number > 0:
        letters = ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("a") + rest) + letters
        return letters if kind == "a" else letters.upper()
    if kind in ("i", "I") and 0 < number <= _LARGEST:
        return roman(number) if kind == "i" else roman(number).upper()
    return str(number)
