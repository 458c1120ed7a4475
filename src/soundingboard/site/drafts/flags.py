"""How a flag is known from one run of the comparison to the next: by where it stands, its device, rule and words."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from soundingboard.model import Change as ChangeRecord
from soundingboard.site.drafts.models import Change, Draft
from soundingboard.site.record.actions import canonical
from soundingboard.write.records import to_record

Record = Mapping[str, Any]


def keyed_flags(change: ChangeRecord) -> Iterator[tuple[str, Any]]:
    """The devices of a change, each with its key."""
    for device in change.devices:
        yield _key([one.eid for one in change.new or change.old], to_record(device)), device


def flagged(old: Draft, new: Draft, key: str) -> dict[str, Any] | None:
    """The device that bears this key between two drafts (its record); None when no run found it."""
    changes = Change.objects.filter(comparison__old=old, comparison__new=new).exclude(kind="unchanged")
    for record in changes.values_list("record", flat=True):
        eids = [one["eid"] for one in record["new"] or record["old"]]
        for device in record["devices"]:
            if _key(eids, device) == key:
                return device
    return None


def _key(eids: list[str], device: Record) -> str:
    """SHA-256 (hex) of the paragraphs and of what was flagged in them."""
    words = [(device.get(side) or {}).get("text") for side in ("old", "new")]
    return hashlib.sha256(canonical([eids, device["device"], device["rule"], *words]).encode()).hexdigest()
