"""Files that come in: read apart, shown beside the original, or refused in one line."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.utils import timezone

from soundingboard.site.drafts.apart import Unreadable, read_apart
from soundingboard.site.drafts.models import Comparison, Draft, State, Upload
from soundingboard.site.drafts.parse import Limits, parsed
from soundingboard.site.drafts.tasks import read
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry
from tests.site.drafts.conftest import FORM, MARKDOWN, file, latest, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_uploads_counted() -> None:
    cache.clear()


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_a_file_is_received_and_read(process: Process, as_secretariat: Client) -> None:
    response = upload(as_secretariat)
    assert (response.status_code, response["Location"]) == (302, "/lighthouse/publishing/rev3/")
    draft = latest()
    assert (draft.slug, draft.label, draft.state, draft.symbol) == (
        "rev3",
        "Revision 3",
        State.READ,
        "LA/2026/3",
    )
    assert (draft.date.isoformat(), draft.title) == ("2026-09-07", "The Lighthouse Accord")
    assert [p["number"] for p in draft.record["paragraphs"]] == ["1", "2", "3", "4", "5"]
    assert list(Entry.objects.filter(object="draft:rev3").values_list("verb", "actor", "readers")) == [
        ("received draft", f"participant:{as_secretariat.account.participant.name}", "secretariat"),
        ("read draft", "software", "secretariat"),
    ]


def test_the_record_holds_no_file_name(process: Process, as_secretariat: Client) -> None:
    upload(as_secretariat, "", name="Jane Doe.md")
    upload(as_secretariat, b"\x00\x01\x02" * 500, name="Jane Doe.bin")
    assert not [entry for entry in Entry.objects.all() if "Jane" in entry.body]


def test_what_was_read_stands_beside_the_original_and_the_draft_before(
    rev3: Draft, as_secretariat: Client
) -> None:
    text = page(as_secretariat, "/lighthouse/publishing/rev3/")
    assert "5 paragraphs, 2 headings" in text
    assert (text.count("head of the draft"), text.count("not in any paragraph")) == (3, 0)
    assert "Gone since Revision 2" in text
    assert Comparison.objects.filter(new=rev3).values_list("old__slug", flat=True).get() == "rev2"


def test_a_comparison_of_an_unpublished_draft_is_for_the_secretariat_alone(
    rev3: Draft, as_board: Client, as_visitor: Client
) -> None:
    for client in (as_board, as_visitor):
        for address in ("", ".json", "/changes.json", "/original"):
            assert client.get(f"/lighthouse/drafts/rev3{address}", follow=True).status_code == 404
        assert "rev3" not in page(client, "/lighthouse/concordance/")
        assert client.get("/lighthouse/publishing/rev3/").status_code == 403


@pytest.mark.parametrize(
    "who", ["as_visitor", "as_participant", "as_board", "as_cofacilitator", "as_administrator"]
)
def test_only_the_secretariat_uploads(process: Process, who: str, request: pytest.FixtureRequest) -> None:
    client = request.getfixturevalue(who)
    assert upload(client).status_code == 403
    assert client.get("/lighthouse/publishing/").status_code == 403
    assert not Draft.objects.exists()


def test_a_taken_stage_gives_the_next_address(rev3: Draft, as_secretariat: Client) -> None:
    upload(as_secretariat)
    assert latest().slug == "rev3-2"


@override_settings(UPLOAD_LIMIT=1000)
def test_a_file_over_the_limit_is_refused_with_both_sizes(process: Process, as_secretariat: Client) -> None:
    response = upload(as_secretariat, "x" * 2048, label="My name for it")
    text = response.content.decode().replace("\xa0", " ")
    assert response.status_code == 422
    assert "This file has 2.0 KB; a draft may have 1000 bytes at most." in text
    assert 'value="My name for it"' in text
    assert not Draft.objects.exists()


def test_an_empty_file_is_refused(process: Process, as_secretariat: Client) -> None:
    response = upload(as_secretariat, b"")
    assert (response.status_code, b"This file is empty" in response.content) == (422, True)


def test_no_file_and_a_date_that_is_none_are_told_together(process: Process, as_secretariat: Client) -> None:
    response = as_secretariat.post("/lighthouse/publishing/", {**FORM, "date": "2026-02-30"})
    text = response.content.decode()
    assert response.status_code == 422
    assert '<a href="#id_file">File of the draft: This field is required.</a>' in text
    assert '<a href="#id_date">Date of the draft: Enter a valid date.</a>' in text


def test_a_draft_cannot_close_before_it_opens(process: Process, as_secretariat: Client) -> None:
    response = upload(as_secretariat, opens="2026-10-05T12:00", closes="2026-10-05T11:00")
    assert (response.status_code, b"It would close before it opens." in response.content) == (422, True)


def test_an_unknown_stage_is_refused(process: Process, as_secretariat: Client) -> None:
    assert upload(as_secretariat, stage="../../etc").status_code == 422


def test_many_uploads_from_one_address_are_slowed_down(process: Process, as_secretariat: Client) -> None:
    answers = [upload(as_secretariat, b"").status_code for _n in range(61)]
    assert answers == [422] * 60 + [429]


def failed(client: Client, data: bytes | str, name: str) -> str:
    upload(client, data, name)
    draft = latest()
    assert (draft.state, draft.error.count("\n")) == (State.FAILED, 0)
    assert draft.error.startswith(f"{name}: ")
    assert "Traceback" not in page(client, f"/lighthouse/publishing/{draft.slug}/")
    return draft.error.removeprefix(f"{name}: ")


def test_binary_rubbish_is_told_in_one_line(process: Process, as_secretariat: Client) -> None:
    assert failed(as_secretariat, bytes(range(256)) * 40, "noise.docx") == (
        "is no text; save it as .docx, .html, .md, .txt or a PDF with text"
    )


def test_a_zip_bomb_is_told_in_one_line(process: Process, as_secretariat: Client) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<a>" + b" " * 100_000_000)
    assert "unpacks to" in failed(as_secretariat, bomb.getvalue(), "bomb.docx")


def test_a_pdf_without_text_is_told_in_one_line(process: Process, as_secretariat: Client) -> None:
    import pypdfium2

    document, data = pypdfium2.PdfDocument.new(), io.BytesIO()
    document.new_page(595, 842)
    document.save(data)
    assert "text" in failed(as_secretariat, data.getvalue(), "scan.pdf")


def test_scripts_in_a_page_are_neither_run_nor_echoed(process: Process, as_secretariat: Client) -> None:
    html = "<html><p>1. We <script>alert(1)</script>note &lt;img src=x onerror=alert(2)&gt; this.</p></html>"
    upload(as_secretariat, html, "<script>alert(3)</script>.html", label="<script>alert(4)</script>")
    assert latest().state == State.READ
    text = page(as_secretariat, "/lighthouse/publishing/rev3/")
    assert not [
        n for n in range(5) if f"<script>alert({n})" in text or f"<img src=x onerror=alert({n})" in text
    ]
    assert "&lt;img src=x onerror=alert(2)&gt;" in text


def test_a_failed_draft_takes_another_file(process: Process, as_secretariat: Client) -> None:
    failed(as_secretariat, b"\x00\x01\x02" * 500, "noise.bin")
    as_secretariat.post("/lighthouse/publishing/rev3/", {"deed": "file", "file": file()})
    draft = latest()
    assert (draft.slug, draft.state, draft.error, draft.source_file) == ("rev3", State.READ, "", "rev3.md")


def test_an_upload_is_put_away_only_on_purpose(rev3: Draft, as_secretariat: Client) -> None:
    assert as_secretariat.post("/lighthouse/publishing/rev3/", {"deed": "discard"}).status_code == 422
    response = as_secretariat.post("/lighthouse/publishing/rev3/", {"deed": "discard", "sure": "on"})
    assert (response.status_code, Draft.objects.filter(pk=rev3.pk).exists()) == (302, False)
    assert Entry.objects.filter(object="draft:rev3").last().verb == "discarded upload"


def test_what_is_out_cannot_be_put_away_or_replaced(drafts: list[Draft], as_secretariat: Client) -> None:
    address = "/lighthouse/publishing/rev2/"
    assert as_secretariat.post(address, {"deed": "discard", "sure": "on"}).status_code == 409
    assert as_secretariat.post(address, {"deed": "file", "file": file()}).status_code == 409
    assert Draft.objects.filter(slug="rev2", state=State.PUBLISHED).exists()


def stopped(draft: Draft, **upload: object) -> None:
    """As if the worker had been killed while it read."""
    Draft.objects.filter(pk=draft.pk).update(state=State.RECEIVED, record={})
    Upload.objects.filter(draft=draft).update(**upload)


def test_while_a_file_is_read_the_page_looks_again(rev3: Draft, as_secretariat: Client) -> None:
    stopped(rev3, asked=timezone.now(), task="")
    text = page(as_secretariat, "/lighthouse/publishing/rev3/")
    assert '<meta http-equiv="refresh" content="2; url=' in text
    assert "Read it again" not in text


@pytest.mark.parametrize(
    "upload",
    [
        {"asked": timezone.now() - timedelta(minutes=2), "task": ""},
        {"task": "2c0ab7ea-2d6c-4f7e-9a53-6a4c4c4c4c4c"},  # no task of this name is there
    ],
)
def test_a_file_whose_reading_was_stopped_can_be_read_again(
    rev3: Draft, as_secretariat: Client, upload: dict[str, object]
) -> None:
    stopped(rev3, **upload)
    assert "Read it again" in page(as_secretariat, "/lighthouse/publishing/rev3/")
    for desk in ("publishing/", "desk/"):
        assert "stopped while it was read" in page(as_secretariat, f"/lighthouse/{desk}"), desk
    as_secretariat.post("/lighthouse/publishing/rev3/", {"deed": "again"})
    assert latest().state == State.READ


def test_reading_twice_changes_nothing(rev3: Draft) -> None:
    entries = Entry.objects.count()
    read.call(rev3.pk, rev3.source_sha256)
    assert (Entry.objects.count(), latest().version) == (entries, rev3.version)


def test_a_task_for_a_file_that_was_replaced_does_nothing(rev3: Draft) -> None:
    stopped(rev3)
    read.call(rev3.pk, "0" * 64)
    assert latest().state == State.RECEIVED


def test_the_reader_is_stopped_when_it_takes_too_long() -> None:
    with pytest.raises(Unreadable, match="took too long"):
        read_apart(MARKDOWN.encode(), "slow.md", Limits(wall=0))


@pytest.mark.parametrize(
    ("program", "words"),
    [
        (
            "import resource as r; r.setrlimit(r.RLIMIT_AS, (1 << 28,) * 2); b'x' * (1 << 30)",
            "needs more memory",
        ),
        ("import os; os.abort()", "the reader broke down"),
        ("while True: pass", "took too long"),
        ("print('{')", "the reader broke down"),
        ("raise RuntimeError('a secret path')", "the reader broke down"),
    ],
)
def test_whatever_happens_to_the_reader_is_told_in_one_line(program: str, words: str) -> None:
    with pytest.raises(Unreadable) as told:
        read_apart(b"1. We note.", "x.md", Limits(wall=2), ("-c", program))
    assert words in str(told.value)
    assert "secret" not in str(told.value)


CONFINED = """
import json, os, resource
from soundingboard.site.drafts import parse
parse.confine(parse.LIMITS)
try:
    written = os.write(os.memfd_create("written"), b"x")
except OSError as error:
    written = 0
limits = [resource.getrlimit(limit)[1] for limit in (resource.RLIMIT_AS, resource.RLIMIT_CPU)]
found = {"written": written, "limits": limits, "secret": "SOUNDINGBOARD_SECRET" in os.environ}
print(json.dumps({"draft": found, "blocks": []}))
"""


def test_the_reader_is_confined_and_sees_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOUNDINGBOARD_SECRET", "hush")
    found = read_apart(b"", "x", reader=("-c", CONFINED)).draft
    assert found == {"written": 0, "limits": [1536 * 2**20, 120], "secret": False}


def test_the_original_is_saved_never_shown(process: Process, as_secretariat: Client) -> None:
    upload(as_secretariat, "<html><p>1. We note this.</p></html>", "page.html")
    response = as_secretariat.get("/lighthouse/drafts/rev3/original")
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == (
        "application/octet-stream",
        "nosniff",
    )
    assert response["Content-Disposition"] == 'attachment; filename="page.html"'


def test_an_eid_that_cannot_stand_in_an_address_is_told() -> None:
    file = b'{"paragraphs": [{"number": "1", "text": "Lamps.", "eid": "a/b"}]}'
    assert "the eid 'a/b' cannot stand in an address" in parsed(file, "draft.json")["error"]
