"""Headings of two drafts: which became which, by their words and by the paragraphs under them."""

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from soundingboard.align import Match, moved
from soundingboard.model import Change, Draft, Heading, Reference
from soundingboard.redline import redline
from soundingboard.words import key, words


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When two headings are the same heading."""

    words: float = 0.5  # similarity of the words alone: half of them shared
    votes: float = 0.5  # or half of the paragraphs under either, so that a heading may be renamed altogether


def compare_headings(
    old: Draft, new: Draft, matches: Sequence[Match], thresholds: Thresholds = Thresholds()
) -> tuple[Change, ...]:
    """Changes of headings, in the order of the new draft; a deleted one after its old neighbour's."""
    pairs = _pair(old, new, matches, thresholds)
    at = {j: i for i, j in pairs}
    lifted = {pairs[position] for position in moved(pairs)}
    gone = sorted(set(range(len(old.headings))) - set(at.values()))
    changes: list[Change] = []
    for _place, i, j in sorted(_places(at, gone, len(new.headings))):
        left = old.headings[i] if i >= 0 else None
        right = new.headings[j] if j >= 0 else None
        changes.append(_change(f"h{len(changes) + 1}", left, right, (i, j), (i, j) in lifted))
    return tuple(changes)


def _places(at: dict[int, int], gone: Sequence[int], n_new: int) -> list[tuple[tuple[int, int], int, int]]:
    """(place, old, new) of each change; -1 where a side has none."""
    places = [((j, -1), at.get(j, -1), j) for j in range(n_new)]
    kept = sorted((i, j) for j, i in at.items())
    for i in gone:
        before = bisect(kept, (i, -1)) - 1
        places.append(((kept[before][1] if before >= 0 else -1, i), i, -1))
    return places


def _pair(old: Draft, new: Draft, matches: Sequence[Match], thresholds: Thresholds) -> list[tuple[int, int]]:
    """Best pairs first: similarity of words plus share of paragraphs in common; one to one, in new order."""
    votes = _votes(old, new, matches)
    ranked = []
    for i, j, similar in _similar(old.headings, new.headings, thresholds.words, votes):
        voted = votes.get((i, j), 0.0)
        if old.headings[i].level == new.headings[j].level and (
            similar >= thresholds.words or voted >= thresholds.votes
        ):
            ranked.append((-(similar + voted), abs(i - j), i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _worth, _distance, i, j in sorted(ranked):
        if j not in pairs and i not in taken:
            pairs[j] = i
            taken.add(i)
    return sorted(((i, j) for j, i in pairs.items()), key=lambda pair: pair[1])


def _similar(
    old: Sequence[Heading], new: Sequence[Heading], least: float, votes: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int, float]]:
    """Pairs of headings whose words are similar enough, and those in `votes`, with the similarity of the words."""
    letter: dict[str, str] = {}  # each word a letter of its own: texts of letters are compared fastest
    texts = [
        "".join(letter.setdefault(key(word), chr(0x10000 + len(letter))) for word in words(heading.text))
        for heading in (*old, *new)
    ]
    voted: dict[int, list[int]] = {}
    for i, j in votes:
        voted.setdefault(i, []).append(j)
    for i, left in enumerate(texts[: len(old)]):
        row = cdist([left], texts[len(old) :], scorer=Indel.normalized_similarity, dtype=np.float64)[0]
        for j in sorted({*np.flatnonzero(row >= least).tolist(), *voted.get(i, ())}):
            yield i, j, float(row[j])


def _votes(old: Draft, new: Draft, matches: Sequence[Match]) -> dict[tuple[int, int], float]:
    """For each pair of headings, the share of the paragraphs under either that are under both."""
    place_old = {heading.eid: i for i, heading in enumerate(old.headings)}
    place_new = {heading.eid: j for j, heading in enumerate(new.headings)}
    size_old = Counter(p.section for p in old.paragraphs)
    size_new = Counter(p.section for p in new.paragraphs)
    shared: Counter[tuple[str, str]] = Counter()
    for match in matches:
        left, right = old.paragraphs[match.old[0]].section, new.paragraphs[match.new[0]].section
        if left and right:
            shared[left, right] += 1
    return {
        (place_old[left], place_new[right]): 2 * n / (size_old[left] + size_new[right])
        for (left, right), n in shared.items()
        if left in place_old and right in place_new  # a JSON file may name a section that it does not list
    }


def _change(
    name: str, left: Heading | None, right: Heading | None, at: tuple[int, int], is_moved: bool
) -> Change:
    runs = redline(left.text if left else "", right.text if right else "")
    kind = (
        "inserted"
        if not left
        else "deleted"
        if not right
        else "unchanged"
        if left.text == right.text
        else "reworded"
    )
    return Change(
        id=name,
        kind=kind,  # type: ignore[arg-type]
        old=_references(left, at[0]),
        new=_references(right, at[1]),
        redline=runs,
        moved=is_moved,
        renumbered=bool(left and right and left.number != right.number),
    )


def _references(heading: Heading | None, index: int) -> tuple[Reference, ...]:
    return (
        (Reference(heading.eid, heading.number, heading.number, "heading", index=index),) if heading else ()
    )
