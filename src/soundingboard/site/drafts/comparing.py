"""What the library makes of drafts, written down: their paragraphs, and the changes between each two of them."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from itertools import product
from typing import Any

from django.db import transaction
from django.dispatch import Signal

from soundingboard.compare import Progress, compare
from soundingboard.model import Comparison as ComparisonRecord
from soundingboard.model import Draft as DraftRecord
from soundingboard.model import GivenLink
from soundingboard.site.drafts.links import given_links
from soundingboard.site.drafts.models import (
    OUT,
    Change,
    Comparison,
    Draft,
    Edge,
    Heading,
    Paragraph,
    Return,
    State,
    Visibility,
)
from soundingboard.site.record.actions import canonical
from soundingboard.write.records import draft_from_record, to_record

_BATCH = 500  # rows an insert: SQLite takes no more variables at once


@dataclass(frozen=True, slots=True)
class AtOnce:
    """Up to where a draft is compared while somebody waits for the page; beyond it a task does the work."""

    # A comparison of two drafts of this size takes under a second.
    paragraphs: int = 300
    # A few very long paragraphs take as long as many short ones.
    letters: int = 400_000


AT_ONCE = AtOnce()

# Which paragraph became which was made anew: sent with the `process`, inside the transaction.
compared = Signal()


def quiet(step: str, done: int, of: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two drafts to compare, with what their comparison is made from."""

    old: Draft
    new: Draft
    earlier: tuple[Draft, ...]
    links: tuple[GivenLink, ...]

    @property
    def run(self) -> dict[str, str]:
        """With what the comparison is made: the program, and the SHA-256 of the records and given links."""
        drafts = [_head(self.old), _head(self.new), *map(_head, self.earlier)]
        content = [*drafts, *(asdict(link) for link in self.links)]
        inputs = hashlib.sha256(canonical(content).encode()).hexdigest()
        return {"program": f"soundingboard {version('soundingboard')}", "input": inputs}


def draft_from(draft: Draft) -> DraftRecord:
    """The draft as the library knows it; what the secretariat said of it goes before what was read."""
    return draft_from_record(_head(draft))


def named_draft(draft: Draft) -> DraftRecord:
    """The same, called by its address, which no other draft of the process has."""
    return replace(draft_from(draft), stage=draft.slug)


def _head(draft: Draft) -> dict[str, Any]:
    """The record, with the fields of the row at its head."""
    source = {"file": draft.source_file, "sha256": draft.source_sha256, "url": draft.source_url}
    known = draft.record.get("source") or {}
    return draft.record | {
        "title": draft.title or draft.record.get("title", ""),
        "stage": draft.stage,
        "label": draft.label,
        "symbol": draft.symbol or None,
        "language": draft.language,
        "date": draft.date.isoformat() if draft.date else None,
        "visibility": draft.visibility,
        "source": {key: value or known.get(key) for key, value in source.items()},
    }


def settle(draft: Draft) -> None:
    """Write the paragraphs and headings of a draft as rows, from its record; its head goes into the record."""
    draft.record = _head(draft)
    draft.save(update_fields=["record"])
    read = draft_from_record(draft.record)
    draft.paragraphs.all().delete()
    draft.headings.all().delete()
    Heading.objects.bulk_create(
        Heading(draft=draft, index=n, eid=h.eid, number=h.number, level=h.level, text=h.text)
        for n, h in enumerate(read.headings)
    )
    Paragraph.objects.bulk_create(_rows(draft, read), batch_size=_BATCH)


def _rows(draft: Draft, read: DraftRecord) -> list[Paragraph]:
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
        for n, p in enumerate(read.paragraphs)
    ]


def compare_with_others(draft: Draft, progress: Progress = quiet) -> None:
    """Compare a draft with each other one that is out: with those before it, and those after it with it.

    A comparison that was made from the very same is kept. The work is done before anything is written.
    """
    keep([(pair, run_pair(pair, progress)) for pair in pairs_of(draft)])


def compare_with_last(draft: Draft, progress: Progress = quiet) -> None:
    """Compare a draft that is not out with the one that it follows (or corrects), for the secretariat to see."""
    keep([(pair, run_pair(pair, progress)) for pair in missing(draft)])


def missing(draft: Draft) -> list[Pair]:
    """The comparisons that should stand and do not: with all others, or with the one before while it is not out."""
    if draft.is_out:
        return pairs_of(draft)
    before = predecessor(draft)
    return [pair for pair in pairs_of(draft) if before and before.pk in (pair.old.pk, pair.new.pk)]


def is_large(draft: Draft) -> bool:
    """Whether comparing the draft takes longer than someone waits for a page."""
    paragraphs = draft.record["paragraphs"]
    letters = sum(len(paragraph["text"]) for paragraph in paragraphs)
    return len(paragraphs) > AT_ONCE.paragraphs or letters > AT_ONCE.letters


def predecessor(draft: Draft) -> Draft | None:
    """The draft that this one is read against: the last that stands before it, or the one that it corrects."""
    if draft.corrects:
        return draft.corrects
    out = Draft.objects.filter(process=draft.process, state=State.PUBLISHED).exclude(pk=draft.pk)
    before = [one for one in out if _place(one) < _place(draft)]
    return max(before, key=_place, default=None)


def pairs_of(draft: Draft) -> list[Pair]:
    """The pairs with every other draft that is out of which no comparison stands that was made from the same."""
    out = Draft.objects.filter(process=draft.process, state__in=OUT).exclude(pk=draft.pk)
    line = sorted([*out, draft], key=_place)
    here = line.index(draft)
    places = [sorted((n, here)) for n in range(len(line)) if n != here]
    found = [_pair(line[first], line[last], line[:first]) for first, last in places]
    return [pair for pair in found if not _stands(pair)]


def _pair(old: Draft, new: Draft, before: Sequence[Draft]) -> Pair:
    """What the pair is made from. A public comparison must not name a draft that is for the board only."""
    inside = Visibility.BOARD in (old.visibility, new.visibility)
    earlier = tuple(one for one in before if inside or one.visibility != Visibility.BOARD)
    return Pair(old, new, earlier, given_links(old, new, _eids(old), _eids(new)))


def _eids(draft: Draft) -> set[str]:
    return {paragraph["eid"] for paragraph in draft.record["paragraphs"]}


def _place(draft: Draft) -> tuple[bool, int, int]:
    """The place in the chain: a draft without one comes last, a corrigendum right after what it corrects."""
    if draft.corrects and not draft.is_out:
        return False, draft.corrects.order, 1 << 30
    return not draft.order, draft.order, draft.correction


def _stands(pair: Pair) -> bool:
    return Comparison.objects.filter(old=pair.old, new=pair.new, run=pair.run).exists()


def run_pair(pair: Pair, progress: Progress = quiet) -> ComparisonRecord:
    """The comparison of two drafts; an earlier draft is named by its address."""
    earlier = [named_draft(one) for one in pair.earlier]
    return compare(draft_from(pair.old), draft_from(pair.new), earlier, progress, links=pair.links)


@transaction.atomic
def keep(found: Iterable[tuple[Pair, ComparisonRecord]]) -> None:
    """Put comparisons in the place of earlier runs; decisions and verdicts of people stay."""
    processes = set()
    for pair, comparison in found:
        _keep(pair, comparison)
        processes.add(pair.new.process)
    for process in processes:
        compared.send(Comparison, process=process)


def _keep(pair: Pair, found: ComparisonRecord) -> None:
    head = to_record(found)
    changes = head.pop("changes")
    Comparison.objects.filter(old=pair.old, new=pair.new).delete()
    comparison = Comparison.objects.create(
        old=pair.old, new=pair.new, run=pair.run, summary=dict(found.summary), head=head
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
    Return.objects.bulk_create(_returns(comparison, pair, rows))


def _returns(comparison: Comparison, pair: Pair, rows: Iterable[Change]) -> Iterator[Return]:
    """The edges of text that had left and came back, from the draft in which it stood."""
    origins = {one.slug: one for one in pair.earlier}
    for row in rows:
        back = row.record.get("reinstates")
        if back and back["draft"] in origins:
            ends = {"origin": origins[back["draft"]], "old_eid": back["eid"]}
            yield Return(comparison=comparison, change=row, new_eid=row.record["new"][0]["eid"], **ends)
