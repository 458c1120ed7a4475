"""What is unclear in a draft is found at its words; what is clear is left alone."""

from soundingboard.check import check
from soundingboard.model import Draft, Paragraph, PlaceName


def draft(*texts: str, stage: str = "rev2", language: str = "en", first: int = 1) -> Draft:
    paragraphs = tuple(
        Paragraph(f"para_{n}", str(n), text, label=f"{n}.") for n, text in enumerate(texts, start=first)
    )
    return Draft(stage=stage, language=language, paragraphs=paragraphs)


def found(*texts: str, **about) -> list[tuple[str, str, str]]:
    return [(one.rule, one.number, one.words.text) for one in check(draft(*texts, **about))]


def test_a_call_that_names_nobody_is_found():
    assert found("We note the gap. We call for the strengthening of digital skills.") == [
        ("no-addressee", "1", "call for")
    ]


def test_a_call_that_says_who_should_act_is_not():
    assert (
        found(
            "We call for action by shipowners on this gap.",
            "We call upon States to close it.",
            "Port authorities should be prepared for storms.",
            "The text should be clear.",
        )
        == []
    )


def test_a_role_of_two_bodies_is_told_with_both_places():
    findings = check(
        draft(
            "We welcome the Office for Harbour Affairs, which will coordinate digital cooperation among agencies.",
            "We note that ships are late.",
            "We ask the Inter-Agency Quay Group to coordinate digital cooperation in the whole system.",
        )
    )
    assert [(one.rule, one.number, one.words.text, one.others) for one in findings] == [
        ("shared-role", "1", "coordinate", (PlaceName("rev2", "para_3"),))
    ]
    assert "Inter-Agency Quay Group in paragraph 3" in findings[0].message


def test_different_tasks_of_two_bodies_are_no_shared_role():
    assert (
        found(
            "The Office for Harbour Affairs will coordinate rescue at sea.",
            "The Quay Group will coordinate payments of port dues.",
        )
        == []
    )


def test_a_term_in_two_forms_is_told_at_the_rarer_one():
    assert found(
        "Multistakeholder cooperation matters.",
        "A multi-stakeholder body may help.",
        "Every multistakeholder process does.",
    ) == [("two-forms", "2", "multi-stakeholder")]


def test_spelling_and_listed_pairs_are_two_forms():
    assert found("Harmonisation helps and harmonization heals; harmonization is all.") == [
        ("two-forms", "1", "Harmonisation")
    ]
    assert found(
        "Capacity building comes first.", "Capacity development and capacity development follow."
    ) == [("two-forms", "1", "Capacity building")]


def test_a_noun_and_its_adjective_are_one_form():
    assert found("In the long term this is a long-term plan.") == []


def test_a_reference_to_no_paragraph_is_found_and_other_documents_are_left():
    assert found("As set out in paragraph 9, ships wait.", "Paragraph 72 of the Tunis Agenda says so.") == [
        ("dangling-reference", "1", "paragraph 9")
    ]


def test_a_reference_that_renumbering_shifted_is_told_with_the_new_number():
    old = draft(
        "The targets of paragraph 2 are to be met by every port in each region.",
        "Targets for the supply of power from the shore to ships at berth are these.",
        "Seafarers have a right to shore leave in each port of the world.",
        stage="rev1",
    )
    new = draft(
        "The targets of paragraph 2 are to be met by every port in each region.",
        "A wholly new thought about lighthouses, keepers and their families stands here.",
        "Targets for the supply of power from the shore to ships at berth are these.",
        "Seafarers have a right to shore leave in each port of the world.",
    )
    (finding,) = check(new, [old])
    assert (finding.rule, finding.number, finding.others) == (
        "shifted-reference",
        "1",
        (PlaceName("rev2", "para_3"),),
    )
    assert "is now 3" in finding.message


def test_of_another_language_only_references_are_checked():
    assert found("Nous demandons le renforcement, voir paragraphe 9.", language="fr") == [
        ("dangling-reference", "1", "paragraphe 9")
    ]


def test_findings_stand_in_the_order_of_the_draft_and_name_their_source():
    findings = check(draft("See paragraph 8.", "We call for more, as paragraph 7 does."))
    assert [one.number for one in findings] == ["1", "2", "2"]
    assert all(one.source for one in findings)
