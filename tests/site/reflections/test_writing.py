"""Reflections begun and worked on: from the records, by form, never over somebody else's words."""

import pytest
from django.test import Client

from soundingboard.site.contributions.models import Contribution
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.rules import Who
from soundingboard.site.record.models import Entry, Readers
from soundingboard.site.reflections import actions
from soundingboard.site.reflections.models import Reflection, Section
from tests.site.reflections.conftest import page, sections

HOME = "/lighthouse/reflections/"


def typed(**other: object) -> dict[str, object]:
    start = {"draft": "rev2", "start": "records", "title": "", "symbol": "LA/B/2", "date": "2026-07-20"}
    return start | other


def of(section: Section, **other: object) -> dict[str, object]:
    start = {
        "version": section.version,
        "kind": section.kind,
        "topic": section.topic,
        "text": section.text,
        "references": "para 3",
        "evidence": section.evidence,
        "amendments": section.amendments,
        "more": "",
    }
    return start | other


def test_suggestions_name_the_records_that_they_count(begun: Reflection, said: list[Contribution]) -> None:
    found = sections(begun)
    assert [section.order for section in found] == list(range(1, len(found) + 1))
    named = {name for section in found for name in section.evidence}
    asks = {f"ask:{one.asks.get().name}" for one in said}
    closed = f"ask:{said[3].asks.get().name}"
    assert named & asks == asks - {closed}
    assert [section.amendments for section in found if section.amendments] == [["am-rev2-3"]]
    assert "secret" not in " ".join(section.text for section in found)


def test_a_member_begins_and_nobody_else_knows(
    as_board: Client, as_secretariat: Client, clients: dict[str, Client], drafts: list[Draft]
) -> None:
    answer = as_board.post(f"{HOME}new/", typed(start="empty"))
    assert (answer.status_code, answer["Location"]) == (302, f"{HOME}rev2/")
    made = Reflection.objects.get()
    assert (made.title, made.symbol, made.state) == ("Reflections on Revision 2", "LA/B/2", "draft")
    statuses = {role: client.get(f"{HOME}rev2/").status_code for role, client in clients.items()}
    assert statuses == {
        "visitor": 404,
        "participant": 404,
        "board": 200,
        "secretariat": 200,
        "cofacilitator": 404,
        "administrator": 404,
    }
    assert page(clients["visitor"], "").count("rev2/") == 0
    assert page(as_secretariat, "rev2/").count("Add a statement") == 0
    entry = Entry.objects.head("lighthouse")
    assert (entry.verb, entry.object, entry.readers) == (
        "began reflections",
        "reflections:unpublished",
        Readers.BOARDROOM,
    )


def test_what_is_missing_in_the_form_is_said_and_what_was_typed_kept(
    as_board: Client, drafts: list[Draft]
) -> None:
    answer = as_board.post(f"{HOME}new/", typed(date="soon", title="Our word"))
    assert answer.status_code == 422
    assert answer.content.decode().count('value="Our word"') == 1
    assert Reflection.objects.count() == 0


def test_a_statement_is_changed_by_form(as_board: Client, plain: Reflection) -> None:
    section = sections(plain)[1]
    address = f"{HOME}rev2/statements/{section.name}/"
    assert page(as_board, f"rev2/statements/{section.name}/").count('value="para 3"') == 1
    answer = as_board.post(
        address, of(section, text="Keep them loud.", references="paras 2-4; Revision 1 para 3", evidence=[])
    )
    assert (answer.status_code, answer["Location"]) == (302, f"{HOME}rev2/#{section.name}")
    section.refresh_from_db()
    places = [(ref["draft"], ref["eid"]) for ref in section.refs]
    assert places == [("rev2", "para_2"), ("rev2", "para_3"), ("rev2", "para_4"), ("rev1", "para_3")]
    assert (section.text, section.evidence, section.version) == ("Keep them loud.", [], 2)
    content = Entry.objects.head("lighthouse").content
    assert (content["section"], content["left_out"]) == (section.name, [content["left_out"][0]])


@pytest.mark.parametrize(
    ("references", "words"),
    [("para 99", "There is no paragraph 99 there"), ("somewhere", "names no paragraph")],
)
def test_a_reference_to_nothing_is_told(
    as_board: Client, plain: Reflection, references: str, words: str
) -> None:
    section = sections(plain)[1]
    answer = as_board.post(f"{HOME}rev2/statements/{section.name}/", of(section, references=references))
    assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_records_are_added_by_name(as_board: Client, plain: Reflection, said: list[Contribution]) -> None:
    section = sections(plain)[1]
    address, ask = f"{HOME}rev2/statements/{section.name}/", f"ask:{said[1].asks.get().name}"
    answer = as_board.post(address, of(section, more=f"{ask}, ask:none-such"))
    assert (
        answer.status_code,
        answer.content.decode().count("no record of this name here: ask:none-such."),
    ) == (422, 2)
    assert as_board.post(address, of(section, more=f"{ask}; contribution:{said[2].name}")).status_code == 302
    before = section.evidence
    section.refresh_from_db()
    assert section.evidence == [*before, ask, f"contribution:{said[2].name}"]


def test_two_at_once_overwrite_nothing(as_board: Client, plain: Reflection) -> None:
    section = sections(plain)[1]
    address = f"{HOME}rev2/statements/{section.name}/"
    as_board.post(address, of(section, text="First."))
    answer = as_board.post(address, of(section, text="Second."))
    words = answer.content.decode()
    assert answer.status_code == 409
    assert (words.count("<dd>First.</dd>"), words.count(">\nSecond.</textarea>")) == (1, 1)
    section.refresh_from_db()
    assert section.text == "First."
    assert as_board.post(address, of(section, deed="remove", version=1)).status_code == 409
    assert as_board.post(address, of(section, text="Both.", version=2)).status_code == 302


def test_what_is_taken_out_leaves_its_records_in_the_record(as_board: Client, plain: Reflection) -> None:
    section = sections(plain)[1]
    answer = as_board.post(f"{HOME}rev2/statements/{section.name}/", {"deed": "remove", "version": 1})
    assert answer.status_code == 302
    assert [one.kind for one in sections(plain)] == ["general", "suggest"]
    entry = Entry.objects.head("lighthouse")
    assert (entry.verb, entry.content["evidence"]) == ("removed statement", section.evidence)


def test_statements_move_and_are_added_in_their_place(as_board: Client, plain: Reflection) -> None:
    first, second, third = (section.name for section in sections(plain))

    def move(name: str, deed: str) -> None:
        assert as_board.post(f"{HOME}rev2/statements/{name}/move/", {"deed": deed}).status_code == 302

    move(third, "up")
    move(first, "up")
    assert [section.name for section in sections(plain)] == [first, third, second]
    new = {"kind": "clarify", "topic": "", "text": "Which fog?", "references": "", "more": ""}
    assert as_board.post(f"{HOME}rev2/statements/new/?after={first}", new).status_code == 302
    assert [section.text for section in sections(plain)][1] == "Which fog?"
    assert [section.order for section in sections(plain)] == [1, 2, 3, 4]


def test_title_symbol_and_date_have_their_own_version(as_board: Client, plain: Reflection) -> None:
    fields = {"version": 1, "title": "Our word", "symbol": "X/1", "date": "2026-07-21"}
    assert as_board.post(f"{HOME}rev2/edit/", fields).status_code == 302
    assert as_board.post(f"{HOME}rev2/edit/", fields | {"title": "Another"}).status_code == 409
    assert Reflection.objects.get().title == "Our word"


def test_a_second_one_on_the_same_draft_gets_an_address_of_its_own(
    ada: Who, plain: Reflection, drafts: list[Draft]
) -> None:
    again = actions.begin(
        ada, plain.process, drafts[-1], actions.Facts("Again", plain.date), from_records=False
    )
    assert again.slug == "rev2-2"
