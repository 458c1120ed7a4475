"""What became of every ask and amendment, draft by draft: suggestions, with their evidence, for people to confirm."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from soundingboard.i18n import _
from soundingboard.model import (
    Amendment,
    Ask,
    Concordance,
    Contribution,
    Draft,
    Evidence,
    LedgerEntry,
    Proposed,
    Response,
    Target,
)
from soundingboard.trace.asked import Asked
from soundingboard.trace.changing import changed
from soundingboard.trace.keeping import kept
from soundingboard.trace.texts import Texts
from soundingboard.trace.verdict import Verdict
from soundingboard.vocabulary import TAKEN_UP, UNTRACED_KINDS, Outcome


@dataclass(frozen=True, slots=True)
class Step:
    """One ask in one later draft: `gained` or `lost` since the draft before, or neither."""

    new: str
    outcome: Outcome
    turn: str = ""  # "gained", "lost"


def trace(
    asks: Iterable[Ask],
    drafts: Sequence[Draft],
    record: Concordance | None = None,
    contributions: Iterable[Contribution] = (),
    amendments: Iterable[Amendment] = (),
    carried: Mapping[str, str] | None = None,
) -> tuple[LedgerEntry, ...]:
    """For each ask and amendment, and each draft after the one it was made on, what that draft does with it.

    `drafts` oldest first; `record` is their concordance (made here when it is not given). `contributions` tell the
    draft that an ask was filed on (else that of its target) and its language. `carried` names the reflections that
    carried an ask ("ask:ID"). The text of each draft is held against the text that the ask was made on, so an outcome
    says how the ask stands in that draft, not what its last step did; `life` tells the steps. Questions and remarks
    ask nothing of the text and are left out.
    """
    texts = Texts(drafts, record)
    said = {one.id: one for one in contributions}
    board = carried or {}
    found: list[LedgerEntry] = []
    for ask in asks:
        if ask.kind not in UNTRACED_KINDS:
            one = said.get(ask.contribution)
            found.extend(_entries(f"ask:{ask.id}", ask, one, texts, board))
    for amendment in amendments:
        if amendment.state != "withdrawn":
            name = f"amendment:{amendment.id}"
            found.extend(_entries(name, as_ask(amendment), None, texts, board))
    return tuple(found)


def as_ask(amendment: Amendment) -> Ask:
    """An amendment as the ask that it makes."""
    kind = "delete" if not amendment.new else ("amend" if amendment.eid else "add")
    target = Target(draft=amendment.draft, eid=amendment.eid) if amendment.eid else Target(whole=True)
    return Ask(
        id=amendment.id,
        contribution=amendment.by or "",
        kind=kind,  # type: ignore[arg-type]  # one of three of its words
        stance="neutral",
        about="text" if amendment.eid else "omission",
        target=replace(target, draft=amendment.draft),
        proposed=Proposed(amendment.old, amendment.new),
        basis="person",
    )


def _entries(
    name: str, ask: Ask, said: Contribution | None, texts: Texts, carried: Mapping[str, str]
) -> Iterable[LedgerEntry]:
    at, filed = texts.index(ask.target.draft), texts.index(said.draft if said else None)
    known = [place for place in (at, filed) if place is not None]
    if not known:
        return
    base = max(known)
    for now in range(base + 1, len(texts.drafts)):
        asked = Asked(ask, texts, base, now, said)
        found: Verdict = kept(asked) if ask.kind == "retain" else changed(asked)
        yield LedgerEntry(
            id=f"{name.partition(':')[2]}@{texts.names[now]}",
            of=name,
            old=texts.names[now - 1],
            new=texts.names[now],
            outcome=found.outcome,
            evidence=found.evidence,
            carried_by_board=carried.get(name),
            score=None if found.score is None else round(found.score, 4),
            sure=found.sure,
        )


def life(entries: Iterable[LedgerEntry]) -> dict[str, tuple[Step, ...]]:
    """By ask or amendment, how it stood in each later draft, and where it was gained or lost on the way."""
    found = {}
    for of, group in groupby(sorted(entries, key=lambda one: one.of), key=lambda one: one.of):
        steps: list[Step] = []
        met = False
        for entry in group:
            holds = entry.outcome in (*TAKEN_UP, "kept")
            turn = "gained" if holds and not met and entry.outcome != "kept" else ""
            turn = "lost" if met and not holds else turn
            met = holds
            steps.append(Step(entry.new, entry.outcome, turn))
        found[of] = tuple(steps)
    return found


def with_stated(entry: LedgerEntry, responses: Iterable[Response]) -> LedgerEntry:
    """The entry with what the drafters stated about it, beside the evidence of the text and never instead of it."""
    note = _("stated by {role}, {date}")
    stated = tuple(
        Evidence("stated", (one.text,), None, note.format(role=one.role, date=one.date))
        for one in responses
        if entry.of in one.to
    )
    return replace(entry, evidence=(*stated, *entry.evidence))
