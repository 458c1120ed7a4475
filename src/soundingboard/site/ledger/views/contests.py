"""Contests: from the private link, without an account; the secretariat answers in public."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from soundingboard.site import limits
from soundingboard.site.contributions.links import private
from soundingboard.site.contributions.models import Contribution, ContributionState
from soundingboard.site.contributions.saying import drafts_for
from soundingboard.site.contributions.views import by_link
from soundingboard.site.drafts.refusals import Crossed, Refused
from soundingboard.site.ledger import actions, rules
from soundingboard.site.ledger.contests_page import PAGE, choices, contest_lines, contests_of, thing
from soundingboard.site.ledger.forms import ContestAnswerForm, ContestForm
from soundingboard.site.ledger.models import Contest, ContestState
from soundingboard.site.processes.models import Process


@require_http_methods(["GET", "HEAD", "POST"])
@private("same-origin")
def contest(request: HttpRequest, process: str, name: str, mac: str) -> HttpResponse:
    """Say that a summary or an outcome is wrong, and why."""
    contribution, refused = by_link(request, process, name, mac)
    if contribution is None:
        return refused
    offered = choices(contribution, drafts_for(request.who, contribution.process, also=contribution.draft))
    form = ContestForm(
        offered, request.GET.get("about", ""), request.POST if request.method == "POST" else None
    )
    status = form.status
    if form.is_bound and form.is_valid():
        status = _contest(request, contribution, form)
    if status == 303:
        return HttpResponseRedirect(reverse("receipt", args=[process, name, mac]) + "#contests", status=303)
    context = {"process": contribution.process, "contribution": contribution, "form": form, "mac": mac}
    context["offered"] = offered
    return render(request, "ledger/contest.html", context, status=status)


def _contest(request: HttpRequest, contribution: Contribution, form: ContestForm) -> int:
    """Take it in; the status to answer with (303: done)."""
    if contribution.state != ContributionState.CURRENT:
        form.add_error(
            None, _("It was withdrawn or corrected before; what became of it cannot be contested any more.")
        )
        return 409
    if limits.is_over(request, limits.SAYING):
        form.add_error(None, _("Too much was sent from your address. Wait ten minutes, then send it again."))
        return 429
    try:
        actions.contest(
            contribution, thing(contribution, form.cleaned_data["about"]), form.cleaned_data["grounds"]
        )
    except Refused as refusal:
        form.add_error("grounds", str(refusal))
        return 422
    messages.success(request, _("Received. The secretariat will answer; its answer stands here."))
    return 303


@require_safe
def contests(request: HttpRequest, process: str) -> HttpResponse:
    """Everything that was contested, and what was answered."""
    here = get_object_or_404(Process, slug=process)
    chain = drafts_for(request.who, here)
    page = Paginator(contests_of(here, chain), PAGE).get_page(request.GET.get("page"))
    may_answer = rules.may_answer_contests(request.who, process)
    context = {"process": here, "page": page, "may_answer": may_answer}
    context["contests"] = contest_lines(here, chain, page, inside=may_answer)
    return render(request, "ledger/contests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def contest_answer(request: HttpRequest, process: str, name: str) -> HttpResponse:
    """Say whether its author is right; who is right leads to where it is corrected."""
    if not rules.may_answer_contests(request.who, process):
        raise PermissionDenied(_("What is contested is for the secretariat to answer."))
    here = get_object_or_404(Process, slug=process)
    chain = drafts_for(request.who, here)
    found = contests_of(here, chain).filter(name=name).first()
    if found is None:
        raise Http404
    line = contest_lines(here, chain, [found], inside=True)[0]
    form = ContestAnswerForm(request.POST if request.method == "POST" else None)
    status = form.status
    if form.is_bound and form.is_valid():
        try:
            actions.answer_contest(
                request.who, found, form.cleaned_data["state"], form.cleaned_data["answer"]
            )
            return _answered(request, found, line.mend)
        except Crossed:
            found.refresh_from_db()
            form.add_error(None, _("Somebody answered this while you were writing; nothing was overwritten."))
            status = 409
    context = {"process": here, "contest": found, "line": line, "form": form}
    return render(request, "ledger/contest_answer.html", context, status=status)


def _answered(request: HttpRequest, found: Contest, mend: str) -> HttpResponse:
    if found.state == ContestState.UPHELD and mend:
        messages.success(request, _("Answered. Now correct it here."))
        return HttpResponseRedirect(mend, status=303)
    messages.success(request, _("Answered, and its author is told."))
    return HttpResponseRedirect(reverse("contests", args=[found.process.slug]), status=303)
