"""Topics suggested from headings, words and what is named together; the asks of a topic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundingboard.model import (
    Ask,
    Contribution,
    Draft,
    Heading,
    Paragraph,
    PlaceName,
    Span,
    Target,
    Topic,
)
from soundingboard.topic import asks_of_topic, suggest_topics, suggestions
from soundingboard.topic.suggestion import slug

HEADINGS = (
    Heading("sec_1", "A", 1, "Introduction"),
    Heading("sec_2", "B", 1, "Fair work at sea"),
    Heading("sec_3", "1", 2, "Wages"),
    Heading("sec_4", "C", 1, "Review"),
)
TEXTS = (
    ("para_1", "sec_1", "We recall the agenda."),
    ("para_2", "sec_1", "We note ten years of work."),
    ("para_3", "sec_2", "We commit to rest for every crew."),
    ("para_4", "sec_3", "We commit to a living wage."),
    ("para_5", "sec_4", "We decide to meet again."),
    ("para_6", None, "We protect the outer reef from anchors."),
    ("para_7", None, "We mark the outer reef with buoys."),
    ("para_8", None, "We train pilots."),
    ("para_9", None, "We dredge the channel."),
)
DRAFT = Draft(
    stage="rev1",
    headings=HEADINGS,
    paragraphs=tuple(Paragraph(eid, eid[5:], text, section=section) for eid, section, text in TEXTS),
)


def said(name: str, text: str = "Nothing more.", **more) -> Contribution:
    return Contribution(id=name, text=text, **more)


def ask(contribution: str, eid: str | None = None, n: int = 1, **more) -> Ask:
    target = Target("rev1", eid) if eid else Target("rev1", whole=True)
    return Ask(f"{contribution}-{eid}-{n}", contribution, "amend", "neutral", "text", target, **more)


def eids(topic: Topic) -> list[str]:
    return [one.eid for one in topic.paragraphs]


def test_a_heading_over_several_paragraphs_is_a_topic_unless_it_names_a_part_of_the_text() -> None:
    (only,) = suggestions(DRAFT, (), ())
    assert only.topic == Topic(
        "fair-work-at-sea",
        "Fair work at sea",
        (PlaceName("rev1", "para_3"), PlaceName("rev1", "para_4")),
        basis=("heading",),
    )
    assert only.carried_by == ("sec_2",)


def test_a_subject_that_two_name_is_a_topic_with_the_paragraphs_it_is_asked_of() -> None:
    asks = [ask("a", "para_8", topic="training of pilots"), ask("b", topic="Pilots training; the reef")]
    found = suggestions(DRAFT, asks, [said("a"), said("b")])
    assert [(one.topic.id, one.topic.label, eids(one.topic), one.topic.basis) for one in found[1:]] == [
        ("training-of-pilots", "training of pilots", ["para_8"], ("terms",))
    ]
    assert (found[1].topic.terms, found[1].carried_by) == (("training of pilots",), ("a", "b"))


def test_one_organisation_that_names_a_subject_twice_is_one() -> None:
    asks = [ask("a", topic="pilots"), ask("b", topic="pilots")]
    many = [said("a", organisation="Quay Watch"), said("b", organisation="Quay Watch")]
    assert [topic.id for topic in suggest_topics(DRAFT, asks, many)] == ["fair-work-at-sea"]


def test_words_that_three_use_are_a_topic_also_where_no_paragraph_holds_them() -> None:
    texts = (
        "The outer reef is dying, and nobody speaks of mental health.",
        "Our crews need mental health care. Mark the outer reef.",
        "Mental health, and the outer reefs: both matter.",
    )
    many = [said(name, text, language="en") for name, text in zip("abc", texts, strict=True)]
    found = {topic.id: (eids(topic), topic.basis) for topic in suggest_topics(DRAFT, (), many)}
    assert found == {
        "fair-work-at-sea": (["para_3", "para_4"], ("heading",)),
        "outer-reef": (["para_6", "para_7"], ("terms",)),
        "mental-health": ([], ("terms",)),
    }


def test_a_campaign_of_equal_texts_by_one_sender_makes_no_topic() -> None:
    many = [said(f"c{n}", "Save the outer reef.", organisation="Reef Now") for n in range(50)]
    assert [topic.id for topic in suggest_topics(DRAFT, (), many)] == ["fair-work-at-sea"]


def test_what_cites_the_text_names_no_subject() -> None:
    text = "Paragraph 56 of Revision 2 and section E of the last draft, first version: two boats."
    many = [said(name, f"{text} {name}") for name in "abc"]
    assert [topic.id for topic in suggest_topics(DRAFT, (), many)] == ["fair-work-at-sea"]


def test_paragraphs_that_three_name_together_are_a_topic() -> None:
    asks = [ask(name, eid) for name in "abc" for eid in ("para_6", "para_9")]
    asks += [ask("d", "para_6"), ask("a", "para_8")]
    found = suggestions(DRAFT, asks, [said(name) for name in "abcd"])
    assert [(one.topic.label, eids(one.topic), one.topic.basis, one.carried_by) for one in found[1:]] == [
        ("Paragraphs 6, 9", ["para_6", "para_9"], ("co-citation",), ("a", "b", "c"))
    ]


def test_a_chain_of_neighbours_is_not_one_topic() -> None:
    """6 with 7 and 7 with 8, but nobody names 6 with 8."""
    pairs = [("para_6", "para_7")] * 3 + [("para_7", "para_8")] * 3
    asks = [ask(f"c{n}", eid) for n, pair in enumerate(pairs) for eid in pair]
    found = suggest_topics(DRAFT, asks, [said(f"c{n}") for n in range(6)])
    assert all(len(topic.paragraphs) == 2 for topic in found)


def test_who_goes_through_the_whole_text_joins_nothing() -> None:
    asks = [ask(name, paragraph.eid) for name in "abcd" for paragraph in DRAFT.paragraphs]
    assert [topic.id for topic in suggest_topics(DRAFT, asks, [said(name) for name in "abcd"])] == [
        "fair-work-at-sea"
    ]


def test_suggestions_that_are_nearly_the_same_are_one_under_the_first_name() -> None:
    asks = [ask(name, eid) for name in "abc" for eid in ("para_3", "para_4")]
    asks += [ask(name, topic="fair work at sea", n=2) for name in "ab"]
    (only,) = suggestions(DRAFT, asks, [said(name) for name in "abc"])
    assert (only.topic.id, eids(only.topic)) == ("fair-work-at-sea", ["para_3", "para_4"])
    assert only.topic.basis == ("heading", "terms", "co-citation")
    assert (only.topic.terms, only.carried_by) == (("fair work at sea",), ("sec_2", "a", "b", "c"))


@pytest.mark.parametrize(
    "confirmed",
    [
        Topic("work", "Fair Work at Sea", confirmed_by="p1"),
        Topic("work", "Work", terms=("fair work at sea",), confirmed_by="p1"),
        Topic("work", "Work", (PlaceName("rev1", "para_3"), PlaceName("rev1", "para_4"))),
    ],
)
def test_what_is_confirmed_is_not_suggested_again(confirmed: Topic) -> None:
    assert suggest_topics(DRAFT, (), (), [confirmed]) == ()


def test_an_id_that_a_confirmed_topic_has_is_not_given_again() -> None:
    found = suggest_topics(DRAFT, (), (), [Topic("fair-work-at-sea", "Something else")])
    assert [topic.id for topic in found] == ["fair-work-at-sea_2"]


def test_what_is_said_in_confidence_or_by_nobody_known_suggests_nothing() -> None:
    many = [said(name, "The secret plan.", permission="confidential") for name in "abc"]
    asks = [ask(name, eid, topic="secret plan") for name in "abcxyz" for eid in ("para_6", "para_9")]
    assert [topic.id for topic in suggest_topics(DRAFT, asks, many)] == ["fair-work-at-sea"]


def test_the_same_whatever_the_order_of_what_was_said() -> None:
    asks = [ask(name, eid) for name in "abc" for eid in ("para_6", "para_9")]
    many = [said(name, "The outer reef and mental health.") for name in "abc"]
    assert suggest_topics(DRAFT, asks[::-1], many[::-1]) == suggest_topics(DRAFT, asks, many)


def test_the_asks_of_a_topic_are_those_of_its_name_its_paragraphs_and_its_terms() -> None:
    topic = Topic("reef", "Reef", (PlaceName("rev1", "para_6"),), ("outer reef",))
    asks = (
        Ask("1", "a", "add", "neutral", "text", Target(topic="reef")),
        ask("b", "para_6"),
        ask("c", "para_8", quote=Span(0, 9, "the outer reefs as well")),
        ask("d", topic="Outer Reef"),
        ask("e", "para_7"),
        Ask("2", "f", "add", "neutral", "text", Target("rev2", "para_6")),
        ask("g", quote=Span(0, 9, "the outer, reef")),
    )
    assert [one.contribution for one in asks_of_topic(topic, asks)] == ["a", "b", "c", "d", "g"]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Fair work at sea", "fair-work-at-sea"),
        ("UNGIS and ODET", "ungis-and-odet"),
        ("Égalité des chances / accès", "egalite-des-chances-acces"),
        ("Women's rights", "womens-rights"),
        ("能力建设", "能-力-建-设"),
        ("…", "topic"),
        ("a " * 60, "a-" * 24 + "a"),
    ],
)
def test_ids_follow_from_labels(label: str, expected: str) -> None:
    assert slug(label) == expected


@given(st.text())
def test_an_id_is_short_and_never_empty(label: str) -> None:
    made = slug(label)
    assert 0 < len(made) <= 50
    assert slug(label) == made
    assert " " not in made and "/" not in made
