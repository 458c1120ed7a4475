"""Words quoted from a paragraph: where they stand, and whether they still do."""

import re
from typing import Any


def find(words: str, text: str) -> dict[str, Any] | None:
    """The first place in a text where words stand, whatever blanks are between them; None when nowhere."""
    pieces = [re.escape(piece) for piece in words.split()]
    found = re.search(r"\s+".join(pieces), text) if pieces else None
    return {"start": found.start(), "end": found.end(), "text": found.group()} if found else None
