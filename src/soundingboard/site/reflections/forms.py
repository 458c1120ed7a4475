"""Forms about reflections."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from soundingboard.site.amendments.models import Amendment
from soundingboard.site.drafts.forms import FileForm
from soundingboard.site.drafts.models import Draft
from soundingboard.site.processes.forms import Day, Line, PlainForm, Text, Version
from soundingboard.site.processes.models import Process
from soundingboard.site.reflections import referring
from soundingboard.site.reflections.actions import Facts
from soundingboard.site.reflections.evidence import Evidence, missing
from soundingboard.site.reflections.models import Position, Reflection, Section, SectionKind
from soundingboard.site.reflections.referring import Drafts

Data = Mapping[str, Any] | None
_BEGINNING = 120  # characters of what somebody said, to know it by
_STARTS = (
    ("records", _("with suggestions from the records: what was said, what changed, the board’s wording")),
    ("empty", _("empty")),
    ("copy", _("as published reflections stand, to correct them")),
)


class BeginForm(PlainForm):
    """New reflections."""

    draft = forms.ChoiceField(label=_("On which draft"))
    start = forms.ChoiceField(
        label=_("How they begin"), choices=_STARTS, widget=forms.RadioSelect, initial="records"
    )
    corrects = forms.ChoiceField(label=_("Which published reflections they correct"), required=False)
    note = Line(label=_("What is corrected"), max_length=500, required=False)
    title = Line(
        label=_("Title"),
        max_length=300,
        required=False,
        help_text=_("Empty: “Reflections on” and the draft."),
    )
    symbol = Line(label=_("Symbol"), max_length=100, required=False)
    date = Day(label=_("Date"))

    def __init__(self, process: Process, drafts: Sequence[Draft], data: Data = None) -> None:
        newest = drafts[-1].slug if drafts else ""
        super().__init__(data, initial={"date": timezone.now().date(), "draft": newest, "start": "records"})
        self._drafts = {one.slug: one for one in drafts}
        self._published = {one.slug: one for one in Reflection.objects.published(process)}
        self.fields["draft"].choices = [(one.slug, one.label) for one in reversed(drafts)]
        if self._published:
            titles = [(slug, one.title) for slug, one in self._published.items()]
            self.fields["corrects"].choices = [("", _("none")), *titles]
        else:
            self.fields["start"].choices = _STARTS[:2]
            del self.fields["corrects"], self.fields["note"]

    def clean(self) -> dict[str, Any]:
        """Look at the fields together."""
        data = self.cleaned_data
        if data.get("start") == "copy":
            if not data.get("corrects"):
                self.add_error("corrects", _("Choose the reflections that these correct."))
            if not data.get("note"):
                self.add_error("note", _("Say in a line what is corrected; readers see it."))
        elif data.get("corrects"):
            self.add_error("start", _("To correct published reflections, begin as they stand."))
        return data

    def clean_draft(self) -> Draft:
        return self._drafts[self.cleaned_data["draft"]]

    def clean_corrects(self) -> Reflection | None:
        return self._published.get(self.cleaned_data["corrects"])

    def facts(self) -> Facts:
        """What the reflections are called."""
        data = self.cleaned_data
        about = (data.get("corrects") or self).draft if data.get("corrects") else data["draft"]
        title = data["title"] or str(_("Reflections on {draft}")).format(draft=about.label)
        return Facts(title, data["date"], data["symbol"], data.get("note", ""))


class FactsForm(PlainForm):
    """What reflections are called, while they are written."""

    version = Version()
    title = Line(label=_("Title"), max_length=300)
    symbol = Line(label=_("Symbol"), max_length=100, required=False)
    date = Day(label=_("Date"))
    note = Line(label=_("What is corrected"), max_length=500, required=False)

    def __init__(self, reflection: Reflection, data: Data = None) -> None:
        super().__init__(data, initial=self.as_typed(reflection))
        if reflection.corrects_id is None:
            del self.fields["note"]

    @staticmethod
    def as_typed(obj: Reflection) -> dict[str, Any]:
        return {name: getattr(obj, name) for name in ("version", "title", "symbol", "date", "note")}


class Ticks(forms.MultipleChoiceField):
    """Things to tick; what is not ticked is left out."""

    widget = forms.CheckboxSelectMultiple


class SectionForm(PlainForm):
    """A statement, new or changed."""

    version = Version()
    kind = forms.ChoiceField(label=_("Kind"), choices=SectionKind)
    topic = Line(label=_("Topic"), max_length=200, required=False)
    text = Text(
        label=_("Text"), rows=10, help_text=_("In Markdown. Name the records of what others said below.")
    )
    references = Line(
        label=_("References"),
        max_length=2000,
        required=False,
        help_text=_("For example: paras 9-12, 18; Zero Draft para 97."),
    )
    evidence = Ticks(label=_("What it rests on: untick what is to be left out"), required=False)
    more = Line(
        label=_("More records"),
        max_length=2000,
        required=False,
        help_text=_("Their names, with commas between: ask:hc-001-1, change:c57, contribution:hc-002."),
    )
    amendments = Ticks(label=_("Wording that it suggests"), required=False)

    def __init__(
        self,
        desk: "Desk",
        section: Section | None = None,
        data: Data = None,
        evidence: Sequence[Evidence] = (),
    ) -> None:
        self._desk = desk
        super().__init__(data, initial=self.typed(section) if section else {"kind": SectionKind.GENERAL})
        self._kept = referring.without_number(section.refs, desk.drafts) if section else []
        self.evidence_shown = list(evidence)
        self.fields["evidence"].choices = [(one.name, _ticked(one)) for one in evidence]
        self.fields["amendments"].choices = desk.wordings(section.amendments if section else [])
        if not evidence:
            del self.fields["evidence"]
        if not self.fields["amendments"].choices:
            del self.fields["amendments"]
        if section is None:
            del self.fields["version"]

    def typed(self, obj: Section) -> dict[str, Any]:
        """The values of the fields for a statement."""
        names = ("version", "kind", "topic", "text", "evidence", "amendments")
        references = referring.written(obj.refs, self._desk.drafts)
        return {name: getattr(obj, name) for name in names} | {"references": references}

    def standing(self) -> list[tuple[str, str]]:
        """What stands now, to be read beside what was typed."""
        typed = self.typed(self.current)
        shown = [(name, value) for name, value in typed.items() if name in self.fields and name != "version"]
        kinds = dict(SectionKind.choices)
        words = {"kind": str(kinds.get(typed["kind"], typed["kind"]))}
        return [(str(self.fields[name].label), words.get(name) or _listed(value)) for name, value in shown]

    def clean_references(self) -> list[referring.Ref]:
        """The places, with those that no number can name."""
        try:
            found = referring.read(self.cleaned_data["references"], self._desk.drafts)
        except referring.Unknown as error:
            raise forms.ValidationError(str(error)) from None
        return [*found, *(ref for ref in self._kept if ref not in found)]

    def clean_more(self) -> list[str]:
        """The names of records, each of which is there."""
        names = self.cleaned_data["more"].replace(",", " ").replace(";", " ").split()
        gone = missing(self._desk.process, self._desk.draft, self._desk.chain, names)
        if gone:
            words = _("There is no record of this name here: %(names)s.")
            raise forms.ValidationError(words, params={"names": ", ".join(gone)})
        return list(dict.fromkeys(names))

    def clean(self) -> dict[str, Any]:
        """The fields as a statement has them."""
        data = dict(self.cleaned_data)
        ticked = data.pop("evidence", [])
        more = [name for name in data.pop("more", []) if name not in ticked]
        if "references" in data:
            data["refs"] = data.pop("references")
        return {"amendments": [], **data, "evidence": [*ticked, *more]}


def _ticked(one: Evidence) -> str:
    """A record beside its box: its name, what it says, the beginning of its words."""
    words = (
        f"“{one.passage[:_BEGINNING]}{'…' if len(one.passage) > _BEGINNING else ''}”" if one.passage else ""
    )
    return " · ".join(part for part in (one.name, one.what or _said_by(one) or one.label, words) if part)


def _said_by(one: Evidence) -> str:
    """Who a contribution is of, as anyone may know it."""
    if one.line is None:
        return ""
    organisation = one.line.organisation.name if one.line.organisation else ""
    told = ", ".join(part for part in (one.line.person, organisation, one.line.group) if part)
    return told or ("" if one.line.contribution.is_open else str(_("anonymous")))


def _listed(value: Any) -> str:
    return ", ".join(str(one) for one in value) if isinstance(value, list) else str(value)


class Desk:
    """What the form of a statement is filled in from: the drafts and the wording on the table."""

    def __init__(self, reflection: Reflection, chain: Sequence[Draft]) -> None:
        self.process, self.draft, self.chain = reflection.process, reflection.draft, chain
        self.drafts: Drafts = referring.drafts_up_to(chain, reflection.draft)

    def wordings(self, named: Sequence[str]) -> list[tuple[str, str]]:
        """The board's own wording on this draft, and whatever the statement names already."""
        rows = Amendment.objects.standing(self.process)
        own = rows.filter(draft=self.draft, is_boards=True) | rows.filter(name__in=list(named))
        labels = {one.name: self._label(one) for one in own.distinct()}
        return [*labels.items(), *((name, name) for name in named if name not in labels)]

    def _label(self, one: Amendment) -> str:
        number = self.drafts.numbers.get((one.draft.slug, one.eid)) or one.eid or _("a new paragraph")
        return str(_("{number}: “{new}” ({name})")).format(number=number, new=one.new[:120], name=one.name)


class SignForm(PlainForm):
    """Where a member stands."""

    position = forms.ChoiceField(label=_("Where you stand"), choices=Position, widget=forms.RadioSelect)
    reason = Text(
        label=_("Reason"),
        rows=5,
        required=False,
        max_length=5000,
        help_text=_("A dissent needs one. It is published, under your name, with the reflections."),
    )

    def clean(self) -> dict[str, Any]:
        """A dissent says why."""
        data = self.cleaned_data
        if (
            data.get("position") == Position.DISSENTS
            and not data.get("reason")
            and "reason" not in self.errors
        ):
            self.add_error(
                "reason", _("Write why you dissent: the reason is published with the reflections.")
            )
        return data


class WordForm(FileForm):
    """The Word file that comes back."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["file"].label = _("The edited Word file (.docx)")
        self.fields["file"].help_text = _("Nothing is changed before you have looked at what it changes.")
