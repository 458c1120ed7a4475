"""Forms of the ledger."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from soundingboard.site.ledger.models import ContestState, Entry
from soundingboard.site.ledger.words import outcome_word, outcomes_of
from soundingboard.site.processes.forms import Line, PlainForm, Text, Version, languages
from soundingboard.site.processes.models import Process

NOTE = 5000  # characters: a page and a half
GROUNDS = 5000


class DecisionForm(PlainForm):
    """What became of an ask, as a person has it."""

    outcome = forms.ChoiceField(label=_("What became of it"), widget=forms.RadioSelect)
    note = Text(
        rows=4,
        label=_("Why"),
        help_text=_("Needed when it is otherwise than the software suggests. Everyone reads it."),
        required=False,
        max_length=NOTE,
    )
    version = Version()

    def __init__(self, entry: Entry, data: Any = None) -> None:
        first = {"outcome": entry.outcome, "note": entry.note, "version": entry.version}
        super().__init__(data, initial=first)
        self.fields["outcome"].choices = [(one, outcome_word(one)) for one in outcomes_of(entry)]

    @staticmethod
    def as_typed(obj: Any) -> dict[str, Any]:
        return {"outcome": obj.outcome, "note": obj.note}


class WhyNotForm(PlainForm):
    """Why the board did not carry an ask."""

    because = Line(label=_("Why the board did not carry it"), max_length=500)
    was = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)


class AnswerForm(PlainForm):
    """An official answer."""

    text = Text(rows=8, label=_("The answer"), max_length=20_000)
    language = forms.ChoiceField(label=_("Language"))
    to = forms.MultipleChoiceField(
        label=_("What it answers"), widget=forms.CheckboxSelectMultiple, required=False
    )
    more = Line(
        label=_("And also"),
        help_text=_(
            "What is not listed above, by its name, with commas between: paragraph:rev1/para_12, topic:fog, ask:hc-1."
        ),
        required=False,
        max_length=1000,
    )

    def __init__(self, process: Process, choices: list[tuple[str, str]], data: Any = None) -> None:
        first = {"language": process.language, "to": [value for value, _label in choices]}
        super().__init__(data, initial=first)
        self.fields["language"].choices = languages(process)
        self.fields["to"].choices = choices


class ContestForm(PlainForm):
    """What is wrong, and why."""

    about = forms.ChoiceField(label=_("What is wrong"), widget=forms.RadioSelect)
    grounds = Text(
        rows=6,
        label=_("Why it is wrong"),
        error_messages={"required": _("Say why it is wrong, so that it can be looked into.")},
        max_length=GROUNDS,
    )

    def __init__(self, choices: list[tuple[str, str]], chosen: str, data: Any = None) -> None:
        only = choices[0][0] if len(choices) == 1 else ""
        super().__init__(data, initial={"about": chosen or only})
        self.fields["about"].choices = choices


class ContestAnswerForm(PlainForm):
    """Whether the author is right, and why."""

    state = forms.ChoiceField(label=_("What you find"), widget=forms.RadioSelect)
    answer = Text(rows=5, label=_("Answer"), max_length=NOTE)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        found = (ContestState.UPHELD, ContestState.DISMISSED)
        self.fields["state"].choices = [(one.value, str(one.label)) for one in found]
