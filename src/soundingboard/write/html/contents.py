"""The contents: each section with a strip of bars, one for each paragraph, as high as it was changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from soundingboard.i18n import _
from soundingboard.model import Change
from soundingboard.write.html.elements import anchor, el, href
from soundingboard.write.html.heading import heading_anchor, heading_keys
from soundingboard.write.html.wording import change_id, redline
from soundingboard.write.outline import Section
from soundingboard.write.phrases import filter_keys, heading_number, numbers, word
from soundingboard.write.pieces import share_changed
from soundingboard.write.signs import traits


@dataclass(frozen=True, slots=True)
class Measures:
    """Lengths in pixels."""

    cell: int = 24  # the least target of WCAG 2.2, 2.5.8
    least: int = 2  # a bar that can still be seen
    rows: int = 40  # more sections than this take over two screens of a phone: they begin folded


_MEASURES = Measures()


def contents(sections: Sequence[Section]) -> etree._Element:
    """Each section's heading and strip; only what a filter shows keeps its place here too."""
    rows = [_row(section) for section in sections]
    unfolded = "open" if len(rows) <= _MEASURES.rows else None
    return el(
        "nav",
        el(
            "details", el("summary", _("Contents")), _key(), el("ol", *rows, class_="sections"), open=unfolded
        ),
        class_="contents",
        aria_label=_("Contents"),
    )


def section_name(section: Section) -> str:
    """What the contents call the text before the first heading."""
    first = section.changes[0] if section.changes else None
    references = (first.new or first.old) if first else ()
    preambular = bool(references) and references[0].kind == "preambular"
    return _("Preamble") if preambular else _("Text")


def change_anchor(change: Change) -> str:
    return anchor(change_id(change))


def _key() -> etree._Element:
    return el("p", _("A bar for each paragraph: the higher, the more of it was changed."), class_="key")


def _row(section: Section) -> etree._Element:
    keys = heading_keys(section.heading) if section.heading else ()
    row = el("li", _link(section), class_=" ".join((f"level-{min(section.level, 3)}", *keys)))
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
        return _cell(change, words, drawing)
    cell = _MEASURES.cell
    height = max(_MEASURES.least, round(share_changed(change) * cell))
    return _cell(change, words, el("rect", x="2", y=str(cell - height), width="20", height=str(height)))


def _cell(change: Change, words: str, drawing: etree._Element) -> etree._Element:
    chart = el("svg", drawing, viewBox=f"0 0 {_MEASURES.cell} {_MEASURES.cell}", aria_hidden="true")
    link = el("a", chart, href=href(change_anchor(change)), title=words, aria_label=words)
    return el("li", link, class_=" ".join(filter_keys(change)))


def _described(change: Change) -> str:
    words = ", ".join(word(key, change) for key in traits(change))
    share = round(100 * share_changed(change))
    named = _("Paragraph {numbers}: {words}").format(numbers=numbers(change.new or change.old), words=words)
    return (
        _("{named}, {share} % changed").format(named=named, share=share)
        if change.old and change.new
        else named
    )
