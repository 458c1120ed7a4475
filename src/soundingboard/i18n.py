"""Translation of every string that a reader can see, at the moment when it is used."""

import gettext
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

_DOMAIN, _LOCALE = "soundingboard", Path(__file__).parent / "locale"

Source = Callable[[], gettext.NullTranslations]


@lru_cache(maxsize=128)  # a server asks for each page; it speaks fewer languages than that
def translations(language: str) -> gettext.NullTranslations:
    """The catalogue of a language (`fr`, `pt-BR`, `pt_BR`); English where there is none."""
    name = language.replace("-", "_")
    return gettext.translation(_DOMAIN, _LOCALE, [name], fallback=True)


def environment() -> gettext.NullTranslations:
    """The catalogue that LANGUAGE, LC_ALL, LC_MESSAGES or LANG name, in this order, as the process began."""
    return _environment


_environment = gettext.translation(_DOMAIN, _LOCALE, fallback=True)
_source: Source = environment


def use_translations(source: Source) -> None:
    """From now on `source` is asked for each string what translations hold: those of a request, in a server.

    Until then, and again after `use_translations(environment)`, they are those of the environment.
    """
    global _source
    _source = source


def _(message: str) -> str:
    """The message in the reader's language."""
    return _source().gettext(message)


def N_(message: str) -> str:
    """The message itself: marked for translators where it is kept, translated with `_` where it is used."""
    return message


def ngettext(one: str, many: str, n: int) -> str:
    """The message for `n` things in the reader's language."""
    return _source().ngettext(one, many, n)
