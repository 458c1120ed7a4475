"""The publishing desk: upload, publish, correct, move a deadline."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from soundingboard.site import limits
from soundingboard.site.drafts import actions
from soundingboard.site.drafts.comparing import is_large, missing
from soundingboard.site.drafts.forms import CorrigendumForm, DeadlineForm, PublishForm, UploadForm
from soundingboard.site.drafts.models import Draft, LanguageVersion, State
from soundingboard.site.drafts.publishing_page import state_words
from soundingboard.site.drafts.refusals import Crossed, Refused
from soundingboard.site.drafts.views.found import desk_draft, desk_process

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@_FORM
def publishing(request: HttpRequest, process: str) -> HttpResponse:
    """Uploads that wait, drafts that are out, and the form for the next one."""
    found = desk_process(request, process)
    form = UploadForm(request.POST or None, request.FILES or None)
    status = check_upload(request, form)
    if status == 200 and request.method == "POST":
        draft = actions.receive(request.who, found, form.given(), form.about())
        messages.success(request, _("The file is here; it is being read."))
        return redirect("reading", process, draft.slug)
    context = {
        "process": found,
        "form": form,
        "waiting": [(one, state_words(one)) for one in Draft.objects.waiting(found).defer("record")],
        "versions": LanguageVersion.objects.waiting(found),
        "out": reversed(Draft.objects.chain(found, inside=True)),
    }
    return render(request, "drafts/publishing.html", context, status=status)


def check_upload(request: HttpRequest, form: Form) -> int:
    """The status that an upload is answered with: 200 when it can be taken (or none was sent)."""
    if request.method != "POST":
        return 200
    if limits.is_over(request, limits.UPLOADING):
        form.add_error(
            None, _("Many files came from your address within an hour. Wait a little, then send it again.")
        )
        return 429
    return 200 if form.is_valid() else 422


@_FORM
def publish(request: HttpRequest, process: str, draft: str) -> HttpResponse:
    """The last look: who will see it, and until when it can be spoken on."""
    found = desk_draft(request, process, draft)
    form = PublishForm(request.POST if request.method == "POST" else None, draft=found)
    status, wrong = 200, _why_not(found)
    if request.method == "POST":
        status, wrong = _published(request, found, form) if form.is_valid() else (422, wrong)
    if status == 302:
        messages.success(request, _("{draft} is out.").format(draft=found.label))
        return redirect("draft", process, found.slug)
    context = {"process": found.process, "draft": found, "form": form, "wrong": wrong}
    if found.state == State.READ:
        context |= {"n": len(found.record["paragraphs"]), "is_compared": not missing(found)}
    return render(request, "drafts/publish.html", context, status=status)


def _why_not(draft: Draft) -> str:
    """Why a draft cannot be published now; empty when it can."""
    if draft.is_out:
        return _("This draft is out already.")
    return (
        "" if draft.state == State.READ else _("This draft has not been read yet, so it cannot be published.")
    )


def _published(request: HttpRequest, draft: Draft, form: PublishForm) -> tuple[int, str]:
    """Publish; the status to answer with (302: done) and what is wrong."""
    for name, value in form.cleaned_data.items():
        setattr(draft, name, value)
    try:
        actions.publish(request.who, draft, later=draft.state == State.READ and is_large(draft))
    except Refused as refusal:
        draft.refresh_from_db()
        return 409, str(refusal)
    except Crossed:
        draft.refresh_from_db()
        form.again(draft.version)
        return 409, crossed()
    return 302, ""


def crossed() -> str:
    """What the second of two people is told."""
    return _(
        "Somebody changed this while you were writing; nothing was overwritten. Look again, then send it anew."
    )


@_FORM
def corrigendum(request: HttpRequest, process: str, draft: str) -> HttpResponse:
    """Upload a corrigendum for a draft that is out."""
    found = desk_draft(request, process, draft)
    form = CorrigendumForm(request.POST or None, request.FILES or None)
    status, wrong = check_upload(request, form), ""
    if status == 200 and request.method == "POST":
        try:
            made = actions.receive_corrigendum(
                request.who, found, form.given(), form.about(found), form.cleaned_data["mends"]
            )
        except Refused as refusal:
            status, wrong = 409, str(refusal)
        else:
            messages.success(request, _("The file is here; it is being read."))
            return redirect("reading", process, made.slug)
    context = {"process": found.process, "draft": found, "form": form, "wrong": wrong}
    return render(request, "drafts/corrigendum.html", context, status=status)


@_FORM
def deadline(request: HttpRequest, process: str, draft: str) -> HttpResponse:
    """Set or move the end of the time to comment."""
    found = desk_draft(request, process, draft)
    if not found.is_out:
        raise Http404(_("This draft is not out; its time to comment is set when it is published."))
    names = ("version", "opens", "closes")
    form = DeadlineForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    status = 200
    if request.method == "POST":
        status = _moved(request, found, form) if form.is_valid() else 422
        if status == 302:
            messages.success(
                request, _("The time to comment on {draft} is changed.").format(draft=found.label)
            )
            return redirect("drafts", process)
    context = {"process": found.process, "draft": found, "form": form}
    return render(request, "drafts/deadline.html", context, status=status)


def _moved(request: HttpRequest, draft: Draft, form: DeadlineForm) -> int:
    """Move the deadline; the status to answer with (302: done)."""
    said = form.cleaned_data
    opens = said["opens"] or draft.opens
    try:
        actions.set_deadline(request.who, draft, said["version"], opens, said["closes"], said["reason"])
    except Refused as refusal:
        form.add_error(refusal.field, str(refusal))
        return 422
    except Crossed:
        draft.refresh_from_db()
        form.again(draft.version).add_error(None, crossed())
        return 409
    return 302
