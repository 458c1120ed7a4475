"""One place: who spoke on it, how many, of which groups and regions, and in which words."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from soundingboard.converge.interval import interval
from soundingboard.converge.places import place_of
from soundingboard.converge.records import Count, Cross, Divergence, Spot, Voice, Where
from soundingboard.converge.sides import Said, contested, shared
from soundingboard.converge.wordings import wordings
from soundingboard.exposure import OPEN, Frozen, Words, all_words, organisations, stated, table
from soundingboard.model import Ask, Contribution
from soundingboard.vocabulary import ASK_KINDS, NOT_STATED, STANCES


@dataclass(frozen=True, slots=True)
class Frame:
    """What all places are counted by: fields, the words of the process, and of how many contributions in all."""

    fields: tuple[str, ...]
    crossed: tuple[str, ...]
    words: Words
    of: int
    labels: Mapping[Where, Where]


def count(
    contributions: Sequence[Contribution],
    statements: int,
    frame: Frame,
    of: int,
    frozen: Sequence[Frozen] = (),
) -> Count:
    """Count contributions, as anyone may see them, each once."""
    n = len(contributions)
    return Count(
        n=n,
        statements=statements,
        anonymous=sum(one.permission not in OPEN for one in contributions),
        organisations=organisations(contributions),
        share=interval(n, of),
        tables=tuple(table(contributions, field, frame.words, frozen) for field in frame.fields),
        cross=_cross(contributions, frame),
    )


def _cross(contributions: Sequence[Contribution], frame: Frame) -> tuple[Cross, ...]:
    """Open contributions by two fields together; anonymous ones are never crossed."""
    if len(frame.crossed) < 2:
        return ()
    one, other = frame.crossed[:2]
    rows, columns = all_words(frame.words, one), all_words(frame.words, other)
    pairs = Counter(
        (row, column)
        for who in contributions
        if who.permission in OPEN
        for row in stated(who, one, rows)
        for column in stated(who, other, columns)
    )
    return tuple(
        Cross((row, column), pairs[row, column]) for row in rows for column in columns if pairs[row, column]
    )


def spot(where: Where, said: Sequence[Said], frame: Frame) -> Spot:
    """A place with everything that was said on it."""
    whole = _counted(said, frame, frame.of)
    kinds = by_kind(said, frame, whole.n)
    return Spot(
        where=frame.labels.get(where, where),
        count=whole,
        kinds=kinds,
        stances=stances(said),
        shared=shared(said, frame.words),
        contested=_contested(where, said, frame),
        wordings=wordings(said, frame.words, frame.labels),
        voices=voices(said, frame.words),
    )


def _counted(said: Sequence[Said], frame: Frame, of: int) -> Count:
    contributions = list({one.id: one for _ask, one in said}.values())
    return count(contributions, n_statements(said), frame, of)


def n_statements(said: Sequence[Said]) -> int:
    """How many things were said: asks that one statement makes of several places count once."""
    return len({(one.id, ask.statement or f"ask {ask.id}") for ask, one in said})


def by_kind(said: Sequence[Said], frame: Frame, of: int) -> dict[str, Count]:
    """The contributions that ask each kind; who asks several kinds counts in each."""
    asked: defaultdict[str, list[Said]] = defaultdict(list)
    for ask, one in said:
        asked[ask.kind].append((ask, one))
    return {kind: _counted(asked[kind], frame, of) for kind in ASK_KINDS if asked[kind]}


def stances(said: Sequence[Said]) -> dict[str, int]:
    """The contributions that take each stance; who takes several counts in each."""
    taken = Counter(stance for stance, _one in {(ask.stance, one.id) for ask, one in said})
    return {stance: taken[stance] for stance in STANCES if taken[stance]}


def _contested(where: Where, said: Sequence[Said], frame: Frame) -> tuple[Divergence, ...]:
    """Opposites of one place; in a topic those of each of its places, since keep here and change there are none."""
    if where.kind != "topic":
        return contested(where, said, frame.words)
    here: defaultdict[Where, list[Said]] = defaultdict(list)
    for ask, one in said:
        here[place_of(ask)].append((ask, one))
    return tuple(
        found
        for place, some in here.items()
        for found in contested(frame.labels.get(place, place), some, frame.words)
    )


def voices(said: Sequence[Said], words: Words) -> tuple[Voice, ...]:
    """Each ask in its own words, none left out; the kinds that the fewest ask stand first."""
    asking: Mapping[str, set[str]] = defaultdict(set)
    for ask, one in said:
        asking[ask.kind].add(one.id)
    made = [_voice(ask, one, len(asking[ask.kind]), words) for ask, one in said]
    order: dict[str, int] = {kind: place for place, kind in enumerate(ASK_KINDS)}
    return tuple(sorted(made, key=lambda one: (one.of, order[one.kind])))


def _voice(ask: Ask, one: Contribution, of: int, words: Words) -> Voice:
    is_open = one.permission in OPEN
    return Voice(
        ask=ask.id,
        contribution=one.id,
        kind=ask.kind,
        stance=ask.stance,
        of=of,
        quote=ask.quote.text if ask.quote else "",
        proposed=ask.proposed.new if ask.proposed else None,
        participant=one.participant,
        organisation=one.organisation,
        organisation_verified=one.organisation_verified,
        stakeholder_group=_word(one, "stakeholder_group", words) if is_open else None,
        regional_group=_word(one, "regional_group", words) if is_open else None,
        date=one.date,
    )


def _word(one: Contribution, field: str, words: Words) -> str:
    return next(iter(stated(one, field, all_words(words, field))), NOT_STATED)
