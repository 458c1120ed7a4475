"""What an eid must be to stand in an address; imports nothing of Django, so that the reader apart can ask too."""

import re
from collections.abc import Mapping
from typing import Any

_FIT = re.compile(r"[^\s/?#%\\\x00-\x1f]{1,200}")  # anything but what ends or splits a part of an address


def unfit_eid(record: Mapping[str, Any]) -> str | None:
    """The first eid of a draft's paragraphs (interchange record) that cannot stand in an address; None: all can."""
    eids = (str(paragraph["eid"]) for paragraph in record["paragraphs"])
    return next((eid for eid in eids if not _FIT.fullmatch(eid) or eid in (".", "..")), None)
