"""An ask beside the two texts that it is judged by: the paragraph as it stood, and what it is now."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from soundingboard.model import Ask, PlaceName
from soundingboard.trace.texts import Texts, Weigher, stems

_QUOTED = re.compile(r"[“\"«„]\s*([^“”\"«»„]{3,})\s*[”\"»“]|‘([^‘’]{3,})’")


@dataclass(frozen=True)
class Asked:
    """An ask of draft `base_at` (places in the order of drafts), judged in the later draft `now_at`.

    `told` is the text of the contribution about it: the quotation, and its reason. `language`: of the drafts.
    """

    ask: Ask
    texts: Texts
    base_at: int
    now_at: int
    spoken: str | None  # the language of the contribution

    @cached_property
    def base_eids(self) -> tuple[str, ...]:
        """The paragraphs that it is about, in the draft that it was filed on."""
        target = self.ask.target
        at = self.texts.index(target.draft)
        if at is None or not target.eid or not self.texts.has(at, target.eid):
            return ()
        return (target.eid,) if at == self.base_at else self.texts.walked(at, target.eid, self.base_at)

    @cached_property
    def now_eids(self) -> tuple[str, ...]:
        """What those became in the later draft, text that came back included."""
        target = self.ask.target
        at = self.texts.index(target.draft)
        if at is None or not target.eid:
            return ()
        return self.texts.walked(at, target.eid, self.now_at)

    @cached_property
    def base(self) -> str:
        return self.texts.text(self.base_at, self.base_eids)

    @cached_property
    def now(self) -> str:
        return self.texts.text(self.now_at, self.now_eids)

    @cached_property
    def original(self) -> str:
        """The paragraph in the draft that the ask names, which may be older than the one it was filed on."""
        at = self.texts.index(self.ask.target.draft)
        eid = self.ask.target.eid
        return self.texts.text(at, (eid,)) if at is not None and eid else ""

    @cached_property
    def named(self) -> tuple[str, ...]:
        """The words that the ask puts in quotation marks."""
        said = self.ask.quote.text if self.ask.quote else ""
        return tuple((a or b).strip(" .,;:") for a, b in _QUOTED.findall(said))

    @cached_property
    def section(self) -> str | None:
        """The heading in the later draft under which the ask would have something."""
        target = self.ask.target
        at = self.texts.index(target.draft)
        if target.section and at is not None:
            return self.texts.heading(at, target.section, self.now_at)
        return self.texts.section(self.now_at, self.now_eids[0]) if self.now_eids else None

    @property
    def language(self) -> str:
        return self.texts.drafts[self.now_at].language

    @property
    def is_foreign(self) -> bool:
        """Whether its words cannot be looked for in the draft: they are of another language."""
        return bool(self.spoken) and (self.spoken or "")[:2] != self.language[:2]

    @property
    def new(self) -> str:
        return self.texts.names[self.now_at]

    @property
    def weigher(self) -> Weigher:
        return self.texts.weigher(self.base_at)

    @property
    def where(self) -> PlaceName | None:
        return PlaceName(self.new, self.now_eids[0]) if self.now_eids else None

    @cached_property
    def wishes(self) -> list[str]:
        """The telling stems of what it says, without those that the paragraph has already."""
        said = " ".join(filter(None, (self.ask.quote.text if self.ask.quote else "", self.ask.topic)))
        known = set(stems(self.base))
        return [one for one in self.weigher.telling(dict.fromkeys(stems(said))) if one not in known]

    def best_fresh(self, wanted: Sequence[str], besides: Sequence[str] = ()) -> tuple[str | None, float]:
        """The paragraph whose new words hold most of the wanted ones by weight, and how much."""
        fresh = self.texts.fresh(self.base_at, self.now_at)
        shares = {
            eid: self.weigher.share(wanted, came)
            for eid, came in fresh.items()
            if came and eid not in besides
        }
        if not shares or not wanted:
            return None, 0.0
        best = max(shares, key=lambda eid: shares[eid])
        return best, shares[best]
