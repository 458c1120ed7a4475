"""Milestones: listed for everyone, kept by the secretariat."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from soundingboard.site.processes.models import Milestone, Process
from soundingboard.site.record.models import Entry

ADDRESS = "/lighthouse/milestones/"


@pytest.fixture
def adoption(process: Process) -> Milestone:
    return Milestone.objects.create(process=process, label="Adoption", date=date(2199, 5, 1), kind="adoption")


def typed(**other: str) -> dict[str, str]:
    return {"label": "Adoption", "date": "2199-05-01", "kind": "adoption", "version": "1"} | other


def test_what_lies_ahead_comes_first_and_the_past_last_first(as_visitor: Client, adoption: Milestone) -> None:
    today = timezone.now().date()
    for label, days in (("Today", 0), ("Yesterday", -1), ("Long ago", -900)):
        Milestone.objects.create(process=adoption.process, label=label, date=today + timedelta(days=days))
    words = as_visitor.get(ADDRESS).content.decode()
    places = [words.index(label) for label in ("Today", "Adoption", "Yesterday", "Long ago")]
    assert places == sorted(places)
    assert words.count('<form method="post"') == 0
    assert words.count(f"{ADDRESS}{adoption.pk}/") == 0


def test_no_milestone_says_what_will_be_here(as_visitor: Client, process: Process) -> None:
    assert as_visitor.get(ADDRESS).content.decode().count("will stand here") == 1


def test_the_secretariat_adds_one(as_secretariat: Client, process: Process) -> None:
    answer = as_secretariat.post(ADDRESS, typed(label="<script>alert(1)</script> & co"))
    assert (answer.status_code, answer["Location"]) == (302, ADDRESS)
    made = Milestone.objects.get()
    entry = Entry.objects.head("lighthouse")
    assert (entry.verb, entry.object) == ("added milestone", f"milestone:{made.pk}")
    assert entry.content == {
        "label": "<script>alert(1)</script> & co",
        "date": "2199-05-01",
        "kind": "adoption",
    }
    words = as_secretariat.get(ADDRESS).content.decode()
    assert words.count("<script") == 0
    assert words.count("&lt;script&gt;alert(1)") == 2


def test_moving_the_date_shows_before_and_after_in_the_record(as_secretariat: Client, adoption) -> None:
    address = f"{ADDRESS}{adoption.pk}/"
    assert as_secretariat.get(address).content.decode().count('value="2199-05-01"') == 1
    assert as_secretariat.post(address, typed(date="2199-06-02")).status_code == 302
    entry = Entry.objects.get()
    before = {"label": "Adoption", "date": "2199-05-01", "kind": "adoption"}
    assert entry.verb == "moved milestone"
    assert entry.content == {"before": before, "after": before | {"date": "2199-06-02"}}
    adoption.refresh_from_db()
    assert (adoption.date, adoption.version) == (date(2199, 6, 2), 2)


def test_saving_what_stands_writes_nothing(as_secretariat: Client, adoption: Milestone) -> None:
    assert as_secretariat.post(f"{ADDRESS}{adoption.pk}/", typed()).status_code == 302
    adoption.refresh_from_db()
    assert (adoption.version, Entry.objects.count()) == (1, 0)


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(as_secretariat: Client, adoption) -> None:
    address = f"{ADDRESS}{adoption.pk}/"
    as_secretariat.post(address, typed(label="First words"))
    answer = as_secretariat.post(address, typed(label="Second words"))
    words = answer.content.decode()
    assert answer.status_code == 409
    assert words.count('value="Second words"') == 1
    assert words.count("<dd>First words</dd>") == 1
    assert words.count("nothing was overwritten") == 1
    assert words.count('name="version" value="2"') == 1
    assert Milestone.objects.get().label == "First words"
    assert as_secretariat.post(address, typed(label="Both words", version="2")).status_code == 302
    assert Milestone.objects.get().label == "Both words"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("date", value) for value in ("", "soon", "2026-13-01", "10000-01-01", "0000-00-00")),
        *(("label", value) for value in ("", " ", "x" * 201)),
        ("kind", "x" * 61),
    ],
)
def test_what_is_not_right_is_not_saved(as_secretariat: Client, adoption, field: str, value: str) -> None:
    for address in (ADDRESS, f"{ADDRESS}{adoption.pk}/"):
        answer = as_secretariat.post(address, typed(**{field: value}))
        assert answer.status_code == 422
        assert answer.content.decode().count(f'id="id_{field}_error"') == 1
    assert (Milestone.objects.count(), Entry.objects.count()) == (1, 0)


@pytest.mark.parametrize("version", ["", "x", "-1", "0", "99999999999999999999"])
def test_a_form_without_its_version_is_not_saved(as_secretariat: Client, adoption, version: str) -> None:
    answer = as_secretariat.post(f"{ADDRESS}{adoption.pk}/", typed(version=version, label="New"))
    assert answer.status_code == 422
    assert answer.content.decode().count("This form is not complete; open it again.") == 1
    assert Milestone.objects.get().label == "Adoption"


def test_sending_a_milestone_twice_adds_it_once(as_secretariat: Client, process: Process) -> None:
    assert [as_secretariat.post(ADDRESS, typed()).status_code for _ in range(2)] == [302, 422]
    assert Milestone.objects.count() == 1


def test_a_milestone_of_another_process_is_not_found(as_secretariat: Client, adoption: Milestone) -> None:
    other = Milestone.objects.create(
        process=Process.objects.create(slug="other", title="Other"), label="Theirs", date=date(2026, 1, 1)
    )
    assert as_secretariat.get(f"{ADDRESS}{other.pk}/").status_code == 404
    assert as_secretariat.post(f"{ADDRESS}{other.pk}/", typed()).status_code == 404
    assert as_secretariat.get(f"{ADDRESS}999999999999999999999/").status_code == 404


def test_only_the_secretariat_keeps_milestones(request: pytest.FixtureRequest, adoption: Milestone) -> None:
    found = {}
    for role in ("visitor", "participant", "board", "secretariat", "cofacilitator", "administrator"):
        client = request.getfixturevalue(f"as_{role}")
        own = f"{ADDRESS}{adoption.pk}/"
        found[role] = (
            client.get(ADDRESS).status_code,
            client.post(ADDRESS, typed(label=role)).status_code,
            client.get(own).status_code,
            client.post(own, typed(kind=role)).status_code,
        )
    refused = (200, 403, 403, 403)
    others = dict.fromkeys(("visitor", "participant", "board", "cofacilitator", "administrator"), refused)
    assert found == others | {"secretariat": (200, 302, 200, 302)}
