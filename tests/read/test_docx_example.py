"""The example's Word drafts say, number for number, what their Markdown sources say."""

import re
from pathlib import Path

import pytest

from soundingboard.read.docx import read_docx
from soundingboard.vocabulary import Revisions

CHARTER = Path(__file__).parents[2] / "examples" / "harbour-charter"


def source(name: str) -> list[str]:
    lines = (CHARTER / "sources" / f"{name}.md").read_text("utf-8").splitlines()
    texts = [
        re.sub(r"\[\^\d+\]", "", line).lstrip("# ").strip() for line in lines if not line.startswith("[^")
    ]
    return [" ".join(text.split()) for text in texts if text]


@pytest.mark.parametrize(
    ("draft", "view", "expected"),
    [
        ("zero-draft", "accepted", "zero-draft"),
        ("rev2", "accepted", "rev2"),
        ("rev2", "rejected", "rev1"),
        ("rev2", "kept", "rev2"),
    ],
)
def test_a_draft_reads_like_its_source(draft: str, view: Revisions, expected: str) -> None:
    data = (CHARTER / "drafts" / f"{draft}.docx").read_bytes()
    blocks = read_docx(data, draft, view).blocks
    assert [f"{block.label} {block.text}".strip() for block in blocks if block.text] == source(expected)


def test_the_footnote_stands_where_the_source_has_it() -> None:
    text = (CHARTER / "sources" / "zero-draft.md").read_text("utf-8")
    before = next(line for line in text.splitlines() if "[^1]" in line).partition("[^1]")[0]
    blocks = read_docx((CHARTER / "drafts" / "zero-draft.docx").read_bytes(), "zero-draft").blocks
    ((block, note),) = [(block, note) for block in blocks for note in block.notes]
    assert f"{block.label} {block.text[: note.offset]}" == before
    assert (note.mark, note.text) == ("1", text.partition("[^1]: ")[2].split("\n")[0])
