"""The tables as data: the same numbers as on the page, as JSON of the interchange format and as CSV."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain as joined
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from soundingboard.exposure import Organisations
from soundingboard.site.contributions.said.coverage import Coverage
from soundingboard.site.contributions.said.links import Number
from soundingboard.site.contributions.said.matrix import Line, Matrix
from soundingboard.site.contributions.said.tables import SaidTable
from soundingboard.spreadsheet import csv_lines
from soundingboard.vocabulary import FORMAT

Record = dict[str, Any]
Response = TypeVar("Response", bound=HttpResponseBase)
FORMS = {"json": "application/json", "csv": "text/csv; charset=utf-8"}


def check_form(form: str) -> None:
    """Raises Http404 for a form that tables are not kept in."""
    if form not in FORMS:
        raise Http404(_("This is kept as .json and as .csv."))


def answer(
    form: str, name: str, record: Mapping[str, Any], rows: Iterable[Record], names: Sequence[str] = ()
) -> HttpResponse:
    """A table as a file of that form: `record` as JSON, or `rows` as CSV; `names` of columns stand without rows too."""
    if form == "json":
        content = json.dumps(
            {"format": FORMAT, **record}, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder
        )
    else:
        content = "".join(lines_of(rows, names))
    return _named(HttpResponse(content, content_type=FORMS[form]), form, name)


def stream(
    form: str, name: str, record: Mapping[str, Any], key: str, rows: Iterable[Record], flat: Iterable[Record]
) -> StreamingHttpResponse:
    """A long list as it is read: as JSON, the list under `key`; as CSV, its flat rows."""
    parts = _json_parts(record, key, rows) if form == "json" else lines_of(flat)
    return _named(StreamingHttpResponse(parts, content_type=FORMS[form]), form, name)


def _named(response: Response, form: str, name: str) -> Response:
    response["Content-Disposition"] = f'inline; filename="{name}.{form}"'
    return response


def _json_parts(record: Mapping[str, Any], key: str, rows: Iterable[Record]) -> Iterator[str]:
    head = json.dumps({"format": FORMAT, **record}, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder)
    yield f"{head[:-2]},\n {json.dumps(key)}: ["
    comma = "\n"
    for row in rows:
        yield comma + json.dumps(row, ensure_ascii=False, cls=DjangoJSONEncoder)
        comma = ",\n"
    yield "\n]}\n"


def lines_of(rows: Iterable[Record], names: Sequence[str] = ()) -> Iterator[str]:
    """CSV with a line for the names of the columns (`names`, else those of the first row, if there is one)."""
    rows = iter(rows)
    first = next(rows, None)
    heads = list(names or first or ())
    if not heads:
        return iter(())
    every = rows if first is None else joined([first], rows)
    return csv_lines(joined([heads], ([_cell(row[name]) for name in heads] for row in every)))


def _cell(value: object) -> object:
    return "; ".join(str(one) for one in value) if isinstance(value, list | tuple) else value


def table_record(said: SaidTable | None) -> Record:
    """What the table of a place holds."""
    if said is None:
        return {"n": 0, "anonymous": 0, "asked": {}, "rows": []}
    return {
        "n": said.all.n,
        "anonymous": n_of(said.hidden),
        "asked": {one.kind: one.number.n for one in said.asked},
        "organisations": organisations_record(said.organisations),
        "contested": list(said.contested),
        "regions": {column.word: n_of(column.all) for column in said.columns},
        "rows": [
            {
                "group": row.word,
                "n": row.all.n,
                "asked": {one.kind: one.number.n for one in row.asked},
                "regions": {
                    column.word: n_of(number)
                    for column, number in zip(said.columns, row.numbers, strict=True)
                },
            }
            for row in said.rows
        ],
        "not_heard": {"groups": list(said.unheard_groups), "regions": list(said.unheard_regions)},
    }


def organisations_record(found: Organisations) -> Record:
    return {"declared": found.declared, "verified": found.verified}


def n_of(number: Number | None) -> int:
    """A number that stands on a page, or 0 where a dash does."""
    return number.n if number else 0


def table_rows(
    said: SaidTable | None, head: Mapping[str, Any], words: Sequence[str] | None = None
) -> list[Record]:
    """A row for each group, for the anonymous and for all, a column for each region; `head` leads every row.

    `words`: the regions of all tables that stand below each other, where they are several.
    """
    if said is None:
        return []
    own = [column.word for column in said.columns]
    words = own if words is None else words
    rows: list[Record] = []
    for row in said.rows:
        regions = dict.fromkeys(words, 0) | dict(zip(own, map(n_of, row.numbers), strict=True))
        rows.append({**head, "group": row.word, "asked": _asks(row.asked), **regions, "all": row.all.n})
    if said.hidden:
        rows.append(
            {**head, "group": "anonymous", "asked": "", **dict.fromkeys(words, ""), "all": said.hidden.n}
        )
    whole = dict.fromkeys(words, 0) | {column.word: n_of(column.all) for column in said.columns}
    return [*rows, {**head, "group": "all", "asked": _asks(said.asked), **whole, "all": said.all.n}]


def _asks(asked: Iterable[Any]) -> str:
    return "; ".join(f"{one.kind} {one.number.n}" for one in asked)


def matrix_record(found: Matrix) -> Record:
    """What the matrix holds."""
    return {
        "draft": found.draft.slug,
        "by": found.by,
        "show": found.show,
        "columns": [column.word for column in found.columns],
        "rows": [_line_record(found, line) for line in found.lines],
        "silent": [{"eid": one.eid, "number": one.number} for one in found.silent],
        "not_heard": list(found.unheard),
    }


def _line_record(found: Matrix, line: Line) -> Record:
    return {
        "place": line.place,
        "number": line.number,
        "n": line.all.n,
        "anonymous": line.hidden,
        "contested": list(line.contested),
        "cells": {
            column.word: {
                "n": square.n,
                "at_most": square.cell.at_most,
                "shown": square.shown,
                "asked": dict(square.kinds),
            }
            for column, square in zip(found.columns, line.squares, strict=True)
        },
        "not_heard": list(line.unheard),
    }


def matrix_rows(found: Matrix) -> list[Record]:
    """A row for each place, a column for each word, cells as they are printed; then the silent paragraphs."""
    words = [column.word for column in found.columns]
    rows: list[Record] = [
        {
            "place": line.place,
            "number": line.number,
            "contested": "contested" if line.contested else "",
            **dict(zip(words, (square.shown for square in line.squares), strict=True)),
            "all": line.all.n,
            "anonymous": line.hidden,
            "not_heard": line.unheard,
        }
        for line in found.lines
    ]
    nobody = {**dict.fromkeys(words, "–"), "all": 0, "anonymous": 0, "not_heard": words}
    for one in found.silent:
        rows.append({"place": f"para:{one.eid}", "number": one.number, "contested": "", **nobody})
    return rows


def coverage_record(found: Coverage) -> Record:
    """What the page of the coverage holds."""
    return {
        "draft": found.draft.slug,
        "n": found.n,
        "anonymous": found.hidden,
        "anonymous_counted": found.counted,
        "confidential": found.closed,
        "participation": [_part(field.name, bar) for field in found.fields for bar in field.bars],
        "not_heard": [
            {
                "place": one.line.place,
                "number": one.line.number,
                "groups": list(one.groups),
                "regions": list(one.regions),
                "anonymous": one.line.hidden,
            }
            for one in found.unheard
        ],
        "paragraphs": found.paragraphs,
        "silent": [{"eid": one.eid, "number": one.number} for one in found.silent],
        "silent_topics": [topic.slug for topic in found.topics],
        "not_dealt_with": found.waiting,
    }


def _part(field: str, bar: Any) -> Record:
    part = bar.part
    return {
        "field": field,
        "word": part.cell.word,
        "n": part.cell.n,
        "at_most": part.cell.at_most,
        "shown": bar.shown,
        "of": part.share.of,
        "low": part.share.low,
        "high": part.share.high,
        "aim": part.aim,
        "reached": part.reached,
    }


def coverage_rows(found: Coverage) -> list[Record]:
    """A row for each word's part, each voice missing where it is contested, each silence."""
    empty = dict.fromkeys(("what", "place", "field", "word", "n", "shown", "of", "aim", "reached"), "")
    rows: list[Record] = []
    for field in found.fields:
        for bar in field.bars:
            part = _part(field.name, bar)
            rows.append(
                {**empty, "what": "participation", **{name: part[name] for name in empty if name in part}}
            )
    for one in found.unheard:
        for name, words in (("stakeholder_group", one.groups), ("regional_group", one.regions)):
            head = {**empty, "what": "not heard", "place": one.line.place, "field": name}
            rows += [{**head, "word": word} for word in words]
    rows += [{**empty, "what": "silent paragraph", "place": f"para:{one.eid}"} for one in found.silent]
    rows += [{**empty, "what": "silent topic", "place": f"topic:{topic.slug}"} for topic in found.topics]
    return [*rows, {**empty, "what": "not dealt with", "n": found.waiting}]
