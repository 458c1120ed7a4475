"""A paper as a Word file: real styles, lists and tables, a bookmark for each name, marked words as tracked changes."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import count
from typing import Any

from lxml import etree

from soundingboard.write.characters import clean
from soundingboard.write.docx.parts import (
    CORE,
    MAIN,
    OFFICE,
    TOP,
    content_types,
    moment,
    packed,
    page,
    properties,
    relations,
)
from soundingboard.write.docx.xml import Tracker, characters, serialized, styles, w
from soundingboard.write.paper import Block, Bullets, Grid, Heading, Paper, Picture, Prose
from soundingboard.write.papers.drawing import EXTENSIONS, drawing, picture_parts
from soundingboard.write.papers.lines import bookmark
from soundingboard.write.papers.runs import Links, paragraph
from soundingboard.write.phrases import direction, made_by

_ROLES = {
    "plain": "BodyText",
    "wording": "Wording",
    "quote": "Quote",
    "evidence": "Evidence",
    "note": "Remark",
}
_LOWEST = 6
_BULLETS, _NUMBERS = "1", 2  # the list of all bullets; numbered lists count on from here
_PARTS = {
    "/word/document.xml": f"{MAIN}.document.main+xml",
    "/word/styles.xml": f"{MAIN}.styles+xml",
    "/word/numbering.xml": f"{MAIN}.numbering+xml",
    "/word/settings.xml": f"{MAIN}.settings+xml",
    "/word/footer1.xml": f"{MAIN}.footer+xml",
    "/docProps/core.xml": CORE,
}
_RELATIONS = (
    ("rId1", f"{OFFICE}/relationships/styles", "styles.xml"),
    ("rId2", f"{OFFICE}/relationships/settings", "settings.xml"),
    ("rId3", f"{OFFICE}/relationships/numbering", "numbering.xml"),
    ("rId4", f"{OFFICE}/relationships/footer", "footer1.xml"),
)
Named = tuple[str, etree._Element]  # an element of the body, and the name of the stretch that it belongs to


def to_docx(paper: Paper) -> bytes:
    """A .docx. Tracked changes are by the author of the paper, at SOURCE_DATE_EPOCH, else at its date, else 1980-01-01.

    Raises InputError for a SOURCE_DATE_EPOCH that is none.
    """
    when = moment(None, paper.date)
    tracker = Tracker(paper.author, when, direction(paper.language) == "rtl", count(1))
    pictures = [block for block in paper.blocks if isinstance(block, Picture)]
    links = Links(paper.language, {bookmark(name) for name in _names(paper)})
    ordered = sum(isinstance(block, Bullets) and block.is_ordered for block in paper.blocks)
    document = _document(paper, tracker, links)
    drawn, relation = picture_parts(pictures)
    parts = {
        "[Content_Types].xml": content_types(_PARTS, EXTENSIONS if pictures else None).encode(),
        "_rels/.rels": relations(TOP).encode(),
        "word/_rels/document.xml.rels": relations((*_RELATIONS, *relation), links.outside).encode(),
        "word/document.xml": document,
        "word/styles.xml": serialized(styles(paper.language, _styles())),
        "word/numbering.xml": serialized(_numbering(ordered)),
        "word/settings.xml": serialized(_settings()),
        "word/footer1.xml": serialized(_footer(paper)),
        "docProps/core.xml": properties(paper.title, "", paper.author, when, paper.name).encode(),
        **drawn,
    }
    return packed(parts)


def _names(paper: Paper) -> Iterator[str]:
    yield paper.name
    for block in paper.blocks:
        if isinstance(block, Bullets):
            yield from (item.name for item in block.items)
        elif not isinstance(block, Picture):
            yield block.name


@cache
def _styles() -> Sequence[Mapping[str, Any]]:
    text = (files("soundingboard.write.papers") / "styles.toml").read_text(encoding="utf-8")
    found: Sequence[Mapping[str, Any]] = tomllib.loads(text)["style"]
    return found


def _document(paper: Paper, tracker: Tracker, links: Links) -> bytes:
    found: list[Named] = [(paper.name, _plain(paper.title, "Title", tracker))]
    found += [("", _plain(line, "Front", tracker)) for line in paper.front if line]
    numbers, pictures = count(_NUMBERS), count(1)
    for block in paper.blocks:
        found += _block(block, tracker, links, numbers, pictures)
    body = w("body", *_bookmarked(found), page((("footerReference", "rId4"),)))
    return serialized(w("document", body))


def _bookmarked(found: Sequence[Named]) -> Iterator[etree._Element]:
    """The elements, with a bookmark over each stretch of one name; a name that comes again later has none."""
    ids = count(1)
    done: set[str] = set()
    open_name = ""
    for n, (name, element) in enumerate(found):
        starts = bool(name) and name != open_name and name not in done
        if starts:
            open_name, number = name, str(next(ids))
            done.add(name)
            _insert_start(element, w("bookmarkStart", id=number, name=bookmark(name)))
        if open_name and name == open_name and (n + 1 == len(found) or found[n + 1][0] != open_name):
            _last_paragraph(element).append(w("bookmarkEnd", id=number))
            open_name = ""
        yield element


def _insert_start(element: etree._Element, start: etree._Element) -> None:
    """Put a bookmark's start after the properties of the element's first paragraph."""
    first = element if element.tag == w("p").tag else next(element.iter(w("p").tag))
    first.insert(1 if len(first) and first[0].tag == w("pPr").tag else 0, start)


def _last_paragraph(element: etree._Element) -> etree._Element:
    return element if element.tag == w("p").tag else list(element.iter(w("p").tag))[-1]


def _block(
    block: Block, tracker: Tracker, links: Links, numbers: "count[int]", pictures: "count[int]"
) -> Iterator[Named]:
    match block:
        case Heading():
            style = f"Heading{min(max(block.level, 1), _LOWEST)}"
            yield block.name, paragraph(block.line, style, tracker, links)
        case Prose():
            yield block.name, paragraph(block.line, _ROLES[block.role], tracker, links)
        case Bullets():
            style, number = (
                ("ListNumber", str(next(numbers))) if block.is_ordered else ("ListBullet", _BULLETS)
            )
            for item in block.items:
                yield item.name, paragraph(item.line, style, tracker, links, number)
        case Grid():
            yield from _grid(block, tracker, links)
        case Picture():
            yield "", drawing(block, next(pictures))


def _plain(text: str, style: str, tracker: Tracker) -> etree._Element:
    return w(
        "p",
        w("pPr", w("pStyle", val=style), w("bidi") if tracker.rtl else None),
        w("r", *characters(text, "t")),
    )


def _grid(block: Grid, tracker: Tracker, links: Links) -> Iterator[Named]:
    """The caption, the table, and the paragraph that Word wants after a table."""
    if block.caption or block.name:
        yield block.name, _plain(block.caption, "Caption", tracker)
    if not block.columns:
        return
    properties = w(
        "tblPr",
        w("bidiVisual") if tracker.rtl else None,
        w("tblW", w="5000", type="pct"),
        _rules(),
        w("tblLook", val="04A0", firstRow="1", firstColumn="1"),
        w("tblCaption", val=clean(block.caption)),
    )
    width = str(9070 // len(block.columns))
    columns = w("tblGrid", *(w("gridCol", w=width) for _column in block.columns))
    head = w(
        "tr",
        w("trPr", w("cantSplit"), w("tblHeader")),
        *(w("tc", w("tcPr"), _plain(name, "CellHead", tracker)) for name in block.columns),
    )
    rows = (
        w(
            "tr",
            w("trPr", w("cantSplit")),
            *(
                w("tc", w("tcPr"), paragraph(cell, "Cell", tracker, links, at_end=n in block.numeric))
                for n, cell in enumerate(row)
            ),
        )
        for row in block.rows
    )
    yield block.name, w("tbl", properties, columns, head, *rows)
    yield "", w("p", w("pPr", w("pStyle", val="After")))


def _rules() -> etree._Element:
    lines = ("top", "bottom", "insideH")
    return w("tblBorders", *(w(name, val="single", sz="4", space="0", color="BFBDB6") for name in lines))


def _numbering(ordered: int) -> etree._Element:
    """Bullets, and each numbered list by itself."""
    kinds = (("0", "bullet", "•", "283"), ("1", "decimal", "%1.", "425"))
    abstract = (
        w(
            "abstractNum",
            w("multiLevelType", val="singleLevel"),
            w(
                "lvl",
                w("start", val="1"),
                w("numFmt", val=form),
                w("lvlText", val=text),
                w("lvlJc", val="left"),
                w("pPr", w("ind", left="425", hanging=hanging)),
                ilvl="0",
            ),
            abstractNumId=number,
        )
        for number, form, text, hanging in kinds
    )
    lists = (
        w(
            "num",
            w("abstractNumId", val="1"),
            w("lvlOverride", w("startOverride", val="1"), ilvl="0"),
            numId=str(_NUMBERS + n),
        )
        for n in range(ordered)
    )
    return w("numbering", *abstract, w("num", w("abstractNumId", val="0"), numId=_BULLETS), *lists)


def _settings() -> etree._Element:
    """Word 2013 and later: no compatibility mode."""
    uri = "http://schemas.microsoft.com/office/word"
    return w("settings", w("compat", w("compatSetting", name="compatibilityMode", uri=uri, val="15")))


def _footer(paper: Paper) -> etree._Element:
    text = w("r", *characters(f"{paper.title} · {made_by()} · ", "t"))
    pages = (w("fldSimple", w("r", *characters("1", "t")), instr=name) for name in ("PAGE", "NUMPAGES"))
    first, last = pages
    return w(
        "ftr", w("p", w("pPr", w("pStyle", val="Footer")), text, first, w("r", *characters(" / ", "t")), last)
    )
