"""The example's site as `make demo` serves it, and a browser that looks at it."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from examples.demo import ACCOUNTS, PASSWORD, prepare
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from scripts.browser import open_browser
from scripts.make_pictures import wait

expect.set_options(timeout=15_000)  # milliseconds: the machine does other things too
VIEWS = [(width, scheme) for width in (360, 1280) for scheme in ("light", "dark")]


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of them on one worker, beside one server."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running site with the example loaded; web server and worker as an operator runs them."""
    home, port = tmp_path_factory.mktemp("demo"), free_port()
    address = f"http://127.0.0.1:{port}"
    held = dict(os.environ)
    os.environ.pop("SOUNDINGBOARD_TASKS", None)
    prepare(home)
    environment = os.environ | {"SOUNDINGBOARD_ADDRESS": address}
    os.environ.clear()
    os.environ.update(held)
    command = [sys.executable, "-m", "soundingboard.cli", "serve", "--port", str(port)]
    with (home / "log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        wait(f"{address}/healthy/")
        yield address
    finally:
        server.terminate()
        server.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = open_browser(playwright)
        yield opened
        opened.close()


def visit(
    browser: Browser,
    site: str,
    who: str | None = None,
    width: int = 1280,
    scheme: str = "light",
    script: bool = True,
) -> BrowserContext:
    """A browser of its own, signed in as one of the demo's accounts."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
        java_script_enabled=script,
        base_url=site,
    )
    context.set_default_timeout(10_000)
    if who:
        sign_in(context.new_page(), who)
    return context


def sign_in(page: Page, who: str) -> None:
    assert who in ACCOUNTS
    page.goto("/sign-in/")
    page.get_by_label("Account name").fill(who)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").wait_for()
    page.close()
