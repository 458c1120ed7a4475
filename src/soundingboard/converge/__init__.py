"""Where groups meet and part: who asks what of each place, counted without averaging anybody away."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from soundingboard.converge.counting import Frame, by_kind, count, n_statements, spot, stances
from soundingboard.converge.places import in_order, labels, place_of
from soundingboard.converge.records import Convergence, Spot, Where
from soundingboard.converge.sides import Said
from soundingboard.errors import InputError
from soundingboard.exposure import (
    FIELDS,
    GROUP,
    GROUPING,
    OPEN,
    REGION,
    Frozen,
    Published,
    Words,
    all_words,
    published,
)
from soundingboard.i18n import _, ngettext
from soundingboard.model import Ask, Contribution, Draft, Topic
from soundingboard.topic import asks_of_topic

__all__ = ["converge"]


def converge(
    asks: Iterable[Ask],
    contributions: Iterable[Contribution],
    words: Words,
    topics: Sequence[Topic] = (),
    by: Sequence[str] = (GROUP, REGION),
    drafts: Sequence[Draft] = (),
    frozen: Sequence[Frozen] = (),
) -> Convergence:
    """Who asks what: per place and per kind of ask, with contributions, organisations, groups and regions.

    `words` are the words of the process for each field ("stakeholder_group", "regional_group", "groupings"); groupings
    are counted where there are any. `by`: the fields to count by; the first two are crossed. A topic gathers what is
    asked of it and of its paragraphs. `drafts` give the order and the numbers of paragraphs. `frozen` holds what may be
    told of anonymous contributions (see `exposure`): without it they are in the totals alone.

    Takes the current contributions; a version that another of them supersedes is left out. Asks of contributions that
    are not there are left out with a notice. Raises InputError for an unknown field or a repeated id.
    """
    given = list(contributions)
    seen = published(given, frozen)
    said, notices = _said(asks, given, seen)
    frame = Frame(_fields(by, words), tuple(by), words, len(seen.contributions), labels(drafts, topics))
    here: defaultdict[Where, list[Said]] = defaultdict(list)
    for ask, one in said:
        if ask.target.topic is None:
            here[place_of(ask)].append((ask, one))
    order = in_order(drafts)
    spoken = [*here.items(), *_by_topic(said, topics)]
    places = [spot(at, some, frame) for at, some in sorted(spoken, key=lambda item: order(item[0])) if some]
    return Convergence(
        by=frame.fields,
        words={field: all_words(words, field) for field in frame.fields},
        all=_all(said, seen, frame),
        drafts=_drafts(said, seen, frame, drafts),
        places=tuple(places),
        notices=(*_unknown_words(seen.contributions, frame), *notices),
    )


def _fields(by: Sequence[str], words: Words) -> tuple[str, ...]:
    wrong = next((field for field in by if field not in FIELDS), None)
    if wrong is not None:
        message = _("{field}: contributions cannot be counted by it; use {known}")
        raise InputError(message.format(field=wrong, known=", ".join(FIELDS)))
    more = (GROUPING,) if words.get(GROUPING) else ()
    return tuple(dict.fromkeys((*by, *more)))


def _said(
    asks: Iterable[Ask], given: Sequence[Contribution], seen: Published
) -> tuple[list[Said], list[str]]:
    """The asks that may be told, in the order given, each with its contribution; and what was left out."""
    public = {one.id: one for one in seen.contributions}
    known = {one.id for one in given}
    said, lost = [], []
    for ask in asks:
        if ask.contribution in public:
            said.append((ask, public[ask.contribution]))
        elif ask.contribution not in known:
            lost.append(ask.id)
    if not lost:
        return said, []
    words = ngettext(
        "{n} ask belongs to a contribution that is not there, and was left out: {ids}",
        "{n} asks belong to contributions that are not there, and were left out: {ids}",
        len(lost),
    )
    return said, [words.format(n=len(lost), ids=", ".join(lost))]


def _unknown_words(contributions: Iterable[Contribution], frame: Frame) -> list[str]:
    """A notice for each field in which open contributions state what the process has no word for."""
    everyone = [one for one in contributions if one.permission in OPEN]
    notices = []
    for field in (field for field in frame.fields if field in (GROUP, REGION)):
        known = set(all_words(frame.words, field))
        unknown = sorted({getattr(one, field) for one in everyone} - known)
        if unknown:
            message = _('{field}: the process has no word "{unknown}"; counted as "not stated"')
            notices.append(message.format(field=field, unknown='", "'.join(unknown)))
    return notices


def _by_topic(said: Sequence[Said], topics: Sequence[Topic]) -> list[tuple[Where, list[Said]]]:
    """What is asked of each topic and of its paragraphs, and of topics that are only named."""
    asks = [ask for ask, _one in said]
    found: dict[str, list[Said]] = {}
    for topic in topics:
        mine = {ask.id for ask in asks_of_topic(topic, asks)}
        found[topic.id] = [(ask, one) for ask, one in said if ask.id in mine]
    known = set(found)
    for ask, one in said:
        if ask.target.topic and ask.target.topic not in known:
            found.setdefault(ask.target.topic, []).append((ask, one))
    return [(Where("topic", None, name), some) for name, some in found.items()]


def _all(said: Sequence[Said], seen: Published, frame: Frame) -> Spot:
    n = len(seen.contributions)
    return Spot(
        where=Where("all"),
        count=count(seen.contributions, n_statements(said), frame, n, seen.frozen),
        kinds=by_kind(said, frame, n),
        stances=stances(said),
        confidential=sum(seen.confidential.values()),
    )


def _drafts(said: Sequence[Said], seen: Published, frame: Frame, drafts: Sequence[Draft]) -> tuple[Spot, ...]:
    """All that was filed on each draft (an ask may still be of another one)."""
    order = {draft.name: place for place, draft in enumerate(drafts)}
    filed = {one.draft for one in seen.contributions} | set(seen.confidential)
    spots = []
    for name in sorted(
        (name for name in filed if name), key=lambda name: (order.get(name, len(order)), name)
    ):
        mine = [one for one in seen.contributions if one.draft == name]
        some = [(ask, one) for ask, one in said if one.draft == name]
        frozen = [one for one in seen.frozen if one.draft == name]
        spots.append(
            Spot(
                where=Where("draft", name),
                count=count(mine, n_statements(some), frame, frame.of, frozen),
                kinds=by_kind(some, frame, len(mine)),
                stances=stances(some),
                confidential=seen.confidential.get(name, 0),
            )
        )
    return tuple(spots)
