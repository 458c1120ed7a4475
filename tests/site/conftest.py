"""A small process for the tests of the site: three drafts with known changes, and a client for each role."""


import pytest
from django.core.management import call_command
from django.test import Client

from soundingboard.site.people.models import Account, Role
from soundingboard.site.processes.models import Process

ROLES = ("board", "secretariat", "cofacilitator", "administrator")


@pytest.fixture(scope="session", autouse=True)
def static_files() -> None:
    """Style sheets as they are served: collected, compressed, with their hashed names."""
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture
def process(db: None) -> Process:
    """A process with its own words for groups and regions."""
    return Process.objects.create(
        slug="lighthouse",
        title="The Lighthouse Accord",
        languages=["en", "ar"],
        groups=["government", "civil society", "youth"],
        regions=["North", "South"],
    )


def signed_in(login: str, process: Process | None = None, *roles: str) -> Client:
    """A client that is signed in as a new account with these roles in the process."""
    account = Account.objects.create_user(login, "a long enough password")
    for role in roles:
        Role.objects.create(participant=account.participant, process=process.slug, role=role)
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    client.account = account
    return client


@pytest.fixture
def as_visitor(process: Process) -> Client:
    return Client()


@pytest.fixture
def as_participant(process: Process) -> Client:
    return signed_in("ada")


@pytest.fixture
def as_board(process: Process) -> Client:
    return signed_in("bo", process, "board")


@pytest.fixture
def as_secretariat(process: Process) -> Client:
    return signed_in("sam", process, "secretariat")


@pytest.fixture
def as_cofacilitator(process: Process) -> Client:
    return signed_in("cleo", process, "cofacilitator")


@pytest.fixture
def as_administrator(process: Process) -> Client:
    return signed_in("amin", process, "administrator")
