"""Accepting all changes gives the new draft, rejecting all the old one, exactly and in order."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from soundingboard.errors import InputError
from soundingboard.model import Change, Comparison, Draft, Reference
from soundingboard.write.docx import comparison_docx

from .random_comparisons import Sample, comparisons
from .samples import large, small

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _document(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def _resolved(data: bytes, dropped: str) -> list[str]:
    """The paragraphs that are left when all revisions of the kind `dropped` are taken out."""
    found, current = [], ""
    paragraphs = list(_document(data).iter(f"{W}p"))
    for paragraph in paragraphs:
        for run in paragraph.iter(f"{W}r"):
            if run.getparent().tag == f"{W}{dropped}":
                continue
            current += "".join(
                {f"{W}tab": "\t", f"{W}br": "\n"}.get(part.tag, part.text or "")
                for part in run
                if part.tag != f"{W}rPr"
            )
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{dropped}") is None:
            found.append(current)
            current = ""
    assert current == "", "the last mark of the file cannot be taken out"
    closing = paragraphs and not list(paragraphs[-1].iter(f"{W}r")) and found[-1] == ""
    return found[:-1] if closing else found


def accepted(data: bytes) -> list[str]:
    return _resolved(data, "del")


def rejected(data: bytes) -> list[str]:
    return _resolved(data, "ins")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(comparisons())
def test_any_comparison_gives_both_drafts(sample: Sample) -> None:
    data = comparison_docx(sample.comparison)
    assert accepted(data) == ["Rev2", *sample.new]
    assert rejected(data) == ["Rev1", *sample.old]


def test_the_small_comparison_in_both_states() -> None:
    data = comparison_docx(small())
    assert accepted(data)[:4] == ["The Harbour Compact", "Revision 1", "HC/REV.1", "9 May 2031"]
    assert rejected(data)[:3] == ["The Harbour Compact", "Zero Draft", "5 March 2031"]
    assert accepted(data)[5:10] == [
        "A. Water, boats and light",
        "1.\tThe council shall publish the tide tables every year.",
        "2.\t[Agreed] We recognize the need to scale up dredging of the inner harbour by 2030.",
        "1\tSee the tide tables.",
        "3.\tThe town keeps:",
    ]
    assert accepted(data)[-3:] == [
        "B. Crews",
        "6.\tPilots shall rest and may refuse a watch.",
        "7.\tLamps are lit at dusk.",
    ]
    assert rejected(data)[-6:] == [
        "4.\tLamps are lit at dusk.",
        "B. Crews",
        "5.\tPilots shall rest.",
        "6.\tPilots may refuse a watch.",
        "C. Moorings",
        "7.\tA register of moorings shall be kept by the harbour office.",
    ]


def test_headings_and_items_have_styles() -> None:
    styles = {
        "".join(paragraph.itertext()): paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        for paragraph in _document(comparison_docx(small())).iter(f"{W}p")
    }
    assert styles["B. Crews"] == "Heading1"
    assert styles["3.4.Ferries shall be free for pupils. "] == "Numbered"
    assert {styles[text] for text in styles if text.startswith("(a)")} == {"Item1"}


def _marks(data: bytes) -> list[tuple[str, str, str]]:
    """Of each paragraph: its style, the style that it had before, the revision of its mark."""
    found = []
    for paragraph in _document(data).iter(f"{W}p"):
        styles = [style.get(f"{W}val") for style in paragraph.iter(f"{W}pStyle")]
        mark = paragraph.find(f"{W}pPr/{W}rPr/*")
        found.append((styles[0], "".join(styles[1:]), "" if mark is None else etree.QName(mark).localname))
    return found


def test_insertions_that_meet_at_a_mark_share_it() -> None:
    """LibreOffice would reject the mark between them with them (seen in 7.4)."""
    first = Reference("para_1", "1", "1.")
    item = Reference("para_1__item_a", "1(a)", "(a)", "item", parent="para_1", index=1)
    changes = (
        Change("c1", "reworded", (first,), (first,), (("equal", "We agree"), ("insert", " to")),),
        Change("c2", "inserted", (), (item,), (("insert", "light the lamps;"),)),
    )  # fmt: skip
    data = comparison_docx(Comparison(Draft(), Draft(), changes))
    assert _marks(data) == [("Numbered", "", "ins"), ("Item1", "Numbered", "")]
    assert accepted(data) == ["1.\tWe agree to", "(a)\tlight the lamps;"]
    assert rejected(data) == ["1.\tWe agree"]


def test_a_split_inserts_a_mark_and_a_join_deletes_one() -> None:
    marks = _marks(comparison_docx(small()))
    assert marks.count(("Numbered", "", "ins")) == 2
    assert marks.count(("Numbered", "", "del")) == 3


def test_the_same_comparison_gives_the_same_bytes() -> None:
    assert comparison_docx(large()) == comparison_docx(large())


def test_author_and_date_are_on_every_revision() -> None:
    data = comparison_docx(small(), author="Secretariat & board", date="2031-05-10T08:30:00+02:00")
    marks = [mark for tag in ("ins", "del") for mark in _document(data).iter(f"{W}{tag}")]
    assert {(mark.get(f"{W}author"), mark.get(f"{W}date")) for mark in marks} == {
        ("Secretariat & board", "2031-05-10T06:30:00Z")
    }
    assert len({mark.get(f"{W}id") for mark in marks}) == len(marks)


@pytest.mark.parametrize(
    ("epoch", "day", "expected"),
    [("86400", "2031-05-09", "1970-01-02T00:00:00Z"), (None, "2031-05-09", "2031-05-09T00:00:00Z"),
     (None, None, "1980-01-01T00:00:00Z"), (None, "spring 2031", "1980-01-01T00:00:00Z")],
)  # fmt: skip
def test_the_date_without_an_option(
    monkeypatch: pytest.MonkeyPatch, epoch: str | None, day: str | None, expected: str
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if epoch:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    sample = small()
    data = comparison_docx(replace(sample, new=replace(sample.new, date=day)))
    assert {mark.get(f"{W}date") for mark in _document(data).iter(f"{W}ins")} == {expected}


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="date tomorrow: not a date"):
        comparison_docx(small(), date="tomorrow")


def test_an_epoch_that_is_no_number_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(InputError, match="SOURCE_DATE_EPOCH=yesterday"):
        comparison_docx(small())


def test_a_comparison_without_places_is_refused() -> None:
    references = (Reference("para_1", "1"), Reference("para_2", "2"))
    changes = tuple(
        Change(f"c{i}", "unchanged", (reference,), (reference,), (("equal", "Lamps."),))
        for i, reference in enumerate(references)
    )
    with pytest.raises(InputError, match="does not say where each paragraph stood"):
        comparison_docx(Comparison(Draft(), Draft(), changes))


def test_an_empty_comparison_opens() -> None:
    opened = docx.Document(io.BytesIO(comparison_docx(Comparison(Draft(), Draft(), ()))))
    assert [paragraph.text for paragraph in opened.paragraphs] == [""]


def test_python_docx_reads_header_and_title() -> None:
    opened = docx.Document(io.BytesIO(comparison_docx(small())))
    assert [paragraph.text for paragraph in opened.sections[0].header.paragraphs] == [
        "The Harbour Compact",
        "Revision 1 compared with Zero Draft. Accept all changes for Revision 1; reject all for Zero Draft.",
    ]
    assert opened.core_properties.title == "The Harbour Compact"
    assert opened.core_properties.subject == "Revision 1 compared with Zero Draft"


def test_text_from_right_to_left_and_characters_that_xml_cannot_hold() -> None:
    change = Change("c1", "inserted", (), (Reference("para_1", "1", "١."),), (("insert", "البحر\x0c"),))
    data = comparison_docx(Comparison(Draft(), Draft(language="ar"), (change,)))
    assert accepted(data) == ["١.\tالبحر\ufffd"]
    assert _document(data).find(f".//{W}pPr/{W}bidi") is not None
