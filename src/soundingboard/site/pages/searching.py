"""Search: words in the drafts that a reader may see and in what was said openly."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.urls import reverse

from soundingboard.site.contributions.models import Contribution
from soundingboard.site.drafts import lives
from soundingboard.site.drafts.models import Paragraph
from soundingboard.site.processes.models import Process

_PAGE = 20
_PARAGRAPHS = "SELECT rowid FROM drafts_paragraph_words WHERE drafts_paragraph_words MATCH %s"
_SAID = "SELECT rowid FROM contributions_contribution_words WHERE contributions_contribution_words MATCH %s"


@dataclass(frozen=True, slots=True)
class SearchPage:
    asked: str
    paragraphs: Page | None
    said: Page | None
    address: str


def search(process: Process, query: Mapping[str, str], inside: bool) -> SearchPage:
    """What holds all the words asked for; nothing is looked for when nothing is asked."""
    asked = " ".join(query.get("q", "").split())[:200]
    words = re.findall(r"\w+", asked)
    address = reverse("search", args=[process.slug])
    if not words:
        return SearchPage(asked, None, None, address)
    chain = lives.chain(process, inside)
    paragraphs = Paragraph.objects.filter(draft__in=chain).filter(_holds(_PARAGRAPHS, words))
    said = Contribution.objects.current(process).seen_with(chain).not_closed().filter(_holds(_SAID, words))
    return SearchPage(
        asked,
        Paginator(paragraphs.select_related("draft").order_by("-draft__order", "index"), _PAGE).get_page(
            query.get("page")
        ),
        Paginator(said.with_asks().order_by("-filed", "-pk"), _PAGE).get_page(query.get("said")),
        address,
    )


def _holds(found_by: str, words: Sequence[str]) -> Q:
    """Rows whose text holds all the words (the last may be cut short), by the full-text index where there is one."""
    if connection.vendor != "sqlite" or any(map(_is_unspaced, words)):
        holds = Q()
        for word in words:
            holds &= Q(text__icontains=word)
        return holds
    asked = " ".join(f'"{word}"' for word in words) + "*"
    return Q(pk__in=RawSQL(found_by, [asked]))  # noqa: S611 (a constant; the words are a parameter)


def _is_unspaced(word: str) -> bool:
    """Scripts that put no space between words: the index would take a sentence for one word."""
    return bool(re.search(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]", word))
