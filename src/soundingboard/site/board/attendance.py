"""Who came, by group and region, as the secretariat counted: a table with its totals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from soundingboard.site.processes.models import NOT_STATED, Process

Counts = Sequence[Mapping[str, Any]]  # [{"stakeholder_group", "regional_group", "n"}]


@dataclass(frozen=True, slots=True)
class Attendance:
    """`rows` has, for each group, the number of each region and their sum; `sums` those of the regions."""

    regions: Sequence[str]
    rows: Sequence[tuple[str, Sequence[int], int]]
    sums: Sequence[int]
    total: int


def attendance(process: Process, counts: Counts) -> Attendance | None:
    """The table, with the groups and regions from which somebody came; None where nothing was counted."""
    cells = cells_of(counts)
    groups = [
        word for word in words(process.group_words(), (group for group, _ in cells)) if _has(cells, 0, word)
    ]
    regions = [word for word in words(process.region_words(), (r for _, r in cells)) if _has(cells, 1, word)]
    rows = [(group, [cells.get((group, region), 0) for region in regions]) for group in groups]
    sums = [sum(row[place] for _, row in rows) for place in range(len(regions))]
    table = [(group, row, sum(row)) for group, row in rows]
    return Attendance(regions, table, sums, sum(sums)) if cells else None


def cells_of(counts: Counts) -> dict[tuple[str, str], int]:
    """The number of each group and region that was counted; cells named twice are added."""
    cells: dict[tuple[str, str], int] = {}
    for row in counts:
        key = (row.get("stakeholder_group") or NOT_STATED, row.get("regional_group") or NOT_STATED)
        cells[key] = cells.get(key, 0) + int(row.get("n") or 0)
    return {key: n for key, n in cells.items() if n}


def words(own: Iterable[str], used: Iterable[str]) -> list[str]:
    """The words of the process, then others in use."""
    return list(dict.fromkeys([*own, *sorted(set(used))]))


def _has(cells: Mapping[tuple[str, str], int], side: int, word: str) -> bool:
    return any(key[side] == word for key in cells)
