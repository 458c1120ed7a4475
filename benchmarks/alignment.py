"""Alignment against gold links: treaties, essays, synthetic stress; the same for the plain method.

The measure is F1 over links (old index, new index); a split or join counts as all its pairs. The files of the
treaties hold linked articles first, in the same order on both sides, so file order itself tells the links.
Therefore the treaties are measured as they are in the file, and again by article number (`_by_number`).
"""

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from math import log
from pathlib import Path

import numpy as np

from benchmarks.stress import Case, Rates, stress
from soundingboard.align import align

Links = frozenset[tuple[int, int]]
Method = Callable[[Sequence[str], Sequence[str]], Links]
SEEDS = (11, 12, 13, 14, 15)
PLAIN_LEAST = 0.45  # gives the published figures of the plain method on the treaties within 0.002


def ours(old: Sequence[str], new: Sequence[str]) -> Links:
    """The links of `align`."""
    return frozenset((i, j) for match in align(old, new) for i in match.old for j in match.new)


def plain(old: Sequence[str], new: Sequence[str]) -> Links:
    """TF-IDF over words, cosine, greedy one to one: the method to beat."""
    counts = [Counter(re.findall(r"\w+", text.lower())) for text in (*old, *new)]
    spread = Counter(word for count in counts for word in count)
    column = {word: k for k, word in enumerate(spread)}
    matrix = np.zeros((len(counts), len(column)))
    for row, count in enumerate(counts):
        for word, often in count.items():
            matrix[row, column[word]] = often * (log((1 + len(counts)) / (1 + spread[word])) + 1)
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    cosine = matrix[: len(old)] @ matrix[len(old) :].T
    links: dict[int, int] = {}
    for cell in np.argsort(-cosine, axis=None, kind="stable").tolist():
        i, j = divmod(cell, len(new))
        if cosine[i, j] < PLAIN_LEAST:
            break
        if i not in links and j not in links.values():
            links[i] = j
    return frozenset(links.items())


def f1(found: Iterable[tuple[Links, Links]]) -> float:
    """F1 over all links of several (predicted, gold)."""
    right = either = 0
    for predicted, gold in found:
        right += len(predicted & gold)
        either += len(predicted) + len(gold)
    return 2 * right / either


def treaty(data: Path, name: str, by_number: bool = False) -> Case:
    """A pair of treaties, its articles as in the file or in the order of their numbers."""
    folder = data / "alignment" / name
    sides = [_articles(folder / f"{side}.json", by_number) for side in ("old", "new")]
    place = [{number: k for k, (number, _) in enumerate(side)} for side in sides]
    gold = json.loads((folder / "gold_links.json").read_text(encoding="utf-8"))
    old, new = (tuple(text for _, text in side) for side in sides)
    return Case(old, new, frozenset((place[0][a], place[1][b]) for a, b in gold))


def renumbered(data: Path) -> Case:
    """1986 against 1997, where nearly every article has another number: the links of both pairs in turn."""
    first, second = (treaty(data, name, by_number=True) for name in ("tec_1986_1992", "tec_1992_1997"))
    place = {text: k for k, text in enumerate(second.old)}
    later = dict(second.links)
    links = ((i, later.get(place.get(first.new[j], -1))) for i, j in first.links)
    return Case(first.old, second.new, frozenset((i, j) for i, j in links if j is not None))


def _articles(path: Path, by_number: bool) -> list[tuple[str, str]]:
    record = json.loads(path.read_text(encoding="utf-8"))
    articles = [(paragraph["number"], paragraph["text"]) for paragraph in record["paragraphs"]]
    return sorted(articles, key=lambda article: _article_number(article[0])) if by_number else articles


def _article_number(path: str) -> tuple[int, str]:
    """What to sort "3.2.3.4.X.73b" by: (73, "b")."""
    digits, letters = re.fullmatch(r"(\d+)(.*)", path.rsplit(".", 1)[-1]).groups()
    return int(digits), letters


def essays(data: Path) -> list[Case]:
    """Pairs of essay drafts by sentence."""
    lines = (data / "alignment" / "argrewrite.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        Case(tuple(record["old"]), tuple(record["new"]), frozenset(map(tuple, record["links"])))
        for record in map(json.loads, lines)
    ]


def stressed(data: Path, rates: Rates) -> list[Case]:
    """Synthetic cases made from the treaty of 1992, a case for each seed."""
    texts = treaty(data, "tec_1992_1997", by_number=True).old
    return [stress(texts, seed, rates) for seed in SEEDS]


def _measured(cases: Sequence[Case], method: Method) -> list[tuple[Links, Links]]:
    return [(method(case.old, case.new), case.links) for case in cases]


def _changed(cases: Sequence[Case], found: list[tuple[Links, Links]]) -> list[tuple[Links, Links]]:
    """Only the links whose texts differ."""
    return [
        tuple(frozenset((i, j) for i, j in links if case.old[i] != case.new[j]) for links in pair)
        for case, pair in zip(cases, found, strict=True)
    ]


def scores(data: Path) -> dict[str, float]:
    """Link F1 on each set, and with the suffix `_plain` for the plain method."""
    results = {}
    drafts = essays(data)
    sets = {
        "align_tec_1992_1997": [treaty(data, "tec_1992_1997")],
        "align_tec_1992_1997_by_number": [treaty(data, "tec_1992_1997", by_number=True)],
        "align_tec_1986_1992": [treaty(data, "tec_1986_1992")],
        "align_tec_1986_1992_by_number": [treaty(data, "tec_1986_1992", by_number=True)],
        "align_tec_1986_1997_by_number": [renumbered(data)],
        "align_stress": stressed(data, Rates()),
        "align_stress_doubled": stressed(data, Rates().doubled()),
        "align_stress_rewritten": stressed(data, Rates.rewritten()),
    }
    for suffix, method in (("", ours), ("_plain", plain)):
        results |= {f"{key}{suffix}": f1(_measured(cases, method)) for key, cases in sets.items()}
        found = _measured(drafts, method)
        results[f"align_argrewrite_all{suffix}"] = f1(found)
        results[f"align_argrewrite_changed{suffix}"] = f1(_changed(drafts, found))
    return results


def speeds(data: Path) -> dict[str, float]:
    """Seconds for two drafts of about 125, 500 and 5,000 paragraphs; the best of three for the small ones."""
    from benchmarks.speed import paragraphs

    results = {}
    for size, runs in ((125, 3), (500, 3), (5000, 1)):
        case = stress(paragraphs(data, size * 4 // 3), seed=7)
        results[f"align_{size}_s"] = min(_seconds(case) for _ in range(runs))
    return results


def _seconds(case: Case) -> float:
    started = time.perf_counter()
    align(case.old, case.new)
    return time.perf_counter() - started


if __name__ == "__main__":
    from benchmarks import data_folder

    folder = data_folder()
    for key, value in (scores(folder) | speeds(folder)).items():
        print(f"{key:40} {value:.4f}")
