"""Takes the pictures of the documentation anew from the example's pages and its site (`make pictures`)."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from examples.demo import prepare
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.browser import open_browser

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
PAGES = ROOT / "build" / "pages"
PORT = 8766
SITE = f"http://127.0.0.1:{PORT}/harbour-charter"
SIZES = {"": (1280, 920), "-phone": (360, 760)}
SITE_PAGES = {
    "site-process": "/",
    "site-draft": "/drafts/rev2/?show=softens",
    "site-paragraph": "/drafts/rev2/para_74/",
    "site-say": "/say/?draft=rev2&paragraph=para_74",
    "site-board": "/board/",
}


def comparison_shots(page: Page, suffix: str) -> None:
    """The pages that the library writes: the head of one, softened paragraphs, the concordance."""
    page.goto((PAGES / "rev1-to-rev2.html").as_uri())
    page.locator("input[value=changed]").check()
    page.screenshot(path=PICTURES / f"comparison{suffix}.png")
    page.locator("input[value=softens]").check()
    page.evaluate("window.scrollTo(0, 0)")
    page.screenshot(path=PICTURES / f"softened{suffix}.png")
    page.goto((PAGES / "concordance.html").as_uri())
    page.screenshot(path=PICTURES / f"concordance{suffix}.png")


def site_shots(page: Page, suffix: str) -> None:
    """The pages of the site."""
    for name, path in SITE_PAGES.items():
        page.goto(f"{SITE}{path}")
        page.screenshot(path=PICTURES / f"{name}{suffix}.png")


@contextmanager
def served() -> Iterator[None]:
    """The example's site on a port of its own, as long as it is needed."""
    with tempfile.TemporaryDirectory() as home:
        prepare(Path(home))
        environment = os.environ | {"SOUNDINGBOARD_ADDRESS": f"http://127.0.0.1:{PORT}"}
        command = [sys.executable, "-m", "soundingboard.cli", "serve", "--port", str(PORT)]
        server = subprocess.Popen(command, env=environment)  # noqa: S603 (our own command)
        try:
            wait(f"http://127.0.0.1:{PORT}/healthy/")
            yield
        finally:
            server.terminate()
            server.wait()


def wait(address: str, seconds: int = 30) -> None:
    """Until a server answers."""
    for _ in range(seconds * 10):
        try:
            urllib.request.urlopen(address).close()  # noqa: S310 (our own server)
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit(f"{address} does not answer")


def take(browser: Browser) -> None:
    """Every picture at every size."""
    for suffix, (width, height) in SIZES.items():
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
        comparison_shots(page, suffix)
        site_shots(page, suffix)
        page.close()


def main() -> None:
    """Opens the system's Chromium, or Playwright's own, and takes every picture."""
    if not PAGES.is_dir():
        sys.exit("Run make pages first: the pictures are taken of its pages.")
    PICTURES.mkdir(exist_ok=True)
    with served(), sync_playwright() as playwright:
        browser = open_browser(playwright)
        take(browser)
        browser.close()


if __name__ == "__main__":
    main()
