"""What became of an ask is judged by the text that it was made on, draft by draft, with the words that carry it."""

import pytest

from soundingboard.model import (
    Amendment,
    Ask,
    Contribution,
    Draft,
    Heading,
    Paragraph,
    PlaceName,
    Proposed,
    Response,
    Span,
    Target,
)
from soundingboard.trace import life, trace, with_stated

FERRIES = "We call upon port authorities to publish the hours of ferries, and to keep them in the evening."
PILOTS = "We encourage pilots to train at night with the crews of tugs and of rescue boats."
OTHER = "The lighthouse keepers of every coast shall have a pension that their families can live on."


def draft(stage: str, *texts: str, heading: str = "Ports and people") -> Draft:
    """A draft with one heading; an empty text leaves its number out."""
    paragraphs = tuple(
        Paragraph(f"para_{n}", str(n), text, section="sec_1") for n, text in enumerate(texts, start=1) if text
    )
    return Draft(stage=stage, headings=(Heading("sec_1", "A", 1, heading),), paragraphs=paragraphs)


def ask(kind: str, target: Target | None = None, proposed: Proposed | None = None, quote: str = "") -> Ask:
    return Ask(
        id="a-1",
        contribution="a",
        kind=kind,
        stance="neutral",
        about="text",
        target=target or Target(draft="rev1", eid="para_1"),
        quote=Span(0, len(quote), quote) if quote else None,
        proposed=proposed,
    )


def outcome(
    one: Ask, *later: Draft, base: Draft | None = None, said: Contribution | None = None
) -> list[str]:
    drafts = [base or draft("rev1", FERRIES, PILOTS, OTHER), *later]
    return [entry.outcome for entry in trace([one], drafts, None, [said] if said else ())]


def becomes(text: str) -> Draft:
    return draft("rev2", text, PILOTS, OTHER)


AMEND = Proposed("to publish the hours of ferries", "to publish and to honour the hours of ferries")


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (FERRIES.replace("publish the hours", "publish and to honour the hours"), "adopted"),
        (FERRIES, "not taken up"),
        (FERRIES.replace("in the evening", "in the evening with honour"), "in part"),
        (FERRIES.replace("in the evening", "in winter"), "not taken up"),
    ],
)
def test_wording_is_adopted_in_part_or_not(now, expected):
    assert outcome(ask("amend", proposed=AMEND), becomes(now)) == [expected]


def test_the_evidence_names_the_words_and_the_place_and_claims_no_cause():
    later = becomes(FERRIES.replace("publish the hours", "publish and to honour the hours"))
    (entry,) = trace([ask("amend", proposed=AMEND)], [draft("rev1", FERRIES, PILOTS, OTHER), later])
    (evidence,) = entry.evidence
    assert (evidence.kind, evidence.where) == ("text-match", PlaceName("rev2", "para_1"))
    assert evidence.words == ("and to honour",)
    assert "coincidence is not excluded" in (evidence.note or "")
    assert (entry.old, entry.new, entry.score) == ("rev1", "rev2", 1.0)


def test_words_taken_up_in_another_paragraph_are_elsewhere():
    proposed = Proposed("in the evening", "in the evening, with a waiting room for seasick passengers")
    later = draft("rev2", FERRIES, PILOTS, OTHER + " There shall be a waiting room for seasick passengers.")
    assert outcome(ask("amend", proposed=proposed), later) == ["elsewhere"]


def test_a_mere_qualifier_in_another_paragraph_is_not_elsewhere():
    proposed = Proposed("in the evening", "in the evening, in accordance with national law")
    later = draft(
        "rev2", FERRIES, PILOTS, OTHER.replace("pension", "pension, in accordance with national law,")
    )
    assert outcome(ask("amend", proposed=proposed), later) == ["not taken up"]


def test_words_that_went_the_other_way_are_contrary():
    proposed = Proposed("We call upon port authorities", "We require port authorities")
    assert outcome(ask("strengthen", proposed=proposed), becomes(FERRIES.replace("call upon", "invite"))) == [
        "contrary"
    ]


def test_words_that_stood_there_already_are_said_to():
    proposed = Proposed(None, "publish the hours of ferries")
    assert outcome(ask("add", proposed=proposed), becomes(FERRIES)) == ["already in the text"]


@pytest.mark.parametrize(
    ("now", "expected"), [("[exclusively]", "not taken up"), ("exclusively", "contrary"), ("", "adopted")]
)
def test_brackets_that_are_lifted_decide(now, expected):
    base = draft("rev1", "Ports serve [exclusively] peaceful purposes of trade.", PILOTS, OTHER)
    proposed = Proposed("[exclusively] peaceful", "peaceful")
    later = becomes(f"Ports serve {now} peaceful purposes of trade.".replace("  ", " "))
    assert outcome(ask("delete", proposed=proposed), later, base=base) == [expected]


@pytest.mark.parametrize(
    ("kind", "now", "expected"),
    [
        ("retain", FERRIES, "kept"),
        ("retain", FERRIES.replace("call upon", "invite"), "weakened"),
        ("retain", FERRIES.replace(", and to keep them in the evening", ""), "weakened"),
        ("retain", "", "lost"),
        ("delete", "", "adopted"),
        ("delete", FERRIES, "not taken up"),
        ("oppose", "", "adopted"),
        ("strengthen", FERRIES.replace("call upon", "demand that"), "in part"),
        ("strengthen", FERRIES.replace("call upon", "invite"), "contrary"),
        ("strengthen", FERRIES, "not taken up"),
        ("clarify", FERRIES, "not taken up"),
        ("clarify", FERRIES.replace("evening", "evening until ten"), "undetermined"),
    ],
)
def test_an_ask_without_wording(kind, now, expected):
    assert outcome(ask(kind), becomes(now)) == [expected]


def test_to_keep_quoted_words_looks_at_these_alone():
    one = ask("retain", quote='Please keep "the hours of ferries".')
    assert outcome(one, becomes(FERRIES.replace(", and to keep them in the evening", ""))) == ["kept"]
    assert outcome(one, becomes(FERRIES.replace("the hours of ferries", "what is useful"))) == ["lost"]


def test_to_keep_looks_at_the_sentence_that_is_spoken_of():
    two = f"{OTHER} Ferries call at noon."
    base, later = draft("rev1", two, PILOTS), draft("rev2", two.replace("shall", "may"), PILOTS)
    said = Contribution("a", "Please do not touch that sentence: ferries must call at noon.", draft="rev1")
    one = ask("retain", quote="Please do not touch that sentence: ferries must call at noon")
    assert outcome(one, later, base=base, said=said) == ["kept"]


def test_a_change_of_order_is_no_loss():
    base = draft("rev1", "We protect those who report corruption, pollution or abuse in ports.", PILOTS)
    later = draft("rev2", "We protect those who report abuse, corruption or pollution in ports.", PILOTS)
    assert outcome(ask("retain"), later, base=base) == ["kept"]


def test_a_paragraph_that_comes_back_is_reinstated():
    zero = draft("zero-draft", FERRIES, PILOTS, OTHER)
    rev1, rev2 = draft("rev1", "", PILOTS, OTHER), draft("rev2", FERRIES, PILOTS, OTHER)
    one = ask("reinstate", Target(draft="zero-draft", eid="para_1"))
    said = Contribution("a", "Bring it back.", draft="rev1")
    entries = trace([one], [zero, rev1, rev2], None, [said])
    assert [(entry.old, entry.new, entry.outcome) for entry in entries] == [("rev1", "rev2", "adopted")]


def test_a_term_of_a_section_is_looked_for_in_its_heading_too():
    base = draft("rev1", FERRIES, PILOTS, OTHER, heading="Bridging the divide")
    later = draft("rev2", FERRIES, PILOTS, OTHER, heading="Closing the divide")
    one = ask(
        "amend", Target(draft="rev1", section="sec_1"), Proposed("bridging the divide", "closing the divide")
    )
    assert outcome(one, later, base=base) == ["adopted"]


def test_a_new_paragraph_is_found_by_its_words():
    text = (
        "We call for shelters with light and water on every pier where travellers wait for ferries at night."
    )
    one = ask("add", Target(draft="rev1", whole=True), Proposed(None, text))
    assert outcome(one, draft("rev2", FERRIES, PILOTS, OTHER, text)) == ["adopted"]
    assert outcome(one, becomes(FERRIES)) == ["not taken up"]


def test_what_names_no_paragraph_is_left_to_people():
    one = ask("add", Target(topic="ferries"), quote="We would like more on accessibility for wheelchairs")
    said = Contribution(
        "a", "We would like more on accessibility for wheelchairs", draft="rev1", language="en"
    )
    assert outcome(one, becomes(FERRIES), said=said) == ["undetermined"]


def test_questions_and_remarks_have_no_outcome():
    assert outcome(ask("question"), becomes(FERRIES)) == []
    assert outcome(ask("remark"), becomes(FERRIES)) == []


def test_a_life_tells_what_was_gained_and_lost():
    met = FERRIES.replace("publish the hours", "publish and to honour the hours")
    drafts = [draft("rev1", FERRIES, PILOTS, OTHER), becomes(met), draft("adopted", FERRIES, PILOTS, OTHER)]
    steps = life(trace([ask("amend", proposed=AMEND)], drafts))["ask:a-1"]
    assert [(one.new, one.outcome, one.turn) for one in steps] == [
        ("rev2", "adopted", "gained"),
        ("adopted", "not taken up", "lost"),
    ]


def test_amendments_are_traced_like_asks_and_withdrawn_ones_are_not():
    amendment = Amendment("am-1", "rev1", "para_1", AMEND.old, AMEND.new, by="board")
    gone = Amendment("am-2", "rev1", "para_1", AMEND.old, AMEND.new, state="withdrawn")
    drafts = [draft("rev1", FERRIES, PILOTS, OTHER), becomes(FERRIES)]
    entries = trace([], drafts, None, (), [amendment, gone], {"amendment:am-1": "r1"})
    assert [(one.of, one.outcome, one.carried_by_board) for one in entries] == [
        ("amendment:am-1", "not taken up", "r1")
    ]


def test_a_stated_answer_stands_beside_the_evidence_of_the_text():
    (entry,) = trace([ask("delete")], [draft("rev1", FERRIES, PILOTS, OTHER), becomes(FERRIES)])
    response = Response("q", "co-1", "co-facilitator", "2026-09-01", "We met this.", ("ask:a-1",))
    told = with_stated(entry, [response])
    assert [one.kind for one in told.evidence] == ["stated", "none"]
    assert told.outcome == "not taken up"
    assert with_stated(entry, []) == entry


def test_a_target_that_no_draft_knows_has_no_entry():
    assert outcome(ask("delete", Target(draft="rev9", eid="para_1")), becomes(FERRIES)) == []
