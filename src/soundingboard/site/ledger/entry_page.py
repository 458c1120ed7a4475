"""One entry: the ask, both texts, what speaks for the outcome, its life, the answers, what people decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from soundingboard.site.contributions.reading import AskShown, ContributionPage, asks_shown, contribution_page
from soundingboard.site.drafts import lives, shown
from soundingboard.site.drafts.models import Comparison, Draft, Paragraph
from soundingboard.site.ledger import rules
from soundingboard.site.ledger.data import plain_life
from soundingboard.site.ledger.ledger_page import Told, told
from soundingboard.site.ledger.models import Contest, Entry, Response
from soundingboard.site.ledger.words import evidence_word
from soundingboard.site.people.rules import Who
from soundingboard.trace.outcomes import life

_NOTHING = SafeString("")


@dataclass(frozen=True, slots=True)
class Speaking:
    """A piece of evidence: what kind it is, the words, where they stand, with the words marked in that text."""

    word: str
    words: Sequence[str]
    note: str
    number: str
    address: str
    marked: SafeString


@dataclass(frozen=True, slots=True)
class LifeStep:
    """How it stood in one later draft, and whether it was gained or lost on the way there."""

    draft: Draft
    entry: Entry
    turn: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class EntryPage:
    entry: Entry
    told: Told
    asked: AskShown | None
    closed: ContributionPage | None  # of what was said in confidence: its name and group alone
    redline: SafeString
    is_gone: bool  # its paragraph is not in the later draft
    evidence: Sequence[Speaking]
    life: Sequence[LifeStep]
    answers: Sequence[Response]
    contests: Sequence[Contest]
    n_contests: int
    may_decide: bool
    may_say_why_not: bool
    may_answer: bool
    may_answer_contests: bool


def entry_page(who: Who, entry: Entry, chain: Sequence[Draft]) -> EntryPage:
    """Everything that this reader may see of it."""
    process, ask = entry.process, entry.ask
    is_closed = bool(ask and ask.contribution.is_confidential)
    told_here = told(process, chain, [entry])[0]
    contests = _contests(entry)
    redline, is_gone = (_NOTHING, False) if is_closed else _redline(entry, chain)
    return EntryPage(
        entry=entry,
        told=told_here,
        asked=_asked(entry, chain) if told_here.line and told_here.line.are_words_shown else None,
        closed=contribution_page(who, ask.contribution, chain) if ask and is_closed else None,
        redline=redline,
        is_gone=is_gone,
        evidence=() if is_closed else _evidence(entry, chain),
        life=() if is_closed else _life(entry, chain),
        answers=told_here.stated,
        contests=() if is_closed else contests,
        n_contests=len(contests),
        may_decide=(rules.may_decide(who, process.slug) and not is_closed) or _may_decide_closed(who, entry),
        may_say_why_not=bool(ask) and not is_closed and rules.may_say_why_not(who, process.slug),
        may_answer=rules.may_answer(who, process) and not is_closed,
        may_answer_contests=rules.may_answer_contests(who, process.slug),
    )


def _may_decide_closed(who: Who, entry: Entry) -> bool:
    """What became of a confidential ask is for the secretariat to say, which alone may read it."""
    return rules.may_answer_contests(who, entry.process.slug)


def _asked(entry: Entry, chain: Sequence[Draft]) -> AskShown | None:
    found = asks_shown(entry.ask.contribution, chain)
    return next((one for one in found if one.ask.pk == entry.ask_id), None)


def _contests(entry: Entry) -> list[Contest]:
    """What its author contested: this entry, or the ask itself."""
    wanted = Q(entry=entry) | (Q(ask=entry.ask) if entry.ask else Q(pk__in=[]))
    return list(Contest.objects.filter(wanted).select_related("contribution"))


def _place(entry: Entry) -> tuple[Draft, str]:
    """The draft and paragraph that it is about; no paragraph: none is named."""
    if entry.ask:
        kind, _colon, name = entry.ask.place.partition(":")
        return entry.ask.draft, name if kind == "para" else ""
    return entry.amendment.draft, entry.amendment.eid


def _redline(entry: Entry, chain: Sequence[Draft]) -> tuple[SafeString, bool]:
    """The paragraph as it was asked about, and what the later draft made of it, in one; whether it is gone."""
    drafts = {draft.pk: draft for draft in chain}
    old, eid = _place(entry)
    if not eid or old.pk not in drafts:
        return _NOTHING, False
    old, new = drafts[old.pk], drafts[entry.new_id]
    pair = Comparison.objects.filter(old=old, new=new).defer("head").first()
    if pair is None:
        return _NOTHING, False
    text = shown.compared(pair, old, new, shown.verdicts(old, new))
    now = lives.lives(chain).forward(old.pk, eid, new.pk)
    pieces = list(dict.fromkeys(text.by_eid[one] for one in now if one in text.by_eid))
    if not pieces and eid in text.old_by_eid:
        pieces = [text.old_by_eid[eid]]
    return _safe("".join(piece.wording for piece in pieces)), not now


def _safe(markup: str) -> SafeString:
    return mark_safe(markup)  # noqa: S308 (made by the library, which escapes what it holds)


def _evidence(entry: Entry, chain: Sequence[Draft]) -> list[Speaking]:
    """What a run found, each with the text that it speaks of (two queries at most)."""
    by_slug = {draft.slug: draft for draft in chain}
    places = [one.get("where") or {} for one in entry.evidence]
    rows = Paragraph.objects.filter(
        draft__in=[by_slug[one["draft"]] for one in places if one.get("draft") in by_slug],
        eid__in=[one["eid"] for one in places if one.get("eid")],
    )
    texts = {(row.draft_id, row.eid): row for row in rows}
    found = []
    for evidence, where in zip(entry.evidence, places, strict=True):
        draft = by_slug.get(where.get("draft", ""))
        row = texts.get((draft.pk, where["eid"])) if draft else None
        found.append(_speaking(entry, evidence, draft, row))
    return found


def _speaking(
    entry: Entry, evidence: Mapping[str, Any], draft: Draft | None, row: Paragraph | None
) -> Speaking:
    words = list(evidence.get("words") or ())
    address = reverse("paragraph", args=[entry.process.slug, draft.slug, row.eid]) if draft and row else ""
    return Speaking(
        word=evidence_word(evidence),
        words=words,
        note=evidence.get("note") or "",
        number=str(row) if row else "",
        address=address,
        marked=marked(row.text, words) if row else _NOTHING,
    )


def marked(text: str, words: Sequence[str]) -> SafeString:
    """A text with these words marked; empty where none of them stands in it."""
    spans = sorted(span for word in words for side in word.split(" → ") if (span := _find(text, side)))
    if not spans:
        return _NOTHING
    pieces, at = [], 0
    for start, end in spans:
        if start >= at:
            pieces += [escape(text[at:start]), f"<mark>{escape(text[start:end])}</mark>"]
            at = end
    return mark_safe("".join([*pieces, escape(text[at:])]))  # noqa: S308 (escaped piece by piece)


def _find(text: str, word: str) -> tuple[int, int] | None:
    word = word.strip()
    at = text.casefold().find(word.casefold()) if word else -1
    same = len(text.casefold()) == len(text)  # else places do not fit, and nothing is marked
    return (at, at + len(word)) if at >= 0 and same else None


def _life(entry: Entry, chain: Sequence[Draft]) -> list[LifeStep]:
    """How it stood in every later draft that the reader sees."""
    known = {draft.pk for draft in chain}
    same = {"ask": entry.ask} if entry.ask else {"amendment": entry.amendment}
    rows = [one for one in Entry.objects.of(entry.process).filter(**same) if one.new_id in known]
    steps = [step for found in life(plain_life(rows)).values() for step in found]
    turns = not (entry.ask and entry.ask.kind == "retain")  # what was asked to be kept is never gained
    return [
        LifeStep(row.new, row, step.turn if turns else "", row.pk == entry.pk)
        for row, step in zip(rows, steps, strict=True)
    ]
