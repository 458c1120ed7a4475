"""Who asks the same of a place, and who asks the opposite."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from soundingboard.converge.records import Divergence, Shared, Side, Where
from soundingboard.exposure import GROUP, REGION, Words, all_words, organisations, stated, voice
from soundingboard.i18n import N_, _
from soundingboard.model import Ask, Contribution
from soundingboard.vocabulary import GLOBAL, NOT_STATED

Said = tuple[Ask, Contribution]  # an ask with the contribution that makes it, as anyone may see it

# The wishes and reasons of sides.toml, for translators.
TRANSLATED = (
    N_("keep"),
    N_("make it stronger"),
    N_("bring back what was there"),
    N_("change the wording"),
    N_("leave it out"),
    N_("make it clear"),
    N_("add"),
    N_("leave it unsaid"),
    N_("put it elsewhere"),
    N_("some ask to keep it, others to leave it out"),
    N_("some ask to keep the words as they are, others to change them"),
    N_("some ask to keep what the draft changed, others to undo it"),
    N_("some ask for more, others to leave it out"),
    N_("some ask to add it, others that it stay out"),
    N_("some welcome what the draft changed, others warn of it"),
)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When several groups are said to ask the same."""

    groups: int = 2  # the least that can meet


@cache
def lexicon() -> dict[str, Any]:
    """The data file `sides.toml`."""
    file = files("soundingboard") / "converge" / "sides.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def wishes() -> tuple[str, ...]:
    """What asks can have in common, by name."""
    return tuple(one["wish"] for one in lexicon()["wishes"])


def _is_of(ask: Ask, side: Iterable[Mapping[str, str]]) -> bool:
    return any(all(getattr(ask, name) == value for name, value in one.items()) for one in side)


def side_of(said: Sequence[Said], words: Words) -> Side:
    """Those who say something, counted: contributions, organisations, and the groups and regions of the open ones."""
    contributions = list({one.id: one for _ask, one in said}.values())
    return Side(
        kinds=tuple(dict.fromkeys(ask.kind for ask, _one in said)),
        n=len(contributions),
        organisations=organisations(contributions),
        groups=_heard(contributions, GROUP, words),
        regions=_heard(contributions, REGION, words),
        asks=tuple(ask.id for ask, _one in said),
    )


def _heard(contributions: Sequence[Contribution], field: str, words: Words) -> tuple[str, ...]:
    known = all_words(words, field)
    heard = {word for one in contributions for word in stated(one, field, known)}
    return tuple(word for word in known if word in heard - {GLOBAL, NOT_STATED})


def shared(said: Sequence[Said], words: Words, thresholds: Thresholds = Thresholds()) -> tuple[Shared, ...]:
    """The wishes that several groups have of one place, those of most groups first; remarks ask nothing."""
    found = []
    for wish in lexicon()["wishes"]:
        side = side_of([(ask, one) for ask, one in said if _is_of(ask, wish["side"])], words)
        if len(side.groups) >= thresholds.groups:
            found.append(Shared(_(wish["wish"]), side))
    return tuple(sorted(found, key=lambda one: (-len(one.side.groups), -one.side.n)))


def contested(where: Where, said: Sequence[Said], words: Words) -> tuple[Divergence, ...]:
    """Opposite things asked of one place. Who asks both (in one contribution, or as one organisation) is on no side."""
    found = []
    for pair in lexicon()["opposites"]:
        one = [(ask, who) for ask, who in said if _is_of(ask, pair["one"])]
        other = [(ask, who) for ask, who in said if _is_of(ask, pair["other"])]
        both = {voice(who) for _ask, who in one} & {voice(who) for _ask, who in other}
        one, other = _without(one, both), _without(other, both)
        if one and other:
            found.append(Divergence(where, _(pair["reason"]), side_of(one, words), side_of(other, words)))
    return tuple(found)


def _without(said: Iterable[Said], voices: set[str]) -> list[Said]:
    return [(ask, who) for ask, who in said if voice(who) not in voices]
