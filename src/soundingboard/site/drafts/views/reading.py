"""How a draft was read, beside its original; mending it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from soundingboard.site.drafts import actions
from soundingboard.site.drafts.actions.mending import compare_anew
from soundingboard.site.drafts.forms import DiscardForm, FileForm
from soundingboard.site.drafts.mending_page import MendingPage, mending_page
from soundingboard.site.drafts.models import Draft, State
from soundingboard.site.drafts.publishing_page import is_stuck, reading_page
from soundingboard.site.drafts.refusals import Crossed, Refused
from soundingboard.site.drafts.views.desk import check_upload, crossed
from soundingboard.site.drafts.views.found import desk_draft

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@_FORM
def reading(request: HttpRequest, process: str, draft: str) -> HttpResponse:
    """Progress while a file is read; then the original beside what was read."""
    found = desk_draft(request, process, draft)
    forms = {"file": FileForm(), "discard": DiscardForm()}
    status = 200
    if request.method == "POST":
        deed = _DEEDS.get(request.POST.get("deed", ""), _unknown)
        answer = deed(request, found, forms)
        if isinstance(answer, HttpResponse):
            return answer
        status = answer
    context = {"process": found.process, "draft": found, "forms": forms, **_shown(request, found)}
    return render(request, "drafts/reading.html", context, status=status)


def _shown(request: HttpRequest, draft: Draft) -> dict[str, object]:
    if draft.state == State.RECEIVED:
        return {"upload": draft.upload, "is_stuck": is_stuck(draft)}
    if draft.state == State.FAILED:
        return {}
    page = reading_page(draft, request.GET.get("page"))
    return {"page": page, "is_comparing": not (page.is_compared or draft.is_out or is_stuck(draft))}


def _again(request: HttpRequest, draft: Draft, forms: dict[str, Any]) -> HttpResponse | int:
    actions.read_again(request.who, draft)
    return redirect("reading", draft.process.slug, draft.slug)


def _other_file(request: HttpRequest, draft: Draft, forms: dict[str, Any]) -> HttpResponse | int:
    form = forms["file"] = FileForm(request.POST, request.FILES)
    status = check_upload(request, form)
    if status != 200:
        return status
    try:
        actions.replace_file(request.who, draft, form.given())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return 409
    messages.success(request, _("The file is here; it is being read."))
    return redirect("reading", draft.process.slug, draft.slug)


def _discard(request: HttpRequest, draft: Draft, forms: dict[str, Any]) -> HttpResponse | int:
    form = forms["discard"] = DiscardForm(request.POST)
    if not form.is_valid():
        return 422
    try:
        actions.discard(request.who, draft)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return 409
    messages.success(request, _("The upload was put away."))
    return redirect("publishing", draft.process.slug)


def _compare(request: HttpRequest, draft: Draft, forms: dict[str, Any]) -> HttpResponse | int:
    compare_anew(draft)
    return redirect("reading", draft.process.slug, draft.slug)


def _unknown(request: HttpRequest, draft: Draft, forms: dict[str, Any]) -> HttpResponse | int:
    messages.error(request, _("This form was not understood; nothing was changed."))
    return redirect("reading", draft.process.slug, draft.slug)


_DEEDS = {"again": _again, "file": _other_file, "discard": _discard, "compare": _compare}


@_FORM
def reading_paragraph(request: HttpRequest, process: str, draft: str, eid: str) -> HttpResponse:
    """Mend one paragraph: its words, its number, its kind, where it comes from."""
    found = desk_draft(request, process, draft)
    if not found.record:
        raise Http404(_("This draft has not been read yet."))
    page = mending_page(
        found, eid, request.POST if request.method == "POST" else None, request.GET.get("from")
    )
    if page is None:
        return _gone(request, found)
    if request.method != "POST":
        return _mending(request, page)
    deed = _MENDS.get(request.POST.get("deed", ""), _save)
    try:
        return deed(request, page)
    except Crossed:
        return _second(request, page)


def _mending(request: HttpRequest, page: MendingPage, wrong: str = "", status: int = 200) -> HttpResponse:
    context = {"process": page.draft.process, "draft": page.draft, "page": page, "wrong": wrong}
    return render(request, "drafts/reading_paragraph.html", context, status=status)


def _second(request: HttpRequest, page: MendingPage) -> HttpResponse:
    """What was typed, beside what stands there now."""
    now = mending_page(page.draft, page.paragraph["eid"], request.POST, request.GET.get("from"), fresh=True)
    return _gone(request, page.draft) if now is None else _mending(request, now, crossed(), status=409)


def _gone(request: HttpRequest, draft: Draft) -> HttpResponse:
    """A paragraph that is not there (any more); what was typed for it is kept in sight."""
    if request.method != "POST":
        raise Http404(_("This draft has no such paragraph."))
    context = {"process": draft.process, "draft": draft, "typed": request.POST.get("text", "")}
    return render(request, "drafts/paragraph_gone.html", context, status=409)


def _save(request: HttpRequest, page: MendingPage) -> HttpResponse:
    forms = [form for form in (page.form, page.link) if form]
    if not all(form.is_valid() for form in forms):
        return _mending(request, page, status=422)
    eid, version = page.paragraph["eid"], forms[0].cleaned_data["version"]
    if page.form:
        eid = actions.mend_paragraph(request.who, page.draft, version, eid, page.form.mend())
        version = page.draft.version
    if page.link and page.before and set(page.link.cleaned_data["comes_from"]) != set(page.origins):
        said = page.link.cleaned_data["comes_from"]
        actions.correct_link(request.who, page.before, page.draft, version, eid, said)
    return _saved(request, page, eid)


def _join(request: HttpRequest, page: MendingPage) -> HttpResponse:
    return _changed(request, page, page.joining, actions.join_paragraph)


def _leave_out(request: HttpRequest, page: MendingPage) -> HttpResponse:
    return _changed(request, page, page.leaving, actions.drop_paragraph)


def _changed(request: HttpRequest, page: MendingPage, form: Any, act: Any) -> HttpResponse:
    """Join or leave out: only while the draft is not out, and when there is another paragraph."""
    if form is None:
        return _mending(request, page, _("This cannot be done with this paragraph."), status=422)
    if not form.is_valid():
        return _mending(request, page, status=422)
    eid = act(request.who, page.draft, form.cleaned_data["version"], page.paragraph["eid"])
    return _saved(request, page, eid)


def _saved(request: HttpRequest, page: MendingPage, eid: str) -> HttpResponse:
    messages.success(request, _("Saved, and compared again."))
    return redirect("reading-paragraph", page.draft.process.slug, page.draft.slug, eid)


_MENDS = {"save": _save, "join": _join, "leave": _leave_out}
