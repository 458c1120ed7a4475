"""A draft in other languages: uploaded and kept by the secretariat, read by everyone."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from soundingboard.site.drafts import actions, downloads
from soundingboard.site.drafts.forms import LanguageVersionForm
from soundingboard.site.drafts.languages_page import desk_page, desk_rows, desk_version, readers_page
from soundingboard.site.drafts.models import OUT, Draft, LanguageVersion, State
from soundingboard.site.drafts.refusals import Crossed, Refused
from soundingboard.site.drafts.views.desk import check_upload, crossed
from soundingboard.site.drafts.views.found import chain_of, desk_draft, one_of
from soundingboard.site.keeping import kept

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@_FORM
def versions(request: HttpRequest, process: str, draft: str) -> HttpResponse:
    """The versions of a draft in other languages, and the form for one more."""
    found = desk_draft(request, process, draft)
    again = request.GET.get("of", "")
    form = LanguageVersionForm(request.POST or None, request.FILES or None, draft=found, again=again)
    status = check_upload(request, form)
    if status == 200 and request.method == "POST":
        status = _received(request, found, form)
        if status == 302:
            messages.success(request, _("The file is here; it is being read."))
            return redirect("version", process, found.slug, form.chosen())
    context = {
        "process": found.process,
        "draft": found,
        "form": form,
        "rows": desk_rows(found),
        "is_read": found.state in (State.READ, *OUT),
    }
    return render(request, "drafts/versions.html", context, status=status)


def _received(request: HttpRequest, draft: Draft, form: LanguageVersionForm) -> int:
    """Take a file in; the status to answer with (302: done)."""
    try:
        actions.receive_version(
            request.who, draft, form.given(), form.chosen(), form.cleaned_data["standing"]
        )
    except Refused as refusal:
        form.add_error(refusal.field, str(refusal))
        return 409
    return 302


@_FORM
def version(request: HttpRequest, process: str, draft: str, language: str) -> HttpResponse:
    """Progress while a version is read; then it stands beside the draft, to be kept or taken back."""
    found = desk_draft(request, process, draft)
    one = desk_version(found, language)
    if one is None:
        if request.method == "POST":
            messages.error(request, crossed())
            return redirect("versions", process, found.slug)
        raise Http404(_("This draft has no version in this language."))
    status, wrong = 200, ""
    if request.method == "POST":
        answer = _acted(request, one)
        if isinstance(answer, HttpResponse):
            return answer
        status, wrong = 409, answer
    context = {"process": found.process, "draft": found, "page": desk_page(one), "wrong": wrong}
    return render(request, "drafts/version.html", context, status=status)


def _acted(request: HttpRequest, one: LanguageVersion) -> HttpResponse | str:
    """Do what a button says, with the version that was on the page; or why it cannot be done."""
    deed = _DEEDS.get(request.POST.get("deed", ""))
    if deed is None:
        return _("This form was not understood; nothing was changed.")
    if request.POST.get("version") != str(one.pk):
        return crossed()
    try:
        return deed(request, one)
    except Refused as refusal:
        return str(refusal)
    except Crossed:
        return crossed()


def _keep(request: HttpRequest, one: LanguageVersion) -> HttpResponse:
    actions.keep_version(request.who, one)
    messages.success(request, _("{draft} stands in this language too.").format(draft=one.draft.label))
    return redirect("versions", one.draft.process.slug, one.draft.slug)


def _take_back(request: HttpRequest, one: LanguageVersion) -> HttpResponse:
    actions.take_back_version(request.who, one)
    messages.success(request, _("The version was taken back."))
    return redirect("versions", one.draft.process.slug, one.draft.slug)


def _again(request: HttpRequest, one: LanguageVersion) -> HttpResponse:
    actions.read_version_again(request.who, one)
    return redirect("version", one.draft.process.slug, one.draft.slug, one.language)


_DEEDS: dict[str, Callable[[HttpRequest, LanguageVersion], HttpResponse]] = {
    "keep": _keep,
    "back": _take_back,
    "again": _again,
}


@require_safe
@kept
def draft_in(request: HttpRequest, process: str, draft: str, language: str) -> HttpResponse:
    """A draft in another language; each number leads to the paragraph."""
    here, one = _kept(request, process, draft, language)
    context = {
        "process": here.process,
        "draft": here,
        "page": readers_page(here, one),
        "others": here.language_versions.kept().light().exclude(pk=one.pk),
    }
    return render(request, "drafts/draft_in.html", context)


@require_safe
def draft_in_original(request: HttpRequest, process: str, draft: str, language: str) -> HttpResponse:
    """The file of a version as it came, to be saved."""
    _here, one = _kept(request, process, draft, language)
    return downloads.original(one)


def _kept(request: HttpRequest, process: str, draft: str, language: str) -> tuple[Draft, LanguageVersion]:
    """The draft and its version that stands in this language, for those who may read the draft."""
    found, chain = chain_of(request, process)
    here = one_of(chain, draft)
    here.process = found
    one = here.language_versions.kept().filter(language=language).first()
    if one is None:
        raise Http404(_("This draft cannot be read in this language here."))
    return here, one
