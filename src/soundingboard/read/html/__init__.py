"""HTML pages become blocks."""

from dataclasses import replace

from lxml.etree import _Element as Element

from soundingboard.i18n import ngettext
from soundingboard.model import Block, Document
from soundingboard.read.clean import tidy
from soundingboard.read.html.blocks import walk
from soundingboard.read.html.notes import take_notes
from soundingboard.read.html.tree import drop_contents, parse, prune, text_of
from soundingboard.vocabulary import Revisions

_DATES = ("dcterms.date", "dcterms.issued", "dcterms.modified", "dc.date", "date", "article:published_time")


def read_html(text: str, revisions: Revisions = "accepted") -> Document:
    """The blocks of a page (text, cleaned: see `clean`), its title, language and date.

    Menus, tables of contents, pictures, scripts and hidden parts are left out; a notice says what words.
    `<del>`, `<s>`, `<strike>` and `<ins>` count as tracked changes. A page nested deeper than the parser's
    2,048 levels loses its nesting, not its text. Never fails.
    """
    root, flattened = parse(text)
    title, language, date = _title(root), _language(root), _date(root)
    notices = prune(root)
    notices += drop_contents(root)
    blocks, changes = walk(root, take_notes(root), revisions)
    if not blocks:  # all the text stands in what looks like furniture
        blocks, changes = walk(parse(text)[0], [], revisions)
        notices = ()
    blocks = _with_title(blocks)
    headline = next((block.text for block in blocks if block.role == "title"), "")
    return Document(
        blocks,
        title or headline,
        language,
        date,
        (*flattened, *notices, *_changes_notice(changes, revisions)),
    )


def _changes_notice(changes: int, revisions: Revisions) -> tuple[str, ...]:
    """Says that tracked changes were settled, since one side of them is then not in the text."""
    if not changes or revisions == "kept":
        return ()
    if revisions == "accepted":
        words = ngettext("{n} tracked change was accepted", "{n} tracked changes were accepted", changes)
    else:
        words = ngettext("{n} tracked change was rejected", "{n} tracked changes were rejected", changes)
    return (words.format(n=changes),)


def _with_title(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A single first-level heading before all others is the document's title."""
    headings = [i for i, block in enumerate(blocks) if block.role == "heading"]
    first = [i for i in headings if blocks[i].level == 1]
    if len(first) != 1 or first[0] != headings[0]:
        return blocks
    at = first[0]
    return (*blocks[:at], replace(blocks[at], role="title", level=0), *blocks[at + 1 :])


def _title(root: Element) -> str:
    element = root.find(".//head/title")
    title = tidy(text_of(element)) if element is not None else ""
    return "" if title.startswith("Microsoft Word - ") else title


def _language(root: Element) -> str | None:
    """The primary subtag of the page's language: "en" for "en-GB"."""
    body = root.find("body")
    for element in (root, body):
        for name in ("lang", "xml:lang", "{http://www.w3.org/XML/1998/namespace}lang"):
            code = (element.get(name) or "") if element is not None else ""
            primary = code.replace("_", "-").split("-")[0].strip().lower()
            if 2 <= len(primary) <= 3 and primary.isascii() and primary.isalpha():
                return primary
    return None


def _date(root: Element) -> str | None:
    """The date (ISO) that the page's metadata give."""
    for element in root.iter("meta"):
        if (element.get("name") or element.get("property") or "").lower() in _DATES:
            content = (element.get("content") or "").strip()[:10]
            if (
                len(content) == 10
                and content[4] == content[7] == "-"
                and content.replace("-", "").isdecimal()
            ):
                return content
    return None
