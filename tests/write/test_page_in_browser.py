"""The page in the system's Chromium: filters without JavaScript, no barrier that axe knows, no sideways scroll."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from scripts.browser import open_browser

from soundingboard.terms import term_table
from soundingboard.write.html import comparison_page
from soundingboard.write.html.tables import concordance_page, terms_page

from .samples import large, small
from .test_table_pages import record

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIEWS = [(width, scheme) for width in (360, 1280) for scheme in ("light", "dark")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = open_browser(playwright)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page of 125 changes."""
    return _written(tmp_path_factory.mktemp("page") / "large.html", large())


@pytest.fixture(scope="module")
def small_address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return _written(tmp_path_factory.mktemp("page") / "small.html", small())


def _written(path: Path, comparison) -> str:  # type: ignore[no-untyped-def]
    path.write_text(comparison_page(comparison, explain=True), encoding="utf-8")
    return path.as_uri()


def _open(
    browser: Browser, address: str, width: int = 1280, scheme: str = "light", script: bool = True
) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=script  # type: ignore[arg-type]
    )  # fmt: skip
    page = context.new_page()
    page.goto(address)
    return page


def _shown(page: Page, selector: str = "article") -> int:
    return page.locator(f"{selector}:visible").count()


def test_filters_work_without_javascript(browser: Browser, address: str) -> None:
    page = _open(browser, address, script=False)
    assert _shown(page) == 125
    for label in page.locator("fieldset label").all():
        expected = int(label.locator("b").inner_text())
        label.click()
        assert _shown(page) == expected, label.inner_text()


def test_the_filter_of_status_shows_only_what_changed(browser: Browser, tmp_path: Path) -> None:
    sample = small()
    first = sample.changes[0]
    agreed = tuple(replace(reference, status="agreed") for reference in first.new)
    changes = (replace(first, old=agreed, new=agreed), *sample.changes[1:])
    page = _open(browser, _written(tmp_path / "status.html", replace(sample, changes=changes)), script=False)
    for label in page.locator("fieldset label").all():
        label.click()
        assert _shown(page) == int(label.locator("b").inner_text()), label.inner_text()


def test_a_filter_hides_sections_that_it_leaves_empty(browser: Browser, small_address: str) -> None:
    page = _open(browser, small_address, script=False)
    assert _shown(page, "main h2") == 3
    page.get_by_text("moved").first.click()
    assert page.locator("main h2:visible").all_inner_texts() == ["B. Crews"]
    assert page.locator(".sections > li:visible > a").all_inner_texts() == ["B. Crews"]
    assert page.locator(".strip > li:visible").count() == 1


def test_filters_work_by_keyboard(browser: Browser, address: str) -> None:
    page = _open(browser, address, script=False)
    page.locator("fieldset input").first.focus()
    page.keyboard.press("ArrowRight")
    assert _shown(page) == 76
    page.keyboard.press("ArrowRight")
    assert _shown(page) == 51


def test_focus_on_a_filter_is_seen(browser: Browser, address: str) -> None:
    page = _open(browser, address)
    page.locator("fieldset input").first.focus()
    page.keyboard.press("ArrowRight")
    outline = "e => getComputedStyle(e.closest('label')).outlineStyle"
    assert page.locator("fieldset input:focus").evaluate(outline) == "solid"


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_axe_finds_no_violation(browser: Browser, small_address: str, width: int, scheme: str) -> None:
    page = _open(browser, small_address, width, scheme)
    results = Axe().run(page, options={"runOnly": TAGS})
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_axe_finds_no_violation_in_tables(browser: Browser, tmp_path: Path, width: int, scheme: str) -> None:
    for n, text in enumerate((concordance_page(record()), terms_page(term_table(record().drafts)))):
        (tmp_path / f"{n}.html").write_text(text, encoding="utf-8")
        page = _open(browser, (tmp_path / f"{n}.html").as_uri(), width, scheme)
        results = Axe().run(page, options={"runOnly": TAGS})
        assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_the_page_does_not_scroll_sideways(
    browser: Browser, address: str, small_address: str, width: int
) -> None:
    for each in (address, small_address):
        page = _open(browser, each, width)
        assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [360, 1280])
def test_targets_are_large_enough(browser: Browser, small_address: str, width: int) -> None:
    page = _open(browser, small_address, width)
    small_ones = page.evaluate(
        """() => [...document.querySelectorAll('a, label, summary')]
            .filter(e => e.closest('dd, small, .elsewhere') === null && !e.matches('.skip'))
            .map(e => [e.textContent, e.getBoundingClientRect()])
            .filter(([, box]) => box.width < 24 || box.height < 24)
            .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)"""
    )
    assert small_ones == []


def test_print_leaves_out_contents_and_controls(browser: Browser, small_address: str) -> None:
    page = _open(browser, small_address)
    page.emulate_media(media="print")
    assert _shown(page, "nav") == 0
    assert _shown(page, "fieldset input") == 0
    assert _shown(page, "search") == 0
    assert _shown(page) == 9
    assert (
        page.locator("article ins").first.evaluate("e => getComputedStyle(e).textDecorationLine")
        == "underline"
    )


def test_print_says_which_filter_is_on_and_opens_the_notes(browser: Browser, small_address: str) -> None:
    page = _open(browser, small_address)
    page.get_by_text("flagged softer").first.click()
    page.emulate_media(media="print")
    said = " ".join(page.locator("search").inner_text().split())
    assert said == "Shown here: 1 flagged softer only, of 9"
    assert page.locator("header details li").bounding_box()["height"] > 0  # type: ignore[index]
    after = "e => getComputedStyle(e, '::after').content"
    assert "https://example.org/guide-to-verbs" in page.locator("small a:visible").first.evaluate(after)


@pytest.mark.parametrize("width", [360, 1280])
def test_filters_stay_in_sight_and_lead_to_the_first(browser: Browser, address: str, width: int) -> None:
    page = _open(browser, address, width, script=False)
    page.mouse.wheel(0, 3000)
    page.wait_for_function("scrollY > 2000")
    assert page.locator("search").bounding_box()["y"] == 0  # type: ignore[index]
    page.get_by_role("link", name="to the first").click()
    bar, first = (page.locator(each).bounding_box() for each in ("search", "main article >> nth=0"))
    assert bar["y"] + bar["height"] <= first["y"] < 400  # type: ignore[index]


def test_marked_words_are_announced(browser: Browser, small_address: str) -> None:
    page = _open(browser, small_address)
    said = page.locator("#para_5").aria_snapshot()
    assert "inserted: " in said
    assert "end of deletion" in said
