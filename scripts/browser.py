"""The Chromium that tests and pictures use: the system's, else the one that Playwright downloaded."""

import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
MISSING = "no Chromium found: install it (Debian: apt-get install chromium) and run this again"


def system_chromium() -> str | None:
    """The path of an installed Chromium, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def open_browser(playwright: Playwright) -> Browser:
    """A headless browser. Raises FileNotFoundError, with what to install, where there is none."""
    path = system_chromium()
    if path is None and not Path(playwright.chromium.executable_path).exists():
        raise FileNotFoundError(MISSING)
    return playwright.chromium.launch(executable_path=path, args=FLAGS)
