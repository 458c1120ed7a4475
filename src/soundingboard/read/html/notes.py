"""Footnotes of a page: a small link to a passage becomes a note, and the passage leaves the flow."""

import re
from dataclasses import dataclass
from itertools import islice

from lxml.etree import _Element as Element

from soundingboard.read.clean import names, tidy
from soundingboard.read.html.tree import drop, text_of

NOTE_TAG = "sb-note"


@dataclass(frozen=True, slots=True)
class NoteLimits:
    """What can be a footnote."""

    mark: int = 6  # characters of the longest mark, "[xiv]"
    length: int = 8000  # characters: a longer passage is a section that is linked to


_MARK = re.compile(r"[\[(]?(\d{1,3}|[a-z]|[ivxlc]{1,6}|[*†‡§¶]{1,3})[\])]?", re.I)
_NOTE_NAME = re.compile(r"foot-?note|end-?note|note-?ref|_ftn|_edn|(?:^|[\s_#-])fn|cite_note", re.I)
_BACK = re.compile(r"[\s↩↑^⏎\ufe0e\ufe0f]*")
_INLINE = names("a sup span b i em strong cite small sub font bdi")
_TOO_LARGE = names("body main article section html table tbody ol ul dl")


def take_notes(root: Element) -> list[tuple[str, str]]:
    """Replace each link to a footnote by an element `NOTE_TAG` whose `data-n` counts into the result.

    The result lists (mark, text) of the notes; their passages are taken out of the tree.
    """
    links = {link: mark for link in root.iter("a") if (mark := _reference_mark(link))}
    passages: dict[Element, Element] = {}
    for link, target in _targets(root, links):
        body = _passage(target, link, links[link])
        if body is not None:
            passages[link] = body
    bodies = set(passages.values())
    notes: list[tuple[str, str]] = []
    for link, body in passages.items():
        if not any(above in bodies for above in link.iterancestors()):
            notes.append((links[link], _note_text(body, link, links[link])))
            _replace(link, len(notes) - 1)
    for body in bodies:
        drop(body)
    return notes


def _fragment(link: Element) -> str:
    return (link.get("href") or "").removeprefix("#")


def _reference_mark(link: Element) -> str:
    """The mark of a link that looks like a footnote's, or nothing."""
    href = link.get("href") or ""
    if not href.startswith("#") or len(href) < 2:
        return ""
    match = _MARK.fullmatch(tidy(text_of(link)))
    if not match:
        return ""
    parent = link.getparent()
    raised = (parent is not None and parent.tag == "sup") or link.find("sup") is not None
    named = " ".join(link.get(name) or "" for name in ("class", "role", "epub:type", "id", "name", "href"))
    return match[1] if raised or _NOTE_NAME.search(named) else ""


def _targets(root: Element, links: dict[Element, str]) -> list[tuple[Element, Element]]:
    """Each link with what it points to, where that comes after it: one that comes before is a link back."""
    waiting: dict[str, list[Element]] = {}
    found: list[tuple[Element, Element]] = []
    for element in root.iter():
        for name in {element.get("id"), element.get("name")} - {None}:
            found.extend((link, element) for link in waiting.pop(str(name), ()))
        if element in links:
            waiting.setdefault(_fragment(element), []).append(element)
    return found


def _passage(target: Element, link: Element, mark: str, limits: NoteLimits = NoteLimits()) -> Element | None:
    """The block that holds a note's text, or None where the target is not a note."""
    body = target
    while body.tag in _INLINE and (above := body.getparent()) is not None:
        body = above
    parent = body.getparent()
    if (
        body.tag == "p"
        and parent is not None
        and (parent.tag == "li" or (parent.tag in ("div", "aside") and len(parent) == 1))
    ):
        body = parent
    if body.tag == "td":
        body = next(body.iterancestors("tr"), body)
    if body.tag in _TOO_LARGE or body is link or any(above is body for above in link.iterancestors()):
        return None
    if any(True for _ in body.iter("h1", "h2", "h3", "h4", "h5", "h6", "table")):
        return None
    text = tidy(text_of(body))
    if len(text) > limits.length:
        return None
    # A passage that an inline target stands in the middle of is ordinary text that is being pointed at.
    begins = body is target or tidy(text_of(target)) == "" or text.startswith(tidy(text_of(target)))
    own = (
        body.tag in ("li", "dd", "aside", "tr")
        or _starts_with_mark(text, mark)
        or bool(_NOTE_NAME.search(_fragment(link)))
    )
    return body if begins and own else None


def _starts_with_mark(text: str, mark: str) -> bool:
    return re.match(rf"[\[(]?{re.escape(mark)}(?!\w)", text) is not None


def _note_text(body: Element, reference: Element, mark: str) -> str:
    """A note's words without the links back and without its own mark before them."""
    near = [reference, *islice(reference.iterancestors(), 2), *reference]
    origins = {name for element in near for name in (element.get("id"), element.get("name")) if name}
    skipped = {e for e in body.iter("sup", "a") if _is_mark(e, mark) or _is_link_back(e, origins)}
    parts: list[str] = []
    _collect(body, skipped, parts)
    text = tidy("".join(parts))
    return re.sub(rf"^(?:[\[(]{re.escape(mark)}[\])]|{re.escape(mark)}[.)\]])\s+", "", text)


def _is_mark(element: Element, mark: str) -> bool:
    match = _MARK.fullmatch(tidy(text_of(element)))
    return match is not None and match[1] == mark


def _is_link_back(element: Element, origins: set[str]) -> bool:
    """A link to where the note is asked for, or an arrow."""
    href = element.get("href") or ""
    return href.startswith("#") and (
        href[1:] in origins or _BACK.fullmatch(tidy(text_of(element))) is not None
    )


def _collect(body: Element, skipped: set[Element], parts: list[str]) -> None:
    stack: list[tuple[Element, bool]] = [(body, False)]
    while stack:
        element, closing = stack.pop()
        if closing:
            parts.append(element.tail or "")
            continue
        if element is not body:
            stack.append((element, True))
        if element in skipped:
            continue
        parts.append(" " if element.tag in ("p", "br", "div", "li") else "")
        parts.append(element.text or "")
        stack.extend((child, False) for child in reversed(element))


def _replace(link: Element, n: int) -> None:
    """Put the note's element in the link's place, or in that of the raised brackets around it."""
    parent = link.getparent()
    place = link
    if parent is not None and parent.tag == "sup" and _MARK.fullmatch(tidy(text_of(parent))):
        place = parent
    for child in list(place):
        place.remove(child)
    place.text = None
    place.tag = NOTE_TAG
    place.set("data-n", str(n))
