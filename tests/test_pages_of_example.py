"""`make pages` writes what it says."""

from pathlib import Path

from examples.pages import main


def test_make_pages_writes_a_page_and_a_word_file_for_each_step(tmp_path: Path, capsys) -> None:
    main(tmp_path)
    steps = ("zero-draft-to-rev1", "rev1-to-rev2", "rev2-to-adopted")
    expected = {"concordance.html", "terms.html"} | {
        f"{step}.{end}" for step in steps for end in ("html", "docx")
    }
    assert {file.name for file in tmp_path.iterdir()} == expected
    said = capsys.readouterr().out
    assert (tmp_path / "rev1-to-rev2.html").as_uri() in said
    assert "split" in said
    page = (tmp_path / "rev1-to-rev2.html").read_text(encoding="utf-8")
    assert "Revision 2 compared with Revision 1" in page
