"""HTML text becomes a tree, without what is not the document: menus, contents, scripts, hidden parts."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from soundingboard.i18n import _
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
    titles: float = (
        0.6  # share of links that repeat a heading: other lists of links are sentences of the text
    )


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
_KEPT_TAGS = re.compile(r"</?(?:p|br|h[1-6]|del|ins|s|strike)\b[^<>]*>", re.I)
_INLINE_TAGS = re.compile(
    r"</?(?:a|b|i|u|em|strong|span|font|small|big|sub|sup|abbr|cite|code|tt|dfn|mark|q)\b[^<>]*>", re.I
)
_UNREAD = re.compile(r"<(script|style|template)\b.*?</\1\s*>|<!--.*?-->", re.I | re.S)


def parse(text: str) -> tuple[HtmlElement, tuple[str, ...]]:
    """The tree of a page, and a notice where it had to be flattened. Cost grows with its length only."""
    root, complete = _parse(text)
    if complete:
        return root, ()
    # libxml2 stops at 2,048 levels and would lose the rest, so a deeper page loses its nesting.
    flat = _UNREAD.sub(" ", text)
    flat = re.sub(r"<[!/?a-z][^<>]*>", _flattened, flat, flags=re.I)
    return _parse(flat)[0], (
        _("the page is nested too deep: its lists and tables were read as plain paragraphs"),
    )


def _parse(text: str) -> tuple[HtmlElement, bool]:
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    source = text if text.strip() else "<p></p>"
    try:
        root = document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # nothing but a comment or a declaration
        return document_fromstring("<p></p>"), True
    return root, not any(
        entry.type_name == "ERR_NAME_TOO_LONG" or "depth" in entry.message for entry in parser.error_log
    )


def _flattened(tag: re.Match[str]) -> str:
    if _KEPT_TAGS.fullmatch(tag[0]):
        return tag[0]
    return "" if _INLINE_TAGS.fullmatch(tag[0]) else "<p>"


def prune(root: HtmlElement) -> tuple[str, ...]:
    """Take out of the tree what is not text of the document, and say what of it held words."""
    left_out: Counter[str] = Counter()
    pictures = 0
    for element, what in list(_unwanted(root)):
        if what == "picture":
            pictures += 1
        elif what:
            left_out[what] += len(_words(element))
        element.drop_tree()
    notices = []
    named = [f"{what} ({n})" for what, n in left_out.items() if n]
    if named:
        notices.append(_("left out, with the number of words: {parts}").format(parts=", ".join(named)))
    if pictures:
        notices.append(_("left out: {n} pictures").format(n=pictures))
    return tuple(notices)


def _words(element: HtmlElement) -> list[str]:
    return " ".join(element.itertext()).split()


def _unwanted(root: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Elements to take out, outermost only, each with its plain name (empty for what a page never shows)."""
    walker = etree.iterwalk(root, events=("start",))
    for _event, element in walker:
        what = _reason(element)
        if what is not None:
            walker.skip_subtree()
            yield element, what


def _reason(element: HtmlElement) -> str | None:
    tag = element.tag
    if tag in _SILENT:
        return ""
    if tag in _PICTURES:
        return "picture"
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return _("hidden text")
    if tag in _FURNITURE or element.get("role") in ("navigation", "banner", "contentinfo"):
        return _furniture(element)
    return "" if tag == "a" and _is_permalink(element) else None


def _furniture(element: HtmlElement) -> str | None:
    """The name of a menu, header, footer or aside; None where it holds the document's own text."""
    if element.tag == "nav" or element.get("role") == "navigation":
        return _("navigation")
    if "footnote" in _names(element) or "endnote" in _names(element):
        return None
    if element.tag == "header" and next(element.iter(*_HEADINGS), None) is not None:
        return None
    return {"aside": _("aside"), "header": _("page header")}.get(str(element.tag), _("page footer"))


def _names(element: HtmlElement) -> str:
    return " ".join(element.get(name) or "" for name in ("class", "id", "role", "epub:type"))


def _is_permalink(element: HtmlElement) -> bool:
    return (element.get("href") or "").startswith("#") and (
        element.text_content().strip() in ("#", "¶", "🔗")
    )


def drop_contents(root: HtmlElement) -> tuple[str, ...]:
    """Take tables of contents out of the tree: parts that consist of links into the page."""
    found = _contents(root)
    words = 0
    for element in found:
        words += len(_words(element))
        heading = element.getprevious()
        if (
            heading is not None
            and heading.tag in (*_HEADINGS, "p")
            and tidy(heading.text_content()).lower() in CONTENTS_TITLES
        ):
            heading.drop_tree()
        element.drop_tree()
    return (_("left out: a table of contents ({n} words)").format(n=words),) if words else ()


@dataclass(slots=True)
class _Tally:
    """Of an element: its letters, those in links into the page, these links, those that repeat a heading."""

    letters: int = 0
    linked: int = 0
    links: int = 0
    titles: int = 0
    first_find: int = 0  # how many tables of contents had been found before it


def _contents(root: HtmlElement) -> list[HtmlElement]:
    """Tables of contents, outermost only, found in one walk."""
    headings = {_title(heading) for heading in root.iter(*_HEADINGS)}
    found: list[HtmlElement] = []
    tallies = [_Tally()]
    inside = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        link = element.tag == "a" and "#" in (element.get("href") or "")
        if event == "start":
            inside += link
            title = link and _title(element) in headings
            tallies.append(_Tally(links=int(link), titles=int(title), first_find=len(found)))
            _count(tallies[-1], element.text, inside)
            continue
        inside -= link
        tally = tallies.pop()
        if _is_contents(element, tally):
            del found[tally.first_find :]
            found.append(element)
        _add(tallies[-1], tally)
        _count(tallies[-1], element.tail, inside)
    return found


def _title(element: HtmlElement) -> str:
    """What a heading and its entry among the contents have in common: the words, not numbers and dots."""
    return "".join(re.findall(r"[^\W\d_]+", " ".join(element.itertext()).lower()))


def _count(tally: _Tally, text: str | None, inside: int) -> None:
    letters = sum(map(len, text.split())) if text else 0
    tally.letters += letters
    tally.linked += letters if inside else 0


def _add(tally: _Tally, part: _Tally) -> None:
    tally.letters += part.letters
    tally.linked += part.linked
    tally.links += part.links
    tally.titles += part.titles


def _is_contents(
    element: HtmlElement, tally: _Tally, thresholds: FurnitureThresholds = FurnitureThresholds()
) -> bool:
    if element.tag not in _LISTING or not tally.links:
        return False
    share = tally.linked / tally.letters if tally.letters else 0.0
    if _TOC_NAME.search(_names(element)):
        return share >= thresholds.linked_if_named
    listed = tally.links >= thresholds.links and tally.titles >= thresholds.titles * tally.links
    return listed and share >= thresholds.linked
