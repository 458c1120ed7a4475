"""A Word file that people edited, as paragraphs of Markdown with the bookmarks that stand over them.

Tracked insertions count as text and tracked deletions do not, as if all changes were accepted; the runs of a paragraph
keep them. Text boxes, footnotes, tables and comments are read too: whatever a person wrote somewhere is somewhere here.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from soundingboard.model import Run
from soundingboard.read.docx.archive import LIMITS, open_archive, read_part
from soundingboard.read.docx.markup import MC, M, attribute, child, switch, value, w, whole
from soundingboard.read.docx.package import RELATION, open_package
from soundingboard.reflect.prose import Kind, Look, Piece, Stretch, joined
from soundingboard.vocabulary import Op

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_QUOTES = ("quote", "intense quote", "block text")
_LOOKS: Mapping[str, Look] = {"strong": "strong", "emphasis": "emphasis", "intense emphasis": "emphasis"}
_INSERTED, _DELETED = (w("ins"), w("moveTo")), (w("del"), w("moveFrom"))
_STARTS, _ENDS = w("bookmarkStart"), w("bookmarkEnd")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in the margin: whose, and its words."""

    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph as it reads with all changes accepted.

    `style` is the name of its style in Word. `names` counts for each bookmark how many of its letters stand under it;
    `runs` are its words with what was tracked.
    """

    stretch: Stretch
    style: str = ""
    names: Mapping[str, int] = field(default_factory=dict)
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class WordText:
    """A file: its paragraphs in reading order, and the comments."""

    paras: tuple[Para, ...]
    comments: tuple[Comment, ...] = ()


@dataclass(slots=True)
class _Open:
    """A paragraph in the making."""

    pieces: list[Piece] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    boxes: list[Para] = field(default_factory=list)

    def add(self, text: str, look: Look, address: str | None, op: Op, names: Iterator[str]) -> None:
        self.runs.append((op, text))
        if op != "delete":
            self.pieces.append(Piece(text, look, address))
            self.names.update({name: sum(not c.isspace() for c in text) for name in names})


def read_word(data: bytes, name: str) -> WordText:
    """The paragraphs of a Word file; `name` stands in messages. Raises InputError for a file that is none."""
    package = open_package(data, name)
    links, comments = _beside(data, name)
    reader = _Reader(package.document, package.parts, links)
    body = child(package.document, "body")
    paras = [*(reader.paragraphs(body) if body is not None else []), *reader.left_open()]
    return WordText(tuple(paras), comments)


def _beside(data: bytes, name: str) -> tuple[dict[str, str], tuple[Comment, ...]]:
    """What the package of a draft leaves aside: the addresses of links, and comments."""
    archive = open_archive(data, name, LIMITS)
    links: dict[str, str] = {}
    comments: list[Comment] = []
    for path in archive.entries:
        if re.fullmatch(r"word/_rels/document\d*\.xml\.rels", path):
            for one in _parsed(read_part(archive, path)).iter(RELATION):
                if one.get("TargetMode") == "External":
                    links[one.get("Id", "")] = one.get("Target", "")
        elif re.fullmatch(r"word/comments\d*\.xml", path):
            for one in _parsed(read_part(archive, path)).iter(w("comment")):
                text = "\n".join(_text_in(p) for p in one.iter(w("p"))).strip()
                comments.append(Comment(attribute(one, "author") or "", text))
    return links, tuple(one for one in comments if one.text)


def _parsed(data: bytes | None) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    found = etree.fromstring(data or b"<none/>", parser)
    return found if found is not None else etree.Element("none")


class _Reader:
    """Walks a body; bookmarks are open from their start to their end, wherever that stands."""

    def __init__(self, document: Element, parts: Mapping[str, Element], links: Mapping[str, str]) -> None:
        self._styles = {attribute(one, "styleId") or "": one for one in _of(parts.get("styles"), "style")}
        self._lists = _lists(parts.get("numbering"))
        self._links = links
        self._notes = {
            kind: {attribute(one, "id") or "": one for one in _of(parts.get(f"{kind}s"), kind)}
            for kind in ("footnote", "endnote")
        }
        self._open: dict[str, str] = {}
        self._closed = {attribute(one, "id") for one in document.iter(_ENDS)}
        self._carried: _Open | None = None

    def paragraphs(self, parent: Element) -> list[Para]:
        """The paragraphs under an element, in reading order."""
        found: list[Para] = []
        for element in parent:
            if element.tag == w("p"):
                found += self._paragraph(element)
            elif element.tag == w("tbl"):
                found += self._table(element)
            elif element.tag in (_STARTS, _ENDS):
                self._bookmark(element)
            elif element.tag == f"{{{MC}}}AlternateContent":
                found += self.paragraphs(element[0]) if len(element) else []
            elif element.tag not in (w("sectPr"), w("sdtPr"), w("tblPr"), w("tcPr"), w("trPr")):
                found += self.paragraphs(element)
        return found

    def _bookmark(self, element: Element) -> None:
        number = attribute(element, "id") or ""
        if element.tag == _ENDS:
            self._open.pop(number, None)
        elif number in self._closed:  # one that never ends would stand over everything after it
            self._open[number] = attribute(element, "name") or ""

    def _paragraph(self, element: Element) -> list[Para]:
        made = self._carried or _Open()
        self._carried = None
        self._inline(element, made, None, "equal")
        mark = child(element, "pPr", "rPr")
        if mark is not None and any(mark.find(tag) is not None for tag in _DELETED):
            self._carried = made  # its mark is deleted: it goes on in the next paragraph
            return []
        return [*self._finished(element, made), *made.boxes]

    def left_open(self) -> list[Para]:
        """The last paragraph of a file whose mark is deleted: there is none that it could go on in."""
        made, self._carried = self._carried, None
        return [*self._finished(etree.Element(w("p")), made), *made.boxes] if made else []

    def _finished(self, element: Element, made: _Open) -> list[Para]:
        style = self._style_name(value(element, "pPr", "pStyle"))
        kind, level = self._kind(element, style)
        stretch = Stretch(kind, joined(made.pieces), level)
        return [Para(stretch, style, dict(made.names), tuple(made.runs))] if stretch.pieces else []

    def _table(self, table: Element) -> list[Para]:
        """Each row as one paragraph, its cells with a stroke between them."""
        rows = []
        for row in table.iter(w("tr")):
            if any(row.find(f"{w('trPr')}/{tag}") is not None for tag in _DELETED):
                continue
            cells = [self.paragraphs(cell) for cell in row.iter(w("tc"))]
            pieces: list[Piece] = []
            names: Counter[str] = Counter()
            for n, one in enumerate(para for cell in cells for para in cell):
                pieces += [Piece(" | ")] if n else []
                pieces += one.stretch.pieces
                names.update(one.names)
            if pieces:
                runs: tuple[Run, ...] = tuple(run for cell in cells for para in cell for run in para.runs)
                rows.append(Para(Stretch("paragraph", joined(pieces)), "Table", dict(names), runs))
        return rows

    def _inline(self, parent: Element, made: _Open, address: str | None, op: Op) -> None:
        for element in parent:
            if element.tag in (_STARTS, _ENDS):
                self._bookmark(element)
            elif element.tag == w("r"):
                self._run(element, made, address, op)
            elif element.tag in _INSERTED:
                self._inline(element, made, address, "insert" if op == "equal" else op)
            elif element.tag in _DELETED:
                self._inline(element, made, address, "delete")
            elif element.tag == w("hyperlink"):
                self._inline(element, made, self._target(element), op)
            elif element.tag == f"{{{MC}}}AlternateContent":
                if len(element):
                    self._inline(element[0], made, address, op)
            elif element.tag.startswith(f"{{{M}}}"):
                text = _text_in(element, f"{{{M}}}t")
                made.add(text, "plain", address, op, iter(self._open.values()))
            elif element.tag not in (w("pPr"), w("sdtPr")):
                self._inline(element, made, address, op)

    def _target(self, link: Element) -> str | None:
        anchor = attribute(link, "anchor")
        outside = self._links.get(link.get(f"{_R}id", ""))
        return outside or (f"#{anchor}" if anchor else None)

    def _run(self, run: Element, made: _Open, address: str | None, op: Op) -> None:
        look = self._look(run)
        for part in run:
            if part.tag == w("ruby"):
                self._inline(part, made, address, op)
            text = self._text(part)
            if text:
                made.add(text, look, address, op, iter(self._open.values()))
            for box in part.iter(w("txbxContent")):
                if not _is_fallback(box):
                    made.boxes += self.paragraphs(box)

    def _text(self, part: Element) -> str:
        if part.tag in (w("t"), w("delText")):
            return part.text or ""
        if part.tag in (w("br"), w("cr")):
            return "\n" if attribute(part, "type") in (None, "textWrapping") else ""
        if part.tag in (w("footnoteReference"), w("endnoteReference")):
            kind = "footnote" if part.tag == w("footnoteReference") else "endnote"
            note = self._notes[kind].get(attribute(part, "id") or "")
            text = " ".join(_text_in(note).split()) if note is not None else ""
            return f" [{text}]" if text else ""
        return {w("tab"): " ", w("noBreakHyphen"): "‑"}.get(part.tag, "")

    def _look(self, run: Element) -> Look:
        properties = child(run, "rPr")
        named = (
            _LOOKS.get(self._style_name(value(properties, "rStyle")).lower())
            if properties is not None
            else None
        )
        if switch(properties, "b") or (named == "strong" and switch(properties, "b") is not False):
            return "strong"
        if switch(properties, "i") or (named == "emphasis" and switch(properties, "i") is not False):
            return "emphasis"
        return "plain"

    def _style_name(self, style: str | None) -> str:
        return value(self._styles.get(style or ""), "name") or style or ""

    def _kind(self, element: Element, style: str) -> tuple[Kind, int]:
        """What a paragraph is, by its style and its list."""
        heading = self._heading(value(element, "pPr", "pStyle"))
        if heading:
            return "heading", heading
        if style.lower() in _QUOTES:
            return "quote", 1
        number = value(element, "pPr", "numPr", "numId")
        level = whole(value(element, "pPr", "numPr", "ilvl")) or 0
        if number is None:
            number = self._list_of_style(value(element, "pPr", "pStyle"))
        if number and number != "0":
            return ("item" if self._lists.get((number, level), "bullet") == "bullet" else "number"), level + 1
        return "paragraph", 1

    def _heading(self, style: str | None) -> int:
        for found in self._based_on(style):
            if match := _HEADING.fullmatch(value(found, "name") or ""):
                return int(match[1])
        return 0

    def _list_of_style(self, style: str | None) -> str | None:
        found = (value(one, "pPr", "numPr", "numId") for one in self._based_on(style))
        return next((number for number in found if number), None)

    def _based_on(self, style: str | None) -> Iterator[Element]:
        """The style and those that it is based on; a circle ends where it began."""
        seen: set[str] = set()
        while style and style not in seen and style in self._styles:
            seen.add(style)
            yield self._styles[style]
            style = value(self._styles[style], "basedOn")


def _of(part: Element | None, tag: str) -> list[Element]:
    return [] if part is None else list(part.iter(w(tag)))


def _text_in(element: Element, tag: str = w("t")) -> str:
    return "".join(one.text or "" for one in element.iter(tag))


def _is_fallback(box: Element) -> bool:
    """Whether a text box is the second telling of one that was read already."""
    return any(above.tag == f"{{{MC}}}Fallback" for above in box.iterancestors())


def _lists(numbering: Element | None) -> dict[tuple[str, int], str]:
    """The form of number of each list and level: "bullet", "decimal" and so on."""
    forms = {
        (attribute(abstract, "abstractNumId"), whole(attribute(level, "ilvl")) or 0): value(level, "numFmt")
        or ""
        for abstract in _of(numbering, "abstractNum")
        for level in abstract.iter(w("lvl"))
    }
    found: dict[tuple[str, int], str] = {}
    for one in _of(numbering, "num"):
        kind = value(one, "abstractNumId")
        found |= {
            (attribute(one, "numId") or "", level): form
            for (name, level), form in forms.items()
            if name == kind
        }
    return found
