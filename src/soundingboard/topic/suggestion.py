"""A suggested topic, when two are the same, and what to call it by."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from soundingboard.model import Draft, PlaceName, Topic
from soundingboard.read.language import stop_words
from soundingboard.words import key, stem, words

_LONGEST = 50  # characters of an id: it stands in addresses, and in the site's slugs
_TEXTS_KEPT = 1 << 16  # quotes and labels whose stems are kept; a bound on memory


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A topic with what carries it: eids of headings, ids of contributions."""

    topic: Topic
    carried_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sameness:
    """When two topics are taken to be one."""

    paragraphs: float = 0.8  # of all their paragraphs they share: one in ten or so may be missing in either
    least: int = 2  # paragraphs in each: one paragraph in common is chance


@lru_cache(maxsize=_TEXTS_KEPT)
def stemmed(text: str) -> str:
    """The stems of a text in a row, each between blanks, to look for others in."""
    return f" {' '.join(map(stem, words(text)))} "


@lru_cache(maxsize=_TEXTS_KEPT)
def telling(label: str, language: str = "en") -> str:
    """The stems of a label without stop words: "The financing of ports" and "Port financing" differ in order alone."""
    stops = {stem(word) for word in stop_words(language)}
    return " ".join(sorted({one for one in map(stem, words(label)) if one not in stops}))


def slug(label: str) -> str:
    """An id from a label: its words in small letters, without accents, joined by hyphens."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", label) if not unicodedata.combining(c))
    parts = [key(word).replace("'", "").replace("/", "-") for word in words(bare)]
    made = ""
    for part in parts:
        if len(made) + len(part) + 1 > _LONGEST and made:
            break
        made = f"{made}-{part}" if made else part[:_LONGEST]
    return made or "topic"


def paragraphs_of(draft: Draft, eids: Iterable[str]) -> tuple[PlaceName, ...]:
    """Paragraphs of a draft, in its order."""
    wanted = set(eids)
    return tuple(PlaceName(draft.name, one.eid) for one in draft.paragraphs if one.eid in wanted)


def is_same(one: Topic, other: Topic, language: str, sameness: Sameness = Sameness()) -> bool:
    """Whether two topics have one label or term, or nearly the same paragraphs."""
    if _names(one, language) & _names(other, language):
        return True
    mine, its = set(one.paragraphs), set(other.paragraphs)
    few = min(len(mine), len(its)) < sameness.least
    return not few and len(mine & its) >= sameness.paragraphs * len(mine | its)


def _names(topic: Topic, language: str) -> set[str]:
    return {telling(name, language) for name in (topic.label, *topic.terms)} - {""}


def merged(suggestions: Iterable[Suggestion], draft: Draft) -> list[Suggestion]:
    """Suggestions that are the same become one, under the name of the first."""
    kept: list[Suggestion] = []
    for one in suggestions:
        place = next(
            (at for at, other in enumerate(kept) if is_same(one.topic, other.topic, draft.language)), None
        )
        if place is None:
            kept.append(one)
        else:
            kept[place] = _joined(kept[place], one, draft)
    return kept


def _joined(first: Suggestion, second: Suggestion, draft: Draft) -> Suggestion:
    one, other = first.topic, second.topic
    topic = replace(
        one,
        paragraphs=paragraphs_of(draft, (place.eid for place in (*one.paragraphs, *other.paragraphs))),
        terms=_union(one.terms, other.terms),
        basis=_union(one.basis, other.basis),
    )
    return Suggestion(topic, _union(first.carried_by, second.carried_by))


def _union(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))
