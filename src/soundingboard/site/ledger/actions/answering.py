"""Official answers: to an ask, a paragraph or a topic, beside what the text says and never instead of it."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from soundingboard.site.contributions.intake.acting import signature
from soundingboard.site.contributions.models import Ask, ContributionState
from soundingboard.site.drafts.models import Draft, Visibility
from soundingboard.site.drafts.refusals import Refused
from soundingboard.site.ledger.actions import noticing
from soundingboard.site.ledger.answers import named
from soundingboard.site.ledger.models import Response
from soundingboard.site.people.models import RoleName
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.models import Process
from soundingboard.site.record.actions import enter
from soundingboard.site.record.models import Readers


@transaction.atomic
def answer(
    who: Who, process: Process, chain: Sequence[Draft], text: str, language: str, to: Sequence[str]
) -> Response:
    """Answer these targets; sent twice it is one answer. Raises Refused where it answers nothing that is there."""
    wanted = list(dict.fromkeys(to))
    if not wanted:
        raise Refused(_("Say what it answers: an ask, a paragraph or a topic."), "to")
    known = named(process, chain, wanted)
    if missing := [target for target in wanted if target not in known]:
        words = _("There is nothing of this name that can be answered in public: {names}.")
        raise Refused(words.format(names=", ".join(missing)), "more")
    role = (
        RoleName.COFACILITATOR
        if who.is_one_of(process.slug, RoleName.COFACILITATOR)
        else RoleName.SECRETARIAT
    )
    fields = {"by": signature(who), "role": role.value, "text": text, "language": language, "to": wanted}
    before = Response.objects.filter(process=process, **fields).first()
    if before:
        return before
    made = Response.objects.create(process=process, **fields)
    enter(process.slug, who.actor, "answered", str(made), fields, _readers(process, wanted))
    noticing.answered(process, _contributions(process, wanted), str(made))
    return made


def asks_answered(process: Process, targets: Sequence[str]) -> Q:
    """Which asks these targets name: by name, by paragraph, by topic."""
    found = Q(pk__in=[])
    for target in targets:
        kind, _colon, name = target.partition(":")
        if kind == "ask":
            found |= Q(name=name)
        elif kind == "paragraph":
            slug, _slash, eid = name.partition("/")
            found |= Q(draft__slug=slug, place=f"para:{eid}")
        elif kind == "topic":
            found |= Q(place=target)
    return found


def _contributions(process: Process, targets: Sequence[str]) -> list[int]:
    rows = Ask.objects.filter(contribution__process=process, contribution__state=ContributionState.CURRENT)
    return list(
        rows.filter(asks_answered(process, targets)).values_list("contribution", flat=True).distinct()
    )


def _readers(process: Process, targets: Sequence[str]) -> Readers:
    """An answer about a draft for the board is for the board."""
    slugs = [one.partition(":")[2].partition("/")[0] for one in targets if one.startswith("paragraph:")]
    asks = Ask.objects.filter(contribution__process=process).filter(asks_answered(process, targets))
    about = Q(slug__in=slugs) | Q(pk__in=asks.values("draft")) | Q(pk__in=asks.values("contribution__draft"))
    inside = Draft.objects.filter(process=process, visibility=Visibility.BOARD).filter(about)
    return Readers.BOARD if inside.exists() else Readers.PUBLIC
