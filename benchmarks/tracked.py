"""Amendments as tracked changes, out to Word and in again; and amendments of the example carried to later drafts.

Tracked: every amendment of the human marks is written by `write.docx` and read by `read.docx`. All changes accepted
must give its new text, all rejected its old one, and kept both of them. On a sample pandoc is asked the same.
Rebasing: `examples/harbour-charter/truth.json` says which paragraph became which; amendments are made from the texts
of the drafts themselves and must arrive there, or be orphans where the drafters changed the words.
"""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.redline import Marked, records
from benchmarks.truth import TRUTH, drafts
from soundingboard.amend import Orphan, apply, between, from_revisions, locate, rebase
from soundingboard.concordance import concordance
from soundingboard.model import Amendment, Change, Comparison, Concordance, Draft, Reference
from soundingboard.read import read_document
from soundingboard.vocabulary import Revisions
from soundingboard.words import spans, words
from soundingboard.write.docx import comparison_docx

_SAMPLE = 7  # each seventh amendment goes to pandoc, all in one file


def word_file(pairs: Sequence[Marked]) -> bytes:
    """A Word file with a paragraph of tracked changes for each amendment."""
    changes = []
    for n, pair in enumerate(pairs):
        place = Reference(f"para_{n}", "", index=n)
        changes.append(Change(f"c{n}", "reworded", (place,), (place,), between(pair.old, pair.new).runs))
    return comparison_docx(Comparison(Draft(), Draft(), tuple(changes)), date="2026-01-01")


def ours(data: bytes, revisions: Revisions) -> list[str]:
    """The paragraphs of a Word file as our reader has them."""
    document = read_document(data, "tracked.docx", revisions=revisions)
    assert not isinstance(document, Draft)
    return [block.text for block in document.blocks]


def kept(data: bytes) -> list[tuple[str | None, str]]:
    """Old and new of each paragraph from the runs that our reader keeps."""
    document = read_document(data, "tracked.docx", revisions="kept")
    assert not isinstance(document, Draft)
    found = [from_revisions(block.runs or ()) for block in document.blocks]
    return [(one.old, one.new) for one in found]


def by_pandoc(data: bytes, revisions: str) -> list[str]:
    """The same by pandoc; `revisions` is accept or reject."""
    import pypandoc

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tracked.docx"
        path.write_bytes(data)
        options = [f"--track-changes={revisions}", "--wrap=none"]
        native = json.loads(pypandoc.convert_file(str(path), "json", format="docx", extra_args=options))
    return [_plain(block) for block in native["blocks"]]


def _plain(node: object) -> str:
    """The text of a node of pandoc's document; a blank or a line break is one blank."""
    if isinstance(node, list):
        return "".join(map(_plain, node))
    if not isinstance(node, dict):
        return ""
    if node["t"] in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if node["t"] == "Str":
        return str(node["c"])
    return _plain([part for part in node.get("c", []) if isinstance(part, dict | list)])


def flat(text: str) -> str:
    """Runs of blanks as one: Word files and pandoc do not promise more."""
    return " ".join(text.split())


def tracked_scores(pairs: Sequence[Marked]) -> dict[str, float]:
    """Shares of amendments that come back whole, by our reader and, on a sample, by pandoc."""
    right = 0
    for pair in pairs:
        data = word_file([pair])
        accepted, rejected = ours(data, "accepted"), ours(data, "rejected")
        right += (accepted, rejected, kept(data)) == ([pair.new], [pair.old], [(pair.old, pair.new)])
    sample = pairs[::_SAMPLE]
    data = word_file(sample)
    accepted, rejected = by_pandoc(data, "accept"), by_pandoc(data, "reject")
    agreed = sum(
        flat(new) == flat(pair.new) and flat(old) == flat(pair.old)
        for pair, new, old in zip(sample, accepted, rejected, strict=True)
    )
    return {"tracked_ours": right / len(pairs), "tracked_pandoc": agreed / len(sample)}


# --- rebasing in the example ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Case:
    """An amendment of the example, the draft that it is carried to, and where the drafters say that it arrives.

    `eids` are what its paragraph became; none where it was deleted. `arrives` is the one of them that must be found:
    at each step the words stood once in exactly one paragraph. Without it an orphan is as good.
    """

    amendment: Amendment
    to: str
    eids: frozenset[str]
    arrives: str | None


def cases(by_name: Mapping[str, Draft]) -> Iterator[Case]:
    """From each paragraph of each draft to each later one: words at its head, middle and end, and the whole."""
    names = list(by_name)
    for n, name in enumerate(names):
        for paragraph in by_name[name].paragraphs:
            for kind, before, after in _proposals(paragraph.text):
                amendment = Amendment(f"{paragraph.eid}-{kind}", name, paragraph.eid, before, after)
                yield from _walked(amendment, by_name, names[n:])


def _walked(amendment: Amendment, by_name: Mapping[str, Draft], names: Sequence[str]) -> Iterator[Case]:
    """The cases of one amendment, along what the drafters say."""
    here = frozenset([amendment.eid or ""])
    left: list[tuple[str, frozenset[str]]] = []  # where its paragraph stood before it was deleted
    arrives: str | None = amendment.eid
    for old, new in pairwise(names):
        became = frozenset().union(*(_STEPS[old, new].get(eid, frozenset()) for eid in here))
        back = frozenset(_BACK.get((new, draft, eid), "") for draft, eids in left for eid in eids) - {""}
        if here and not became:
            left.append((old, here))
        here = became | back
        texts = {one.eid: one.text for one in by_name[new].paragraphs}
        holding = [eid for eid in sorted(here) if (amendment.old or "") in texts[eid]]
        once = [texts[eid].count(amendment.old or "") for eid in holding] == [1]
        arrives = holding[0] if arrives is not None and once else None
        yield Case(amendment, new, here, arrives)


def _steps() -> tuple[dict[tuple[str, str], dict[str, frozenset[str]]], dict[tuple[str, str, str], str]]:
    """What the truth says: step by step which eids became which; and which came back, as (draft, earlier, eid)."""
    steps, back = {}, {}
    for said in TRUTH["comparisons"]:
        step: dict[str, frozenset[str]] = {}
        for change in said["changes"]:
            eids = frozenset(reference["eid"] for reference in change["new"])
            step |= {reference["eid"]: eids for reference in change["old"]}
            if again := change.get("reinstates"):
                back[said["new"], again["draft"], again["eid"]] = change["new"][0]["eid"]
        steps[said["old"], said["new"]] = step
    return steps, back


_STEPS, _BACK = _steps()


def _proposals(text: str) -> Iterator[tuple[str, str, str]]:
    """Old and new of made proposals: words that stand once in the paragraph, and the whole of it."""
    places = spans(text)
    middle = len(places) // 2
    parts = {"opening": places[:5], "middle": places[middle : middle + 5], "closing": places[-5:]}
    for name, part in parts.items():
        before = text[part[0][0] : part[-1][1]]
        if text.count(before) == 1 and len(words(before)) > 3:
            yield name, before, f"{before}, as they may agree,"
    yield "whole", text, f"{text} They shall report on it each year."


def rebasing_scores() -> dict[str, float]:
    """Share of made amendments that arrive where the truth has them; how many went elsewhere; how many there were.

    The plain method keeps the paragraph's number, if the words are there.
    """
    by_name = drafts()
    record = concordance(list(by_name.values()))
    made = list(cases(by_name))
    found = {"rebase_cases": float(len(made))}
    for method, there in (
        ("rebase", [_ours(case, record) for case in made]),
        ("rebase_plain", [_by_number(case, by_name) for case in made]),
    ):
        due = [(case, one) for case, one in zip(made, there, strict=True) if case.arrives is not None]
        went = [(case, one) for case, one in zip(made, there, strict=True) if one is not None]
        right = sum(one is not None and one.eid == case.arrives for case, one in due)
        astray = sum(one.eid not in case.eids or not _fits(one, by_name[case.to]) for case, one in went)
        found |= {f"{method}_right": right / len(due), f"{method}_astray": float(astray)}
    return found


def _ours(case: Case, record: Concordance) -> Amendment | None:
    found = rebase(case.amendment, record, case.to)
    return None if isinstance(found, Orphan) else found.amendment


def _by_number(case: Case, by_name: Mapping[str, Draft]) -> Amendment | None:
    found = locate(case.amendment, by_name[case.to])
    return None if isinstance(found, Orphan) else found


def _fits(amendment: Amendment, draft: Draft) -> bool:
    """Whether the amendment can be applied where it arrived, and its addition is then there once."""
    text = next(one.text for one in draft.paragraphs if one.eid == amendment.eid)
    added = (
        "as they may agree" if "as they may agree" in amendment.new else "They shall report on it each year."
    )
    return apply(amendment, text).count(added) == 1


def scores(data: Path) -> dict[str, float]:
    """All that is measured here."""
    return tracked_scores(records(data)) | rebasing_scores()


if __name__ == "__main__":
    from benchmarks import data_folder

    for key, value in scores(data_folder()).items():
        print(f"{key:20} {value:.4f}")
