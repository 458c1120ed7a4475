"""The chain of the record: each entry is sealed onto the one before it, so that anybody can check the whole."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from soundingboard.i18n import _


def seal(body: str) -> str:
    """What stands for an entry's words where they are not shown (SHA-256, hex; a nonce in them forbids guessing)."""
    return hashlib.sha256(body.encode()).hexdigest()


def chained(previous: str, sealed: str) -> str:
    """The digest of an entry: SHA-256 of the digest before it, a line feed, and its own seal."""
    return hashlib.sha256(f"{previous}\n{sealed}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Finding:
    """How many entries of a record hold together, the digest of the last of them, and what is wrong with the next."""

    n: int
    digest: str
    fault: str | None


def check(lines: Iterable[str]) -> Finding:
    """Follow the chain of a record (JSON lines) as far as it holds.

    Entries cut off at the end cannot be seen from the record alone: compare the last digest with one noted before.
    """
    previous, n = "", 0
    for n, line in enumerate(lines, 1):
        fault = _fault(line, previous, n)
        if fault:
            return Finding(n - 1, previous, fault)
        previous = json.loads(line)["digest"]
    return Finding(n, previous, None)


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
