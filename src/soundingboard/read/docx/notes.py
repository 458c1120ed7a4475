"""Footnotes and endnotes: their texts, and their marks as they are printed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from soundingboard.model import Note
from soundingboard.read.docx.formats import printed
from soundingboard.read.docx.inline import NoteReference
from soundingboard.read.docx.markup import attribute, value, w, whole

PROPERTIES = {"footnotes": "footnotePr", "endnotes": "endnotePr"}
ELEMENTS = {"footnotes": "footnote", "endnotes": "endnote"}
FORMATS = {"footnotes": "decimal", "endnotes": "lowerRoman"}  # Word's own, where the file does not say


@dataclass(slots=True)
class Notes:
    """The notes of a file: elements by part and id, texts once read, formats of marks, the next numbers."""

    elements: Mapping[tuple[str, str], Element]
    formats: Mapping[str, str]
    numbers: dict[str, int]
    restarts: bool
    texts: dict[tuple[str, str], str] = field(default_factory=dict)


def read_notes(parts: Mapping[str, Element], document: Element) -> Notes:
    """The notes in these parts; how they are numbered stands in the settings and in the first section."""
    elements = {
        (kind, attribute(note, "id") or ""): note
        for kind, name in ELEMENTS.items()
        if kind in parts
        for note in parts[kind].iterfind(w(name))
    }
    section = next(document.iter(w("sectPr")), None)

    def setting(kind: str, name: str) -> str | None:
        places = (section, parts.get("settings"))
        return next(filter(None, (value(place, PROPERTIES[kind], name) for place in places)), None)

    return Notes(
        elements,
        {kind: setting(kind, "numFmt") or usual for kind, usual in FORMATS.items()},
        {kind: whole(setting(kind, "numStart")) or 1 for kind in FORMATS},
        any(setting(kind, "numRestart") not in (None, "continuous") for kind in FORMATS if kind in parts),
    )


def next_note(reference: NoteReference, offset: int, notes: Notes, read: Callable[[Element], str]) -> Note:
    """The note at a place of the text; `read` gives the text of a note's element."""
    mark = reference.typed
    if not mark:
        mark = printed(notes.numbers[reference.kind], notes.formats[reference.kind])
        notes.numbers[reference.kind] += 1
    key = (reference.kind, reference.id)
    if key not in notes.texts:
        notes.texts[key] = read(notes.elements[key]) if key in notes.elements else ""
    return Note(mark, offset, notes.texts[key])
