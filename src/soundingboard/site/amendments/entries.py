"""What the record keeps of proposed wording.

Wording that came in a contribution is in the contribution's own entries, which close when it is closed: here only its
name is kept. What is proposed on a draft for the board is readable by the board. Who speaks for an organisation is
not told: such entries have no pseudonym.
"""

from typing import Any

from soundingboard.site.amendments.models import Amendment, Support
from soundingboard.site.amendments.records import BOARD
from soundingboard.site.drafts.actions.publishing import readers_of
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.rules import Who
from soundingboard.site.record import actions as record
from soundingboard.site.record.models import Readers

SPEAKER = "participant"


def enter(who: Who, verb: str, amendment: Amendment, content: dict[str, Any]) -> None:
    """One entry about an amendment."""
    readers = readers_of(amendment.draft)
    record.enter(amendment.process.slug, who.actor, verb, str(amendment), content, readers)


def enter_support(who: Who, verb: str, support: Support, is_speaker: bool) -> None:
    """One entry about where an organisation stands."""
    organisation = support.organisation
    content = {"organisation": organisation.name, "verified": organisation.verified}
    if support.reason:
        content["reason"] = support.reason
    actor = SPEAKER if is_speaker else who.actor
    amendment = support.amendment
    readers = readers_of(amendment.draft)
    record.enter(amendment.process.slug, actor, verb, str(amendment), content, readers)


def content_of(amendment: Amendment) -> dict[str, Any]:
    """An amendment as all who see its draft may read it."""
    place = {"draft": amendment.draft.slug, "eid": amendment.eid or None, **_amends(amendment)}
    if amendment.ask:
        return {**place, "ask": amendment.ask.name, "contribution": amendment.ask.contribution.name}
    return {
        **place,
        "by": BOARD if amendment.is_boards or not amendment.organisation else amendment.organisation.name,
        "old": amendment.old,
        "new": amendment.new,
        "rationale": amendment.rationale,
    }


def _amends(amendment: Amendment) -> dict[str, str]:
    """The one that it changes or carries, unless that is on a draft that fewer people see."""
    before = amendment.amends
    if before is None:
        return {}
    return {} if is_closer(before.draft, amendment.draft) else {"amends": before.name}


def is_closer(one: Draft, than: Draft) -> bool:
    """Whether fewer people see a draft than another."""
    return readers_of(one) == Readers.BOARD and readers_of(than) == Readers.PUBLIC
