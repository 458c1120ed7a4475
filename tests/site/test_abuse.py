"""What goes wrong around the pages: a full disk, a lost cookie, guesses at passwords, strangers' addresses."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from soundingboard.site.contributions.models import Contribution
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.models import Account
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry

pytestmark = pytest.mark.django_db

SAID = {
    "draft": "rev2",
    "here": "para:para_3",
    "place": "para:para_3",
    "kind": "retain",
    "text": "Keep the fog signals, " + "in every port. " * 900,
    "group": "youth",
    "region": "North",
    "language": "en",
    "permission": "organisation",
    "once": "a-form-of-mine",
    "action": "send",
}


@pytest.fixture
def full_disk() -> None:
    """The database may not grow by another page, as on a disk without room."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1073741823")


def test_a_full_disk_keeps_what_was_typed(drafts: list[Draft], as_visitor: Client, full_disk: None) -> None:
    entries = Entry.objects.count()
    response = as_visitor.post("/lighthouse/say/", SAID, headers={"Origin": "http://testserver"})
    page = response.content.decode()
    assert response.status_code == 503
    assert "Nothing was saved, nothing is lost" in page
    assert SAID["text"] in page
    assert "Send it again" in page
    assert (Contribution.objects.count(), Entry.objects.count()) == (0, entries)


def test_a_form_without_its_cookie_keeps_what_was_typed(drafts: list[Draft], process: Process) -> None:
    own = {"Origin": "http://testserver"}
    response = Client(enforce_csrf_checks=True).post("/lighthouse/say/", SAID, headers=own)
    page = response.content.decode()
    assert response.status_code == 403
    assert SAID["text"] in page
    assert "csrfmiddlewaretoken" in page
    assert Contribution.objects.count() == 0


def test_a_form_of_another_site_gets_no_button(process: Process, drafts: list[Draft]) -> None:
    """Else one click there and one here would send it with the visitor's rights."""
    client = Client(enforce_csrf_checks=True)
    for origin, offered in (("https://evil.example", False), ("null", False), ("http://testserver", True)):
        page = client.post("/lighthouse/say/", SAID, headers={"Origin": origin}).content.decode()
        assert (SAID["text"] in page, "Send it again" in page) == (True, offered), origin
    assert "Send it again" not in client.post("/lighthouse/say/", SAID).content.decode()


def test_a_password_is_never_shown_again(process: Process) -> None:
    typed = {"username": "sam", "password": "a long enough password"}
    page = Client(enforce_csrf_checks=True).post("/sign-in/", typed, headers={"Origin": "http://testserver"})
    assert "a long enough password" not in page.content.decode()


def test_the_page_that_sends_again_escapes_what_was_typed(drafts: list[Draft], process: Process) -> None:
    response = Client(enforce_csrf_checks=True).post(
        "/lighthouse/say/", SAID | {"text": "<script>alert(1)</script>"}
    )
    assert "<script>alert" not in response.content.decode()


def test_guesses_at_a_password_are_stopped(process: Process) -> None:
    Account.objects.create_user("sam", "a long enough password")
    client = Client(REMOTE_ADDR="203.0.113.9")
    wrong = {"username": "sam", "password": "wrong"}
    answers = [client.post("/sign-in/", wrong).status_code for _ in range(6)]
    assert answers[:4] == [200] * 4
    assert answers[-1] == 429
    right = {"username": "sam", "password": "a long enough password"}
    assert client.post("/sign-in/", right).status_code == 429
    assert Client(REMOTE_ADDR="203.0.113.10").post("/sign-in/", right).status_code == 302


def test_guesses_at_many_accounts_from_one_address_are_stopped(process: Process) -> None:
    client = Client(REMOTE_ADDR="203.0.113.9")
    answers = [
        client.post("/sign-in/", {"username": f"account-{n}", "password": "wrong"}).status_code
        for n in range(31)
    ]
    assert (answers[:30], answers[30]) == ([200] * 30, 429)


def test_no_visitors_address_reaches_the_database(drafts: list[Draft], process: Process) -> None:
    client = Client(REMOTE_ADDR="203.0.113.9")
    client.post("/sign-in/", {"username": "sam", "password": "wrong"})
    client.post("/lighthouse/say/", SAID)
    client.get("/lighthouse/")
    assert Contribution.objects.count() == 1
    assert not [text for text in everything_stored() if "203.0.113.9" in text]


def everything_stored() -> list[str]:
    """Every value of every table, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 (names of our own tables)
            found += [str(value) for row in cursor.fetchall() for value in row]
    return found


def test_a_page_allows_no_script_of_others(drafts: list[Draft], as_visitor: Client) -> None:
    policy = as_visitor.get("/lighthouse/")["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert "unsafe-inline" not in policy


def test_an_unknown_host_is_refused(process: Process) -> None:
    assert Client(SERVER_NAME="evil.example").get("/lighthouse/").status_code == 400


def test_the_way_back_from_the_zone_stays_on_the_site(process: Process, as_visitor: Client) -> None:
    answer = as_visitor.post("/zone/", {"zone": "UTC", "back": "https://evil.example/"})
    assert answer["Location"] == "/"


def test_a_zone_that_is_none_is_told(as_visitor: Client, process: Process) -> None:
    answer = as_visitor.post("/zone/", {"zone": "Atlantis/Harbour", "back": "/lighthouse/"})
    assert "Choose a zone from the list." in answer.content.decode()


def test_nonsense_in_an_address_is_not_there(as_visitor: Client, drafts: list[Draft]) -> None:
    for path in (
        "/lighthouse/drafts/rev2/%00/",
        "/lighthouse/drafts/../../etc/",
        "/lighthouse/record/a/b/",
        "/x/",
    ):
        assert as_visitor.get(path).status_code == 404, path


def test_a_form_that_is_far_too_long_is_not_read(drafts: list[Draft], as_visitor: Client) -> None:
    answer = as_visitor.post("/lighthouse/say/", SAID | {"text": "x" * 3_000_000})
    assert (answer.status_code, "longer than what can be taken" in answer.content.decode()) == (413, True)


def test_too_many_fields_are_told_in_words(drafts: list[Draft], as_visitor: Client) -> None:
    answer = as_visitor.post("/lighthouse/say/", {f"field-{n}": "x" for n in range(501)})
    assert (answer.status_code, "could not be understood" in answer.content.decode()) == (400, True)


def test_one_address_gets_five_receipts_an_hour(
    drafts: list[Draft], process: Process, mailoutbox: list
) -> None:
    for n in range(7):
        client = Client(REMOTE_ADDR=f"203.0.113.{n}")
        client.post(
            "/lighthouse/say/",
            SAID | {"once": f"form-{n}", "text": f"Keep it {n}.", "email": "v@example.org"},
        )
    assert Contribution.objects.count() == 7
    assert len(mailoutbox) <= 5


def test_an_entry_cannot_be_replaced(drafts: list[Draft]) -> None:
    entry = Entry.objects.first()
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        columns = ", ".join(field.column for field in Entry._meta.concrete_fields)
        cursor.execute(
            f"INSERT OR REPLACE INTO record_entry ({columns}) SELECT {columns} FROM record_entry WHERE id = %s",  # noqa: S608 (our own columns)
            [entry.pk],
        )
