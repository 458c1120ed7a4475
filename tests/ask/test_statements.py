"""How a text falls into statements: lists, headings, contrast, places carried on, wording, offsets."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundingboard.ask import asks
from soundingboard.model import Ask, Contribution, Draft, Heading, Paragraph, Proposed, Target
from soundingboard.numbers import eid_for
from tests.ask.reflections import REFLECTIONS

TEXTS = {
    "1": "We commit to open harbours.",
    "2": "We encourage ports to publish their tariffs every year.",
    "3": "We take note of the report on ferries.",
    "4": "Crews shall have access to shore leave, as appropriate.",
}
DRAFT = Draft(
    stage="rev1",
    headings=(Heading("sec_1", "A", 1, "People"), Heading("sec_2", "B", 1, "Ships")),
    paragraphs=tuple(Paragraph(f"para_{n}", n, text, section="sec_1") for n, text in TEXTS.items()),
)
ZERO = replace(
    DRAFT,
    stage="zero-draft",
    paragraphs=(
        replace(DRAFT.paragraphs[0]),
        replace(DRAFT.paragraphs[1], text="We require ports to publish their tariffs every year."),
        *DRAFT.paragraphs[2:],
    ),
)


def found(text: str, *drafts: Draft, language: str | None = None) -> list[Ask]:
    return list(asks(Contribution(id="c", text=text, language=language), drafts))


def told(text: str, *drafts: Draft) -> list[tuple[str, str | None]]:
    return [(ask.kind, ask.target.eid) for ask in found(text, *drafts)]


def test_a_heading_governs_the_list_below_it_and_nothing_after() -> None:
    text = "## What to keep\n\n- The ferries (para 3)\n- Shore leave (paras 4, 5)\n\nParagraph 9 is long."
    assert told(text) == [
        ("retain", "para_3"),
        ("retain", "para_4"),
        ("retain", "para_5"),
        ("remark", "para_9"),
    ]


def test_a_line_that_ends_in_a_colon_governs_the_list_below_it() -> None:
    text = "We ask to delete:\n- the ferries (para 3)\n- shore leave (para 4)"
    assert told(text) == [("delete", "para_3"), ("delete", "para_4")]


def test_a_heading_gives_its_paragraphs_to_what_cites_none() -> None:
    text = "### On ferries (paras 3, 4)\n\nThe new fares are good. We suggest bolder language. Delete paragraph 8."
    assert told(text) == [
        ("retain", "para_3"),
        ("retain", "para_4"),
        ("strengthen", "para_3"),
        ("strengthen", "para_4"),
        ("delete", "para_8"),
    ]


def test_a_verb_governs_each_member_of_its_list_with_the_member_s_own_noun() -> None:
    text = "We regret the softening of the verb (para 3); the deletion of the fund (paras 5-6), and of a date (para 7)."
    assert told(text) == [
        ("strengthen", "para_3"),
        ("reinstate", "para_5"),
        ("reinstate", "para_6"),
        ("reinstate", "para_7"),
    ]


def test_an_addition_to_a_sentence_is_governed_by_it() -> None:
    text = "We are concerned about the removal of the fund (para 5). In addition, shore leave (para 6)."
    assert told(text) == [("reinstate", "para_5"), ("reinstate", "para_6")]


def test_a_contrast_parts_good_from_bad() -> None:
    text = "While the date (para 3) has been clarified, we regret the loss of the fund (para 5)."
    assert told(text) == [("retain", "para_3"), ("reinstate", "para_5")]


def test_a_missed_opportunity_asks_for_what_was_missed() -> None:
    assert told("There was a missed opportunity to retain the fund (para 5).") == [("reinstate", "para_5")]


def test_asks_of_one_statement_share_it() -> None:
    first, second = found("Please keep paragraphs 3 and 4. Delete paragraph 7.")[:2]
    assert (first.id, second.id) == ("c-1.1", "c-1.2")
    assert first.statement == second.statement == "c-1"
    assert first.quote == second.quote
    assert found("Please keep paragraphs 3 and 4. Delete paragraph 7.")[2].id == "c-2"


def test_what_was_spoken_of_is_carried_on() -> None:
    text = "Paragraph 3 is hard to read. It was better before paragraph 9 came. Please delete it."
    assert ("delete", "para_3") in told(text)


def test_another_document_s_paragraph_is_no_target() -> None:
    assert told("Please keep paragraph 3, as envisioned in paragraph 72 of the Tunis Agenda.") == [
        ("retain", "para_3")
    ]


def test_a_number_that_the_draft_does_not_have_is_no_target() -> None:
    [ask] = found("Please delete paragraph 99.", DRAFT)
    assert (ask.kind, ask.target.eid) == ("delete", None)


def test_a_section_is_a_target() -> None:
    [ask] = found("We ask for a short paragraph on cranes in section B.", DRAFT)
    assert (ask.kind, ask.target) == ("add", Target(draft="rev1", section="sec_2"))


def test_a_move_is_about_what_is_moved() -> None:
    assert told("We suggest moving paragraph 3 into paragraph 2.", DRAFT) == [("move", "para_3")]


def test_quoted_words_that_stand_there_are_kept_and_that_stood_there_come_back() -> None:
    assert told('Paragraph 2 is short. We ask for "encourage".', ZERO, DRAFT) == [("retain", "para_2")]
    assert told('Paragraph 2 is short. We ask for "require".', ZERO, DRAFT) == [("reinstate", "para_2")]
    assert told('Paragraph 2 is short. We ask for "oblige".', ZERO, DRAFT) == [("amend", "para_2")]


def test_stronger_words_are_told_by_the_wording_devices() -> None:
    assert told('In paragraph 1, replace "commit to" with "welcome".', DRAFT) == [("amend", "para_1")]
    assert told('In paragraph 3, replace "take note of" with "commit to".', DRAFT) == [
        ("strengthen", "para_3")
    ]


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ('In para 3, replace "may" with "shall".', Proposed("may", "shall")),
        ("In para 3, change “may” to “shall”.", Proposed("may", "shall")),
        ('"Ports may" should read "ports shall" in para 3.', Proposed("Ports may", "ports shall")),
        ('We propose "shall" instead of "may" in para 3.', Proposed("may", "shall")),
        ('Please delete "as appropriate" in para 3.', Proposed("as appropriate", "")),
        ('Please add "yearly" after "report" in para 3.', Proposed("report", "report yearly")),
        ('In para 3, insert "yearly" before "report".', Proposed("report", "yearly report")),
        ('Para 3 should say "ports shall report".', Proposed(None, "ports shall report")),
        ("The focus of para 3 should be on small rather than large ports.", Proposed("large ports", "small")),
        ("Au paragraphe 3, remplacer « peut » par « doit ».", Proposed("peut", "doit")),
        ("En el párrafo 3, sustituir «puede» por «debe».", Proposed("puede", "debe")),
        ("نقترح إضافة «سنوياً» بعد «التقرير» في الفقرة 3.", Proposed("التقرير", "التقرير سنوياً")),
        ("Suggestion as follows:\n\n3: We ~~may~~ **shall** report.", Proposed("We may report.", "We shall report.")),
        ("3. We <del>may</del> <ins>shall</ins> report ~~soon~~.", Proposed("We may report soon.", "We shall report.")),
        ("We suggest for para 3:\n\n“We shall report every year.”", Proposed(None, "We shall report every year.")),
        ("Para 3\nFrom: we may report\nTo: we shall report", Proposed("we may report", "we shall report")),
    ],
)  # fmt: skip
def test_proposed_wording(text: str, proposed: Proposed) -> None:
    assert [ask.proposed for ask in found(text) if ask.proposed] == [proposed]


def test_given_wording_takes_the_old_from_the_draft() -> None:
    [ask] = found("Proposal:\n\n2. We require ports to publish their tariffs.", DRAFT)
    assert ask.target.eid == "para_2"
    assert ask.proposed == Proposed(TEXTS["2"], "We require ports to publish their tariffs.")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Please delete paragraph 3 because it binds nobody.", "because it binds nobody"),
        ("Please delete paragraph 3, so that crews can rest.", "so that crews can rest"),
        ("Please delete paragraph 3. It binds nobody.", "It binds nobody"),
        ("Please delete paragraph 3. Please keep paragraph 4.", None),
        ("Supprimer le paragraphe 3, car il est vide.", "car il est vide"),
        ("Pedimos suprimir el párrafo 3 porque sobra.", "porque sobra"),
    ],
)
def test_a_reason_is_given(text: str, why: str | None) -> None:
    assert found(text)[0].rationale == why


def test_an_answered_mail_says_nothing_of_ours() -> None:
    text = "Please keep paragraph 3.\n\nOn Monday Ann wrote:\n> Delete paragraph 3.\n> Delete paragraph 4."
    assert told(text) == [("retain", "para_3")]


def test_the_head_of_a_mail_is_no_wording() -> None:
    text = "From: a harbour office\nTo: the Board\nSubject: para 9\n\nPlease keep paragraph 3."
    assert told(text) == [("retain", "para_3")]


def test_a_question_of_a_form_governs_its_answer() -> None:
    [ask] = found("What is missing? Swimming lessons for children.", DRAFT)
    assert (ask.kind, ask.target.whole) == ("add", True)


def test_labels_are_the_statement_s_own_words() -> None:
    text = "There is a need to recognise the **role of the Office, the home of the Forum** (para 4)."
    assert found(text)[0].topic == "role of the Office, the home of the Forum"
    assert found("We welcome the introduction of a complaints desk (para 4).")[0].topic == "complaints desk"


@pytest.mark.parametrize("name", REFLECTIONS)
def test_reflections_in_other_words(name: str) -> None:
    text, expected = REFLECTIONS[name]
    groups: dict[str, list[Ask]] = {}
    for ask in found(text):
        groups.setdefault(ask.statement or ask.id, []).append(ask)
    for words, kind, numbers in expected:
        start, end = text.index(words), text.index(words) + len(words)
        there = [
            g for g in groups.values() if g[0].quote and g[0].quote.start < end and start < g[0].quote.end
        ]
        said = [(g[0].kind, [(a.target.draft, a.target.eid) for a in g if a.target.eid]) for g in there]
        places = [
            ("zero-draft" if n.startswith("zero:") else None, eid_for(n.removeprefix("zero:")))
            for n in numbers
        ]
        assert (kind, places) in said, words


def _is_exact(ask: Ask, text: str) -> bool:
    return ask.quote is not None and text[ask.quote.start : ask.quote.end] == ask.quote.text


@pytest.mark.parametrize("text", [text for text, _ in REFLECTIONS.values()])
def test_quotes_stand_where_they_say(text: str) -> None:
    assert all(_is_exact(ask, text) for ask in found(text))


_WORDS = st.sampled_from(
    ["please", "delete", "paragraph 3", "(para 4)", ";", ",", ":", "\n\n", "\n- ", "“", "”", '"', "**", "~~", "keep",
     "not", "we welcome", "the deletion of", "but", "?", ".", "## ", "12. ", "> ", "supprimer", "الفقرة 5", "(", ")"]
)  # fmt: skip


@given(st.lists(_WORDS, max_size=40).map(" ".join))
def test_no_text_breaks_it(text: str) -> None:
    assert all(_is_exact(ask, text) for ask in found(text, ZERO, DRAFT))


@given(st.text(max_size=200))
def test_no_characters_break_it(text: str) -> None:
    assert all(_is_exact(ask, text) for ask in found(text))


def test_the_same_text_gives_the_same_asks() -> None:
    text = REFLECTIONS["guild"][0]
    assert found(text) == found(text)


@pytest.mark.parametrize("sign", ["(", "“", "**", "~~", '"', "; ", "a, ", "- ", "(para 3) ", "and "])
def test_signs_without_end_take_no_time(sign: str) -> None:
    started = time.perf_counter()
    found(sign * 8000)
    assert time.perf_counter() - started < 5


def test_three_hundred_pages_are_read_in_time(data) -> None:  # type: ignore[no-untyped-def]
    files = sorted((data / "netmundial2014").glob("*.txt"))
    text = "\n\n".join(path.read_text(encoding="utf-8", errors="replace") for path in files)[: 300 * 3000]
    started = time.perf_counter()
    assert found(text) != []
    assert time.perf_counter() - started < 20
