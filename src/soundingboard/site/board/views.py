"""The board in public, and the forms by which it is kept so."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from soundingboard.site.board import actions, rules
from soundingboard.site.board.board_page import board_page
from soundingboard.site.board.calendars import calendar
from soundingboard.site.board.event_page import event_page
from soundingboard.site.board.events_page import events_page
from soundingboard.site.board.feeds import OutputsFeed
from soundingboard.site.board.forms import EventForm, OutputForm, ReportForm, SeatForm
from soundingboard.site.board.models import Event, Output, ReportText, Seat
from soundingboard.site.board.noting import NotesForm
from soundingboard.site.board.output_page import listed, output_page
from soundingboard.site.drafts.lives import chain
from soundingboard.site.processes.editing import Crossed, saved
from soundingboard.site.processes.models import Process
from soundingboard.site.reflections.reading import published as reflections

may_be_filled_in = require_http_methods(["GET", "HEAD", "POST"])
outputs_feed = require_safe(OutputsFeed())
KINDS = dict(Output._meta.get_field("kind").choices)
_PAGE = 30  # outputs: a screen or two


@require_safe
def board(request: HttpRequest, process: str) -> HttpResponse:
    """Who sits on the board, and how often it met."""
    found = get_object_or_404(Process, slug=process)
    edits = rules.may_edit_seats(request.who, process)
    return render(request, "board/board.html", {"process": found, "page": board_page(found), "edits": edits})


@may_be_filled_in
def seat_new(request: HttpRequest, process: str) -> HttpResponse:
    """A new seat."""
    found = get_object_or_404(Process, slug=process)
    _must_edit_seats(request, process)
    form = SeatForm(found, data=_typed(request))
    if form.is_bound and saved(form, partial(actions.add_seat, request.who, found)):
        return _told(request, _("The seat is added."), "board", process)
    context = {"process": found, "form": form}
    return render(request, "board/seat_form.html", context, status=form.status)


@may_be_filled_in
def seat_edit(request: HttpRequest, process: str, pk: int) -> HttpResponse:
    """Change a seat."""
    found = get_object_or_404(Process, slug=process)
    _must_edit_seats(request, process)
    seat = _one(Seat.objects.of(found).filter(pk=pk), _("There is no such seat."))
    form = SeatForm(found, seat, _typed(request))
    if form.is_bound and saved(form, partial(actions.edit_seat, request.who, seat)):
        return _told(request, _("The seat is changed."), "board", process)
    context = {"process": found, "form": form, "seat": seat}
    return render(request, "board/seat_form.html", context, status=form.status)


@require_safe
def events(request: HttpRequest, process: str) -> HttpResponse:
    """What comes and what was."""
    found = get_object_or_404(Process, slug=process)
    edits = rules.may_edit_events(request.who, process)
    context = {"process": found, "page": events_page(found, request.GET), "edits": edits}
    return render(request, "board/events.html", context)


@require_safe
def event(request: HttpRequest, process: str, slug: str) -> HttpResponse:
    """One event, with what was prepared and what came of it."""
    found = get_object_or_404(Process, slug=process)
    page = event_page(request.who, found, _event(found, slug))
    return render(request, "board/event.html", page)


@may_be_filled_in
def event_new(request: HttpRequest, process: str) -> HttpResponse:
    """Announce an event."""
    found = get_object_or_404(Process, slug=process)
    _must_edit_events(request, process)
    form = EventForm(found, data=_typed(request))
    made = saved(form, partial(actions.announce_event, request.who, found)) if form.is_bound else None
    if made:
        return _told(request, _("The event is announced."), "event", process, made.slug)
    return render(request, "board/event_form.html", {"process": found, "form": form}, status=form.status)


@may_be_filled_in
def event_edit(request: HttpRequest, process: str, slug: str) -> HttpResponse:
    """Change an event."""
    found = get_object_or_404(Process, slug=process)
    _must_edit_events(request, process)
    here = _event(found, slug)
    form = EventForm(found, here, _typed(request))
    if form.is_bound and saved(form, partial(actions.edit_event, request.who, here)):
        return _told(request, _("The event is changed."), "event", process, slug)
    context = {"process": found, "form": form, "event": here}
    return render(request, "board/event_form.html", context, status=form.status)


@may_be_filled_in
def event_notes(request: HttpRequest, process: str, slug: str) -> HttpResponse:
    """What was heard at an event, row by row."""
    found = get_object_or_404(Process, slug=process)
    _must_edit_events(request, process)
    here, more = _event(found, slug), request.POST.get("deed") == "more"
    if here.start > timezone.now():
        return _told(
            request, _("This event has not begun: nothing can have been said there."), "event", process, slug
        )
    form = NotesForm(here, chain(found, inside=True), _typed(request), more)
    if form.is_bound and form.is_valid():
        made = actions.keep_notes(request.who, here, form.said())
        words = ngettext("{n} note is kept.", "{n} notes are kept.", len(made)).format(n=len(made))
        return _told(request, words, "event", process, slug)
    context = {"process": found, "form": form, "event": here}
    return render(request, "board/event_notes.html", context, status=form.status)


@require_safe
def event_calendar(request: HttpRequest, process: str, slug: str) -> HttpResponse:
    """One event for calendar programs."""
    found = get_object_or_404(Process, slug=process)
    return _as_file(calendar(found, [_event(found, slug)]), f"{slug}.ics")


@require_safe
def events_calendar(request: HttpRequest, process: str) -> HttpResponse:
    """All events, past ones too, for calendar programs."""
    found = get_object_or_404(Process, slug=process)
    every = Event.objects.filter(process=found).select_related("process").order_by("start", "pk")
    return _as_file(calendar(found, every), f"{process}-events.ics")


@require_safe
def outputs(request: HttpRequest, process: str) -> HttpResponse:
    """What the board has put out; to those inside, also what it is writing."""
    found = get_object_or_404(Process, slug=process)
    kind = request.GET.get("kind", "")
    out, waiting = (
        rows(found).of_kind(kind).listed() for rows in (Output.objects.published, Output.objects.unpublished)
    )
    page = Paginator(out, _PAGE).get_page(request.GET.get("page"))
    waits = waiting if rules.sees_unpublished(request.who, process) else []
    context = {
        "process": found,
        "page": page,
        "kind": KINDS.get(kind, kind),
        "published": listed(request.who, page),
        "reflections": reflections(found) if page.number == 1 and kind in ("", "reflections") else [],
        "unpublished": listed(request.who, waits),
        "writes": rules.may_write_outputs(request.who, process),
    }
    return render(request, "board/outputs.html", context)


@require_safe
def output(request: HttpRequest, process: str, slug: str) -> HttpResponse:
    """Something the board has put out, or is about to."""
    found = get_object_or_404(Process, slug=process)
    return render(
        request, "board/output.html", output_page(request.who, found, _output(request, found, slug))
    )


@may_be_filled_in
def output_new(request: HttpRequest, process: str) -> HttpResponse:
    """Begin a text."""
    found = get_object_or_404(Process, slug=process)
    _must_write(request, process)
    form = OutputForm(found, data=_typed(request))
    made = saved(form, partial(actions.write_output, request.who, found)) if form.is_bound else None
    if made:
        words = _("Saved. Nobody but the board and the secretariat can read it yet.")
        return _told(request, words, "output", process, made.slug)
    return render(request, "board/output_form.html", {"process": found, "form": form}, status=form.status)


@may_be_filled_in
def output_edit(request: HttpRequest, process: str, slug: str) -> HttpResponse:
    """Work on a text."""
    found = get_object_or_404(Process, slug=process)
    here = _output(request, found, slug)
    _must_write(request, process)
    form = OutputForm(found, here, _typed(request))
    if form.is_bound and saved(form, partial(actions.edit_output, request.who, here)):
        return _told(request, _("Saved."), "output", process, slug)
    context = {"process": found, "form": form, "output": here}
    return render(request, "board/output_form.html", context, status=form.status)


@require_POST
def output_publish(request: HttpRequest, process: str, slug: str) -> HttpResponse:
    """Let everyone read it."""
    found = get_object_or_404(Process, slug=process)
    here = _output(request, found, slug)
    _must_write(request, process)
    if request.POST.get("confirmed") != "yes":
        return _again(request, found, here, _("Say that you mean it: tick the box, then publish."), 422)
    try:
        actions.publish_output(request.who, here, _number(request.POST.get("version")))
    except Crossed as crossed:
        words = _("Somebody changed this text meanwhile; nothing was published. Read it as it stands now.")
        return _again(request, found, crossed.current, words, 409)
    return _told(request, _("It is published: anyone can read it."), "output", process, slug)


@may_be_filled_in
def report_edit(request: HttpRequest, process: str) -> HttpResponse:
    """The texts of the final report."""
    found = get_object_or_404(Process, slug=process)
    if not rules.may_write_report(request.who, process):
        raise PermissionDenied(_("The texts of the report are written by the board."))
    form = ReportForm(ReportText.of(found), _typed(request))
    if form.is_bound and saved(form, partial(actions.edit_report, request.who, found)):
        return _told(request, _("Saved."), "report", process)
    return render(request, "board/report_form.html", {"process": found, "form": form}, status=form.status)


def _again(request: HttpRequest, process: Process, output: Any, wrong: str, status: int) -> HttpResponse:
    context = output_page(request.who, process, output) | {"wrong": wrong}
    return render(request, "board/output.html", context, status=status)


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _told(request: HttpRequest, words: str, to: str, *args: object) -> HttpResponse:
    messages.success(request, words)
    return redirect(to, *args)


def _one(rows: Iterable[Any], words: str) -> Any:
    found = next(iter(rows), None)
    if found is None:
        raise Http404(words)
    return found


def _event(process: Process, slug: str) -> Event:
    rows = Event.objects.filter(process=process, slug=slug).select_related("process")
    return _one(rows, _("There is no such event."))


def _output(request: HttpRequest, process: Process, slug: str) -> Output:
    """An output that this reader may know of."""
    rows = Output.objects.filter(process=process, slug=slug).select_related("process", "draft__process")
    rows = rows.defer("draft__record")
    found = _one(rows, _("There is no such output."))
    if not rules.may_read_output(request.who, found):
        raise Http404(_("There is no such output."))
    return found


def _must_edit_seats(request: HttpRequest, process: str) -> None:
    if not rules.may_edit_seats(request.who, process):
        raise PermissionDenied(_("Seats are kept by the board and the secretariat."))


def _must_edit_events(request: HttpRequest, process: str) -> None:
    if not rules.may_edit_events(request.who, process):
        raise PermissionDenied(_("Events are kept by the board and the secretariat."))


def _must_write(request: HttpRequest, process: str) -> None:
    if not rules.may_write_outputs(request.who, process):
        raise PermissionDenied(_("The board alone writes what it puts out."))


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def _as_file(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
