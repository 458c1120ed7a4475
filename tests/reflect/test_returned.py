"""Reflections edited in Word and taken back: nothing of people's text is lost, no record is silently dropped."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import docx
import pytest
from benchmarks.reflections import edited, example, lost_records, lost_words
from docx.oxml import OxmlElement
from hypothesis import given, settings
from hypothesis import strategies as st

from soundingboard.errors import InputError
from soundingboard.exposure import published
from soundingboard.model import Reflection, ReflectionSection, Signature
from soundingboard.reflect import Returned, assemble, evidence_lines, returned
from soundingboard.reflect.bookmarks import of_section
from soundingboard.write.paper import Paper, Prose, words
from soundingboard.write.papers import to_docx
from soundingboard.write.reflected import reflections_paper

from .records import AMENDMENTS, ASKS, COMPARISON, PEOPLE, REV1, TOPICS, WORDS, ZERO

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SIGNED = (Signature("A. B.", "agrees"), Signature("C. D.", "dissents", "Paragraph 1."))
REFLECTION = replace(
    assemble(REV1, ZERO, COMPARISON, ASKS, published(PEOPLE), TOPICS, AMENDMENTS, WORDS, "r1", "2026-08-06"),
    signed=SIGNED,
)
EVIDENCE = evidence_lines(REFLECTION, ASKS, PEOPLE, COMPARISON)
FILE = to_docx(reflections_paper(REFLECTION, (REV1, ZERO), AMENDMENTS, EVIDENCE))
Body = Any


def edit(change: Callable[[Body], None], data: bytes = FILE, of: Reflection = REFLECTION) -> Returned:
    """What comes back when the body of the file was changed."""
    file = docx.Document(io.BytesIO(data))
    change(file.element.body)
    out = io.BytesIO()
    file.save(out)
    return returned(of, out.getvalue())


def holding(body: Body, text: str) -> Body:
    """The first paragraph that holds a text."""
    return next(p for p in body.iter(f"{W}p") if text in "".join(t.text or "" for t in p.iter(f"{W}t")))


def new(text: str, style: str = "BodyText", *looks: str) -> Body:
    """A paragraph."""
    paragraph, run = OxmlElement("w:p"), OxmlElement("w:r")
    properties, named = OxmlElement("w:pPr"), OxmlElement("w:pStyle")
    named.set(f"{W}val", style)
    properties.append(named)
    paragraph.append(properties)
    if looks:
        look = OxmlElement("w:rPr")
        look.extend([OxmlElement(f"w:{name}") for name in looks])
        run.append(look)
    words_ = OxmlElement("w:t")
    words_.text = text
    run.append(words_)
    paragraph.append(run)
    return paragraph


def without_bookmarks(body: Body) -> None:
    for tag in ("bookmarkStart", "bookmarkEnd"):
        for mark in list(body.iter(f"{W}{tag}")):
            mark.getparent().remove(mark)


def section(back: Returned, name: str) -> ReflectionSection:
    return next(one for one in back.reflection.sections if one.id == name)


def test_a_file_that_nobody_touched_changes_nothing() -> None:
    back = returned(REFLECTION, FILE)
    assert back == Returned(REFLECTION, kept=tuple(one.id for one in REFLECTION.sections))


def test_a_file_without_evidence_and_positions_changes_nothing_either() -> None:
    bare = replace(REFLECTION, signed=())
    back = returned(bare, to_docx(reflections_paper(bare, (REV1, ZERO), AMENDMENTS)))
    assert back == Returned(bare, kept=tuple(one.id for one in bare.sections))


def test_what_a_member_writes_in_a_statement_is_kept_and_its_records_stay() -> None:
    def change(body: Body) -> None:
        holding(body, "ask to keep it").append(next(new(" We *agree*.", "BodyText", "b").iter(f"{W}r")))

    back = edit(change)
    assert back.changed == ("retain_access",)
    assert section(back, "retain_access").text.endswith("ask to keep it. **We \\*agree\\*.**")
    assert section(back, "retain_access").evidence == ("ask:a1", "ask:a2")
    assert len(back.kept) == len(REFLECTION.sections) - 1
    assert (back.added, back.removed, back.orphans, back.notices) == ((), (), (), ())


def test_what_is_added_is_a_new_section_where_it_stands() -> None:
    def change(body: Body) -> None:
        at = holding(body, "ask to keep it")
        for one in (new("second item", "ListBullet"), new("The Board adds.", "BodyText", "i")):
            at.addnext(one)

    back = edit(change)
    assert back.added == ("new",)
    place = [one.id for one in back.reflection.sections].index("new")
    assert back.reflection.sections[place - 1].id == "retain_access"
    assert section(back, "new") == ReflectionSection("retain", "*The Board adds.*\n\n- second item", "new")


def test_what_is_taken_out_is_listed_with_its_records() -> None:
    def change(body: Body) -> None:
        one = holding(body, "ask to keep it")
        one.getparent().remove(one)

    back = edit(change)
    assert [one.id for one in back.removed] == ["retain_access"]
    assert [(one.section.id, one.section.evidence) for one in back.orphans] == [
        ("retain_access", ("ask:a1", "ask:a2"))
    ]
    assert "2 of its records" in back.orphans[0].reason
    assert "retain_access" not in [one.id for one in back.reflection.sections]


def test_what_is_moved_is_followed() -> None:
    def change(body: Body) -> None:
        holding(body, "Changes from Zero Draft").addnext(holding(body, "for stronger wording"))

    back = edit(change)
    assert back.moved == ("caution_access",)
    assert [one.id for one in back.reflection.sections][:4] == [
        "general_word",
        "general_word_2",
        "caution_access",
        "retain_access",
    ]


def test_without_any_bookmark_statements_are_known_by_their_words() -> None:
    back = edit(without_bookmarks)
    assert {one.id for one in REFLECTION.sections} - {one.id for one in back.reflection.sections} == set()
    evidence = {one.id: one.evidence for one in REFLECTION.sections}
    assert {key: one.evidence for one in back.reflection.sections if (key := one.id) in evidence} == evidence
    assert back.notices == (
        "reflections.docx: the mark at its title is gone; its statements are known one by one",
    )
    told = " ".join(one.text for one in back.reflection.sections)
    assert "Key aspects to retain" in told  # nobody can tell any more that no member wrote it


def test_without_bookmarks_a_reworded_statement_is_known_by_the_nearest_text() -> None:
    def change(body: Body) -> None:
        without_bookmarks(body)
        text = next(t for t in body.iter(f"{W}t") if "for stronger wording" in (t.text or ""))
        text.text = text.text.replace("asks for stronger wording", "asks for wording that is stronger")

    back = edit(change)
    assert section(back, "caution_access").evidence == ("change:c2", "ask:a4")
    assert "asks for wording that is stronger" in section(back, "caution_access").text


def test_two_statements_that_were_joined_keep_the_records_of_both() -> None:
    def change(body: Body) -> None:
        one, other = holding(body, "were filed"), holding(body, "Changes from Zero Draft")
        one.extend([child for child in other if child.tag != f"{W}pPr"])
        other.getparent().remove(other)

    back = edit(change)
    assert back.joined == (("general_word_2", "general_word"),)
    both = (*REFLECTION.sections[0].evidence, *REFLECTION.sections[1].evidence)
    assert section(back, "general_word").evidence == both
    assert back.orphans == ()


def test_a_bookmark_that_is_there_twice_counts_where_the_words_are() -> None:
    def change(body: Body) -> None:
        other = new("Something that a member wrote elsewhere.")
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(f"{W}id", "900")
        start.set(f"{W}name", "retain_access")
        other.insert(1, start)
        other.append(end)
        body.insert(0, other)

    back = edit(change)
    assert section(back, "retain_access").text == REFLECTION.sections[2].text
    assert section(back, "new").text == "Something that a member wrote elsewhere."


def test_tracked_insertions_are_text_and_tracked_deletions_are_not() -> None:
    def change(body: Body) -> None:
        at = holding(body, "ask to keep it")
        inserted, deleted = OxmlElement("w:ins"), OxmlElement("w:del")
        inserted.append(next(new(" Inserted.").iter(f"{W}r")))
        run = next(new(" Deleted.").iter(f"{W}r"))
        next(run.iter(f"{W}t")).tag = f"{W}delText"
        deleted.append(run)
        at.extend([inserted, deleted])

    assert section(edit(change), "retain_access").text.endswith("ask to keep it. Inserted.")


def test_suggested_wording_that_was_edited_comes_back_by_marks() -> None:
    def change(body: Body) -> None:
        next(
            t for t in body.iter(f"{W}t") if (t.text or "").startswith("undertake")
        ).text = "solemnly undertake"

    back = edit(change)
    assert [(one.amendment, one.text) for one in back.rewordings] == [
        (
            "w1",
            "2. We ~~recognize the need~~**solemnly undertake** to simplify the procedures that ships and crews must"
            " complete.",
        )
    ]
    assert back.kept == tuple(one.id for one in REFLECTION.sections)


def test_suggested_wording_that_was_accepted_is_the_same_wording() -> None:
    def change(body: Body) -> None:
        for one in list(body.iter(f"{W}del")):
            one.getparent().remove(one)
        for one in list(body.iter(f"{W}ins")):
            at = one.getparent().index(one)
            for child in reversed(list(one)):
                one.getparent().insert(at, child)
            one.getparent().remove(one)

    assert edit(change) == returned(REFLECTION, FILE)


def test_suggested_wording_that_was_taken_out_is_withdrawn() -> None:
    def change(body: Body) -> None:
        one = holding(body, "ships and crews must complete")
        one.getparent().remove(one)

    back = edit(change)
    assert back.withdrawn == ("w1",)
    assert section(back, "suggest_access").amendments == ("w2",)


def test_words_in_evidence_headings_and_tables_of_ours_are_kept() -> None:
    def change(body: Body) -> None:
        for text in ("Evidence, 2 records: a1", "Key aspects to retain", "Paragraph 1."):
            paragraph = holding(body, text)
            paragraph.append(next(new(" Mine.").iter(f"{W}r")))

    back = edit(change)
    told = [section(back, name).text for name in back.added]
    assert [text for text in told if "Mine." in text] == told
    assert sum(text.count("Mine.") for text in told) == 3


def test_notes_boxes_links_and_comments_are_kept() -> None:
    file = docx.Document(io.BytesIO(FILE))
    run = file.paragraphs[-1].runs[0] if file.paragraphs[-1].runs else file.paragraphs[0].runs[0]
    file.add_comment(run, text="Is this agreed?", author="A. B.", initials="ab")
    at = holding(file.element.body, "ask to keep it")
    link = OxmlElement("w:hyperlink")
    link.set(f"{W}anchor", "caution_access")
    link.append(next(new(" see below").iter(f"{W}r")))
    box = OxmlElement("w:pict")
    content = OxmlElement("w:txbxContent")
    content.append(new("In a box."))
    box.append(content)
    holder = OxmlElement("w:r")
    holder.append(box)
    at.extend([link, holder])
    out = io.BytesIO()
    file.save(out)
    back = returned(REFLECTION, out.getvalue())
    assert [(one.author, one.text) for one in back.comments] == [("A. B.", "Is this agreed?")]
    assert section(back, "retain_access").text.endswith("[see below](#caution_access)")
    assert section(back, back.added[0]).text == "In a box."


def test_a_changed_title_is_taken() -> None:
    def change(body: Body) -> None:
        next(t for t in body.iter(f"{W}t") if t.text == REFLECTION.title).text = "Our reflections"

    assert edit(change).reflection.title == "Our reflections"


def test_reflections_that_were_changed_here_meanwhile_are_told_of() -> None:
    first, *rest = REFLECTION.sections
    now = replace(REFLECTION, sections=(replace(first, text="Another word."), *rest))
    back = returned(now, FILE)
    assert back.notices == ("reflections.docx: the reflections were changed here since the file was made",)


@pytest.mark.parametrize(
    ("data", "words_"),
    [
        (b"", "the file is empty"),
        (b"%PDF-1.7", "not a Word file"),
        (b"PK\x03\x04rubbish", "damaged"),
    ],
)
def test_what_is_no_word_file_is_refused_in_one_line(data: bytes, words_: str) -> None:
    with pytest.raises(InputError, match=words_) as caught:
        returned(REFLECTION, data, "mine.docx")
    assert str(caught.value).startswith("mine.docx: ")
    assert "\n" not in str(caught.value)


def test_the_file_of_other_reflections_is_refused() -> None:
    with pytest.raises(InputError, match=r"mine\.docx: this file is of other reflections"):
        returned(replace(REFLECTION, id="r2"), FILE, "mine.docx")


def test_a_word_file_of_something_else_is_all_new_and_every_record_is_listed() -> None:
    back = returned(REFLECTION, to_docx(Paper("Minutes", (Prose(words("We met at ten.")),))))
    assert [one.text for one in back.reflection.sections] == ["Minutes\n\nWe met at ten."]
    assert [one.section for one in back.orphans] == list(REFLECTION.sections)


def test_a_bookmark_that_never_ends_stands_over_nothing() -> None:
    def change(body: Body) -> None:
        for end in list(body.iter(f"{W}bookmarkEnd")):
            end.getparent().remove(end)

    back = edit(change)
    assert {one.id for one in REFLECTION.sections} <= {one.id for one in back.reflection.sections}


@settings(max_examples=15)
@given(st.integers(10_000, 10**6))
def test_a_file_edited_at_random_loses_no_word_and_no_record(seed: int) -> None:
    editor = edited(seed)
    back = returned(example()[0], editor.save())
    assert lost_words(editor, back) == []
    assert lost_records(back) == []


@given(st.text(max_size=60))
def test_any_id_has_a_name_in_word(name: str) -> None:
    assert of_section(name).replace("_", "").isalnum()
    assert len(of_section(name)) <= 40


TEXT = st.text(st.sampled_from("abcé 012 *_[]()`<>&~#-+.|\n"), min_size=1, max_size=30).filter(str.strip)


@given(st.lists(st.tuples(st.sampled_from(["general", "retain", "clarify", "suggest"]), TEXT), max_size=5))
def test_any_text_of_sections_comes_back_unchanged(drawn: list[tuple]) -> None:
    sections = tuple(
        ReflectionSection(kind, text, f"s{n}", topic="T", evidence=(f"ask:{n}",))
        for n, (kind, text) in enumerate(drawn)
    )
    reflection = Reflection("r", "rev1", sections, title="T")
    back = returned(reflection, to_docx(reflections_paper(reflection, (REV1,), (), {})))
    assert [one.evidence for one in back.reflection.sections if one.evidence] == [
        one.evidence for one in sections
    ]
    assert back.added == ()
