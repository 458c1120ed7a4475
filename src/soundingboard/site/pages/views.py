"""The pages that compose several rooms."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from soundingboard.site.drafts.rules import sees_inside
from soundingboard.site.keeping import kept
from soundingboard.site.pages import draft_page, paragraph_page, process_page, searching
from soundingboard.site.pages.desk_page import desk_page
from soundingboard.site.pages.document_views import seen_draft
from soundingboard.site.pages.words import GLOSSARY
from soundingboard.site.processes.models import Process


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """All processes."""
    return render(request, "pages/home.html", {"processes": Process.objects.all()})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people."""
    return render(request, "pages/privacy.html")


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """The words of the field, explained."""
    return render(request, "pages/glossary.html", {"words": GLOSSARY})


@require_safe
@kept
def process(request: HttpRequest, process: str) -> HttpResponse:
    """Where the process stands."""
    found = get_object_or_404(Process, slug=process)
    page = process_page.process_page(found, sees_inside(request.who, process))
    return render(request, "pages/process.html", {"process": found, "page": page})


@require_safe
@kept
def draft(request: HttpRequest, process: str, draft: str) -> HttpResponse:
    """A draft to read, with its margin."""
    found, chain, here = seen_draft(request, process, draft)
    page = draft_page.draft_page(found, chain, here, request.GET)
    context = {
        "process": found,
        "draft": here,
        "page": page,
        "versions": here.language_versions.kept().light(),
        "inside": sees_inside(request.who, process),
    }
    return render(request, "pages/draft.html", context)


@require_safe
@kept
def paragraph(request: HttpRequest, process: str, draft: str, eid: str) -> HttpResponse:
    """One paragraph: its words, its life, who said what."""
    found, chain, here = seen_draft(request, process, draft)
    page = paragraph_page.paragraph_page(found, chain, here, eid, request.who)
    if page is None:
        raise Http404(_("This draft has no such paragraph."))
    context = {
        "process": found,
        "draft": here,
        "page": page,
        "versions": here.language_versions.kept().light(),
    }
    return render(request, "pages/paragraph.html", context)


@require_safe
def search(request: HttpRequest, process: str) -> HttpResponse:
    """Words in drafts and contributions."""
    found = get_object_or_404(Process, slug=process)
    page = searching.search(found, request.GET, sees_inside(request.who, process))
    return render(request, "pages/search.html", {"process": found, "page": page})


@require_safe
def desk(request: HttpRequest, process: str) -> HttpResponse:
    """What waits for someone with a role."""
    found = get_object_or_404(Process, slug=process)
    if not sees_inside(request.who, process):
        raise PermissionDenied(_("The desk is for those who have a role in this process."))
    return render(request, "pages/desk.html", {"process": found, "page": desk_page(found, request.who)})
