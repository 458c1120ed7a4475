"""The chain of the record: each entry is sealed onto the one before it, so that anybody can check the whole."""

import hashlib
import json
from collections.abc import Iterable

from soundingboard.i18n import _


def seal(body: str) -> str:
    """What stands for an entry's words where they are not shown (SHA-256, hex; a nonce in them forbids guessing)."""
    return hashlib.sha256(body.encode()).hexdigest()


def chained(previous: str, sealed: str) -> str:
    """The digest of an entry: SHA-256 of the digest before it, a line feed, and its own seal."""
    return hashlib.sha256(f"{previous}\n{sealed}".encode()).hexdigest()


def first_fault(lines: Iterable[str]) -> tuple[int, str | None]:
    """How many entries of a record (JSON lines) hold together, and what is wrong with the next (None: nothing)."""
    previous, n = "", 0
    for n, line in enumerate(lines, 1):
        fault = _fault(line, previous, n)
        if fault:
            return n - 1, fault
        previous = json.loads(line)["digest"]
    return n, None


def _fault(line: str, previous: str, place: int) -> str | None:
    try:
        entry = json.loads(line)
        sealed = seal(entry["body"]) if "body" in entry else entry["seal"]
        sequence, digest = entry["sequence"], entry["digest"]
    except (ValueError, KeyError, TypeError, AttributeError):
        return _("line {n} is no entry of a record").format(n=place)
    if sequence != place:
        return _("entry {n} is missing: number {found} stands in its place").format(n=place, found=sequence)
    if digest != chained(previous, sealed):
        return _("entry {n} was altered, or the one before it was").format(n=place)
    return None
