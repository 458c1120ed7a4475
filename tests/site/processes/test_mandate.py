"""The mandate: its versions, and what changed between them."""

import json
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from soundingboard.site.processes.mandate_page import below
from soundingboard.site.processes.models import Mandate, Process
from soundingboard.site.record.models import Entry

START = "# Terms of reference\n\n## A. Purpose\n\n"
OLD = f"{START}1. The Board commits to advise.\n\n2. The Board meets in closed session.\n"
NEW = f"{START}1. The Board may advise.\n\n2. The Board meets in public.\n\n3. It ends in May.\n"


@pytest.fixture
def versions(process: Process) -> list[Mandate]:
    rows = (("First terms", date(2026, 1, 26), OLD), ("Revised terms", date(2026, 7, 13), NEW))
    return [
        Mandate.objects.create(process=process, label=label, date=day, text=text) for label, day, text in rows
    ]


def page(client: Client, query: str = "") -> tuple[int, str]:
    answer = client.get(f"/lighthouse/mandate/{query}")
    return answer.status_code, answer.content.decode()


def new(client: Client, **typed: str):
    start = {"label": "Third terms", "date": "2026-09-01", "language": "en", "text": NEW + "\n4. More.\n"}
    return client.post("/lighthouse/mandate/new/", start | typed)


def test_the_newest_version_stands_and_the_earlier_one_is_listed(as_visitor: Client, versions) -> None:
    status, words = page(as_visitor)
    assert status == 200
    assert words.count("The Board meets in public.") == 1
    assert words.count("closed session") == 0
    assert words.count(f'<a href="/lighthouse/mandate/?version={versions[0].pk}">First terms</a>') == 1
    assert words.count("<h1>") == 1
    assert words.count("<h2>Terms of reference</h2>") == 1


def test_an_earlier_version_is_read_as_such(as_visitor: Client, versions) -> None:
    status, words = page(as_visitor, f"?version={versions[0].pk}")
    assert status == 200
    assert words.count("closed session") == 1
    assert words.count("an earlier version") == 1


def test_an_empty_mandate_says_what_will_be_here(as_visitor: Client, process: Process) -> None:
    status, words = page(as_visitor)
    assert status == 200
    assert words.count("terms of reference will stand here") == 1
    assert words.count('<form method="get">') == 0


def test_two_versions_are_compared_by_the_library(as_visitor: Client, versions) -> None:
    old, new_ = versions
    status, words = page(as_visitor, f"?from={old.pk}&to={new_.pk}")
    assert status == 200
    assert words.count("What changed from “First terms” to “Revised terms”") == 1
    assert words.count('<article class="change') == 3
    assert words.count('<article class="change inserted') == 1
    assert words.count("flagged softer") == 1
    assert words.count("<del>") > 0


def test_the_newest_is_compared_where_only_one_is_named_and_backwards_works_too(
    as_visitor: Client, versions
) -> None:
    old, new_ = versions
    assert page(as_visitor, f"?from={old.pk}")[1].count("to “Revised terms”") == 1
    assert page(as_visitor, f"?from={new_.pk}&to={old.pk}")[1].count("to “First terms”") == 1


@pytest.mark.parametrize("query", ["?version=999999", "?from=x", "?from=1&to=-1", "?version=%00", "?to=٣"])
def test_a_version_that_is_not_there_is_not_found(as_visitor: Client, process: Process, query: str) -> None:
    assert page(as_visitor, query)[0] == 404


def test_a_version_of_another_process_is_not_found(as_visitor: Client, versions) -> None:
    other = Process.objects.create(slug="other", title="Other")
    foreign = Mandate.objects.create(process=other, label="Theirs", date=date(2026, 1, 1), text="1. Theirs.")
    assert page(as_visitor, f"?version={foreign.pk}")[0] == 404


@pytest.mark.parametrize("text", ['{"paragraphs": 3}', "<?xml version='1.0'?><x/>", "%PDF-1.4 nothing"])
def test_what_cannot_be_read_as_a_text_is_said_to_be_so(as_visitor: Client, versions, text: str) -> None:
    odd = Mandate.objects.create(process=versions[0].process, label="Odd", date=date(2026, 8, 1), text=text)
    status, words = page(as_visitor, f"?from={versions[0].pk}&to={odd.pk}")
    assert status == 200
    assert words.count("These two versions cannot be compared:") == 1


def test_scripts_in_a_mandate_do_not_run(as_visitor: Client, versions) -> None:
    text = "1. <script>alert(1)</script> [x](javascript:alert(2)) <img src=x onerror=alert(3)>\n"
    odd = Mandate.objects.create(
        process=versions[0].process, label="<b>Odd</b>", date=date(2026, 8, 1), text=text
    )
    for query in ("", f"?from={versions[0].pk}&to={odd.pk}"):
        words = page(as_visitor, query)[1]
        assert words.count("<script") == 0
        assert words.count("<b>Odd") == 0
        assert words.count("<img") == 0
        assert words.count('href="javascript') == 0


def test_the_secretariat_adds_a_version_and_the_record_has_its_entry(
    as_secretariat: Client, versions
) -> None:
    answer = new(as_secretariat, label="  Third\nterms ", text="1. One.\r\n\r\n2. Two.\x0b\r\n")
    assert (answer.status_code, answer["Location"]) == (302, "/lighthouse/mandate/")
    made = Mandate.objects.latest("pk")
    assert (made.label, made.text, made.date) == ("Third terms", "1. One.\n\n2. Two.", date(2026, 9, 1))
    entry = Entry.objects.head("lighthouse")
    assert (entry.verb, entry.object) == ("added mandate", f"mandate:{made.pk}")
    assert entry.actor == f"participant:{as_secretariat.account.participant.name}"
    assert sorted(entry.content) == ["date", "label", "language", "text"]
    assert len(entry.content["text"]) == 64


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(
            ("date", value)
            for value in ("", "yesterday", "2026-02-30", "0001-01-01", "9999-12-31", "24/11/2026")
        ),
        *(("text", value) for value in ("", " \n ", "\x0b\x0c", "x" * 200_001)),
        *(("label", value) for value in ("", "x" * 201)),
        *(("language", value) for value in ("", "tlh", "<b>")),
    ],
)
def test_a_version_that_is_not_right_is_not_added_and_what_was_typed_is_kept(
    as_secretariat: Client, process: Process, field: str, value: str
) -> None:
    answer = new(as_secretariat, **{"label": "Kept words", field: value})
    words = answer.content.decode()
    assert answer.status_code == 422
    assert words.count(f'id="id_{field}_error"') == 1
    assert (
        words.count(f'aria-describedby="{"id_text_helptext " if field == "text" else ""}id_{field}_error"')
        == 1
    )
    assert ('value="Kept words"' in words) == (field != "label")
    assert (Mandate.objects.count(), Entry.objects.count()) == (0, 0)


def test_sending_a_version_twice_adds_it_once(as_secretariat: Client, process: Process) -> None:
    assert [new(as_secretariat).status_code for _ in range(2)] == [302, 422]
    assert (Mandate.objects.count(), Entry.objects.count()) == (1, 1)


def test_only_the_secretariat_adds_versions(request: pytest.FixtureRequest) -> None:
    allowed = {}
    for role in ("visitor", "participant", "board", "secretariat", "cofacilitator", "administrator"):
        client = request.getfixturevalue(f"as_{role}")
        get = client.get(reverse("mandate-new", args=["lighthouse"]))
        allowed[role] = (get.status_code, new(client, label=role).status_code)
        assert page(client)[0] == 200
    others = dict.fromkeys(("visitor", "participant", "board", "cofacilitator", "administrator"), (403, 403))
    assert allowed == others | {"secretariat": (200, 302)}
    assert [json.loads(entry.body)["verb"] for entry in Entry.objects.all()] == ["added mandate"]


@pytest.mark.parametrize("path", ["mandate/", "mandate/new/", "milestones/", "milestones/1/"])
def test_an_unknown_process_is_not_found(as_secretariat: Client, path: str) -> None:
    assert as_secretariat.get(f"/nowhere/{path}").status_code == 404


def test_the_mandate_is_not_written_to(as_secretariat: Client) -> None:
    assert as_secretariat.post("/lighthouse/mandate/").status_code == 405
    assert as_secretariat.put("/lighthouse/milestones/").status_code == 405


def test_a_text_goes_below_its_title() -> None:
    assert below("# Same\n\nWords", "same") == "\nWords"
    assert below("# Another #\nWords", "Same") == "# Another\nWords"
    assert below("Words\n# Late", "Same") == "Words\n# Late"
    assert below("", "Same") == ""
