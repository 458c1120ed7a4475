"""The list of official answers, each with what it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from soundingboard.site.drafts.models import Draft
from soundingboard.site.ledger.answers import Named, named, visible
from soundingboard.site.ledger.data import as_response
from soundingboard.site.ledger.models import Response
from soundingboard.site.processes.models import Process
from soundingboard.write.outcomes import response_record

PAGE = 25


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, and what of that which it answers the reader may know of."""

    response: Response
    to: Sequence[Named]


def answers_page(process: Process, chain: Sequence[Draft], number: str | None) -> tuple[Page, list[Answer]]:
    """One page of them."""
    page = Paginator(visible(process, chain), PAGE).get_page(number)
    names = named(process, chain, [str(target) for row in page for target in row.to])
    return page, [_answer(row, names) for row in page]


def _answer(row: Response, names: Mapping[str, Named]) -> Answer:
    return Answer(row, [names[str(target)] for target in row.to if str(target) in names])


def records(process: Process, chain: Sequence[Draft]) -> list[dict[str, Any]]:
    """The same in the interchange format; what each answers as far as the reader may know of it."""
    rows = visible(process, chain)
    names = named(process, chain, [str(target) for row in rows for target in row.to])
    return [response_record(as_response(row, [one.target for one in _answer(row, names).to])) for row in rows]
