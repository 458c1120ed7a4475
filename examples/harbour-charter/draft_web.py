"""Revision 1 as the page that a secretariat would publish: navigation, contents, text, notes, footer."""

import re
from html import escape

from draft_sources import NOTE

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}: {label} | Harbour Assembly</title>
<meta name="dcterms.date" content="2026-06-18">
<style>
body {{ font: 1rem/1.5 Georgia, serif; max-width: 46rem; margin: 0 auto; padding: 0 1rem; }}
nav ul {{ padding-left: 1.2rem; }}
.num {{ font-weight: bold; }}
.status {{ font-style: italic; }}
</style>
</head>
<body>
<a class="skip" href="#text">Skip to the text</a>
<header>
<p>Harbour Assembly</p>
<nav aria-label="Site"><ul>
<li><a href="/">Home</a></li>
<li><a href="/sessions/">Sessions</a></li>
<li><a href="/documents/">Documents</a></li>
<li><a href="/contact/">Contact</a></li>
</ul></nav>
</header>
<nav aria-label="Breadcrumb"><a href="/">Home</a> / <a href="/documents/">Documents</a> / {symbol}</nav>
<main id="text">
<h1>{title}</h1>
<p class="label">{label}</p>
<p class="date"><time datetime="2026-06-18">{date}</time></p>
<p class="symbol">{symbol}</p>
<nav class="toc" aria-labelledby="contents">
<h2 id="contents">Contents</h2>
<ul>
{contents}
</ul>
</nav>
{body}
<section role="doc-endnotes" aria-label="Notes">
<ol>
<li id="note-1" role="doc-footnote">{note} <a href="#ref-1" role="doc-backlink">Back to the text</a></li>
</ol>
</section>
</main>
<footer>
<p>Comments on this revision may be sent to the secretariat until 31 July 2026.</p>
<p>Page last updated: 19 June 2026. <a href="/accessibility/">Accessibility</a> | <a href="/terms/">Terms of use</a></p>
</footer>
</body>
</html>
"""
REFERENCE = '<sup><a id="ref-1" href="#note-1" role="doc-noteref">1</a></sup>'


def marked_up(text):
    """A text as HTML, its status mark and its footnote's mark included."""
    marked = re.sub(
        r"^(\[(?:Agreed|Suggested for closure)\])",
        r'<span class="status">\1</span>',
        escape(text, quote=False),
    )
    return marked.replace(NOTE, REFERENCE)


def paragraph(block):
    if block.kind == "operative":
        place = block.number.replace(" ", "")
        return f'<p id="p{place}"><span class="num">{block.label}</span> {marked_up(block.text)}</p>'
    return f"<p>{marked_up(block.text)}</p>"


def lists(blocks):
    """A run of items and sub-items as nested ordered lists; the page numbers them, not the text."""
    out = ['<ol type="a">']
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        inner = following is not None and following.kind == "subitem"
        if block.kind == "item":
            out.append(f"<li>{marked_up(block.text)}" + ('\n<ol type="i">' if inner else "</li>"))
        else:
            out.append(f"<li>{marked_up(block.text)}</li>" + ("" if inner else "\n</ol></li>"))
    return "\n".join([*out, "</ol>"])


def body_of(blocks):
    """Preamble and sections as HTML."""
    out, items, in_section = [], [], False
    for block in [*blocks, None]:
        if block is not None and block.kind in ("item", "subitem"):
            items.append(block)
            continue
        if items:
            out.append(lists(items))
            items = []
        if block is None or block.kind == "heading":
            out.append("</section>" if in_section else "")
        if block is not None and block.kind == "heading":
            letter, in_section = block.number, True
            out.append(f'<section id="{letter}">\n<h2>{letter}. {escape(block.text, quote=False)}</h2>')
        elif block is not None:
            out.append(paragraph(block))
    return "\n".join(filter(None, out))


def page(source):
    """The whole page as text."""
    title, label, date, symbol = (block.text for block in source.blocks[:4])
    headings = [block for block in source.blocks if block.kind == "heading"]
    contents = "\n".join(
        f'<li><a href="#{block.number}">{block.label} {escape(block.text, quote=False)}</a></li>'
        for block in headings
    )
    body, note = body_of(source.blocks[4:]), escape(source.note, quote=False)
    return PAGE.format(
        title=title, label=label, date=date, symbol=symbol, contents=contents, body=body, note=note
    )
