"""The list of official answers, each with what it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from soundingboard.site.drafts.models import Draft
from soundingboard.site.ledger.answers import Named, asks_named, named
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


def visible(process: Process, chain: Sequence[Draft]) -> list[Response]:
    """The answers of a process, newest first, without those that speak of a draft that the reader does not see."""
    rows = list(Response.objects.filter(process=process).order_by("-at", "-pk"))
    hidden = set(Draft.objects.filter(process=process).values_list("slug", flat=True))
    hidden -= {draft.slug for draft in chain}
    if not hidden:
        return rows
    names = [one.removeprefix("ask:") for row in rows for one in row.to if one.startswith("ask:")]
    asks = asks_named(process, names).filter(draft__slug__in=hidden).values_list("name", flat=True)
    closed = {f"ask:{name}" for name in asks}
    return [row for row in rows if not any(one in closed or _draft(one) in hidden for one in row.to)]


def _draft(target: str) -> str:
    kind, _colon, name = target.partition(":")
    return name.partition("/")[0] if kind == "paragraph" else ""


def answers_page(process: Process, chain: Sequence[Draft], number: str | None) -> tuple[Page, list[Answer]]:
    """One page of them."""
    page = Paginator(visible(process, chain), PAGE).get_page(number)
    names = named(process, chain, [str(target) for row in page for target in row.to])
    return page, [_answer(row, names) for row in page]


def _answer(row: Response, names: Mapping[str, Named]) -> Answer:
    return Answer(row, [names[str(target)] for target in row.to if str(target) in names])


def records(process: Process, chain: Sequence[Draft]) -> list[dict[str, Any]]:
    """The same in the interchange format."""
    return [response_record(as_response(row)) for row in visible(process, chain)]
