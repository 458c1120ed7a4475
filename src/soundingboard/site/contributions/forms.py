"""What people fill in. Nothing typed is ever cut: what is too long is said to be so, and stays."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext_lazy as _

from soundingboard.site.contributions import anchors
from soundingboard.site.contributions.actions import Asked, Said
from soundingboard.site.contributions.models import SAID_ON_THE_SITE, AskKind, Permission, Topic
from soundingboard.site.contributions.places import MISSING, WHOLE, Target
from soundingboard.site.drafts.models import Draft
from soundingboard.site.processes.models import GLOBAL, NOT_STATED, Process
from soundingboard.write.characters import clean

OTHER = "other"
_KEPT_WORDING = (AskKind.RETAIN, AskKind.DELETE)  # these ask for no other wording


@dataclass(frozen=True, slots=True)
class Lengths:
    """How much is taken, in characters."""

    words: int = (
        100_000  # forty printed pages: longer than any single submission seen; what is longer is an upload
    )
    quote: int = 5_000  # the longest paragraphs of real drafts have some 2,000
    organisation: int = 200
    name: int = 200
    reason: int = 500


LENGTHS = Lengths()


class Words(forms.CharField):
    """Text as people type it: any length up to a limit that is told in words, one sort of line ends."""

    def __init__(self, *, most: int = LENGTHS.words, rows: int = 6, **options: Any) -> None:
        self.most = most
        attrs = {"rows": rows, "dir": "auto"}
        super().__init__(**{"widget": forms.Textarea(attrs), **options})

    def to_python(self, value: Any) -> str:
        return clean(str(super().to_python(value) or "")).replace("\r\n", "\n").replace("\r", "\n")

    def run_validators(self, value: str) -> None:
        super().run_validators(value)
        over = len(value) - self.most
        if over > 0:
            words = ngettext(
                "This is {over} character longer than the {most} that fit here. It is all kept: shorten it, or "
                "send it in two parts.",
                "This is {over} characters longer than the {most} that fit here. It is all kept: shorten it, or "
                "send it in two parts.",
                over,
            )
            raise ValidationError(words.format(over=f"{over:,}", most=f"{self.most:,}"))


class Languages(forms.Select):
    """Languages under their own names, each said to be in that language."""

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **options)
        return (
            option if value in ("", OTHER) else {**option, "attrs": {**option["attrs"], "lang": str(value)}}
        )


def one_line(most: int, **options: Any) -> Words:
    """A field of one line."""
    return Words(most=most, widget=forms.TextInput(attrs={"dir": "auto"}), **options)


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies before someone who speaks: the process, the draft, the place they came for, and the topics."""

    process: Process
    draft: Draft
    here: Target | None
    topics: Sequence[Topic] = ()
    is_lost: bool = False  # the form names a draft or a place that is not there

    def targets(self) -> dict[str, Target]:
        """Everything that can be spoken about from here, by place."""
        draft = self.draft
        found = [
            Target(draft, MISSING, _("what is missing from {draft}").format(draft=draft.label)),
            Target(draft, WHOLE, _("{draft} as a whole").format(draft=draft.label)),
        ]
        for topic in self.topics:
            label = _("the topic “{label}”").format(label=topic.label)
            found.append(Target(draft, f"topic:{topic.slug}", label))
        return {each.place: each for each in (*found, *((self.here,) if self.here else ()))}


class SayForm(forms.Form):
    """One screen: what is asked of what, in what words, by whom, and who may see it."""

    draft = forms.CharField(widget=forms.HiddenInput, required=False)
    here = forms.CharField(widget=forms.HiddenInput, required=False)
    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    place = forms.ChoiceField(label=_("What you speak about"), widget=forms.RadioSelect)
    topic = forms.ChoiceField(label=_("Which topic"), required=False)
    kind = forms.ChoiceField(label=_("What you ask"), widget=forms.RadioSelect)
    text = Words(label=_("Your words"), required=False)
    proposed = Words(
        label=_("The wording, as you would have it"),
        help_text=_("If you like: change the words here. Everyone sees what you changed."),
        required=False,
    )
    words = one_line(
        LENGTHS.quote,
        label=_("Only about some words of it"),
        help_text=_("If you like: copy them here as they stand."),
        required=False,
    )
    group = forms.ChoiceField(label=_("Your stakeholder group"), required=False)
    region = forms.ChoiceField(label=_("Your region"), required=False)
    organisation = one_line(
        LENGTHS.organisation,
        label=_("Your organisation"),
        help_text=_("Shown as “declared” until the secretariat has verified it."),
        required=False,
    )
    language = forms.ChoiceField(label=_("Language of what you write"), required=False, widget=Languages)
    other_language = one_line(
        20,
        label=_("Code of another language"),
        help_text=_("Such as “pt” or “zh-Hant”."),
        required=False,
        validators=[RegexValidator(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", _("Write a code such as “pt”."))],
    )
    permission = forms.ChoiceField(label=_("How it is published"), widget=forms.RadioSelect)
    name = one_line(
        LENGTHS.name,
        label=_("Your name"),
        help_text=_("Only if it is to be shown. It is kept apart and can be erased."),
        required=False,
    )
    email = forms.EmailField(
        label=_("Your e-mail, for the receipt"),
        help_text=_("If you like: it is never shown, kept apart, and can be erased."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, desk: Desk, data: Mapping[str, Any] | None = None, **options: Any) -> None:
        self.desk = desk
        options["initial"] = {**self._first(), **options.get("initial", {})}
        super().__init__(data, **options)
        process, asked = desk.process, options["initial"].get("kind")
        kinds = dict.fromkeys([*SAID_ON_THE_SITE, *([asked] if asked in AskKind.values else [])])
        choices = {
            "place": self._places(),
            "topic": [("", _("none")), *((topic.slug, topic.label) for topic in desk.topics)],
            "kind": [(kind, AskKind(kind).label) for kind in kinds],
            "group": [(word, word_label(word)) for word in process.group_words()],
            "region": [(word, word_label(word)) for word in process.region_words()],
            "language": [
                *((code, language_label(code)) for code in process.languages),
                (OTHER, _("another")),
            ],
            "permission": [(each.value, _permission(each)) for each in Permission],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered
        if desk.here and desk.here.text:
            self.fields["proposed"].widget.attrs.update(self._as_typed())

    def _as_typed(self) -> dict[str, str]:
        """The changes of the wording are shown while it is typed, where there is JavaScript."""
        return {
            "lang": self.desk.draft.language,
            "hx-post": reverse("redline-preview", args=[self.desk.process.slug]),
            "hx-trigger": "input changed delay:500ms",
            "hx-target": "#redline",
            "hx-params": "csrfmiddlewaretoken,draft,here,place,proposed",
        }

    def _first(self) -> dict[str, Any]:
        """What the form holds before anything is typed."""
        desk, here = self.desk, self.desk.here
        topic = here.place.removeprefix("topic:") if here and here.kind == "topic" else ""
        return {
            "draft": desk.draft.slug,
            "here": here.place if here else "",
            "once": secrets.token_urlsafe(16),
            "place": "topic" if topic else here.place if here else WHOLE,
            "topic": topic,
            "proposed": here.text if here else "",
            "group": NOT_STATED,
            "region": NOT_STATED,
            "language": desk.draft.language
            if desk.draft.language in desk.process.languages
            else desk.process.language,
            "permission": Permission.ORGANISATION,
        }

    def _places(self) -> list[tuple[str, str]]:
        here = self.desk.here
        own = [(here.place, here.label)] if here and here.kind not in ("topic", MISSING, WHOLE) else []
        topics = [("topic", _("a topic"))] if self.desk.topics else []
        label = self.desk.draft.label
        return [
            *own,
            (MISSING, _("something that is missing from {draft}").format(draft=label)),
            (WHOLE, _("{draft} as a whole").format(draft=label)),
            *topics,
        ]

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(_("This field is a trap for machines: leave it empty and send again."))
        return ""

    def clean(self) -> dict[str, Any]:
        """Look at the fields together."""
        if self.desk.is_lost:
            self.add_error(
                None,
                _("What this form spoke about is not there; choose what you speak about, and send again."),
            )
        data = self.cleaned_data
        if data.get("permission") == Permission.NAMED and not data.get("name"):
            self.add_error("name", _("Write your name, or choose another way of publishing."))
        if (
            data.get("language") == OTHER
            and not data.get("other_language")
            and "other_language" not in self._errors
        ):
            self.add_error(
                "other_language", _("Write the code of the language, or choose one from the list.")
            )
        if data.get("place") == "topic" and not data.get("topic") and "topic" not in self._errors:
            self.add_error("topic", _("Choose a topic, or choose something else to speak about."))
        if not self.errors.get("place") and not self.errors.get("topic"):
            self._look_at_wording()
        return data

    def _look_at_wording(self) -> None:
        kind, target, wording = self.cleaned_data.get("kind"), self.target, self.wording
        if wording and kind in _KEPT_WORDING:
            words = _(
                "You ask to {kind}, yet changed the wording: ask to change it, or put the wording back."
            )
            self.add_error("proposed", words.format(kind=AskKind(kind).label))
        elif wording and not target.takes_wording:
            words = _(
                "Wording can be proposed for a paragraph or for what is missing: move it into your words."
            )
            self.add_error("proposed", words)
        if not wording and not self.cleaned_data.get("text") and "text" not in self._errors:
            self.add_error("text", _("Write something, or propose another wording."))
        if self._quotes and self.anchor is None:
            self.add_error("words", _("These words do not stand in the paragraph: copy them once more."))

    @cached_property
    def target(self) -> Target:
        """What is spoken about (of a form whose place is right)."""
        data = self.cleaned_data
        place = f"topic:{data['topic']}" if data["place"] == "topic" else data["place"]
        return self.desk.targets()[place]

    @property
    def wording(self) -> dict[str, str] | None:
        """The change of wording; None when the words were left as they are."""
        typed, standing = self.cleaned_data.get("proposed", ""), self.target.text
        left = {
            " ".join(text.split()) for text in (standing, self.desk.here.text if self.desk.here else "", "")
        }
        return None if " ".join(typed.split()) in left else {"old": standing, "new": typed}

    @property
    def _quotes(self) -> str:
        return self.cleaned_data.get("words", "") if self.target.kind == "para" else ""

    @property
    def anchor(self) -> dict[str, Any] | None:
        """The quoted words with their place in the paragraph."""
        return anchors.find(self._quotes, self.target.text)

    def said(self) -> Said:
        """What a valid form says."""
        data, wording = self.cleaned_data, self.wording
        asked = Asked(
            data["kind"],
            self.target.place,
            self.target.draft,
            about={"change": "change", MISSING: "omission"}.get(self.target.kind, "text"),
            anchor=self.anchor,
            proposed=wording,
        )
        return Said(
            draft=self.target.draft,
            asks=(asked,),
            text=data["text"],
            language=data["other_language"]
            if data["language"] == OTHER
            else data["language"] or self.desk.process.language,
            permission=data["permission"],
            stakeholder_group=data["group"] or NOT_STATED,
            regional_group=data["region"] or NOT_STATED,
            organisation=data["organisation"],
            name=data["name"] if data["permission"] == Permission.NAMED else "",
            email=data["email"],
            once=data["once"],
        )


def word_label(word: str) -> str:
    """A group or region as it is read; the two words that every process has are the site's own."""
    return str({NOT_STATED: _("not stated"), GLOBAL: _("global")}.get(word, word))


def language_label(code: str) -> str:
    """A language under its own name."""
    try:
        return str(get_language_info(code)["name_local"])
    except KeyError:
        return code


def _permission(permission: Permission) -> SafeString:
    """A way of publishing, with one line on what others see."""
    seen = {
        Permission.NAMED: _("Everyone sees your words, your name, organisation, group and region."),
        Permission.ORGANISATION: _(
            "Everyone sees your words, your group and region, and your organisation if you give one; not your name."
        ),
        Permission.ANONYMOUS: _("Everyone sees your words and nothing about you, not even group and region."),
        Permission.CONFIDENTIAL: _(
            "The secretariat alone can read it, and you see when it did. Others see its group."
        ),
    }[permission]
    return format_html('{} <span class="quiet">{}</span>', permission.label, seen)


class WithdrawForm(forms.Form):
    """Taking back what was said."""

    reason = one_line(
        LENGTHS.reason,
        label=_("Why"),
        help_text=_(
            "If you like. It stands in the record for everyone, unless what you said was confidential."
        ),
        required=False,
    )


class LinkForm(forms.Form):
    """Asking for a new private link."""

    contribution = one_line(
        60, label=_("Name of the contribution, as the receipt gave it (such as k7m2xw4q)")
    )
    email = forms.EmailField(label=_("The e-mail address you gave"))
