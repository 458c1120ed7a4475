"""How a flag is known from one run of the comparison to the next: by its device, rule and words."""

import hashlib
from collections.abc import Mapping
from typing import Any

from soundingboard.site.drafts.models import Change, Draft
from soundingboard.site.record.actions import canonical


def flag_key(device: Mapping[str, Any]) -> str:
    """The key of a flag (its record in the interchange format): SHA-256, hex."""
    words = [(device.get(side) or {}).get("text") for side in ("old", "new")]
    return hashlib.sha256(canonical([device["device"], device["rule"], *words]).encode()).hexdigest()


def flagged(old: Draft, new: Draft, key: str) -> dict[str, Any] | None:
    """The device that bears this key between two drafts (its record); None when no run found it."""
    changes = Change.objects.filter(comparison__old=old, comparison__new=new).exclude(kind="unchanged")
    devices = (device for record in changes.values_list("record", flat=True) for device in record["devices"])
    return next((device for device in devices if flag_key(device) == key), None)
