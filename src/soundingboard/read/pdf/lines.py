"""Words become lines, with raised note marks set apart."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from soundingboard.read.clean import clean
from soundingboard.read.pdf.glyphs import Word


@dataclass(frozen=True, slots=True)
class LineThresholds:
    """When words stand on one line, in parts of the line's type size."""

    rise: float = 0.6  # raised and lowered figures stay within half an em; lines are at least one em apart
    same: float = 0.2  # pieces of one line that the file brings apart, such as a number in the margin
    raised: float = 0.15  # a note's mark stands a quarter to half an em above the baseline
    small: float = 0.85  # and is set in 60 to 75 percent of the size


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. `raised` holds what could be a note's mark: its place in `text`, and its characters."""

    page: int
    y: float
    x0: float
    x1: float
    size: float
    bold: bool
    rtl: bool  # whether it runs from right to left
    text: str
    raised: tuple[tuple[int, str], ...]
    words: tuple[Word, ...]


_RAISED_MARK = re.compile(r"(?:\d{1,3}|[ivxlc]{1,5}|[a-z]|[*†‡§¶]{1,3})(?:[,\s]*\d{1,3})*[.)]?")
_STOP_FIRST = re.compile(r"^([.):]+)(\d+)(?=\s)")  # pdfium takes the stop of a number to stand before it
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@dataclass(slots=True)
class _Row:
    """Words on one line; `main` sets its size and baseline: the longest of the largest."""

    words: list[Word]
    main: Word
    x0: float
    x1: float

    def add(self, words: Sequence[Word]) -> None:
        """Put words on the line."""
        for word in words:
            self.words.append(word)
            self.x0, self.x1 = min(self.x0, word.x0), max(self.x1, word.x1)
            alike = word.size > 0.9 * self.main.size
            if 0.9 * word.size > self.main.size or (alike and len(word.text) > len(self.main.text)):
                self.main = word


def make_lines(words: Sequence[Word], page: int) -> list[Line]:
    """The lines of a page from top to bottom."""
    rows: list[_Row] = []
    for word in words:
        if rows and _shares_line(rows[-1], word):
            rows[-1].add([word])
        else:
            rows.append(_Row([word], word, word.x0, word.x1))
    rows.sort(key=lambda row: -row.main.y)
    merged: list[_Row] = []
    for row in rows:
        if merged and _same_line(merged[-1], row):
            merged[-1].add(row.words)
        else:
            merged.append(row)
    return [line for row in merged if (line := make_line(row.words, page)).text or line.raised]


def _shares_line(row: _Row, word: Word, thresholds: LineThresholds = LineThresholds()) -> bool:
    most = thresholds.rise * max(word.size, row.main.size)
    return abs(word.y - row.words[-1].y) < most and abs(word.y - row.main.y) < most


def _same_line(above: _Row, row: _Row, thresholds: LineThresholds = LineThresholds()) -> bool:
    size = min(above.main.size, row.main.size)
    if abs(above.main.y - row.main.y) > thresholds.same * size:
        return False
    return above.x1 <= row.x0 + size or row.x1 <= above.x0 + size


def make_line(words: Iterable[Word], page: int, thresholds: LineThresholds = LineThresholds()) -> Line:
    """One line of its words: sorted from left to right, save where the script runs the other way."""
    row = list(words)
    letters = sum(len(word.text) for word in row)
    rtl = 2 * sum(len(_RTL.findall(word.text)) for word in row) >= max(letters, 1)
    if not rtl:
        row.sort(key=lambda word: word.x0)
    size = Counter[float]()
    for word in row:
        size[round(word.size, 1)] += len(word.text)
    main = size.most_common(1)[0][0]
    baseline = max((word for word in row if abs(word.size - main) < 0.2), key=lambda word: len(word.text)).y
    text, raised = "", []
    for i, word in enumerate(row):
        spaced = i > 0 and (word.spaced or word.x0 - row[i - 1].x1 > 0.25 * main)
        small = word.size < thresholds.small * main and word.y > baseline + thresholds.raised * main
        if small and _RAISED_MARK.fullmatch(word.text):
            raised.append((len(text), word.text))
            continue
        text += (" " if spaced and text else "") + word.text
    bold = 2 * sum(len(word.text) for word in row if word.bold) > letters
    edges = [word.x0 for word in row], [word.x1 for word in row]
    text = _STOP_FIRST.sub(r"\2\1", text) if rtl else text
    x0, x1 = min(edges[0]), max(edges[1])
    return Line(page, baseline, x0, x1, main, bold, rtl, clean(text), tuple(raised), tuple(row))


def without_words(line: Line, dropped: set[int]) -> Line | None:
    """The line without the words at these places, or None where nothing is left."""
    words = [word for i, word in enumerate(line.words) if i not in dropped]
    return replace(make_line(words, line.page)) if words else None
