"""The pinned scores: none may fall. `make bench` prints them; `python -m benchmarks --pin` pins better ones."""

import json
from pathlib import Path

import pytest
from benchmarks.__main__ import ROWS, SCORES

FLOORS = json.loads((Path(__file__).parent.parent / "benchmarks" / "floors.json").read_text(encoding="utf-8"))
BETTER = {row["key"]: row["better"] for row in ROWS}


def test_every_score_that_is_to_be_pinned_is_pinned() -> None:
    assert set(FLOORS) == {row["key"] for row in ROWS if row.get("floor")}


@pytest.mark.parametrize("measure", SCORES, ids=lambda measure: measure.__module__)
def test_no_score_has_fallen(measure, data: Path) -> None:
    scores = measure(data)
    mine = {key: floor for key, floor in FLOORS.items() if key in scores}
    assert mine, "nothing of this measure is pinned"
    worse = {
        key: (scores[key], floor)
        for key, floor in mine.items()
        if (scores[key] < floor if BETTER[key] == "more" else scores[key] > floor)
    }
    assert worse == {}
