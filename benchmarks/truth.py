"""The example's drafts against what its drafter says was changed: kinds, flags, matches and devices."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from soundingboard.compare import compare
from soundingboard.model import Change, Device, Draft
from soundingboard.segment import read_draft

EXAMPLE = Path(__file__).parent.parent / "examples" / "harbour-charter"
FILES = {"zero-draft": "zero-draft.docx", "rev1": "rev1.html", "rev2": "rev2.docx", "adopted": "adopted.md"}
TRUTH = json.loads((EXAMPLE / "truth.json").read_text(encoding="utf-8"))

Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """A difference between the truth and what was found: where, what kind of thing, and both."""

    where: str
    what: str
    truth: object
    found: object


def drafts() -> dict[str, Draft]:
    """The example's drafts as read from the files that people would send."""
    return {name: read_draft(EXAMPLE / "drafts" / file) for name, file in FILES.items()}


def findings() -> Iterator[Finding]:
    """All that differs, change by change and device by device; `what` is change, missed or false."""
    by_name = drafts()
    names = list(FILES)
    for said in TRUTH["comparisons"]:
        old, new = by_name[said["old"]], by_name[said["new"]]
        comparison = compare(old, new, [by_name[name] for name in names[: names.index(said["old"])]])
        where = f"{said['old']} to {said['new']}"
        for changes, truths in (
            (comparison.changes, said["changes"]),
            (comparison.headings, said["headings"]),
        ):
            yield from _changes(where, changes, truths)
        yield from _devices(where, comparison.changes, said["changes"])


def _changes(where: str, changes: tuple[Change, ...], truths: list[Said]) -> Iterator[Finding]:
    found = [_shape(change) for change in changes]
    wanted = [_shape_said(truth) for truth in truths]
    for shape in wanted:
        if shape not in found:
            yield Finding(where, "change", shape, None)
    for shape in found:
        if shape not in wanted:
            yield Finding(where, "change", None, shape)
    if sorted(map(str, found)) == sorted(map(str, wanted)) and found != wanted:
        yield Finding(where, "change", "the order of the changes", "another order")


def _shape(change: Change) -> tuple[object, ...]:
    back = change.reinstates
    sides = tuple(tuple((ref.eid, ref.number) for ref in side) for side in (change.old, change.new))
    return (change.kind, change.moved, change.renumbered, *sides, (back.draft, back.eid) if back else None)


def _shape_said(said: Said) -> tuple[object, ...]:
    back = said.get("reinstates")
    sides = tuple(tuple((ref["eid"], ref["number"]) for ref in said[side]) for side in ("old", "new"))
    return (
        said["kind"],
        said["moved"],
        said["renumbered"],
        *sides,
        (back["draft"], back["eid"]) if back else None,
    )


def _devices(where: str, changes: tuple[Change, ...], truths: list[Said]) -> Iterator[Finding]:
    """A device is found when its name and effect are, and its words overlap those of the truth on some side."""
    wanted = {_sides_said(truth): truth["devices"] for truth in truths}
    for change in changes:
        open_truths = list(wanted.pop(_sides(change), []))
        place = f"{where}, {[r.number for r in change.old]} to {[r.number for r in change.new]}"
        for device in change.devices:
            hit = next((said for said in open_truths if _same_device(device, said)), None)
            if hit:
                open_truths.remove(hit)
            words = (
                device.device,
                device.effect,
                device.old and device.old.text,
                device.new and device.new.text,
            )
            yield Finding(place, "hit" if hit else "false", hit, words)
        yield from (Finding(place, "missed", said, None) for said in open_truths)
    for place_said, left in wanted.items():
        yield from (Finding(f"{where}, {place_said}", "missed", said, None) for said in left)


def _sides(change: Change) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(ref.eid for ref in change.old), tuple(ref.eid for ref in change.new)


def _sides_said(said: Said) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(ref["eid"] for ref in said["old"]), tuple(ref["eid"] for ref in said["new"])


def _same_device(device: Device, said: Said) -> bool:
    if (device.device, device.effect) != (said["device"], said["effect"]):
        return False
    pairs = ((device.old, said["old"]), (device.new, said["new"]))
    return any(span and words and _overlap(span.text, words) for span, words in pairs)


def _overlap(a: str, b: str) -> bool:
    """Whether one holds the other, or they share half of the words of the shorter."""
    left, right = a.casefold().split(), b.casefold().split()
    shared = len(set(left) & set(right))
    return (
        a.casefold() in b.casefold()
        or b.casefold() in a.casefold()
        or 2 * shared >= min(len(left), len(right))
    )


def scores(_data: Path) -> dict[str, float]:
    """Changes that differ from the truth (a count), recall of devices, share of found devices that are false."""
    found = list(findings())
    n = {
        what: sum(finding.what == what for finding in found) for what in ("change", "hit", "missed", "false")
    }
    return {
        "truth_changes_wrong": float(n["change"]),
        "truth_device_recall": n["hit"] / (n["hit"] + n["missed"]),
        "truth_device_false": n["false"] / (n["hit"] + n["false"]),
    }


if __name__ == "__main__":
    for finding in findings():
        if finding.what != "hit":
            print(f"{finding.where} [{finding.what}]\n    truth: {finding.truth}\n    found: {finding.found}")
    print(scores(EXAMPLE))
