"""Short ways to read contributions in tests."""

from soundingboard.gather import Gathered, gather_bytes
from soundingboard.model import Contribution


def of_csv(text: str, **more) -> Gathered:
    """What a table of this text gives."""
    return gather_bytes("table.csv", text.encode(), **more)


def one(text: str, **more) -> Contribution:
    """The only contribution of a table with these columns and this row."""
    (contribution,) = of_csv(text, **more).contributions
    return contribution


def notices(gathered: Gathered) -> list[str]:
    """All notices of the rows, without those of the file."""
    return [notice for row in gathered.report if row.place for notice in row.notices]


def outcomes(gathered: Gathered) -> list[tuple[str, str, str, str | None, str | None]]:
    """The report without its words."""
    return [(row.file, row.place, row.outcome, row.reason, row.id) for row in gathered.report]
