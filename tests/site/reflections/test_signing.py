"""Sign-off, publication, and what may happen after it."""

from datetime import date

from django.test import Client

from soundingboard.site.board.models import Seat
from soundingboard.site.drafts.models import Draft, Visibility
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry, Readers
from soundingboard.site.reflections import actions, reading
from soundingboard.site.reflections.models import Reflection, Signature
from tests.site.board.conftest import seat
from tests.site.reflections.conftest import FACTS, page, sections

HERE = "/lighthouse/reflections/rev2/"


def opened(client: Client, reflection: Reflection, deed: str = "open") -> Reflection:
    reflection = Reflection.objects.get(pk=reflection.pk)
    assert client.post(f"{HERE}state/", {"deed": deed, "version": reflection.version}).status_code == 302
    return Reflection.objects.get(pk=reflection.pk)


def test_from_sign_off_to_publication(
    as_board: Client, as_visitor: Client, plain: Reflection, bo: Who
) -> None:
    found = opened(as_board, plain)
    assert found.state == "signing"
    actions.sign(bo, found, "agrees")
    answer = as_board.post(f"{HERE}sign/", {"position": "dissents", "reason": ""})
    assert (answer.status_code, answer.content.decode().count("Write why you dissent")) == (422, 2)
    assert as_board.post(f"{HERE}sign/", {"position": "dissents", "reason": "Too loud."}).status_code == 302
    assert as_board.post(f"{HERE}publish/", {"version": found.version}).status_code == 422
    before = page(as_board, "rev2/publish/")
    assert before.count("Not signed: Ada Kelmo.") == 1
    assert before.count("1 statement names no record") == 1
    assert as_visitor.get(HERE).status_code == 404
    answer = as_board.post(f"{HERE}publish/", {"version": found.version, "confirmed": "yes"})
    assert (answer.status_code, answer["Location"]) == (302, HERE)
    words = page(as_visitor, "rev2/")
    assert (words.count("Too loud."), words.count("1 × agrees · 1 × dissents"), words.count("Bo Tarn")) == (
        1,
        1,
        1,
    )
    assert (words.count("1 member has not signed"), words.count("Ada Kelmo")) == (1, 0)
    entry = Entry.objects.head("lighthouse")
    assert (entry.verb, entry.object, entry.readers) == (
        "published reflections",
        "reflection:rev2",
        Readers.PUBLIC,
    )
    assert [one["position"] for one in entry.content["signed"]] == ["agrees", "dissents"]
    assert len(entry.content["not_signed"]) == 1


def test_nobody_changes_a_text_that_is_being_signed(as_board: Client, plain: Reflection) -> None:
    section = sections(plain)[0]
    found = opened(as_board, plain)
    fields = {
        "version": 1,
        "kind": "general",
        "text": "Sneaked in.",
        "topic": "",
        "references": "",
        "more": "",
    }
    answer = as_board.post(f"{HERE}statements/{section.name}/", fields)
    assert (answer.status_code, answer.content.decode().count("Members are signing this text")) == (422, 1)
    assert as_board.post(f"{HERE}statements/new/", fields).status_code == 422
    as_board.post(f"{HERE}statements/{section.name}/move/", {"deed": "down"})
    assert [one.text for one in sections(found)] == [one.text for one in sections(plain)]


def test_back_to_writing_asks_for_every_position_again_and_keeps_them(
    as_board: Client, plain: Reflection, ada: Who
) -> None:
    found = opened(as_board, plain)
    actions.sign(ada, found, "agrees")
    assert opened(as_board, found, "back").state == "draft"
    assert [(one.position, one.replaced is None) for one in Signature.objects.all()] == [("agrees", False)]
    found = opened(as_board, found)
    actions.sign(ada, found, "stands aside")
    actions.sign(ada, found, "stands aside")
    assert [one.position for one in Signature.objects.all()] == ["agrees", "stands aside"]


def test_a_stale_click_changes_nothing(as_board: Client, plain: Reflection) -> None:
    found = opened(as_board, plain)
    as_board.post(f"{HERE}state/", {"deed": "back", "version": found.version - 1})
    assert Reflection.objects.get().state == "signing"
    answer = as_board.post(f"{HERE}publish/", {"version": found.version - 1, "confirmed": "yes"})
    assert (answer.status_code, Reflection.objects.get().state) == (409, "signing")


def test_an_empty_text_is_not_opened(
    as_board: Client, ada: Who, process: Process, drafts: list[Draft]
) -> None:
    actions.begin(ada, process, drafts[-1], FACTS, from_records=False)
    assert opened(as_board, Reflection.objects.get()).state == "draft"


def test_a_late_dissent_is_dated_and_marked_and_the_text_stands(
    as_visitor: Client, published: Reflection, ada: Who
) -> None:
    before = [(one.text, one.version) for one in sections(published)]
    actions.sign(ada, published, "dissents", "I see it otherwise now.")
    words = page(as_visitor, "rev2/")
    assert words.count("late: after publication, the text stands as it was") == 1
    assert words.count("<s>agrees</s>") == 1
    assert words.count("I see it otherwise now.") == 1
    assert [(one.text, one.version) for one in sections(published)] == before
    entry = Entry.objects.head("lighthouse")
    assert (entry.object, entry.content["late"], entry.content["position"]) == (
        "reflection:rev2",
        True,
        "dissents",
    )


def test_published_ones_are_not_changed_and_not_taken_back(as_board: Client, published: Reflection) -> None:
    section = sections(published)[0]
    fields = {"version": 1, "kind": "general", "text": "Other.", "topic": "", "references": "", "more": ""}
    answer = as_board.post(f"{HERE}statements/{section.name}/", fields)
    assert (answer.status_code, answer.content.decode().count("published and stay as they are")) == (422, 1)
    for deed in ("back", "open"):
        as_board.post(f"{HERE}state/", {"deed": deed, "version": published.version})
    assert as_board.post(f"{HERE}publish/", {"version": 1, "confirmed": "yes"}).status_code == 302
    assert Reflection.objects.get().published == published.published


def test_new_ones_correct_published_ones_and_both_say_so(
    as_board: Client, as_visitor: Client, published: Reflection, ada: Who
) -> None:
    fields = {"draft": "rev2", "start": "copy", "corrects": "rev2", "note": "", "date": "2026-08-01"}
    answer = as_board.post("/lighthouse/reflections/new/", fields)
    assert (answer.status_code, answer.content.decode().count("Say in a line what is corrected")) == (422, 2)
    answer = as_board.post("/lighthouse/reflections/new/", fields | {"note": "A mile was missing."})
    assert answer["Location"] == "/lighthouse/reflections/rev2-2/"
    new = Reflection.objects.get(slug="rev2-2")
    assert [one.text for one in sections(new)] == [one.text for one in sections(published)]
    assert page(as_visitor, "rev2/").count("A mile was missing.") == 0
    actions.publish(ada, actions.open_for_signing(ada, new, new.version), new.version + 1)
    assert [page(as_visitor, f"{slug}/").count("A mile was missing.") for slug in ("rev2", "rev2-2")] == [
        1,
        1,
    ]
    assert reading.latest_published(published.process) == new


def test_what_is_said_of_a_draft_for_the_board_is_not_published(
    as_board: Client, as_visitor: Client, plain: Reflection
) -> None:
    found = opened(as_board, plain)
    Draft.objects.filter(slug="rev2").update(visibility=Visibility.BOARD)
    answer = as_board.post(f"{HERE}publish/", {"version": found.version, "confirmed": "yes"})
    assert (answer.status_code, Reflection.objects.get().state) == (422, "signing")


def test_what_the_board_carried(published: Reflection, process: Process) -> None:
    retain = sections(published)[1]
    assert reading.carried(process) == {retain.evidence[0]: "rev2"}
    retain.kind = "convergence"
    retain.save()
    assert reading.carried(process) == {}


def test_nothing_unpublished_is_carried(plain: Reflection, process: Process) -> None:
    assert (reading.carried(process), reading.latest_published(process)) == ({}, None)


def test_who_held_a_seat_on_the_day_is_asked_to_sign(
    as_board: Client, plain: Reflection, process: Process, ada: Who
) -> None:
    seats = (
        ("Di Member", {}),
        ("Ed Alternate", {"capacity": "alternate"}),
        ("Flo Former", {"until": date(2026, 7, 1)}),
        ("Gil Later", {"since": date(2026, 8, 1)}),
    )
    for name, fields in seats:
        seat(process, name, **fields)
    own = seat(process, "Ada", capacity="alternate", until=date(2026, 6, 30))
    for one in (own, seat(process, "Ada", since=date(2026, 7, 1))):
        Seat.objects.filter(pk=one.pk).update(holder=ada.participant)
    found = opened(as_board, plain)
    assert page(as_board, "rev2/publish/").count("Not signed: Ada Kelmo, Di Member.") == 1
    actions.sign(ada, found, "agrees")
    assert page(as_board, "rev2/publish/").count("Not signed: Di Member.") == 1
