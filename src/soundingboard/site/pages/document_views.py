"""Briefs, checks and the final report, on pages and as files."""

from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from soundingboard.errors import InputError
from soundingboard.site.board.rules import may_write_report
from soundingboard.site.contributions.models import Topic
from soundingboard.site.contributions.said.data import FORMS as TABLES
from soundingboard.site.drafts import lives
from soundingboard.site.drafts.models import Draft, State
from soundingboard.site.drafts.rules import sees_inside
from soundingboard.site.keeping import kept
from soundingboard.site.pages import documents
from soundingboard.site.pages.checks_page import checks_data as checks_as
from soundingboard.site.pages.checks_page import checks_page
from soundingboard.site.pages.report_page import report_paper_of
from soundingboard.site.processes.models import Process
from soundingboard.write.paper import Paper


@require_safe
@kept
def brief(request: HttpRequest, process: str, draft: str, eid: str, form: str) -> HttpResponse:
    """One page on a paragraph."""
    found, chain, here = seen_draft(request, process, draft)
    try:
        paper = documents.brief_on(found, chain, here, eid, form)
    except InputError:
        raise Http404(_("This draft has no such paragraph.")) from None
    return _shown(request, found, paper, form, f"{process}-{draft}-{eid}-brief")


@require_safe
@kept
def topic_brief(request: HttpRequest, process: str, slug: str, form: str) -> HttpResponse:
    """One page on a topic, in the newest draft or the one that is asked for (?draft=)."""
    found = get_object_or_404(Process, slug=process)
    chain = lives.chain(found, sees_inside(request.who, process))
    topic = Topic.objects.standing(found).filter(slug=slug).first()
    here = _chosen(chain, request.GET.get("draft", ""))
    if topic is None or here is None:
        raise Http404(_("There is no such topic, or no draft that it could be in."))
    paper = documents.brief_on(found, chain, here, topic, form)
    return _shown(request, found, paper, form, f"{process}-{here.slug}-{slug}-brief")


@require_safe
def checks(request: HttpRequest, process: str, draft: str) -> HttpResponse:
    """What is unclear in a draft."""
    found, chain, here = _to_check(request, process, draft)
    page = checks_page(found, chain, here)
    return render(request, "pages/checks.html", {"process": found, "draft": here, "page": page})


@require_safe
def checks_data(request: HttpRequest, process: str, draft: str, form: str) -> HttpResponse:
    """The same as data."""
    found, chain, here = _to_check(request, process, draft)
    if form not in TABLES:
        raise Http404(_("There is no such form of it; take .json or .csv."))
    return checks_as(found, chain, here, form)


@require_safe
@kept
def report(request: HttpRequest, process: str) -> HttpResponse:
    """The final report, as far as it is written and can be counted today."""
    found = get_object_or_404(Process, slug=process)
    paper = report_paper_of(found, lives.chain(found, sees_inside(request.who, process)), request.who)
    context = {
        "process": found,
        "title": paper.title,
        "article": mark_safe(documents.fragment(paper)),  # noqa: S308 (the library's)
        "edits": may_write_report(request.who, process),
    }
    return render(request, "pages/report.html", context)


@require_safe
@kept
def report_file(request: HttpRequest, process: str, form: str) -> HttpResponse:
    """The same as a file, whose links lead back here."""
    found = get_object_or_404(Process, slug=process)
    chain = lives.chain(found, sees_inside(request.who, process))
    paper = report_paper_of(found, chain, request.who, settings.SITE_ADDRESS)
    return documents.as_file(paper, form, f"{process}-report")


def seen_draft(request: HttpRequest, process: str, draft: str) -> tuple[Process, list[Draft], Draft]:
    """The process, the chain of drafts that this reader may see, and the one that is asked for."""
    found = get_object_or_404(Process, slug=process)
    chain = lives.chain(found, sees_inside(request.who, process))
    here = next((one for one in chain if one.slug == draft), None)
    if here is None:
        raise Http404(_("There is no such draft, or it is not open to everyone."))
    return found, chain, here


def _to_check(request: HttpRequest, process: str, draft: str) -> tuple[Process, list[Draft], Draft]:
    """Findings are for those who work on the text: a flag out of its place reads like a verdict."""
    found = seen_draft(request, process, draft)
    if not sees_inside(request.who, process):
        raise PermissionDenied(_("The checks of a draft are for those who have a role in this process."))
    return found


def _chosen(chain: Sequence[Draft], slug: str) -> Draft | None:
    """The draft that is asked for, else the newest that stands."""
    if slug:
        return next((one for one in chain if one.slug == slug), None)
    return next((one for one in reversed(chain) if one.state == State.PUBLISHED), None)


def _shown(request: HttpRequest, process: Process, paper: Paper, form: str, name: str) -> HttpResponse:
    """A paper inside a page of the site, or as a file."""
    if form != "html":
        return documents.as_file(paper, form, name)
    article = mark_safe(documents.fragment(paper))  # noqa: S308 (the library's)
    return render(request, "pages/brief.html", {"process": process, "title": paper.title, "article": article})
