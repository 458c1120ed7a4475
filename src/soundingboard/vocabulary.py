"""The fixed words of the field: one word, one meaning, in code, records and pages alike."""

from typing import Literal

FORMAT = "soundingboard/1"

Status = Literal["agreed", "suggested", "bracketed", "open"]
ChangeKind = Literal["unchanged", "reworded", "split", "joined", "regrouped", "inserted", "deleted"]
Effect = Literal["strengthens", "softens", "contested"]
Op = Literal["equal", "delete", "insert"]
Visibility = Literal["public", "board", "unofficial"]
Revisions = Literal["accepted", "rejected", "kept"]

CHANGE_KINDS: tuple[ChangeKind, ...] = (
    "unchanged",
    "reworded",
    "split",
    "joined",
    "regrouped",
    "inserted",
    "deleted",
)
EFFECTS: tuple[Effect, ...] = ("strengthens", "softens", "contested")
FLAGS = ("moved", "renumbered")
