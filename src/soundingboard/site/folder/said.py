"""The contributions of a folder and what they ask, written in bulk."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from soundingboard.errors import InputError
from soundingboard.exposure import frozen_of, frozen_record
from soundingboard.site.contributions import entries
from soundingboard.site.contributions.actions import recount, tighten
from soundingboard.site.contributions.models import (
    Ask,
    AskKind,
    Contribution,
    ContributionState,
    FrozenCount,
    Permission,
    is_late,
)
from soundingboard.site.contributions.records import place_of
from soundingboard.site.drafts.actions.publishing import readers_of
from soundingboard.site.drafts.models import Draft
from soundingboard.site.folder.reading import Folder, Record, moment, one_of, slug_of
from soundingboard.site.people.models import Organisation
from soundingboard.site.people.rules import OPERATOR
from soundingboard.site.processes.models import NOT_STATED, Process
from soundingboard.site.record.actions import enter, enter_all

Tell = Callable[[str], None]


def load_contributions(process: Process, folder: Folder, drafts: Mapping[str, Draft], tell: Tell) -> None:
    """All contributions with their asks, their entries in the record and the tallies."""
    organisations = _organisations(process, folder)
    rows = [_contribution(process, row, drafts, organisations) for row in folder.contributions]
    made = {one.name: one for one in Contribution.objects.bulk_create(rows, batch_size=500)}
    _supersede(folder, made)
    Ask.objects.bulk_create([_ask(row, made, drafts) for row in folder.asks], batch_size=500)
    _deal(process, folder)
    if not folder.record:  # else its entries are there already
        _enter(process, made)
    recount(process)
    _load_frozen(process, folder, made, drafts)
    tell(_("{n} contributions").format(n=len(made)))


def _organisations(process: Process, folder: Folder) -> dict[str, Organisation]:
    named: dict[str, Organisation] = {}
    for row in folder.contributions:
        if name := row.get("organisation"):
            named[name] = Organisation.objects.named(process.slug, name)
            if str(row.get("organisation_verified")).lower() == "true":
                named[name].verified = True
    Organisation.objects.bulk_update(named.values(), ["verified"])
    return named


def _contribution(
    process: Process, row: Record, drafts: Mapping[str, Draft], organisations: Mapping[str, Organisation]
) -> Contribution:
    name, text = slug_of(_needed(row, "id"), "contributions"), _needed(row, "text")
    draft = _known(drafts, row.get("draft"), name)
    filed = moment(row.get("date"), f"contribution {name}, date") or timezone.now()
    return Contribution(
        process=process,
        name=name,
        draft=draft,
        kind=row.get("kind") or "submission",
        channel=row.get("channel") or "upload",
        filed=filed,
        late=row["late"] if isinstance(row.get("late"), bool) else is_late(draft, filed),
        language=row.get("language") or process.language,
        text=text,
        organisation=organisations.get(row.get("organisation") or ""),
        stakeholder_group=row.get("stakeholder_group") or NOT_STATED,
        regional_group=row.get("regional_group") or NOT_STATED,
        country=row.get("country") or "",
        groupings=_list(row.get("groupings")),
        event=row.get("event") or "",
        heard_or_observed=row.get("heard_or_observed") or "",
        permission=one_of(
            Permission.values, row.get("permission") or Permission.ORGANISATION, name, "permission"
        ),
        state=one_of(ContributionState.values, row.get("state") or ContributionState.CURRENT, name, "state"),
        ended=moment(row.get("ended"), f"contribution {name}, ended"),
        dealt=moment(row.get("dealt"), f"contribution {name}, dealt"),
        as_written=row.get("as_written") or {},
    )


def _supersede(folder: Folder, made: Mapping[str, Contribution]) -> None:
    for row in folder.contributions:
        if earlier := row.get("supersedes"):
            if earlier not in made:
                words = _("contribution {name}: supersedes {earlier}, which is not there")
                raise InputError(words.format(name=row["id"], earlier=earlier))
            later, before = made[row["id"]], made[earlier]
            later.supersedes = before
            before.state, before.ended = ContributionState.SUPERSEDED, before.ended or later.filed
            later.save(update_fields=["supersedes"])
            before.save(update_fields=["state", "ended"])
            tighten(later)


def _ask(row: Record, made: Mapping[str, Contribution], drafts: Mapping[str, Draft]) -> Ask:
    name = _needed(row, "id")
    contribution = made.get(row.get("contribution", ""))
    if contribution is None:
        words = _("ask {name}: belongs to contribution {other}, which is not there")
        raise InputError(words.format(name=name, other=row.get("contribution")))
    target = row.get("target") or {}
    return Ask(
        contribution=contribution,
        name=name,
        draft=_known(drafts, target.get("draft"), name) or contribution.draft,
        place=place_of(target, row.get("about")),
        kind=one_of(AskKind.values, row.get("kind") or AskKind.REMARK, name, "kind"),
        stance=row.get("stance") or "neutral",
        about=row.get("about") or "text",
        quote=row.get("quote"),
        anchor=row.get("anchor"),
        proposed=row.get("proposed"),
        rationale=row.get("rationale") or "",
        basis=row.get("basis") or "person",
        score=row.get("score"),
        confirmed_by=row.get("confirmed_by") or "",
        statement=row.get("statement") or "",
    )


def _deal(process: Process, folder: Folder) -> None:
    """What came with its asks was dealt with, unless the folder says when or that it was not."""
    told = [row["id"] for row in folder.contributions if "dealt" in row]
    rows = Contribution.objects.filter(process=process, dealt=None).exclude(name__in=told)
    rows.filter(Exists(Ask.objects.filter(contribution=OuterRef("pk")))).update(dealt=F("filed"))


def _enter(process: Process, made: Mapping[str, Contribution]) -> None:
    """One entry each, in the order in which they were filed."""
    asks: defaultdict[int, list[Ask]] = defaultdict(list)
    for ask in Ask.objects.filter(contribution__process=process).select_related("draft"):
        asks[ask.contribution_id].append(ask)
    ordered = sorted(made.values(), key=lambda one: (one.filed, one.name))
    acts = [entries.act(one, "loaded contribution", entries.content_of(one, asks[one.pk])) for one in ordered]
    enter_all(process.slug, OPERATOR.actor, acts)


def _load_frozen(
    process: Process, folder: Folder, made: Mapping[str, Contribution], drafts: Mapping[str, Draft]
) -> None:
    """What was counted when drafts closed, as it was kept."""
    seen: set[str] = set()
    for place, row in enumerate(folder.frozen, 1):
        where = f"frozen.jsonl, line {place}"
        count = frozen_of(row)
        draft = _known(drafts, count.draft, where)
        lost = [name for name in count.contributions if name not in made or name in seen]
        if draft is None or lost:
            words = _("{where}: needs a draft, and contributions that are there and counted once: {lost}")
            raise InputError(words.format(where=where, lost=", ".join(lost)))
        seen.update(count.contributions)
        at = moment(row.get("at"), f"{where}, at") or timezone.now()
        FrozenCount.objects.create(
            draft=draft, at=at, by=row.get("by") or OPERATOR.actor, record=frozen_record(count)
        )
        if not folder.record:
            content = {"anonymous": len(count.contributions)}
            enter(
                process.slug,
                OPERATOR.actor,
                "loaded count",
                f"draft:{draft.slug}",
                content,
                readers_of(draft),
            )


def _needed(row: Record, field: str) -> str:
    if not isinstance(row.get(field), str) or not row[field].strip():
        words = _("contributions: a record needs {field}: {row}")
        raise InputError(words.format(field=field, row=str(row)[:80]))
    return str(row[field])


def _known(drafts: Mapping[str, Draft], slug: Any, name: str) -> Draft | None:
    if not slug:
        return None
    if slug not in drafts:
        words = _("{name}: is on draft {slug}, which the process does not have; it has {known}")
        raise InputError(words.format(name=name, slug=slug, known=", ".join(drafts)))
    return drafts[slug]


def _list(value: Any) -> list[str]:
    return value.split(";") if isinstance(value, str) else list(value or [])
