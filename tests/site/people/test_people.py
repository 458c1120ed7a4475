"""Accounts, roles, organisations, erasure."""

import pytest
from django.test import Client

from soundingboard.site.contributions.models import Contribution
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.models import Account, Identity, Organisation, Participant, Role
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry
from tests.site.conftest import signed_in

pytestmark = pytest.mark.django_db

PEOPLE = "/lighthouse/people/"
NEW = {"deed": "account", "login": "nia", "password": "quite a long password", "role": "board"}


def verbs() -> list[str]:
    return list(Entry.objects.order_by("sequence").values_list("verb", flat=True))


def test_an_administrator_opens_an_account_with_a_role(as_administrator: Client) -> None:
    page = as_administrator.post(PEOPLE, NEW, follow=True)
    account = Account.objects.get(login="nia")
    assert list(account.participant.roles.values_list("process", "role")) == [("lighthouse", "board")]
    assert account.participant.name in page.content.decode()
    assert verbs() == ["opened account", "gave role"]
    signed = Client().post("/sign-in/", {"username": "nia", "password": "quite a long password"})
    assert (signed.status_code, signed["Location"]) == (302, "/")


def test_no_entry_holds_a_login_or_password(as_administrator: Client) -> None:
    as_administrator.post(PEOPLE, NEW)
    assert [
        entry for entry in Entry.objects.all() if "nia" in entry.body or "quite a long" in entry.body
    ] == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"password": "short"}, "too short"),
        ({"password": "password1234"}, "too common"),
        ({"login": "amin"}, "There is an account of this name already"),
        ({"login": ""}, "This field is required"),
        ({"role": "emperor"}, "Select a valid choice"),
    ],
)
def test_an_account_that_cannot_be_opened_is_told(
    as_administrator: Client, changed: dict[str, str], words: str
) -> None:
    answer = as_administrator.post(PEOPLE, NEW | changed)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not Account.objects.filter(login="nia").exists()


def test_a_role_is_given_and_taken(as_administrator: Client, as_participant: Client) -> None:
    participant = as_participant.account.participant
    as_administrator.post(PEOPLE, {"deed": "give", "participant": participant.name, "role": "cofacilitator"})
    assert as_participant.get("/lighthouse/desk/").status_code == 200
    role = Role.objects.get(participant=participant)
    as_administrator.post(PEOPLE, {"deed": "take", "role": role.pk})
    assert as_participant.get("/lighthouse/desk/").status_code == 403
    assert verbs() == ["gave role", "took role"]


def test_a_role_of_another_process_cannot_be_taken(as_administrator: Client) -> None:
    other = Role.objects.create(participant=Participant.objects.create(), process="elsewhere", role="board")
    assert as_administrator.post(PEOPLE, {"deed": "take", "role": other.pk}).status_code == 404
    assert Role.objects.filter(pk=other.pk).exists()


def test_the_last_administrator_cannot_lock_the_door(as_administrator: Client) -> None:
    role = Role.objects.get(role="administrator")
    page = as_administrator.post(PEOPLE, {"deed": "take", "role": role.pk}, follow=True)
    assert "You cannot take the administrator" in page.content.decode()
    assert Role.objects.filter(pk=role.pk).exists()


def test_the_secretariat_verifies_an_organisation_and_takes_it_back(
    as_secretariat: Client, process: Process
) -> None:
    pilots = Organisation.objects.named("lighthouse", "Pilots of the Coast")
    for verified in ("yes", "no"):
        as_secretariat.post(PEOPLE, {"deed": "verify", "organisation": pilots.pk, "verified": verified})
        pilots.refresh_from_db()
        assert pilots.verified is (verified == "yes")
    assert verbs() == ["verified organisation", "took back verification"]


def test_an_organisation_is_one_whatever_its_spaces_and_capitals(process: Process) -> None:
    first = Organisation.objects.named("lighthouse", "Pilots of the Coast")
    assert Organisation.objects.named("lighthouse", "PILOTS  of the coast") == first


@pytest.mark.parametrize("deed", ["give", "take", "account"])
def test_the_secretariat_gives_no_roles(as_secretariat: Client, deed: str) -> None:
    assert as_secretariat.post(PEOPLE, NEW | {"deed": deed}).status_code == 403


def test_erasing_a_name_leaves_the_words_and_the_record(
    drafts: list[Draft], filled: dict[str, str], as_secretariat: Client
) -> None:
    said = Contribution.objects.get(name=filled["name"])
    Identity.objects.create(participant=said.participant, name="Ada Kelmo", email="ada@example.org")
    page = as_secretariat.post(PEOPLE, {"deed": "erase", "pseudonym": said.participant.name}, follow=True)
    assert "Name and address are erased." in page.content.decode()
    assert not Identity.objects.filter(participant=said.participant).exists()
    said.refresh_from_db()
    assert said.text == "Keep it."
    entry = Entry.objects.get(verb="erased name and address")
    assert ("Kelmo" in entry.body, "example.org" in entry.body) == (False, False)


def test_nobody_of_another_process_is_erased(as_secretariat: Client, process: Process) -> None:
    stranger = Participant.objects.create()
    Identity.objects.create(participant=stranger, name="Ada Kelmo")
    answer = as_secretariat.post(PEOPLE, {"deed": "erase", "pseudonym": stranger.name})
    assert answer.status_code == 422
    assert Identity.objects.filter(participant=stranger).exists()


def test_a_deed_that_is_none_changes_nothing(as_administrator: Client) -> None:
    page = as_administrator.post(PEOPLE, {"deed": "conquer"}, follow=True)
    assert "nothing was changed" in page.content.decode()


def test_one_changes_ones_own_password(process: Process) -> None:
    client = signed_in("una", process, "board")
    typed = {
        "old_password": "a long enough password",
        "new_password1": "an even longer password",
        "new_password2": "an even longer password",
    }
    assert client.post("/password/", typed | {"old_password": "wrong"}).status_code == 200
    assert client.post("/password/", typed).status_code == 302
    client.account.refresh_from_db()
    assert client.account.check_password("an even longer password")


def test_roles_do_not_reach_across_processes(as_secretariat: Client, process: Process) -> None:
    Process.objects.create(slug="pier", title="The Pier")
    for path in ("/pier/people/", "/pier/publishing/", "/pier/desk/"):
        assert as_secretariat.get(path).status_code == 403, path
