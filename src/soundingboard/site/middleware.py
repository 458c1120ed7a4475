"""What happens around every request."""

import errno
import functools
import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from soundingboard.site.people.rules import who_is

_zones = functools.cache(zoneinfo.available_timezones)  # reading them takes a tenth of a second
Next = Callable[[HttpRequest], HttpResponse]
ZONE_COOKIE = "zone"


def refuse_floods(get_response: Next) -> Next:
    """Forms that are far too large are not even read; only who signed in may send the file of a draft."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.headers.get("Content-Length", "")
        if request.method == "POST" and (not length.isdecimal() or int(length) > _most(request)):
            words = _("This is longer than what can be taken here. Go back, shorten it, and send it again.")
            return render(request, "plain.html", {"title": _("Too long"), "words": words}, status=413)
        return get_response(request)

    return middleware


def _most(request: HttpRequest) -> int:
    """How many bytes a form may have."""
    form: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return form + settings.UPLOAD_LIMIT if request.user.is_authenticated else form


class keep_what_was_typed:
    """When the database cannot write, what was sent is shown again with a button to try once more."""

    def __init__(self, get_response: Next) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._next(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        full = isinstance(error, OSError) and error.errno == errno.ENOSPC
        if not (full or isinstance(error, OperationalError)):
            return None
        words = _("The server cannot store anything just now. Nothing was saved, nothing is lost: try again.")
        return sent_again(request, words, status=503)


def sent_again(request: HttpRequest, words: str, status: int) -> HttpResponse:
    """A page that says what happened, holds everything that was typed, and can send it once more."""
    typed = [
        (name, value)
        for name in request.POST
        if name != "csrfmiddlewaretoken" and "password" not in name
        for value in request.POST.getlist(name)
    ]
    context = {"words": words, "typed": typed, "is_own": came_from_here(request)}
    return render(request, "sent_again.html", context, status=status)


def came_from_here(request: HttpRequest) -> bool:
    """Whether a form was sent from a page of this site: another site's form must not get a button of ours."""
    own = f"{request.scheme}://{request.get_host()}"
    origin = request.headers.get("Origin")
    return origin == own if origin else request.headers.get("Referer", "").startswith(f"{own}/")


def show_times_in_zone(get_response: Next) -> Next:
    """Times are shown in the zone that the reader chose, else in UTC."""

    def middleware(request: HttpRequest) -> HttpResponse:
        name = request.COOKIES.get(ZONE_COOKIE, "")
        if name and name in _zones():
            with timezone.override(zoneinfo.ZoneInfo(name)):
                return get_response(request)
        return get_response(request)

    return middleware


def say_who(get_response: Next) -> Next:
    """`request.who` is the one who asks; nothing is looked up for visitors."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        request.who = SimpleLazyObject(lambda: who_is(user if user.is_authenticated else None))  # type: ignore[attr-defined]
        return get_response(request)

    return middleware
