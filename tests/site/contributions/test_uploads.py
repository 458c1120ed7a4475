"""Files of contributions: read apart, shown row by row, taken in once and whole, or put away."""

import csv
import io
import json
import re
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, override_settings
from django.utils import timezone

from soundingboard.chain import chained, seal
from soundingboard.site.board.models import Event
from soundingboard.site.contributions.actions import recount
from soundingboard.site.contributions.models import (
    BulkUpload,
    Contribution,
    ContributionState,
    Tally,
    UploadedFile,
    UploadState,
)
from soundingboard.site.contributions.uploads.apart import READER, read_files
from soundingboard.site.contributions.uploads.tasks import read
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.models import Identity, Organisation
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry
from tests.site.contributions.conftest import found, words

pytestmark = pytest.mark.django_db

UPLOADS = "/lighthouse/intake/uploads/"
FORM = {
    "draft": "rev1",
    "channel": "upload",
    "permission": "organisation",
    "event": "",
    "language": "",
    "meanings": "",
}
TABLE = """id,text,date,stakeholder_group,regional_group,organisation,permission,language
pil-1,Keep the lamps lit.,2026-05-06,youth,North,Young Pilots,organisation,en
pil-2,"Fog signals, please.",,Lamplighters,The Isles,=cmd|calc,organisation,en
pil-3,My boat is small.,2026-05-06,civil society,South,Boats,anonymous,en
pil-4,What I saw was wrong.,2026-05-06,government,South,Ministry,confidential,en
"""


def sent(*files: tuple[str, str | bytes], **fields: str) -> dict[str, object]:
    """The form with these files."""
    given = [
        SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data) for name, data in files
    ]
    return {**FORM, **fields, "files": given}


def upload(client: Client, *files: tuple[str, str | bytes], **fields: str) -> BulkUpload:
    """An upload of these files, read."""
    response = client.post(UPLOADS, sent(*files, **fields))
    assert response.status_code == 302, words(response, ".errors")
    made = BulkUpload.objects.latest("pk")
    assert response["Location"] == f"{UPLOADS}{made.pk}/"
    return made


def do(client: Client, made: BulkUpload, deed: str) -> HttpResponse:
    return client.post(f"{UPLOADS}{made.pk}/", {"deed": deed}, follow=True)


def taken(client: Client, *files: tuple[str, str | bytes], **fields: str) -> BulkUpload:
    """An upload of these files, taken in."""
    made = upload(client, *files, **fields)
    do(client, made, "take")
    made.refresh_from_db()
    assert made.state == UploadState.TAKEN
    return made


def outcomes(made: BulkUpload) -> list[tuple[str, str, str | None]]:
    return [(row["place"] or row["file"], row["outcome"], row["id"]) for row in made.rows]


def of_rows(made: BulkUpload) -> list[dict[str, object]]:
    """The report without the line of the file as a whole."""
    return [row for row in made.rows if row["id"]]


def tallied() -> list[tuple[object, ...]]:
    columns = [field.attname for field in Tally._meta.concrete_fields if field.attname != "id"]
    return list(Tally.objects.order_by("draft", "place").values_list(*columns))


def chain_holds() -> bool:
    previous = ""
    for entry in Entry.objects.of_process("lighthouse"):
        if (entry.previous, entry.digest) != (previous, chained(previous, seal(entry.body))):
            return False
        previous = entry.digest
    return True


def test_a_table_is_read_and_shown_row_by_row(new: Draft, as_secretariat: Client) -> None:
    made = upload(as_secretariat, ("pilots.csv", TABLE))
    assert (made.state, Contribution.objects.count()) == (UploadState.READ, 0)
    assert outcomes(made) == [
        ("pilots.csv", "read", None),
        ("row 2", "read", "pil-1"),
        ("row 3", "read with notices", "pil-2"),
        ("row 4", "read", "pil-3"),
        ("row 5", "read", "pil-4"),
    ]
    response = as_secretariat.get(f"{UPLOADS}{made.pk}/")
    text = words(response)
    assert "4 contributions were read and wait." in text
    assert "Lamplighters → not stated · The Isles → not stated" in text
    assert "Fog signals, please." in text
    assert "What I saw was wrong" not in text
    assert len(found(response, "table", "tbody", "tr")) == 5
    noticed = as_secretariat.get(f"{UPLOADS}{made.pk}/?show=notices")
    assert [row.xpath("string(td[1])").split(": ")[1][:5] for row in found(noticed, "tbody", "tr")] == [
        "pil-2"
    ]
    assert "No row is of this kind." in words(as_secretariat.get(f"{UPLOADS}{made.pk}/?show=aside"))


def test_taking_in_makes_contributions(process: Process, new: Draft, as_secretariat: Client) -> None:
    made = taken(as_secretariat, ("pilots.csv", TABLE))
    first, second, third, fourth = Contribution.objects.order_by("pk")
    assert [
        (one.draft.slug, one.channel, one.kind, one.file.name, one.participant, one.dealt)
        for one in (first, second, third, fourth)
    ] == [("rev1", "upload", "submission", "pilots.csv", None, None)] * 4
    assert (first.name, first.text, first.filed) == (
        "pil-1",
        "Keep the lamps lit.",
        datetime(2026, 5, 6, tzinfo=UTC),
    )
    assert (first.stakeholder_group, first.regional_group, first.organisation.name) == (
        "youth",
        "North",
        "Young Pilots",
    )
    assert (second.stakeholder_group, second.as_written) == (
        "not stated",
        {"stakeholder_group": "Lamplighters", "regional_group": "The Isles"},
    )
    assert second.notices == next(row["notices"] for row in made.rows if row["id"] == "pil-2")
    assert (third.permission, third.organisation, third.stakeholder_group) == (
        "anonymous",
        None,
        "civil society",
    )
    assert [row["name"] for row in of_rows(made)] == [one.name for one in (first, second, third, fourth)]
    assert made.records == []
    kept = tallied()
    recount(process)
    assert (kept == tallied(), kept[0][2:6]) == (True, (4, 0, 1, 1))


def test_what_was_taken_in_can_be_begun_with(new: Draft, as_secretariat: Client) -> None:
    made = upload(as_secretariat, ("pilots.csv", TABLE))
    assert found(as_secretariat.get(f"{UPLOADS}{made.pk}/"), "a.button") == []
    do(as_secretariat, made, "take")
    (link,) = found(as_secretariat.get(f"{UPLOADS}{made.pk}/"), "a.button")
    assert link.get("href") == "/lighthouse/intake/pil-1/#suggestions"
    again = taken(as_secretariat, ("pilots.csv", TABLE))
    assert found(as_secretariat.get(f"{UPLOADS}{again.pk}/"), "a.button") == []


def test_who_is_not_to_be_known_is_not_called_by_the_name_of_the_file(
    new: Draft, as_secretariat: Client
) -> None:
    taken(as_secretariat, ("Jane Doe.txt", "I fear the fog."), permission="anonymous")
    assert re.fullmatch(r"[a-z2-9]{8}", Contribution.objects.get().name)
    assert not [entry for entry in Entry.objects.all() if "jane" in entry.body.lower()]


def test_the_record_follows_and_tells_no_more_than_it_may(new: Draft, as_secretariat: Client) -> None:
    made = taken(as_secretariat, ("pilots.csv", TABLE))
    actor = f"participant:{as_secretariat.account.participant.name}"
    entries = list(Entry.objects.of_process("lighthouse"))
    assert [(entry.verb, entry.actor, entry.readers) for entry in entries] == [
        ("received upload", actor, "secretariat"),
        ("read upload", "software", "secretariat"),
        ("took in upload", actor, "secretariat"),
        ("filed contribution", actor, "public"),
        ("filed contribution", actor, "public"),
        ("filed contribution", actor, "secretariat"),
        ("filed contribution", actor, "public"),
    ]
    by_object = {entry.object: entry.content for entry in entries}
    names = {row["id"]: row["name"] for row in of_rows(made)}
    assert by_object[f"contribution:{names['pil-1']}"]["organisation"] == "Young Pilots"
    assert "organisation" not in by_object[f"contribution:{names['pil-3']}"]
    assert by_object[f"contribution:{names['pil-4']}"] == {"name": names["pil-4"]}
    assert chain_holds()


def test_taking_in_twice_takes_in_once(new: Draft, as_secretariat: Client) -> None:
    made = upload(as_secretariat, ("pilots.csv", TABLE))
    first, second = (words(do(as_secretariat, made, "take"), ".told") for _n in range(2))
    assert first.startswith("4 contributions are taken in.")
    assert second.startswith("This was taken in or put away before; nothing was changed now.")
    assert Contribution.objects.count() == 4
    do(as_secretariat, made, "away")
    made.refresh_from_db()
    assert (made.state, made.files.count()) == (UploadState.TAKEN, 1)


def test_the_same_file_once_more_is_here_already(new: Draft, as_secretariat: Client) -> None:
    taken(as_secretariat, ("pilots.csv", TABLE))
    again = taken(as_secretariat, ("pilots.csv", TABLE))
    assert {row["outcome"] for row in of_rows(again)} == {"here already"}
    assert Contribution.objects.count() == 4
    assert "here already, left as it is" in words(as_secretariat.get(f"{UPLOADS}{again.pk}/"))


def test_an_id_that_another_has_gets_a_number_and_a_notice(new: Draft, as_secretariat: Client) -> None:
    taken(as_secretariat, ("pilots.csv", TABLE))
    again = taken(as_secretariat, ("more.csv", "id,text,language\npil-1,Something else.,en\n"))
    assert Contribution.objects.get(text="Something else.").name == "pil-1-2"
    assert of_rows(again)[0]["notices"][-1] == (
        "“pil-1” is another contribution already; this one is called pil-1-2."
    )
    assert of_rows(again)[0]["outcome"] == "read with notices"


def test_put_away_leaves_nothing(new: Draft, as_secretariat: Client) -> None:
    made = upload(as_secretariat, ("pilots.csv", TABLE))
    do(as_secretariat, made, "away")
    made.refresh_from_db()
    assert (made.state, made.records, made.rows, made.files.count()) == (UploadState.PUT_AWAY, [], [], 0)
    do(as_secretariat, made, "take")
    assert Contribution.objects.count() == 0
    assert Entry.objects.head("lighthouse").verb == "put upload away"


def test_several_files_are_one_folder(new: Draft, as_secretariat: Client) -> None:
    about = "file,group,region,organisation\none.md,youth,North,Pilots\ntwo.txt,government,South,Ministry\n"
    made = taken(
        as_secretariat,
        ("one.md", "# Lamps\n\nKeep the lamps lit in every harbour of the coast."),
        ("two.txt", "The fog signals are not heard."),
        ("metadata.csv", about),
        ("photo.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 200),
    )
    assert {
        (one.name, one.stakeholder_group, str(one.organisation), one.file.name)
        for one in Contribution.objects.all()
    } == {
        ("one", "youth", "Pilots", "one.md"),
        ("two", "government", "Ministry", "two.txt"),
    }
    assert {row["file"] for row in made.rows} == {"one.md", "two.txt", "metadata.csv", "photo.png"}
    assert next(row["outcome"] for row in made.rows if row["file"] == "photo.png") == "set aside"


def packed(files: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return data.getvalue()


def test_an_archive_keeps_its_originals_one_by_one(new: Draft, as_secretariat: Client) -> None:
    archive = packed({"one.txt": "Keep the lamps lit.", "empty.txt": "", "../out.txt": "Away."})
    made = taken(as_secretariat, ("all.zip", archive))
    assert Contribution.objects.get().file.name == "one.txt"
    assert sorted(made.files.values_list("name", flat=True)) == ["all.zip", "one.txt"]
    assert {row["file"]: row["outcome"] for row in made.rows} == {
        "../out.txt": "set aside",
        "empty.txt": "set aside",
        "one.txt": "read with notices",  # of its language
    }
    response = as_secretariat.get(f"/lighthouse/intake/files/{Contribution.objects.get().file_id}/")
    assert (response["Content-Disposition"], response["X-Content-Type-Options"], response.content) == (
        'attachment; filename="one.txt"',
        "nosniff",
        b"Keep the lamps lit.",
    )


def test_what_holds_for_all_holds_where_files_do_not_say(
    process: Process, new: Draft, as_secretariat: Client
) -> None:
    start = timezone.now() - timedelta(days=2)
    Event.objects.create(
        process=process,
        slug="tea",
        kind="office hour",
        title="Tea",
        start=start,
        end=start + timedelta(hours=1),
    )
    table = "id,text,group\na,Lamps.,Lamplighters\nb,Fog.,youth\n"
    fields = {
        "channel": "event",
        "event": "tea",
        "draft": "",
        "meanings": "Lamplighters = civil society\n",
        "language": "ar",
    }
    taken(as_secretariat, ("heard.csv", table), **fields)
    assert list(
        Contribution.objects.order_by("pk").values_list(
            "channel", "event", "kind", "draft", "stakeholder_group", "language"
        )
    ) == [
        ("event", "tea", "note", None, "civil society", "ar"),
        ("event", "tea", "note", None, "youth", "ar"),
    ]


def test_meanings_that_mean_nothing_are_told(process: Process, new: Draft, as_secretariat: Client) -> None:
    for typed, told in (("NGOs", "has no “=”"), ("NGOs = sailors", "neither a group nor a region")):
        response = as_secretariat.post(UPLOADS, sent(("a.csv", TABLE), meanings=typed))
        assert (response.status_code, told in words(response)) == (422, True)
        assert typed in words(response, "textarea")


def test_a_later_version_takes_the_place_of_an_earlier_one(
    process: Process, new: Draft, as_secretariat: Client
) -> None:
    taken(as_secretariat, ("pilots.csv", TABLE))
    more = (
        "id,text,supersedes,permission\npil-5,Keep all lamps lit.,pil-1,confidential\n"
        "pil-6,Nothing before.,pil-99,organisation\n"
    )
    taken(as_secretariat, ("more.csv", more))
    old, late = Contribution.objects.get(name="pil-1"), Contribution.objects.get(text="Keep all lamps lit.")
    assert (old.state, late.supersedes, old.shown_as) == (ContributionState.SUPERSEDED, old, "confidential")
    assert "pil-99" in " ".join(Contribution.objects.get(name="pil-6").notices)
    kept = tallied()
    recount(process)
    assert kept == tallied()
    assert chain_holds()


def test_a_name_is_kept_apart_and_only_with_leave(new: Draft, as_secretariat: Client) -> None:
    table = "id,text,name,permission\na,Lamps.,Ada Kelmo,named\nb,Fog.,Bo Tarn,organisation\n"
    taken(as_secretariat, ("names.csv", table))
    assert list(Identity.objects.exclude(name="").values_list("name", flat=True)) == ["Ada Kelmo"]
    assert Contribution.objects.get(name="a").participant.identity.name == "Ada Kelmo"
    assert not [entry for entry in Entry.objects.all() if "Kelmo" in entry.body or "Tarn" in entry.body]


def test_a_file_does_not_verify_an_organisation(new: Draft, as_secretariat: Client) -> None:
    taken(as_secretariat, ("a.csv", "id,text,organisation,verified\na,Lamps.,Pilots,yes\n"))
    assert list(Organisation.objects.values_list("name", "verified")) == [("Pilots", False)]


def test_late_is_by_the_date_in_the_file(old: Draft, as_secretariat: Client) -> None:
    before = (timezone.now() - timedelta(days=45)).date().isoformat()
    table = f"id,text,date\na,Lamps.,{before}\nb,Fog.,\n"
    taken(as_secretariat, ("a.csv", table), draft="zero-draft")
    assert dict(Contribution.objects.values_list("name", "late")) == {"a": False, "b": True}


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("empty.csv", b"", "There is nothing in it: the file is empty."),
        ("song.mp3", b"ID3" * 99, "song.mp3 is of a kind that cannot be read."),
    ],
)
def test_what_cannot_be_read_is_told_at_once(
    new: Draft, as_secretariat: Client, name: str, data: bytes, told: str
) -> None:
    response = as_secretariat.post(UPLOADS, sent((name, data), meanings="a = youth"))
    assert (response.status_code, told in words(response), BulkUpload.objects.count()) == (422, True, 0)
    assert "a = youth" in words(response, "textarea")


def test_no_file_at_all_is_told(new: Draft, as_secretariat: Client) -> None:
    response = as_secretariat.post(UPLOADS, FORM)
    assert (response.status_code, "Files: This field is required." in words(response)) == (422, True)


@override_settings(UPLOAD_LIMIT=1000)
def test_too_much_at_once_is_told_with_both_sizes(new: Draft, as_secretariat: Client) -> None:
    response = as_secretariat.post(UPLOADS, sent(("a.txt", "x" * 600), ("b.txt", "y" * 600)))
    text = words(response).replace("\xa0", " ")
    assert (response.status_code, "These have 1.2 KB together; 1000 bytes can come at once." in text) == (
        422,
        True,
    )


@override_settings(UPLOAD_LIMIT=1000, DATA_UPLOAD_MAX_MEMORY_SIZE=1000)
def test_a_flood_is_not_even_read(new: Draft, as_secretariat: Client) -> None:
    assert as_secretariat.post(UPLOADS, sent(("a.txt", "x" * 5000))).status_code == 413


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("id;title\na;Lamps\n", "text"),  # no column of words
        (b"\xff\xfe\x00\x01" * 300, ""),
        ("[1, 2", ""),
    ],
)
def test_a_file_that_holds_nothing_gives_one_line_or_a_report(
    new: Draft, as_secretariat: Client, data: str | bytes, told: str
) -> None:
    made = upload(as_secretariat, ("bad.csv", data))
    response = as_secretariat.get(f"{UPLOADS}{made.pk}/")
    text = words(response)
    assert "Traceback" not in text
    assert told in text
    assert made.state in (UploadState.FAILED, UploadState.READ)
    assert made.records == []
    assert made.error.count("\n") == 0
    assert bool(found(response, ".wrong")) == (made.state == UploadState.FAILED)


def test_renamed_columns_other_encodings_repeated_and_empty_rows_are_reported(
    new: Draft, as_secretariat: Client
) -> None:
    rows = ("x,Façade lamps.,youth", "x,Other words.,youth", "x,Façade lamps.,youth", "y,,youth")
    table = "\n".join(("Reference,Submission,Sector", *rows))
    made = taken(as_secretariat, ("latin.csv", table.encode("latin-1")))
    assert list(Contribution.objects.order_by("pk").values_list("name", "text", "stakeholder_group")) == [
        ("x", "Façade lamps.", "youth"),
        ("x_2", "Other words.", "youth"),
    ]
    by_place = {row["place"]: (row["outcome"], row["reason"]) for row in made.rows if row["place"]}
    assert by_place == {
        "row 2": ("read with notices", None),
        "row 3": ("read with notices", None),
        "row 4": ("set aside", "repeated"),
        "row 5": ("set aside", "no text"),
    }


def test_doubled_columns_are_told_in_one_line(new: Draft, as_secretariat: Client) -> None:
    made = upload(as_secretariat, ("a.csv", "id,text,text\nx,Lamps.,Fog.\n"))
    assert (made.state, made.error) == (
        UploadState.FAILED,
        "a.csv: column 2 “text” and column 3 “text” both mean “text”: rename or delete one",
    )


def test_rows_beyond_five_thousand_are_all_read(new: Draft, as_secretariat: Client) -> None:
    table = "id,text,language\n" + "".join(f"r{n},Lamp {n} is out.,en\n" for n in range(5100))
    made = taken(as_secretariat, ("many.csv", table))
    assert (len(of_rows(made)), Contribution.objects.count()) == (5100, 5100)
    text = words(as_secretariat.get(f"{UPLOADS}{made.pk}/"))
    assert "Page 1 of 52" in text


def test_the_report_as_a_table_holds_no_formula(new: Draft, as_secretariat: Client) -> None:
    made = upload(as_secretariat, ("pilots.csv", TABLE))
    response = as_secretariat.get(f"{UPLOADS}{made.pk}.csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == ["", "pil-1", "pil-2", "pil-3", "pil-4"]
    assert rows[2]["organisation"] == "'=cmd|calc"
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_an_original_with_something_confidential_is_saved_as_a_logged_reading(
    new: Draft, as_secretariat: Client
) -> None:
    taken(as_secretariat, ("pilots.csv", TABLE))
    closed = Contribution.objects.get(permission="confidential")
    address = f"/lighthouse/intake/files/{closed.file_id}/"
    asked = as_secretariat.get(address)
    assert "What I saw was wrong" not in asked.content.decode()
    assert closed.readings.count() == 0
    response = as_secretariat.post(address)
    assert response["Content-Disposition"] == 'attachment; filename="pilots.csv"'
    assert closed.readings.count() == 1
    assert Entry.objects.head("lighthouse").verb == "read confidential contribution"


def test_while_it_is_read_the_page_looks_again_and_stopped_it_can_be_read_again(
    new: Draft, as_secretariat: Client
) -> None:
    made = upload(as_secretariat, ("pilots.csv", TABLE))
    rows = BulkUpload.objects.filter(pk=made.pk)
    rows.update(state=UploadState.RECEIVED, records=[], rows=[], task="", asked=timezone.now())
    page = as_secretariat.get(f"{UPLOADS}{made.pk}/").content.decode()
    assert '<meta http-equiv="refresh" content="2; url=' in page
    rows.update(task="2c0ab7ea-2d6c-4f7e-9a53-6a4c4c4c4c4c")  # no task of this name is there
    assert "Read it again" in as_secretariat.get(f"{UPLOADS}{made.pk}/").content.decode()
    do(as_secretariat, made, "again")
    made.refresh_from_db()
    assert (made.state, len(made.records)) == (UploadState.READ, 4)


def test_reading_twice_changes_nothing(new: Draft, as_secretariat: Client) -> None:
    made = upload(as_secretariat, ("pilots.csv", TABLE))
    entries = Entry.objects.count()
    read.call(made.pk)
    assert Entry.objects.count() == entries


def test_one_file_that_breaks_the_reader_does_not_lose_the_others(
    process: Process, new: Draft, as_secretariat: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = upload(as_secretariat, ("a.txt", "Lamps for all."), ("b.txt", "Fog signals."))
    broken = (
        "import sys, runpy; data = sys.stdin.buffer.peek(1 << 20)\n"
        "if b'Fog' in data: raise SystemExit(3)\n"
        f"sys.argv = ['x', sys.argv[1]]; runpy.run_module({READER[1]!r}, run_name='__main__')"
    )
    monkeypatch.setattr("soundingboard.site.contributions.uploads.apart.READER", ("-c", broken))
    result = read_files(made, list(made.files.all()))
    assert [one["text"] for one in result.contributions] == ["Lamps for all."]
    assert [(row["file"], row["outcome"], row["reason"]) for row in result.report] == [
        ("a.txt", "read with notices", None),
        ("b.txt", "set aside", "not readable"),
    ]


def test_two_files_of_one_name_are_told_apart(new: Draft, as_secretariat: Client) -> None:
    made = upload(as_secretariat, ("a.txt", "Lamps for all."), ("a.txt", "Fog signals."))
    assert sorted(made.files.values_list("name", flat=True)) == ["a (2).txt", "a.txt"]
    assert len(made.records) == 2


@pytest.mark.parametrize(
    "who", ["as_visitor", "as_participant", "as_board", "as_cofacilitator", "as_administrator"]
)
def test_the_secretariat_alone_takes_in(
    new: Draft, as_secretariat: Client, who: str, request: pytest.FixtureRequest
) -> None:
    made, client = upload(as_secretariat, ("pilots.csv", TABLE)), request.getfixturevalue(who)
    file = UploadedFile.objects.get()
    for address in (
        UPLOADS,
        f"{UPLOADS}{made.pk}/",
        f"{UPLOADS}{made.pk}.csv",
        f"/lighthouse/intake/files/{file.pk}/",
    ):
        assert client.get(address).status_code == 403
    assert client.post(UPLOADS, sent(("pilots.csv", TABLE))).status_code == 403
    assert client.post(f"{UPLOADS}{made.pk}/", {"deed": "take"}).status_code == 403
    assert Contribution.objects.count() == 0


def test_an_upload_of_another_process_is_not_there(new: Draft, as_secretariat: Client) -> None:
    made = upload(as_secretariat, ("pilots.csv", TABLE))
    other = Process.objects.create(slug="other", title="Other")
    BulkUpload.objects.filter(pk=made.pk).update(process=other)
    assert as_secretariat.get(f"{UPLOADS}{made.pk}/").status_code == 404
    assert as_secretariat.get(f"/lighthouse/intake/files/{UploadedFile.objects.get().pk}/").status_code == 404


def test_lines_of_json_are_read(new: Draft, as_secretariat: Client) -> None:
    lines = [{"id": "j1", "text": "Lamps.", "stakeholder_group": "youth"}, {"id": "j2", "text": "Fog."}]
    taken(as_secretariat, ("a.jsonl", "\n".join(map(json.dumps, lines)) + "\n{broken\n"))
    assert list(Contribution.objects.order_by("pk").values_list("name", "stakeholder_group")) == [
        ("j1", "youth"),
        ("j2", "not stated"),
    ]
    made = BulkUpload.objects.get()
    assert made.rows[-1]["outcome"] == "set aside"
