"""Which places of a draft an ask is about: what it cites, else what was spoken of before it, else what is alike."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from soundingboard.model import Citation, Concordance, Draft, Heading, Target
from soundingboard.numbers import eid_for
from soundingboard.vocabulary import SECTION_UNITS, Basis

if TYPE_CHECKING:
    from soundingboard.link import Index


@dataclass(frozen=True, slots=True)
class PlaceThresholds:
    """When words of a draft are taken for those of another version."""

    version: float = (
        60.0  # percent alike (rapidfuzz ratio): what is left of a paragraph that was half rewritten
    )


@dataclass(frozen=True)
class Drafts:
    """The drafts at hand, oldest first; the last one is under review. `name` is what a contribution calls that one."""

    all: tuple[Draft, ...] = ()
    record: Concordance | None = None
    name: str | None = None
    index: "Index | None" = None
    _earlier: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def draft(self) -> Draft | None:
        return self.all[-1] if self.all else None

    def text_of(self, target: Target) -> str | None:
        """The text of the paragraph that a target names, where it is at hand."""
        drafts = [d for d in self.all if d.name == target.draft]
        found = [p.text for d in drafts for p in d.paragraphs if p.eid == target.eid]
        return found[0] if found else None

    def earlier(self, target: Target) -> tuple[str, ...]:
        """The texts of a paragraph of the draft under review in the drafts before it, newest first."""
        text = self.text_of(target)
        if text is None or not target.eid or not self.draft or target.draft != self.draft.name:
            return ()
        if target.eid not in self._earlier:
            versions = (_most_alike(text, draft) for draft in reversed(self.all[:-1]))
            self._earlier[target.eid] = tuple(version for version in versions if version)
        return self._earlier[target.eid]

    def places(self, citations: Iterable[Citation]) -> tuple[Target, ...]:
        """What citations name: paragraphs, or where they name none a section. Other documents are left out."""
        own = [citation for citation in citations if citation.document is None]
        paragraphs = [
            t for citation in own if citation.unit not in SECTION_UNITS for t in self._cited(citation)
        ]
        sections = [t for citation in own if citation.unit in SECTION_UNITS for t in self._section(citation)]
        return tuple(dict.fromkeys(paragraphs or sections))

    def _cited(self, citation: Citation) -> list[Target]:
        if not self.all:
            kind = "preambular" if citation.unit == "preambular" else "operative"
            draft = citation.draft or self.name
            return [Target(draft=draft, eid=eid_for(number, kind)) for number in citation.numbers]
        from soundingboard.cite import resolve

        found = resolve(citation, self.all, self.record)
        gone = found.gone or (found.cited if not found.places else ())
        return [Target(draft=place.draft, eid=place.eid) for place in (*found.places, *gone)]

    def _section(self, citation: Citation) -> list[Target]:
        if not self.draft:
            return [Target(topic=citation.text)]
        found = (_heading(number, citation.unit, self.draft) for number in citation.numbers)
        return [Target(draft=self.draft.name, section=heading.eid) for heading in found if heading]

    def alike(self, words: str, language: str | None) -> tuple[Target, Basis, float] | None:
        """What `words` speak of by quotation or by likeness, where that is sure; how, and how sure."""
        if self.index is None or self.draft is None:
            return None
        from soundingboard.link import link

        for one in link(words, self.index, 1, language):
            if one.sure and one.basis != "number":
                return Target(draft=self.index.draft.name, eid=one.eid), one.basis, one.score
        return None


def _most_alike(text: str, draft: Draft) -> str | None:
    from rapidfuzz import fuzz, process

    texts = [paragraph.text for paragraph in draft.paragraphs]
    found = process.extractOne(text, texts, scorer=fuzz.ratio, score_cutoff=PlaceThresholds().version)
    return texts[found[2]] if found else None


def _heading(number: str, unit: str, draft: Draft) -> Heading | None:
    wanted = number.strip(".").casefold()
    named = re.compile(rf"{unit}\s+{re.escape(wanted)}\b", re.IGNORECASE)
    for heading in draft.headings:
        if heading.number.strip(".").casefold() == wanted or named.match(heading.text):
            return heading
    return None


def normal(words: str) -> str:
    """Words as they are compared: one kind of quotation mark and blank, small letters."""
    unified = re.sub(r"[“”„«»\"‘’']", "'", words)
    return re.sub(r"\s+", " ", unified).strip(" .,;:'").casefold()


def kept_or_gone(drafts: Drafts, target: Target, quotes: Sequence[str]) -> str | None:
    """Whether quoted words stand in the paragraph ("kept"), or stood in it in an earlier draft ("gone")."""
    text = drafts.text_of(target)
    words = [normal(quote) for quote in quotes if normal(quote)]
    if text is None or not words:
        return None
    if all(word in normal(text) for word in words):
        return "kept"
    if any(all(word in normal(version) for word in words) for version in drafts.earlier(target)):
        return "gone"
    return None
