"""What the secretariat says of files of contributions when it sends them."""

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from soundingboard.site.contributions.forms import LENGTHS, Languages, language_label, one_line
from soundingboard.site.contributions.models import Permission
from soundingboard.site.drafts.actions.receiving import File
from soundingboard.site.drafts.models import Draft
from soundingboard.site.processes.models import Process

ENDINGS = frozenset(
    [
        ".docx",
        ".pdf",
        ".html",
        ".htm",
        ".md",
        ".markdown",
        ".txt",
        ".text",
        ".csv",
        ".tsv",
        ".jsonl",
        ".ndjson",
        ".json",
        ".toml",
        ".yaml",
        ".yml",
        ".zip",
    ]
)
MANY = 400  # files of one form; more than that come as an archive
_CHANNELS = (
    ("upload", pgettext_lazy("channel", "a file that was sent")),
    ("e-mail", pgettext_lazy("channel", "e-mail")),
    ("event", pgettext_lazy("channel", "said at an event")),
    ("survey", pgettext_lazy("channel", "a survey")),
    ("form", pgettext_lazy("channel", "a form elsewhere")),
    ("api", pgettext_lazy("channel", "another program")),
)
PERMISSIONS = (  # as the secretariat reads them: not “with my name”
    (Permission.NAMED, _("with the name")),
    (Permission.ORGANISATION, _("with the organisation, group and region only")),
    (Permission.ANONYMOUS, _("anonymously")),
    (Permission.CONFIDENTIAL, _("confidentially, to the secretariat alone")),
)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


class _ManyInput(forms.FileInput):
    allow_multiple_selected = True


class Files(forms.FileField):
    """Several files at once: each named in what is wrong with it."""

    widget = _ManyInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Say what is wrong with them before anybody reads them; what a report can tell of one of several, it tells."""
        sent = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if not sent:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(sent) > MANY:
            words = _("These are %(n)s files; send %(most)s at most at once, or put them into one .zip.")
            raise ValidationError(words, params={"n": len(sent), "most": MANY})
        self._weigh(sent)
        if all(one.size == 0 for one in sent):
            raise ValidationError(_("There is nothing in it: the file is empty. Ask for it again."))
        if not any(_ending(one) in ENDINGS for one in sent if one.size):
            words = _("%(name)s is of a kind that cannot be read. Send %(kinds)s.")
            kinds = ".docx, .pdf, .html, .md, .txt, .csv, .jsonl, .zip"
            raise ValidationError(words, params={"name": _named(sent[0]), "kinds": kinds})
        return sent

    def _weigh(self, sent: Sequence[UploadedFile]) -> None:
        total = sum(one.size or 0 for one in sent)
        if total > settings.UPLOAD_LIMIT:
            words = _(
                "These have %(size)s together; %(limit)s can come at once. Send them in several parts, or leave "
                "out pictures."
            )
            sizes = {"size": filesizeformat(total), "limit": filesizeformat(settings.UPLOAD_LIMIT)}
            raise ValidationError(words, params=sizes)


class BulkForm(forms.Form):
    """Files, and what holds for all of them where they do not say."""

    files = Files(
        label=_("Files"),
        help_text=_(
            "Several documents (Word, PDF, HTML, Markdown, text), a table (.csv), lines of JSON (.jsonl), or an "
            "archive (.zip) of these. A table with a column for the file name tells who sent which."
        ),
    )
    draft = forms.ChoiceField(label=_("Draft that they speak about"), required=False)
    channel = forms.ChoiceField(label=_("How they came"), choices=_CHANNELS, initial="upload")
    permission = forms.ChoiceField(
        label=_("How they are published"),
        choices=PERMISSIONS,
        initial=Permission.ORGANISATION,
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label=_("Language, where it cannot be told from the words"), required=False, widget=Languages
    )
    event = forms.ChoiceField(label=_("Event at which they were heard"), required=False)
    meanings = forms.CharField(
        label=_("Other words for groups and regions"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "One a line, as the files say it and what it means here: NGOs = civil society. Usual words are known; "
            "what is not can also be mended afterwards."
        ),
    )

    def __init__(self, process: Process, chain: Sequence[Draft], *args: Any) -> None:
        self._process = process
        self._words = {"stakeholder_group": process.group_words(), "regional_group": process.region_words()}
        newest = next((draft.slug for draft in reversed(chain)), "")
        super().__init__(*args, initial={"draft": newest})
        labels = [(draft.slug, draft.label) for draft in reversed(chain)]
        self.fields["draft"].choices = [*labels, ("", _("none in particular"))]
        languages = [(code, language_label(code)) for code in process.languages]
        self.fields["language"].choices = [("", pgettext_lazy("language", "leave it open")), *languages]
        events = process.events.order_by("-start").values_list("slug", "title", "start")
        told = [(slug, f"{title} ({start:%Y-%m-%d})") for slug, title, start in events]
        self.fields["event"].choices = [("", pgettext_lazy("event", "none")), *told]

    def clean_meanings(self) -> dict[str, dict[str, str]]:
        """For each field, what other words mean."""
        found: dict[str, dict[str, str]] = {"stakeholder_group": {}, "regional_group": {}}
        for line in filter(str.strip, self.cleaned_data["meanings"].splitlines()):
            written, sign, meant = (part.strip() for part in line.partition("="))
            field = next((name for name, words in self._words.items() if meant in words), None)
            if not (written and sign):
                raise ValidationError(
                    _("“%(line)s” has no “=”: write NGOs = civil society."), params={"line": line}
                )
            if field is None:
                words = _("“%(meant)s” is neither a group nor a region of this process.")
                raise ValidationError(words, params={"meant": meant})
            found[field][written] = meant
        return found

    def given(self) -> list[File]:
        """The files that were sent."""
        return [File(_named(one), one.content_type or "", one.read()) for one in self.cleaned_data["files"]]

    def defaults(self) -> dict[str, Any]:
        """What holds for all of them where they do not say."""
        return {name: value for name, value in self.cleaned_data.items() if name != "files"}


class RemovalForm(forms.Form):
    """Why a file is removed for good."""

    reason = one_line(
        LENGTHS.reason,
        label=_("Why"),
        help_text=_(
            "Everyone can read it, beside the day. Name nobody, and do not say what stands in the file."
        ),
    )


def _named(file: UploadedFile) -> str:
    return _CONTROLS.sub("", file.name or "")[-200:] or "file"


def _ending(file: UploadedFile) -> str:
    return PurePath(_named(file)).suffix.lower()
