"""What people decide of suggestions and asks: each act with its entry, tallies in step, decisions never overwritten."""

from dataclasses import replace

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from soundingboard.site.contributions.actions import Asked
from soundingboard.site.contributions.intake import spans
from soundingboard.site.contributions.intake.acting import as_recorded, enter, recounted, signature, take
from soundingboard.site.contributions.models import Ask, Contribution, Decision, Suggestion
from soundingboard.site.drafts.refusals import Crossed, Refused
from soundingboard.site.people.rules import Who

__all__ = [
    "accept",
    "accept_sure",
    "add",
    "as_suggested",
    "choose",
    "correct_ask",
    "correct_suggestion",
    "deal",
    "dealt",
    "merge",
    "reject",
    "remove",
    "reopen",
    "split",
]

# Somebody said that what a contribution asks is as it should be: sent with it, inside the transaction.
dealt = Signal()


@transaction.atomic
def accept(who: Who, suggestion: Suggestion, was: str = Decision.OPEN) -> Ask:
    """A suggestion becomes an ask as it is. Accepted twice it gives one ask, the same.

    `was` is the decision that stood when it was looked at (one that was rejected can be accepted after all). Raises
    Crossed when somebody decided otherwise meanwhile, Ended when the contribution is no longer current.
    """
    accepted = Suggestion.objects.filter(pk=suggestion.pk, decision=Decision.ACCEPTED).first()
    if accepted and accepted.ask:
        return accepted.ask
    contribution = suggestion.contribution
    take(contribution)
    with recounted(contribution):
        ask = _made(who, suggestion, as_suggested(suggestion), suggestion.basis, suggestion.score)
        _decide(who, suggestion, Decision.ACCEPTED, ask, was)
    enter(who, contribution, "accepted suggestion", {"before": None, "after": as_recorded(ask)})
    return ask


@transaction.atomic
def accept_sure(who: Who, contribution: Contribution) -> list[Ask]:
    """Accept all undecided suggestions that the software is sure of."""
    waiting = contribution.suggestions.filter(decision=Decision.OPEN, sure=True)
    return [accept(who, one) for one in waiting.select_related("contribution__process", "draft")]


@transaction.atomic
def reject(who: Who, suggestion: Suggestion, was: str = Decision.OPEN) -> None:
    """A suggestion is not what was asked. Raises Crossed when somebody decided otherwise meanwhile."""
    if Suggestion.objects.filter(pk=suggestion.pk, decision=Decision.REJECTED).exists():
        return
    take(suggestion.contribution)
    _decide(who, suggestion, Decision.REJECTED, None, was)
    content = {"kind": suggestion.kind, "place": suggestion.place, "quote": suggestion.quote}
    enter(who, suggestion.contribution, "rejected suggestion", content)


def choose(who: Who, suggestion: Suggestion, other: int) -> Ask:
    """A suggestion becomes an ask of another of the places that were found alike (`other`, from 0).

    Raises Refused when there is no such place; else as `accept`.
    """
    if not 0 <= other < len(suggestion.others):
        raise Refused(_("This place is not among those that were found."))
    chosen = replace(as_suggested(suggestion), place=suggestion.others[other]["place"])
    return correct_suggestion(who, suggestion, None, chosen)


@transaction.atomic
def correct_suggestion(who: Who, suggestion: Suggestion, version: int | None, asked: Asked) -> Ask:
    """A suggestion becomes an ask as a person has it; what the software suggested stays beside it, as it was."""
    decided = Suggestion.objects.filter(pk=suggestion.pk, decision=Decision.CORRECTED).first()
    if decided and decided.ask and _is_as(decided.ask, asked):
        return decided.ask  # the same form sent twice
    contribution = suggestion.contribution
    take(contribution, version)
    is_there = (asked.place, asked.draft) == (suggestion.place, suggestion.draft)
    basis = (suggestion.basis, suggestion.score) if is_there else ("person", None)
    with recounted(contribution):
        ask = _made(who, suggestion, asked, *basis)
        _decide(who, suggestion, Decision.CORRECTED, ask, suggestion.decision)
    suggested = {"kind": suggestion.kind, "place": suggestion.place, "quote": suggestion.quote}
    enter(who, contribution, "corrected suggestion", {"before": suggested, "after": as_recorded(ask)})
    return ask


@transaction.atomic
def add(who: Who, contribution: Contribution, version: int | None, asked: Asked) -> Ask:
    """Something asked that the software did not see."""
    if version is not None and version != Contribution.objects.get(pk=contribution.pk).version:
        mine = Ask.objects.filter(contribution=contribution, confirmed_by=signature(who))
        twin = next((ask for ask in mine.select_related("draft") if _is_as(ask, asked)), None)
        if twin:
            return twin  # the same form sent twice
    take(contribution, version)
    with recounted(contribution):
        ask = Ask.objects.create(contribution=contribution, confirmed_by=signature(who), **_fields(asked))
    enter(who, contribution, "added ask", {"before": None, "after": as_recorded(ask)})
    return ask


@transaction.atomic
def correct_ask(who: Who, ask: Ask, version: int | None, asked: Asked) -> Ask:
    """What stands is changed. Raises Crossed when it, or anything of the contribution, changed meanwhile."""
    contribution = ask.contribution
    now = Ask.objects.filter(pk=ask.pk).first()
    if now and _is_as(now, asked):
        return now
    take(contribution, version)
    before = _standing(contribution, ask)
    with recounted(contribution):
        moved = (asked.place, asked.draft) != (before.place, before.draft)
        changes = {**_fields(asked), "anchor": None if moved else before.anchor}
        changes |= {"basis": "person", "score": None} if moved else {}
        Ask.objects.filter(pk=ask.pk).update(confirmed_by=signature(who), **changes)
    after = _standing(contribution, ask)
    enter(who, contribution, "corrected ask", {"before": as_recorded(before), "after": as_recorded(after)})
    return after


@transaction.atomic
def remove(who: Who, ask: Ask, version: int | None) -> None:
    """What stands was not asked; a suggestion that it came from counts as rejected."""
    contribution = ask.contribution
    take(contribution, version)
    before = _standing(contribution, ask)
    Suggestion.objects.filter(ask=before).update(decision=Decision.REJECTED, decided_by=signature(who))
    with recounted(contribution):
        content = {"before": as_recorded(before), "after": None}
        before.delete()
    enter(who, contribution, "removed ask", content)


@transaction.atomic
def split(who: Who, ask: Ask, version: int | None, at: int) -> tuple[Ask, Ask]:
    """One ask becomes two, the second from the sentence of its quotation that begins at `at`.

    Wording that is proposed goes with the half that holds it. Raises Refused where no sentence begins.
    """
    contribution = ask.contribution
    take(contribution, version)
    first = _standing(contribution, ask)
    text, quoted = contribution.text, first.quote
    if not quoted or at not in [place for place, _words in spans.later_sentences(text, quoted)]:
        raise Refused(_("Choose the sentence where the second begins."))
    before = as_recorded(first)
    second = _copied(first)
    first.quote = spans.quote(text, quoted["start"], at)
    second.quote = spans.quote(text, at, quoted["end"])
    if first.proposed and _holds(second, first.proposed["new"]) and not _holds(first, first.proposed["new"]):
        first.proposed = None
    else:
        second.proposed = None
    with recounted(contribution):
        for half in (first, second):
            half.confirmed_by = signature(who)
            half.save()
    after = [as_recorded(half) for half in (first, second)]
    enter(who, contribution, "split ask", {"before": before, "after": after})
    return first, second


def _copied(ask: Ask) -> Ask:
    names = ("draft", "place", "kind", "stance", "about", "anchor", "proposed", "basis", "score")
    return Ask(contribution=ask.contribution, **{name: getattr(ask, name) for name in names})


def _holds(ask: Ask, words: str) -> bool:
    return bool(ask.quote and spans.find(words, ask.quote["text"]))


@transaction.atomic
def merge(who: Who, first: Ask, second: Ask, version: int | None) -> Ask:
    """Two asks of one kind and place become the first of them, with all their words and proposals.

    Raises Refused when they ask different things.
    """
    contribution = first.contribution
    take(contribution, version)
    one, other = _standing(contribution, first), _standing(contribution, second)
    if one.pk == other.pk or not can_merge(one, other):
        raise Refused(_("Only asks of the same kind, at the same place, can become one."))
    before = [as_recorded(one), as_recorded(other)]
    one.quote = _joined(contribution.text, one, other)
    one.proposed = _both(one, other)
    one.rationale = "\n".join(dict.fromkeys(filter(None, (one.rationale, other.rationale))))
    one.confirmed_by = signature(who)
    with recounted(contribution):
        other.delete()
        one.save()
    enter(who, contribution, "merged asks", {"before": before, "after": as_recorded(one)})
    return one


def can_merge(one: Ask, other: Ask) -> bool:
    """Whether two asks ask the same of the same place."""
    keys = ("contribution_id", "draft_id", "place", "kind")
    return all(getattr(one, key) == getattr(other, key) for key in keys)


def _joined(text: str, one: Ask, other: Ask) -> dict[str, object] | None:
    """One quotation that holds those of both."""
    both = [ask.quote for ask in (one, other) if ask.quote]
    if not both:
        return None
    return spans.quote(text, min(q["start"] for q in both), max(q["end"] for q in both))


def _both(one: Ask, other: Ask) -> dict[str, object] | None:
    """The wordings of both, one below the other."""
    proposals = [ask.proposed for ask in (one, other) if ask.proposed]
    if not proposals:
        return None
    joined = {
        key: "\n".join(dict.fromkeys(proposal[key] for proposal in proposals if proposal.get(key)))
        for key in ("old", "new")
    }
    return {"old": joined["old"] or None, "new": joined["new"]}


@transaction.atomic
def deal(who: Who, contribution: Contribution, version: int | None) -> None:
    """What it asks is as it should be: it leaves the queue."""
    if Contribution.objects.filter(pk=contribution.pk, dealt=None).exists():
        take(contribution, version, dealt=timezone.now())
        enter(who, contribution, "dealt with contribution", {"asks": contribution.asks.count()})
        dealt.send(Contribution, contribution=contribution)


@transaction.atomic
def reopen(who: Who, contribution: Contribution) -> None:
    """It is looked at once more."""
    if Contribution.objects.filter(pk=contribution.pk).exclude(dealt=None).exists():
        take(contribution, dealt=None)
        enter(who, contribution, "reopened contribution", {})


def as_suggested(suggestion: Suggestion) -> Asked:
    """A suggestion as something asked."""
    return Asked(**{name: getattr(suggestion, name) for name in _FIELDS})


_FIELDS = ("draft", "place", "kind", "stance", "about", "quote", "proposed", "rationale")


def _fields(asked: Asked) -> dict[str, object]:
    return {name: getattr(asked, name) for name in _FIELDS}


def _is_as(ask: Ask, asked: Asked) -> bool:
    return all(getattr(ask, name) == value for name, value in _fields(asked).items())


def _made(who: Who, suggestion: Suggestion, asked: Asked, basis: str, score: float | None) -> Ask:
    return Ask.objects.create(
        contribution=suggestion.contribution,
        statement=suggestion.statement,
        basis=basis,
        score=score,
        confirmed_by=signature(who),
        **_fields(asked),
    )


def _decide(who: Who, suggestion: Suggestion, decision: Decision, ask: Ask | None, was: str) -> None:
    """Write down a decision, if what stood when it was made stands still."""
    rows = Suggestion.objects.filter(pk=suggestion.pk, decision=was, ask=None)
    now = timezone.now()
    if not rows.update(decision=decision, decided_by=signature(who), decided=now, ask=ask):
        raise Crossed
    suggestion.decision, suggestion.ask = decision, ask


def _standing(contribution: Contribution, ask: Ask) -> Ask:
    """The ask as it stands now; Crossed when somebody took it away."""
    found = Ask.objects.filter(pk=ask.pk).select_related("draft").first()
    if found is None:
        raise Crossed
    found.contribution = contribution
    return found
