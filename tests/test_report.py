"""The final report states what the records say: each number is that of its ids, and what there was none of is told."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundingboard.exposure import published, words_by_field
from soundingboard.model import Ask, Contribution, Draft, Paragraph, Target
from soundingboard.report import (
    COMMUNITY,
    CONSULTATIONS,
    MEETINGS,
    Counted,
    Given,
    Member,
    Output,
    Report,
    ledger_key,
    report,
)
from soundingboard.trace import shares, trace
from soundingboard.write.paper import Bullets, Grid, Heading, Prose, Words
from soundingboard.write.papers import to_markdown
from soundingboard.write.reported import report_paper

WORDS = words_by_field(["youth", "academia", "government"], ["North", "South"])
KINDS = (*MEETINGS, *CONSULTATIONS, *COMMUNITY)
REV1 = Draft(stage="rev1", paragraphs=(Paragraph("para_1", "1", "We commit to lighting every breakwater."),))
REV2 = Draft(stage="rev2", paragraphs=(Paragraph("para_1", "1", "We recognize the need for lamps."),))


def said(name: str, draft: str, group: str = "youth", permission: str = "organisation") -> Contribution:
    place = {"stakeholder_group": group, "regional_group": "North"}
    return Contribution(name, "Words.", draft=draft, permission=permission, **place)


def ask(said: str, kind: str) -> Ask:
    return Ask(f"{said}-1", said, kind, "neutral", "text", Target(draft="rev1", eid="para_1"))


SAID = [
    said("a", "rev1"),
    said("b", "rev1", "academia"),
    said("c", "rev1", permission="anonymous"),
    said("secret", "rev2", "government", "confidential"),
]
ASKS = [ask("a", "retain"), ask("b", "delete"), ask("c", "retain"), ask("secret", "delete")]
EVENTS = [
    {"id": "hour-1", "kind": "office hour"},
    {"id": "hour-2", "kind": "office hour"},
    {"id": "talk", "kind": "briefing"},
]


def made(**more) -> Report:
    seen = published(SAID)
    entries = trace(ASKS, [REV1, REV2], None, SAID)
    given = {
        "title": "The Breakwater Accord",
        "instrument": "Accord",
        "language": "en",
        "mandate": [("Terms", "2026-01-02")],
        "events": EVENTS,
        "outputs": [Output("post", "Later", "2026-03-01"), Output("post", "Earlier", "2026-02-01")],
        "members": [Member("Ada Kelmo", "Kelmia", "youth", "North")],
        "seen": seen,
        "words": WORDS,
        "shares": shares(entries, ASKS, seen, WORDS),
        "asks": ASKS,
        "drafts": [("rev1", "Revision 1"), ("rev2", "Revision 2")],
    }
    return report(**given | more)


def text(**more) -> str:
    return to_markdown(report_paper(made(**more)))


def test_events_are_counted_by_kind_with_their_ids():
    found = {one.word: (one.n, one.ids) for one in (*made().meetings, *made().consultations)}
    assert found["office hour"] == (2, ("hour-1", "hour-2"))
    assert found["briefing"] == (1, ("talk",))


def test_kinds_that_never_happened_are_told_with_zero():
    found = made()
    rows = (*found.meetings, *found.consultations, *found.community)
    assert tuple(one.word for one in rows) == KINDS
    assert {one.word: one.n for one in rows if one.n} == {"office hour": 2, "briefing": 1}
    assert "- Bilaterals: **0**" in text()


@given(st.lists(st.sampled_from(KINDS), max_size=40))
def test_every_number_of_events_is_that_of_its_ids_and_no_event_is_lost(kinds):
    found = made(events=[{"id": str(n), "kind": kind} for n, kind in enumerate(kinds)])
    rows = (*found.meetings, *found.consultations, *found.community)
    assert [one.n for one in rows] == [len(one.ids) for one in rows]
    assert sorted(int(name) for one in rows for name in one.ids) == list(range(len(kinds)))
    assert [one.n for one in rows] == [kinds.count(one.word) for one in rows]


def test_confidential_contributions_are_in_the_numbers_without_their_ids():
    assert made().contributions == (
        Counted("Revision 1", 3, ("a", "b", "c")),
        Counted("Revision 2", 1, ()),
        Counted("all", 4, ("a", "b", "c")),
    )
    assert "4 contributions came in (3 – Revision 1; 1 – Revision 2)." in text()
    assert "secret" not in text()


def test_a_draft_that_nobody_spoke_on_is_left_out_of_the_sentence():
    assert "4 contributions came in (3 – Revision 1; 1 – Revision 2)." in text(
        drafts=[("zero", "Zero"), ("rev1", "Revision 1"), ("rev2", "Revision 2")]
    )


def test_groups_count_open_contributions_and_say_who_was_not_heard():
    (groups, regions) = made().heard
    assert [(cell.word, cell.n) for cell in groups.cells] == [("youth", 1), ("academia", 1)]
    assert (groups.not_heard, groups.hidden, regions.not_heard) == (("government",), 1, ("South",))
    assert "not heard: government; anonymous and in no row: 1" in text()


def test_kinds_of_asks_count_contributions_once_and_no_confidential_ones():
    twice = [*ASKS, Ask("a-2", "a", "retain", "neutral", "text", Target(draft="rev1", eid="para_1"))]
    assert made(asks=twice).asked == (Counted("retain", 2, ("a", "c")), Counted("delete", 1, ("b",)))


def test_outcomes_have_denominators_and_zeros_and_asks_to_keep_apart():
    everything = made().shares[0].all
    assert (everything.n, everything.n_kept) == (1, 2)
    assert re.search(r"Of 1 asks to change the text: \*\*\d\*\* adopted, .*\*\*\d\*\* undetermined\.", text())
    told = re.search(r"Of 2 asks to keep something.*: (.*)\.\n", text())[1]
    assert sum(map(int, re.findall(r"\d+", told))) == 2


ADDRESSES = {
    "event:office hour": "/events?office",
    "draft:rev1": "/said?rev1",
    "contributions": "/said",
    "stakeholder_group:youth": "/said?youth",
    "output:post": "/outputs?post",
    "ask:retain": "/said?retain",
    ledger_key("change"): "/ledger",
    ledger_key("keep", "", "stakeholder_group", "youth"): "/ledger?keep-youth",
}


def linked(block) -> set[tuple[str, str]]:
    """The words of a block that lead somewhere."""
    if isinstance(block, Grid):
        lines = [line for row in block.rows for line in row]
    elif isinstance(block, Bullets):
        lines = [item.line for item in block.items]
    else:
        lines = [block.line] if isinstance(block, Prose | Heading) else []
    return {
        (one.address, one.text) for line in lines for one in line if isinstance(one, Words) and one.address
    }


def test_each_number_leads_to_the_page_that_lists_it():
    found: set[tuple[str, str]] = set()
    for block in report_paper(made(addresses=ADDRESSES)).blocks:
        found |= linked(block)
    assert found == {
        ("/events?office", "2"),
        ("/said?rev1", "3"),
        ("/said", "4 contributions came in"),
        ("/said?youth", "1 or more"),
        ("/outputs?post", "2"),
        ("/said?retain", "2"),
        ("/ledger", "Of 1 asks to change the text:"),
        ("/ledger", "1"),  # of all, under the groups and under the regions
        ("/ledger?keep-youth", "1"),
    }


def test_what_people_wrote_stands_before_the_figures_of_its_section():
    sections = {"background": "Ports *differ*.", "mandate": "## Rules\n\nWe listen.", "closing": "- Thanks."}
    found = text(given=Given(sections, "B/9", "2026-12-01"))
    headings = re.findall(r"^#+ .*", found, re.M)
    assert headings[:8] == [
        "# Final report: The Breakwater Accord",
        "## Background",
        "## Governance: mandate and terms of reference",
        "### Rules",
        "## Engagement",
        "## Feedback from stakeholders",
        "## Closing reflection",
        "## Annex A: what the board did",
    ]
    assert "Ports *differ*." in found
    assert found.index("We listen.") < found.index("- Terms, 2 January 2026")
    assert "1 December 2026\n\nB/9" in found


def test_outputs_stand_by_kind_in_the_order_of_their_dates():
    found = text()
    assert "### Posts (2)" in found
    assert found.index("Earlier, 1 February 2026") < found.index("Later, 1 March 2026")


def test_alternates_and_ex_officio_are_no_seats():
    members = [
        Member("Ada Kelmo", "Kelmia", "youth", "North"),
        Member("Bo Tarn", "", "academia", "South", "alternate", "for Ada"),
        Member(None, "", "academia", "South"),
    ]
    found = text(members=members)
    assert found.index("Ada Kelmo (Kelmia), youth – North") < found.index("Alternates and ex officio")
    assert "- Bo Tarn, academia – South – for Ada (alternate)" in found
    assert "- a member whose name was erased, academia – South" in found


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_same_records_give_the_same_report(language):
    assert text(language=language) == text(language=language)
