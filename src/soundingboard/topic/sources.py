"""What suggests a topic: the headings of a draft, what people call their subject, terms they share."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from soundingboard.exposure import voice
from soundingboard.model import Ask, Contribution, Draft, Paragraph, Topic
from soundingboard.terms import term_table
from soundingboard.topic.suggestion import (
    Suggestion,
    paragraphs_of,
    slug,
    stemmed,
    telling,
)
from soundingboard.words import stem, words


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When something is worth a suggestion."""

    heading: int = 2  # paragraphs under it: a heading over one paragraph says no more than the paragraph
    label: int = 2  # who name the same subject: each chose the words, so two are enough
    term: int = 3  # who use the same words: two may quote one source
    words: int = 2  # of a term: one word ("support") seldom names a subject unless somebody says so
    letters: int = 2  # of its first and last word: one letter alone is a mark in a list
    spread: float = 1 / 3  # of the draft's paragraphs: a term in more is what the whole text is about
    top: int = 20  # terms: as many as a person reads before choosing
    searched: int = 400  # commonest terms that are looked at, so that time does not grow with every word
    texts: int = (
        5000  # different texts they are sought in, evenly taken: what hundreds say is in a part of them too
    )


def from_headings(draft: Draft, thresholds: Thresholds = Thresholds()) -> Iterator[Suggestion]:
    """A topic for each heading with at least two paragraphs under it, unless it only names a part of the text."""
    parts = _parts()
    for place, heading in enumerate(draft.headings):
        inside = {heading.eid}
        for lower in draft.headings[place + 1 :]:
            if lower.level <= heading.level:
                break
            inside.add(lower.eid)
        eids = [one.eid for one in draft.paragraphs if one.section in inside]
        if (
            len(eids) >= thresholds.heading
            and stemmed(heading.text).strip() not in parts
            and heading.text.strip()
        ):
            topic = Topic(slug(heading.text), heading.text, paragraphs_of(draft, eids), basis=("heading",))
            yield Suggestion(topic, (heading.eid,))


@cache
def _lexicon() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("soundingboard") / "topic" / "topic.toml").read_text(encoding="utf-8"))


@cache
def _parts() -> frozenset[str]:
    names = (name for line in _lexicon()["parts"].values() for name in line.split(","))
    return frozenset(stemmed(name.strip()).strip() for name in names)


@cache
def _citing() -> frozenset[str]:
    return frozenset(stem(word) for line in _lexicon()["citing"].values() for word in line.split())


def from_labels(
    draft: Draft,
    asks: Iterable[Ask],
    contributions: Mapping[str, Contribution],
    thresholds: Thresholds = Thresholds(),
) -> Iterator[Suggestion]:
    """A topic for each subject that at least two name in their asks; most named first."""
    called: defaultdict[str, list[tuple[str, Ask]]] = defaultdict(list)
    for ask in asks:
        for label in (ask.topic or "").split(";"):
            if name := telling(label, draft.language):
                called[name].append((" ".join(label.split()), ask))
    rows = []
    for said in called.values():
        who = list(dict.fromkeys(ask.contribution for _label, ask in said))
        n = len({voice(contributions[one]) for one in who})
        if n >= thresholds.label:
            rows.append((n, said[0][0], [ask for _label, ask in said], who))
    for _n, label, here, who in sorted(rows, key=lambda row: (-row[0], row[1])):
        named = {a.target.eid for a in here if a.target.eid and a.target.draft in (None, draft.name)}
        eids = named | set(_holding(draft, label, thresholds) or ())
        yield Suggestion(
            Topic(slug(label), label, paragraphs_of(draft, eids), (label,), basis=("terms",)), tuple(who)
        )


def from_terms(
    draft: Draft, contributions: Sequence[Contribution], thresholds: Thresholds = Thresholds()
) -> Iterator[Suggestion]:
    """A topic for each term of several words that at least three use, most used first; also what no paragraph holds."""
    rows = []
    for term in _terms(contributions, thresholds):
        stems = stemmed(term)
        who = [one for one in contributions if stems in stemmed(one.text)]
        n = len({voice(one) for one in who})
        eids = _holding(draft, term, thresholds)
        if n >= thresholds.term and eids is not None:
            rows.append((n, term, eids, tuple(one.id for one in who)))
    rows.sort(key=lambda row: (-row[0], -len(words(row[1])), row[1]))
    for _n, term, eids, carried_by in rows[: thresholds.top]:
        topic = Topic(slug(term), term, paragraphs_of(draft, eids), (term,), basis=("terms",))
        yield Suggestion(topic, carried_by)


def _terms(contributions: Sequence[Contribution], thresholds: Thresholds) -> list[str]:
    """The commonest terms of several words in what was said, whatever its languages."""
    by_language: defaultdict[str, dict[str, Paragraph]] = defaultdict(dict)
    for one in contributions:  # equal texts are one: a campaign does not make a term
        by_language[one.language or "en"].setdefault(one.text, Paragraph(one.id, one.id, one.text))
    terms: list[str] = []
    for language, texts in sorted(by_language.items()):
        step = -(-len(texts) // thresholds.texts)
        some = Draft(stage=language, language=language, paragraphs=tuple(texts.values())[::step])
        terms += (row.term for row in term_table([some], top=thresholds.searched).terms)
    return [term for term in dict.fromkeys(terms) if _names_a_subject(term, thresholds)]


def _names_a_subject(term: str, thresholds: Thresholds) -> bool:
    """Whether a term has several words, whole ones at its ends, and does not cite a place or a paper."""
    parts = words(term)
    ends = (one for one in (parts[0], parts[-1]) if one.isascii())  # a Chinese word may be one character
    if len(parts) < thresholds.words or any(len(one) < thresholds.letters for one in ends):
        return False
    return not any(stem(one) in _citing() or any(c.isdecimal() for c in one) for one in parts)


def _holding(draft: Draft, term: str, thresholds: Thresholds) -> list[str] | None:
    """The paragraphs that hold a term; None where so many do that it tells none of them apart."""
    stems = stemmed(term)
    eids = [one.eid for one in draft.paragraphs if stems in stemmed(one.text)]
    return eids if len(eids) <= max(1, thresholds.spread * len(draft.paragraphs)) else None
