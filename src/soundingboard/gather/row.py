"""What reading contributions gives: the contributions, and a row of a report for all that was read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from soundingboard.i18n import _
from soundingboard.model import Contribution

Outcome = Literal["read", "read with notices", "set aside"]
Reason = Literal["not readable", "empty", "no text", "repeated", "not a contribution", "refused"]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Row:
    """What became of a file, or of a `place` in it ("row 7").

    `id` is the contribution that came of it. `notices` say what a person should know; where the outcome is "set
    aside" the first one says why, and `reason` says it in a fixed word.
    """

    file: str
    place: str
    outcome: Outcome
    id: str | None = None
    notices: tuple[str, ...] = ()
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """Contributions in the order in which they were read, and the report: every file, row and line."""

    contributions: tuple[Contribution, ...]
    report: tuple[Row, ...]

    @property
    def mending(self) -> tuple[tuple[str, str, str], ...]:
        """What a person is to mend: (id of the contribution, field, the words that stand in the file)."""
        return tuple((c.id, name, words) for c in self.contributions for name, words in c.as_written.items())


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a document: its title and its parts, each (heading, text), a heading empty where it has none."""

    title: str
    parts: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The whole as one text, headings as Markdown lines, a blank line between blocks."""
        lines = [f"# {self.title}"] if self.title else []
        for heading, words in self.parts:
            lines += ([f"# {heading}"] if heading else []) + ([words] if words else [])
        return "\n\n".join(lines)


@dataclass(frozen=True, slots=True)
class Raw:
    """A contribution as a file has it: `said` are the words for each field, `made` the id it gets where it has none.

    `as_written` is that of an earlier reading. `body` is there where the text came from a document; `headed` where
    the document itself said who speaks.
    """

    file: str
    place: str
    text: str
    said: Mapping[str, str] = field(default_factory=dict)
    made: str = ""
    notices: tuple[str, ...] = ()
    as_written: Mapping[str, str] = field(default_factory=dict)
    body: Body | None = None
    headed: bool = False


Entry = Raw | Row


def set_aside(file: str, place: str, reason: Reason, why: str, *more: str) -> Row:
    """The row of something that no contribution came of."""
    return Row(file, place, "set aside", None, (why, *more), reason)


def read_row(file: str, place: str, id: str | None, notices: tuple[str, ...] = ()) -> Row:
    """The row of something that was read."""
    return Row(file, place, "read with notices" if notices else "read", id, notices)


def row_place(number: int, last: int | None = None) -> str:
    """How a row of a table, or a stretch of rows, is named; the first row is 1, as spreadsheets count."""
    if last is not None and last > number:
        return _("rows {first} to {last}").format(first=number, last=last)
    return _("row {n}").format(n=number)


def line_place(number: int) -> str:
    """How a line of a file is named, from 1."""
    return _("line {n}").format(n=number)
