"""Links by number, quotation and likeness; honest none; other languages; the same alone and in bulk."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundingboard.errors import InputError
from soundingboard.link import Confirmed, Index, index_of, link, link_all
from soundingboard.model import Draft, Heading, Link, Paragraph

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
BOTH = index_of(draft(TEXTS), [draft(FRENCH, "fr")])


def first(text: str, index: Index = INDEX, **more) -> Link:
    return link(text, index, **more)[0]


def said(text: str, found: Link) -> str:
    return text[found.start : found.end]


# By number.


def test_a_number_is_a_link_before_any_likeness() -> None:
    text = "On paragraph 5: dredging schedules should be published."
    found = link(text, INDEX)
    assert [(one.eid, one.basis, one.sure) for one in found] == [
        ("para_5", "number", True),
        ("para_2", "similarity", found[1].sure),
    ]
    assert (said(text, found[0]), found[0].score, found[0].words) == ("paragraph 5", 1.0, ("paragraph 5",))


def test_all_numbers_of_a_list_are_linked_in_the_order_of_the_text() -> None:
    found = link("Delete paragraphs 4 and 1-2.", INDEX)
    assert [(one.eid, one.basis) for one in found] == [
        ("para_4", "number"),
        ("para_1", "number"),
        ("para_2", "number"),
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Pilots at night in narrow channels (see para 5).", "en"),
        ("In line with paragraph 5, pilots at night need narrow channels lit.", "en"),
        ("Les pilotes dans les chenaux étroits, voir le paragraphe 5.", "fr"),
    ],
)
def test_a_number_that_is_only_referred_to_comes_last_and_is_not_sure(text, language) -> None:
    found = link(text, BOTH, language=language)
    assert (found[0].eid, found[0].basis) == ("para_3", "similarity")
    assert (found[-1].eid, found[-1].basis, found[-1].sure) == ("para_5", "number", False)


def test_a_number_of_another_document_is_none() -> None:
    found = link("Paragraph 5 of the Tunis Agenda speaks of pilots and narrow channels.", INDEX)
    assert [(one.eid, one.basis) for one in found] == [("para_3", "similarity")]


def test_a_number_that_is_not_there_is_none() -> None:
    assert link("Paragraph 55 must go.", INDEX) == ()


ARTICLES = Draft(
    paragraphs=(
        Paragraph("a1", "a1", "Lamps of the harbour", kind="article"),
        Paragraph("a1p1", "a1p1", "Jetties shall be lit by lamps.", kind="paragraph", parent="a1"),
        Paragraph("a2", "a2", "Fees of pilots", kind="article"),
        Paragraph("a2p1", "a2p1", "Masters shall pay pilots in advance.", kind="paragraph", parent="a2"),
    )
)


def test_an_article_is_what_is_spoken_of_only_at_the_head_or_after_a_word_that_says_so() -> None:
    index = index_of(ARTICLES)
    assert (first("Article 1 needs a date.", index).eid, first("Article 1 needs a date.", index).sure) == (
        "a1",
        False,
    )
    assert first("We ask you to delete Article 1, for masters pay pilots.", index).eid == "a1"
    found = link("Masters pay pilots as the amendment to Article 1 requires.", index)
    assert [(one.eid, one.basis) for one in found] == [("a2p1", "similarity"), ("a1", "number")]


def test_a_part_of_an_article_that_the_draft_numbers_otherwise_is_in_that_article() -> None:
    assert first("Article 1(7)(b) is obsolete.", index_of(ARTICLES)).eid == "a1"


# By quotation.


@pytest.mark.parametrize(
    "quoted",
    [
        "publish their dredging schedules in open formats every quarter",
        "PUBLISH their dredging timetables, schedules in open formats every single quarter",
        "publish their … schedules in open formats",
        "ports to publish dredging schedules",
    ],
)
@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "«{}»", "„{}“", "‘{}’"])
def test_a_quotation_is_found_even_with_words_wrong_or_left_out(quoted, marks) -> None:
    text = f"We like pilots, narrow channels and {marks.format(quoted)}."
    found = first(text)
    assert (found.eid, found.basis, found.sure) == ("para_2", "quotation", True)
    assert said(text, found) == quoted


def test_without_marks_a_quotation_must_be_long() -> None:
    text = "Pilots say: we call upon ports to publish their dredging schedules in open formats every quarter, at night."
    found = first(text)
    assert (found.eid, found.basis) == ("para_2", "quotation")
    assert (
        said(text, found)
        == "call upon ports to publish their dredging schedules in open formats every quarter"
    )
    assert {one.basis for one in link("They publish their dredging schedules late.", INDEX)} == {"similarity"}


def test_among_look_alikes_the_one_with_more_of_the_words_is_quoted() -> None:
    index = index_of(draft({**TEXTS, "6": TEXTS["2"].replace("every quarter", "twice yearly")}))
    text = "“publish their dredging schedules in open formats twice yearly” is good"
    found = first(text, index)
    assert (found.eid, found.basis, found.sure) == ("para_6", "quotation", True)
    near = text.replace("twice yearly", "twice")
    assert (first(near, index).eid, first(near, index).margin < 0.25) == ("para_6", True)


def test_words_of_twins_quote_neither() -> None:
    twins = index_of(draft({**TEXTS, "6": TEXTS["2"]}))
    found = link(TEXTS["2"], twins)
    assert {one.basis for one in found} == {"similarity"}
    assert (found[0].margin, found[0].sure) == (0.0, False)


def test_words_quoted_from_the_draft_are_found_in_a_text_of_another_language() -> None:
    text = "Nous aimons « publish their dredging schedules in open formats »."
    assert [(one.eid, one.basis) for one in link(text, BOTH)][:1] == [("para_2", "quotation")]


# By likeness.


def test_likeness_names_the_words_that_carry_it_as_printed() -> None:
    found = first("Pilotage at night through narrow channels needs better boats")
    assert (found.eid, found.basis) == ("para_3", "similarity")
    assert set(found.words) == {"night", "narrow", "channels", "Pilotage"}
    assert found.words[-1] == "Pilotage"  # only its root is shared


def test_likeness_points_to_the_sentence_that_carries_it() -> None:
    text = "Thank you, chair. The lagoons die of ballast water, as shellfish do. We ask for action."
    found = first(text)
    assert (found.eid, said(text, found)) == ("para_5", "The lagoons die of ballast water, as shellfish do.")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "Good morning, thank you, chair.",
        "12:30",
        "😀",
        "Please keep it.",
        "We ask that (b) be deleted.",
    ],
)
def test_nothing_telling_is_linked_to_nothing(text) -> None:
    assert link(text, INDEX) == ()


def test_one_word_is_never_sure() -> None:
    others = {
        str(n): f"We agree on measure {'abcdefghij'[n % 10] * 3}{'klmnopqrst'[n // 10] * 3}."
        for n in range(6, 90)
    }
    found = first("Shellfish!", index_of(draft({**TEXTS, **others})))
    assert (found.eid, found.margin, found.sure) == ("para_5", 1.0, False)


def test_a_paragraph_carries_the_words_of_what_it_stands_under() -> None:
    found = first("Fees should never be paid in advance", index_of(ARTICLES))
    assert (found.eid, "Fees" in found.words) == ("a2p1", True)


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


def test_at_most_as_many_as_asked_for_are_given_and_the_best_first() -> None:
    text = "Ports, pilots, lagoons, breakwaters, lighting, dredging, shellfish, channels"
    every = link(text, INDEX, top=9)
    assert [one.score for one in every] == sorted((one.score for one in every), reverse=True)
    assert len(every) == 5
    assert link(text, INDEX, top=2) == every[:2]


# In other languages.


def test_another_language_is_linked_through_its_version() -> None:
    text = "Les eaux de ballast et leurs espèces détruisent nos coquillages."
    for language in ("fr", "FR", "fr-CA", None):
        found = first(text, BOTH, language=language)
        assert (found.eid, found.number, found.basis) == ("para_5", "5", "similarity")


def test_articles_before_a_noun_do_not_hide_it() -> None:
    assert first("L'éclairage de l'ensemble des ports", BOTH, language="fr").eid == "para_1"


@pytest.mark.parametrize("language", ["de", None])
def test_a_language_without_a_version_is_linked_by_number_alone(language) -> None:
    text = "Absatz 4: die ballast species sind wichtig und müssen nicht in der harbour sein."
    found = link(text, BOTH, language=language)
    assert [(one.eid, one.basis) for one in found] == [("para_4", "number")]


def test_a_language_without_a_version_is_linked_by_names_but_never_surely() -> None:
    texts = {**TEXTS, "6": "We thank the Marisol Authority and UNCTAD for the Lindhaven Agenda of 1998."}
    found = link("Die Lindhaven Agenda von UNCTAD und Marisol 1998", index_of(draft(texts)), language="de")
    assert [(one.eid, one.basis, one.sure) for one in found] == [("para_6", "similarity", False)]
    assert set(found[0].words) == {"Lindhaven", "Agenda", "UNCTAD", "Marisol", "1998"}


def test_a_script_without_blanks_is_read_sign_by_sign() -> None:
    chinese = Draft(
        language="zh",
        paragraphs=(
            Paragraph("para_1", "1", "我们承诺改善港口照明。"),
            Paragraph("para_2", "2", "我们注意到压载水对贝类有害。"),
            Paragraph("para_3", "3", "我们请渔民合作社参加防波堤规划。"),
        ),
    )
    assert first("港口照明很重要", index_of(chinese)).eid == "para_1"
    versions = index_of(
        draft({k: TEXTS[k] for k in "154"}), [replace(chinese, paragraphs=_numbered(chinese))]
    )
    assert first("压载水对贝类有害", versions).number == "5"


def _numbered(chinese: Draft) -> tuple[Paragraph, ...]:
    return tuple(replace(one, number=n) for one, n in zip(chinese.paragraphs, "154", strict=True))


def test_a_version_with_other_paragraphs_is_refused() -> None:
    short = {number: text for number, text in FRENCH.items() if number != "5"}
    with pytest.raises(InputError, match="the fr version has 4 paragraphs where the draft has 5"):
        index_of(draft(TEXTS), [draft(short, "fr")])


def test_a_draft_without_paragraphs_is_refused() -> None:
    with pytest.raises(InputError, match="has no paragraphs to link to"):
        index_of(Draft())


# With what people linked before.


def test_confirmed_words_help_the_next_who_use_them() -> None:
    text = "Seagrass meadows die where hulls are scraped."
    assert link(text, INDEX) == ()
    lent = Confirmed("Scraping hulls kills seagrass meadows", "para_5")
    found = first(text, index_of(draft(TEXTS), confirmed=[lent]))
    assert (found.eid, set(found.words)) == ("para_5", {"Seagrass", "meadows", "hulls", "scraped"})


def test_confirmed_words_of_a_paragraph_that_is_gone_are_left_out() -> None:
    lent = Confirmed("Scraping hulls kills seagrass meadows", "para_99")
    assert link("Seagrass meadows", index_of(draft(TEXTS), confirmed=[lent])) == ()


def test_confirmed_words_count_in_their_own_language() -> None:
    lent = Confirmed("Le raclage des coques tue les herbiers et les prairies de la mer", "para_5")
    index = index_of(draft(TEXTS), [draft(FRENCH, "fr")], [lent])
    assert first("Les herbiers et les coques de la mer", index).eid == "para_5"
    assert link("herbiers et coques", index, language="en") == ()


# In bulk, and whatever comes.


def test_many_are_linked_as_each_alone() -> None:
    texts = [*TEXTS.values(), *FRENCH.values(), "", "paragraphs 2 and 3", "lagoons", "pilots in ports"] * 30
    assert link_all(texts, BOTH) == [link(text, BOTH) for text in texts]


def test_blocks_change_nothing(monkeypatch) -> None:
    texts = [*TEXTS.values(), "paragraph 2", "", "lagoons"] * 3
    whole = link_all(texts, INDEX)
    monkeypatch.setattr("soundingboard.link._CELLS", 5)
    monkeypatch.setattr("soundingboard.link._WORDS", 3)
    seen = []
    assert link_all(texts, INDEX, progress=lambda *step: seen.append(step)) == whole
    assert seen == [("link", n, 24) for n in range(1, 25)]


def test_several_processes_change_nothing(monkeypatch) -> None:
    texts = [*TEXTS.values(), "paragraph 2", "", "lagoons"] * 5
    whole = link_all(texts, INDEX)
    monkeypatch.setattr("soundingboard.link._CELLS", 20)
    monkeypatch.setattr("soundingboard.link.sharing._WORTH", 10)
    assert link_all(texts, INDEX) == whole


def test_a_wide_draft_gives_the_same_as_a_narrow_one(monkeypatch) -> None:
    texts = [*TEXTS.values(), "lagoons and pilots"]
    monkeypatch.setattr("soundingboard.link.space._DENSE", 0)
    sparse = index_of(draft(TEXTS))
    assert link_all(texts, sparse) == link_all(texts, INDEX)


def test_the_words_of_a_draft_are_linked_to_where_they_stand() -> None:
    assert [first(text).eid for text in TEXTS.values()] == [f"para_{n}" for n in TEXTS]


@given(st.text(max_size=300))
def test_any_text_is_linked_within_itself(text) -> None:
    for found in link(text, BOTH):
        assert 0 <= found.start <= found.end <= len(text)
        assert 0 < found.score <= 1
        assert 0 <= found.margin <= 1


_PIECES = st.sampled_from(
    [
        *" ".join(TEXTS.values()).split(),
        "“",
        "”",
        '"',
        "«",
        "»",
        "…",
        "\n",
        "para 3",
        "Article 1",
        "(b)",
        "12",
    ]
)


@given(st.lists(_PIECES, max_size=40))
def test_any_words_of_a_draft_are_linked_within_themselves(words) -> None:
    text = " ".join(words)
    for found in link(text, INDEX):
        assert said(text, found) != ""
        if found.basis == "similarity":
            assert all(word in said(text, found) or word in text for word in found.words)


@given(st.lists(st.text(max_size=40), max_size=6))
def test_any_draft_can_be_linked_to(texts) -> None:
    paragraphs = tuple(Paragraph(f"para_{n}", str(n), text) for n, text in enumerate(texts))
    if not any(text.strip() for text in texts):
        with pytest.raises(InputError):
            index_of(Draft(paragraphs=paragraphs))
        return
    index = index_of(Draft(paragraphs=paragraphs))
    for text in texts:
        assert len({one.eid for one in link(text, index)}) == len(link(text, index))
