"""What people said, as records of the interchange format: citations, links, asks, contributions, topics; and back."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from soundingboard.i18n import _
from soundingboard.model import (
    Ask,
    Citation,
    Contribution,
    Link,
    Target,
    Topic,
)
from soundingboard.vocabulary import ASK_KINDS, STANCES
from soundingboard.write.given import one_of, places, proposed, span, text, wrong
from soundingboard.write.records import Record, plain

_GIVEN = (
    "organisation",
    "organisation_verified",
    "stakeholder_group",
    "regional_group",
    "country",
    "groupings",
    "permission",
    "date",
    "language",
)  # who said it, as far as an ask tells
_MAY_BE_LEFT_OUT = {"statement", "topic", "words", "sure"}  # fields beyond those that the format promises


def citations_record(name: str | None, citations: Iterable[Citation]) -> Record:
    """`{"id", "citations"}` for the citations of one text."""
    order = ("start", "end", "text", "document", "draft", "numbers", "unit")
    return {"id": name, "citations": [{key: plain(getattr(one, key)) for key in order} for one in citations]}


def links_record(name: str | None, links: Iterable[Link]) -> Record:
    """`{"id", "links"}` for the links of one contribution, best first."""
    return {"id": name, "links": [plain(link) for link in links]}


def contribution_record(contribution: Contribution) -> Record:
    """A contribution as a record; `as_written` only where the process did not know a word."""
    record: Record = plain(contribution)
    if not contribution.as_written:
        del record["as_written"]
    return record


def ask_record(ask: Ask, contribution: Contribution | None = None) -> Record:
    """An ask as a record; with who said it and with what permission, where the contribution is given."""
    record: Record = plain(ask) | {"target": _target(ask.target)}
    kept = {key: value for key, value in record.items() if key not in _MAY_BE_LEFT_OUT or value}
    if contribution is None:
        return kept
    return kept | {name: plain(getattr(contribution, name)) for name in _GIVEN}


def _target(target: Target) -> Record:
    return {one.name: value for one in fields(target) if (value := getattr(target, one.name))}


def topic_record(topic: Topic) -> Record:
    """A topic as a record."""
    record: Record = plain(topic)
    return record


def ask_of(record: Mapping[str, Any], where: str) -> tuple[Ask, Contribution]:
    """The ask of a record, and who said it as far as the record tells; fields that are not known are ignored.

    Raises InputError that names the place when a field is missing or of the wrong shape.
    """
    name, said = text(record, "id", where), text(record, "contribution", where)
    kind = one_of(record, "kind", ASK_KINDS, where)
    stance = one_of({"stance": "neutral", **record}, "stance", STANCES, where)
    target = record.get("target")
    if not isinstance(target, Mapping):
        raise wrong(where, "target", _('an object such as {"draft": "rev1", "eid": "para_12"}'))
    known = {one.name for one in fields(Target)}
    ask = Ask(
        id=name,
        contribution=said,
        kind=kind,
        stance=stance,
        about=record.get("about") or "text",
        target=Target(**{key: value for key, value in target.items() if key in known}),
        quote=span(record.get("quote"), where),
        proposed=proposed(record.get("proposed"), where),
        rationale=record.get("rationale"),
        basis=record.get("basis") or "person",
        score=record.get("score"),
        confirmed_by=record.get("confirmed_by"),
        statement=record.get("statement"),
        topic=record.get("topic"),
    )
    return ask, _speaker(record, said)


def _speaker(record: Mapping[str, Any], said: str) -> Contribution:
    told = {name: record[name] for name in _GIVEN if record.get(name) is not None}
    if "groupings" in told:
        told["groupings"] = tuple(told["groupings"])
    quote = record.get("quote")
    words = quote.get("text", "") if isinstance(quote, Mapping) else ""
    return Contribution(id=said, text=words, **told)


def topic_of(record: Mapping[str, Any], where: str) -> Topic:
    """The topic of a record. Raises InputError that names the place."""
    name, label = text(record, "id", where), text(record, "label", where)
    paragraphs = places(record.get("paragraphs"), "paragraphs", where)
    return Topic(name, label, paragraphs, tuple(record.get("terms") or ()), record.get("confirmed_by"))
