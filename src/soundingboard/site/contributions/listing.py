"""The list of what was said, by the filters of its address, and how each line is read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.db.models.functions import Substr
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from soundingboard.site.contributions import places
from soundingboard.site.contributions.forms import language_label, word_label
from soundingboard.site.contributions.models import AskKind, Contribution, ContributionState, Permission
from soundingboard.site.contributions.places import Named
from soundingboard.site.drafts.models import Draft
from soundingboard.site.processes.models import NOT_STATED, Process

PAGE = 25  # lines: a screen or two, as many as one reads before choosing a filter
_BEGINNING = 300  # characters of the words that a line shows


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; empty: everything."""

    draft: str = ""
    filed: str = ""  # the draft that it was filed on, whatever it asks of others
    paragraph: str = ""
    place: str = ""
    kind: str = ""
    group: str = ""
    region: str = ""
    language: str = ""
    late: str = ""
    state: str = ""
    closed: str = ""
    event: str = ""
    permission: str = ""  # "anonymous" alone can be asked for

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filters":
        return cls(**{name: query.get(name, "") for name in asdict(cls())})

    @property
    def spot(self) -> str:
        """The place asked for, as an ask keeps it."""
        return f"para:{self.paragraph}" if self.paragraph else self.place


@dataclass(frozen=True, slots=True)
class Line:
    """A contribution as the list shows it: nothing but its name when it is closed."""

    contribution: Contribution
    asks: Sequence[tuple[str, Named | None]]
    beginning: str = ""
    is_cut: bool = False
    person: str = ""

    @property
    def group(self) -> str:
        word = self.contribution.stakeholder_group
        return word_label(word) if self.contribution.is_open and word != NOT_STATED else ""

    @property
    def region(self) -> str:
        word = self.contribution.regional_group
        return word_label(word) if self.contribution.is_open and word != NOT_STATED else ""

    @property
    def organisation(self) -> Any:
        return self.contribution.organisation if self.contribution.is_open else None

    @property
    def are_words_shown(self) -> bool:
        contribution = self.contribution
        return not contribution.is_confidential and contribution.state != ContributionState.WITHDRAWN


def found(process: Process, chain: Sequence[Draft], filters: Filters) -> QuerySet[Contribution]:
    """The contributions that the filters leave, newest first. A draft that the reader does not see is not found.

    Confidential ones are never told apart by where or in which language they were said, or what they ask.
    """
    rows = Contribution.objects.filter(process=process).seen_with(chain)
    if filters.state != "all":
        rows = rows.filter(state=filters.state or ContributionState.CURRENT)
    if filters.closed:
        rows = rows.closed()
    if filters.permission == Permission.ANONYMOUS:
        rows = rows.anonymous()
    if filters.late:
        rows = rows.filter(late=filters.late == "yes")
    if filters.filed:
        rows = rows.filter(draft=_named(chain, filters.filed))
    rows = _of_place(rows, chain, filters)
    if filters.spot or filters.kind or filters.language or filters.event:
        rows = rows.not_closed()  # its own page tells its group: nothing else may be told of it
    if filters.language:
        rows = rows.filter(language=filters.language)
    if filters.event:
        rows = rows.filter(event=filters.event)
    return _of_whom(rows, filters).order_by("-filed", "-pk")


def _of_place(rows: Any, chain: Sequence[Draft], filters: Filters) -> Any:
    what: dict[str, Any] = {}
    if filters.draft:
        what["draft"] = _named(chain, filters.draft)
    if filters.spot:
        what["place"] = filters.spot
    if filters.kind:
        what["kind"] = filters.kind
    if list(what) == ["draft"]:
        return rows.on_draft(what["draft"])
    return rows.asking(**what) if what else rows


def _named(chain: Sequence[Draft], slug: str) -> Draft:
    draft = places.chosen(chain, slug)
    if draft is None:
        raise Http404(_("There is no draft of this name."))
    return draft


def _of_whom(rows: Any, filters: Filters) -> Any:
    if filters.group:
        rows = rows.openly().filter(stakeholder_group=filters.group)
    if filters.region:
        rows = rows.openly().filter(regional_group=filters.region)
    return rows


def page_of(rows: QuerySet[Contribution], number: str | None) -> Page:
    """One page of them: the rows, without their whole texts, are read for the page alone."""
    page = Paginator(rows.values_list("pk", flat=True), PAGE).get_page(number)
    pks = list(page.object_list)
    shown = Contribution.objects.select_related("organisation", "participant__identity")
    shown = shown.prefetch_related("asks").defer("text")
    by_pk = shown.annotate(beginning=Substr("text", 1, _BEGINNING + 1)).in_bulk(pks)
    page.object_list = [by_pk[pk] for pk in pks]
    return page


def lines(process: Process, chain: Sequence[Draft], page: Iterable[Contribution]) -> list[Line]:
    """The lines of a page (four queries at most for the names of places)."""
    contributions = list(page)
    asks = [ask for one in contributions if not one.is_confidential for ask in one.asks.all()]
    named = places.of_asks(chain, asks)
    return [_line(process, one, named) for one in contributions]


def _line(process: Process, contribution: Contribution, named: Mapping[places.Key, Named]) -> Line:
    contribution.process = process
    if contribution.is_confidential:
        return Line(contribution, ())
    beginning = contribution.beginning[:_BEGINNING]
    return Line(
        contribution,
        asked(contribution, named),
        beginning,
        len(contribution.beginning) > _BEGINNING,
        person(contribution),
    )


def asked(contribution: Contribution, named: Mapping[places.Key, Named]) -> list[tuple[str, Named | None]]:
    """What it asks of what; the place of a draft that the reader does not see has no name."""
    keys = [(AskKind(ask.kind).label, (ask.draft_id, ask.place)) for ask in contribution.asks.all()]
    return [(str(kind), named.get(key)) for kind, key in keys]


def person(contribution: Contribution) -> str:
    """The name of who said it, where it may be shown and was not erased."""
    if contribution.shown_as != Permission.NAMED or contribution.participant is None:
        return ""
    return getattr(getattr(contribution.participant, "identity", None), "name", "")


def choices(process: Process, chain: Sequence[Draft]) -> dict[str, list[tuple[str, str]]]:
    """What each filter offers."""
    return {
        "draft": [(draft.slug, draft.label) for draft in reversed(chain)],
        "kind": [(kind.value, str(kind.label)) for kind in AskKind],
        "group": [(word, word_label(word)) for word in process.group_words()],
        "region": [(word, word_label(word)) for word in process.region_words()],
        "language": [(code, language_label(code)) for code in process.languages],
        "late": [("yes", _("late")), ("no", _("on time"))],
        "state": [*((state.value, str(state.label)) for state in ContributionState), ("all", _("all"))],
    }


def filter_labels() -> dict[str, str]:
    """What each filter is called."""
    return {
        "draft": _("Draft"),
        "kind": _("What is asked"),
        "group": _("Group"),
        "region": _("Region"),
        "language": _("Language"),
        "late": _("When it came"),
        "state": _("State"),
    }


def heard_at(process: Process, slug: str) -> Any:
    """The event at which something was heard; None where there is none of this name."""
    return process.events.filter(slug=slug).first() if slug else None


@dataclass(frozen=True, slots=True)
class Chooser:
    """A filter as a field of the form."""

    name: str
    label: str
    chosen: str
    options: Sequence[tuple[str, str]]


def choosers(process: Process, chain: Sequence[Draft], filters: Filters) -> list[Chooser]:
    """The fields of the filter form; what was asked for and is not offered stands in it all the same."""
    offered, labels = choices(process, chain), filter_labels()
    return [
        Chooser(
            name,
            labels[name],
            chosen,
            [*options, *([] if chosen in ("", *dict(options)) else [(chosen, chosen)])],
        )
        for name, options in offered.items()
        for chosen in [getattr(filters, name)]
    ]


def overview(request: HttpRequest, process: Process, chain: Sequence[Draft]) -> dict[str, Any]:
    """Everything on the page of the list."""
    filters = Filters.of(request.GET)
    page = page_of(found(process, chain, filters), request.GET.get("page"))
    draft = places.chosen(chain, filters.draft)
    key = (draft.pk, filters.spot) if draft and filters.spot else None
    return {
        "page": page,
        "total": page.paginator.count,
        "lines": lines(process, chain, page),
        "filters": filters,
        "choosers": choosers(process, chain, filters),
        "event": heard_at(process, filters.event),
        "spot": places.names(chain, [key]).get(key) if key else None,
        "is_filtered": any(asdict(filters).values()),
    }
