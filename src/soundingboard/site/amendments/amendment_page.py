"""The page of one proposal: its words, what is doubtful in them, who stands where, and where it stands now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from soundingboard.amend import Orphan, Warning
from soundingboard.site.amendments import reading, records, rules, worded
from soundingboard.site.amendments.models import Amendment, AmendmentState, Support, SupportPosition
from soundingboard.site.amendments.reading import Proposal, Sides
from soundingboard.site.contributions.forms import word_label
from soundingboard.site.contributions.models import Contribution
from soundingboard.site.contributions.saying import redline_of
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.models import Organisation
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.models import NOT_STATED

_NOTHING = SafeString("")


@dataclass(frozen=True, slots=True)
class Clash:
    """Words (or a place between two) that other proposals change too, each in its own way."""

    words: str
    others: Sequence[Proposal]


@dataclass(frozen=True, slots=True)
class Stand:
    """Where an organisation stands; group and region as it said in something open."""

    support: Support
    group: str
    region: str
    may_take_back: bool


@dataclass(frozen=True, slots=True)
class Fate:
    """Where a proposal stands in a later draft: its words there, or why it has no place."""

    draft: Draft
    lost: str = ""
    eid: str = ""
    number: str = ""
    redline: SafeString = _NOTHING
    notices: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class AmendmentPage:
    line: Proposal
    warnings: Sequence[Warning]
    clashes: Sequence[Clash]
    stands: Sequence[Stand]
    fates: Sequence[Fate]
    before: Amendment | None  # the one that it changes, or was carried from
    after: Sequence[Amendment]  # those that change it, or carry it on
    may_withdraw: bool
    may_carry: bool
    own: Sequence[Organisation] | None  # who the reader may speak for; None: any
    known: Sequence[str]  # names of organisations

    @property
    def may_stand(self) -> bool:
        return self.line.amendment.is_standing and (self.own is None or bool(self.own))


def amendment_page(who: Who, one: Amendment, chain: Sequence[Draft]) -> AmendmentPage:
    """Everything about a proposal that this reader may see."""
    process = one.process
    visible = {draft.pk for draft in chain}
    stands = list(one.support.select_related("organisation"))
    siblings = (
        list(Amendment.objects.standing(process).filter(draft=one.draft, eid=one.eid)) if one.eid else []
    )
    after = one.amended_by.told(process).filter(draft__in=visible).select_related("process", "draft")
    any_one = rules.may_enter_support(who, process.slug)
    own = _own(who, process.slug)
    return AmendmentPage(
        line=reading.with_sides(reading.line_of(one), reading.sides_of([one]).get(one.pk, Sides())),
        warnings=_warnings(one),
        clashes=_clashes(one, siblings),
        stands=_stands(one, stands, None if any_one else own),
        fates=_fates(one, chain) if one.is_standing else [],
        before=_told(one, visible),
        after=after.defer("draft__record").order_by("pk"),
        may_withdraw=one.is_standing and rules.may_withdraw(who, one),
        may_carry=_may_carry(who, one),
        own=None if any_one else own,
        known=Organisation.objects.filter(process=process.slug)
        .order_by("name")
        .values_list("name", flat=True)
        if any_one
        else (),
    )


def _own(who: Who, process: str) -> list[Organisation]:
    if not who.is_signed_in:
        return []
    return list(Organisation.objects.spoken_for_by(who.participant, process).order_by("name"))


def _may_carry(who: Who, one: Amendment) -> bool:
    still = one.is_standing and one.state == AmendmentState.PROPOSED
    return still and rules.may_propose(who, one.process.slug)


def _told(one: Amendment, visible: set[int]) -> Amendment | None:
    if one.amends_id is None:
        return None
    before = Amendment.objects.of(one.process).told(one.process).filter(pk=one.amends_id)
    return before.filter(draft__in=visible).first()


def _warnings(one: Amendment) -> Sequence[Warning]:
    found = worded.becomes(one)
    if isinstance(found, Orphan):
        return worded.warned(one.old or "", one.new, one.draft.language)
    return worded.warned(*found, one.draft.language)


def _clashes(one: Amendment, siblings: Sequence[Amendment]) -> list[Clash]:
    by_name = {other.name: other for other in siblings}
    lines: dict[str, Proposal] = {}
    found = []
    for collision in worded.colliding(siblings, one.draft):
        names = [each.id for each in collision.amendments]
        if one.name in names:
            others = [by_name[name] for name in names if name != one.name]
            for other in others:
                lines.setdefault(other.name, reading.line_of(other))
            found.append(Clash(collision.span.text.strip(), [lines[other.name] for other in others]))
    return found


def _stands(one: Amendment, stands: Sequence[Support], own: Sequence[Organisation] | None) -> list[Stand]:
    said = origins(one, [each.organisation_id for each in stands]) if stands else {}
    ordered = sorted(stands, key=lambda each: (each.position == SupportPosition.OPPOSES, each.at))
    mine = {each.pk for each in own} if own is not None else None
    return [
        Stand(
            each,
            *said.get(each.organisation_id, ("", "")),
            may_take_back=mine is None or each.organisation_id in mine,
        )
        for each in ordered
    ]


def origins(one: Amendment, organisations: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """The group and region of organisations, as each said last in something open (one query)."""
    rows = Contribution.objects.current(one.process).openly().filter(organisation__in=organisations)
    columns = ("organisation_id", "stakeholder_group", "regional_group")
    return {
        pk: (_word(group), _word(region))
        for pk, group, region in rows.order_by("filed", "pk").values_list(*columns)
    }


def _word(word: str) -> str:
    return "" if word == NOT_STATED else word_label(word)


def _fates(one: Amendment, chain: Sequence[Draft]) -> list[Fate]:
    """Later drafts, oldest first."""
    place = next((n for n, draft in enumerate(chain) if draft.pk == one.draft_id), None)
    if place is None or place + 1 == len(chain):
        return []
    key = records.key_of(chain)
    return [fate(one, key, draft) for draft in chain[place + 1 :]]


def fate(one: Amendment, key: records.Key, draft: Draft) -> Fate:
    """Where a proposal stands in a later draft."""
    there = worded.rebased(one, key, draft)
    if isinstance(there, Orphan):
        return Fate(draft, lost=there.reason)
    found = worded.becomes_there(there, draft)
    if isinstance(found, Orphan):
        return Fate(draft, lost=found.reason)
    paragraph = records.paragraph_of(draft, there.eid or "")
    words: dict[str, str | None] = {"old": found[0], "new": found[1]}
    return Fate(
        draft,
        eid=there.eid or "",
        number=paragraph.number if paragraph else "",
        redline=redline_of(words, draft.language),
        notices=[each for each in there.notices if each not in one.notices],
    )


def fate_to(one: Amendment, chain: Sequence[Draft], slug: str) -> Fate | None:
    """Where it would stand in the draft of this slug; None where that is no later draft of the reader's."""
    place = next((n for n, draft in enumerate(chain) if draft.pk == one.draft_id), len(chain))
    draft = next((each for each in chain[place + 1 :] if each.slug == slug), None)
    return fate(one, records.key_of(chain), draft) if draft else None
