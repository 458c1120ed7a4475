"""The page of one contribution, of one topic, and the receipt of the one who filed it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils import timezone
from django.utils.safestring import SafeString

from soundingboard.site.contributions import links, listing, places, rules
from soundingboard.site.contributions.forms import word_label
from soundingboard.site.contributions.intake.mending import permission_changed
from soundingboard.site.contributions.intake.redacting import reason_of
from soundingboard.site.contributions.listing import Filters, Line
from soundingboard.site.contributions.models import (
    Ask,
    AskKind,
    Contribution,
    ContributionState,
    Permission,
    Redaction,
    Topic,
)
from soundingboard.site.contributions.naming.suggested import basis_words
from soundingboard.site.contributions.places import Named
from soundingboard.site.contributions.saying import redline_of
from soundingboard.site.contributions.whereabouts import Whereabouts, whereabouts
from soundingboard.site.drafts import lives
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.models import NOT_STATED, Milestone, Process


@dataclass(frozen=True, slots=True)
class AskShown:
    """One thing asked, as its page shows it."""

    ask: Ask
    kind: str
    named: Named | None
    redline: SafeString
    now: Whereabouts | None


@dataclass(frozen=True, slots=True)
class ContributionPage:
    """A contribution as someone may read it; of a closed one nothing but its name and group."""

    contribution: Contribution
    line: Line
    asks: Sequence[AskShown] = ()
    before: Contribution | None = None
    after: Contribution | None = None
    may_read: bool = False
    receipt: str = ""
    event: Any = None  # where it was heard
    redactions: Sequence[Redaction] = ()  # what was taken out of it, and why
    aside: str = ""  # why it was set aside
    was_shown: bool = False  # of a closed one: its own words were shown before

    @property
    def group(self) -> str:
        """The group of a closed one; none where its words were shown before: the two could be told together."""
        anonymous = self.contribution.permission == Permission.ANONYMOUS
        is_hidden = self.contribution.supersedes_id or anonymous or self.was_shown
        return word_label(NOT_STATED if is_hidden else self.contribution.stakeholder_group)


def contribution_page(who: Who, contribution: Contribution, chain: Sequence[Draft]) -> ContributionPage:
    """Everything that this reader may see of it."""
    own = links.path(contribution, timezone.now()) if rules.is_author(who, contribution) else ""
    if contribution.is_confidential:
        may_read = rules.may_read_confidential(who, contribution.process.slug)
        was_shown = permission_changed(contribution.process).filter(object=str(contribution)).exists()
        line = Line(contribution, ())
        return ContributionPage(contribution, line, may_read=may_read, receipt=own, was_shown=was_shown)
    named = places.of_asks(chain, contribution.asks.all())
    line = Line(contribution, listing.asked(contribution, named), person=listing.person(contribution))
    return ContributionPage(
        contribution=contribution,
        line=line,
        asks=asks_shown(contribution, chain) if line.are_words_shown else (),
        before=_told(contribution.supersedes),
        after=_told(getattr(contribution, "successor", None)),
        receipt=own,
        event=listing.heard_at(contribution.process, contribution.event),
        redactions=list(contribution.redactions.all()),
        aside=reason_of(contribution),
    )


def _told(version: Contribution | None) -> Contribution | None:
    """Another version, unless it is closed: then nothing tells that the two belong together."""
    return None if version is None or version.is_confidential else version


def asks_shown(contribution: Contribution, chain: Sequence[Draft]) -> list[AskShown]:
    """What it asks, with the wording it proposes, and where the paragraph is now."""
    asks = list(contribution.asks.all())
    drafts = {draft.pk: draft for draft in chain}
    for ask in asks:
        if ask.draft_id in drafts:
            ask.draft = drafts[ask.draft_id]
    named = places.of_asks(chain, asks)
    now = {one.ask.pk: one for one in whereabouts(asks, chain, lives.lives(chain))}
    return [
        AskShown(
            ask=ask,
            kind=str(AskKind(ask.kind).label),
            named=named.get((ask.draft_id, ask.place)),
            redline=redline_of(ask.proposed, drafts[ask.draft_id].language),
            now=now.get(ask.pk),
        )
        for ask in asks
        if ask.draft_id in drafts
    ]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the one who filed something sees by the private link."""

    contribution: Contribution
    asks: Sequence[AskShown]
    link: str
    link_ends: date
    readings: Sequence[Any]
    later: str
    closes: Any
    next: Milestone | None
    has_email: bool
    redactions: Sequence[Redaction]
    aside: str  # why it was set aside
    erasable: str  # what the secretariat is told, to erase name and address; empty where none are kept

    @property
    def is_current(self) -> bool:
        return self.contribution.state == ContributionState.CURRENT


def receipt(contribution: Contribution, chain: Sequence[Draft], mac: str) -> Receipt:
    """What was received, and what happens next."""
    process, now, draft = contribution.process, timezone.now(), contribution.draft
    later = getattr(contribution, "successor", None)
    identity = getattr(contribution.participant, "identity", None)
    return Receipt(
        contribution=contribution,
        asks=asks_shown(contribution, chain),
        link=links.same(contribution, mac),
        link_ends=links.ends(mac),
        readings=list(contribution.readings.all()),
        later=links.path(later) if later else "",
        closes=draft.closes if draft and draft.closes and draft.closes > now else None,
        next=process.milestones.filter(date__gte=now.date()).first(),
        has_email=bool(identity and identity.email),
        redactions=list(contribution.redactions.all()),
        aside=reason_of(contribution),
        erasable=str(contribution.participant) if identity else "",
    )


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic, and how many spoke on it."""

    topic: Topic
    n: int


def topic_lines(process: Process, chain: Sequence[Draft]) -> list[TopicLine]:
    """The topics of a process (two queries)."""
    asks = Ask.objects.filter(
        draft__in=chain,
        place__startswith="topic:",
        contribution__process=process,
        contribution__state=ContributionState.CURRENT,
    )
    counts = dict(asks.values_list("place").annotate(n=Count("contribution", distinct=True)))
    return [
        TopicLine(topic, counts.get(f"topic:{topic.slug}", 0)) for topic in Topic.objects.standing(process)
    ]


def topic_page(topic: Topic, chain: Sequence[Draft], number: str | None) -> dict[str, Any]:
    """The paragraphs of a topic, and what was said on it."""
    process = topic.process
    by_slug = {draft.slug: draft for draft in chain}
    keys = [
        (by_slug[named["draft"]].pk, f"para:{named['eid']}")
        for named in topic.paragraphs
        if named.get("draft") in by_slug and named.get("eid")
    ]
    page = listing.page_of(listing.found(process, chain, Filters(place=f"topic:{topic.slug}")), number)
    return {
        "topic": topic,
        "basis": basis_words(topic.basis),
        "paragraphs": list(places.names(chain, keys).values()),
        "page": page,
        "total": page.paginator.count,
        "lines": listing.lines(process, chain, page),
    }


def orphan_lines(
    page: Iterable[Whereabouts], chain: Sequence[Draft]
) -> list[tuple[Whereabouts, Named | None]]:
    """What has no place any more, each with the name of where it was said."""
    rows = list(page)
    named = places.of_asks(chain, [one.ask for one in rows])
    return [(one, named.get((one.ask.draft_id, one.ask.place))) for one in rows]
