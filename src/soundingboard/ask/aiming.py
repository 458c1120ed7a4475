"""Where a statement points: what its clause cites, else what was spoken of before it, else its heading."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from soundingboard.ask.acts import Act
from soundingboard.ask.clauses import ONLY_JOIN, Clause
from soundingboard.ask.lexicon import Lexicon
from soundingboard.ask.walking import Aim, Statement, Text, Walk
from soundingboard.model import Citation
from soundingboard.vocabulary import SECTION_UNITS


@dataclass(frozen=True, slots=True)
class FocusThresholds:
    """When a cited paragraph is what the sentences after it speak of."""

    head: int = 5  # words before it: "On paragraph 14,", "The new paragraph 19 leaves"


def aim_of(
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
        spoken = walk.focus if walk.focus_piece == n and all(t.eid for t in walk.focus) else ()
        within = act.kind != "add" and all(
            t.section for t in own
        )  # a section beside a paragraph says where it stands
        return Aim(spoken, score=0.85) if spoken and within else Aim(own, own=True)
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
        c for one in sentence if one.end <= clause.start for c in one.citations if c.unit not in SECTION_UNITS
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
    verb = next((h for h in clause.operations if h.name == "move"), None) if act.kind == "move" else None
    kept = []
    for citation in clause.citations:
        before = (max(clause.start, citation.start - 24), citation.start)
        moved = (
            verb is not None
            and citation.start > verb.start
            and _led_to(whole, (verb.start, citation.start), book)
        )
        if not moved and not _last(whole, "comparison", before, book):
            kept.append(citation)
    return kept


def _led_to(whole: Text, span: tuple[int, int], book: Lexicon) -> bool:
    """Whether a word of direction stands between a verb and a citation: "move it into paragraph 26"."""
    return bool(book.marks["destination"].hits(whole.masked.text, *span))


def _last(whole: Text, mark: str, span: tuple[int, int], book: Lexicon) -> bool:
    """Whether a mark is the last thing that stands in a stretch, but for an article."""
    hits = book.marks[mark].hits(whole.masked.text, *span)
    return bool(hits) and len(whole.masked.text[hits[-1].end : span[1]].split()) <= 1


def look(
    whole: Text,
    walk: Walk,
    span: tuple[int, int],
    found: Sequence[Clause],
    here: Sequence[Statement],
    n: int,
    book: Lexicon,
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
    before = (span[0], citations[0].start)
    near = len(whole.masked.text[slice(*before)].split()) <= FocusThresholds().head
    head = (
        near and book.marks["pronoun"].first(whole.masked.text, *before) is None
    )  # not "it was better in paragraph 9"
    asked = [s for s in here if s.aim.own and s.clause.joint != "reason" and s.act.kind != "move"]
    if head or asked or not walk.focus or walk.focus_piece != n:
        numbers = [c for c in citations if c.unit not in SECTION_UNITS] or list(citations)
        first = (
            whole.drafts.places(_together(whole, numbers))
            if head
            else asked[0].aim.targets
            if asked
            else places
        )
        if head or asked or not (walk.focus or walk.heading_aim):
            walk.focus, walk.focus_piece = first or places, n


def _together(whole: Text, citations: Sequence[Citation]) -> list[Citation]:
    """The first citation, with those that "and" joins to it: "Para 56 and para 72 say"."""
    found = list(citations[:1])
    for citation in citations[1:]:
        if not ONLY_JOIN.fullmatch(whole.masked.text, found[-1].end, citation.start):
            break
        found.append(citation)
    return found
