"""Kept pages: the same for all visitors, new after every act, never one person's for another."""

import gzip

import pytest
from django.db import transaction
from django.test import Client

from soundingboard.site.drafts.models import Draft
from soundingboard.site.processes.models import Process
from soundingboard.site.record.actions import enter

pytestmark = pytest.mark.django_db


def test_a_reader_who_has_the_page_is_told_so(drafts: list[Draft], as_visitor: Client) -> None:
    first = as_visitor.get("/lighthouse/drafts/rev2/")
    again = as_visitor.get("/lighthouse/drafts/rev2/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_after_an_act_the_page_is_made_anew(drafts: list[Draft], as_visitor: Client) -> None:
    first = as_visitor.get("/lighthouse/")
    Process.objects.update(instrument="A new instrument")
    assert as_visitor.get("/lighthouse/").content == first.content  # nothing was entered yet
    with transaction.atomic():
        enter("lighthouse", "operator", "renamed", "process:lighthouse")
    again = as_visitor.get("/lighthouse/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert "A new instrument" in again.content.decode()


def test_compressed_and_plain_are_the_same_page(drafts: list[Draft], as_visitor: Client) -> None:
    plain = as_visitor.get("/lighthouse/drafts/rev2/")
    packed = as_visitor.get("/lighthouse/drafts/rev2/", headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in plain["Vary"]


def test_someone_signed_in_gets_a_page_of_their_own(
    drafts: list[Draft], as_visitor: Client, as_board: Client
) -> None:
    as_visitor.get("/lighthouse/")
    own = as_board.get("/lighthouse/")
    assert "Sign out" in own.content.decode()
    assert "ETag" not in own
    assert "Sign out" not in as_visitor.get("/lighthouse/").content.decode()


def test_the_readers_zone_is_part_of_what_is_kept(drafts: list[Draft], as_visitor: Client) -> None:
    plain = as_visitor.get("/lighthouse/").content.decode()
    as_visitor.cookies["zone"] = "Pacific/Auckland"
    assert "Pacific/Auckland" not in plain
    assert "Pacific/Auckland" in as_visitor.get("/lighthouse/").content.decode()


def test_unknown_words_in_the_address_are_not_kept(drafts: list[Draft], as_visitor: Client) -> None:
    assert "ETag" not in as_visitor.get("/lighthouse/?whatever=1")


def test_a_page_that_is_not_there_is_not_kept(drafts: list[Draft], as_visitor: Client) -> None:
    response = as_visitor.get("/lighthouse/drafts/rev9/")
    assert (response.status_code, "ETag" in response) == (404, False)
