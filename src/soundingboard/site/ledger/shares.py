"""What became of asks by group and by region, as rows with a bar each; every number leads to what it counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from soundingboard import model
from soundingboard.exposure import GROUP, Published, words_by_field
from soundingboard.site.contributions.forms import word_label
from soundingboard.site.contributions.models import Contribution
from soundingboard.site.contributions.said.links import Number
from soundingboard.site.ledger.filters import CHANGE, KEEP, NOT_MET, Filters, Lists
from soundingboard.site.ledger.models import Entry
from soundingboard.site.ledger.words import outcome_class, outcome_word
from soundingboard.site.processes.models import Process
from soundingboard.trace.shares import Share, Shares, shares
from soundingboard.vocabulary import CHANGE_OUTCOMES, RETAIN_OUTCOMES


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar: an outcome, how many, and where on a bar of 100 it stands."""

    outcome: str
    word: str
    number: Number | None
    css: str
    at: float = 0
    width: float = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A group or region: of how many asks what became."""

    label: str
    n: Number
    pieces: Sequence[Piece]
    not_taken_up: Number | None = None
    share: int = 0  # in a hundred, of those not taken up
    low: int = 0
    high: int = 0

    @property
    def told(self) -> str:
        """The bar in words."""
        return ", ".join(f"{one.word} {one.number.n}" for one in self.pieces if one.number)


@dataclass(frozen=True, slots=True)
class Table:
    """Outcomes by one field: `columns` are those that anything became of."""

    field: str
    part: str
    columns: Sequence[str]
    rows: Sequence[Row]
    all: Row
    untold: Number | None

    @property
    def is_by_group(self) -> bool:
        return self.field == GROUP


def counted(process: Process, rows: QuerySet[Entry]) -> tuple[Shares, ...]:
    """The library's shares of these entries, by group and by region (one query); none are confidential."""
    columns = (
        "ask__name",
        "ask__kind",
        "outcome",
        "ask__contribution__name",
        "ask__contribution__permission",
        "ask__contribution__tightened",
        "ask__contribution__stakeholder_group",
        "ask__contribution__regional_group",
    )
    entries, asks, said = [], [], {}
    for name, kind, outcome, whose, permission, tightened, group, region in (
        rows.exclude(ask=None).order_by("pk").values_list(*columns)
    ):
        one = Contribution(permission=permission, tightened=tightened)
        place = {"stakeholder_group": group, "regional_group": region} if one.is_open else {}
        said[whose] = model.Contribution(id=whose, text="", permission=one.shown_as, **place)
        asks.append(_ask(name, whose, kind))
        entries.append(model.LedgerEntry(name, f"ask:{name}", "", "", outcome))
    words = words_by_field(process.groups, process.regions)
    return shares(entries, asks, Published(tuple(said.values())), words)


def _ask(name: str, whose: str, kind: str) -> model.Ask:
    return model.Ask(name, whose, kind, "neutral", "text", model.Target(whole=True))  # type: ignore[arg-type]


def tables(process: Process, found: Iterable[Shares], filters: Filters, part: str) -> list[Table]:
    """The tables of one part: of asks to change, or of asks to keep."""
    lists = Lists.of(process, filters.without_outcome)
    return [one for each in found if (one := _table(each, lists, part)).all.n.n]


def _table(found: Shares, lists: Lists, part: str) -> Table:
    name = "group" if found.field == GROUP else "region"
    told = _of(found.all, part)
    columns = [one for one in (CHANGE_OUTCOMES if part == CHANGE else RETAIN_OUTCOMES) if told.get(one)]
    rows = [_row(one, columns, lists, part, **{name: one.word}) for one in found.rows if _n(one, part)]
    hidden = _n(found.all, part) - sum(_n(one, part) for one in found.rows)
    address = lists.lines(part=part, permission="anonymous")
    return Table(
        field=found.field,
        part=part,
        columns=columns,
        rows=rows,
        all=_row(found.all, columns, lists, part),
        untold=Number(hidden, str(hidden), address) if hidden else None,
    )


def _of(share: Share, part: str) -> Mapping[str, int]:
    return share.kept if part == KEEP else share.outcomes


def _n(share: Share, part: str) -> int:
    return share.n_kept if part == KEEP else share.n


def _row(share: Share, columns: Sequence[str], lists: Lists, part: str, **where: str) -> Row:
    n, told = _n(share, part), _of(share, part)
    pieces, at = [], 0.0
    for outcome in columns:
        count = told.get(outcome, 0)
        width = round(100 * count / n, 2) if n else 0
        address = lists.lines(part=part, outcome=outcome, **where)
        number = Number(count, str(count), address) if count else None
        pieces.append(
            Piece(outcome, outcome_word(outcome), number, outcome_class(outcome), round(at, 2), width)
        )
        at += width
    down = share.share_not_taken_up
    label = word_label(share.word) if share.word else ""
    address = lists.lines(part=part, outcome=NOT_MET, **where)
    return Row(
        label=label,
        n=Number(n, str(n), lists.lines(part=part, **where)),
        pieces=pieces,
        not_taken_up=Number(share.not_taken_up, str(share.not_taken_up), address),
        share=round(100 * share.not_taken_up / n) if n else 0,
        low=round(100 * down.low),
        high=round(100 * down.high),
    )
