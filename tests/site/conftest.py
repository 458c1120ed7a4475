"""A small process for the tests of the site: three drafts with known changes, and a client for each role."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.test import Client, override_settings
from django.utils import timezone

from soundingboard.site.amendments import worded
from soundingboard.site.drafts import lives, shown
from soundingboard.site.drafts.actions import publish
from soundingboard.site.drafts.models import Draft, State
from soundingboard.site.people.models import Account, Role
from soundingboard.site.people.rules import OPERATOR
from soundingboard.site.processes.models import Process
from tests.site.lighthouse import STAGES, record
from tests.site.whole import one_of_everything

ROLES = ("board", "secretariat", "cofacilitator", "administrator")


@pytest.fixture(scope="session", autouse=True)
def static_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Style sheets as they are served: collected, compressed, with their hashed names."""
    fast = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a good one takes half a second for each client
    with override_settings(STATIC_ROOT=tmp_path_factory.mktemp("static"), PASSWORD_HASHERS=fast):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield


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


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Rows that a test rolls back give their numbers to the next one: what is kept by number must go too."""
    for remembered in (lives._lives, shown._text, shown._sides, shown._clean):
        remembered.cache_clear()
    worded.forget()
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture
def drafts(process: Process) -> list[Draft]:
    """The Zero Draft, Rev1 and Rev2 of `lighthouse`, published in this order; Rev2 is open for another week."""
    now = timezone.now()
    windows = [(now - timedelta(days=n), now - timedelta(days=n - 20)) for n in (90, 60)]
    windows.append((now - timedelta(days=7), now + timedelta(days=7)))
    found = []
    for stage, window in zip(STAGES, windows, strict=True):
        found.append(_draft(process, *stage, *window))
        publish(OPERATOR, found[-1])
    return found


def _draft(process: Process, slug: str, label: str, day: str, sections: list, *window: object) -> Draft:
    return Draft.objects.create(
        process=process,
        slug=slug,
        stage=slug,
        label=label,
        title="The Lighthouse Accord",
        date=date.fromisoformat(day),
        state=State.READ,
        opens=window[0],
        closes=window[1],
        record=record(slug, label, day, sections),
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


@pytest.fixture
def clients(process: Process) -> dict[str, Client]:
    """A client for each role."""
    roles = {role: signed_in(f"the-{role}", process, role) for role in ROLES}
    return {"visitor": Client(), "participant": signed_in("the-participant"), **roles}


@pytest.fixture
def filled(process: Process, drafts: list[Draft]) -> dict[str, str]:
    """One of everything in the process, and the parts of addresses that lead to it."""
    return one_of_everything(process, drafts)
