"""Who may do what: every role against every address and method of this room."""

import pytest
from django.test import Client

from soundingboard.site.board.models import Output
from tests.site.board.conftest import ROLES

READ = [
    "board/",
    "events/",
    "events.ics",
    "events/first/",
    "events/first.ics",
    "outputs/",
    "outputs.atom",
    "outputs/first-post/",
]
KEPT_BY_BOTH = ["board/seats/new/", "board/seats/SEAT/", "events/new/", "events/first/edit/"]
WRITTEN_BY_BOARD = ["outputs/new/", "outputs/first-post/edit/"]
UNPUBLISHED = "outputs/reflections-2026-09-29/"
BOTH = {"board", "secretariat"}
ADDRESSES = [
    *READ,
    *KEPT_BY_BOTH,
    *WRITTEN_BY_BOARD,
    UNPUBLISHED,
    f"{UNPUBLISHED}edit/",
    f"{UNPUBLISHED}publish/",
]


def expected(role: str, address: str, method: str) -> int:
    """What someone with a role gets; 422: the form was there to be sent, and was empty."""
    if address in READ:
        return 200 if method == "get" else 405
    if address in KEPT_BY_BOTH:
        return 403 if role not in BOTH else 200 if method == "get" else 422
    if address in WRITTEN_BY_BOARD:
        return 403 if role != "board" else 200 if method == "get" else 422
    if address.endswith("publish/") and method == "get":
        return 405
    if address == UNPUBLISHED and method == "post":
        return 405
    if role not in BOTH:
        return 404
    if address == UNPUBLISHED:
        return 200
    return 403 if role == "secretariat" else 200 if method == "get" else 422


@pytest.mark.parametrize("role", ROLES)
def test_each_role_at_each_address(
    request: pytest.FixtureRequest, role: str, seats, past, published: Output, unpublished: Output
) -> None:
    client: Client = request.getfixturevalue(f"as_{role}")
    found, wanted = {}, {}
    for address in ADDRESSES:
        path = f"/lighthouse/{address.replace('SEAT', str(seats['member'].pk))}"
        for method in ("get", "post"):
            found[address, method] = getattr(client, method)(path).status_code
            wanted[address, method] = expected(role, address, method)
    assert found == wanted


@pytest.mark.parametrize("role", ROLES)
def test_a_role_reaches_no_other_process(
    request: pytest.FixtureRequest, role: str, unpublished: Output
) -> None:
    from soundingboard.site.processes.models import Process

    client: Client = request.getfixturevalue(f"as_{role}")
    other = Process.objects.create(slug="other", title="Other")
    Output.objects.update(process=other)
    for address in ("board/seats/new/", "events/new/", "outputs/new/"):
        assert client.get(f"/other/{address}").status_code == 403
    assert client.get(f"/other/{UNPUBLISHED}").status_code == 404


@pytest.mark.parametrize(
    "address", ["board/", "events/", "events.ics", "outputs/", "outputs/new/", "board/seats/new/"]
)
def test_an_unknown_process_is_not_found(as_board: Client, address: str) -> None:
    assert as_board.get(f"/nowhere/{address}").status_code == 404
