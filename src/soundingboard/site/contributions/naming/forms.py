"""Forms about words and topics."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from soundingboard.site.contributions.forms import word_label
from soundingboard.site.contributions.models import Topic
from soundingboard.site.contributions.naming.numbers import as_typed, named
from soundingboard.site.contributions.naming.words import Key, Written
from soundingboard.site.drafts.models import Draft
from soundingboard.site.processes.forms import Line, PlainForm, Version
from soundingboard.site.processes.models import NOT_STATED, Process

MANY = 200  # words on one page: a form may have 500 fields; the next come when these are mended
_TERMS = 100  # of one topic
Data = Mapping[str, Any] | None


class WordsForm(forms.Form):
    """For each word that the process does not know, what it means."""

    def __init__(self, process: Process, written: Sequence[Written], data: Data = None) -> None:
        super().__init__(data)
        self._written = {f"{one.field}:{one.words}": one for one in written[:MANY]}
        words = {"stakeholder_group": process.groups, "regional_group": process.regions}
        for n, (name, one) in enumerate(self._written.items()):
            known = [(word, word) for word in words[one.field]]
            self.fields[name] = forms.ChoiceField(
                label=_("What “{words}” means").format(words=one.words),
                required=False,
                choices=[
                    ("", _("leave it for now")),
                    *known,
                    ("global", word_label("global")),
                    (NOT_STATED, _("keep it as not stated")),
                ],
                widget=forms.Select(attrs={"id": f"id_word_{n}"}),
            )

    def rows(self) -> list[tuple[Written, BoundField]]:
        """Each word with its field."""
        return [(one, self[name]) for name, one in self._written.items()]

    def decided(self) -> dict[Key, str]:
        """What a valid form says of each word that it says something of."""
        said = ((self._written[name], meant) for name, meant in self.cleaned_data.items() if meant)
        return {(one.field, one.words): meant for one, meant in said}


class TopicForm(PlainForm):
    """A topic: what it is called, which paragraphs of each draft and which terms it has."""

    version = Version()
    label = Line(label=_("What people call it"), max_length=200)
    terms = forms.CharField(
        label=_("Terms"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("One a line: words by which it is spoken of."),
    )

    def __init__(self, chain: Sequence[Draft], topic: Topic | None = None, data: Data = None) -> None:
        self._chain, self._topic = list(chain), topic
        super().__init__(data, initial=self._first(topic) if topic else None)
        if topic is None:
            del self.fields["version"]
        for draft in reversed(self._chain):
            self.fields[_name(draft)] = Line(
                label=_("Paragraphs of {draft}").format(draft=draft.label),
                max_length=2000,
                required=False,
                help_text=_("By their numbers, such as “12-15, 18 bis”."),
            )

    def _first(self, topic: Topic) -> dict[str, Any]:
        numbers = {_name(draft): as_typed(draft, _eids(topic, draft)) for draft in self._chain}
        return self.as_typed(topic) | numbers

    @staticmethod
    def as_typed(obj: Topic) -> dict[str, Any]:
        return {"version": obj.version, "label": obj.label, "terms": "\n".join(obj.terms)}

    def standing(self) -> list[tuple[str, str]]:
        """What stands now, with the paragraphs."""
        numbers = [
            (str(self.fields[_name(draft)].label), as_typed(draft, _eids(self.current, draft)))
            for draft in reversed(self._chain)
        ]
        return [*super().standing(), *numbers]

    def clean_terms(self) -> list[str]:
        typed = (" ".join(line.split()) for line in self.cleaned_data["terms"].splitlines())
        terms = list(dict.fromkeys(filter(None, typed)))
        if len(terms) > _TERMS:
            words = _("These are {n} terms; a topic has {most} at most.")
            raise forms.ValidationError(words.format(n=len(terms), most=_TERMS))
        return terms

    def clean(self) -> dict[str, Any]:
        """The label, the terms, and the paragraphs of all drafts; those of drafts that are not shown here stay."""
        own = {
            name: self.cleaned_data[name]
            for name in ("version", "label", "terms")
            if name in self.cleaned_data
        }
        shown = {draft.slug for draft in self._chain}
        others = (
            [one for one in self._topic.paragraphs if one.get("draft") not in shown] if self._topic else []
        )
        found = [one for draft in self._chain for one in self._paragraphs(draft)]
        return {**own, "paragraphs": [*others, *found]}

    def _paragraphs(self, draft: Draft) -> list[dict[str, str]]:
        read = named(draft, self.cleaned_data.get(_name(draft), ""))
        if read.missing:
            words = _("{draft} has no paragraph {numbers}.")
            self.add_error(_name(draft), words.format(draft=draft.label, numbers=", ".join(read.missing)))
        return [{"draft": draft.slug, "eid": eid} for eid in read.eids]


def _name(draft: Draft) -> str:
    return f"paragraphs_{draft.slug}"


def _eids(topic: Topic, draft: Draft) -> list[str]:
    return [one["eid"] for one in topic.paragraphs if one.get("draft") == draft.slug and one.get("eid")]


class MergeForm(PlainForm):
    """Into which topic another goes."""

    version = Version()
    into = forms.ChoiceField(label=_("Becomes part of"))

    def __init__(self, topic: Topic, data: Data = None) -> None:
        super().__init__(data, initial={"version": topic.version})
        self._others = {one.slug: one for one in Topic.objects.standing(topic.process).exclude(pk=topic.pk)}
        self.fields["into"].choices = [
            ("", _("choose a topic")),
            *((s, one.label) for s, one in self._others.items()),
        ]

    @staticmethod
    def as_typed(obj: Topic) -> dict[str, Any]:
        return {"version": obj.version, "label": obj.label}

    def clean_into(self) -> Topic:
        return self._others[self.cleaned_data["into"]]
