"""The list of proposals, by the filters of its address; the same as data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from soundingboard.site.amendments import reading, rules, worded
from soundingboard.site.amendments.models import Amendment, AmendmentState
from soundingboard.site.amendments.records import BOARD, paragraph_of, recorded
from soundingboard.site.contributions.listing import Chooser
from soundingboard.site.contributions.places import chosen
from soundingboard.site.drafts.models import Draft
from soundingboard.site.processes.models import Process
from soundingboard.write.outcomes import amendment_record

PAGE = 25  # as the list of contributions
STAKEHOLDERS = "stakeholders"
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; empty: everything that is not withdrawn."""

    draft: str = ""
    paragraph: str = ""
    whose: str = ""
    state: str = ""
    collides: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filters":
        return cls(**{name: query.get(name, "") for name in asdict(cls())})


def found(process: Process, chain: Sequence[Draft], filters: Filters) -> QuerySet[Amendment]:
    """The proposals that the filters leave. A draft that the reader does not see is not found."""
    rows = Amendment.objects.of(process).told(process).seen_with(chain)
    if not filters.state:
        rows = rows.exclude(state=AmendmentState.WITHDRAWN)
    elif filters.state != "all":
        rows = rows.filter(state=filters.state)
    if filters.draft:
        draft = chosen(chain, filters.draft)
        if draft is None:
            raise Http404(_("There is no draft of this name."))
        rows = rows.filter(draft=draft)
    if filters.paragraph:
        rows = rows.filter(eid=filters.paragraph)
    if filters.whose:
        rows = rows.filter(is_boards=filters.whose == BOARD)
    if filters.collides:
        names = colliding(process, chain)
        rows = rows.filter(name__in=names) if filters.collides == "yes" else rows.exclude(name__in=names)
    return rows


def colliding(process: Process, chain: Sequence[Draft]) -> set[str]:
    """The names of the proposals that change the same words as others on their draft (one query)."""
    by_draft: dict[int, list[Amendment]] = {}
    for one in Amendment.objects.standing(process).seen_with(chain):
        by_draft.setdefault(one.draft_id, []).append(one)
    clashes = (clash for rows in by_draft.values() for clash in worded.colliding(rows, rows[0].draft))
    return {one.id for clash in clashes for one in clash.amendments}


def overview(request: HttpRequest, process: Process, chain: Sequence[Draft]) -> dict[str, Any]:
    """Everything on the page of the list."""
    filters = Filters.of(request.GET)
    page = Paginator(found(process, chain, filters), PAGE).get_page(request.GET.get("page"))
    draft = chosen(chain, filters.draft) if filters.draft else None
    spot = paragraph_of(draft, filters.paragraph) if draft and filters.paragraph else None
    return {
        "page": page,
        "total": page.paginator.count,
        "lines": reading.lines(page),
        "colliding": colliding(process, chain),
        "filters": filters,
        "choosers": choosers(chain, filters),
        "spot": spot,
        "draft": draft,
        "is_filtered": any(asdict(filters).values()),
        "may_propose": rules.may_propose(request.who, process.slug) and bool(chain),
        "drafts": [one for one in reversed(chain) if one.state == "published"],
    }


def choosers(chain: Sequence[Draft], filters: Filters) -> list[Chooser]:
    """The filters as fields of a form."""
    offered = {
        "draft": (_("Draft"), [(one.slug, one.label) for one in reversed(chain)]),
        "whose": (_("Whose"), [(BOARD, _("the board’s")), (STAKEHOLDERS, _("of stakeholders"))]),
        "state": (_("State"), [*((s.value, str(s.label)) for s in AmendmentState), ("all", _("all"))]),
        "collides": (
            _("Change the same words as others"),
            [("yes", _("those that do")), ("no", _("those that do not"))],
        ),
    }
    return [
        Chooser(name, label, getattr(filters, name), options) for name, (label, options) in offered.items()
    ]


def records(rows: Iterable[Amendment], chain: Sequence[Draft]) -> list[Record]:
    """Proposals in the interchange format, with who stands where."""
    ones = list(rows)
    sides, visible = reading.sides_of(ones), {draft.pk for draft in chain}
    return [record(one, sides.get(one.pk, reading.Sides()), visible) for one in ones]


def record(one: Amendment, sides: reading.Sides, visible: set[int]) -> Record:
    """One proposal in the interchange format; `amends` is told where that one may be seen."""
    shown = {**amendment_record(recorded(one))}
    if one.amends and one.amends.draft_id not in visible:
        shown["amends"] = None
    if one.ask:
        shown["ask"] = one.ask.name
    return {
        **shown,
        "reason": one.reason or None,
        "supported": asdict(sides.supports),
        "opposed": asdict(sides.opposes),
    }


_FLAT = ("id", "draft", "eid", "by", "date", "state", "amends", "old", "new", "rationale")


def flat(rows: Iterable[Record]) -> list[Record]:
    """The same, one line each."""
    return [
        {
            **{name: one.get(name) for name in _FLAT},
            "supported": one["supported"]["n"],
            "supported_verified": one["supported"]["verified"],
            "opposed": one["opposed"]["n"],
            "opposed_verified": one["opposed"]["verified"],
        }
        for one in rows
    ]


COLUMNS = (*_FLAT, "supported", "supported_verified", "opposed", "opposed_verified")
