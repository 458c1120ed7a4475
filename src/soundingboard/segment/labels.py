"""Which printed numbers of a document number its paragraphs, and which number items within them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from soundingboard.model import Block
from soundingboard.numbers import Label, read_bare_number, read_label, read_roman_number, value_of
from soundingboard.segment.front import read_mark
from soundingboard.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When the numbers of a document count as numbers of its paragraphs."""

    share: float = 0.25  # of the units that are not items: fewer are a list inside unnumbered prose
    least: int = 2  # one number among other text may be a sentence that opens with a figure
    rising: float = 0.9  # of neighbours in a list numbered by the file: lists that restart are lists of items


@dataclass(frozen=True, slots=True)
class Unit:
    """A block with its label read off: `start` and `end` bound what is left of the block's text.

    `opening` is a bracket that stood before the label ("[12. We note]") and belongs to the text after it.
    """

    block: Block
    label: Label | None
    start: int
    end: int
    status: Status | None
    opening: str = ""

    @property
    def is_mark_alone(self) -> bool:
        """Whether the unit is a status mark on a line of its own."""
        return bool(self.status) and not self.label and not self.text

    @property
    def text(self) -> str:
        """What is left of the text without label and mark."""
        return self.opening + self.block.text[self.start : self.end]

    @property
    def is_heading(self) -> bool:
        """Whether the unit is a heading."""
        return self.block.role == "heading"


def read_unit(block: Block) -> Unit:
    """The label and the status mark of a block, typed or generated."""
    status, start, end = read_mark(block.text)
    label = _generated(block.label) if block.label else read_label(block.text[start:end])
    if block.role == "row":
        label = None
    opening = ""
    if label and not block.label:
        opening = label.opening
        start = end - len(label.rest) + len(opening)
    if status is None and not opening:
        status, after, before = read_mark(block.text[start:end])
        start, end = start + after, start + before
    return Unit(block, label, start, end, status, opening)


def _generated(printed: str) -> Label:
    """A label that the file generates; what no rule reads is an item of that name."""
    return read_label(f"{printed} ") or Label("item", printed.strip("(). "), printed, "")


def number_units(units: Sequence[Unit], thresholds: Thresholds = Thresholds()) -> tuple[list[Unit], bool]:
    """The units with labels that number paragraphs made `paragraph`, all other labels `item`; and whether any do."""
    body = [unit for unit in units if not unit.is_heading]
    outer = sum(not _is_item(unit) for unit in body)
    hard = sum(_is_hard(unit) for unit in body)
    enough = max(min(thresholds.least, outer), thresholds.share * outer)
    if hard and hard >= enough:
        return [_settle(unit, _is_hard(unit)) for unit in units], True
    soft = [int(unit.label.number) for unit in body if _is_soft(unit) and unit.label]
    if hard + len(soft) >= max(enough, 3) and _rising(soft) >= thresholds.rising:
        return [_settle(unit, _is_hard(unit) or _is_soft(unit)) for unit in units], True
    for read in (read_bare_number, read_roman_number):
        bare = [_bare(unit, read) for unit in units]
        numbers = [value_of(unit.label.number) for unit in bare if unit and unit.label]
        if len(numbers) >= max(enough, 3) and _rising(numbers) >= thresholds.rising:
            return [new or _settle(unit, False) for unit, new in zip(units, bare, strict=True)], True
    return [_settle(unit, False) for unit in units], False


def _is_hard(unit: Unit) -> bool:
    """A number that can only be a paragraph's: printed "12." and not inside a list."""
    if not unit.label or unit.label.kind not in ("paragraph", "preambular"):
        return False
    return unit.block.role != "item" or "." in unit.label.number


def _is_soft(unit: Unit) -> bool:
    """A number that may be a paragraph's or a list's: "(12)", or a list numbered by the file."""
    return bool(unit.label and unit.label.number.isdecimal() and unit.block.level <= 1) and not _is_hard(unit)


def _is_item(unit: Unit) -> bool:
    return bool(unit.label and unit.label.kind in ("item", "bullet")) or unit.block.role in ("row", "item")


def _rising(numbers: Sequence[int]) -> float:
    pairs = list(pairwise(numbers))
    return sum(0 < b - a <= 3 for a, b in pairs) / len(pairs) if pairs else 0.0


def _bare(unit: Unit, read: Callable[[str], Label | None]) -> Unit | None:
    if unit.is_heading or unit.label or unit.block.role != "paragraph":
        return None
    label = read(unit.block.text[unit.start : unit.end])
    return replace(unit, label=label, start=unit.end - len(label.rest)) if label else None


def _settle(unit: Unit, is_paragraph: bool) -> Unit:
    if not unit.label or unit.label.kind == "bullet":
        return unit
    kind = unit.label.kind if unit.label.kind == "preambular" else "paragraph"
    return replace(unit, label=replace(unit.label, kind=kind if is_paragraph else "item"))
