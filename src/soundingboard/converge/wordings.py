"""Proposed wordings that are the same, or nearly."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import Indel

from soundingboard.converge.places import place_of
from soundingboard.converge.records import Where, Wording
from soundingboard.converge.sides import Said, lexicon, side_of
from soundingboard.exposure import Words
from soundingboard.model import Ask
from soundingboard.words import key, stem
from soundingboard.words import words as words_of

Stems = tuple[str, ...]
Both = tuple[Stems, Stems]  # of the words that an ask would replace, and of those that it proposes


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When two wordings are nearly the same."""

    alike: float = (
        0.9  # of their words in order, by stem: one word in ten may differ, as in a slip or a synonym
    )


def wordings(
    said: Sequence[Said],
    words: Words,
    labels: Mapping[Where, Where],
    thresholds: Thresholds = Thresholds(),
) -> tuple[Wording, ...]:
    """The wordings proposed for each place, those of most contributions first.

    Two are one when they are nearly the same in words and would take the same words' place, as far as they say which;
    never when they differ in a word that turns or weighs ("not", "shall", a number): see sides.toml.
    """
    found = [
        _wording(labels.get(where, where), group, words)
        for where, here in _by_place(said).items()
        for group in _groups(here, thresholds)
    ]
    return tuple(sorted(found, key=lambda one: -one.side.n))


def _wording(where: Where, group: Sequence[Said], words: Words) -> Wording:
    proposals = [ask.proposed for ask, _one in group if ask.proposed]
    spellings = list(dict.fromkeys(one.new.strip() for one in proposals))
    old = next((one.old for one in proposals if one.old), None)
    return Wording(spellings[0], old, where, side_of(group, words), tuple(spellings[1:]))


def _by_place(said: Sequence[Said]) -> dict[Where, list[Said]]:
    found: defaultdict[Where, list[Said]] = defaultdict(list)
    for ask, one in said:
        if ask.proposed and ask.proposed.new.strip():
            found[place_of(ask)].append((ask, one))
    return found


def _groups(said: Sequence[Said], thresholds: Thresholds) -> list[list[Said]]:
    """Equal wordings first, then each joins the first whose founder it is nearly the same as."""
    equal: defaultdict[Both, list[Said]] = defaultdict(list)
    for ask, one in said:
        equal[_stems(ask)].append((ask, one))
    groups: dict[Both, list[Said]] = {}
    founders: list[Both] = []
    holding: defaultdict[str, list[int]] = defaultdict(list)  # the founders that hold a stem, by their place
    for mine, here in sorted(equal.items(), key=lambda item: -len(item[1])):
        near = (founders[at] for at in _candidates(mine[1], holding, thresholds))
        found = next((other for other in near if _nearly(mine, other, thresholds)), None)
        if found is None:
            for word in set(mine[1]):
                holding[word].append(len(founders))
            founders.append(mine)
        groups.setdefault(found or mine, []).extend(here)
    return list(groups.values())


def _candidates(mine: Stems, holding: Mapping[str, list[int]], thresholds: Thresholds) -> list[int]:
    """The founders that can be alike: they lack few of my words, so they hold one of any few more (no loss by this)."""
    lacking = int(len(mine) * (1 - thresholds.alike / (2 - thresholds.alike)))
    rarest = sorted(set(mine), key=lambda word: (len(holding.get(word, ())), word))
    return sorted({at for word in rarest[: lacking + 1] for at in holding.get(word, ())})


def _stems(ask: Ask) -> Both:
    old, new = (ask.proposed.old or "", ask.proposed.new) if ask.proposed else ("", "")
    return tuple(map(stem, words_of(old))), tuple(map(stem, words_of(new)))


def _nearly(one: Both, other: Both, thresholds: Thresholds) -> bool:
    (old, new), (other_old, other_new) = one, other
    if old and other_old and not _alike(old, other_old, thresholds):
        return False
    return _alike(new, other_new, thresholds)


def _alike(one: Stems, other: Stems, thresholds: Thresholds) -> bool:
    if Indel.normalized_similarity(one, other, score_cutoff=thresholds.alike) < thresholds.alike:
        return False
    differ = set(one) ^ set(other)
    return not any(word in _telling() or any(c.isdecimal() for c in word) for word in differ)


@cache
def _telling() -> frozenset[str]:
    return frozenset(stem(key(word)) for line in lexicon()["telling"].values() for word in line.split())
