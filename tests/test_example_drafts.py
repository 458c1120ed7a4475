"""The example's drafts against their Markdown sources; what the files hold is read here with lxml alone."""

import re
import subprocess
import sys
import tomllib
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree, html

HERE = Path(__file__).parents[1] / "examples" / "harbour-charter"
DRAFTS = ("zero-draft.docx", "rev1.html", "rev1.pdf", "rev1.fr.md", "rev1.es.md", "rev2.docx", "adopted.md")
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{WORD}}}"
LABEL = r"(?:\d+(?: bis)?\.|[A-H]\.|\([a-z]+\)) "


def lines_of(stage):
    """The blocks of a source as plain lines: no Markdown signs, no footnote."""
    source = (HERE / "sources" / f"{stage}.md").read_text(encoding="utf-8")
    plain = re.sub(r"^\[\^1\]: .*|\[\^1\]|^#+ ", "", source, flags=re.M)
    return [line for line in plain.splitlines() if line]


def part(name, file):
    with zipfile.ZipFile(BytesIO((HERE / "drafts" / file).read_bytes())) as package:
        return etree.fromstring(package.read(name))


def own_text(paragraph, left_out):
    """The text of a paragraph without the runs of one kind of revision."""
    words = []
    for node in paragraph.iter(f"{W}t", f"{W}delText", f"{W}tab"):
        inside = {ancestor.tag for ancestor in node.iterancestors()}
        if W + left_out not in inside and W + "pPr" not in inside:
            words.append(" " if node.tag == f"{W}tab" else node.text)
    return "".join(words)


def resolved(body, left_out):
    """Lines of a body when revisions of one kind ("del" to accept all, "ins" to reject all) are left out.

    A paragraph whose mark is of that kind has no end of its own: its words run on into the next paragraph.
    """
    lines, carried = [], ""
    for paragraph in body.iterchildren(f"{W}p"):
        carried += own_text(paragraph, left_out)
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{left_out}") is None:
            lines.append(carried)
            carried = ""
    assert not carried
    return lines


@pytest.fixture(scope="module")
def again(tmp_path_factory):
    folder = tmp_path_factory.mktemp("drafts")
    subprocess.run([sys.executable, str(HERE / "make_drafts.py"), str(folder)], check=True, timeout=120)
    return folder


@pytest.mark.parametrize("name", DRAFTS)
def test_the_generator_writes_the_same_bytes_again(again, name):
    assert (again / name).read_bytes() == (HERE / "drafts" / name).read_bytes()


@pytest.mark.parametrize(("left_out", "stage"), [("del", "rev2"), ("ins", "rev1")])
def test_accepting_tracked_changes_gives_the_new_draft_and_rejecting_the_old(left_out, stage):
    body = part("word/document.xml", "rev2.docx").find(f"{W}body")
    assert resolved(body, left_out) == lines_of(stage)


def test_every_tracked_change_has_its_own_number_an_author_and_a_date():
    changes = list(part("word/document.xml", "rev2.docx").iter(f"{W}ins", f"{W}del"))
    numbers = [change.get(f"{W}id") for change in changes]
    assert len(set(numbers)) == len(numbers) > 300
    assert {change.get(f"{W}author") for change in changes} == {"Secretariat"}
    assert {change.get(f"{W}date") for change in changes} == {"2026-09-24T09:00:00Z"}


def test_the_zero_draft_holds_its_source_with_numbers_counted_as_far_as_section_d():
    body = part("word/document.xml", "zero-draft.docx").find(f"{W}body")
    expected = lines_of("zero-draft")
    typed_from = next(i for i, line in enumerate(expected) if line.startswith("E. "))
    counted_list = next(i for i, line in enumerate(expected) if line.startswith("72. "))
    for place in [*range(4, typed_from), *range(counted_list + 1, counted_list + 5)]:
        expected[place] = re.sub(f"^{LABEL}", "", expected[place])
    assert resolved(body, "del") == expected


def test_the_zero_draft_has_levels_restarts_and_numbers_by_style():
    numbering = part("word/numbering.xml", "zero-draft.docx")
    formats = [level.find(f"{W}numFmt").get(f"{W}val") for level in numbering.iter(f"{W}lvl")]
    assert formats == ["upperLetter", "decimal", "lowerLetter", "lowerRoman", "lowerLetter"]
    assert len(list(numbering.iter(f"{W}startOverride"))) == 1
    styles = part("word/styles.xml", "zero-draft.docx")
    by_style = [s.get(f"{W}styleId") for s in styles.iter(f"{W}style") if s.find(f".//{W}numPr") is not None]
    assert sorted(by_style) == ["Heading1", "NumberedParagraph"]


@pytest.mark.parametrize("file", ["zero-draft.docx", "rev2.docx"])
def test_the_footnote_is_a_real_one(file):
    references = list(part("word/document.xml", file).iter(f"{W}footnoteReference"))
    assert [reference.get(f"{W}id") for reference in references] == ["1"]
    note = part("word/footnotes.xml", file).xpath(
        "//w:footnote[@w:id='1']//w:t/text()", namespaces={"w": WORD}
    )
    source = (HERE / "sources" / "rev2.md").read_text(encoding="utf-8")
    assert "".join(note).strip() == re.search(r"^\[\^1\]: (.*)", source, flags=re.M)[1]


def test_the_page_of_revision_1_holds_its_source():
    main = html.fromstring((HERE / "drafts" / "rev1.html").read_bytes()).find(".//main")
    for noise in main.xpath(".//nav | .//sup | .//section[@role='doc-endnotes']"):
        noise.drop_tree()
    blocks = main.xpath(".//h1 | .//h2 | .//p | .//li")
    texts = ["".join(block.xpath("text() | *[not(self::ol)]//text()")).strip() for block in blocks]
    assert texts == [re.sub(r"^\([a-z]+\) ", "", line) for line in lines_of("rev1")]


def test_the_printed_revision_1_has_its_symbol_and_page_number_on_every_page():
    pdf = pypdfium2.PdfDocument(HERE / "drafts" / "rev1.pdf")
    pages = [page.get_textpage().get_text_range().splitlines() for page in pdf]
    assert len(pages) == 8
    for number, lines in enumerate(pages, 1):
        assert any(line.startswith("HC/2026/L.1/Rev.1") for line in lines)
        assert any(line.replace(" ", "") == f"{number}/8" for line in lines)


def test_the_generator_does_without_the_library():
    for script in HERE.glob("*.py"):
        assert not re.search(
            r"^\s*(?:from|import) soundingboard", script.read_text(encoding="utf-8"), flags=re.M
        )


def test_the_process_names_the_drafts_as_they_name_themselves():
    process = tomllib.loads((HERE / "process.toml").read_text(encoding="utf-8"))
    assert [draft["stage"] for draft in process["drafts"]] == ["zero-draft", "rev1", "rev2", "adopted"]
    for draft in process["drafts"]:
        title, label, day, symbol = lines_of(draft["stage"])[:4]
        assert (process["title"], draft["label"], draft["symbol"]) == (title, label, symbol)
        assert isinstance(draft["date"], date)
        assert f"{draft['date']:%-d %B %Y}" == day
        assert (HERE / draft["file"]).is_file()
