"""The clock: what is owed to each contribution, in public."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from soundingboard.site.contributions.said import data as tables
from soundingboard.site.contributions.saying import drafts_for
from soundingboard.site.keeping import kept
from soundingboard.site.ledger import clock as waiting
from soundingboard.site.processes.models import Process


@require_safe
@kept
def clock(request: HttpRequest, process: str) -> HttpResponse:
    """How long each contribution waits."""
    here = get_object_or_404(Process, slug=process)
    found = waiting.clock(here, drafts_for(request.who, here), request.GET.get("page"))
    return render(request, "ledger/clock.html", {"process": here, "clock": found})


@require_safe
@kept
def clock_data(request: HttpRequest, process: str, form: str) -> HttpResponse:
    """The same as data."""
    tables.check_form(form)
    here = get_object_or_404(Process, slug=process)
    chain = drafts_for(request.who, here)
    found = waiting.clock(here, chain)
    rows = [waiting.record(line) for line in waiting.all_lines(here, chain)]
    content = {
        "process": here.slug,
        "totals": [waiting.total_record(one) for one in found.totals],
        "confidential": {"n": found.n_closed, "totals": [waiting.total_record(one) for one in found.closed]},
        "contributions": rows,
    }
    return tables.answer(form, "clock", content, rows)
