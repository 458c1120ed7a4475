"""A brief says in one page what the records say of a paragraph or topic, with their numbers."""

import pytest

from soundingboard.brief import Brief, brief
from soundingboard.compare import compare
from soundingboard.converge import converge
from soundingboard.errors import InputError
from soundingboard.exposure import words_by_field
from soundingboard.model import (
    Amendment,
    Ask,
    Contribution,
    Draft,
    Paragraph,
    PlaceName,
    Proposed,
    Response,
    Span,
    Target,
    Topic,
)
from soundingboard.trace import trace
from soundingboard.write.briefed import FITTING, PageLimits, brief_paper, fitted
from soundingboard.write.paper import Bullets, Grid, Heading, Prose

OLD = "We commit to lighting every breakwater by 2030, whatever the season."
NEW = "We recognize the need to light every breakwater by 2030, whatever the season."
OTHER = "We invite pilots to train at night with the crews of the rescue boats."
WORDS = words_by_field(["youth", "academia", "government"], ["North"])


def draft(stage: str, *texts: str) -> Draft:
    paragraphs = tuple(Paragraph(f"para_{n}", str(n), text) for n, text in enumerate(texts, start=1))
    return Draft(stage=stage, label=stage.title(), title="The Breakwater Accord", paragraphs=paragraphs)


REV1, REV2 = draft("rev1", OLD, OTHER), draft("rev2", NEW, OTHER)


def ask(name: str, kind: str, on: str, quote: str, proposed: Proposed | None = None) -> Ask:
    said = name.partition("-")[0]
    span = Span(0, len(quote), quote)
    return Ask(name, said, kind, "neutral", "text", Target(draft=on, eid="para_1"), span, proposed)


ASKS = [
    ask("a-1", "retain", "rev1", "Keep it."),
    ask("b-1", "amend", "rev1", "Say 2028.", Proposed("by 2030", "by 2028")),
    ask("c-1", "delete", "rev2", "Strike the paragraph."),
    ask("d-1", "retain", "rev2", "Leave it as it is."),
]
SAID = [
    Contribution("a", "Keep it.", draft="rev1", stakeholder_group="youth"),
    Contribution("b", "Say 2028.", draft="rev1", stakeholder_group="academia"),
    Contribution("c", "Strike the paragraph.", draft="rev2", organisation="Pier", stakeholder_group="youth"),
    Contribution(
        "d", "Leave it as it is.", draft="rev2", stakeholder_group="academia", permission="anonymous"
    ),
]
ALL = PageLimits()
AMENDMENT = Amendment(
    "am-1", "rev2", "para_1", "recognize the need to light", "undertake to light", by="The Board"
)


def made(place: str | Topic = "para_1", asks: list[Ask] = ASKS, **more) -> Brief:
    entries = trace(asks, [REV1, REV2], None, SAID)
    seen = converge(asks, SAID, WORDS, drafts=[REV1, REV2])
    return brief(place, REV2, [compare(REV1, REV2)], seen, entries=entries, asks=asks, **more)


def texts(one: Brief, limits: PageLimits = ALL) -> list[str]:
    found = []
    for block in brief_paper(one, limits=limits).blocks:
        for prose in block.items if isinstance(block, Bullets) else (block,):
            if isinstance(prose, Prose | Heading):
                found.append("".join(words.text for words in prose.line))
    return found


def test_the_history_names_the_step_the_words_and_the_flag():
    (stage,) = made().history
    assert (stage.kind, stage.old_numbers, stage.new_numbers) == ("reworded", ("1",), ("1",))
    assert [one.effect for one in stage.devices] == ["softens"]
    assert any(text.startswith("Rev1 to Rev2: reworded (1 → 1).") for text in texts(made()))


def test_text_that_came_back_leads_past_the_draft_without_it():
    zero, gone, here = draft("zero", NEW, OTHER), draft("rev1", OTHER), draft("rev2", NEW, OTHER)
    comparisons = [compare(zero, gone), compare(gone, here, [zero])]
    asks = [ask("a-1", "retain", "zero", "Keep it.")]
    said = [Contribution("a", "Keep it.", draft="zero", stakeholder_group="youth")]
    entries = trace(asks, [zero, gone, here], None, said)
    seen = converge(asks, said, WORDS, drafts=[zero, gone, here])
    one = brief("para_1", here, comparisons, seen, entries=entries, asks=asks)
    assert [(stage.kind, stage.back) for stage in one.history] == [("inserted", ("Zero", "1"))]
    assert any("new (1); brought back: paragraph 1 of Zero." in text for text in texts(one))
    assert sum(one.met.keep.values()) == 1


def test_what_is_counted_is_what_was_said_on_this_draft():
    (spot,) = made().spots
    assert (spot.count.n, {kind: one.n for kind, one in spot.kinds.items()}) == (
        2,
        {"retain": 1, "delete": 1},
    )
    assert "1: 2 contributions (keep 1, delete 1)." in texts(made())


def test_a_voice_shows_no_more_than_its_permission_allows():
    found = texts(made())
    assert "“Strike the paragraph.” Pier, youth, not stated (delete, 1 in all; c)" in found
    assert "“Leave it as it is.” anonymous (keep, 1 in all; d)" in found


def test_outcomes_of_what_was_asked_before_are_apart_for_change_and_keep():
    assert (dict(made().met.change), dict(made().met.keep)) == ({"not taken up": 1}, {"weakened": 1})
    found = texts(made())
    assert "Asks to change it: 1, taken up: 0 (not taken up 1). A match of texts does not say why." in found
    assert "Asks to keep it: 1 (weakened 1)." in found


def test_wording_on_the_table_is_a_redline_with_its_support():
    found = texts(made(amendments=[AMENDMENT], support={"am-1": (("Pier", "Quay"), ("Dock",))}))
    (proposal,) = [text for text in found if text.startswith("The Board: ")]
    cut = "The Board: We recognize the needundertake to light every … Supported by 2, opposed by 1."
    assert proposal == cut


def test_answers_to_the_paragraph_and_to_its_asks_are_there_and_no_others():
    answers = [
        Response("r1", "co", "co-facilitator", "2026-01-01", "On 1.", ("paragraph:rev2/para_1",)),
        Response("r2", "co", "co-facilitator", "2026-01-02", "On b.", ("ask:b-1",)),
        Response("r3", "co", "co-facilitator", "2026-01-03", "On 2.", ("paragraph:rev2/para_2",)),
    ]
    assert [one.id for one in made(responses=answers).responses] == ["r1", "r2"]


def test_what_does_not_fit_is_told_with_its_number():
    found = texts(made(), PageLimits(voices=1))
    assert "1 more is on the site." in found


def test_as_much_is_told_as_fits_and_at_least_the_shortest_page():
    one = made()
    pages = [brief_paper(one, "2026-01-01", limits) for limits in FITTING]
    assert fitted(one, lambda page: True, "2026-01-01") == pages[0]
    assert fitted(one, lambda page: page == pages[2], "2026-01-01") == pages[2]
    assert fitted(one, lambda page: False, "2026-01-01") == pages[-1]


def test_nobody_has_spoken_is_said():
    assert "Nobody has spoken on it yet." in texts(made("para_2"))


def test_a_topic_has_all_its_paragraphs():
    topic = Topic("light", "Light at night", (PlaceName("rev2", "para_1"), PlaceName("rev2", "para_2")))
    one = made(topic)
    assert (one.title, [paragraph.number for paragraph in one.paragraphs]) == ("Light at night", ["1", "2"])
    assert [stage.kind for stage in one.history] == ["reworded", "unchanged"]


def test_a_group_that_was_not_heard_is_named_in_the_caption():
    (grid,) = [block for block in brief_paper(made()).blocks if isinstance(block, Grid)]
    assert grid.caption == "By group; not heard: academia, government (anonymous and in no row: 1)"


def test_a_paragraph_that_is_not_there_is_one_line():
    with pytest.raises(InputError, match="Rev2 has no paragraph para_9"):
        made("para_9")
