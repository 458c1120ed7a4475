"""A convergence as a plain record, and as flat rows for a table."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, cast

from soundingboard.converge.records import Convergence, Count, Divergence, Matrix, Spot, Where
from soundingboard.exposure import Cell, Organisations, Table, printed
from soundingboard.vocabulary import FORMAT

Plain = dict[str, Any]


def plain(value: Any) -> Any:
    """Dataclasses as dicts, tuples as lists; counts of organisations carry their sum, cells how they are printed."""
    if is_dataclass(value):
        record = {one.name: plain(getattr(value, one.name)) for one in fields(value)}
        if isinstance(value, Organisations):
            record["n"] = value.n
        if isinstance(value, Cell):
            record["printed"] = printed(value)
        return record
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value


def convergence_record(convergence: Convergence) -> Plain:
    """The whole convergence as a record of the interchange format."""
    return {"format": FORMAT, **cast(Plain, plain(convergence))}


def matrix_record(matrix: Matrix) -> Plain:
    """A matrix as a record of the interchange format."""
    return {"format": FORMAT, **cast(Plain, plain(matrix))}


def convergence_rows(convergence: Convergence) -> list[Plain]:
    """A row for each number: of everything, each draft, each place; of all kinds of ask together, then of each kind.

    `field` is empty in the row that counts everybody of it; `word` names a word of the field, or is empty in the row of
    those anonymous who are in no cell. `shown` is how a number is printed.
    """
    spots = (convergence.all, *convergence.drafts, *convergence.places)
    return [row for spot in spots for row in _rows(spot)]


def _rows(spot: Spot) -> Iterator[Plain]:
    contested = "; ".join(one.reason for one in spot.contested)
    for kind, count in (("", spot.count), *spot.kinds.items()):
        head = {**_place(spot.where), "kind": kind, "contested": contested if not kind else ""}
        yield {**head, **_numbers(count, spot.confidential if not kind else 0)}
        for table in count.tables:
            yield from ({**head, **_cell(table, word)} for word in _words(table))
            if hidden := table.hidden + table.rest:
                row = {"field": table.field, "word": "", "n": hidden, "at_most": hidden, "shown": str(hidden)}
                yield {**head, **_empty(), **row}


def _place(where: Where) -> Plain:
    return {
        "place": where.kind,
        "draft": where.draft or "",
        "name": where.name,
        "number": where.number,
        "label": where.label,
    }


def _empty() -> Plain:
    names = ("statements", "anonymous", "confidential", "declared", "verified", "share", "low", "high")
    return dict.fromkeys(names, "")


def _numbers(count: Count, confidential: int) -> Plain:
    share = count.share
    return {
        "statements": count.statements,
        "anonymous": count.anonymous,
        "confidential": confidential,
        "declared": count.organisations.declared,
        "verified": count.organisations.verified,
        "share": round(share.n / share.of, 3) if share.of else "",
        "low": share.low,
        "high": share.high,
        "field": "",
        "word": "",
        "n": count.n,
        "at_most": count.n,
        "shown": str(count.n),
    }


def _words(table: Table) -> Iterable[str]:
    """The words that somebody is told of, then those that nobody is heard of."""
    told = [cell.word for cell in table.cells]
    return [*told, *(word for word in table.not_heard if word not in told)]


def _cell(table: Table, word: str) -> Plain:
    cell = table.cell(word)
    return {
        **_empty(),
        "declared": cell.organisations.declared,
        "verified": cell.organisations.verified,
        "field": table.field,
        "word": word,
        "n": cell.n,
        "at_most": cell.at_most,
        "shown": printed(cell),
    }


def voice_rows(convergence: Convergence) -> list[Plain]:
    """A row for each ask at each place, in its own words."""
    return [{**_place(spot.where), **plain(voice)} for spot in convergence.places for voice in spot.voices]


def divergence_rows(convergence: Convergence) -> list[Plain]:
    """A row for each pair of opposites at each place."""
    return [
        _divergence(spot.where, one)
        for spot in convergence.places
        if spot.where.kind != "topic"
        for one in spot.contested
    ]


def _divergence(where: Where, found: Divergence) -> Plain:
    row: Plain = {**_place(where), "reason": found.reason}
    for name, side in (("one", found.one), ("other", found.other)):
        row[f"{name}_kinds"] = "; ".join(side.kinds)
        row[f"{name}_n"] = side.n
        row[f"{name}_organisations"] = side.organisations.n
        row[f"{name}_groups"] = "; ".join(side.groups)
        row[f"{name}_regions"] = "; ".join(side.regions)
    return row


def matrix_rows(matrix: Matrix) -> list[Plain]:
    """A row for each row of the matrix, a column for each word, cells as they are printed."""
    rows = []
    for row in matrix.rows:
        head = {"place": row.where.kind, "number": row.where.number, "eid": row.where.name, "text": row.text}
        squares = {
            word: printed(square.cell) for word, square in zip(matrix.columns, row.squares, strict=False)
        }
        n: Plain = {"n": row.count.n if row.count else "", "hidden": row.hidden if row.count else ""}
        words = {word: squares.get(word, "") for word in matrix.columns}
        last = {"contested": "contested" if row.contested else "", "not_heard": "; ".join(row.not_heard)}
        rows.append({**head, **n, **words, **last})
    return rows
