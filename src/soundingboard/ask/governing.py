"""What governs a clause that does not say itself what it does: the verb of its list, the contrast, its heading."""

from dataclasses import dataclass, replace

from soundingboard.ask.acts import (
    Act,
    ActThresholds,
    Read,
    asked_for,
    concerned,
    read_act,
    reading,
    welcome_of,
)
from soundingboard.ask.clauses import Clause
from soundingboard.ask.lexicon import Hit, Lexicon
from soundingboard.model import Citation

_GOOD = ("strengthen", "clarify", "add", "retain", "reinstate")


@dataclass(frozen=True, slots=True)
class Governor:
    """The act that holds for a list, and the operation that a member named and that holds for those after it.

    "caution on the softening of language, in particular the deletion of A, references to B": the act is caution on
    softening, the nested operation is deletion.
    """

    act: Act
    nested: Hit | None = None


def govern(
    text: str, clause: Clause, book: Lexicon, governor: Governor | None
) -> tuple[Act | None, Governor | None]:
    """What the clause does, by its own words or by what governs it; and what governs the clause after it."""
    own = read_act(text, clause, book)
    if clause.joint == "contrast" and (own is None or own.implied):
        return _contrasted(text, clause, book, governor)
    if own and not own.implied and not _same(own, governor):
        return own, Governor(own)
    if governor is None:
        return own, Governor(own) if own else None
    return _member(clause, governor, own)


def _same(own: Act, governor: Governor | None) -> bool:
    """Whether a member only says again, without an operation, what its list does: "concerns about B"."""
    return (
        governor is not None
        and own.act == governor.act.act
        and own.act in ("concern", "welcome")
        and (own.act == "concern" or own.kind != "remark")
        and (not own.operation or own.operation == "retain")
    )


def _member(clause: Clause, governor: Governor, own: Act | None) -> tuple[Act, Governor]:
    """A member of a list that `governor` governs."""
    operation = next(iter(clause.operations), None)
    if governor.act.act in ("ask", "wish") and governor.act.operation == "retain":
        operation = None  # whatever is kept, is kept
    nested = operation or governor.nested
    act = governed(governor.act, nested) if nested else governor.act
    words = (*governor.act.words, *(own.words if own else ()))
    act = replace(act, words=tuple(dict.fromkeys((*words, *act.words))))
    return replace(act, weight=act.weight * ActThresholds().inherited, inherited=True), Governor(
        governor.act, nested
    )


def governed(act: Act, operation: Hit) -> Act:
    """What `act` makes of another operation than its own."""
    if act.act in ("ask", "wish"):
        return replace(asked_for(operation), act=act.act, weight=act.weight)
    if act.act == "welcome":
        return replace(act, operation=operation.name, form=operation.form, about="change")
    if act.act == "oppose":
        kept = operation.name in ("delete", "lose", "weaken")
        return replace(act, kind="retain" if kept else "oppose", operation=operation.name)
    stance = act.stance if act.stance in ("caution", "concern") else "caution"
    return concerned(None, operation, stance, act.weight)


def _contrasted(
    text: str, clause: Clause, book: Lexicon, governor: Governor | None
) -> tuple[Act | None, Governor | None]:
    """A clause after "but" or "while" with no act of its own: good news beside bad, or bad beside good."""
    read = reading(text, clause, book)
    operation = next(iter(read.clause.operations), None)
    if operation is None:
        return None, None
    mild = read.has("concession", clause.start, clause.end)
    if operation.name in _GOOD and operation.form != "asked" and mild:
        act = welcome_of(operation)
        return act, Governor(act)
    if governor and governor.act.act == "welcome" and operation.name not in _GOOD:
        act = concerned(None, operation, "caution", governor.act.weight)
        return act, Governor(act)
    own = read_act(text, clause, book)
    return own, Governor(own) if own else None


def heading_act(
    text: str, start: int, end: int, book: Lexicon, citations: tuple[Citation, ...]
) -> Act | None:
    """What a heading or an introducing line says of what stands below it: "Key aspects to retain"."""
    operations = tuple(book.operations.hits(text, start, end))
    clause = Clause(start, end, "first", tuple(book.acts.hits(text, start, end)), operations)
    read = reading(text, clause, book)
    own = read_act(text, clause, book)
    if own:
        return replace(own, implied=False)
    if citations and any(start <= c.start < end for c in citations):
        return None  # it names a place
    told = [hit for hit in read.clause.operations if _is_told(read, hit)]
    if not told and not read.has("heading", start, end):
        return None
    names = {hit.name for hit in told}
    return asked_for(told[0]) if len(names) == 1 or (told and told[0].form == "asked") else None


def _is_told(read: Read, hit: Hit) -> bool:
    """Whether a heading asks for the operation: "to retain", "Deletions", "suggestions for additions"."""
    before = read.words(read.clause.start, hit.start)
    short = len(read.words(read.clause.start, read.clause.end)) <= 3
    lead = bool(before) and read.has("infinitive", hit.start - len(before[-1]) - 2, hit.start)
    return lead or short or not before or read.has("heading", read.clause.start, hit.start)
