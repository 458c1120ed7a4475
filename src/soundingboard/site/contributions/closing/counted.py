"""Which anonymous contributions were counted by group and region, and which could be. See `soundingboard.exposure`."""

from collections.abc import Sequence

from django.db.models import QuerySet, Value
from django.db.models.functions import Concat
from django.utils import timezone

from soundingboard.exposure import LIMITS, Frozen, standing
from soundingboard.site.contributions.intake.mending import permission_changed
from soundingboard.site.contributions.models import Contribution, FrozenCount
from soundingboard.site.drafts.models import Draft
from soundingboard.site.processes.models import Process

# Of fewer nothing is ever told: at least one cell of five, and five of whom nobody learns of which word they are.
FEWEST = 2 * LIMITS.least


def anonymous(draft: Draft) -> QuerySet[Contribution]:
    """The current contributions on a draft that were anonymous from the beginning.

    One whose way of publishing was ever changed may be known from before: it is in no cell, and takes what was counted
    with it away for good.
    """
    rows = Contribution.objects.current(draft.process).anonymous().filter(draft=draft)
    named = rows.annotate(object=Concat(Value("contribution:"), "name")).values("object")
    changed = permission_changed(draft.process).filter(object__in=named)
    known = [name.partition(":")[2] for name in changed.values_list("object", flat=True)]
    return rows.exclude(name__in=known) if known else rows


def uncounted(draft: Draft) -> list[Contribution]:
    """Those that can still be counted, as `exposure.freeze` asks for them.

    Without later versions, since the first may be known, and without what was heard at an event: pages tell the event
    of an anonymous note, and an event tells of whom it was.
    """
    done = _done(draft.process)
    rows = anonymous(draft).filter(supersedes=None, event="").defer("text").select_related("organisation")
    found = [one for one in rows if one.name not in done]
    for one in found:
        one.draft = draft
    return found


def n_uncounted(draft: Draft) -> int:
    """How many can still be counted."""
    done = _done(draft.process)
    rows = anonymous(draft).filter(supersedes=None, event="")
    return sum(name not in done for name in rows.values_list("name", flat=True))


def counts(draft: Draft) -> list[FrozenCount]:
    """What was counted on a draft, the first first."""
    return list(FrozenCount.objects.filter(draft=draft))


def to_close(process: Process) -> list[tuple[Draft, int]]:
    """The drafts whose deadline has passed and that wait to be closed, each with how many would be counted.

    One that was closed waits again only when enough came later for anything to be told of them.
    """
    ended = Draft.objects.chain(process, inside=True).filter(closes__lt=timezone.now())
    closed = set(FrozenCount.objects.of_process(process).values_list("draft", flat=True))
    found = []
    for draft in ended:
        draft.process = process
        n = n_uncounted(draft)
        if n >= (FEWEST if draft.pk in closed else 1):
            found.append((draft, n))
    return found


def still_told(draft: Draft, found: Sequence[FrozenCount] | None = None) -> tuple[Frozen, ...]:
    """What was counted on a draft and may be shown: nobody in it withdrew, was corrected, opened, moved, set aside.

    For tables that count all contributions on the draft, and no others (three queries; one where nothing was counted).
    """
    found = counts(draft) if found is None else found
    if not found:
        return ()
    there = {(name, draft.slug) for name in anonymous(draft).values_list("name", flat=True)}
    return standing((one.frozen for one in found), there)


def _done(process: Process) -> set[str]:
    records = FrozenCount.objects.of_process(process).values_list("record", flat=True)
    return {name for record in records for name in record["contributions"]}
