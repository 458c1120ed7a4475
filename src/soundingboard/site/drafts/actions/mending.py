"""Mending how a draft was read, and which paragraph became which."""

from collections.abc import Callable, Collection, Sequence

from django.db import transaction
from django.db.models import F, Q

from soundingboard.site.drafts.actions.publishing import readers_of
from soundingboard.site.drafts.comparing import compare_with_last, compare_with_others, is_large
from soundingboard.site.drafts.links import family, origins
from soundingboard.site.drafts.mending import Mend, Mended, join_with_former, leave_out, mend
from soundingboard.site.drafts.models import OUT, Draft, LinkDecision, State
from soundingboard.site.drafts.refusals import Crossed
from soundingboard.site.people.rules import Who
from soundingboard.site.record.actions import enter
from soundingboard.site.record.models import Readers


def mend_paragraph(who: Who, draft: Draft, version: int, eid: str, wanted: Mend) -> str:
    """Change a paragraph of a draft that is not out; its eid now. Raises Crossed."""
    return _mended(who, draft, version, eid, "mended reading", lambda: mend(draft.record, eid, wanted))


def join_paragraph(who: Who, draft: Draft, version: int, eid: str) -> str:
    """Join a paragraph with the one before it; the eid of that one. Raises Crossed."""
    return _mended(who, draft, version, eid, "joined paragraphs", lambda: join_with_former(draft.record, eid))


def drop_paragraph(who: Who, draft: Draft, version: int, eid: str) -> str:
    """Leave a paragraph out of the draft; the eid of the one before it. Raises Crossed."""
    return _mended(who, draft, version, eid, "left out paragraph", lambda: leave_out(draft.record, eid))


def _mended(who: Who, draft: Draft, version: int, eid: str, verb: str, change: Callable[[], Mended]) -> str:
    if draft.version != version:
        raise Crossed
    done = change()
    if done.record == draft.record:
        return done.eid
    before = _named(draft.record["paragraphs"], {eid})
    with transaction.atomic():
        found = Draft.objects.filter(pk=draft.pk, version=version, state=State.READ)
        if not found.update(record=done.record, version=F("version") + 1):
            raise Crossed
        for old, new in done.renamed.items():
            _rename(draft, old, new)
        known = {p["eid"]: p for p in draft.record["paragraphs"]}
        after = [p for p in done.record["paragraphs"] if known.get(p["eid"]) != p]
        content = {"before": before, "after": [_words(p) for p in after]}
        enter(draft.process.slug, who.actor, verb, f"draft:{draft.slug}", content, Readers.SECRETARIAT)
    draft.record, draft.version = done.record, version + 1
    compare_anew(draft)
    return done.eid


def _named(paragraphs: Sequence[dict[str, object]], eids: Collection[str]) -> list[dict[str, object]]:
    return [_words(p) for p in paragraphs if p["eid"] in eids]


def _words(paragraph: dict[str, object]) -> dict[str, object]:
    return {key: paragraph.get(key) for key in ("eid", "number", "label", "kind", "status", "text")}


def _rename(draft: Draft, old: str, new: str) -> None:
    """What people decided of a paragraph follows its new name."""
    for decision in LinkDecision.objects.filter(Q(new=draft) | Q(old=draft)):
        side = "new_eids" if decision.new_id == draft.pk else "old_eids"
        eids = getattr(decision, side)
        if old in eids:
            setattr(decision, side, [new if eid == old else eid for eid in eids])
            decision.save(update_fields=[side])


def correct_link(
    who: Who, old: Draft, draft: Draft, version: int, eid: str, comes_from: Collection[str]
) -> bool:
    """Say which paragraphs of an older draft one came from; whether that is news. Raises Crossed.

    On a draft that is out this changes what everyone sees, and everyone may read that it was done.
    """
    if set(origins(old, draft, eid)) == set(comes_from):
        return False
    told = family(old, draft, eid, comes_from)
    with transaction.atomic():
        found = Draft.objects.filter(pk=draft.pk, version=version, state__in=[State.READ, *OUT])
        if not found.update(version=F("version") + 1):
            raise Crossed
        LinkDecision.objects.create(
            old=old, new=draft, old_eids=list(told.old), new_eids=list(told.new), by_id=who.participant
        )
        content = {"old": f"draft:{old.slug}", "from": list(told.old), "to": list(told.new)}
        enter(
            draft.process.slug,
            who.actor,
            "corrected link",
            f"draft:{draft.slug}",
            content,
            _readers(old, draft),
        )
    draft.version = version + 1
    compare_anew(draft)
    return True


def _readers(old: Draft, draft: Draft) -> Readers:
    if not draft.is_out:
        return Readers.SECRETARIAT
    return max((readers_of(old), readers_of(draft)), key=[Readers.PUBLIC, Readers.BOARD].index)


def compare_anew(draft: Draft) -> None:
    """Make again the comparisons that no longer hold: at once, or for a large draft by the worker."""
    if is_large(draft):
        from soundingboard.site.drafts.tasks import compare  # it calls acts of this folder

        compare.enqueue(draft.pk)
    elif draft.is_out:
        compare_with_others(draft)
    else:
        compare_with_last(draft)
