"""What the secretariat fills in. What is typed is kept, whatever stands in the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from soundingboard.site.contributions.actions import Asked
from soundingboard.site.contributions.forms import LENGTHS, Words, one_line, word_label
from soundingboard.site.contributions.intake import spans
from soundingboard.site.contributions.intake.mending import Origin, is_looser, origin_of
from soundingboard.site.contributions.models import Ask, AskKind, Contribution, Permission, Suggestion, Topic
from soundingboard.site.contributions.places import MISSING, WHOLE
from soundingboard.site.drafts.models import Draft

STANCES = {
    "neutral": pgettext_lazy("stance", "neutral"),
    "welcome": pgettext_lazy("stance", "welcomes it"),
    "caution": pgettext_lazy("stance", "warns of it"),
    "concern": pgettext_lazy("stance", "is concerned by it"),
}
ABOUTS = {
    "text": pgettext_lazy("about", "the text as it stands"),
    "change": pgettext_lazy("about", "what changed in it"),
    "omission": pgettext_lazy("about", "what is missing"),
}


class Versioned(forms.Form):
    """A form that knows which state of a contribution it was shown with."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def again(self, version: int) -> None:
        """Sent once more, it will be of the state as it is now."""
        self.data = self.data.copy()
        self.data["version"] = version


@dataclass(frozen=True, slots=True)
class Room:
    """Where an ask can be placed: the contribution, the draft that is listed, and its places by name."""

    contribution: Contribution
    draft: Draft | None
    places: Sequence[tuple[str, Sequence[tuple[str, str]]]]  # as a select has groups of options

    def has(self, place: str) -> bool:
        return any(place == value for _label, group in self.places for value, _name in group)


def room_of(contribution: Contribution, draft: Draft | None, place: str = "") -> Room:
    """The places of a draft to choose from; `place` is among them even when the draft does not have it (any more)."""
    topics = Topic.objects.standing(contribution.process).values_list("slug", "label")
    found: list[tuple[str, list[tuple[str, str]]]] = [
        (
            str(_("Without a paragraph")),
            [(WHOLE, str(_("the draft as a whole"))), (MISSING, str(_("something that is missing")))],
        ),
        (str(_("Topics")), [(f"topic:{slug}", label) for slug, label in topics]),
    ]
    if draft:
        found = [(str(_("Paragraphs")), _paragraphs(draft)), (str(_("Sections")), _sections(draft)), *found]
    room = Room(contribution, draft, [(label, group) for label, group in found if group])
    if place and not room.has(place):
        room = replace(
            room, places=[(str(_("As it is now")), [(place, place.partition(":")[2])]), *room.places]
        )
    return room


def _paragraphs(draft: Draft) -> list[tuple[str, str]]:
    rows = draft.paragraphs.values_list("eid", "number", "text")
    return [(f"para:{eid}", f"{number or eid}  {_short(text)}") for eid, number, text in rows]


def _sections(draft: Draft) -> list[tuple[str, str]]:
    rows = draft.headings.values_list("eid", "number", "text")
    return [(f"section:{eid}", _short(f"{number} {text}".strip())) for eid, number, text in rows]


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


class AskForm(Versioned):
    """One thing that a contribution asks, of one place."""

    kind = forms.ChoiceField(label=_("What is asked"), choices=AskKind)
    place = forms.ChoiceField(label=_("Of what"))
    stance = forms.ChoiceField(label=_("How it is said"), choices=list(STANCES.items()))
    about = forms.ChoiceField(label=_("What it speaks about"), choices=list(ABOUTS.items()))
    quote = Words(
        label=_("The words that ask it"),
        help_text=_("Exactly as they stand in the contribution: copy them."),
        required=False,
        rows=4,
    )
    old = Words(
        label=_("The wording that would go"),
        help_text=_("Only where it says so."),
        required=False,
        rows=3,
    )
    new = Words(label=_("The wording that is proposed"), required=False, rows=3)
    rationale = Words(label=_("The reason it gives"), required=False, rows=3)
    start = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, room: Room, data: Mapping[str, Any] | None = None, **options: Any) -> None:
        self.room = room
        super().__init__(data, **options)
        self.fields["place"].choices = room.places
        language = room.contribution.language
        for name in ("quote", "old", "new", "rationale"):
            self.fields[name].widget.attrs["lang"] = language

    def clean(self) -> dict[str, Any]:
        """Find the words in the contribution; wording that goes needs wording, or none, that comes."""
        data = self.cleaned_data
        data["span"] = None
        if data.get("quote"):
            data["span"] = spans.find(data["quote"], self.room.contribution.text, data.get("start") or 0)
            if data["span"] is None:
                self.add_error(
                    "quote", _("These words do not stand in the contribution: copy them once more.")
                )
        return data

    def asked(self) -> Asked:
        """What a valid form says."""
        data = self.cleaned_data
        wording = {"old": data["old"] or None, "new": data["new"]}
        return Asked(
            kind=data["kind"],
            place=data["place"],
            draft=self.room.draft,
            stance=data["stance"],
            about=data["about"],
            quote=data["span"],
            proposed=wording if data["old"] or data["new"] else None,
            rationale=data["rationale"],
        )


def as_filled_in(one: Suggestion | Ask | None, contribution: Contribution) -> dict[str, Any]:
    """The form as a suggestion or an ask fills it in; empty: as one is added."""
    if one is None:
        return {"version": contribution.version, "kind": AskKind.REMARK, "stance": "neutral", "about": "text"}
    proposed, quote = one.proposed or {}, one.quote or {}
    return {
        "version": contribution.version,
        "kind": one.kind,
        "place": one.place,
        "stance": one.stance,
        "about": one.about,
        "quote": quote.get("text", ""),
        "start": quote.get("start", 0),
        "old": proposed.get("old") or "",
        "new": proposed.get("new", ""),
        "rationale": one.rationale,
    }


class OriginForm(Versioned):
    """Whom a contribution is of, on which draft, in what language, and how it is published."""

    group = forms.ChoiceField(label=_("Stakeholder group"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    organisation = one_line(LENGTHS.organisation, label=_("Organisation"), required=False)
    draft = forms.ChoiceField(label=_("On which draft"), required=False)
    language = one_line(
        20,
        label=_("Language (its code)"),
        validators=[RegexValidator(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", _("Write a code such as “pt”."))],
    )
    permission = forms.ChoiceField(label=_("How it is published"), choices=Permission)
    reason = one_line(
        LENGTHS.reason,
        label=_("Why it is published otherwise"),
        help_text=_("Needed to show more than before; everyone can read it."),
        required=False,
    )

    def __init__(
        self, contribution: Contribution, drafts: Sequence[Draft], data: Mapping[str, Any] | None = None
    ) -> None:
        self.contribution, self.drafts = contribution, {draft.slug: draft for draft in drafts}
        super().__init__(data, initial=_origin_filled_in(contribution))
        process = contribution.process
        choices = {
            "group": [(word, word_label(word)) for word in process.group_words()],
            "region": [(word, word_label(word)) for word in process.region_words()],
            "draft": [("", _("none")), *((draft.slug, draft.label) for draft in reversed(drafts))],
        }
        for name, offered in choices.items():
            now = self.initial[name]
            extra = [] if now in ("", *dict(offered)) else [(now, now)]
            self.fields[name].choices = [*offered, *extra]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        more = data.get("permission") and is_looser(data["permission"], self.contribution.permission)
        if more and not data.get("reason"):
            self.add_error("reason", _("To show more than before needs a reason, which everyone can read."))
        return data

    def origin(self) -> Origin:
        """What a valid form says."""
        data = self.cleaned_data
        now = origin_of(self.contribution)
        known = self.drafts.get(data["draft"])
        kept = now.draft if now.draft and data["draft"] == now.draft.slug else None
        return Origin(
            stakeholder_group=data["group"] or now.stakeholder_group,
            regional_group=data["region"] or now.regional_group,
            organisation=" ".join(data["organisation"].split()),
            draft=known or kept,
            language=data["language"],
            permission=data["permission"],
        )


def _origin_filled_in(contribution: Contribution) -> dict[str, Any]:
    now = origin_of(contribution)
    return {
        "version": contribution.version,
        "group": now.stakeholder_group,
        "region": now.regional_group,
        "organisation": now.organisation,
        "draft": now.draft.slug if now.draft else "",
        "language": now.language,
        "permission": now.permission,
    }


class RedactForm(Versioned):
    """Words to be taken out, and why."""

    words = Words(
        label=_("The words to take out"),
        help_text=_("Exactly as they stand: copy them. They are taken out wherever they stand in it."),
        rows=3,
        most=LENGTHS.quote,
    )
    reason = one_line(
        LENGTHS.reason,
        label=_("Why"),
        help_text=_("Everyone can read it: “a telephone number of somebody else”. Do not repeat the words."),
    )
    others = forms.MultipleChoiceField(
        label=_("Other versions that hold them"), widget=forms.CheckboxSelectMultiple, required=False
    )
    files = forms.MultipleChoiceField(
        label=_("Also remove for good the file that it came in"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        words, reason = data.get("words", ""), data.get("reason", "")
        if words and reason and spans.whole_words(words).search(reason):
            self.add_error("reason", _("The reason repeats the words: everyone can read it."))
        return data


class AsideForm(Versioned):
    """Why a contribution is set aside."""

    sort = forms.ChoiceField(
        label=_("Why"),
        choices=[
            ("spam", _("It is advertising, or made by a machine")),
            ("double", _("It is the same as another contribution")),
            ("off-topic", _("It does not speak of this process")),
            ("other", _("Something else")),
        ],
        widget=forms.RadioSelect,
    )
    words = one_line(
        LENGTHS.reason - 60,
        label=_("In words"),
        help_text=_("Everyone can read it. For a double: the name of the other contribution."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("sort") in ("double", "other") and not data.get("words") and "words" not in self._errors:
            self.add_error("words", ValidationError(_("Say which, or why: everyone can read it.")))
        return data

    @property
    def reason(self) -> str:
        """The reason as it is kept."""
        label = str(dict(self.fields["sort"].choices)[self.cleaned_data["sort"]])
        return f"{label}: {words}" if (words := self.cleaned_data["words"]) else label
