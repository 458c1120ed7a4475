"""Intake for the secretariat; the moderation log for everyone."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from soundingboard.site.contributions.actions import Ended
from soundingboard.site.contributions.intake import acts, asking, mending, queue, redacting, removing, rules
from soundingboard.site.contributions.intake import moderation as log
from soundingboard.site.contributions.intake.forms import AsideForm, OriginForm
from soundingboard.site.contributions.intake.found import Work, crossed, ended, process_of, work_on
from soundingboard.site.contributions.intake.page import intake_page
from soundingboard.site.contributions.intake.suggesting import suggest_later, suggest_waiting
from soundingboard.site.contributions.links import private
from soundingboard.site.contributions.said.data import FORMS, answer
from soundingboard.site.drafts import lives
from soundingboard.site.drafts.refusals import Crossed, Refused
from soundingboard.site.drafts.rules import sees_inside
from soundingboard.site.processes.models import Process

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@_FORM
@private("same-origin")
def intake(request: HttpRequest, process: str) -> HttpResponse:
    """The queue; a POST has the software read what it has not read yet."""
    found = process_of(request, process)
    if request.method == "POST":
        suggest_waiting(found)
        messages.success(request, _("What waits is being read; what you decided stays."))
        return redirect("intake", process)
    context = {"process": found, **queue.overview(found, lives.chain(found, inside=True), request.GET)}
    return render(request, "contributions/intake/queue.html", context)


@require_safe
@private("same-origin")
def intake_one(request: HttpRequest, process: str, name: str) -> HttpResponse:
    """One contribution: the original beside what was read from it."""
    return _one(request, work_on(request, process, name))


def _one(
    request: HttpRequest, work: Work, status: int = 200, wrong: str = "", form: OriginForm | None = None
) -> HttpResponse:
    context = {
        "process": work.process,
        "work": work,
        "page": intake_page(work.contribution, work.chain, work.is_open),
        "form": form or OriginForm(work.contribution, work.chain),
        "is_mending": form is not None,
        "next": queue.next_after(work.process, work.filters, work.contribution),
        "wrong": wrong,
    }
    return render(request, "contributions/intake/one.html", context, status=status)


@require_POST
@private("same-origin")
def intake_act(request: HttpRequest, process: str, name: str) -> HttpResponse:
    """One press of a button."""
    work, deed = work_on(request, process, name), request.POST.get("deed", "")
    if deed == "mend" and work.is_open:
        return _mend(request, work)
    if deed not in acts.DEEDS or not (work.is_open or deed in acts.UNREAD):
        return _one(
            request, work, 422, _("This was not understood, or cannot be done now; nothing was changed.")
        )
    try:
        return redirect(acts.DEEDS[deed](request, work))
    except (Refused, Crossed, Ended) as stopped:
        return _one(request, work_on(request, process, name), 409, _why(stopped))


def _why(stopped: Exception) -> str:
    """What stood in the way, in words."""
    if isinstance(stopped, Refused):
        return str(stopped)
    return ended() if isinstance(stopped, Ended) else crossed()


def _mend(request: HttpRequest, work: Work) -> HttpResponse:
    """Whom it is of, on which draft, in what language."""
    form = OriginForm(work.contribution, work.chain, request.POST)
    if not form.is_valid():
        return _one(request, work, 422, form=form)
    one = work.contribution
    before = (one.draft, one.language)
    try:
        changed = mending.mend_origin(
            work.who, one, form.cleaned_data["version"], form.origin(), form.cleaned_data["reason"]
        )
    except (Refused, Crossed, Ended) as stopped:
        one.refresh_from_db()
        form.again(one.version)
        return _one(request, work, 409, _why(stopped), form)
    if before != (one.draft, one.language):
        suggest_later(one)
    messages.success(request, _("Saved.") if changed else _("Nothing was changed."))
    return redirect(acts.back_to(work))


@_FORM
@private("same-origin")
def intake_ask(request: HttpRequest, process: str, name: str) -> HttpResponse:
    """Correct a suggestion or an ask, or add one."""
    work = work_on(request, process, name)
    if not work.is_open:
        return _unread(request, work)
    try:
        desk = asking.desk(request, work)
        if request.method == "POST" and desk.form.is_valid():
            asking.save(work, desk)
            messages.success(request, _("Saved."))
            return redirect(acts.back_to(work, "#suggestions"))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(acts.back_to(work))
    except (Crossed, Ended) as stopped:
        now = work_on(request, process, name)
        return _ask(request, now, asking.again(request, now), 409, _why(stopped))
    return _ask(request, work, desk, 422 if desk.form.errors else 200)


def _ask(
    request: HttpRequest, work: Work, desk: asking.AskDesk, status: int = 200, wrong: str = ""
) -> HttpResponse:
    context = {"process": work.process, "work": work, "desk": desk, "form": desk.form, "wrong": wrong}
    return render(request, "contributions/intake/ask.html", context, status=status)


def _unread(request: HttpRequest, work: Work) -> HttpResponse:
    messages.warning(request, _("Read it first: that you do is logged and shown to its author."))
    return redirect(acts.back_to(work))


@_FORM
@private("same-origin")
def redact(request: HttpRequest, process: str, name: str) -> HttpResponse:
    """Take words out for good: look first, then do it."""
    work = work_on(request, process, name)
    if not work.is_open:
        return _unread(request, work)
    desk = removing.desk(request, work)
    status = desk.status(request)
    if status == 200 and request.POST.get("sure"):
        try:
            removing.redact(work, desk)
        except Refused as refusal:
            desk.form.add_error(refusal.field, str(refusal))
            status = 422
        except Crossed:
            desk = removing.desk(request, work_on(request, process, name))
            return _redact(request, work, desk, 409, crossed())
        else:
            suggest_later(work.contribution)
            return _redacted(request, work, desk)
    return _redact(request, work, desk, status)


def _redacted(request: HttpRequest, work: Work, desk: removing.RedactDesk) -> HttpResponse:
    messages.success(request, _("The words are taken out, here and in the record."))
    if not desk.n_left:
        return redirect(acts.back_to(work))
    words = ngettext(
        "They may still stand in {n} file that it came in: it can be removed below.",
        "They may still stand in {n} files that it came in: they can be removed below.",
        desk.n_left,
    )
    messages.warning(request, words.format(n=desk.n_left))
    return redirect(acts.back_to(work, "#files"))


def _redact(
    request: HttpRequest, work: Work, desk: removing.RedactDesk, status: int, wrong: str = ""
) -> HttpResponse:
    context = {"process": work.process, "work": work, "desk": desk, "form": desk.form, "wrong": wrong}
    return render(request, "contributions/intake/redact.html", context, status=status)


@_FORM
@private("same-origin")
def set_aside(request: HttpRequest, process: str, name: str) -> HttpResponse:
    """It counts no more: why, for everyone to read."""
    work = work_on(request, process, name)
    data = request.POST if request.method == "POST" else None
    form = AsideForm(data, initial={"version": work.contribution.version})
    status, wrong = (422 if data is not None else 200), ""
    if form.is_valid():
        try:
            redacting.set_aside(work.who, work.contribution, form.cleaned_data["version"], form.reason)
        except (Crossed, Ended) as stopped:
            work.contribution.refresh_from_db()
            form.again(work.contribution.version)
            status, wrong = 409, _why(stopped)
        else:
            messages.success(request, _("{name} is set aside.").format(name=name))
            return redirect(acts.on_to_next(request, work))
    context = {"process": work.process, "work": work, "form": form, "wrong": wrong}
    return render(request, "contributions/intake/aside.html", context, status=status)


@require_safe
def moderation(request: HttpRequest, process: str) -> HttpResponse:
    """What was taken out or set aside, and why."""
    found = get_object_or_404(Process, slug=process)
    page = Paginator(_acts(request, found), log.PAGE).get_page(request.GET.get("page"))
    left = log.files_left(found, page) if rules.may_take_in(request.who, process) else {}
    lines = log.lines(found, page, left)
    context = {"process": found, "page": page, "lines": lines, "total": page.paginator.count}
    return render(request, "contributions/intake/moderation.html", context)


def _acts(request: HttpRequest, process: Process) -> Any:
    inside = sees_inside(request.who, process.slug)
    return log.acts(process, lives.chain(process, inside), inside)


@require_safe
def moderation_data(request: HttpRequest, process: str, form: str) -> HttpResponse:
    """The same as data: "json" or "csv"."""
    found = get_object_or_404(Process, slug=process)
    if form not in FORMS:
        raise Http404(_("There is the log as json and as csv."))
    rows = log.records(log.lines(found, _acts(request, found)))
    return answer(form, "moderation", {"moderation": rows}, rows, log.COLUMNS)
