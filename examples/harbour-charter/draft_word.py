"""The Zero Draft as a Word file: automatic numbering as far as section D, typed numbers after it."""

import io
import zipfile
from datetime import datetime

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from draft_sources import NOTE

HEADINGS, PARAGRAPHS, FIRST_ITEMS, LATER_ITEMS = 1, 2, 3, 4  # w:num ids
AUTOMATIC = "ABCD"  # sections whose numbers Word counts
BY_STYLE = "A"  # of these, the section whose paragraphs are numbered through their style alone
STYLES = {
    "operative": "Numbered Paragraph",
    "item": "Item",
    "subitem": "Sub-item",
    "closing": "Typed Paragraph",
}
INDENT = {"Typed Paragraph": 0, "Numbered Paragraph": 0, "Item": 10, "Sub-item": 20}  # millimetres

LEVEL = """<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{style}
<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>"""
ABSTRACT = '<w:abstractNum {ns} w:abstractNumId="{id}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
NUMBER = '<w:num {ns} w:numId="{id}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'
RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
FOOTNOTES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes {ns}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
<w:footnote w:id="1"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>
<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>
<w:r><w:t xml:space="preserve"> {note}</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
REFERENCE = (
    """<w:r {ns}><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="1"/></w:r>"""
)
PAGE_FIELD = '<w:fldSimple {ns} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def levels(*formats, style=None):
    """The levels of a list, outermost first; `style` names the paragraph style tied to the first."""
    tied = f'<w:pStyle w:val="{style}"/>' if style else ""
    return "".join(
        LEVEL.format(level=level, format=name, text=text, style=tied if level == 0 else "")
        for level, (name, text) in enumerate(formats)
    )


def set_up_numbering(document):
    """Replace the template's lists by ours, and tie headings and numbered paragraphs to them by style."""
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    for style in document.styles.element.iterfind(".//" + qn("w:numPr")):
        style.getparent().remove(style)
    letters, romans = ("lowerLetter", "(%{})"), ("lowerRoman", "(%{})")
    lists = {
        HEADINGS: levels(("upperLetter", "%1."), style="Heading1"),
        PARAGRAPHS: levels(
            ("decimal", "%1."),
            (letters[0], letters[1].format(2)),
            (romans[0], romans[1].format(3)),
            style="NumberedParagraph",
        ),
        FIRST_ITEMS: levels((letters[0], letters[1].format(1))),
    }
    for number, made in lists.items():
        numbering.append(parse_xml(ABSTRACT.format(ns=nsdecls("w"), id=number, levels=made)))
    for number in (HEADINGS, PARAGRAPHS, FIRST_ITEMS, LATER_ITEMS):
        abstract, again = min(number, FIRST_ITEMS), RESTART if number == LATER_ITEMS else ""
        numbering.append(
            parse_xml(NUMBER.format(ns=nsdecls("w"), id=number, abstract=abstract, override=again))
        )
    for name, number in (("Heading 1", HEADINGS), ("Numbered Paragraph", PARAGRAPHS)):
        number_by(document.styles[name].element, number)


def number_by(element, number, level=0):
    """Give a style or paragraph a list number (0 takes an inherited one away)."""
    properties = element.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = number


def set_up_styles(document):
    """The paragraph styles of the draft, on A4, in the template's fonts."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Times New Roman", Pt(11)
    for name, indent in INDENT.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.paragraph_format.left_indent = Mm(indent)
        style.paragraph_format.tab_stops.add_tab_stop(Mm(indent + 10))
    document.styles.add_style("Footnote Text", WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(9)
    document.styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER).font.superscript = True


def add_furniture(document, source):
    """Running header and footer, the footnote's part, and fixed properties."""
    section, when = document.sections[0], datetime.strptime(source.blocks[2].text, "%d %B %Y")
    section.header.paragraphs[0].text = f"{source.symbol}\t\t{source.blocks[0].text}"
    section.footer.paragraphs[0]._p.append(parse_xml(PAGE_FIELD.format(ns=nsdecls("w"))))
    blob = FOOTNOTES.format(ns=nsdecls("w"), note=source.note).encode()
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = source.blocks[0].text, "Secretariat", ""
    properties.last_modified_by, properties.revision = "Secretariat", 1
    properties.created = properties.modified = when


def shed_template(document):
    """Leave out what the template brings and the draft has no use for: table styles, effects, thumbnail."""
    for style in list(document.styles.element.iterfind(qn("w:style"))):
        if style.get(qn("w:type")) == "table" and style.name_val != "Normal Table":
            document.styles.element.remove(style)
    for owner in (document.part, document.part.package):
        for relation in list(owner.rels.values()):
            if relation.reltype.endswith(("/stylesWithEffects", "/customXml", "/thumbnail")):
                del owner.rels[relation.rId]


def new_document(source):
    """An empty document with styles, lists, header, footer and footnote in place."""
    document = Document()
    shed_template(document)
    set_up_styles(document)
    set_up_numbering(document)
    add_furniture(document, source)
    return document


def saved(document):
    """The file as bytes: entries with one fixed date and not deflated, as zlib differs between machines."""
    raw, out = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0)), old.read(entry))
    return out.getvalue()


def write_text(paragraph, text):
    """Add a text to a paragraph, the footnote's mark as a real reference."""
    before, mark, after = text.partition(NOTE)
    paragraph.add_run(before)
    if mark:
        paragraph._p.append(parse_xml(REFERENCE.format(ns=nsdecls("w"))))
        paragraph.add_run(after)


def add_counted(document, block, section, nested):
    """A block whose number Word counts; `nested` lists are levels of the paragraphs' own list."""
    if block.kind == "heading":
        return document.add_paragraph(block.text, "Heading 1")
    paragraph = document.add_paragraph(style=STYLES[block.kind])
    write_text(paragraph, block.text)
    if block.kind == "operative" and section not in BY_STYLE:
        number_by(paragraph._p, PARAGRAPHS)
    elif block.kind in ("item", "subitem") and nested:
        number_by(paragraph._p, PARAGRAPHS, 1 if block.kind == "item" else 2)
    elif block.kind == "item":
        number_by(paragraph._p, FIRST_ITEMS if section in AUTOMATIC else LATER_ITEMS)
    return paragraph


def add_typed(document, block):
    """A block whose number is part of its text; a heading's inherited number is taken away."""
    if block.kind == "heading":
        paragraph = document.add_paragraph(f"{block.label} {block.text}", "Heading 1")
        number_by(paragraph._p, 0)
        return
    style = "Typed Paragraph" if block.kind == "operative" else STYLES.get(block.kind, "Normal")
    write_text(document.add_paragraph(style=style), block.line)


def zero_draft(source):
    """The Zero Draft as the bytes of a .docx file."""
    document, section = new_document(source), ""
    nested = {block.number.split("(")[0] for block in source.blocks if block.kind == "subitem"}
    for block in source.blocks:
        section = block.number if block.kind == "heading" else section
        counted_items = block.kind == "item" and section == "G"  # typed paragraphs may carry a counted list
        if block.kind == "title":
            document.add_paragraph(block.text, "Title")
        elif block.kind in ("meta", "preambular", "closing"):
            document.add_paragraph(block.text, "Normal")
        elif section in AUTOMATIC or counted_items:
            add_counted(document, block, section, block.number.split("(")[0] in nested)
        else:
            add_typed(document, block)
    return saved(document)
