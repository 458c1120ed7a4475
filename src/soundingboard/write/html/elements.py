"""Elements of a page, made with lxml so that everything is escaped."""

import re

from lxml import etree, html

from soundingboard.write.characters import clean


def el(tag: str, *children: "etree._Element | str | None", **attributes: "str | None") -> etree._Element:
    """An element; a trailing or inner underscore in an attribute's name stands for nothing or a hyphen."""
    element = etree.Element(tag)
    for name, value in attributes.items():
        if value is not None:
            element.set(name.rstrip("_").replace("_", "-"), clean(value))
    add(element, *children)
    return element


def add(element: etree._Element, *children: "etree._Element | str | None") -> None:
    """Append elements and text in reading order; None is nothing."""
    for child in children:
        if isinstance(child, str):
            _add_text(element, clean(child))
        elif child is not None:
            element.append(child)


def markup(element: etree._Element) -> str:
    return str(html.tostring(element, encoding="unicode"))


def anchor(eid: str) -> str:
    """An `id` for a paragraph or heading; white space is not allowed in one."""
    return re.sub(r"\s+", "_", eid)


def href(eid: str) -> str:
    """A link to it; a browser looks for the `id` after it has undone percent signs."""
    return "#" + anchor(eid).replace("%", "%25")


def sign(key: str) -> etree._Element:
    """The sign of a kind or flag; the word beside it is what a screen reader says."""
    return el("svg", el("use", href=f"#sign-{key}"), class_="sign", aria_hidden="true")


def _add_text(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
