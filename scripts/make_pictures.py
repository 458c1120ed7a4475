"""Takes the pictures of the documentation anew from the example (`make pictures`)."""

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from scripts.browser import open_browser

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
PAGES = ROOT / "build" / "pages"
SIZES = {"desk": (1280, 920), "phone": (360, 760)}


def shots(page: Page, size: str) -> None:
    """The pictures at one size: the head of the page, softened paragraphs, the concordance."""
    page.goto((PAGES / "rev1-to-rev2.html").as_uri())
    suffix = "" if size == "desk" else "-phone"
    page.locator("input[value=changed]").check()
    page.screenshot(path=PICTURES / f"comparison{suffix}.png")
    page.locator("input[value=softens]").check()
    page.evaluate("window.scrollTo(0, 0)")
    page.screenshot(path=PICTURES / f"softened{suffix}.png")
    page.goto((PAGES / "concordance.html").as_uri())
    page.screenshot(path=PICTURES / f"concordance{suffix}.png")


def main() -> None:
    """Opens the system's Chromium, or Playwright's own, and takes every picture."""
    if not PAGES.is_dir():
        sys.exit("Run make pages first: the pictures are taken of its pages.")
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = open_browser(playwright)
        for size, (width, height) in SIZES.items():
            shots(browser.new_page(viewport={"width": width, "height": height}, color_scheme="light"), size)
        browser.close()


if __name__ == "__main__":
    main()
