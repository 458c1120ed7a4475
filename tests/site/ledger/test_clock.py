"""The clock, and what contributors are told."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from soundingboard.site.contributions.intake.deciding import deal
from soundingboard.site.contributions.models import Contribution
from soundingboard.site.drafts.models import Draft
from soundingboard.site.ledger.actions import retrace
from soundingboard.site.ledger.models import NotCarried, Notice
from soundingboard.site.ledger.reading import met_on, process_summary
from soundingboard.site.people.rules import Who
from tests.site.ledger.conftest import say, words

pytestmark = pytest.mark.django_db
SAM = Who(1, "sam", roles={"lighthouse": frozenset({"secretariat"})})


def test_each_contribution_has_its_dates_and_waits(
    traced: None, buoys: Contribution, secret: Contribution
) -> None:
    filed = timezone.now() - timedelta(days=9)
    Contribution.objects.filter(pk=buoys.pk).update(filed=filed, dealt=filed + timedelta(days=2))
    found = Client().get("/lighthouse/clock/")
    line = next(row for row in words(found, "//tbody/tr") if row.startswith(buoys.name))
    assert "after 2 days, 1 place" in line
    assert "waits for 9 days" in line
    assert line.endswith("no answers in this process")
    assert secret.name not in found.content.decode()


def test_totals_and_medians(traced: None, buoys: Contribution) -> None:
    NotCarried.objects.create(ask=buoys.asks.get(), because="No.", by="bo")
    found = Client().get("/lighthouse/clock.json").json()
    totals = {one["step"]: (one["owed"], one["done"]) for one in found["totals"]}
    assert totals == {"read": (3, 3), "carried": (3, 1), "traced": (3, 3), "answered": (0, 0)}
    assert found["confidential"]["n"] == 1
    assert len(found["contributions"]) == 3
    assert {one["median_days_taken"] for one in found["totals"] if one["done"]} == {0}


def test_what_was_not_read_yet_waits_for_everything(drafts: list[Draft]) -> None:
    one = Contribution.objects.create(process=drafts[0].process, draft=drafts[1], text="Something.")
    found = Client().get("/lighthouse/clock.json").json()["contributions"][0]
    assert (found["contribution"], found["read_days"], found["carried_days"], found["traced_days"]) == (
        one.name,
        0,
        0,
        0,
    )
    assert found["answered_days"] is None


def test_one_letter_a_run_however_much_is_new(
    drafts: list[Draft], django_capture_on_commit_callbacks
) -> None:
    first = say(drafts[0], "delete", "para_3", email="ada@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        retrace(first.process)
    told = list(Notice.objects.values_list("kind", "about"))
    assert told == [("traced", "draft:rev1"), ("traced", "draft:rev2")]
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]
    body = mail.outbox[0].body
    assert f"{first.name}: a new draft shows what became of it" in body
    assert f"/lighthouse/receipt/{first.name}/" in body
    assert "buoys" not in body
    assert Notice.objects.filter(seen_to=None).count() == 0
    with django_capture_on_commit_callbacks(execute=True):
        retrace(first.process)
    assert len(mail.outbox) == 1


def test_who_left_no_address_finds_it_at_the_link(
    drafts: list[Draft], django_capture_on_commit_callbacks
) -> None:
    one = Contribution.objects.create(process=drafts[0].process, draft=drafts[1], text="Something.")
    with django_capture_on_commit_callbacks(execute=True):
        deal(SAM, one, None)
    assert list(one.notices_sent.values_list("kind", "about")) == [("linked", str(one))]
    assert mail.outbox == []


def test_what_other_pages_tell(traced: None, drafts: list[Draft]) -> None:
    process = drafts[0].process
    summary = process_summary(process)
    assert (summary.draft.slug, summary.change.all.n, summary.keep.all.n) == ("rev2", 2, 1)
    counts = (*summary.change.outcomes, *summary.keep.outcomes)
    assert [(one.outcome, one.number.n) for one in counts] == [
        ("adopted", 1),
        ("not taken up", 1),
        ("kept", 1),
    ]
    for one in counts:
        listed = words(Client().get(one.number.address), "//table[@class='plain ledger']/tbody/tr")
        assert len(listed) == one.number.n
    gone = met_on(process, drafts[1], "para_3")
    assert [(one.draft.slug, one.change.all.n) for one in gone] == [("rev2", 1)]
    assert met_on(process, drafts[2], "para_1") == []
