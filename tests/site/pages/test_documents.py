"""Briefs, checks and the final report: what they say is what the records say, and no more than may be told."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from django.test import Client
from lxml import html
from pypdfium2 import PdfDocument

from soundingboard.site.amendments.models import Amendment, Support
from soundingboard.site.board.models import Output, ReportText
from soundingboard.site.contributions.actions import Asked, Said, file
from soundingboard.site.contributions.models import Permission, Topic
from soundingboard.site.drafts.models import Draft, Visibility
from soundingboard.site.folder.actions import load
from soundingboard.site.folder.export import export
from soundingboard.site.folder.reading import read_folder
from soundingboard.site.ledger.actions.tracing import retrace
from soundingboard.site.ledger.models import Response
from soundingboard.site.people.models import Organisation
from soundingboard.site.people.rules import VISITOR
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry, Readers
from tests.site.folder.test_folder import EXAMPLE
from tests.site.pages.test_pages import text, tree

pytestmark = pytest.mark.django_db

BRIEF = "/lighthouse/drafts/rev2/para_3/brief."


def say(draft: Draft, words: str, kind: str = "retain", **fields: object) -> None:
    given = {"stakeholder_group": "youth", "regional_group": "North", "organisation": "Pilots"} | fields
    file(VISITOR, draft.process, Said(draft=draft, asks=(Asked(kind, "para:para_3"),), text=words, **given))


@pytest.fixture
def spoken(drafts: list[Draft]) -> list[Draft]:
    """Somebody spoke on paragraph 3 openly, without a name, and in confidence; wording is proposed and answered."""
    say(drafts[-1], "Keep the signals.")
    say(drafts[-1], "Strike them all.", "delete", organisation="Harbour Six", permission=Permission.ANONYMOUS)
    say(drafts[-1], "Between us only.", organisation="Deep Nine", permission=Permission.CONFIDENTIAL)
    process = drafts[-1].process
    amendment = Amendment.objects.create(
        process=process,
        draft=drafts[-1],
        eid="para_3",
        old="one nautical mile",
        new="two nautical miles",
        is_boards=True,
    )
    organisation = Organisation.objects.named(process.slug, "Pilots")
    Support.objects.create(amendment=amendment, organisation=organisation, position="supports")
    Response.objects.create(
        process=process, by="Co", role="co-facilitator", text="We hear it.", to=["paragraph:rev2/para_3"]
    )
    return drafts


# --- briefs -------------------------------------------------------------------------------------------------


def test_a_brief_says_who_says_what_and_which_wording_is_on_the_table(
    spoken: list[Draft], as_visitor: Client
) -> None:
    page = text(tree(as_visitor, BRIEF + "html").xpath("//article"))
    for words in (
        "Brief: Paragraph 3",
        "Revision 1 to Revision 2: kept (4 → 3).",
        "3: 2 contributions (keep 1, delete 1).",
        "“Keep the signals.” Pilots, youth, North (keep, 1 in all;",
        "“Strike them all.” anonymous (delete, 1 in all;",
        "the board",
        "Supported by 1, opposed by 0.",
        "co-facilitator",
        "We hear it.",
    ):
        assert words in page, words


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_brief_tells_nothing_that_was_not_to_be_told(
    spoken: list[Draft], clients: dict[str, Client], form: str
) -> None:
    for client in clients.values():
        words = client.get(BRIEF + form).content.decode()
        assert [name for name in ("Harbour Six", "Deep Nine", "Between us") if name in words] == []


def test_a_brief_is_one_page_of_pdf_however_much_is_said(spoken: list[Draft], as_visitor: Client) -> None:
    for n in range(30):
        say(spoken[-1], f"Signal {n} must sound whenever visibility falls, in each harbour. " * 4)
    response = as_visitor.get(BRIEF + "pdf")
    assert response["Content-Type"] == "application/pdf"
    assert len(PdfDocument(response.content)) == 1


def test_a_brief_comes_as_word_and_markdown(spoken: list[Draft], as_visitor: Client) -> None:
    word = as_visitor.get(BRIEF + "docx")
    names = zipfile.ZipFile(io.BytesIO(word.content)).namelist()
    assert "word/document.xml" in names
    assert word["Content-Disposition"] == 'attachment; filename="lighthouse-rev2-para_3-brief.docx"'
    assert as_visitor.get(BRIEF + "md").content.decode().startswith("# Brief: Paragraph 3\n")


@pytest.mark.parametrize(
    "path",
    [
        BRIEF + "exe",
        "/lighthouse/drafts/rev2/para_99/brief.html",
        "/lighthouse/drafts/rev9/para_3/brief.html",
        "/lighthouse/topics/nothing/brief.html",
    ],
)
def test_what_is_not_there_is_not_found(drafts: list[Draft], as_visitor: Client, path: str) -> None:
    assert as_visitor.get(path).status_code == 404


def test_a_draft_for_the_board_has_no_brief_for_others(
    spoken: list[Draft], as_visitor: Client, as_board: Client
) -> None:
    Draft.objects.filter(slug="rev2").update(visibility=Visibility.BOARD)
    assert as_visitor.get(BRIEF + "html").status_code == 404
    assert as_board.get(BRIEF + "html").status_code == 200


def test_a_topic_has_a_brief_on_its_paragraphs(spoken: list[Draft], as_visitor: Client) -> None:
    places = [{"draft": "rev2", "eid": "para_3"}, {"draft": "rev2", "eid": "para_4"}]
    Topic.objects.create(process=spoken[-1].process, slug="fog", label="Fog", paragraphs=places)
    page = text(tree(as_visitor, "/lighthouse/topics/fog/brief.html").xpath("//article"))
    assert "Brief: Fog" in page
    assert "Fog: 2 contributions (keep 1, delete 1)." in page
    older = text(tree(as_visitor, "/lighthouse/topics/fog/brief.html?draft=rev1").xpath("//article"))
    assert "This draft has no paragraph on it." in older


# --- checks -------------------------------------------------------------------------------------------------


@pytest.fixture
def unclear(drafts: list[Draft]) -> Draft:
    """A draft with a reference to a paragraph that is not there."""
    draft = Draft.objects.get(slug="rev2")
    record = draft.record
    record["paragraphs"][1]["text"] += " We call for more lamps, as paragraph 77 says."
    Draft.objects.filter(pk=draft.pk).update(record=record, version=draft.version + 1)
    draft.paragraphs.filter(eid="para_2").update(text=record["paragraphs"][1]["text"])
    return draft


def test_checks_mark_the_words_and_say_that_they_are_flags(unclear: Draft, as_cofacilitator: Client) -> None:
    page = tree(as_cofacilitator, "/lighthouse/drafts/rev2/checks/")
    assert "They are not verdicts." in text(page.xpath("//main"))
    marked = [mark.text for mark in page.xpath("//section[@aria-labelledby='dangling-reference']//mark")]
    assert marked == ["paragraph 77"]
    figures = {link.get("href"): int(link.find("b").text) for link in page.xpath("//ul[@class='figures']//a")}
    found = {
        f"#{h.get('id')}": len(h.getparent().xpath(".//article")) for h in page.xpath("//section/h2[@id]")
    }
    assert figures == found


def test_checks_as_data_are_those_of_the_page(unclear: Draft, as_board: Client) -> None:
    page = tree(as_board, "/lighthouse/drafts/rev2/checks/")
    record = as_board.get("/lighthouse/drafts/rev2/checks.json").json()
    lines = as_board.get("/lighthouse/drafts/rev2/checks.csv").content.decode().splitlines()
    marks = sorted(mark.text for mark in page.xpath("//mark"))
    assert sorted(one["words"]["text"] for one in record["findings"]) == marks
    assert (record["draft"], lines[0]) == ("rev2", "number,rule,words,message,others,source")
    assert len(lines) - 1 == len(marks)


def test_the_draft_page_leads_those_inside_to_its_checks(
    drafts: list[Draft], as_visitor: Client, as_secretariat: Client
) -> None:
    checks = "//a[@href='/lighthouse/drafts/rev2/checks/']"
    compilation = "//a[@href='/lighthouse/drafts/rev2/compilation/']"
    inside, outside = (tree(one, "/lighthouse/drafts/rev2/") for one in (as_secretariat, as_visitor))
    assert [len(page.xpath(checks)) for page in (inside, outside)] == [1, 0]
    assert [len(page.xpath(compilation)) for page in (inside, outside)] == [1, 1]


# --- the pages of a paragraph and of the process ------------------------------------------------------------


def test_a_paragraph_shows_its_proposals_and_its_brief(spoken: list[Draft], as_visitor: Client) -> None:
    page = tree(as_visitor, "/lighthouse/drafts/rev2/para_3/")
    proposals = text(page.xpath("//section[@id='proposals']"))
    assert "the board" in proposals
    assert "supported by 1 organisation" in proposals
    assert page.xpath("//a[@href='/lighthouse/drafts/rev2/para_3/brief.pdf']")[0].text == "Brief as PDF"


def test_what_became_of_it_is_told_on_both_pages(drafts: list[Draft], as_visitor: Client) -> None:
    rev1 = drafts[1]
    asks = (Asked("retain", "para:para_4"), Asked("delete", "para:para_4"))
    said = Said(draft=rev1, asks=asks, text="Keep it. Or strike it.", stakeholder_group="youth")
    file(VISITOR, rev1.process, said)
    retrace(rev1.process)
    for path in ("/lighthouse/", "/lighthouse/drafts/rev2/para_3/"):
        part = tree(as_visitor, path).xpath("//section[@id='became']")
        words = text(part)
        assert "Of 1 ask to change:" in words, path
        assert "Of 1 ask to keep, which is no influence:" in words, path
        for link in part[0].xpath(".//ul[@class='figures']//a"):
            rows = tree(as_visitor, link.get("href")).xpath("//table[contains(@class, 'ledger')]/tbody/tr")
            assert len(rows) == int(link.find("b").text), link.get("href")


# --- the final report ---------------------------------------------------------------------------------------


def listed(client: Client, address: str) -> int:
    """How many records the page at an address says that it lists."""
    page = tree(client, address)
    if "/ledger/" in address:
        return int(re.findall(r"\d+", text(page.xpath("//nav[@aria-label='Tables']//a[@aria-current]")))[0])
    if "/outputs/" in address or "/reflections/" in address:
        return len(page.xpath("//main//ul[@class='list']/li"))
    words = page.xpath("//b[@class='total']") or page.xpath("//main/p[1]")
    return int(re.findall(r"\d+", text(words))[0])


def test_each_number_of_the_report_leads_to_as_many_records(as_visitor: Client, db: None) -> None:
    process = load(read_folder(EXAMPLE))
    retrace(process)
    links = tree(as_visitor, "/harbour-charter/report/").xpath("//article//a[contains(@href, '?')]")
    links += tree(as_visitor, "/harbour-charter/report/").xpath(
        "//article//a[contains(@href, '/contributions/')]"
    )
    told = {link.get("href"): int(re.findall(r"\d+", link.text_content())[0]) for link in links}
    assert len(told) > 100
    assert {address: listed(as_visitor, address) for address in told} == told


def test_the_report_comes_as_files_whose_links_lead_back(as_visitor: Client, drafts: list[Draft]) -> None:
    say(drafts[-1], "Keep it.")
    markdown = as_visitor.get("/lighthouse/report.md").content.decode()
    assert "[1 contribution came in](http://127.0.0.1:8000/lighthouse/contributions/)" in markdown
    assert as_visitor.get("/lighthouse/report.pdf").content[:5] == b"%PDF-"
    assert as_visitor.get("/lighthouse/report.docx").content[:2] == b"PK"
    assert as_visitor.get("/lighthouse/report.exe").status_code == 404


def written(client: Client, version: int = 1, **fields: str) -> int:
    return client.post("/lighthouse/report/edit/", {"version": version, **fields}).status_code


def test_the_boards_texts_are_shown_when_it_says_so(
    process: Process, as_board: Client, as_secretariat: Client, as_visitor: Client
) -> None:
    assert written(as_board, background="Ports *differ*.", symbol="B/9") == 302
    seen = ["differ" in one.get("/lighthouse/report/").content.decode() for one in (as_board, as_visitor)]
    assert seen == [True, False]
    assert "differ" in as_secretariat.get("/lighthouse/report/").content.decode()
    assert written(as_board, 2, background="Ports *differ*.", symbol="B/9", shown="on") == 302
    page = tree(as_visitor, "/lighthouse/report/")
    assert [em.text for em in page.xpath("//article//em")] == ["differ"]
    rows = Entry.objects.filter(object="report:final").order_by("sequence")
    assert [row.readers for row in rows] == [Readers.BOARDROOM, Readers.PUBLIC]
    assert [row.content["changed"] for row in rows] == [["background", "symbol"], ["shown"]]


def test_two_who_write_the_report_do_not_overwrite_each_other(process: Process, as_board: Client) -> None:
    written(as_board, background="First.")
    response = as_board.post("/lighthouse/report/edit/", {"version": 1, "background": "Second."})
    page = html.fromstring(response.content.decode())
    assert response.status_code == 409
    assert page.xpath("//textarea[@name='background']")[0].text.strip() == "Second."
    assert "First." in text(page.xpath("//div[@role='alert']"))
    assert ReportText.objects.get().background == "First."


def test_the_boards_texts_come_along_in_a_folder(tmp_path: Path) -> None:
    process = load(read_folder(EXAMPLE))
    before = ReportText.objects.get(process=process).sections
    assert before["background"]
    export(process, tmp_path / "out")
    (tmp_path / "out" / "record.jsonl").unlink()
    Process.objects.update(slug="before")
    again = load(read_folder(tmp_path / "out"))
    text_ = ReportText.objects.get(process=again)
    assert (text_.sections, text_.shown) == (before, True)


def test_outputs_can_be_asked_for_by_kind(
    filled: dict[str, str], as_visitor: Client, as_board: Client
) -> None:
    Output.objects.filter(slug="unfinished").update(kind="post")
    path, titles = "/lighthouse/outputs/?kind=post", "//main//ul[@class='list']/li/a[1]/text()"
    found = [tree(client, path).xpath(titles) for client in (as_board, as_visitor)]
    assert found == [["Reflections unfinished"], []]
