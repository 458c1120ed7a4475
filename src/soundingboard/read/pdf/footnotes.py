"""Small print at the foot of a page becomes notes, where a raised mark on the page asks for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from soundingboard.read.pdf.hyphens import Join
from soundingboard.read.pdf.lines import Line

Notes = dict[int, dict[str, str]]  # the notes of each page, by mark


@dataclass(frozen=True, slots=True)
class FootnoteThresholds:
    """What small print is."""

    small: float = 0.93  # of the text's size: footnotes are set one to three points smaller


_MARK = re.compile(r"(\d{1,3}|[*†‡§¶]{1,3}|[a-z](?=[.)]))[.)]?\s+")


def take_footnotes(pages: list[list[Line]], body_size: float, join: Join) -> Notes:
    """Take footnotes out of `pages`; their texts by page and mark. Small print that no mark asks for stays."""
    notes: Notes = {}
    last: tuple[int, str] | None = None
    for number, lines in enumerate(pages):
        start = _small_print(lines, body_size)
        asked = {
            mark for line in lines[:start] for _place, raised in line.raised for mark in split_marks(raised)
        }
        groups = _groups(lines[start:])
        kept = list(lines[:start])
        page: dict[str, str] = {}
        for mark, group in groups:
            if mark in asked:
                page[mark] = join(_texts(group, mark))
                last = (number, mark)
            elif not mark and last and last[0] == number - 1 and group is groups[0][1]:
                notes[last[0]][last[1]] = join([notes[last[0]][last[1]], *(line.text for line in group)])
            else:
                kept.extend(group)
        notes[number] = page
        pages[number] = kept
    return notes


def split_marks(raised: str) -> list[str]:
    """The marks in raised characters: "1,2" gives two."""
    return [mark for mark in re.split(r"[,\s.)]+", raised) if mark]


def _small_print(
    lines: Sequence[Line], body_size: float, thresholds: FootnoteThresholds = FootnoteThresholds()
) -> int:
    """Where the small print at the foot of a page begins."""
    start = len(lines)
    while start and lines[start - 1].size <= thresholds.small * body_size:
        start -= 1
    return start


def _groups(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """Small print by note: the mark at the head of each ("" where none), and its lines."""
    groups: list[tuple[str, list[Line]]] = []
    for line in lines:
        mark = leading_mark(line)
        if mark or not groups:
            groups.append((mark, [line]))
        else:
            groups[-1][1].append(line)
    return groups


def leading_mark(line: Line) -> str:
    """The mark at the head of a footnote's first line, or nothing."""
    if line.raised and line.raised[0][0] == 0:
        return split_marks(line.raised[0][1])[0]
    match = _MARK.match(line.text)
    return match[1] if match else ""


def _texts(lines: Sequence[Line], mark: str) -> list[str]:
    first = lines[0].text
    match = None if lines[0].raised and lines[0].raised[0][0] == 0 else _MARK.match(first)
    return [first[match.end() :] if match and match[1] == mark else first, *(line.text for line in lines[1:])]
