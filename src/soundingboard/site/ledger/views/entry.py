"""One entry of the ledger: to read, to confirm or correct."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from soundingboard.site.contributions.saying import drafts_for
from soundingboard.site.drafts.models import Draft
from soundingboard.site.drafts.refusals import Crossed, Refused
from soundingboard.site.ledger import rules
from soundingboard.site.ledger.actions import deciding
from soundingboard.site.ledger.entry_page import entry_page
from soundingboard.site.ledger.filters import seen
from soundingboard.site.ledger.forms import DecisionForm, WhyNotForm
from soundingboard.site.ledger.models import Entry, NotCarried
from soundingboard.site.processes.models import Process


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, process: str, name: str) -> HttpResponse:
    """The ask, both texts, the evidence, its life; and the form of who may decide."""
    found, chain = _found(request, process, name)
    page = entry_page(request.who, found, chain)
    if request.method == "POST" and not page.may_decide:
        raise PermissionDenied(_("What became of an ask is for the secretariat and the board to confirm."))
    form = DecisionForm(found, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _decided(request, found, form):
        messages.success(request, _("Kept: a later run of the software will not change it."))
        return HttpResponseRedirect(found.get_absolute_url(), status=303)
    context = {"process": found.process, "page": page, "form": form, "why_not": _why_not(found)}
    return render(request, "ledger/entry.html", context, status=form.status)


def _decided(request: HttpRequest, found: Entry, form: DecisionForm) -> bool:
    data = form.cleaned_data
    try:
        deciding.decide(request.who, found, data["version"], data["outcome"], data["note"])
    except Refused as refusal:
        form.add_error(refusal.field, str(refusal))
    except Crossed:
        form.cross(Entry.objects.get(pk=found.pk))
    return not form.errors and form.current is None


def _why_not(found: Entry) -> WhyNotForm | None:
    if found.ask is None or found.carried_by:
        return None
    row = NotCarried.objects.filter(ask=found.ask).first()
    because = row.because if row else ""
    return WhyNotForm(initial={"because": because, "was": because})


@require_POST
def why_not(request: HttpRequest, process: str, name: str) -> HttpResponse:
    """Say why the board did not carry an ask."""
    if not rules.may_say_why_not(request.who, process):
        raise PermissionDenied(_("Why the board did not carry an ask is for the board to say."))
    found, chain = _found(request, process, name)
    if found.ask is None or found.ask.contribution.is_confidential:
        raise Http404
    form = WhyNotForm(request.POST)
    if form.is_valid():
        try:
            deciding.say_why_not(
                request.who, found.ask, form.cleaned_data["because"], form.cleaned_data["was"]
            )
        except Refused as refusal:
            form.add_error("because", str(refusal))
        except Crossed:
            row = NotCarried.objects.filter(ask=found.ask).first()
            form.data = form.data.copy()
            form.data["was"] = row.because if row else ""
            now = _(
                "Somebody changed this while you were writing; nothing was overwritten. It says now: {words}"
            )
            form.add_error("because", now.format(words=form.data["was"] or "–"))
        else:
            messages.success(request, _("Kept, for everyone to read."))
            return HttpResponseRedirect(found.get_absolute_url(), status=303)
    page = entry_page(request.who, found, chain)
    context = {"process": found.process, "page": page, "form": DecisionForm(found), "why_not": form}
    return render(request, "ledger/entry.html", context, status=409 if "was" in form.changed_data else 422)


@require_POST
def confirm(request: HttpRequest, process: str) -> HttpResponse:
    """Confirm the chosen lines of the ledger as they are suggested."""
    if not rules.may_decide(request.who, process):
        raise PermissionDenied(_("What became of an ask is for the secretariat and the board to confirm."))
    here = get_object_or_404(Process, slug=process)
    names = request.POST.getlist("entry")
    rows = seen(here, drafts_for(request.who, here)).filter(name__in=names)
    n = deciding.confirm_as_suggested(request.who, list(rows))
    words = ngettext("{n} outcome is confirmed.", "{n} outcomes are confirmed.", n)
    if n:
        messages.success(request, words.format(n=n))
    else:
        messages.info(request, _("Nothing was chosen that waits to be confirmed."))
    return HttpResponseRedirect(_back(request, process), status=303)


def _back(request: HttpRequest, process: str) -> str:
    """The list that was looked at; an address elsewhere is not followed."""
    query = request.POST.get("back", "")
    base = reverse("ledger", args=[process])
    return f"{base}?{query}" if query and "\n" not in query and "\r" not in query else base


def _found(request: HttpRequest, process: str, name: str) -> tuple[Entry, list[Draft]]:
    """An entry that the reader may know of, with the drafts that they see."""
    here = get_object_or_404(Process, slug=process)
    found = get_object_or_404(Entry.objects.of(here), name=name)
    chain = drafts_for(request.who, here)
    found.process = here
    if found.ask:
        found.ask.contribution.process = here
    if not rules.may_see(found, chain):
        raise Http404
    return found, chain
