"""One page for a co-facilitator on a paragraph or a topic: its history, who says what, the wording on the table."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from soundingboard.converge.records import Convergence, Spot
from soundingboard.errors import InputError
from soundingboard.i18n import _
from soundingboard.model import (
    Amendment,
    Ask,
    Change,
    Comparison,
    Device,
    Draft,
    LedgerEntry,
    Paragraph,
    Response,
    Run,
    Topic,
)


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a paragraph's life: from which draft to which, what became of it, the words."""

    old: Draft
    new: Draft
    kind: str
    old_numbers: tuple[str, ...]
    new_numbers: tuple[str, ...]
    redline: tuple[Run, ...]
    devices: tuple[Device, ...] = ()
    back: tuple[str, str] | None = None  # draft and number of the paragraph whose text came back


@dataclass(frozen=True, slots=True)
class Met:
    """What became of asks on earlier drafts of it: how many to change and to keep, by outcome."""

    change: Mapping[str, int]
    keep: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything that a page on one place needs. `spots` are what was said on it: the place itself, then, of a topic,
    its paragraphs. `support` is by amendment: names of organisations for and against."""

    draft: Draft
    title: str
    paragraphs: tuple[Paragraph, ...]
    history: tuple[Stage, ...]
    spots: tuple[Spot, ...]
    amendments: tuple[Amendment, ...]
    support: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    met: Met
    responses: tuple[Response, ...] = ()


def brief(
    place: str | Topic,
    draft: Draft,
    comparisons: Sequence[Comparison],
    convergence: Convergence,
    amendments: Iterable[Amendment] = (),
    support: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] | None = None,
    entries: Iterable[LedgerEntry] = (),
    asks: Iterable[Ask] = (),
    responses: Iterable[Response] = (),
) -> Brief:
    """A brief on a paragraph (its eid) or a topic of a draft.

    `comparisons` are those of the chain up to the draft, oldest first. `entries` are those of the step to this draft;
    with the `asks` they tell what became of what was asked before. Raises InputError when the draft does not have it.
    """
    eids = _eids(place, draft)
    history, before = _history(comparisons, draft, eids)
    asked = {f"ask:{a.id}": a for a in asks if _is_of(a, place, before)}
    known = {paragraph.eid: paragraph for paragraph in draft.paragraphs}
    return Brief(
        draft=draft,
        title=place.label if isinstance(place, Topic) else _("Paragraph {n}").format(n=known[place].number),
        paragraphs=tuple(known[eid] for eid in eids),
        history=tuple(history),
        spots=tuple(_spots(place, eids, draft, convergence)),
        amendments=tuple(
            a for a in amendments if a.draft == draft.name and a.eid in eids and a.state != "withdrawn"
        ),
        support=support or {},
        met=_met(entries, asked, draft),
        responses=tuple(one for one in responses if _answers(one, place, draft, eids, asked)),
    )


def _eids(place: str | Topic, draft: Draft) -> tuple[str, ...]:
    there = [paragraph.eid for paragraph in draft.paragraphs]
    if isinstance(place, Topic):
        named = {one.eid for one in place.paragraphs if one.draft == draft.name}
        return tuple(eid for eid in there if eid in named)
    if place not in there:
        message = _("{draft} has no paragraph {eid}; name one that it has")
        raise InputError(message.format(draft=draft.label or draft.name, eid=place))
    return (place,)


def _history(
    comparisons: Sequence[Comparison], draft: Draft, eids: Sequence[str]
) -> tuple[list[Stage], set[tuple[str, str]]]:
    """The steps of the paragraphs, oldest first, and all earlier paragraphs (draft, eid) that led to them.

    Text that had left and came back leads to the draft that it last stood in, past those without it.
    """
    found: list[Stage] = []
    wanted: dict[str, set[str]] = {draft.name: set(eids)}
    labels = {one.name: one.label or one.name for pair in comparisons for one in (pair.old, pair.new)}
    for comparison in reversed(comparisons):
        here = wanted.get(comparison.new.name, set())
        changes = [c for c in comparison.changes if here & {ref.eid for ref in c.new}]
        for change in reversed(changes):
            found.append(_stage(comparison, change, labels))
            wanted.setdefault(comparison.old.name, set()).update(ref.eid for ref in change.old)
            if change.reinstates:
                wanted.setdefault(change.reinstates.draft, set()).add(change.reinstates.eid)
    before = {(name, eid) for name, known in wanted.items() if name != draft.name for eid in known}
    return found[::-1], before


def _stage(comparison: Comparison, change: Change, labels: Mapping[str, str]) -> Stage:
    back = change.reinstates
    return Stage(
        old=comparison.old,
        new=comparison.new,
        kind=change.kind,
        old_numbers=tuple(ref.number for ref in change.old),
        new_numbers=tuple(ref.number for ref in change.new),
        redline=change.redline,
        devices=change.devices,
        back=(labels.get(back.draft, back.draft), back.number) if back else None,
    )


def _is_of(ask: Ask, place: str | Topic, before: set[tuple[str, str]]) -> bool:
    if isinstance(place, Topic) and ask.target.topic in (place.id, place.label):
        return True
    return (ask.target.draft or "", ask.target.eid or "") in before


def _spots(place: str | Topic, eids: Sequence[str], draft: Draft, convergence: Convergence) -> Iterable[Spot]:
    if isinstance(place, Topic) and (spot := convergence.place("topic", place.id)):
        yield spot
        return
    for eid in eids:
        if spot := convergence.place("paragraph", eid, draft.name):
            yield spot


def _met(entries: Iterable[LedgerEntry], asked: Mapping[str, Ask], draft: Draft) -> Met:
    change: Counter[str] = Counter()
    keep: Counter[str] = Counter()
    for entry in entries:
        if entry.of in asked and entry.new == draft.name:
            (keep if asked[entry.of].kind == "retain" else change)[entry.outcome] += 1
    return Met(change, keep)


def _answers(
    response: Response, place: str | Topic, draft: Draft, eids: Sequence[str], asked: Mapping[str, Ask]
) -> bool:
    wanted = {f"paragraph:{draft.name}/{eid}" for eid in eids} | set(asked)
    if isinstance(place, Topic):
        wanted.add(f"topic:{place.id}")
    return not wanted.isdisjoint(response.to)
