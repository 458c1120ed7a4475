"""Lines become blocks: gaps, indents, numbers, type and lines cut short say where one ends."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from soundingboard.model import Block, Note
from soundingboard.numbers import read_label
from soundingboard.read.clean import tidy
from soundingboard.read.pdf.footnotes import Notes, leading_mark, split_marks
from soundingboard.read.pdf.hyphens import Join
from soundingboard.read.pdf.lines import Line
from soundingboard.read.text import CLOSING, is_heading_line


@dataclass(frozen=True, slots=True)
class ParagraphThresholds:
    """When a line begins a paragraph, and when a paragraph is a heading."""

    gap: float = 1.22  # of the usual distance of lines: the least paragraph spacing in use is a quarter line
    indent: float = 0.8  # em: first-line indents are one em and more, optical margins a tenth
    room: float = (
        0.25  # of the line's width: how much shorter than full a line in mid-sentence must be to end it
    )
    larger: float = 1.08  # of the text's size: headings are at least a point larger
    heading_words: int = 30  # longer bold passages are emphasis
    bold: float = 0.4  # share of bold letters above which boldness says nothing


@dataclass(frozen=True, slots=True)
class Layout:
    """The measures of a document: type size and distance of its lines, right edge by page, whether bold is special."""

    size: float
    leading: float
    right: tuple[float, ...]
    left: tuple[float, ...]
    bold_matters: bool


def measure(
    pages: Sequence[Sequence[Line]], thresholds: ParagraphThresholds = ParagraphThresholds()
) -> Layout:
    """The layout of a document from its lines."""
    sizes: Counter[float] = Counter()
    gaps: Counter[float] = Counter()
    bold = 0
    for lines in pages:
        for line in _without_small_print(lines):
            sizes[round(line.size * 2) / 2] += len(line.text)
            bold += len(line.text) if line.bold else 0
        gaps.update(round((a.y - b.y) * 2) / 2 for a, b in pairwise(lines) if a.size == b.size and a.y > b.y)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    edges = [_edges(lines, size) for lines in pages]
    plausible = {gap: n for gap, n in gaps.items() if size * 0.9 <= gap <= size * 3}
    leading = max(plausible, key=lambda gap: (plausible[gap], -gap)) if plausible else 1.2 * size
    few_bold = bold < thresholds.bold * sizes.total()
    return Layout(size, leading, tuple(e[1] for e in edges), tuple(e[0] for e in edges), few_bold)


def _without_small_print(lines: Sequence[Line]) -> Sequence[Line]:
    """A page's lines without footnotes: lines at its foot, smaller than those above, that begin with a mark."""
    start = len(lines)
    while start and lines[start - 1].size == lines[-1].size:
        start -= 1
    is_small = start and lines[start].size < lines[start - 1].size and leading_mark(lines[start])
    return lines[:start] if is_small else lines


def _edges(lines: Sequence[Line], size: float) -> tuple[float, float]:
    """Left and right edge of a page's text; the outermost of its lines, since most are full."""
    body = [line for line in lines if abs(line.size - size) < 1] or list(lines)
    return (min(line.x0 for line in body), max(line.x1 for line in body)) if body else (0.0, 0.0)


def paragraphs(lines: Sequence[Line], layout: Layout) -> list[list[Line]]:
    """The lines of a document as paragraphs."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _begins(groups[-1], line, layout):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _begins(
    group: Sequence[Line], line: Line, layout: Layout, thresholds: ParagraphThresholds = ParagraphThresholds()
) -> bool:
    """Whether `line` begins a paragraph after the lines of `group`."""
    before = group[-1]
    style = _style(line, layout)
    if style != _style(before, layout):
        return not (style[0] == _style(before, layout)[0] and _runs_on(before, line, layout))
    label = read_label(line.text)
    if line.page != before.page:
        return _begins_page(before, line, layout, bool(label))
    leading = layout.leading * max(1.0, line.size / layout.size)
    if before.y - line.y > thresholds.gap * leading:
        return True
    if style[0] > layout.size:
        return False  # the lines of one heading
    closed, short = before.text.endswith(CLOSING), _is_short(before, line, layout)
    if label and (label.kind != "bullet" or label.rest):
        return closed or short or line.x0 < before.x0 - thresholds.indent * line.size
    return _is_indented(group, line, short, thresholds) or (
        short and (closed or _is_very_short(before, line, layout))
    )


def _runs_on(before: Line, line: Line, layout: Layout) -> bool:
    """Whether a line goes on with a sentence whose first line differs only in boldness."""
    return (
        not _is_short(before, line, layout) and not before.text.endswith(CLOSING) and line.text[:1].islower()
    )


def _begins_page(before: Line, line: Line, layout: Layout, labelled: bool) -> bool:
    """Over a page break a sentence that is not closed goes on; a closed one may, where its line is full."""
    if labelled and before.text.endswith(CLOSING):
        return True
    if line.text[:1].islower():
        return False
    return before.text.endswith(CLOSING) or _is_short(before, line, layout) or labelled


def _style(
    line: Line, layout: Layout, thresholds: ParagraphThresholds = ParagraphThresholds()
) -> tuple[float, bool]:
    """What sets headings and small print apart: the size where it is not the text's, and boldness."""
    size = layout.size if 0.93 < line.size / layout.size < thresholds.larger else round(line.size)
    return size, line.bold and layout.bold_matters


def _is_short(before: Line, line: Line, layout: Layout) -> bool:
    """Whether the first word of `line` would have fitted on the line before it, so that its end was meant."""
    first = line.words[0]
    return _room(before, layout) > first.x1 - first.x0 + 0.35 * before.size


def _room(line: Line, layout: Layout) -> float:
    """What is left of a line after its last word."""
    return line.x0 - layout.left[line.page] if line.rtl else layout.right[line.page] - line.x1


def _is_very_short(
    before: Line, line: Line, layout: Layout, thresholds: ParagraphThresholds = ParagraphThresholds()
) -> bool:
    """The same by far: ragged lines and lists in narrow measure also end early."""
    if line.text[:1].islower():
        return False  # a sentence that goes on, in a measure narrower than the page's
    width = layout.right[before.page] - layout.left[before.page]
    first = line.words[0]
    return _room(before, layout) > first.x1 - first.x0 + thresholds.room * width


def _is_indented(group: Sequence[Line], line: Line, short: bool, thresholds: ParagraphThresholds) -> bool:
    """A first-line indent; the second line of a hanging paragraph is indented as well, but follows a full one."""
    if line.x0 - group[-1].x0 <= thresholds.indent * line.size:
        return False
    return short or len(group) > 1


def make_blocks(groups: Sequence[Sequence[Line]], layout: Layout, notes: Notes, join: Join) -> list[Block]:
    """The blocks of a document, with the notes that its raised marks ask for."""
    headings = [_heading_style(group, layout) for group in groups]
    styles = sorted({style for style in headings if style}, reverse=True)
    has_title = _has_title(headings, styles, groups)
    blocks = []
    for group, style in zip(groups, headings, strict=True):
        block = _block(group, notes, join)
        if style and has_title and style == styles[0]:
            blocks.append(Block("title", block.text, "", 0, block.notes))
        elif style:
            blocks.append(
                Block("heading", block.text, "", styles.index(style) + (0 if has_title else 1), block.notes)
            )
        else:
            blocks.append(block)
    return blocks


def _has_title(
    headings: Sequence[object], styles: Sequence[object], groups: Sequence[Sequence[Line]]
) -> bool:
    """Whether the largest heading style is used once, on the first page, before all other headings."""
    if len(styles) < 2 or headings.count(styles[0]) != 1:
        return False
    first = next(i for i, style in enumerate(headings) if style)
    return headings[first] == styles[0] and groups[first][0].page == groups[0][0].page


def _heading_style(
    group: Sequence[Line], layout: Layout, thresholds: ParagraphThresholds = ParagraphThresholds()
) -> tuple[float, bool] | None:
    """The style of a heading, or None for text: larger, or wholly bold, or a lone line such as "A. Follow-up"."""
    text = " ".join(line.text for line in group)
    words = len(text.split())
    if words > thresholds.heading_words or not any(character.isalpha() for character in text):
        return None
    size, bold = _style(group[0], layout)
    if size > layout.size:
        return size, bold
    if size == layout.size and bold and not text.endswith((".", ";", ",")):
        return size, True
    return (size, False) if len(group) == 1 and size == layout.size and is_heading_line(text) else None


def _block(group: Sequence[Line], notes: Notes, join: Join) -> Block:
    text = join([_with_marks(line, notes) for line in group])
    marks: list[Note] = []
    plain = ""
    for i, part in enumerate(text.split(_OPEN)):
        if i:
            at, _, part = part.partition(_CLOSE)
            page, mark = at.split(_BETWEEN)
            marks.append(Note(mark, len(plain.rstrip()), notes[int(page)][mark]))
        plain += part
    words = tidy(plain)
    label = read_label(words)
    if label and label.kind == "bullet" and label.rest:
        lead = len(words) - len(label.rest)
        moved = tuple(Note(note.mark, max(0, note.offset - lead), note.text) for note in marks)
        return Block("item", label.rest, "•", 1, moved)
    return Block("paragraph", words, "", 0, tuple(marks))


def _with_marks(line: Line, notes: Notes) -> str:
    """A line's text with its raised marks put back: as tokens where they ask for a note, else as they stand."""
    text, end = "", 0
    known = notes.get(line.page, {})
    for place, raised in line.raised:
        text += line.text[end:place]
        marks = split_marks(raised)
        found = all(mark in known for mark in marks) and not _UNIT.search(text)
        text += "".join(f"{_OPEN}{line.page}{_BETWEEN}{mark}{_CLOSE}" for mark in marks) if found else raised
        end = place
    return text + line.text[end:]


_UNIT = re.compile(r"\d\s*[kcdm]?m$")  # what a raised 2 or 3 makes square or cubic
# Signs that no text holds (see `clean`), so that a mark keeps its place while lines are joined.
_OPEN, _BETWEEN, _CLOSE = "\x01", "\x02", "\x03"
