"""What was said on a place, in people's own words: those who differ first, then someone of each position and group."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from soundingboard.site.contributions.forms import word_label
from soundingboard.site.contributions.models import OPEN, Ask, ContributionState, Permission, Tally
from soundingboard.site.contributions.said import voiced
from soundingboard.site.contributions.said.links import Lists
from soundingboard.site.contributions.said.tables import Asked, asked, has_most
from soundingboard.site.contributions.saying import redline_of

_LONGEST = 600  # characters of a passage: what one reads before wanting the whole


@dataclass(frozen=True, slots=True)
class Shown:
    """How many passages stand on a page."""

    in_all: int = 10  # what one reads at a sitting; the rest is a click away
    of_a_kind: int = 10  # read of each kind of ask, so that no kind crowds out another
    who_differ: int = 2  # of each kind that differs: one may be odd, two are a position


SHOWN = Shown()


@dataclass(frozen=True, slots=True)
class Voice:
    """Something asked, in its own words; `same` contributions propose these very words."""

    ask: Ask
    passage: str
    is_cut: bool
    redline: SafeString
    same: int


@dataclass(frozen=True, slots=True)
class Differing:
    """A kind of ask that is not what most ask, why it stands out, and some who ask it."""

    asked: Asked
    why: str
    voices: Sequence[Voice]


@dataclass(frozen=True, slots=True)
class Voices:
    differing: Sequence[Differing] = ()
    others: Sequence[Voice] = ()


NO_VOICES = Voices()


def voices(tally: Tally, lists: Lists, language: str) -> Voices:
    """What was said on the place of a tally (two queries, of a few rows however many spoke)."""
    rows = _some(tally)
    why = differing(tally)
    chosen = [row for kind in why for row in [row for row in rows if row["kind"] == kind][: SHOWN.who_differ]]
    others = _others(rows, set(why), {row["pk"] for row in chosen})
    asks = _read(row["pk"] for row in (*chosen, *others))
    words = {one.kind: one for one in asked(tally.kinds, lists, tally.place)}
    apart = [
        Differing(
            words[kind],
            reason,
            _voices(asks, [row for row in chosen if row["kind"] == kind], tally, language),
        )
        for kind, reason in why.items()
        if kind in words
    ]
    return Voices(apart, _voices(asks, others, tally, language))


def earlier_voices(places: Sequence[tuple[int, str]], language: str) -> list[Voice]:
    """The newest things said at these places (a draft's id and an eid each)."""
    here = Q(pk__in=[])
    for draft, eid in places:
        here |= Q(draft=draft, place=f"para:{eid}")
    newest = current().filter(here).order_by("-contribution__filed", "-pk").values_list("pk", flat=True)
    asks = _read(newest[: SHOWN.in_all])
    return [_voice(ask, Tally(), language) for ask in asks.values()]


def differing(tally: Tally) -> dict[str, str]:
    """The kinds that are opposite to what most ask, or that one group alone asks, each with the reason."""
    ranked = sorted(tally.kinds, key=lambda kind: -tally.kinds[kind])
    if not ranked:
        return {}
    opposite = voiced.opposite_kinds(ranked[0]) if has_most(tally) else set()
    found = {}
    for kind in (kind for kind in ranked if tally.kinds[kind] < tally.kinds[ranked[0]]):
        if kind in opposite:
            found[kind] = _("the opposite of what most ask")
        elif group := _alone(tally, kind):
            found[kind] = _("asked by one group alone: {group}").format(group=word_label(group))
    return found


def _alone(tally: Tally, kind: str) -> str:
    """The one group that asks a kind where others spoke too; nothing where an anonymous voice asks it as well."""
    groups = {group: kinds[kind] for group, kinds in tally.group_kinds.items() if kind in kinds}
    known = sum(groups.values()) == tally.kinds[kind]
    return next(iter(groups)) if known and len(groups) == 1 and len(tally.groups) > 1 else ""


def current() -> QuerySet[Ask]:
    """What is asked and may be told word for word."""
    asks = Ask.objects.filter(contribution__state=ContributionState.CURRENT)
    return asks.exclude(contribution__permission=Permission.CONFIDENTIAL)


def _some(tally: Tally) -> list[dict[str, Any]]:
    """The newest asks of each kind and of each group, newest first."""
    newest = [F("contribution__filed").desc(), F("pk").desc()]
    group = Case(
        When(contribution__permission__in=OPEN, then=F("contribution__stakeholder_group")), default=Value("")
    )
    asks = (
        current()
        .filter(draft=tally.draft_id, place=tally.place)
        .annotate(
            group=group,
            in_kind=Window(RowNumber(), partition_by=[F("kind")], order_by=newest),
            in_group=Window(RowNumber(), partition_by=[group], order_by=newest),
        )
    )
    few = asks.filter(Q(in_kind__lte=SHOWN.of_a_kind) | Q(in_group=1))
    return list(few.order_by(*newest).values("pk", "kind", "group", "contribution"))


def _others(rows: Sequence[dict[str, Any]], apart: set[str], taken: set[int]) -> list[dict[str, Any]]:
    """One of each kind, then one of each group that has no passage yet, then the newest, newest first."""
    kinds, groups = set(apart), {row["group"] for row in rows if row["pk"] in taken}
    first, second, rest = [], [], []
    for row in rows:
        if row["pk"] in taken:
            continue
        if row["kind"] not in kinds:
            first.append(row)
            kinds.add(row["kind"])
            groups.add(row["group"])
        elif row["group"] and row["group"] not in groups:
            second.append(row)
            groups.add(row["group"])
        elif row["kind"] not in apart:
            rest.append(row)
    # All kinds and groups are shown, however many: nobody who differs is cut off for want of room.
    named = [*first, *second]
    room = max(0, SHOWN.in_all - len(named) - len(taken))
    pks = {row["pk"] for row in (*named, *rest[:room])}
    return [row for row in rows if row["pk"] in pks]


def _read(pks: Iterable[int]) -> dict[int, Ask]:
    pks = list(pks)
    asks = (
        Ask.objects.select_related("contribution__organisation", "draft").defer("draft__record").in_bulk(pks)
    )
    return {pk: asks[pk] for pk in pks if pk in asks}


def _voices(asks: dict[int, Ask], rows: Iterable[dict[str, Any]], tally: Tally, language: str) -> list[Voice]:
    """Voices in the order of the rows; words that several propose are shown once."""
    found, seen = [], set()
    for row in rows:
        ask = asks.get(row["pk"])
        words = voiced.wording(ask.proposed) if ask else ""
        if ask and not (words and words in seen):
            seen.add(words)
            found.append(_voice(ask, tally, language))
    return found


def _voice(ask: Ask, tally: Tally, language: str) -> Voice:
    text = ask.quote["text"] if ask.quote else ask.contribution.text
    return Voice(
        ask=ask,
        passage=text[:_LONGEST],
        is_cut=len(text) > _LONGEST,
        redline=redline_of(ask.proposed, language),
        same=tally.wordings.get(voiced.wording(ask.proposed), 0),
    )
