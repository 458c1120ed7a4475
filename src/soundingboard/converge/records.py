"""What was found at each place, as frozen dataclasses."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from soundingboard.exposure import Cell, Organisations, Table


@dataclass(frozen=True, slots=True)
class Where:
    """A place that something was said on.

    `kind` is paragraph, section, change, amendment, topic, missing, whole (of a draft), draft (all that was filed on
    it) or all. `name` is an eid, id or slug; `number` is how people cite a paragraph, `label` what a topic or section
    is called, where that is known.
    """

    kind: str
    draft: str | None = None
    name: str = ""
    number: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Interval:
    """A share `n` / `of`, and between what it may lie; see `interval`."""

    n: int
    of: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Cross:
    """How many open contributions are of one word of each of two fields."""

    words: tuple[str, str]
    n: int


@dataclass(frozen=True, slots=True)
class Count:
    """Contributions (`n`, each once) with what they state; `anonymous` of them are counted in no cell but as told.

    `share` is their share of what `n` is counted in: kinds in their place, places in everything that was counted.
    `cross` counts open ones by the first two fields together.
    """

    n: int
    statements: int
    anonymous: int
    organisations: Organisations
    share: Interval
    tables: tuple[Table, ...] = ()
    cross: tuple[Cross, ...] = ()

    def table(self, field: str) -> Table:
        """The table of a field; without cells where it was not counted by it."""
        return next((table for table in self.tables if table.field == field), Table(field, ()))


@dataclass(frozen=True, slots=True)
class Side:
    """Those who ask the same kind of thing of one place. `groups` and `regions` are of the open ones."""

    kinds: tuple[str, ...]
    n: int
    organisations: Organisations
    groups: tuple[str, ...]
    regions: tuple[str, ...]
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """A wish that at least two groups have of one place."""

    wish: str
    side: Side


@dataclass(frozen=True, slots=True)
class Divergence:
    """Opposite things, asked of one place by different voices, and why they are opposite."""

    where: Where
    reason: str
    one: Side
    other: Side


@dataclass(frozen=True, slots=True)
class Wording:
    """A proposed wording that is the same, or nearly, in several asks; `variants` are its other spellings."""

    new: str
    old: str | None
    where: Where
    side: Side
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """An ask in its own words, with what may be told of who asks; `of` contributions ask this kind at its place."""

    ask: str
    contribution: str
    kind: str
    stance: str
    of: int
    quote: str
    proposed: str | None
    participant: str | None
    organisation: str | None
    organisation_verified: bool
    stakeholder_group: str | None
    regional_group: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Spot:
    """Everything that was said on one place. `voices` are all of them, the kinds that the fewest ask first."""

    where: Where
    count: Count
    kinds: Mapping[str, Count] = field(default_factory=dict)
    stances: Mapping[str, int] = field(default_factory=dict)
    shared: tuple[Shared, ...] = ()
    contested: tuple[Divergence, ...] = ()
    wordings: tuple[Wording, ...] = ()
    voices: tuple[Voice, ...] = ()
    confidential: int = 0  # told of a whole draft and of everything alone, and not part of `count`


@dataclass(frozen=True, slots=True)
class Convergence:
    """Who says what: everything, each draft that something was filed on, each place that something was asked of."""

    by: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]
    all: Spot
    drafts: tuple[Spot, ...] = ()
    places: tuple[Spot, ...] = ()
    notices: tuple[str, ...] = ()

    def place(self, kind: str, name: str = "", draft: str | None = None) -> Spot | None:
        """The spot of a place, or None where nothing was said on it."""
        wanted = (kind, draft, name)
        found = (s for s in self.places if (s.where.kind, s.where.draft, s.where.name) == wanted)
        return next(found, None)


@dataclass(frozen=True, slots=True)
class Square:
    """A cell of the matrix: how many, and how many of the open ones ask each kind."""

    cell: Cell
    kinds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the matrix: a heading (`count` is None), or a paragraph that anyone spoke on."""

    where: Where
    text: str
    level: int = 0
    count: Count | None = None
    squares: tuple[Square, ...] = ()
    contested: bool = False
    hidden: int = 0
    not_heard: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """Paragraphs of a draft by the words of one field; `not_heard` are words heard on none of its paragraphs."""

    draft: str
    field: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    not_heard: tuple[str, ...] = ()
