"""The ledger as a page and as data."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from soundingboard.site.contributions.said import data as tables
from soundingboard.site.contributions.saying import drafts_for
from soundingboard.site.keeping import kept
from soundingboard.site.ledger import actions, data, rules, shares
from soundingboard.site.ledger.filters import Filters, found, in_part, step
from soundingboard.site.ledger.ledger_page import ledger_page
from soundingboard.site.processes.models import Process
from soundingboard.write.ledger import share_rows, shares_record


@require_safe
@kept
def ledger(request: HttpRequest, process: str) -> HttpResponse:
    """What became of each ask, by the filters in the address."""
    here = get_object_or_404(Process, slug=process)
    chain, filters = drafts_for(request.who, here), Filters.of(request.GET)
    draft = step(chain, filters.to)
    context = {
        "process": here,
        "may_trace": rules.may_trace(request.who, process),
        "may_decide": rules.may_decide(request.who, process),
        "may_answer": rules.may_answer(request.who, here),
    }
    if draft:
        context["ledger"] = ledger_page(here, chain, draft, filters, request.GET.get("page"))
    return render(request, "ledger/ledger.html", context)


@require_safe
def ledger_data(request: HttpRequest, process: str, form: str) -> HttpResponseBase:
    """The same as data, all on one page; the three tables together, unless the address names one of them.

    With `table=shares` the outcomes by group and by region as rows.
    """
    tables.check_form(form)
    here = get_object_or_404(Process, slug=process)
    chain, filters = drafts_for(request.who, here), Filters.of(request.GET)
    draft = step(chain, filters.to)
    if draft is None:
        raise Http404(_("No draft came after the first one yet, so nothing became of anything."))
    told = shares.counted(here, found(here, chain, filters.without_outcome, draft))
    if request.GET.get("table") == "shares":
        return tables.answer(form, "outcomes", shares_record(told), share_rows(told))
    rows = found(here, chain, filters, draft)
    if request.GET.get("part"):
        rows = in_part(rows, filters.part)
    record = {"process": here.slug, "to": draft.slug, "shares": shares_record(told)["shares"]}
    return tables.stream(
        form, "ledger", record, "entries", data.records(here, chain, rows), data.rows(here, chain, rows)
    )


@require_POST
def trace(request: HttpRequest, process: str) -> HttpResponse:
    """Have everything traced anew."""
    if not rules.may_trace(request.who, process):
        raise PermissionDenied(_("The secretariat has drafts traced."))
    actions.retrace_later(get_object_or_404(Process, slug=process))
    messages.success(
        request, _("The drafts are being traced. What is found stands here in a minute, as suggestions.")
    )
    return HttpResponseRedirect(reverse("ledger", args=[process]), status=303)
