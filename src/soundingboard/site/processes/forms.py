"""Forms about a process, and the pieces of which other rooms' forms are made."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from soundingboard.site.processes.models import Milestone, Process
from soundingboard.site.templatetags.furniture import day, moment

_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]"
)  # no feed may hold them, nobody means them
YEARS = range(1900, 2201)  # outside these somebody mistyped, and time zones overflow
LONGEST = 200_000  # characters of a Markdown text: some sixty pages


def without_controls(text: str, put: str = "") -> str:
    """A text without the control characters that neither feeds nor calendars may hold."""
    return _CONTROLS.sub(put, text)


class Line(forms.CharField):
    """One line of text, whatever was pasted into it."""

    def to_python(self, value: Any) -> str:
        return " ".join(without_controls(super().to_python(value), " ").split())


class Text(forms.CharField):
    """Several lines of Markdown, with one kind of line break."""

    def __init__(self, rows: int = 12, **named: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
        super().__init__(**{"max_length": LONGEST, "widget": widget, **named})

    def to_python(self, value: Any) -> str:
        text = super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")
        return without_controls(text).strip()


def in_our_times(value: date | datetime) -> None:
    """Refuse a year that nobody can mean."""
    if value.year not in YEARS:
        words = _("Give a year between %(first)s and %(last)s.")
        raise ValidationError(words, params={"first": YEARS[0], "last": YEARS[-1]})


class Day(forms.DateField):
    """A date, chosen or typed as 2026-11-24."""

    def __init__(self, **named: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        wrong = {"invalid": _("Write the date as year, month, day: 2026-11-24.")}
        given = {"input_formats": ["%Y-%m-%d"], "validators": [in_our_times], "error_messages": wrong}
        super().__init__(widget=widget, **given, **named)


class PlainForm(forms.Form):
    """A form that knows the status of its page, and what stands where somebody else was faster."""

    current: Any = None

    @property
    def status(self) -> int:
        if self.current is not None:
            return 409
        return 422 if self.is_bound and self.errors else 200

    def cross(self, current: Any) -> None:
        """Somebody else changed it: show what stands now, and let the next attempt start from there."""
        self.current = current
        self.data = self.data.copy()
        self.data["version"] = str(current.version)

    def standing(self) -> list[tuple[str, str]]:
        """What stands now, field by field, to be read beside what was typed."""
        values = self.as_typed(self.current)
        shown = [(self.fields[name], value) for name, value in values.items() if name in self.fields]
        return [(str(field.label), _in_words(field, value)) for field, value in shown if field.label]

    @staticmethod
    def as_typed(obj: Any) -> dict[str, Any]:
        """The values of the fields for something that is there already."""
        raise NotImplementedError


class Version(forms.IntegerField):
    """Which version of it somebody read before they changed it."""

    def __init__(self) -> None:
        wrong = _("This form is not complete; open it again.")
        messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong)
        super().__init__(
            widget=forms.HiddenInput, label="", min_value=1, max_value=2**31 - 1, error_messages=messages
        )


def _in_words(field: forms.Field, value: Any) -> str:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))
    return str(value if value is not None else "")


def languages(process: Process, *more: str) -> list[tuple[str, str]]:
    """The languages of a process (and others in use) with their names."""
    codes = dict.fromkeys([*(process.languages or ["en"]), *filter(None, more)])
    return [(code, _language(code)) for code in codes]


def _language(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


class MandateForm(PlainForm):
    """A new version of the mandate."""

    label = Line(label=_("What this version is called"), max_length=200)
    date = Day(label=_("Date"))
    language = forms.ChoiceField(label=_("Language"))
    text = Text(
        label=_("Text"),
        rows=24,
        help_text=_(
            "In Markdown: ## before a heading, an empty line between paragraphs, numbers as printed."
        ),
    )

    def __init__(self, process: Process, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"language": process.language})
        self.fields["language"].choices = languages(process)


class MilestoneForm(PlainForm):
    """A milestone, new or changed."""

    version = Version()
    label = Line(label=_("What happens"), max_length=200)
    date = Day(label=_("Date"))
    kind = Line(
        label=_("Kind"),
        max_length=60,
        required=False,
        help_text=_("For example: consultation, informal negotiations, adoption."),
    )

    def __init__(self, milestone: Milestone | None = None, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=self.as_typed(milestone) if milestone else None)
        if milestone is None:
            del self.fields["version"]

    @staticmethod
    def as_typed(obj: Milestone) -> dict[str, Any]:
        return {"version": obj.version, "label": obj.label, "date": obj.date, "kind": obj.kind}
