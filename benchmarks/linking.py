"""Linking: real justifications to the recital or article that each was written for, and speed."""

import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from soundingboard.converge.interval import interval
from soundingboard.link import Confirmed, index_of, link_all
from soundingboard.model import Draft, Link, Paragraph
from soundingboard.passage import passages
from soundingboard.segment import read_draft

_UNIT = re.compile(r"[ra]\d+")
_WORD = {"de": "Begründung", "es": "Justificación", "fr": "Justification"}
_EVERY = 230  # more than there are units: all the places of an answer
_FOLDS = 10


def _draft(path: Path, language: str) -> Draft:
    return replace(read_draft(path), language=language)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _units(links: Sequence[Link]) -> list[str]:
    """The recitals and articles of links, best first, each once."""
    found = (_UNIT.match(link.number) for link in links)
    return list(dict.fromkeys(match[0] for match in found if match))


def _ranks(answers: Sequence[Sequence[Link]], gold: Sequence[str]) -> np.ndarray:
    """The place of the right unit in each answer; infinite where it is not there."""
    ranks = []
    for links, right in zip(answers, gold, strict=True):
        units = _units(links)
        ranks.append(units.index(right) + 1.0 if right in units else float("inf"))
    return np.array(ranks)


def _means(ranks: np.ndarray, name: str) -> dict[str, float]:
    """hit@1, hit@5 and MRR as `link_hit1` and so on, `name` between."""
    return {
        f"link{name}_hit1": float(np.mean(ranks <= 1)),
        f"link{name}_hit5": float(np.mean(ranks <= 5)),
        f"link{name}_mrr": float(np.mean(1 / ranks)),
    }


def scores(data: Path) -> dict[str, float]:
    """hit@1, hit@5, MRR, of the plain method too and with others' links confirmed; confidence; other languages."""
    draft = _draft(data / "linking/gdpr_proposal_2012_en.json", "en")
    rows = [json.loads(line) for line in _lines(data / "linking/comment_links.jsonl")]
    texts, gold = [row["text"] for row in rows], [row["target"] for row in rows]
    answers = link_all(texts, index_of(draft), top=_EVERY)
    ranks = _ranks(answers, gold)
    lead = np.array([links[0].lead if links else 0.0 for links in answers])
    quarter = np.argsort(-lead, kind="stable")[: len(rows) // 4]
    sure = np.array([bool(links) and links[0].sure for links in answers])
    return {
        **_means(ranks, ""),
        "link_confident_hit1": float(np.mean(ranks[quarter] <= 1)),
        "link_sure_share": float(np.mean(sure)),
        "link_sure_hit1": float(np.mean(ranks[sure] <= 1)) if sure.any() else 0.0,
        **_means(_plain(texts, gold, draft), "_plain"),
        **_means(_confirmed(texts, gold, draft), "_confirmed"),
        **_other_languages(data, draft),
    }


def _plain(texts: Sequence[str], gold: Sequence[str], draft: Draft) -> np.ndarray:
    """The ranks by TF-IDF over paragraphs, the best paragraph of each unit: the method to beat."""
    units = [(_UNIT.match(one.number), one.text) for one in draft.paragraphs]
    held = [(match[0], text) for match, text in units if match]
    counted = [re.findall(r"\w+", text.lower()) for text in (*(text for _, text in held), *texts)]
    column = {word: n for n, word in enumerate(dict.fromkeys(word for words in counted for word in words))}
    matrix = np.zeros((len(counted), len(column)), dtype=np.float32)
    for row, words in enumerate(counted):
        np.add.at(matrix[row], [column[word] for word in words], 1)
    spread = (matrix[: len(held)] > 0).sum(axis=0)
    matrix *= np.log((1 + len(held)) / (1 + spread)) + 1
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    cosine = matrix[len(held) :] @ matrix[: len(held)].T
    order = np.argsort(-cosine, axis=1, kind="stable")
    ranked = [list(dict.fromkeys(held[n][0] for n in places)) for places in order.tolist()]
    return np.array([units.index(right) + 1.0 for units, right in zip(ranked, gold, strict=True)])


def _confirmed(texts: Sequence[str], gold: Sequence[str], draft: Draft) -> np.ndarray:
    """The ranks where a person linked the other nine tenths; the same text sent twice lends itself nothing."""
    eid = {one.number: one.eid for one in draft.paragraphs}
    ranks = np.zeros(len(texts))
    for fold in range(_FOLDS):
        asked = list(range(fold, len(texts), _FOLDS))
        held_out = {texts[n] for n in asked}
        lent = [
            Confirmed(text, eid[right])
            for text, right in zip(texts, gold, strict=True)
            if text not in held_out
        ]
        answers = link_all([texts[n] for n in asked], index_of(draft, (), lent), top=_EVERY)
        ranks[asked] = _ranks(answers, [gold[n] for n in asked])
    return ranks


def _other_languages(data: Path, draft: Draft) -> dict[str, float]:
    versions = [
        _draft(data / f"languages/gdpr_proposal_2012_{code}.json", code) for code in ("fr", "es", "de")
    ]
    rows = [json.loads(line) for line in _lines(data / "languages/justifications.jsonl")]
    texts = [row["text"].removeprefix(_WORD[row["language"]]).strip() for row in rows]
    answers = link_all(texts, index_of(draft, versions), 5, [row["language"] for row in rows])
    hits = int(np.sum(_ranks(answers, [_location(row["location"][0]) for row in rows]) <= 5))
    between = interval(hits, len(rows))
    return {
        "link_languages_hit5": hits / len(rows),
        "link_languages_hit5_low": between.low,
        "link_languages_hit5_high": between.high,
    }


def _location(words: str) -> str:
    match = re.match(r"(Recital|Article) (\d+)", words)
    return f"{'r' if match[1] == 'Recital' else 'a'}{match[2]}" if match else ""


def _comments(texts: Sequence[str], n: int) -> list[str]:
    """Comments of some thirty words of these texts (seeded): eight words in a row, the others drawn one by one.

    Every twentieth names a paragraph by its number, and every twentieth quotes ten words.
    """
    random = np.random.default_rng(4)
    pool = " ".join(texts).split()
    said = []
    for number, start in enumerate(random.integers(0, len(pool) - 12, n).tolist()):
        drawn = [pool[n] for n in random.integers(0, len(pool), 22)]
        if number % 20 == 1:
            drawn = ["On", "paragraph", f"{number % len(texts) + 1}:", *drawn[3:]]
        if number % 20 == 2:
            drawn = ["“" + " ".join(pool[start : start + 10]) + "”", *drawn[10:]]
        said.append(" ".join([*pool[start : start + 8], *drawn]))
    return said


def _short_comments(data: Path) -> tuple[float, float]:
    """Seconds to link 100,000 comments to 300 paragraphs, and the highest memory (MB) of this process."""
    draft = _draft(data / "linking/gdpr_proposal_2012_en.json", "en")
    texts = [one.text for one in draft.paragraphs if one.kind in ("recital", "paragraph", "point")][:300]
    paragraphs = tuple(Paragraph(f"para_{n}", str(n), text) for n, text in enumerate(texts, 1))
    said, index = _comments(texts, 100_000), index_of(Draft(paragraphs=paragraphs))
    started = time.perf_counter()
    answers = link_all(said, index)
    taken = time.perf_counter() - started
    assert sum(map(bool, answers)) > 90_000, "most comments hold words of a paragraph"
    return taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _submission(data: Path) -> float:
    """Seconds to cut a submission of 300 pages of 500 words into passages and to link each of them."""
    draft = _draft(data / "linking/gdpr_proposal_2012_en.json", "en")
    files = sorted((data / "netmundial2014").glob("*.txt"))
    words = "\n\n".join(path.read_text(encoding="utf-8", errors="replace") for path in files).split(" ")
    text, index = " ".join(words[:150_000]), index_of(draft)
    started = time.perf_counter()
    link_all([one.text for one in passages(text)], index)
    return time.perf_counter() - started


def speeds(data: Path) -> dict[str, float]:
    """Seconds and MB for many short comments, in a process of its own, and seconds for one long submission."""
    command = [sys.executable, "-m", "benchmarks.linking", "comments"]
    taken, memory = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return {
        "link_100k_s": taken,
        "link_100k_memory_mb": memory,
        "link_300_pages_s": _submission(data),
    }


if __name__ == "__main__":
    from benchmarks import data_folder

    folder = data_folder()
    if sys.argv[1:] == ["comments"]:
        print(json.dumps(_short_comments(folder)))
    else:
        for key, value in (scores(folder) | speeds(folder)).items():
            print(f"{key:32} {value:.4f}")
