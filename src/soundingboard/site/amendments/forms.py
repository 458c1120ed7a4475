"""Forms about proposed wording."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from soundingboard import model
from soundingboard.amend import Wording
from soundingboard.site.amendments import worded
from soundingboard.site.amendments.models import Amendment, SupportPosition
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.models import Organisation
from soundingboard.site.processes.editing import Refused
from soundingboard.site.processes.forms import Line, PlainForm, Text, Version

Data = Mapping[str, Any] | None
_LONGEST = 20_000  # characters of a paragraph; the longest known has some 4,000


@dataclass(frozen=True, slots=True)
class Place:
    """What wording is proposed for: a paragraph of a draft, or a new one; perhaps in place of another proposal."""

    draft: Draft
    paragraph: model.Paragraph | None
    amends: Amendment | None = None

    @property
    def eid(self) -> str:
        return self.paragraph.eid if self.paragraph else ""


class ProposeForm(PlainForm):
    """Wording for one place, with its reason; the secretariat may enter it for an organisation."""

    draft = forms.CharField(widget=forms.HiddenInput, required=False)
    paragraph = forms.CharField(widget=forms.HiddenInput, required=False)
    amends = forms.CharField(widget=forms.HiddenInput, required=False)
    proposed = Text(label=_("The wording, as it should be"), rows=8, max_length=_LONGEST, required=False)
    deletes = forms.BooleanField(label=_("Delete the whole paragraph"), required=False)
    rationale = Text(label=_("Why"), rows=4, max_length=5000, required=False)
    organisation = Line(
        label=_("Whose proposal it is"),
        help_text=_("The name of an organisation that sent it and speaks openly; empty: the board's."),
        max_length=300,
        required=False,
    )

    def __init__(self, place: Place, for_others: bool, data: Data = None) -> None:
        super().__init__(data, initial=_first(place))
        self.place, self.wording = place, Wording(None, "")
        if not for_others:
            del self.fields["organisation"]
        if place.paragraph is None:
            del self.fields["deletes"]
        self.fields["proposed"].help_text = _help(place)
        self.fields["proposed"].widget.attrs |= {
            "lang": place.draft.language,
            "hx-post": reverse("amendment-preview", args=[place.draft.process.slug]),
            "hx-trigger": "input changed delay:500ms",
            "hx-target": "#redline",
            "hx-params": "csrfmiddlewaretoken,draft,paragraph,amends,proposed",
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "proposed" in data:
            try:
                self.wording = self._read(data)
            except Refused as refusal:
                self.add_error("proposed", str(refusal))
        return data

    def _read(self, data: Mapping[str, Any]) -> Wording:
        paragraph = self.place.paragraph
        if data.get("deletes") and paragraph:
            return Wording(paragraph.text, "")
        return worded.typed(data["proposed"], paragraph, self.place.draft.language)


def _first(place: Place) -> dict[str, Any]:
    text = place.paragraph.text if place.paragraph else ""
    if place.amends:
        found = worded.becomes(place.amends)
        text = found[1] if isinstance(found, tuple) else text
    return {
        "draft": place.draft.slug,
        "paragraph": place.eid,
        "amends": place.amends.name if place.amends else "",
        "proposed": text,
    }


def _help(place: Place) -> Any:
    if place.paragraph is None:
        return _("Begin with its number, such as “12 bis.”, where it should stand after paragraph 12.")
    return _(
        "Change the words here, or mark them: ~~struck~~ and **inserted**. Everyone sees what you changed."
    )


class WithdrawForm(PlainForm):
    """Why a proposal is taken back."""

    version = Version()
    reason = Line(label=_("Why it is withdrawn"), help_text=_("Everyone can read this."), max_length=500)

    def __init__(self, amendment: Amendment, data: Data = None) -> None:
        super().__init__(data, initial=self.as_typed(amendment))

    @staticmethod
    def as_typed(obj: Amendment) -> dict[str, Any]:
        return {"version": obj.version, "reason": obj.reason}


class CarryForm(PlainForm):
    """That a proposal holds for a later draft; nothing but the version that was read."""

    version = Version()

    def __init__(self, amendment: Amendment, data: Data = None) -> None:
        super().__init__(data, initial=self.as_typed(amendment))

    @staticmethod
    def as_typed(obj: Amendment) -> dict[str, Any]:
        return {"version": obj.version}

    def standing(self) -> list[tuple[str, str]]:
        return [(str(_("State")), str(self.current.get_state_display()))]


class SupportForm(PlainForm):
    """Where an organisation stands: any that the secretariat names, or one of those that somebody speaks for."""

    organisation = Line(label=_("Organisation"), max_length=300)
    position = forms.ChoiceField(
        label=_("Where it stands"), choices=SupportPosition.choices, widget=forms.RadioSelect
    )
    reason = Line(label=_("Why, in a line"), max_length=500, required=False)

    def __init__(self, own: Sequence[Organisation] | None, data: Data = None) -> None:
        super().__init__(data)
        self.own = own  # None: any
        if own is not None:
            choices = [(one.name, one.name) for one in own]
            self.fields["organisation"] = forms.ChoiceField(label=_("Organisation"), choices=choices)
        else:
            self.fields["organisation"].widget.attrs |= {"list": "organisations", "autocomplete": "off"}
