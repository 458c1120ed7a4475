"""What contributors are told: it waits at their private link, and goes by e-mail to those who left an address."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from soundingboard.site.contributions.models import Contribution, ContributionState
from soundingboard.site.drafts.models import Draft, Visibility
from soundingboard.site.ledger import letters
from soundingboard.site.ledger.models import Entry, Notice, NoticeKind
from soundingboard.site.processes.models import Process

_BATCH = 500


def linked(contribution: Contribution, **_signal: Any) -> None:
    """Somebody said that what a contribution asks is as it should be."""
    _tell(contribution.process, [(contribution.pk, NoticeKind.LINKED, str(contribution))])


def traced(process: Process, entries: Iterable[Entry]) -> None:
    """A new draft shows what became of asks: each contribution is told once of each draft.

    Of a draft for the board only those that were filed on one.
    """
    entries = list(entries)
    drafts = Draft.objects.filter(process=process)
    slugs = dict(drafts.values_list("pk", "slug"))
    inside = set(drafts.filter(visibility=Visibility.BOARD).values_list("pk", flat=True))
    asks = {entry.ask_id for entry in entries if entry.ask_id}
    rows = (
        Contribution.objects.filter(process=process, asks__in=asks) if asks else Contribution.objects.none()
    )
    of_ask = {ask: (pk, draft) for ask, pk, draft in rows.values_list("asks", "pk", "draft")}
    wanted = {
        (of_ask[entry.ask_id][0], NoticeKind.TRACED, f"draft:{slugs[entry.new_id]}")
        for entry in entries
        if entry.ask_id in of_ask and (entry.new_id not in inside or of_ask[entry.ask_id][1] in inside)
    }
    _tell(process, sorted(wanted))


def answered(process: Process, contributions: Iterable[int], about: str) -> None:
    """Somebody answered what contributions ask."""
    _tell(process, [(pk, NoticeKind.ANSWERED, about) for pk in sorted(set(contributions))])


def _tell(process: Process, notices: Iterable[tuple[int, str, str]]) -> None:
    rows = [Notice(contribution_id=pk, kind=kind, about=about) for pk, kind, about in notices]
    if rows:
        Notice.objects.bulk_create(rows, batch_size=_BATCH, ignore_conflicts=True)
        transaction.on_commit(lambda: send.enqueue(process.pk))


@task()
def send(process_id: int) -> None:
    """Write to everyone who has something new and left an address: one letter each, however much is new."""
    waiting = Notice.objects.filter(contribution__process=process_id, seen_to=None)
    current = waiting.filter(contribution__state=ContributionState.CURRENT)
    with_address = current.exclude(contribution__participant__identity__email="").exclude(
        contribution__participant__identity=None
    )
    rows = with_address.select_related("contribution__process", "contribution__participant__identity")
    by_address: dict[str, list[Notice]] = {}
    for notice in rows:
        address = notice.contribution.participant.identity.email
        by_address.setdefault(address.casefold(), []).append(notice)
    every = list(waiting.values_list("pk", flat=True))
    now = timezone.now()
    for at in range(0, len(every), _BATCH):  # before the letters: sent twice is worse than found at the link
        Notice.objects.filter(pk__in=every[at : at + _BATCH]).update(seen_to=now)
    for notices in by_address.values():
        letters.send_news(notices)
