"""Where a process stands, in numbers that each link to exactly what they count."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from soundingboard.site.board.models import Event, Output
from soundingboard.site.contributions.models import Tally
from soundingboard.site.drafts import lives, shown
from soundingboard.site.drafts.models import Comparison, Draft, Extension, Paragraph
from soundingboard.site.ledger.reading import Met, process_summary
from soundingboard.site.processes.models import Milestone, Process
from soundingboard.site.reflections.models import Reflection
from soundingboard.site.reflections.reading import latest_published
from soundingboard.write.signs import SIGNS

_CHANGES = (
    "reworded",
    "split",
    "joined",
    "inserted",
    "deleted",
    "moved",
    "reinstated",
    "softens",
    "strengthens",
    "contested",
)
_UPCOMING = 3  # events: this week's, as a rule


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its words and the page that lists exactly what it counts."""

    n: int
    key: str
    word: str
    address: str
    confirmed: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """What was said on one draft."""

    draft: Draft
    n: int
    asks: int
    groups: int
    regions: int
    silent: int
    address: str
    silent_address: str


@dataclass(frozen=True, slots=True)
class ProcessPage:
    chain: Sequence[Draft]
    milestones: Sequence[Milestone]
    now: Draft | None
    before: Draft | None
    window: Draft | None
    extension: Extension | None
    changes: Sequence[Figure]
    said: Sequence[Said]
    met: Met | None
    reflection: Reflection | None
    word: Output | None
    events: Sequence[Event]


def process_page(process: Process, inside: bool) -> ProcessPage:
    """Everything on the page, in a number of queries that does not depend on how much was said."""
    chain = lives.chain(process, inside)
    standing = [draft for draft in chain if draft.state == "published"]
    now = standing[-1] if standing else None
    before = standing[-2] if len(standing) > 1 else None
    window = next((draft for draft in reversed(standing) if draft.opens or draft.closes), None)
    today = timezone.now().date()
    reflection = latest_published(process)
    outputs = Output.objects.published(process).filter(kind="reflections")
    word = None if reflection else outputs.first()  # reflections that were written elsewhere
    events = list(Event.objects.upcoming(process)[:_UPCOMING])
    for one in filter(None, (reflection, word, *events)):
        one.process = process  # known already: their addresses need no query each
    return ProcessPage(
        chain=chain,
        milestones=_ahead([one for one in process.milestones.all() if one.date >= today]),
        now=now,
        before=before,
        window=window,
        extension=window.extensions.last() if window else None,
        changes=_changes(process, before, now) if before and now else [],
        said=_said(process, chain),
        met=process_summary(process, chain),
        reflection=reflection,
        word=word,
        events=events,
    )


def _ahead(milestones: Sequence[Milestone]) -> list[Milestone]:
    """The next milestone and the one that all lead to; the rest has a page of its own."""
    return [*milestones[:1], *milestones[1:][-1:]]


def _changes(process: Process, old: Draft, new: Draft) -> list[Figure]:
    comparison = Comparison.objects.filter(old=old, new=new).defer("head").first()
    if comparison is None:
        return []
    confirmed = _confirmed(comparison, old, new)
    return [
        Figure(
            comparison.summary[key],
            key,
            SIGNS[key].word,
            draft_address(new, {"with": old.slug, "show": key}),
            confirmed[key],
        )
        for key in _CHANGES
        if comparison.summary.get(key)
    ]


def _confirmed(comparison: Comparison, old: Draft, new: Draft) -> Counter[str]:
    """How many changes have a confirmed flag of each effect."""
    decided = shown.verdicts(old, new)
    if not decided:
        return Counter()
    changes = shown.compared(comparison, old, new, decided).changes
    flags = [(change, flag) for change in changes for flag in shown.flags_of(change, decided)]
    return Counter(
        effect for _id, effect in {(c.id, flag.device.effect) for c, flag in flags if flag.decided}
    )


def draft_address(draft: Draft, query: Mapping[str, str]) -> str:
    """A draft's page with a query."""
    return f"{reverse('draft', args=[draft.process.slug, draft.slug])}?{urlencode(query)}"


def _said(process: Process, chain: Sequence[Draft]) -> list[Said]:
    """For each draft on which somebody spoke, newest first."""
    by_id = {draft.pk: draft for draft in chain}
    whole = Tally.objects.filter(draft__in=by_id, place="", n__gt=0)
    silent = _silent(by_id)
    found = [_said_on(process, by_id[tally.draft_id], tally, silent[tally.draft_id]) for tally in whole]
    return sorted(found, key=lambda one: (-one.draft.order, -one.draft.correction))


def _silent(drafts: Collection[int]) -> dict[int, int]:
    """How many paragraphs of each draft nobody spoke on."""
    paragraphs = Paragraph.objects.filter(draft__in=drafts).values_list("draft").annotate(n=Count("pk"))
    spoken = Tally.objects.filter(draft__in=drafts, place__startswith="para:", n__gt=0)
    heard = dict(spoken.values_list("draft").annotate(n=Count("pk")))
    return {pk: n - heard.get(pk, 0) for pk, n in paragraphs}


def _said_on(process: Process, draft: Draft, tally: Tally, silent: int) -> Said:
    said = f"{reverse('contributions', args=[process.slug])}?{urlencode({'draft': draft.slug})}"
    return Said(
        draft=draft,
        n=tally.n,
        asks=tally.asks,
        groups=len(set(tally.groups) & set(process.groups)),
        regions=len(set(tally.regions) & set(process.regions)),
        silent=silent,
        address=said,
        silent_address=draft_address(draft, {"show": "nobody", "view": "clean"}),
    )
