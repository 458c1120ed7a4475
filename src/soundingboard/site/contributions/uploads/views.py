"""Files of contributions: sent, looked through, taken in or put away; the originals."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from soundingboard.site.contributions.actions import open_confidential
from soundingboard.site.contributions.intake.found import process_of
from soundingboard.site.contributions.models import BulkUpload, UploadedFile, UploadState
from soundingboard.site.contributions.uploads import originals, receiving
from soundingboard.site.contributions.uploads.forms import BulkForm, RemovalForm
from soundingboard.site.contributions.uploads.report import as_csv, report
from soundingboard.site.contributions.uploads.taking import take_in
from soundingboard.site.drafts.downloads import as_file
from soundingboard.site.drafts.lives import chain
from soundingboard.site.drafts.parse import LIMITS
from soundingboard.site.drafts.publishing_page import is_stopped
from soundingboard.site.drafts.refusals import Refused
from soundingboard.site.drafts.views.desk import check_upload
from soundingboard.site.processes.models import Process

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@_FORM
def uploads(request: HttpRequest, process: str) -> HttpResponse:
    """What was sent, and the form for more."""
    found = process_of(request, process)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = BulkForm(found, chain(found, inside=True), *sent)
    status = check_upload(request, form)
    if status == 200 and request.method == "POST":
        upload = receiving.receive(request.who, found, form.given(), form.defaults())
        return redirect(upload)
    rows = BulkUpload.objects.filter(process=found).defer("records", "rows").select_related("process")
    context = {"process": found, "form": form, "uploads": rows}
    return render(request, "contributions/uploads/uploads.html", context, status=status)


@_FORM
def upload(request: HttpRequest, process: str, pk: int) -> HttpResponse:
    """How far an upload is; then what became of every file and row, and whether it is taken in."""
    found = _found(request, process, pk)
    if request.method == "POST":
        deed = _DEEDS.get(request.POST.get("deed", ""), _unknown)
        deed(request, found)
        return redirect(found)
    context: dict[str, Any] = {"process": found.process, "upload": found}
    if found.state == UploadState.RECEIVED:
        context["is_stopped"] = is_stopped(found.asked, found.task, LIMITS.wall * (1 + found.files.count()))
    else:
        context["report"] = report(found, request.GET.get("show", ""), request.GET.get("page"))
        context["originals"] = found.files.defer("data")
        context["may_remove"] = originals.may_go_from(found)
    return render(request, "contributions/uploads/upload.html", context)


def _found(request: HttpRequest, process: str, pk: int) -> BulkUpload:
    return get_object_or_404(BulkUpload, process=process_of(request, process), pk=pk)


def _take(request: HttpRequest, upload: BulkUpload) -> None:
    n = take_in(request.who, upload)
    if n is None:
        messages.error(request, _("This was taken in or put away before; nothing was changed now."))
    else:
        words = ngettext("{n} contribution is taken in.", "{n} contributions are taken in.", n)
        messages.success(request, words.format(n=n))


def _put_away(request: HttpRequest, upload: BulkUpload) -> None:
    if receiving.put_away(request.who, upload):
        messages.success(request, _("Put away: nothing of it was taken in, and its files are gone."))
    else:
        messages.error(request, _("This was taken in or put away before; nothing was changed now."))


def _again(request: HttpRequest, upload: BulkUpload) -> None:
    receiving.read_again(request.who, upload)


def _unknown(request: HttpRequest, upload: BulkUpload) -> None:
    messages.error(request, _("This form was not understood; nothing was changed."))


_DEEDS = {"take": _take, "away": _put_away, "again": _again}


@require_safe
def upload_report(request: HttpRequest, process: str, pk: int) -> HttpResponse:
    """The report as a table."""
    return as_file(
        as_csv(_found(request, process, pk)), "text/csv; charset=utf-8", f"{process}-upload-{pk}.csv"
    )


@_FORM
def uploaded_file(request: HttpRequest, process: str, pk: int) -> HttpResponse:
    """An original, to be saved. Where it holds what was said in confidence, saving it is a logged reading of that."""
    desk = process_of(request, process)
    found = _file(desk, pk)
    if found.removed:
        return _gone(request, found)
    closed = originals.of_files([found]).closed().select_related("process")
    if request.method != "POST" and closed.exists():
        context = {"process": desk, "file": found, "closed": closed.order_by("pk")}
        return render(request, "contributions/uploads/file.html", context)
    if request.method == "POST":
        _log(request, closed)
    return as_file(bytes(found.data), "application/octet-stream", found.name.rpartition("/")[2] or "file")


def _file(process: Process, pk: int) -> UploadedFile:
    files = UploadedFile.objects.select_related("upload__process").defer("data", "upload__records")
    return get_object_or_404(files, upload__process=process, pk=pk)


def _gone(request: HttpRequest, file: UploadedFile) -> HttpResponse:
    """It was removed: when, why, and what it was."""
    context = {"process": file.upload.process, "file": file}
    return render(request, "contributions/uploads/removed.html", context, status=410)


@_FORM
def file_remove(request: HttpRequest, process: str, pk: int) -> HttpResponse:
    """Remove an original for good: look first at what goes with it, then say why."""
    found = _file(process_of(request, process), pk)
    if found.removed:
        return _gone(request, found)
    form = RemovalForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound and not form.is_valid() else 200
    if form.is_bound and status == 200:
        try:
            originals.remove(request.who, [found], form.cleaned_data["reason"])
        except Refused:  # the page says what stands in the way
            status = 409
        else:
            messages.success(request, _("{name} is removed for good.").format(name=found.name))
            return redirect(f"{found.upload.get_absolute_url()}#originals")
    context = {"process": found.upload.process, "form": form, **originals.beside(found)}
    return render(request, "contributions/uploads/remove.html", context, status=status)


@transaction.atomic
def _log(request: HttpRequest, closed: Any) -> None:
    for contribution in closed.order_by("pk"):
        open_confidential(request.who, contribution)
