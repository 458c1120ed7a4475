"""How often what was said: tallies kept in step by every act, or counted anew."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.dispatch import Signal

from soundingboard.site.contributions.models import OPEN, Ask, Contribution, Permission, Tally
from soundingboard.site.contributions.said import voiced
from soundingboard.site.processes.models import Process

WHOLE_DRAFT = ""  # the place that counts each contribution once per draft
_NUMBERS = ("n", "asks", "hidden", "closed")
_COUNTS = ("kinds", "groups", "regions", "voices", "wordings")
_PAIRS = ("cross", "group_kinds", "region_kinds")
_CHUNK = 2000  # contributions read at a time when everything is counted anew

# What a contribution asks came in, went or changed: sent with it and its `asks`, inside the transaction.
asks_changed = Signal()

Spot = tuple[int, str]  # a draft's id and a place of it


@dataclass(slots=True)
class Sum:
    """What a tally holds, before it is written."""

    numbers: Counter[str] = field(default_factory=Counter)
    counts: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in _COUNTS})
    pairs: dict[str, Counter[tuple[str, str]]] = field(
        default_factory=lambda: {name: Counter() for name in _PAIRS}
    )

    def add(
        self, contribution: Contribution, asks: Collection[Ask], sign: int = 1, whole: bool = False
    ) -> None:
        """Count a contribution with what it asks here (`sign` -1: no longer); `whole`: of a whole draft."""
        permission = contribution.permission
        self.numbers["n"] += sign
        self.numbers["closed"] += sign * (permission == Permission.CONFIDENTIAL)
        self.numbers["hidden"] += sign * (permission == Permission.ANONYMOUS)
        if permission == Permission.CONFIDENTIAL:
            return
        self.numbers["asks"] += sign * len(asks)
        kinds = {ask.kind for ask in asks}
        for kind in kinds:
            self.counts["kinds"][kind] += sign
        if permission in OPEN:
            self._count_openly(contribution, kinds, sign)
        if not whole:  # keeping here and deleting there is no contest
            self.counts["voices"][voiced.voiced(contribution, asks)] += sign
            for digest in voiced.proposals(asks):
                self.counts["wordings"][digest] += sign

    def _count_openly(self, contribution: Contribution, kinds: Iterable[str], sign: int) -> None:
        group, region = contribution.stakeholder_group, contribution.regional_group
        self.counts["groups"][group] += sign
        self.counts["regions"][region] += sign
        self.pairs["cross"][group, region] += sign
        for kind in kinds:
            self.pairs["group_kinds"][group, kind] += sign
            self.pairs["region_kinds"][region, kind] += sign

    def fields(self) -> dict[str, object]:
        """The columns of a tally; what is counted zero times is left out."""
        counts = {
            name: {key: n for key, n in sorted(count.items()) if n} for name, count in self.counts.items()
        }
        pairs = {name: voiced.nested(count) for name, count in self.pairs.items()}
        numbers = {name: self.numbers[name] for name in _NUMBERS}
        return {**numbers, **counts, **pairs, "contested": voiced.contested(counts["voices"])}

    @classmethod
    def of(cls, tally: Tally) -> "Sum":
        """What a tally holds now."""
        numbers = Counter({name: getattr(tally, name) for name in _NUMBERS})
        counts = {name: Counter(getattr(tally, name)) for name in _COUNTS}
        return cls(numbers, counts, {name: voiced.tally_of(getattr(tally, name)) for name in _PAIRS})


def spots(contribution: Contribution, asks: Iterable[Ask]) -> Mapping[Spot, list[Ask]]:
    """Where a contribution counts, and with which of its asks: each place it speaks on, and each draft as a whole.

    A confidential one counts on its draft alone: with its place, and its group on its own page, it would be told.
    """
    found: defaultdict[Spot, list[Ask]] = defaultdict(list)
    if contribution.draft_id:
        found[contribution.draft_id, WHOLE_DRAFT] = []
    for ask in asks:
        if ask.draft_id:
            found[ask.draft_id, WHOLE_DRAFT].append(ask)
            if contribution.permission != Permission.CONFIDENTIAL:
                found[ask.draft_id, ask.place].append(ask)
    return found


def count(contribution: Contribution, asks: Iterable[Ask], sign: int = 1) -> None:
    """Bring the tallies in step with a contribution that is now current (`sign` -1: that is no longer).

    Inside the transaction of the act; rows that two acts touch are locked.
    """
    asks = list(asks)
    asks_changed.send(Ask, contribution=contribution, asks=asks)
    for (draft, place), here in spots(contribution, asks).items():
        tally = Tally.objects.select_for_update().filter(draft=draft, place=place).first()
        total = Sum.of(tally) if tally else Sum()
        total.add(contribution, here, sign, whole=place == WHOLE_DRAFT)
        if total.numbers["n"] < 1:
            Tally.objects.filter(draft=draft, place=place).delete()
        else:
            Tally.objects.update_or_create(draft_id=draft, place=place, defaults=total.fields())


@transaction.atomic
def recount(process: Process) -> None:
    """Derive all tallies of a process anew from its contributions."""
    totals: defaultdict[Spot, Sum] = defaultdict(Sum)
    current = Contribution.objects.current(process).prefetch_related("asks").order_by("pk")
    for contribution in current.iterator(chunk_size=_CHUNK):
        for spot, here in spots(contribution, contribution.asks.all()).items():
            totals[spot].add(contribution, here, whole=spot[1] == WHOLE_DRAFT)
    Tally.objects.filter(draft__process=process).delete()
    rows = (Tally(draft_id=draft, place=place, **total.fields()) for (draft, place), total in totals.items())
    Tally.objects.bulk_create(rows, batch_size=500)
