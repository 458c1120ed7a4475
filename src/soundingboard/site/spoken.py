"""The one inline style of a page: the words that a screen reader says at both ends of marked words."""

import base64
import hashlib
from collections.abc import Iterable

from soundingboard.write.html.fragments import spoken_style


def style_hashes(languages: Iterable[str]) -> list[str]:
    """The Content-Security-Policy sources that allow exactly that style, for each language of the interface."""
    return [f"'sha256-{_digest(spoken_style())}'" for _language in languages]


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
