"""Who said what on which paragraph: a table of paragraphs by the words of one field."""

from collections.abc import Iterable, Mapping

from soundingboard.converge.records import Convergence, Count, Matrix, Row, Spot, Square, Where
from soundingboard.errors import InputError
from soundingboard.exposure import GROUP
from soundingboard.i18n import _
from soundingboard.model import Draft, Heading, Paragraph
from soundingboard.vocabulary import GLOBAL, NOT_STATED


def matrix(convergence: Convergence, draft: Draft, field: str = GROUP, name: str | None = None) -> Matrix:
    """The paragraphs of a draft that anyone spoke on, in its order, under their headings.

    `name` is what the asks call the draft, where that is not its own name. Columns are the words of the field, with
    "global" and "not stated" where anyone is of them. Raises InputError for a field that was not counted by.
    """
    if field not in convergence.by:
        message = _("{field}: was not counted by; use {known}")
        raise InputError(message.format(field=field, known=", ".join(convergence.by)))
    called = name or draft.name
    spots = {
        spot.where.name: spot
        for spot in convergence.places
        if spot.where.kind == "paragraph" and spot.where.draft == called
    }
    spoken = [(one, spots[one.eid]) for one in draft.paragraphs if one.eid in spots]
    columns = _columns(convergence, field, [spot for _one, spot in spoken])
    heard = {word for _one, spot in spoken for word in spot.count.table(field).heard}
    return Matrix(
        draft=called,
        field=field,
        columns=columns,
        rows=_rows(draft, called, field, columns, spoken),
        not_heard=tuple(word for word in columns if word not in heard | {GLOBAL, NOT_STATED}),
    )


def _columns(convergence: Convergence, field: str, spots: Iterable[Spot]) -> tuple[str, ...]:
    used = {cell.word for spot in spots for cell in spot.count.table(field).cells}
    return tuple(
        word for word in convergence.words[field] if word in used or word not in (GLOBAL, NOT_STATED)
    )


def _rows(
    draft: Draft, called: str, field: str, columns: tuple[str, ...], spoken: list[tuple[Paragraph, Spot]]
) -> tuple[Row, ...]:
    rows: list[Row] = []
    above = _above(draft)
    shown: set[str] = set()
    for one, spot in spoken:
        for heading in above.get(one.section or "", ()):
            if heading.eid not in shown:
                shown.add(heading.eid)
                where = Where("section", called, heading.eid, heading.number, heading.text)
                rows.append(Row(where, heading.text, heading.level))
        rows.append(_row(spot, one, field, columns))
    return tuple(rows)


def _above(draft: Draft) -> dict[str, tuple[Heading, ...]]:
    """Each heading with those that it stands under, the highest first."""
    found: dict[str, tuple[Heading, ...]] = {}
    path: tuple[Heading, ...] = ()
    for heading in draft.headings:
        path = (*(one for one in path if one.level < heading.level), heading)
        found[heading.eid] = path
    return found


def _row(spot: Spot, paragraph: Paragraph, field: str, columns: tuple[str, ...]) -> Row:
    table = spot.count.table(field)
    return Row(
        where=spot.where,
        text=paragraph.text,
        count=spot.count,
        squares=tuple(Square(table.cell(word), _kinds(spot.kinds, field, word)) for word in columns),
        contested=bool(spot.contested),
        hidden=table.hidden + table.rest,
        not_heard=table.not_heard,
    )


def _kinds(kinds: Mapping[str, Count], field: str, word: str) -> dict[str, int]:
    """How many of a word ask each kind."""
    found = {kind: count.table(field).cell(word).n for kind, count in kinds.items()}
    return {kind: n for kind, n in found.items() if n}
