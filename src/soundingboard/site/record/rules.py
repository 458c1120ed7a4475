"""Which entries' words someone may read. `roles` are those held in the entry's process."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from soundingboard.site.record.models import Closure, Entry, Readers

_SEES = {
    Readers.PUBLIC: None,
    Readers.BOARD: {"board", "secretariat", "cofacilitator", "administrator"},
    Readers.BOARDROOM: {"board", "secretariat"},
    Readers.SECRETARIAT: {"secretariat"},
}
Closed = Mapping[str, int | None]  # object: closed up to this entry (None: all of them)


def closed(process: str, objects: Iterable[str]) -> Closed:
    """Which of these objects' entries no longer show their words to everyone."""
    found: dict[str, int | None] = {}
    rows = Closure.objects.filter(process=process, object__in=set(objects))
    for obj, until in rows.values_list("object", "until"):
        before = found.get(obj, 0)
        found[obj] = None if until is None or before is None else max(before, until)
    return found


def may_read(roles: Collection[str], entry: Entry, closures: Closed) -> bool:
    """Whether the words of an entry are shown to someone with these roles."""
    allowed = _SEES[Readers(entry.readers)]
    if allowed is not None and not allowed & set(roles):
        return False
    until = closures.get(entry.object, 0)
    return (
        until is not None and entry.sequence > until
    )  # closed to all: what is confidential is read elsewhere, logged


def shown(process: str, roles: Collection[str], entries: Sequence[Entry]) -> list[tuple[Entry, bool]]:
    """Each entry, and whether its words may be read."""
    closures = closed(process, (entry.object for entry in entries))
    return [(entry, may_read(roles, entry, closures)) for entry in entries]


def may_know(kind: str, rows: Sequence[tuple[Entry, bool]]) -> bool:
    """Whether someone may know that an object is there at all: of a confidential contribution everyone may."""
    if any(is_open for _entry, is_open in rows):
        return True
    return kind == "contribution" and any(
        entry.readers in (Readers.PUBLIC, Readers.SECRETARIAT) for entry, _is_open in rows
    )
