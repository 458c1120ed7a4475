"""How much was said on each paragraph of a draft, and on the paragraphs of earlier drafts that became it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from soundingboard.site.contributions.models import HEAVY, Tally
from soundingboard.site.drafts.lives import Lives
from soundingboard.site.drafts.models import Draft
from soundingboard.site.processes.models import NOT_STATED

_PARAGRAPH = "para:"


@dataclass(frozen=True, slots=True)
class Heard:
    """A sum of tallies. `groups` and `regions` are those that said so openly, without "not stated"."""

    n: int = 0
    asks: int = 0
    hidden: int = 0
    closed: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)
    groups: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    is_contested: bool = False  # opposite things are asked of one paragraph

    def __bool__(self) -> bool:
        return self.n > 0


@dataclass(frozen=True, slots=True)
class Carried:
    """`here`: on the paragraph of this draft. `before`: on the earlier paragraphs that became it, summed up;
    someone who spoke on two of them counts twice. `places` are those paragraphs (draft id, eid), oldest first."""

    here: Heard = Heard()
    before: Heard = Heard()
    places: tuple[tuple[int, str], ...] = ()


NOTHING = Carried()


def said_by_paragraph(chain: Sequence[Draft], lives: Lives, to_draft: Draft) -> dict[str, Carried]:
    """What was said, by the eid of each paragraph of `to_draft` that anyone spoke on, now or before (one query).

    `chain` is what the reader may see, `lives` the walk along it. Take `NOTHING` for paragraphs that are not there.
    """
    ids = [draft.pk for draft in chain]
    earlier = ids[: ids.index(to_draft.pk)]
    here: dict[str, list[Tally]] = defaultdict(list)
    before: dict[str, list[Tally]] = defaultdict(list)
    tallies = Tally.objects.filter(draft__in=[*earlier, to_draft.pk], place__startswith=_PARAGRAPH)
    for tally in tallies.defer(*HEAVY):
        eid = tally.place.removeprefix(_PARAGRAPH)
        if tally.draft_id == to_draft.pk:
            here[eid].append(tally)
        else:
            for now in lives.forward(tally.draft_id, eid, to_draft.pk):
                before[now].append(tally)
    order = {pk: place for place, pk in enumerate(ids)}
    return {eid: _carried(here[eid], before[eid], order) for eid in sorted({*here, *before})}


def _carried(here: list[Tally], before: list[Tally], order: Mapping[int, int]) -> Carried:
    before = sorted(before, key=lambda tally: (order[tally.draft_id], tally.place))
    places = tuple((tally.draft_id, tally.place.removeprefix(_PARAGRAPH)) for tally in before)
    return Carried(heard(here), heard(before), places)


def heard(tallies: Sequence[Tally]) -> Heard:
    """The sum of some tallies."""
    kinds: Counter[str] = Counter()
    for tally in tallies:
        kinds.update(tally.kinds)
    return Heard(
        n=sum(tally.n for tally in tallies),
        asks=sum(tally.asks for tally in tallies),
        hidden=sum(tally.hidden for tally in tallies),
        closed=sum(tally.closed for tally in tallies),
        kinds=dict(kinds),
        groups=frozenset(group for tally in tallies for group in tally.groups) - {NOT_STATED},
        regions=frozenset(region for tally in tallies for region in tally.regions) - {NOT_STATED},
        is_contested=any(tally.contested for tally in tallies),
    )
