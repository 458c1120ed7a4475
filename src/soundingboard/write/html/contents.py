"""The contents: each section with a strip of bars, one for each paragraph, as high as it was changed."""

from collections.abc import Sequence

from lxml import etree

from soundingboard.i18n import _
from soundingboard.model import Change
from soundingboard.write.html.elements import anchor, el, href
from soundingboard.write.html.wording import redline
from soundingboard.write.outline import Section
from soundingboard.write.phrases import heading_number, numbers
from soundingboard.write.pieces import share_changed
from soundingboard.write.signs import SIGNS, traits

_CELL = 24  # pixels: the least target of WCAG 2.2, 2.5.8
_LEAST = 2  # pixels: a bar that says "here is an unchanged paragraph"


def contents(sections: Sequence[Section]) -> etree._Element:
    rows = [_row(section) for section in sections]
    return el(
        "nav",
        el("details", el("summary", _("Contents")), _key(), el("ol", *rows, class_="sections"), open="open"),
        class_="contents",
        aria_label=_("Contents"),
    )


def section_name(section: Section) -> str:
    """What the contents call the text before the first heading."""
    first = section.changes[0] if section.changes else None
    references = (first.new or first.old) if first else ()
    preambular = bool(references) and references[0].kind == "preambular"
    return _("Preamble") if preambular else _("Text")


def heading_anchor(heading: Change) -> str:
    return anchor(heading.new[0].eid if heading.new else f"old-{heading.old[0].eid}")


def change_anchor(change: Change) -> str:
    return anchor(change.new[0].eid if change.new else f"old-{change.old[0].eid}")


def _key() -> etree._Element:
    return el("p", _("A bar for each paragraph: the higher, the more of it was changed."), class_="key")


def _row(section: Section) -> etree._Element:
    row = el("li", _link(section), class_=f"level-{min(section.level, 3)}")
    if section.changes:
        row.append(el("ol", *map(_bar, section.changes), class_="strip"))
    return row


def _link(section: Section) -> etree._Element:
    heading = section.heading
    if heading is None:
        return el("a", section_name(section), href=href(change_anchor(section.changes[0])))
    number = heading_number((heading.new or heading.old)[0])
    words = [run for run in heading.redline if run[0] != "delete" or not heading.new]
    texts = redline([("equal" if heading.new else op, text) for op, text in words])
    return el("a", f"{number} " if number else None, *texts, href=href(heading_anchor(heading)))


def _bar(change: Change) -> etree._Element:
    words = _described(change)
    if change.kind in ("inserted", "deleted"):
        drawing = el("use", href=f"#sign-{change.kind}", x="4", y="4", width="16", height="16")
        return _cell(change, words, drawing, change.kind)
    height = max(_LEAST, round(share_changed(change) * _CELL))
    bar = el("rect", x="2", y=str(_CELL - height), width="20", height=str(height))
    return _cell(change, words, bar, change.kind)


def _cell(change: Change, words: str, drawing: etree._Element, kind: str) -> etree._Element:
    chart = el("svg", drawing, viewBox=f"0 0 {_CELL} {_CELL}", aria_hidden="true")
    return el(
        "li", el("a", chart, href=href(change_anchor(change)), title=words, aria_label=words), class_=kind
    )


def _described(change: Change) -> str:
    words = ", ".join(SIGNS[key].word for key in traits(change))
    share = round(100 * share_changed(change))
    named = _("Paragraph {numbers}: {words}").format(numbers=numbers(change.new or change.old), words=words)
    return (
        _("{named}, {share} % changed").format(named=named, share=share)
        if change.old and change.new
        else named
    )
