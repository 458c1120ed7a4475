"""Pages of the house itself: errors, the time zone, whether it is well."""

import zoneinfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from soundingboard.site.middleware import ZONE_COOKIE, sent_again

_YEAR = 60 * 60 * 24 * 365


@require_GET
def healthy(request: HttpRequest) -> HttpResponse:
    """For those who watch the server: it answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_http_methods(["GET", "HEAD", "POST"])
def zone(request: HttpRequest) -> HttpResponse:
    """Choose the zone that times are shown in; kept in a cookie, told to nobody."""
    back = request.POST.get("back") or request.GET.get("back") or "/"
    back = back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "/"
    zones = sorted(name for name in zoneinfo.available_timezones() if "/" in name or name == "UTC")
    chosen = request.POST.get("zone", "")
    if request.method == "POST" and chosen in zones:
        response = HttpResponseRedirect(back)
        response.set_cookie(ZONE_COOKIE, chosen, max_age=_YEAR, samesite="Lax", httponly=True)
        return response
    wrong = _("Choose a zone from the list.") if request.method == "POST" else ""
    return render(request, "zone.html", {"zones": zones, "back": back, "wrong": wrong})


def form_not_trusted(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: a cookie was lost or the page was open too long. What was typed is kept."""
    words = _("Your browser did not send the cookie that belongs to this form, so it was not accepted yet.")
    return sent_again(request, words, status=403)


def too_many_guesses(
    request: HttpRequest, credentials: dict[str, str] | None = None, *args: object
) -> HttpResponse:
    words = _("Too many attempts. Wait a quarter of an hour, then try again.")
    return render(request, "plain.html", {"title": _("Not signed in"), "words": words}, status=429)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    words = _("This form or address could not be understood, so nothing was done. Go back and try again.")
    return render(request, "plain.html", {"title": _("Not understood"), "words": words}, status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    words = str(exception.args[0]) if exception.args and isinstance(exception.args[0], str) else ""
    words = (
        "" if words.endswith("matches the given query.") else words
    )  # Django's own, which tells nobody anything
    return render(request, "404.html", {"words": words}, status=404)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", {"words": str(exception)}, status=403)
