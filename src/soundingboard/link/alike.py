"""The units that are most alike a text, with the words that carry it and the sentence where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from soundingboard.link.block import Block
from soundingboard.link.lexicon import Ints
from soundingboard.link.space import Floats, Space, carried, is_name, likeness, query
from soundingboard.model import Link, Paragraph


@dataclass(frozen=True, slots=True)
class AlikeThresholds:
    """When a likeness is shown, and when it is sure.

    `telling`: how much the words shared must tell, in nats: one word that stands in a paragraph of twenty, or two that
    stand in one of five; less is chance. In a draft so short that no word can tell as much, as much as `rare` words
    that stand in one paragraph. `lead`: how far the first must lead the second, times the logarithm of how many telling
    words the text has (short texts lead by chance), to be believed unread: of real justifications that lead so far
    three in four are right (38 of 50; 9 of 11 in other languages; 18 of 19 in the example, whose drafts are shorter).
    `several`: words that it takes to be sure, for one may be chance. `shown`: words.
    """

    telling: float = 3.0
    rare: float = 1.5
    lead: float = 0.3
    several: int = 2
    shown: int = 5


@dataclass(frozen=True, slots=True)
class _Ranked:
    """The best units of each text: text, row and score of each link, and the score of the one after it."""

    text: Ints
    row: Ints
    score: Floats
    after: Floats
    place: Ints


def alike(
    block: Block,
    here: NDArray[np.bool_],
    space: Space,
    paragraphs: Sequence[Paragraph],
    top: int,
    names_only: bool = False,
    thresholds: AlikeThresholds = AlikeThresholds(),
) -> dict[int, list[Link]]:
    """By text, links to its units, the best first; no entry where what it shares tells too little.

    `here`: which texts are looked at; `paragraphs`: those of the draft. With `names_only` what counts are words that
    are the same in every language, and nothing is sure.
    """
    if not here.any():
        return {}
    entries, number = _looked_at(block, here, space, names_only)
    asked = query(space, (block.text[entries], number), len(block.texts))
    ranked = _ranked(*likeness(space, asked), space, top)
    known = number >= 0
    words = _Carrying(block, entries[known], number[known], space, ranked)
    told, many = words.told()
    most = np.zeros(len(block.texts))
    np.maximum.at(most, ranked.text, told)
    needed = min(thresholds.telling, thresholds.rare * float(np.log((1 + space.rows.shape[0]) / 2)))
    length = np.log(np.bincount(block.text[entries], minlength=len(block.texts)) + 2)
    lead = np.where(ranked.place == 0, (ranked.score - ranked.after) * length[ranked.text], 0.0)
    enough = (told >= needed) & (many >= thresholds.several)
    sure = (lead >= thresholds.lead) & enough & np.bool_(not names_only)
    given = (most[ranked.text] >= needed) & (many > 0)
    return _links(words, ranked, lead, sure, given, paragraphs, thresholds.shown)


def _looked_at(block: Block, here: NDArray[np.bool_], space: Space, names_only: bool) -> tuple[Ints, Ints]:
    """The entries of a block that are compared, and their numbers."""
    entries, number = block.telling(space.lexicon)
    kept = here[block.text[entries]]
    if names_only:
        printed = np.array([is_name(word) for word in block.words.printed], dtype=bool)
        known = np.append(space.names, [False, False])  # UNKNOWN and SILENT count from the end
        kept = kept & printed[block.number[entries]] & known[number]
    return entries[kept], number[kept]


def _ranked(by_unit: Floats, by_row: Floats, space: Space, top: int) -> _Ranked:
    """The best `top` units of each text that are alike at all; of equals the one that comes first."""
    keep = min(by_unit.shape[1], top + 1)
    unit = _best(by_unit, keep)
    score = np.take_along_axis(by_unit, unit, axis=1)
    after = np.concatenate([score[:, 1:], np.zeros((len(score), 1))], axis=1)
    text, place = (score[:, :top] > 0).nonzero()
    row = _best_row(by_row, space, text, unit[text, place])
    return _Ranked(text, row, score[text, place], after[text, place], place)


def _best(scores: Floats, keep: int) -> Ints:
    """The places of the highest scores of each row, the highest first."""
    if keep < scores.shape[1]:
        part = np.argpartition(-scores, keep - 1, axis=1)[:, :keep]
        part.sort(axis=1)
    else:
        part = np.broadcast_to(np.arange(keep), scores.shape)
    value = np.take_along_axis(scores, part, axis=1)
    result: Ints = np.take_along_axis(part, np.argsort(-value, axis=1, kind="stable"), axis=1)
    return result


def _best_row(by_row: Floats, space: Space, text: Ints, unit: Ints) -> Ints:
    """The row of each unit that is most alike each text; of equals the first."""
    if len(space.first) == len(space.unit):
        return space.first[unit]
    ends = np.append(space.first[1:], len(space.unit))
    size = ends[unit] - space.first[unit]
    offset = np.cumsum(size) - size
    row = np.arange(int(size.sum())) - np.repeat(offset - space.first[unit], size)
    value = by_row[np.repeat(text, size), row]
    best = np.maximum.reduceat(value, offset) if len(offset) else value
    hits = (value == np.repeat(best, size)).nonzero()[0]
    first_hit = hits[np.searchsorted(hits, offset)]
    result: Ints = row[first_hit]
    return result


class _Carrying:
    """The words of each ranked link's text that carry it, each root once.

    `entry`, `link` and `value` of all of them, link by link.
    """

    def __init__(self, block: Block, entries: Ints, number: Ints, space: Space, ranked: _Ranked) -> None:
        self.block, self.space, self.ranked = block, space, ranked
        text, root = block.text[entries], space.lexicon.root_of[number]
        _, once = np.unique(text * (len(space.lexicon.roots) + 1) + root, return_index=True)
        once.sort()
        entries, number, text, root = entries[once], number[once], text[once], root[once]
        edges = np.searchsorted(text, np.arange(len(block.texts) + 1))
        size = (edges[1:] - edges[:-1])[ranked.text]
        offset = np.cumsum(size) - size
        at = np.arange(int(size.sum())) - np.repeat(offset - edges[ranked.text], size)
        self.link = np.repeat(np.arange(len(size)), size)
        value = carried(space, number[at], ranked.row[self.link])
        some = value > 0
        self.link, self.entry, self.value = self.link[some], entries[at[some]], value[some]
        self.root = root[at[some]]

    def told(self) -> tuple[Floats, Ints]:
        """How much the words of each link tell, in nats, and how many tell something."""
        minor = self.block.words.minor_in(self.space.lexicon.language)[self.block.number[self.entry]]
        tells = np.where(minor, 0.0, self.space.tells[self.root])
        links = len(self.ranked.text)
        many = np.bincount(self.link, tells > 0, links).astype(np.int64)
        return np.bincount(self.link, tells, links).astype(np.float64), many

    def best(self, shown: int) -> tuple[Ints, Ints]:
        """The entries of the words that carry most, link by link and the best first; and where each link begins."""
        order = np.lexsort((self.entry, -self.value, self.link))
        begin = np.searchsorted(self.link, np.arange(len(self.ranked.text) + 1))
        rank = np.arange(len(order)) - begin[self.link]
        kept = order[rank < shown]
        return self.entry[kept], np.searchsorted(self.link[kept], np.arange(len(self.ranked.text) + 1))

    def sentences(self) -> Ints:
        """The sentence of each link's text in which the words carry most; of equals the first."""
        first = self.block.first
        sizes = (first[1:] - first[:-1])[self.ranked.text]
        offset = np.cumsum(sizes) - sizes
        place = offset[self.link] + self.block.sentence[self.entry] - first[self.ranked.text[self.link]]
        sums = np.bincount(place, self.value, int(sizes.sum()))
        best = np.maximum.reduceat(sums, offset) if len(offset) else sums
        hits = (sums == np.repeat(best, sizes)).nonzero()[0]
        found = hits[np.searchsorted(hits, offset)] - offset + first[self.ranked.text]
        result: Ints = found
        return result


def _links(
    words: _Carrying,
    ranked: _Ranked,
    lead: Floats,
    sure: NDArray[np.bool_],
    given: NDArray[np.bool_],
    paragraphs: Sequence[Paragraph],
    shown: int,
) -> dict[int, list[Link]]:
    """The links to give, text by text."""
    block = words.block
    entry, edges = words.best(shown)
    printed = list(map(block.words.printed.__getitem__, block.number[entry].tolist()))
    kept = given.nonzero()[0]
    columns = (
        ranked.text,
        words.space.paragraph[ranked.row],
        np.round(ranked.score, 4),
        np.round((ranked.score - ranked.after) / ranked.score, 4),
        np.round(lead, 4),
        sure,
        words.sentences(),
        edges[:-1],
        edges[1:],
    )
    found: dict[int, list[Link]] = {}
    names = [(one.eid, one.number) for one in paragraphs]
    for text, place, score, margin, leading, believed, sentence, begin, end in zip(
        *(part[kept].tolist() for part in columns), strict=True
    ):
        eid, number = names[place]
        start, stop = block.sentences[sentence]
        carried = tuple(printed[begin:end])
        one = Link(eid, number, "similarity", score, start, stop, carried, margin, leading, believed)
        if text in found:
            found[text].append(one)
        else:
            found[text] = [one]
    return found
