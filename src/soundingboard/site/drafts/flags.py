"""How a flag is known from one run of the comparison to the next: by its device, rule and words."""

import hashlib
from collections.abc import Mapping
from typing import Any

from soundingboard.site.record.actions import canonical


def flag_key(device: Mapping[str, Any]) -> str:
    """The key of a flag (its record in the interchange format): SHA-256, hex."""
    words = [(device.get(side) or {}).get("text") for side in ("old", "new")]
    return hashlib.sha256(canonical([device["device"], device["rule"], *words]).encode()).hexdigest()
