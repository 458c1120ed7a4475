"""Redlines against what people marked: token F1 and exact records, and time per pair beside other packages.

A word of the data counts as marked when a letter or digit of it lies in a delete or insert run. F1 is taken
over the words of both sides of all records; a record is exact when all its words agree.
"""

import difflib
import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from soundingboard.model import Run
from soundingboard.redline import redline

Method = Callable[[str, str], Iterable[Run]]
_EDGES = ".,;:()[]‘’“”'\""


@dataclass(frozen=True, slots=True)
class Marked:
    """Two texts as words, each with whether the drafter marked it."""

    old_words: Sequence[tuple[str, bool]]
    new_words: Sequence[tuple[str, bool]]
    old: str
    new: str


def records(data: Path) -> list[Marked]:
    """The human marks in the data folder."""
    lines = (data / "redline" / "human_marks.jsonl").read_text(encoding="utf-8").splitlines()
    found = []
    for record in map(json.loads, lines):
        sides = [[(word, bool(mark)) for word, mark in record[side]] for side in ("old", "new")]
        found.append(Marked(*sides, *(" ".join(word for word, _ in side) for side in sides)))
    return found


def marks(words: Sequence[tuple[str, bool]], runs: Iterable[Run], op: str) -> list[bool]:
    """For each word, joined by one blank, whether a letter or digit of it lies in a run of `op`."""
    changed = list(
        chain.from_iterable([kind == op] * len(text) for kind, text in runs if kind in ("equal", op))
    )
    found, start = [], 0
    for word, _ in words:
        found.append(any(changed[start + i] for i, c in enumerate(word) if c.isalnum()))
        start += len(word) + 1
    return found


def score(method: Method, pairs: Sequence[Marked]) -> tuple[float, float]:
    """Token F1 and the share of exact records of a method."""
    both = either = exact = 0
    for pair in pairs:
        runs = tuple(method(pair.old, pair.new))
        ours = marks(pair.old_words, runs, "delete") + marks(pair.new_words, runs, "insert")
        gold = [mark for _, mark in (*pair.old_words, *pair.new_words)]
        both += 2 * sum(x and y for x, y in zip(ours, gold, strict=True))
        either += sum(ours) + sum(gold)
        exact += ours == gold
    return both / either, exact / len(pairs)


def by_difflib(old: str, new: str) -> Iterable[Run]:
    """difflib on words between blanks, the signs at their edges ignored when they are compared."""
    a, b = old.split(" "), new.split(" ")
    bare_a, bare_b = ([word.strip(_EDGES) or word for word in side] for side in (a, b))
    for op, i, k, j, m in difflib.SequenceMatcher(None, bare_a, bare_b, autojunk=False).get_opcodes():
        if op == "equal":
            for x, y, bare in zip(a[i:k], b[j:m], bare_a[i:k], strict=True):
                yield from _same_word(f"{x} ", f"{y} ", bare)
        else:
            yield "delete", "".join(f"{word} " for word in a[i:k])
            yield "insert", "".join(f"{word} " for word in b[j:m])


def _same_word(old: str, new: str, bare: str) -> Iterable[Run]:
    before, _, after = old.partition(bare)
    new_before, _, new_after = new.partition(bare)
    yield from (("delete", before), ("insert", new_before), ("equal", bare))
    yield from (("delete", after), ("insert", new_after))


def by_redlines(old: str, new: str) -> Iterable[Run]:
    """The package redlines, as it comes, on texts of one paragraph."""
    from redlines import Redlines
    from redlines.processor import tokenizer

    a, b = tokenizer.findall(old), tokenizer.findall(new)
    for op, i, k, j, m in Redlines(old, new).opcodes:
        if op == "equal":
            for x, y in zip(a[i:k], b[j:m], strict=True):  # they may differ in the blank at their end
                yield from _same_word(x, y, x.strip())
        else:
            yield "delete", "".join(a[i:k])
            yield "insert", "".join(b[j:m])


def by_diff_match_patch(old: str, new: str) -> Iterable[Run]:
    """diff-match-patch in its word mode: each word a character, then its semantic clean-up."""
    from diff_match_patch import diff_match_patch

    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    known: dict[str, str] = {}
    coded = []
    for text in (old, new):
        pieces = [f"{piece} " for piece in text.split(" ")]
        coded.append("".join(known.setdefault(piece, chr(0xF0000 + len(known))) for piece in pieces))
    pieces = list(known)
    found = engine.diff_main(coded[0], coded[1], False)
    engine.diff_cleanupSemantic(found)
    for op, text in found:
        kind = ("equal", "insert", "delete")[op]
        yield kind, "".join(pieces[ord(c) - 0xF0000] for c in text)


METHODS: dict[str, Method] = {
    "ours": redline,
    "difflib": by_difflib,
    "redlines": by_redlines,
    "diff_match_patch": by_diff_match_patch,
}


def scores(data: Path) -> dict[str, float]:
    """F1 and exact of our redline and of the plain method."""
    pairs = records(data)
    found = {}
    for name in ("ours", "difflib"):
        prefix = "redline" if name == "ours" else f"redline_{name}"
        found[f"{prefix}_f1"], found[f"{prefix}_exact"] = score(METHODS[name], pairs)
    return found


def speeds(data: Path, rounds: int = 3) -> dict[str, float]:
    """Processor time per pair of every method (microseconds, best of some rounds in turn); the others' F1."""
    pairs = records(data)
    best = dict.fromkeys(METHODS, float("inf"))
    for _ in range(rounds):
        for name, method in METHODS.items():
            started = time.process_time()
            for pair in pairs:
                tuple(method(pair.old, pair.new))
            best[name] = min(best[name], time.process_time() - started)
    found = {f"redline_{name}_us": seconds / len(pairs) * 1e6 for name, seconds in best.items()}
    for name in ("redlines", "diff_match_patch"):
        found[f"redline_{name}_f1"] = score(METHODS[name], pairs)[0]
    return found


if __name__ == "__main__":
    from benchmarks import data_folder

    folder = data_folder()
    for name, value in (scores(folder) | speeds(folder)).items():
        print(f"{name:30} {value:10.4f}")
