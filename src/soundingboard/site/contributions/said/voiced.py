"""Who asks what of one place, as a tally keeps it: enough to tell what is opposite and how many organisations speak.

One organisation is one voice however often it files; whoever speaks for none is a voice by themselves. The opposites
are the library's (`soundingboard.converge`, sides.toml), counted here without reading a single ask.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from soundingboard.converge import sides
from soundingboard.site.contributions.models import Ask, Contribution
from soundingboard.words import key, words

Wishes = frozenset[str]
_SEPARATOR = "/"


def voiced(contribution: Contribution, asks: Iterable[Ask]) -> str:
    """Who speaks and what they ask of one place, as one word: the key of `Tally.voices`."""
    speaks_for = contribution.organisation_id if contribution.is_open else None
    wishes = sorted({_SEPARATOR.join((ask.kind, ask.about, ask.stance)) for ask in asks})
    return f"{speaks_for or ''}:{' '.join(wishes)}"


def proposals(asks: Iterable[Ask]) -> set[str]:
    """The digests of the wordings that are proposed; the same for the same words in the same words' place."""
    proposed = (ask.proposed for ask in asks if ask.proposed)
    return {digest for digest in map(wording, proposed) if digest}


def wording(proposed: Mapping[str, Any] | None) -> str:
    """The digest of a proposed wording; empty where none is proposed."""
    proposed = proposed or {}
    new = [key(word) for word in words(proposed.get("new") or "")]
    old = [key(word) for word in words(proposed.get("old") or "")]
    text = " ".join(old) + "\n" + " ".join(new)
    return hashlib.sha256(text.encode()).hexdigest()[:12] if new else ""


def organisations(voices: Mapping[str, int]) -> set[int]:
    """The ids of the organisations that speak openly."""
    return {int(who) for who in (one.partition(":")[0] for one in voices) if who}


def contested(voices: Mapping[str, int]) -> list[int]:
    """Which of the library's pairs of opposites are asked, by their place; who asks both is on no side."""
    everyone = _by_voice(voices)
    found = []
    for place, pair in enumerate(sides.lexicon()["opposites"]):
        stands = {(_is_of(one, pair["one"]), _is_of(one, pair["other"])) for one in everyone}
        if {(True, False), (False, True)} <= stands:
            found.append(place)
    return found


def _by_voice(voices: Mapping[str, int]) -> set[Wishes]:
    """What each voice asks: everything that an organisation asks is of one voice."""
    alone: set[Wishes] = set()
    together: defaultdict[str, set[str]] = defaultdict(set)
    for one in voices:
        who, _colon, wishes = one.partition(":")
        if who:
            together[who].update(wishes.split())
        else:
            alone.add(frozenset(wishes.split()))
    return alone | {frozenset(wishes) for wishes in together.values()}


def _is_of(wishes: Collection[str], side: Sequence[Mapping[str, str]]) -> bool:
    asked = [dict(zip(("kind", "about", "stance"), wish.split(_SEPARATOR), strict=True)) for wish in wishes]
    return any(one.items() <= ask.items() for one in side for ask in asked)


def opposite_kinds(kind: str) -> set[str]:
    """The kinds that are opposite to a kind whatever else they say."""
    found: set[str] = set()
    for pair in sides.lexicon()["opposites"]:
        one, other = ({ask["kind"] for ask in pair[side] if "kind" in ask} for side in ("one", "other"))
        found |= other if kind in one else set()
        found |= one if kind in other else set()
    return found - {kind}


def tally_of(counts: Mapping[str, Mapping[str, int]]) -> Counter[tuple[str, str]]:
    """Counts of pairs, as a tally nests them, flat."""
    return Counter({(one, other): n for one, row in counts.items() for other, n in row.items()})


def nested(counts: Mapping[tuple[str, str], int]) -> dict[str, dict[str, int]]:
    """Counts of pairs as a tally keeps them: in order, without what is counted zero times."""
    found: dict[str, dict[str, int]] = {}
    for (one, other), n in sorted(counts.items()):
        if n:
            found.setdefault(one, {})[other] = n
    return found
