"""Who says what words mean and what topics are called."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from soundingboard.site.people.models import RoleName
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.models import Process


def may_name_topics(who: Who, process: str) -> bool:
    """A topic is confirmed by those who read what is said: the board and the secretariat."""
    return who.is_one_of(process, RoleName.BOARD, RoleName.SECRETARIAT)


def topics_desk(request: HttpRequest, process: str) -> Process:
    """The process, for those who name topics. Raises PermissionDenied for everybody else."""
    found = get_object_or_404(Process, slug=process)
    if not may_name_topics(request.who, process):
        raise PermissionDenied(_("Topics are named by the board and the secretariat."))
    return found
