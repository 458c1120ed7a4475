"""Drafts for readers: the list, the concordance, files; and the board's word on flags."""

import io
import json
import re
import zipfile

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from soundingboard.read.draft_json import read_draft_json
from soundingboard.site.drafts.flags import keyed_flags
from soundingboard.site.drafts.models import Comparison, Draft, FlagVerdict, Visibility
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry
from soundingboard.write.records import comparison_from_record

pytestmark = pytest.mark.django_db


def get(client: Client, address: str) -> HttpResponse:
    response = client.get(f"/lighthouse/{address}")
    assert response.status_code == 200
    return response


def test_the_list_has_every_draft_newest_first(drafts: list[Draft], as_visitor: Client) -> None:
    page = get(as_visitor, "drafts/").content.decode()
    assert re.findall(r'<h2><a href="/lighthouse/drafts/([^/]+)/">', page) == ["rev2", "rev1", "zero-draft"]
    assert "publishing/" not in page


def test_an_empty_list_says_what_will_be_here(process: Process, as_visitor: Client) -> None:
    assert "No draft is out yet." in get(as_visitor, "drafts/").content.decode()
    assert "No draft is out yet." in get(as_visitor, "concordance/").content.decode()


def test_an_unknown_process_is_not_there(as_visitor: Client, process: Process) -> None:
    for address in ("drafts/", "concordance/", "drafts/rev1.json", "publishing/"):
        assert as_visitor.get(f"/nowhere/{address}").status_code == 404


def rows(page: str) -> list[list[str]]:
    """The words of each row of the concordance, its cells parted."""
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    cells = [re.findall(r"<td>(.*?)</td>", row, re.DOTALL) for row in body.split("</tr>") if row.strip()]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in cells]


def test_the_concordance_has_a_row_for_each_life(drafts: list[Draft], as_visitor: Client) -> None:
    found = rows(get(as_visitor, "concordance/").content.decode())
    assert found == [
        ["Zero Draft: 1", "Revision 1: 1 kept", "Revision 2: 1 kept"],
        ["Zero Draft: 2", "Revision 1: 2 reworded", "Revision 2: 2 kept"],
        ["Zero Draft: 3", "Revision 1: 3 kept", "Revision 2: deleted"],
        ["Zero Draft: 4", "Revision 1: 4 5 split", "Revision 2: 3 4 kept"],
        ["", "Revision 1: 6 new", "Revision 2: 5 kept"],
        ["Zero Draft: 5", "Revision 1: 7 kept", "Revision 2: 6 kept"],
        ["Zero Draft: 10", "Revision 1: 12 kept", "Revision 2: 7 kept moved"],
        ["Zero Draft: 6", "Revision 1: 8 kept", "Revision 2: 8 kept"],
        ["Zero Draft: 7 8", "Revision 1: 9 10 kept", "Revision 2: 9 joined"],
        ["Zero Draft: 9", "Revision 1: 11 kept", "Revision 2: 10 kept"],
    ]


def test_the_concordance_asks_the_database_a_few_times_only(drafts: list[Draft], as_visitor: Client) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        get(as_visitor, "concordance/")
    assert len(asked) <= 6


def test_a_draft_as_data_is_a_draft_to_the_library(drafts: list[Draft], as_visitor: Client) -> None:
    response = get(as_visitor, "drafts/rev1.json")
    assert response["Content-Disposition"] == 'attachment; filename="lighthouse-rev1.json"'
    read = read_draft_json(response.content.decode(), "rev1.json")
    assert (read.stage, read.label, read.date, len(read.paragraphs)) == (
        "rev1",
        "Revision 1",
        "2026-05-04",
        12,
    )


def test_changes_as_data_can_be_read_back(drafts: list[Draft], as_visitor: Client) -> None:
    response = get(as_visitor, "drafts/rev2/changes.json?from=zero-draft")
    assert response["Content-Disposition"] == 'attachment; filename="lighthouse-zero-draft-rev2.json"'
    found = comparison_from_record(json.loads(response.content))
    assert (found.old.label, found.new.label, found.summary["reworded"]) == ("Zero Draft", "Revision 2", 1)


def test_changes_in_word_are_dated_by_the_draft_and_always_the_same(
    drafts: list[Draft], as_visitor: Client
) -> None:
    first = get(as_visitor, "drafts/rev1/changes.docx").content
    assert get(as_visitor, "drafts/rev1/changes.docx").content == first
    document = zipfile.ZipFile(io.BytesIO(first)).read("word/document.xml").decode()
    assert set(re.findall(r'w:date="([^"]+)"', document)) == {"2026-05-04T00:00:00Z"}


def test_changes_as_a_page_are_saved_not_shown(drafts: list[Draft], as_visitor: Client) -> None:
    response = get(as_visitor, "drafts/rev2/changes.html")
    assert response["Content-Disposition"] == 'attachment; filename="lighthouse-rev1-rev2.html"'
    assert "recognize the need" in response.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "rev2/changes.exe",
        "rev2/changes.json?from=rev2",
        "rev2/changes.json?from=nothing",
        "rev1/changes.json?from=rev2",
        "zero-draft/changes.json",
        "nothing/changes.json",
        "nothing.json",
        "rev2/original",
    ],
)
def test_files_that_are_not_there(drafts: list[Draft], as_visitor: Client, address: str) -> None:
    assert as_visitor.get(f"/lighthouse/drafts/{address}").status_code == 404


def test_a_public_draft_is_not_compared_with_one_for_the_board(
    drafts: list[Draft], as_visitor: Client
) -> None:
    Draft.objects.filter(slug="rev1").update(visibility=Visibility.BOARD)
    assert as_visitor.get("/lighthouse/drafts/rev2/changes.json?from=rev1").status_code == 404
    assert json.loads(get(as_visitor, "drafts/rev2/changes.json").content)["old"]["stage"] == "zero-draft"


# --- flags ------------------------------------------------------------------------------------------------


@pytest.fixture
def key(drafts: list[Draft]) -> str:
    """The flag on "commit to" that became "recognize the need to"."""
    comparison = Comparison.objects.get(old=drafts[0], new=drafts[1])
    changes = comparison_from_record(comparison.record()).changes
    return next(key for change in changes for key, _device in keyed_flags(change))


def judge(client: Client, key: str, confirmed: str = "yes", **fields: str) -> HttpResponse:
    typed = {"old": "zero-draft", "new": "rev1", "eid": "para_2", "key": key, "confirmed": confirmed}
    return client.post("/lighthouse/flags/", {**typed, **fields})


def test_the_board_judges_a_flag(key: str, as_board: Client) -> None:
    response = judge(as_board, key)
    assert response["Location"] == "/lighthouse/drafts/rev1/para_2/"
    verdict = FlagVerdict.objects.get()
    assert (verdict.key, verdict.confirmed, verdict.by) == (key, True, as_board.account.participant)
    entry = Entry.objects.filter(object="draft:rev1").last()
    assert (entry.verb, entry.readers) == ("confirmed flag", "public")
    assert entry.content["words"] == {"old": "commit to", "new": "recognize the need to"}


def test_the_latest_judgement_stands_and_the_same_one_twice_is_one(key: str, as_board: Client) -> None:
    entries = Entry.objects.count()
    for word in ("yes", "yes", "no"):
        judge(as_board, key, word)
    assert FlagVerdict.objects.get().confirmed is False
    assert Entry.objects.count() == entries + 2


@pytest.mark.parametrize(
    "who", ["as_visitor", "as_participant", "as_secretariat", "as_cofacilitator", "as_administrator"]
)
def test_a_flag_is_for_the_board_to_judge(key: str, who: str, request: pytest.FixtureRequest) -> None:
    assert judge(request.getfixturevalue(who), key).status_code == 403
    assert not FlagVerdict.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"key": "0" * 64},
        {"confirmed": "perhaps"},
        {"old": "nothing"},
        {"old": "rev1", "new": "rev2"},
        {"old": ""},
    ],
)
def test_a_flag_that_is_not_there(key: str, as_board: Client, fields: dict[str, str]) -> None:
    assert judge(as_board, **{"key": key, **fields}).status_code == 404


def test_a_judgement_between_drafts_for_the_board_is_for_the_board(key: str, as_board: Client) -> None:
    Draft.objects.filter(slug="zero-draft").update(visibility=Visibility.BOARD)
    judge(as_board, key)
    assert Entry.objects.filter(object="draft:rev1").last().readers == "board"


def test_a_flag_is_judged_by_sending_only(key: str, as_board: Client) -> None:
    assert as_board.get("/lighthouse/flags/").status_code == 405
