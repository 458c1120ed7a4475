"""How outcomes, kinds and evidence are told: in words, each with its sign."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from soundingboard.site.ledger.models import Entry, Outcome
from soundingboard.vocabulary import CHANGE_OUTCOMES, RETAIN_OUTCOMES

EVIDENCE = {
    "stated": _("the drafters state it"),
    "text-match": _("the text matches"),
    "same-direction": _("the wording moves in the same direction"),
    "contrary": _("the wording moves the other way"),
    "none": _("nothing in the text speaks for it"),
}
# The drawing of each outcome's sign, 16 by 16.
_PATHS: Mapping[str, str] = {
    Outcome.ADOPTED: "M2.5 8.5l3.5 4 7.5-9",
    Outcome.IN_PART: "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M8 2.5v11M10.5 4v8",
    Outcome.ELSEWHERE: "M2 8h11M9 4l4 4-4 4",
    Outcome.NOT_TAKEN_UP: "M3.5 3.5l9 9M12.5 3.5l-9 9",
    Outcome.CONTRARY: "M13.5 11H3M6.5 7.5L3 11l3.5 3.5M13.5 11V3.5",
    Outcome.ALREADY: "M3 4.5h10M3 8h10M3 11.5h10",
    Outcome.KEPT: "M3 6h10M3 10.5h10",
    Outcome.WEAKENED: "M8 13.5l6-11H2z",
    Outcome.LOST: "M2.5 8h11",
    Outcome.UNDETERMINED: "M5 5.5a3 3 0 1 1 4.2 2.8c-.9.5-1.2 1-1.2 2M8 12.6v.9",
}


def outcome_word(outcome: str) -> str:
    return str(Outcome(outcome).label)


def outcome_sign(outcome: str) -> SafeString:
    """The sign of an outcome; the word beside it is what a screen reader says."""
    return format_html(
        '<svg class="sign" viewBox="0 0 16 16" aria-hidden="true"><path d="{}"/></svg>', _PATHS[outcome]
    )


def outcome_class(outcome: str) -> str:
    """The class of its part of a bar."""
    return "outcome-" + outcome.replace(" ", "-")


def outcomes_of(entry: Entry) -> Sequence[str]:
    """What can have become of it: of an ask to keep other things than of an ask to change."""
    return RETAIN_OUTCOMES if entry.ask and entry.ask.kind == "retain" else CHANGE_OUTCOMES


def evidence_word(evidence: Mapping[str, Any]) -> str:
    return str(EVIDENCE.get(str(evidence.get("kind")), ""))
