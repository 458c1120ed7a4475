"""Lives of paragraphs across drafts, and terms."""

from soundingboard.concordance import concordance, life, steps, table
from soundingboard.model import Draft, Heading, Paragraph, Term
from soundingboard.terms import term_table
from soundingboard.write.tables import concordance_csv, concordance_json, terms_csv

QUAY = "We commit to keeping every public quay open to fishing boats through the winter months."
CRANE = "We note that cranes bought before the reform are loud and burn a great deal of diesel oil."
PILOT = "We invite the Lagoon Council to train pilots for the narrow northern channel each spring."
REEF = "We protect the outer reef by marking anchoring grounds with yellow buoys."


def draft(stage: str, *texts: str) -> Draft:
    paragraphs = tuple(Paragraph(f"para_{n}", str(n), text) for n, text in enumerate(texts, 1))
    return Draft(stage=stage, paragraphs=paragraphs)


DRAFTS = (
    draft("zero-draft", f"{QUAY} {CRANE}", REEF, PILOT),
    draft("rev1", QUAY, CRANE, PILOT),
    draft("rev2", QUAY, REEF, CRANE, PILOT),
)


def cells(row) -> list[str]:
    return ["; ".join(place.number for place in cell) for cell in row]


def test_edges_follow_splits_and_reinstated_text() -> None:
    edges = {
        (e.old.draft, e.old.number, e.new.draft, e.new.number, e.kind) for e in concordance(DRAFTS).edges
    }
    assert edges == {
        ("zero-draft", "1", "rev1", "1", "split"),
        ("zero-draft", "1", "rev1", "2", "split"),
        ("zero-draft", "3", "rev1", "3", "unchanged"),
        ("rev1", "1", "rev2", "1", "unchanged"),
        ("rev1", "2", "rev2", "3", "unchanged"),
        ("rev1", "3", "rev2", "4", "unchanged"),
        ("zero-draft", "2", "rev2", "2", "reinstated"),
    }


def test_a_life_is_walked_both_ways() -> None:
    steps = [(e.old.number, e.new.draft, e.new.number) for e in life(concordance(DRAFTS), "rev2", "para_3")]
    assert steps == [("1", "rev1", "1"), ("1", "rev1", "2"), ("1", "rev2", "1"), ("2", "rev2", "3")]


def test_a_table_has_a_row_for_each_life_in_the_order_of_the_newest_draft() -> None:
    record = concordance(DRAFTS)
    rows = table(record)
    assert [cells(row) for row in rows] == [["1", "1; 2", "1; 3"], ["2", "", "2"], ["3", "3", "4"]]
    assert [kinds for _row, kinds in steps(record)] == [
        ("split", "unchanged"),
        ("deleted", "reinstated"),
        ("unchanged",) * 2,
    ]


def test_a_paragraph_that_moved_says_so() -> None:
    record = concordance([draft("rev1", QUAY, REEF, CRANE), draft("rev2", REEF, CRANE, QUAY)])
    assert [kinds for _row, kinds in steps(record)] == [("unchanged",), ("unchanged",), ("unchanged, moved",)]


def test_terms_bear_labels_and_the_title() -> None:
    table = term_table([draft("rev1", QUAY), Draft("Compact", label="Revision 2")])
    assert (table.labels, table.title) == (("", "Revision 2"), "Compact")


def test_a_life_that_ended_stands_after_its_neighbour() -> None:
    record = concordance([draft("rev1", QUAY, REEF, PILOT), draft("rev2", QUAY, PILOT)])
    assert [cells(row) for row in table(record)] == [["1", "1"], ["2", ""], ["3", "2"]]


def test_two_drafts_of_one_stage_get_two_names() -> None:
    assert concordance([draft("rev1", QUAY), draft("rev1", QUAY)]).names == ("rev1", "rev1_2")


def test_text_that_comes_back_is_found_in_the_right_one_of_two_drafts_of_one_name() -> None:
    drafts = [draft("v", QUAY), draft("v", QUAY, REEF), draft("v", QUAY), draft("v", QUAY, REEF)]
    edges = [edge for edge in concordance(drafts).edges if edge.kind == "reinstated"]
    assert [(e.old.draft, e.old.eid, e.new.draft, e.new.eid) for e in edges] == [
        ("v_2", "para_2", "v_4", "para_2")
    ]
    assert cells(table(concordance(drafts))[1]) == ["", "2", "", "2"]


def test_lives_that_ended_keep_the_order_of_their_draft() -> None:
    record = concordance([draft("rev1", PILOT, REEF, QUAY, CRANE), draft("rev2", QUAY)])
    assert [cells(row) for row in table(record)] == [["1", ""], ["2", ""], ["3", "1"], ["4", ""]]


def test_a_concordance_as_csv_and_json() -> None:
    record = concordance([draft("rev1", QUAY, REEF), draft("rev2", QUAY)])
    assert concordance_csv(record) == "rev1,rev1 to rev2,rev2\n1,unchanged,1\n2,deleted,\n"
    assert '"to": {"draft": "rev2", "eid": "para_1", "number": "1"}' in concordance_json(record)


def test_terms_are_counted_in_each_draft_whatever_their_form() -> None:
    old = Draft(
        stage="rev1", paragraphs=(Paragraph("para_1", "1", "Bridging digital divides; the digital divide."),)
    )
    new = Draft(stage="rev2", headings=(Heading("sec_1", "A", 1, "Digital divides"),))
    assert term_table([old, new], ["digital divide", "bridging"]).terms == (
        Term("digital divide", (2, 1)),
        Term("bridging", (1, 0)),
    )


def test_terms_are_found_with_the_greatest_change_of_use_first() -> None:
    old = draft(
        "rev1",
        "We bridge the lagoon gap.",
        "To bridge the lagoon gap we act.",
        "Ports bridge the lagoon gap.",
    )
    new = draft(
        "rev2", "We close the lagoon gap.", "To close the lagoon gap we act.", "Ports close the lagoon gap."
    )
    record = term_table([old, new])
    assert record.names == ("rev1", "rev2")
    assert record.terms == (
        Term("bridge the lagoon gap", (3, 0)),
        Term("close the lagoon gap", (0, 3)),
        Term("lagoon gap", (3, 3)),
    )


def test_a_term_that_a_spreadsheet_would_run_is_made_harmless() -> None:
    assert terms_csv(term_table([draft("=rev1", QUAY)], ["quay"])) == "term,'=rev1\nquay,1\n"
