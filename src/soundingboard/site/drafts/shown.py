"""What readers see of drafts: the library's fragments, kept in memory while a comparison stands.

A comparison never changes (a new run makes a new one), so its pieces are made once for each language.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language

from soundingboard.model import Change, Device, Reference
from soundingboard.model import Draft as DraftRecord
from soundingboard.site.drafts.flags import keyed_flags
from soundingboard.site.drafts.models import Comparison, Draft, FlagVerdict
from soundingboard.write.html import fragments
from soundingboard.write.html.fragments import Fragment, Part, Verdict
from soundingboard.write.records import comparison_from_record, draft_from_record

Sections = tuple[tuple[str | None, tuple[tuple[str, str], ...]], ...]
Verdicts = frozenset[tuple[str, bool]]  # what people decided of flags: (key, whether it holds)


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag with what was decided of it (None: nothing yet)."""

    key: str
    device: Device
    decided: bool | None


@dataclass(frozen=True, slots=True)
class Text:
    """A draft as it is read: its sections, the contents with their strips, each paragraph by its eid."""

    parts: tuple[Part, ...]
    contents: str
    by_eid: Mapping[str, Fragment]
    old_by_eid: Mapping[str, Fragment]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class CleanText:
    """A draft without any marks: (heading or None, [(eid, words)]) for each section."""

    sections: Sections
    by_eid: Mapping[str, str]
    numbers: Mapping[str, str]


def compared(comparison: Comparison, old: Draft, new: Draft, verdicts: Verdicts = frozenset()) -> Text:
    """The new draft with what changed since the old one."""
    return _text(comparison.pk, old.process.slug, old.slug, new.slug, get_language() or "en", verdicts)


def sides(comparison: Comparison, old: Draft, new: Draft) -> Mapping[str, tuple[str, str]]:
    """For each change (by the anchor of its fragment) the old side and the new one."""
    return _sides(comparison.pk, old.process.slug, old.slug, new.slug, get_language() or "en")


def clean(draft: Draft) -> CleanText:
    """The draft as it stands."""
    return _clean(draft.pk, draft.version, draft.process.slug, draft.slug, get_language() or "en")


@lru_cache(maxsize=48)  # some 300 KB each: the pairs that people look at
def _text(pk: int, process: str, old: str, new: str, language: str, verdicts: Verdicts) -> Text:
    found = Comparison.objects.get(pk=pk)
    comparison = comparison_from_record(found.record())
    address = _Address(process, old, new)
    parts = fragments.parts(comparison, address, verdict=_verdict(verdicts))
    pieces = [piece for part in parts for piece in part.fragments]
    return Text(
        parts=parts,
        contents=fragments.contents_markup(comparison),
        by_eid={reference.eid: piece for piece in pieces for reference in piece.change.new},
        old_by_eid={reference.eid: piece for piece in pieces for reference in piece.change.old},
        changes=comparison.changes,
    )


@lru_cache(maxsize=16)
def _sides(pk: int, process: str, old: str, new: str, language: str) -> Mapping[str, tuple[str, str]]:
    comparison = comparison_from_record(Comparison.objects.get(pk=pk).record())
    address = _Address(process, old, new)
    text = _text(pk, process, old, new, language, frozenset())
    pieces = [piece for part in text.parts for piece in part.fragments]
    return {piece.anchor: fragments.sides(piece.change, comparison, address) for piece in pieces}


@lru_cache(maxsize=24)
def _clean(pk: int, version: int, process: str, slug: str, language: str) -> CleanText:
    draft = as_read(Draft.objects.get(pk=pk))
    address = _Address(process, slug, slug)
    words = {p.eid: fragments.clean(draft, p, address) for p in draft.paragraphs}
    numbers = {p.eid: p.number or p.eid for p in draft.paragraphs}
    return CleanText(in_sections(draft, words), words, numbers)


def in_sections(draft: DraftRecord, words: Mapping[str, str]) -> Sections:
    """The words of every paragraph, by its eid, under the headings of the draft."""
    sections: list[tuple[str | None, list[tuple[str, str]]]] = []
    headings = {heading.eid: heading for heading in draft.headings}
    current: str | None = ""
    for paragraph in draft.paragraphs:
        if not sections or paragraph.section != current:
            current = paragraph.section
            heading = headings.get(current or "")
            sections.append((f"{heading.number} {heading.text}".strip() if heading else None, []))
        sections[-1][1].append((paragraph.eid, words[paragraph.eid]))
    return tuple((head, tuple(rows)) for head, rows in sections)


def as_read(draft: Draft) -> DraftRecord:
    """The draft as the library knows it."""
    return draft_from_record(draft.record)


@dataclass(frozen=True, slots=True)
class _Address:
    """Where a paragraph of either draft has its page."""

    process: str
    old: str
    new: str

    def __call__(self, reference: Reference, is_new: bool) -> str:
        draft = self.new if is_new else self.old
        return reverse("paragraph", args=[self.process, draft, reference.eid])


def pairs(drafts: Sequence[Draft]) -> dict[tuple[int, int], Comparison]:
    """The comparisons between drafts of a chain, by the two ids (one query)."""
    ids = [draft.pk for draft in drafts]
    found = Comparison.objects.filter(old__in=ids, new__in=ids).defer("head")
    return {(one.old_id, one.new_id): one for one in found}


def verdicts(old: Draft, new: Draft) -> Verdicts:
    """What people decided of the flags between two drafts (one query)."""
    return frozenset(FlagVerdict.objects.filter(old=old, new=new).values_list("key", "confirmed"))


def all_verdicts(drafts: Sequence[Draft]) -> Mapping[tuple[int, int], Verdicts]:
    """What people decided of the flags between any two drafts of a chain (one query)."""
    ids = [draft.pk for draft in drafts]
    rows = FlagVerdict.objects.filter(old__in=ids, new__in=ids)
    found: defaultdict[tuple[int, int], set[tuple[str, bool]]] = defaultdict(set)
    for old, new, key, confirmed in rows.values_list("old_id", "new_id", "key", "confirmed"):
        found[old, new].add((key, confirmed))
    return {pair: frozenset(decided) for pair, decided in found.items()}


def flags_of(change: Change, decided: Verdicts) -> list[Flag]:
    """The flags of a change, each with what was decided of it."""
    known = dict(decided)
    return [Flag(key, device, known.get(key)) for key, device in keyed_flags(change)]


def _verdict(decided: Verdicts) -> Verdict | None:
    """What the library asks of each flag; nothing where nothing was decided."""
    known = dict(decided)
    if not known:
        return None

    def verdict(change: Change, device: Device) -> bool | None:
        return next((known.get(key) for key, one in keyed_flags(change) if one is device), None)

    return verdict
