"""The final report of a process: what the board wrote, and figures that each lead to exactly what they count."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from soundingboard.exposure import GROUP, REGION
from soundingboard.report import Given, Member, Output, ledger_key
from soundingboard.site.board.models import Event, ReportText, Seat
from soundingboard.site.board.models import Output as OutputRow
from soundingboard.site.board.rules import sees_unpublished
from soundingboard.site.contributions.models import AskKind
from soundingboard.site.drafts.models import Draft
from soundingboard.site.ledger.filters import CHANGE, KEEP, Filters, Lists, found, steps
from soundingboard.site.ledger.shares import counted as shares_of
from soundingboard.site.pages import documents
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.models import Mandate, Process
from soundingboard.site.reflections.reading import published as reflections_of
from soundingboard.vocabulary import CHANGE_OUTCOMES, RETAIN_OUTCOMES
from soundingboard.write.paper import Paper

_SHORT = {GROUP: "group", REGION: "region"}


@dataclass(frozen=True, slots=True)
class Pages:
    """Where lists of the process stand; `base` goes before each address in a file that leaves the site."""

    process: Process
    base: str = ""

    def at(self, name: str, *args: str, **query: str) -> str:
        address = self.base + reverse(name, args=[self.process.slug, *args])
        return f"{address}?{urlencode(query)}" if query else address


def report_paper_of(process: Process, chain: Sequence[Draft], who: Who, base: str = "") -> Paper:
    """The report as this reader may see it, in a number of queries that does not depend on how much was said."""
    pages = Pages(process, base)
    newest = next(iter(steps(chain)), None)
    rows = found(process, chain, Filters(to=newest.slug), newest) if newest else None
    made = documents.reported(
        process,
        chain,
        seen=documents.counted(process, chain),
        events=[{"id": slug, "kind": kind} for slug, kind in _held(process)],
        outputs=_outputs(process, pages),
        members=_members(process),
        mandate=[
            (one.label, one.date.isoformat() if one.date else "") for one in Mandate.objects.of(process)
        ],
        shares=shares_of(process, rows) if rows is not None else (),
        given=_given(process, who),
        addresses=dict(_addresses(process, chain, pages, newest)),
    )
    return documents.paper_of(made)


def _held(process: Process) -> Sequence[tuple[str, str]]:
    """Events that are over."""
    return list(Event.objects.past(process).order_by("start", "pk").values_list("slug", "kind"))


def _outputs(process: Process, pages: Pages) -> list[Output]:
    """What the board published. Its reflections are those that it signed, where there are any."""
    signed = [
        Output("reflections", one.title, one.date.isoformat(), pages.at("reflection", one.slug))
        for one in reflections_of(process)
    ]
    others = OutputRow.objects.published(process).defer("text")
    if signed:
        others = others.exclude(kind="reflections")
    return [
        *signed,
        *(Output(one.kind, one.title, one.date.isoformat(), pages.at("output", one.slug)) for one in others),
    ]


def _members(process: Process) -> list[Member]:
    return [
        Member(
            name=seat.name,
            country=seat.country,
            stakeholder_group=seat.stakeholder_group,
            regional_group=seat.regional_group,
            capacity=seat.capacity,
            note=seat.note,
        )
        for seat in Seat.objects.of(process)
    ]


def _given(process: Process, who: Who) -> Given:
    text = ReportText.of(process)
    if not text.shown and not sees_unpublished(who, process.slug):
        return Given({})
    return Given(text.sections, text.symbol or None, text.date.isoformat() if text.date else None)


def _addresses(
    process: Process, chain: Sequence[Draft], pages: Pages, newest: Draft | None
) -> Iterator[tuple[str, str]]:
    """The page that lists exactly what each number counts."""
    for kind in dict.fromkeys(kind for _slug, kind in _held(process)):
        yield f"event:{kind}", pages.at("events", kind=kind, when="past")
    for kind in ("post", "speech", "report"):
        yield f"output:{kind}", pages.at("outputs", kind=kind)
    signed = reflections_of(process).exists()
    yield (
        "output:reflections",
        pages.at("reflections") if signed else pages.at("outputs", kind="reflections"),
    )
    yield "contributions", pages.at("contributions")
    for draft in chain:
        yield f"draft:{draft.slug}", pages.at("contributions", filed=draft.slug)
    for kind in AskKind.values:
        yield f"ask:{kind}", pages.at("contributions", kind=kind)
    words = {GROUP: process.group_words(), REGION: process.region_words()}
    for field, known in words.items():
        for word in known:
            yield f"{field}:{word}", pages.at("contributions", **{_SHORT[field]: word})
    if newest:
        yield from _ledger(pages, newest, words)


def _ledger(pages: Pages, newest: Draft, words: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    lists = Lists(pages.at("ledger"), Filters(to=newest.slug))
    for part, outcomes in ((CHANGE, CHANGE_OUTCOMES), (KEEP, RETAIN_OUTCOMES)):
        for outcome in ("", *outcomes):
            yield ledger_key(part, outcome), lists.at(part=part, outcome=outcome)
            for field, known in words.items():
                for word in known:
                    where = {_SHORT[field]: word}
                    yield (
                        ledger_key(part, outcome, field, word),
                        lists.at(part=part, outcome=outcome, **where),
                    )
