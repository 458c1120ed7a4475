"""What the address of the ledger asks for, and the entries that it leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from soundingboard.site.amendments.models import AmendmentState
from soundingboard.site.contributions.models import Contribution, ContributionState, Topic
from soundingboard.site.drafts.lives import lives
from soundingboard.site.drafts.models import Draft, State
from soundingboard.site.ledger.models import Contest, ContestState, Entry, NotCarried
from soundingboard.site.processes.models import Process

CHANGE, KEEP, WORDING = "change", "keep", "wording"  # the three tables, each counted by itself
PARTS = (CHANGE, KEEP, WORDING)
NOT_MET = "not taken up or contrary"  # one number of the shares is of both outcomes
_BOTH = {NOT_MET: ("not taken up", "contrary")}


@dataclass(frozen=True, slots=True)
class Filters:
    """Empty: everything. `from_` is the draft that something was asked on, `to` the one in which it is looked for."""

    from_: str = ""
    to: str = ""
    part: str = CHANGE
    group: str = ""
    region: str = ""
    kind: str = ""
    outcome: str = ""
    carried: str = ""
    confirmed: str = ""
    topic: str = ""
    paragraph: str = ""
    contested: str = ""
    permission: str = ""  # "anonymous" alone can be asked for

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filters":
        found = {name: query.get(name.rstrip("_"), "") for name in asdict(cls())}
        if found["part"] not in PARTS:
            found["part"] = CHANGE
        return cls(**found)

    def query(self, **changes: str) -> str:
        """The address's query, with some values replaced; in one order, and without what is empty."""
        values = {name.rstrip("_"): value for name, value in asdict(replace(self, **changes)).items()}
        return urlencode({name: value for name, value in values.items() if value})

    @property
    def without_outcome(self) -> "Filters":
        """What the shares are of: the same asks, whatever became of them."""
        return replace(self, outcome="", part=CHANGE)

    @property
    def is_narrow(self) -> bool:
        return any(value for name, value in asdict(self).items() if name not in ("to", "part"))


@dataclass(frozen=True, slots=True)
class Lists:
    """Addresses of the ledger: exactly what a number counts."""

    base: str
    filters: Filters

    @classmethod
    def of(cls, process: Process, filters: Filters) -> "Lists":
        return cls(reverse("ledger", args=[process.slug]), filters)

    def at(self, **changes: str) -> str:
        return f"{self.base}?{self.filters.query(**changes)}"

    def lines(self, **changes: str) -> str:
        """The same, where its lines begin, below the tables."""
        return f"{self.at(**changes)}#lines"


def steps(chain: Sequence[Draft]) -> list[Draft]:
    """The drafts in which something can have become of an ask, newest first: all that stand but the first."""
    standing = [draft for draft in chain if draft.state == State.PUBLISHED]
    return standing[:0:-1]


def step(chain: Sequence[Draft], slug: str) -> Draft | None:
    """The draft that the address names, else the newest; None where nothing came after the first draft."""
    offered = steps(chain)
    if not slug:
        return offered[0] if offered else None
    found = next((draft for draft in offered if draft.slug == slug), None)
    if found is None:
        raise Http404(_("There is no draft of this name that came after another."))
    return found


def seen(process: Process, chain: Sequence[Draft]) -> QuerySet[Entry]:
    """The entries that a reader of these drafts may know of, of asks and proposals that stand.

    Confidential asks are not among them: their number on each draft is all that is told.
    """
    ids = [draft.pk for draft in chain]
    contributions = Contribution.objects.current(process).not_closed().seen_with(chain)
    asks = Q(ask__contribution__in=contributions, ask__draft__in=ids)
    amendments = Q(amendment__draft__in=ids) & ~Q(amendment__state=AmendmentState.WITHDRAWN)
    return Entry.objects.of(process).filter(asks | amendments, new__in=ids, old__in=ids)


def found(process: Process, chain: Sequence[Draft], filters: Filters, to: Draft) -> QuerySet[Entry]:
    """The entries that the filters leave, of all three tables."""
    rows = seen(process, chain).filter(new=to)
    if filters.from_:
        asked = next((draft for draft in chain if draft.slug == filters.from_), None)
        if asked is None:
            raise Http404(_("There is no draft of this name."))
        rows = rows.filter(Q(ask__draft=asked) | Q(amendment__draft=asked))
    if filters.kind:
        rows = rows.filter(ask__kind=filters.kind)
    if filters.outcome:
        rows = rows.filter(outcome__in=_BOTH.get(filters.outcome, (filters.outcome,)))
    if filters.confirmed:
        rows = rows.filter(confirmed=None) if filters.confirmed == "no" else rows.exclude(confirmed=None)
    return _of_place(process, chain, _of_whom(_of_board(rows, filters), filters), filters, to)


def in_part(rows: QuerySet[Entry], part: str) -> QuerySet[Entry]:
    """Those of one table: asks to change, asks to keep, or wording that was proposed apart."""
    if part == WORDING:
        return rows.filter(ask=None)
    rows = rows.exclude(ask=None)
    return rows.filter(ask__kind="retain") if part == KEEP else rows.exclude(ask__kind="retain")


def _of_whom(rows: QuerySet[Entry], filters: Filters) -> QuerySet[Entry]:
    """Those of a group or region are of open contributions alone."""
    if filters.group:
        said = Contribution.objects.openly().filter(stakeholder_group=filters.group)
        rows = rows.filter(ask__contribution__in=said)
    if filters.region:
        said = Contribution.objects.openly().filter(regional_group=filters.region)
        rows = rows.filter(ask__contribution__in=said)
    if filters.permission == "anonymous":
        rows = rows.filter(ask__contribution__in=Contribution.objects.anonymous())
    return rows


def _of_board(rows: QuerySet[Entry], filters: Filters) -> QuerySet[Entry]:
    """Whether the board carried it, and whether its author contested something."""
    refused = Exists(NotCarried.objects.filter(ask=OuterRef("ask")))
    if filters.carried == "yes":
        rows = rows.exclude(carried_by=None)
    elif filters.carried == "no":
        rows = rows.filter(refused, carried_by=None)
    elif filters.carried == "pending":
        rows = rows.filter(~refused, carried_by=None)
    if filters.contested:
        contests = Contest.objects.filter(Q(entry=OuterRef("pk")) | Q(ask=OuterRef("ask")))
        if filters.contested == "open":
            contests = contests.filter(state=ContestState.OPEN)
        rows = rows.filter(Exists(contests))
    return rows


def _of_place(
    process: Process, chain: Sequence[Draft], rows: QuerySet[Entry], filters: Filters, to: Draft
) -> QuerySet[Entry]:
    if filters.paragraph:
        rows = rows.filter(_at(_named_paragraphs(chain, to, filters.paragraph)))
    if filters.topic:
        topic = Topic.objects.filter(process=process, slug=filters.topic).first()
        if topic is None:
            raise Http404(_("There is no topic of this name."))
        by_slug = {draft.slug: draft for draft in chain}
        places = [
            (by_slug[one["draft"]].pk, one["eid"]) for one in topic.paragraphs if one.get("draft") in by_slug
        ]
        rows = rows.filter(_at(places) | Q(ask__place=f"topic:{topic.slug}"))
    return rows


def _named_paragraphs(chain: Sequence[Draft], to: Draft, name: str) -> list[tuple[int, str]]:
    """The paragraph "EID" of the later draft with all that it came from, or "DRAFT/EID" alone."""
    slug, slash, eid = name.partition("/")
    if not slash:
        return paragraphs(chain, to, [name])
    return [(draft.pk, eid) for draft in chain if draft.slug == slug]


def paragraphs(chain: Sequence[Draft], draft: Draft, eids: Sequence[str]) -> list[tuple[int, str]]:
    """Paragraphs of a draft with all that they came from, as (id of the draft, eid)."""
    walk = lives(chain)
    found = [(draft.pk, eid) for eid in eids]
    for eid in eids:
        found += [(pk, one) for pk, earlier in walk.backward(draft.pk, eid) for one in earlier]
    return list(dict.fromkeys(found))


def _at(places: Sequence[tuple[int, str]]) -> Q:
    """Entries of what was asked or proposed at one of these paragraphs."""
    wanted = Q(pk__in=[])
    for pk, eid in places:
        wanted |= Q(ask__draft=pk, ask__place=f"para:{eid}") | Q(amendment__draft=pk, amendment__eid=eid)
    return wanted


def is_current(entry: Entry) -> bool:
    """Whether what an entry is of stands still."""
    if entry.ask:
        return entry.ask.contribution.state == ContributionState.CURRENT
    return entry.amendment.state != AmendmentState.WITHDRAWN
