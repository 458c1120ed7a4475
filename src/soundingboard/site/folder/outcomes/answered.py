"""What the board did not carry and why, what was decided of outcomes, and what was officially answered."""

from collections.abc import Callable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from soundingboard.errors import InputError
from soundingboard.model import LedgerEntry
from soundingboard.site.folder.outcomes.known import Known, draft_of, must_be_paragraph, new_name, one, short
from soundingboard.site.folder.reading import Record, line, moment, one_of, slug_of
from soundingboard.site.ledger.models import Entry, NotCarried, Outcome, Response
from soundingboard.site.people.rules import OPERATOR
from soundingboard.write.outcomes import evidence_record, ledger_of, response_of

Tell = Callable[[str], None]


def load_not_carried(known: Known, rows: Sequence[Record]) -> None:
    """Why the board did not carry an ask."""
    seen: set[str] = set()
    for n, row in enumerate(rows, 1):
        where = f"not-carried.jsonl, line {n}"
        ask = one(known.asks, row.get("ask"), where, "ask")
        if not (because := line(row.get("because"))) or ask.name in seen:
            words = _("{where}: needs because, and an ask that has no line further up")
            raise InputError(words.format(where=where))
        seen.add(ask.name)
        NotCarried.objects.create(
            ask=ask,
            because=short(because, 500, where, "because"),
            by=short(row.get("by") or OPERATOR.actor, 60, where, "by"),
            at=moment(row.get("date"), f"{where}, date") or timezone.now(),
        )


def load_ledger(known: Known, rows: Sequence[Record], tell: Tell) -> None:
    """What people decided. Suggestions are left out, for the site makes them anew."""
    left, names, pairs = 0, dict[str, Entry](), set[tuple[str, str]]()
    for n, row in enumerate(rows, 1):
        where = f"ledger.jsonl, line {n}"
        read = ledger_of(row, where)
        if not read.confirmed_by:
            left += 1
            continue
        if (read.of, read.new) in pairs:
            words = _("{where}: what became of {of} in {draft} stands further up; keep one line")
            raise InputError(words.format(where=where, of=read.of, draft=read.new))
        pairs.add((read.of, read.new))
        name = new_name(names, slug_of(read.id, where), where)
        names[name] = _entry(known, read, row, where)
    if left:
        words = ngettext(
            "ledger.jsonl: {n} line that nobody confirmed is left out; the site suggests outcomes itself",
            "ledger.jsonl: {n} lines that nobody confirmed are left out; the site suggests outcomes itself",
            left,
        )
        tell(words.format(n=left))


def _entry(known: Known, read: LedgerEntry, row: Record, where: str) -> Entry:
    kind, _colon, name = read.of.partition(":")
    if kind not in ("ask", "amendment"):
        words = _("{where}: of is {of}; write ask:ID or amendment:ID")
        raise InputError(words.format(where=where, of=read.of))
    of = (
        {"ask": one(known.asks, name, where, "of")}
        if kind == "ask"
        else {"amendment": one(known.amendments, name, where, "of")}
    )
    old, new = draft_of(known, read.old, where), draft_of(known, read.new, where)
    if (old.order, old.correction) >= (new.order, new.correction):
        words = _("{where}: {new} does not come after {old}; give the drafts in their order")
        raise InputError(words.format(where=where, new=new.slug, old=old.slug))
    return Entry.objects.create(
        process=known.process,
        name=slug_of(read.id, where),
        **of,
        old=old,
        new=new,
        suggested=one_of(Outcome.values, row.get("suggested") or read.outcome, where, "suggested"),
        evidence=[evidence_record(one) for one in read.evidence],
        score=read.score,
        sure=read.sure,
        outcome=read.outcome,
        note=row.get("note") or "",
        confirmed_by=short(read.confirmed_by, 60, where, "confirmed_by"),
        confirmed=moment(row.get("confirmed"), f"{where}, confirmed") or timezone.now(),
        carried_by=_carried(known, read, where),
        not_carried_because=short(read.not_carried_because, 500, where, "not_carried_because"),
    )


def _carried(known: Known, read: LedgerEntry, where: str) -> object:
    if not read.carried_by_board:
        return None
    return one(
        known.reflections, read.carried_by_board.removeprefix("reflection:"), where, "carried_by_board"
    )


def load_responses(known: Known, rows: Sequence[Record]) -> None:
    """Official answers; each names what it answers."""
    names: dict[str, Response] = {}
    for n, row in enumerate(rows, 1):
        where = f"responses.jsonl, line {n}"
        read = response_of(row, where)
        for name in read.to:
            _must_be_there(known, name, where)
        made = Response.objects.create(
            process=known.process,
            name=new_name(names, slug_of(read.id, where), where),
            by=short(line(read.by), 60, where, "by"),
            role=short(line(read.role), 30, where, "role"),
            at=moment(read.date, f"{where}, date"),
            text=read.text,
            language=row.get("language") or known.process.language,
            to=list(read.to),
        )
        names[made.name] = made


def _must_be_there(known: Known, name: str, where: str) -> None:
    kind, _colon, rest = name.partition(":")
    if kind == "ask":
        one(known.asks, rest, where, "to")
    elif kind == "topic":
        one({topic: topic for topic in known.topics}, rest, where, "to")
    elif kind == "paragraph":
        draft, _slash, eid = rest.partition("/")
        draft_of(known, draft, where)
        must_be_paragraph(known, draft, eid, where)
    else:
        words = _("{where}: to is {name}; write ask:ID, paragraph:DRAFT/EID or topic:SLUG")
        raise InputError(words.format(where=where, name=name))
