"""What is kept in mind while a Word file is read, and its content without the wrappers around it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from lxml.etree import _Element as Element

from soundingboard.read.docx.markup import MC, attribute, child, switch, value, w
from soundingboard.read.docx.styles import Styles
from soundingboard.vocabulary import Op, Revisions

Fate = Literal["equal", "delete", "insert", "never"]  # "never": inserted and deleted again

CHANGES: Mapping[str, Op] = {
    w("ins"): "insert",
    w("moveTo"): "insert",
    w("del"): "delete",
    w("moveFrom"): "delete",
}
OPPOSITE: Mapping[Op, Op] = {"insert": "delete", "delete": "insert", "equal": "equal"}
WRAPPERS = frozenset(w(name) for name in ("customXml", "smartTag", "hyperlink", "dir", "bdo"))
CONTENTS_FIELDS = ("TOC", "TOA")
UNPRINTED_FIELDS = ("AUTONUM", "LISTNUM")  # also AUTONUMLGL and AUTONUMOUT: Word stores no result for them

# The name of a field stands first in its instruction, in a few letters.
FIELD_NAME = 40


@dataclass(slots=True)
class Field:
    """A field that has begun: its instruction so far, whether its result has begun, whether it is in silence."""

    instruction: str = ""
    result: bool = False
    within: bool = False


@dataclass(slots=True)
class Reading:
    """The state of one reading: the view, the fields that are open, and what was counted on the way.

    `changes` says what each tracking element means; to reject is to read every change the other way round.
    """

    view: Revisions
    styles: Styles
    changes: Mapping[str, Op]
    fields_close: bool = True
    fields: list[Field] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)


def new_reading(document: Element, styles: Styles, view: Revisions) -> Reading:
    """A reading of this body, before its first paragraph."""
    kinds = Counter(attribute(found, "fldCharType") for found in document.iter(w("fldChar")))
    opposite = {name: OPPOSITE[op] for name, op in CHANGES.items()}
    # A contents field that never ends would swallow the text after it.
    return Reading(view, styles, opposite if view == "rejected" else CHANGES, kinds["begin"] == kinds["end"])


def combined(outer: Fate, inner: Fate) -> Fate:
    """The fate of what stands in a change within a change."""
    if outer == "equal" or outer == inner:
        return inner
    return outer if inner == "equal" else "never"


def fate_of(properties: Element | None, reading: Reading) -> Fate:
    """The fate of what these properties (w:rPr of a paragraph mark, w:trPr of a row) belong to."""
    fate: Fate = "equal"
    for name, op in reading.changes.items():
        if properties is not None and properties.find(name) is not None:
            fate = combined(fate, op)
    return fate


def silent(reading: Reading) -> bool:
    """Whether text here is not printed as text: a field's instruction, or a table of contents."""
    if not reading.fields:
        return False
    last = reading.fields[-1]
    return last.within or not last.result or (reading.fields_close and _contents(last))


def unwrapped(parent: Element, fate: Fate, reading: Reading) -> Iterator[tuple[Element, Fate]]:
    """The children of an element, with wrappers opened: tracked changes, content controls, alternatives."""
    for element in parent:
        name = element.tag
        if name in reading.changes:
            yield from unwrapped(element, combined(fate, reading.changes[name]), reading)
        elif name == w("sdt"):
            yield from _control(element, fate, reading)
        elif name == f"{{{MC}}}AlternateContent":
            # The same content twice: for newer programs first, then for older ones.
            yield from unwrapped(element[0], fate, reading) if len(element) else ()
        elif name in WRAPPERS or (
            name == w("fldSimple") and not _contents(Field(attribute(element, "instr") or ""))
        ):
            yield from unwrapped(element, fate, reading)
        else:
            yield element, fate


def mark_field(kind: str | None, reading: Reading) -> None:
    """Take note of a w:fldChar of this kind."""
    if kind == "begin":
        reading.fields.append(Field(within=silent(reading)))
    elif reading.fields and kind == "separate":
        reading.fields[-1].result = True
    elif reading.fields and kind == "end":
        ended = reading.fields.pop()
        reading.left_out["fields"] += ended.instruction.strip().upper().startswith(UNPRINTED_FIELDS)


def add_instruction(text: str, reading: Reading) -> None:
    """Take note of a piece of the instruction of the field that is open."""
    if reading.fields and len(reading.fields[-1].instruction) < FIELD_NAME:
        reading.fields[-1].instruction += text


def close_instructions(reading: Reading) -> None:
    """At the end of a paragraph: an instruction does not go on, whatever a damaged file says."""
    if all(found.result for found in reading.fields):
        return
    fields, reading.fields = reading.fields, []
    for found in fields:
        reading.fields.append(Field(found.instruction, True, silent(reading)))


def _contents(found: Field) -> bool:
    return found.instruction.strip().upper().split(maxsplit=1)[:1] in ([name] for name in CONTENTS_FIELDS)


def _control(element: Element, fate: Fate, reading: Reading) -> Iterator[tuple[Element, Fate]]:
    """What stands in a content control, unless it is a table of contents or only a prompt."""
    properties = child(element, "sdtPr")
    gallery = value(properties, "docPartObj", "docPartGallery") or ""
    content = child(element, "sdtContent")
    prompt = switch(properties, "showingPlcHdr")
    if content is not None and not prompt and gallery.lower() != "table of contents":
        yield from unwrapped(content, fate, reading)
