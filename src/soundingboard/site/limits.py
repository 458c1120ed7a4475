"""How often one address may send something. Addresses live in memory for the length of a window and no longer."""

import hashlib
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

_PEPPER = secrets.token_bytes(16)  # new at each start: not even the memory holds an address


@dataclass(frozen=True, slots=True)
class Limit:
    """`most` acts in `seconds`."""

    name: str
    most: int
    seconds: int


SAYING = Limit("say", 20, 600)  # an office-hour room behind one address still gets through; a script does not
LINKS = Limit("links", 5, 3600)  # e-mails that a stranger can cause
RECEIPT = Limit("receipt", 1, 600)  # of one contribution: a form sent twice is one act
LETTERS = Limit("letters", 5, 3600)  # to one address: more than five receipts in an hour is no person
SIGNING = Limit("sign-in", 30, 900)  # whatever the account: a team behind one address mistypes less often
UPLOADING = Limit("upload", 60, 3600)


def is_over(request: HttpRequest, limit: Limit) -> bool:
    """Count one act of this address, and tell whether it is one too many."""
    return is_too_much(address(request), limit)


def is_too_much(whom: str, limit: Limit) -> bool:
    """Count one act of (or to) somebody, and tell whether it is one too many."""
    key = f"limit:{limit.name}:{_digest(whom)}"
    if cache.add(key, 1, limit.seconds):
        return False
    try:
        return cache.incr(key) > limit.most
    except ValueError:  # it ran out between the two calls
        return False


def address(request: HttpRequest) -> str:
    """The visitor's address; behind `SOUNDINGBOARD_PROXIES` proxies the one that the outermost of them saw."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if settings.PROXIES and len(forwarded) >= settings.PROXIES:
        return forwarded[-settings.PROXIES].strip()
    return request.META.get("REMOTE_ADDR", "")


def _digest(text: str) -> str:
    return hashlib.sha256(_PEPPER + text.encode()).hexdigest()
