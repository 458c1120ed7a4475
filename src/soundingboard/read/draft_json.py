"""Drafts in JSON, as the interchange describes them, checked field by field."""

import json
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast, get_args

from soundingboard.errors import InputError
from soundingboard.i18n import _
from soundingboard.model import Draft, Heading, Note, Paragraph, Run, Source
from soundingboard.numbers import kind_of, printed
from soundingboard.read.clean import clean
from soundingboard.vocabulary import FORMAT, Op, Status, Visibility

T = TypeVar("T")
_LARGEST = 2**53  # beyond it other programs no longer read a number exactly


class _Misfit(Exception):
    """Where in the JSON something is not what it must be, and what it must be."""


def read_draft_json(text: str, name: str) -> Draft:
    """The draft in a JSON text, of which only `paragraphs[].number` and `.text` are required.

    Unknown fields are ignored; eids that are missing stay empty. Raises InputError that names the field.
    """
    try:
        data = json.loads(text)
    except RecursionError as error:
        raise InputError(_("{file}: the JSON is nested too deep to be a draft").format(file=name)) from error
    except json.JSONDecodeError as error:
        message = _("{file}: is not valid JSON: line {line}, column {column}: {reason}")
        raise InputError(
            message.format(file=name, line=error.lineno, column=error.colno, reason=error.msg)
        ) from error
    except ValueError as error:  # a number of more digits than Python converts
        raise InputError(_("{file}: the JSON holds a number that is too long").format(file=name)) from error
    return draft_of(data, name)


def draft_of(data: Any, name: str) -> Draft:
    """The draft in JSON that is parsed already, checked as `read_draft_json` does; messages call it `name`."""
    try:
        return _draft(data)
    except _Misfit as misfit:
        raise InputError(_("{file}: {misfit}").format(file=name, misfit=misfit)) from None


def _draft(data: Any) -> Draft:
    fields = _object(data, _("the file"))
    if not isinstance(fields.get("paragraphs"), list):
        raise _Misfit(_("is no draft: it has no list “paragraphs”; see the description of the draft format"))
    if fields.get("format", FORMAT) != FORMAT:
        raise _Misfit(
            _("“format” is not {format}; write the file with this version again").format(format=FORMAT)
        )
    paragraphs = _each(fields, "paragraphs", "", _paragraph)
    if not paragraphs:
        raise _Misfit(_("“paragraphs” is empty; a draft needs one at least"))
    return Draft(
        title=_text(fields, "title", "", ""),
        stage=_text_or_none(fields, "stage", ""),
        label=_text_or_none(fields, "label", ""),
        symbol=_text_or_none(fields, "symbol", ""),
        date=_text_or_none(fields, "date", ""),
        language=_text(fields, "language", "", "en") or "en",
        visibility=cast(Visibility, _one_of(fields, "visibility", "", get_args(Visibility), "public")),
        numbering=_one_of(fields, "numbering", "", ("printed", "position"), "printed"),
        source=_source(fields),
        notices=_each(fields, "notices", "", _plain_text),
        headings=_each(fields, "headings", "", _heading),
        paragraphs=paragraphs,
    )


def _source(fields: Mapping[str, Any]) -> Source:
    source = _object(fields.get("source") or {}, "source")
    return Source(*(_text_or_none(source, key, "source.") for key in ("file", "sha256", "url")))


def _heading(value: Any, place: str) -> Heading:
    fields = _object(value, place)
    at = f"{place}."
    return Heading(
        _text(fields, "eid", at, ""),
        _text(fields, "number", at, ""),
        _whole(fields, "level", at, 1),
        _text(fields, "text", at),
    )


def _paragraph(value: Any, place: str) -> Paragraph:
    fields = _object(value, place)
    at = f"{place}."
    raw = fields.get("text")
    text, number = _text(fields, "text", at), _text(fields, "number", at)
    return Paragraph(
        eid=_text(fields, "eid", at, ""),
        number=number,
        text=text,
        label=_text(fields, "label", at, printed(number)),
        kind=_text(fields, "kind", at, kind_of(number)),
        parent=_text_or_none(fields, "parent", at),
        section=_text_or_none(fields, "section", at),
        status=_one_of(fields, "status", at, get_args(Status), None),
        notes=_each(fields, "notes", at, lambda note, where: _note(note, where, str(raw), len(text))),
        runs=_each(fields, "runs", at, _run) if fields.get("runs") is not None else None,
    )


def _note(value: Any, place: str, raw: str, length: int) -> Note:
    """A footnote; its offset follows the text where that is normalised."""
    fields = _object(value, place)
    at = f"{place}."
    offset = _whole(fields, "offset", at, 0)
    if not 0 <= offset <= len(raw):
        raise _Misfit(_("{place}offset lies outside the text").format(place=at))
    moved = offset if unicodedata.is_normalized("NFC", raw) else len(clean(raw[:offset]))
    return Note(_text(fields, "mark", at, ""), min(moved, length), _text(fields, "text", at, ""))


def _run(value: Any, place: str) -> Run:
    if not (
        isinstance(value, list) and len(value) == 2 and value[0] in get_args(Op) and isinstance(value[1], str)
    ):
        raise _Misfit(_("{place} is not a pair of equal, delete or insert and a text").format(place=place))
    return value[0], clean(value[1])


def _plain_text(value: Any, place: str) -> str:
    if not isinstance(value, str):
        raise _Misfit(_("{place} is not text").format(place=place))
    return clean(value)


def _each(fields: Mapping[str, Any], key: str, at: str, make: Callable[[Any, str], T]) -> tuple[T, ...]:
    values = fields.get(key)
    if values is None:
        return ()
    if not isinstance(values, list):
        raise _Misfit(_("{place} is not a list").format(place=at + key))
    return tuple(make(value, f"{at}{key}[{i}]") for i, value in enumerate(values))


def _object(value: Any, place: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _Misfit(_("{place} is not an object").format(place=place))
    return value


def _text(fields: Mapping[str, Any], key: str, at: str, default: str | None = None) -> str:
    value = fields.get(key, default)
    if value is None and default is not None:
        return default
    if value is None and key not in fields:
        raise _Misfit(_("{place} is missing").format(place=at + key))
    return _plain_text(value, at + key)


def _text_or_none(fields: Mapping[str, Any], key: str, at: str) -> str | None:
    return None if fields.get(key) is None else _plain_text(fields[key], at + key)


def _whole(fields: Mapping[str, Any], key: str, at: str, default: int) -> int:
    value = fields.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _LARGEST:
        raise _Misfit(_("{place} is not a whole number").format(place=at + key))
    return value


def _one_of(
    fields: Mapping[str, Any], key: str, at: str, allowed: tuple[str, ...], default: str | None
) -> Any:
    value = fields.get(key)
    if value is None:
        return default
    if value not in allowed:
        raise _Misfit(_("{place} is not one of {allowed}").format(place=at + key, allowed=", ".join(allowed)))
    return value
