"""Reflections assembled from records, in the order in which boards write them; a draft of them, for people to edit."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from soundingboard.converge.places import place_of
from soundingboard.converge.records import Divergence, Where
from soundingboard.converge.sides import contested, shared
from soundingboard.exposure import GROUP, Published, Words, table
from soundingboard.i18n import _, ngettext
from soundingboard.model import (
    Amendment,
    Ask,
    Change,
    Comparison,
    Contribution,
    Draft,
    PlaceName,
    Reflection,
    ReflectionSection,
    Topic,
)
from soundingboard.numbers import unique
from soundingboard.reflect import sentences as say
from soundingboard.reflect.grouping import Group, Said, contributions_of, groups
from soundingboard.reflect.prose import escaped
from soundingboard.reflect.references import refers
from soundingboard.reflect.sorting import Sort, sort_of
from soundingboard.vocabulary import ASK_KINDS, Effect, SectionKind

_ASCII = re.compile(r"[^a-z0-9]+")
_LONGEST = 28  # of a slug, so that an id is a name that Word takes (forty characters)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all sections take from the whole: the drafts (the one under review first), words, what is edited below."""

    drafts: tuple[Draft, ...]
    words: Words
    edited: frozenset[str] = frozenset()

    def refers(self, places: Iterable[PlaceName], with_edits: bool = False) -> str:
        """The places as a reference."""
        numbers = {one.eid: one.number for one in self.drafts[0].paragraphs}
        remark = _("as updated below")
        remarks = {numbers[eid]: remark for eid in self.edited if eid in numbers} if with_edits else None
        return refers(places, self.drafts, remarks)


@dataclass(slots=True)
class _Text:
    """A section as it is written: sentences and quotations, with the records that each of them counts."""

    parts: list[str] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)
    refs: list[PlaceName] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)

    def tell(self, sentence: str, evidence: Iterable[str], refs: Iterable[PlaceName] = ()) -> None:
        """Add a sentence and what it rests on."""
        self.parts.append(sentence)
        self.evidence += evidence
        self.refs += refs

    def asks(self, sentence: str, said: Sequence[Said]) -> None:
        """Add a sentence that counts contributions by their asks."""
        self.tell(sentence, (f"ask:{ask.id}" for ask, _one in said), _places(said))

    def section(
        self, kind: SectionKind, topic: str, lead: str = "", amendments: Iterable[str] = ()
    ) -> ReflectionSection:
        """The section; `lead` stands before the first sentence."""
        first = " ".join([lead, *self.parts] if lead else self.parts)
        return ReflectionSection(
            kind=kind,
            text="\n\n".join([first, *self.quotes]),
            topic=topic or None,
            refs=tuple(dict.fromkeys(self.refs)),
            evidence=tuple(dict.fromkeys(self.evidence)),
            amendments=tuple(amendments),
        )


def assemble(
    draft: Draft,
    earlier: Draft | None,
    comparison: Comparison | None,
    asks: Iterable[Ask],
    contributions: Published,
    topics: Sequence[Topic],
    amendments: Iterable[Amendment],
    words: Words,
    id: str = "reflections",
    date: str | None = None,
    symbol: str | None = None,
) -> Reflection:
    """Reflections on `draft` from what was filed on it, what it changed, and the wording that is to be suggested.

    `contributions` are as `exposure.published` hands them on: what is confidential is not in them and is told of as a
    number alone. `comparison` leads from `earlier` to `draft`. `topics` come in the order in which they are to be told;
    what none of them holds is told under the headings of the draft. `words` are the process's own.

    Every section names in `evidence` the records that its numbers count: "ask:", "change:", "contribution:" and an id,
    and "draft:" where a number is known of a whole draft alone. Neutral remarks ask nothing and are not told.
    """
    drafts = (draft, earlier) if earlier else (draft,)
    public = {one.id: one for one in contributions.contributions}
    said = [(ask, public[ask.contribution]) for ask in asks if ask.contribution in public]
    here = [(ask, one) for ask, one in said if (one.draft or draft.name) == draft.name]
    wordings = [one for one in amendments if one.draft == draft.name and one.state != "withdrawn"]
    frame = _Frame(drafts, words, frozenset(one.eid for one in wordings if one.eid))
    found = groups(drafts, comparison, here, topics, wordings)
    writers = (_retain, _welcome, _caution, _convergence)
    sections = list(_general(contributions, comparison, frame))
    sections += [section for write in writers for group in found for section in write(group, frame)]
    sections += [section for group in found for section in (*_clarify(group, frame), *_suggest(group, frame))]
    title = _("Reflections on {draft} of {title}") if draft.title else _("Reflections on {draft}")
    return Reflection(
        id=id,
        draft=draft.name,
        sections=_named(sections),
        date=date,
        symbol=symbol,
        title=title.format(draft=draft.label or draft.name, title=draft.title),
    )


def _named(sections: Sequence[ReflectionSection]) -> tuple[ReflectionSection, ...]:
    """The sections with ids that say what they are: "retain_financing"."""
    names = unique(f"{one.kind}_{_slug(one.topic or 'word')}" for one in sections)
    return tuple(replace(one, id=name) for one, name in zip(sections, names, strict=True))


def _slug(topic: str) -> str:
    slug = _ASCII.sub("_", topic.lower()).strip("_")[:_LONGEST].rstrip("_")
    return slug or hashlib.sha256(topic.encode()).hexdigest()[:8]


# --- general word -----------------------------------------------------------------------------------------


def _general(
    contributions: Published, comparison: Comparison | None, frame: _Frame
) -> Iterator[ReflectionSection]:
    draft = frame.drafts[0]
    mine = [one for one in contributions.contributions if one.draft == draft.name]
    yield from _filed(mine, contributions.confidential.get(draft.name, 0), frame)
    if comparison:
        yield from _changed(comparison, frame)


def _filed(mine: Sequence[Contribution], confidential: int, frame: _Frame) -> Iterator[ReflectionSection]:
    """How many contributions there are on the draft, and from which groups there is none."""
    draft = frame.drafts[0]
    text = _Text()
    if mine:
        form = ngettext(
            "On {draft}, {n} contribution was filed {who}.",
            "On {draft}, {n} contributions were filed {who}.",
            len(mine),
        )
        told = form.format(draft=draft.label or draft.name, n=len(mine), who=say.who(mine, frame.words))
        text.tell(told, (f"contribution:{one.id}" for one in mine))
    if confidential:
        form = ngettext(
            "{n} more was made in confidence and is told of nowhere else.",
            "{n} more were made in confidence and are told of nowhere else.",
            confidential,
        )
        text.tell(form.format(n=confidential), (f"draft:{draft.name}",))
    counted = table(mine, GROUP, frame.words)
    if mine and counted.not_heard:
        form = (
            ngettext(
                "No open contribution came from: {groups}; {n} anonymous one may be of any group.",
                "No open contribution came from: {groups}; the {n} anonymous ones may be of any group.",
                counted.hidden,
            )
            if counted.hidden
            else _("Not heard: {groups}.")
        )
        text.parts.append(form.format(groups=", ".join(counted.not_heard), n=counted.hidden))
    if text.parts:
        yield text.section("general", "")


def _changed(comparison: Comparison, frame: _Frame) -> Iterator[ReflectionSection]:
    """What the draft did to the one before, in numbers."""
    draft, earlier = frame.drafts[0], frame.drafts[-1]
    kinds: list[tuple[str, list[Change]]] = [
        (_("{n} reworded"), [one for one in comparison.changes if one.kind == "reworded"]),
        (
            _("{n} split or joined"),
            [c for c in comparison.changes if c.kind in ("split", "joined", "regrouped")],
        ),
        (_("{n} new"), [one for one in comparison.changes if one.kind == "inserted"]),
        (_("{n} deleted"), [one for one in comparison.changes if one.kind == "deleted"]),
        (_("{n} flagged stronger"), _flagged(comparison.changes, "strengthens")),
        (_("{n} flagged softer"), _flagged(comparison.changes, "softens")),
    ]
    told = [form.format(n=len(changes)) for form, changes in kinds if changes]
    if not told:
        return
    text = _Text()
    text.tell(
        _("Changes from {earlier} to {draft}: {what}.").format(
            earlier=earlier.label or earlier.name, draft=draft.label or draft.name, what=", ".join(told)
        ),
        (f"change:{one.id}" for _form, changes in kinds for one in changes),
    )
    yield text.section("general", "")


def _flagged(changes: Iterable[Change], effect: Effect) -> list[Change]:
    return [one for one in changes if any(device.effect == effect for device in one.devices)]


# --- by topic ---------------------------------------------------------------------------------------------


def _retain(group: Group, frame: _Frame) -> Iterator[ReflectionSection]:
    said = _sorted(group, "retain")
    if said:
        text = _Text()
        text.asks(f"{say.asking('retain', said, frame.words)}.", said)
        yield text.section("retain", group.topic.label, _lead(group, frame, _places(said), with_edits=True))


def _welcome(group: Group, frame: _Frame) -> Iterator[ReflectionSection]:
    text = _Text()
    _tell_flags(text, group.changes, "strengthens", frame)
    new = [one for one in group.changes if one.kind == "inserted"]
    _tell_paragraphs(text, new, say.new_paragraphs, frame)
    if said := _sorted(group, "welcome"):
        text.asks(f"{say.welcoming(said, frame.words)}{_at(said, frame)}.", said)
    if text.parts:
        yield text.section("welcome", group.topic.label, _lead(group, frame, text.refs))


def _caution(group: Group, frame: _Frame) -> Iterator[ReflectionSection]:
    text = _Text()
    _tell_flags(text, group.changes, "softens", frame)
    gone = [one for one in group.changes if one.kind == "deleted"]
    _tell_paragraphs(text, gone, say.deleted_paragraphs, frame)
    said = _sorted(group, "caution")
    remarks = [(ask, one) for ask, one in said if ask.kind == "remark"]
    _tell_asks(text, [pair for pair in said if pair not in remarks], frame)
    if remarks:
        text.asks(f"{say.concerned(remarks, frame.words)}{_at(remarks, frame)}.", remarks)
    if missed := _sorted(group, "missed"):
        text.asks(say.missing(missed, frame.words), missed)
        _quote(text, missed)
    if text.parts:
        yield text.section("caution", group.topic.label, _lead(group, frame, text.refs))


def _clarify(group: Group, frame: _Frame) -> Iterator[ReflectionSection]:
    said = _sorted(group, "clarify")
    if said:
        text = _Text()
        _tell_asks(text, said, frame)
        _quote(text, said)
        yield text.section("clarify", group.topic.label)


def _suggest(group: Group, frame: _Frame) -> Iterator[ReflectionSection]:
    text = _Text()
    _tell_asks(text, _sorted(group, "suggest"), frame)
    if group.amendments:
        draft = frame.drafts[0].name
        places = [PlaceName(draft, one.eid) for one in group.amendments if one.eid]
        told = say.proposed(len(group.amendments), frame.refers(places) or _("new paragraphs"))
        text.tell(told, (f"amendment:{one.id}" for one in group.amendments), places)
    if text.parts:
        yield text.section("suggest", group.topic.label, amendments=(one.id for one in group.amendments))


def _convergence(group: Group, frame: _Frame) -> Iterator[ReflectionSection]:
    """Where groups meet on one place of a topic, and where they do not; never over several places together."""
    text = _Text()
    by_id = {ask.id: (ask, one) for ask, one in group.said}
    here: dict[Where, list[Said]] = {}
    for ask, who in group.said:
        here.setdefault(place_of(ask), []).append((ask, who))
    for some in here.values():
        for one in shared(some, frame.words):
            said = [by_id[name] for name in one.side.asks]
            text.asks(f"{say.meeting(one.side.groups, one.wish, said, frame.words)}{_at(said, frame)}.", said)
    for where, some in here.items():
        for found in _widest(contested(where, some, frame.words)):
            _tell_contested(text, found, by_id, frame)
    if text.parts:
        yield text.section("convergence", group.topic.label, _lead(group, frame, ()))


def _widest(found: Iterable[Divergence]) -> list[Divergence]:
    """Of divergences on one place those that are not part of another: the same asks differ in one way after all."""
    kept: list[tuple[set[str], Divergence]] = []
    for one in sorted(found, key=lambda each: -len(each.one.asks) - len(each.other.asks)):
        asks = {*one.one.asks, *one.other.asks}
        if not any(asks <= others for others, _one in kept):
            kept.append((asks, one))
    return [one for _asks, one in kept]


def _tell_contested(text: _Text, found: Divergence, by_id: Mapping[str, Said], frame: _Frame) -> None:
    sides = [[by_id[name] for name in side.asks] for side in (found.one, found.other)]
    told = "; ".join(part for side in sides for part in _by_kind(side, frame))
    places = frame.refers(_places([*sides[0], *sides[1]]))
    form = _("They do not meet on {places}: {what}.") if places else _("They do not meet: {what}.")
    text.asks(form.format(places=places, what=told), [*sides[0], *sides[1]])
    text.quotes += _fewest(sides)


def _fewest(sides: Sequence[Sequence[Said]]) -> list[str]:
    """The side that fewest take, in its own words with its count; both where as many take each."""
    counts = [len(contributions_of(side)) for side in sides]
    of = len(contributions_of([*sides[0], *sides[1]]))
    if counts[0] == counts[1]:
        head = _("In their own words ({n} and {m}):").format(n=counts[0], m=counts[1])
        quotes = [quote for side in sides for quote in say.quotations(side)]
    else:
        n = min(counts)
        head = ngettext("In its own words ({n} of {of}):", "In their own words ({n} of {of}):", n).format(
            n=n, of=of
        )
        quotes = say.quotations(sides[counts.index(n)])
    return [head, *quotes] if quotes else []


# --- parts of sections ------------------------------------------------------------------------------------


def _sorted(group: Group, sort: Sort) -> list[Said]:
    return [(ask, one) for ask, one in group.said if sort_of(ask) == sort]


def _places(said: Iterable[Said]) -> list[PlaceName]:
    """The paragraphs that asks are of; an ask that names no draft is of the one under review."""
    return [
        PlaceName(ask.target.draft or one.draft or "", ask.target.eid) for ask, one in said if ask.target.eid
    ]


def _lead(group: Group, frame: _Frame, refs: Iterable[PlaceName], with_edits: bool = False) -> str:
    """ "**Financing** (paras 64, 75-77):", as the field begins a point."""
    places = frame.refers(refs, with_edits)
    return f"**{escaped(group.topic.label)}** ({places}):" if places else f"**{escaped(group.topic.label)}**:"


def _at(said: Sequence[Said], frame: _Frame) -> str:
    places = frame.refers(_places(said))
    return f" ({places})" if places else ""


def _by_kind(said: Sequence[Said], frame: _Frame) -> Iterator[str]:
    for kind in ASK_KINDS:
        mine = [(ask, one) for ask, one in said if ask.kind == kind]
        if mine:
            yield say.asking(kind, mine, frame.words)


def _tell_asks(text: _Text, said: Sequence[Said], frame: _Frame) -> None:
    """A sentence for each kind of thing that is asked."""
    for kind in ASK_KINDS:
        mine = [(ask, one) for ask, one in said if ask.kind == kind]
        if mine:
            text.asks(f"{say.asking(kind, mine, frame.words)}{_at(mine, frame)}.", mine)


def _tell_flags(text: _Text, changes: Iterable[Change], effect: Effect, frame: _Frame) -> None:
    mine = _flagged(changes, effect)
    if mine:
        told = say.flagged(effect, mine, lambda change: frame.refers(_refs(change, frame)))
        text.tell(
            told, (f"change:{one.id}" for one in mine), (ref for one in mine for ref in _refs(one, frame))
        )


def _tell_paragraphs(
    text: _Text, changes: Sequence[Change], told: Callable[[int, str], str], frame: _Frame
) -> None:
    refs = [ref for change in changes for ref in _refs(change, frame)]
    if changes:
        text.tell(told(len(refs), frame.refers(refs)), (f"change:{one.id}" for one in changes), refs)


def _refs(change: Change, frame: _Frame) -> list[PlaceName]:
    """Where a change stands: in the draft under review, or in the one before when it is gone."""
    if change.new:
        return [PlaceName(frame.drafts[0].name, one.eid) for one in change.new]
    return [PlaceName(frame.drafts[-1].name, one.eid) for one in change.old]


def _quote(text: _Text, said: Sequence[Said]) -> None:
    quotes = say.quotations(said)
    if len(quotes) <= say.QUOTING.most:
        text.quotes += quotes
