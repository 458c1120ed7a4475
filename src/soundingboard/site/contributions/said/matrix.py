"""Who said what on a whole draft: its paragraphs by groups or regions, from the tallies alone."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.translation import gettext as _

from soundingboard.exposure import Cell, printed
from soundingboard.site.contributions import places
from soundingboard.site.contributions.forms import word_label
from soundingboard.site.contributions.models import HEAVY, Tally
from soundingboard.site.contributions.said.links import Lists, Number
from soundingboard.site.contributions.said.tables import (
    by_most,
    cell_of,
    in_use,
    kind_word,
    reasons,
    unheard,
)
from soundingboard.site.drafts.models import Draft, Heading, Paragraph
from soundingboard.site.processes.models import Process

BY = ("group", "region")
SHOW = ("all", "contested", "silent")
_BEGINNING = 70  # characters of a paragraph, so that one knows it without opening it
_LONGEST = 12  # letters of a column's head; longer ones are abbreviated, with the whole word beside


@dataclass(frozen=True, slots=True)
class Shades:
    """From how many up a cell is a shade darker: numbers of voices grow by doubling more than by adding."""

    steps: tuple[int, ...] = (1, 2, 3, 5, 10)

    def of(self, n: int) -> int:
        return sum(n >= step for step in self.steps)


SHADES = Shades()


@dataclass(frozen=True, slots=True)
class Column:
    word: str
    label: str
    short: str


@dataclass(frozen=True, slots=True)
class Square:
    """A cell: how many openly are of a word, and what they ask, the most asked first."""

    cell: Cell
    kinds: Mapping[str, int]
    shown: str
    address: str

    @property
    def n(self) -> int:
        return self.cell.n

    @property
    def is_exact(self) -> bool:
        return self.cell.is_exact

    @property
    def shade(self) -> int:
        return SHADES.of(self.cell.n)

    @property
    def most(self) -> str:
        """What is asked most, in a word; both where two are asked as often."""
        ranked = by_most(self.kinds)
        return ", ".join(kind_word(kind) for kind, n in ranked[:2] if n == ranked[0][1])

    @property
    def asks(self) -> str:
        """All that is asked, with numbers."""
        return ", ".join(f"{kind_word(kind)} {n}" for kind, n in by_most(self.kinds))


@dataclass(frozen=True, slots=True)
class Line:
    """A row: a paragraph, or another place that something was said on."""

    place: str
    number: str
    label: str
    address: str
    squares: Sequence[Square]
    all: Number
    hidden: int
    asks: str
    contested: Sequence[str]
    unheard: Sequence[str]


@dataclass(frozen=True, slots=True)
class Part:
    """Rows under a heading of the draft; without one at its beginning."""

    heading: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Silent:
    """A paragraph that nobody spoke on."""

    eid: str
    number: str
    address: str


@dataclass(frozen=True, slots=True)
class Matrix:
    draft: Draft
    by: str
    show: str
    columns: Sequence[Column]
    parts: Sequence[Part]
    beside: Sequence[Line]  # sections, changes, topics, what is missing, the whole
    silent: Sequence[Silent]
    unheard: Sequence[str]

    @property
    def lines(self) -> list[Line]:
        return [*(line for part in self.parts for line in part.lines), *self.beside]

    @property
    def is_empty(self) -> bool:
        return not self.lines


def matrix(
    process: Process,
    chain: Sequence[Draft],
    here: Draft,
    query: Mapping[str, str],
    tallies: Mapping[str, Tally] | None = None,
) -> Matrix:
    """Everything that was said on a draft (a few queries, however much that is); `query` has `by` and `show`.

    `tallies`: those of `spoken`, where they were read already.
    """
    by = query["by"] if query.get("by") in BY else "group"
    show = query["show"] if query.get("show") in SHOW else "all"
    tallies = spoken(here) if tallies is None else tallies
    words = process.group_words() if by == "group" else process.region_words()
    used = Counter[str]()
    for tally in tallies.values():
        used.update(_counts(tally, by))
    columns = in_use(words, used)
    rows = _Rows(process, here, by, columns)
    wanted = {
        place: one
        for place, one in tallies.items()
        if show == "all" or (show == "contested" and one.contested)
    }
    return Matrix(
        draft=here,
        by=by,
        show=show,
        columns=heads(columns),
        parts=_parts(here, wanted, rows),
        beside=_beside(chain, here, wanted, rows),
        silent=silent(here, tallies) if show != "contested" else (),
        unheard=unheard(words, used),
    )


def spoken(draft: Draft) -> dict[str, Tally]:
    """The tallies of all places of a draft that somebody spoke on, without what grows with every voice."""
    rows = Tally.objects.filter(draft=draft, n__gt=0).exclude(place="").defer(*HEAVY)
    return {tally.place: tally for tally in rows.order_by("place")}


def _counts(tally: Tally, by: str) -> Mapping[str, int]:
    counts: Mapping[str, int] = tally.groups if by == "group" else tally.regions
    return counts


class _Rows:
    """Makes the rows of one matrix."""

    def __init__(self, process: Process, here: Draft, by: str, columns: Sequence[str]) -> None:
        self._process, self._by, self._columns = process, by, columns
        self._lists = Lists.of(process, here.slug)

    def line(self, tally: Tally, number: str, label: str, address: str) -> Line:
        """The row of one place."""
        counts = _counts(tally, self._by)
        words = self._process.groups if self._by == "group" else self._process.regions
        return Line(
            place=tally.place,
            number=number,
            label=label,
            address=address,
            squares=[self._square(tally, word, counts) for word in self._columns],
            all=Number(tally.n, str(tally.n), self._lists.at(tally.place)),
            hidden=tally.hidden,
            asks=", ".join(f"{kind_word(kind)} {n}" for kind, n in by_most(tally.kinds)),
            contested=reasons(tally.contested),
            unheard=unheard(words, counts),
        )

    def _square(self, tally: Tally, word: str, counts: Mapping[str, int]) -> Square:
        cell = cell_of(word, counts, tally.hidden)
        kinds = tally.group_kinds if self._by == "group" else tally.region_kinds
        address = self._lists.at(tally.place, **{self._by: word}) if cell.n else ""
        return Square(cell, kinds.get(word, {}), printed(cell), address)


def _parts(here: Draft, tallies: Mapping[str, Tally], rows: _Rows) -> list[Part]:
    """Paragraphs in the order of the draft, under its headings."""
    titles = {one.eid: f"{one.number} {one.text}".strip() for one in Heading.objects.filter(draft=here)}
    parts: list[Part] = []
    before = None
    for eid, number, section, beginning in _paragraphs(here):
        tally = tallies.get(f"para:{eid}")
        if tally is None:
            continue
        if section != before or not parts:
            parts.append(Part(titles.get(section, ""), []))
            before = section
        line = rows.line(tally, number or eid, beginning, _address(here, eid))
        parts[-1] = replace(parts[-1], lines=[*parts[-1].lines, line])
    return parts


def _paragraphs(here: Draft) -> Iterable[tuple[str, str, str, str]]:
    rows = (
        Paragraph.objects.filter(draft=here)
        .order_by("index")
        .annotate(start=Substr("text", 1, _BEGINNING + 1))
    )
    for eid, number, section, start in rows.values_list("eid", "number", "section", "start"):
        cut = start[:_BEGINNING].rpartition(" ")[0] + " …" if len(start) > _BEGINNING else start
        yield eid, number, section, cut


def _address(here: Draft, eid: str) -> str:
    return reverse("paragraph", args=[here.process.slug, here.slug, eid])


def _beside(chain: Sequence[Draft], here: Draft, tallies: Mapping[str, Tally], rows: _Rows) -> list[Line]:
    """What was said of anything but a paragraph: the whole, what is missing, sections, changes, topics."""
    others = {place: tally for place, tally in tallies.items() if not place.startswith("para:")}
    named = places.names(chain, [(here.pk, place) for place in others])
    order = {kind: n for n, kind in enumerate(("whole", "missing", "section", "change", "topic"))}
    found = []
    for place, tally in sorted(
        others.items(), key=lambda one: (order.get(one[0].partition(":")[0], 9), one[0])
    ):
        name = named.get((here.pk, place))
        label = name.label if name else _("a place that is no longer there")
        found.append(rows.line(tally, "", label, name.address if name else ""))
    return found


def silent(here: Draft, tallies: Mapping[str, Tally]) -> list[Silent]:
    """The paragraphs that nobody spoke on, in the order of the draft."""
    rows = Paragraph.objects.filter(draft=here).order_by("index").values_list("eid", "number")
    return [
        Silent(eid, number or eid, _address(here, eid))
        for eid, number in rows
        if f"para:{eid}" not in tallies
    ]


def heads(words: Sequence[str]) -> list[Column]:
    """The heads of the columns, long ones abbreviated, unless two would then be the same."""
    labels = {word: word_label(word) for word in words}
    short = {word: abbreviated(label) for word, label in labels.items()}
    times = Counter(short.values())
    return [
        Column(word, labels[word], short[word] if times[short[word]] == 1 else labels[word]) for word in words
    ]


def abbreviated(label: str) -> str:
    """A long label with its long words cut short: "technical community" as "tech. comm."."""
    if len(label) <= _LONGEST or " " not in label:
        return label
    return " ".join(f"{word[:4]}." if len(word) > 5 else word for word in label.split())
