"""Headings of two drafts: which became which, by their words and by the paragraphs under them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

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
    gone = [i for i in range(len(old.headings)) if i not in at.values()]
    changes: list[Change] = []
    for _place, i, j in sorted(_places(at, gone, len(new.headings))):
        left = old.headings[i] if i >= 0 else None
        right = new.headings[j] if j >= 0 else None
        changes.append(_change(f"h{len(changes) + 1}", left, right, (i, j), (i, j) in lifted))
    return tuple(changes)


def _places(at: dict[int, int], gone: Sequence[int], n_new: int) -> list[tuple[tuple[int, int], int, int]]:
    """(place, old, new) of each change; -1 where a side has none."""
    places = [((j, -1), at.get(j, -1), j) for j in range(n_new)]
    new_of = {i: j for j, i in at.items()}
    for i in gone:
        before = [new_of[k] for k in range(i) if k in new_of]
        places.append(((before[-1] if before else -1, i), i, -1))
    return places


def _pair(old: Draft, new: Draft, matches: Sequence[Match], thresholds: Thresholds) -> list[tuple[int, int]]:
    """Best pairs first: similarity of words plus share of paragraphs in common; one to one, in new order."""
    votes = _votes(old, new, matches)
    texts_old, texts_new = [_keys(h) for h in old.headings], [_keys(h) for h in new.headings]
    ranked = []
    for i, left in enumerate(texts_old):
        for j, right in enumerate(texts_new):
            similar, voted = Indel.normalized_similarity(left, right), votes.get((i, j), 0.0)
            if old.headings[i].level == new.headings[j].level and (
                similar >= thresholds.words or voted >= thresholds.votes
            ):
                ranked.append((-(similar + voted), abs(i - j), i, j))
    pairs: dict[int, int] = {}
    for _worth, _distance, i, j in sorted(ranked):
        if j not in pairs and i not in pairs.values():
            pairs[j] = i
    return sorted(((i, j) for j, i in pairs.items()), key=lambda pair: pair[1])


def _keys(heading: Heading) -> list[str]:
    return [key(word) for word in words(heading.text)]


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
