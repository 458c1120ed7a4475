"""Every page, at phone and desk width, light and dark: no barrier that axe knows, no sideways scroll, large targets."""

import json
import urllib.request
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page

from .conftest import VIEWS, visit

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
P = "/harbour-charter"
OPEN = (
    *("/", "/privacy/", "/glossary/", "/zone/", "/sign-in/", f"{P}/", f"{P}/nothing-here/"),
    *(f"{P}/drafts/", f"{P}/drafts/rev2/", f"{P}/drafts/rev2/?view=side", f"{P}/drafts/rev2/?view=clean"),
    *(f"{P}/drafts/rev2/?show=softens", f"{P}/drafts/zero-draft/", f"{P}/concordance/"),
    *(f"{P}/drafts/rev2/para_37/", f"{P}/drafts/rev2/para_71/", f"{P}/drafts/zero-draft/para_14/"),
    *(
        f"{P}/say/",
        f"{P}/say/?draft=rev2&paragraph=para_37",
        f"{P}/contributions/",
        f"{P}/contributions/hc-001/",
    ),
    *(
        f"{P}/topics/",
        f"{P}/topics/financing/",
        f"{P}/search/",
        f"{P}/search/?q=harbour",
        f"{P}/receipt/new/",
    ),
    *(f"{P}/board/", f"{P}/mandate/", f"{P}/milestones/", f"{P}/events/", f"{P}/outputs/"),
    *(f"{P}/outputs/reflections-rev1/", f"{P}/record/", f"{P}/record/draft/rev2/"),
    *(f"{P}/who-said-what/?draft=rev2", f"{P}/coverage/?draft=rev2", f"{P}/moderation/"),
    *(f"{P}/report/", f"{P}/drafts/rev2/para_37/brief.html", f"{P}-adopted/"),
    *(f"{P}/ledger/?part=keep&group=government", f"{P}/ledger/{{entry}}/", f"{P}/clock/", f"{P}/answers/"),
    *(f"{P}/contests/", f"{P}/reflections/", f"{P}/reflections/reflections-rev1/", f"{P}/amendments/"),
    *(f"{P}/amendments/am-zero-10-hc-003/", f"{P}/drafts/rev2/compilation/?show=open"),
)
REFLECTIONS = ("edit", "statements/new", "statements/rev2-3", "word", "sign", "publish")
BY_ROLE = {
    "secretariat": (
        *(f"{P}/desk/", f"{P}/people/", f"{P}/publishing/", f"{P}/orphans/", f"{P}/mandate/new/"),
        *(f"{P}/publishing/rev2/deadline/", f"{P}/publishing/rev2/corrigendum/", f"{P}/events/new/"),
        f"{P}/board/seats/new/",
        *(f"{P}/intake/", f"{P}/intake/hc-129/", f"{P}/intake/uploads/", f"{P}/topics/suggested/"),
        f"{P}/events/office-hour-2026-09-28-am/notes/",
        *(f"{P}/ledger/?outcome=adopted", f"{P}/ledger/{{entry}}/"),
    ),
    "board": (
        f"{P}/desk/",
        f"{P}/outputs/new/",
        f"{P}/outputs/reflections-rev2/edit/",
        f"{P}/drafts/rev2/para_40/",
        f"{P}/drafts/rev2/checks/",
        f"{P}/report/edit/",
        *(f"{P}/reflections/new/", f"{P}/reflections/reflections-rev2/", f"{P}/amendments/new/"),
        *(f"{P}/reflections/reflections-rev2/{page}/" for page in REFLECTIONS),
        f"{P}/amendments/new/?draft=rev2&paragraph=para_40",
    ),
    "administrator": (f"{P}/people/",),
}
PAGES = [(None, path) for path in OPEN] + [(who, path) for who, paths in BY_ROLE.items() for path in paths]


@pytest.fixture(scope="package")
def entry(site: str) -> str:
    """The name of a line of the ledger that was adopted, to stand in an address."""
    with urllib.request.urlopen(f"{site}{P}/ledger.json?part=change&outcome=adopted") as answer:
        return str(json.load(answer)["entries"][0]["id"])


@pytest.fixture(scope="module", params=VIEWS, ids=lambda view: f"{view[0]}-{view[1]}")
def windows(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[dict[str | None, Page]]:
    """A window for each role at one width and in one scheme."""
    width, scheme = request.param
    contexts = {who: visit(browser, site, who, width, scheme) for who in (None, *BY_ROLE)}
    yield {who: context.new_page() for who, context in contexts.items()}
    for context in contexts.values():
        context.close()


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_the_page_has_no_barrier(
    windows: dict[str | None, Page], entry: str, who: str | None, path: str
) -> None:
    page = windows[who]
    errors: list[str] = []

    def note(said: ConsoleMessage) -> None:
        if said.type == "error":
            errors.append(said.text)

    page.on("console", note)
    response = page.goto(path.format(entry=entry))
    assert response is not None
    assert response.status == (404 if "nothing-here" in path else 200)
    results = Axe().run(page, options={"runOnly": TAGS})
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
    assert small_targets(page) == []
    page.remove_listener("console", note)
    assert [error for error in errors if "404" not in error] == []


def small_targets(page: Page) -> list[str]:
    """What can be pressed and is smaller than 24 by 24 pixels, links inside a sentence aside (WCAG 2.2, 2.5.8)."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, summary, input:not([type=hidden]), select, textarea')]
            .filter(e => !e.matches('.skip, .trap *, .filters input') && e.checkVisibility())
            .filter(e => !(e.matches('a') && getComputedStyle(e).display === 'inline' && inSentence(e)))
            .map(e => [e, e.getBoundingClientRect()])
            .filter(([, box]) => box.width < 24 || box.height < 24)
            .map(([e, box]) => `${e.outerHTML.slice(0, 90)}: ${box.width} x ${box.height}`);
        function inSentence(e) {
            const around = e.closest('p, li, dd, td, small, figcaption, blockquote');
            return around && around.innerText.trim().length > e.innerText.trim().length;
        }"""
    )
    return found


@pytest.fixture(scope="module")
def desk(browser: Browser, site: str) -> Iterator[dict[str | None, Page]]:
    """A window for each role, at desk width."""
    contexts = {who: visit(browser, site, who) for who in (None, *BY_ROLE)}
    yield {who: context.new_page() for who, context in contexts.items()}
    for context in contexts.values():
        context.close()


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_every_control_can_be_reached_by_keyboard(
    desk: dict[str | None, Page], entry: str, who: str | None, path: str
) -> None:
    page = desk[who]
    page.goto(path.format(entry=entry))
    expected = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, summary, input:not([type=hidden]), select, textarea')]
            .filter(e => e.checkVisibility() && e.tabIndex >= 0 && !e.disabled && !e.closest('.trap'))
            .filter(e => !(e.type === 'radio' && !e.checked)).length"""
    )
    reached = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, summary, input:not([type=hidden]), select, textarea')]
            .filter(e => e.checkVisibility() && e.tabIndex >= 0 && !e.disabled && !e.closest('.trap'))
            .filter(e => !(e.type === 'radio' && !e.checked))
            .filter(e => { e.focus({preventScroll: true}); return document.activeElement === e; }).length"""
    )
    assert reached == expected > 3
    page.evaluate("document.body.tabIndex = -1; document.body.focus()")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
