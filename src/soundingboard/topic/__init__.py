"""Topics: suggested from what stands in a draft and what people say, and the asks that belong to one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from soundingboard.model import Ask, Contribution, Draft, Topic
from soundingboard.numbers import unique
from soundingboard.topic.cocited import from_cocitation
from soundingboard.topic.sources import from_headings, from_labels, from_terms
from soundingboard.topic.suggestion import Suggestion, is_same, merged, stemmed

__all__ = ["Suggestion", "asks_of_topic", "suggest_topics", "suggestions"]


def suggestions(
    draft: Draft,
    asks: Iterable[Ask],
    contributions: Iterable[Contribution],
    confirmed: Sequence[Topic] = (),
) -> tuple[Suggestion, ...]:
    """Topics to confirm, rename or merge, each with its basis and what carries it.

    From headings; from subjects that asks name; from terms that several use; from paragraphs that several name
    together. Suggestions that are nearly the same are one; nothing that a confirmed topic is already. What was said in
    confidence suggests nothing, nor does an ask whose contribution is not given. Ids follow from the labels.
    """
    known = {one.id: one for one in contributions if one.permission != "confidential"}
    said = [ask for ask in asks if ask.contribution in known]
    found = merged(
        (
            *from_headings(draft),
            *from_labels(draft, said, known),
            *from_terms(draft, list(known.values())),
            *from_cocitation(draft, said, known),
        ),
        draft,
    )
    new = [one for one in found if not any(is_same(one.topic, two, draft.language) for two in confirmed)]
    taken = [topic.id for topic in confirmed]
    ids = unique([*taken, *(one.topic.id for one in new)])[len(taken) :]
    return tuple(replace(one, topic=replace(one.topic, id=name)) for one, name in zip(new, ids, strict=True))


def suggest_topics(
    draft: Draft,
    asks: Iterable[Ask],
    contributions: Iterable[Contribution],
    confirmed: Sequence[Topic] = (),
) -> tuple[Topic, ...]:
    """The topics of `suggestions`, without what carries them."""
    return tuple(one.topic for one in suggestions(draft, asks, contributions, confirmed))


def asks_of_topic(topic: Topic, asks: Iterable[Ask]) -> tuple[Ask, ...]:
    """The asks of a topic: of it by name, of one of its paragraphs, or in words that hold one of its terms.

    Words are those that the ask quotes, and what it calls its subject; inflected forms count.
    """
    paragraphs = {(one.draft, one.eid) for one in topic.paragraphs}
    terms = [stemmed(term) for term in topic.terms if term.strip()]
    return tuple(ask for ask in asks if _is_of(ask, topic.id, paragraphs, terms))


def _is_of(ask: Ask, topic: str, paragraphs: set[tuple[str, str]], terms: Sequence[str]) -> bool:
    target = ask.target
    if target.topic == topic or (target.draft or "", target.eid or "") in paragraphs:
        return True
    said = (ask.topic or "", ask.quote.text if ask.quote else "")
    return any(term in stemmed(text) for term in terms for text in said)
