"""What may be wrong with a contribution that waits: each as a filter of the queue, and as words on its line."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, Min, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from soundingboard.site.contributions.intake.suggesting import knows_language
from soundingboard.site.contributions.models import (
    Ask,
    Contribution,
    ContributionState,
    Decision,
    Run,
    Suggestion,
)
from soundingboard.site.processes.models import NOT_STATED, Process

FAULTS: Mapping[str, Promise] = {
    "group": _("group or region not known"),
    "language": _("language not supported"),
    "unread": _("not read by the software yet"),
    "nothing": _("nothing could be linked"),
    "draft": _("no draft"),
    "late": _("late"),
    "double": _("possible double"),
    "confidential": _("confidential"),
    "empty": _("asks nothing"),
}
Conditions = Mapping[str, Q]
_OPENLY = ("confidential",)  # of a confidential one nothing else is told before its reading is logged


@dataclass(frozen=True, slots=True)
class Doubles:
    """Texts that stand more than once, each with the first contribution that has it."""

    texts: QuerySet[Any]
    firsts: QuerySet[Any]


def _doubles(process: Process) -> Doubles:
    gone = (ContributionState.SUPERSEDED, ContributionState.WITHDRAWN)
    rows = Contribution.objects.filter(process=process).not_closed().exclude(state__in=gone).exclude(text="")
    grouped = rows.order_by().values("text").annotate(n=Count("pk"), first=Min("pk")).filter(n__gt=1)
    return Doubles(grouped.values("text"), grouped.values("first"))


def languages_not_known(process: Process) -> list[str]:
    """The languages of contributions that the software does not read (one query)."""
    used = Contribution.objects.current(process).order_by().values_list("language", flat=True).distinct()
    return [language for language in used if not knows_language(language)]


def conditions(process: Process) -> Conditions:
    """What each fault is, as a condition on contributions (one query)."""
    doubles, mine = _doubles(process), {"contribution": OuterRef("pk")}
    was_read = Exists(Run.objects.filter(**mine))
    suggested = Exists(Suggestion.objects.filter(**mine))
    undecided = Exists(Suggestion.objects.filter(decision=Decision.OPEN, **mine))
    asks = Exists(Ask.objects.filter(**mine))
    return {
        "group": Q(as_written__has_key="stakeholder_group", stakeholder_group=NOT_STATED)
        | Q(as_written__has_key="regional_group", regional_group=NOT_STATED),
        "language": Q(language__in=languages_not_known(process)),
        "unread": ~Q(draft=None) & ~Q(was_read) & ~Q(asks),
        "nothing": Q(was_read) & ~Q(suggested) & ~Q(asks),
        "draft": Q(draft=None),
        "late": Q(late=True),
        "double": Q(text__in=doubles.texts) & ~Q(pk__in=doubles.firsts),
        "confidential": Q(pk__in=Contribution.objects.filter(process=process).closed().values("pk")),
        "empty": Q(text="") | (Q(suggested) & ~Q(undecided) & ~Q(asks)),
    }


def with_fault(rows: QuerySet[Contribution], named: Conditions, fault: str) -> QuerySet[Contribution]:
    """Those with one fault; none for a word that is no fault. `named`: the `conditions`."""
    if fault not in FAULTS:
        return rows.none()
    rows = rows.filter(named[fault])
    return rows if fault in _OPENLY else rows.not_closed()


def counted(rows: QuerySet[Contribution], named: Conditions) -> dict[str, int]:
    """How many have each fault (one query)."""
    opened = ~named["confidential"]
    counts = {
        name: Count("pk", filter=condition if name in _OPENLY else condition & opened)
        for name, condition in named.items()
    }
    return rows.order_by().aggregate(**counts)


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault as a line shows it: the word, and what the file said or which one it may be a double of."""

    name: str
    words: str
    more: str = ""
    address: str = ""


def faults_of(rows: QuerySet[Contribution], named: Conditions) -> QuerySet[Contribution]:
    """The contributions, each with `fault_<name>` beside it."""
    return rows.annotate(**{f"fault_{name}": _as_flag(one) for name, one in named.items()})


def _as_flag(condition: Q) -> Any:
    return ExpressionWrapper(condition, output_field=BooleanField())


def told(one: Contribution, firsts: Mapping[str, Contribution]) -> list[Fault]:
    """What is wrong with one of `faults_of`, in words. `firsts`: the first contribution of each text that is double."""
    if one.is_confidential:
        return [Fault("confidential", str(FAULTS["confidential"]))]
    found = [name for name in FAULTS if name not in _OPENLY and getattr(one, f"fault_{name}")]
    return [_fault(name, one, firsts) for name in found]


def _fault(name: str, one: Contribution, firsts: Mapping[str, Contribution]) -> Fault:
    words, more, address = str(FAULTS[name]), "", ""
    if name == "group":
        more = ", ".join(
            f"“{one.as_written[key]}”"
            for key in ("stakeholder_group", "regional_group")
            if key in one.as_written
        )
    elif name == "language":
        more = one.language
    elif name == "double" and one.text in firsts:
        more, address = firsts[one.text].name, firsts[one.text].get_absolute_url()
    return Fault(name, words, more, address)


def firsts_of(page: list[Contribution], process: Process) -> dict[str, Contribution]:
    """The first contribution of each text that a page holds as a double (one query)."""
    texts = [one.text for one in page if getattr(one, "fault_double", False)]
    rows = Contribution.objects.filter(pk__in=_doubles(process).firsts, text__in=texts)
    return {one.text: one for one in rows.select_related("process")} if texts else {}
