"""Records of the interchange format: dataclasses to plain dicts and JSON, and a comparison back again."""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from typing import Any, TypeVar, cast

from soundingboard.errors import InputError
from soundingboard.i18n import _
from soundingboard.model import (
    Change,
    Comparison,
    Device,
    Draft,
    Elsewhere,
    Heading,
    Note,
    NoteChange,
    Reference,
    Reinstated,
    Run,
    Source,
    Span,
)
from soundingboard.read.draft_json import draft_of
from soundingboard.vocabulary import CHANGE_KINDS, EFFECTS, FORMAT

Record = dict[str, Any]
T = TypeVar("T")

# What a record leaves out when it says nothing: fields beyond those that the format promises.
_OPTIONAL = {
    "Reference": {"label", "kind", "section", "parent", "status", "notes"},
    "Change": {"notes", "reason", "given"},
    "Paragraph": {"runs"},
    "Comparison": set(),
}
_ORDER = {
    "Comparison": ("old", "new", "summary", "headings", "changes"),
    "Change": ("id", "kind", "moved", "renumbered", "score", "old", "new", "redline"),
}


def to_record(obj: Any) -> Record:
    """The record of a comparison, a draft (without its paragraphs) or any part of them.

    A comparison begins with `format`; `draft_record` gives a whole draft.
    """
    record = cast(Record, plain(obj))
    return {"format": FORMAT} | record if isinstance(obj, Comparison) else record


def draft_record(draft: Draft) -> Record:
    """The whole draft as a record: `format` first, headings and paragraphs last."""
    return {"format": FORMAT, **plain(draft), "paragraphs": plain(draft.paragraphs)}


def dumps(record: Any) -> str:
    """JSON text: keys in the record's order, a line for each key and each item, a line feed at the end."""
    if not isinstance(record, dict):
        return _compact(record) + "\n"
    lines = (f"{_compact(key)}: {_itemised(value)}" for key, value in record.items())
    return "{" + ",\n ".join(lines) + "}\n"


def _itemised(value: Any) -> str:
    """A list of objects with a line for each (the fast encoder knows only one line or all indented)."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n  " + ",\n  ".join(map(_compact, value)) + "]"
    return _compact(value)


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def comparison_from_record(record: Record) -> Comparison:
    """The comparison that `to_record` wrote; fields that are not known are ignored.

    Raises InputError when a field is missing or of the wrong shape, naming the place.
    """
    return _comparison(_Place(record, "comparison"))


def draft_from_record(record: Record) -> Draft:
    """The draft that `draft_record` wrote, with its paragraphs; fields that are not known are ignored.

    Raises InputError that names the field.
    """
    return draft_of(record, _("draft"))


def plain(value: Any) -> Any:
    """Dataclasses, tuples and mappings as what JSON knows: objects and lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return value


def _fields(value: Any) -> Record:
    name = type(value).__name__
    optional = _OPTIONAL.get(name, set())
    named = {field.name: field for field in fields(value)}
    order = dict.fromkeys((*_ORDER.get(name, ()), *named))
    hidden = {"paragraphs"} if name == "Draft" else set()
    return {
        key: plain(getattr(value, key))
        for key in order
        if key not in hidden and not (key in optional and getattr(value, key) == _default(named[key]))
    }


def _default(field: Field[Any]) -> Any:
    return None if field.default is MISSING else field.default


@dataclass(frozen=True, slots=True)
class _Place:
    """A value of a record together with where it stands, so that an error can say so."""

    value: Any
    where: str

    def wrong(self, expected: str) -> InputError:
        return InputError(
            _("{where}: expected {expected}; write the comparison again with soundingboard compare").format(
                where=self.where, expected=expected
            )
        )

    def of(self, *types: type, expected: str) -> Any:
        if not isinstance(self.value, types) or (isinstance(self.value, bool) and bool not in types):
            raise self.wrong(expected)
        return self.value

    def child(self, key: str, default: Any = MISSING) -> "_Place":
        found = self.of(dict, expected=_("an object")).get(key, default)
        place = _Place(found, f"{self.where}.{key}")
        if found is MISSING:
            raise place.wrong(_("a value, found none"))
        return place

    def text(self, key: str, default: Any = MISSING) -> str:
        return cast(str, self.child(key, default).of(str, expected=_("text")))

    def text_or_none(self, key: str) -> str | None:
        return cast("str | None", self.child(key, None).of(str, type(None), expected=_("text or null")))

    def whole(self, key: str, default: Any = MISSING) -> int:
        return cast(int, self.child(key, default).of(int, expected=_("a whole number")))

    def flag(self, key: str) -> bool:
        return cast(bool, self.child(key, False).of(bool, expected=_("true or false")))

    def one_of(self, key: str, allowed: tuple[str, ...], default: Any = MISSING) -> Any:
        place = self.child(key, default)
        if place.value not in allowed:
            raise place.wrong(_("one of {words}").format(words=", ".join(allowed)))
        return place.value

    def each(self, key: str, make: "Callable[[_Place], T]", default: Any = MISSING) -> tuple[T, ...]:
        place = self.child(key, default)
        items = place.of(list, tuple, expected=_("a list"))
        return tuple(make(_Place(item, f"{place.where}[{i}]")) for i, item in enumerate(items))

    def maybe(self, key: str, make: "Callable[[_Place], T]") -> T | None:
        place = self.child(key, None)
        return None if place.value is None else make(place)


def _comparison(place: _Place) -> Comparison:
    summary = place.child("summary", {})
    return Comparison(
        old=_draft(place.child("old")),
        new=_draft(place.child("new")),
        changes=place.each("changes", _change),
        headings=place.each("headings", _change, ()),
        summary={key: summary.whole(key) for key in summary.of(dict, expected=_("an object"))},
    )


def _draft(place: _Place) -> Draft:
    return Draft(
        title=place.text("title", ""),
        stage=place.text_or_none("stage"),
        label=place.text_or_none("label"),
        symbol=place.text_or_none("symbol"),
        language=place.text("language", "en"),
        date=place.text_or_none("date"),
        visibility=place.one_of("visibility", ("public", "board", "unofficial"), "public"),
        numbering=place.text("numbering", "printed"),
        source=place.maybe("source", _source) or Source(),
        notices=place.each("notices", _text, ()),
        headings=place.each("headings", _heading, ()),
    )


def _text(place: _Place) -> str:
    return cast(str, place.of(str, expected=_("text")))


def _source(place: _Place) -> Source:
    return Source(place.text_or_none("file"), place.text_or_none("sha256"), place.text_or_none("url"))


def _heading(place: _Place) -> Heading:
    return Heading(place.text("eid"), place.text("number", ""), place.whole("level", 1), place.text("text"))


def _change(place: _Place) -> Change:
    score = place.child("score", None).of(int, float, type(None), expected=_("a number or null"))
    return Change(
        id=place.text("id"),
        kind=place.one_of("kind", CHANGE_KINDS),
        old=place.each("old", _reference),
        new=place.each("new", _reference),
        redline=place.each("redline", _run),
        moved=place.flag("moved"),
        renumbered=place.flag("renumbered"),
        score=score,
        devices=place.each("devices", _device, ()),
        elsewhere=place.each("elsewhere", _elsewhere, ()),
        reinstates=place.maybe("reinstates", _reinstated),
        notes=place.each("notes", _note, ()),
        reason=place.text_or_none("reason"),
        given=place.flag("given"),
    )


def _reference(place: _Place) -> Reference:
    return Reference(
        eid=place.text("eid"),
        number=place.text("number"),
        label=place.text("label", ""),
        kind=place.text("kind", "operative"),
        section=place.text_or_none("section"),
        parent=place.text_or_none("parent"),
        status=place.text_or_none("status"),
        index=place.whole("index", 0),
        notes=place.each("notes", _footnote, ()),
    )


def _footnote(place: _Place) -> Note:
    return Note(place.text("mark"), place.whole("offset"), place.text("text"))


def _run(place: _Place) -> Run:
    pair = place.of(list, tuple, expected=_("a list"))
    if len(pair) != 2 or pair[0] not in ("equal", "delete", "insert") or not isinstance(pair[1], str):
        raise place.wrong('["equal" | "delete" | "insert", "text"]')
    return (pair[0], pair[1])


def _device(place: _Place) -> Device:
    return Device(
        device=place.text("device"),
        effect=place.one_of("effect", EFFECTS),
        old=place.maybe("old", _span),
        new=place.maybe("new", _span),
        rule=place.text("rule"),
        source=place.text("source"),
    )


def _span(place: _Place) -> Span:
    return Span(place.whole("start"), place.whole("end"), place.text("text"))


def _elsewhere(place: _Place) -> Elsewhere:
    return Elsewhere(place.text("text"), place.text("eid"), place.text("number", ""))


def _reinstated(place: _Place) -> Reinstated:
    return Reinstated(place.text("draft"), place.text("eid"), place.text("number", ""))


def _note(place: _Place) -> NoteChange:
    return NoteChange(place.text("old_mark"), place.text("new_mark"), place.each("redline", _run))
