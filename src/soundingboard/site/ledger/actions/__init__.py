"""What can be done with the ledger; each act writes its entry in the same transaction."""

from soundingboard.site.ledger.actions.answering import answer
from soundingboard.site.ledger.actions.contesting import answer_contest, contest
from soundingboard.site.ledger.actions.deciding import confirm_as_suggested, decide, say_why_not
from soundingboard.site.ledger.actions.tracing import mark_carried, retrace, retrace_later

__all__ = [
    "answer",
    "answer_contest",
    "confirm_as_suggested",
    "contest",
    "decide",
    "mark_carried",
    "retrace",
    "retrace_later",
    "say_why_not",
]
