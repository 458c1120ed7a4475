"""One contribution as the secretariat works on it: the original beside what was read from it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from soundingboard.site.contributions import places
from soundingboard.site.contributions.forms import language_label, word_label
from soundingboard.site.contributions.intake import redacting, spans
from soundingboard.site.contributions.intake.deciding import can_merge
from soundingboard.site.contributions.intake.queue import channel_labels
from soundingboard.site.contributions.intake.spans import Piece
from soundingboard.site.contributions.intake.suggesting import knows_language
from soundingboard.site.contributions.models import (
    Ask,
    AskKind,
    Contribution,
    ContributionState,
    Decision,
    Suggestion,
    UploadedFile,
)
from soundingboard.site.contributions.places import Key, Named
from soundingboard.site.contributions.saying import redline_of
from soundingboard.site.contributions.uploads import originals
from soundingboard.site.contributions.uploads.forms import PERMISSIONS
from soundingboard.site.drafts.models import Draft, Paragraph

_FIRST_WORDS = 140  # characters of a paragraph: enough to know it again
_ALIKE = "similarity"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with its first words."""

    named: Named | None
    words: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Other:
    """Another place that was found alike; `index` is what the button sends."""

    index: int
    spot: Spot
    score: float
    words: Sequence[str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A suggestion, or an ask that stands, with all that is said of it."""

    one: Suggestion | Ask
    kind: str
    spot: Spot
    basis: str
    redline: SafeString
    others: Sequence[Other] = ()
    merges_with: Ask | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What one statement asks: its number beside the original, its words, and each place it speaks of."""

    number: int
    quote: Mapping[str, Any] | None
    topic: str
    shown: Sequence[Shown]
    stands: bool


@dataclass(frozen=True, slots=True)
class IntakePage:
    """Everything on the page; of a confidential one that was not read yet, nothing but its origin."""

    contribution: Contribution
    is_open: bool
    pieces: Sequence[Piece] = ()
    suggested: Sequence[Statement] = ()
    standing: Sequence[Statement] = ()
    decided: Sequence[Shown] = ()
    origin: Sequence[tuple[str, str]] = ()
    why_none: str = ""
    redactions: Sequence[Any] = ()
    file: UploadedFile | None = None  # that it came in
    files_left: Sequence[UploadedFile] = ()  # that may still hold what was taken out
    aside: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_current(self) -> bool:
        return self.contribution.state == ContributionState.CURRENT

    @property
    def is_aside(self) -> bool:
        return self.contribution.state == ContributionState.SET_ASIDE


def intake_page(contribution: Contribution, chain: Sequence[Draft], is_open: bool) -> IntakePage:
    """One contribution to work on. `chain`: all drafts that are out."""
    origin, reason = _origin(contribution, is_open), redacting.reason_of(contribution)
    if not is_open:
        return IntakePage(contribution, False, origin=origin)
    redactions, name = list(contribution.redactions.all()), contribution.name
    suggestions = list(contribution.suggestions.order_by("pk"))
    asks = list(contribution.asks.order_by("pk"))
    spots = spots_of(chain, [*suggestions, *asks])
    undecided = [one for one in suggestions if one.decision == Decision.OPEN]
    groups = sorted(
        [*_groups(undecided), *_groups(asks)], key=lambda group: _place_of(group[0], contribution.text)
    )
    statements = [_statement(number, group, spots, asks) for number, group in enumerate(groups, 1)]
    quotes = {one.number: one.quote for one in statements if one.quote}
    rejected = [one for one in suggestions if one.decision == Decision.REJECTED]
    return IntakePage(
        contribution=contribution,
        is_open=True,
        pieces=spans.pieces(contribution.text, quotes),
        suggested=[one for one in statements if not one.stands],
        standing=[one for one in statements if one.stands],
        decided=[_shown(one, spots) for one in rejected],
        origin=origin,
        why_none="" if undecided else _why_none(contribution, bool(suggestions)),
        redactions=redactions,
        file=originals.without_bytes(contribution.process, contribution.file_id),
        files_left=originals.came_in(contribution.process, [name])[name] if redactions else (),
        aside=reason,
        counts={"sure": sum(one.sure for one in undecided), "all": len(undecided)},
    )


def _origin(contribution: Contribution, is_open: bool) -> list[tuple[str, str]]:
    """What is known of it, as rows; of a confidential one that was not read yet the group alone."""
    group = (_("Group"), word_label(contribution.stakeholder_group))
    if not is_open:
        return [group]
    organisation = contribution.organisation
    rows = [
        (_("Draft"), contribution.draft.label if contribution.draft else _("none")),
        (_("Language"), language_label(contribution.language)),
        (_("How it came"), channel_labels().get(contribution.channel, contribution.channel)),
        (_("Published"), str(dict(PERMISSIONS)[contribution.permission])),
        group,
        (_("Region"), word_label(contribution.regional_group)),
        (_("Organisation"), organisation.name if organisation else ""),
        (_("Country"), contribution.country),
        (_("Groupings"), ", ".join(contribution.groupings)),
        (_("As written"), ", ".join(f"“{words}”" for words in contribution.as_written.values())),
    ]
    return [(label, words) for label, words in rows if words]


def _why_none(contribution: Contribution, were_any: bool) -> str:
    """Why nothing is suggested (any more)."""
    if were_any:
        return _("Every suggestion is decided.")
    if contribution.draft is None:
        return _("It is on no draft, so there is nothing to link it to: say which draft it is on.")
    if not knows_language(contribution.language):
        words = _(
            "How people ask in this language ({language}) is not known to the software: read it yourself."
        )
        return words.format(language=language_label(contribution.language))
    if not contribution.runs.exists():
        return _("The software has not read it yet.")
    return _("The software found nothing in it that it could link.")


def spots_of(chain: Sequence[Draft], ones: Iterable[Suggestion | Ask]) -> dict[Key, Spot]:
    """The places of suggestions (those to choose from too) and asks, with their first words (five queries)."""
    keys: set[Key] = set()
    for one in ones:
        if one.draft_id:
            keys.add((one.draft_id, one.place))
            keys |= {(one.draft_id, other["place"]) for other in getattr(one, "others", ())}
    return spots_at(chain, keys)


def spots_at(chain: Sequence[Draft], keys: Iterable[Key]) -> dict[Key, Spot]:
    """Places by draft and name; those that are not there are left out."""
    drafts, named = {draft.pk: draft for draft in chain}, places.names(chain, list(keys))
    eids = {place.removeprefix("para:") for _pk, place in named if place.startswith("para:")}
    rows = Paragraph.objects.filter(draft__in=drafts, eid__in=eids).values_list("draft_id", "eid", "text")
    texts = {(pk, f"para:{eid}"): _beginning(text) for pk, eid, text in rows}
    return {key: Spot(name, texts.get(key, ""), drafts[key[0]].language) for key, name in named.items()}


def _beginning(text: str) -> str:
    """The first words, whole."""
    if len(text) <= _FIRST_WORDS:
        return text
    return text[:_FIRST_WORDS].rsplit(" ", 1)[0] + " …"


def _groups(ones: Sequence[Suggestion | Ask]) -> list[list[Suggestion | Ask]]:
    """Grouped by statement and its words."""
    groups: defaultdict[object, list[Suggestion | Ask]] = defaultdict(list)
    for one in ones:
        span = (one.quote["start"], one.quote["end"]) if one.quote else ()
        groups[one.statement or one.pk, span].append(one)
    return list(groups.values())


def _statement(
    number: int, group: Sequence[Suggestion | Ask], spots: Mapping[Key, Spot], asks: Sequence[Ask]
) -> Statement:
    first = group[0]
    topic = getattr(first, "topic", "")
    shown = [_shown(one, spots, asks) for one in group]
    return Statement(number, first.quote, topic, shown, isinstance(first, Ask))


def _place_of(one: Suggestion | Ask, text: str) -> tuple[int, bool, int]:
    """In the order of the text; those without a quotation come last."""
    return (one.quote["start"] if one.quote else len(text), isinstance(one, Ask), one.pk)


def _shown(
    one: Suggestion | Ask,
    spots: Mapping[Key, Spot],
    among: Sequence[Suggestion | Ask] = (),
) -> Shown:
    spot = spots.get((one.draft_id or 0, one.place), Spot(None))
    others = [
        Other(
            index, spots.get((one.draft_id or 0, other["place"]), Spot(None)), other["score"], other["words"]
        )
        for index, other in enumerate(getattr(one, "others", ()))
    ]
    return Shown(
        one=one,
        kind=str(AskKind(one.kind).label),
        spot=spot,
        basis=basis_words(one),
        redline=redline_of(one.proposed, spot.language),
        others=[other for other in others if other.spot.named],
        merges_with=_next_alike(one, among) if isinstance(one, Ask) else None,
    )


def shown_alone(one: Suggestion | Ask, chain: Sequence[Draft]) -> Shown:
    """One of them by itself, as it stands."""
    return _shown(one, spots_of(chain, [one]))


def _next_alike(one: Ask, among: Sequence[Any]) -> Ask | None:
    """The next ask of the same kind and place."""
    later = among[list(among).index(one) + 1 :] if one in among else []
    return next((other for other in later if can_merge(one, other)), None)


def basis_words(one: Suggestion | Ask) -> str:
    """How the place was found, in words."""
    if one.basis != "person" and not one.place.startswith(("para:", "section:")):
        return _("not linked to a paragraph")
    if one.basis == _ALIKE and one.score is not None:
        return _alike(one)
    return {
        "number": _("by number"),
        "quotation": _("by quotation"),
        _ALIKE: _("alike"),
        "person": _("by a person"),
    }.get(one.basis, one.basis)


def _alike(one: Suggestion | Ask) -> str:
    words = _("alike: {score}").format(score=f"{one.score:.2f}")
    others = getattr(one, "others", ())
    if getattr(one, "sure", True):
        return words
    if not others:
        return _("{alike}, unsure").format(alike=words)
    unsure = _("{alike}, unsure: next best paragraph {number}, {score}")
    return unsure.format(alike=words, number=others[0]["label"], score=f"{others[0]['score']:.2f}")
