"""The private link: what it shows, what can be done with it, and who gets nowhere without it."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from soundingboard.site import limits
from soundingboard.site.contributions import links
from soundingboard.site.contributions.actions import Asked, Said, file, open_confidential, withdraw
from soundingboard.site.contributions.models import Ask, Contribution
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.models import Identity
from soundingboard.site.people.rules import VISITOR, who_is
from soundingboard.site.processes.models import Milestone
from soundingboard.site.record.models import Entry
from tests.site.contributions.conftest import OLD, found, held, say, send, typed, words

NEW_LINK = "/lighthouse/receipt/new/"


def test_the_receipt_says_what_came_in_and_what_happens_next(new: Draft, as_visitor: Client) -> None:
    Milestone.objects.create(process=new.process, label="Past", date=date(2020, 1, 1))
    Milestone.objects.create(process=new.process, label="Adoption", date=date(2099, 12, 16))
    response = as_visitor.get(send(as_visitor))
    said = Contribution.objects.get()
    assert words(response, "h1") == f"Receipt for {said.name}"
    assert words(response, "code") == f"http://127.0.0.1:8000{links.path(said)}"
    assert words(response, ".passage") == "Keep the lamp lit."
    nexts = [each.text_content() for each in found(response, "main", "ul", "li")]
    assert nexts[0] == "It is published now, and counts in what was said."
    assert nexts[2] == "Next: Adoption, 16 December 2099."
    assert [each.text_content() for each in found(response, "a.button")] == ["Correct it", "Withdraw it"]


def test_a_late_one_is_marked_late(old: Draft, as_visitor: Client) -> None:
    assert words(as_visitor.get(links.path(say(old))), ".tag") == "late"


@pytest.mark.parametrize(
    ("page", "referrer"), [("", "no-referrer"), ("correct/", "same-origin"), ("withdraw/", "same-origin")]
)
def test_nothing_keeps_indexes_or_passes_on_the_link(
    new: Draft, as_visitor: Client, page: str, referrer: str
) -> None:
    response = as_visitor.get(links.path(say(new)) + page)
    names = ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")
    assert [response[name] for name in names] == ["no-store", referrer, "noindex, nofollow"]


def test_the_form_of_a_private_page_is_accepted_by_the_server(new: Draft) -> None:
    client, said = Client(enforce_csrf_checks=True), say(new)
    address = f"{links.path(said)}withdraw/"
    token = found(client.get(address), "form", "input")[0].get("value")
    response = client.post(address, {"csrfmiddlewaretoken": token}, headers={"origin": "http://testserver"})
    assert (response.status_code, Contribution.objects.get().state) == (302, "withdrawn")


FORGED = ["x", "-", "0-", "9d7", "9d7-", "zz-AAAA", "+1-AAAA", "9d7-AAAAAAAAAAAAAAAAAAAAAA", "é-é", "f" * 300]


@pytest.mark.parametrize("page", ["", "correct/", "withdraw/"])
@pytest.mark.parametrize("mac", FORGED)
def test_a_forged_link_opens_nothing(new: Draft, as_visitor: Client, mac: str, page: str) -> None:
    said = say(new)
    address = f"/lighthouse/receipt/{said.name}/{mac}/{page}"
    for response in (as_visitor.get(address), as_visitor.post(address, typed(action="send"))):
        assert response.status_code == 404
        assert words(response, "main", "a") == "Ask for a new link by e-mail"
    said.refresh_from_db()
    assert (said.state, Contribution.objects.count()) == ("current", 1)


def test_another_persons_link_opens_only_their_own(new: Draft, as_visitor: Client) -> None:
    mine, theirs = say(new), say(new)
    wrong = links.path(mine).replace(mine.name, theirs.name)
    assert as_visitor.get(wrong).status_code == 404
    assert as_visitor.post(f"{wrong}withdraw/").status_code == 404


def test_an_issue_day_cannot_be_changed(new: Draft, as_visitor: Client) -> None:
    day, _dash, code = links.mac(say(new)).partition("-")
    later = links.path(Contribution.objects.get()).replace(f"{day}-", f"{int(day, 16) + 1:x}-")
    assert code in later
    assert as_visitor.get(later).status_code == 404


def test_nobody_has_a_receipt_for_what_is_not_there(new: Draft, as_visitor: Client) -> None:
    assert as_visitor.get("/lighthouse/receipt/nothing/9d7-AAAA/").status_code == 404
    assert as_visitor.get("/atlantis/receipt/nothing/9d7-AAAA/").status_code == 404


@pytest.mark.parametrize(("days", "status"), [(400, 200), (401, 410)])
def test_a_link_is_good_for_four_hundred_days(new: Draft, as_visitor: Client, days: int, status: int) -> None:
    said = say(new)
    Contribution.objects.update(filed=timezone.now() - timedelta(days=days))
    said.refresh_from_db()
    response = as_visitor.get(links.path(said))
    assert response.status_code == status
    assert words(response, "h1") == ("This link is too old" if status == 410 else f"Receipt for {said.name}")
    renewed = as_visitor.get(links.path(said, timezone.now()))
    assert renewed.status_code == 200


def test_correcting_begins_with_the_form_as_it_was(new: Draft, as_visitor: Client) -> None:
    data = typed(
        kind="amend", proposed="We keep it lit.", words="lighthouse", organisation="Lamp Ltd", permission="named",
        name="Ada", email="ada@example.org", language="other", other_language="fa",
    )  # fmt: skip
    form = held(as_visitor.get(f"{send(as_visitor, **data)}correct/"))
    assert {name: form[name] for name in data if name != "once"} == {
        n: v for n, v in data.items() if n != "once"
    }


def test_correcting_looks_over_and_gives_a_receipt_of_its_own(new: Draft, as_visitor: Client) -> None:
    first = send(as_visitor)
    form = held(as_visitor.get(f"{first}correct/"))
    looked_over = as_visitor.post(f"{first}correct/", {**form, "text": "Two.", "action": "preview"})
    assert words(looked_over, ".passage") == "Two."
    assert Contribution.objects.count() == 1
    response = as_visitor.post(f"{first}correct/", {**form, "text": "Two.", "action": "send"})
    old, new_one = Contribution.objects.order_by("pk")
    assert (response["Location"], old.state, new_one.text) == (links.path(new_one), "superseded", "Two.")
    later = [each.get("href") for each in found(as_visitor.get(first), ".told", "a")]
    assert later == [links.path(new_one)]


def test_a_correction_sent_twice_is_one(new: Draft, as_visitor: Client) -> None:
    first = send(as_visitor)
    form = {**held(as_visitor.get(f"{first}correct/")), "text": "Two.", "action": "send"}
    places = {as_visitor.post(f"{first}correct/", form)["Location"] for _turn in range(2)}
    assert (len(places), Contribution.objects.count()) == (1, 2)


def test_two_corrections_of_one_version_do_not_cross(new: Draft, as_visitor: Client) -> None:
    first = send(as_visitor)
    one, other = (held(as_visitor.get(f"{first}correct/")) for _turn in range(2))
    as_visitor.post(f"{first}correct/", {**one, "text": "Two.", "action": "send"})
    response = as_visitor.post(f"{first}correct/", {**other, "text": "Three.", "action": "send"}, follow=True)
    assert words(response, "ul.told").endswith(
        "It was withdrawn or corrected before; nothing was changed now."
    )
    assert list(Contribution.objects.order_by("pk").values_list("text", flat=True)) == [
        "Keep the lamp lit.",
        "Two.",
    ]


def test_correcting_keeps_what_the_form_does_not_ask(old: Draft, as_visitor: Client) -> None:
    asks = (
        Asked("strengthen", "para:para_1", quote={"start": 0, "end": 4, "text": "Keep"}),
        Asked("delete", "para:para_2", stance="concern", rationale="Paid twice."),
    )
    said = file(
        VISITOR,
        old.process,
        Said(old, asks, "Keep.", channel="e-mail", country="Velnia", groupings=("SIDS",)),
    )
    address = f"{links.path(said)}correct/"
    form = held(as_visitor.get(address))
    assert form["kind"] == "strengthen"
    assert as_visitor.post(address, {**form, "text": "Kept.", "action": "send"}).status_code == 302
    new_one = said.successor
    assert (new_one.channel, new_one.country, new_one.groupings, new_one.late) == (
        "e-mail",
        "Velnia",
        ["SIDS"],
        True,
    )
    columns = ("kind", "place", "stance", "rationale")
    assert list(new_one.asks.order_by("pk").values_list(*columns)) == [
        ("strengthen", "para:para_1", "neutral", ""),
        ("delete", "para:para_2", "concern", "Paid twice."),
    ]


def test_what_is_wrong_in_a_correction_is_told_and_kept(new: Draft, as_visitor: Client) -> None:
    first = send(as_visitor)
    form = held(as_visitor.get(f"{first}correct/"))
    response = as_visitor.post(
        f"{first}correct/", {**form, "text": "Two.", "permission": "named", "action": "send"}
    )
    assert (response.status_code, held(response)["text"]) == (422, "Two.")


def test_withdrawing_asks_once_more(new: Draft, as_visitor: Client) -> None:
    first = send(as_visitor)
    assert words(as_visitor.get(f"{first}withdraw/"), "h1") == f"Withdraw {Contribution.objects.get().name}"
    response = as_visitor.post(f"{first}withdraw/", {"reason": "Wrong\nparagraph."}, follow=True)
    said = Contribution.objects.get()
    assert (said.state, words(response, "ul.told")) == ("withdrawn", "Withdrawn. It counts no more.")
    assert Entry.objects.head("lighthouse").content == {"name": said.name, "reason": "Wrong\nparagraph."}
    assert found(response, "a.button") == []
    again = as_visitor.post(f"{first}withdraw/", follow=True)
    assert words(again, "ul.told") == "It was withdrawn or corrected before; nothing was changed now."


def test_a_reason_that_is_too_long_is_kept(new: Draft, as_visitor: Client) -> None:
    response = as_visitor.post(f"{send(as_visitor)}withdraw/", {"reason": "x" * 501})
    assert (response.status_code, found(response, "#id_reason")[0].get("value")) == (422, "x" * 501)


def test_the_author_of_a_confidential_one_sees_who_read_it_when(
    new: Draft, as_visitor: Client, as_secretariat: Client
) -> None:
    receipt = send(as_visitor, permission="confidential")
    assert "Nobody has read it yet" in words(as_visitor.get(receipt))
    open_confidential(who_is(as_secretariat.account), Contribution.objects.get())
    lines = [each.text_content() for each in found(as_visitor.get(receipt), "main", "li")]
    assert sum(line.startswith("Read by the secretariat on ") for line in lines) == 1
    assert "sam" not in words(as_visitor.get(receipt))


def test_whose_name_is_kept_learns_how_to_have_it_erased(new: Draft, as_visitor: Client) -> None:
    receipt = send(as_visitor, email="ada@example.org")
    name = Identity.objects.get().participant
    assert f"tell the secretariat that you are {name}." in words(as_visitor.get(receipt))


def test_who_is_signed_in_finds_the_receipt_on_the_page_of_their_own(
    new: Draft, as_participant: Client, as_board: Client
) -> None:
    send(as_participant)
    said = Contribution.objects.get()
    yours = [
        [
            each.get("href")
            for each in found(client.get(said.get_absolute_url()), "main", "a")
            if "yours" in each.text
        ]
        for client in (as_participant, as_board)
    ]
    assert yours == [[links.path(said, timezone.now())], []]


def test_on_a_draft_of_the_board_the_link_still_works(inside: Draft, as_visitor: Client) -> None:
    said = say(inside)
    assert as_visitor.get(links.path(said)).status_code == 200
    assert held(as_visitor.get(f"{links.path(said)}correct/"))["place"] == "para:para_1"


@pytest.mark.parametrize(
    ("name", "email", "letters"),
    [
        (None, "ada@example.org", 1),
        (None, "ADA@example.org", 1),
        (None, "eve@example.org", 0),
        ("nothing", "ada@example.org", 0),
    ],
)
def test_a_new_link_goes_to_the_address_that_was_given(
    new: Draft, as_visitor: Client, name: str | None, email: str, letters: int
) -> None:
    said = say(new, email="ada@example.org")
    Contribution.objects.update(filed=timezone.now() - timedelta(days=500))
    response = as_visitor.post(NEW_LINK, {"contribution": name or said.name, "email": email})
    assert (response.status_code, words(response, "h1")) == (200, "Look at your e-mail")
    assert [letter.to for letter in mail.outbox] == [["ada@example.org"]] * letters
    for letter in mail.outbox:
        address = next(line for line in letter.body.splitlines() if line.startswith("http"))
        assert as_visitor.get(address.removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_the_answer_about_a_new_link_is_the_same_whether_or_not_there_is_one(
    new: Draft, as_visitor: Client
) -> None:
    said = say(new, email="ada@example.org")
    answers = [
        as_visitor.post(NEW_LINK, {"contribution": name, "email": email})
        for name, email in (
            (said.name, "ada@example.org"),
            (said.name, "eve@example.org"),
            ("x", "eve@example.org"),
        )
    ]
    assert len({words(answer) for answer in answers}) == 1


def test_a_new_link_needs_both_and_is_not_sent_without_end(new: Draft, as_visitor: Client) -> None:
    assert as_visitor.get(NEW_LINK).status_code == 200
    assert as_visitor.post(NEW_LINK).status_code == 422
    said = say(new, email="ada@example.org")
    both = {"contribution": said.name, "email": "ada@example.org"}
    statuses = [as_visitor.post(NEW_LINK, both).status_code for _turn in range(limits.LINKS.most + 1)]
    assert statuses == [200] * limits.LINKS.most + [429]
    assert len(mail.outbox) == limits.LINKS.most


def test_a_paragraph_that_is_gone_is_said_to_be_gone(old: Draft, new: Draft, as_visitor: Client) -> None:
    said = say(old, "retain", "para:para_3")
    assert OLD["para_3"] == "Fog signals are silent at night."
    line = "This paragraph is no longer in Rev1; nothing was put in its place by us."
    assert line in words(as_visitor.get(links.path(said)), ".ask")


def test_a_withdrawn_one_keeps_its_receipt(new: Draft, as_visitor: Client) -> None:
    said = say(new)
    withdraw(VISITOR, said)
    assert words(as_visitor.get(links.path(said)), "p.told").startswith("You withdrew this on ")
    assert Ask.objects.count() == 1
