"""Official answers: to read, to write, and whether there are any in a process."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from soundingboard.site.contributions.said import data as tables
from soundingboard.site.contributions.saying import drafts_for
from soundingboard.site.drafts.refusals import Refused
from soundingboard.site.ledger import actions, rules
from soundingboard.site.ledger.answers import named
from soundingboard.site.ledger.answers_page import answers_page, records
from soundingboard.site.ledger.filters import seen
from soundingboard.site.ledger.forms import AnswerForm
from soundingboard.site.processes.actions import set_answers
from soundingboard.site.processes.models import Process


@require_safe
def answers(request: HttpRequest, process: str) -> HttpResponse:
    """Everything that was answered officially."""
    here = get_object_or_404(Process, slug=process)
    page, found = answers_page(here, drafts_for(request.who, here), request.GET.get("page"))
    context = {
        "process": here,
        "page": page,
        "answers": found,
        "may_answer": rules.may_answer(request.who, here),
        "may_set": rules.may_set_answers(request.who, process),
    }
    return render(request, "ledger/answers.html", context)


@require_safe
def answers_data(request: HttpRequest, process: str, form: str) -> HttpResponse:
    """The same as data."""
    tables.check_form(form)
    here = get_object_or_404(Process, slug=process)
    rows = records(here, drafts_for(request.who, here))
    return tables.answer(form, "answers", {"process": here.slug, "responses": rows}, rows)


@require_http_methods(["GET", "HEAD", "POST"])
def answer_new(request: HttpRequest, process: str) -> HttpResponse:
    """Answer what the address names."""
    here = get_object_or_404(Process, slug=process)
    _must_answer(request, here)
    chain = drafts_for(request.who, here)
    asked = request.POST if request.method == "POST" else request.GET
    offered = named(here, chain, [*request.GET.getlist("to"), *asked.getlist("to")])
    choices = [(one.target, one.label) for one in offered.values()]
    form = AnswerForm(here, choices, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        to = [*data["to"], *(one.strip() for one in data["more"].split(",") if one.strip())]
        try:
            made = actions.answer(request.who, here, chain, data["text"], data["language"], to)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("The answer is published, and those it answers are told."))
            return HttpResponseRedirect(f"{reverse('answers', args=[process])}#{made.name}", status=303)
    context = {"process": here, "form": form, "offered": choices}
    return render(request, "ledger/answer_new.html", context, status=form.status)


@require_POST
def answer_choose(request: HttpRequest, process: str) -> HttpResponse:
    """Answer the chosen lines of the ledger together."""
    here = get_object_or_404(Process, slug=process)
    _must_answer(request, here)
    rows = seen(here, drafts_for(request.who, here)).filter(name__in=request.POST.getlist("entry"))
    asks = dict.fromkeys(entry.ask.name for entry in rows if entry.ask)
    query = urlencode([("to", f"ask:{name}") for name in asks])
    return HttpResponseRedirect(f"{reverse('answer-new', args=[process])}?{query}", status=303)


@require_POST
def answers_set(request: HttpRequest, process: str) -> HttpResponse:
    """Switch official answers on or off."""
    here = get_object_or_404(Process, slug=process)
    if not rules.may_set_answers(request.who, process):
        raise PermissionDenied(
            _("Whether there are official answers is for the administrator and the secretariat to say.")
        )
    set_answers(request.who, here, request.POST.get("answers") == "on")
    words = (
        _("Co-facilitators can answer here now.")
        if here.answers
        else _("Co-facilitators cannot answer here now.")
    )
    messages.success(request, words)
    return HttpResponseRedirect(reverse("answers", args=[process]), status=303)


def _must_answer(request: HttpRequest, process: Process) -> None:
    if not process.answers:
        raise PermissionDenied(_("Official answers are switched off in this process."))
    if not rules.may_answer(request.who, process):
        raise PermissionDenied(_("Official answers are for the co-facilitators and the secretariat to give."))
