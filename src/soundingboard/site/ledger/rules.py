"""Who may do what with the ledger."""

from collections.abc import Sequence

from soundingboard.site.drafts.models import Draft
from soundingboard.site.ledger.models import Entry
from soundingboard.site.people.models import RoleName
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.models import Process


def may_trace(who: Who, process: str) -> bool:
    """Have everything traced anew."""
    return who.is_one_of(process, RoleName.SECRETARIAT)


def may_decide(who: Who, process: str) -> bool:
    """Say what became of an ask, whatever the software suggests."""
    return who.is_one_of(process, RoleName.SECRETARIAT, RoleName.BOARD)


def may_say_why_not(who: Who, process: str) -> bool:
    """Say why the board did not carry an ask."""
    return who.is_one_of(process, RoleName.BOARD, RoleName.SECRETARIAT)


def may_answer(who: Who, process: Process) -> bool:
    """Answer officially, where the process has it so."""
    return process.answers and who.is_one_of(process.slug, RoleName.COFACILITATOR, RoleName.SECRETARIAT)


def may_set_answers(who: Who, process: str) -> bool:
    """Say whether there are official answers in a process."""
    return who.is_one_of(process, RoleName.ADMINISTRATOR, RoleName.SECRETARIAT)


def may_answer_contests(who: Who, process: str) -> bool:
    return who.is_one_of(process, RoleName.SECRETARIAT)


def may_see(entry: Entry, chain: Sequence[Draft]) -> bool:
    """Whether someone who sees these drafts may know of an entry; of a confidential ask they see hardly more."""
    known = {draft.pk for draft in chain}
    drafts = {entry.old_id, entry.new_id}
    if entry.ask:
        drafts |= {entry.ask.draft_id, entry.ask.contribution.draft_id} - {None}
    else:
        drafts.add(entry.amendment.draft_id)
    return drafts <= known
