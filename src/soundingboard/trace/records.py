"""What `soundingboard trace` reads and prints: proposals, changes and pairs in, candidates and adoptions out."""

from collections.abc import Iterable, Mapping
from typing import Any

from soundingboard.errors import InputError
from soundingboard.i18n import _
from soundingboard.model import Comparison
from soundingboard.trace.adoption import Adoption
from soundingboard.trace.edits import Edit
from soundingboard.trace.finding import Candidate

Record = dict[str, Any]


def edit_of(record: Mapping[str, Any], where: str) -> Edit:
    """The proposal or change of `{"id", "old", "new"}`; either text may be null or left out, not both.

    Raises InputError that names the place.
    """
    return _edit(record, ("old", "new"), where)


def pair_of(record: Mapping[str, Any], where: str) -> tuple[Edit, Edit]:
    """The proposal and the change of `{"id", "prop_old", "prop_new", "am_old", "am_new"}`.

    Raises InputError that names the place.
    """
    return _edit(record, ("prop_old", "prop_new"), where), _edit(record, ("am_old", "am_new"), where)


def _edit(record: Mapping[str, Any], keys: tuple[str, str], where: str) -> Edit:
    name = record.get("id")
    if not isinstance(name, str) or not name:
        raise InputError(_("{where}: id is missing; give text").format(where=where))
    for key in keys:
        if not isinstance(record.get(key), str | None):
            raise InputError(_("{where}: {key} is not text; give text or null").format(where=where, key=key))
    old, new = (record.get(key) for key in keys)
    if not (old or new):
        words = _("{where}: {old} and {new} are both empty; give the text before, after, or both")
        raise InputError(words.format(where=where, old=keys[0], new=keys[1]))
    return Edit(name, old, new)


def changes_of(comparison: Comparison) -> list[Edit]:
    """The changes of a comparison as texts before and after; those that change no word are left out."""
    found = []
    for change in comparison.changes:
        old = "".join(text for op, text in change.redline if op != "insert")
        new = "".join(text for op, text in change.redline if op != "delete")
        if old != new:
            found.append(Edit(change.id, old or None, new or None))
    return found


def candidates_record(name: str, candidates: Iterable[Candidate]) -> Record:
    """`{"id", "candidates"}` for one proposal, best first; `same` names changes with the very same texts."""
    found = []
    for one in candidates:
        record = {"id": one.id, **_told(one.adoption)}
        found.append(record | {"same": list(one.same)} if one.same else record)
    return {"id": name, "candidates": found}


def adoption_record(name: str, adoption: Adoption) -> Record:
    """`{"id", "score", "outcome", "reflected", "evidence"}` for one given pair."""
    return {"id": name, **_told(adoption)}


def _told(adoption: Adoption) -> Record:
    evidence: Record = {
        "basis": adoption.basis,
        "deleted": list(adoption.deleted),
        "inserted": list(adoption.inserted),
        "of_proposal": round(adoption.of_proposal, 4),
        "of_change": round(adoption.of_change, 4),
    }
    return {
        "score": adoption.score,
        "outcome": adoption.outcome,
        "reflected": adoption.reflected,
        "evidence": evidence,
    }
