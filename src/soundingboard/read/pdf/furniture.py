"""What stands on every page and is not text: running headers and footers, page and line numbers, contents."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, product, zip_longest

from soundingboard.read.pdf.glyphs import Word
from soundingboard.read.pdf.lines import Line, without_words
from soundingboard.read.titles import CONTENTS_TITLES

Pages = list[list[Line]]


@dataclass(frozen=True, slots=True)
class FurnitureThresholds:
    """When lines count as furniture."""

    ends: int = 4  # lines at the top and at the foot of a page among which running lines stand
    drift: float = 6.0  # points: running lines keep their place, give or take a line's rounding
    repeats: int = 2  # pages on which one must recur; two texts alike in place and words are no chance
    share: float = 0.3  # of the pages: left and right pages may differ, a first page has none
    set_off: float = 1.7  # em between furniture and text: lines of text are 1.1 to 1.5 em apart
    words: int = 12  # of the longest running line that is told by its place alone
    numbered: float = 0.8  # share of lines that carry a line number, where every line is counted
    least: int = 5  # numbers that count on down a page: fewer may be chance
    gap: float = 0.6  # em between a line number and its line
    running_on: float = 0.25  # share of numbered lines that go on in the middle of a sentence
    gutter: float = 1.5  # em between columns; justified lines open their blanks to one em at most
    broken: float = 0.3  # share of a page's lines with such a gap
    contents: int = 3  # lines in a row with dots and a page number


_PAGE_NUMBER = re.compile(
    r"(?:page|p\.|página|seite|стр\.?)?\s*[-–—\[(|]*\s*(\d{1,4}|[ivxlc]{1,6})\s*[-–—\])|]*(?:\s*(?:of|/|de|von|из)\s*\d{1,4})?",
    re.I,
)
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{1,4}$|…{2,}\s*\d{1,4}$")


def drop_running_lines(pages: Pages, thresholds: FurnitureThresholds = FurnitureThresholds()) -> int:
    """Take running headers, footers and page numbers out of `pages`; how many lines they were."""
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for lines in pages:
        for line in _ends(lines, thresholds):
            for key in _keys(line):
                places[key].append((line.page, line.y))
    needed = max(thresholds.repeats, thresholds.share * len(pages))
    ends = [line for lines in pages for line in _ends(lines, thresholds)]
    recurring = [line for line in ends if _recurs(line, places, needed, thresholds)]
    running = {id(line) for line in recurring}
    heights = [line.y for line in recurring]
    running |= {id(line) for line in ends if line.page and _is_at(line, heights, thresholds)}
    dropped = 0
    for number, lines in enumerate(pages):
        head = _stretch(lines[: thresholds.ends + 1], running, thresholds)
        foot = _stretch(lines[head:][: -thresholds.ends - 2 : -1], running, thresholds)
        dropped += head + foot
        pages[number] = lines[head : len(lines) - foot]
    return dropped


def _ends(lines: Sequence[Line], thresholds: FurnitureThresholds) -> list[Line]:
    return [*lines[: thresholds.ends], *lines[thresholds.ends :][-thresholds.ends :]]


def _keys(line: Line) -> list[str]:
    """What a running line may keep from page to page: each figure stays or counts with the pages."""
    parts = re.split(r"(\d{1,9})", line.text.lower())
    figures = parts[1::2]
    if len(figures) > 5:  # a page number, a number of pages and a date are as many as any has
        return [line.text]
    keys = []
    for choice in product((0, line.page), repeat=len(figures)):
        moved = [
            f"{int(figure) - page}{'+' if page else ''}" for figure, page in zip(figures, choice, strict=True)
        ]
        keys.append("".join(chain.from_iterable(zip_longest(parts[0::2], moved, fillvalue=""))))
    return keys


def _recurs(
    line: Line, places: dict[str, list[tuple[int, float]]], needed: float, thresholds: FurnitureThresholds
) -> bool:
    """Whether the line's words stand at the same height on enough pages."""
    for key in _keys(line):
        if len({page for page, y in places[key] if abs(y - line.y) < thresholds.drift}) >= needed:
            return True
    return False


def _is_at(line: Line, heights: Sequence[float], thresholds: FurnitureThresholds) -> bool:
    """Whether a short line stands where other pages have running lines: a left page's header may occur once."""
    near = sum(1 for y in heights if abs(y - line.y) < thresholds.drift / 2)
    return near >= thresholds.repeats and len(line.text.split()) <= thresholds.words


def _stretch(lines: Sequence[Line], running: set[int], thresholds: FurnitureThresholds) -> int:
    """How many lines from the edge of the page inwards are running lines or page numbers, set off by a gap."""
    n = best = 0
    while n < len(lines) and (
        id(lines[n]) in running or (len(lines) > 1 and _PAGE_NUMBER.fullmatch(lines[n].text))
    ):
        n += 1
        # Text that happens to recur runs on without a gap; only furniture is set off from what follows.
        if n == len(lines) or _is_set_off(lines[n - 1], lines[n], thresholds):
            best = n
    return best


def _is_set_off(running: Line, text: Line, thresholds: FurnitureThresholds) -> bool:
    return abs(running.y - text.y) > thresholds.set_off * min(running.size, text.size)


def drop_line_numbers(pages: Pages, thresholds: FurnitureThresholds = FurnitureThresholds()) -> int:
    """Take the line numbers in the margin out of `pages`; how many they were."""
    dropped = 0
    for first in (True, False):
        found = {n: places for n, lines in enumerate(pages) if (places := _line_numbers(lines, first))}
        edges = Counter(
            _edge(pages[n][i].words[at]) for n, places in found.items() for i, at in places.items()
        )
        for number, lines in enumerate(pages):
            places = found.get(number) or _at_edge(lines, first, edges, thresholds)
            dropped += len(places)
            kept = (without_words(line, {places[i]}) if i in places else line for i, line in enumerate(lines))
            pages[number] = [line for line in kept if line]
    return dropped


def _edge(word: Word) -> int:
    """Where a number in the margin ends, to the point: numbers of one and of three figures are set flush right."""
    return round(word.x1)


def _at_edge(
    lines: Sequence[Line], first: bool, edges: Counter[int], thresholds: FurnitureThresholds
) -> dict[int, int]:
    """Numbers on a page of few lines that stand where other pages have their line numbers."""
    places = {}
    for i, line in enumerate(lines):
        at = 0 if first else len(line.words) - 1
        if _has_margin_number(line, first, thresholds) and edges[_edge(line.words[at])]:
            places[i] = at
    return places


def _line_numbers(
    lines: Sequence[Line], first: bool, thresholds: FurnitureThresholds = FurnitureThresholds()
) -> dict[int, int]:
    """For each line with a number in the left (`first`) or right margin: which of its words that is."""
    places = {
        i: (0 if first else len(line.words) - 1)
        for i, line in enumerate(lines)
        if _has_margin_number(line, first, thresholds)
    }
    if len(places) < thresholds.least:
        return {}
    values = [int(lines[i].words[at].text) for i, at in places.items()]
    steps = Counter(b - a for a, b in pairwise(values))
    step, regular = steps.most_common(1)[0]
    if regular < 0.9 * (len(values) - 1) or step not in (1, 2, 5, 10):
        return {}
    if step == 1 and len(places) < thresholds.numbered * len(lines):
        return {}
    bodies = [line.words[1] for i, line in enumerate(lines) if i in places and len(line.words) > 1]
    running = sum(1 for word in bodies if word.text[:1].islower())
    beyond = not first or step > 1 or running >= thresholds.running_on * len(bodies)
    return places if beyond else {}


def _has_margin_number(line: Line, first: bool, thresholds: FurnitureThresholds) -> bool:
    word = line.words[0 if first else -1]
    if not re.fullmatch(r"[0-9]{1,4}", word.text):
        return False
    if len(line.words) == 1:
        return True
    neighbour = line.words[1 if first else -2]
    gap = neighbour.x0 - word.x1 if first else word.x0 - neighbour.x1
    return gap > thresholds.gap * line.size


def mixed_pages(pages: Pages, thresholds: FurnitureThresholds = FurnitureThresholds()) -> list[int]:
    """Pages (from 1) whose lines are mostly broken by a wide gap: two columns, or a table."""
    return [number for number, lines in enumerate(pages, 1) if _is_mixed(lines, thresholds)]


def _is_mixed(lines: Sequence[Line], thresholds: FurnitureThresholds) -> bool:
    broken = sum(1 for line in lines if _widest_gap(line) > thresholds.gutter * line.size)
    return broken >= max(thresholds.least, thresholds.broken * len(lines))


def _widest_gap(line: Line) -> float:
    """The widest gap between words, save the one after a number at the head of the line."""
    return max((b.x0 - a.x1 for a, b in pairwise(line.words[1:])), default=0.0)


def drop_contents(pages: Pages, thresholds: FurnitureThresholds = FurnitureThresholds()) -> int:
    """Take lists of contents, whose lines end in dots and a page number, out of `pages`; how many lines."""
    dropped = 0
    for number, lines in enumerate(pages):
        marked = [i for i, line in enumerate(lines) if _LEADERS.search(line.text[-60:])]
        if len(marked) < thresholds.contents or 2 * len(marked) < marked[-1] - marked[0]:
            continue
        first = marked[0]
        while first and lines[first - 1].text.lower().strip(" :.") in CONTENTS_TITLES:
            first -= 1
        # An entry that is longer than a line ends in dots only on its last one.
        dropped += marked[-1] + 1 - first
        pages[number] = lines[:first] + lines[marked[-1] + 1 :]
    return dropped
