"""What a first visit weighs, and how soon it can be read on a thin connection."""

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from .conftest import visit

P = "/harbour-charter"
KB = 1024
LIMITS = {
    f"{P}/": 40 * KB,
    f"{P}/drafts/rev2/para_37/": 40 * KB,
    f"{P}/drafts/rev2/": 90 * KB,
    f"{P}/say/?draft=rev2&paragraph=para_37": 60 * KB,
}
THIN = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
READABLE = 3000  # milliseconds


def first_visit(browser: Browser, site: str, thin: bool = False) -> tuple[Page, CDPSession]:
    page = visit(browser, site, width=360).new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    if thin:
        session.send("Network.emulateNetworkConditions", THIN)
    return page, session


@pytest.mark.parametrize(("path", "limit"), LIMITS.items())
def test_a_first_visit_is_light_and_takes_three_requests(
    browser: Browser, site: str, path: str, limit: int
) -> None:
    page, session = first_visit(browser, site)
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(path, wait_until="networkidle")
    assert 0 < sum(received) <= limit
    blocking = page.evaluate(
        "performance.getEntriesByType('resource').filter(e => e.renderBlockingStatus === 'blocking').length"
    )
    assert 1 + blocking <= 3
    page.context.close()


@pytest.mark.parametrize("path", LIMITS)
def test_a_page_can_be_read_within_three_seconds_at_400_kbit(browser: Browser, site: str, path: str) -> None:
    page, _session = first_visit(browser, site, thin=True)
    page.goto(path)
    painted = page.evaluate(
        """() => new Promise(done => new PerformanceObserver(list => done(list.getEntries()[0].startTime))
            .observe({type: 'paint', buffered: true}))"""
    )
    loaded = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    assert 400 < painted <= READABLE
    assert loaded <= READABLE + 1000  # scripts that are deferred come after the words
    page.context.close()
