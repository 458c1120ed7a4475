"""The journeys that people make, in a browser, without JavaScript."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import visit

P = "/harbour-charter"
EXAMPLE = Path(__file__).parents[3] / "examples" / "harbour-charter"


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Page]:
    """A phone without JavaScript."""
    context = visit(browser, site, width=360, script=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def secretariat(browser: Browser, site: str) -> Iterator[Page]:
    """The secretariat's desk, without JavaScript."""
    context = visit(browser, site, "secretariat", script=False)
    yield context.new_page()
    context.close()


def say(page: Page, eid: str, words: str) -> str:
    """Say something on a paragraph of Revision 2 as a youth group would; gives the private link."""
    page.goto(f"{P}/drafts/rev2/{eid}/")
    page.get_by_role("link", name="Have your say").first.click()
    page.get_by_label("change the wording").check()
    page.get_by_label("Your words", exact=True).fill(words)
    page.get_by_label("Your stakeholder group").select_option("youth")
    page.get_by_label("Your region").select_option("African")
    page.get_by_label("Your organisation", exact=True).fill("Harbour Youth of Ondara")
    page.get_by_role("button", name="Look it over").click()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Receipt for")
    return page.locator("code.link").inner_text()


def number_said(page: Page, eid: str) -> int:
    page.goto(f"{P}/drafts/rev2/{eid}/")
    found = page.locator("#said a").first.inner_text() if page.locator("#said table").count() else "0"
    return int(re.match(r"\d+", found).group())  # type: ignore[union-attr]


def test_follow_the_process_and_say_something_on_a_phone(phone: Page) -> None:
    phone.goto(f"{P}/")
    expect(phone.get_by_text("is open for comment until")).to_be_visible()
    phone.get_by_role("link", name=re.compile("flagged softer")).click()
    phone.get_by_role("link", name="40.", exact=True).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Paragraph 40 of Revision 2")
    phone.get_by_role("link", name="Have your say").first.click()
    phone.get_by_label("change the wording").check()
    phone.get_by_label("Your words", exact=True).fill("Care is not enough. Keep the precautionary approach.")
    wording = phone.get_by_label("The wording, as you would have it")
    wording.fill(wording.input_value().replace("exercise care", "give effect to the precautionary approach"))
    phone.get_by_label("Your stakeholder group").select_option("civil society")
    phone.get_by_label("Your region").select_option("Asia-Pacific")
    phone.get_by_role("button", name="Look it over").click()
    expect(phone.locator("main ins")).to_contain_text("give effect to the precautionary approach")
    expect(phone.locator("main del")).to_contain_text("exercise care")
    phone.get_by_role("button", name="Send", exact=True).click()
    expect(phone.get_by_text("It is published now, and counts in what was said.")).to_be_visible()
    name = re.search(r"for (\w+)", phone.get_by_role("heading", level=1).inner_text()).group(1)  # type: ignore[union-attr]
    phone.goto(f"{P}/drafts/rev2/para_40/")
    expect(phone.get_by_text("Care is not enough. Keep the precautionary approach.")).to_be_visible()
    phone.goto(f"{P}/record/contribution/{name}/")
    expect(phone.get_by_text("filed contribution")).to_be_visible()


def test_what_was_typed_is_kept_when_something_is_missing(phone: Page) -> None:
    phone.goto(f"{P}/say/?draft=rev2&paragraph=para_50")
    phone.get_by_label("Your words", exact=True).fill("A sentence that must not be lost.")
    phone.get_by_role("button", name="Look it over").click()
    expect(phone.locator("main .wrong").first).to_be_visible()
    expect(phone.get_by_label("Your words", exact=True)).to_have_value("A sentence that must not be lost.")


def test_correct_and_withdraw_by_the_private_link(phone: Page) -> None:
    before = number_said(phone, "para_52")
    link = say(phone, "para_52", "Too little for apprentices.")
    assert number_said(phone, "para_52") == before + 1
    phone.goto(link)
    phone.get_by_role("link", name="Correct it").click()
    expect(phone.get_by_label("Your words", exact=True)).to_have_value("Too little for apprentices.")
    phone.get_by_label("Your words", exact=True).fill("Too little for apprentices and cadets.")
    phone.get_by_role("button", name="Look it over").click()
    phone.get_by_role("button", name="Send", exact=True).click()
    assert number_said(phone, "para_52") == before + 1
    expect(phone.get_by_text("Too little for apprentices and cadets.")).to_be_visible()
    phone.goto(link)
    expect(phone.get_by_text("A later version took its place")).to_be_visible()
    phone.get_by_role("link", name="The receipt of the later version").click()
    phone.get_by_role("link", name="Withdraw it").click()
    phone.get_by_role("main").get_by_role("button", name="Withdraw").click()
    expect(phone.get_by_text("You withdrew this")).to_be_visible()
    assert number_said(phone, "para_52") == before


def test_a_link_that_was_not_made_here_opens_nothing(phone: Page) -> None:
    link = say(phone, "para_53", "Mine alone.")
    response = phone.goto(link.rstrip("/")[:-1] + ("A" if link.rstrip("/")[-1] != "A" else "B") + "/")
    assert response is not None
    assert response.status == 404
    expect(phone.get_by_text("Mine alone.")).to_have_count(0)


def test_the_redline_shows_while_one_types_where_there_is_javascript(browser: Browser, site: str) -> None:
    context = visit(browser, site)
    page = context.new_page()
    page.goto(f"{P}/say/?draft=rev2&paragraph=para_37")
    wording = page.get_by_label("The wording, as you would have it")
    wording.click()
    wording.press("Control+End")
    wording.press_sequentially(" This includes ferries.")
    expect(page.locator("#redline ins")).to_contain_text("This includes ferries.")
    context.close()


def test_times_are_shown_in_the_readers_zone_with_utc_beside(phone: Page) -> None:
    phone.goto(f"{P}/")
    phone.get_by_role("link", name="Show times in another zone").click()
    phone.get_by_label("Time zone").select_option("Pacific/Auckland")
    phone.get_by_role("button", name="Show times so").click()
    expect(phone.locator(".window time").first).to_contain_text("Pacific/Auckland")
    expect(phone.locator(".window time").first).to_contain_text("18:00 UTC")


def test_each_number_of_the_process_leads_to_as_many_records(phone: Page) -> None:
    phone.goto(f"{P}/")
    links = {
        link.get_attribute("href"): int(link.locator("b").inner_text())
        for link in phone.locator(".figures a").all()
    }
    assert len(links) > 8
    for address, n in links.items():
        phone.goto(str(address))
        if "/contributions/" in str(address):
            expect(phone.locator("main")).to_contain_text(f"{n} contribution")
        elif "/ledger/" in str(address):
            expect(phone.get_by_role("navigation", name="Tables").locator("[aria-current]")).to_have_text(
                re.compile(rf"^{n} ")
            )
        else:
            assert phone.locator("main article").count() == n, address


def test_publish_a_draft_with_a_correction(secretariat: Page, phone: Page, tmp_path: Path) -> None:
    page = secretariat
    draft = tmp_path / "rev3.md"
    text = (EXAMPLE / "sources" / "rev2.md").read_text(encoding="utf-8")
    draft.write_text(
        text.replace("Revision 2", "Revision 3").replace("in the next hour", "in the next hours")
    )
    page.goto(f"{P}/publishing/")
    page.get_by_label("Stage").select_option("rev3")
    page.get_by_label("File of the draft").set_input_files(draft)
    page.get_by_label("Name that readers see").fill("Revision 3")
    page.get_by_role("button", name="Upload and read").click()
    expect(page.locator("table.beside")).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="Paragraph 4", exact=True).click()  # a paragraph break is mended
    words = page.get_by_label("Text", exact=True)
    words.fill(words.input_value().replace(": it is a place", ":\n\nit is a place"))
    page.get_by_role("button", name="Save").click()
    page.goto(f"{P}/publishing/rev3/")
    expect(page.get_by_text("127 paragraphs")).to_be_visible()
    assert phone.goto(f"{P}/drafts/rev3/").status == 404  # type: ignore[union-attr]
    page.get_by_role("link", name="Go on to publishing").click()
    page.get_by_role("main").get_by_role("button", name="Publish").click()
    phone.goto(f"{P}/drafts/rev3/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Revision 3")
    expect(phone.locator("article.split")).to_have_count(1)

    mended = tmp_path / "rev3-mended.md"
    mended.write_text(
        draft.read_text().replace("serves for some twenty-five years", "serves for some thirty years")
    )
    page.goto(f"{P}/publishing/rev3/corrigendum/")
    page.get_by_label("File of the draft").set_input_files(mended)
    page.get_by_label(re.compile("What it mends")).fill("The sixth preambular paragraph says thirty years.")
    page.get_by_role("main").get_by_role("button").last.click()
    expect(page.locator("table.beside")).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="Go on to publishing").click()
    page.get_by_role("main").get_by_role("button", name="Publish").click()
    phone.goto(f"{P}/drafts/rev3/")
    expect(phone.get_by_text("This draft was replaced by")).to_be_visible()
    phone.get_by_role("link", name=re.compile("Revision 3")).last.click()
    phone.goto(f"{P}/drafts/rev3-corr1/?view=clean")
    expect(phone.get_by_text("serves for some thirty years")).to_be_visible()
    phone.goto(f"{P}/record/draft/rev3-corr1/")
    expect(phone.get_by_text("published").first).to_be_visible()


def test_a_file_that_is_no_draft_is_told_in_one_line(secretariat: Page, tmp_path: Path) -> None:
    (tmp_path / "rubbish.docx").write_bytes(bytes(range(256)) * 40)
    secretariat.goto(f"{P}/publishing/")
    secretariat.get_by_label("Stage").select_option("non-paper")
    secretariat.get_by_label("File of the draft").set_input_files(tmp_path / "rubbish.docx")
    secretariat.get_by_role("button", name="Upload and read").click()
    expect(secretariat.locator("main .wrong").first).to_be_visible(timeout=30_000)
    expect(secretariat.locator("main .wrong").first).not_to_contain_text("Traceback")
