"""Where the paragraph that something was said on is now, derived each time from the edges; and what has none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from django.urls import reverse

from soundingboard.site.contributions import anchors
from soundingboard.site.contributions.models import Ask, Contribution, ContributionState
from soundingboard.site.drafts.lives import Lives
from soundingboard.site.drafts.models import Draft, Paragraph

_PARA = "para:"


class Fate(Enum):
    """What became of the place of an ask in the newest draft."""

    HERE = "here"  # it was said on the newest draft itself
    THERE = "there"
    WORDS_GONE = "words gone"  # the paragraph lives on without the quoted words
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph of the newest draft."""

    number: str
    address: str


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """An ask, and the paragraphs that its own became."""

    ask: Ask
    fate: Fate
    newest: Draft
    places: Sequence[Place] = ()


def whereabouts(asks: Iterable[Ask], chain: Sequence[Draft], walk: Lives) -> list[Whereabouts]:
    """Where the paragraph of each ask is now, for those on paragraphs of drafts in the chain (one query)."""
    if not chain:
        return []
    newest, known = chain[-1], {draft.pk for draft in chain}
    texts = {
        eid: (number, text)
        for eid, number, text in Paragraph.objects.filter(draft=newest).values_list("eid", "number", "text")
    }
    on_paragraphs = (ask for ask in asks if ask.place.startswith(_PARA) and ask.draft_id in known)
    return [_of(ask, newest, walk, texts) for ask in on_paragraphs]


def _of(ask: Ask, newest: Draft, walk: Lives, texts: Mapping[str, tuple[str, str]]) -> Whereabouts:
    if ask.draft_id == newest.pk:
        return Whereabouts(ask, Fate.HERE, newest)
    eids = [
        eid for eid in walk.forward(ask.draft_id, ask.place.removeprefix(_PARA), newest.pk) if eid in texts
    ]
    if not eids:
        return Whereabouts(ask, Fate.ENDED, newest)
    places = [Place(texts[eid][0] or eid, _address(newest, eid)) for eid in eids]
    quoted = (ask.anchor or {}).get("text", "")
    gone = quoted and not any(anchors.find(quoted, texts[eid][1]) for eid in eids)
    return Whereabouts(ask, Fate.WORDS_GONE if gone else Fate.THERE, newest, places)


def _address(draft: Draft, eid: str) -> str:
    return reverse("paragraph", args=[draft.process.slug, draft.slug, eid])


def orphans(chain: Sequence[Draft], walk: Lives) -> list[Whereabouts]:
    """What was said on earlier drafts and has no place in the newest one, oldest first."""
    earlier = [draft.pk for draft in chain[:-1]]
    asks = Ask.objects.filter(
        draft__in=earlier,
        place__startswith=_PARA,
        contribution__in=Contribution.objects.not_closed().filter(state=ContributionState.CURRENT),
    ).select_related("contribution__process")
    found = whereabouts(asks.defer("contribution__text").order_by("contribution__filed", "pk"), chain, walk)
    return [one for one in found if one.fate in (Fate.ENDED, Fate.WORDS_GONE)]
