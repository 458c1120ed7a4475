"""What each later draft did with each ask and each proposal: suggestions of a run, apart from what people decide. The
one file of the site that traces.

A later run takes the place of what nobody confirmed, and leaves decisions as they are, and what is contested until that
is answered. The same inputs give no second run.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import task

from soundingboard import model
from soundingboard.site.amendments.models import Amendment
from soundingboard.site.amendments.records import recorded
from soundingboard.site.contributions import records
from soundingboard.site.contributions.intake.suggesting import concordance_of, program, thresholds
from soundingboard.site.contributions.models import Ask, Contribution, ContributionState
from soundingboard.site.drafts.comparing import named_draft
from soundingboard.site.drafts.lives import chain as chain_of
from soundingboard.site.drafts.models import Comparison, Draft, Edge, State, Visibility
from soundingboard.site.ledger.actions import noticing
from soundingboard.site.ledger.carrying import carried_asks, reasons
from soundingboard.site.ledger.models import Contest, ContestState, Entry, Trace, Wanted
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.models import Process
from soundingboard.site.record.actions import Act, canonical, enter_all
from soundingboard.site.record.models import Readers
from soundingboard.vocabulary import UNTRACED_KINDS
from soundingboard.write.outcomes import evidence_record
from soundingboard.write.records import plain

SOFTWARE = Who(office="software")
_PARTS = ("trace",)  # of the library: what a run decides with
_BATCH = 500
Key = tuple[int | None, int | None, int]  # ids of the ask, of the amendment, and of the later draft


@dataclass(frozen=True, slots=True)
class Waits:
    """How long one asks for a run before another is asked for."""

    lost: timedelta = timedelta(minutes=10)  # the worker takes a minute at most; then a restart lost the task


WAITS = Waits()


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that a run reads: drafts oldest first, their edges, asks with what they are from, amendments."""

    chain: Sequence[Draft]
    drafts: tuple[model.Draft, ...]
    record: model.Concordance
    asks: Mapping[str, Ask]
    amendments: Mapping[str, Amendment]

    @property
    def by_slug(self) -> Mapping[str, Draft]:
        return {draft.slug: draft for draft in self.chain}


@task()
def trace_again(process_id: int) -> None:
    """Trace a process; what is asked for while it runs is done after it."""
    Wanted.objects.filter(process=process_id).update(asked=None)
    retrace(Process.objects.get(pk=process_id))


def retrace_later(process: Process) -> None:
    """Have a process traced by the worker, when this transaction is through; asking often gives one run."""
    transaction.on_commit(lambda: _ask_for_a_run(process))


def _ask_for_a_run(process: Process) -> None:
    now = timezone.now()
    Wanted.objects.get_or_create(process=process)
    rows = Wanted.objects.filter(process=process)
    if rows.filter(Q(asked=None) | Q(asked__lt=now - WAITS.lost)).update(asked=now):
        trace_again.enqueue(process.pk)


def retrace(process: Process, who: Who = SOFTWARE) -> int:
    """Trace every ask that stands and every proposal through the drafts that are out; how many entries there are.

    Drafts for the board alone are passed over where the public text is judged: a public entry never speaks of them.
    """
    chains = [chain_of(process, inside=False)]
    inside = chain_of(process, inside=True)
    if len(inside) > len(chains[0]):
        chains.append(inside)
    inputs = [_inputs(process, chain) for chain in chains]
    digest = hashlib.sha256("".join(map(_digest, inputs)).encode()).hexdigest()
    if not _stands(process, digest):
        found: dict[Key, model.LedgerEntry] = {}
        for one in inputs:
            found |= {key: entry for key, entry in _traced(one) if key not in found}
        _keep(process, who, _Run({draft.pk: draft for draft in inside}, found, digest))
    mark_carried(process)
    return Entry.objects.filter(process=process).count()


def _inputs(process: Process, chain: Sequence[Draft]) -> Inputs:
    """What there is to trace; asks of the newest draft have nothing to be traced in yet."""
    rows = Draft.objects.in_bulk([draft.pk for draft in chain])
    whole = [rows[draft.pk] for draft in chain]
    drafts = tuple(named_draft(row) for row in whole)
    pairs = list(pairwise(draft.pk for draft in chain))
    known = Edge.objects.between(pairs).values_list("comparison", flat=True).distinct()
    asks = Ask.objects.filter(
        contribution__process=process,
        contribution__state=ContributionState.CURRENT,
        draft__in=[draft.pk for draft in chain[:-1]],
    ).exclude(kind__in=UNTRACED_KINDS)
    proposals = Amendment.objects.standing(process).filter(draft__in=chain[:-1], ask=None)
    proposals = proposals.defer("draft__record")
    return Inputs(
        chain=chain,
        drafts=drafts,
        record=concordance_of(whole, drafts, sorted(known)),
        asks={one.name: one for one in _with_drafts(asks, rows)},
        amendments={one.name: one for one in proposals},
    )


def _with_drafts(asks: QuerySet[Ask], drafts: Mapping[int, Draft]) -> Iterator[Ask]:
    """The asks with their contributions; a draft, which is large, is read once and not for each of them."""
    for one in asks.select_related("contribution__organisation").order_by("pk"):
        one.draft = drafts[one.draft_id]
        one.contribution.draft = drafts.get(one.contribution.draft_id)
        yield one


def _digest(inputs: Inputs) -> str:
    content = [
        [plain(asdict(one)) for one in inputs.drafts],
        [plain(asdict(edge)) for edge in inputs.record.edges],
        [[records.ask_record(one), one.contribution.text] for one in inputs.asks.values()],
        [plain(asdict(recorded(one))) for one in inputs.amendments.values()],
        [program(), thresholds(_PARTS)],
    ]
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def _stands(process: Process, digest: str) -> bool:
    """Whether the newest run was made from the very same."""
    newest = Trace.objects.filter(process=process).order_by("-pk").first()
    return newest is not None and newest.inputs == digest


def _traced(inputs: Inputs) -> Iterator[tuple[Key, model.LedgerEntry]]:
    """What the library finds. A draft that was replaced takes nothing up, and a corrigendum only mends its own."""
    from soundingboard.trace import trace  # here: pages that show entries need none of it

    said = {one.contribution_id: one.contribution for one in inputs.asks.values()}
    entries = trace(
        [records.asked(one) for one in inputs.asks.values()],
        inputs.drafts,
        inputs.record,
        [records.said(one) for one in said.values()],
        [recorded(one) for one in inputs.amendments.values()],
    )
    by_slug = inputs.by_slug
    for entry in entries:
        kind, _colon, name = entry.of.partition(":")
        thing = inputs.asks[name] if kind == "ask" else inputs.amendments[name]
        new = by_slug[entry.new]
        if new.state == State.PUBLISHED and new.order > thing.draft.order:
            key = (thing.pk, None, new.pk) if kind == "ask" else (None, thing.pk, new.pk)
            yield key, replace(entry, old=_before(inputs.chain, new).slug)


def _before(chain: Sequence[Draft], new: Draft) -> Draft:
    """The draft that stood before this one was out."""
    earlier = [draft for draft in chain if draft.order < new.order]
    standing = [draft for draft in earlier if draft.state == State.PUBLISHED]
    return (standing or earlier)[-1]


@dataclass(frozen=True, slots=True)
class _Run:
    drafts: Mapping[int, Draft]
    found: Mapping[Key, model.LedgerEntry]
    inputs: str


@transaction.atomic
def _keep(process: Process, who: Who, run: _Run) -> None:
    """Put the entries of a run in the place of those that nobody decided or contests."""
    Process.objects.select_for_update().get(pk=process.pk)
    there = {_key(row): row for row in Entry.objects.filter(process=process).select_for_update()}
    traces = _traces(process, run)
    changed, made, contested = [], [], _contested(process)
    for key, entry in run.found.items():
        row = there.pop(key, None)
        fields = _fields(run, entry) | {"run": traces[key[2]]}
        if row is None:
            made.append(Entry(process=process, ask_id=key[0], amendment_id=key[1], new_id=key[2], **fields))
        elif not row.is_confirmed and row.pk not in contested:
            changed.append(_renewed(row, fields))
    Entry.objects.bulk_create(made, batch_size=_BATCH)
    Entry.objects.bulk_update(changed, [*_FIELDS, "run", "version"], batch_size=_BATCH)
    gone = [row.pk for row in there.values() if not row.is_confirmed]
    Entry.objects.filter(pk__in=gone, contests=None).delete()
    Trace.objects.filter(process=process, entries=None).exclude(inputs=run.inputs).delete()
    noticing.traced(process, made)
    enter_all(process.slug, who.actor, _acts(run, traces))


def _contested(process: Process) -> set[int | None]:
    """The entries that their authors contest, and that wait for an answer."""
    rows = Contest.objects.filter(process=process, state=ContestState.OPEN)
    return set(rows.values_list("entry", flat=True))


_FIELDS = ("old_id", "suggested", "evidence", "score", "sure", "outcome")


def _fields(run: _Run, entry: model.LedgerEntry) -> dict[str, Any]:
    slugs = {draft.slug: pk for pk, draft in run.drafts.items()}
    return {
        "old_id": slugs[entry.old],
        "suggested": entry.outcome,
        "evidence": [evidence_record(one) for one in entry.evidence],
        "score": entry.score,
        "sure": entry.sure,
        "outcome": entry.outcome,
    }


def _renewed(row: Entry, fields: Mapping[str, Any]) -> Entry:
    """The row as the run has it; whoever looks at it is told only when it says something else."""
    row.version += any(getattr(row, name) != fields[name] for name in _FIELDS)
    for name, value in fields.items():
        setattr(row, name, value)
    return row


def _key(row: Entry) -> Key:
    return row.ask_id, row.amendment_id, row.new_id


def _traces(process: Process, run: _Run) -> dict[int, Trace]:
    """A row for each later draft; one of none where nothing was found, so that it is known that all was looked at."""
    steps = {key[2]: entry.old for key, entry in run.found.items()}
    slugs = {draft.slug: draft for draft in run.drafts.values()}
    named = {"process": process, "version": program(), "thresholds": thresholds(_PARTS), "inputs": run.inputs}
    found = {new: Trace.objects.create(old=slugs[old], new_id=new, **named) for new, old in steps.items()}
    if not found and run.drafts:
        newest = max(run.drafts.values(), key=lambda draft: (draft.order, draft.correction))
        Trace.objects.create(old=newest, new=newest, **named)
    return found


def _acts(run: _Run, traces: Mapping[int, Trace]) -> list[Act]:
    """An entry for each draft that was traced. What was said in confidence is not counted in it."""
    closed = set(
        Ask.objects.filter(contribution__in=Contribution.objects.closed()).values_list("pk", flat=True)
    )
    acts = []
    for new, trace in traces.items():
        draft = run.drafts[new]
        n = sum(key[2] == new and key[0] not in closed for key in run.found)
        content = {"from": trace.old.slug, "entries": n, "program": trace.version, "inputs": trace.inputs}
        readers = Readers.BOARD if draft.visibility == Visibility.BOARD else Readers.PUBLIC
        acts.append(Act("traced asks", f"draft:{draft.slug}", content, readers))
    return acts


@transaction.atomic
def mark_carried(process: Process) -> None:
    """Write down which reflections carried each ask and proposal, and why the board did not carry others."""
    carried, because = carried_asks(process), reasons(process)
    rows = Entry.objects.filter(process=process).select_related("ask", "amendment").defer("evidence")
    changed = []
    for row in rows:
        reflection = carried.get(of(row))
        why = because.get(row.ask_id or 0, "")
        wanted = (reflection.pk if reflection else None, "" if reflection else why)
        if (row.carried_by_id, row.not_carried_because) != wanted:
            row.carried_by_id, row.not_carried_because = wanted
            changed.append(row)
    Entry.objects.bulk_update(changed, ["carried_by", "not_carried_because"], batch_size=_BATCH)


def of(row: Entry) -> str:
    """What an entry is of, as records name it."""
    return f"ask:{row.ask.name}" if row.ask else f"amendment:{row.amendment.name}"


def is_worth_tracing(contribution: Contribution, asks: Iterable[Ask]) -> bool:
    """Whether anything of a contribution can be traced: it asks something of a draft that another came after."""
    newest = Draft.objects.chain(contribution.process, inside=True).values_list("order", flat=True).last()
    drafts = {ask.draft_id for ask in asks if ask.kind not in UNTRACED_KINDS}
    return Draft.objects.filter(pk__in=drafts, order__lt=newest or 0).exists()


def trace_compared(process: Process, **_signal: Any) -> None:
    """Which paragraph became which was made anew."""
    if Comparison.objects.filter(new__process=process, new__state=State.PUBLISHED).exists():
        retrace_later(process)


def trace_changed(contribution: Contribution, asks: Sequence[Ask], **_signal: Any) -> None:
    """What a contribution asks changed."""
    if is_worth_tracing(contribution, asks):
        retrace_later(contribution.process)


def mark_published(process: Process, **_signal: Any) -> None:
    """Reflections came out: what they carry is written down at once."""
    mark_carried(process)
