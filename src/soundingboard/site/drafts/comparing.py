"""What the library makes of drafts, written down: their paragraphs, and the changes between each two of them."""

import hashlib
from collections.abc import Sequence
from importlib.metadata import version
from itertools import product

from soundingboard.compare import Progress, compare
from soundingboard.model import Draft as DraftRecord
from soundingboard.model import GivenLink
from soundingboard.site.drafts.models import (
    OUT,
    Change,
    Comparison,
    Draft,
    Edge,
    Heading,
    LinkDecision,
    Paragraph,
)
from soundingboard.site.record.actions import canonical
from soundingboard.write.records import draft_from_record, to_record

_BATCH = 500  # rows an insert: SQLite takes no more variables at once


def settle(draft: Draft) -> None:
    """Write the paragraphs and headings of a draft as rows, from its record."""
    record = draft_from_record(draft.record)
    draft.paragraphs.all().delete()
    draft.headings.all().delete()
    Heading.objects.bulk_create(
        Heading(draft=draft, index=n, eid=h.eid, number=h.number, level=h.level, text=h.text)
        for n, h in enumerate(record.headings)
    )
    Paragraph.objects.bulk_create(_rows(draft, record), batch_size=_BATCH)


def _rows(draft: Draft, record: DraftRecord) -> list[Paragraph]:
    return [
        Paragraph(
            draft=draft,
            index=n,
            eid=p.eid,
            number=p.number,
            label=p.label,
            kind=p.kind,
            parent=p.parent or "",
            section=p.section or "",
            status=p.status or "",
            text=p.text,
        )
        for n, p in enumerate(record.paragraphs)
    ]


def compare_with_others(draft: Draft, progress: Progress = lambda step, done, of: None) -> None:
    """Compare a draft with each other one that is out: with those before it, and those after it with it."""
    out = Draft.objects.filter(process=draft.process, state__in=OUT).exclude(pk=draft.pk)
    others = sorted([*out, draft], key=lambda one: (one.order, one.correction))
    read = {one.pk: draft_from_record(one.record) for one in others}
    here = others.index(draft)
    for n in range(len(others)):
        if n != here:
            first, last = sorted((n, here))
            earlier = [read[one.pk] for one in others[:first]]
            write_comparison(others[first], others[last], read, earlier, progress)


def write_comparison(
    old: Draft,
    new: Draft,
    read: dict[int, DraftRecord],
    earlier: Sequence[DraftRecord],
    progress: Progress = lambda step, done, of: None,
) -> Comparison:
    """Run the comparison of two drafts and put it in the place of an earlier run; decisions of people stay."""
    found = compare(read[old.pk], read[new.pk], earlier, progress, links=given_links(old, new))
    record = to_record(found)
    changes = record.pop("changes")
    Comparison.objects.filter(old=old, new=new).delete()
    comparison = Comparison.objects.create(
        old=old, new=new, run=_run(old, new), summary=dict(found.summary), head=record
    )
    rows = Change.objects.bulk_create(
        [
            Change(comparison=comparison, index=n, name=change["id"], kind=change["kind"], record=change)
            for n, change in enumerate(changes)
        ],
        batch_size=_BATCH,
    )
    edges = (
        Edge(comparison=comparison, change=row, old_eid=one["eid"], new_eid=other["eid"])
        for row in rows
        for one, other in product(row.record["old"], row.record["new"])
    )
    Edge.objects.bulk_create(edges, batch_size=_BATCH)
    return comparison


def _run(old: Draft, new: Draft) -> dict[str, str]:
    """With what a comparison was made: the program, and the SHA-256 of both records."""
    inputs = hashlib.sha256(canonical([old.record, new.record]).encode()).hexdigest()
    return {"program": f"soundingboard {version('soundingboard')}", "input": inputs}


def given_links(old: Draft, new: Draft) -> tuple[GivenLink, ...]:
    """What people decided between two drafts; of two decisions about one paragraph the later one stands."""
    decisions = LinkDecision.objects.filter(old=old, new=new).order_by("-pk")
    taken: set[tuple[str, str]] = set()
    links = []
    for decision in decisions:
        ends = {("old", eid) for eid in decision.old_eids} | {("new", eid) for eid in decision.new_eids}
        if not ends & taken:
            taken |= ends
            links.append(GivenLink(tuple(decision.old_eids), tuple(decision.new_eids)))
    return tuple(reversed(links))
