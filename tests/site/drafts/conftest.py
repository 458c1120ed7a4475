"""What the tests of the publishing desk share."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from soundingboard.site.drafts.models import Draft
from soundingboard.site.processes.models import Process

MARKDOWN = """# The Lighthouse Accord

Revision 3

7 September 2026

## A. The coast and its lights

1. We, the ports of the northern coast, gathered in the harbour town, adopt this Accord for safe passage.

2. We recognize the need to keep every lighthouse of the coast lit from dusk until dawn in all seasons of the year.

3. Fog signals shall sound whenever visibility falls below one nautical mile.

## B. Keepers and their training

4. Lighthouse keepers shall be paid in full and on time, with an allowance for remote stations.

5. Women and young people shall have equal access to all posts and to promotion in the service.
"""
FORM = {
    "stage": "rev3",
    "label": "",
    "date": "",
    "symbol": "LA/2026/3",
    "visibility": "public",
    "opens": "",
    "closes": "",
}


def file(data: bytes | str = MARKDOWN, name: str = "rev3.md") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)


def upload(
    client: Client, data: bytes | str = MARKDOWN, name: str = "rev3.md", **fields: object
) -> HttpResponse:
    """Send the upload form."""
    return client.post("/lighthouse/publishing/", {**FORM, "file": file(data, name), **fields})


def latest() -> Draft:
    """The draft that was made last."""
    return Draft.objects.latest("pk")


@pytest.fixture
def rev3(drafts: list[Draft], as_secretariat: Client, process: Process) -> Draft:
    """An upload that was read, after the three drafts that are out."""
    upload(as_secretariat)
    return latest()
