"""Contests: from the private link, with grounds, answered in public."""

import pytest
from django.test import Client

from soundingboard.site.contributions.links import path
from soundingboard.site.contributions.models import Contribution
from soundingboard.site.ledger.actions import retrace
from soundingboard.site.ledger.models import Contest
from soundingboard.site.record.models import Entry as Act
from tests.site.ledger.conftest import entry, sent, words

pytestmark = pytest.mark.django_db


def contested(contribution: Contribution, grounds: str = "Only half of it is gone.") -> Contest:
    """Its author contests what became of its ask."""
    about = str(entry(contribution, "rev2"))
    found = sent(Client(), f"{path(contribution)}contest/", about=about, grounds=grounds)
    assert found.status_code == 303
    return Contest.objects.get(contribution=contribution)


def test_its_author_chooses_what_is_wrong(traced: None, buoys: Contribution) -> None:
    found = Client().get(f"{path(buoys)}contest/")
    assert words(found, "//fieldset/label") == [
        "How it was read: delete, paragraph 3 of Revision 1",
        "What became of it in Revision 2: adopted (delete, paragraph 3 of Revision 1)",
    ]
    assert found["X-Robots-Tag"] == "noindex, nofollow"


def test_without_grounds_it_says_so_in_one_line(traced: None, buoys: Contribution) -> None:
    about = str(entry(buoys, "rev2"))
    found = sent(Client(), f"{path(buoys)}contest/", about=about, grounds="  ")
    assert found.status_code == 422
    assert words(found, "//span[@class='wrong']") == ["Say why it is wrong, so that it can be looked into."]
    assert Contest.objects.count() == 0
    nothing_chosen = sent(Client(), f"{path(buoys)}contest/", grounds="It is wrong.")
    assert nothing_chosen.status_code == 422
    assert words(nothing_chosen, "//textarea") == ["It is wrong."]


def test_a_forged_link_contests_nothing(traced: None, buoys: Contribution) -> None:
    assert Client().get(f"/lighthouse/receipt/{buoys.name}/0-forged/contest/").status_code == 404


def test_the_exchange_is_public_and_on_record(
    traced: None, buoys: Contribution, as_secretariat: Client
) -> None:
    one = contested(buoys)
    contested(buoys)  # sent twice: one
    answer = f"/lighthouse/contests/{one.name}/"
    assert sent(as_secretariat, answer, state="upheld", answer=" ").status_code == 422
    found = sent(as_secretariat, answer, state="upheld", answer="You are right.")
    assert found["Location"] == entry(buoys, "rev2").get_absolute_url()
    for address in (found["Location"], "/lighthouse/contests/", path(buoys)):
        assert words(Client().get(address), "//blockquote")[-2:] == [
            "Only half of it is gone.",
            "You are right.",
        ] or (address == path(buoys))
    acts = list(
        Act.objects.filter(object=str(buoys), verb__contains="contest").values_list("verb", "readers")
    )
    assert acts == [("contested outcome", "public"), ("upheld contest", "public")]
    assert list(buoys.notices_sent.values_list("kind", "about")) == [
        ("traced", "draft:rev2"),
        ("answered", f"contest:{one.name}"),
    ]
    late = sent(as_secretariat, answer, state="dismissed", answer="No.")
    assert late.status_code == 409
    assert Contest.objects.get().state == "upheld"


def test_of_a_confidential_one_only_that_there_was_one(
    traced: None, secret: Contribution, as_secretariat: Client
) -> None:
    one = contested(secret, "A secret reason.")
    sent(as_secretariat, f"/lighthouse/contests/{one.name}/", state="dismissed", answer="A secret answer.")
    found = Client().get("/lighthouse/contests/")
    assert "secret" not in found.content.decode()
    assert secret.name not in found.content.decode()
    assert words(found, "//ol/li")[0].startswith("Something that was said in confidence was contested, ")
    acts = Act.objects.filter(object=str(secret), verb__contains="contest")
    assert {(act.readers, *act.content) for act in acts} == {("secretariat", "name")}
    assert "A secret answer." in words(Client().get(path(secret)), "//blockquote")


def test_a_later_run_keeps_what_was_contested(traced: None, buoys: Contribution) -> None:
    one = contested(buoys)
    ask = buoys.asks.get()
    ask.kind = "retain"
    ask.save()
    retrace(buoys.process)
    assert Contest.objects.get().entry == one.entry
    assert words(Client().get("/lighthouse/ledger/?part=keep&contested=open"), "//tbody/tr[@id]") != []


def test_how_an_ask_was_read_leads_to_intake(
    traced: None, buoys: Contribution, as_secretariat: Client
) -> None:
    ask = buoys.asks.get()
    sent(Client(), f"{path(buoys)}contest/", about=f"ask:{ask.name}", grounds="We asked to keep it.")
    one = Contest.objects.get()
    assert (one.ask, one.entry) == (ask, None)
    there = f"/lighthouse/contests/{one.name}/"
    assert words(as_secretariat.get(there), "//main/p")[1] == "Delete: paragraph 3 of Revision 1"
    found = sent(as_secretariat, there, state="upheld", answer="Yes.")
    assert found["Location"] == f"/lighthouse/intake/{buoys.name}/"


def test_the_list_says_which_outcome_is_contested(traced: None, buoys: Contribution) -> None:
    contested(buoys)
    about = "Delete: paragraph 3 of Revision 1; in Revision 2: adopted"
    assert words(Client().get("/lighthouse/contests/"), "//main//li/p")[1] == about
    Contribution.objects.update(state="withdrawn")
    assert len(words(Client().get("/lighthouse/contests/"), "//main//li/p")) == 1
