"""What became of one contribution, ask by ask: for its own page, and for its author's private one."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q

from soundingboard.site.contributions import places
from soundingboard.site.contributions.models import Ask, AskKind, Contribution
from soundingboard.site.contributions.places import Named
from soundingboard.site.drafts.models import Draft
from soundingboard.site.ledger.answers import answers
from soundingboard.site.ledger.carrying import carried_asks
from soundingboard.site.ledger.models import Contest, Entry, NotCarried, Notice, Response
from soundingboard.site.reflections.models import Reflection


@dataclass(frozen=True, slots=True)
class AskOutcome:
    """One thing asked, how it stands in each later draft (the newest first), and what was said to it."""

    ask: Ask
    kind: str
    named: Named | None
    entries: Sequence[Entry]
    answers: Sequence[Response]
    carried: Reflection | None
    because: str

    @property
    def newest(self) -> Entry | None:
        return self.entries[0] if self.entries else None


@dataclass(frozen=True, slots=True)
class Became:
    contribution: Contribution
    asks: Sequence[AskOutcome]
    notices: Sequence[tuple[Notice, str]] = field(
        default=()
    )  # each with the draft that it is about, or nothing
    contests: Sequence[Contest] = field(default=())

    @property
    def is_told(self) -> bool:
        """Whether there is anything to tell."""
        return any(one.entries or one.answers or one.carried or one.because for one in self.asks)


def became(contribution: Contribution, chain: Sequence[Draft], private: bool = False) -> Became:
    """What became of each ask, as a reader of these drafts may know it; `private`: with all its author was told."""
    known = [draft.pk for draft in chain]
    entries = Entry.objects.of(contribution.process).filter(new__in=known, old__in=known)
    rows = list(
        Ask.objects.filter(contribution=contribution, draft__in=known)
        .select_related("draft")
        .defer("draft__record")
        .prefetch_related(Prefetch("entries", entries.order_by("-new__order", "-new__correction")))
        .order_by("pk")
    )
    for ask in rows:
        ask.contribution = contribution
        for entry in ask.entries.all():
            entry.process = contribution.process
    names, stated, carried = (
        places.of_asks(chain, rows),
        answers(contribution.process, chain),
        carried_asks(contribution.process),
    )
    because = dict(NotCarried.objects.filter(ask__in=rows).values_list("ask", "because"))
    asks = [
        AskOutcome(
            ask=ask,
            kind=str(AskKind(ask.kind).label),
            named=names.get((ask.draft_id, ask.place)),
            entries=list(ask.entries.all()),
            answers=stated.to_ask(ask),
            carried=carried.get(f"ask:{ask.name}"),
            because=because.get(ask.pk, ""),
        )
        for ask in rows
    ]
    if not private:
        return Became(contribution, asks)
    contests = contribution.contests.filter(Q(entry=None) | Q(entry__new__in=known))
    contests = contests.select_related("ask", "entry__new").defer("entry__new__record")
    labels = {f"draft:{draft.slug}": draft.label for draft in chain}
    notices = [(one, labels.get(one.about, "")) for one in contribution.notices_sent.all()]
    return Became(contribution, asks, notices, list(contests))
