"""HTML text becomes a tree, without what is not the document: menus, contents, scripts, hidden parts."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree
from lxml.etree import HTMLParser
from lxml.etree import _Element as Element

from soundingboard.i18n import _, ngettext
from soundingboard.read.clean import names, tidy
from soundingboard.read.titles import CONTENTS_TITLES


@dataclass(frozen=True, slots=True)
class FurnitureThresholds:
    """When a part of a page counts as a table of contents."""

    linked: float = 0.9  # share of letters in links into the page: a list of contents has page numbers beside
    linked_if_named: float = (
        0.5  # the same where its class or id says "toc": it may carry a heading and remarks
    )
    links: int = 3  # fewer are cross-references, where nothing names the list
    depth: int = 12  # lists and sections above a link that are looked at; contents have six levels at most
    titles: float = 0.6  # share of links that repeat a heading: other lists of links are sentences


_SILENT = names(
    "script style template noscript iframe object embed video audio canvas head select button input textarea "
    "datalist map area link meta base param source track"
)
_PICTURES = frozenset(("svg", "img", "picture"))
_FURNITURE = frozenset(("nav", "header", "footer", "aside"))
_LISTING = frozenset(("ul", "ol", "dl", "p", "table", "div", "section"))
_TOC_NAME = re.compile(
    r"(?:^|[\s_-])(?:(?:mso)?toc\d*|(?:table-?of-?)?contents|tableofcontents|longtoc|tocline)(?:$|[\s_-])",
    re.I,
)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_INLINE_TAGS = re.compile(
    r"</?(?:a|b|i|u|em|strong|span|font|small|big|sub|sup|abbr|cite|code|tt|dfn|mark|q)\b[^<>]*>", re.I
)
_BLOCK_TAGS = re.compile(r"(?:<(?!/?(?:p|br|h[1-6]|del|ins|s|strike)\b)[!/?a-z][^<>]*>\s*)+", re.I)
_UNREAD = re.compile(r"<(script|style|template)\b|<!--", re.I)


def parse(text: str) -> tuple[Element, tuple[str, ...]]:
    """The tree of a page, and a notice where it had to be flattened. Cost grows with its length only."""
    root, complete = _parse(text)
    if complete:
        return root, ()
    # libxml2 stops at 2,048 levels and would lose the rest, so a deeper page loses its nesting.
    flat = _BLOCK_TAGS.sub("<p>", _INLINE_TAGS.sub("", _without_unread(text)))
    return _parse(flat)[0], (
        _("the page is nested too deep: its lists and tables were read as plain paragraphs"),
    )


def _parse(text: str) -> tuple[Element, bool]:
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring((text or " ").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # nothing but white space, a comment or a declaration
        root = None
    if root is None:
        return etree.fromstring("<p></p>", HTMLParser()), True
    return root, not any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def _without_unread(text: str) -> str:
    """The page without scripts, styles and comments; one that is never closed stays."""
    kept: list[str] = []
    at = 0
    open_ended: set[str] = set()
    for match in _UNREAD.finditer(text):
        closing = f"</{match[1].lower()}" if match[1] else "-->"
        if match.start() < at or closing in open_ended:
            continue
        end = re.compile(re.escape(closing), re.I).search(text, match.end())
        if end is None:
            open_ended.add(closing)
            continue
        kept.append(text[at : match.start()])
        at = end.end()
    return " ".join([*kept, text[at:]])


def text_of(element: Element) -> str:
    """All text within an element."""
    return "".join(map(str, element.itertext()))


def drop(element: Element) -> None:
    """Take an element out of its tree; the text after it stays."""
    parent, tail = element.getparent(), element.tail
    if parent is None:
        return
    before = element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def prune(root: Element) -> tuple[str, ...]:
    """Take out of the tree what is not text of the document, and say what of it held words."""
    left_out: Counter[str] = Counter()
    pictures = 0
    for element, what in list(_unwanted(root)):
        if what == "picture":
            pictures += 1
        elif what:
            left_out[what] += len(_words(element))
        drop(element)
    notices = []
    named = [
        ngettext("{what} ({n} word)", "{what} ({n} words)", n).format(what=what, n=n)
        for what, n in left_out.items()
        if n
    ]
    if named:
        notices.append(_("left out: {parts}").format(parts=", ".join(named)))
    if pictures:
        words = ngettext("left out: {n} picture", "left out: {n} pictures", pictures)
        notices.append(words.format(n=pictures))
    return tuple(notices)


def _words(element: Element) -> list[str]:
    return " ".join(map(str, element.itertext())).split()


def _unwanted(root: Element) -> Iterator[tuple[Element, str]]:
    """Elements to take out, outermost only, each with its plain name (empty for what a page never shows)."""
    walker = etree.iterwalk(root, events=("start",))
    for _event, element in walker:
        what = _reason(element)
        if what is not None:
            walker.skip_subtree()
            yield element, what


def _reason(element: Element) -> str | None:
    tag = element.tag
    if tag in _SILENT:
        return ""
    if tag in _PICTURES:
        return "picture"
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return _("hidden text")
    if tag in _FURNITURE or element.get("role") in ("navigation", "banner", "contentinfo"):
        return _furniture(element)
    if tag == "a" and _is_skip_link(element):
        return _("navigation")
    return "" if tag == "a" and _is_permalink(element) else None


def _is_skip_link(element: Element) -> bool:
    """Whether a link at the very head of a page jumps over its furniture ("Skip to the text")."""
    parent = element.getparent()
    if parent is None or parent.tag != "body" or element.getprevious() is not None:
        return False
    return (element.get("href") or "").startswith("#") and not (parent.text or "").strip()


def _furniture(element: Element) -> str | None:
    """The name of a menu, header, footer or aside; None where it holds the document's own text."""
    if element.tag == "nav" or element.get("role") == "navigation":
        return _("navigation")
    if "footnote" in _names(element) or "endnote" in _names(element):
        return None
    if element.tag == "header" and next(element.iter(*_HEADINGS), None) is not None:
        return None
    return {"aside": _("aside"), "header": _("page header")}.get(str(element.tag), _("page footer"))


def _names(element: Element) -> str:
    return " ".join(element.get(name) or "" for name in ("class", "id", "role", "epub:type"))


def _is_permalink(element: Element) -> bool:
    return (element.get("href") or "").startswith("#") and (text_of(element).strip() in ("#", "¶", "🔗"))


def drop_contents(root: Element) -> tuple[str, ...]:
    """Take tables of contents out of the tree: parts that consist of links into the page."""
    words = 0
    for element in _contents(root):
        words += len(_words(element))
        heading = element.getprevious()
        if heading is not None and heading.tag in (*_HEADINGS, "p") and _names_contents(heading):
            drop(heading)
        drop(element)
    return (_("left out: a table of contents ({n} words)").format(n=words),) if words else ()


def _contents(root: Element, thresholds: FurnitureThresholds = FurnitureThresholds()) -> list[Element]:
    """Tables of contents, outermost only."""
    headings = {_title(heading) for heading in root.iter(*_HEADINGS)}
    links: Counter[Element] = Counter()
    titles: Counter[Element] = Counter()
    for link in root.iter("a"):
        if "#" in (link.get("href") or ""):
            parts = list(islice(link.iterancestors(*_LISTING), thresholds.depth))
            links.update(parts)
            titles.update(parts if _title(link) in headings else ())
    found: dict[Element, None] = {}
    for element in sorted(links, key=links.__getitem__, reverse=True):  # an outer part has at least as many
        above = islice(element.iterancestors(*_LISTING), thresholds.depth)
        if not any(part in found for part in above) and _is_contents(
            element, links[element], titles[element], thresholds
        ):
            found[element] = None
    return list(found)


def _names_contents(heading: Element) -> bool:
    return tidy(text_of(heading)).lower() in CONTENTS_TITLES


def _title(element: Element) -> str:
    """What a heading and its entry among the contents have in common: the words, not numbers and dots."""
    return "".join(re.findall(r"[^\W\d_]+", " ".join(map(str, element.itertext())).lower()))


def _is_contents(element: Element, links: int, titles: int, thresholds: FurnitureThresholds) -> bool:
    named = _TOC_NAME.search(_names(element)) is not None
    if not named and (links < thresholds.links or titles < thresholds.titles * links):
        return False
    letters = _letters(element)
    linked = sum(_letters(link) for link in element.iter("a") if "#" in (link.get("href") or ""))
    return linked >= (thresholds.linked_if_named if named else thresholds.linked) * max(letters, 1)


def _letters(element: Element) -> int:
    return sum(map(len, text_of(element).split()))
