"""Settings from outside: safe without any, strict with https."""

from pathlib import Path

import pytest

from soundingboard.site.environment import environment, mail


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("ADDRESS", "HOSTS", "SECRET", "SMTP", "SENDER", "PROXIES", "TASKS"):
        monkeypatch.delenv(f"SOUNDINGBOARD_{name}", raising=False)
    monkeypatch.setenv("SOUNDINGBOARD_HOME", str(tmp_path / "home"))


def test_without_settings_only_this_machine_is_served() -> None:
    given = environment()
    assert given.hosts == ("127.0.0.1", "127.0.0.1", "localhost")
    assert (given.is_https, given.proxies, given.tasks) == (False, 0, "database")


def test_the_secret_is_made_once_and_kept_for_its_owner(tmp_path: Path) -> None:
    first = environment().secret
    assert environment().secret == first
    assert len(first) > 50
    assert oct((tmp_path / "home" / "secret").stat().st_mode)[-3:] == "600"


def test_the_host_of_the_address_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOUNDINGBOARD_ADDRESS", "https://board.example/")
    given = environment()
    assert (given.address, given.is_https) == ("https://board.example", True)
    assert given.hosts == ("board.example", "127.0.0.1", "localhost")


@pytest.mark.parametrize(
    ("address", "port", "ssl", "tls"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtp://u:p@mail.example:587", 587, False, True),
        ("smtps://u:p@mail.example", 465, True, False),
    ],
)
def test_mail_speaks_tls_where_it_should(address: str, port: int, ssl: bool, tls: bool) -> None:
    given = mail(address)
    assert (given["EMAIL_PORT"], given["EMAIL_USE_SSL"], given["EMAIL_USE_TLS"]) == (port, ssl, tls)


def test_a_password_with_signs_is_understood() -> None:
    given = mail("smtp://u%40x:p%2Fq@mail.example:587")
    assert (given["EMAIL_HOST_USER"], given["EMAIL_HOST_PASSWORD"]) == ("u@x", "p/q")
