"""Events: listed, announced, changed, in calendars."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from soundingboard.site.board.models import Event
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry

NEW = "/lighthouse/events/new/"


def typed(**other: str) -> dict[str, str]:
    start = {
        "kind": "briefing",
        "title": "Briefing",
        "start": "2026-10-01T09:00",
        "end": "2026-10-01T10:30",
        "place": "Room 4",
        "agenda": "1. Fog",
        "notes": "",
        "version": "1",
    }
    return start | other


def words_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def entries(client: Client, address: str) -> list:
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_what_comes_is_first_and_the_past_by_month(as_visitor: Client, past: Event, coming: Event) -> None:
    words = words_of(as_visitor, "/lighthouse/events/")
    places = [
        words.index(part)
        for part in ("<h2>To come</h2>", coming.slug, "<h2>Past</h2>", "<h3>February 2026</h3>", "/first/")
    ]
    assert places == sorted(places)
    assert words.count("2 events ") == 1


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?kind=office+hour", [True, False]),
        ("?kind=working+meeting", [False, True]),
        ("?when=past", [False, True]),
        ("?when=upcoming", [True, False]),
        ("?when=never&page=99", [True, True]),
        ("?kind=feast", [False, False]),
        ("?kind=%3Cscript%3E", [False, False]),
    ],
)
def test_the_list_is_filtered_by_its_address(
    as_visitor: Client, past: Event, coming: Event, query: str, shown: list[bool]
) -> None:
    words = words_of(as_visitor, f"/lighthouse/events/{query}")
    links = [f'<li><a href="/lighthouse/events/{one.slug}/">' in words for one in (coming, past)]
    assert links == shown
    assert words.count("<script") == 0


def test_no_event_says_what_will_be_here(as_visitor: Client, process: Process) -> None:
    words = words_of(as_visitor, "/lighthouse/events/")
    assert words.count("No event is announced.") == 1
    assert words.count("No event has been held yet.") == 1


def test_an_event_shows_who_came_and_what_was_agreed(as_visitor: Client, past: Event) -> None:
    words = words_of(as_visitor, "/lighthouse/events/first/")
    assert words.count("<caption>14 people, by stakeholder group and region</caption>") == 1
    assert words.count('<tr><th scope="row">youth</th><td>2</td><td>11</td><td>13</td></tr>') == 1
    assert words.count('<tr><th scope="row">at-large</th><td>1</td><td>0</td><td>1</td></tr>') == 1
    assert words.count('<tr><th scope="row">All</th><td>3</td><td>11</td><td>14</td></tr>') == 1
    assert words.count("<strong>Heard</strong> everyone.") == 1
    assert words.count("co-chairs · by 20 February 2026") == 1
    assert words.count('<b class="tag">done</b>') == 1
    assert words.count("not open to observers") == 1
    assert words.count("4 February 2026, 13:00 UTC") == 1


def test_an_event_to_come_says_where_and_that_observers_may_come(as_visitor: Client, coming: Event) -> None:
    words = words_of(as_visitor, f"/lighthouse/events/{coming.slug}/")
    assert words.count('<a href="https://meet.example/room"') == 1
    assert words.count("<dd>open to observers</dd>") == 1
    assert words.count(f'href="/lighthouse/events/{coming.slug}.ics"') == 1
    assert words.count("There are no notes yet.") == 1


def test_scripts_in_an_event_do_not_run(as_visitor: Client, coming: Event) -> None:
    script = (
        "<script>alert(1)</script> [x](javascript:alert(2)) <img src=x onerror=alert(3)> javascript:alert(4)"
    )
    coming.title = coming.place = coming.agenda = coming.notes = coming.series = script
    coming.actions = [{"text": script, "owner": script, "due": script, "state": script}]
    coming.attendance = [{"stakeholder_group": script, "regional_group": script, "n": 1}]
    coming.save()
    for address in ("/lighthouse/events/", f"/lighthouse/events/{coming.slug}/"):
        words = words_of(as_visitor, address)
        assert (words.count("<script"), words.count("<img"), words.count('href="javascript')) == (0, 0, 0)


def test_the_board_announces_an_event(as_board: Client, process: Process) -> None:
    extra = {"n_2_0": "3", "n_0_3": "1", "a0_text": "Write", "a0_owner": "co-chairs", "a0_state": "open"}
    body = typed(title="  Briefing\non fog ", open_to_observers="on", action_rows="2", **extra)
    answer = as_board.post(NEW, body)
    assert answer["Location"] == "/lighthouse/events/briefing-2026-10-01/"
    made = Event.objects.get()
    assert (made.title, made.open_to_observers) == ("Briefing on fog", True)
    assert made.start == datetime(2026, 10, 1, 9, tzinfo=UTC)
    assert made.attendance == [
        {"stakeholder_group": "government", "regional_group": "not stated", "n": 1},
        {"stakeholder_group": "youth", "regional_group": "North", "n": 3},
    ]
    action = {
        "id": "briefing-2026-10-01-action-1",
        "text": "Write",
        "owner": "co-chairs",
        "state": "open",
        "due": None,
    }
    assert made.actions == [action]
    entry = Entry.objects.get()
    assert (entry.verb, entry.object) == ("announced event", "event:briefing-2026-10-01")
    assert (entry.content["attended"], entry.content["actions"], len(entry.content["agenda"])) == (4, 1, 64)
    assert entry.body.count("co-chairs") == 0


def test_two_events_of_a_kind_on_one_day_have_addresses_of_their_own(as_board: Client, process) -> None:
    for title in ("One", "Two", "Three"):
        assert as_board.post(NEW, typed(title=title)).status_code == 302
    slugs = list(Event.objects.order_by("pk").values_list("slug", flat=True))
    assert slugs == ["briefing-2026-10-01", "briefing-2026-10-01-2", "briefing-2026-10-01-3"]


def test_times_are_read_in_the_zone_of_the_one_who_types(as_board: Client, process: Process) -> None:
    as_board.cookies["zone"] = "Asia/Kathmandu"
    assert words_of(as_board, NEW).count("Time in Asia/Kathmandu.") == 2
    assert as_board.post(NEW, typed()).status_code == 302
    assert Event.objects.get().start == datetime(2026, 10, 1, 3, 15, tzinfo=UTC)
    assert (
        words_of(as_board, "/lighthouse/events/briefing-2026-10-01/edit/").count('value="2026-10-01T09:00"')
        == 1
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(
            ("start", value)
            for value in ("", "x", "2026-02-30T10:00", "0001-01-01T00:00", "9999-12-31T23:59")
        ),
        *(("end", value) for value in ("", "2026-10-01T08:59", "2026-10-01T25:00", "9999-12-31T23:59:59.9")),
        *(("kind", value) for value in ("", "feast")),
        *(("title", value) for value in ("", " \n", "x" * 301)),
        ("place", "x" * 301),
        ("agenda", "x" * 200_001),
        *(("n_0_0", value) for value in ("-1", "many", "99999999999")),
        *(("a1_due", value) for value in ("soon", "2026-02-30")),
        ("a1_state", "gone"),
    ],
)
def test_what_is_not_right_is_named_and_not_saved(
    as_board: Client, process: Process, field: str, value: str
) -> None:
    kept = {"a1_text": "Kept action", "notes": "Kept notes", "action_rows": "2"}
    answer = as_board.post(NEW, typed(**kept | {field: value}))
    words = answer.content.decode()
    assert answer.status_code == 422
    assert words.count(f'<a href="#id_{field}">') == 1
    assert words.count(f'id="id_{field}_error"') == 1
    assert words.count("Kept notes") == 1
    assert words.count('value="Kept action"') == 1
    assert (Event.objects.count(), Entry.objects.count()) == (0, 0)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/New_York"])
def test_times_at_the_ends_of_the_calendar_are_refused_in_every_zone(
    as_board: Client, process: Process, zone: str
) -> None:
    as_board.cookies["zone"] = zone
    for value in ("0001-01-01T00:00", "0001-01-01T23:59", "9999-12-31T00:00", "9999-12-31T23:59"):
        assert as_board.post(NEW, typed(start=value)).status_code == 422
        assert as_board.post(NEW, typed(end=value)).status_code == 422
    assert Event.objects.count() == 0


def test_an_hour_that_a_zone_leaves_out_is_refused(as_board: Client, process: Process) -> None:
    as_board.cookies["zone"] = "America/New_York"
    answer = as_board.post(NEW, typed(start="2026-03-08T02:30", end="2026-03-08T05:00"))
    assert answer.status_code == 422
    assert answer.content.decode().count('<a href="#id_start">') == 1


@pytest.mark.parametrize("rows", ["", "x", "-3", "100000", "٣"])
def test_a_wrong_number_of_rows_does_no_harm(as_board: Client, process: Process, rows: str) -> None:
    assert as_board.post(NEW, typed(action_rows=rows, a0_text="Write")).status_code == 302
    assert [action["text"] for action in Event.objects.get().actions] == ["Write"]


def form_of(client: Client, address: str) -> dict[str, str]:
    """What a browser would send of a form as it stands."""
    form = client.get(address).context["form"]
    sent = {field.html_name: field.value() for field in form}
    times = {name: form[name].value().strftime("%Y-%m-%dT%H:%M") for name in ("start", "end")}
    return {name: value for name, value in (sent | times).items() if value not in (None, False)}


def test_saving_what_stands_writes_nothing(as_secretariat: Client, past: Event) -> None:
    address = "/lighthouse/events/first/edit/"
    assert as_secretariat.post(address, form_of(as_secretariat, address)).status_code == 302
    found = Event.objects.get()
    assert (found.version, Entry.objects.count()) == (1, 0)
    assert (found.attendance, found.actions) == (past.attendance, past.actions)


def test_notes_are_kept_by_the_secretariat_and_the_record_says_what_changed(
    as_secretariat: Client, past: Event
) -> None:
    address = "/lighthouse/events/first/edit/"
    body = form_of(as_secretariat, address) | {
        "notes": "Mina Harker spoke.",
        "a0_state": "open",
        "n_0_0": "5",
    }
    assert as_secretariat.post(address, body).status_code == 302
    found = Event.objects.get()
    assert found.notes == "Mina Harker spoke."
    assert found.actions == [past.actions[0] | {"state": "open"}]
    assert len(found.attendance) == 4
    entry = Entry.objects.get()
    assert entry.content["changed"] == ["actions", "attendance", "notes"]
    assert entry.body.count("Mina") == 0
    assert words_of(as_secretariat, "/lighthouse/events/first/").count("/record/event/first/") == 1


def test_an_action_whose_words_are_taken_out_goes(as_board: Client, past: Event) -> None:
    address = "/lighthouse/events/first/edit/"
    body = form_of(as_board, address) | {"a0_text": "", "a2_text": "Another"}
    assert as_board.post(address, body).status_code == 302
    assert [(one["id"], one["text"]) for one in Event.objects.get().actions] == [
        ("first-action-1", "Another")
    ]


def test_the_second_of_two_editors_is_told(as_board: Client, as_secretariat: Client, past: Event) -> None:
    address = "/lighthouse/events/first/edit/"
    body = form_of(as_board, address)
    assert as_board.post(address, body | {"notes": "First notes", "n_0_0": "7"}).status_code == 302
    answer = as_secretariat.post(address, body | {"notes": "Second notes", "a1_text": "Second action"})
    words = answer.content.decode()
    assert answer.status_code == 409
    assert words.count("Second notes</textarea>") == 1
    assert words.count('value="Second action"') == 1
    assert words.count("<dd>First notes</dd>") == 1
    assert words.count("government, North: 7") == 1
    assert words.count('name="version" value="2"') == 1
    assert Event.objects.get().notes == "First notes"
    assert Entry.objects.count() == 1


def test_sending_an_event_twice_announces_it_once(as_board: Client, process: Process) -> None:
    assert [as_board.post(NEW, typed()).status_code for _ in range(2)] == [302, 422]
    assert Event.objects.count() == 1


@pytest.mark.parametrize("path", ["nothing/", "nothing.ics", "nothing/edit/"])
def test_an_unknown_event_is_not_found(as_board: Client, past: Event, path: str) -> None:
    assert as_board.get(f"/lighthouse/events/{path}").status_code == 404
    assert as_board.get(f"/nowhere/events/{path}").status_code == 404


def test_a_calendar_program_reads_an_event(as_visitor: Client, coming: Event, settings) -> None:
    settings.SITE_ADDRESS = "https://board.example"
    [entry] = entries(as_visitor, f"/lighthouse/events/{coming.slug}.ics")
    assert str(entry["SUMMARY"]) == coming.title
    assert str(entry["LOCATION"]) == coming.place
    assert str(entry["DESCRIPTION"]) == coming.agenda
    assert str(entry["UID"]) == f"{coming.slug}.lighthouse@board.example"
    assert str(entry["URL"]) == f"https://board.example/lighthouse/events/{coming.slug}/"
    assert (entry.decoded("DTSTART"), entry.decoded("DTEND")) == (coming.start, coming.end)
    assert entry.decoded("DTSTAMP") == coming.start
    assert int(entry["SEQUENCE"]) == 0


def test_the_whole_calendar_has_the_past_too_and_no_method(
    as_visitor: Client, past: Event, coming: Event
) -> None:
    address = "/lighthouse/events.ics"
    assert [str(entry["SUMMARY"]) for entry in entries(as_visitor, address)] == [past.title, coming.title]
    content = as_visitor.get(address).content
    assert (content.count(b"METHOD"), content.count(b"VERSION:2.0\r\n")) == (0, 1)
    assert content == as_visitor.get(address).content
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert content.count(b"\n") == content.count(b"\r\n")


def test_an_empty_calendar_is_one(as_visitor: Client, process: Process) -> None:
    assert entries(as_visitor, "/lighthouse/events.ics") == []


@pytest.mark.parametrize(
    "title",
    [
        "a, b; c: d\\n e\\",
        "x" * 300,
        "مرحبا بالعالم",
        "海の会議",
        "😀 \u202eback",
        '"; DROP',
        "BEGIN:VEVENT",
        "a\r\nb\rc",
        "\x0b\x07bell",
    ],
)
def test_odd_titles_survive(as_visitor: Client, coming: Event, title: str) -> None:
    Event.objects.update(title=title, place="a\r\nATTACH:x", agenda=title)
    [entry] = entries(as_visitor, "/lighthouse/events.ics")
    assert str(entry["SUMMARY"]) == title.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b\x07", "")
    assert str(entry["LOCATION"]) == "a\nATTACH:x"
    assert entry.get("ATTACH") is None


def test_the_stamp_is_that_of_the_last_change(as_board: Client, past: Event, coming: Event) -> None:
    address = "/lighthouse/events/first/edit/"
    as_board.post(address, form_of(as_board, address) | {"place": "Elsewhere"})
    changed = Entry.objects.get().time.replace(microsecond=0)
    for path in ("first.ics", None):
        found = entries(as_board, f"/lighthouse/events/{path}" if path else "/lighthouse/events.ics")
        assert found[0].decoded("DTSTAMP") == changed
        assert int(found[0]["SEQUENCE"]) == 1


@pytest.mark.parametrize("n", [2, 40])
def test_the_number_of_queries_does_not_grow(
    as_visitor: Client, process: Process, django_assert_num_queries, n: int
) -> None:
    now = timezone.now()
    for number in range(n):
        start = now + timedelta(days=number - n // 2, hours=2)
        Event.objects.create(
            process=process, slug=f"e{number}", kind="briefing", title="T", start=start, end=start
        )
    with django_assert_num_queries(
        5
    ):  # the process, the kinds, what comes, how many are over, a page of them
        words_of(as_visitor, "/lighthouse/events/")
    with django_assert_num_queries(3):  # the process, the events, when each was changed
        as_visitor.get("/lighthouse/events.ics")


def test_events_bring_their_addresses_along(coming: Event, past: Event, django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        ahead = [event.get_absolute_url() for event in Event.objects.upcoming(coming.process)]
        over = [event.get_absolute_url() for event in Event.objects.past(coming.process)]
    assert (ahead, over) == ([f"/lighthouse/events/{coming.slug}/"], ["/lighthouse/events/first/"])
