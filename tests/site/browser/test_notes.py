"""What was heard in an office hour is written down, and stands where people look: at the event and at the paragraph."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import visit

P = "/harbour-charter"
EVENT = f"{P}/events/office-hour-2026-09-28-am/"
PARAGRAPH = f"{P}/drafts/rev2/para_25/"
POINT = "Pilots asked that the water depth be printed on every chart of the port."


@pytest.fixture
def visitor(browser: Browser, site: str) -> Iterator[Page]:
    """Somebody who only reads, on a phone."""
    context = visit(browser, site, width=360, script=False)
    yield context.new_page()
    context.close()


@pytest.fixture(params=["secretariat", "board"])
def writer(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[tuple[str, Page]]:
    """Who writes notes down: the secretariat, here without JavaScript, and the board, here with it."""
    context = visit(browser, site, request.param, script=request.param == "board")
    yield request.param, context.new_page()
    context.close()


def heard(page: Page) -> int:
    """How many contributions were heard at the event, as its page says."""
    page.goto(EVENT)
    words = page.get_by_role("link", name=re.compile("heard here")).inner_text()
    return int(words.split()[0])


def test_notes_of_an_office_hour_become_contributions_heard_at_it(
    writer: tuple[str, Page], visitor: Page
) -> None:
    who, page = writer
    point, organisation = f"{POINT[:-1]} ({who}).", f"Pilots of Ondara for the {who}"
    before = heard(visitor)
    page.goto(EVENT)
    page.get_by_role("link", name="Note what was heard").click()
    write(page, 1, point, "25", "add")
    row = page.get_by_role("group", name="Note 1", exact=True)
    row.get_by_label("Group").select_option("technical community")
    row.get_by_label("Region").select_option("Eastern European")
    row.get_by_text("Organisation, topic, how it is published, language").click()
    row.get_by_label("Organisation", exact=True).fill(organisation)
    page.get_by_role("button", name="Add more rows").click()
    last = page.get_by_role("group", name=re.compile("^Note \\d+$")).last
    expect(last.get_by_role("textbox", name="What was said")).to_have_value("")
    expect(row.get_by_label("What was said")).to_have_value(point)
    write(page, 2, f"Somebody else would leave it out ({who}).", "25", "oppose")
    page.get_by_role("button", name="Keep these notes").click()
    expect(page.get_by_text("2 notes are kept.")).to_be_visible()

    assert heard(visitor) == before + 2
    group = visitor.get_by_role("table").get_by_role("row", name=re.compile("technical community"))
    group.get_by_role("link").click()
    expect(visitor.get_by_text(point)).to_be_visible()
    visitor.goto(PARAGRAPH)
    said = visitor.locator("#said")
    table = said.get_by_role("table", name=re.compile("How many contributions, by group and region"))
    expect(table.get_by_role("rowheader", name=re.compile("^technical community add"))).to_be_visible()
    expect(table.get_by_role("rowheader", name="anonymous")).to_be_visible()
    expect(said.get_by_text(point)).to_be_visible()
    voice = said.locator(".voice", has_text=organisation)
    expect(voice).to_contain_text("technical community, Eastern European")
    voice.get_by_role("link", name=re.compile("^contribution ")).click()
    expect(visitor.get_by_text("Heard at")).to_be_visible()
    visitor.get_by_role("main").get_by_role("link", name=re.compile("Office hour", re.IGNORECASE)).click()
    assert visitor.url.endswith(EVENT)


def write(page: Page, row: int, words: str, paragraph: str, kind: str) -> None:
    """A note in a row of the form: what was said, on which paragraph, and what it asks."""
    here = page.get_by_role("group", name=f"Note {row}", exact=True)
    here.get_by_label("What was said").fill(words)
    here.get_by_label("Of paragraph").fill(paragraph)
    here.get_by_label("What they ask").select_option(kind)
