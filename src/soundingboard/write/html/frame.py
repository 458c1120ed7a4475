"""What every page of ours has around its body: one document, complete in itself, no script, no request."""

import string
from collections.abc import Mapping
from html import escape
from importlib.resources import files

from lxml import etree

from soundingboard.i18n import _
from soundingboard.write.characters import clean
from soundingboard.write.html.elements import el, markup
from soundingboard.write.phrases import direction, made_by
from soundingboard.write.signs import SIGNS, Sign


def page(title: str, body: etree._Element, style: str = "") -> str:
    """The HTML document around a body; `style` names a further style sheet beside the common one."""
    return string.Template(_resource("page.html")).substitute(
        lang=escape(_("en")),  # translators: the code of the language that you translate into
        dir=direction(_("en")),
        generator=escape(made_by()),
        title=escape(clean(title)),
        variables=spoken_style(),
        style=_resource("page.css") + (_resource(style) if style else ""),
        body=markup(body),
    )


def _resource(name: str) -> str:
    return files("soundingboard.write.html").joinpath(name).read_text(encoding="utf-8")


def spoken_style() -> str:
    """A rule with what a screen reader says at both ends of marked words, for the style sheet to place."""
    spoken = {
        "inserted": _("inserted: "),
        "inserted-end": _(" end of insertion "),
        "deleted": _("deleted: "),
        "deleted-end": _(" end of deletion "),
    }
    quoted = {key: words.translate({ord(c): None for c in '"\\<'}) for key, words in spoken.items()}
    return ":root{" + "".join(f'--{key}:"{words}";' for key, words in quoted.items()) + "}"


def symbols(more: Mapping[str, Sign] | None = None) -> etree._Element:
    """The drawings of the signs (and of `more`), once; they are used by name."""
    symbols = (
        el(
            "symbol",
            el("path", d=each.path, class_="filled" if each.filled else None),
            id=f"sign-{key}",
            viewBox="0 0 16 16",
        )
        for key, each in {**SIGNS, **(more or {})}.items()
    )
    return el("svg", *symbols, class_="symbols", aria_hidden="true")
