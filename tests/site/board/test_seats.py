"""Keeping seats: names apart from the record, two editors told, bad input kept and named."""

import pytest
from django.test import Client

from soundingboard.site.board.models import Seat
from soundingboard.site.people.models import Identity, Participant
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry

NEW = "/lighthouse/board/seats/new/"


def typed(**other: str) -> dict[str, str]:
    start = {
        "name": "Eva Müller-Ōtani",
        "capacity": "member",
        "stakeholder_group": "youth",
        "regional_group": "South",
        "country": "Kelmia",
        "note": "Sails.",
        "since": "2026-02-02",
        "until": "2026-12-31",
        "version": "1",
    }
    return start | other


def test_a_new_seat_keeps_the_name_out_of_the_record(as_secretariat: Client, process: Process) -> None:
    assert as_secretariat.post(NEW, typed()).status_code == 302
    seat = Seat.objects.get()
    assert seat.name == "Eva Müller-Ōtani"
    entry = Entry.objects.get()
    assert (entry.verb, entry.object) == ("added seat", f"seat:{seat.pk}")
    assert entry.content == {
        "holder": f"participant:{seat.holder.name}",
        "country": "Kelmia",
        "stakeholder_group": "youth",
        "regional_group": "South",
        "capacity": "member",
        "since": "2026-02-02",
        "until": "2026-12-31",
    }


def test_someone_who_had_a_seat_takes_another(as_board: Client, seats) -> None:
    alternate = seats["alternate"]
    answer = as_board.post(NEW, typed(name="", holder=alternate.holder.name))
    assert answer.status_code == 302
    assert Seat.objects.latest("pk").holder == alternate.holder
    assert Identity.objects.get(participant=alternate.holder).name == "Bo Tarn"


def test_nobody_without_a_seat_can_be_named_through_the_form(as_board: Client, seats) -> None:
    hidden = Participant.objects.create()
    Identity.objects.create(participant=hidden, name="Anonymous Contributor")
    assert as_board.get(NEW).content.decode().count("Anonymous Contributor") == 0
    answer = as_board.post(NEW, typed(name="", holder=hidden.name))
    assert answer.status_code == 422
    assert answer.content.decode().count("Anonymous Contributor") == 0


@pytest.mark.parametrize(("name", "both"), [("", False), ("  \t ", False), ("Someone Else", True)])
def test_a_seat_has_one_holder(as_board: Client, seats, name: str, both: bool) -> None:
    holder = seats["member"].holder.name if both else ""
    answer = as_board.post(NEW, typed(name=name, holder=holder))
    assert answer.status_code == 422
    assert answer.content.decode().count('id="id_name_error"') == 1


def test_a_changed_name_is_told_as_changed_and_not_what_it_is(as_board: Client, seats) -> None:
    seat = seats["member"]
    body = typed(name="Ada Kelmo-Tarn", note=seat.note, until="", regional_group="North")
    assert as_board.post(f"/lighthouse/board/seats/{seat.pk}/", body).status_code == 302
    found = Seat.objects.get(pk=seat.pk)
    assert (found.name, found.version) == ("Ada Kelmo-Tarn", 2)
    entry = Entry.objects.get()
    assert entry.content["changed"] == ["name"]
    assert (entry.body.count("Ada"), entry.body.count("Mondays")) == (0, 0)


def test_saving_what_stands_writes_nothing(as_board: Client, seats) -> None:
    seat = seats["member"]
    body = typed(name="Ada Kelmo", note=seat.note, until="", regional_group="North")
    assert as_board.post(f"/lighthouse/board/seats/{seat.pk}/", body).status_code == 302
    assert (Seat.objects.get(pk=seat.pk).version, Entry.objects.count()) == (1, 0)


def test_an_erased_name_is_not_put_back(as_board: Client, seats) -> None:
    seat = seats["member"]
    Identity.objects.filter(participant=seat.holder).delete()
    address = f"/lighthouse/board/seats/{seat.pk}/"
    words = as_board.get(address).content.decode()
    assert words.count('name="name"') == 0
    assert words.count("it cannot be put back") == 1
    assert as_board.post(address, typed(name="Ada Kelmo")).status_code == 302
    assert Seat.objects.get(pk=seat.pk).name is None


@pytest.mark.parametrize("field", ["note", "name"])
def test_the_second_of_two_editors_is_told(
    as_board: Client, as_secretariat: Client, seats, field: str
) -> None:
    address = f"/lighthouse/board/seats/{seats['second'].pk}/"
    assert as_board.post(address, typed(**{field: "First"})).status_code == 302
    answer = as_secretariat.post(address, typed(**{field: "Second"}))
    words = answer.content.decode()
    assert answer.status_code == 409
    assert words.count('value="Second"') == 1
    assert words.count("<dd>First</dd>") == 1
    assert words.count('name="version" value="2"') == 1
    found = Seat.objects.get(pk=seats["second"].pk)
    assert getattr(found, field) == "First"
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("since", value) for value in ("now", "2026-02-30", "0001-01-01")),
        *(("until", value) for value in ("2026-02-01", "9999-01-01", "31.12.2026")),
        *(("capacity", value) for value in ("", "chair")),
        *(("stakeholder_group", value) for value in ("", "nobles")),
        *(("regional_group", value) for value in ("", "<script>")),
        ("country", "x" * 101),
        ("note", "x" * 301),
        ("name", "x" * 201),
    ],
)
def test_what_is_not_right_is_named_and_not_saved(as_board: Client, seats, field: str, value: str) -> None:
    for address in (NEW, f"/lighthouse/board/seats/{seats['member'].pk}/"):
        answer = as_board.post(address, typed(**{field: value}))
        words = answer.content.decode()
        assert answer.status_code == 422
        assert words.count(f'id="id_{field}_error"') == 1
        assert words.count(f'<a href="#id_{field}">') == 1
        assert words.count('value="Eva Müller-Ōtani"') == (field != "name")
        assert words.count("<script") == 0
    assert (Seat.objects.count(), Entry.objects.count()) == (6, 0)


def test_sending_a_seat_twice_adds_it_once(as_board: Client, process: Process) -> None:
    assert [as_board.post(NEW, typed()).status_code for _ in range(2)] == [302, 422]
    assert (Seat.objects.count(), Participant.objects.count()) == (1, 2)


def test_a_seat_of_another_process_is_not_found(as_board: Client, seats) -> None:
    other = Process.objects.create(slug="other", title="Other")
    Seat.objects.filter(pk=seats["second"].pk).update(process=other)
    address = f"/lighthouse/board/seats/{seats['second'].pk}/"
    assert [as_board.get(address).status_code, as_board.post(address, typed()).status_code] == [404, 404]
