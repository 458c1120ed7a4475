"""The pieces that a text is laid out in: headings, paragraphs, list entries, quoted mail."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from soundingboard.numbers import read_label


@dataclass(frozen=True, slots=True)
class PieceThresholds:
    """When a line of plain text is a heading, or a paragraph of its own."""

    heading_words: int = 12  # longer lines above a paragraph are sentences; the seeds' longest heading has 12
    heading_characters: int = 110  # a line of a printed page
    headline: int = (
        60  # characters of a numbered line right above a paragraph ("2. On section D"); others wrap later
    )
    own_line: int = 160  # no hard-wrapped text runs wider: a longer line is a paragraph by itself


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: `start` and `end` in characters, blanks around it and marks of a heading left out.

    `kind` is heading, paragraph, item (a list entry or numbered paragraph; its number is in the stretch) or quoted
    (an earlier mail, "> "). `level` is that of a heading, from 1, or the depth of a list entry's indent.
    """

    start: int
    end: int
    kind: str
    level: int = 0
    number: str = ""


_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_MARKED = re.compile(r"\s{0,3}(?P<marks>#{1,6})\s+(?P<rest>.*?)\s*#*\s*$")
_EMPHASIS = re.compile(r"(\*\*|__)(?P<rest>(?:(?!\1).)+)\1\s*:?\s*$")
_CLOSED = re.compile(r"[.,;:?!…。；：،؛][\"'”’»)*_]*$")
_BULLET = re.compile(r"[-*•‣◦▪●○·–—+]\s+\S")
_SENTENCE_START = re.compile(r"[a-zà-öø-ÿ]")
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}$")


def pieces(text: str) -> list[Piece]:
    """The pieces of `text`, in order. Rules (---) and blank lines belong to none; an empty text has none.

    Lines that follow one another are one piece, as in wrapped text; a paragraph that a blank line cuts in the middle
    of a sentence (a page break) is one piece too.
    """
    return list(_continued(text, _headings(text, _grouped(text, PieceThresholds()), PieceThresholds())))


def _grouped(text: str, limits: PieceThresholds) -> list[tuple[Piece, bool]]:
    """Lines as pieces, each with whether it is one line that stands by itself."""
    groups: list[tuple[Piece, bool]] = []
    open_group = False
    for match in _LINE.finditer(text):
        line = match[0].rstrip()
        if not line.strip() or _RULE.match(line):
            open_group = False
            continue
        piece = _piece(match.start(), line)
        last = groups[-1][0] if open_group else None
        if last and _joins(text, last, piece, limits):
            if _is_headline(text, last, piece, limits):
                groups[-1] = (replace(last, kind="heading", level=8), False)
                groups.append((piece, False))
            else:
                groups[-1] = (replace(last, end=piece.end), False)
        else:
            groups.append((piece, not open_group))
        open_group = piece.kind != "heading"
    return groups


def _joins(text: str, last: Piece, piece: Piece, limits: PieceThresholds) -> bool:
    """Whether a line goes on with the piece before it, as in wrapped text."""
    if piece.kind == last.kind == "quoted":
        return not _CLOSED.search(text[max(last.start, last.end - 20) : last.end])
    follows = piece.kind == "paragraph" and last.kind in ("paragraph", "item")
    return follows and not _stands_alone(text, last, piece, limits)


def _is_headline(text: str, line: Piece, below: Piece, limits: PieceThresholds) -> bool:
    """Whether a first line is a heading that no blank line parts from its paragraph: short and numbered."""
    words = text[line.start : line.end]
    if line.kind == "quoted" or "\n" in words or len(words) > limits.headline or _CLOSED.search(words):
        return False
    numbered = re.match(r"(?:\d{1,2}|[IVX]{1,5}|[A-Z])[.)]\s+[A-ZÀ-Ý¿]", words)
    return numbered is not None and not _begins_small(text[below.start : below.end])


def _stands_alone(text: str, before: Piece, line: Piece, limits: PieceThresholds) -> bool:
    """Whether the group before ended with its line: no wrapped text is so wide, or its sentence is over."""
    last = text[max(before.start, text.rfind("\n", before.start, before.end) + 1) : before.end]
    return len(last) > limits.own_line or (
        line.end - line.start > limits.own_line and _CLOSED.search(last) is not None
    )


def _piece(start: int, line: str) -> Piece:
    """One line of text, begun at `start`, as a piece."""
    indent = len(line) - len(line.lstrip())
    end, start = start + len(line), start + indent
    bare = line.strip()
    if match := _MARKED.match(line):
        inner = _EMPHASIS.fullmatch(match["rest"])
        offset = match.start("rest") + (inner.start("rest") if inner else 0)
        words = inner["rest"] if inner else match["rest"]
        begin = start - indent + offset
        return Piece(begin, begin + len(words), "heading", len(match["marks"]))
    if (inner := _EMPHASIS.fullmatch(bare)) and not re.search(r"[.;]$", inner["rest"]):
        begin = start + inner.start("rest")
        return Piece(begin, begin + len(inner["rest"]), "heading", 7)
    if bare.startswith(">"):
        return Piece(start, end, "quoted")
    if _BULLET.match(bare):
        return Piece(start, end, "item", 1 + indent // 2)
    label = read_label(bare.lstrip("*_~"))
    if label and label.kind != "bullet" and label.rest.strip():
        return Piece(start, end, "item", 1 + indent // 2, label.number)
    return Piece(start, end, "paragraph")


def _headings(text: str, groups: list[tuple[Piece, bool]], limits: PieceThresholds) -> Iterator[Piece]:
    """The pieces, where a short unmarked line that stands above other text has become a heading."""
    for k, (piece, alone) in enumerate(groups):
        after = groups[k + 1][0] if k + 1 < len(groups) else None
        if alone and after and _is_heading(text, piece, after, limits):
            yield replace(piece, kind="heading", level=8)
        else:
            yield piece


def _is_heading(text: str, piece: Piece, after: Piece, limits: PieceThresholds) -> bool:
    line = text[piece.start : piece.end]
    if piece.kind not in ("paragraph", "item") or "\n" in line or len(line) > limits.heading_characters:
        return False
    if _BULLET.match(line) or _CLOSED.search(line) or len(line.split()) > limits.heading_words:
        return False
    if after.kind == "paragraph" and _begins_small(text[after.start : after.end]):
        return False
    if _begins_small(line) or not any(c.isalpha() for c in line):
        return False
    if after.kind == "item" and (piece.kind == "item" or re.match(r"[A-Z]{1,5}[.)]\s", line)):
        return _heads(line, text[after.start : after.end])
    if piece.kind == "item" and not re.match(r"[\dIVXL(]", line):
        return False
    if after.kind == "item" and _BULLET.match(text[after.start : after.end]):
        return True  # right above a list
    return after.kind != "heading" and text.count("\n", piece.end, after.start) > 1


def _heads(line: str, below: str) -> bool:
    """Whether a numbered line above a list entry is a heading: it begins no such list ("B." above "1.")."""
    return re.match(r"[A-Z]{1,5}[.)]\s", line) is not None and not re.match(r"[A-Z]{1,5}[.)]\s", below)


def _begins_small(words: str) -> bool:
    return _SENTENCE_START.match(words.lstrip("*_~\"'“‘(")) is not None


def _continued(text: str, found: Iterator[Piece]) -> Iterator[Piece]:
    """The pieces, a sentence that a blank line cut put together again."""
    held: Piece | None = None
    for piece in found:
        if held and _runs_on(text, held, piece):
            held = replace(held, end=piece.end)
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def _runs_on(text: str, before: Piece, after: Piece) -> bool:
    if before.kind not in ("paragraph", "item") or after.kind != "paragraph":
        return False
    last = text[before.start : before.end].rstrip("*_~ ")
    return _begins_small(text[after.start : after.end]) and not re.search(r"[.;:?!…][\"'”’»)]*$", last)
