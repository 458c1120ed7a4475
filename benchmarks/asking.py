"""Asks against people's: the judgements of a board's reflections, and the asks of the example process.

A judgement of the reflections is right where a statement that overlaps its quotation has a kind that its verdict
allows and names exactly its paragraphs, draft by draft. Statements and judgements are paired one to one, so that as
many as can be are right, then so that quotations overlap most. Of the example, a true ask is compared with the
statement of its contribution that overlaps its quotation most (then of its kind).
"""

import json
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from benchmarks.truth import EXAMPLE, FILES
from soundingboard import concordance, read_draft
from soundingboard.ask import asks
from soundingboard.model import Ask, Concordance, Contribution, Draft, Target
from soundingboard.numbers import eid_for

_WORDING = ("amend", "add", "strengthen", "delete", "move", "reinstate")
_NAMES = {"WSIS+20 Rev1": None, "WSIS+20 Zero Draft": "zero-draft"}
_SEED = "000_61db97952aa2b694.txt"


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as a whole: its ask (that of its first place), where it is quoted, all its targets."""

    ask: Ask
    start: int
    end: int
    targets: frozenset[Target]


def statements(found: Iterable[Ask]) -> list[Said]:
    """Asks grouped by statement."""
    groups: dict[str, list[Ask]] = defaultdict(list)
    for ask in found:
        groups[ask.statement or ask.id].append(ask)
    return [
        Said(group[0], group[0].quote.start, group[0].quote.end, frozenset(ask.target for ask in group))
        for group in groups.values()
        if group[0].quote
    ]


def allows(verdict: str, ask: Ask) -> bool:
    """Whether a verdict of the reflections reads as an ask of this kind and stance."""
    if verdict in ("retain", "clarify"):
        return ask.kind == verdict
    if verdict in ("welcome-strengthened", "welcome-new"):
        return (ask.kind, ask.stance, ask.about) == ("retain", "welcome", "change")
    if verdict == "welcome-general":
        return (ask.kind, ask.stance) == ("remark", "welcome")
    if verdict in ("caution-softened", "caution-deleted"):
        kind = "strengthen" if verdict == "caution-softened" else "reinstate"
        return ask.kind == kind and ask.about == "change" and ask.stance in ("caution", "concern")
    return verdict == "suggest-edit" and ask.kind in _WORDING and ask.stance != "welcome"


def found_in(words: str, text: str, near: int) -> tuple[int, int]:
    """Where words stand in a text: the place nearest to `near`, blanks and marks of emphasis counted as none."""
    letters = [re.escape(letter) for letter in re.sub(r"[\s*~]", "", words)]
    places = [match.span() for match in re.finditer(r"[\s*~]*".join(letters), text)]
    return min(places, key=lambda place: abs(place[0] - near))


def paragraphs(record: dict[str, object]) -> frozenset[tuple[str | None, str]]:
    """The paragraphs of a judgement, as (draft, eid); None is the draft under review."""
    named = [(record["draft"], record["paras"])]
    if other := record.get("other_draft"):
        named.append((other["draft"], other["paras"]))
    return frozenset((_NAMES[draft], eid_for(str(n))) for draft, numbers in named for n in numbers)


def judged(folder: Path) -> tuple[list[tuple[dict, Said | None, bool]], list[Said]]:
    """Each judgement with the statement it is paired with and whether that is right; and all statements."""
    text = (folder / _SEED).read_text(encoding="utf-8")
    lines = [0, *(match.end() for match in re.finditer("\n", text))]
    said = statements(asks(Contribution(id="seed", text=text)))
    records = [json.loads(line) for line in (folder / "000_judgements.jsonl").read_text().splitlines()]
    worth = np.zeros((len(records), len(said)))
    right = np.zeros((len(records), len(said)), dtype=bool)
    for i, record in enumerate(records):
        start, end = found_in(record["quote"], text, lines[record["line"] - 1])
        for j, one in enumerate(said):
            shared = max(0, min(end, one.end) - max(start, one.start)) / (
                max(end, one.end) - min(start, one.start)
            )
            right[i, j] = (
                shared > 0 and allows(record["verdict"], one.ask) and _named(one) == paragraphs(record)
            )
            worth[i, j] = shared + right[i, j] * 2
    rows, columns = linear_sum_assignment(-worth)
    paired = {i: j for i, j in zip(rows, columns, strict=True) if worth[i, j] > 0}
    return [
        (record, said[paired[i]] if i in paired else None, i in paired and bool(right[i, paired[i]]))
        for i, record in enumerate(records)
    ], said


def _named(one: Said) -> frozenset[tuple[str | None, str]]:
    drafts = {None: None, "rev1": None}
    return frozenset((drafts.get(t.draft, t.draft), t.eid) for t in one.targets if t.eid)


def topic_overlap(pairs: Sequence[tuple[dict, Said | None, bool]]) -> float:
    """The mean share of a judgement's topic words that the label of its statement has."""
    shares = []
    for record, one, _ in pairs:
        topic = set(re.findall(r"\w{3,}", record["topic"].lower()))
        label = set(re.findall(r"\w{3,}", ((one.ask.topic if one else "") or "").lower()))
        shares.append(len(topic & label) / len(topic))
    return sum(shares) / len(shares)


@cache
def _known() -> dict[str | None, tuple[Sequence[Draft], object, Concordance | None]]:
    drafts = [read_draft(EXAMPLE / "drafts" / FILES[stage]) for stage in ("zero-draft", "rev1", "rev2")]
    return {draft.stage: _reading(drafts[: n + 1]) for n, draft in enumerate(drafts)}


def example(truth: str) -> list[tuple[dict, Said | None, bool, bool]]:
    """Each true ask of the example process with the statement it is compared with: kind right, target right."""
    lines = (EXAMPLE / "contributions" / "contributions.jsonl").read_text(encoding="utf-8").splitlines()
    wanted = defaultdict(list)
    for line in (EXAMPLE / truth).read_text(encoding="utf-8").splitlines():
        wanted[(record := json.loads(line))["contribution"]].append(record)
    results = []
    for record in map(json.loads, lines):
        if record["id"] in wanted:
            given, index, chain = _known()[record["draft"]]
            fields = {key: record[key] for key in ("id", "text", "draft", "language", "kind")}
            said = statements(asks(Contribution(**fields), given, index, chain))
            results += [compared(true, said, wanted[record["id"]]) for true in wanted[record["id"]]]
    return results


def _reading(drafts: Sequence[Draft]) -> tuple[Sequence[Draft], object, Concordance | None]:
    from soundingboard.link import index_of

    return drafts, index_of(drafts[-1]), concordance(drafts) if len(drafts) > 1 else None


def compared(
    true: dict, said: Sequence[Said], others: Sequence[dict]
) -> tuple[dict, Said | None, bool, bool]:
    """A true ask and the statement that overlaps it most: whether kind and target are right."""
    quote = true["quote"]

    def overlap(one: Said) -> tuple[int, bool]:
        shared = min(quote["end"], one.end) - max(quote["start"], one.start)
        return max(shared, 0), one.ask.kind == true["kind"]

    best = max(said, key=overlap, default=None)
    if best is None:
        return true, None, False, False
    together = [other for other in others if other["quote"] == quote and other["kind"] == true["kind"]]
    return true, best, best.ask.kind == true["kind"], _same(together, best.targets)


def _same(together: Sequence[dict], targets: frozenset[Target]) -> bool:
    """Whether targets are the true ones; a topic is right where a topic is meant, since labels are free."""
    if any("topic" in other["target"] for other in together):
        return all(target.topic for target in targets)
    keys = ("draft", "eid", "section", "whole")
    wanted = {tuple(other["target"].get(key) or None for key in keys) for other in together}
    return wanted == {tuple(getattr(target, key) or None for key in keys) for target in targets}


def scores(data: Path) -> dict[str, float]:
    """The seed's share right, and the example's shares of kinds and targets right, where the truth is at hand."""
    results = {}
    seeds = data.parent / "seeds"
    if (seeds / _SEED).is_file():
        pairs, said = judged(seeds)
        results["asks_seed_right"] = sum(right for *_, right in pairs) / len(pairs)
        results["asks_seed_topic_words"] = topic_overlap(pairs)
        results["asks_seed_statements"] = float(len(said))
        results["asks_seed_unmatched"] = float(len(said) - sum(one is not None for _, one, _ in pairs))
    for truth, name in (
        ("contributions/asks.jsonl", "asks_example_developed"),
        ("asks-truth.jsonl", "asks_example"),
    ):
        if (EXAMPLE / truth).is_file():
            found = example(truth)
            results[f"{name}_kind"] = sum(kind for _, _, kind, _ in found) / len(found)
            results[f"{name}_target"] = sum(target for *_, target in found) / len(found)
    return results


def speeds(data: Path) -> dict[str, float]:
    """Seconds for a page of 3,000 characters of real submissions, and for 300 pages at once."""
    texts = [
        path.read_text(encoding="utf-8", errors="replace")
        for path in sorted(data.glob("netmundial2014/*.txt"))
    ]
    started = time.perf_counter()
    for number, text in enumerate(texts):
        asks(Contribution(id=str(number), text=text))
    pages = sum(map(len, texts)) / 3000
    each = (time.perf_counter() - started) / pages
    book = "\n\n".join(texts)[: 300 * 3000]
    started = time.perf_counter()
    asks(Contribution(id="long", text=book))
    return {"asks_page_s": each, "asks_300_pages_s": time.perf_counter() - started}


if __name__ == "__main__":
    from benchmarks import data_folder

    folder = data_folder()
    for key, value in (scores(folder) | speeds(folder)).items():
        print(f"{key:40} {value:.4f}")
