"""The page on which the secretariat closes a draft."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from soundingboard.site.contributions.closing import actions
from soundingboard.site.contributions.closing.page import closing_page
from soundingboard.site.contributions.rules import may_close
from soundingboard.site.drafts.models import Draft
from soundingboard.site.drafts.refusals import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def closing(request: HttpRequest, process: str, draft: str) -> HttpResponse:
    """How many would be counted, what was counted before, and the button."""
    if not may_close(request.who, process):
        raise PermissionDenied(_("Drafts are closed by the secretariat."))
    found = get_object_or_404(Draft.objects.select_related("process"), process__slug=process, slug=draft)
    if not found.is_out:
        raise Http404(_("This draft is not out."))
    status = _close(request, found) if request.method == "POST" else 200
    if status == 303:
        return HttpResponseRedirect(reverse("closing", args=[process, found.slug]), status=303)
    context = {"process": found.process, "draft": found, "page": closing_page(found)}
    return render(request, "contributions/closing/closing.html", context, status=status)


def _close(request: HttpRequest, draft: Draft) -> int:
    """Close it; the status to answer with (303: done, or there was nothing to do)."""
    try:
        count = actions.close(request.who, draft)
    except Refused:
        return 409  # the page says why
    if count is None:
        messages.info(request, _("There was nobody new to count, and nothing was changed."))
        return 303
    words = ngettext(
        "{n} anonymous contribution on {label} was counted.",
        "{n} anonymous contributions on {label} were counted.",
        count.n,
    )
    messages.success(request, words.format(n=count.n, label=draft.label))
    return 303
