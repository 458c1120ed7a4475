"""The parts of a Word file, parsed without entities and without network."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from soundingboard.errors import InputError
from soundingboard.i18n import _
from soundingboard.read.docx.archive import LIMITS, Archive, Limits, open_archive, read_part
from soundingboard.read.docx.markup import M, W, w

STORIES = ("styles", "numbering", "footnotes", "endnotes", "settings")
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
# Strict Open XML says the same things under other names.
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": M.encode(),
}
DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Package:
    """A Word file's body root, its other parts by kind (STORIES), and the title in its properties."""

    document: Element
    parts: Mapping[str, Element]
    title: str


def open_package(data: bytes, name: str, limits: Limits = LIMITS) -> Package:
    """The parsed parts of the Word file in `data`; `name` stands in messages. Raises InputError."""
    archive = open_archive(data, name, limits)
    top = _targets(archive, "")
    main = top.get("officeDocument", "word/document.xml")
    document = _parsed(archive, main)
    if document is None or document.tag != w("document"):
        raise InputError(_no_text(archive))
    targets = _targets(archive, main)
    places = {
        kind: targets.get(kind, posixpath.join(posixpath.dirname(main), f"{kind}.xml")) for kind in STORIES
    }
    found = {kind: _parsed(archive, place) for kind, place in places.items()}
    core = _parsed(archive, top.get("core-properties", "docProps/core.xml"))
    title = "" if core is None else " ".join((core.findtext(TITLE) or "").split())
    return Package(document, {kind: root for kind, root in found.items() if root is not None}, title)


def _no_text(archive: Archive) -> str:
    """Why an archive without a Word body is refused, by what else it is."""
    paths = archive.entries.keys()
    if "mimetype" in paths and "content.xml" in paths:
        message = _("{name}: an OpenDocument file; open it and save it as .docx")
    elif any(path.startswith(("xl/", "ppt/")) for path in paths):
        message = _(
            "{name}: a spreadsheet or presentation; put its text into a Word file and save that as .docx"
        )
    else:
        message = _("{name}: no Word text inside (document.xml); open it in Word and save it as .docx")
    return message.format(name=archive.name)


def _targets(archive: Archive, part: str) -> dict[str, str]:
    """Where a part's relations point, by the last word of their type; "" is the package itself."""
    folder, file = posixpath.split(part)
    root = _parsed(archive, posixpath.join(folder, "_rels", f"{file}.rels"))
    if root is None:
        return {}
    relations = [found for found in root.iter(RELATION) if found.get("TargetMode") != "External"]
    return {
        posixpath.basename(found.get("Type", "")): posixpath.normpath(
            posixpath.join("/", folder, found.get("Target", ""))
        ).lstrip("/")
        for found in reversed(relations)
    }


def _parsed(archive: Archive, path: str) -> Element | None:
    """The root of one part, or None where there is none."""
    data = read_part(archive, path)
    if data is None:
        return None
    if any(mark in data for mark in DOCTYPES):
        raise InputError(
            _("{name}: {part} inside declares entities, which no Word file does; it was not read").format(
                name=archive.name, part=path
            )
        )
    for strict, usual in STRICT.items():
        data = data.replace(strict, usual)
    try:
        return etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        raise InputError(
            _(
                "{name}: {part} inside is broken; open the file in Word, let it repair, and save it again"
            ).format(name=archive.name, part=path)
        ) from error


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
