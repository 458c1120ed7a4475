"""The journeys of what became of it: reflections, ledger, contests, official answers; all without JavaScript."""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

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
CHANGED = "The Board notes, in words that a member wrote on the train:"
ADDED = "The Board will look at the harbours of small islands again before the adoption."
DISSENT = "The caution on duties goes too far: two of the three were never in an agreed text."


@pytest.fixture(scope="module")
def desks(browser: Browser, site: str) -> Iterator[dict[str, Page]]:
    """A window without JavaScript for the board, the secretariat, a co-facilitator, and a visitor on a phone."""
    contexts = {who: visit(browser, site, who, script=False) for who in ("board", "secretariat", "cofacilitator")}
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
    expect(page.locator("main").get_by_role("cell", name=SECOND)).to_be_visible()
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


# --- reflections ------------------------------------------------------------------------------------------


def edited_in_word(data: bytes, words: str) -> bytes:
    """The file as a member leaves it in Word: some words of one statement are others, a paragraph is new after it."""
    document = Document(io.BytesIO(data))
    paragraph = next(one for one in document.paragraphs if one.text.startswith(words))
    paragraph.runs[0].text = paragraph.runs[0].text.replace(words, CHANGED)
    new = deepcopy(paragraph._p)
    for child in [one for one in new if not one.tag.endswith("}pPr")]:
        new.remove(child)
    document.paragraphs[-1]._p.addnext(new)
    next(one for one in document.paragraphs if one._p is new).add_run(ADDED)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


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
    page, visitor = desks["board"], desks["visitor"]
    headings = page.locator("main h2").all_inner_texts()
    assert headings == [
        "Key aspects to retain",
        "Welcome: strengthened and new",
        "Caution: softened, deleted and missed",
        "Where stakeholders met, and where they did not",
        "Suggestions for clarification and additions",
        "Where members stand",
    ]
    assert page.locator("main details.rests").count() > 20
    page.locator("main details.rests summary").nth(1).click()
    expect(page.locator("main details.rests[open] a").first).to_be_visible()
    assert visitor.goto(reflections).status == 404  # type: ignore[union-attr]
