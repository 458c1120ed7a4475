"""Words of a paragraph that a text repeats, even with a few of them wrong.

Between quotation marks a few words are enough; without them a stretch must be long, for people of one field share
their phrases. What may be a quotation is found by neighbouring telling words that are neighbours in the draft too, and
then compared word by word with the few paragraphs that hold most of them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

import numpy as np
from rapidfuzz.distance import LCSseq

from soundingboard.link.block import Block
from soundingboard.link.lexicon import SILENT, Ints, Lexicon, places, split


@dataclass(frozen=True, slots=True)
class QuotingThresholds:
    """`threes`: how many runs of three telling words a stretch without marks needs: six telling words in a row, some
    ten words of a sentence. `gap`: how many telling words may be wrong between two such runs: one spoils three.
    `marked`, `bare`: words that must be the same, with marks and without. `telling`, `bare_telling`: telling ones among
    them; fewer are a term, not a quotation. `same`: the least share of the words that must be the same. `silent`: what
    a word that tells nothing counts beside one that does. `wide`: how much longer the same words may be drawn out in
    the paragraph, where no ellipsis says so. `rivals`: paragraphs compared word by word. `lead`: a quotation is sure
    where the next paragraph lacks a quarter of it, or where it is exact and the next lacks a telling word.
    """

    threes: int = 4
    gap: int = 4
    marked: int = 4
    bare: int = 8
    telling: int = 3
    bare_telling: int = 6
    same: float = 0.6
    silent: float = 0.2
    wide: float = 1.5
    rivals: int = 6
    lead: float = 0.25


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch of a text and the paragraph (its row) whose words it repeats; `words` of it, the first telling ones."""

    row: int
    start: int
    end: int
    score: float
    margin: float
    sure: bool
    weight: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Neighbouring telling words of a draft: the rows that hold each two, by their roots; codes of three, rising."""

    texts: Sequence[str]
    two: Mapping[tuple[int, int], Sequence[int]]
    three: Ints


# Quotation marks in pairs; a straight one opens after a blank or bracket. A quotation ends with its paragraph.
_MARKED = re.compile(
    r"[“„]([^“„”\n]{12,2000})[”“]|«([^«»\n]{12,2000})»|(?<![^\s(\[])\"([^\"\n]{12,2000})\"|‘([^‘\n]{12,2000}?)’(?!\w)"
)
_OPENS = re.compile(r"[“„«\"‘]")
_ELLIPSIS = re.compile(r"…|\.\.\.")


def phrases_of(texts: Sequence[str], lexicon: Lexicon) -> Phrases:
    """The phrases of a draft's rows."""
    numbers = [[n for word in split(text) if (n := lexicon.number(word)) != SILENT] for text in texts]
    row = np.repeat(np.arange(len(texts)), [len(one) for one in numbers])
    number = np.array([n for one in numbers for n in one], dtype=np.int64)
    two: dict[tuple[int, int], list[int]] = {}
    for at, one in enumerate(numbers):
        for pair in dict.fromkeys(pairwise(lexicon.root_of[one].tolist() if one else ())):
            two.setdefault(pair, []).append(at)
    return Phrases(texts, two, np.unique(_threes(row, number, lexicon)[1]))


def _threes(row: Ints, number: Ints, lexicon: Lexicon) -> tuple[Ints, Ints]:
    """Where three known words stand in a row (the place of the first), and their code."""
    if len(row) < 3:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    known = number >= 0
    at = ((row[:-2] == row[2:]) & known[:-2] & known[1:-1] & known[2:]).nonzero()[0]
    root, size = lexicon.root_of[number], len(lexicon.roots)
    return at, (root[at] * size + root[at + 1]) * size + root[at + 2]


def quotations(
    block: Block, phrases: Phrases, lexicon: Lexicon, thresholds: QuotingThresholds = QuotingThresholds()
) -> dict[int, list[Quoted]]:
    """By text, its quotations, each paragraph once, what repeats most of it first."""
    found: dict[int, list[Quoted]] = {}
    marked: dict[int, list[tuple[int, int]]] = {}
    for text, start, end in _marked(block.texts):
        marked.setdefault(text, []).append((start, end))
        if one := _quoted(block.texts[text], (start, end), phrases, lexicon, True, thresholds):
            found.setdefault(text, []).append(one)
    for text, start, end in _stretches(block, phrases, lexicon, thresholds):
        if any(start < last and first < end for first, last in marked.get(text, ())):
            continue
        if one := _quoted(block.texts[text], (start, end), phrases, lexicon, False, thresholds):
            found.setdefault(text, []).append(one)
    return {text: _each_once(quoted) for text, quoted in found.items()}


def _each_once(quoted: Sequence[Quoted]) -> list[Quoted]:
    best: dict[int, Quoted] = {}
    for one in sorted(quoted, key=lambda one: (-one.weight, one.start)):
        best.setdefault(one.row, one)
    return list(best.values())


def _marked(texts: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """The text, start and end of what stands between quotation marks."""
    for n, text in enumerate(texts):
        for match in _MARKED.finditer(text) if _OPENS.search(text) else ():
            yield n, *match.span(match.lastindex or 0)


def _stretches(
    block: Block, phrases: Phrases, lexicon: Lexicon, thresholds: QuotingThresholds
) -> Iterator[tuple[int, int, int]]:
    """The text, start and end of stretches in which runs of three telling words of the draft stand close together."""
    entries, number = block.telling(lexicon)
    at, code = _threes(block.text[entries], number, lexicon)
    if not len(at) or not len(phrases.three):
        return
    place = np.minimum(np.searchsorted(phrases.three, code), len(phrases.three) - 1)
    at = at[phrases.three[place] == code]
    text = block.text[entries[at]]
    new = np.append(True, (np.diff(at) > thresholds.gap) | (np.diff(text) > 0))[: len(at)]
    begin = new.nonzero()[0]
    size = np.diff(np.append(begin, len(at)))
    for n in (size >= thresholds.threes).nonzero()[0].tolist():
        first, last = entries[at[begin[n]]], entries[at[begin[n] + size[n] - 1] + 2]
        yield int(text[begin[n]]), block.place(int(first))[0], block.place(int(last))[1]


def _quoted(
    text: str,
    span: tuple[int, int],
    phrases: Phrases,
    lexicon: Lexicon,
    marked: bool,
    thresholds: QuotingThresholds,
) -> Quoted | None:
    """The quotation in a stretch of text, if one paragraph holds more of its words than any other."""
    asked = _Asked(text, span, lexicon)
    rows = _candidates(asked.number, phrases, lexicon, thresholds.rivals)
    least = thresholds.marked if marked else thresholds.bare
    if not rows or len(asked.words) < least:
        return None
    compared = [(row, *_same(asked, phrases.texts[row], thresholds)) for row in rows]
    compared.sort(key=lambda one: (-one[2], one[0]))
    (row, same, weight), rival = compared[0], compared[1][2] if len(compared) > 1 else 0.0
    telling = [n for n in same if asked.number[n] != SILENT]
    enough = thresholds.telling if marked else thresholds.bare_telling
    score = len(same) / len(asked.words)
    if len(same) < least or len(telling) < enough or score < thresholds.same or weight - rival < 0.5:
        return None
    margin = (weight - rival) / weight
    sure = margin >= thresholds.lead or (len(same) == len(asked.words) and weight - rival >= 1)
    start, end = asked.places[same[0]][0], asked.places[same[-1]][1]
    return Quoted(row, start, end, score, margin, sure, weight, tuple(asked.printed[n] for n in telling[:5]))


class _Asked:
    """A stretch that may be a quotation: its words as compared and as printed, where they stand, their numbers."""

    def __init__(self, text: str, span: tuple[int, int], lexicon: Lexicon) -> None:
        self.places = places(text, *span)
        self.printed = [text[start:end] for start, end in self.places]
        self.words = [word.casefold() for word in self.printed]
        self.number = [lexicon.number(word) for word in self.printed]
        self.cut = _ELLIPSIS.search(text, *span) is not None


def _candidates(number: Sequence[int], phrases: Phrases, lexicon: Lexicon, most: int) -> list[int]:
    """The rows that hold most of the neighbouring telling words."""
    roots = [int(lexicon.root_of[n]) if n >= 0 else n for n in number if n != SILENT]
    counts = Counter(row for pair in set(pairwise(roots)) for row in phrases.two.get(pair, ()))
    best = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    return [row for row, n in best if n * 2 >= best[0][1]]  # one that holds half as much is no rival


def _same(asked: _Asked, paragraph: str, thresholds: QuotingThresholds) -> tuple[list[int], float]:
    """The places of the words of a stretch that a paragraph repeats in their order, and what they weigh."""
    theirs = _words(paragraph)
    if f" {' '.join(asked.words)} " in _line(paragraph):
        same = list(range(len(asked.words)))  # most are exact: no need to look for the words one by one
        return same, _weight(same, asked, thresholds)
    most = LCSseq.similarity(theirs, asked.words)
    if most < thresholds.same * len(asked.words):
        return [], float(most)  # no quotation; as a rival it counts for all that it could
    blocks: Sequence[tuple[int, int, int]] = SequenceMatcher(
        None, theirs, asked.words, autojunk=False
    ).get_matching_blocks()[:-1]
    if not asked.cut:
        blocks = _close(blocks, len(asked.words) * thresholds.wide + 2)
    same = [b + n for _a, b, size in blocks for n in range(size)]
    return same, _weight(same, asked, thresholds)


def _weight(same: Sequence[int], asked: _Asked, thresholds: QuotingThresholds) -> float:
    return sum(thresholds.silent if asked.number[n] == SILENT else 1.0 for n in same)


def _close(blocks: Sequence[tuple[int, int, int]], width: float) -> Sequence[tuple[int, int, int]]:
    """The blocks around the longest that lie within so many words of the paragraph."""
    if not blocks:
        return blocks
    middle = max(range(len(blocks)), key=lambda n: (blocks[n][2], -n))
    first = last = middle
    while True:
        before = first > 0 and blocks[last][0] + blocks[last][2] - blocks[first - 1][0] <= width
        after = (
            last + 1 < len(blocks) and blocks[last + 1][0] + blocks[last + 1][2] - blocks[first][0] <= width
        )
        if not before and not after:
            return blocks[first : last + 1]
        first, last = first - before, last + (after and not before)


@lru_cache(maxsize=4096)  # the paragraphs of a draft: a few megabytes
def _words(paragraph: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in split(paragraph))


@lru_cache(maxsize=4096)
def _line(paragraph: str) -> str:
    return f" {' '.join(_words(paragraph))} "
