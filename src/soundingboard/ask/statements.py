"""A contribution read from top to bottom: each statement with what it does, what it is about and why."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from soundingboard.ask.acts import Act
from soundingboard.ask.aiming import aim_of, look
from soundingboard.ask.clauses import Clause, clauses, is_noun
from soundingboard.ask.governing import Governor, govern, heading_act
from soundingboard.ask.labels import label, rationale
from soundingboard.ask.lexicon import Lexicon, lexicon
from soundingboard.ask.masks import mask
from soundingboard.ask.places import Drafts
from soundingboard.ask.walking import Aim, Statement, Text, Walk
from soundingboard.ask.wording import STRUCK, from_to, is_mail_head, marked_up, quoted_change, without_reason
from soundingboard.model import Target
from soundingboard.passage.pieces import Piece, pieces
from soundingboard.passage.sentences import sentences_within
from soundingboard.read.language import guess_language

_GUESSED = 60  # characters: fewer do not show a language of their own
_WORDING = Act(
    "ask", "amend", "", "amend", "neutral", "text", (), 0.85, generic=True
)  # wording that says itself what it asks


def read_statements(text: str, drafts: Drafts, language: str | None) -> Walk:
    """Every statement of a text, in order, in the `found` of the walk that read it."""
    from soundingboard.cite import cite

    citations = tuple(cite(text, drafts.all))
    masked = mask(text, citations)
    # What stands inside quoted wording is cited by the draft, not by the speaker.
    own = tuple(c for c in citations if not any(a < c.start and c.end < b for a, b in masked.outer))
    whole = Text(text, masked, own, drafts, language or guess_language(text))
    walk = Walk(text, whole.masked)
    found = pieces(text)
    told = any(
        not c.document and not c.text[:1].isdigit() for c in own
    )  # bare numbers may be those of its own list
    walk.of_draft = bool(drafts.all or drafts.name) or told
    for n, piece in enumerate(found):
        book = lexicon(_language(whole, piece))
        if piece.kind == "heading":
            _enter(whole, walk, piece, book)
        elif book is not None:
            _read_piece(whole, walk, piece, n, book)
        elif places := whole.drafts.places(whole.cited(piece.start, piece.end)):
            walk.spoken.append(((piece.start, piece.end), places))
    return walk


def _language(whole: Text, piece: Piece) -> str | None:
    words = whole.text[piece.start : piece.end]
    return (guess_language(words) if len(words) >= _GUESSED else None) or whole.language


def _enter(whole: Text, walk: Walk, piece: Piece, book: Lexicon | None) -> None:
    """A heading: what stood above it no longer holds."""
    walk.heading = whole.text[piece.start : piece.end]
    cited = whole.cited(piece.start, piece.end)
    walk.heading_aim = whole.drafts.places(cited)
    walk.heading_act = heading_act(whole.masked.text, piece.start, piece.end, book, cited) if book else None
    walk.list_act, walk.introduced, walk.listed = None, False, False
    walk.focus, walk.focus_piece = (), -1


def _read_piece(whole: Text, walk: Walk, piece: Piece, n: int, book: Lexicon) -> None:
    words = whole.text[piece.start : piece.end]
    if is_mail_head(words) or (piece.kind == "quoted" and walk.attributed):
        return  # the head of a mail, or the mail that is answered: somebody else's words
    tail = max(piece.start, piece.end - 24)
    walk.attributed = book.marks["wrote"].first(whole.masked.text, tail, piece.end) is not None
    if _is_proposal(whole, walk, piece, book):
        _read_wording(whole, walk, piece, n)
        return
    governor = None
    if piece.kind == "item":
        walk.listed = True
        _drop_lead(whole, walk, n)
    if act := (
        walk.list_act or walk.heading_act
        if piece.kind == "item"
        else None
        if walk.listed
        else walk.heading_act
    ):
        governor = Governor(act)
    _read_sentences(whole, walk, piece, n, book, governor)
    _introduce(whole, walk, piece, book)


def _drop_lead(whole: Text, walk: Walk, n: int) -> None:
    """Before a list: the line that leads it in ("We ask to delete:") asks for nothing besides its entries."""
    last = walk.found[-1] if walk.found else None
    if last is None or last.piece != n - 1 or last.aim.targets or not walk.introduced:
        return
    if whole.text[last.clause.start : last.clause.end].rstrip(" *_").endswith(":"):
        walk.found.pop()


def _introduce(whole: Text, walk: Walk, piece: Piece, book: Lexicon) -> None:
    """Whether the piece introduces what follows ("We propose:"), and the verb that then governs it."""
    words = whole.text[piece.start : piece.end].rstrip(" *_")
    if not words.endswith((":", "：")):
        walk.introduced = False  # what comes next is no wording
        walk.list_act = walk.list_act if piece.kind == "item" else None
        return
    walk.introduced, walk.worded = True, False
    start, end = sentences_within(whole.text, piece.start, piece.end)[-1]
    walk.list_act = heading_act(whole.masked.text, start, end, book, ())
    asks = (
        walk.list_act is not None and walk.list_act.act in ("ask", "wish") and walk.list_act.kind != "retain"
    )
    walk.proposes = asks or book.marks["heading"].first(whole.masked.text, start, end) is not None


def _is_proposal(whole: Text, walk: Walk, piece: Piece, book: Lexicon) -> bool:
    """Whether a piece gives wording for a paragraph: "56: We note ~~old~~ new", or a quotation after a colon."""
    words = whole.text[piece.start : piece.end]
    numbered = piece.number[:1].isdigit()
    if from_to(words) or (numbered and STRUCK.search(words)):
        return True
    if not walk.introduced or re.match(r"[-*•–]\s", words) or (piece.number and not numbered):
        return False
    if "**" in words or "~~" in words:
        return True
    if not walk.proposes or (walk.worded and not numbered and words[:1] not in '“"«'):
        return False
    if not re.sub(r"\ue000+|[\s.,;]", "", whole.masked.text[piece.start : piece.end]):
        return True
    return (not numbered or _is_ours(whole, walk, piece)) and not _speaks(whole, piece, book)


def _is_ours(whole: Text, walk: Walk, piece: Piece) -> bool:
    """Whether the number at the head of a piece is that of a paragraph, not of a list entry."""
    cited = set(whole.drafts.places(whole.cited(piece.start, piece.start + 12)[:1]))
    return bool(cited) and (bool(whole.drafts.all) or cited <= {*walk.focus, *walk.heading_aim})


def _speaks(whole: Text, piece: Piece, book: Lexicon) -> bool:
    """Whether a piece asks or complains itself, and so is no wording for a draft."""
    first = sentences_within(whole.text, piece.start, piece.end)[0]
    own = clauses(whole.masked, first, book, whole.cited(*first))[0]
    act, _ = govern(whole.masked.text, own, book, None)
    return act is not None and (act.implied or act.act in ("ask", "wish", "oppose", "concern"))


def _read_wording(whole: Text, walk: Walk, piece: Piece, n: int) -> None:
    """Wording as a proposal: of the sentence that introduces it, or a statement of its own."""
    walk.worded = True
    words, reason = without_reason(whole.text[piece.start : piece.end])
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
    clause = Clause(piece.start, piece.start + len(words.rstrip()), "first")
    walk.found.append(
        Statement(
            clause,
            _WORDING,
            Aim(targets, own=bool(cited)),
            (piece.start, piece.end),
            n,
            walk.heading,
            proposed=proposed,
            rationale=reason,
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
    spans = sentences_within(whole.text, piece.start, piece.end)
    for k, span in enumerate(spans):
        if k + 1 < len(spans) and (act := _prompt(whole, span, book)):
            governor, previous = None, Governor(act)
            continue
        prompted = k > 0 and previous is not None and _prompt(whole, spans[k - 1], book) is not None
        opening = book.marks["additive"].first(whole.masked.text, span[0], min(span[0] + 40, span[1]))
        adds = opening is not None and not whole.masked.text[span[0] : opening.start].strip()
        holds = governor if k == 0 else previous if adds or prompted else None
        if adds or _counts(whole, span, book):
            walk.focus_piece = walk.focus_piece if not _counts(whole, span, book) else -1
        read = len(walk.found)
        previous = _read_sentence(whole, walk, n, book, span, holds) or (previous if adds else None)
        if prompted:
            walk.found[read:] = [_of_the_whole(whole, one) for one in walk.found[read:]]
    for m in range(begun, len(walk.found)):
        walk.found[m] = _reasoned(whole, walk.found, m, piece, book)


def _prompt(whole: Text, span: tuple[int, int], book: Lexicon) -> Act | None:
    """What a question of a form says of the answer after it: "What is missing?", "Which should come back?"."""
    text = whole.masked.text
    if not _is_asked(text, span):
        return None
    opening = book.marks["prompt"].first(text, span[0], min(span[0] + 16, span[1]))
    if opening is None or text[span[0] : opening.start].strip(" ¿-–—") or whole.cited(*span):
        return None
    return heading_act(text, *span, book, ())


def _is_asked(text: str, span: tuple[int, int]) -> bool:
    """Whether a sentence ends in a question mark."""
    return text[span[0] : span[1]].rstrip("\"'”’»)* ").endswith(("?", "؟", "？"))


def _of_the_whole(whole: Text, one: Statement) -> Statement:
    """An answer that names no place: the question of a form is about the draft as a whole."""
    name = whole.drafts.draft.name if whole.drafts.draft else whole.drafts.name
    return one if one.aim.targets else replace(one, aim=Aim((Target(draft=name, whole=True),), score=0.8))


def _counts(whole: Text, span: tuple[int, int], book: Lexicon) -> bool:
    """Whether a sentence opens another point: "Second, …"."""
    return book.marks["point"].first(whole.masked.text, span[0], min(span[0] + 14, span[1])) is not None


def _read_sentence(
    whole: Text,
    walk: Walk,
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
        opens = whole.text[clause.start : clause.end].rstrip().endswith(":") and k + 1 < len(found)
        leads = opens and not (
            clause.citations or clause.operations
        )  # "Points on which we commend the drafters:"
        if act is None or leads or not _counts_as_one(whole, clause, act, k):
            continue
        aim = aim_of(whole, walk, clause, act, here, found, n, book)
        _add(here, Statement(clause, act, aim, span, n, walk.heading, book.language))
    asked = _is_asked(whole.text, span)
    if asked and all(one.act.act == "wish" for one in here):
        here = []  # "Should the fund be open to all?"
    if not here and STRUCK.search(whole.text, *span):
        here = [_marked(whole, walk, span, n, book)]
    elif not here and asked:
        here = _question(whole, walk, span, n, book)
    walk.found += here
    look(whole, walk, span, found, here, n, book)
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
        same = last.act.kind == new.act.kind and last.aim.targets == new.aim.targets != ()
        member = bool(new.clause.citations or new.clause.members) or new.clause.joint in ("semicolon", "dash")
        if same and not member:
            here[-1] = replace(last, clause=replace(last.clause, end=new.clause.end))
            return
    here.append(new)


def _marked(whole: Text, walk: Walk, span: tuple[int, int], n: int, book: Lexicon) -> Statement:
    """A sentence that proposes wording by its marks alone: "Proposed: ~~encourage~~ **require**"."""
    clause = Clause(*span, "first")
    cited = whole.drafts.places(whole.cited(*span))
    targets = cited or (walk.focus if walk.focus_piece == n else ()) or walk.heading_aim
    proposed = marked_up(whole.text[span[0] : span[1]].rpartition(": ")[2])
    return Statement(
        clause, _WORDING, Aim(targets, own=bool(cited)), span, n, walk.heading, book.language, proposed
    )


def _question(whole: Text, walk: Walk, span: tuple[int, int], n: int, book: Lexicon) -> list[Statement]:
    """A question about the draft; one that names no place and quotes nothing is rhetoric."""
    cited = whole.drafts.places(whole.cited(*span))
    quotes = any(span[0] <= a < span[1] for a, _ in whole.masked.outer)
    focus = walk.focus if walk.focus_piece == n else ()
    if span[1] - span[0] < 8 or not (
        cited or quotes or focus or book.marks["text_subject"].first(whole.masked.text, *span)
    ):
        return []
    act = Act("question", "", "", "question", "neutral", "text", ("?",), 0.5)
    aim = Aim(cited or focus or walk.heading_aim, own=bool(cited))
    return [Statement(Clause(*span, "first"), act, aim, span, n, walk.heading, book.language)]


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
