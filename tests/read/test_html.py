"""Pages: what is text of the document, in which blocks, under which labels."""

from collections import Counter
from pathlib import Path

import pytest
from lxml import html

from soundingboard.model import Block, Document, Note
from soundingboard.read import read_document
from soundingboard.read.html import read_html


def texts(source: str) -> list[str]:
    return [block.text for block in read_html(source).blocks]


def test_title_language_and_date() -> None:
    page = (
        "<html lang='en-GB'><head><title>Rev 1</title><meta name='dcterms.date' content='2031-05-02T10:00'></head>"
        "<body><h1>The Charter</h1><h2>A. Scope</h2><p>1. We recall."
    )
    assert read_html(page) == Document(
        (
            Block("title", "The Charter"),
            Block("heading", "A. Scope", level=2),
            Block("paragraph", "1. We recall."),
        ),
        "Rev 1",
        "en",
        "2031-05-02",
    )


def test_blocks_and_white_space() -> None:
    page = (
        "<div>We\n recall&nbsp;<b>the</b> port<i>s</i><p>Second<br>line<br><br>third</p>tail</div>"
        "<dl><dt>Port<dd>A place.</dl><figure><img src='x'><figcaption>A quay</figcaption></figure>"
    )
    assert texts(page) == [
        "We recall the ports",
        "Second line",
        "third",
        "tail",
        "Port",
        "A place.",
        "A quay",
    ]


@pytest.mark.parametrize(
    ("attributes", "labels"),
    [
        ("", ["1.", "2.", "3."]),
        ("type=a start=26", ["z.", "aa.", "ab."]),
        ("type=A", ["A.", "B.", "C."]),
        ("type=i start=3", ["iii.", "iv.", "v."]),
        ("type=I start=8", ["VIII.", "IX.", "X."]),
        ("reversed", ["3.", "2.", "1."]),
        ("style='list-style-type: lower-alpha'", ["a.", "b.", "c."]),
        ("style='list-style: none'", ["", "", ""]),
        ("start=x", ["1.", "2.", "3."]),
    ],
)
def test_labels_of_numbered_lists(attributes: str, labels: list[str]) -> None:
    blocks = read_html(f"<ol {attributes}><li>x<li>y<li>z</ol>").blocks
    assert [block.label for block in blocks] == labels


def test_nested_lists_values_and_later_paragraphs() -> None:
    page = "<ol><li value=12><p>We:</p><ul><li>open<li>(b) close</ul><p>Last.</p><li>Next</ol>"
    assert read_html(page).blocks == (
        Block("item", "We:", "12.", 1),
        Block("item", "open", "•", 2),
        Block("item", "(b) close", "", 2),
        Block("paragraph", "Last.", "", 1),
        Block("item", "Next", "13.", 1),
    )


def test_tables_of_data_of_numbers_and_of_layout() -> None:
    data = "<table><caption>Ports</caption><tr><th>Port<th>Year<tr><td>A<p>B</p><td><td>2031</table>"
    assert read_html(data).blocks == (
        Block("paragraph", "Ports"),
        Block("row", "Port | Year"),
        Block("row", "A B | 2031"),
    )
    numbers = "<table><tr><td>12.<td>We recall.<tr><td>13.<td>We note.</table>"
    assert read_html(numbers).blocks == (
        Block("paragraph", "12. We recall."),
        Block("paragraph", "13. We note."),
    )
    layout = "<table><tr><td><h2>A. Scope</h2><p>We recall.</p><td>Aside</table>"
    assert texts(layout) == ["A. Scope", "We recall.", "Aside"]


def test_a_skip_link_is_navigation() -> None:
    document = read_html("<body><a href='#text'>Skip to the text</a><p id='text'>We recall.</p></body>")
    assert [block.text for block in document.blocks] == ["We recall."]
    assert document.notices == ("left out: navigation (4 words)",)


def test_what_is_not_the_document_is_left_out_and_said() -> None:
    page = (
        "<header>Logo</header><nav>Home News</nav><p>We recall.</p><script>x</script><style>y</style>"
        "<p hidden>old</p><p style='display:none'>older</p><aside>See more</aside><svg><text>Quay</text></svg>"
        "<p>We<a href='#p1'>¶</a> note.</p><footer>Contact</footer>"
    )
    document = read_html(page)
    assert [block.text for block in document.blocks] == ["We recall.", "We note."]
    assert document.notices == (
        "left out: page header (1 word), navigation (2 words), hidden text (2 words), aside (2 words), "
        "page footer (1 word)",
        "left out: 1 picture",
    )


def test_text_that_stands_only_in_furniture_is_kept() -> None:
    assert texts("<aside><p>We recall.</p></aside>") == ["We recall."]
    assert texts("<header><h1>The Charter</h1><p>2031</p></header>") == ["The Charter", "2031"]


def test_tables_of_contents_are_left_out_and_lists_of_references_kept() -> None:
    entries = "".join(f"<li><a href='#s{n}'>{n}. Section of {word}</a></li>" for n, word in enumerate("abcd"))
    sections = "".join(
        f"<h2 id='s{n}'>Section of {word}</h2><p>Text {n}.</p>" for n, word in enumerate("abcd")
    )
    body = [
        "Section of a",
        "Text 0.",
        "Section of b",
        "Text 1.",
        "Section of c",
        "Text 2.",
        "Section of d",
        "Text 3.",
    ]
    document = read_html(f"<h2>Contents</h2><ul>{entries}</ul>{sections}")
    assert [block.text for block in document.blocks] == body
    assert document.notices == ("left out: a table of contents (16 words)",)
    named = "<div class='toc'><p>What is here</p><a href='#s0'>The first of all sections</a></div>"
    assert texts(named + sections) == body
    references = (
        "<ul><li><a href='#s0'>new charters</a><li><a href='#s1'>old ones</a><li><a href='#s2'>all</a></ul>"
    )
    assert texts(references + sections) == ["new charters", "old ones", "all", *body]


def test_footnotes() -> None:
    page = (
        "<p>1. We recall<sup id='r1'><a href='#fn1'>1</a></sup> the ports<a href='#fn2'><sup>[2]</sup></a>.</p>"
        "<p>2. We note<sup><a href='#gone'>3</a></sup> 5 m<sup>2</sup>.</p>"
        "<ol><li id='fn1'><p>See <i>the</i> report. <a href='#r1'>Back to the text</a></p></li></ol>"
        "<p id='fn2'><sup>2</sup> 1 May.</p>"
    )
    assert read_html(page).blocks == (
        Block(
            "paragraph",
            "1. We recall the ports.",
            notes=(Note("1", 12, "See the report."), Note("2", 22, "1 May.")),
        ),
        Block("paragraph", "2. We note3 5 m2."),
    )


def test_a_link_back_from_a_note_does_not_take_the_paragraph_with_it() -> None:
    page = (
        "<p id='p1'>1. We recall<a id='r1' href='#fn1'><sup>1</sup></a>.</p>"
        "<p id='fn1'><sup><a href='#p1'>1</a></sup> Note.</p>"
    )
    assert read_html(page).blocks == (Block("paragraph", "1. We recall.", notes=(Note("1", 12, "Note."),)),)


CHANGED = (
    "<p>We <del>commit to</del><ins>recognize</ins> <s>all</s> ports.</p>"
    "<del><p>Gone.</p></del><ins><p>New.</p></ins>"
)


def test_tracked_changes() -> None:
    assert texts(CHANGED) == ["We recognize ports.", "New."]
    assert read_html(CHANGED).notices == ("5 tracked changes were accepted",)
    rejected = read_html(CHANGED, "rejected")
    assert [block.text for block in rejected.blocks] == ["We commit to all ports.", "Gone."]
    assert rejected.notices == ("5 tracked changes were rejected",)


def test_tracked_changes_kept_give_both_texts() -> None:
    document = read_html(CHANGED, "kept")
    assert [block.text for block in document.blocks] == ["We recognize ports.", "", "New."]
    for runs, old, new in zip(
        [block.runs or () for block in document.blocks],
        ["We commit to all ports.", "Gone.", ""],
        ["We recognize ports.", "", "New."],
        strict=True,
    ):
        assert "".join(text for op, text in runs if op != "insert") == old
        assert "".join(text for op, text in runs if op != "delete") == new
    assert document.notices == ()


def test_preformatted_text_is_read_as_plain_text() -> None:
    assert texts("<pre>1. We recall the\nports.\n\n2. We note.</pre>") == [
        "1. We recall the ports.",
        "2. We note.",
    ]


def test_nesting_beyond_the_parser_loses_no_text() -> None:
    page = "<div>" * 100_000 + "<p>deep</p>" + "</div>" * 100_000 + "<ul><li>after"
    document = read_html(page)
    assert [block.text for block in document.blocks] == ["deep", "after"]
    assert document.notices == (
        "the page is nested too deep: its lists and tables were read as plain paragraphs",
    )


@pytest.mark.parametrize("name", ["process-20180201.html", "process-2019.html"])
def test_a_real_page_loses_and_doubles_no_word(data: Path, name: str) -> None:
    source = (data / "drafts_html" / name).read_bytes()
    document = read_document(source, name)
    assert isinstance(document, Document)
    got = Counter(word for block in document.blocks for word in block.text.split() if word != "|")
    tree = html.document_fromstring(source.decode())
    for element in [*tree.iter("head", "svg"), *tree.find_class("toc"), *tree.find_class("longtoc")]:
        if element.getparent() is not None:
            element.drop_tree()
    for element in tree.iter(
        "p", "li", "div", "h1", "h2", "h3", "h4", "h5", "dt", "dd", "td", "th", "br", "ul", "ol"
    ):
        element.text, element.tail = f" {element.text or ''}", f" {element.tail or ''}"
    for comment in tree.xpath("//comment()"):
        comment.drop_tree()
    assert got == Counter(tree.text_content().split())
