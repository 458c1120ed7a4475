"""Plain text becomes blocks: blank lines, numbers and wrapping say where one ends."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from soundingboard.i18n import _, ngettext
from soundingboard.model import Block, Document
from soundingboard.numbers import read_label
from soundingboard.read.clean import tidy


@dataclass(frozen=True, slots=True)
class TextThresholds:
    """When a plain text's lines count as wrapped, numbered or headings."""

    wrapped: int = 120  # characters: editors and mail wrap at 72 to 100; longer lines are whole paragraphs
    numbered: float = 0.9  # share of lines with a counting number: line numbers stand on all, a list on few
    running_on: float = 0.3  # share of lines that go on in the middle of a sentence; in a list hardly any do
    heading_words: int = 12  # longer lines are sentences


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its indent in columns, its text without it; a blank line has no text."""

    indent: int
    text: str


def read_text(text: str) -> Document:
    """The blocks of a plain text (cleaned: see `clean`), with a notice for what was left out."""
    lines, notices = _without_furniture(text)
    return Document(tuple(_blocks(lines)), notices=notices)


def text_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a passage of plain text inside another document, all of whose lines count."""
    return tuple(_blocks([_line(line) for line in text.split("\n")]))


def _line(raw: str) -> Line:
    expanded = raw.expandtabs(4)
    body = expanded.lstrip()
    return Line(len(expanded) - len(body), tidy(body))


def _without_furniture(text: str) -> tuple[list[Line], tuple[str, ...]]:
    """Lines without page numbers, running headers (both only beside page breaks) and line numbers."""
    raw, dropped = _without_page_ends(text)
    lines = [_line(line) for line in raw]
    notices = []
    if dropped:
        words = ngettext(
            "{n} running header or page number was left out",
            "{n} running headers and page numbers were left out",
            dropped,
        )
        notices.append(words.format(n=dropped))
    if _has_line_numbers(lines):
        lines = [Line(line.indent, tidy(_NUMBERED_LINE.sub("", line.text, count=1))) for line in lines]
        notices.append(_("the line numbers were left out"))
    return lines, tuple(notices)


def _without_page_ends(text: str) -> tuple[list[str], int]:
    """Drop a page's first or last line where it is a page number or recurs on other pages."""
    pages = [page.split("\n") for page in text.replace("\x0b", "\n").split("\f")]
    if len(pages) == 1:
        return pages[0], 0
    ends = [_ends(page) for page in pages]
    seen = Counter(_pattern(page[i]) for page, places in zip(pages, ends, strict=True) for i in places)
    kept: list[str] = []
    dropped = 0
    for page, places in zip(pages, ends, strict=True):
        furniture = {
            i for i in places if _PAGE_NUMBER.fullmatch(page[i].strip()) or seen[_pattern(page[i])] > 1
        }
        dropped += len(furniture)
        body = [line for i, line in enumerate(page) if i not in furniture]
        kept.extend(_trimmed(body) if furniture else body)
    return kept, dropped


def _trimmed(lines: list[str]) -> list[str]:
    """Without blank lines at the ends, so that a sentence over a page break stays one."""
    filled = [i for i, line in enumerate(lines) if line.strip()]
    return lines[filled[0] : filled[-1] + 1] if filled else []


def _ends(page: Sequence[str]) -> set[int]:
    filled = [i for i, line in enumerate(page) if line.strip()]
    return {filled[0], filled[-1]} if filled else set()


def _pattern(line: str) -> str:
    return re.sub(r"\d+", "#", tidy(line))


def _has_line_numbers(lines: Sequence[Line], thresholds: TextThresholds = TextThresholds()) -> bool:
    """Whether nearly every line begins with a counting number, and sentences run on over them."""
    filled = [line.text for line in lines if line.text]
    numbers = [int(match[1]) for text in filled if (match := _NUMBERED_LINE.match(text))]
    if len(numbers) < 5 or len(numbers) < thresholds.numbered * len(filled):
        return False
    steps = Counter(b - a for a, b in itertools.pairwise(numbers))
    running = sum(1 for text in filled if re.match(r"\d+\s+[^\W\dA-Z]", text))
    return steps[1] >= thresholds.numbered * (len(numbers) - 1) and running >= thresholds.running_on * len(
        filled
    )


def _blocks(lines: Sequence[Line]) -> Iterator[Block]:
    chunks = list(_chunks(lines))
    margin = min((line.indent for chunk in chunks for line in chunk), default=0)
    indents = sorted({piece[0].indent for chunk in chunks for piece in _pieces(chunk)} | {margin})
    for chunk in chunks:
        pieces = list(_pieces(chunk))
        for piece in pieces:
            yield _block(piece, indents.index(piece[0].indent), alone=len(pieces) == 1)


def _chunks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Stretches of lines without a blank one."""
    chunk: list[Line] = []
    for line in lines:
        if line.text:
            chunk.append(line)
        elif chunk:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _pieces(chunk: Sequence[Line], thresholds: TextThresholds = TextThresholds()) -> Iterator[list[Line]]:
    """One stretch of lines as paragraphs: each line one where they are not wrapped, else up to a break."""
    width = max(line.indent + len(line.text) for line in chunk)
    piece = [chunk[0]]
    for before, line in itertools.pairwise(chunk):
        if width > thresholds.wrapped or _begins(before, line, piece[0], width, len(chunk)):
            yield piece
            piece = [line]
        else:
            piece.append(line)
    yield piece


def _begins(before: Line, line: Line, first: Line, width: int, lines: int) -> bool:
    """Whether `line` begins a paragraph: by its number, its indent, or a line cut short before it."""
    label = read_label(line.text)
    room = width - before.indent - len(before.text) - 1
    short = len(line.text.split(" ", 1)[0]) <= room
    closed = before.text.endswith(CLOSING)
    if label:
        return closed or short or label.kind == "bullet"
    if is_heading_line(before.text):
        return short
    # Without blank lines a short line that closes a sentence is the only sign of a paragraph's end.
    return (
        closed
        and short
        and (lines >= _UNSPACED or line.indent > before.indent)
        and line.indent <= first.indent + 8
    )


def _block(piece: Sequence[Line], depth: int, alone: bool) -> Block:
    text = joined([line.text for line in piece])
    if alone and len(piece) == 1 and is_heading_line(text):
        return Block("heading", text, level=1)
    label = read_label(text)
    if label and label.kind == "bullet" and label.rest:
        return Block("item", label.rest, "•", max(1, depth))
    return Block("paragraph", text, level=depth)


def is_heading_line(text: str, thresholds: TextThresholds = TextThresholds()) -> bool:
    """A short line such as "A. Capacity building", without a full stop."""
    return (
        _LETTERED.match(text) is not None
        and len(text.split()) <= thresholds.heading_words
        and not text.endswith(CLOSING)
    )


def joined(lines: Sequence[str]) -> str:
    """Lines as one; no blank between characters of scripts that are written without."""
    text = lines[0]
    for line in lines[1:]:
        text += line if _UNSPACED_SCRIPT.search(text[-1]) and _UNSPACED_SCRIPT.match(line) else f" {line}"
    return text


CLOSING = (
    ".",
    ";",
    ":",
    "?",
    "!",
    ".”",
    '."',
    ".’",
    "]",
    "。",
    "；",
    "：",
    "؛",
    "؟",
    "; and",
    "; or",
    ", and",
    ",",
)
_UNSPACED = 12  # lines: a stretch so long without a blank line is a text that has none
_NUMBERED_LINE = re.compile(r"(\d{1,5})(?:\s+|$)")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—\[(]*\s*\d{1,4}\s*[-–—\])]*(?:\s*(?:of|/)\s*\d{1,4})?", re.I)
_LETTERED = re.compile(r"(?:[A-Z]|[IVX]+)\.\s+\S")
_UNSPACED_SCRIPT = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uff60]")
