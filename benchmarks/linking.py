"""Linking: real justifications to the recital or article that each was written for, and speed."""

import json
import re
import time
from collections.abc import Sequence
from dataclasses import replace
from math import sqrt
from pathlib import Path

import numpy as np

from soundingboard.link import index_of, link_all
from soundingboard.model import Draft, Link, Paragraph
from soundingboard.segment import read_draft

_UNIT = re.compile(r"[ra]\d+")
_WORD = {"de": "Begründung", "es": "Justificación", "fr": "Justification"}


def _draft(path: Path, language: str) -> Draft:
    return replace(read_draft(path), language=language)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _units(links: Sequence[Link]) -> list[str]:
    """The recitals and articles of links, best first, each once."""
    found = (_UNIT.match(link.number) for link in links)
    return list(dict.fromkeys(match[0] for match in found if match))


def _ranks(answers: Sequence[Sequence[Link]], gold: Sequence[str]) -> list[float]:
    """The place of the right unit in each answer; infinite where it is not there."""
    ranks = []
    for links, right in zip(answers, gold, strict=True):
        units = _units(links)
        ranks.append(units.index(right) + 1.0 if right in units else float("inf"))
    return ranks


def wilson(share: float, n: int) -> tuple[float, float]:
    """The 95 % interval of a share of n: Wilson (1927)."""
    z = 1.96
    middle, half = share + z * z / (2 * n), z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)


def scores(data: Path) -> dict[str, float]:
    """hit@1, hit@5, MRR, hit@1 of the most confident quarter; and hit@5 through the language versions."""
    draft = _draft(data / "linking/gdpr_proposal_2012_en.json", "en")
    rows = [json.loads(line) for line in _lines(data / "linking/comment_links.jsonl")]
    answers = link_all([row["text"] for row in rows], index_of(draft), top=230)
    ranks = np.array(_ranks(answers, [row["target"] for row in rows]))
    lead = np.array([links[0].lead if links else 0.0 for links in answers])
    quarter = np.argsort(-lead, kind="stable")[: len(rows) // 4]
    sure = np.array([bool(links) and links[0].sure for links in answers])
    return {
        "link_hit1": float(np.mean(ranks <= 1)),
        "link_hit5": float(np.mean(ranks <= 5)),
        "link_mrr": float(np.mean(1 / ranks)),
        "link_confident_hit1": float(np.mean(ranks[quarter] <= 1)),
        "link_sure_share": float(np.mean(sure)),
        "link_sure_hit1": float(np.mean(ranks[sure] <= 1)) if sure.any() else 0.0,
        **_other_languages(data, draft),
    }


def _other_languages(data: Path, draft: Draft) -> dict[str, float]:
    versions = [
        _draft(data / f"languages/gdpr_proposal_2012_{code}.json", code) for code in ("fr", "es", "de")
    ]
    rows = [json.loads(line) for line in _lines(data / "languages/justifications.jsonl")]
    texts = [row["text"].removeprefix(_WORD[row["language"]]).strip() for row in rows]
    answers = link_all(texts, index_of(draft, versions), 5, [row["language"] for row in rows])
    hits = [rank <= 5 for rank in _ranks(answers, [_location(row["location"][0]) for row in rows])]
    share = sum(hits) / len(hits)
    low, high = wilson(share, len(hits))
    return {"link_languages_hit5": share, "link_languages_hit5_low": low, "link_languages_hit5_high": high}


def _location(words: str) -> str:
    match = re.match(r"(Recital|Article) (\d+)", words)
    return f"{'r' if match[1] == 'Recital' else 'a'}{match[2]}" if match else ""


def speeds(data: Path) -> dict[str, float]:
    """Seconds for 100,000 comments of some thirty words against 300 paragraphs (seeded, words of the proposal)."""
    draft = _draft(data / "linking/gdpr_proposal_2012_en.json", "en")
    texts = [one.text for one in draft.paragraphs if one.kind in ("recital", "paragraph", "point")][:300]
    small = Draft(paragraphs=tuple(Paragraph(f"para_{n}", str(n), text) for n, text in enumerate(texts, 1)))
    random = np.random.default_rng(4)
    pool = " ".join(texts).split()
    said = []
    for start in random.integers(0, len(pool) - 12, 100_000).tolist():
        said.append(
            " ".join([*pool[start : start + 8], *(pool[n] for n in random.integers(0, len(pool), 22))])
        )
    index = index_of(small)
    started = time.perf_counter()
    answers = link_all(said, index)
    taken = time.perf_counter() - started
    assert sum(map(bool, answers)) > 90_000, "most comments hold words of a paragraph"
    return {"link_100k_s": taken}
