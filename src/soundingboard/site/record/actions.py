"""Writing entries of the record, always inside the transaction of the act itself."""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.utils import timezone

from soundingboard.chain import chained, seal
from soundingboard.site.record.models import Closure, Entry, Readers


@dataclass(frozen=True, slots=True)
class Act:
    """What was done to which object, and who may read the words of it."""

    verb: str
    object: str
    content: Mapping[str, Any] = field(default_factory=dict)
    readers: Readers = Readers.PUBLIC


def canonical(content: Any) -> str:
    """JSON with sorted keys and no spaces: the same record gives the same bytes."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def enter(
    process: str,
    actor: str,
    verb: str,
    obj: str,
    content: Mapping[str, Any] | None = None,
    readers: Readers = Readers.PUBLIC,
) -> Entry:
    """Write one entry. `actor` is a pseudonym or a role, never a name; `obj` is "kind:name".

    Raises RuntimeError outside a transaction: an act and its entry stand or fall together.
    """
    return enter_all(process, actor, [Act(verb, obj, content or {}, readers)])[0]


def enter_all(process: str, actor: str, acts: Iterable[Act]) -> list[Entry]:
    """Write an entry for each act, in their order, as `enter` does for one."""
    if not connection.in_atomic_block:
        raise RuntimeError("an entry is written in the transaction of its act")
    last = Entry.objects.select_for_update().filter(process=process).order_by("-sequence").first()
    entries: list[Entry] = []
    for act in acts:
        last = _next(process, actor, act, last)
        entries.append(last)
    return Entry.objects.bulk_create(entries, batch_size=500)


def _next(process: str, actor: str, act: Act, last: Entry | None) -> Entry:
    sequence, now = (last.sequence + 1 if last else 1), timezone.now()
    body = canonical(
        {
            "sequence": sequence,
            "time": now.isoformat(),
            "actor": actor,
            "verb": act.verb,
            "object": act.object,
            "content": dict(act.content),
            "nonce": secrets.token_hex(16),
        }
    )
    previous = last.digest if last else ""
    return Entry(
        process=process,
        sequence=sequence,
        time=now,
        actor=actor,
        verb=act.verb,
        object=act.object,
        body=body,
        readers=act.readers,
        previous=previous,
        digest=chained(previous, seal(body)),
    )


def close(process: str, obj: str, until: int | None = None) -> None:
    """No longer show everyone the words of an object's entries (up to number `until`, or all of them)."""
    Closure.objects.create(process=process, object=obj, until=until)
