"""The text of a paragraph as pieces, each with what became of it in the tracked changes."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from soundingboard.read.docx.markup import M, attribute, child, local, switch, value, w
from soundingboard.read.docx.reading import Fate, Reading, add_instruction, mark_field, silent, unwrapped
from soundingboard.read.docx.styles import Style, run_language
from soundingboard.read.docx.symbols import plain, symbol
from soundingboard.vocabulary import Op

BLANKS = frozenset(("tab", "ptab", "br", "cr"))
NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
# Soft hyphen, zero-width space, byte-order mark: places to break a line, not text.
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff")) | {ord("\n"): " "}
GRAPHICS = ("/picture", "/chart", "/diagram", "/ole")
OTHER_LETTERS = (0x0370, 0x1DFF)  # from Greek on: no Latin letters among them
CJK = (0x2E80, 0xD7FF)  # from the radicals to Hangul: text whose language Word keeps as w:eastAsia


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A place that points to a note: which part it is in, its id, and its mark where that is typed."""

    kind: str
    id: str
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text and its operation, or (with text "") the place of a note."""

    text: str
    op: Op
    note: NoteReference | None = None


@dataclass(slots=True)
class Line:
    """A paragraph's content while it is read: pieces, text boxes, and what its style says of its runs."""

    style: Style
    pieces: list[Piece] = field(default_factory=list)
    boxes: list[tuple[Element, Fate]] = field(default_factory=list)
    hid: bool = False


def read_line(paragraph: Element, fate: Fate, style: Style, reading: Reading) -> Line:
    """The content of a w:p."""
    line = Line(style)
    for element, own in unwrapped(paragraph, fate, reading):
        if element.tag == w("r"):
            _read_run(element, own, line, reading)
        elif element.tag.startswith(f"{{{M}}}"):
            formula = "".join(found.text or "" for found in element.iter(f"{{{M}}}t"))
            _add(formula.translate(INVISIBLE), own, line, reading)
        elif element.tag == w("subDoc"):
            reading.left_out["embedded"] += 1
    return line


def _read_run(run: Element, fate: Fate, line: Line, reading: Reading) -> None:
    properties = child(run, "rPr")
    texts: list[str] = []
    for element, own in unwrapped(run, fate, reading):
        name = local(element)
        if name in NOTES:
            _add_note(element, NOTES[name], own, run, line, reading)
            if switch_attribute(element, "customMarkFollows"):
                return
        elif (text := _text(element, name)) is not None:
            texts.append(text)
            _add_visible(text, own, properties, line, reading)
        else:
            _read_other(element, name, own, line, reading)
    _count_language("".join(texts), properties, line, reading)


def switch_attribute(element: Element, name: str) -> bool:
    """Whether an on-off attribute is on."""
    return attribute(element, name) in ("1", "true", "on")


def _text(element: Element, name: str) -> str | None:
    """The characters that an element of a run prints, or None where it prints none of its own."""
    if name in ("t", "delText"):
        return (element.text or "").translate(INVISIBLE)
    if name in BLANKS:
        return " "
    if name == "noBreakHyphen":
        return "-"
    return symbol(element) if name == "sym" else None


def _read_other(element: Element, name: str, fate: Fate, line: Line, reading: Reading) -> None:
    """Elements of a run that are no text: fields, drawings, comments."""
    if name == "fldChar":
        mark_field(attribute(element, "fldCharType"), reading)
    elif name in ("instrText", "delInstrText"):
        add_instruction(element.text or "", reading)
    elif name == "commentReference":
        reading.left_out["comments"] += 1
    elif name == "ruby":
        for run in element.iterfind(f"{w('rubyBase')}/{w('r')}"):
            _read_run(run, fate, line, reading)
    elif name in ("drawing", "pict", "object"):
        boxes = list(_boxes(element, fate, reading))
        line.boxes += boxes
        reading.left_out["pictures"] += not boxes and _is_picture(element)


def _add_visible(text: str, fate: Fate, properties: Element | None, line: Line, reading: Reading) -> None:
    if _hidden(properties, line.style, reading):
        line.hid = line.hid or bool(text.strip())
    else:
        _add(plain(text, properties), fate, line, reading)


def _add(text: str, fate: Fate, line: Line, reading: Reading) -> None:
    if text and fate != "never" and not silent(reading):
        line.pieces.append(Piece(text, fate))


def _add_note(element: Element, kind: str, fate: Fate, run: Element, line: Line, reading: Reading) -> None:
    """A note's place; a mark of its own stands as text after it in the same run, and is no text of ours."""
    typed = ""
    if switch_attribute(element, "customMarkFollows"):
        typed = "".join(_text(found, local(found)) or "" for found in element.itersiblings()).strip()
    if fate != "never" and not silent(reading) and not _hidden(child(run, "rPr"), line.style, reading):
        reference = NoteReference(kind, attribute(element, "id") or "", typed)
        line.pieces.append(Piece("", fate, reference))


def _hidden(properties: Element | None, style: Style, reading: Reading) -> bool:
    """Whether a run is hidden: by itself, else by its own style, else by the paragraph's."""
    direct = switch(properties, "vanish")
    if direct is not None:
        return direct
    named = value(properties, "rStyle")
    return style.hidden or (named is not None and reading.styles.get(named).hidden)


def _boxes(element: Element, fate: Fate, reading: Reading) -> Iterator[tuple[Element, Fate]]:
    """The text boxes in a drawing, each once."""
    for found, own in unwrapped(element, fate, reading):
        if found.tag == w("txbxContent"):
            yield found, own
        else:
            yield from _boxes(found, own, reading)


def _is_picture(element: Element) -> bool:
    """Whether a drawing shows something (a line or a frame does not)."""
    return any(
        found.tag.endswith("}imagedata") or (found.get("uri") or "").endswith(GRAPHICS)
        for found in element.iter()
    )


def _count_language(text: str, properties: Element | None, line: Line, reading: Reading) -> None:
    """Count the letters of a run for its language; Word keeps three, for three families of scripts."""
    if not text:
        return
    tags, letter = child(properties, "lang"), ord(text[len(text) // 2])
    cjk = CJK[0] <= letter <= CJK[1]
    if switch(properties, "rtl"):
        tag = attribute(tags, "bidi") or reading.styles.bidi
    elif cjk:
        tag = attribute(tags, "eastAsia") or reading.styles.east_asia
    else:
        tag = run_language(properties) or line.style.language or reading.styles.language
    language = (tag or "").split("-")[0].lower()
    # English in other letters is only the setting that a program left as it was.
    foreign = language == "en" and (cjk or OTHER_LETTERS[0] <= letter <= OTHER_LETTERS[1])
    if language and not foreign:
        reading.languages[language] += len(text)
