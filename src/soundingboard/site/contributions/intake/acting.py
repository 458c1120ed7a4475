"""What every act of intake does beside its own: nothing overwritten, tallies in step, an entry in the record."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db.models import F

from soundingboard.site.contributions import entries, records
from soundingboard.site.contributions.actions import Ended
from soundingboard.site.contributions.models import Ask, Contribution, ContributionState
from soundingboard.site.contributions.tallies import count
from soundingboard.site.drafts.refusals import Crossed
from soundingboard.site.people.rules import Who
from soundingboard.site.record import actions as record
from soundingboard.site.record.models import Entry


def take(
    contribution: Contribution,
    version: int | None = None,
    was: str | None = ContributionState.CURRENT,
    **changes: Any,
) -> None:
    """Take a contribution in hand, as it was seen (`version`; None: whatever became of it meanwhile), and change it.

    Raises Ended when its state is no longer what it `was` (None: any), Crossed when somebody changed it after it was
    seen.
    """
    rows = Contribution.objects.filter(pk=contribution.pk, **({} if was is None else {"state": was}))
    seen = rows if version is None else rows.filter(version=version)
    if not seen.update(version=F("version") + 1, **changes):
        raise Crossed if rows.exists() else Ended
    process = contribution.process
    contribution.refresh_from_db()
    contribution.process = process


@contextmanager
def recounted(contribution: Contribution) -> Iterator[None]:
    """What a current contribution asks, or who it is of, changes inside; the tallies follow."""
    count(contribution, asks_of(contribution), -1)
    yield
    count(contribution, asks_of(contribution))


def asks_of(contribution: Contribution) -> list[Ask]:
    return list(Ask.objects.filter(contribution=contribution).select_related("draft").order_by("pk"))


def as_recorded(ask: Ask | None) -> dict[str, Any] | None:
    """An ask as the record keeps it; None stays None."""
    return records.ask_record(ask) if ask else None


def enter(who: Who, contribution: Contribution, verb: str, content: Mapping[str, Any]) -> None:
    """The entry of an act on a contribution; of a confidential one its name alone is kept."""
    record.enter_all(contribution.process.slug, who.actor, [entries.act(contribution, verb, dict(content))])


def close_what_was_said(contribution: Contribution) -> None:
    """No entry about a contribution up to now shows its words any more."""
    process = contribution.process.slug
    newest = Entry.objects.head(process)
    if newest:
        record.close(process, str(contribution), until=newest.sequence)


def as_all_may_read(contribution: Contribution) -> dict[str, Any]:
    """A contribution with what it asks, as everyone may read it from now on."""
    return entries.content_of(contribution, asks_of(contribution))


def signature(who: Who) -> str:
    """Who decided, as rows keep it: a pseudonym, or an office."""
    return who.pseudonym or who.office
