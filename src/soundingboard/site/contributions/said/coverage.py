"""Who has not been heard, and on what: participation against targets, silences, what nobody has dealt with yet."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from soundingboard.coverage import Participation, part, targets_of
from soundingboard.errors import InputError
from soundingboard.exposure import GROUP, GROUPING, REGION, printed
from soundingboard.site.contributions.forms import word_label
from soundingboard.site.contributions.models import Contribution, ContributionState, Tally, Topic
from soundingboard.site.contributions.said.links import Lists
from soundingboard.site.contributions.said.matrix import Line, Silent, matrix, silent, spoken
from soundingboard.site.contributions.said.tables import cell_of, in_use, unheard
from soundingboard.site.drafts.models import Draft
from soundingboard.site.processes.models import Process


@dataclass(frozen=True, slots=True)
class Bar:
    """A word's part of what was said: as a number, a share in a hundred, and against what is aimed at."""

    part: Participation
    label: str
    shown: str
    address: str

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
    hidden: int
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


def coverage(process: Process, chain: Sequence[Draft], here: Draft) -> Coverage:
    """Who took part in a draft, and what was not spoken of (a few queries, however much was said)."""
    whole = Tally.objects.filter(draft=here, place="").first() or Tally()
    tallies = spoken(here)
    targets, wrong = aims(process)
    quiet = silent(here, tallies)
    return Coverage(
        draft=here,
        n=whole.n - whole.closed,
        hidden=whole.hidden,
        closed=whole.closed,
        fields=_fields(process, here, whole, targets),
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


def _fields(process: Process, here: Draft, whole: Tally, targets: Mapping[str, int | float]) -> list[Field]:
    lists, of = Lists.of(process, here.slug), whole.n - whole.closed
    groupings = _groupings(here)
    codes = {one["code"]: one.get("label") or one["code"] for one in process.groupings}
    given: list[tuple[str, Sequence[str], Mapping[str, int], str]] = [
        (GROUP, in_use(process.group_words(), whole.groups), whole.groups, "group"),
        (REGION, in_use(process.region_words(), whole.regions), whole.regions, "region"),
        (GROUPING, list(codes), groupings, ""),
    ]
    found = []
    for name, words, counts, filter in given:
        bars = []
        for word in words:
            cell = cell_of(word, counts, whole.hidden)
            told = part(name, cell, of, targets.get(f"{name}:{word}"))
            address = lists.at(**{filter: word}) if filter and cell.n else ""
            bars.append(
                Bar(
                    told,
                    codes.get(word, "") if name == GROUPING else word_label(word),
                    printed(cell),
                    address,
                )
            )
        found.append(Field(name, bars))
    return [field for field in found if field.bars]


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
