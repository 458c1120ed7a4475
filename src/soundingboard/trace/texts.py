"""What a paragraph of one draft has become in a later one, and which words are new there."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from soundingboard.concordance import concordance
from soundingboard.model import Concordance, Draft, Paragraph, PlaceName
from soundingboard.redline import redline
from soundingboard.terms import silent_words
from soundingboard.words import is_word, stem, tokens

SILENT_WEIGHT = 0.1  # of "the" and its kind: they count where nothing else does, and never carry an outcome
BRACKETS = frozenset("[]")  # what stands between them is not agreed: putting or lifting them is a change


def stems(text: str) -> list[str]:
    """The stems of the words of a text, in order, square brackets among them."""
    return [stem(one) if is_word(one) else one for one in tokens(text) if one in BRACKETS or is_word(one)]


@dataclass(frozen=True, slots=True)
class Weigher:
    """How much a word tells in a draft: log(1 + paragraphs / paragraphs with it), little where it is silent."""

    documents: int
    frequency: Mapping[str, int]
    silent: frozenset[str]

    def word(self, one: str) -> float:
        """The weight of a stem."""
        if one in BRACKETS:
            return 1.0
        if one in self.silent:
            return SILENT_WEIGHT
        return log(1 + self.documents / max(1, self.frequency.get(one, 0)))

    def of(self, found: Iterable[str]) -> float:
        """The weight of stems together."""
        return sum(map(self.word, found))

    def share(self, wanted: Sequence[str], among: Iterable[str]) -> float:
        """How much of the weight of `wanted` stands in `among`, each word as often as it is there; 1 for none."""
        total = self.of(wanted)
        return self.of((Counter(wanted) & Counter(among)).elements()) / total if total else 1.0

    def telling(self, found: Iterable[str]) -> list[str]:
        """Those stems that tell something."""
        return [one for one in found if one not in self.silent and one not in BRACKETS]


class Texts:
    """Drafts, oldest first, with the edges between them: where a paragraph is later, and what is new there."""

    def __init__(self, drafts: Sequence[Draft], record: Concordance | None = None) -> None:
        self.record = record or concordance(drafts)
        self.drafts = tuple(drafts)
        self.names = self.record.names
        self._fresh: dict[tuple[int, int], dict[str, list[str]]] = {}
        self._weighers: dict[int, Weigher] = {}

    @cached_property
    def _paragraphs(self) -> list[dict[str, Paragraph]]:
        return [{one.eid: one for one in draft.paragraphs} for draft in self.drafts]

    @cached_property
    def _edges(self) -> tuple[Mapping[PlaceName, list[PlaceName]], Mapping[PlaceName, list[PlaceName]]]:
        onward: defaultdict[PlaceName, list[PlaceName]] = defaultdict(list)
        back: defaultdict[PlaceName, list[PlaceName]] = defaultdict(list)
        for edge in self.record.edges:
            old, new = PlaceName(edge.old.draft, edge.old.eid), PlaceName(edge.new.draft, edge.new.eid)
            onward[old].append(new)
            back[new].append(old)
        return onward, back

    def index(self, name: str | None) -> int | None:
        """The place of a draft in the order, from 0."""
        return self.names.index(name) if name in self.names else None

    def has(self, at: int, eid: str) -> bool:
        """Whether the draft has this paragraph."""
        return eid in self._paragraphs[at]

    def walked(self, at: int, eid: str, to: int) -> tuple[str, ...]:
        """The paragraphs of draft `to` that a paragraph became (or came from, where `to` is earlier)."""
        edges = self._edges[0 if to >= at else 1]
        seen = {PlaceName(self.names[at], eid): None}
        waiting = list(seen)
        for place in waiting:  # grows while it is walked
            for end in edges.get(place, ()):
                if end not in seen:
                    seen[end] = None
                    waiting.append(end)
        order = self._paragraphs[to]
        return tuple(eid for eid in order if PlaceName(self.names[to], eid) in seen)

    def text(self, at: int, eids: Iterable[str]) -> str:
        """The text of paragraphs, joined by line feeds."""
        return "\n".join(self._paragraphs[at][eid].text for eid in eids if eid in self._paragraphs[at])

    def inside(self, at: int, section: str) -> tuple[str, ...]:
        """The paragraphs under a heading, and under the headings below it."""
        draft = self.drafts[at]
        held = {section, *(one.eid for one in draft.headings if one.eid.startswith(f"{section}__"))}
        return tuple(one.eid for one in draft.paragraphs if one.section in held)

    def section_text(self, at: int, section: str) -> str:
        """A heading and all that stands under it, joined by line feeds."""
        heading = next((one.text for one in self.drafts[at].headings if one.eid == section), "")
        return "\n".join(filter(None, (heading, self.text(at, self.inside(at, section)))))

    def section(self, at: int, eid: str) -> str | None:
        """The heading that a paragraph stands under."""
        return self._paragraphs[at][eid].section

    def number(self, at: int, eid: str) -> str:
        """How a paragraph is cited."""
        return self._paragraphs[at][eid].number

    def heading(self, at: int, section: str, to: int) -> str | None:
        """The heading of a later draft under which most of a section stands now."""
        ends = Counter(
            self._paragraphs[to][end].section
            for eid in self.inside(at, section)
            for end in self.walked(at, eid, to)
        )
        found = [name for name, _n in ends.most_common(1) if name]
        return found[0] if found else None

    def fresh(self, base: int, now: int) -> Mapping[str, list[str]]:
        """By paragraph of draft `now`, the stems of its words that were not there in draft `base`."""
        if (base, now) not in self._fresh:
            found = {}
            for eid, paragraph in self._paragraphs[now].items():
                before = self.text(base, self.walked(now, eid, base))
                found[eid] = inserted(before, paragraph.text)
            self._fresh[base, now] = found
        return self._fresh[base, now]

    def is_new(self, base: int, now: int, eid: str) -> bool:
        """Whether a paragraph came from none of the earlier draft."""
        return not self.walked(now, eid, base)

    def weigher(self, at: int) -> Weigher:
        """How much words tell in a draft."""
        if at not in self._weighers:
            draft = self.drafts[at]
            frequency = Counter(one for p in draft.paragraphs for one in set(stems(p.text)))
            self._weighers[at] = Weigher(len(draft.paragraphs), frequency, silent_words(draft.language))
        return self._weighers[at]


def inserted(old: str, new: str) -> list[str]:
    """The stems of the words that are new in `new`, in order."""
    return [one for op, text in redline(old, new) if op == "insert" for one in stems(text)]


def deleted(old: str, new: str) -> list[str]:
    """The stems of the words of `old` that are gone, in order."""
    return [one for op, text in redline(old, new) if op == "delete" for one in stems(text)]


def gone(old: str, new: str) -> tuple[str, ...]:
    """The stretches of `old` that are gone, as they are printed, without the signs around them."""
    stretches = (text.strip(" ,;:.\n") for op, text in redline(old, new) if op == "delete")
    return tuple(filter(None, stretches))


def came(old: str, new: str, wanted: Iterable[str]) -> tuple[str, ...]:
    """The stretches of `new` that are new there and hold one of the wanted stems, as they are printed."""
    look = set(wanted)
    stretches = (text.strip(" ,;:.\n") for op, text in redline(old, new) if op == "insert")
    return tuple(text for text in stretches if look & set(stems(text)))


def lost(old: str, new: str) -> list[str]:
    """The stems of `old` that are gone and came back nowhere in the change: what merely moved is not lost."""
    return list((Counter(deleted(old, new)) - Counter(inserted(old, new))).elements())
