"""Forms about drafts."""

import re
from typing import Any, Self

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from soundingboard.site.drafts.actions.receiving import About, File
from soundingboard.site.drafts.languages import primary
from soundingboard.site.drafts.mending import KINDS, STATUSES, Mend
from soundingboard.site.drafts.models import Draft, Standing, Visibility
from soundingboard.site.processes.forms import YEARS, languages

_REVISIONS = 12  # of one text: more have not been seen
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_WHO_SEES = (
    (Visibility.PUBLIC, _("everyone")),
    (Visibility.BOARD, _("only those with a role in this process; nobody else learns that it is there")),
    (Visibility.UNOFFICIAL, _("everyone, marked as an unofficial text")),
)
KIND_WORDS = {
    "preambular": _("preambular"),
    "operative": _("operative"),
    "chapeau": _("chapeau (opens a list)"),
    "item": _("item of a list"),
    "other": _("other"),
}
STATUS_WORDS = {
    "": pgettext_lazy("status of a paragraph", "none"),
    "agreed": _("agreed"),
    "suggested": _("suggested for closure"),
    "bracketed": _("in brackets"),
    "open": _("open"),
}


def stages() -> list[tuple[str, Any]]:
    """The stages of a draft, in their order."""
    first = [
        ("elements", _("Elements paper")),
        ("non-paper", _("Non-paper")),
        ("zero-draft", _("Zero Draft")),
    ]
    revisions = [(f"rev{n}", _("Revision {n}").format(n=n)) for n in range(1, _REVISIONS + 1)]
    return [*first, *revisions, ("final", _("Final draft")), ("adopted", _("Adopted text"))]


class MomentField(forms.DateTimeField):
    """A time in the reader's zone."""

    def __init__(self, **about: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, required=about.pop("required", False), **about)

    def clean(self, value: Any) -> Any:
        """A year that nobody means is a slip of the finger."""
        found = super().clean(value)
        if found and found.year not in YEARS:
            raise ValidationError(_("Write a year between 1900 and 2200."))
        return found


class DraftFile(forms.FileField):
    """A file of a draft, within the limit."""

    def __init__(self) -> None:
        super().__init__(
            label=_("File of the draft"),
            help_text=_("Word (.docx), PDF with text, HTML, Markdown, plain text, or a draft in JSON."),
            allow_empty_file=True,
            max_length=300,
        )

    def clean(self, data: Any, initial: Any = None) -> UploadedFile:
        """Say what is wrong with the file before anybody reads it."""
        file: UploadedFile = super().clean(data, initial)
        if file.size == 0:
            raise ValidationError(_("This file is empty; save it again from the program that made it."))
        if file.size > settings.UPLOAD_LIMIT:
            words = _(
                "This file has %(size)s; a draft may have %(limit)s at most. Leave out pictures and annexes."
            )
            sizes = {"size": filesizeformat(file.size), "limit": filesizeformat(settings.UPLOAD_LIMIT)}
            raise ValidationError(words, params=sizes)
        return file


class FileForm(forms.Form):
    """Another file for a draft that is being prepared."""

    file = DraftFile()

    def given(self) -> File:
        """The file that was sent."""
        sent: UploadedFile = self.cleaned_data["file"]
        name = re.sub(r"[\x00-\x1f\x7f]", "", sent.name or "")[-300:]
        return File(name or "draft", sent.content_type or "", sent.read())


class TimesForm(forms.Form):
    """When a draft can be spoken on."""

    opens = MomentField(label=_("Opens for comment"))
    closes = MomentField(label=_("Closes for comment"))

    def clean(self) -> dict[str, Any]:
        """It cannot close before it opens."""
        found: dict[str, Any] = super().clean() or {}
        opens, closes = found.get("opens"), found.get("closes")
        if opens and closes and closes <= opens:
            self.add_error("closes", _("It would close before it opens."))
        return found


class WindowForm(TimesForm):
    """Who may see a draft, and when it can be spoken on."""

    visibility = forms.ChoiceField(
        label=_("Who may see it"), choices=_WHO_SEES, widget=forms.RadioSelect, initial=Visibility.PUBLIC
    )
    field_order = ("visibility", "opens", "closes")


class UploadForm(WindowForm, FileForm):
    """A new draft."""

    stage = forms.ChoiceField(label=_("Stage"), choices=stages)
    label = forms.CharField(
        label=_("Name that readers see"),
        max_length=200,
        required=False,
        help_text=_("Left empty: the stage."),
    )
    date = forms.DateField(
        label=_("Date of the draft"),
        required=False,
        widget=_DAY,
        help_text=_("Left empty: as the file says."),
    )
    symbol = forms.CharField(
        label=_("Symbol"), max_length=100, required=False, help_text=_("As printed, such as A/80/L.41.")
    )
    field_order = ("file", "stage", "label", "date", "symbol", "visibility", "opens", "closes")

    def about(self) -> About:
        """What was said of the draft."""
        said = self.cleaned_data
        label = said["label"] or str(dict(stages())[said["stage"]])
        names = ("stage", "date", "symbol", "visibility", "opens", "closes")
        return About(label=label, **{name: said[name] for name in names})


class LanguageVersionForm(FileForm):
    """The same draft in another language: its file, the language, and who stands behind it."""

    language = forms.ChoiceField(label=_("Language"))
    other_language = forms.CharField(
        label=_("Code of another language"),
        max_length=20,
        required=False,
        help_text=_("Such as “pt” or “zh-Hant”."),
        validators=[
            RegexValidator(
                r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z",
                _("This is no code of a language; write one such as “pt” or “zh-Hant”."),
            )
        ],
    )
    standing = forms.ChoiceField(
        label=_("What it is"),
        choices=[
            (Standing.OFFICIAL, _("an official text")),
            (Standing.UNOFFICIAL, _("an unofficial translation; readers are told so")),
        ],
        widget=forms.RadioSelect,
        initial=Standing.UNOFFICIAL,
    )
    field_order = ("file", "language", "other_language", "standing")

    def __init__(self, *args: Any, draft: Draft, again: str = "", **about: Any) -> None:
        """`again`: the language of a version that another file shall replace."""
        super().__init__(*args, **about)
        self._own = primary(draft.language)
        others = [(code, name) for code, name in languages(draft.process) if primary(code) != self._own]
        is_known = again in ("", *(code for code, _name in others))
        self.initial = {"language": again if is_known else OTHER, "other_language": "" if is_known else again}
        others.insert(0, ("", _("choose one")))
        self.fields["language"].choices = [*others, (OTHER, _("another: write its code below"))]

    def clean(self) -> dict[str, Any]:
        """The language must be told, and be another than the draft's."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("language") == OTHER and "other_language" not in self.errors:
            if not found.get("other_language"):
                self.add_error(
                    "other_language", _("Write the code of the language, or choose one from the list.")
                )
            elif primary(found["other_language"]) == self._own:
                words = _("The draft itself is in this language; write that of the version.")
                self.add_error("other_language", words)
        return found

    def chosen(self) -> str:
        """The language that was said, written as codes are."""
        said = self.cleaned_data
        return well_written(said["other_language"] if said["language"] == OTHER else said["language"])


OTHER = "other"


def well_written(language: str) -> str:
    """A code of a language as it is usually written: `pt-BR`, `zh-Hant`."""
    first, *rest = language.split("-")
    return "-".join([first.lower(), *(_SUBTAG.get(len(part), str.lower)(part) for part in rest)])


_SUBTAG = {2: str.upper, 4: str.title}  # country, script


class CorrigendumForm(FileForm):
    """A corrigendum for a draft that is out."""

    mends = forms.CharField(
        label=_("What it mends"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("In a sentence or two; readers see it on both drafts, and the record keeps it."),
    )
    date = forms.DateField(label=_("Date of the corrigendum"), required=False, widget=_DAY)
    symbol = forms.CharField(label=_("Symbol"), max_length=100, required=False)

    def about(self, draft: Draft) -> About:
        """What is said of the corrigendum; the rest it takes from its draft."""
        label = _("{draft}, corrected").format(draft=draft.label)
        if draft.corrects:
            label = _("{draft}, corrected again").format(draft=draft.corrects.label)
        said = self.cleaned_data
        return About(draft.stage, str(label)[:200], said["date"], said["symbol"] or draft.symbol)


class VersionForm(forms.Form):
    """Something that two people may be writing at the same time."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def again(self, version: int) -> Self:
        """The same form with what was typed, to be sent once more knowing what stands there now."""
        self.data = self.data.copy()
        self.data["version"] = str(version)
        return self


class PublishForm(WindowForm, VersionForm):
    """The last look before a draft goes out; a corrigendum is seen by those who see what it corrects."""

    def __init__(self, *args: Any, draft: Draft, **about: Any) -> None:
        names = ("version", "visibility", "opens", "closes")
        super().__init__(*args, initial={name: getattr(draft, name) for name in names}, **about)
        if draft.corrects:
            del self.fields["visibility"]


class ParagraphForm(VersionForm):
    """One paragraph, as it shall be read."""

    text = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 8, "class": "wording"}),
        max_length=100_000,
        help_text=_("A blank line splits the paragraph."),
    )
    label = forms.CharField(
        label=_("Number as printed"),
        max_length=60,
        required=False,
        help_text=_("Such as “12 bis.” or “(a)”."),
    )
    number = forms.CharField(
        label=_("Number as people cite it"), max_length=60, help_text=_("Such as “12 bis” or “29(a)”.")
    )
    kind = forms.ChoiceField(label=_("Kind"))
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[(key, STATUS_WORDS[key]) for key in ("", *STATUSES)]
    )

    def __init__(self, *args: Any, paragraph: dict[str, Any], **about: Any) -> None:
        names = ("text", "label", "number", "kind", "status")
        known = {name: paragraph.get(name) or "" for name in names}
        super().__init__(*args, **{**about, "initial": known | about.get("initial", {})})
        others = [] if known["kind"] in KINDS else [known["kind"]]
        self.fields["kind"].choices = [(kind, KIND_WORDS.get(kind, kind)) for kind in (*KINDS, *others)]

    def mend(self) -> Mend:
        """The paragraph as wanted."""
        said = self.cleaned_data
        return Mend(said["text"], said["number"], said["label"], said["kind"], said["status"] or None)


class LinkForm(VersionForm):
    """Where a paragraph comes from."""

    comes_from = forms.CharField(
        label=_("Comes from"),
        required=False,
        max_length=1000,
        help_text=_("Numbers of paragraphs of the earlier draft, parted by commas. Empty: it is new."),
    )

    def __init__(self, *args: Any, earlier: list[dict[str, Any]], **about: Any) -> None:
        self._earlier = earlier
        super().__init__(*args, **about)

    def clean_comes_from(self) -> tuple[str, ...]:
        """The eids that the numbers name."""
        typed = [" ".join(part.split()) for part in re.split(r"[,;،、]", self.cleaned_data["comes_from"])]
        return tuple(dict.fromkeys(self._eid(name) for name in typed if name))

    def _eid(self, name: str) -> str:
        by_eid = [p["eid"] for p in self._earlier if p["eid"] == name]
        found = by_eid or [p["eid"] for p in self._earlier if same_number(p["number"], name)]
        if len(found) == 1:
            return str(found[0])
        if found:
            words = _("%(name)s stands there more than once; write which: %(eids)s.")
            raise ValidationError(words, params={"name": name, "eids": ", ".join(found)})
        raise ValidationError(_("The earlier draft has no paragraph %(name)s."), params={"name": name})


def same_number(number: str, typed: str) -> bool:
    """Whether a number as typed is that of a paragraph: "12bis." is "12 bis"."""
    plain = [re.sub(r"\s|\.$", "", one).casefold() for one in (number, typed)]
    return plain[0] == plain[1] != ""


class LeaveOutForm(VersionForm):
    """To leave a paragraph out, on purpose."""

    sure = forms.BooleanField(label=_("Yes, this paragraph is not part of the draft"))


class DiscardForm(forms.Form):
    """To put an upload away, on purpose."""

    sure = forms.BooleanField(label=_("Yes, put this upload away for good"))


class DeadlineForm(TimesForm, VersionForm):
    """Until when contributions are on time."""

    closes = MomentField(label=_("Closes for comment"), required=True)
    reason = forms.CharField(
        label=_("Why it moves"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed when a deadline that was told moves; readers see it with both times."),
    )
    field_order = ("opens", "closes", "reason")
