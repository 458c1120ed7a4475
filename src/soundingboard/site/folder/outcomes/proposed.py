"""Proposals of wording of a folder, and the organisations that support or oppose them."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from soundingboard.errors import InputError
from soundingboard.model import Amendment as AmendmentRecord
from soundingboard.site.amendments.models import Amendment, Support, SupportPosition
from soundingboard.site.contributions.models import Ask
from soundingboard.site.drafts.models import Draft, Paragraph
from soundingboard.site.folder.outcomes.known import Known, draft_of, must_be_paragraph, new_name, one, short
from soundingboard.site.folder.reading import Record, line, moment, one_of, slug_of
from soundingboard.site.people.models import Organisation
from soundingboard.write.outcomes import amendment_of

BOARD = "board"


def load_amendments(known: Known, rows: Sequence[Record]) -> None:
    """All amendments, and after them which of them change which."""
    asked: set[tuple[int, int]] = set()
    for n, row in enumerate(rows, 1):
        where = f"amendments.jsonl, line {n}"
        made = _amendment(known, row, where)
        if made.ask and (made.ask.pk, made.draft.pk) in asked:
            words = _(
                "{where}: ask {name} has an amendment on this draft already; one ask proposes one wording"
            )
            raise InputError(words.format(where=where, name=made.ask.name))
        asked |= {(made.ask.pk, made.draft.pk)} if made.ask else set()
        made.save()
        known.amendments[made.name] = made
    for n, row in enumerate(rows, 1):
        if row.get("amends"):
            made = known.amendments[row["id"]]
            made.amends = one(known.amendments, row["amends"], f"amendments.jsonl, line {n}", "amends")
            made.save(update_fields=["amends"])


def _amendment(known: Known, row: Record, where: str) -> Amendment:
    read = amendment_of(row, where)
    draft = draft_of(known, read.draft, where)
    if read.eid:
        must_be_paragraph(known, read.draft, read.eid, where)
    is_boards, ask, organisation = _proposer(known, row, where)
    return Amendment(
        process=known.process,
        name=new_name(known.amendments, slug_of(read.id, where), where),
        draft=draft,
        eid=read.eid or "",
        old=read.old,
        new=read.new,
        rationale=read.rationale or "",
        anchor=_anchor(read, draft, where),
        notices=list(row.get("notices") or []),
        is_boards=is_boards,
        organisation=organisation,
        ask=ask,
        at=moment(read.date, f"{where}, date") or timezone.now(),
        state=read.state,
        reason=short(row.get("reason"), 500, where, "reason"),
    )


def _proposer(known: Known, row: Record, where: str) -> tuple[bool, Ask | None, Organisation | None]:
    """Who proposes: the board, an ask of a contribution, or an organisation that speaks for itself."""
    by = line(row.get("by"))
    ask = one(known.asks, row["ask"], where, "ask") if row.get("ask") else None
    said = known.contributions.get(by) or (ask.contribution if ask else None)
    if ask and (by == BOARD or said is None or ask.contribution_id != said.pk):
        words = _("{where}: ask {ask} is not of {by}; give the contribution that it belongs to as by")
        raise InputError(words.format(where=where, ask=ask.name, by=by or "–"))
    if by == BOARD:
        return True, None, None
    if said is None:
        if not by:
            words = _("{where}: by is missing; give board, a contribution or an organisation")
            raise InputError(words.format(where=where))
        return False, None, Organisation.objects.named(known.process.slug, by)
    if ask is None and not (said.is_open and said.organisation):
        words = _("{where}: contribution {by} does not speak openly as an organisation; name its ask")
        raise InputError(words.format(where=where, by=by))
    return False, ask, said.organisation if said.is_open else None


def _anchor(read: AmendmentRecord, draft: Draft, where: str) -> Record | None:
    """The words that are anchored must stand in the paragraph, where the row says."""
    if read.anchor is None:
        return None
    start, end, words = read.anchor.start, read.anchor.end, read.anchor.text
    text = Paragraph.objects.filter(draft=draft, eid=read.eid or "").values_list("text", flat=True).first()
    if text is None or text[start:end] != words:
        message = _("{where}: “{words}” does not stand at {start} to {end} of {eid}; mend the anchor")
        raise InputError(message.format(where=where, words=words[:60], start=start, end=end, eid=read.eid))
    return {"start": start, "end": end, "text": words}


def load_support(known: Known, rows: Sequence[Record]) -> None:
    """Where organisations stand; one that no contribution named is made as declared."""
    seen: set[tuple[str, int]] = set()
    for n, row in enumerate(rows, 1):
        where = f"support.jsonl, line {n}"
        amendment = one(known.amendments, row.get("amendment"), where, "amendment")
        if not (name := line(row.get("organisation"))):
            raise InputError(_("{where}: organisation is missing; give its name").format(where=where))
        organisation = Organisation.objects.named(known.process.slug, short(name, 300, where, "organisation"))
        if (amendment.name, organisation.pk) in seen:
            words = _("{where}: {name} has its word on {amendment} already; keep one line")
            raise InputError(words.format(where=where, name=name, amendment=amendment.name))
        seen.add((amendment.name, organisation.pk))
        Support.objects.create(
            amendment=amendment,
            organisation=organisation,
            position=one_of(SupportPosition.values, row.get("position"), where, "position"),
            reason=short(row.get("reason"), 500, where, "reason"),
            at=moment(row.get("date"), f"{where}, date") or amendment.at,
        )
