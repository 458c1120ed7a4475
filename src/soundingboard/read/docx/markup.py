"""Small questions put to WordprocessingML elements."""

from lxml.etree import _Element as Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
OFF = frozenset({"0", "false", "off", "none"})
# Larger figures are damage: Word itself stores these as 32-bit integers.
LARGEST = 2**31 - 1


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


def child(element: Element | None, *names: str) -> Element | None:
    """The element down this path of names, or None."""
    for name in names:
        if element is None:
            return None
        element = element.find(w(name))
    return element


def attribute(element: Element | None, name: str = "val") -> str | None:
    """An attribute of an element that may be missing."""
    return None if element is None else element.get(w(name))


def value(element: Element | None, *names: str) -> str | None:
    """`w:val` of the element down this path, or None."""
    return attribute(child(element, *names))


def whole(text: str | None) -> int | None:
    """A whole number from 0, or None where there is none."""
    if text is None or not text.strip().isdecimal() or len(text) > 12:
        return None
    return min(int(text), LARGEST)


def switch(element: Element | None, name: str) -> bool | None:
    """An on-off property: True, False, or None where the element does not say."""
    found = child(element, name)
    return None if found is None else (attribute(found) or "1") not in OFF


def local(element: Element) -> str:
    """The name of an element without its namespace when it is WordprocessingML, else the full name."""
    return element.tag.removeprefix(f"{{{W}}}")
