"""What an operator sets from outside, read once: the only place that looks at environment variables."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

_SMTP_PORT, _SMTPS_PORT, _SUBMISSION_PORT = 25, 465, 587


@dataclass(frozen=True, slots=True)
class Environment:
    """Every setting, with what holds when it is not given; each is documented in docs/reference/settings.md."""

    home: Path
    address: str
    hosts: tuple[str, ...]
    secret: str
    smtp: str
    sender: str
    proxies: int
    tasks: str

    @property
    def is_https(self) -> bool:
        return self.address.startswith("https://")


def environment() -> Environment:
    """The settings that `SOUNDINGBOARD_*` variables give."""
    home = Path(_get("HOME", "soundingboard-data")).resolve()
    os.umask(0o077)  # names, addresses and confidential words are for the server's own account alone
    address = _get("ADDRESS", "http://127.0.0.1:8000").rstrip("/")
    own = urlsplit(address).hostname or "127.0.0.1"
    hosts = tuple(filter(None, _get("HOSTS", "").split(","))) or (own, "127.0.0.1", "localhost")
    return Environment(
        home=home,
        address=address,
        hosts=hosts,
        secret=_get("SECRET", "") or _kept_secret(home),
        smtp=_get("SMTP", ""),
        sender=_get("SENDER", f"soundingboard@{own}"),
        proxies=int(_get("PROXIES", "0")),
        tasks=_get("TASKS", "database"),
    )


def mail(smtp: str) -> dict[str, object]:
    """Django's e-mail settings for `smtp://user:password@host:port`; without it the console.

    `smtps://` speaks TLS from the start; `smtp://` on port 587 turns to TLS (STARTTLS).
    """
    if not smtp:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(smtp)
    return {
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (_SMTPS_PORT if parts.scheme == "smtps" else _SMTP_PORT),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parts.port == _SUBMISSION_PORT,
    }


def _get(name: str, default: str) -> str:
    return os.environ.get(f"SOUNDINGBOARD_{name}", default)


def _kept_secret(home: Path) -> str:
    """The key that signs private links: made once and kept beside the database, readable by its owner alone."""
    path = home / "secret"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    return path.read_text(encoding="utf-8")
