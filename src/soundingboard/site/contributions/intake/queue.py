"""The queue: what came and nobody has dealt with, oldest first, by the filters of its address."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Substr
from django.utils.translation import gettext as _

from soundingboard.site.contributions.forms import language_label
from soundingboard.site.contributions.intake import faults
from soundingboard.site.contributions.intake.faults import FAULTS, Conditions, Fault
from soundingboard.site.contributions.listing import Chooser
from soundingboard.site.contributions.models import Contribution, ContributionState, Decision
from soundingboard.site.drafts.models import Draft
from soundingboard.site.processes.models import Process

PAGE = 25  # lines, as in the list of what was said
_BEGINNING = 160  # characters: two lines of a desk
WAITING, DEALT, ASIDE = "", "dealt", "aside"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; empty: everything that waits."""

    show: str = ""
    wrong: str = ""
    draft: str = ""
    language: str = ""
    channel: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filters":
        return cls(**{name: query.get(name, "") for name in asdict(cls())})

    @property
    def query(self) -> str:
        """As an address carries them on; with its question mark when there are any."""
        given = {name: value for name, value in asdict(self).items() if value}
        return f"?{urlencode(given)}" if given else ""

    @property
    def more(self) -> str:
        """The same, after another part of an address's query."""
        return f"&{self.query[1:]}" if self.query else ""

    @property
    def is_narrow(self) -> bool:
        return bool(self.wrong or self.draft or self.language or self.channel)


@dataclass(frozen=True, slots=True)
class Line:
    """A contribution that waits, as the queue shows it: of a confidential one the name and group alone."""

    contribution: Contribution
    faults: Sequence[Fault]

    @property
    def beginning(self) -> str:
        words = str(self.contribution.beginning)
        return words[:_BEGINNING].rsplit(" ", 1)[0] if self.is_cut else words

    @property
    def is_cut(self) -> bool:
        return len(self.contribution.beginning) > _BEGINNING

    @property
    def language(self) -> str:
        return language_label(self.contribution.language)


def found(process: Process, filters: Filters, named: Conditions | None = None) -> QuerySet[Contribution]:
    """The contributions that the filters leave, in the order in which they are worked through.

    `named`: the conditions of faults, where they were made already.
    """
    rows = _shown(process, filters.show)
    if filters.wrong:
        rows = faults.with_fault(rows, named or faults.conditions(process), filters.wrong)
    if filters.draft:
        rows = rows.filter(draft__slug=filters.draft)
    if filters.language or filters.channel:
        rows = rows.not_closed()
    if filters.language:
        rows = rows.filter(language=filters.language)
    return rows.filter(channel=filters.channel) if filters.channel else rows


def _shown(process: Process, show: str) -> QuerySet[Contribution]:
    if show == DEALT:
        return Contribution.objects.current(process).exclude(dealt=None).order_by("-dealt", "-pk")
    if show == ASIDE:
        rows = Contribution.objects.filter(process=process, state=ContributionState.SET_ASIDE)
        return rows.order_by("-ended", "-pk")
    return Contribution.objects.waiting(process)


def next_after(process: Process, filters: Filters, one: Contribution) -> Contribution | None:
    """The next that waits after one, else the first that does; None when nothing waits."""
    waiting = found(process, Filters(**{**asdict(filters), "show": WAITING})).exclude(pk=one.pk)
    later = waiting.filter(Q(filed__gt=one.filed) | Q(filed=one.filed, pk__gt=one.pk))
    return later.first() or waiting.first()


def overview(process: Process, drafts: Sequence[Draft], query: Mapping[str, str]) -> dict[str, Any]:
    """Everything on the page of the queue."""
    filters = Filters.of(query)
    named = faults.conditions(process)
    page = _page_of(found(process, filters, named), named, query.get("page"))
    lines = _lines(process, list(page))
    return {
        "filters": filters,
        "page": page,
        "total": page.paginator.count,
        "lines": lines,
        "first": lines[0].contribution if lines else None,
        "tabs": _tabs(process, filters),
        "faults": _fault_counts(process, filters, named),
        "choosers": _choosers(process, drafts, filters),
    }


def _page_of(rows: QuerySet[Contribution], named: Conditions, number: str | None) -> Page:
    """One page: the rows with their flags and counts are read for the page alone."""
    page = Paginator(rows.values_list("pk", flat=True), PAGE).get_page(number)
    pks = list(page.object_list)
    undecided = Q(suggestions__decision=Decision.OPEN)
    shown = Contribution.objects.filter(pk__in=pks).select_related("organisation", "draft")
    shown = faults.faults_of(shown, named).annotate(
        beginning=Substr("text", 1, _BEGINNING + 1),
        sure=Count("suggestions", filter=undecided & Q(suggestions__sure=True), distinct=True),
        unsure=Count("suggestions", filter=undecided & Q(suggestions__sure=False), distinct=True),
        standing=Count("asks", distinct=True),
    )
    by_pk = {one.pk: one for one in shown.defer("draft__record")}
    page.object_list = [by_pk[pk] for pk in pks]
    return page


def _lines(process: Process, page: list[Contribution]) -> list[Line]:
    firsts = faults.firsts_of(page, process)
    for one in page:
        one.process = process
    return [Line(one, faults.told(one, firsts)) for one in page]


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the lists, or one fault: where it leads, how many it holds, whether it is the one shown."""

    label: str
    query: str
    n: int
    is_here: bool


def _tabs(process: Process, filters: Filters) -> list[Tab]:
    labels = {WAITING: _("Waiting"), DEALT: _("Dealt with lately"), ASIDE: _("Set aside")}
    return [
        Tab(label, Filters(show=show).query, _shown(process, show).count(), show == filters.show)
        for show, label in labels.items()
    ]


def _fault_counts(process: Process, filters: Filters, named: Conditions) -> list[Tab]:
    """How many of those that are shown have each fault, whatever the filters."""
    counts = faults.counted(_shown(process, filters.show), named)
    return [
        Tab(
            str(label),
            Filters(show=filters.show, wrong=name).query,
            counts[name],
            name == filters.wrong,
        )
        for name, label in FAULTS.items()
        if counts[name]
    ]


def _choosers(process: Process, drafts: Sequence[Draft], filters: Filters) -> list[Chooser]:
    """The fields of the filter form; what was asked for and is not offered stands in it all the same."""
    used = Contribution.objects.current(process).not_closed().order_by()
    codes = used.values_list("language", flat=True).distinct()
    offered = {
        "draft": (_("Draft"), [(draft.slug, draft.label) for draft in reversed(drafts)]),
        "language": (_("Language"), sorted((code, language_label(code)) for code in codes)),
        "channel": (_("How it came"), list(channel_labels().items())),
    }
    found = []
    for name, (label, options) in offered.items():
        chosen = getattr(filters, name)
        extra = [] if chosen in ("", *dict(options)) else [(chosen, chosen)]
        found.append(Chooser(name, label, chosen, [*options, *extra]))
    return found


def channel_labels() -> dict[str, str]:
    """How something came in, as people say it."""
    return {
        "form": _("form on the site"),
        "upload": _("upload"),
        "e-mail": _("e-mail"),
        "event": _("event"),
        "survey": _("survey"),
        "api": _("another program"),
    }
