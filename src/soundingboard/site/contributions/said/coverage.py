"""Who has not been heard, and on what: participation against targets, silences, what nobody has dealt with yet."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from soundingboard.coverage import Participation, part, targets_of
from soundingboard.errors import InputError
from soundingboard.exposure import BY_CELL, GROUP, GROUPING, REGION, Frozen, cell, printed
from soundingboard.site.contributions.closing.counted import still_told
from soundingboard.site.contributions.forms import word_label
from soundingboard.site.contributions.models import Contribution, ContributionState, Tally, Topic
from soundingboard.site.contributions.said.links import Lists
from soundingboard.site.contributions.said.matrix import Line, Silent, matrix, silent, spoken
from soundingboard.site.contributions.said.tables import in_use, unheard
from soundingboard.site.drafts.models import Draft
from soundingboard.site.processes.models import Process


@dataclass(frozen=True, slots=True)
class Bar:
    """A word's part of what was said: as a number, a share in a hundred, and against what is aimed at."""

    part: Participation
    label: str
    shown: str
    openly: int
    address: str  # of the open ones

    @property
    def anonymously(self) -> int:
        """How many of them are anonymous and were counted when the draft closed."""
        return self.part.cell.n - self.openly

    @property
    def width(self) -> float:
        """Of a bar that is 100 wide where everybody is of this word."""
        return round(100 * self.part.cell.n / self.part.share.of, 1) if self.part.share.of else 0

    @property
    def aim(self) -> str:
        """What is aimed at, as it is told; empty where nothing is."""
        aim = self.part.aim
        return "" if aim is None else f"{round(100 * aim)} %" if isinstance(aim, float) else str(aim)

    @property
    def mark(self) -> float | None:
        """Where on the bar the aim stands."""
        aim, of = self.part.aim, self.part.share.of
        if aim is None or not of:
            return None
        return min(100.0, round(100 * (aim if isinstance(aim, float) else aim / of), 1))


@dataclass(frozen=True, slots=True)
class Field:
    """All words of one field."""

    name: str
    bars: Sequence[Bar]

    @property
    def has_aims(self) -> bool:
        return any(bar.part.aim is not None for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Unheard:
    """A contested place, and who is not heard on it."""

    line: Line
    groups: Sequence[str]
    regions: Sequence[str]


@dataclass(frozen=True, slots=True)
class Coverage:
    draft: Draft
    n: int  # told of: all but the confidential
    hidden: int  # anonymous
    counted: int  # of the anonymous: in the tables by group and by region, frozen when the draft closed
    closed: int
    fields: Sequence[Field]
    unheard: Sequence[Unheard]
    silent: Sequence[Silent]
    paragraphs: int
    topics: Sequence[Topic]
    waiting: int
    wrong: str = ""  # of the targets

    @property
    def spoken(self) -> int:
        """Paragraphs that somebody spoke on."""
        return self.paragraphs - len(self.silent)

    @property
    def uncounted(self) -> int:
        """The anonymous that are in no group or region at all."""
        return self.hidden - self.counted


def coverage(process: Process, chain: Sequence[Draft], here: Draft) -> Coverage:
    """Who took part in a draft, and what was not spoken of (a few queries, however much was said)."""
    whole = Tally.objects.filter(draft=here, place="").first() or Tally()
    tallies = spoken(here)
    targets, wrong = aims(process)
    quiet, frozen = silent(here, tallies), still_told(here)
    return Coverage(
        draft=here,
        n=whole.n - whole.closed,
        hidden=whole.hidden,
        counted=_n_counted(frozen),
        closed=whole.closed,
        fields=_fields(process, here, whole, frozen, targets),
        unheard=_unheard(process, chain, here, tallies),
        silent=quiet,
        paragraphs=here.paragraphs.count(),
        topics=_silent_topics(process, here, tallies),
        waiting=Contribution.objects.waiting(process).on_draft(here).count(),
        wrong=wrong,
    )


def aims(process: Process) -> tuple[dict[str, int | float], str]:
    """What the process aims at, and what is wrong with how it says so."""
    try:
        return targets_of(process.extra.get("targets", [])), ""
    except InputError as wrong:
        return {}, str(wrong)


def _n_counted(frozen: Iterable[Frozen]) -> int:
    return sum(len(one.contributions) for one in frozen)


def _fields(
    process: Process,
    here: Draft,
    whole: Tally,
    frozen: Sequence[Frozen],
    targets: Mapping[str, int | float],
) -> list[Field]:
    """Who took part, by group, by region, by grouping: open ones, and what was frozen of the anonymous."""
    fields = _Fields(whole, frozen, targets, Lists.of(process, here.slug))
    codes = {one["code"]: one.get("label") or one["code"] for one in process.groupings}
    found = [
        fields.field(GROUP, process.group_words(), whole.groups, "group"),
        fields.field(REGION, process.region_words(), whole.regions, "region"),
        fields.groupings(codes, _groupings(here) if codes else {}),
    ]
    return [field for field in found if field.bars]


@dataclass(frozen=True, slots=True)
class _Fields:
    """What the bars of all fields are made from."""

    whole: Tally
    frozen: Sequence[Frozen]
    targets: Mapping[str, int | float]
    lists: Lists

    def field(self, name: str, own: Sequence[str], counts: Mapping[str, int], filter: str) -> Field:
        told = [word for one in self.frozen for word in one.tables[name].cells]
        words = in_use(own, Counter(counts) + Counter(told))
        bars = [
            self.bar(name, word, word_label(word), counts.get(word, 0), self.lists.at(**{filter: word}))
            for word in words
        ]
        return Field(name, bars)

    def groupings(self, codes: Mapping[str, str], counts: Mapping[str, int]) -> Field:
        bars = [self.bar(GROUPING, code, label, counts.get(code, 0)) for code, label in codes.items()]
        return Field(GROUPING, bars)

    def bar(self, name: str, word: str, label: str, openly: int, address: str = "") -> Bar:
        """The cell of a word, as the library tells it: those who say so, and how many more may be."""
        frozen = self.frozen if name in BY_CELL else ()
        hidden = self.whole.hidden - _n_counted(frozen)
        found = cell(word, openly, hidden, [one.tables[name] for one in frozen])
        aim = self.targets.get(f"{name}:{word}")
        told = part(name, found, self.whole.n - self.whole.closed, aim)
        return Bar(told, label, printed(found), openly, address if openly else "")


def _groupings(here: Draft) -> Counter[str]:
    """How many open contributions on a draft are of each grouping."""
    rows = Contribution.objects.filter(state=ContributionState.CURRENT).openly().on_draft(here)
    named = rows.exclude(groupings=[]).values_list("groupings", flat=True)
    return Counter(code for codes in named.iterator(chunk_size=2000) for code in set(codes))


def _unheard(
    process: Process, chain: Sequence[Draft], here: Draft, tallies: Mapping[str, Tally]
) -> list[Unheard]:
    """Contested places with the groups and regions that are not heard on them."""
    lines = matrix(process, chain, here, {"show": "contested"}, tallies).lines
    found = [Unheard(one, one.unheard, unheard(process.regions, tallies[one.place].regions)) for one in lines]
    return [one for one in found if one.groups or one.regions]


def _silent_topics(process: Process, here: Draft, tallies: Mapping[str, Any]) -> list[Topic]:
    """Topics that nobody spoke on: neither on the topic nor on a paragraph that it names."""
    return [
        topic
        for topic in Topic.objects.standing(process)
        if f"topic:{topic.slug}" not in tallies
        and not any(
            one.get("draft") == here.slug and f"para:{one.get('eid')}" in tallies for one in topic.paragraphs
        )
    ]
