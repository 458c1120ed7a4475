"""A folder of forty real files is taken in, and what came is confirmed: by keyboard alone, and without JavaScript."""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils.text import capfirst
from playwright.sync_api import Browser, Locator, Page, expect

from soundingboard.site.contributions.models import AskKind

from .conftest import visit
from .test_every_page import TAGS, small_targets

P = "/harbour-charter"
TRIES = 120  # of half a second: until the worker has read twenty submissions, on a slow machine
_SECTOR = re.compile(r"^Sector: *(.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Taken:
    """An upload that was taken in: where its report stands, its files, and the names of what they became."""

    address: str
    files: Sequence[Path]
    names: Sequence[str]


@pytest.fixture(scope="module")
def files(data: Path) -> list[Path]:
    """Every fifth submission of the consultation with both its parts, the form and the document."""
    forms = sorted((data / "netmundial2014").glob("*A.txt"))[2::5]
    found = [path for form in forms for path in (form, form.with_name(f"{form.stem[:3]}B.txt"))]
    assert len(found) == 40
    return found


@pytest.fixture(scope="module")
def desk(browser: Browser, site: str) -> Iterator[Page]:
    """The secretariat's desk, with JavaScript."""
    context = visit(browser, site, "secretariat")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def plain_desk(browser: Browser, site: str) -> Iterator[Page]:
    """The secretariat's desk, without JavaScript."""
    context = visit(browser, site, "secretariat", script=False)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def visitor(browser: Browser, site: str) -> Iterator[Page]:
    """Somebody who only reads."""
    context = visit(browser, site)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def taken(plain_desk: Page, files: list[Path]) -> Taken:
    """The forty files, sent together through the page, looked through and taken in."""
    page = plain_desk
    page.goto(f"{P}/intake/uploads/")
    page.get_by_label("Files", exact=True).set_input_files(files)
    page.get_by_label("Draft that they speak about").select_option("rev2")
    page.get_by_role("button", name="Send and read").click()
    take = page.get_by_role("button", name="Take these in")
    expect(page.get_by_text("It is being read since").or_(take)).to_be_visible()
    expect(take).to_be_visible(timeout=60_000)  # the page looks again by itself
    expect(page.get_by_text("20 contributions were read and wait.")).to_be_visible()
    take.click()
    expect(page.get_by_text("20 contributions are taken in.")).to_be_visible()
    names = [path.stem[:3] for path in files[::2]]
    until_read(page, names[-1])
    return Taken(page.url, files, names)


def until_read(page: Page, name: str) -> None:
    """Until the worker has read what was taken in; it reads in the order of the queue."""
    for _ in range(TRIES):
        page.goto(f"{P}/intake/{name}/")
        if not page.get_by_text("The software has not read it yet.").count():
            page.go_back()
            return
        page.wait_for_timeout(500)
    pytest.fail(f"nobody has read {name}")


def test_every_file_stands_in_the_report_with_the_group_it_names(desk: Page, taken: Taken) -> None:
    desk.goto(taken.address)
    rows = desk.get_by_role("table", name=re.compile("What stands in a file")).locator("tbody tr")
    assert rows.locator("th").all_inner_texts() == [path.name for path in taken.files]
    became = rows.locator("td:nth-of-type(1) > a").all_inner_texts()
    assert became == [path.stem[:3] for path in taken.files]
    groups = [words.partition(" · ")[0] for words in rows.locator("td:nth-of-type(2)").all_inner_texts()]
    assert groups == [group_in(path) for path in taken.files]
    expect(desk.get_by_role("link", name="set aside (0)")).to_be_visible()


def group_in(path: Path) -> str:
    """What a form says of who sent it, as the report has it; its document says nothing of that."""
    sector = _SECTOR.search(path.read_text(encoding="latin-1"))
    if not path.stem.endswith("A") or not sector:
        return ""
    return "Other → not stated" if sector[1] == "Other" else sector[1].casefold()


def test_the_report_can_be_saved_as_a_table(desk: Page, taken: Taken) -> None:
    desk.goto(taken.address)
    link = desk.get_by_role("link", name="The whole report as a table (.csv)").get_attribute("href")
    rows = list(csv.DictReader(io.StringIO(desk.request.get(str(link)).body().decode("utf-8-sig"))))
    told = [(row["file"], row["name"]) for row in rows]
    assert told == [(path.name, path.stem[:3]) for path in taken.files]


def test_the_first_ten_are_confirmed_by_keyboard_alone(desk: Page, visitor: Page, taken: Taken) -> None:
    desk.goto(taken.address)
    tab_to(desk, desk.get_by_role("link", name="Begin with the first"))
    desk.keyboard.press("Enter")
    done = {}
    for name, following in zip(taken.names[:10], taken.names[1:11], strict=True):
        expect(desk.get_by_role("heading", level=1)).to_have_text(f"Intake of {name}")
        done[name] = accept_all(desk) if name == taken.names[9] else confirm(desk)
        desk.keyboard.press("d")
        expect(desk.get_by_text(f"{name} is dealt with.")).to_be_visible()
        expect(desk.get_by_role("heading", level=1)).to_have_text(f"Intake of {following}")
    for name, keys in done.items():
        accepted = [words for key, words in keys if key == "Enter"]
        verbs = {"Enter": "accepted suggestion", "r": "rejected suggestion"}
        assert sorted(standing(visitor, name)) == sorted(accepted)
        recorded = acts(visitor, name)
        assert [verb for verb, _content in recorded] == [
            "filed contribution",
            *(verbs[key] for key, _words in keys),
            "dealt with contribution",
        ]
        assert asked(recorded) == [words.partition(":")[0] for words in accepted]


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until something has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail("it cannot be reached with the Tab key")


def confirm(page: Page) -> list[tuple[str, str]]:
    """Accept the first suggestion, reject the next: the keys that were pressed, each with what it was pressed on."""
    items = page.locator("[data-item]")
    if not items.count():
        expect(page.locator("#suggestions")).to_be_focused()
        return []
    expect(items.first).to_be_focused()
    if items.count() == 1:
        return [decide(page, "Enter")]
    page.keyboard.press("ArrowDown")
    expect(items.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(items.first).to_be_focused()
    return [decide(page, "Enter"), decide(page, "r")]


def accept_all(page: Page) -> list[tuple[str, str]]:
    """Accept one suggestion after the other until none is left; the page leads from each to the next."""
    items = page.locator("[data-item]")
    if items.count():
        expect(items.first).to_be_focused()
    keys = []
    while items.count():
        keys.append(decide(page, "Enter"))
    expect(page.get_by_text("Every suggestion is decided.")).to_be_visible()
    expect(page.locator("#standing")).to_be_focused()
    return keys


def decide(page: Page, key: str) -> tuple[str, str]:
    """Press a key on the suggestion in focus; the key, with what was suggested. The focus goes on to what is next."""
    focused = page.locator("[data-item]:focus")
    expect(focused).to_have_count(1)
    here, words = str(focused.get_attribute("id")), str(focused.get_attribute("aria-label"))
    page.keyboard.press(key)
    expect(page.locator(f"#standing, #{here}")).to_have_count(1)
    expect(page.locator("[data-item]:focus, #standing:focus")).to_have_count(1)
    return key, words


def standing(page: Page, name: str) -> list[str]:
    """What a contribution asks, on its public page: the kind and the place of each ask."""
    page.goto(f"{P}/contributions/{name}/")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Contribution {name}")
    return page.locator(".ask > p:first-child").all_inner_texts()


def acts(page: Page, name: str) -> list[tuple[str, dict[str, Any]]]:
    """What was done with a contribution and what of it was recorded, as the page of its record has it."""
    page.goto(f"{P}/record/contribution/{name}/")
    verbs = page.locator(".entries > li > p > b").all_inner_texts()
    contents = page.locator(".entries > li > details > pre").all_text_contents()
    return [(verb, json.loads(content)) for verb, content in zip(verbs, contents, strict=True)]


def asked(recorded: Sequence[tuple[str, dict[str, Any]]]) -> list[str]:
    """The kinds of the asks that stand after all acts that were recorded, in the words of the pages."""
    kinds = [content["after"]["kind"] for _verb, content in recorded if content.get("after")]
    return [capfirst(str(AskKind(kind).label)) for kind in kinds]


def test_more_are_confirmed_without_javascript(plain_desk: Page, visitor: Page, taken: Taken) -> None:
    page, (first, second, third) = plain_desk, taken.names[11:14]
    page.goto(f"{P}/intake/{first}/")
    words = accept(page)
    press(page.get_by_role("button", name="Reject").first)
    expect(page.get_by_text("1 rejected suggestion")).to_be_visible()
    press(page.get_by_role("button", name="Dealt with"))
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Intake of {second}")
    press(page.get_by_role("link", name="Correct …").first)
    page.get_by_label("What is asked").select_option("clarify")
    page.get_by_label("Of what").select_option("para:para_24")
    press(page.get_by_role("button", name="Accept it like this"))
    press(page.get_by_role("button", name="Dealt with"))
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Intake of {third}")
    press(page.get_by_role("button", name="Dealt with"))
    expect(page.get_by_text(f"{third} is dealt with.")).to_be_visible()

    assert standing(visitor, first) == [words]
    assert [verb for verb, _content in acts(visitor, first)][1:] == [
        "accepted suggestion",
        "rejected suggestion",
        "dealt with contribution",
    ]
    assert standing(visitor, second) == ["Clarify: paragraph 24 of Revision 2"]
    assert asked(acts(visitor, second)) == ["Clarify"]
    assert standing(visitor, third) == []
    assert [verb for verb, _content in acts(visitor, third)][1:] == ["dealt with contribution"]
    visitor.goto(f"{P}/drafts/rev2/para_24/")
    expect(visitor.locator("#said").get_by_role("link", name=f"contribution {second}")).to_be_visible()


def accept(page: Page) -> str:
    """Accept the first suggestion by its button; what it suggested."""
    words = str(page.locator("[data-item]").first.get_attribute("aria-label"))
    press(page.get_by_role("button", name="Accept", exact=True).first)
    expect(page.locator(".ask:not([data-item]) > p:first-child")).to_have_text([words])
    return words


def press(control: Locator) -> None:
    """Click what leads to a page, and wait for that page."""
    control.click()
    control.page.wait_for_load_state()


def test_the_report_of_an_upload_has_no_barrier_on_a_phone(desk: Page, taken: Taken) -> None:
    desk.set_viewport_size({"width": 360, "height": 800})
    desk.goto(taken.address)
    results = Axe().run(desk, options={"runOnly": TAGS})
    assert results.violations_count == 0, results.generate_report()
    assert desk.evaluate("document.documentElement.scrollWidth") == 360
    assert small_targets(desk) == []
