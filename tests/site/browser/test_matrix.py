"""Who said what, on a phone, by screen reader, and as data: the same numbers each time."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import visit

P = "/harbour-charter"
MATRIX = f"{P}/who-said-what/?draft=rev2"
VIEWS = {
    MATRIX: "Contributions on each paragraph, by group",
    f"{P}/who-said-what/?draft=rev1&by=region&show=contested": "Contributions on each paragraph, by region",
}
PRESSES = 40  # of an arrow, each some forty pixels: more than the table is wide
CELL = re.compile(r"(nobody|under 5|\d+ or more|\d+)(?: : ((?:[a-z ]+ \d+(?:, )?)+))?")
Row = list[tuple[str, str]]  # of a table as it is read aloud: the role and the words of each cell


@pytest.fixture(scope="module")
def phone(browser: Browser, site: str) -> Iterator[Page]:
    """A phone."""
    context = visit(browser, site, width=360)
    yield context.new_page()
    context.close()


def test_the_table_moves_and_the_page_does_not(phone: Page) -> None:
    phone.goto(MATRIX)
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    region = phone.get_by_role("region", name="Who said what")
    table = region.get_by_role("table")
    head = table.get_by_role("rowheader", name=re.compile("^37 "))
    box = region.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 360
    assert region.evaluate("region => region.scrollWidth > region.clientWidth")
    last = table.get_by_role("columnheader", name="not heard")
    expect(last).not_to_be_in_viewport()
    region.focus()
    expect(region).to_be_focused()
    for _ in range(PRESSES):
        phone.keyboard.press("ArrowRight")
    expect(last).to_be_in_viewport()
    stays = head.bounding_box()
    assert stays is not None
    assert stays["x"] == box["x"]  # the paragraph's number stays in sight
    assert phone.evaluate("[scrollX, document.documentElement.scrollWidth]") == [0, 360]


def read_aloud(page: Page, name: str) -> list[Row]:
    """A table as a screen reader has it, row by row, from the browser's tree of accessibility."""
    session = page.context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}

    def role(node: dict[str, Any]) -> str:
        return str(node["role"]["value"])

    def words(node: dict[str, Any]) -> str:
        return " ".join(str(node.get("name", {}).get("value", "")).split())

    def below(node: dict[str, Any], *roles: str) -> Iterator[dict[str, Any]]:
        for child in (nodes[key] for key in node.get("childIds", ()) if key in nodes):
            if role(child) in roles:
                yield child
            else:
                yield from below(child, *roles)

    table = next(node for node in nodes.values() if role(node) == "table" and words(node) == name)
    cells = ("columnheader", "rowheader", "cell", "gridcell")
    return [[(role(cell), words(cell)) for cell in below(row, *cells)] for row in below(table, "row")]


@pytest.mark.parametrize(("address", "name"), VIEWS.items())
def test_a_screen_reader_hears_a_number_or_a_word_in_every_cell(phone: Page, address: str, name: str) -> None:
    phone.goto(address)
    expect(phone.get_by_role("table", name=name)).to_be_visible()
    expect(phone.get_by_role("table", name=name).get_by_role("caption")).to_have_text(name)
    data = phone.request.get(data_at(phone, "as JSON")).json()
    head, *rows = read_aloud(phone, name)
    assert {role for role, _words in head} == {"columnheader"}
    assert [words for _role, words in head] == ["Paragraph", *data["columns"], "all", "not heard"]
    lines = [row for row in rows if len(row) > 1]
    assert len(lines) == len(data["rows"]) > 5
    for (first, *cells), line in zip(lines, data["rows"], strict=True):
        assert first[0] == "rowheader"
        assert first[1].startswith(line["number"])
        assert ("contested" in first[1]) == bool(line["contested"])
        *squares, whole, unheard = (words for _role, words in cells)
        assert [told(words) for words in squares] == [
            (cell["shown"], sum(cell["asked"].values())) for cell in line["cells"].values()
        ]
        assert told(whole)[0] == str(line["n"])
        assert unheard == (", ".join(line["not_heard"]) or "–")


def told(words: str) -> tuple[str, int]:
    """What is heard in a cell: the number as it is printed, and how many asks are told with it."""
    found = CELL.match(words)
    assert found, words
    asks = sum(map(int, re.findall(r"\d+", found[2] or "")))
    return "–" if found[1] == "nobody" else found[1], asks


def data_at(page: Page, label: str) -> str:
    """Where the same stands as data."""
    return str(page.get_by_role("main").get_by_role("link", name=label, exact=True).get_attribute("href"))


@pytest.mark.parametrize("address", VIEWS)
def test_shade_says_nothing_that_is_not_a_number_too(phone: Page, address: str) -> None:
    """Of cells of one number every shade is the same; a cell of nobody has none; a shaded cell says what was asked."""
    phone.goto(address)
    shaded = phone.locator("td[class*=shade-]").evaluate_all(
        """cells => cells.map(cell => [
            cell.className.match(/shade-(\\d)/)[1], cell.querySelector('a')?.firstChild.textContent || '0',
            cell.querySelector('.most')?.textContent || ''])"""
    )
    steps = [1, 2, 3, 5, 10]
    assert len(shaded) > 20
    for shade, n, most in shaded:
        assert int(shade) == sum(int(n) >= step for step in steps)
        assert bool(most) == (int(n) > 0)


@pytest.mark.parametrize("address", VIEWS)
def test_the_same_address_as_data_has_the_same_numbers(phone: Page, address: str) -> None:
    phone.goto(address)
    query = dict(part.split("=") for part in address.partition("?")[2].split("&"))
    hrefs = {form: data_at(phone, f"as {form.upper()}") for form in ("json", "csv")}
    for form, href in hrefs.items():
        path, _mark, asked = href.partition("?")
        assert path == f"{P}/who-said-what.{form}"
        assert dict(part.split("=") for part in asked.split("&")) == query
    table = phone.locator("table.matrix tbody tr:not(.part)")
    data = phone.request.get(hrefs["json"]).json()
    rows = list(csv.DictReader(io.StringIO(phone.request.get(hrefs["csv"]).text())))
    spoken = [row for row in rows if row["all"] != "0"]
    assert table.count() == len(data["rows"]) == len(spoken) > 5
    for line, row in zip(data["rows"], spoken, strict=True):
        assert [row["place"], row["number"], int(row["all"])] == [line["place"], line["number"], line["n"]]
        assert [row[word] for word in data["columns"]] == [one["shown"] for one in line["cells"].values()]
    printed = [re.match(r"\d+", words) for words in table.locator("td:nth-last-child(2)").all_inner_texts()]
    assert [int(found[0]) for found in printed if found] == [line["n"] for line in data["rows"]]
