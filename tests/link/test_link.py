"""Links by number, quotation and likeness; honest none; other languages; the same alone and in bulk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundingboard.errors import InputError
from soundingboard.link import Confirmed, index_of, link, link_all
from soundingboard.model import Draft, Heading, Paragraph

TEXTS = {
    "1": "We commit to closing the gap in harbour lighting by 2030.",
    "2": "We call upon ports to publish their dredging schedules in open formats every quarter.",
    "3": "We recognize the role of pilots in safe navigation of narrow channels at night.",
    "4": "We invite fishers' cooperatives to take part in the planning of breakwaters and slipways.",
    "5": "We note that ballast water carries species that harm lagoons and shellfish.",
}
FRENCH = {
    "1": "Nous nous engageons à combler le retard de l'éclairage des ports d'ici 2030.",
    "2": "Nous appelons les ports à publier leurs calendriers de dragage en formats ouverts chaque trimestre.",
    "3": "Nous reconnaissons le rôle des pilotes pour la sécurité de la navigation nocturne dans les chenaux étroits.",
    "4": "Nous invitons les coopératives de pêcheurs à participer à la planification des digues et des cales.",
    "5": "Nous notons que les eaux de ballast transportent des espèces nuisibles aux lagunes et aux coquillages.",
}


def draft(texts: dict[str, str], language: str = "en") -> Draft:
    paragraphs = [
        Paragraph(f"para_{number}", number, text, section="sec_1") for number, text in texts.items()
    ]
    return Draft(
        "Charter",
        "rev1",
        language=language,
        headings=(Heading("sec_1", "A", 1, "Ports"),),
        paragraphs=tuple(paragraphs),
    )


INDEX = index_of(draft(TEXTS))


def first(text: str, index=INDEX, **more):
    return link(text, index, **more)[0]


def test_a_number_is_a_link_before_any_likeness() -> None:
    found = first("On paragraph 5: dredging schedules should be published.")
    assert (found.eid, found.basis, found.score, found.sure) == ("para_5", "number", 1.0, True)
    assert "On paragraph 5: dredging schedules should be published."[found.start : found.end] == "paragraph 5"


def test_a_number_of_another_document_is_none() -> None:
    found = link("Paragraph 5 of the Tunis Agenda speaks of pilots and narrow channels.", INDEX)
    assert [(one.eid, one.basis) for one in found][:1] == [("para_3", "similarity")]
    assert "number" not in {one.basis for one in found}


@pytest.mark.parametrize(
    "quoted",
    [
        "publish their dredging schedules in open formats every quarter",
        "PUBLISH their dredging timetables, schedules in open formats every single quarter for ports",
    ],
)
def test_a_quotation_is_found_even_with_words_wrong(quoted) -> None:
    text = f"The words “{quoted}” are good."
    found = first(text)
    assert (found.eid, found.basis) == ("para_2", "quotation" if "PUBLISH" not in quoted else found.basis)
    assert text[found.start : found.end].lower().startswith(("publish", "dredging", "ports"))


def test_words_of_twins_quote_neither() -> None:
    twins = index_of(draft({**TEXTS, "6": TEXTS["2"]}))
    found = link(TEXTS["2"], twins)
    assert {one.basis for one in found} == {"similarity"}
    assert (found[0].margin, found[0].sure) == (0.0, False)


def test_likeness_names_the_words_that_carry_it() -> None:
    found = first("Pilotage at night through narrow channels needs better boats")
    assert (found.eid, found.basis) == ("para_3", "similarity")
    assert set(found.words) == {"night", "narrow", "channels"}


@pytest.mark.parametrize("text", ["", "Good morning, thank you, chair.", "12:30", "😀"])
def test_nothing_telling_is_linked_to_nothing(text) -> None:
    assert link(text, INDEX) == ()


def test_another_language_is_linked_through_its_version() -> None:
    index = index_of(draft(TEXTS), [draft(FRENCH, "fr")])
    found = first("Les eaux de ballast et leurs espèces détruisent nos coquillages.", index, language="fr")
    assert (found.eid, found.number, found.basis) == ("para_5", "5", "similarity")


def test_a_language_without_a_version_is_linked_by_number_alone() -> None:
    index = index_of(draft(TEXTS), [draft(FRENCH, "fr")])
    found = link("Absatz 4: die ballast species sind wichtig.", index, language="de")
    assert [(one.eid, one.basis) for one in found] == [("para_4", "number")]


def test_a_version_with_other_paragraphs_is_refused() -> None:
    short = {number: text for number, text in FRENCH.items() if number != "5"}
    with pytest.raises(InputError, match="the fr version has 4 paragraphs where the draft has 5"):
        index_of(draft(TEXTS), [draft(short, "fr")])


def test_a_draft_without_paragraphs_is_refused() -> None:
    with pytest.raises(InputError, match="has no paragraphs to link to"):
        index_of(Draft())


def test_confirmed_words_help_the_next_who_use_them() -> None:
    said = "Seagrass meadows die where hulls are scraped."
    assert link(said, INDEX) == ()
    helped = index_of(draft(TEXTS), confirmed=[Confirmed("Scraping hulls kills seagrass meadows", "para_5")])
    assert first(said, helped).eid == "para_5"


def test_one_of_each_unit_is_given() -> None:
    items = [
        Paragraph("para_1", "1", "Ports are asked:"),
        Paragraph(
            "para_1__item_a", "1(a)", "To light breakwaters and jetties.", kind="item", parent="para_1"
        ),
        Paragraph("para_1__item_b", "1(b)", "To light jetties and slipways.", kind="item", parent="para_1"),
        Paragraph("para_2", "2", "Shellfish and lagoons are to be kept clean, jetties too."),
    ]
    found = link("Slipways and jetties must get light", index_of(Draft(paragraphs=tuple(items))))
    assert [one.eid for one in found] == ["para_1__item_b", "para_2"]


def test_many_are_linked_as_each_alone() -> None:
    said = [*TEXTS.values(), "", "paragraphs 2 and 3", "lagoons", "pilots in ports"]
    assert link_all(said, INDEX) == [link(text, INDEX) for text in said]


@given(st.text(max_size=300))
def test_any_text_is_linked_within_itself(text) -> None:
    for found in link(text, INDEX):
        assert 0 <= found.start <= found.end <= len(text)
        assert 0 < found.score <= 1.0001
