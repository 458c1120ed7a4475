"""Every string that a reader can see goes through gettext: in a made-up language no English word is left.

The data of this process are made of words that no English sentence holds, so that they cannot hide one.
"""

import gettext
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation
from lxml import html

from soundingboard.i18n import environment, use_translations
from soundingboard.site.drafts.models import Draft
from soundingboard.site.processes.models import Process
from tests.site import addresses

pytestmark = pytest.mark.django_db

OPEN, CLOSE = "⟦", "⟧"
SPOKEN = ("title", "aria-label", "placeholder", "alt", "label")


class Pseudo(gettext.NullTranslations):
    """Translations of the library that wrap every message."""

    def gettext(self, message: str) -> str:
        return f"{OPEN}{message}{CLOSE}"

    def ngettext(self, one: str, many: str, n: int) -> str:
        return f"{OPEN}{one if n == 1 else many}{CLOSE}"


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Both catalogues, the site's and the library's, answer in the made-up language."""
    monkeypatch.setattr(translation._trans, "gettext", lambda m: f"{OPEN}{m}{CLOSE}" if m else m)
    monkeypatch.setattr(translation._trans, "pgettext", lambda c, m: f"{OPEN}{m}{CLOSE}")
    plural = lambda one, many, n: f"{OPEN}{one if n == 1 else many}{CLOSE}"  # noqa: E731
    monkeypatch.setattr(translation._trans, "ngettext", plural)
    monkeypatch.setattr(translation._trans, "npgettext", lambda c, one, many, n: plural(one, many, n))
    use_translations(Pseudo)
    yield
    use_translations(environment)


def bare_words(page: str, data: set[str]) -> set[str]:
    """Words on a page that were neither translated nor are data."""
    tree = html.fromstring(page)
    for passage in tree.xpath("//body//*[@lang or @translate='no'] | //script | //style | //template"):
        passage.drop_tree()  # a passage of somebody, in its own language
    texts = [
        " ".join(tree.itertext()),
        *(str(value) for name in SPOKEN for value in tree.xpath(f"//@{name}")),
    ]
    found = {word for text in texts for word in re.findall(r"[^\W\d_]{2,}", without_marked(text))}
    return {word for word in found if word.casefold() not in data}


def without_marked(text: str) -> str:
    """A text without what stands between the marks, marks within marks included."""
    depth, kept = 0, []
    for character in text:
        depth += character == OPEN
        kept.append(" " if depth else character)
        depth -= character == CLOSE
    return "".join(kept)


def test_an_untranslated_word_is_found() -> None:
    marked = f"{OPEN}Good {OPEN}day{CLOSE}{CLOSE}"
    page = f"<html><body><p>{marked} Sam, <b>stray</b></p><p lang='fr'>libre</p></body></html>"
    assert bare_words(page, {"sam"}) == {"stray"}


@pytest.mark.parametrize("role", addresses.ROLES)
def test_no_page_holds_a_word_that_was_not_translated(
    process: Process,
    drafts: list[Draft],
    filled: dict[str, str],
    clients: dict[str, Client],
    pseudo: None,
    role: str,
) -> None:
    data = addresses.words_of_the_data()
    left = {}
    for name, path in addresses.pages(filled).items():
        response = clients[role].get(path)
        is_page = "text/html" in response.get("Content-Type", "") and response.content
        words = bare_words(response.content.decode(), data) if is_page else set()
        if words:
            left[name] = words
    assert left == {}
