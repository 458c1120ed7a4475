"""The Word file read again with all changes accepted is the new draft, with all rejected the old one."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from soundingboard import compare, read_draft
from soundingboard.model import Change, Comparison, Draft, Heading, Note, Paragraph, Reference
from soundingboard.read import read_document
from soundingboard.segment import segment
from soundingboard.write.docx import comparison_docx
from soundingboard.write.records import comparison_from_record, to_record

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAFTS = Path(__file__).parents[2] / "examples" / "harbour-charter" / "drafts"
_WORDS = "we shall keep every lamp lit near old harbour pilots and light free boats"
_TEXTS = st.lists(st.sampled_from(_WORDS.split(" ")), min_size=2, max_size=9).map(
    lambda words: " ".join(words).capitalize() + "."
)
_STATUS = st.sampled_from([None, None, "agreed", "suggested", "open"])


def _said(draft: Draft) -> dict[str, object]:
    """What a reader of a draft sees, without what differs by the manner of printing."""
    return {
        "title": draft.title,
        "stage": draft.stage,
        "symbol": draft.symbol,
        "date": draft.date,
        "headings": [(heading.number, heading.level, heading.text) for heading in draft.headings],
        "paragraphs": [(p.number, p.text, p.status, p.kind, p.notes) for p in draft.paragraphs],
    }


def _read(data: bytes, revisions: str) -> dict[str, object]:
    document = read_document(data, "changes.docx", revisions=revisions)  # type: ignore[arg-type]
    return _said(segment(document))  # type: ignore[arg-type]


@st.composite
def _drafts(draw: st.DrawFn, stage: str, label: str, texts: list[str]) -> Draft:
    """Numbered paragraphs with notes and marks, in one section; marks of notes 1, 2, 3 or *, **."""
    star = draw(st.booleans())
    marks, paragraphs = 0, []
    for n, text in enumerate(texts, 1):
        notes = []
        for offset in sorted(draw(st.lists(st.sampled_from([0, text.find(" "), len(text)]), max_size=2))):
            marks += 1
            notes.append(Note("*" * marks if star else str(marks), offset, draw(_TEXTS)))
        paragraphs.append(
            Paragraph(
                f"para_{n}", str(n), text, f"{n}.", section="sec_1", status=draw(_STATUS), notes=tuple(notes)
            )
        )
    return Draft(
        title=draw(st.sampled_from(["The Harbour Compact", "The Compact on Lamps", ""])),
        stage=stage,
        label=label,
        symbol=draw(st.sampled_from([None, "HC/2031/1", "HC/2031/2"])),
        date=draw(st.sampled_from([None, "2031-05-09", "2031-06-10"])),
        headings=(Heading("sec_1", "A", 1, draw(st.sampled_from(["Lamps", "Boats"]))),),
        paragraphs=tuple(paragraphs),
    )


@st.composite
def _pairs(draw: st.DrawFn) -> tuple[Draft, Draft]:
    old = draw(st.lists(_TEXTS, min_size=3, max_size=6))
    new = draw(st.permutations(old)) if draw(st.booleans()) else list(old)
    new = [draw(st.sampled_from([text, text, text + " " + draw(_TEXTS), draw(_TEXTS)])) for text in new]
    if draw(st.booleans()):
        new[:2] = [" ".join(new[:2])]
    if draw(st.booleans()):
        new[-1:] = [f"{part}." for part in new[-1].removesuffix(".").split(". ")]
    return draw(_drafts("zero-draft", "Zero Draft", old)), draw(_drafts("rev1", "Revision 1", new))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_pairs())
def test_any_two_drafts_are_read_back(pair: tuple[Draft, Draft]) -> None:
    old, new = pair
    data = comparison_docx(compare(old, new))
    assert _read(data, "accepted") == _said(new)
    assert _read(data, "rejected") == _said(old)


@pytest.mark.parametrize(
    ("old", "new"),
    [("zero-draft.docx", "rev1.html"), ("rev1.html", "rev2.docx"), ("rev2.docx", "adopted.md")],
)
def test_the_example_is_read_back(old: str, new: str) -> None:
    drafts = read_draft(DRAFTS / old), read_draft(DRAFTS / new)
    comparison = compare(*drafts)
    data = comparison_docx(comparison)
    assert _read(data, "rejected") == _said(drafts[0])
    assert _read(data, "accepted") == _said(drafts[1])
    assert comparison_docx(comparison_from_record(to_record(comparison))) == data


def _runs(data: bytes, part: str, tag: str) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = etree.fromstring(archive.read(f"word/{part}.xml")).iter(f"{W}{tag}")
        return ["".join(element.itertext()) for element in found]


def _item(n: int, label: str, notes: tuple[Note, ...] = (), status: str | None = None) -> Reference:
    name = label.strip("(.)")
    return Reference(f"para_1__item_{name}", f"1({name})", label, "item", None, "para_1", status, n, notes)


def test_items_that_only_print_otherwise_are_not_marked() -> None:
    """The deleted one too is printed in the new manner, or it would stand under the one before it."""
    first = Reference("para_1", "1", "1.")
    lamps, boats, crews = (("equal", "lamps;"),), (("delete", "boats;"),), (("equal", "crews."),)
    changes = (
        Change("c1", "unchanged", (first,), (first,), (("equal", "We keep:"),)),
        Change("c2", "unchanged", (_item(1, "a."),), (_item(1, "(a)"),), lamps),
        Change("c3", "deleted", (_item(2, "b."),), (), boats),
        Change("c4", "unchanged", (_item(3, "c."),), (_item(2, "(b)"),), crews),
    )
    data = comparison_docx(Comparison(Draft(), Draft(), changes))
    assert [text for text in _runs(data, "document", "ins") if text] == ["(b)"]
    assert [text for text in _runs(data, "document", "del") if text] == ["(b)", "boats;", "(c)"]


def test_a_note_that_stayed_is_one_note_and_its_new_words_are_marked_in_it() -> None:
    old = Draft(paragraphs=(Paragraph("para_1", "1", "Lamps.", "1.", notes=(Note("1", 5, "See the log."),)),))
    new = Draft(paragraphs=(Paragraph("para_1", "1", "Lamps.", "1.", notes=(Note("1", 5, "See the map."),)),))
    data = comparison_docx(compare(old, new))
    assert (_runs(data, "document", "ins"), _runs(data, "document", "del")) == ([], [])
    assert (_runs(data, "footnotes", "ins"), _runs(data, "footnotes", "del")) == (["map"], ["log"])


def test_a_status_is_marked_where_it_changed() -> None:
    first = (
        (Reference("para_1", "1", "1.", status="suggested"),),
        (Reference("para_1", "1", "1.", status="agreed"),),
    )
    change = Change("c1", "unchanged", *first, (("equal", "Lamps."),))
    data = comparison_docx(Comparison(Draft(), Draft(), (change,)))
    assert _runs(data, "document", "del") == ["[Suggested for closure] "]
    assert _runs(data, "document", "ins") == ["[Agreed] "]


def test_a_label_that_says_no_stage_stands_above_the_title() -> None:
    draft = Draft(title="The Compact", label="Text of the friends of the lamp", symbol="HC/2031/1")
    data = comparison_docx(Comparison(draft, draft, ()))
    assert _runs(data, "document", "p") == ["Text of the friends of the lamp", "The Compact", "HC/2031/1"]
