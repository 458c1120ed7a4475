"""The records of the interchange format, as frozen dataclasses; `None` and empty tuples mean "none"."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from soundingboard.vocabulary import (
    NOT_STATED,
    About,
    AmendmentState,
    AskKind,
    Basis,
    ChangeKind,
    Effect,
    EvidenceKind,
    Op,
    Outcome,
    Position,
    SectionKind,
    Stance,
    Unit,
    Visibility,
)

Run = tuple[Op, str]  # ("equal" | "delete" | "insert", text)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its mark, where in the paragraph's text the mark stood (characters), its text."""

    mark: str
    offset: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """One block as a reader found it, before numbering is understood.

    `role` is heading, paragraph, item (a list entry), row (of a table) or title. `label` is a number that
    the file generates and does not spell out (Word or HTML lists); typed numbers are still in `text`.
    `level` is the heading level or the nesting of a list or indent, from 1; 0 when it has none.
    """

    role: str
    text: str
    label: str = ""
    level: int = 0
    notes: tuple[Note, ...] = ()
    runs: tuple[Run, ...] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader made of a file: blocks in reading order, and what it could tell about the whole."""

    blocks: tuple[Block, ...]
    title: str = ""
    language: str | None = None
    date: str | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a draft came from: file name, SHA-256 of its bytes (hex), address."""

    file: str | None = None
    sha256: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading; `number` as printed without its full stop ("B"), `level` from 1."""

    eid: str
    number: str
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A unit of a draft that can be cited; see interchange: Draft."""

    eid: str
    number: str
    text: str
    label: str = ""
    kind: str = "operative"
    parent: str | None = None
    section: str | None = None
    status: str | None = None
    notes: tuple[Note, ...] = ()
    runs: tuple[Run, ...] | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One revision of a text."""

    title: str = ""
    stage: str | None = None
    label: str | None = None
    symbol: str | None = None
    language: str = "en"
    date: str | None = None
    visibility: Visibility = "public"
    numbering: str = "printed"  # or "position": nothing was printed, so a change of number means nothing
    source: Source = Source()
    notices: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()

    @property
    def name(self) -> str:
        """How a record names this draft: by its stage, else its label, else its file."""
        return self.stage or self.label or self.source.file or "draft"


@dataclass(frozen=True, slots=True)
class Reference:
    """A paragraph (or heading) of a draft as a change names it; `index` is its place there, from 0."""

    eid: str
    number: str
    label: str = ""
    kind: str = "operative"
    section: str | None = None
    parent: str | None = None
    status: str | None = None
    index: int = 0
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one side of a change: character offsets in that side's text, and the words."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Device:
    """A wording device: what kind, which way it works, the words on both sides, the rule and its source."""

    device: str
    effect: Effect
    old: Span | None
    new: Span | None
    rule: str
    source: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Deleted words of a change that stand in another paragraph (`eid`) of the new draft."""

    text: str
    eid: str
    number: str


@dataclass(frozen=True, slots=True)
class Reinstated:
    """The paragraph of an earlier draft whose text came back."""

    draft: str
    eid: str
    number: str


@dataclass(frozen=True, slots=True)
class NoteChange:
    """A footnote of a change: its marks in both drafts (empty where it is not), and its redline."""

    old_mark: str
    new_mark: str
    redline: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of paragraphs between two drafts; see interchange: Comparison."""

    id: str
    kind: ChangeKind
    old: tuple[Reference, ...]
    new: tuple[Reference, ...]
    redline: tuple[Run, ...]
    moved: bool = False
    renumbered: bool = False
    score: float | None = None
    devices: tuple[Device, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    reinstates: Reinstated | None = None
    notes: tuple[NoteChange, ...] = ()
    reason: str | None = None
    given: bool = False  # a person said so; nothing here was inferred but the words


@dataclass(frozen=True, slots=True)
class GivenLink:
    """A person's word that these paragraphs (eids) became those; no `new`: they ended, no `old`: they are new."""

    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two drafts (without their paragraphs) and every change between them, in the order of the new one."""

    old: Draft
    new: Draft
    changes: tuple[Change, ...]
    headings: tuple[Change, ...] = ()
    summary: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph of a named draft; names are unique in a concordance."""

    draft: str
    eid: str
    number: str


@dataclass(frozen=True, slots=True)
class Edge:
    """One paragraph became (part of) another; `kind` is that of the change, or "reinstated" across drafts."""

    old: Place
    new: Place
    kind: str
    score: float | None
    moved: bool = False
    renumbered: bool = False


@dataclass(frozen=True, slots=True)
class Concordance:
    """Paragraphs of drafts in order, and the edges between them; lives are walked along edges, never stored."""

    drafts: tuple[Draft, ...]
    names: tuple[str, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A term and how often it stands in each draft, in the order of the drafts."""

    term: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TermTable:
    """How often terms stand in each of several drafts; `words` counts all the words of each."""

    names: tuple[str, ...]
    words: tuple[int, ...]
    terms: tuple[Term, ...]
    labels: tuple[str, ...] = ()  # what people call the drafts; empty where a draft bears none
    title: str = ""  # of the last draft


@dataclass(frozen=True, slots=True)
class Contribution:
    """What someone said, by whatever channel; see interchange: Contribution.

    `as_written` keeps what a file said where the process has no such word ("stakeholder_group": "NGOs"); the field
    itself then has its careful value: "not stated", "confidential", or none.
    """

    id: str
    text: str
    kind: str = "submission"
    date: str | None = None
    draft: str | None = None
    language: str | None = None
    channel: str = "upload"
    participant: str | None = None
    organisation: str | None = None
    organisation_verified: bool = False
    stakeholder_group: str = NOT_STATED
    regional_group: str = NOT_STATED
    country: str | None = None
    groupings: tuple[str, ...] = ()
    event: str | None = None
    heard_or_observed: str | None = None
    permission: str = "organisation"
    supersedes: str | None = None
    as_written: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a contribution's text that makes one point: offsets in characters, the words, their language."""

    start: int
    end: int
    text: str
    language: str | None = None
    heading: str = ""  # what stood above it; it is not in `text`


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a text that names paragraphs by number; see interchange: `soundingboard cite`."""

    start: int
    end: int
    text: str
    numbers: tuple[str, ...]
    unit: Unit = "paragraph"
    document: str | None = None
    draft: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A paragraph that words of a contribution (`start`, `end`) speak of; see interchange: `soundingboard link`.

    `words` carried it, best first. `margin` is how far it leads the next best, as a share of its score; `lead` is a
    measure of confidence that orders answers, and `sure` says whether it is enough to believe it unread.
    """

    eid: str
    number: str
    basis: Basis
    score: float
    start: int
    end: int
    words: tuple[str, ...] = ()
    margin: float = 0.0
    lead: float = 0.0
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """What an ask is about; exactly one of the names is given, or `whole`. `draft` names the draft of an eid."""

    draft: str | None = None
    eid: str | None = None
    section: str | None = None
    topic: str | None = None
    change: str | None = None
    amendment: str | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Proposed:
    """Wording that an ask proposes; `old` is None where the ask does not tell what it would replace."""

    old: str | None
    new: str


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that a contribution asks of one place; see interchange: Ask.

    Asks that one statement makes of several paragraphs share its `statement`, so that it can be counted once.
    `topic` is what the statement speaks about, in its own words; `words` are what told its kind.
    """

    id: str
    contribution: str
    kind: AskKind
    stance: Stance
    about: About
    target: Target
    quote: Span | None = None
    proposed: Proposed | None = None
    rationale: str | None = None
    basis: Basis = "number"
    score: float | None = None
    confirmed_by: str | None = None
    statement: str | None = None
    topic: str | None = None
    words: tuple[str, ...] = ()
    sure: bool = False


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A paragraph or heading of a draft, by the names of both."""

    draft: str
    eid: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A named set of paragraphs or terms, or neither; a suggestion until somebody confirmed it."""

    id: str
    label: str
    paragraphs: tuple[PlaceName, ...] = ()
    terms: tuple[str, ...] = ()
    confirmed_by: str | None = None
    basis: tuple[str, ...] = ()  # what suggested it: "heading", "terms", "co-citation"


@dataclass(frozen=True, slots=True)
class Amendment:
    """Proposed wording for one paragraph; see interchange: Amendment.

    `old` and `new` are the whole paragraph before and after, or only the words that change. `old` is None where the
    proposal does not tell it. `anchor` is where the words stand in the paragraph (characters); `notices` say what had
    to be inferred. No `eid`: a new paragraph. An empty `new` deletes.
    """

    id: str
    draft: str
    eid: str | None
    old: str | None
    new: str
    by: str | None = None
    date: str | None = None
    rationale: str | None = None
    anchor: Span | None = None
    state: AmendmentState = "proposed"
    amends: str | None = None  # the amendment that this one changes
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """Where a member of the board stands on reflections, with the reason of a dissent."""

    member: str
    position: Position
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ReflectionSection:
    """One statement of reflections and what it rests on; `text` is Markdown of one or more paragraphs.

    `evidence` names records ("change:c57", "ask:hc-001-1"); `amendments` those whose wording it suggests.
    """

    kind: SectionKind
    text: str
    id: str = ""  # unique among the sections of its reflections; also the bookmark in Word
    topic: str | None = None
    refs: tuple[PlaceName, ...] = ()
    evidence: tuple[str, ...] = ()
    amendments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reflection:
    """A board's reflections on a draft; see interchange: Reflection."""

    id: str
    draft: str
    sections: tuple[ReflectionSection, ...]
    date: str | None = None
    symbol: str | None = None
    title: str = ""
    signed: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an outcome: its kind, the words that carry it, where they stand, a note in words."""

    kind: EvidenceKind
    words: tuple[str, ...] = ()
    where: PlaceName | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What became of one ask or amendment from one draft to the next; see interchange: LedgerEntry.

    `of` is "ask:ID" or "amendment:ID"; `old` and `new` are the names of the drafts ("from" and "to" of the record).
    `score` is that of the text match, 0 to 1, None where no wording was asked; `sure` says whether it may be believed
    unread.
    """

    id: str
    of: str
    old: str
    new: str
    outcome: Outcome
    evidence: tuple[Evidence, ...] = ()
    carried_by_board: str | None = None
    not_carried_because: str | None = None
    confirmed_by: str | None = None
    score: float | None = None
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Response:
    """An official answer: text evidence stands beside it and is never replaced by it."""

    id: str
    by: str
    role: str
    date: str
    text: str
    to: tuple[str, ...]  # "ask:ID", "paragraph:DRAFT/EID", "topic:ID"
