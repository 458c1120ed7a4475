"""What every page of this room looks up first, and who may go on."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from soundingboard.site.drafts import lives
from soundingboard.site.drafts.models import Draft
from soundingboard.site.drafts.rules import may_publish, sees_inside
from soundingboard.site.processes.models import Process


def chain_of(request: HttpRequest, process: str) -> tuple[Process, list[Draft]]:
    """The process and the drafts that this reader may see."""
    found = get_object_or_404(Process, slug=process)
    return found, lives.chain(found, sees_inside(request.who, process))


def one_of(chain: list[Draft], slug: str) -> Draft:
    """The draft of this slug; one that the reader may not see is not there."""
    found = next((draft for draft in chain if draft.slug == slug), None)
    if found is None:
        raise Http404(_("There is no draft at this address."))
    return found


def desk_process(request: HttpRequest, process: str) -> Process:
    """The process, for those who publish in it."""
    found = get_object_or_404(Process, slug=process)
    if not may_publish(request.who, process):
        raise PermissionDenied(_("Drafts are prepared and published by the secretariat."))
    return found


def desk_draft(request: HttpRequest, process: str, slug: str) -> Draft:
    """A draft of the process in whatever state, for those who publish."""
    found = desk_process(request, process)
    drafts = Draft.objects.select_related("corrects")
    draft = get_object_or_404(drafts, process=found, slug=slug)
    draft.process = found
    return draft
