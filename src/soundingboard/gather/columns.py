"""Which field a column, a key or a line at the head of a submission means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from soundingboard.errors import InputError
from soundingboard.gather.lexicon import fold, folds, lexicon, listed
from soundingboard.i18n import _

FIELDS = (
    "id",
    "kind",
    "date",
    "draft",
    "language",
    "text",
    "channel",
    "participant",
    "organisation",
    "organisation_verified",
    "stakeholder_group",
    "regional_group",
    "country",
    "groupings",
    "event",
    "heard_or_observed",
    "permission",
    "supersedes",
    "as_written",
)


@dataclass(frozen=True, slots=True)
class Columns:
    """For each field its place among the names; `notices` tell of names that were renamed, or not used."""

    places: Mapping[str, int]
    notices: tuple[str, ...] = ()


@cache
def _names() -> dict[str, str]:
    """From the fold of every name to its field, or to "" for lines of a head that no field takes."""
    tables = lexicon("columns")
    found = {fold(name): "" for group in ("labels", "private") for name in listed(tables["head"][group])}
    for name, also in tables["fields"].items():
        found |= {fold(variant): name for variant in listed(also)}
    return found | {fold(name): name for name in tables["fields"]}


def field_of(name: str) -> str | None:
    """The field that a name means, "" where it belongs to the head of a submission only, None where it is unknown."""
    return _names().get(fold(name))


@cache
def words_of(table: str, key: str) -> frozenset[str]:
    """The folds of a list of `columns.toml`."""
    return folds(listed(lexicon("columns")[table][key]))


def read_columns(names: Sequence[str], file: str) -> Columns:
    """Which column is which field. A column that bears a field's own name comes before one renamed.

    Raises InputError where two columns mean one field and neither is plainly it.
    """
    meant: dict[str, list[int]] = {}
    unknown: list[str] = []
    for place, name in enumerate(names):
        found = field_of(name) if name else None
        if found in FIELDS or found == "file":
            meant.setdefault(found, []).append(place)
        elif name:
            unknown.append(name)
    places: dict[str, int] = {}
    for found, at in meant.items():
        plain = [place for place in at if fold(names[place]) == fold(found)] or at
        if len(plain) > 1:
            raise InputError(_doubled(names, found, plain, file))
        places[found] = plain[0]
        unknown += [names[place] for place in at if place != plain[0]]
    return Columns(places, (*_renamed(names, places), *_unused(unknown)))


def _doubled(names: Sequence[str], found: str, at: Sequence[int], file: str) -> str:
    first, second = at[:2]
    text = _(
        "{file}: column {first} “{first_name}” and column {second} “{second_name}” both mean “{field}”: "
        "rename or delete one"
    )
    return text.format(
        file=file,
        first=first + 1,
        first_name=names[first],
        second=second + 1,
        second_name=names[second],
        field=found,
    )


def _renamed(names: Sequence[str], places: Mapping[str, int]) -> list[str]:
    pairs = [f"“{names[at]}” = {found}" for found, at in places.items() if fold(names[at]) != fold(found)]
    return [_("columns read by another name: {pairs}").format(pairs=", ".join(pairs))] if pairs else []


def _unused(unknown: Sequence[str]) -> list[str]:
    shown = ", ".join(f"“{name}”" for name in dict.fromkeys(unknown))
    return [_("columns not used: {names}").format(names=shown)] if unknown else []
