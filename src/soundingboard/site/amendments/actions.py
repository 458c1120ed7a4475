"""What people do with proposed wording: propose, adopt, withdraw, carry, support, oppose. Each act with its entry."""

from dataclasses import asdict

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from soundingboard import model
from soundingboard.amend import Orphan, Wording
from soundingboard.site.amendments import entries, worded
from soundingboard.site.amendments.models import Amendment, AmendmentState, Support, SupportPosition
from soundingboard.site.amendments.records import key_of
from soundingboard.site.contributions.models import Ask, ContributionState
from soundingboard.site.drafts.lives import chain as chain_of
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.models import Organisation
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.editing import Crossed, Refused, change
from soundingboard.site.processes.models import Process

_VERBS = {SupportPosition.SUPPORTS: "supported amendment", SupportPosition.OPPOSES: "opposed amendment"}
_TAKEN = {SupportPosition.SUPPORTS: "took back support", SupportPosition.OPPOSES: "took back opposition"}


@transaction.atomic
def propose(
    who: Who,
    draft: Draft,
    eid: str,
    wording: Wording,
    rationale: str = "",
    organisation: str = "",
    amends: Amendment | None = None,
) -> Amendment:
    """Wording for a paragraph of a draft (no `eid`: a new one), the board's or that of an organisation.

    Raises Refused where the draft has no such paragraph, the words are not in it, or just this is proposed already.
    """
    by = Organisation.objects.named(draft.process.slug, organisation) if organisation else None
    one = Amendment(
        process=draft.process,
        draft=draft,
        eid=eid,
        old=wording.old,
        new=wording.new,
        rationale=rationale,
        notices=list(wording.notices),
        is_boards=by is None,
        organisation=by,
        entered_by_id=who.participant,
        amends=amends,
    )
    _refuse_again(one)
    _anchor(one)
    one.save()
    entries.enter(who, "proposed amendment", one, entries.content_of(one))
    return one


def _refuse_again(one: Amendment) -> None:
    same = Amendment.objects.standing(one.process).filter(
        draft=one.draft, eid=one.eid, old=one.old, new=one.new
    )
    known = same.filter(is_boards=one.is_boards, organisation=one.organisation).first()
    if known:
        raise Refused(_("Just this is proposed already, as {name}.").format(name=known.name))


def _anchor(one: Amendment) -> None:
    """Where its words stand; raises Refused when they do not."""
    placed = worded.placed(worded.recorded(one), one.draft)
    one.anchor = _span(placed)


def _span(placed: model.Amendment) -> dict[str, object] | None:
    return asdict(placed.anchor) if placed.anchor else None


@transaction.atomic
def adopt(who: Who, ask: Ask) -> Amendment:
    """The wording that an ask proposes, as an amendment; once for each ask.

    Raises Refused where it proposes none, where its words are not there, or where it was done before.
    """
    contribution, draft = ask.contribution, ask.draft
    if contribution.state != ContributionState.CURRENT or contribution.is_confidential or draft is None:
        raise Refused(_("The contribution counts no more, or was made confidential."))
    if contribution.draft and entries.is_closer(contribution.draft, draft):
        raise Refused(_("It was said on a draft for the board only, and this draft is for everyone."))
    made = worded.of_ask(ask, draft, contribution.asks.all())
    one = Amendment(
        process=contribution.process,
        draft=draft,
        eid=made.eid or "",
        old=made.old,
        new=made.new,
        rationale=made.rationale or "",
        notices=list(made.notices),
        anchor=_span(made),
        ask=ask,
        entered_by_id=who.participant,
    )
    _save_once(one)
    entries.enter(who, "adopted wording", one, entries.content_of(one))
    return one


def _save_once(one: Amendment) -> None:
    try:
        with transaction.atomic():
            one.save()
    except IntegrityError as error:
        raise Refused(_("This wording is an amendment already.")) from error


@transaction.atomic
def withdraw(who: Who, amendment: Amendment, version: int, reason: str) -> Amendment:
    """Take it back; it stays readable as withdrawn. Raises Crossed when somebody changed it, or took it back before."""
    if amendment.state == AmendmentState.WITHDRAWN:
        raise Crossed(amendment)
    change(amendment, version, {"state": AmendmentState.WITHDRAWN, "reason": reason})
    entries.enter(who, "withdrew amendment", amendment, {"reason": reason})
    return amendment


@transaction.atomic
def carry(who: Who, amendment: Amendment, version: int, to: Draft) -> Amendment:
    """A person says that it holds for a later draft as well: a new amendment there, of the same origin.

    Raises Refused where its words have no place there, Crossed when somebody changed or carried it meanwhile.
    """
    if not amendment.is_standing or amendment.state == AmendmentState.CARRIED:
        raise Crossed(amendment)
    found = worded.rebased(amendment, key_of(chain_of(amendment.process, inside=True)), to)
    if isinstance(found, Orphan):
        raise Refused(f"{found.reason[:1].upper()}{found.reason[1:]}.")
    if there := amendment.amended_by.filter(draft=to).first():
        raise Refused(_("It was carried there already, as {name}.").format(name=there.name))
    told = {"state": AmendmentState.CARRIED, "reason": _("to {label}").format(label=to.label)}
    # Who does not see that draft sees the proposal stand as it did.
    change(amendment, version, {} if entries.is_closer(to, amendment.draft) else told)
    one = Amendment(
        process=amendment.process,
        draft=to,
        eid=found.eid or "",
        old=found.old,
        new=found.new,
        rationale=amendment.rationale,
        notices=list(found.notices),
        anchor=_span(found),
        is_boards=amendment.is_boards,
        organisation=amendment.organisation,
        ask=amendment.ask,
        entered_by_id=who.participant,
        amends=amendment,
    )
    _save_once(one)
    entries.enter(who, "carried amendment", one, entries.content_of(one))
    return one


@transaction.atomic
def stand(
    who: Who, amendment: Amendment, organisation: Organisation, position: str, reason: str, is_speaker: bool
) -> Support:
    """Say where an organisation stands; what it said before is replaced. Raises Refused where it says nothing new."""
    if not amendment.is_standing:
        raise Refused(_("This proposal stands no more."))
    known = Support.objects.filter(amendment=amendment, organisation=organisation)
    if known.filter(position=position, reason=reason).exists():
        raise Refused(_("{name} stands there already.").format(name=organisation.name))
    fields = {"position": position, "reason": reason, "by_id": who.participant, "at": timezone.now()}
    support, _is_new = Support.objects.update_or_create(
        amendment=amendment, organisation=organisation, defaults=fields
    )
    entries.enter_support(who, _VERBS[SupportPosition(position)], support, is_speaker)
    return support


def named(process: Process, name: str) -> Organisation:
    """An organisation by its name, declared where nobody knew it."""
    return Organisation.objects.named(process.slug, name)


@transaction.atomic
def take_back(who: Who, support: Support, is_speaker: bool) -> None:
    """An organisation stands nowhere any more; the record keeps that it did."""
    entries.enter_support(who, _TAKEN[SupportPosition(support.position)], support, is_speaker)
    support.delete()
