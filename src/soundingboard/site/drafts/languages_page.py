"""A draft in another language: what the secretariat sees of a version, and what readers do."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from soundingboard.model import Reference
from soundingboard.site.drafts.languages import Laid, Record, as_it_reads, laid_beside, language_read
from soundingboard.site.drafts.models import WAITING, Draft, LanguageVersion, VersionState, name_of
from soundingboard.site.drafts.publishing_page import is_stopped
from soundingboard.site.drafts.shown import in_sections
from soundingboard.write.html import fragments


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One version in the list of a draft."""

    version: LanguageVersion
    state: str


@dataclass(frozen=True, slots=True)
class DeskPage:
    """A version beside its draft. `laid` is None until it was read; `reads_as`: the language that it seems to be in."""

    version: LanguageVersion
    is_stuck: bool
    laid: Laid | None = None
    reads_as: str = ""
    stands: LanguageVersion | None = None  # the one that stands now, when this one waits to replace it
    may_take_back: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the paragraphs under it; the markup is the library's."""

    heading: str | None
    paragraphs: Sequence[SafeString]


@dataclass(frozen=True, slots=True)
class ReadersPage:
    """A draft in another language as it is read; `missing` and `added` as in `Laid`."""

    version: LanguageVersion
    title: str
    sections: Sequence[Section]
    missing: Sequence[Record]
    added: Sequence[str]


def desk_rows(draft: Draft) -> list[DeskRow]:
    """Every version of a draft that stands or waits."""
    rows = draft.language_versions.exclude(state=VersionState.REPLACED).light()
    return [DeskRow(version, _state_words(version)) for version in rows]


def _state_words(version: LanguageVersion) -> str:
    if version.state == VersionState.RECEIVED and is_stopped(version.asked, version.task):
        return _("stopped while it was read; open it to read it again")
    return str(version.get_state_display())


def desk_version(draft: Draft, language: str) -> LanguageVersion | None:
    """The version in a language that the desk works on: the one that waits, else the one that stands."""
    found = draft.language_versions.filter(language=language).exclude(state=VersionState.REPLACED)
    waiting = [version for version in found if version.state in WAITING]
    version = next(iter(waiting), None) or found.first()
    if version:
        version.draft = draft
    return version


def desk_page(version: LanguageVersion) -> DeskPage:
    """A version beside its draft, for the secretariat."""
    is_read = version.state in (VersionState.READ, VersionState.KEPT)
    reads_as = language_read(version) if is_read else ""
    kept = version.draft.language_versions.kept().light().filter(language=version.language)
    return DeskPage(
        version=version,
        is_stuck=version.state == VersionState.RECEIVED and is_stopped(version.asked, version.task),
        laid=laid_beside(version.draft.record, version.record) if is_read else None,
        reads_as=name_of(reads_as) if reads_as else "",
        stands=kept.exclude(pk=version.pk).first(),
        may_take_back=version.state in WAITING or not version.draft.is_out,
    )


def readers_page(draft: Draft, version: LanguageVersion) -> ReadersPage:
    """A draft in another language; each number leads to the paragraph's own page."""
    read, laid = as_it_reads(draft, version), laid_beside(draft.record, version.record)
    address = _Address(reverse("draft", args=[draft.process.slug, draft.slug]), set(laid.names.values()))
    words = {p.eid: fragments.clean(read, p, address) for p in read.paragraphs}
    sections = [
        Section(heading, [mark_safe(markup) for _eid, markup in rows])  # noqa: S308 (the library's)
        for heading, rows in in_sections(read, words)
    ]
    missing = [pair.paragraph for pair in laid.pairs if pair.other is None]
    return ReadersPage(version, read.title, sections, missing, laid.added)


@dataclass(frozen=True, slots=True)
class _Address:
    """Where a paragraph of the draft has its page; one that the draft does not have has none of its own."""

    base: str
    eids: set[str]

    def __call__(self, reference: Reference, is_new: bool) -> str:
        return f"{self.base}{reference.eid}/" if reference.eid in self.eids else f"#{reference.eid}"
