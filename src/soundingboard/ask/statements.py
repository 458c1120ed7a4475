"""A contribution read from top to bottom: each statement with what it does, what it is about and why."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from soundingboard.ask.acts import Act
from soundingboard.ask.clauses import Clause, clauses, is_noun
from soundingboard.ask.governing import Governor, govern, heading_act
from soundingboard.ask.labels import label, rationale
from soundingboard.ask.lexicon import Lexicon, lexicon
from soundingboard.ask.masks import Masked, mask
from soundingboard.ask.places import SECTIONS, Drafts
from soundingboard.ask.wording import STRUCK, from_to, marked_up, quoted_change
from soundingboard.model import Citation, Proposed, Target
from soundingboard.passage.pieces import Piece, pieces
from soundingboard.passage.sentences import sentences_within
from soundingboard.read.language import guess_language
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
    introduced: bool = False  # the line before ends in a colon: wording or a list may follow
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
class FocusThresholds:
    """When a cited paragraph is what the sentences after it speak of."""

    head: int = 5  # words before it: "On paragraph 14,", "The new paragraph 19 leaves"
    guessed: int = 60  # characters: fewer do not show a language of their own


@dataclass(frozen=True, slots=True)
class Text:
    """A contribution's text with all that is read of it once."""

    text: str
    masked: Masked
    citations: tuple[Citation, ...]
    drafts: Drafts
    language: str | None

    def cited(self, start: int, end: int) -> tuple[Citation, ...]:
        return tuple(c for c in self.citations if start <= c.start < end)


_WORDING = Act(
    "ask", "amend", "", "amend", "neutral", "text", (), 0.85
)  # wording that says itself what it asks


def read_statements(text: str, drafts: Drafts, language: str | None) -> Walk:
    """Every statement of a text, in order, in the `found` of the walk that read it."""
    from soundingboard.cite import cite

    citations = tuple(cite(text, drafts.all))
    whole = Text(text, mask(text, citations), citations, drafts, language or guess_language(text))
    walk = Walk(text, whole.masked)
    found = pieces(text)
    for n, piece in enumerate(found):
        book = lexicon(_language(whole, piece))
        if piece.kind == "heading":
            _enter(whole, walk, piece, book)
        elif book is not None:
            _read_piece(whole, walk, piece, n, book)
    return walk


def _language(whole: Text, piece: Piece) -> str | None:
    words = whole.text[piece.start : piece.end]
    return (guess_language(words) if len(words) >= FocusThresholds().guessed else None) or whole.language


def _enter(whole: Text, walk: Walk, piece: Piece, book: Lexicon | None) -> None:
    """A heading: what stood above it no longer holds."""
    walk.heading = whole.text[piece.start : piece.end]
    cited = whole.cited(piece.start, piece.end)
    walk.heading_aim = whole.drafts.places(cited)
    walk.heading_act = heading_act(whole.masked.text, piece.start, piece.end, book, cited) if book else None
    walk.list_act, walk.introduced, walk.focus, walk.focus_piece = None, False, (), -1


def _read_piece(whole: Text, walk: Walk, piece: Piece, n: int, book: Lexicon) -> None:
    if piece.kind == "quoted" and not walk.introduced:
        return  # an earlier mail: somebody else's words
    if _is_proposal(whole, walk, piece, book):
        _read_wording(whole, walk, piece, n)
        return
    governor = None
    if act := (walk.list_act or walk.heading_act if piece.kind == "item" else walk.heading_act):
        governor = Governor(act)
    _read_sentences(whole, walk, piece, n, book, governor)
    _introduce(whole, walk, piece, book)


def _introduce(whole: Text, walk: Walk, piece: Piece, book: Lexicon) -> None:
    """Whether the piece introduces what follows ("We propose:"), and the verb that then governs it."""
    words = whole.text[piece.start : piece.end].rstrip(" *_")
    if not words.endswith((":", "：")):
        if piece.kind != "item":
            walk.list_act, walk.introduced = None, False
        return
    walk.introduced = True
    start, end = sentences_within(whole.text, piece.start, piece.end)[-1]
    walk.list_act = heading_act(whole.masked.text, start, end, book, ())


def _is_proposal(whole: Text, walk: Walk, piece: Piece, book: Lexicon) -> bool:
    """Whether a piece gives wording for a paragraph: "56: We note ~~old~~ new", or a quotation after a colon."""
    words = whole.text[piece.start : piece.end]
    numbered = piece.number[:1].isdigit()
    if from_to(words) or (numbered and STRUCK.search(words)):
        return True
    if not walk.introduced or re.match(r"[-*•–]\s", words) or (piece.number and not numbered):
        return False
    if (
        not re.sub(r"\ue000+|[\s.,;]", "", whole.masked.text[piece.start : piece.end])
        or "**" in words
        or "~~" in words
    ):
        return True
    first = sentences_within(whole.text, piece.start, piece.end)[0]
    own = clauses(whole.masked, first, book, whole.cited(*first))[0]
    act, _ = govern(whole.masked.text, own, book, None)
    return not (act and act.act in ("ask", "wish", "oppose", "concern"))


def _read_wording(whole: Text, walk: Walk, piece: Piece, n: int) -> None:
    """Wording as a proposal: of the sentence that introduces it, or a statement of its own."""
    words = whole.text[piece.start : piece.end]
    cited = [c for c in whole.cited(piece.start, piece.start + 12) if c.numbers and c.document is None]
    targets = whole.drafts.places(cited[:1]) or walk.focus or walk.heading_aim
    before = whole.drafts.text_of(targets[0]) if len(targets) == 1 else None
    proposed = from_to(words) or marked_up(words, before)
    last = walk.found[-1] if walk.found else None
    if last and last.piece == n - 1 and last.proposed is None and _introduces(whole, last, piece, targets):
        walk.found[-1] = replace(last, proposed=proposed, act=replace(last.act, generic=False))
        return
    if last and last.piece == n - 1 and last.proposed and not cited and last.act == _WORDING:
        whole_new = replace(proposed, new=f"{last.proposed.new}\n{proposed.new}")
        walk.found[-1] = replace(
            last, clause=replace(last.clause, end=piece.end), piece=n, proposed=whole_new
        )
        return
    clause = Clause(piece.start, piece.end, "first")
    walk.found.append(
        Statement(
            clause,
            _WORDING,
            Aim(targets, own=bool(cited)),
            (piece.start, piece.end),
            n,
            walk.heading,
            proposed=proposed,
        )
    )


def _introduces(whole: Text, last: Statement, piece: Piece, targets: tuple[Target, ...]) -> bool:
    """Whether the last statement stands right before the wording and asks for it."""
    between = whole.text[last.clause.end : piece.start]
    asks = last.act.act in ("ask", "wish") and last.act.kind != "retain"
    return asks and not between.strip(" \r\n\t:*_") and (not targets or set(targets) <= set(last.aim.targets))


def _read_sentences(
    whole: Text, walk: Walk, piece: Piece, n: int, book: Lexicon, governor: Governor | None
) -> None:
    """The sentences of a piece; `governor` holds for the first one (a list's verb), or for one that adds to it."""
    previous: Governor | None = None
    begun = len(walk.found)
    for k, span in enumerate(sentences_within(whole.text, piece.start, piece.end)):
        opening = book.marks["additive"].first(whole.masked.text, span[0], min(span[0] + 40, span[1]))
        adds = opening is not None and not whole.masked.text[span[0] : opening.start].strip()
        holds = governor if k == 0 else previous if adds else None
        if adds or _counts(whole, span, book):
            walk.focus_piece = walk.focus_piece if not _counts(whole, span, book) else -1
        previous = _read_sentence(whole, walk, piece, n, book, span, holds) or (previous if adds else None)
    for m in range(begun, len(walk.found)):
        walk.found[m] = _reasoned(whole, walk.found, m, piece, book)


def _counts(whole: Text, span: tuple[int, int], book: Lexicon) -> bool:
    """Whether a sentence opens another point: "Second, …"."""
    return book.marks["point"].first(whole.masked.text, span[0], min(span[0] + 14, span[1])) is not None


def _read_sentence(
    whole: Text,
    walk: Walk,
    piece: Piece,
    n: int,
    book: Lexicon,
    span: tuple[int, int],
    governor: Governor | None,
) -> Governor | None:
    """One sentence; what governed it first, for a sentence that adds to it."""
    first: Governor | None = None
    found = clauses(whole.masked, span, book, whole.citations)
    here: list[Statement] = []
    for k, clause in enumerate(found):
        act, governor = govern(whole.masked.text, clause, book, governor)
        first = first or governor
        if act is None or not _counts_as_one(whole, clause, act, k):
            continue
        aim = _aim(whole, walk, clause, act, here, found, n, book)
        _add(here, Statement(clause, act, aim, span, n, walk.heading, book.language))
    if not here and whole.text[span[0] : span[1]].rstrip("\"'”’»)* ").endswith(("?", "؟", "？")):
        here = _question(whole, walk, span, n, book)
    walk.found += here
    _look(whole, walk, span, found, here, n)
    return first


def _counts_as_one(whole: Text, clause: Clause, act: Act, k: int) -> bool:
    """Whether a clause that something governs says something by itself."""
    if (
        not act.inherited
        or clause.citations
        or clause.joint in ("semicolon", "elaboration", "contrast")
        or k == 0
    ):
        return True
    if act.act in ("ask", "wish"):
        return any(h.form in ("asked", "noun") or h.form == "done" for h in clause.operations)
    return any(is_noun(whole.masked.text, h) for h in clause.operations) or bool(clause.acts)


def _add(here: list[Statement], new: Statement) -> None:
    """Adds a statement; one that only says the one before again, of the same places, is joined to it."""
    if here:
        last = here[-1]
        same = (last.act.kind, last.act.act) == (
            new.act.kind,
            new.act.act,
        ) and last.aim.targets == new.aim.targets
        if (
            same
            and new.aim.targets
            and not new.clause.citations
            and not new.clause.members
            and new.clause.joint != "semicolon"
        ):
            here[-1] = replace(last, clause=replace(last.clause, end=new.clause.end))
            return
    here.append(new)


def _question(whole: Text, walk: Walk, span: tuple[int, int], n: int, book: Lexicon) -> list[Statement]:
    """A question about the draft; one that names no place and quotes nothing is rhetoric."""
    cited = whole.drafts.places(whole.cited(*span))
    quotes = any(span[0] <= a < span[1] for a, _ in whole.masked.outer)
    focus = walk.focus if walk.focus_piece == n else ()
    if not (cited or quotes or focus or book.marks["text_subject"].first(whole.masked.text, *span)):
        return []
    act = Act("question", "", "", "question", "neutral", "text", ("?",), 0.5)
    aim = Aim(cited or focus or walk.heading_aim, own=bool(cited))
    return [Statement(Clause(*span, "first"), act, aim, span, n, walk.heading, book.language)]


def _aim(
    whole: Text,
    walk: Walk,
    clause: Clause,
    act: Act,
    here: Sequence[Statement],
    sentence: Sequence[Clause],
    n: int,
    book: Lexicon,
) -> Aim:
    """What a clause is about: what it cites; else the clause before it, the paragraph spoken of, the heading."""
    text = whole.masked.text
    if own := whole.drafts.places(_aimed(whole, clause, act, book)):
        return Aim(own, own=True)
    if book.marks["elsewhere"].first(text, clause.start, clause.end):
        return Aim()
    if here and (
        clause.joint in ("elaboration", "contrast", "dash", "reason") or here[-1].clause.joint == "contrast"
    ):
        return replace(here[-1].aim, own=False)
    nowhere = act.operation == "missing" and not book.marks["pronoun"].first(text, clause.start, clause.end)
    if clause.members > 1 or nowhere:
        return (
            Aim()
        )  # a member of a list that names no place, among others that do; what is nowhere in the text
    if here and here[-1].aim.targets:
        return replace(here[-1].aim, own=False, score=0.9)
    before = [
        c for one in sentence if one.end <= clause.start for c in one.citations if c.unit not in SECTIONS
    ]
    if told := whole.drafts.places(before):
        return Aim(told, score=0.9)
    if walk.focus_piece == n and walk.focus:
        return Aim(walk.focus, score=0.85)
    if walk.heading_aim:
        return Aim(walk.heading_aim, score=0.9)
    after = [c for one in sentence if one.start >= clause.end for c in one.citations]
    if ahead := whole.drafts.places(after):
        return Aim(ahead, score=0.8)
    refers = walk.focus and book.marks["text_subject"].first(text, clause.start, clause.end)
    return Aim(walk.focus, score=0.7) if refers else Aim()


def _aimed(whole: Text, clause: Clause, act: Act, book: Lexicon) -> list[Citation]:
    """The citations of a clause without those it only compares with, or moves the words to."""
    kept = []
    begun = min((h.end for h in clause.operations if h.name == act.operation), default=clause.end)
    for citation in clause.citations:
        before = (max(clause.start, citation.start - 24), citation.start)
        moved = act.kind == "move" and citation.start >= begun
        if not moved and not _last(whole, "comparison", before, book):
            kept.append(citation)
    return kept


def _last(whole: Text, mark: str, span: tuple[int, int], book: Lexicon) -> bool:
    """Whether a mark is the last thing that stands in a stretch, but for an article."""
    hits = book.marks[mark].hits(whole.masked.text, *span)
    return bool(hits) and len(whole.masked.text[hits[-1].end : span[1]].split()) <= 1


def _look(
    whole: Text, walk: Walk, span: tuple[int, int], found: Sequence[Clause], here: Sequence[Statement], n: int
) -> None:
    """After a sentence: which paragraph the next ones speak of."""
    citations = whole.cited(*span)
    places = whole.drafts.places(citations)
    if not here and places:
        walk.spoken.append((span, places))
    if any(s.act.operation == "missing" and not s.aim.targets for s in here):
        walk.focus, walk.focus_piece = (), n  # something that stands nowhere is spoken of
        return
    if not places or found[0].members > 1:
        return
    head = len(whole.masked.text[span[0] : citations[0].start].split()) <= FocusThresholds().head
    asked = [s for s in here if s.aim.own and s.clause.joint != "reason" and s.act.kind != "move"]
    if head or asked or not walk.focus or walk.focus_piece != n:
        first = whole.drafts.places(citations[:1]) if head else asked[0].aim.targets if asked else places
        if head or asked or not (walk.focus or walk.heading_aim):
            walk.focus, walk.focus_piece = first or places, n


def _reasoned(whole: Text, found: Sequence[Statement], m: int, piece: Piece, book: Lexicon) -> Statement:
    """A statement with its label, its reason and its proposed wording."""
    one = found[m]
    after = None
    if m + 1 == len(found) or found[m + 1].sentence[0] != one.sentence[0]:
        spans = list(sentences_within(whole.text, one.sentence[1], piece.end))
        told = {s.sentence for s in found}
        after = spans[0] if spans and spans[0] not in told else None
    proposed = one.proposed
    if proposed is None and one.act.act in ("ask", "wish") and one.act.kind != "retain":
        proposed = quoted_change(whole.masked, one.clause.start, one.clause.end, one.act.operation)
    return replace(
        one,
        proposed=proposed,
        rationale=one.rationale
        or rationale(whole.text, one.clause, one.sentence[1], after, whole.masked, book),
        topic=one.topic or label(whole.text, whole.masked, one.clause, one.heading),
    )


def trimmed(text: str, clause: Clause) -> Iterator[int]:
    """Where a clause's own words begin and end: without the list mark, the joining word and the stops at its edges."""
    words = text[clause.start : clause.end]
    lead = re.match(
        r"[\s>*_]*(?:[-•–—*]\s+|\(?[a-z]{1,2}\)\s+)?(?:[,;:–—-]\s*)*(?:(?:and|et|y|e|but)\s+)?", words
    )
    start = clause.start + (lead.end() if lead else 0)
    if text[start - 2 : start] == "**" and text.count("**", start, clause.end) % 2:
        start -= 2
    yield start
    tail = len(words) - len(words.rstrip(" \t\r\n,;:–—-"))
    yield max(clause.end - tail, start)
