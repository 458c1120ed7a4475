"""A page asks the database as often for ten contributions as for ten thousand."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from soundingboard.site.drafts.models import Draft
from tests.site.many import say_much

pytestmark = pytest.mark.django_db

PAGES = (
    "/lighthouse/",
    "/lighthouse/drafts/",
    "/lighthouse/drafts/rev2/",
    "/lighthouse/drafts/rev2/?view=side",
    "/lighthouse/drafts/rev2/?view=clean",
    "/lighthouse/drafts/rev2/para_3/",
    "/lighthouse/contributions/",
    "/lighthouse/contributions/?draft=rev2&paragraph=para_3",
    "/lighthouse/search/?q=harbour",
    "/lighthouse/concordance/",
    "/lighthouse/record/",
    "/lighthouse/board/",
    "/lighthouse/topics/",
    "/lighthouse/who-said-what/?draft=rev2",
    "/lighthouse/who-said-what.json?draft=rev2&by=region",
    "/lighthouse/coverage/?draft=rev2",
    "/lighthouse/drafts/rev2/para_3.json",
    "/lighthouse/report/",
    "/lighthouse/drafts/rev2/para_3/brief.html",
)


def queries(path: str) -> int:
    """How many queries a page takes when it is not kept."""
    Client().get(path)  # what is remembered for the life of a comparison is remembered now
    for cache in caches.all(initialized_only=True):
        cache.clear()
    with CaptureQueriesContext(connection) as found:
        assert Client().get(path).status_code == 200
    return len(found)


def test_pages_take_as_many_queries_for_10_as_for_10_000_contributions(drafts: list[Draft]) -> None:
    say_much(drafts[-1], 10)
    few = {path: queries(path) for path in PAGES}
    say_much(drafts[-1], 9_990, seed=2)
    assert {path: queries(path) for path in PAGES} == few
    assert max(few.values()) <= 20


def test_a_kept_page_takes_one_query(drafts: list[Draft], django_assert_num_queries) -> None:
    for path in ("/lighthouse/", "/lighthouse/drafts/rev2/", "/lighthouse/drafts/rev2/para_3/"):
        first = Client().get(path)
        with django_assert_num_queries(1):
            second = Client().get(path)
        assert second.content == first.content
