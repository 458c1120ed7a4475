"""A Word file comes back: read apart, looked at by a member, and taken over only as far as they say."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from soundingboard.site.drafts.apart import Unreadable
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.editing import Refused, change
from soundingboard.site.reflections import documents
from soundingboard.site.reflections.actions.entering import entered, settle, writable
from soundingboard.site.reflections.actions.sections import drop, insert, number
from soundingboard.site.reflections.models import Edition, Reflection, Return, ReturnState, Section

Record = dict[str, Any]


def receive(who: Who, reflection: Reflection, name: str, data: bytes) -> Return:
    """Read a file and keep it, with what was changed in it; nothing of it is taken over yet.

    Raises Refused, in one line, for a file that is none of these reflections, or while the text stands still.
    """
    writable(reflection)
    try:
        edition, found = documents.read_back(reflection, name, data)
    except Unreadable as error:
        raise Refused(str(error)) from None
    return _kept(who, reflection, name, data, edition, found)


@transaction.atomic
def _kept(who: Who, reflection: Reflection, name: str, data: bytes, edition: int, found: Record) -> Return:
    reflection = writable(reflection)
    report = _report(reflection, edition, found)
    back = Return.objects.create(
        reflection=reflection, by_id=who.participant, name=name, data=data, report=report, edition=edition
    )
    counts = {key: len(report[key]) for key in ("kept", "changed", "added", "removed", "orphans")}
    entered(who, reflection, "took in a Word file", {"return": back.pk, "edition": edition, **counts})
    return back


def _report(reflection: Reflection, edition: int, found: Record) -> Record:
    """What the reader answered, with the words on both sides of each change."""
    new = {one["id"]: one for one in found["reflection"]["sections"]}
    old = {one.name: one for one in base_of(reflection, edition)}
    order = list(new)
    joined = [name for name, _into in found["joined"]]
    return {
        "kept": found["kept"],
        "changed": [{"name": n, "base": old[n].text, "text": new[n]["text"]} for n in found["changed"]],
        "added": [_added(n, new, order, found["added"]) for n in found["added"]],
        "removed": [_gone(old[n]) for n in (*found["removed"], *joined)],
        "joined": dict(found["joined"]),
        "order": order if found["moved"] else [],
        "orphans": found["orphans"],
        "rewordings": found["rewordings"],
        "withdrawn": found["withdrawn"],
        "comments": found["comments"],
        "notices": found["notices"],
        "title": found["reflection"].get("title", "") if edition else "",
    }


def base_of(reflection: Reflection, edition: int) -> Sequence[Any]:
    """The statements that a file was made from; where it does not tell, those that stand now."""
    found = Edition.objects.filter(reflection=reflection, number=edition).first()
    return documents.at(found) if found else list(reflection.sections.all())


def _added(name: str, new: Mapping[str, Record], order: Sequence[str], added: Sequence[str]) -> Record:
    """A statement that was written in Word, and the one of ours that it stands after."""
    before = [one for one in order[: order.index(name)] if one not in added]
    row = new[name]
    return {"name": name, "kind": row["kind"], "text": row["text"], "after": before[-1] if before else ""}


def _gone(section: Any) -> Record:
    return {"name": section.name, "text": section.text}


@transaction.atomic
def put_away(who: Who, back: Return) -> None:
    """Take nothing over; the file stays, for the board to read."""
    if _claimed(back, ReturnState.PUT_AWAY):
        entered(who, back.reflection, "put a Word file away", {"return": back.pk})


@transaction.atomic
def take_over(who: Who, back: Return, chosen: Collection[str]) -> list[str]:
    """Write what was chosen of a file into the statements; gives what stood in the way, which is left as it is.

    `chosen` are "changed:NAME", "added:NAME", "removed:NAME", "wording:AMENDMENT", "order". A statement that somebody
    changed since the file was made is never overwritten.
    """
    reflection = writable(back.reflection)
    if not _claimed(back, ReturnState.TAKEN):
        raise Refused(_("Somebody has dealt with this file already; see the statements as they stand now."))
    crossed = _take(reflection, back.report, chosen)
    taken = sorted(set(chosen) - set(crossed))
    entered(who, reflection, "took over a Word file", {"return": back.pk, "taken": taken, "crossed": crossed})
    return crossed


def _claimed(back: Return, state: ReturnState) -> bool:
    return bool(Return.objects.filter(pk=back.pk, state=ReturnState.WAITING).update(state=state))


def _take(reflection: Reflection, report: Record, chosen: Collection[str]) -> list[str]:
    crossed = []
    here = {section.name: section for section in reflection.sections.all()}
    for row in report["changed"]:
        if f"changed:{row['name']}" in chosen and not _rewritten(
            reflection, here.get(row["name"]), row, report
        ):
            crossed.append(f"changed:{row['name']}")
    for row in report["removed"]:
        section = here.get(row["name"])
        if f"removed:{row['name']}" not in chosen or section is None:
            continue
        owner = report["joined"].get(row["name"])
        is_left = owner and (f"changed:{owner}" not in chosen or f"changed:{owner}" in crossed)
        if is_left or section.text != row["text"]:
            crossed.append(f"removed:{row['name']}")
        else:
            drop(reflection, section)
    _insert_all(reflection, report, chosen)
    for name in report["withdrawn"]:
        if f"wording:{name}" in chosen:
            _without(reflection, name)
    if report["order"] and "order" in chosen:
        _reorder(reflection, report["order"])
    return crossed


def _rewritten(reflection: Reflection, section: Section | None, row: Record, report: Record) -> bool:
    """Give a statement the words of the file, and the records of those that were joined to it; False: crossed."""
    if section is None or section.text not in (row["base"], row["text"]):
        return False
    into = [name for name, owner in report["joined"].items() if owner == row["name"]]
    joined = list(reflection.sections.filter(name__in=into))
    fields: Record = {"text": row["text"]}
    for name in ("refs", "evidence", "amendments"):
        values = [*getattr(section, name), *(value for one in joined for value in getattr(one, name))]
        fields[name] = [value for n, value in enumerate(values) if value not in values[:n]]
    if change(section, section.version, fields):
        settle(reflection)
    return True


def _insert_all(reflection: Reflection, report: Record, chosen: Collection[str]) -> None:
    """New statements, each after the one that it follows in the file."""
    last: dict[str, Section] = {}
    for row in report["added"]:
        if f"added:{row['name']}" not in chosen:
            continue
        after = last.get(row["after"]) or reflection.sections.filter(name=row["after"]).first()
        made = insert(reflection, after, kind=row["kind"], text=row["text"], first=not row["after"])
        last[row["after"]] = made


def _without(reflection: Reflection, amendment: str) -> None:
    for section in reflection.sections.all():
        if amendment in section.amendments:
            left = [name for name in section.amendments if name != amendment]
            change(section, section.version, {"amendments": left})
            settle(reflection)


def _reorder(reflection: Reflection, order: Sequence[str]) -> None:
    """The order of the file; what it does not hold keeps its place behind the one that it follows."""
    place = {name: n for n, name in enumerate(order)}
    rows, last = [], -1.0
    for section in reflection.sections.all():
        last = place.get(section.name, last)
        rows.append((last, section))
    number([section for _place, section in sorted(rows, key=lambda pair: pair[0])])
    settle(reflection)
