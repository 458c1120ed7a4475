"""What became of one ask, with what speaks for it; and the direction in which wording moved."""

from dataclasses import dataclass

from soundingboard.devices import find_devices
from soundingboard.i18n import _
from soundingboard.model import Device, Evidence, PlaceName
from soundingboard.redline import redline
from soundingboard.vocabulary import Effect, EvidenceKind, Outcome


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome and its evidence. `sure`: it rests on words alone, and nothing had to be weighed."""

    outcome: Outcome
    evidence: tuple[Evidence, ...] = ()
    score: float | None = None
    sure: bool = False


def verdict(
    outcome: Outcome,
    kind: EvidenceKind,
    words: tuple[str, ...] = (),
    where: PlaceName | None = None,
    note: str | None = None,
    score: float | None = None,
    sure: bool = False,
) -> Verdict:
    """A verdict with one piece of evidence."""
    return Verdict(outcome, (Evidence(kind, words, where, note),), score, sure)


def coincidence() -> str:
    """What a match of texts never excludes."""
    return _("the texts match; that one led to the other is not said, and coincidence is not excluded")


def devices(old: str, new: str, language: str) -> tuple[Device, ...]:
    """The wording devices between two texts."""
    return find_devices(old, new, redline(old, new), language)


def named(device: Device) -> str:
    """The words of a device on both sides: "commit to → recognize the need to"."""
    left, right = (side.text if side else "–" for side in (device.old, device.new))
    return f"{left} → {right}"


def moves(old: str, new: str, language: str) -> dict[Effect, tuple[str, ...]]:
    """The devices between two texts by their effect, each in words."""
    found: dict[Effect, tuple[str, ...]] = {}
    for device in devices(old, new, language):
        found[device.effect] = (*found.get(device.effect, ()), named(device))
    return found
