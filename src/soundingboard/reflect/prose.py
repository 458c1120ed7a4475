"""The Markdown of reflections: paragraphs, items, quotations, headings; strong, emphasis, links. Nothing else is.

`parsed` and `printed` are each other's inverse, so that a text that went through Word unchanged is known as unchanged.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

Look = Literal["plain", "strong", "emphasis"]
Kind = Literal["paragraph", "item", "number", "quote", "heading"]

_SPECIAL = re.compile(r"[\\*_\[\]`<]")
_LINE_START = re.compile(r"(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|\d{1,9}(?=[.)](?:\s|$)))")
_MARKS = {"strong": "**", "emphasis": "*"}
_LOOKS: dict[str, Look] = {"strong": "strong", "em": "emphasis"}
_RULES = ["heading", "list", "blockquote", "emphasis", "link", "escape", "newline"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one look; `address` makes them a link."""

    text: str
    look: Look = "plain"
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph of any kind: its pieces, and how deep an item lies or a heading stands (from 1)."""

    kind: Kind
    pieces: tuple[Piece, ...]
    level: int = 1

    @property
    def text(self) -> str:
        """Its words alone."""
        return "".join(piece.text for piece in self.pieces)


def escaped(text: str) -> str:
    """The text as Markdown that reads as it stands; line feeds are breaks within its paragraph."""
    lines = (_SPECIAL.sub(lambda found: f"\\{found[0]}", line.strip()) for line in text.split("\n"))
    return "\\\n".join(_guarded(line) for line in lines if line)


def _guarded(line: str) -> str:
    found = _LINE_START.match(line)
    if not found:
        return line
    start = found[0]
    # A digit takes no backslash: it goes before the point.
    return f"{start}\\{line[len(start) :]}" if start[0].isdigit() else f"\\{line}"


def joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Pieces without empty ones, neighbours of one look as one, blanks as one, none at the ends or in the marks."""
    found: list[Piece] = []
    for piece in _without_blank_edges(pieces):
        if found and piece == replace(found[-1], text=piece.text):
            found[-1] = replace(piece, text=found[-1].text + piece.text)
        elif piece.text:
            found.append(piece)
    flat = [replace(piece, text=_one_blank(piece.text)) for piece in found]
    for n, piece in enumerate(flat):
        ends = flat[n - 1].text[-1:] if n else " "
        if ends.isspace() and piece.text[:1].isspace():
            flat[n] = replace(piece, text=piece.text.lstrip())
    while flat and not flat[-1].text.strip():
        flat.pop()
    if flat:
        flat[-1] = replace(flat[-1], text=flat[-1].text.rstrip())
    return tuple(piece for piece in flat if piece.text)


def _one_blank(text: str) -> str:
    """Blanks as one, line feeds kept without blanks round them."""
    return re.sub(r"[^\S\n]*\n\s*", "\n", re.sub(r"[^\S\n]+", " ", text))


def _without_blank_edges(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Blanks at the edges of marked words stand outside the marks."""
    for piece in pieces:
        if piece.look == "plain" and not piece.address:
            yield piece
            continue
        inner = piece.text.strip()
        start = len(piece.text) - len(piece.text.lstrip())
        yield Piece(piece.text[:start])
        yield replace(piece, text=inner)
        yield Piece(piece.text[start + len(inner) :])


def printed(stretches: Sequence[Stretch]) -> str:
    """Stretches as Markdown, one blank line between paragraphs."""
    parts: list[str] = []
    for n, one in enumerate(stretches):
        pieces = joined(one.pieces)
        if not pieces:
            continue
        before = stretches[n - 1].kind if n else None
        in_list = one.kind in ("item", "number") and before == one.kind
        parts.append(("\n" if in_list else "\n\n") if parts else "")
        parts.append(_block(one, _line(pieces)))
    return "".join(parts)


def _block(one: Stretch, text: str) -> str:
    match one.kind:
        case "item" | "number":
            mark = "- " if one.kind == "item" else "1. "
            indent = " " * len(mark) * max(one.level, 1)
            return indent[len(mark) :] + mark + text.replace("\n", f"\n{indent}")
        case "quote":
            return "> " + text.replace("\n", "\n> ")
        case "heading":
            return f"{'#' * min(max(one.level, 1), 6)} {text.replace(chr(92) + chr(10), ' ')}"
    return text


def _line(pieces: Sequence[Piece]) -> str:
    parts: list[str] = []
    for n, piece in enumerate(pieces):
        text = _escaped_within(piece.text, first=n == 0)
        mark = _MARKS.get(piece.look, "")
        before = pieces[n - 1].text[-1:] if n else " "
        after = pieces[n + 1].text[:1] if n + 1 < len(pieces) else " "
        if mark and not _can_stand(piece, before, after, pieces[n - 1] if n else None):
            mark = ""
        text = f"{mark}{text}{mark}"
        parts.append(f"[{text}]({_address(piece.address)})" if piece.address else text)
    return "".join(parts)


def _escaped_within(text: str, first: bool) -> str:
    """As `escaped`, with the blanks at the ends; only what begins a line can begin a block."""
    shown = []
    for n, line in enumerate(text.split("\n")):
        safe = _SPECIAL.sub(lambda found: f"\\{found[0]}", line)
        shown.append(_guarded(safe) if n or first else safe)
    return "\\\n".join(shown)


def _can_stand(piece: Piece, before: str, after: str, neighbour: Piece | None) -> bool:
    """Whether CommonMark takes marks here for marks (its rules on flanking); else the look is given up, not words."""
    if piece.address:
        return _letter(piece.text[0]) and _letter(piece.text[-1])
    if neighbour is not None and neighbour.look != "plain":
        return False
    opens = _letter(piece.text[0]) or not _letter(before)
    closes = _letter(piece.text[-1]) or not _letter(after)
    return opens and closes and "\n" not in piece.text


def _letter(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character)[0] not in "PSZ"


def _address(address: str) -> str:
    return re.sub(r"[\s<>()\[\]\\`]", lambda found: "".join(f"%{b:02X}" for b in found[0].encode()), address)


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("zero").enable(_RULES)


def parsed(text: str) -> tuple[Stretch, ...]:
    """The stretches of a text in Markdown; what it does not know stands as it is written."""
    found: list[Stretch] = []
    lists: list[Kind] = []
    quote = 0
    heading = 0
    for token in _reader().parse(text):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append("item" if token.type.startswith("bullet") else "number")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type in ("blockquote_open", "blockquote_close"):
            quote += token.nesting
        elif token.type == "heading_open":
            heading = int(token.tag[1:])
        elif token.type == "inline":
            kind: Kind = "heading" if heading else lists[-1] if lists else "quote" if quote else "paragraph"
            level = heading or len(lists) or 1
            found.append(Stretch(kind, joined(_pieces(token.children or [])), level))
            heading = 0
    return tuple(one for one in found if one.pieces)


def _pieces(tokens: Sequence[Token]) -> Iterator[Piece]:
    looks: list[Look] = []
    address: str | None = None
    for token in tokens:
        if token.tag in _LOOKS:
            if token.nesting > 0:
                looks.append(_LOOKS[token.tag])
            else:
                looks.pop()
        elif token.type == "link_open":
            address = str(token.attrs.get("href") or "") or None
        elif token.type == "link_close":
            address = None
        else:
            text = {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
            look: Look = "strong" if "strong" in looks else looks[-1] if looks else "plain"
            yield Piece(text, look, address)
