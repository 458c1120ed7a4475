"""What the process, draft, paragraph and search pages say, held against drafts whose changes are known."""

import re
from collections.abc import Sequence

import pytest
from django.test import Client
from lxml import html

from soundingboard.site.contributions.actions import Asked, Said, file
from soundingboard.site.contributions.models import Permission
from soundingboard.site.drafts import lives, shown
from soundingboard.site.drafts.models import Draft, Visibility
from soundingboard.site.people.rules import VISITOR
from soundingboard.site.processes.models import Process

pytestmark = pytest.mark.django_db


def tree(client: Client, path: str) -> html.HtmlElement:
    response = client.get(path)
    assert response.status_code == 200, path
    return html.fromstring(response.content.decode())


def text(elements: Sequence[html.HtmlElement]) -> str:
    words = " ".join(" ".join(part for element in elements for part in element.itertext()).split())
    return words.replace(" ,", ",").replace(" :", ":")


def say(draft: Draft, eid: str, words: str, **fields: str) -> None:
    fields = {"stakeholder_group": "youth", "regional_group": "North"} | fields
    file(
        VISITOR,
        draft.process,
        Said(draft=draft, asks=(Asked("retain", f"para:{eid}"),), text=words, **fields),
    )


# --- the process --------------------------------------------------------------------------------------------


def test_the_figures_of_the_process_are_those_of_the_known_changes(
    drafts: list[Draft], as_visitor: Client
) -> None:
    page = tree(as_visitor, "/lighthouse/")
    figures = text(page.xpath("//section[h2[contains(., 'What changed')]]//ul[@class='figures']"))
    assert figures == "1 joined 1 deleted 1 moved"


def test_each_figure_leads_to_as_many_changes(drafts: list[Draft], as_visitor: Client) -> None:
    for link in tree(as_visitor, "/lighthouse/").xpath(
        "//ul[@class='figures']//a[contains(@href, '/drafts/')]"
    ):
        shown_ = tree(as_visitor, link.get("href")).xpath("//main//article")
        assert len(shown_) == int(link.find("b").text), link.get("href")


def test_confirmed_flags_are_counted_apart(drafts: list[Draft], as_board: Client) -> None:
    Draft.objects.filter(slug="rev2").update(visibility=Visibility.BOARD)
    Draft.objects.filter(slug="rev2").delete()
    page = tree(as_board, "/lighthouse/drafts/rev1/para_2/")
    form = page.xpath("//form[@class='judge']")[0]
    fields = {field.get("name"): field.get("value") for field in form.xpath(".//input")}
    as_board.post(form.get("action"), fields | {"confirmed": "yes"})
    figures = text(
        tree(as_board, "/lighthouse/").xpath("//ul[@class='figures']/li[contains(., 'flagged softer')]")
    )
    assert figures == "1 flagged softer (1 confirmed)"
    margin = text(tree(as_board, "/lighthouse/drafts/rev1/").xpath("//li[contains(@class, 'confirmed')]"))
    assert "confirmed; found by rule" in margin


def test_a_process_without_drafts_says_what_will_be_here(process: Process, as_visitor: Client) -> None:
    assert "No draft is out yet." in as_visitor.get("/lighthouse/").content.decode()


def test_the_window_is_told_with_its_extension(drafts: list[Draft], as_visitor: Client) -> None:
    newest = drafts[-1]
    newest.extensions.create(before=newest.opens, after=newest.closes, reason="The translations were late.")
    words = text(tree(as_visitor, "/lighthouse/").xpath("//div[@class='window']"))
    assert "Revision 2 is open for comment until" in words
    assert "The deadline was moved; it was" in words
    assert "The translations were late." in words


# --- a draft ------------------------------------------------------------------------------------------------


def test_a_filter_shows_only_what_it_names(drafts: list[Draft], as_visitor: Client) -> None:
    page = tree(as_visitor, "/lighthouse/drafts/rev2/?show=joined")
    assert [set(one.get("class").split()) & {"joined"} for one in page.xpath("//main//article")] == [
        {"joined"}
    ]


def test_a_draft_compares_with_any_earlier_one(drafts: list[Draft], as_visitor: Client) -> None:
    page = tree(as_visitor, "/lighthouse/drafts/rev2/?with=zero-draft")
    assert "commit" in text(page.xpath("//main//del"))
    assert text(page.xpath("//select[@name='with']/option[@selected]")) == "Zero Draft"


def test_one_speaks_of_what_is_gone_only_beside_the_draft_before(
    drafts: list[Draft], as_visitor: Client
) -> None:
    """A change is named by the comparison with the draft just before; under another its name is another change's."""
    gone = "//article[contains(@class, 'deleted')]//p[@class='spoken']/a"
    (link,) = tree(as_visitor, "/lighthouse/drafts/rev2/").xpath(gone)
    assert "Floating buoys" in text(tree(as_visitor, link.get("href")).xpath("//main//del"))
    assert tree(as_visitor, "/lighthouse/drafts/rev2/?with=zero-draft").xpath(gone) == []


def test_side_by_side_marks_each_side_alone(drafts: list[Draft], as_visitor: Client) -> None:
    page = tree(as_visitor, "/lighthouse/drafts/rev1/?view=side")
    old, new = page.xpath("//article[contains(@class, 'reworded')][1]//div[@class='sides']/div")
    assert (bool(old.xpath(".//ins")), bool(new.xpath(".//del"))) == (False, False)
    assert text(old.xpath(".//del")) == "commit"


def test_clean_shows_the_text_alone(drafts: list[Draft], as_visitor: Client) -> None:
    page = tree(as_visitor, "/lighthouse/drafts/rev2/?view=clean")
    assert page.xpath("//main//ins | //main//del") == []
    assert len(page.xpath("//main//article")) == drafts[-1].paragraphs.count()


def test_nonsense_in_the_query_shows_the_whole(drafts: list[Draft], as_visitor: Client) -> None:
    whole = len(tree(as_visitor, "/lighthouse/drafts/rev2/").xpath("//main//article"))
    for query in ("?show=zz", "?view=zz", "?with=zz", "?show=<script>", "?with=rev2"):
        assert len(tree(as_visitor, f"/lighthouse/drafts/rev2/{query}").xpath("//main//article")) == whole, (
            query
        )


def test_from_a_filtered_page_the_contents_lead_to_the_whole(drafts: list[Draft], as_visitor: Client) -> None:
    page = tree(as_visitor, "/lighthouse/drafts/rev2/?with=zero-draft&show=joined")
    links = {link.get("href") for link in page.xpath("//nav[@class='contents']//a")}
    assert links
    assert {link.split("#")[0] for link in links} == {"?with=zero-draft"}


def test_the_margin_says_who_spoke_here_and_before(drafts: list[Draft], as_visitor: Client) -> None:
    say(drafts[0], "para_4", "Two signals, please.")
    say(drafts[2], "para_3", "Keep the signals.")
    say(drafts[2], "para_3", "Keep them.", stakeholder_group="government")
    page = tree(as_visitor, "/lighthouse/drafts/rev2/?view=clean")
    third, fourth = (text(page.xpath(f"//article[.//*[@id='para_{n}']]//p[@class='spoken']")) for n in (3, 4))
    assert third == "2 said something: 2 groups · keep 2 · 1 on earlier drafts · Have your say"
    assert fourth == "nobody yet · 1 on earlier drafts · Have your say"


def test_a_draft_for_the_board_is_not_there_for_others(
    drafts: list[Draft], as_visitor: Client, as_board: Client
) -> None:
    Draft.objects.filter(slug="rev1").update(visibility=Visibility.BOARD)
    for path in (
        "/lighthouse/",
        "/lighthouse/drafts/",
        "/lighthouse/drafts/rev2/",
        "/lighthouse/concordance/",
    ):
        assert "Revision 1" not in as_visitor.get(path).content.decode(), path
    assert as_visitor.get("/lighthouse/drafts/rev1/").status_code == 404
    assert as_visitor.get("/lighthouse/drafts/rev1/para_2/").status_code == 404
    assert as_board.get("/lighthouse/drafts/rev1/").status_code == 200
    assert "for the board only" in as_board.get("/lighthouse/drafts/rev1/").content.decode()


# --- a paragraph --------------------------------------------------------------------------------------------


def test_a_life_is_walked_through_a_split(drafts: list[Draft], as_visitor: Client) -> None:
    page = tree(as_visitor, "/lighthouse/drafts/zero-draft/para_4/")
    heads = [text([head]) for head in page.xpath("//ol[@class='life']/li/h3")]
    assert heads == ["Zero Draft: 4", "Revision 1: 4, 5", "Revision 2: 3, 4"]


def test_a_life_is_walked_back_through_a_join(drafts: list[Draft], as_visitor: Client) -> None:
    page = tree(as_visitor, "/lighthouse/drafts/rev2/para_9/")
    assert (
        text(page.xpath("//main/p[contains(., 'was ')][1]")) == "was 9, 10 in Revision 1, 7, 8 in Zero Draft"
    )
    heads = [text([head]) for head in page.xpath("//ol[@class='life']/li/h3")]
    assert heads == ["Zero Draft: 7, 8", "Revision 1: 9, 10", "Revision 2: 9"]


def test_a_paragraph_that_ended_says_where(drafts: list[Draft], as_visitor: Client) -> None:
    page = tree(as_visitor, "/lighthouse/drafts/zero-draft/para_3/")
    heads = [text([head]) for head in page.xpath("//ol[@class='life']/li/h3")]
    assert heads == ["Zero Draft: 3", "Revision 1: 3"]


def test_an_unknown_paragraph_is_not_there(drafts: list[Draft], as_visitor: Client) -> None:
    assert as_visitor.get("/lighthouse/drafts/rev2/para_99/").status_code == 404


def test_who_says_what_counts_the_hidden_in_totals_only(drafts: list[Draft], as_visitor: Client) -> None:
    say(drafts[2], "para_3", "Openly said.")
    say(
        drafts[2],
        "para_3",
        "Said without a name.",
        permission=Permission.ANONYMOUS,
        stakeholder_group="government",
    )
    say(
        drafts[2],
        "para_3",
        "Said in confidence.",
        permission=Permission.CONFIDENTIAL,
        stakeholder_group="government",
    )
    words = text(tree(as_visitor, "/lighthouse/drafts/rev2/para_3/").xpath("//section[@id='said']"))
    table = tree(as_visitor, "/lighthouse/drafts/rev2/para_3/").xpath("//table[contains(@class, 'who')]//tr")
    assert [text(row.xpath("th|td")) for row in table] == [
        "Group, and what it asks North South all",
        "youth keep 1 1 – nobody 1",
        "anonymous not told not told 1",
        "all keep 2 1 – nobody 2",
    ]
    assert "Not heard: government, civil society; South (anonymous voices may be among them)" in words
    assert "Said without a name." in words
    assert "Said in confidence." not in words
    assert "government 1" not in words


def test_text_that_came_back_belongs_to_the_life(process: Process, drafts: list[Draft]) -> None:
    """A returning edge leads past the drafts without the paragraph."""
    walk = lives.lives(lives.chain(process, inside=False))
    zero, rev1, rev2 = walk.chain
    comparison = shown.pairs(drafts)[rev1, rev2]
    change = comparison.changes.first()
    comparison.returns.create(change=change, origin=drafts[0], old_eid="para_3", new_eid="para_5")
    lives._lives.cache_clear()
    walk = lives.lives(lives.chain(process, inside=False))
    assert walk.forward(zero, "para_3", rev2) == ("para_5",)
    assert (zero, ("para_3",)) in [(draft, eids[-1:]) for draft, eids in walk.backward(rev2, "para_5")]


# --- search -------------------------------------------------------------------------------------------------


def test_search_finds_words_of_drafts_and_of_what_was_said(drafts: list[Draft], as_visitor: Client) -> None:
    say(drafts[2], "para_3", "The keepers of Kelmo agree.")
    page = text(tree(as_visitor, "/lighthouse/search/?q=keepers").xpath("//main"))
    assert re.search(r"[1-9]\d* paragraphs?", page)
    assert "1 contribution" in page
    assert "The keepers of Kelmo agree." in page


def test_search_folds_capitals_and_accents_and_finds_beginnings(
    drafts: list[Draft], as_visitor: Client
) -> None:
    say(drafts[2], "para_3", "Écluse et phare.")
    for asked in ("ecluse", "ÉCLUSE", "eclu"):
        assert "Écluse et phare." in as_visitor.get("/lighthouse/search/", {"q": asked}).content.decode(), (
            asked
        )


def test_search_finds_scripts_that_put_no_space_between_words(
    drafts: list[Draft], as_visitor: Client
) -> None:
    say(drafts[2], "para_3", "所有港口都应保留灯塔。", language="zh")
    assert "灯塔" in text(tree(as_visitor, "/lighthouse/search/?q=灯塔").xpath("//ul[@class='list']"))


def test_search_does_not_find_what_is_confidential_withdrawn_or_for_the_board(
    drafts: list[Draft], as_visitor: Client
) -> None:
    say(drafts[2], "para_3", "A zebrafish in confidence.", permission=Permission.CONFIDENTIAL)
    say(drafts[1], "para_3", "A zebrafish for the board.")
    Draft.objects.filter(slug="rev1").update(visibility=Visibility.BOARD)
    assert "0 contributions" in text(tree(as_visitor, "/lighthouse/search/?q=zebrafish").xpath("//main"))


@pytest.mark.parametrize(
    "asked", ['"', "AND OR NOT", "a* NEAR(b)", "'; DROP TABLE x; --", "%_", "text:", "-", "\x00"]
)
def test_no_query_breaks_the_search(drafts: list[Draft], as_visitor: Client, asked: str) -> None:
    assert as_visitor.get("/lighthouse/search/", {"q": asked}).status_code == 200
