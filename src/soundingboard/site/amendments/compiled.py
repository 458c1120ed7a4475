"""The compilation text of a draft: a page to read, and files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from soundingboard.amend import Alternative, Compilation, CompiledParagraph, Piece
from soundingboard.model import Run
from soundingboard.site.amendments import reading, records, worded
from soundingboard.site.amendments.models import Amendment
from soundingboard.site.drafts.models import Draft
from soundingboard.write.compiled import attribution, compilation_paper, compilation_record
from soundingboard.write.html import fragments
from soundingboard.write.papers import MEDIA_TYPES, to_file
from soundingboard.write.records import dumps

FORMS = {form: MEDIA_TYPES[form] for form in ("docx", "pdf", "md")} | {"json": "application/json"}


@dataclass(frozen=True, slots=True)
class Option:
    """One way to change a stretch, as the page shows it."""

    runs: Sequence[tuple[str, str]]
    proposers: Sequence[tuple[str, Amendment]]
    support: str  # who else stands for and against it, in words
    number: int
    deletes: bool
    redline: SafeString


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a paragraph; without options it stays as it stands, with them blanks may stand around these."""

    text: str
    options: Sequence[Option] = ()
    is_apart_before: bool = False
    is_apart_after: bool = False

    @property
    def collides(self) -> bool:
        return len(self.options) > 1


@dataclass(frozen=True, slots=True)
class Section:
    """A heading ("" where there is none) and the paragraphs under it."""

    heading: str
    eid: str
    paragraphs: Sequence[tuple[CompiledParagraph, Sequence[Stretch]]]


@dataclass(frozen=True, slots=True)
class CompilationPage:
    draft: Draft
    sections: Sequence[Section]
    found: Compilation
    by_name: Mapping[str, Amendment]
    open_only: bool

    @property
    def n(self) -> int:
        return len(self.by_name)

    @property
    def touched(self) -> int:
        """How many paragraphs have proposals, new ones among them."""
        return sum(one.is_open for one in self.found.paragraphs)


def compile_draft(draft: Draft, open_only: bool) -> tuple[Compilation, dict[str, Amendment]]:
    """The compilation text, and its proposals by name (two queries)."""
    rows = list(Amendment.objects.standing(draft.process).filter(draft=draft))
    return worded.compiled(draft, rows, reading.support(draft), open_only), {one.name: one for one in rows}


def compilation_page(draft: Draft, open_only: bool) -> CompilationPage:
    """The compilation text as a page."""
    found, by_name = compile_draft(draft, open_only)
    headings = {one.eid: one for one in found.draft.headings}
    section_of = {one.eid: one.section for one in found.draft.paragraphs}
    sections: list[Section] = []
    current: str | None = ""
    for paragraph in found.paragraphs:
        eid = section_of.get(paragraph.eid or "") if not paragraph.is_new else current
        if not sections or eid != current:
            current = eid
            heading = headings.get(eid or "")
            text = f"{heading.number} {heading.text}".strip() if heading else ""
            sections.append(Section(text, heading.eid if heading else "", []))
        stretches = [_stretch(piece, by_name, draft.language) for piece in paragraph.pieces]
        sections[-1].paragraphs.append((paragraph, stretches))  # type: ignore[attr-defined]
    return CompilationPage(draft, sections, found, by_name, open_only)


def _stretch(piece: Piece, by_name: Mapping[str, Amendment], language: str) -> Stretch:
    runs = [one.runs for one in piece.alternatives if one.runs]
    return Stretch(
        piece.text,
        [_option(one, by_name, language) for one in piece.alternatives],
        any(each[0][1][:1].isspace() for each in runs),
        any(each[-1][1][-1:].isspace() for each in runs),
    )


def _option(one: Alternative, by_name: Mapping[str, Amendment], language: str) -> Option:
    return Option(
        runs=list(_apart(one.runs)),
        proposers=[
            (records.whose(by_name[name]), by_name[name]) for name in one.amendments if name in by_name
        ],
        support=attribution(replace(one, by=())),
        number=one.number,
        deletes=one.deletes,
        redline=mark_safe(fragments.inline(one.runs, language)),  # noqa: S308 (the library's)
    )


def _apart(runs: Sequence[Run]) -> Iterator[Run]:
    """Runs inside brackets: no blank at the edges, one between what is struck and what stands in its place."""
    for n, (op, text) in enumerate(runs):
        replaces = op == "insert" and n > 0 and runs[n - 1][0] == "delete"
        if n == 0 or replaces:
            text = text.lstrip()
        if n + 1 == len(runs) or (op == "delete" and runs[n + 1][0] == "insert"):
            text = text.rstrip()
        if replaces and runs[n - 1][1].strip():
            yield "equal", " "
        yield op, text


def compilation_file(draft: Draft, form: str, open_only: bool) -> bytes:
    """The compilation text as one of `FORMS`; the same proposals give the same bytes."""
    found, _by_name = compile_draft(draft, open_only)
    if form == "json":
        return dumps(_record(draft, found)).encode()
    return to_file(compilation_paper(found), form)


def _record(draft: Draft, found: Compilation) -> dict[str, Any]:
    return {"format": "soundingboard/1", "process": draft.process.slug, **compilation_record(found)}
