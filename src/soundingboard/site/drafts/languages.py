"""A draft in another language, laid beside it: which paragraph is which, by its eid or else its number."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from soundingboard.model import Draft as DraftRecord
from soundingboard.read.language import guess_language
from soundingboard.site.drafts.models import Draft, LanguageVersion
from soundingboard.write.records import draft_from_record

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph of the draft with the same one of the version, if it has it."""

    paragraph: Record
    other: Record | None


@dataclass(frozen=True, slots=True)
class Laid:
    """`pairs`: every paragraph of the draft; `more`: paragraphs of the version that the draft does not have."""

    pairs: Sequence[Pair]
    more: Sequence[Record]

    @property
    def missing(self) -> list[str]:
        """The paragraphs of the draft that the version does not have, as they are cited."""
        return [cited(pair.paragraph) for pair in self.pairs if pair.other is None]

    @property
    def added(self) -> list[str]:
        """The paragraphs of the version that the draft does not have, as they are cited."""
        return [cited(paragraph) for paragraph in self.more]

    @property
    def n_same(self) -> int:
        return sum(pair.other is not None for pair in self.pairs)

    @property
    def fits(self) -> bool:
        return not self.more and self.n_same == len(self.pairs)

    @property
    def names(self) -> dict[str, str]:
        """For each paragraph of the version that the draft has too: its eid there, and the draft's own."""
        return {pair.other["eid"]: pair.paragraph["eid"] for pair in self.pairs if pair.other}


def laid_beside(draft: Record, version: Record) -> Laid:
    """Lay a version beside its draft (both interchange records).

    First by eid; then by number, where both have just one paragraph of it left. Nothing is matched by likeness.
    """
    there = {paragraph["eid"]: paragraph for paragraph in version["paragraphs"]}
    same = {p["eid"]: there.pop(p["eid"]) for p in draft["paragraphs"] if p["eid"] in there}
    left = [p for p in draft["paragraphs"] if p["eid"] not in same]
    numbers, own = _single(there.values()), _single(left)
    for number in numbers.keys() & own.keys():
        found = numbers[number]
        same[own[number]["eid"]] = there.pop(found["eid"])
    pairs = tuple(Pair(p, same.get(p["eid"])) for p in draft["paragraphs"])
    return Laid(pairs, tuple(there.values()))


def _single(paragraphs: Iterable[Record]) -> dict[str, Record]:
    """The paragraphs whose number is no other's, by it."""
    known = list(paragraphs)
    often = Counter(str(p.get("number") or "") for p in known)
    return {p["number"]: p for p in known if p.get("number") and often[p["number"]] == 1}


def cited(paragraph: Record) -> str:
    return str(paragraph.get("number") or paragraph["eid"])


def language_read(version: LanguageVersion) -> str:
    """The language that the words of a version are in, where that is plainly another one than was said."""
    text = "\n".join(paragraph["text"] for paragraph in version.record["paragraphs"])
    found = guess_language(text)
    return found if found and found != primary(version.language) else ""


def primary(language: str) -> str:
    """The language itself, without script and country: `pt` of `pt-BR`."""
    return language.partition("-")[0].lower()


def in_order_of(draft: Draft, version: LanguageVersion) -> DraftRecord:
    """A version with the draft's own paragraphs in the draft's order; one that it does not have is without words."""
    laid = laid_beside(draft.record, version.record)
    words = {pair.paragraph["eid"]: pair.other for pair in laid.pairs if pair.other}
    read, own = draft_from_record(dict(draft.record)), draft_from_record(dict(version.record))
    titles = {heading.eid: heading.text for heading in own.headings}
    return replace(
        own,
        language=version.language,
        headings=tuple(replace(one, text=titles.get(one.eid, "")) for one in read.headings),
        paragraphs=tuple(
            replace(one, text=words[one.eid]["text"] if one.eid in words else "", notes=(), runs=None)
            for one in read.paragraphs
        ),
    )


def as_it_reads(draft: Draft, version: LanguageVersion) -> DraftRecord:
    """A version as it was read, its paragraphs under the draft's own eids, so that both have the same addresses."""
    names = laid_beside(draft.record, version.record).names
    own = draft_from_record(dict(version.record))
    paragraphs = tuple(
        replace(
            one, eid=names.get(one.eid, one.eid), parent=names.get(one.parent or "", one.parent or "") or None
        )
        for one in own.paragraphs
    )
    return replace(own, language=version.language, paragraphs=paragraphs)
