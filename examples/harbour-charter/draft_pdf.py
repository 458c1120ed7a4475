"""Revision 1 as the printed document: A4, running header and footer, justified and hyphenated lines."""

import re

import typst
from draft_sources import NOTE

LAYOUT = """#set document(title: "{title}", date: datetime(year: 2026, month: 6, day: 18))
#set page(
  paper: "a4", margin: (x: 30mm, top: 32mm, bottom: 28mm),
  header: [{symbol} #h(1fr) {title}],
  footer: context align(center, counter(page).display("1 / 1", both: true)),
)
#set text(font: "Libertinus Serif", size: 11pt, lang: "en", region: "GB", hyphenate: true)
#set par(justify: true, leading: 0.65em, spacing: 1.1em)
#show heading.where(level: 1): set align(center)
"""
INDENT = {"item": "8mm", "subitem": "16mm"}


def escaped(text):
    """A text with every sign that Typst would read as markup escaped."""
    return re.sub(r"([\\\[\]#*_`$<>@~/=+\-])", r"\\\1", text)


def typeset(block, note):
    """One block as Typst source."""
    text = escaped(block.text).replace(NOTE, f"#footnote[{escaped(note)}]")
    if block.kind == "title":
        return f"= {text}"
    if block.kind == "meta":
        return f"#align(center)[{text}]"
    if block.kind == "heading":
        return f"== {block.label} {text}"
    label = block.label.replace(".", "\\.")
    line = f"{label}#h(0.8em){text}" if label else text
    return f"#pad(left: {INDENT[block.kind]})[{line}]" if block.kind in INDENT else line


def printed(source):
    """The PDF as bytes; the same bytes for the same source."""
    layout = LAYOUT.format(title=source.blocks[0].text, symbol=source.symbol)
    body = "\n\n".join(typeset(block, source.note) for block in source.blocks)
    return typst.compile((layout + body + "\n").encode(), format="pdf", ignore_system_fonts=True)
