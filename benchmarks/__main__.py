"""`make bench`: measures everything, prints the table, writes results.json. `--pin` writes floors.json anew."""

import argparse
import json
import os
import platform
import sys
import time
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks import (
    HERE,
    adoption,
    alignment,
    asking,
    data_folder,
    linking,
    outcomes,
    redline,
    reflections,
    site,
    speed,
    tracked,
    truth,
)

ROWS: list[dict[str, Any]] = tomllib.loads((HERE / "targets.toml").read_text(encoding="utf-8"))["rows"]
SCORES: tuple[Callable[[Path], dict[str, float]], ...] = (
    alignment.scores,
    redline.scores,
    truth.scores,
    linking.scores,
    asking.scores,
    tracked.scores,
    outcomes.scores,
    adoption.scores,
    reflections.scores,
)
SPEEDS: tuple[Callable[[Path], dict[str, float]], ...] = (
    redline.speeds,
    speed.speeds,
    linking.speeds,
    asking.speeds,
    site.speeds,
    adoption.speeds,
)


def measure(parts: tuple[Callable[[Path], dict[str, float]], ...], data: Path) -> dict[str, float]:
    """The results of several measurements, with progress on standard error."""
    results: dict[str, float] = {}
    for part in parts:
        started = time.perf_counter()
        print(f"measuring {part.__module__}.{part.__name__} ...", end=" ", file=sys.stderr, flush=True)
        results |= part(data)
        print(f"{time.perf_counter() - started:.1f} s", file=sys.stderr)
    return results


def reached(row: Mapping[str, Any], value: float) -> bool:
    """Whether a value is at or beyond the row's target."""
    return value >= row["target"] if row["better"] == "more" else value <= row["target"]


def print_table(results: Mapping[str, float]) -> None:
    """The table: measure, plain method, target, ours, and whether it is reached."""
    print(f"\n{'measure':58} {'plain':>9} {'target':>9} {'ours':>9}")
    for row in ROWS:
        plain = f"{results[row['plain']]:.4g}" if "plain" in row else ""
        target = f"{row['target']:g}" if "target" in row else ""
        value = results[row["key"]]
        verdict = "" if "target" not in row else "reached" if reached(row, value) else "NOT reached"
        print(f"{row['words']:58} {plain:>9} {target:>9} {value:>9.4g}  {verdict}")
    print("\nredline, same run: microseconds a pair, token F1")
    for name in ("ours", "difflib", "redlines", "diff_match_patch"):
        score = results["redline_f1" if name == "ours" else f"redline_{name}_f1"]
        print(f"  {name:18} {results[f'redline_{name}_us']:9.0f} {score:9.4f}")


SLACK = (
    0.001  # about one link of a treaty: sums of floats differ in the last digit from processor to processor
)


def pinned(results: Mapping[str, float]) -> dict[str, float]:
    """The scores that may not fall, each with a slack; what is perfect is pinned as it is."""
    floors = {}
    for row in ROWS:
        if row.get("floor"):
            value = results[row["key"]]
            slack = 0 if value in (0, 1) else SLACK if row["better"] == "less" else -SLACK
            floors[row["key"]] = round(value + slack, 4)
    return floors


def main() -> None:
    """Measures, prints, writes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--pin", action="store_true", help="pin today's scores as the floors")
    options = parser.parse_args()
    data = data_folder()
    results = measure(SCORES, data) | measure(SPEEDS, data)
    print_table(results)
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    record = {"machine": machine, "results": {key: round(value, 6) for key, value in sorted(results.items())}}
    (HERE / "results.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    if options.pin:
        (HERE / "floors.json").write_text(json.dumps(pinned(results), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
