"""Tallies follow what many contributions ask, or who said it, when that is changed at once."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db.models import QuerySet

from soundingboard.site.contributions.models import Contribution, ContributionState
from soundingboard.site.contributions.tallies import count, recount
from soundingboard.site.processes.models import Process

ONE_BY_ONE = 50  # contributions; each takes some ten queries, so above this counting all anew is quicker


@contextmanager
def in_step(process: Process, pks: Collection[int], before: bool = True) -> Iterator[None]:
    """Inside the transaction of an act that changes these contributions or their asks; current ones are counted.

    `before` is false for contributions that were not counted yet.
    """
    if len(pks) > ONE_BY_ONE:
        yield
        recount(process)
        return
    for contribution in _current(pks if before else ()):
        count(contribution, contribution.asks.all(), -1)
    yield
    for contribution in _current(pks):
        count(contribution, contribution.asks.all())


def _current(pks: Collection[int]) -> QuerySet[Contribution]:
    """As they stand in the database now."""
    rows = Contribution.objects.filter(pk__in=list(pks), state=ContributionState.CURRENT)
    return rows.prefetch_related("asks").order_by("pk")
