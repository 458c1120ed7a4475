"""Topics that the software brings up, from what stands in the newest draft and what is said on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from soundingboard.site.contributions import places, records
from soundingboard.site.contributions.models import Ask, Contribution, ContributionState, RefusedTopic, Topic
from soundingboard.site.drafts.comparing import named_draft
from soundingboard.site.drafts.models import Draft, Heading
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry

BASES = {
    "heading": pgettext_lazy("basis of a topic", "a heading of the draft"),
    "terms": pgettext_lazy("basis of a topic", "a term that several use"),
    "co-citation": pgettext_lazy("basis of a topic", "paragraphs that several name together"),
    "label": pgettext_lazy("basis of a topic", "a subject that people name"),
}
_MOST = 3000  # contributions that are looked through, the newest: some seconds
_KEPT = 60 * 60 * 24  # seconds; the next act in the process makes them anew


@dataclass(frozen=True, slots=True)
class Suggested:
    """A topic that is suggested: its paragraphs and what carries it, each with its address."""

    slug: str
    label: str
    basis: Sequence[str]
    terms: Sequence[str]
    paragraphs: Sequence[dict[str, str]]
    places: Sequence[places.Named]
    carried_by: Sequence[places.Named]

    @property
    def reasons(self) -> list[str]:
        """What it rests on, in words."""
        return basis_words(self.basis)


def basis_words(basis: Sequence[str]) -> list[str]:
    """What a topic rests on, in words."""
    return [str(BASES.get(one, one)) for one in basis]


def suggested(process: Process, chain: Sequence[Draft]) -> list[Suggested]:
    """What nobody has confirmed or refused, for those who may see all these drafts; kept until the next act."""
    draft = places.chosen(chain)
    if draft is None:
        return []
    head = Entry.objects.head(process.slug)
    key = f"topics:{process.pk}:{draft.pk}:{head.digest if head else ''}"
    found = cache.get(key)
    if found is None:
        found = _suggested(process, chain, draft)
        cache.set(key, found, _KEPT)
    return found


def _suggested(process: Process, chain: Sequence[Draft], draft: Draft) -> list[Suggested]:
    from soundingboard.topic import suggestions

    whole = Draft.objects.select_related("process").get(pk=draft.pk)
    rows = (
        Contribution.objects.current(process)
        .on_draft(draft)
        .not_closed()
        .select_related("draft", "organisation")
    )
    contributions = list(rows.order_by("-pk")[:_MOST])
    asks = Ask.objects.filter(draft=draft, contribution__state=ContributionState.CURRENT)
    asks = asks.filter(contribution__in=[one.pk for one in contributions]).select_related(
        "contribution", "draft"
    )
    found = suggestions(
        named_draft(whole),
        [records.asked(ask) for ask in asks.order_by("pk")],
        [records.said(one) for one in reversed(contributions)],
        [records.named_topic(topic) for topic in Topic.objects.filter(process=process)],
    )
    refused = set(RefusedTopic.objects.filter(process=process).values_list("slug", flat=True))
    return [_shown(one, process, chain, draft) for one in found if one.topic.id not in refused]


def _shown(one: Any, process: Process, chain: Sequence[Draft], draft: Draft) -> Suggested:
    topic = one.topic
    keys = [(draft.pk, f"para:{paragraph.eid}") for paragraph in topic.paragraphs]
    return Suggested(
        slug=topic.id,
        label=topic.label,
        basis=topic.basis,
        terms=topic.terms,
        paragraphs=[{"draft": draft.slug, "eid": paragraph.eid} for paragraph in topic.paragraphs],
        places=list(places.names(chain, keys).values()),
        carried_by=_carriers(one.carried_by, process, chain, draft),
    )


def _carriers(
    names: Sequence[str], process: Process, chain: Sequence[Draft], draft: Draft
) -> list[places.Named]:
    """The headings and contributions that carry it."""
    headings = set(Heading.objects.filter(draft=draft, eid__in=names).values_list("eid", flat=True))
    named = places.names(chain, [(draft.pk, f"section:{eid}") for eid in names if eid in headings])
    said = Contribution.objects.filter(process=process, name__in=set(names) - headings)
    by_name = {one.name: one for one in said.only("name", "process").select_related("process")}
    found = (by_name[name] for name in names if name in by_name)
    words = _("contribution {name}")
    return [
        *named.values(),
        *(places.Named(words.format(name=one.name), one.get_absolute_url()) for one in found),
    ]
