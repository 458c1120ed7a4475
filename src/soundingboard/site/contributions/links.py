"""Private links: who holds one may correct and withdraw what was said through it.

A link is never stored. It carries the day it was issued and a code over that day and the contribution, which only
this server can make. Renewing needs nothing but a newer day; an older link stays good until its own time is over.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from soundingboard.site.contributions.models import Contribution

_SALT = "soundingboard.contributions.links"
_BYTES = 16  # of the code: nobody guesses one of 2^128
_EPOCH = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a link is good."""

    days: int = (
        400  # a process and its follow-up last about a year; after that the holder asks for a new link
    )


LIFETIME = Lifetime()


class Verdict(Enum):
    """What a link is worth."""

    GOOD = "good"
    EXPIRED = "expired"
    FORGED = "forged"


def mac(contribution: Contribution, issued: datetime | None = None) -> str:
    """The last part of the link, issued when the contribution was filed or later."""
    day = ((issued or contribution.filed).astimezone(UTC).date() - _EPOCH).days
    return f"{day:x}-{_code(contribution, day)}"


def _code(contribution: Contribution, day: int) -> str:
    words = f"{contribution.pk}:{contribution.name}:{day}"
    digest = salted_hmac(_SALT, words, algorithm="sha256").digest()[:_BYTES]
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def verdict(contribution: Contribution, given: str) -> Verdict:
    """Whether a link was made here, and whether its time is over."""
    day, _dash, code = given.partition("-")
    try:
        issued = int(day, 16)
    except ValueError:
        return Verdict.FORGED
    if not constant_time_compare(f"{day}-{code}", f"{issued:x}-{_code(contribution, issued)}"):
        return Verdict.FORGED
    is_over = timezone.now().astimezone(UTC).date() > _EPOCH + timedelta(days=issued + LIFETIME.days)
    return Verdict.EXPIRED if is_over else Verdict.GOOD


def ends(given: str) -> date:
    """The last day of a good link."""
    return _EPOCH + timedelta(days=int(given.partition("-")[0], 16) + LIFETIME.days)


def path(contribution: Contribution, issued: datetime | None = None) -> str:
    """The address of the receipt on this site."""
    return reverse("receipt", args=[contribution.process.slug, contribution.name, mac(contribution, issued)])


def whole(contribution: Contribution, issued: datetime | None = None) -> str:
    """The link as it is copied or sent."""
    return settings.SITE_ADDRESS + path(contribution, issued)


def same(contribution: Contribution, given: str) -> str:
    """The very link that a page was opened with, to be copied."""
    return settings.SITE_ADDRESS + reverse(
        "receipt", args=[contribution.process.slug, contribution.name, given]
    )


View = Callable[..., HttpResponse]


def private(referrer: str) -> Callable[[View], View]:
    """A page behind a private link: not kept, not indexed, and its address told to nobody.

    Pages with a form cannot be "no-referrer": browsers then send no origin either, and the form would be refused.
    """

    def decorator(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            response = view(request, *args, **kwargs)
            response["Cache-Control"] = "no-store"
            response["Referrer-Policy"] = referrer
            response["X-Robots-Tag"] = "noindex, nofollow"
            return response

        return wrapped

    return decorator
