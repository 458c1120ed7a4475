"""WordprocessingML (ECMA-376, part 1): paragraphs with tracked changes, and the style sheet."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import count
from typing import Any

from lxml import etree

from soundingboard.model import Run
from soundingboard.vocabulary import Op
from soundingboard.write.characters import clean
from soundingboard.write.docx.lines import Line
from soundingboard.write.docx.notes import Footnote

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(tag: str, *children: "etree._Element | None", **attributes: str) -> etree._Element:
    """An element of the w namespace; its attributes too."""
    element = etree.Element(f"{{{W}}}{tag}", nsmap={"w": W, "r": R})
    for name, value in attributes.items():
        element.set(f"{{{W}}}{name}", value)
    element.extend(child for child in children if child is not None)
    return element


def serialized(element: etree._Element) -> bytes:
    etree.cleanup_namespaces(element, keep_ns_prefixes=["w", "r"])
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


@dataclass(frozen=True, slots=True)
class Tracker:
    """Who made the changes, when (ISO 8601, UTC), whether the text runs from right to left.

    The footnotes that paragraphs refer to gather in `footnotes`.
    """

    author: str
    date: str
    rtl: bool
    ids: "count[int]"
    footnotes: list[etree._Element] = field(default_factory=list)

    def revision(self, op: Op, *children: etree._Element) -> etree._Element:
        """A `w:ins` or `w:del`."""
        return self.attributed("ins" if op == "insert" else "del", *children)

    def attributed(self, tag: str, *children: etree._Element) -> etree._Element:
        return w(tag, *children, id=str(next(self.ids)), author=clean(self.author), date=self.date)


def paragraph(line: Line, tracker: Tracker) -> etree._Element:
    """A `w:p`; its mark is tracked when it was inserted or deleted."""
    properties = w("pPr", w("pStyle", val=line.style), w("bidi") if tracker.rtl else None)
    if line.mark != "equal":
        properties.append(w("rPr", tracker.revision(line.mark)))
    if line.was and line.was != line.style:
        before = w("pPr", w("pStyle", val=line.was), w("bidi") if tracker.rtl else None)
        properties.append(tracker.attributed("pPrChange", before))
    return w("p", properties, *(_tracked(run, tracker) for run in line.runs if run[1]))


def plain(text: str, style: str, bold: bool = False) -> etree._Element:
    run = w("r", w("rPr", w("b")) if bold else None, *characters(text, "t"))
    return w("p", w("pPr", w("pStyle", val=style)), run)


def fields(style: str, *parts: str) -> etree._Element:
    """A paragraph of text and fields; a part in capitals (`PAGE`) is a field."""
    runs = (
        w("fldSimple", w("r"), instr=part) if part.isupper() else w("r", *characters(part, "t"))
        for part in parts
    )
    return w("p", w("pPr", w("pStyle", val=style)), *runs)


def _tracked(run: Run | Footnote, tracker: Tracker) -> etree._Element:
    if isinstance(run, Footnote):
        return _reference(run, tracker)
    op, text = run
    properties = w("rPr", w("rtl")) if tracker.rtl else None
    element = w("r", properties, *characters(text, "delText" if op == "delete" else "t"))
    return element if op == "equal" else tracker.revision(op, element)


def _reference(note: Footnote, tracker: Tracker) -> etree._Element:
    """The place of a footnote; the footnote itself is put by."""
    number = str(len(tracker.footnotes) + 1)
    reference = w("footnoteReference", id=number)
    mark: list[etree._Element] = []
    if note.typed:
        reference.set(f"{{{W}}}customMarkFollows", "1")
        mark = list(characters(note.mark, "delText" if note.op == "delete" else "t"))
    element = w("r", _raised(tracker), reference, *mark)
    tracker.footnotes.append(_footnote(number, note.runs, tracker))
    return element if note.op == "equal" else tracker.revision(note.op, element)


def _footnote(number: str, runs: Sequence[Run], tracker: Tracker) -> etree._Element:
    properties = w("pPr", w("pStyle", val="FootnoteText"), w("bidi") if tracker.rtl else None)
    texts = [_tracked(run, tracker) for run in (("equal", " "), *runs) if run[1]]
    return w("footnote", w("p", properties, w("r", _raised(tracker), w("footnoteRef")), *texts), id=number)


def _raised(tracker: Tracker) -> etree._Element:
    return w("rPr", w("vertAlign", val="superscript"), w("rtl") if tracker.rtl else None)


def footnotes(found: Sequence[etree._Element]) -> etree._Element:
    """The part that holds the footnotes, after the two lines that Word wants above footnotes."""
    rules = (
        w("footnote", w("p", w("r", w(kind))), type=kind, id=number)
        for kind, number in (("separator", "-1"), ("continuationSeparator", "0"))
    )
    return w("footnotes", *rules, *found)


def characters(text: str, tag: str) -> Iterator[etree._Element]:
    """Text with its tabs and line feeds as elements, as Word reads them."""
    for part in re.split(r"([\t\n])", clean(text)):
        if part in ("\t", "\n"):
            yield w("tab" if part == "\t" else "br")
        elif part:
            element = w(tag)
            element.text = part
            element.set(_XML_SPACE, "preserve")
            yield element


def styles(language: str, more: Sequence[Mapping[str, Any]] = ()) -> etree._Element:
    """The style sheet, from `styles.toml`, and `more` styles of the same form."""
    sheet = _sheet()
    text = sheet["text"]
    fonts = w("rFonts", ascii=text["font"], hAnsi=text["font"], cs=text["complex"])
    defaults = w("rPr", fonts, *_size(text["size"]), w("lang", val=language, bidi=language))
    spacing = w("pPr", w("spacing", after=str(text["after"]), line=str(text["line"]), lineRule="auto"))
    normal = w(
        "style", w("name", val="Normal"), w("qFormat"), type="paragraph", default="1", styleId="Normal"
    )
    return w(
        "styles",
        w("docDefaults", w("rPrDefault", defaults), w("pPrDefault", spacing)),
        normal,
        *map(_style, [*sheet["style"], *more]),
    )


@cache
def _sheet() -> dict[str, Any]:
    data = files("soundingboard.write.docx").joinpath("styles.toml").read_text(encoding="utf-8")
    return tomllib.loads(data)


def _style(style: Mapping[str, Any]) -> etree._Element:
    return w(
        "style",
        w("name", val=style["name"]),
        w("basedOn", val="Normal"),
        w("qFormat"),
        w("pPr", *_paragraph_properties(style)),
        w("rPr", *_run_properties(style)),
        type="paragraph",
        styleId=style["id"],
    )


def _paragraph_properties(style: Mapping[str, Any]) -> Iterator[etree._Element]:
    """In the order that the schema wants."""
    if "outline" in style or style.get("keep"):
        yield w("keepNext")
    if "list" in style:
        yield w("numPr", w("numId", val=str(style["list"])))
    if "rule" in style:
        yield w("pBdr", w("left", val="single", sz="12", space="8", color=style["rule"]))
    spacing = {name: str(style[name]) for name in ("before", "after") if name in style}
    if spacing:
        yield w("spacing", **spacing)
    if "left" in style:
        yield w("ind", left=str(style["left"]), hanging=str(style.get("hanging", 0)))
    if "outline" in style:
        yield w("outlineLvl", val=str(style["outline"]))


def _run_properties(style: Mapping[str, Any]) -> Sequence[etree._Element]:
    found = [w("b"), w("bCs")] if style.get("bold") else []
    found += [w("color", val=style["color"])] if "color" in style else []
    return [*found, *_size(style["size"])] if "size" in style else found


def _size(half_points: int) -> tuple[etree._Element, etree._Element]:
    return w("sz", val=str(half_points)), w("szCs", val=str(half_points))
