"""Drafts for readers: the list, the concordance, files; and the board's judgement of flags."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from soundingboard.site.drafts import actions, downloads
from soundingboard.site.drafts.concordance_page import lives_in_rows
from soundingboard.site.drafts.flags import flagged
from soundingboard.site.drafts.models import Comparison, Draft, Upload
from soundingboard.site.drafts.rules import may_confirm_flags, may_publish, may_read
from soundingboard.site.drafts.views.found import chain_of, one_of
from soundingboard.site.processes.models import Process


@require_safe
def drafts(request: HttpRequest, process: str) -> HttpResponse:
    """Every draft that is out for this reader, newest first."""
    found, chain = chain_of(request, process)
    with_more = Draft.objects.filter(pk__in=[draft.pk for draft in chain]).select_related(
        "corrects", "upload"
    )
    with_more = with_more.prefetch_related("extensions", "corrigenda").defer(
        "record", "upload__data", "upload__blocks"
    )
    context = {
        "process": found,
        "drafts": with_more.order_by("-order", "-correction"),
        "may_publish": may_publish(request.who, process),
    }
    return render(request, "drafts/drafts.html", context)


@require_safe
def concordance(request: HttpRequest, process: str) -> HttpResponse:
    """Which paragraph became which, across all drafts."""
    found, chain = chain_of(request, process)
    context = {"process": found, "chain": chain, "lives": lives_in_rows(chain)}
    return render(request, "drafts/concordance.html", context)


@require_safe
def draft_data(request: HttpRequest, process: str, draft: str) -> HttpResponse:
    """A draft in the interchange format."""
    _found, chain = chain_of(request, process)
    return downloads.draft_as_json(one_of(chain, draft))


@require_safe
def draft_changes(request: HttpRequest, process: str, draft: str, form: str) -> HttpResponse:
    """What changed since an earlier draft, as a file."""
    _found, chain = chain_of(request, process)
    new = one_of(chain, draft)
    old = _earlier(chain, new, request.GET.get("from"))
    comparison = Comparison.objects.filter(old=old, new=new).first()
    if form not in downloads.FORMS or comparison is None:
        raise Http404(_("These changes are not kept in this form; take .docx, .html or .json."))
    return downloads.changes_as_file(comparison, old, new, form)


def _earlier(chain: list[Draft], new: Draft, asked: str | None) -> Draft:
    """The draft to compare with: the one asked for, else the last one before."""
    before = chain[: chain.index(new)]
    if asked:
        return one_of(before, asked)
    standing = [draft for draft in before if draft.state == "published"] or before
    if not standing:
        raise Http404(_("This is the first draft: there is nothing to compare it with."))
    return standing[-1]


@require_safe
def draft_original(request: HttpRequest, process: str, draft: str) -> HttpResponse:
    """The file as it came, to be saved."""
    found = get_object_or_404(Process, slug=process)
    upload = (
        Upload.objects.filter(draft__process=found, draft__slug=draft)
        .select_related("draft__process")
        .first()
    )
    if upload is None or not may_read(request.who, upload.draft):
        raise Http404(_("There is no file at this address."))
    return downloads.original(upload)


@require_POST
def flag(request: HttpRequest, process: str) -> HttpResponse:
    """A board member's word on a flag."""
    _found, chain = chain_of(request, process)
    if not may_confirm_flags(request.who, process):
        raise PermissionDenied(_("Whether a flag holds is for the board to judge."))
    sent = request.POST
    old, new = one_of(chain, sent.get("old", "")), one_of(chain, sent.get("new", ""))
    device = flagged(old, new, sent.get("key", ""))
    if device is None or sent.get("confirmed") not in ("yes", "no"):
        raise Http404(
            _("There is no such flag between these drafts; it may have gone when a link was corrected.")
        )
    actions.judge_flag(request.who, old, new, sent["key"], device, sent["confirmed"] == "yes")
    messages.success(request, _("Your judgement of the flag is kept; everyone can see it."))
    if new.paragraphs.filter(eid=sent.get("eid", "")).exists():
        return redirect("paragraph", process, new.slug, sent["eid"])
    return redirect("draft", process, new.slug)
