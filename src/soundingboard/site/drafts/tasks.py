"""Slow work on drafts, done beside the web server. Each task may run twice: the second time finds nothing to do."""

from django_tasks import task

from soundingboard.site.drafts.actions.receiving import fail, take_in
from soundingboard.site.drafts.actions.versions import fail_version, take_in_version
from soundingboard.site.drafts.apart import Unreadable, read_apart
from soundingboard.site.drafts.comparing import compare_with_last, compare_with_others
from soundingboard.site.drafts.models import Draft, LanguageVersion, State, VersionState


@task()
def read(draft_id: int, sha256: str) -> None:
    """Read the file of a draft that was received, unless it was read or replaced by another in the meantime."""
    found = Draft.objects.filter(pk=draft_id, state=State.RECEIVED, source_sha256=sha256)
    draft = found.select_related("process", "corrects", "upload").first()
    if draft is None:
        return
    try:
        result = read_apart(bytes(draft.upload.data), draft.upload.name)
    except Unreadable as error:
        fail(draft, str(error))
    else:
        take_in(draft, result)


@task()
def read_version(version_id: int) -> None:
    """Read the file of a language version that was received, unless another took its place in the meantime."""
    found = LanguageVersion.objects.filter(pk=version_id, state=VersionState.RECEIVED)
    version = found.select_related("draft__process").first()
    if version is None:
        return
    try:
        result = read_apart(bytes(version.data), version.name)
    except Unreadable as error:
        fail_version(version, str(error))
    else:
        take_in_version(version, result)


@task()
def compare(draft_id: int) -> None:
    """Compare a draft anew: with all others when it is out, else with the one before it."""
    draft = Draft.objects.filter(pk=draft_id).select_related("process", "corrects").first()
    if draft and draft.is_out:
        compare_with_others(draft)
    elif draft and draft.state == State.READ:
        compare_with_last(draft)
