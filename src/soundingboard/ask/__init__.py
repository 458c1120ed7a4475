"""From what people sent to asks: what each statement asks, of which paragraph, in whose words."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from soundingboard.ask.lexicon import PLACE, QUOTE, languages
from soundingboard.ask.places import Drafts
from soundingboard.ask.settle import settled
from soundingboard.ask.statements import read_statements, trimmed
from soundingboard.ask.walking import Statement
from soundingboard.model import Ask, Concordance, Contribution, Draft, Span, Target

if TYPE_CHECKING:
    from soundingboard.link import Index

__all__ = ["asks", "languages"]


def asks(
    contribution: Contribution,
    drafts: Sequence[Draft] = (),
    index: "Index | None" = None,
    record: Concordance | None = None,
) -> tuple[Ask, ...]:
    """What a contribution asks, in the order of its text; what cannot be told stays a remark.

    `drafts` oldest first, the last one under review; `index` (of that draft) finds paragraphs that are quoted or
    spoken of without their number; `record`, the concordance of the drafts, walks numbers of earlier ones to it.
    Without drafts a target is what its number says. A statement about several paragraphs gives an ask for each, with
    the same `statement`. An empty text asks nothing; in a language without a lexicon everything is a remark.
    """
    if not any(letter.isalnum() for letter in contribution.text):
        return ()
    own = Drafts(tuple(drafts), record, contribution.draft, index)
    walk = read_statements(contribution.text, own, contribution.language)
    found = settled(walk, own)
    return tuple(
        ask
        for n, statement in enumerate(found, 1)
        for ask in _asks(contribution, statement, f"{contribution.id}-{n}")
    )


def _asks(contribution: Contribution, one: Statement, name: str) -> Iterator[Ask]:
    """An ask for each place of a statement."""
    start, end = trimmed(contribution.text, one.clause)
    quote = Span(start, end, contribution.text[start:end])
    topic = one.topic or " ".join(quote.text.split()[:12])
    targets = one.aim.targets or (Target(topic=topic),)
    for m, target in enumerate(targets, 1):
        yield Ask(
            id=name if len(targets) == 1 else f"{name}.{m}",
            contribution=contribution.id,
            kind=one.act.kind,
            stance=one.act.stance,
            about=one.act.about,
            target=target,
            quote=quote,
            proposed=one.proposed,
            rationale=one.rationale,
            basis=one.aim.basis,
            score=round(one.act.weight * one.aim.score, 3),
            statement=name,
            topic=topic,
            words=tuple(re.sub(f"[{QUOTE}{PLACE}]+", "…", " ".join(w.split())) for w in one.act.words),
            sure=one.act.weight >= 0.6 and one.aim.own,
        )
