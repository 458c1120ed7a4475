"""Proposed wording as other pages show it, and as the library's records."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, product
from string import ascii_uppercase

from django.db.models import F, QuerySet
from django.utils.safestring import SafeString

from soundingboard import amend, model
from soundingboard.amend import Orphan
from soundingboard.site.amendments import records, worded
from soundingboard.site.amendments.models import Amendment, AmendmentState, Support, SupportPosition
from soundingboard.site.contributions.saying import redline_of
from soundingboard.site.drafts import lives
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.models import Organisation
from soundingboard.site.processes.models import Process


@dataclass(frozen=True, slots=True)
class Side:
    """How many organisations stand on one side, and how many of them are verified."""

    n: int = 0
    verified: int = 0


@dataclass(frozen=True, slots=True)
class Sides:
    supports: Side = Side()
    opposes: Side = Side()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal as a line of a page. `lost` is why its words have no place where it is shown."""

    amendment: Amendment
    whose: str
    organisation: Organisation | None
    number: str  # of its paragraph; empty for a new one
    redline: SafeString
    sides: Sides = field(default=Sides())
    letter: str = ""
    lost: str = ""
    is_earlier: bool = False  # made on an earlier draft, and carried here by the edges alone


def letters() -> Iterable[str]:
    """A, B … Z, AA, AB …"""
    return ("".join(each) for n in count(1) for each in product(ascii_uppercase, repeat=n))


def on_paragraph(draft: Draft, eid: str, chain: Sequence[Draft] = ()) -> list[Proposal]:
    """The proposals on a paragraph, in the order in which they were made, lettered (three queries).

    With a `chain` of drafts that the reader sees: also those of earlier drafts that nobody carried, where the
    confirmed edges lead their words to this paragraph (three queries more).
    """
    own = list(Amendment.objects.standing(draft.process).filter(draft=draft, eid=eid))
    found = [_line(one, worded.becomes(one), draft) for one in own]
    found += _earlier(draft, eid, chain)
    sides = sides_of([each.amendment for each in found])
    return [
        with_sides(each, sides.get(each.amendment.pk, Sides()), letter)
        for each, letter in zip(found, letters(), strict=False)
    ]


def with_sides(one: Proposal, sides: Sides, letter: str = "") -> Proposal:
    """The line with how many stand where, and its letter."""
    return Proposal(
        one.amendment, one.whose, one.organisation, one.number, one.redline, sides, letter, one.lost,
        one.is_earlier,
    )  # fmt: skip


def _earlier(draft: Draft, eid: str, chain: Sequence[Draft]) -> list[Proposal]:
    before = list(chain)[: next((n for n, one in enumerate(chain) if one.pk == draft.pk), 0)]
    if not before:
        return []
    rows = Amendment.objects.standing(draft.process).seen_with(before)
    rows = (
        rows.filter(state=AmendmentState.PROPOSED).exclude(eid="").exclude(pk__in=_carried([*before, draft]))
    )
    if not (earlier := list(rows)):
        return []
    walk, key = lives.lives(chain), records.key_of(chain)
    leads = [one for one in earlier if eid in walk.forward(one.draft_id, one.eid, draft.pk)]
    found = []
    for one in leads:
        there = worded.rebased(one, key, draft)
        if not isinstance(there, Orphan) and there.eid == eid:
            found.append(_line(one, worded.becomes_there(there, draft), draft, is_earlier=True))
    return found


def _carried(drafts: Iterable[Draft]) -> QuerySet[Amendment]:
    """The numbers of what was carried to one of these drafts, also where the public is not told."""
    onward = Amendment.objects.seen_with(drafts).exclude(amends=None).exclude(draft=F("amends__draft"))
    return onward.values("amends")


def line_of(one: Amendment) -> Proposal:
    """A proposal on its own draft (without who supports it)."""
    return _line(one, worded.becomes(one), one.draft)


def _line(
    one: Amendment, found: tuple[str, str] | Orphan, draft: Draft, is_earlier: bool = False
) -> Proposal:
    is_lost = isinstance(found, Orphan)
    before, after = (one.old or "", one.new) if isinstance(found, Orphan) else found
    paragraph = records.paragraph_of(one.draft, one.eid)
    return Proposal(
        amendment=one,
        whose=records.whose(one),
        organisation=records.organisation_of(one),
        number=paragraph.number if paragraph else "",
        redline=redline_of({"old": before, "new": after}, draft.language),
        lost=found.reason if is_lost else "",
        is_earlier=is_earlier,
    )


def lines(rows: Iterable[Amendment]) -> list[Proposal]:
    """Proposals on their own drafts, with how many stand behind and against each (one query)."""
    ones = list(rows)
    sides = sides_of(ones)
    return [with_sides(line_of(one), sides.get(one.pk, Sides())) for one in ones]


def sides_of(rows: Iterable[Amendment]) -> dict[int, Sides]:
    """How many organisations support and oppose each, by its id (one query)."""
    wanted = [one.pk for one in rows]
    found: dict[int, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    stands = Support.objects.filter(amendment__in=wanted) if wanted else Support.objects.none()
    columns = ("amendment_id", "position", "organisation__verified")
    for pk, position, verified in stands.values_list(*columns):
        found[pk][position].append(verified)
    sides = (SupportPosition.SUPPORTS, SupportPosition.OPPOSES)
    return {pk: Sides(*(Side(len(by[side]), sum(by[side])) for side in sides)) for pk, by in found.items()}


def library(of: Process | Draft) -> tuple[model.Amendment, ...]:
    """The proposals that stand, as the library's records: of a draft, or of all drafts of a process (one query).

    `draft` is a slug; `by` is "board", the name of a contribution, or an organisation: see `names`.
    """
    return tuple(records.recorded(one) for one in _rows(of))


def names(of: Process | Draft) -> dict[str, str]:
    """For each `by` of `library`, what readers are told (one query)."""
    return records.names_of(_rows(of))


def support(of: Process | Draft) -> dict[str, amend.Support]:
    """By the name of each proposal, the organisations that support and oppose it (one query)."""
    process = of.process if isinstance(of, Draft) else of
    rows = Support.objects.filter(amendment__process=process)
    if isinstance(of, Draft):
        rows = rows.filter(amendment__draft=of)
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name, position, who in rows.values_list("amendment__name", "position", "organisation__name"):
        found[name][position].append(who)
    return {name: amend.Support(*_both(by)) for name, by in found.items()}


def _both(by: Mapping[str, list[str]]) -> Iterable[tuple[str, ...]]:
    return (tuple(by[side]) for side in (SupportPosition.SUPPORTS, SupportPosition.OPPOSES))


def _rows(of: Process | Draft) -> list[Amendment]:
    if isinstance(of, Draft):
        return list(Amendment.objects.standing(of.process).filter(draft=of))
    return list(Amendment.objects.standing(of))
