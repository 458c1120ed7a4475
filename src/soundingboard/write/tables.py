"""Concordances and term tables as JSON and CSV."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from soundingboard.concordance import steps
from soundingboard.i18n import _
from soundingboard.model import Concordance, Draft, Edge, Place, TermTable
from soundingboard.spreadsheet import csv_lines
from soundingboard.vocabulary import FORMAT
from soundingboard.write.records import dumps


def concordance_json(record: Concordance) -> str:
    """The drafts with their paragraphs, and the edges between them."""
    drafts = [_draft(name, draft) for name, draft in zip(record.names, record.drafts, strict=True)]
    return dumps({"format": FORMAT, "drafts": drafts, "edges": [_edge(edge) for edge in record.edges]})


def _draft(name: str, draft: Draft) -> dict[str, Any]:
    paragraphs = [{"eid": paragraph.eid, "number": paragraph.number} for paragraph in draft.paragraphs]
    return {
        "draft": name,
        "title": draft.title,
        "label": draft.label,
        "date": draft.date,
        "paragraphs": paragraphs,
    }


def _edge(edge: Edge) -> dict[str, Any]:
    return {
        "from": _place(edge.old),
        "to": _place(edge.new),
        "kind": edge.kind,
        "score": edge.score,
        "moved": edge.moved,
        "renumbered": edge.renumbered,
    }


def _place(place: Place) -> dict[str, str]:
    return {"draft": place.draft, "eid": place.eid, "number": place.number}


def concordance_rows(record: Concordance) -> tuple[list[str], list[list[str]]]:
    """Column heads and rows: the numbers in each draft, with what happened between one and the next."""
    heads = [record.names[0]]
    for old, new in zip(record.names, record.names[1:], strict=False):
        heads += [_("{old} to {new}").format(old=old, new=new), new]
    rows = []
    for row, kinds in steps(record):
        cells = ["; ".join(place.number for place in cell) for cell in row]
        rows.append([cells[0], *(value for pair in zip(kinds, cells[1:], strict=True) for value in pair)])
    return heads, rows


def concordance_csv(record: Concordance) -> str:
    """A row for each paragraph's life, a column for each draft and for each step between two."""
    heads, rows = concordance_rows(record)
    return _csv(heads, rows)


def terms_json(record: TermTable) -> str:
    """Drafts with their number of words, terms with their count in each."""
    drafts = [{"draft": name, "words": n} for name, n in zip(record.names, record.words, strict=True)]
    terms = [{"term": row.term, "counts": list(row.counts)} for row in record.terms]
    return dumps({"format": FORMAT, "drafts": drafts, "terms": terms})


def terms_csv(record: TermTable) -> str:
    """A row for each term, a column for each draft."""
    return _csv([_("term"), *record.names], [[row.term, *map(str, row.counts)] for row in record.terms])


def _csv(heads: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    return "".join(csv_lines([heads, *rows], end="\n"))


def rows_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows that name the same columns as CSV; no cell becomes a formula when a spreadsheet opens it."""
    return _csv(list(rows[0]) if rows else [], (row.values() for row in rows))
