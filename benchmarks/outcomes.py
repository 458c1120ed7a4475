"""What became of the example's asks, against a careful reader's word: the first step of each, and all their steps."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.truth import EXAMPLE, FILES
from soundingboard import read_draft
from soundingboard.model import Ask, Contribution, Draft
from soundingboard.trace import trace
from soundingboard.write.said import ask_of


def scores(_data: Path) -> dict[str, float]:
    """Shares of outcomes that agree; how many are called adopted that are not; the plain answer's share.

    The plain method answers what is commonest: "not taken up" to an ask to change, "kept" to one to keep.
    """
    rows = _lines(EXAMPLE / "outcomes-truth.jsonl")
    asks, said = example_asks()
    kinds = {ask.id: ask.kind for ask in asks}
    found = {
        (entry.of.removeprefix("ask:"), entry.new): entry.outcome
        for entry in trace(asks, example_drafts(), None, said)
    }
    first = list({row["ask"]: row for row in reversed(rows)}.values())
    right = [found.get((row["ask"], row["to"])) == row["outcome"] for row in rows]
    plain = [("kept" if kinds[row["ask"]] == "retain" else "not taken up") == row["outcome"] for row in first]
    adopted = [row for row in rows if found.get((row["ask"], row["to"])) == "adopted"]
    return {
        "outcomes_first": sum(found.get((r["ask"], r["to"])) == r["outcome"] for r in first) / len(first),
        "outcomes_first_plain": sum(plain) / len(plain),
        "outcomes_steps": sum(right) / len(right),
        "outcomes_false_adopted": float(sum(row["outcome"] != "adopted" for row in adopted)),
    }


def example_drafts() -> list[Draft]:
    """The drafts of the example, oldest first, by the names that its records use."""
    return [replace(read_draft(EXAMPLE / "drafts" / file), stage=name) for name, file in FILES.items()]


def example_asks() -> tuple[list[Ask], list[Contribution]]:
    """The asks of the example, and the contributions that they stand in."""
    folder = EXAMPLE / "contributions"
    said = [
        Contribution(row["id"], row["text"], draft=row["draft"], language=row["language"])
        for row in _lines(folder / "contributions.jsonl")
    ]
    return [ask_of(row, "asks.jsonl")[0] for row in _lines(folder / "asks.jsonl")], said


def _lines(file: Path) -> Sequence[dict]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
