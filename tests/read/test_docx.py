"""What a Word file says, block by block."""

import io
import time

import docx as python_docx
import pytest

from soundingboard.model import Block, Note
from soundingboard.read.docx import read_docx

from .docx_files import SPACES, docx, p, package, r, style


def blocks(body: str, **parts: str) -> tuple[Block, ...]:
    return read_docx(docx(body, **parts), "a.docx").blocks


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in blocks(body, **parts)]


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return r(text, tag="instrText")


def test_a_file_of_python_docx() -> None:
    file = python_docx.Document()
    file.core_properties.title = "Ports"
    file.add_heading("Our common vision", 1)
    file.add_paragraph("We reaffirm our commitment.")
    file.add_paragraph("safe berths;", style="List Bullet")
    file.add_paragraph("First.", style="List Number")
    data = io.BytesIO()
    file.save(data)
    document = read_docx(data.getvalue(), "a.docx")
    assert (document.title, document.language, document.date, document.notices) == ("Ports", "en", None, ())
    assert document.blocks == (
        Block("heading", "Our common vision", level=1),
        Block("paragraph", "We reaffirm our commitment."),
        Block("item", "safe berths;", "•", 1),
        Block("paragraph", "First.", "1.", 1),
    )


def test_headings_by_style_name_outline_level_and_lineage() -> None:
    styles = (
        style("berschrift1", "heading 1")
        + style("Kapitel", "Kapitel", properties='<w:outlineLvl w:val="1"/>')
        + style("Unter", "Unter", based="Kapitel")
        + style("Wie", "Wie", based="berschrift1", properties='<w:outlineLvl w:val="9"/>')
    )
    body = (
        p("One", style="berschrift1")
        + p("Two", style="Kapitel")
        + p("Three", style="Unter")
        + p("Four", more='<w:outlineLvl w:val="2"/>')
        + p("Five", style="Heading4")
        + p("Six", style="Wie")
        + p("Seven", style="Kapitel", more='<w:outlineLvl w:val="9"/>')
    )
    assert [(block.role, block.level) for block in blocks(body, styles=styles)] == [
        ("heading", 1),
        ("heading", 2),
        ("heading", 2),
        ("heading", 3),
        ("heading", 4),
        ("paragraph", 0),
        ("paragraph", 0),
    ]


def test_styles_that_are_based_on_each_other() -> None:
    styles = style("A", based="B") + style("B", based="A", properties='<w:outlineLvl w:val="0"/>')
    assert [block.level for block in blocks(p("Vision", style="A"), styles=styles)] == [1]


def test_the_title_is_the_titled_paragraph_before_the_property() -> None:
    styles = style("Titre", "Title")
    document = read_docx(docx(p("Charter", style="Titre") + p("x"), title="draft7", styles=styles), "a.docx")
    assert (document.title, document.blocks[0].role) == ("Charter", "title")
    assert read_docx(docx(p("x"), title="draft7"), "a.docx").title == "draft7"


def test_white_space_is_single_blanks() -> None:
    body = p(
        "  We\u00a0note ", "<w:r><w:tab/><w:t>that</w:t><w:br/><w:t>ports</w:t></w:r>", " \n grow.\u2003"
    )
    assert texts(body) == ["We note that ports grow."]


def test_special_characters_of_runs() -> None:
    run = "<w:r><w:t>multi</w:t><w:noBreakHyphen/><w:t>stake</w:t><w:softHyphen/><w:t>hol\u00adder\u200b</w:t></w:r>"
    arrow = '<w:r><w:sym w:font="Symbol" w:char="F0AE"/></w:r>'
    strange = '<w:r><w:sym w:font="Wingdings" w:char="F021"/><w:sym w:font="X" w:char="zz"/></w:r>'
    assert texts(p(run, " a ", arrow, " b ", strange)) == ["multi-stakeholder a → b \ufffd\ufffd"]


def test_characters_of_picture_fonts_in_plain_text() -> None:
    wingdings = r("\uf0e0 here", '<w:rFonts w:ascii="Wingdings"/>')
    assert texts(p("\uf0b7 ports ", wingdings, " \uf021")) == ["• ports → here \ufffd"]


def test_hidden_text_is_left_out_and_said() -> None:
    hidden = style("Secret", kind="character").replace("<w:pPr>", "<w:rPr><w:vanish/></w:rPr><w:pPr>")
    body = p(
        "We agree",
        r(" not", "<w:vanish/>"),
        r(" maybe", '<w:rStyle w:val="Secret"/>'),
        r("!", '<w:vanish w:val="0"/>'),
    )
    document = read_docx(docx(body, styles=hidden), "a.docx")
    assert [block.text for block in document.blocks] == ["We agree!"]
    assert document.notices == ("hidden text was left out of 1 paragraph",)


def test_comments_and_pictures_are_counted() -> None:
    note = '<w:r><w:commentReference w:id="1"/></w:r>'
    picture = "<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>"
    line = "<w:r><w:pict><v:rect/></w:pict></w:r>"
    document = read_docx(docx(p("We agree", note, note, picture, line)), "a.docx")
    assert document.notices == ("2 comments were left out", "1 picture was left out")


def test_fields_keep_their_result() -> None:
    simple = f'<w:fldSimple w:instr=" REF a ">{r("paragraph 5")}</w:fldSimple>'
    nested = (
        field("begin")
        + code(" IF ")
        + field("begin")
        + code("PAGE")
        + field("separate")
        + r("9")
        + field("end")
        + code(" = 1 ")
        + field("separate")
        + r("of Annex II")
        + field("end")
    )
    link = f"<w:hyperlink>{r('the portal')}</w:hyperlink>"
    assert texts(p("See ", simple, " ", nested, " at ", link)) == [
        "See paragraph 5 of Annex II at the portal"
    ]


def test_a_number_made_by_a_field_is_said_to_be_missing() -> None:
    body = p(field("begin"), code(" AUTONUM "), field("end"), " We agree.")
    document = read_docx(docx(body), "a.docx")
    assert [block.text for block in document.blocks] == ["We agree."]
    assert document.notices == ("1 number made by a field (AUTONUM, LISTNUM) was left out",)


def test_a_table_of_contents_is_not_read() -> None:
    as_field = (
        p(field("begin"), code(' TOC \\o "1-3" '), field("separate"), "Vision 1")
        + p("Means 7")
        + p("Review 9", field("end"), "We begin.")
    )
    by_style = p("Vision 1", style="Verzeichnis1")
    as_control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('Contents')}</w:sdtContent></w:sdt>"
    )
    body = as_field + by_style + as_control + p("End.")
    assert texts(body, styles=style("Verzeichnis1", "toc 1")) == ["We begin.", "End."]


def test_a_contents_field_without_end_does_not_swallow_the_text() -> None:
    body = p(field("begin"), code(" TOC "), field("separate"), "Vision 1") + p("We agree.")
    assert texts(body) == ["Vision 1", "We agree."]


def test_content_controls_are_opened_and_prompts_dropped() -> None:
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    inline = control.format("", r("firmly"))
    prompt = control.format("<w:showingPlcHdr/>", r("Click here"))
    smart = f"<w:smartTag>{r('in Lisbon')}</w:smartTag>"
    body = control.format("", p("We ", inline, prompt, " agree ", smart))
    assert texts(body) == ["We firmly agree in Lisbon"]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = "<w:txbxContent>{}</w:txbxContent>"
    drawing = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{box.format(p('Box 1') + p('Box 2'))}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        f"{box.format(p('Box 1') + p('Box 2'))}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(p("We ", drawing, "agree.") + p("Next.")) == ["We agree.", "Box 1", "Box 2", "Next."]


def table(*rows: tuple[str, ...]) -> str:
    return "<w:tbl>{}</w:tbl>".format(
        "".join("<w:tr>{}</w:tr>".format("".join(f"<w:tc>{cell}</w:tc>" for cell in row)) for row in rows)
    )


def test_each_row_of_a_table_is_a_block() -> None:
    merged = "<w:tcPr><w:vMerge/></w:tcPr>"
    begun = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'
    body = table(
        (p("Old"), p("New")),
        (begun + p("We agree") + p("in part"), p("We ", "regret")),
        (merged + p(), table((p("Rev"), p("1")))),
        (p(), p()),
        (p(), p("only")),
    )
    assert [(block.role, block.text) for block in blocks(body)] == [
        ("row", "Old | New"),
        ("row", "We agree in part | We regret"),
        ("row", "Rev | 1"),
        ("row", "| only"),
    ]


def test_a_table_of_one_column_is_paragraphs() -> None:
    body = table((p("We agree.") + p("We note."),), (p("We regret."),))
    assert [(block.role, block.text) for block in blocks(body)] == [
        ("paragraph", "We agree."),
        ("paragraph", "We note."),
        ("paragraph", "We regret."),
    ]


def test_a_large_initial_belongs_to_its_word() -> None:
    assert texts(p("W", more='<w:framePr w:dropCap="drop"/>') + p("e agree.") + p("End.")) == [
        "We agree.",
        "End.",
    ]


def test_formulas_and_ruby_are_read() -> None:
    formula = "<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>"
    ruby = f"<w:r><w:ruby><w:rt>{r('kan')}</w:rt><w:rubyBase>{r('漢')}</w:rubyBase></w:ruby></w:r>"
    assert texts(p("As ", formula, " and ", ruby)) == ["As E=mc and 漢"]


FOOTNOTES = (
    '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
    f'<w:footnote w:id="7">{p("<w:r><w:footnoteRef/></w:r>", " See the Charter.")}{p("Also there.")}</w:footnote>'
    f'<w:footnote w:id="3">{p("Second.")}</w:footnote>'
)


def reference(key: int, kind: str = "footnote", more: str = "", text: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{key}"{more}/>{text}</w:r>'


def test_notes_are_marked_in_order_where_they_stand() -> None:
    body = p(" We  agree ", reference(7), " that ports", reference(3), ".") + p(
        "End", reference(1, "endnote")
    )
    endnotes = f'<w:endnote w:id="1">{p("Last.")}</w:endnote>'
    found = blocks(body, footnotes=FOOTNOTES, endnotes=endnotes)
    assert [(block.text, block.notes) for block in found] == [
        ("We agree that ports.", (Note("1", 8, "See the Charter. Also there."), Note("2", 19, "Second."))),
        ("End", (Note("i", 3, "Last."),)),
    ]


def test_marks_of_notes_may_be_typed_or_lettered() -> None:
    custom = reference(7, more=' w:customMarkFollows="1"', text="<w:t>*</w:t>")
    settings = '<w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numStart w:val="2"/></w:footnotePr>'
    found = blocks(p("Ports", custom, " grow", reference(3)), footnotes=FOOTNOTES, settings=settings)
    assert found[0].text == "Ports grow"
    assert [(note.mark, note.offset) for note in found[0].notes] == [("*", 5), ("b", 10)]


def test_the_language_is_that_of_most_of_the_text() -> None:
    usual = '<w:rPr><w:lang w:val="en-US" w:bidi="ar-SA"/></w:rPr>'
    styles = f"<w:docDefaults><w:rPrDefault>{usual}</w:rPrDefault></w:docDefaults>"
    french = r("Nous convenons de ce qui suit", '<w:lang w:val="fr-CH"/>')
    arabic = r("نتفق على ما يلي في هذا الميثاق", "<w:rtl/>")
    chinese = r("我们商定如下", '<w:lang w:val="en-GB" w:eastAsia="zh-CN"/>')
    body = p("Port")
    assert read_docx(docx(body, styles=styles), "a.docx").language == "en"
    assert read_docx(docx(body + p(french), styles=styles), "a.docx").language == "fr"
    assert read_docx(docx(body + p(arabic), styles=styles), "a.docx").language == "ar"
    assert read_docx(docx(body + p(chinese), styles=styles), "a.docx").language == "zh"
    assert read_docx(docx(body), "a.docx").language is None


def test_a_language_left_as_the_program_set_it_is_not_believed() -> None:
    usual = '<w:rPr><w:lang w:val="en-US" w:eastAsia="en-US"/></w:rPr>'
    styles = f"<w:docDefaults><w:rPrDefault>{usual}</w:rPrDefault></w:docDefaults>"
    for text in ("Мы договорились о следующем", "我们商定如下", "نتفق على ما يلي"):
        assert read_docx(docx(p(text), styles=styles), "a.docx").language is None


def test_strict_open_xml_is_read() -> None:
    strict = SPACES.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    data = package(
        {"word/document.xml": f"<w:document {strict}><w:body>{p('We agree.')}</w:body></w:document>"}
    )
    assert read_docx(data, "a.docx").blocks == (Block("paragraph", "We agree."),)


@pytest.mark.parametrize("target", ["/word/document.xml", "word/document.xml", "./word/document.xml"])
def test_parts_are_found_by_their_relations(target: str) -> None:
    relation = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    rels = (
        f'<Relationships xmlns="{relation}"><Relationship Type="{kind}" Target="{target}"/></Relationships>'
    )
    document = f"<w:document {SPACES}><w:body>{p('We agree.')}</w:body></w:document>"
    data = package({"_rels/.rels": rels, "WORD\\Document.xml": document})
    assert read_docx(data, "a.docm").blocks == (Block("paragraph", "We agree."),)


def test_ten_thousand_paragraphs() -> None:
    """A result in seconds: only a cost that grows faster than the text would break this wide limit."""
    run = r("We commit to the work of ports and harbours in all regions, as appropriate. ")
    data = docx("".join(p(run, f"Paragraph {n}", run) for n in range(10_000)))
    began = time.perf_counter()
    document = read_docx(data, "a.docx", "kept")
    assert len(document.blocks) == 10_000
    assert time.perf_counter() - began < 60
