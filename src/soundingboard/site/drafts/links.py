"""What people decided about which paragraph became which: the latest word about a paragraph stands."""

from collections.abc import Collection
from dataclasses import dataclass

from soundingboard.model import GivenLink
from soundingboard.site.drafts.models import Draft, Edge, LinkDecision


@dataclass(frozen=True, slots=True)
class Family:
    """Paragraphs of two drafts that are told together: all old ones became all new ones."""

    old: tuple[str, ...]
    new: tuple[str, ...]


def given_links(
    old: Draft, new: Draft, olds: Collection[str], news: Collection[str]
) -> tuple[GivenLink, ...]:
    """The decisions between two drafts that still hold, each paragraph in one of them at most.

    `olds` and `news` are the eids that there are: a mended paragraph may have gone since.
    """
    left, right = set(olds), set(news)
    links = []
    for decision in LinkDecision.objects.filter(old=old, new=new).order_by("-pk"):
        link = _rest(decision, left, right)
        left -= set(decision.old_eids)
        right -= set(decision.new_eids)
        links += [link] if link else []
    return tuple(reversed(links))


def _rest(decision: LinkDecision, left: Collection[str], right: Collection[str]) -> GivenLink | None:
    """What later decisions leave of one; nothing when a whole side of it is gone."""
    old = tuple(eid for eid in decision.old_eids if eid in left)
    new = tuple(eid for eid in decision.new_eids if eid in right)
    emptied = (decision.old_eids and not old) or (decision.new_eids and not new)
    return None if emptied or not (old or new) else GivenLink(old, new)


def origins(old: Draft, new: Draft, eid: str) -> tuple[str, ...]:
    """The paragraphs of the old draft that one of the new one comes from, as things stand."""
    edges = Edge.objects.filter(comparison__old=old, comparison__new=new, new_eid=eid).order_by("pk")
    return tuple(edges.values_list("old_eid", flat=True))


def family(old: Draft, new: Draft, eid: str, comes_from: Collection[str]) -> Family:
    """The decision that a new paragraph comes from these old ones, together with whom they also became.

    An old paragraph that is split keeps its other parts, with all that these come from.
    """
    edges = Edge.objects.filter(comparison__old=old, comparison__new=new).exclude(new_eid=eid)
    pairs = list(edges.order_by("pk").values_list("old_eid", "new_eid"))
    olds, news = set(comes_from), {eid}
    grown = 0
    while grown != len(olds) + len(news):
        grown = len(olds) + len(news)
        news |= {b for a, b in pairs if a in olds}
        olds |= {a for a, b in pairs if b in news}
    return Family(_in_order(old, olds), _in_order(new, news))


def _in_order(draft: Draft, eids: Collection[str]) -> tuple[str, ...]:
    return tuple(p["eid"] for p in draft.record["paragraphs"] if p["eid"] in eids)
