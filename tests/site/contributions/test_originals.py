"""Files as they came: which hold what was taken out of a contribution, and removing them for good."""

import csv
import hashlib
import io
import json

import pytest
from django.http import HttpResponse
from django.test import Client

from soundingboard.site.contributions.models import (
    BulkUpload,
    Contribution,
    Reading,
    Redaction,
    UploadedFile,
    UploadState,
)
from soundingboard.site.contributions.uploads import originals
from soundingboard.site.contributions.uploads.apart import read_files
from soundingboard.site.drafts.apart import Unreadable
from soundingboard.site.drafts.models import Draft
from soundingboard.site.drafts.refusals import Refused
from soundingboard.site.record.models import Entry
from tests.site.contributions.conftest import found, words
from tests.site.contributions.suggestions import is_in_step, readable, secretary, verbs
from tests.site.contributions.test_uploads import UPLOADS, do, packed, taken, upload

WORDS, REASON, LOG = "Ada Lamp on 555-0101", "Somebody’s telephone number", "/lighthouse/moderation"
TABLE = """id,text,permission,language
pil-1,"Keep it lit. Call Ada Lamp on 555-0101.",organisation,en
pil-2,Fog signals please.,anonymous,en
pil-3,What I saw was wrong.,confidential,en
"""
ALL_CLOSED = "id,text,permission,language\npil-9,Call Ada Lamp on 555-0101.,confidential,en\n"


def at(file: UploadedFile, rest: str = "") -> str:
    return f"/lighthouse/intake/files/{file.pk}/{rest}"


def redact(client: Client, name: str, *files: UploadedFile, **more: object) -> HttpResponse:
    """The form as it is sent for these words, with these files chosen."""
    version = Contribution.objects.get(name=name).version
    sent = {"version": version, "words": WORDS, "reason": REASON, "files": [file.pk for file in files]}
    return client.post(f"/lighthouse/intake/{name}/redact/", {**sent, **more})


def remove(client: Client, file: UploadedFile, reason: str = REASON) -> HttpResponse:
    return client.post(at(file, "remove/"), {"reason": reason})


def offered(response: HttpResponse) -> list[str]:
    """The files that the form offers to remove, with what it says of each."""
    return [" ".join(each.text_content().split()) for each in found(response, "#id_files", "div")]


def is_gone(file: UploadedFile) -> bool:
    file.refresh_from_db()
    return (bytes(file.data), file.removed is None) == (b"", False)


def logged(client: Client) -> list[dict[str, object]]:
    return json.loads(client.get(f"{LOG}.json").content)["moderation"]


def test_the_form_names_the_file_and_removes_it(new: Draft, as_secretariat: Client) -> None:
    taken(as_secretariat, ("pilots.csv", TABLE))
    file = UploadedFile.objects.get()
    look = redact(as_secretariat, "pil-1")
    assert offered(look) == [
        "pilots.csv The words are in this file too. It holds 3 contributions: the whole file goes."
    ]
    assert (found(look, "#id_files", "input")[0].get("checked"), Redaction.objects.count()) == (None, 0)
    looked_again = redact(as_secretariat, "pil-1", file)
    assert found(looked_again, "#id_files", "input")[0].get("checked") == "checked"
    done = redact(as_secretariat, "pil-1", file, sure="yes")
    assert (done.status_code, done["Location"]) == (302, "/lighthouse/intake/pil-1/")
    assert is_gone(file)
    assert (file.name, file.size, file.sha256) == (
        "pilots.csv",
        len(TABLE.encode()),
        hashlib.sha256(TABLE.encode()).hexdigest(),
    )
    assert (file.removed_why, f"participant:{file.removed_by}") == (
        REASON,
        Entry.objects.head("lighthouse").actor,
    )
    assert verbs(new.process)[-2:] == ["redacted contribution", "removed original"]
    assert Contribution.objects.count() == 3
    assert is_in_step(new.process)


def test_a_file_that_is_not_chosen_stays_and_is_named(new: Draft, as_secretariat: Client) -> None:
    taken(as_secretariat, ("pilots.csv", TABLE))
    done = redact(as_secretariat, "pil-1", sure="yes")
    assert done["Location"] == "/lighthouse/intake/pil-1/#files"
    page = as_secretariat.get("/lighthouse/intake/pil-1/")
    file = UploadedFile.objects.get()
    assert [link.get("href") for link in found(page, "#files", "a")] == [at(file, "remove/")]
    log = as_secretariat.get(f"{LOG}/")
    assert "the words may still be in 1 file as it came" in words(log, "table")
    assert remove(as_secretariat, file).status_code == 302
    assert is_gone(file)
    page, log = as_secretariat.get("/lighthouse/intake/pil-1/"), as_secretariat.get(f"{LOG}/")
    assert found(page, "#files") == []
    assert f"by {file.removed_by}, because: {REASON}" in words(page, ".original")
    assert "may still be in" not in words(log, "table")


def test_others_are_not_told_that_files_are_left(
    new: Draft, as_secretariat: Client, as_board: Client
) -> None:
    taken(as_secretariat, ("pilots.csv", TABLE))
    redact(as_secretariat, "pil-1", sure="yes")
    assert "may still be in" not in words(as_board.get(f"{LOG}/"), "table")


def test_the_public_reads_that_and_why_and_no_name(
    new: Draft, as_secretariat: Client, as_visitor: Client
) -> None:
    taken(as_secretariat, ("Letter of Bo Keel.csv", TABLE))
    assert remove(as_secretariat, UploadedFile.objects.get()).status_code == 302
    row = logged(as_visitor)[0]
    assert {key: value for key, value in row.items() if key not in ("sequence", "time")} == {
        "act": "removed original",
        "contribution": None,
        "files": 1,
        "by": "secretariat",
        "reason": REASON,
    }
    page, table = as_visitor.get(f"{LOG}/"), as_visitor.get(f"{LOG}.csv").content.decode("utf-8-sig")
    assert words(page, "tbody", "th") == "1 file of contributions"
    assert words(page, "tbody", "td").endswith(f"File as it came removed {REASON}")
    assert next(csv.DictReader(io.StringIO(table)))["files"] == "1"
    told = readable(new.process) + page.content.decode() + table
    assert ("Bo Keel" in told, f"upload:{BulkUpload.objects.get().pk}" in told) == (False, False)
    entry = Entry.objects.head("lighthouse")
    assert (entry.object, entry.content) == ("process:lighthouse", {"files": 1, "reason": REASON})


def test_why_the_file_of_a_confidence_went_is_not_told(
    new: Draft, as_secretariat: Client, as_visitor: Client
) -> None:
    taken(as_secretariat, ("pilots.csv", ALL_CLOSED))
    file = UploadedFile.objects.get()
    assert remove(as_secretariat, file).status_code == 302
    assert Entry.objects.head("lighthouse").content == {"files": 1}
    assert [row["reason"] for row in logged(as_visitor)] == [None]
    assert file.removed_why == "" and is_gone(file) and file.removed_why == REASON


def test_nor_when_it_went_with_words_of_a_confidence(new: Draft, as_secretariat: Client) -> None:
    text = TABLE.replace("What I saw was wrong.", "Call Ada Lamp on 555-0101.")
    taken(as_secretariat, ("pilots.csv", text))
    closed = Contribution.objects.get(permission="confidential")
    as_secretariat.post(f"/lighthouse/intake/{closed.name}/act/", {"deed": "read"})
    file = UploadedFile.objects.get()
    assert redact(as_secretariat, closed.name, file, sure="yes").status_code == 302
    assert (is_gone(file), Entry.objects.head("lighthouse").content) == (True, {"files": 1})


def test_what_was_said_on_a_draft_for_the_board_is_for_the_board(
    new: Draft, inside: Draft, as_secretariat: Client, as_visitor: Client, as_board: Client
) -> None:
    taken(as_secretariat, ("pilots.csv", TABLE), draft="rev2")
    remove(as_secretariat, UploadedFile.objects.get())
    assert (logged(as_visitor), [row["reason"] for row in logged(as_board)]) == ([], [REASON])
    assert REASON not in readable(new.process)


def test_opening_it_afterwards_says_so(new: Draft, as_secretariat: Client) -> None:
    taken(as_secretariat, ("pilots.csv", TABLE))
    file = UploadedFile.objects.get()
    remove(as_secretariat, file)
    for response in (
        as_secretariat.get(at(file)),
        as_secretariat.post(at(file)),
        as_secretariat.get(at(file, "remove/")),
        remove(as_secretariat, file),
    ):
        assert response.status_code == 410
        assert words(response, "h1") == "pilots.csv was removed"
        assert (REASON in words(response), "555-0101" in response.content.decode()) == (True, False)
    assert verbs(new.process).count("removed original") == 1
    assert Reading.objects.count() == 0
    report = as_secretariat.get(file.upload.get_absolute_url())
    assert f"because: {REASON}" in words(report, "details", "li")
    assert at(file, "remove/") not in report.content.decode()
    assert as_secretariat.get(f"{UPLOADS}{file.upload_id}.csv").status_code == 200


def test_the_page_warns_of_all_that_goes(new: Draft, as_secretariat: Client) -> None:
    taken(as_secretariat, ("pilots.csv", TABLE))
    file = UploadedFile.objects.get()
    page = as_secretariat.get(at(file, "remove/"))
    assert "It holds 3 contributions: the whole file goes." in words(page, ".told")
    names = set(Contribution.objects.values_list("name", flat=True))
    assert {each.text_content() for each in found(page, "details", "a")} == names
    wrong = remove(as_secretariat, file, " ")
    assert (wrong.status_code, is_gone(file), len(found(wrong, "#id_reason_error"))) == (422, False, 1)


def test_an_archive_holds_what_lay_in_it(new: Draft, as_secretariat: Client) -> None:
    files = {"one.txt": f"Keep the lamps lit. {WORDS}.", "two.txt": "The fog signals are not heard."}
    taken(as_secretariat, ("all.zip", packed(files)))
    archive, one, two = (UploadedFile.objects.get(name=name) for name in ("all.zip", "one.txt", "two.txt"))
    assert (archive.inside, one.inside, two.inside) == (None, archive, archive)
    whole = "It holds 2 contributions: the whole file goes."
    still = "The words are in this file too."
    assert offered(redact(as_secretariat, "one")) == [f"all.zip {still} {whole}", f"one.txt {still}"]
    page = as_secretariat.get(at(one, "remove/"))
    assert [each.get("href") for each in found(page, ".told", "a")] == [at(archive, "remove/")]
    page = as_secretariat.get(at(archive, "remove/"))
    assert "2 files that lay in it are also kept one by one, and stay." in words(page, ".told")
    redact(as_secretariat, "one", one, sure="yes")
    assert (is_gone(one), is_gone(archive)) == (True, False)
    left = as_secretariat.get("/lighthouse/intake/one/")
    assert [each.get("href") for each in found(left, "#files", "a")] == [at(archive, "remove/")]
    remove(as_secretariat, archive)
    assert (is_gone(archive), is_gone(two)) == (True, False)
    assert as_secretariat.get(at(two)).content == files["two.txt"].encode()


def test_an_archive_with_a_confidence_is_read_with_a_log(new: Draft, as_secretariat: Client) -> None:
    taken(as_secretariat, ("all.zip", packed({"one.txt": "Keep it lit."})), permission="confidential")
    archive = UploadedFile.objects.get(name="all.zip")
    assert "said in confidence" in words(as_secretariat.get(at(archive)))
    as_secretariat.post(at(archive))
    assert Reading.objects.count() == 1


def test_a_second_upload_of_the_same_is_found(new: Draft, as_secretariat: Client) -> None:
    for name in ("pilots.csv", "again.csv"):
        taken(as_secretariat, (name, TABLE))
    taken(as_secretariat, ("others.csv", "id,text,language\noth-1,Something else.,en\n"))
    assert [line.split()[0] for line in offered(redact(as_secretariat, "pil-1"))] == [
        "pilots.csv",
        "again.csv",
    ]


def test_a_file_beside_it_that_holds_the_words_is_found(new: Draft, as_secretariat: Client) -> None:
    about = f"file,group,organisation\none.txt,youth,{WORDS}\ntwo.txt,youth,Pilots\n"
    taken(
        as_secretariat,
        ("one.txt", f"Keep the lamps lit. {WORDS}."),
        ("two.txt", "The fog signals are not heard."),
        ("metadata.csv", about),
    )
    assert [line.split()[0] for line in offered(redact(as_secretariat, "one"))] == ["one.txt", "metadata.csv"]


def test_of_a_file_that_cannot_be_searched_it_says_may(new: Draft, as_secretariat: Client) -> None:
    taken(as_secretariat, ("one.html", "<p>Keep the lamps lit. Ada <b>Lamp</b> on 555-0101.</p>"))
    assert offered(redact(as_secretariat, "one")) == ["one.html The words may be in this file too."]


def test_the_name_of_the_file_is_redacted_too(new: Draft, as_secretariat: Client) -> None:
    made = taken(as_secretariat, (f"Call {WORDS}.txt", f"Keep the lamps lit. {WORDS}."))
    redact(as_secretariat, Contribution.objects.get().name, sure="yes")
    made.refresh_from_db()
    assert [made.files.get().name, *{row["file"] for row in made.rows}] == ["Call [removed].txt"] * 2


def test_what_came_by_the_form_has_no_file(new: Draft, as_secretariat: Client) -> None:
    taken(as_secretariat, ("pilots.csv", TABLE))
    Contribution.objects.update(file=None)
    BulkUpload.objects.update(rows=[])
    assert found(redact(as_secretariat, "pil-1"), "#id_files") == []
    assert redact(as_secretariat, "pil-1", sure="yes")["Location"] == "/lighthouse/intake/pil-1/"


def test_a_file_of_another_contribution_is_not_taken_along(new: Draft, as_secretariat: Client) -> None:
    taken(as_secretariat, ("pilots.csv", TABLE))
    taken(as_secretariat, ("others.csv", "id,text,language\noth-1,Something else.,en\n"))
    other = UploadedFile.objects.get(name="others.csv")
    response = redact(as_secretariat, "pil-1", other, sure="yes")
    assert (response.status_code, is_gone(other), Redaction.objects.count()) == (422, False, 0)


def test_what_waits_is_put_away_whole(new: Draft, as_secretariat: Client) -> None:
    made = upload(as_secretariat, ("pilots.csv", TABLE))
    file = made.files.get()
    response = remove(as_secretariat, file)
    assert (response.status_code, is_gone(file)) == (409, False)
    assert "put the upload away" in words(response, ".wrong")
    assert found(response, "#id_reason") == []
    with pytest.raises(Refused):
        originals.remove(secretary(new.process), [file], REASON)
    do(as_secretariat, made, "take")
    assert remove(as_secretariat, file).status_code == 302


def test_reading_again_says_that_it_was_removed(new: Draft, as_secretariat: Client) -> None:
    made = upload(as_secretariat, ("one.txt", "Keep the lamps lit."), ("two.txt", "Fog signals."))
    BulkUpload.objects.update(state=UploadState.FAILED)
    assert remove(as_secretariat, made.files.get(name="two.txt")).status_code == 302
    do(as_secretariat, made, "again")
    made.refresh_from_db()
    assert (made.state, [record["text"] for record in made.records]) == ("read", ["Keep the lamps lit."])
    told = next(row for row in made.rows if row["file"] == "two.txt")
    assert told["outcome"] == "set aside"
    assert told["notices"][0].startswith("the original was removed on ")
    BulkUpload.objects.update(state=UploadState.FAILED)
    remove(as_secretariat, made.files.get(name="one.txt"))
    with pytest.raises(Unreadable, match=r"^one.txt: the original was removed on .*; two.txt: the original"):
        read_files(made, list(made.files.all()))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("é".encode(), "é"),
        ("é".encode("cp1252"), "é"),
        ("é".encode("utf-16"), "é"),
        (b'say ""lit""', 'say "lit"'),
        (b"%PDF-1.7 lit", ""),
        (b"PK\x03\x04 lit", ""),
        (b"", ""),
    ],
)
def test_what_can_be_read_without_opening_it(data: bytes, text: str) -> None:
    assert originals.as_text(data) == text
