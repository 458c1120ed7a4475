"""Forms about seats, events and outputs of the board."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from soundingboard.site.board.attendance import cells_of
from soundingboard.site.board.models import Capacity, Event, EventKind, Output, ReportText, Seat
from soundingboard.site.board.rows import Agreed, Grid
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.models import Participant
from soundingboard.site.processes.forms import Day, Line, PlainForm, Text, Version, in_our_times, languages
from soundingboard.site.processes.models import NOT_STATED, Process

Data = Mapping[str, Any] | None


class SeatForm(PlainForm):
    """A seat, new or changed. Whoever lost their name by erasure does not get it back here."""

    version = Version()
    holder = forms.ChoiceField(
        label=_("Someone who has had a seat before"),
        required=False,
        help_text=_("For example an alternate who becomes a member. Leave it for someone new."),
    )
    name = Line(label=_("Name"), max_length=200, required=False)
    capacity = forms.ChoiceField(label=_("Capacity"), choices=Capacity)
    stakeholder_group = forms.ChoiceField(label=_("Stakeholder group"))
    regional_group = forms.ChoiceField(label=_("Region"))
    country = Line(label=_("Country"), max_length=100, required=False)
    note = Line(label=_("Note"), max_length=300, required=False)
    since = Day(label=_("From"), required=False)
    until = Day(label=_("Until"), required=False)

    def __init__(self, process: Process, seat: Seat | None = None, data: Data = None) -> None:
        start = {"stakeholder_group": NOT_STATED, "regional_group": NOT_STATED}
        super().__init__(data, initial=self.as_typed(seat) if seat else start)
        for name, words in (
            ("stakeholder_group", process.group_words()),
            ("regional_group", process.region_words()),
        ):
            self.fields[name].choices = _with(words, getattr(seat, name, ""))
        if seat is None:
            del self.fields["version"]
            self.fields["holder"].choices = [("", _("someone new")), *_holders(process)]
        else:
            del self.fields["holder"]
            if seat.name is None:
                del self.fields["name"]

    @staticmethod
    def as_typed(obj: Seat) -> dict[str, Any]:
        names = ("version", "name", "capacity", "country", "note", "since", "until")
        words = {name: getattr(obj, name) or NOT_STATED for name in ("stakeholder_group", "regional_group")}
        return {name: getattr(obj, name) for name in names} | words

    def clean_holder(self) -> Participant | None:
        name = self.cleaned_data["holder"]
        return Participant.objects.get(name=name) if name else None

    def clean(self) -> dict[str, Any]:
        """Look at the fields together."""
        data = self.cleaned_data
        self._look_at_name(data.get("name", ""), data.get("holder"))
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", _("This is before the seat begins."))
        return data

    def _look_at_name(self, name: str, holder: Participant | None) -> None:
        if "name" not in self.fields or "name" in self.errors or "holder" in self.errors:
            return
        if name and holder:
            self.add_error("name", _("Choose someone from the list, or write a name: not both."))
        elif not name and not holder:
            self.add_error("name", _("Write who holds the seat."))


def _holders(process: Process) -> list[tuple[str, str]]:
    """Who has or had a seat and still has a name; nobody else's name can come to light through this form."""
    seats = [seat for seat in Seat.objects.of(process) if seat.name]
    return sorted({seat.holder.name: str(seat.name) for seat in seats}.items(), key=lambda pair: pair[1])


def _with(words: list[str], used: str) -> list[tuple[str, str]]:
    return [(word, word) for word in dict.fromkeys([*words, *filter(None, [used])])]


class Moment(forms.DateTimeField):
    """A time in the zone in which the reader sees times."""

    def __init__(self, **named: Any) -> None:
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
        wrong = {"invalid": _("Write it as year, month, day, T and time: 2026-11-24T18:00.")}
        super().__init__(widget=widget, validators=[in_our_times], error_messages=wrong, **named)


class EventForm(PlainForm):
    """An event, announced or changed, with who came and what was agreed."""

    version = Version()
    kind = forms.ChoiceField(label=_("Kind"), choices=EventKind)
    title = Line(
        label=_("Title"),
        max_length=300,
        help_text=_("The record keeps it for ever: leave names of persons to the notes."),
    )
    start = Moment(label=_("Begins"))
    end = Moment(label=_("Ends"))
    place = Line(label=_("Place or link"), max_length=300, required=False)
    open_to_observers = forms.BooleanField(label=_("Open to observers"), required=False)
    agenda = Text(label=_("Agenda"), required=False, help_text=_("In Markdown."))
    notes = Text(label=_("Notes"), required=False, help_text=_("In Markdown. Anyone can read them."))

    def __init__(self, process: Process, event: Event | None = None, data: Data = None) -> None:
        super().__init__(data, initial=self.as_typed(event) if event else None)
        zone = timezone.get_current_timezone_name()
        self.fields["start"].help_text = self.fields["end"].help_text = _("Time in {zone}.").format(zone=zone)
        if event is None:
            del self.fields["version"]
        self._own = list(self.fields)
        self._grid = Grid.of(process, event.attendance if event else [])
        self._agreed = Agreed.of(event.actions if event else [], data)
        self.fields |= self._grid.fields() | self._agreed.fields()

    @staticmethod
    def as_typed(obj: Event) -> dict[str, Any]:
        names = ("version", "kind", "title", "start", "end", "place", "open_to_observers", "agenda", "notes")
        return {name: getattr(obj, name) for name in names}

    def clean(self) -> dict[str, Any]:
        """The event's own fields and, read from their tables, who came and what was agreed."""
        data = self.cleaned_data
        begins, ends = data.get("start"), data.get("end")
        if begins and ends and ends < begins:
            self.add_error("end", _("This is before the event begins."))
        own = {name: data[name] for name in self._own if name in data}
        return own | {"attendance": self._grid.read(data), "actions": self._agreed.read(data)}

    def standing(self) -> list[tuple[str, str]]:
        """What stands now, with who came and what was agreed."""
        came = (f"{group}, {region}: {n}" for (group, region), n in cells_of(self.current.attendance).items())
        agreed = (str(action.get("text", "")) for action in self.current.actions)
        tables = [(_("Who came"), "\n".join(came)), (_("What was agreed"), "\n".join(agreed))]
        return [*super().standing(), *((str(label), words) for label, words in tables)]

    def own_fields(self) -> list[BoundField]:
        """Those outside the tables that are shown."""
        return [self[name] for name in self._own if not self[name].is_hidden]

    def attendance(self) -> dict[str, Any]:
        """The table of who came: the regions across, and each group with its fields."""
        rows = [(group, [self[name] for name in names]) for group, names in self._grid.rows()]
        return {"regions": self._grid.regions, "rows": rows}

    def agreed(self) -> list[list[BoundField]]:
        """The rows of what was agreed."""
        return [[self[name] for name in names] for names in self._agreed.rows()]


class OutputForm(PlainForm):
    """Something the board puts out, while it is written and after."""

    version = Version()
    kind = forms.ChoiceField(label=_("Kind"), choices=Output._meta.get_field("kind").choices)
    title = Line(label=_("Title"), max_length=300)
    summary = Line(
        label=_("In one sentence"), max_length=500, required=False, help_text=_("For lists and the feed.")
    )
    date = Day(label=_("Date"))
    draft = forms.ChoiceField(label=_("About which draft"), required=False)
    language = forms.ChoiceField(label=_("Language"))
    text = Text(label=_("Text"), rows=24, help_text=_("In Markdown: ## before a heading."))

    def __init__(self, process: Process, output: Output | None = None, data: Data = None) -> None:
        start = {"language": process.language, "date": timezone.now().date()}
        super().__init__(data, initial=self.as_typed(output) if output else start)
        self._drafts = {draft.slug: draft for draft in Draft.objects.chain(process, inside=True)}
        if output and output.draft:
            self._drafts[output.draft.slug] = output.draft
        labels = [(slug, draft.label) for slug, draft in self._drafts.items()]
        self.fields["draft"].choices = [("", _("none in particular")), *labels]
        self.fields["language"].choices = languages(process, output.language if output else "")
        if output is None:
            del self.fields["version"]

    @staticmethod
    def as_typed(obj: Output) -> dict[str, Any]:
        names = ("version", "kind", "title", "summary", "date", "language", "text")
        draft = obj.draft.slug if obj.draft else ""
        return {name: getattr(obj, name) for name in names} | {"draft": draft}

    def clean_draft(self) -> Draft | None:
        return self._drafts.get(self.cleaned_data["draft"])


class ReportForm(PlainForm):
    """The texts of the final report, one for each section."""

    version = Version()
    symbol = Line(label=_("Symbol"), max_length=100, required=False)
    date = Day(label=_("Date"), required=False)
    shown = forms.BooleanField(
        label=_("Everyone may read these texts"),
        required=False,
        help_text=_(
            "Until then everyone sees the figures, and the texts the board and the secretariat alone."
        ),
    )

    def __init__(self, text: ReportText, data: Data = None) -> None:
        super().__init__(data, initial=self.as_typed(text))
        for name in ReportText.SECTIONS:
            label = str(ReportText._meta.get_field(name).verbose_name)
            self.fields[name] = Text(label=label[:1].upper() + label[1:], rows=8, required=False)
        self.fields["background"].help_text = _("In Markdown, as all of these: ## before a heading.")
        self.order_fields(["version", *ReportText.SECTIONS, "symbol", "date", "shown"])

    @staticmethod
    def as_typed(obj: ReportText) -> dict[str, Any]:
        names = ("version", *ReportText.SECTIONS, "symbol", "date", "shown")
        return {name: getattr(obj, name) for name in names}
