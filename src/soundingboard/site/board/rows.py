"""The tables in the form of an event: who came (a number for each group and region), and what was agreed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from soundingboard.site.board.attendance import Counts, cells_of, words
from soundingboard.site.processes.forms import Day, Line
from soundingboard.site.processes.models import Process

Typed = Mapping[str, Any]
_MOST_PEOPLE = 1_000_000  # in one cell: more is a slip of the finger
_MOST_ACTIONS = 60  # of one event; each row has five fields, and a form holds 500
_EMPTY_ROWS = 2
_STATES = ("open", "done")


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of the attendance table: `groups` down, `regions` across; field `n_2_0` is third row, first column."""

    counts: Counts
    groups: Sequence[str]
    regions: Sequence[str]

    @classmethod
    def of(cls, process: Process, counts: Counts) -> "Grid":
        cells = cells_of(counts)
        groups = words(process.group_words(), (group for group, _region in cells))
        return cls(counts, groups, words(process.region_words(), (region for _group, region in cells)))

    def fields(self) -> dict[str, forms.Field]:
        cells = cells_of(self.counts)
        return {
            name: _number(f"{group}, {region}", cells.get((group, region)))
            for name, group, region in self._places()
        }

    def read(self, typed: Typed) -> Counts:
        """What was typed, as it is stored; untouched where the numbers are the same."""
        read = [
            {"stakeholder_group": group, "regional_group": region, "n": typed[name]}
            for name, group, region in self._places()
            if typed.get(name)
        ]
        return self.counts if cells_of(read) == cells_of(self.counts) else read

    def rows(self) -> list[tuple[str, list[str]]]:
        """Each group with the names of its fields."""
        return [
            (group, [f"n_{i}_{j}" for j in range(len(self.regions))]) for i, group in enumerate(self.groups)
        ]

    def _places(self) -> list[tuple[str, str, str]]:
        rows = enumerate(self.groups)
        return [(f"n_{i}_{j}", group, region) for i, group in rows for j, region in enumerate(self.regions)]


def _number(label: str, value: int | None) -> forms.Field:
    widget = forms.TextInput(attrs={"aria-label": label, "inputmode": "numeric", "size": "4"})
    given = {"label": label, "initial": value, "widget": widget}
    return forms.IntegerField(required=False, min_value=0, max_value=_MOST_PEOPLE, **given)


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed: a row for each action, and some empty ones. A row without words is left out."""

    actions: Sequence[Mapping[str, Any]]
    n: int = field(default=0)

    @classmethod
    def of(cls, actions: Sequence[Mapping[str, Any]], data: Typed | None) -> "Agreed":
        """As many rows as were sent, so that nothing typed is lost; else those that stand, and empty ones."""
        sent = str(data.get("action_rows", "")) if data is not None else ""
        wanted = int(sent) if sent.isdecimal() and len(sent) < 4 else len(actions) + _EMPTY_ROWS
        return cls(actions, min(wanted, max(_MOST_ACTIONS, len(actions) + _EMPTY_ROWS)))

    def fields(self) -> dict[str, forms.Field]:
        made: dict[str, forms.Field] = {"action_rows": _hidden(self.n)}
        for k in range(self.n):
            made |= self._row(k, self.actions[k] if k < len(self.actions) else {})
        return made

    def _row(self, k: int, action: Mapping[str, Any]) -> dict[str, forms.Field]:
        states = dict.fromkeys([*_STATES, str(action.get("state") or "open")])
        names = {"open": _("open"), "done": _("done")}
        choices = [(state, names.get(state, state)) for state in states]
        number = k + 1
        text, owner = _("Action {n}").format(n=number), _("Who takes action {n}").format(n=number)
        due, state = _("Action {n} is due").format(n=number), _("State of action {n}").format(n=number)
        return {
            f"a{k}_id": _hidden(action.get("id", "")),
            f"a{k}_text": _line(text, 500, action.get("text")),
            f"a{k}_owner": _line(owner, 200, action.get("owner")),
            f"a{k}_due": Day(label=due, required=False, initial=action.get("due") or None),
            f"a{k}_state": forms.ChoiceField(
                label=state, choices=choices, required=False, initial=action.get("state") or "open"
            ),
        }

    def read(self, typed: Typed) -> list[dict[str, Any]]:
        """What was typed, as it is stored; an action keeps its id and whatever else is known of it."""
        known = {str(action.get("id", "")): action for action in self.actions if action.get("id")}
        read = []
        for k in range(self.n):
            if typed.get(f"a{k}_text"):
                read.append({**known.get(typed.get(f"a{k}_id", ""), {}), **self._read(k, typed)})
        return read

    def _read(self, k: int, typed: Typed) -> dict[str, Any]:
        due = typed.get(f"a{k}_due")
        named = {name: typed.get(f"a{k}_{name}") or "" for name in ("text", "owner", "state")}
        return named | {"due": due.isoformat() if due else None}

    def rows(self) -> list[list[str]]:
        """The names of the visible fields of each row."""
        return [[f"a{k}_{name}" for name in ("text", "owner", "due", "state")] for k in range(self.n)]


def _hidden(value: Any) -> forms.Field:
    return forms.CharField(required=False, max_length=200, initial=value, widget=forms.HiddenInput)


def _line(label: str, longest: int, value: Any) -> forms.Field:
    return Line(label=label, required=False, max_length=longest, initial=value or "")
