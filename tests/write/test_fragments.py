import json
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import html

from soundingboard import compare, read_draft
from soundingboard.model import Change, Comparison, Draft, Note, Paragraph, Reference
from soundingboard.write.html import comparison_page
from soundingboard.write.html.fragments import (
    clean,
    contents_markup,
    inline,
    parts,
    sides,
    signed,
    spoken_style,
    symbols_markup,
)
from soundingboard.write.records import comparison_from_record, dumps, to_record
from soundingboard.write.signs import SIGNS, VOICES

from .random_comparisons import Sample, comparisons
from .samples import large, small

DRAFTS = Path(__file__).parents[2] / "examples" / "harbour-charter" / "drafts"


@pytest.fixture(scope="module")
def example() -> Comparison:
    return compare(read_draft(DRAFTS / "rev1.html"), read_draft(DRAFTS / "rev2.docx"))


def _on_page(comparison: Comparison) -> str:
    """The page put together from fragments, without what stands around the text."""
    nested, open_levels = "", 0
    for part in parts(comparison):
        while open_levels >= part.level:
            nested, open_levels = f"{nested}</section>", open_levels - 1
        nested, open_levels = f"{nested}<section>{part.heading or ''}", open_levels + 1
        for each in part.fragments:
            classes = " ".join(("change", *each.keys))
            nested += (
                f'<article class="{classes}">{each.wording}<div class="margin">{each.margin}</div></article>'
            )
    return nested + "</section>" * open_levels


@pytest.mark.parametrize("make", [small, large])
def test_the_page_is_made_of_the_fragments(make) -> None:  # type: ignore[no-untyped-def]
    page = comparison_page(make())
    for piece in (_on_page(make()), contents_markup(make()), symbols_markup({}), spoken_style()):
        assert piece in page


@settings(max_examples=60, deadline=None)
@given(comparisons())
def test_the_fragments_of_any_comparison_are_on_its_page(sample: Sample) -> None:
    page = comparison_page(sample.comparison)
    assert _on_page(sample.comparison) in page
    assert contents_markup(sample.comparison) in page


def test_a_comparison_from_its_record_gives_the_same_fragments(example: Comparison) -> None:
    again = comparison_from_record(json.loads(dumps(to_record(example))))
    assert parts(again, explain=True) == parts(example, explain=True)
    assert contents_markup(again) == contents_markup(example)
    assert [sides(c, again) for c in again.changes] == [sides(c, example) for c in example.changes]


def test_every_change_is_in_one_fragment_and_is_what_the_anchor_names(example: Comparison) -> None:
    found = [each for part in parts(example) for each in part.fragments]
    assert [each.change.id for each in found] == [change.id for change in example.changes]
    for each in found:
        assert html.fragment_fromstring(each.wording).xpath("string(*[1]/@id)") == each.anchor


def test_headings_keep_their_anchor_and_their_rank() -> None:
    headings = [(part.heading, part.anchor, part.level) for part in parts(small())]
    assert headings[0] == (None, None, 1)
    assert headings[2] == ('<h2 id="sec_2" lang="en" dir="ltr">B. Crews</h2>', "sec_2", 1)


def test_links_lead_where_the_site_says() -> None:
    def address(reference: Reference, is_new: bool) -> str | None:
        return f"/{'rev1' if is_new else 'zero'}/{reference.eid}/" if reference.eid != "para_1" else None

    found = {each.anchor: each for part in parts(small(), address) for each in part.fragments}
    links = {
        name: html.fragment_fromstring(f"<div>{each.wording}{each.margin}</div>").xpath(
            "//a[not(starts-with(@href, 'https:'))]/@href"
        )
        for name, each in found.items()
    }
    assert links["para_1"] == ["#para_1"]
    assert links["para_2"] == ["/rev1/para_2/", "/rev1/para_6/"]
    assert links["para_6"] == ["/rev1/para_6/", "/rev1/para_2/"]
    assert links["old-para_7"] == ["/zero/para_7/"]


def test_why_paragraphs_were_matched_only_when_asked() -> None:
    def margins(explain: bool) -> str:
        return "".join(each.margin for part in parts(small(), explain=explain) for each in part.fragments)

    assert "Why matched: rare words" in margins(explain=True)
    assert "Why matched" not in margins(explain=False)


@settings(max_examples=60, deadline=None)
@given(comparisons())
def test_each_side_has_its_own_words_and_only_its_own_marks(sample: Sample) -> None:
    for change in sample.comparison.changes:
        for shown, references, op, tag in zip(
            sides(change, sample.comparison),
            (change.old, change.new),
            ("delete", "insert"),
            ("del", "ins"),
            strict=True,
        ):
            assert bool(shown) == bool(references)
            if not shown:
                continue
            box = html.fragment_fromstring(shown)
            texts = ["".join(p.itertext()) for p in box.xpath("*[contains(@class, 'para')]/p")]
            assert len(texts) == len(references)
            assert "\n".join(texts) == "".join(text for o, text in change.redline if o in ("equal", op))
            assert {e.tag for e in box.iter("ins", "del")} <= {tag}


def test_sides_carry_numbers_flags_and_notes() -> None:
    comparison = small()
    old, new = map(html.fragment_fromstring, sides(comparison.changes[2], comparison))
    assert [a.text for box in (old, new) for a in box.find_class("number")] == ["1.", "2."]
    assert [a.get("class") for box in (old, new) for a in box.find_class("number")] == ["number"] * 2
    assert [span.text for span in old.find_class("flagged")] == ["commit", " to", "within existing resources"]
    assert [span.text for span in new.find_class("flagged")] == ["recognize the need", " to"]
    assert [box.find_class("note")[0].text_content() for box in (old, new)] == [
        "1 See the tide log.",
        "1 See the tide tables.",
    ]
    gone = sides(comparison.changes[-1], comparison)
    assert gone[1] == ""
    assert html.fragment_fromstring(gone[0]).find_class("number")[0].get("class") == "number old"


def test_a_clean_paragraph_stands_as_deep_as_in_its_draft() -> None:
    item = Paragraph(
        "para_3__item_a", "3(a)", "light;", "(a)", parent="para_3", notes=(Note("1", 3, "Log."),)
    )
    draft = Draft(language="ar", paragraphs=(Paragraph("para_3", "3", "The town keeps:", "3."), item))
    box = html.fragment_fromstring(clean(draft, item, lambda reference, is_new: f"/{reference.eid}/"))
    assert (box.get("class"), box.get("lang"), box.get("dir")) == ("wording", "ar", "rtl")
    assert box.xpath("string(*[1]/@class)") == "para depth-1"
    assert box.xpath("string(*[1]/@id)") == "para_3__item_a"
    assert box.xpath("string(.//a/@href)") == "/para_3__item_a/"
    assert box.text_content() == "(a)light;1 Log."
    assert "depth" not in clean(replace(draft, paragraphs=()), item)


def test_a_clean_paragraph_is_marked_up_as_a_kept_one() -> None:
    comparison = small()
    kept = comparison.changes[0]
    reference, text = kept.new[0], kept.redline[0][1]
    paragraph = Paragraph(reference.eid, reference.number, text, reference.label)
    assert clean(comparison.new, paragraph) == parts(comparison)[0].fragments[0].wording


def test_bare_runs() -> None:
    assert inline((("equal", "We "), ("delete", "may"), ("insert", "<shall>")), "fa") == (
        '<div class="wording" lang="fa" dir="rtl"><p>We <del>may</del>'
        '<ins class="next">&lt;shall&gt;</ins></p></div>'
    )


def test_a_sign_of_either_kind_has_a_drawing_and_a_word() -> None:
    drawn = {symbol.get("id") for symbol in html.fragment_fromstring(symbols_markup()).iter("symbol")}
    assert drawn == {f"sign-{key}" for key in (*SIGNS, *VOICES)}
    assert signed("nobody").endswith("</svg>nobody yet</span>")
    assert signed("said", "12 said something").endswith("</svg>12 said something</span>")
    for attribute in ("mark", "word", "path"):
        both = {getattr(sign, attribute) for sign in (*SIGNS.values(), *VOICES.values())}
        assert len(both) == len(SIGNS) + len(VOICES)


def test_everything_is_escaped() -> None:
    evil = '"><script>alert(1)</script>'
    change = Change("c", "reworded", (Reference(evil, evil),), (Reference(evil, evil),), (("equal", evil),))
    comparison = Comparison(Draft(language=evil), Draft(language=evil), (change,))
    made = [each for part in parts(comparison, lambda *_: evil) for each in part.fragments]
    shown = [made[0].wording, made[0].margin, *sides(change, comparison), inline(change.redline, evil)]
    shown.append(clean(comparison.new, Paragraph(evil, evil, evil)))
    assert [
        markup for markup in shown if html.fragment_fromstring(f"<div>{markup}</div>").xpath("//script")
    ] == []


def test_the_parts_of_a_real_draft_are_made_at_once() -> None:
    comparison = large()
    parts(comparison)
    took = []
    for _ in range(5):
        start = time.perf_counter()
        parts(comparison)
        took.append(time.perf_counter() - start)
    assert min(took) < 0.04
