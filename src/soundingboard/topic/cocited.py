"""Paragraphs that people name together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from soundingboard.exposure import voice
from soundingboard.i18n import _
from soundingboard.model import Ask, Contribution, Draft, Topic
from soundingboard.terms import term_table
from soundingboard.topic.suggestion import Suggestion, paragraphs_of, slug, stemmed

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When paragraphs belong together."""

    together: int = 3  # who name both: two may be one campaign
    alike: float = 0.5  # of those who name either, on average over a group: together is then the rule
    widest: float = 0.25  # of the draft: who speaks on more goes through the text, not on a subject
    narrow: int = 5  # paragraphs that anyone may name, however short the draft
    label: float = (
        0.5  # of the paragraphs of group and term together they must share for the term to name the group
    )


def from_cocitation(
    draft: Draft,
    asks: Iterable[Ask],
    contributions: Mapping[str, Contribution],
    thresholds: Thresholds = Thresholds(),
) -> Iterator[Suggestion]:
    """A topic for each group of paragraphs that at least three voices name together, in the order of the draft.

    Groups by average linkage over Jaccard likeness (R. R. Sokal and C. D. Michener, 1958): a chain of neighbours, which
    a connected component would join, does not become one topic.
    """
    naming = _naming(draft, asks, contributions, thresholds)
    for eids in _groups(draft, naming, thresholds):
        who = {name for name, named in naming.items() if len(named & set(eids)) > 1}
        ids = tuple(one.id for one in contributions.values() if voice(one) in who)
        label = _label(draft, eids, thresholds)
        yield Suggestion(Topic(slug(label), label, paragraphs_of(draft, eids), basis=("co-citation",)), ids)


def _naming(
    draft: Draft, asks: Iterable[Ask], contributions: Mapping[str, Contribution], thresholds: Thresholds
) -> dict[str, set[str]]:
    """Who names which paragraphs, without those who go through the whole text."""
    known = {one.eid for one in draft.paragraphs}
    naming: defaultdict[str, set[str]] = defaultdict(set)
    for ask in asks:
        if ask.target.eid in known and ask.target.draft in (None, draft.name):
            naming[voice(contributions[ask.contribution])].add(ask.target.eid)
    most = max(thresholds.narrow, thresholds.widest * len(known))
    return {name: named for name, named in naming.items() if len(named) <= most}


def _groups(draft: Draft, naming: Mapping[str, set[str]], thresholds: Thresholds) -> list[list[str]]:
    pairs = _pairs(naming)
    strong = {pair for pair, n in pairs.items() if n >= thresholds.together}
    eids = [one.eid for one in draft.paragraphs if any(one.eid in pair for pair in strong)]
    if len(eids) < 2:
        return []
    from scipy.cluster.hierarchy import fcluster, linkage

    n = {eid: sum(eid in named for named in naming.values()) for eid in eids}
    distances = []
    for one, other in combinations(eids, 2):
        pair = (one, other) if one < other else (other, one)
        both = pairs[pair] if pair in strong else 0
        distances.append(1 - both / (n[one] + n[other] - both))
    found = fcluster(linkage(distances, "average"), 1 - thresholds.alike, "distance")
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for eid, group in zip(eids, found, strict=True):
        groups[int(group)].append(eid)
    return [group for group in groups.values() if len(group) > 1]


def _pairs(naming: Mapping[str, set[str]]) -> dict[Pair, int]:
    pairs: defaultdict[Pair, int] = defaultdict(int)
    for named in naming.values():
        for one, other in combinations(sorted(named), 2):
            pairs[one, other] += 1
    return pairs


def _label(draft: Draft, eids: Sequence[str], thresholds: Thresholds) -> str:
    """The heading that holds just these, else the term of the draft that stands in most of them, else their numbers."""
    sections = {one.section for one in draft.paragraphs if one.eid in eids}
    heading = next((one.text for one in draft.headings if one.eid in sections), "")
    if len(sections) == 1 and heading:
        return heading
    wanted, best = set(eids), (0.0, "")
    for row in term_table([draft]).terms:
        holding = {one.eid for one in draft.paragraphs if stemmed(row.term) in stemmed(one.text)}
        share = len(holding & wanted) / len(holding | wanted)
        best = max(best, (share, row.term), key=lambda item: item[0])
    if best[0] >= thresholds.label:
        return best[1]
    numbers = ", ".join(one.number for one in draft.paragraphs if one.eid in wanted)
    return _("Paragraphs {numbers}").format(numbers=numbers)
