"""Proposed wording: read from what people send, applied, placed, carried to the next draft, and set side by side."""

from soundingboard.amend.colliding import Collision, collisions
from soundingboard.amend.compiling import (
    Alternative,
    Compilation,
    CompiledParagraph,
    Piece,
    Support,
    compilation,
)
from soundingboard.amend.marks import Basis, Wording, between, from_revisions, wording
from soundingboard.amend.placing import Orphan, OrphanKind, apply, locate
from soundingboard.amend.reading import amendment_of_ask, amendments
from soundingboard.amend.rebasing import Rebased, rebase
from soundingboard.amend.warning import Warning, warnings, warnings_of

__all__ = [
    "Alternative",
    "Basis",
    "Collision",
    "Compilation",
    "CompiledParagraph",
    "Orphan",
    "OrphanKind",
    "Piece",
    "Rebased",
    "Support",
    "Warning",
    "Wording",
    "amendment_of_ask",
    "amendments",
    "apply",
    "between",
    "collisions",
    "compilation",
    "from_revisions",
    "locate",
    "rebase",
    "warnings",
    "warnings_of",
    "wording",
]
