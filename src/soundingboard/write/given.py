"""Fields of records that people give: read with a check, and a line that names the place when one is wrong."""

from collections.abc import Mapping
from typing import Any

from soundingboard.errors import InputError
from soundingboard.i18n import _
from soundingboard.model import PlaceName, Proposed, Span


def text(record: Mapping[str, Any], key: str, where: str) -> str:
    """A text that must be there and not be empty."""
    if not isinstance(value := record.get(key), str) or not value:
        raise wrong(where, key, _("text"))
    return value


def one_of(record: Mapping[str, Any], key: str, words: tuple[str, ...], where: str) -> Any:
    """One of the fixed words."""
    if record.get(key) not in words:
        raise wrong(where, key, _("one of {words}").format(words=", ".join(words)))
    return record[key]


def span(value: Any, where: str) -> Span | None:
    """Offsets with their words, or none."""
    if value is None:
        return None
    try:
        return Span(int(value["start"]), int(value["end"]), str(value["text"]))
    except (TypeError, KeyError, ValueError):
        raise wrong(where, "quote", _("an object with start, end and text")) from None


def proposed(value: Any, where: str) -> Proposed | None:
    """Wording before and after, or none."""
    if value is None:
        return None
    if not isinstance(value, Mapping) or not isinstance(value.get("new", ""), str):
        raise wrong(where, "proposed", _("an object with old and new"))
    return Proposed(value.get("old"), value.get("new") or "")


def wrong(where: str, key: str, expected: str) -> InputError:
    """What to raise for a field: where it is, which it is, what is expected."""
    words = _("{where}: {key} is missing or wrong; give {expected}")
    return InputError(words.format(where=where, key=key, expected=expected))


def listed(record: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    """A list of texts; none when it is not there."""
    value = record.get(key) or ()
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise wrong(where, key, _("a list of texts"))
    return tuple(value)


def places(value: Any, key: str, where: str) -> tuple[PlaceName, ...]:
    """A list of places, each with its draft and eid."""
    try:
        return tuple(PlaceName(one["draft"], one["eid"]) for one in value or ())
    except (TypeError, KeyError):
        raise wrong(where, key, _("a list of {draft, eid}")) from None


def optional(record: Mapping[str, Any], key: str, where: str) -> str | None:
    """A text that may be missing or null."""
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise wrong(where, key, _("text or null"))
    return value
