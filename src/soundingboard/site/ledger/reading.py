"""What became of it, in short: for the pages of a paragraph and of the process."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Case, Count, Value, When

from soundingboard.site.contributions.said.links import Number
from soundingboard.site.drafts.lives import chain as chain_of
from soundingboard.site.drafts.models import Draft
from soundingboard.site.ledger import filters as choosing
from soundingboard.site.ledger.answers import answers
from soundingboard.site.ledger.filters import CHANGE, KEEP, Filters, Lists
from soundingboard.site.ledger.models import Response
from soundingboard.site.ledger.words import outcome_sign, outcome_word
from soundingboard.site.processes.models import Process
from soundingboard.vocabulary import CHANGE_OUTCOMES, RETAIN_OUTCOMES


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """How many had one outcome, in a word with its sign, and where they are listed."""

    outcome: str
    word: str
    sign: str
    number: Number


@dataclass(frozen=True, slots=True)
class Met:
    """What became in a draft of asks to change, and of asks to keep."""

    draft: Draft
    change: "Half"
    keep: "Half"

    @property
    def n(self) -> int:
        return self.change.all.n + self.keep.all.n


@dataclass(frozen=True, slots=True)
class Half:
    """Of how many asks what became; `carried` of these by the board, `unconfirmed` are what the software suggests."""

    all: Number
    outcomes: Sequence[OutcomeCount]
    carried: Number
    unconfirmed: Number


def process_summary(process: Process, chain: Sequence[Draft] | None = None) -> Met | None:
    """What became in the newest draft of all that was asked before; None where nothing came after the first.

    `chain`: the drafts that the reader sees; without it, those that everyone sees.
    """
    chain = chain_of(process, inside=False) if chain is None else chain
    draft = choosing.step(chain, "")
    return _met(process, chain, draft, Filters(to=draft.slug)) if draft else None


def met_on(process: Process, draft: Draft, eid: str, chain: Sequence[Draft] | None = None) -> list[Met]:
    """What became of what was asked on a paragraph: in this draft, of what was asked before on what it came from; and
    in the newest draft, of what was asked on it here. Without those of which there is nothing."""
    chain = chain_of(process, inside=False) if chain is None else chain
    steps = choosing.steps(chain)
    found = []
    if any(one.pk == draft.pk for one in steps):
        found.append(_met(process, chain, draft, Filters(to=draft.slug, paragraph=eid)))
    if steps and steps[0].order > draft.order:
        asked = Filters(from_=draft.slug, to=steps[0].slug, paragraph=f"{draft.slug}/{eid}")
        found.append(_met(process, chain, steps[0], asked))
    return [one for one in found if one.n]


def answers_on(
    process: Process, draft: Draft, eid: str, chain: Sequence[Draft] | None = None
) -> list[Response]:
    """Official answers to a paragraph and to those that it came from."""
    chain = chain_of(process, inside=False) if chain is None else chain
    stated = answers(process, chain)
    if not any(target.startswith("paragraph:") for target in stated.by_target):
        return []
    slugs = {one.pk: one.slug for one in chain}
    places = choosing.paragraphs(chain, draft, [eid])
    return stated.to(*(f"paragraph:{slugs[pk]}/{one}" for pk, one in places if pk in slugs))


def _met(process: Process, chain: Sequence[Draft], draft: Draft, filters: Filters) -> Met:
    """What became of the asks that the filters leave (one query)."""
    rows, lists = choosing.found(process, chain, filters, draft).exclude(ask=None), Lists.of(process, filters)
    grouped = rows.order_by().values_list(
        "outcome",
        Case(When(ask__kind="retain", then=Value(KEEP)), default=Value(CHANGE)),
        Case(When(carried_by=None, then=Value(False)), default=Value(True)),
        Case(When(confirmed=None, then=Value(True)), default=Value(False)),
    )
    counts = list(grouped.annotate(n=Count("pk")))
    return Met(draft, _half(counts, lists, CHANGE), _half(counts, lists, KEEP))


def _half(counts: Sequence[tuple[str, str, bool, bool, int]], lists: Lists, part: str) -> Half:
    found: Counter[str] = Counter()
    carried = unconfirmed = 0
    for outcome, _part, is_carried, is_open, n in (row for row in counts if row[1] == part):
        found[outcome] += n
        carried += n if is_carried else 0
        unconfirmed += n if is_open else 0
    here = replace(lists, filters=replace(lists.filters, part=part))
    return Half(
        all=_number(sum(found.values()), here.lines()),
        outcomes=[
            OutcomeCount(
                one, outcome_word(one), outcome_sign(one), _number(found[one], here.lines(outcome=one))
            )
            for one in (CHANGE_OUTCOMES if part == CHANGE else RETAIN_OUTCOMES)
            if found[one]
        ],
        carried=_number(carried, here.lines(carried="yes")),
        unconfirmed=_number(unconfirmed, here.lines(confirmed="no")),
    )


def _number(n: int, address: str) -> Number:
    return Number(n, str(n), address)
