"""Documents of the command line as PDF: they need a typesetter, which the library alone does not bring."""

import json
from pathlib import Path

import pypdfium2

from soundingboard.cli import main

EXAMPLE = Path(__file__).parents[2] / "examples" / "harbour-charter"


def words_of(file: Path) -> tuple[int, str]:
    pdf = pypdfium2.PdfDocument(str(file))
    return len(pdf), "".join(page.get_textpage().get_text_bounded() for page in pdf)


def test_a_brief_of_the_example_is_one_page(tmp_path):
    out = tmp_path / "brief.pdf"
    assert main(["brief", str(EXAMPLE), "36", "--draft", "rev1", "-o", str(out)]) == 0
    pages, text = words_of(out)
    assert pages == 1
    assert "Brief: Paragraph 36" in text


def test_the_compilation_text_and_the_report_are_set(tmp_path):
    draft, proposed, out = tmp_path / "d.txt", tmp_path / "a.jsonl", tmp_path / "c.pdf"
    draft.write_text("12. We commit to lighting every breakwater.\n")
    row = {"id": "a", "draft": "d.txt", "eid": "para_12", "old": "every", "new": "each", "by": "Next Tide"}
    proposed.write_text(json.dumps(row) + "\n")
    assert main(["compile", str(proposed), "--draft", str(draft), "-o", str(out)]) == 0
    assert "Next Tide" in words_of(out)[1]
    assert main(["report", str(EXAMPLE), "-o", str(out)]) == 0
    assert "Working meetings" in words_of(out)[1]
