"""Translation of every string that a reader can see."""

import gettext
from pathlib import Path

_translations = gettext.translation("soundingboard", Path(__file__).parent / "locale", fallback=True)


def _(message: str) -> str:
    """The message in the reader's language (from LANGUAGE, LC_ALL, LC_MESSAGES or LANG)."""
    return _translations.gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """The message for `n` things in the reader's language."""
    return _translations.ngettext(one, many, n)
