"""The concordance and the terms as pages."""

from dataclasses import replace

from lxml import html

from soundingboard.model import Concordance, Draft, Edge, Paragraph, Place, Source, Term, TermTable
from soundingboard.write.html.tables import concordance_page, terms_page
from soundingboard.write.tables import concordance_csv


def _draft(label: str, file: str, *texts: str) -> Draft:
    paragraphs = tuple(Paragraph(f"para_{n}", str(n), text) for n, text in enumerate(texts, 1))
    return Draft("The Harbour Compact", label=label, source=Source(file), paragraphs=paragraphs)


def record() -> Concordance:
    """Two drafts in which two paragraphs change places."""
    old = _draft("Zero Draft", "zero.html", "Lamps are lit at dusk.", "Pilots shall rest.")
    new = _draft("Revision 1", "rev1.html", "Pilots shall rest.", "Lamps are lit at dusk.")
    a, b = "zero-draft", "rev1"
    edges = (
        Edge(Place(a, "para_1", "1"), Place(b, "para_2", "2"), "unchanged", 1.0),
        Edge(Place(a, "para_2", "2"), Place(b, "para_1", "1"), "unchanged", 1.0, moved=True),
    )
    return Concordance((old, new), (a, b), edges)


def _heads(page: str) -> list[str]:
    return html.document_fromstring(page.encode()).xpath("//thead//th/text()")  # type: ignore[no-any-return]


def test_what_moved_is_said_in_table_and_page() -> None:
    assert concordance_csv(record()) == (
        'zero-draft,zero-draft to rev1,rev1\n2,"unchanged, moved",1\n1,unchanged,2\n'
    )
    page = html.document_fromstring(concordance_page(record()).encode())
    steps = page.xpath("//td[@class='step']")
    assert [" ".join(step.text_content().split()) for step in steps] == ["same words moved", "kept"]


def test_the_heads_of_a_concordance_tell_drafts_of_one_name_apart() -> None:
    first, second = record().drafts
    same = replace(record(), drafts=(first, replace(second, label="Zero Draft")))
    assert _heads(concordance_page(record())) == ["Zero Draft", "what happened", "Revision 1", "begins"]
    assert _heads(concordance_page(same))[::2] == ["Zero Draft (zero.html)", "Zero Draft (rev1.html)"]


def test_terms_have_the_names_of_the_drafts_and_their_title() -> None:
    terms = (Term("pilots", (1, 2)),)
    plain = TermTable(("zero-draft", "rev1"), (9, 9), terms)
    named = replace(plain, labels=("", "First revision"), title="The Harbour Compact")
    assert _heads(terms_page(plain)) == ["term", "Zero Draft", "Revision 1"]
    assert _heads(terms_page(named)) == ["term", "Zero Draft", "First revision"]
    page = html.document_fromstring(terms_page(named).encode())
    assert (page.xpath("string(//h1)"), page.xpath("string(//title)")) == (
        "The Harbour Compact",
        "The Harbour Compact: terms",
    )
