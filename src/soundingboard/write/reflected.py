"""Reflections as a document: statements in the order of boards, evidence beside them, suggested wording by marks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, groupby

from soundingboard.amend import apply
from soundingboard.errors import InputError
from soundingboard.i18n import N_, _, ngettext
from soundingboard.model import Amendment, Draft, Reflection, ReflectionSection
from soundingboard.numbers import printed
from soundingboard.read.language import guess_language
from soundingboard.redline import redline
from soundingboard.reflect.bookmarks import of_file, of_made, of_section, of_wording
from soundingboard.reflect.prose import Stretch, parsed
from soundingboard.reflect.references import refers
from soundingboard.vocabulary import SectionKind
from soundingboard.write.paper import Block, Bullets, Grid, Heading, Line, Paper, Prose, Style, Words, words
from soundingboard.write.phrases import direction, draft_name, long_date

_HEADINGS: dict[SectionKind, str] = {
    "general": "",
    "retain": N_("Key aspects to retain in the next revision"),
    "welcome": N_("Welcome: strengthened and new"),
    "caution": N_("Caution: softened, deleted and missed"),
    "convergence": N_("Where stakeholders met, and where they did not"),
    "clarify": N_("Suggestions for clarification and additions"),
    "suggest": N_("Suggestions for clarification and additions"),
}
_POINTS: tuple[SectionKind, ...] = ("retain", "welcome", "caution", "convergence")  # points of a list
_POSITIONS = {"agrees": N_("agrees"), "dissents": N_("dissents"), "stands aside": N_("stands aside")}
_LOOKS: dict[str, Style] = {"equal": "plain", "delete": "delete", "insert": "insert"}


@dataclass(frozen=True, slots=True)
class Telling:
    """How much of the evidence is told in words."""

    most: int = 12  # records beside one statement; of more only the ids, as in the count of all contributions


TELLING = Telling()


@dataclass(slots=True)
class _Writer:
    """What the blocks are made from, and a number for each thing that the program itself writes."""

    drafts: Sequence[Draft]
    amendments: Mapping[str, Amendment]
    evidence: Mapping[str, str] | None
    language: str
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def made(self, text: str) -> str:
        """A name for what the program writes."""
        return of_made(next(self.numbers), text)


def reflections_paper(
    reflection: Reflection,
    drafts: Sequence[Draft],
    amendments: Sequence[Amendment] = (),
    evidence: Mapping[str, str] | None = None,
    author: str = "Soundingboard",
    language: str = "en",
) -> Paper:
    """Reflections as a paper. `drafts` are the one under review and those that it refers to, in any order.

    `evidence` gives for each record a line in words (`reflect.evidence_lines`) and is set beside the statement that
    rests on it; without it nothing is. `amendments` are those that sections suggest, their edits by marks. The names
    in the paper let a Word file of it come back (`reflect.returned`). `author` is whose the tracked changes are.
    """
    ordered = sorted(drafts, key=lambda draft: draft.name != reflection.draft)
    writer = _Writer(ordered, {one.id: one for one in amendments}, evidence, language)
    front = [
        long_date(reflection.date) if reflection.date else "",
        reflection.symbol or "",
        _on(ordered, reflection),
    ]
    front = [line for line in front if line]
    blocks = [*_sections(reflection, writer), *_signed(reflection, writer)]
    title = reflection.title or _("Reflections")
    return Paper(
        title, tuple(blocks), tuple(front), language, reflection.date, author, of_file(reflection, front)
    )


def _on(drafts: Sequence[Draft], reflection: Reflection) -> str:
    """Which text the reflections are on, with its symbol and date."""
    draft = next((one for one in drafts if one.name == reflection.draft), None)
    if draft is None:
        return _("On {draft}").format(draft=reflection.draft)
    facts = (draft.title, draft_name(draft), draft.symbol, long_date(draft.date) if draft.date else "")
    return _("On {draft}").format(draft=", ".join(fact for fact in facts if fact))


def _sections(reflection: Reflection, writer: _Writer) -> Iterator[Block]:
    for heading, run in groupby(reflection.sections, key=lambda section: _HEADINGS[section.kind]):
        if heading:
            yield Heading(1, words(_(heading)), writer.made(_(heading)))
        for topic, some in groupby(run, key=_topic):
            sections = list(some)
            if topic is not None:
                text = _on_topic(topic, sections, writer)
                yield Heading(2, words(text), writer.made(text))
            for section in sections:
                yield from _section(section, writer)


def _topic(section: ReflectionSection) -> str | None:
    """The topic whose heading a section stands under; None where it begins with its topic itself."""
    return section.topic if section.kind in ("clarify", "suggest") else None


def _on_topic(topic: str, sections: Sequence[ReflectionSection], writer: _Writer) -> str:
    places = refers([ref for section in sections for ref in section.refs], writer.drafts)
    head = _("On {topic} ({places})") if places else _("On {topic}")
    return head.format(topic=topic, places=places)


def _section(section: ReflectionSection, writer: _Writer) -> Iterator[Block]:
    name = of_section(section.id)
    stretches = list(parsed(section.text))
    if section.kind in _POINTS and stretches and stretches[0].kind == "paragraph":
        yield Bullets((Prose(_line(stretches.pop(0), writer), name=name),))
    for kind, run in groupby(stretches, key=lambda one: one.kind):
        yield from _stretches(kind, list(run), name, writer)
    for amendment in section.amendments:
        if amendment in writer.amendments:
            yield _wording(writer.amendments[amendment], writer)
    yield from _evidence(section, writer)


def _stretches(kind: str, run: Sequence[Stretch], name: str, writer: _Writer) -> Iterator[Block]:
    lines = [_line(one, writer) for one in run]
    if kind in ("item", "number"):
        yield Bullets(tuple(Prose(line, name=name) for line in lines), kind == "number")
    for one, line in zip(run, lines, strict=True):
        if kind == "heading":
            yield Heading(max(one.level, 2), line, name)
        elif kind in ("paragraph", "quote"):
            yield Prose(line, "quote" if kind == "quote" else "plain", name)


def _line(stretch: Stretch, writer: _Writer) -> Line:
    """The pieces as words; a quotation from right to left, or wholly in another language, says so."""
    language = guess_language(stretch.text) if stretch.kind == "quote" else None
    # Names that stand behind the words of a quotation are in the language of the paper: only a script tells.
    told = language if language and direction(language) != direction(writer.language) else None
    return tuple(Words(one.text, one.look, one.address, told) for one in stretch.pieces)


# --- wording ----------------------------------------------------------------------------------------------


def _wording(amendment: Amendment, writer: _Writer) -> Prose:
    """The paragraph with what is suggested by marks; its number before it."""
    draft = next((one for one in writer.drafts if one.name == amendment.draft), None)
    paragraph = next((one for one in draft.paragraphs if one.eid == amendment.eid), None) if draft else None
    text = paragraph.text if paragraph else None
    line = [*_marked(amendment, text)]
    if paragraph:
        label = paragraph.label or printed(paragraph.number) or paragraph.number
        line.insert(0, Words(f"{label} "))
    accepted = "".join(one.text for one in line if one.style != "delete")
    return Prose(tuple(line), "wording", of_wording(next(writer.numbers), amendment.id, accepted))


def _marked(amendment: Amendment, text: str | None) -> Iterator[Words]:
    old, new = amendment.old, amendment.new
    if text is not None:
        try:
            old, new = text, apply(amendment, text)
        except InputError:
            text = None  # its words are not in this draft: shown by themselves
    if old is None:
        yield Words(new, "insert")
        return
    for op, part in redline(old, new):
        yield Words(part, _LOOKS[op])


# --- evidence and positions -------------------------------------------------------------------------------


def _evidence(section: ReflectionSection, writer: _Writer) -> Iterator[Block]:
    """The records that a statement rests on, but for wording, which stands there itself, and whole drafts."""
    names = [name for name in section.evidence if not name.startswith(("amendment:", "draft:"))]
    if writer.evidence is None or not names:
        return
    n = len(names)
    form = ngettext("Evidence, {n} record: {records}", "Evidence, {n} records: {records}", n)
    text = form.format(n=n, records="; ".join(_records(names, writer.evidence)))
    yield Prose(words(text), "evidence", writer.made(text))


def _records(names: Sequence[str], evidence: Mapping[str, str]) -> Iterator[str]:
    """Each record by its id and line; those of one line together, and of many the ids alone."""
    by_line: dict[str, list[str]] = {}
    for name in names:
        line = evidence.get(name, "") if len(names) <= TELLING.most else ""
        by_line.setdefault(line, []).append(name.partition(":")[2] or name)
    for line, ids in by_line.items():
        yield f"{', '.join(ids)} – {line}" if line else ", ".join(ids)


def _signed(reflection: Reflection, writer: _Writer) -> Iterator[Block]:
    """Where the members stand; a dissent with its reason."""
    if not reflection.signed:
        return
    heading = _("Where members stand")
    yield Heading(1, words(heading), writer.made(heading))
    caption, columns = _("Positions of members"), (_("Member"), _("Position"), _("Reason"))
    rows = [(one.member, _(_POSITIONS[one.position]), one.reason or "") for one in reflection.signed]
    text = "".join([caption, *columns, *(cell for row in rows for cell in row)])
    lines = tuple(tuple(words(cell) for cell in row) for row in rows)
    yield Grid(caption, columns, lines, name=writer.made(text))
