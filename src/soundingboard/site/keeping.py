"""Pages for visitors, kept in memory until something happens in their process.

A page of a process changes only when an act is entered in the record, or with the clock. So the digest of the newest
entry is the version of every page: with it a page is kept, and a reader who has it already is told so (304).
"""

import gzip
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from soundingboard.site.middleware import ZONE_COOKIE
from soundingboard.site.record.models import Entry

View = Callable[..., HttpResponse]
_NAMES = {
    "with",
    "view",
    "show",
    "page",
    "draft",
    "paragraph",
    "kind",
    "group",
    "region",
    "by",
}  # others are not kept
_HEADERS = ("Content-Type", "Content-Disposition")
_LONGEST = 60  # seconds that the clock may be behind on a page: deadlines are told to the minute


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was made: plain and compressed (it holds nothing secret, so its length may be known)."""

    plain: bytes
    compressed: bytes
    tag: str
    headers: Mapping[str, str]  # what it is, and what it is called when it is saved


def kept(view: View) -> View:
    """A view of one process whose page is the same for all visitors. People who signed in get it made anew."""

    @wraps(view)
    def inner(request: HttpRequest, process: str, **names: str) -> HttpResponse:
        if not _is_for_all(request):
            return view(request, process=process, **names)
        key = _key(request, process)
        found: Kept | None = caches["pages"].get(key)
        if found is None:
            response = view(request, process=process, **names)
            if response.status_code != 200:
                return response
            compressed = gzip.compress(response.content, 6, mtime=0)
            headers = {name: response[name] for name in _HEADERS if name in response}
            found = Kept(response.content, compressed, f'"{key}"', headers)
            caches["pages"].set(key, found, _LONGEST)
        return _answer(request, found)

    return inner


def _is_for_all(request: HttpRequest) -> bool:
    personal = {settings.SESSION_COOKIE_NAME, "messages"} & set(request.COOKIES)
    return not personal and set(request.GET) <= _NAMES


def _key(request: HttpRequest, process: str) -> str:
    newest = Entry.objects.filter(process=process).order_by("-sequence").values_list("digest", flat=True)[:1]
    minute = int(timezone.now().timestamp()) // _LONGEST
    zone = request.COOKIES.get(ZONE_COOKIE, "")
    parts = (request.get_full_path(), *newest, str(minute), zone, get_language() or "")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _answer(request: HttpRequest, page: Kept) -> HttpResponse:
    if page.tag in request.headers.get("If-None-Match", ""):
        response: HttpResponse = HttpResponseNotModified()
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(page.compressed, headers={**page.headers, "Content-Encoding": "gzip"})
    else:
        response = HttpResponse(page.plain, headers=page.headers)
    response["ETag"] = page.tag
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Accept-Encoding", "Accept-Language", "Cookie"])
    return response
