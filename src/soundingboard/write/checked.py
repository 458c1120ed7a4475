"""Findings of `check` as records, and as rows of a table."""

from collections.abc import Iterable

from soundingboard.check import Finding
from soundingboard.model import Draft
from soundingboard.vocabulary import FORMAT
from soundingboard.write.records import Record, plain

COLUMNS = ("number", "rule", "words", "message", "others", "source")


def findings_record(draft: Draft, findings: Iterable[Finding]) -> Record:
    """`{"format", "draft", "findings"}`."""
    return {"format": FORMAT, "draft": draft.name, "findings": [plain(one) for one in findings]}


def finding_rows(findings: Iterable[Finding]) -> list[list[str]]:
    """One row for each finding, in the order of `COLUMNS`."""
    return [
        [f.number, f.rule, f.words.text, f.message, " ".join(place.eid for place in f.others), f.source]
        for f in findings
    ]
