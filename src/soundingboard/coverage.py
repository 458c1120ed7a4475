"""Who has not been heard, and on what: the silence around what was said."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from soundingboard.converge import converge
from soundingboard.converge.interval import interval
from soundingboard.converge.records import Convergence, Divergence, Interval, Spot, Where
from soundingboard.converge.tables import Plain, plain
from soundingboard.errors import InputError
from soundingboard.exposure import BY_CELL, FIELDS, Cell, Frozen, Words, printed
from soundingboard.i18n import _
from soundingboard.model import Ask, Contribution, Draft, Topic
from soundingboard.vocabulary import FORMAT

Targets = Mapping[str, int | float]  # "stakeholder_group:youth" to a count (int) or a share (float, 0 to 1)


@dataclass(frozen=True, slots=True)
class Silent:
    """A paragraph that nobody spoke on; `near` contributions spoke on its section, its topics, or above or below it."""

    eid: str
    number: str
    section: str | None
    near: int


@dataclass(frozen=True, slots=True)
class Unheard:
    """A contested place, and the groups and regions that were not heard on it (`hidden` anonymous may be of them)."""

    where: Where
    contested: tuple[Divergence, ...]
    groups: tuple[str, ...]
    regions: tuple[str, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class Participation:
    """How many contributions are of a word, against what the process aims at.

    `aim` is a count or a share of all contributions but the confidential. `reached` is None where there is no aim, or
    where what is hidden could decide it.
    """

    field: str
    cell: Cell
    share: Interval
    aim: int | float | None = None
    reached: bool | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was not heard. Confidential input breaks no silence here: it is told of nowhere but in whole drafts."""

    draft: str
    paragraphs: int
    silent: tuple[Silent, ...]
    silent_topics: tuple[Where, ...]
    unheard: tuple[Unheard, ...]
    participation: tuple[Participation, ...]
    not_dealt_with: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def coverage(
    draft: Draft,
    asks: Iterable[Ask],
    contributions: Iterable[Contribution],
    words: Words,
    topics: Sequence[Topic] = (),
    targets: Targets | None = None,
    not_dealt_with: Collection[str] = (),
    frozen: Sequence[Frozen] = (),
    name: str | None = None,
) -> Coverage:
    """Paragraphs and topics nobody spoke on, who is not heard where it is contested, who took part against the targets.

    `name` is what the asks call the draft where that is not its own name; `not_dealt_with` the ids of contributions
    that nobody has dealt with, of which those given are told. For the rest see `converge`.
    """
    called = name or draft.name
    everyone = list(contributions)
    found = converge(asks, everyone, words, topics, BY_CELL, (draft,), frozen)
    ids = {one.id for one in everyone}
    return Coverage(
        draft=called,
        paragraphs=len(draft.paragraphs),
        silent=_silent(draft, called, found, topics),
        silent_topics=tuple(
            Where("topic", None, topic.id, "", topic.label)
            for topic in topics
            if found.place("topic", topic.id) is None
        ),
        unheard=tuple(_unheard(spot) for spot in found.places if spot.contested),
        participation=_participation(found, targets or {}),
        not_dealt_with=tuple(sorted(set(not_dealt_with) & ids)),
        notices=found.notices,
    )


def _silent(draft: Draft, called: str, found: Convergence, topics: Sequence[Topic]) -> tuple[Silent, ...]:
    at = {(one.where.kind, one.where.draft, one.where.name): _contributions(one) for one in found.places}
    around = _around(draft, called, topics)
    silent = []
    for one in draft.paragraphs:
        if ("paragraph", called, one.eid) not in at:
            near = {who for place in around[one.eid] for who in at.get(place, ())}
            silent.append(Silent(one.eid, one.number, one.section, len(near)))
    return tuple(silent)


def _contributions(spot: Spot) -> frozenset[str]:
    return frozenset(voice.contribution for voice in spot.voices)


def _around(
    draft: Draft, called: str, topics: Sequence[Topic]
) -> Mapping[str, list[tuple[str, str | None, str]]]:
    """The places around each paragraph: its section, its topics, what it stands under, what stands under it."""
    around: defaultdict[str, list[tuple[str, str | None, str]]] = defaultdict(list)
    for one in draft.paragraphs:
        if one.section:
            around[one.eid].append(("section", called, one.section))
        if one.parent:
            around[one.eid].append(("paragraph", called, one.parent))
            around[one.parent].append(("paragraph", called, one.eid))
    for topic in topics:
        for paragraph in topic.paragraphs:
            if paragraph.draft == called:
                around[paragraph.eid].append(("topic", None, topic.id))
    return around


def _unheard(spot: Spot) -> Unheard:
    groups, regions = (spot.count.table(field) for field in BY_CELL)
    hidden = groups.hidden + groups.rest
    return Unheard(spot.where, spot.contested, groups.not_heard, regions.not_heard, hidden)


def _participation(found: Convergence, targets: Targets) -> tuple[Participation, ...]:
    count, rows = found.all.count, []
    for target in targets:
        _check(target, found)
    for field in found.by:
        table = count.table(field)
        for word in found.words[field]:
            rows.append(part(field, table.cell(word), count.n, targets.get(f"{field}:{word}")))
    return tuple(rows)


def _check(target: str, found: Convergence) -> None:
    field, _colon, word = target.partition(":")
    if word not in found.words.get(field, ()):
        message = _('target "{target}": the process has no such word; it has {known}')
        raise InputError(message.format(target=target, known=", ".join(found.words.get(field, FIELDS))))


def part(field: str, cell: Cell, of: int, aim: int | float | None) -> Participation:
    """The part that a word of a field has in `of` contributions, against what is aimed at (a count, or a share)."""
    return Participation(field, cell, interval(cell.n, of), aim, _reached(cell, of, aim))


def _reached(cell: Cell, of: int, aim: int | float | None) -> bool | None:
    if aim is None:
        return None
    needed = aim * of if isinstance(aim, float) else aim
    if cell.n >= needed and of:
        return True
    return False if cell.at_most < needed or not of else None


def targets_of(tables: Iterable[Mapping[str, object]]) -> dict[str, int | float]:
    """The `[[targets]]` of a process: `field`, `word`, and `n` (a count) or `share` (0 to 1).

    Raises InputError that names the target and the mend.
    """
    found: dict[str, int | float] = {}
    for place, one in enumerate(tables, 1):
        field, word, n, share = (one.get(name) for name in ("field", "word", "n", "share"))
        is_n = isinstance(n, int) and not isinstance(n, bool) and n >= 0 and share is None
        is_share = isinstance(share, int | float) and not isinstance(share, bool) and n is None
        if field not in FIELDS or not isinstance(word, str):
            message = _("targets, number {place}: needs a field ({known}) and a word")
            raise InputError(message.format(place=place, known=", ".join(FIELDS)))
        if isinstance(n, int) and is_n:
            found[f"{field}:{word}"] = n
        elif isinstance(share, int | float) and is_share and 0 <= share <= 1:
            found[f"{field}:{word}"] = float(share)
        else:
            message = _("targets, number {place} ({word}): needs either n (0 or more) or share (0 to 1)")
            raise InputError(message.format(place=place, word=word))
    return found


def coverage_record(found: Coverage) -> Plain:
    """The coverage as a record of the interchange format."""
    return {"format": FORMAT, **plain(found)}


def coverage_rows(found: Coverage) -> list[Plain]:
    """A row for each silence, each voice missing from a contested place, each word's part, each one not dealt with."""
    rows = [_row("silent paragraph", one.number, eid=one.eid, n=one.near) for one in found.silent]
    rows += [_row("silent topic", one.label or one.name) for one in found.silent_topics]
    for one in found.unheard:
        missing = (("stakeholder_group", one.groups), ("regional_group", one.regions))
        place = one.where.number or one.where.label or one.where.name or one.where.kind
        for field, words in missing:
            rows += [_row("not heard", place, eid=one.where.name, field=field, word=word) for word in words]
    for part in found.participation:
        cell = part.cell
        rows.append(
            _row(
                "participation",
                field=part.field,
                word=cell.word,
                n=cell.n,
                shown=printed(cell),
                aim="" if part.aim is None else part.aim,
                reached="" if part.reached is None else ("yes" if part.reached else "no"),
            )
        )
    return [*rows, *(_row("not dealt with", one) for one in found.not_dealt_with)]


_COLUMNS = ("what", "place", "eid", "field", "word", "n", "shown", "aim", "reached")


def _row(what: str, place: str = "", **more: int | float | str) -> Plain:
    return {**dict.fromkeys(_COLUMNS, ""), "what": what, "place": place, **more}
