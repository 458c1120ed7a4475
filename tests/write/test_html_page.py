import gzip
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from lxml import html

from soundingboard.model import Change, Comparison, Draft, Reference, Source
from soundingboard.write.html import comparison_page

from .random_comparisons import Sample, comparisons
from .samples import SOURCE_URL, large, small


def _page(comparison: Comparison, explain: bool = False) -> html.HtmlElement:
    return html.document_fromstring(comparison_page(comparison, explain).encode())


def _side(element: html.HtmlElement, dropped: str) -> str:
    """The text of an element without what is marked with the tag `dropped`."""
    text = element.text or ""
    for child in element:
        text += ("" if child.tag == dropped else _side(child, dropped)) + (child.tail or "")
    return text


def _article(page: html.HtmlElement, eid: str) -> html.HtmlElement:
    return page.xpath(f'//article[.//*[@id="{eid}"]]')[0]


@settings(max_examples=60, deadline=None)
@given(comparisons())
def test_both_sides_of_every_change_can_be_read_off_the_page(sample: Sample) -> None:
    page = _page(sample.comparison)
    for change, article in zip(sample.comparison.changes, page.xpath("//article"), strict=True):
        paragraphs = article.xpath(".//*[@class='para']/p")
        assert len(paragraphs) == len(change.new or change.old)
        old, new = (
            "".join(text for op, text in change.redline if op in ("equal", side))
            for side in ("delete", "insert")
        )
        assert "".join(_side(p, "ins") for p in paragraphs).replace("¶", "") == old.replace(
            "\n", "", len(change.old) - 1
        )
        assert "".join(_side(p, "del") for p in paragraphs).replace("¶", "") == new.replace(
            "\n", "", len(change.new) - 1
        )


@settings(max_examples=60, deadline=None)
@given(comparisons())
def test_ids_are_unique_and_links_lead_somewhere(sample: Sample) -> None:
    page = _page(sample.comparison)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {link[1:] for link in page.xpath("//@href") if link.startswith("#")}
    assert targets <= set(ids)


def test_nothing_is_fetched_and_nothing_runs() -> None:
    page = _page(small())
    assert page.xpath("//script | //link | //img | //iframe | //*[@src]") == []
    assert "url(" not in page.xpath("string(//style)")
    assert "@import" not in page.xpath("string(//style)")
    assert {link for link in page.xpath("//@href") if not link.startswith("#")} == {
        SOURCE_URL,
        "https://example.org/rev1",
    }


def test_the_page_is_light() -> None:
    assert len(gzip.compress(comparison_page(large()).encode())) < 90_000


def test_the_same_comparison_gives_the_same_page() -> None:
    assert comparison_page(large()) == comparison_page(large())


def test_the_head_says_what_is_compared() -> None:
    page = _page(small())
    assert page.xpath("string(//title)") == "The Harbour Compact: Revision 1 compared with Zero Draft"
    assert page.xpath("string(//h1)") == "The Harbour Compact"
    assert page.xpath("string(//*[@class='particulars'])") == (
        "Unofficial text. · Revision 1: HC/REV.1, 9 May 2031 · Zero Draft: 5 March 2031"
    )
    assert page.xpath("string(//*[@class='counts'])") == (
        "Revision 1 has 9 paragraphs, Zero Draft had 9. 6 were renumbered. 2 headings changed."
    )
    assert page.xpath("string(//header/details/ul)") == "Revision 1: paragraph 4 has two numbers"


def test_each_filter_names_how_many_changes_carry_its_class() -> None:
    page = _page(large())
    labels = page.xpath("//fieldset/label")
    assert [label.text_content().split()[0] for label in labels] == [
        "125",
        "76",
        "51",
        "12",
        "5",
        "2",
        "6",
        "3",
        "18",
        "49",
    ]
    for label in labels[1:]:
        key = label.xpath("input/@value")[0]
        articles = page.xpath(f"//article[contains(concat(' ', @class, ' '), ' {key} ')]")
        assert int(label.xpath("string(b)")) == len(articles)


def test_there_is_a_rule_in_the_style_sheet_for_each_filter() -> None:
    page = _page(small())
    keys = set(page.xpath("//fieldset//input/@value")) - {"all"}
    hidden = r":is\(article, section, .sections > li\):not\(\.(\w+), :has\(\.(\w+)\)\)"
    rules = re.findall(rf'\[value="(\w+)"\]:checked\) {hidden}', page.xpath("string(//style)"))
    assert {rule[0] for rule in rules} == keys
    assert all(len(set(rule)) == 1 for rule in rules)


def test_anchors_of_new_and_deleted_paragraphs() -> None:
    page = _page(small())
    assert _side(page.get_element_by_id("para_4").find("p"), "del") == "Ferries shall be free for pupils.¶"
    assert page.get_element_by_id("old-para_7").find("p").text_content() == (
        "A register of moorings shall be kept by the harbour office."
    )
    assert page.get_element_by_id("old-sec_3").text_content() == "C. Moorings"


def test_the_margin_says_what_happened() -> None:
    margin = _article(_page(small()), "para_2").xpath("string(*[@class='margin'])")
    assert margin == (
        "reworded was 1 now agreed (was bracketed)"
        "flagged softer: commit to → recognize the need to suggested by rule verb-1, not yet confirmed · source"
        "flagged stronger: within existing resources taken out "
        "suggested by rule qualifier-3, not yet confirmed · source"
        "within existing resources now in paragraph 6"
    )


def test_flagged_words_are_marked_on_both_sides() -> None:
    flagged = _article(_page(small()), "para_2").find_class("flagged")
    assert [(span.getparent().tag, span.text, span.get("class")) for span in flagged] == [
        ("del", "commit", "flagged softens"), ("ins", "recognize the need", "flagged softens"),
        ("p", " to", "flagged softens"), ("del", "within existing resources", "flagged strengthens"),
    ]  # fmt: skip


def test_moved_words_are_linked_and_text_that_came_back_is_named() -> None:
    page = _page(small())
    assert _article(page, "para_2").xpath("string(.//*[@class='elsewhere']/a/@href)") == "#para_6"
    assert (
        _article(page, "para_1").xpath("string(.//*[@class='back'])")
        == "brought back: paragraph 7 of Elements paper"
    )


def test_a_source_that_is_no_address_is_no_link() -> None:
    sample = small()
    change = sample.changes[2]
    device = replace(change.devices[0], source='javascript:alert("x")')
    page = _page(replace(sample, changes=(replace(change, devices=(device,)),)))
    assert not page.xpath("//small/a")
    assert page.xpath("string(//small)").endswith(' · javascript:alert("x")')


def test_items_stand_under_their_paragraph() -> None:
    assert _page(small()).get_element_by_id("para_3__item_a").get("class") == "para depth-1"


def test_why_paragraphs_were_matched_only_when_asked() -> None:
    reason = "//*[@class='reason']"
    assert _page(small()).xpath(reason) == []
    assert [p.text for p in _page(small(), explain=True).xpath(reason)] == [
        "Why matched: rare words in common: dredging, inner"
    ]


def test_sections_and_contents_name_the_same_headings() -> None:
    page = _page(small())
    assert [h.text_content() for h in page.xpath("//main//h2")] == [
        "A. Water, boats and boatslight",
        "B. Crews",
        "C. Moorings",
    ]
    links = page.xpath("//nav//li/a[not(.//*[local-name()='svg'])]")
    assert [link.text_content() for link in links] == [
        "Preamble",
        "A. Water, boats and light",
        "B. Crews",
        "C. Moorings",
    ]


def test_the_heat_strip_has_a_described_bar_for_each_change() -> None:
    bars = _page(small()).xpath("//*[@class='strip']//a")
    assert len(bars) == 9
    assert (
        bars[2].get("aria-label")
        == "Paragraph 2: reworded, now agreed (was bracketed), flagged stronger, flagged softer, 44 % changed"
    )
    assert bars[2].get("href") == "#para_2"
    assert bars[8].get("aria-label") == "Paragraph 7: deleted"
    assert [bar.xpath("string(.//*[local-name()='rect']/@height)") for bar in bars[2:4]] == ["10", "2"]


@pytest.mark.parametrize(("language", "way"), [("ar", "rtl"), ("fa-IR", "rtl"), ("zh", "ltr"), ("en", "ltr")])
def test_the_text_has_its_language_and_direction(language: str, way: str) -> None:
    page = _page(replace(small(), new=replace(small().new, language=language)))
    assert {
        (box.get("lang"), box.get("dir"))
        for box in page.xpath("//article[.//*[@id='para_2']]/*[@class='wording']")
    } == {(language, way)}
    assert page.get("lang") == "en"


def test_everything_is_escaped() -> None:
    sample = small()
    evil = '<script>alert("1")</script>'
    reference = Reference(evil, evil, evil, status=evil)
    change = Change("c", "inserted", (), (reference,), (("insert", evil),), reason=evil)
    draft = Draft(title=evil, label=evil, symbol=evil, date=evil, language=evil, notices=(evil,))
    page = _page(replace(sample, new=draft, changes=(change,)), explain=True)
    assert page.xpath("//script") == []
    assert page.xpath("string(//h1)") == evil
    assert page.xpath("//article//p")[0].text_content() == evil


def test_characters_that_a_page_cannot_hold_are_replaced() -> None:
    change = Change("c", "inserted", (), (Reference("para 1", "1"),), (("insert", "a\x00b"),))
    page = _page(Comparison(Draft(), Draft(), (change,)))
    assert page.get_element_by_id("para_1").find("p").text_content() == "a\ufffdb"


def test_an_empty_comparison_is_a_page() -> None:
    page = _page(Comparison(Draft(label="B"), Draft(label="A"), ()))
    assert page.xpath("string(//h1)") == "A compared with B"
    assert page.xpath("//article") == []


def test_the_foot_names_the_sources() -> None:
    foot = _page(small()).find(".//footer").text_content()
    assert "ab" * 32 in foot
    assert "cd" * 32 in foot
    assert "they are not verdicts" in foot


def test_words_that_arrived_say_where_they_stood() -> None:
    arrived = _article(_page(small()), "para_6").xpath(".//*[@class='elsewhere']")[0]
    assert arrived.text_content() == "within existing resources stood in old paragraph 1"
    assert arrived.xpath("string(a/@href)") == "#para_2"


def test_a_paragraph_that_left_its_section_says_which() -> None:
    was = _article(_page(small()), "para_7").xpath("string(.//*[@class='was'])")
    assert was == "was 4, under “A. Water and boats”"


def test_the_number_of_a_deleted_paragraph_is_marked_as_old() -> None:
    number = _page(small()).get_element_by_id("old-para_7").find("a")
    assert (number.get("class"), number.get("aria-label")) == ("number old", "old paragraph 7.")


def test_the_number_of_a_new_heading_is_marked_too() -> None:
    heading = Change("h", "inserted", (), (Reference("sec_1", "A"),), (("insert", "Light"),))
    change = Change("c", "inserted", (), (Reference("p", "1", section="sec_1"),), (("insert", "Lamps."),))
    page = _page(Comparison(Draft(), Draft(), (change,), (heading,)))
    assert [ins.text_content() for ins in page.xpath("//h2/ins")] == ["A. Light"]


def test_drafts_of_one_name_are_told_apart_by_their_files() -> None:
    first, second = (Draft(label="Revision 1", source=Source(file)) for file in ("a.docx", "-"))
    page = _page(Comparison(first, second, ()))
    assert page.xpath("string(//h1)") == "Revision 1 (standard input) compared with Revision 1 (a.docx)"
    assert page.xpath("//footer//dt/text()") == ["Revision 1 (a.docx)", "Revision 1 (standard input)"]


def _kept_but_one(n: int) -> Comparison:
    kept = [
        Change(f"c{i}", "unchanged", (Reference(f"p{i}", str(i)),), (Reference(f"p{i}", str(i)),), ())
        for i in range(1, n)
    ]
    return Comparison(
        Draft(), Draft(), (Change("c", "inserted", (), (Reference("p", "9"),), (("insert", "x"),)), *kept)
    )


@pytest.mark.parametrize(("n", "first"), [(300, "all"), (301, "changed")])
def test_a_long_page_of_kept_paragraphs_begins_with_what_changed(n: int, first: str) -> None:
    page = _page(_kept_but_one(n))
    assert page.xpath("//input[@checked]/@value") == [first]
    assert len(page.xpath("//*[@class='beginning']")) == (first == "changed")
