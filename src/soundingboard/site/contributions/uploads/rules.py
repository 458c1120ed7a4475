"""Who takes files of contributions in."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from soundingboard.site.contributions.intake.rules import check
from soundingboard.site.processes.models import Process


def desk(request: HttpRequest, process: str) -> Process:
    """The process, for the secretariat. Raises PermissionDenied for everybody else."""
    found = get_object_or_404(Process, slug=process)
    check(request.who, process)
    return found
