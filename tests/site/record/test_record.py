"""The record: entries in their order, sealed onto each other, never changed."""

import json

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from soundingboard.chain import check
from soundingboard.site.processes.models import Process
from soundingboard.site.record.actions import Act, close, enter, enter_all
from soundingboard.site.record.models import Entry, Readers

pytestmark = pytest.mark.django_db


def three(process: Process) -> list[Entry]:
    return [enter(process.slug, "operator", f"did {n}", "thing:1", {"n": n}) for n in (1, 2, 3)]


def lines(client: Client, process: Process) -> list[str]:
    response = client.get(f"/{process.slug}/record.jsonl")
    return b"".join(response.streaming_content).decode().splitlines()  # type: ignore[attr-defined]


def test_an_entry_stands_or_falls_with_its_act(process: Process) -> None:
    with pytest.raises(ValueError, match="the act failed"), transaction.atomic():
        enter(process.slug, "operator", "did", "thing:1")
        raise ValueError("the act failed")
    assert Entry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_no_entry_is_written_outside_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="in the transaction of its act"):
        enter("lighthouse", "operator", "did", "thing:1")


def test_the_database_refuses_to_change_or_remove_an_entry(process: Process) -> None:
    first, *_others = three(process)
    for deed in (lambda: Entry.objects.filter(pk=first.pk).update(verb="undid"), first.delete):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            deed()
    assert Entry.objects.get(pk=first.pk).verb == "did 1"


def test_many_acts_at_once_make_the_same_chain(process: Process) -> None:
    three(process)
    enter_all(process.slug, "operator", [Act("did", f"thing:{n}") for n in range(5)])
    assert [entry.sequence for entry in Entry.objects.of_process(process.slug)] == list(range(1, 9))
    found = check(lines(Client(), process))
    assert (found.n, found.fault) == (8, None)


def test_each_process_has_a_chain_of_its_own(process: Process) -> None:
    three(process)
    other = enter("other", "operator", "did", "thing:1")
    assert (other.sequence, other.previous) == (1, "")


def test_an_altered_body_is_found(process: Process, as_visitor: Client) -> None:
    three(process)
    found = lines(as_visitor, process)
    entry = json.loads(found[1])
    entry["body"] = entry["body"].replace('"n":2', '"n":7')
    finding = check([found[0], json.dumps(entry), found[2]])
    assert (finding.n, finding.fault) == (1, "entry 2 was altered, or the one before it was")


def test_a_missing_entry_is_found(process: Process, as_visitor: Client) -> None:
    three(process)
    found = lines(as_visitor, process)
    assert check([found[0], found[2]]).fault == "entry 2 is missing: number 3 stands in its place"


def test_closed_entries_show_their_seal_and_still_hold(process: Process, as_visitor: Client) -> None:
    three(process)
    enter(process.slug, "operator", "read in confidence", "thing:2", {"n": 4}, Readers.SECRETARIAT)
    found = lines(as_visitor, process)
    assert "body" not in json.loads(found[3])
    assert (check(found).n, check(found).fault) == (4, None)
    page = as_visitor.get(f"/{process.slug}/record/").content.decode()
    assert "read in confidence" not in page
    assert "A closed entry." in page


def test_the_secretariat_reads_what_is_closed_to_others(process: Process, as_secretariat: Client) -> None:
    enter(process.slug, "operator", "read in confidence", "thing:2", {"n": 4}, Readers.SECRETARIAT)
    assert "read in confidence" in as_secretariat.get(f"/{process.slug}/record/").content.decode()


def test_an_object_closed_later_no_longer_shows_its_earlier_words(
    process: Process, as_visitor: Client
) -> None:
    three(process)
    close(process.slug, "thing:1", until=2)
    page = as_visitor.get(f"/{process.slug}/record/thing/1/").content.decode()
    assert [f"did {n}" in page for n in (1, 2, 3)] == [False, False, True]


def test_an_object_without_entries_has_no_page(process: Process, as_visitor: Client) -> None:
    assert as_visitor.get(f"/{process.slug}/record/thing/none/").status_code == 404


def test_the_record_of_an_unknown_process_is_not_there(as_visitor: Client) -> None:
    assert as_visitor.get("/nowhere/record/").status_code == 404


def test_what_may_not_be_known_has_no_history(process: Process, as_visitor: Client, as_board: Client) -> None:
    enter(process.slug, "operator", "read draft", "draft:rev9", {"n": 1}, Readers.BOARD)
    assert as_visitor.get(f"/{process.slug}/record/draft/rev9/").status_code == 404
    assert as_board.get(f"/{process.slug}/record/draft/rev9/").status_code == 200


def test_words_that_were_closed_are_read_by_nobody_in_the_record(
    process: Process, as_secretariat: Client
) -> None:
    """What is confidential is read where the reading is logged."""
    enter(process.slug, "participant", "filed contribution", "contribution:c1", {"text": "Openly said."})
    close(process.slug, "contribution:c1")
    page = as_secretariat.get(f"/{process.slug}/record/contribution/c1/")
    assert (page.status_code, "Openly said." in page.content.decode()) == (200, False)
