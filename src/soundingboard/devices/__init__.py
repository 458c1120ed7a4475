"""Wording devices: named changes of wording that negotiators read as stronger or softer.

The rules are data (`rules/<language>.toml`), each with its source. A device is a flag for a reader, not a
verdict: analysts differ about many of them, and the rules that are contested say so.
"""

from soundingboard.devices.choose import find_devices
from soundingboard.devices.rulebook import DEVICES, Example, Outcome, Rule, Step, rules

__all__ = ["DEVICES", "Example", "Outcome", "Rule", "Step", "find_devices", "rules"]
