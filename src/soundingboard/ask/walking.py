"""What is kept while a contribution is read: the text, where the reading stands, the statements found."""

from dataclasses import dataclass, field

from soundingboard.ask.acts import Act
from soundingboard.ask.clauses import Clause
from soundingboard.ask.masks import Masked
from soundingboard.ask.places import Drafts
from soundingboard.model import Citation, Proposed, Target
from soundingboard.vocabulary import Basis


@dataclass(frozen=True, slots=True)
class Aim:
    """What a statement is about, how that is known, and how sure it is (0 to 1)."""

    targets: tuple[Target, ...] = ()
    basis: Basis = "number"
    score: float = 1.0
    own: bool = False  # cited in the clause itself


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause that says something, before its target is settled for good."""

    clause: Clause
    act: Act
    aim: Aim
    sentence: tuple[int, int]
    piece: int
    heading: str = ""
    language: str | None = None
    proposed: Proposed | None = None
    rationale: str | None = None
    topic: str | None = None


@dataclass(slots=True)
class Walk:
    """Where the reading stands: the heading's word and places, the list's verb, the paragraphs spoken of last."""

    text: str
    masked: Masked
    heading: str = ""
    heading_act: Act | None = None
    heading_aim: tuple[Target, ...] = ()
    list_act: Act | None = None
    listed: bool = False  # the heading had its list: it governs no paragraph after that
    introduced: bool = False  # the line before ends in a colon: wording or a list may follow
    proposes: bool = (
        False  # and that line promises wording: "We suggest:", "Possible improvement as follows:"
    )
    of_draft: bool = False  # a paragraph is cited somewhere, so the text speaks of a draft
    worded: bool = False  # and wording has followed
    attributed: bool = False  # the line before says who wrote what follows ("On Monday A wrote:")
    focus: tuple[Target, ...] = ()
    focus_piece: int = -1
    found: list[Statement] = field(default_factory=list)
    spoken: list[tuple[tuple[int, int], tuple[Target, ...]]] = field(
        default_factory=list
    )  # nothing asked of it

    def quotes(self, start: int, end: int) -> list[str]:
        """The quoted wording in a stretch of the text."""
        spans = zip(self.masked.quotes, self.masked.outer, strict=True)
        return [quote.text for quote, (a, b) in spans if start <= a and b <= end]


@dataclass(frozen=True, slots=True)
class Text:
    """A contribution's text with all that is read of it once."""

    text: str
    masked: Masked
    citations: tuple[Citation, ...]
    drafts: Drafts
    language: str | None

    def cited(self, start: int, end: int) -> tuple[Citation, ...]:
        return tuple(c for c in self.citations if start < c.end <= end)
