"""The mandate and the milestones of a process."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from soundingboard.site.processes import actions, rules
from soundingboard.site.processes.editing import saved
from soundingboard.site.processes.forms import MandateForm, MilestoneForm
from soundingboard.site.processes.mandate_page import mandate_page
from soundingboard.site.processes.models import Milestone, Process

may_be_filled_in = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def mandate(request: HttpRequest, process: str) -> HttpResponse:
    """The terms of reference, and what changed between their versions."""
    found = get_object_or_404(Process, slug=process)
    page = mandate_page(found, request.GET)
    if page is None:
        raise Http404(_("The mandate has no such version."))
    context = {"process": found, "page": page, "edits": rules.may_edit_process(request.who, process)}
    return render(request, "processes/mandate.html", context)


@may_be_filled_in
def mandate_new(request: HttpRequest, process: str) -> HttpResponse:
    """A new version of the terms of reference."""
    found = get_object_or_404(Process, slug=process)
    _must_edit(request, process)
    form = MandateForm(found, request.POST if request.method == "POST" else None)
    if form.is_bound and saved(form, partial(actions.add_mandate, request.who, found)):
        messages.success(request, _("The version is added."))
        return redirect("mandate", process)
    context = {"process": found, "form": form}
    return render(request, "processes/mandate_new.html", context, status=form.status)


@may_be_filled_in
def milestones(request: HttpRequest, process: str) -> HttpResponse:
    """What comes when; the secretariat adds to it."""
    found = get_object_or_404(Process, slug=process)
    if request.method == "POST":
        _must_edit(request, process)
    form = MilestoneForm(data=request.POST if request.method == "POST" else None)
    if form.is_bound and saved(form, partial(actions.add_milestone, request.who, found)):
        messages.success(request, _("The milestone is added."))
        return redirect("milestones", process)
    edits = rules.may_edit_process(request.who, process)
    context = {"process": found, "form": form, "edits": edits, **_in_time(found)}
    return render(request, "processes/milestones.html", context, status=form.status)


@may_be_filled_in
def milestone_edit(request: HttpRequest, process: str, pk: int) -> HttpResponse:
    """Change or move a milestone."""
    found = get_object_or_404(Process, slug=process)
    _must_edit(request, process)
    milestone = found.milestones.filter(pk=pk).first()
    if milestone is None:
        raise Http404(_("There is no such milestone."))
    form = MilestoneForm(milestone, request.POST if request.method == "POST" else None)
    if form.is_bound and saved(form, partial(actions.edit_milestone, request.who, milestone)):
        messages.success(request, _("The milestone is changed."))
        return redirect("milestones", process)
    context = {"process": found, "form": form, "milestone": milestone}
    return render(request, "processes/milestone_edit.html", context, status=form.status)


def _must_edit(request: HttpRequest, process: str) -> None:
    if not rules.may_edit_process(request.who, process):
        raise PermissionDenied(_("The mandate and the milestones are kept by the secretariat."))


def _in_time(process: Process) -> dict[str, list[Milestone]]:
    today = timezone.now().date()
    every = list(process.milestones.all())
    ahead = [one for one in every if one.date >= today]
    return {"ahead": ahead, "past": [one for one in reversed(every) if one.date < today]}
