"""Every role against every address and method, as `roles.toml` has it; an address that is not in it fails."""

import tomllib
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from soundingboard.site.drafts.models import Draft
from tests.site import addresses

pytestmark = pytest.mark.django_db

TABLE = tomllib.loads((Path(__file__).parent / "roles.toml").read_text(encoding="utf-8"))


def test_every_address_is_in_the_table() -> None:
    assert sorted(TABLE) == sorted(name for name, _parts in addresses.patterns())


def answers(client: Client, paths: dict[str, str], method: str) -> dict[str, int]:
    """The status of each address; what a request did is undone before the next."""
    found, cookies = {}, client.cookies.output(header="", sep=";")
    for name, path in paths.items():
        point = transaction.savepoint()
        client.cookies.load(cookies)
        found[name] = getattr(client, method)(path).status_code
        transaction.savepoint_rollback(point)
    return found


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", addresses.ROLES)
def test_each_role_gets_what_the_table_says(
    drafts: list[Draft], filled: dict[str, str], clients: dict[str, Client], role: str, method: str
) -> None:
    place = addresses.ROLES.index(role)
    expected = {name: row[method][place] for name, row in TABLE.items()}
    assert answers(clients[role], addresses.pages(filled), method) == expected
