"""Who says what on one place: groups by regions, with what each asks, and who is not heard.

Everything comes from one tally. Groups and regions are those of open contributions; the anonymous are in the total and
by what they ask, never in a group or region (see `soundingboard.exposure`, whose cells these are).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from soundingboard.converge import sides
from soundingboard.converge.interval import interval
from soundingboard.exposure import Cell, Organisations, cell
from soundingboard.i18n import _ as translated
from soundingboard.site.contributions.forms import word_label
from soundingboard.site.contributions.models import AskKind, Tally, Topic
from soundingboard.site.contributions.said import voiced
from soundingboard.site.contributions.said.links import Lists, Number
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.models import Organisation
from soundingboard.site.processes.models import GLOBAL, NOT_STATED, Process


@dataclass(frozen=True, slots=True)
class Few:
    """When a share is told with the interval that it may lie in."""

    least: int = 2  # of one contribution every share is all or nothing
    enough: int = 30  # from here the interval is some 35 points wide at most, and the sentence has no warning


FEW = Few()


@dataclass(frozen=True, slots=True)
class Asked:
    """One kind of ask, and how many ask it."""

    kind: str
    word: str
    number: Number


@dataclass(frozen=True, slots=True)
class Row:
    """A group that spoke openly: what it asks, how many of each region, how many in all."""

    word: str
    label: str
    asked: Sequence[Asked]
    numbers: Sequence[Number | None]
    all: Number


@dataclass(frozen=True, slots=True)
class Column:
    """A region, and how many of it spoke openly."""

    word: str
    label: str
    all: Number | None


@dataclass(frozen=True, slots=True)
class SaidTable:
    """Everything that is counted at a place; `hidden` are the anonymous."""

    all: Number
    hidden: Number | None
    asked: Sequence[Asked]
    columns: Sequence[Column]
    rows: Sequence[Row]
    organisations: Organisations
    unheard_groups: Sequence[str]
    unheard_regions: Sequence[str]
    contested: Sequence[str]
    share: str

    @property
    def unheard(self) -> bool:
        return bool(self.unheard_groups or self.unheard_regions)


def said_table(
    process: Process, tally: Tally, lists: Lists, verified: Collection[int] | None = None
) -> SaidTable:
    """The table of one place; `verified` are the ids of the organisations that are (else one query finds them)."""
    verified = verified_in(process) if verified is None else verified
    place = tally.place
    regions = in_use(process.region_words(), tally.regions)
    groups = in_use(process.group_words(), tally.groups, every=False)
    return SaidTable(
        all=_number(tally.n, lists.at(place)),
        hidden=_number(tally.hidden, lists.at(place, permission="anonymous")) if tally.hidden else None,
        asked=asked(tally.kinds, lists, place),
        columns=[Column(one, word_label(one), _region(tally, lists, one)) for one in regions],
        rows=[_row(tally, lists, group, regions) for group in groups],
        organisations=organisations(tally, verified),
        unheard_groups=unheard(process.groups, tally.groups),
        unheard_regions=unheard(process.regions, tally.regions),
        contested=reasons(tally.contested),
        share=share(tally),
    )


def topic_tables(topic: Topic, chain: Sequence[Draft]) -> list[tuple[Draft, SaidTable]]:
    """What was said on the topic itself, by the draft that was under review, newest first (two queries)."""
    process = topic.process
    found = Tally.objects.filter(draft__in=chain, place=f"topic:{topic.slug}")
    tallies, verified = {one.draft_id: one for one in found}, verified_in(process)
    return [
        (draft, said_table(process, tallies[draft.pk], Lists.of(process, draft.slug), verified))
        for draft in reversed(chain)
        if draft.pk in tallies
    ]


def in_use(words: Sequence[str], counts: Mapping[str, int], every: bool = True) -> list[str]:
    """The words of the process in their order, then those that are used beside them.

    With `every` its own words are there whether or not anyone is of them; "global" and "not stated" only when used.
    """
    own = [word for word in words if counts.get(word) or (every and word not in (GLOBAL, NOT_STATED))]
    return [*own, *sorted(word for word in counts if word not in words)]


def unheard(words: Iterable[str], counts: Mapping[str, int]) -> list[str]:
    """The words of the process that nobody openly is of."""
    return [word for word in words if not counts.get(word) and word not in (GLOBAL, NOT_STATED)]


def reasons(contested: Iterable[int]) -> list[str]:
    """In what way asks of a place are opposite, in words."""
    pairs = sides.lexicon()["opposites"]
    return list(dict.fromkeys(translated(pairs[place]["reason"]) for place in contested))


def asked(kinds: Mapping[str, int], lists: Lists, place: str, **filters: str) -> list[Asked]:
    """What is asked, the most asked first."""
    return [
        Asked(kind, kind_word(kind), _number(n, lists.at(place, kind=kind, **filters)))
        for kind, n in by_most(kinds)
    ]


def by_most(kinds: Mapping[str, int]) -> list[tuple[str, int]]:
    """Kinds with their numbers, the most asked first, else in the order in which kinds are told."""
    order = {kind: place for place, kind in enumerate(AskKind.values)}
    return sorted(kinds.items(), key=lambda pair: (-pair[1], order.get(pair[0], len(order)), pair[0]))


def kind_word(kind: str) -> str:
    """A kind of ask as readers call it."""
    return str(AskKind(kind).label)


def _row(tally: Tally, lists: Lists, group: str, regions: Sequence[str]) -> Row:
    across = tally.cross.get(group, {})
    kinds = tally.group_kinds.get(group, {})
    return Row(
        word=group,
        label=word_label(group),
        asked=asked(kinds, lists, tally.place, group=group),
        numbers=[
            _open(across.get(region, 0), lists.at(tally.place, group=group, region=region))
            for region in regions
        ],
        all=_number(tally.groups[group], lists.at(tally.place, group=group)),
    )


def _region(tally: Tally, lists: Lists, region: str) -> Number | None:
    return _open(tally.regions.get(region, 0), lists.at(tally.place, region=region))


def _open(n: int, address: str) -> Number | None:
    """A number of open contributions; None stands for nobody."""
    return _number(n, address) if n else None


def _number(n: int, address: str) -> Number:
    return Number(n, str(n), address)


def cell_of(word: str, counts: Mapping[str, int], hidden: int) -> Cell:
    """How many are of a word, as the library tells it: those who say so, and how many more may be."""
    return cell(word, counts.get(word, 0), hidden)


def organisations(tally: Tally, verified: Collection[int]) -> Organisations:
    """The organisations that speak openly on a place: how many are declared, how many verified."""
    ids = voiced.organisations(tally.voices)
    seen_to = len(ids & set(verified))
    return Organisations(len(ids) - seen_to, seen_to)


def verified_in(process: Process) -> set[int]:
    """The ids of the organisations that the secretariat has seen to."""
    rows = Organisation.objects.verified().filter(process=process.slug)
    return set(rows.values_list("pk", flat=True))


def has_most(tally: Tally) -> bool:
    """Whether one kind is asked more than any other: of two that are asked as often neither is what most ask."""
    first, second, *_rest = sorted((0, 0, *tally.kinds.values()), reverse=True)
    return first > second


def share(tally: Tally) -> str:
    """What most ask, as a share with the interval that it may lie in; empty where too few spoke for a share."""
    if tally.n < FEW.least or not has_most(tally):
        return ""
    kind, n = by_most(tally.kinds)[0]
    found = interval(n, tally.n)
    numbers = {
        "all": tally.n,
        "n": n,
        "kind": kind_word(kind),
        "share": round(100 * n / tally.n),
        "low": round(100 * found.low),
        "high": round(100 * found.high),
    }
    words = ngettext(
        "Most asked: {kind}, by {n} of {all} contribution ({share} %; 95 % interval {low} to {high} %).",
        "Most asked: {kind}, by {n} of {all} contributions ({share} %; 95 % interval {low} to {high} %).",
        tally.n,
    )
    few = _("So few tell little.") if tally.n < FEW.enough else ""
    return f"{words.format(**numbers)} {few}".strip()
