"""How fast: whole processes from JSON to JSON, and the work inside them."""

import gc
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.stress import stress
from soundingboard.compare import compare
from soundingboard.segment import read_draft

SIZES = (125, 500, 5000)


def paragraphs(data: Path, n: int, seed: int = 1) -> list[str]:
    """`n` paragraphs in the words of the treaties: sentences of theirs, drawn anew for each paragraph."""
    texts = []
    for name in ("tec_1986_1992/old.json", "tec_1992_1997/new.json"):
        record = json.loads((data / "alignment" / name).read_text(encoding="utf-8"))
        texts += [paragraph["text"] for paragraph in record["paragraphs"]]
    sentences = sorted({part for text in texts for part in text.split(". ") if 6 <= len(part.split()) <= 60})
    rng = random.Random(seed)
    return [". ".join(rng.sample(sentences, rng.randint(1, 4))) for _ in range(n)]


def write_drafts(data: Path, folder: Path, n: int) -> tuple[Path, Path]:
    """Two drafts of about `n` paragraphs as JSON files: a text, and what the stress generator makes of it."""
    case = stress(paragraphs(data, n * 4 // 3), seed=7)
    files = []
    for name, texts in (("old", case.old), ("new", case.new)):
        record = {"paragraphs": [{"number": str(k + 1), "text": text} for k, text in enumerate(texts)]}
        files.append(folder / f"{name}-{n}.json")
        files[-1].write_text(json.dumps(record), encoding="utf-8")
    return files[0], files[1]


def whole_process(old: Path, new: Path, runs: int) -> tuple[float, float]:
    """Median seconds and highest memory (MB) of `soundingboard compare OLD NEW`, start-up included."""
    command = [
        sys.executable,
        "-m",
        "soundingboard.cli",
        "compare",
        str(old),
        str(new),
        "--output",
        os.devnull,
    ]
    seconds = []
    for _ in range(runs):
        started = time.perf_counter()
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def work(old: Path, new: Path, runs: int = 7) -> float:
    """Median seconds of comparing two drafts once they are read, in this process."""
    drafts = read_draft(old), read_draft(new)
    gc.collect()
    gc.freeze()  # what other measurements left behind is not part of this one
    seconds = []
    for _ in range(runs):
        started = time.perf_counter()
        compare(*drafts)
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def speeds(data: Path, sizes: Sequence[int] = SIZES) -> dict[str, float]:
    """Seconds and MB for drafts of each size; small sizes first, since memory is the highest so far."""
    result: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        for n in sizes:
            old, new = write_drafts(data, Path(name), n)
            seconds, memory = whole_process(old, new, 5 if n < 1000 else 1)
            result |= {f"compare_{n}_process_s": seconds, f"compare_{n}_memory_mb": memory}
            result[f"compare_{n}_work_s"] = work(old, new, 7 if n < 1000 else 1)
    if {500, 5000} <= set(sizes):
        result["compare_5000_to_500_ratio"] = (
            result["compare_5000_process_s"] / result["compare_500_process_s"]
        )
    return result


if __name__ == "__main__":
    from benchmarks import data_folder

    print(speeds(data_folder()))
