"""References to paragraphs in the style of the field: "para 98", "paras 9-12, 18-27", "Zero Draft para 97"."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from soundingboard.i18n import _
from soundingboard.model import Draft, PlaceName
from soundingboard.numbers import LATIN, as_cited, number_key, stretch

_ORDER = {name: rank for rank, name in enumerate(LATIN.split("|"), 1)}
_PREAMBULAR = re.compile(r"PP\d")
_PART = re.compile(r"\d+|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Stretching:
    """When numbers in a row are printed as a stretch."""

    least: int = 3  # the field writes "25, 26", but "59-64" and "9-12"


STRETCHING = Stretching()


def references(
    numbers: Iterable[str],
    draft: str | None = None,
    among: Collection[str] = (),
    remarks: Mapping[str, str] | None = None,
    stretching: Stretching = STRETCHING,
) -> str:
    """Numbers of paragraphs as a reference, in their order, each once; empty without any.

    `draft` is named before it where it is not the draft under review. `among` are all numbers of that draft: a stretch
    never runs over one that is not meant ("12 bis"). `remarks` are words after a number: "117 as updated below".
    """
    wanted = sorted({number_key(n): as_cited(n) for n in numbers if n.strip()}.values(), key=place)
    listed = [(number, (remarks or {}).get(number, "")) for number in wanted]
    preambular = [one for one in listed if _PREAMBULAR.match(one[0])]
    operative = [one for one in listed if not _PREAMBULAR.match(one[0])]
    parts = []
    if preambular:
        parts.append(_listed(preambular, among, stretching))
    if operative:
        unit = _("para") if len(operative) == 1 else _("paras")
        parts.append(f"{unit} {_listed(operative, among, stretching)}")
    return f"{draft} {', '.join(parts)}" if draft and parts else ", ".join(parts)


def refers(
    places: Iterable[PlaceName], drafts: Sequence[Draft], remarks: Mapping[str, str] | None = None
) -> str:
    """Places as a reference; `drafts` begin with the one under review, whose name is not said."""
    wanted = list(places)
    parts = []
    for n, draft in enumerate(drafts):
        number = {one.eid: one.number for one in draft.paragraphs}
        eids = {place.eid for place in wanted if place.draft == draft.name}
        named = [number[eid] for eid in number if eid in eids]
        name = (draft.label or draft.name) if n else None
        parts.append(references(named, name, number.values(), None if n else remarks))
    return "; ".join(part for part in parts if part)


def place(number: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts numbers as a text does: preambular first, 12, 12 bis, 12(a), 13."""
    head: tuple[int, int, str] = (0 if _PREAMBULAR.match(number) else 1, 0, "")
    parts = []
    for part in _PART.findall(number.removeprefix("PP").removeprefix("OP")):
        if part.isdecimal():
            parts.append((0, int(part), ""))
        elif part in _ORDER:
            parts.append((1, _ORDER[part], ""))
        else:
            parts.append((2, 0, part))
    return (head, *parts)


def _listed(listed: Sequence[tuple[str, str]], among: Collection[str], stretching: Stretching) -> str:
    return ", ".join(_printed(row, stretching) for row in _rows(listed, among))


def _printed(row: Sequence[tuple[str, str]], stretching: Stretching) -> str:
    numbers = [number for number, _remark in row]
    if len(numbers) < stretching.least:
        return ", ".join(f"{number} {remark}".rstrip() for number, remark in row)
    last = numbers[-1]
    if last.endswith(")"):
        last = f"({last.rpartition('(')[2]}"
    return f"{numbers[0]}-{last.removeprefix('PP').removeprefix('OP')}"


def _rows(listed: Sequence[tuple[str, str]], among: Collection[str]) -> list[list[tuple[str, str]]]:
    """The numbers as rows that could be stretches: each follows the one before, and nothing lies between them."""
    rows: list[list[tuple[str, str]]] = []
    for number, remark in listed:
        before = rows[-1][-1] if rows else None
        if before and not remark and not before[1] and _follows(before[0], number, among):
            rows[-1].append((number, remark))
        else:
            rows.append([(number, remark)])
    return rows


def _follows(first: str, second: str, among: Collection[str]) -> bool:
    plain = not any(re.search(rf" (?:{LATIN})\b", number) for number in (first, second))
    return plain and stretch(first, second, among) == (first, second) and _next(first, second)


def _next(first: str, second: str) -> bool:
    """Whether the last parts of two numbers of one form count on: 11 and 12, 29(a) and 29(b)."""
    *owner, a = _PART.findall(first)
    *other, b = _PART.findall(second)
    if owner != other or first.endswith(")") != second.endswith(")"):
        return False
    if a.isdecimal() and b.isdecimal():
        return int(b) == int(a) + 1
    return len(a) == len(b) == 1 and first.endswith(")") and ord(b) == ord(a) + 1
