"""The ledger: one line for each ask in one later draft, and above it what became of asks by group and by region."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from soundingboard.site.amendments.records import whose
from soundingboard.site.contributions import listing, places
from soundingboard.site.contributions.forms import word_label
from soundingboard.site.contributions.listing import Chooser, Line
from soundingboard.site.contributions.models import AskKind, Contribution, Topic
from soundingboard.site.contributions.places import Named
from soundingboard.site.drafts.models import Draft
from soundingboard.site.ledger import filters as choosing
from soundingboard.site.ledger.answers import Answers, answers
from soundingboard.site.ledger.filters import CHANGE, KEEP, PARTS, WORDING, Filters, Lists
from soundingboard.site.ledger.models import Entry, Outcome, Response
from soundingboard.site.ledger.shares import Table, counted, tables
from soundingboard.site.ledger.words import evidence_word
from soundingboard.site.processes.models import Process
from soundingboard.vocabulary import UNTRACED_KINDS

PAGE = 50  # lines: a table is read faster than what was said


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as its line shows it."""

    entry: Entry
    line: Line | None  # of its contribution; None of a proposal
    named: Named | None  # its place
    kind: str
    evidence: str
    words: Sequence[str]
    stated: Sequence[Response]
    whose: str = ""  # of a proposal: who makes it

    @property
    def asked_on(self) -> Draft:
        """The draft that it was asked on."""
        return (self.entry.ask or self.entry.amendment).draft

    @property
    def because(self) -> str:
        return self.entry.not_carried_because

    @property
    def name(self) -> str:
        return self.entry.ask.name if self.entry.ask else self.entry.amendment.name


@dataclass(frozen=True, slots=True)
class Part:
    """One of the three tables, how many lines it has, and where it is."""

    name: str
    label: str
    n: int
    address: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class LedgerPage:
    draft: Draft
    filters: Filters
    changes: Sequence[Table]
    keeps: Sequence[Table]
    parts: Sequence[Part]
    page: Page
    rows: Sequence[Told]
    choosers: Sequence[Chooser]
    closed: int  # confidential contributions on the drafts before: only how many
    steps: Sequence[tuple[Draft, str]] = field(default=())


def ledger_page(
    process: Process, chain: Sequence[Draft], draft: Draft, filters: Filters, number: str | None
) -> LedgerPage:
    """Everything on the page (a number of queries that does not depend on how much there is)."""
    filters = replace(filters, to=draft.slug)  # a link of today leads to the same when another draft is out
    rows = choosing.found(process, chain, filters, draft)
    whole = choosing.found(process, chain, filters.without_outcome, draft)
    found = counted(process, whole)
    lists = Lists.of(process, filters)
    page = Paginator(choosing.in_part(rows, filters.part), PAGE).get_page(number)
    return LedgerPage(
        draft=draft,
        filters=filters,
        changes=tables(process, found, filters, CHANGE),
        keeps=tables(process, found, filters, KEEP),
        parts=_parts(rows, lists),
        page=page,
        rows=told(process, chain, list(page.object_list)),
        choosers=_choosers(process, chain, filters),
        closed=_closed(process, chain, draft),
        steps=[(one, lists.at(to=one.slug)) for one in choosing.steps(chain)],
    )


def _parts(rows: QuerySet[Entry], lists: Lists) -> list[Part]:
    counts = {name: choosing.in_part(rows, name).count() for name in PARTS}
    labels = {
        CHANGE: ngettext("ask to change", "asks to change", counts[CHANGE]),
        KEEP: ngettext("ask to keep", "asks to keep", counts[KEEP]),
        WORDING: ngettext("proposed wording", "proposed wordings", counts[WORDING]),
    }
    here = lists.filters.part
    return [Part(name, labels[name], n, lists.at(part=name), name == here) for name, n in counts.items()]


def _closed(process: Process, chain: Sequence[Draft], draft: Draft) -> int:
    before = [one.pk for one in chain if one.order < draft.order]
    return Contribution.objects.current(process).closed().filter(draft__in=before).count()


def told(process: Process, chain: Sequence[Draft], entries: Sequence[Entry]) -> list[Told]:
    """The lines of entries (six queries at most)."""
    drafts = {draft.pk: draft for draft in chain}
    asks = [entry.ask for entry in entries if entry.ask]
    for entry in entries:
        thing = entry.ask or entry.amendment
        thing.draft = drafts.get(thing.draft_id, thing.draft)
    proposals = [
        (entry.amendment.draft_id, f"para:{entry.amendment.eid}") for entry in entries if entry.amendment
    ]
    keys = [*((ask.draft_id, ask.place) for ask in asks), *proposals]
    names, stated = places.names(chain, keys), answers(process, chain)
    return [_told(process, entry, names, stated) for entry in entries]


def _told(process: Process, entry: Entry, names: Mapping[places.Key, Named], stated: Answers) -> Told:
    ask, amendment = entry.ask, entry.amendment
    entry.process = process
    if entry.carried_by:
        entry.carried_by.process = process
    line = None
    if ask:
        ask.contribution.process = process
        line = Line(ask.contribution, (), person=listing.person(ask.contribution))
        key = (ask.draft_id, ask.place)
    else:
        amendment.process = process
        key = (amendment.draft_id, f"para:{amendment.eid}" if amendment.eid else places.MISSING)
    first = next(iter(entry.evidence), {})
    return Told(
        entry=entry,
        line=line,
        named=names.get(key),
        kind=str(AskKind(ask.kind).label) if ask else str(AskKind.AMEND.label),
        evidence=evidence_word(first),
        words=first.get("words") or (),
        stated=stated.to_entry(entry),
        whose=whose(amendment) if amendment else "",
    )


def _choosers(process: Process, chain: Sequence[Draft], filters: Filters) -> list[Chooser]:
    """The fields of the filter form; what was asked for and is not offered stands in it all the same."""
    found = []
    for name, (label, options) in _offered(process, chain).items():
        chosen = getattr(filters, f"{name}_" if name == "from" else name)
        more = [] if chosen in ("", *dict(options)) else [(chosen, chosen)]
        found.append(Chooser(name, label, chosen, [*options, *more]))
    return found


def _offered(process: Process, chain: Sequence[Draft]) -> dict[str, tuple[str, list[tuple[str, str]]]]:
    newest = choosing.steps(chain)
    kinds = [(one.value, str(one.label)) for one in AskKind if one.value not in UNTRACED_KINDS]
    yes_no = [("yes", _("yes")), ("no", _("no"))]
    groups, regions = process.group_words(), process.region_words()
    topics: Any = Topic.objects.standing(process).values_list("slug", "label")
    return {
        "from": (_("Asked on"), [(one.slug, one.label) for one in reversed(chain)]),
        "to": (_("What became of it in"), [(one.slug, one.label) for one in newest]),
        "group": (_("Group"), [(one, word_label(one)) for one in groups]),
        "region": (_("Region"), [(one, word_label(one)) for one in regions]),
        "kind": (_("What is asked"), kinds),
        "outcome": (_("Outcome"), [*Outcome.choices, (choosing.NOT_MET, _("not taken up or contrary"))]),
        "carried": (_("Carried by the board"), [*yes_no, ("pending", _("not said yet"))]),
        "confirmed": (_("Confirmed by a person"), yes_no),
        "topic": (_("Topic"), list(topics)),
        "contested": (_("Contested by its author"), [("yes", _("yes")), ("open", _("and not answered yet"))]),
    }
