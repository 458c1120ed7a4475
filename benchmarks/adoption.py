"""Adoption: does an amendment take up a lobby proposal, which of 4,255 did, and how fast is it found."""

import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from scipy import sparse

from soundingboard.redline import redline
from soundingboard.trace.adoption import score_pairs
from soundingboard.trace.edits import Edit
from soundingboard.trace.finding import rank

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_DRAWS = 2000
_FOLDS = 10
_SAMPLE = 10  # proposals that the rapidfuzz loop is timed on; its time grows with their number exactly


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _pair(row: dict[str, Any]) -> tuple[Edit, Edit]:
    """The proposal and the amendment of a row; the normalised text where the text itself is empty."""
    old, new = (row[f"am_{side}"] or row[f"am_{side}_norm"] for side in ("old", "new"))
    return Edit(row["proposal"], row["prop_old"], row["prop_new"]), Edit(row["amendment"], old, new)


def scores(data: Path) -> dict[str, float]:
    """AUC and F1 of the pairs, ours and plain, with interval and across folds; how well the amendment is found."""
    rows = _lines(data / "influence/adoption_pairs.jsonl")
    yes = np.array([row["label"] == "yes" for row in rows])
    pairs = [_pair(row) for row in rows]
    found = score_pairs(pairs)
    ours = np.array([one.score for one in found])
    dice = np.array([_dice(*pair) for pair in pairs])
    lobbyplag = np.array([row["lobbyplag_score"] for row in rows])
    low, high = _interval(ours, yes)
    folds = {name: _held_out(ours, yes, [_fold(row, name) for row in rows]) for name in _GROUPS}
    return {
        "adoption_auc": auc(ours, yes),
        "adoption_auc_low": low,
        "adoption_auc_high": high,
        "adoption_auc_halves": min(_halves(ours, yes, rows)),
        "adoption_f1": _f1(np.array([one.reflected for one in found]), yes),
        **{f"adoption_f1_by_{name}": value for name, value in folds.items()},
        "adoption_dice_auc": auc(dice, yes),
        "adoption_dice_f1": _best_f1(dice, yes)[0],
        "adoption_dice_f1_by_provision": _held_out(dice, yes, [_fold(row, "provision") for row in rows]),
        "adoption_lobbyplag_auc": auc(lobbyplag, yes),
        "adoption_lobbyplag_f1": _best_f1(lobbyplag, yes)[0],
        **_finding(data, rows),
    }


# --- pairs ------------------------------------------------------------------------------------------------

_GROUPS = ("provision", "lobbyist", "committee")


def _fold(row: dict[str, Any], name: str) -> Hashable:
    return tuple(row[name]) if isinstance(row[name], list) else row[name]


def auc(score: Floats, yes: Flags) -> float:
    """The chance that a pair that is one scores above a pair that is none; half for a tie."""
    above = score[yes][:, None] - score[~yes][None, :]
    return float(np.mean((above > 0) + 0.5 * (above == 0)))


def _f1(said: Flags, yes: Flags) -> float:
    return float(2 * np.sum(said & yes) / max(1, np.sum(said) + np.sum(yes)))


def _best_f1(score: Floats, yes: Flags) -> tuple[float, float]:
    """The best F1 over all thresholds, and the threshold."""
    return max((_f1(score >= one, yes), float(one)) for one in np.unique(score))


def _interval(score: Floats, yes: Flags) -> tuple[float, float]:
    """The middle 95 of a hundred AUCs of pairs drawn again (seeded)."""
    random = np.random.default_rng(5)
    drawn = []
    for _ in range(_DRAWS):
        at = random.integers(0, len(score), len(score))
        if 0 < yes[at].sum() < len(at):
            drawn.append(auc(score[at], yes[at]))
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(low), float(high)


def _held_out(score: Floats, yes: Flags, groups: Sequence[Hashable]) -> float:
    """F1 where each group is judged by the threshold that is best on all the groups of the other folds."""
    places = {group: n % _FOLDS for n, group in enumerate(dict.fromkeys(groups))}
    fold = np.array([places[group] for group in groups])
    said = np.zeros(len(yes), dtype=bool)
    for one in np.unique(fold):
        said[fold == one] = score[fold == one] >= _best_f1(score[fold != one], yes[fold != one])[1]
    return _f1(said, yes)


def _halves(score: Floats, yes: Flags, rows: Sequence[dict[str, Any]]) -> list[float]:
    """The AUC of each half of the provisions."""
    places = {group: n % 2 for n, group in enumerate(dict.fromkeys(_fold(row, "provision") for row in rows))}
    half = np.array([places[_fold(row, "provision")] for row in rows])
    return [auc(score[half == one], yes[half == one]) for one in (0, 1)]


def _changed_words(edit: Edit) -> tuple[Counter[str], Counter[str]]:
    old, new = (" ".join(_words(text)) for text in (edit.old, edit.new))
    went, came = Counter[str](), Counter[str]()
    for op, text in redline(old, new):
        if op != "equal":
            (went if op == "delete" else came).update(text.split())
    return went, came


def _words(text: str | None) -> list[str]:
    return re.findall(r"\w+", (text or "").lower())


def _dice(proposal: Edit, change: Edit) -> float:
    """Dice over the changed words of both: the plain method."""
    (went, came), (gone, put) = _changed_words(proposal), _changed_words(change)
    both = (went & gone).total() + (came & put).total()
    return 2 * both / max(1, went.total() + came.total() + gone.total() + put.total())


# --- finding ----------------------------------------------------------------------------------------------


def _finding(data: Path, rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    """hit@1 and hit@5 by proposal; amendments with the same texts are one.

    `finding_same_hit1` also counts a first answer, unlabelled, whose edits are exactly those of the proposal.
    """
    changes = _changes(data)
    texts = {one.id: (one.old, one.new) for one in changes}
    gold: defaultdict[str, set[Any]] = defaultdict(set)
    for row in rows:
        if row["label"] == "yes":
            gold[row["proposal"]].add(texts[row["amendment"]])
    wanted = {row["proposal"]: _pair(row)[0] for row in rows if row["label"] == "yes"}
    proposals, right = list(wanted.values()), [gold[name] for name in wanted]
    answers = rank(proposals, changes)
    ours = [[texts[one.id] for one in found] for found in answers]
    same = [
        bool(found) and (texts[found[0].id] in true or found[0].score == 1)
        for found, true in zip(answers, right, strict=True)
    ]
    plain = _plain(proposals, list(dict.fromkeys(texts.values())))
    pairs = np.array(
        [sum(row["proposal"] == name and row["label"] == "yes" for row in rows) for name in wanted]
    )
    first = np.array([_hit(found, true, 1) for found, true in zip(ours, right, strict=True)])
    return {
        "finding_hit1": float(first.mean()),
        "finding_hit1_by_pair": float((first * pairs).sum() / pairs.sum()),
        "finding_hit5": float(
            np.mean([_hit(found, true, 5) for found, true in zip(ours, right, strict=True)])
        ),
        "finding_same_hit1": float(np.mean(same)),
        "finding_plain_hit1": float(np.mean([_hit(a, b, 1) for a, b in zip(plain, right, strict=True)])),
        "finding_plain_hit5": float(np.mean([_hit(a, b, 5) for a, b in zip(plain, right, strict=True)])),
    }


def _changes(data: Path) -> list[Edit]:
    return [Edit(row["id"], row["old"], row["new"]) for row in _lines(data / "influence/amendments.jsonl")]


def _hit(found: Sequence[Any], right: set[Any], top: int) -> bool:
    return any(text in right for text in found[:top])


def _plain(proposals: Sequence[Edit], texts: Sequence[tuple[str | None, str | None]]) -> list[list[Any]]:
    """The texts by TF-IDF cosine of the new texts: the plain method."""
    words = [Counter(_words(new)) for _, new in texts] + [Counter(_words(one.new)) for one in proposals]
    column = {word: n for n, word in enumerate(dict.fromkeys(word for one in words for word in one))}
    ends = np.cumsum([0, *map(len, words)])
    place = np.array([column[word] for one in words for word in one], dtype=np.int64)
    count = np.array([n for one in words for n in one.values()], dtype=np.float64)
    spread = np.bincount(place[: ends[len(texts)]], minlength=len(column))
    matrix = sparse.csr_array(
        (count * (np.log((1 + len(texts)) / (1 + spread)) + 1)[place], place, ends), (len(words), len(column))
    )
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1))).ravel()
    unit = sparse.csr_array(sparse.diags_array(1 / np.maximum(length, 1e-9)) @ matrix)
    cosine = (unit[len(texts) :] @ unit[: len(texts)].T).toarray()
    return [[texts[at] for at in np.argsort(-row, kind="stable")[:5]] for row in cosine]


def speeds(data: Path) -> dict[str, float]:
    """Seconds to rank 1,000 proposals against 4,255 changes, and of a rapidfuzz loop, timed on a sample and scaled."""
    changes = _changes(data)
    rows = _lines(data / "influence/adoption_pairs.jsonl")
    proposals = list({row["proposal"]: _pair(row)[0] for row in rows}.values())
    proposals += (_thinned(change) for change in changes[::4])
    taken = _timed(lambda: rank(proposals[:1000], changes))
    sample = proposals[: 1000 : 1000 // _SAMPLE]
    loop = _timed(lambda: _loop(sample, changes)) * 1000 / len(sample)
    return {"finding_1000_s": taken, "finding_1000_rapidfuzz_s": loop, "finding_speedup": loop / taken}


def _thinned(change: Edit) -> Edit:
    """An amendment without every seventeenth word: a proposal that somebody nearly copied."""
    new = " ".join(word for n, word in enumerate((change.new or "").split()) if n % 17 != 5)
    return Edit(change.id, change.old, new)


def _loop(proposals: Sequence[Edit], changes: Sequence[Edit]) -> None:
    """The best of all changes for each proposal, both texts compared: the new one alone says nothing of deletions."""
    there = [f"{change.old or ''} {change.new or ''}" for change in changes]
    for proposal in proposals:
        text = f"{proposal.old or ''} {proposal.new or ''}"
        max(fuzz.token_set_ratio(text, one) for one in there)


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    from benchmarks import data_folder

    folder = data_folder()
    for key, value in (scores(folder) | speeds(folder)).items():
        print(f"{key:32} {value:.4f}")
