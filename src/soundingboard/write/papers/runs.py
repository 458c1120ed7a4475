"""Lines of a paper as paragraphs of WordprocessingML."""

from dataclasses import dataclass, field

from lxml import etree

from soundingboard.vocabulary import Op
from soundingboard.write.characters import clean
from soundingboard.write.docx.parts import OFFICE
from soundingboard.write.docx.xml import Tracker, characters, w
from soundingboard.write.paper import Line, Words
from soundingboard.write.papers.lines import bookmark, inside, joined, language_of, outside
from soundingboard.write.phrases import direction

_ID = f"{{{OFFICE}/relationships}}id"


@dataclass(slots=True)
class Links:
    """The language of the paper, the bookmarks it has, and the addresses that its relations must hold."""

    language: str
    bookmarks: set[str]
    outside: list[tuple[str, str]] = field(default_factory=list)

    def relation(self, address: str) -> str:
        """The relation of an address, each once."""
        for name, known in self.outside:
            if known == address:
                return name
        self.outside.append((f"link{len(self.outside) + 1}", address))
        return self.outside[-1][0]


def paragraph(
    line: Line, style: str, tracker: Tracker, links: Links, number: str = "", at_end: bool = False
) -> etree._Element:
    """A `w:p`. Its mark is tracked when all of its words are inserted, or all deleted."""
    around = language_of(line, links.language)
    words = joined(line)
    properties = w("pPr", w("pStyle", val=style))
    if number:
        properties.append(w("numPr", w("ilvl", val="0"), w("numId", val=number)))
    if direction(around) == "rtl":
        properties.append(w("bidi"))
    if at_end:
        properties.append(w("jc", val="end"))
    styles = {one.style for one in words if one.text.strip()}
    for op in _ops():
        if styles == {op}:
            properties.append(w("rPr", tracker.revision(op)))
    return w("p", properties, *(_run(one, tracker, links) for one in words))


def _ops() -> tuple[Op, Op]:
    return "delete", "insert"


def _run(words: Words, tracker: Tracker, links: Links) -> etree._Element:
    deleted = words.style == "delete"
    run = w("r", _properties(words, links), *characters(words.text, "delText" if deleted else "t"))
    element = run if words.style not in _ops() else tracker.revision("delete" if deleted else "insert", run)
    return _linked(element, words.address, links)


def _properties(words: Words, links: Links) -> etree._Element | None:
    """In the order that the schema wants."""
    found = []
    if words.style == "strong":
        found += [w("b"), w("bCs")]
    if words.style == "emphasis":
        found += [w("i"), w("iCs")]
    if outside(words.address) or inside(words.address):
        found += [w("color", val="1C4F8C"), w("u", val="single")]
    language = words.language or links.language
    if direction(language) == "rtl":
        found.append(w("rtl"))
    if language != links.language:
        found.append(w("lang", val=clean(language), bidi=clean(language)))
    return w("rPr", *found) if found else None


def _linked(run: etree._Element, address: str | None, links: Links) -> etree._Element:
    target, name = outside(address), inside(address)
    if target:
        link = w("hyperlink", run)
        link.set(_ID, links.relation(target))
        return link
    if name and bookmark(name) in links.bookmarks:
        return w("hyperlink", run, anchor=bookmark(name))
    return run
