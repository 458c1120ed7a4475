"""The journeys of what became of it: reflections, ledger, contests, official answers; all without JavaScript."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from examples.demo import PASSWORD
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import visit
from .test_every_page import TAGS, small_targets

P = "/harbour-charter"
TRIES = 120  # of half a second: until the worker has traced the drafts, on a slow machine
SECOND = "board-two"  # a second member of the board, whom the administrator lets in
OPENING = "The Board thanks the co-facilitators for a text that can be agreed."
REWORDED = "asks to keep it, word for word"
ADDED = "The Board will look at the harbours of small islands again before the adoption."
DISSENT = "The caution on duties goes too far: two of the three were never in an agreed text."
NOTE = "Half of it stands in the next paragraph, in other words."
GROUNDS = "Ferries are named nowhere in Revision 2; the paragraph beside it speaks of cargo alone."
ANSWER = "We read it again with the authors of the paragraph; ferries were left out on purpose."
ANSWERED = "The words on precaution wait for the legal services of three delegations."


@pytest.fixture(scope="module")
def desks(browser: Browser, site: str) -> Iterator[dict[str, Page]]:
    """A window without JavaScript for the board, the secretariat, a co-facilitator, and a visitor on a phone."""
    contexts = {
        who: visit(browser, site, who, script=False) for who in ("board", "secretariat", "cofacilitator")
    }
    contexts["visitor"] = visit(browser, site, width=360, script=False)
    yield {who: context.new_page() for who, context in contexts.items()}
    for context in contexts.values():
        context.close()


@pytest.fixture(scope="module")
def visitor(desks: dict[str, Page]) -> Page:
    return desks["visitor"]


@pytest.fixture(scope="module")
def secretariat(desks: dict[str, Page]) -> Page:
    return desks["secretariat"]


@pytest.fixture(scope="module")
def second(browser: Browser, site: str) -> Iterator[Page]:
    """Another member of the board: the administrator opens the account, they sign in."""
    office = visit(browser, site, "administrator", script=False)
    page = office.new_page()
    page.goto(f"{P}/people/")
    page.get_by_label("Account name").fill(SECOND)
    page.get_by_label("Password, twelve characters or more").fill(PASSWORD)
    page.locator("form", has=page.get_by_role("button", name="Open the account")).get_by_label(
        "Role"
    ).select_option("board")
    page.get_by_role("button", name="Open the account").click()
    expect(page.locator("main").get_by_role("cell", name=SECOND, exact=True)).to_be_visible()
    office.close()
    own = visit(browser, site, script=False)
    page = own.new_page()
    page.goto("/sign-in/")
    page.get_by_label("Account name").fill(SECOND)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    yield page
    own.close()


def file_at(page: Page, link: Locator) -> bytes:
    """What a link gives to save."""
    answer = page.request.get(str(link.get_attribute("href")))
    assert answer.status == 200
    return answer.body()


def lines_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


# --- reflections ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def reflections(desks: dict[str, Page]) -> str:
    """Reflections on Revision 2, assembled from the records by a member: their address."""
    page = desks["board"]
    page.goto(f"{P}/reflections/")
    page.get_by_role("link", name="Begin reflections").click()
    page.get_by_label("On which draft").select_option("rev2")
    page.get_by_label("Title").fill("Reflections on Revision 2, for the last round")
    page.get_by_label("Symbol").fill("HC/SB/2026/9")
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_text("They have begun.")).to_be_visible()
    return page.url


def test_reflections_are_assembled_with_what_they_rest_on(desks: dict[str, Page], reflections: str) -> None:
    page = desks["board"]
    assert page.locator("main h2").all_inner_texts() == [
        "Key aspects to retain",
        "Welcome: strengthened and new",
        "Caution: softened, deleted and missed",
        "Where stakeholders met, and where they did not",
        "Suggestions for clarification and additions",
        "Where members stand",
    ]
    rests = page.locator("main .point", has_text="Consent and consultation").first.locator("details.rests")
    expect(rests.get_by_role("link", name="hc-058")).to_be_hidden()
    rests.locator("summary").click()
    expect(rests.get_by_role("link", name="hc-058")).to_be_visible()
    answer = desks["visitor"].goto(reflections)
    assert answer is not None
    assert answer.status == 404


def test_a_statement_is_edited_on_the_site_and_others_in_word(
    desks: dict[str, Page], reflections: str, tmp_path: Path
) -> None:
    page = desks["board"]
    page.goto(reflections)
    page.locator("main .point").first.get_by_role("link", name="Change").click()
    words = page.get_by_label("Text", exact=True)
    words.fill(f"{OPENING} {words.input_value()}")
    assert barriers(page) == []
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(OPENING)).to_be_visible()
    n = page.locator("main .point").count()

    file = tmp_path / "from-the-train.docx"
    file.write_bytes(edited_in_word(file_at(page, page.get_by_role("link", name="Save as Word"))))
    page.get_by_role("link", name="Bring the edited Word file back").click()
    page.get_by_label("The edited Word file (.docx)").set_input_files(file)
    page.get_by_role("button", name="See what it changes").click()
    expect(page.get_by_text(f"{n - 1} statements are as they were.")).to_be_visible()
    assert page.locator("main h2").all_inner_texts() == ["1 changed", "1 new"]
    expect(page.locator("main .wording ins").first).to_contain_text("word for word")
    expect(page.locator("main .wording ins").last).to_contain_text(ADDED)
    assert barriers(page) == []
    page.get_by_role("button", name="Take over what is ticked").click()
    expect(page.get_by_text("What you chose of the file is taken over.")).to_be_visible()
    changed = page.locator("main .point", has_text=REWORDED)
    expect(changed.locator("details.rests summary")).to_contain_text("Rests on 1 record")
    expect(page.locator("main .point", has_text=ADDED)).to_contain_text("new")
    expect(page.get_by_text(OPENING)).to_be_visible()


def edited_in_word(data: bytes) -> bytes:
    """The file as a member leaves it in Word: a statement says something more, another stands after it."""
    document = Document(io.BytesIO(data))
    run = next(
        run
        for one in document.paragraphs
        if one.text.startswith("Consent and consultation (para 54)")
        for run in one.runs
        if "asks to keep it" in run.text
    )
    run.text = run.text.replace("asks to keep it", "asks to keep it, word for word")
    heading = next(one for one in document.paragraphs if one.text.startswith("Welcome:"))
    heading.insert_paragraph_before(ADDED, style="List Bullet")
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def test_members_sign_dissent_and_publish(desks: dict[str, Page], reflections: str, second: Page) -> None:
    page = desks["board"]
    page.goto(reflections)
    page.get_by_role("button", name="Open it for sign-off").click()
    page.get_by_role("link", name="Sign, dissent or stand aside").click()
    page.get_by_label("agrees").check()
    page.get_by_role("main").get_by_role("button", name="Sign").click()

    second.goto(reflections)
    second.get_by_role("link", name="Sign, dissent or stand aside").click()
    second.get_by_label("dissents").check()
    second.get_by_role("main").get_by_role("button", name="Sign").click()
    expect(second.locator("main .wrong").first).to_contain_text("Write why you dissent")
    expect(second.get_by_label("dissents")).to_be_checked()
    second.get_by_label("Reason", exact=True).fill(DISSENT)
    second.get_by_role("main").get_by_role("button", name="Sign").click()
    expect(second.locator("#positions").get_by_text(DISSENT)).to_be_visible()

    page.reload()
    page.get_by_role("link", name="Publish", exact=True).click()
    expect(page.get_by_text(DISSENT)).to_be_visible()
    page.get_by_label("I have seen who signed").check()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("They are published: anyone can read them.")).to_be_visible()


def test_a_visitor_reads_them_with_the_dissent_and_saves_them(visitor: Page, reflections: str) -> None:
    visitor.goto(f"{P}/")
    visitor.get_by_role("link", name="Reflections on Revision 2, for the last round").click()
    assert visitor.url == reflections
    expect(visitor.locator("#positions").get_by_text(DISSENT)).to_be_visible()
    expect(visitor.locator("#positions")).to_contain_text("1 × agrees · 1 × dissents")
    rests = visitor.locator("main .point", has_text=REWORDED).locator("details.rests")
    rests.locator("summary").click()
    expect(rests.get_by_role("link", name="hc-058")).to_be_visible()
    words = file_at(visitor, visitor.get_by_role("link", name="Markdown")).decode()
    assert [words.count(one) for one in (OPENING, REWORDED, ADDED, DISSENT)] == [1, 1, 1, 1]
    document = Document(io.BytesIO(file_at(visitor, visitor.get_by_role("link", name="Word (.docx)"))))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    lines = [*(one.text for one in document.paragraphs), *cells]  # positions stand in a table
    assert [sum(one in line for line in lines) for one in (OPENING, REWORDED, ADDED, DISSENT)] == [1, 1, 1, 1]
    shown = " ".join(pages_of(file_at(visitor, visitor.get_by_role("link", name="PDF"))))
    assert [shown.count(one) for one in (OPENING, REWORDED, ADDED, DISSENT)] == [1, 1, 1, 1]
    visitor.get_by_role("link", name="Leave the evidence out").click()
    assert visitor.locator("main details.rests").count() == 0


# --- the ledger -------------------------------------------------------------------------------------------


def test_an_outcome_is_confirmed_and_another_corrected(secretariat: Page, visitor: Page) -> None:
    page = secretariat
    page.goto(f"{P}/ledger/?to=rev2")
    page.get_by_text("Choose what is shown").click()
    page.get_by_label("Outcome", exact=True).select_option("not taken up")
    page.get_by_label("Confirmed by a person").select_option("no")
    page.get_by_role("button", name="Show these").click()
    expect(page).to_have_url(re.compile(r"outcome=not\+taken\+up"))
    rows = page.locator("table.ledger tbody tr")
    entries = [str(one.get_attribute("href")) for one in rows.locator("a.quiet").all()]
    assert {words.partition(" suggested")[0] for words in outcomes(page)} == {"not taken up"}

    page.goto(entries[0])
    page.get_by_role("main").get_by_role("button", name="Confirm").click()
    expect(page.locator(".outcome")).to_contain_text(re.compile("not taken up.*confirmed by"))
    page.goto(entries[1])
    page.get_by_label("in part", exact=True).check()
    page.get_by_role("main").get_by_role("button", name="Confirm").click()
    expect(page.locator("main .wrong").first).to_be_visible()
    expect(page.get_by_label("in part", exact=True)).to_be_checked()
    page.get_by_label("Why", exact=True).fill(NOTE)
    page.get_by_role("main").get_by_role("button", name="Confirm").click()
    expect(page.locator(".outcome")).to_contain_text(re.compile("in part.*confirmed by"))

    visitor.goto(entries[0])
    expect(visitor.locator(".outcome")).to_contain_text("confirmed by")
    visitor.goto(entries[1])
    expect(visitor.locator(".outcome")).to_contain_text(re.compile("in part.*confirmed by"))
    expect(visitor.get_by_text("The software had suggested: not taken up")).to_be_visible()
    expect(visitor.get_by_text(NOTE)).to_be_visible()


def outcomes(page: Page) -> list[str]:
    """The outcome of each line that a page of the ledger shows."""
    found = page.locator("table.ledger tbody tr").all()
    return [" ".join(row.locator(".word").first.inner_text().split()) for row in found]


def test_the_process_page_and_the_ledger_count_the_same(visitor: Page) -> None:
    visitor.goto(f"{P}/")
    numbers = {
        str(link.get_attribute("href")): int(link.locator("b").inner_text())
        for link in visitor.locator("#became .figures a").all()
    }
    told = {
        re.sub(r".*part=(\w+).*outcome=([^#]*)#lines", r"\1: \2", one).replace("+", " "): n
        for one, n in numbers.items()
    }
    for address, n in numbers.items():
        visitor.goto(address)
        tables = visitor.get_by_role("navigation", name="Tables")
        expect(tables.locator("[aria-current]")).to_have_text(re.compile(rf"^{n} "))
    answer = visitor.request.get(f"{P}/ledger.csv?to=rev2")
    rows = [one for one in lines_of(answer.body()) if one["of"].startswith("ask:")]
    parts = {"retain": "keep"}
    counted = Counter(f"{parts.get(one['kind'], 'change')}: {one['outcome']}" for one in rows)
    assert counted == told


def test_the_desk_leads_to_the_outcomes_that_nobody_has_confirmed(secretariat: Page) -> None:
    secretariat.goto(f"{P}/desk/")
    link = secretariat.get_by_role("link", name=re.compile("outcomes of asks to confirm"))
    n = int(link.inner_text().split()[0])
    link.click()
    here = secretariat.get_by_role("navigation", name="Tables").locator("[aria-current]")
    expect(here).to_have_text(f"{n} asks to change")


@pytest.mark.parametrize("query", ["outcome=not+taken+up", "part=keep&group=civil+society", "carried=yes"])
def test_the_data_at_an_address_are_the_lines_of_its_table(visitor: Page, query: str) -> None:
    visitor.goto(f"{P}/ledger/?to=rev2&part=change&{query}")
    names = [str(one.get_attribute("id")) for one in visitor.locator("table.ledger tbody tr").all()]
    while visitor.get_by_role("link", name="Next").count():
        visitor.get_by_role("link", name="Next").click()
        names += [str(one.get_attribute("id")) for one in visitor.locator("table.ledger tbody tr").all()]
    data = json.loads(file_at(visitor, visitor.get_by_role("link", name="as JSON")))
    assert [one["id"] for one in data["entries"]] == names
    table = lines_of(file_at(visitor, visitor.get_by_role("link", name="as CSV", exact=True)))
    assert [one["id"] for one in table] == names


# --- contests ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def receipt(visitor: Page, secretariat: Page) -> str:
    """The private link of what somebody asked late on Revision 1, once the drafts were traced again."""
    visitor.goto(f"{P}/drafts/rev1/para_37/")
    visitor.get_by_role("link", name="Have your say").first.click()
    visitor.get_by_label("change the wording").check()
    visitor.get_by_label("Your words", exact=True).fill("Say that ferries are meant too.")
    wording = visitor.get_by_label("The wording, as you would have it")
    wording.fill(wording.input_value() + " This includes ferries.")
    visitor.get_by_label("Your stakeholder group").select_option("youth")
    visitor.get_by_label("Your region").select_option("African")
    visitor.get_by_role("button", name="Look it over").click()
    visitor.get_by_role("button", name="Send", exact=True).click()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("Receipt for")
    link = visitor.locator("code.link").inner_text()
    secretariat.goto(f"{P}/ledger/")
    secretariat.get_by_role("button", name="Trace the drafts again").click()
    expect(secretariat.get_by_text("The drafts are being traced.")).to_be_visible()
    for _ in range(TRIES):
        visitor.goto(link)
        if visitor.get_by_role("main").get_by_role("link", name="Revision 2", exact=True).count():
            return link
        visitor.wait_for_timeout(500)
    pytest.fail("nobody has traced the drafts")


def test_an_outcome_is_contested_and_answered_in_public(
    visitor: Page, secretariat: Page, receipt: str
) -> None:
    visitor.goto(receipt)
    entry = (
        visitor.get_by_role("main").get_by_role("link", name="Revision 2", exact=True).get_attribute("href")
    )
    visitor.get_by_role("link", name="Say that something of this is wrong").click()
    assert barriers(visitor) == []
    outcome = visitor.get_by_label("What became of it in Revision 2")
    outcome.check()
    visitor.get_by_label("Why it is wrong").fill("   ")
    visitor.get_by_role("button", name="Send").click()
    expect(visitor.locator("main .wrong[id]")).to_have_text(
        "Say why it is wrong, so that it can be looked into."
    )
    expect(outcome).to_be_checked()
    visitor.get_by_label("Why it is wrong").fill(GROUNDS)
    visitor.get_by_role("button", name="Send").click()
    expect(visitor.locator("#contests ~ .judge")).to_contain_text(GROUNDS)

    secretariat.goto(f"{P}/desk/")
    secretariat.get_by_role("link", name="1 contest to answer").click()
    item = secretariat.locator("main .said li", has_text=GROUNDS)
    item.get_by_role("link", name="Answer it").click()
    assert barriers(secretariat) == []
    secretariat.locator("main fieldset input[type=radio]").last.check()
    secretariat.get_by_label("Answer", exact=True).fill(ANSWER)
    secretariat.get_by_role("button", name="Answer", exact=True).click()
    expect(secretariat.get_by_text("Answered, and its author is told.")).to_be_visible()

    visitor.goto(str(entry))
    exchange = visitor.locator("main .judge", has_text=GROUNDS)
    expect(exchange).to_contain_text(ANSWER)
    visitor.goto(receipt)
    expect(visitor.get_by_text(ANSWER)).to_be_visible()


# --- official answers -------------------------------------------------------------------------------------


def test_a_cofacilitator_answers_a_paragraph(desks: dict[str, Page], visitor: Page) -> None:
    secretariat, cofacilitator = desks["secretariat"], desks["cofacilitator"]
    cofacilitator.goto(f"{P}/drafts/rev2/para_40/")
    expect(cofacilitator.get_by_role("link", name="Answer officially")).to_have_count(0)
    secretariat.goto(f"{P}/answers/")
    secretariat.get_by_role("button", name="Let co-facilitators answer in this process").click()
    expect(secretariat.get_by_text("Co-facilitators can answer here now.")).to_be_visible()
    cofacilitator.reload()
    cofacilitator.get_by_role("link", name="Answer officially").click()
    expect(cofacilitator.get_by_label("paragraph 40 of Revision 2")).to_be_checked()
    assert barriers(cofacilitator) == []
    cofacilitator.get_by_label("The answer").fill(ANSWERED)
    cofacilitator.get_by_role("button", name="Publish the answer").click()
    expect(cofacilitator.get_by_text("The answer is published")).to_be_visible()
    visitor.goto(f"{P}/drafts/rev2/para_40/")
    expect(visitor.locator("#became").get_by_text(ANSWERED)).to_be_visible()
    expect(visitor.locator("#became")).to_contain_text("Co-facilitator")


def test_the_clock_tells_who_waits(visitor: Page) -> None:
    visitor.goto(f"{P}/clock/")
    data = json.loads(file_at(visitor, visitor.get_by_role("link", name="as JSON")))
    table = visitor.get_by_role("table", name=re.compile("that everyone can read"))
    shown = [row.locator("td").all_inner_texts() for row in table.locator("tbody tr").all()]
    told = [[str(one[key]) for key in ("owed", "done", "waiting")] for one in data["totals"]]
    assert [[row[0], row[1], row[3]] for row in shown] == told
    assert [int(one["owed"]) for one in data["totals"]] == [
        int(one["done"]) + int(one["waiting"]) for one in data["totals"]
    ]
    expect(visitor.get_by_text(re.compile(r"waits for \d+ day")).first).to_be_visible()


# --- wording, and documents -------------------------------------------------------------------------------


def test_the_compilation_fits_a_phone(visitor: Page) -> None:
    visitor.goto(f"{P}/drafts/rev2/compilation/")
    assert visitor.evaluate("document.documentElement.scrollWidth") == 360
    expect(visitor.locator("main")).to_contain_text("[")


def test_a_paragraph_tells_its_proposals_what_became_of_it_and_has_a_brief_of_a_page(visitor: Page) -> None:
    visitor.goto(f"{P}/drafts/rev1/para_36/")
    expect(visitor.get_by_role("heading", name="Proposals")).to_be_visible()
    expect(visitor.locator("#became").get_by_role("heading", name="What became of it")).to_be_visible()
    assert visitor.locator("#became .figures a").count() > 0
    assert len(pages_of(file_at(visitor, visitor.get_by_role("link", name="Brief as PDF")))) == 1


def barriers(page: Page) -> list[str]:
    """What this address has in the way of a reader on a phone: of axe's rules (its own script must run), sideways
    scroll, small targets."""
    assert page.context.browser is not None
    context = page.context.browser.new_context(
        storage_state=page.context.storage_state(), viewport={"width": 360, "height": 800}
    )
    phone = context.new_page()
    phone.goto(page.url)
    found = Axe().run(phone, options={"runOnly": TAGS})
    wrong = [found.generate_report()] if found.violations_count else []
    if phone.evaluate("document.documentElement.scrollWidth") > 360:
        wrong.append("it scrolls sideways")
    wrong += small_targets(phone)
    context.close()
    return wrong
