"""The one inline style of a page: the words that a screen reader says at both ends of marked words."""

import base64
import hashlib
from collections.abc import Iterable

from soundingboard.i18n import environment, translations, use_translations
from soundingboard.write.html.fragments import spoken_style


def style_hashes(languages: Iterable[str]) -> list[str]:
    """The Content-Security-Policy sources that allow exactly that style, for each language of the interface."""
    return [f"'sha256-{_digest(_spoken_in(language))}'" for language in languages]


def _spoken_in(language: str) -> str:
    use_translations(lambda: translations(language))
    try:
        return spoken_style()
    finally:
        use_translations(environment)  # until the site is ready and says what holds for each request


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
