"""The record in public: every entry in its place, the words where they are open, and the chain to check."""

import json
from collections.abc import Iterator

from django.apps import apps
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from soundingboard.site.record.models import Entry
from soundingboard.site.record.rules import may_know, shown

_PAGE = 50  # entries: two screens of a desk, a few hundred words of a phone


@require_safe
def record(request: HttpRequest, process: str) -> HttpResponse:
    """All entries of a process, newest first."""
    found = _process(process)
    entries = Entry.objects.of_process(process).order_by("-sequence")
    page = Paginator(entries, _PAGE).get_page(request.GET.get("page"))
    context = {"process": found, "page": page, "rows": shown(process, _roles(request, process), list(page))}
    return render(request, "record/record.html", context)


@require_safe
def record_object(request: HttpRequest, process: str, kind: str, name: str) -> HttpResponse:
    """The history of one object."""
    found, obj = _process(process), f"{kind}:{name}"
    rows = shown(process, _roles(request, process), list(Entry.objects.about(process, obj)))
    if not may_know(kind, rows):
        raise Http404(_("The record holds nothing about this."))
    context = {"process": found, "object": obj, "rows": rows}
    return render(request, "record/object.html", context)


@require_safe
def record_data(request: HttpRequest, process: str) -> StreamingHttpResponse:
    """The whole record as JSON lines: `soundingboard verify` checks it."""
    _process(process)
    lines = _lines(process, _roles(request, process))
    response = StreamingHttpResponse(lines, content_type="application/x-ndjson; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{process}-record.jsonl"'
    return response


def _lines(process: str, roles: frozenset[str]) -> Iterator[str]:
    entries = Entry.objects.of_process(process)
    for start in range(0, entries.count(), 1000):
        for entry, is_open in shown(process, roles, list(entries[start : start + 1000])):
            yield json.dumps(as_line(entry, is_open), ensure_ascii=False) + "\n"


def as_line(entry: Entry, is_open: bool) -> dict[str, object]:
    """An entry as it is published: its body, or only the seal where the words are closed."""
    words = {"body": entry.body} if is_open else {"seal": entry.seal}
    return {"sequence": entry.sequence, "previous": entry.previous, "digest": entry.digest, **words}


def _process(slug: str) -> object:
    return get_object_or_404(apps.get_model("processes", "Process"), slug=slug)  # a room to the right


def _roles(request: HttpRequest, process: str) -> frozenset[str]:
    return request.who.roles.get(process, frozenset())
