"""An ask beside the two texts that it is judged by: the paragraph as it stood, and what it is now."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from soundingboard.model import Ask, Contribution, PlaceName
from soundingboard.passage.sentences import sentences_within
from soundingboard.trace.texts import Texts, Weigher, stems
from soundingboard.trace.wording import times

_QUOTED = re.compile(r"[“\"«„]\s*([^“”\"«»„]{3,})\s*[”\"»“]|‘([^‘’]{3,})’")
# "These words", without saying which: in the languages of the lexicons.
_POINTS = re.compile(
    r"\b(?:words?|wording|phrase|expression|terms?|mots|termes|formule|palabras|expresión|términos)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Asked:
    """An ask of draft `base_at` (places in the order of drafts), judged in the later draft `now_at`.

    `said` is its contribution, whose words around the ask tell what it means.
    """

    ask: Ask
    texts: Texts
    base_at: int
    now_at: int
    said: Contribution | None = None

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
        """The paragraphs as they stood when it was asked; of a section, its heading and all of it."""
        if (found := self._old_section) is not None:
            return self.texts.section_text(*found)
        return self.texts.text(self.base_at, self.base_eids)

    @cached_property
    def now(self) -> str:
        """The same in the later draft."""
        if self._old_section is not None and self.section:
            return self.texts.section_text(self.now_at, self.section)
        return self.texts.text(self.now_at, self.now_eids)

    @property
    def is_there(self) -> bool:
        """Whether anything of what it is about is in the later draft."""
        return bool(self.now_eids or (self._old_section is not None and self.section))

    @cached_property
    def _old_section(self) -> tuple[int, str] | None:
        target = self.ask.target
        at = self.texts.index(target.draft)
        if at is None or not target.section:
            return None
        there = target.section if at == self.base_at else self.texts.heading(at, target.section, self.base_at)
        return (self.base_at, there) if there else None

    @cached_property
    def original(self) -> str:
        """The paragraph in the draft that the ask names, which may be older than the one it was filed on."""
        at = self.texts.index(self.ask.target.draft)
        eid = self.ask.target.eid
        return self.texts.text(at, (eid,)) if at is not None and eid else ""

    @property
    def quote(self) -> str:
        """The words that ask."""
        return self.ask.quote.text if self.ask.quote else ""

    @cached_property
    def around(self) -> str:
        """The paragraph of the contribution in which it asks, and the reason that it gives."""
        text, span = (self.said.text if self.said else ""), self.ask.quote
        if not span or text[span.start : span.end] != span.text:
            return "\n".join(filter(None, (self.quote, self.ask.rationale)))
        start = text.rfind("\n", 0, span.start) + 1
        end = text.find("\n", span.end)
        return "\n".join(filter(None, (text[start : end if end >= 0 else None], self.ask.rationale)))

    @cached_property
    def named(self) -> tuple[str, ...]:
        """The words of the paragraph that the ask puts in quotation marks.

        Where it says "these words" and quotes none, those that are quoted around it.
        """
        there = stems(self.base)
        points = _POINTS.search(self.quote)
        for told in (self.quote, self.around) if points else (self.quote,):
            quoted = [(a or b).strip(" .,;:") for a, b in _QUOTED.findall(told)]
            if found := tuple(words for words in quoted if times(stems(words), there)):
                return found
        return ()

    @cached_property
    def meant(self) -> list[str]:
        """The telling stems of the paragraph that the ask names in its own words, or else those around it."""
        if self.is_foreign:
            return []
        there = dict.fromkeys(self.weigher.telling(stems(self.base)))
        for told in (self.quote, self.around):
            if found := [one for one in dict.fromkeys(stems(told)) if one in there]:
                return found
        return []

    @cached_property
    def focus(self) -> str:
        """The one sentence of the paragraph that it speaks of where that is plain, else the whole paragraph."""
        sentences = [self.base[a:b] for a, b in sentences_within(self.base, 0, len(self.base))]
        if len(sentences) < 2 or self.is_foreign:
            return self.base
        for said in (f"{self.quote}\n{self.ask.rationale or ''}", self.around):
            told = set(self.weigher.telling(stems(said)))
            hits = sorted((len(told & set(stems(one))), -n) for n, one in enumerate(sentences))
            if hits[-1][0] >= 2 and hits[-2][0] == 0:
                return sentences[-hits[-1][1]]
        return self.base

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
        spoken = self.said.language if self.said else None
        return spoken is not None and spoken[:2] != self.language[:2]

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
        said = " ".join(filter(None, (self.quote, self.ask.topic)))
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
