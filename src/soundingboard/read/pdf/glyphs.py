"""The words of a PDF page, with where they stand: the only part that speaks to pdfium."""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

_BOLD = re.compile(rb"bold|black|heavy|semibold|demi", re.I)
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_SYMBOL_BULLETS = frozenset(
    (0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC, 0xF076, 0xF06E, 0xF071, 0xF0A8)
)  # of Symbol and Wingdings
_PDFIUM_HYPHEN = 2  # pdfium's own code for a hyphen at a line's end


@dataclass(frozen=True, slots=True)
class GlyphThresholds:
    """When characters belong to one word, in parts of the type size."""

    gap: float = (
        0.25  # a word space is 0.2 to 0.3 em wide and mostly a character of its own; kerning is below 0.1
    )
    baseline: float = (
        0.08  # a raised figure stands at least 0.2 em above; rounding moves a letter by far less
    )
    foot: float = 0.2  # a figure whose lowest point is so high stands above the line; ordinary ones touch it
    sample: int = 40  # characters that tell which way up a page is


@dataclass(frozen=True, slots=True)
class Word:
    """Characters on one baseline: `x0` to `x1` and `y` in points, `y` growing upwards; `spaced` from the one before."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    spaced: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The upright words of a page in the order of the file; its height, and how many turned ones were left out."""

    words: tuple[Word, ...]
    turned: int
    unmapped: int
    pictures: bool


@dataclass(slots=True)
class _Char:
    code: int
    x: float
    y: float
    right: float
    index: int
    raised: bool = False  # drawn above the baseline by the font itself


def read_page(document: pdfium.PdfDocument, number: int) -> Page:
    """The words of page `number` (from 0). Raises PdfiumError for a broken page."""
    page = document[number]
    text = page.get_textpage()
    try:
        count = max(0, raw.FPDFText_CountChars(text))
        turn = _main_turn(text, count)
        words, turned, unmapped = _words(text, count, turn)
        return Page(tuple(words), turned, unmapped, not words and raw.FPDFPage_CountObjects(page) > 0)
    finally:
        text.close()
        page.close()


def _main_turn(text: pdfium.PdfTextPage, count: int, thresholds: GlyphThresholds = GlyphThresholds()) -> int:
    """By how many quarters most of the page's characters are turned."""
    step = max(1, count // thresholds.sample)
    turns = Counter(
        _style(text, index)[1] for index in range(0, count, step) if not raw.FPDFText_IsGenerated(text, index)
    )
    return turns.most_common(1)[0][0] if turns else 0


def _style(text: pdfium.PdfTextPage, index: int) -> tuple[float, int]:
    """Size in points and turn in quarters (-1: askew) of a character."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, matrix)
    size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
    quarters = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
    nearest = round(quarters)
    return size, nearest % 4 if abs(quarters - nearest) < 0.02 else -1


def _is_bold(text: pdfium.PdfTextPage, index: int) -> bool:
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, index, buffer, 128, flags)
    return _BOLD.search(buffer.value) is not None


def _words(text: pdfium.PdfTextPage, count: int, turn: int) -> tuple[list[Word], int, int]:
    """Upright words, and the numbers of turned and of unreadable characters."""
    words: list[Word] = []
    turned = unmapped = 0
    for chars, spaced, size, angle in _groups(_chars(text, count, turn), text):
        if angle != turn or size <= 0:
            turned += len(chars)
            continue
        letters = "".join(map(_letter, chars))
        unmapped += letters.count("\ufffd")
        edges = [char.x for char in chars] + [char.right for char in chars]
        y = chars[0].y
        if chars[0].raised:  # as if it had been set smaller and higher, which is how others raise a mark
            size, y = 0.6 * size, y + 0.35 * size
        bold = _is_bold(text, chars[0].index)
        words.append(Word(letters, min(edges), max(edges), y, size, bold, spaced))
    return words, turned, unmapped


def _letter(char: _Char) -> str:
    if char.code == _PDFIUM_HYPHEN:
        return "-"
    if char.code in _SYMBOL_BULLETS:
        return "•"
    if (
        char.code == 0
        or 0xE000 <= char.code <= 0xF8FF
        or 0xD800 <= char.code <= 0xDFFF
        or char.code > 0x10FFFF
    ):
        return "\ufffd"
    letter = chr(char.code)
    return _LIGATURES.get(letter, letter)


def _chars(text: pdfium.PdfTextPage, count: int, turn: int) -> Iterator[_Char | None]:
    """The characters of a page with their place as on an upright page; None for white space."""
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if chr(min(code, 0x10FFFF)).isspace():
            yield None
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        yield _Char(
            code, *_upright(x.value, y.value, box, turn), index, _is_raised(text, index, code, y.value)
        )


def _upright(x: float, y: float, box: raw.FS_RECTF, turn: int) -> tuple[float, float, float]:
    """Origin and right edge of a character on a page that is turned by so many quarters."""
    if turn == 1:
        return y, -x, box.top
    if turn == 2:
        return -x, -y, -box.left
    return (-y, x, -box.bottom) if turn == 3 else (x, y, box.right)


def _is_raised(
    text: pdfium.PdfTextPage, index: int, code: int, y: float, thresholds: GlyphThresholds = GlyphThresholds()
) -> bool:
    """Whether a figure of an upright page is drawn as a superscript by its font."""
    if not 0x30 <= code <= 0x39:
        return False
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    height = raw.FPDFText_GetFontSize(text, index)
    # The size is that of the text space; where a matrix scales it up this test is only stricter.
    return bool(bottom.value - y > thresholds.foot * max(height, 2 * (top.value - bottom.value)))


def _groups(
    chars: Iterator[_Char | None], text: pdfium.PdfTextPage, thresholds: GlyphThresholds = GlyphThresholds()
) -> Iterator[tuple[list[_Char], bool, float, int]]:
    """Characters as words, each with whether white space stands before it, its size and its turn."""
    group: list[_Char] = []
    size, turn, spaced = 1.0, 0, True
    for char in chars:
        if group:
            # Letters may run to the left; then the gap is on the other side.
            apart = (
                char is None
                or max(char.x - group[-1].right, group[-1].x - char.right) > thresholds.gap * size
            )
            if apart or char is None or _is_off(char, group[-1], thresholds.baseline * size):
                yield group, spaced, size, turn
                group, spaced = [], apart
        if char is None:
            spaced = True
            continue
        if not group:
            size, turn = _style(text, char.index)
        group.append(char)
    if group:
        yield group, spaced, size, turn


def _is_off(char: _Char, last: _Char, most: float) -> bool:
    """Whether a character stands on another line than the one before, or is raised."""
    return char.raised != last.raised or abs(char.y - last.y) > most
