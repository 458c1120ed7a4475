"""Two drafts of the Lighthouse Accord, as `contributions` has them, and ways to propose wording on them."""

from soundingboard.amend import Wording, between
from soundingboard.site.amendments import actions
from soundingboard.site.amendments.models import Amendment
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.rules import Who
from tests.site.contributions.conftest import (
    NEW,
    OLD,
    found,
    inside,
    new,
    no_limits_yet,
    old,
    page,
    said,
    say,
    words,
    wrongs,
)

__all__ = [
    "BOARD",
    "NEW",
    "OLD",
    "found",
    "inside",
    "new",
    "no_limits_yet",
    "old",
    "page",
    "propose",
    "said",
    "say",
    "words",
    "wrongs",
]

BOARD = Who(office="board", roles={"lighthouse": frozenset({"board"})})


def propose(draft: Draft, eid: str = "para_1", to: str = "We undertake", **fields: object) -> Amendment:
    """A proposal of the board: the first two words of the paragraph are others now."""
    text = next(one["text"] for one in draft.record["paragraphs"] if one["eid"] == eid)
    read = fields.pop("wording", None) or between(text, f"{to} {text.split(' ', 2)[2]}")
    assert isinstance(read, Wording)
    return actions.propose(BOARD, draft, eid, read, **fields)
