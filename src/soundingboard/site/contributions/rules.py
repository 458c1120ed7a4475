"""Who may see and do what with contributions."""

from soundingboard.site.contributions.models import Contribution
from soundingboard.site.drafts.models import Draft
from soundingboard.site.drafts.rules import may_read
from soundingboard.site.people.models import RoleName
from soundingboard.site.people.rules import Who


def may_say(who: Who, draft: Draft) -> bool:
    """Everyone, with or without an account, on every draft that is out and that they may read."""
    return draft.is_out and may_read(who, draft)


def may_see(who: Who, contribution: Contribution) -> bool:
    """Whether someone may know of a contribution; what they see of it is for its permission to say."""
    return contribution.draft is None or may_read(who, contribution.draft)


def may_read_confidential(who: Who, process: str) -> bool:
    return who.is_one_of(process, RoleName.SECRETARIAT)


def may_close(who: Who, process: str) -> bool:
    """Close a draft that has had its time: count the anonymous contributions on it."""
    return who.is_one_of(process, RoleName.SECRETARIAT)


def may_see_orphans(who: Who, process: str) -> bool:
    return who.is_one_of(process, RoleName.SECRETARIAT)


def is_author(who: Who, contribution: Contribution) -> bool:
    """Signed in as the one who said it; others show that they are by the private link."""
    return who.participant is not None and who.participant == contribution.participant_id
