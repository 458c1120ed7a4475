"""Reading files of contributions, beside the web server. It may run twice: the second time finds nothing to do."""

from django_tasks import task

from soundingboard.site.contributions.models import BulkUpload, UploadState
from soundingboard.site.contributions.uploads.apart import read_files
from soundingboard.site.contributions.uploads.receiving import fail, keep
from soundingboard.site.drafts.apart import Unreadable


@task()
def read(upload_id: int) -> None:
    """Read the files of an upload that was received, unless it was read or put away in the meantime."""
    upload = (
        BulkUpload.objects.filter(pk=upload_id, state=UploadState.RECEIVED).select_related("process").first()
    )
    if upload is None:
        return
    files = list(upload.files.all())
    try:
        found = read_files(upload, files)
    except Unreadable as error:
        fail(upload, str(error))
    else:
        keep(upload, files, found)
