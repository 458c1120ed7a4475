"""What the secretariat sees before it closes a draft, and afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from soundingboard.exposure import GROUP, REGION
from soundingboard.site.contributions.closing.actions import why_not
from soundingboard.site.contributions.closing.counted import FEWEST, counts, n_uncounted, still_told
from soundingboard.site.contributions.forms import word_label
from soundingboard.site.drafts.models import Draft


@dataclass(frozen=True, slots=True)
class Counted:
    """One count: when, by whom, how many; what is told of them, or that it is told no more."""

    at: datetime
    by: str
    n: int
    is_told: bool
    groups: Sequence[tuple[str, int]]
    regions: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class ClosingPage:
    wrong: str  # why it cannot be closed now
    n: int  # who would be counted
    counts: Sequence[Counted]
    fewest: int = FEWEST

    @property
    def is_few(self) -> bool:
        """Whether nothing would ever be told of those who would be counted now."""
        return self.n < self.fewest


def closing_page(draft: Draft) -> ClosingPage:
    """How many would be counted, and what was counted before."""
    found = counts(draft)
    told = {one.contributions: one for one in still_told(draft, found)}
    rows = []
    for one in found:
        frozen = told.get(one.frozen.contributions)
        tables = frozen.tables if frozen else {}
        groups, regions = (
            [(word_label(word), n) for word, n in tables[field].cells.items()] if field in tables else []
            for field in (GROUP, REGION)
        )
        rows.append(Counted(one.at, one.by, one.n, frozen is not None, groups, regions))
    return ClosingPage(why_not(draft), n_uncounted(draft), rows)
