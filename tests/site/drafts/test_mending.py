"""Mending how a draft was read: words, numbers, kinds, and where a paragraph comes from."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from soundingboard.site.drafts.mending import Mend, join_with_former, leave_out, mend
from soundingboard.site.drafts.models import Change, Draft, Edge, LinkDecision
from soundingboard.site.record.models import Entry
from tests.site.drafts.conftest import latest

pytestmark = pytest.mark.django_db


def address(eid: str, draft: str = "rev3") -> str:
    return f"/lighthouse/publishing/{draft}/{eid}/"


def send(client: Client, eid: str, draft: str = "rev3", **fields: object) -> HttpResponse:
    """The form of a paragraph as it stands, with some fields changed."""
    page = client.get(address(eid, draft))
    forms = [form for form in (page.context["page"].form, page.context["page"].link) if form]
    typed = {name: form.initial.get(name, "") for form in forms for name in form.fields}
    return client.post(address(eid, draft), {"deed": "save", **typed, **fields})


def numbers(draft: Draft) -> list[tuple[str, str]]:
    return [(p["eid"], p["number"]) for p in draft.record["paragraphs"]]


def came_from(draft: Draft, old: str) -> list[tuple[str, str]]:
    edges = Edge.objects.filter(comparison__new=draft, comparison__old__slug=old).order_by("pk")
    return list(edges.values_list("old_eid", "new_eid"))


def test_a_blank_line_splits_a_paragraph(rev3: Draft, as_secretariat: Client) -> None:
    send(
        as_secretariat,
        "para_3",
        text="Fog signals shall sound.\r\n\r\n4. Radio beacons shall\r\nrepeat it.\r\n \r\nOnly so.",
    )
    found = [
        p for p in latest().record["paragraphs"] if p["section"] == rev3.record["paragraphs"][2]["section"]
    ]
    assert [(p["eid"], p["number"], p["label"], p["kind"], p["text"]) for p in found[2:]] == [
        ("para_3", "3", "3.", "operative", "Fog signals shall sound."),
        ("para_4_2", "4", "4.", "operative", "Radio beacons shall repeat it."),
        ("para_3__text_2", "3 text 2", "", "other", "Only so."),
    ]
    entry = Entry.objects.filter(object="draft:rev3").last()
    assert (entry.verb, entry.readers) == ("mended reading", "secretariat")
    assert [one["eid"] for one in entry.content["after"]] == ["para_3", "para_4_2", "para_3__text_2"]


def test_saving_without_a_change_changes_nothing(rev3: Draft, as_secretariat: Client) -> None:
    entries = Entry.objects.count()
    assert send(as_secretariat, "para_3").status_code == 302
    assert (latest().record, latest().version, Entry.objects.count()) == (rev3.record, rev3.version, entries)


def test_a_new_number_gives_a_new_eid_and_decisions_follow(rev3: Draft, as_secretariat: Client) -> None:
    send(as_secretariat, "para_3", comes_from="4")
    response = send(as_secretariat, "para_3", number="2 bis", label="2 bis.")
    assert response["Location"] == address("para_2bis")
    assert numbers(latest())[2] == ("para_2bis", "2 bis")
    assert LinkDecision.objects.get().new_eids == ["para_2bis"]
    assert ("para_4", "para_2bis") in came_from(rev3, "rev2")


def test_a_number_that_is_there_already_keeps_eids_apart(rev3: Draft, as_secretariat: Client) -> None:
    send(as_secretariat, "para_3", number="2")
    assert numbers(latest())[1:3] == [("para_2", "2"), ("para_2_2", "2")]


def test_a_paragraph_is_joined_with_the_one_before(rev3: Draft, as_secretariat: Client) -> None:
    as_secretariat.post(address("para_5"), {"deed": "join", "version": rev3.version})
    assert numbers(latest()) == [("para_1", "1"), ("para_2", "2"), ("para_3", "3"), ("para_4", "4")]
    assert (
        latest()
        .record["paragraphs"][3]["text"]
        .endswith(
            "remote stations. Women and young people shall have "
            "equal access to all posts and to promotion in the service."
        )
    )
    assert Change.objects.filter(comparison__new=rev3, kind="joined").count() == 1
    assert Entry.objects.filter(object="draft:rev3").last().verb == "joined paragraphs"


def test_the_first_paragraph_cannot_be_joined(rev3: Draft, as_secretariat: Client) -> None:
    response = as_secretariat.post(address("para_1"), {"deed": "join", "version": rev3.version})
    assert (response.status_code, latest().version) == (422, rev3.version)


def test_a_paragraph_is_left_out_only_on_purpose(rev3: Draft, as_secretariat: Client) -> None:
    assert (
        as_secretariat.post(address("para_3"), {"deed": "leave", "version": rev3.version}).status_code == 422
    )
    as_secretariat.post(address("para_3"), {"deed": "leave", "version": rev3.version, "sure": "on"})
    assert [number for _eid, number in numbers(latest())] == ["1", "2", "4", "5"]


def test_kind_and_status_are_mended(rev3: Draft, as_secretariat: Client) -> None:
    send(as_secretariat, "para_1", kind="preambular", status="agreed", number="PP1", label="")
    first = latest().record["paragraphs"][0]
    assert (first["eid"], first["kind"], first["status"], first["label"]) == (
        "pre_1",
        "preambular",
        "agreed",
        "",
    )


def test_a_kind_that_is_none_is_refused_and_what_was_typed_is_kept(
    rev3: Draft, as_secretariat: Client
) -> None:
    response = send(as_secretariat, "para_1", kind="decorative", text="Other words.")
    assert (response.status_code, b"Other words." in response.content) == (422, True)
    assert latest().record == rev3.record


def test_the_second_of_two_people_is_told_and_overwrites_nothing(rev3: Draft, as_secretariat: Client) -> None:
    send(as_secretariat, "para_3", text="The first one's words.")
    typed = {
        "deed": "save",
        "version": rev3.version,
        "text": "The second one's words.",
        "label": "3.",
        "number": "3",
    }
    response = as_secretariat.post(
        address("para_3"), {**typed, "kind": "operative", "status": "", "comes_from": "3"}
    )
    text = response.content.decode()
    assert response.status_code == 409
    assert "nothing was overwritten" in text
    assert "The first one&#x27;s words." in text
    assert "The second one&#x27;s words.</textarea>" in text
    assert latest().record["paragraphs"][2]["text"] == "The first one's words."
    assert response.context["page"].form["version"].value() == str(latest().version)


def test_what_was_typed_for_a_paragraph_that_is_gone_is_shown(rev3: Draft, as_secretariat: Client) -> None:
    as_secretariat.post(address("para_5"), {"deed": "join", "version": rev3.version})
    response = as_secretariat.post(
        address("para_5"), {"deed": "save", "version": rev3.version, "text": "My words."}
    )
    assert (response.status_code, b"My words." in response.content) == (409, True)
    assert as_secretariat.get(address("para_5")).status_code == 404


def test_a_link_is_corrected_and_survives_the_next_comparison(rev3: Draft, as_secretariat: Client) -> None:
    assert came_from(rev3, "rev2") == [
        ("para_1", "para_1"),
        ("para_2", "para_2"),
        ("para_3", "para_3"),
        ("para_8", "para_4"),
        ("para_10", "para_5"),
    ]
    send(as_secretariat, "para_5", comes_from="7, para_10")
    send(as_secretariat, "para_1", text="Other words for the first paragraph.")
    assert came_from(rev3, "rev2")[-2:] == [("para_7", "para_5"), ("para_10", "para_5")]
    assert LinkDecision.objects.get().by == as_secretariat.account.participant


def test_an_empty_origin_makes_a_paragraph_new(rev3: Draft, as_secretariat: Client) -> None:
    send(as_secretariat, "para_5", comes_from="")
    assert [new for _old, new in came_from(rev3, "rev2")] == ["para_1", "para_2", "para_3", "para_4"]


def test_a_paragraph_that_two_come_from_keeps_both(rev3: Draft, as_secretariat: Client) -> None:
    send(as_secretariat, "para_5", comes_from="3")
    found = [pair for pair in came_from(rev3, "rev2") if pair[0] == "para_3"]
    assert found == [("para_3", "para_3"), ("para_3", "para_5")]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("99", "The earlier draft has no paragraph 99."),
        ("para_1, x y", "The earlier draft has no paragraph x y."),
    ],
)
def test_an_origin_that_is_not_there_is_told(
    rev3: Draft, as_secretariat: Client, typed: str, told: str
) -> None:
    response = send(as_secretariat, "para_5", comes_from=typed)
    assert (response.status_code, told in response.content.decode()) == (422, True)
    assert f'value="{typed}"' in response.content.decode()


def test_words_of_a_published_draft_stand(drafts: list[Draft], as_secretariat: Client) -> None:
    page = as_secretariat.get(address("para_2", "rev2")).content.decode()
    assert "its words change only by a corrigendum" in page
    assert "<textarea" not in page
    typed = {"version": drafts[2].version, "text": "Other words.", "comes_from": "2"}
    as_secretariat.post(address("para_2", "rev2"), {"deed": "save", **typed})
    assert as_secretariat.post(address("para_2", "rev2"), {"deed": "join", **typed}).status_code == 422
    assert Draft.objects.get(slug="rev2").record == drafts[2].record


def test_links_of_a_published_draft_are_corrected_for_all(
    drafts: list[Draft], as_secretariat: Client
) -> None:
    send(as_secretariat, "para_5", "rev2", comes_from="3, 6")
    assert [old for old, new in came_from(drafts[2], "rev1") if new == "para_5"] == ["para_3", "para_6"]
    entry = Entry.objects.filter(object="draft:rev2").last()
    assert (entry.verb, entry.readers) == ("corrected link", "public")
    assert entry.content == {"old": "draft:rev1", "from": ["para_3", "para_6"], "to": ["para_5"]}


def test_links_are_corrected_against_an_older_draft_too(drafts: list[Draft], as_secretariat: Client) -> None:
    typed = {"deed": "save", "version": drafts[2].version, "comes_from": "3"}
    as_secretariat.post(address("para_5", "rev2") + "?from=zero-draft", typed)
    assert ("para_3", "para_5") in came_from(drafts[2], "zero-draft")


@pytest.mark.parametrize("who", ["as_visitor", "as_board", "as_administrator"])
def test_only_the_secretariat_mends(rev3: Draft, who: str, request: pytest.FixtureRequest) -> None:
    client = request.getfixturevalue(who)
    assert client.get(address("para_1")).status_code == 403
    assert client.post(address("para_1"), {"deed": "join", "version": 1}).status_code == 403


# --- the record alone -------------------------------------------------------------------------------------


def record(*texts: str, **more: Any) -> dict[str, Any]:
    return {
        "paragraphs": [
            {
                "eid": f"para_{n}",
                "number": str(n),
                "label": f"{n}.",
                "kind": "operative",
                "text": text,
                **more,
            }
            for n, text in enumerate(texts, 1)
        ]
    }


def test_footnotes_move_with_the_words_around_them() -> None:
    before = record("We note the sea and the land.")
    before["paragraphs"][0]["notes"] = [
        {"mark": "1", "offset": 15, "text": "a"},
        {"mark": "2", "offset": 29, "text": "b"},
    ]
    wanted = Mend("We note the sea.\n\nWe also note the land.", "1", "1.", "operative", None)
    after = mend(before, "para_1", wanted).record["paragraphs"]
    assert [[(note["mark"], note["offset"]) for note in p["notes"]] for p in after] == [
        [("1", 15)],
        [("2", 22)],
    ]


def test_a_joined_footnote_keeps_its_place() -> None:
    before = record("One.", "Two.")
    before["paragraphs"][1]["notes"] = [{"mark": "1", "offset": 3, "text": "a"}]
    (joined,) = join_with_former(before, "para_2").record["paragraphs"]
    assert joined["text"][: joined["notes"][0]["offset"]] == "One. Two"


def test_items_of_a_paragraph_that_is_left_out_stand_alone() -> None:
    before = record("Opening:", "An item.")
    before["paragraphs"][1] |= {"eid": "para_1__item_a", "number": "1(a)", "kind": "item", "parent": "para_1"}
    (item,) = leave_out(before, "para_1").record["paragraphs"]
    assert (item["eid"], item["parent"]) == ("para_1__item_a", None)


def test_items_follow_a_paragraph_that_gets_another_number() -> None:
    before = record("Opening:", "An item.")
    before["paragraphs"][1] |= {"eid": "para_1__item_a", "number": "1(a)", "kind": "item", "parent": "para_1"}
    after = mend(before, "para_1", Mend("Opening:", "7", "7.", "chapeau", None))
    assert (after.eid, after.record["paragraphs"][1]["parent"]) == ("para_7", "para_7")


def test_the_only_paragraph_cannot_be_left_out() -> None:
    with pytest.raises(IndexError):
        leave_out(record("One."), "para_1")
