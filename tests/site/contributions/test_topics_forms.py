"""Topics are named, changed, merged, and those that the software suggests confirmed or refused, by people."""

import pytest
from django.test import Client

from soundingboard.site.contributions.actions import Asked, Said, file, recount
from soundingboard.site.contributions.models import Ask, Contribution, RefusedTopic, Topic
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.rules import VISITOR
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry
from tests.site.contributions.conftest import found, page, say, words, wrongs
from tests.site.contributions.test_uploads import chain_holds, tallied

pytestmark = pytest.mark.django_db

TOPICS = "/lighthouse/topics/"


def typed(**fields: str) -> dict[str, str]:
    return {
        "label": "Lights at night",
        "terms": "lamp\n lighthouse \n\nlamp",
        "paragraphs_rev1": "1-2, 4",
        **fields,
    }


@pytest.fixture
def lights(process: Process, new: Draft) -> Topic:
    return Topic.objects.create(
        process=process,
        slug="lights",
        label="Lights",
        paragraphs=[{"draft": "rev1", "eid": "para_1"}, {"draft": "later", "eid": "para_9"}],
        terms=["lamp"],
        confirmed_by="x",
    )


def test_a_topic_is_named_with_paragraphs_by_number(new: Draft, as_board: Client) -> None:
    response = as_board.post(f"{TOPICS}new/", typed(**{"paragraphs_zero-draft": "para 3"}))
    assert response["Location"] == "/lighthouse/topics/lights-at-night/"
    topic = Topic.objects.get()
    assert topic.paragraphs == [
        {"draft": "zero-draft", "eid": "para_3"},
        {"draft": "rev1", "eid": "para_1"},
        {"draft": "rev1", "eid": "para_2"},
        {"draft": "rev1", "eid": "para_4"},
    ]
    assert (topic.terms, topic.confirmed_by) == (["lamp", "lighthouse"], as_board.account.participant.name)
    entry = Entry.objects.head("lighthouse")
    assert (entry.verb, entry.object, entry.content["label"]) == (
        "named topic",
        "topic:lights-at-night",
        "Lights at night",
    )
    assert "Confirmed by a person" in words(as_board.get(response["Location"]))


def test_sent_twice_it_is_named_once(new: Draft, as_board: Client) -> None:
    for _n in range(2):
        assert as_board.post(f"{TOPICS}new/", typed()).status_code == 302
    assert Topic.objects.count() == 1


@pytest.mark.parametrize("label", ["New", "Suggested"])
def test_a_topic_does_not_take_the_address_of_a_page(new: Draft, as_board: Client, label: str) -> None:
    as_board.post(f"{TOPICS}new/", typed(label=label))
    assert Topic.objects.get().slug == f"{label.lower()}-2"


def test_numbers_that_are_not_there_are_told_and_all_is_kept(new: Draft, as_board: Client) -> None:
    response = as_board.post(f"{TOPICS}new/", typed(paragraphs_rev1="2, 77", label=""))
    assert (response.status_code, sorted(wrongs(response))) == (422, ["label", "paragraphs_rev1"])
    assert "Rev1 has no paragraph 77." in words(response)
    assert found(response, "#id_paragraphs_rev1")[0].get("value") == "2, 77"
    assert Topic.objects.count() == 0


def test_a_topic_is_changed_and_so_confirmed(lights: Topic, as_secretariat: Client) -> None:
    Topic.objects.update(confirmed_by="")
    address = f"{TOPICS}lights/edit/"
    form = page(as_secretariat.get(address)).forms[1].fields
    assert (form["paragraphs_rev1"], form["terms"].strip(), form["version"]) == ("1", "lamp", "1")
    as_secretariat.post(address, typed(version="1"))
    lights.refresh_from_db()
    assert lights.paragraphs[0] == {"draft": "later", "eid": "para_9"}  # of a draft that is not out: kept
    assert [one["eid"] for one in lights.paragraphs[1:]] == ["para_1", "para_2", "para_4"]
    assert (lights.confirmed_by, lights.version) == (as_secretariat.account.participant.name, 2)


def test_two_people_do_not_overwrite_each_other(lights: Topic, as_secretariat: Client) -> None:
    Topic.objects.update(version=5, label="Lamps and lights")
    response = as_secretariat.post(f"{TOPICS}lights/edit/", typed(version="1"))
    assert response.status_code == 409
    assert "Lamps and lights" in words(response, ".wrong")
    assert found(response, "#id_label")[0].get("value") == "Lights at night"
    assert (
        as_secretariat.post(f"{TOPICS}lights/merge/", {"version": "1", "into": "lights"}).status_code == 422
    )


def test_merging_moves_what_was_said_and_the_old_address_leads_on(
    process: Process, new: Draft, lights: Topic, as_board: Client, as_visitor: Client
) -> None:
    old = Topic.objects.create(
        process=process,
        slug="lamps",
        label="Lamps",
        paragraphs=[{"draft": "rev1", "eid": "para_2"}],
        terms=["lamp", "wick"],
    )
    earlier = Topic.objects.create(process=process, slug="candles", label="Candles", merged_into=old)
    say(new, "retain", "topic:lamps", stakeholder_group="youth")
    say(new, "amend", "topic:lights")
    both = (Asked("retain", "topic:lamps", new), Asked("add", "topic:lights", new))
    file(VISITOR, process, Said(draft=new, asks=both, text="Both."))
    secret = say(new, "delete", "topic:lamps", permission="confidential")
    form = {"version": "1", "into": "lights"}
    assert as_board.post(f"{TOPICS}lamps/merge/", form)["Location"] == "/lighthouse/topics/lights/"
    assert not Ask.objects.filter(place="topic:lamps").exists()
    lights.refresh_from_db()
    assert lights.terms == ["lamp", "wick"]
    assert {"draft": "rev1", "eid": "para_2"} in lights.paragraphs
    kept = tallied()
    recount(process)
    assert kept == tallied()
    for slug in ("lamps", "candles"):
        assert as_visitor.get(f"{TOPICS}{slug}/")["Location"] == "/lighthouse/topics/lights/"
    merged, moved = Entry.objects.of_process("lighthouse").order_by("-sequence")[:2][::-1]
    assert (merged.verb, merged.content["into"], merged.readers) == ("merged topic", "lights", "public")
    assert (moved.verb, moved.readers) == ("moved asks", "secretariat")
    assert secret.asks.get().name in moved.content["asks"]
    assert secret.asks.get().name not in merged.body
    assert chain_holds()
    earlier.refresh_from_db()
    assert earlier.merged_into == lights
    assert as_board.post(f"{TOPICS}lamps/merge/", form).status_code == 302  # once more: nothing happens
    assert Contribution.objects.filter(asks__place="topic:lights").distinct().count() == 4


def test_suggestions_rest_on_what_is_there_and_are_confirmed_or_refused(
    process: Process, new: Draft, as_board: Client, as_visitor: Client
) -> None:
    for n, group in enumerate(("youth", "government", "civil society")):
        say(
            new,
            "amend",
            text="Foghorn maintenance is missing. Pay for foghorn maintenance.",
            organisation=f"Org {n}",
            stakeholder_group=group,
        )
    response = as_board.get(f"{TOPICS}suggested/")
    slugs = [field.get("value") for field in page(response).xpath("//input[@name='slug']")]
    assert slugs
    first, *others = slugs
    as_board.post(f"{TOPICS}suggested/", {"slug": first, "label": "As we call it", "deed": "confirm"})
    topic = Topic.objects.get()
    assert (topic.slug, topic.label, topic.confirmed_by) == (
        first,
        "As we call it",
        as_board.account.participant.name,
    )
    assert topic.basis
    assert "brought up by" in words(as_visitor.get(topic.get_absolute_url()))
    for slug in others:
        as_board.post(f"{TOPICS}suggested/", {"slug": slug, "deed": "refuse"})
    assert set(RefusedTopic.objects.values_list("slug", flat=True)) <= set(others)
    left = page(as_board.get(f"{TOPICS}suggested/")).xpath("//input[@name='slug']/@value")
    assert not set(left) & {first, *RefusedTopic.objects.values_list("slug", flat=True)}


def test_what_is_said_in_confidence_suggests_nothing(new: Draft, as_board: Client) -> None:
    before = words(as_board.get(f"{TOPICS}suggested/"))
    for n in range(4):
        say(
            new,
            "amend",
            text="Foghorn maintenance, foghorn maintenance.",
            permission="confidential",
            organisation=f"Org {n}",
        )
    assert words(as_board.get(f"{TOPICS}suggested/")) == before


def test_a_suggestion_without_a_name_or_that_is_gone_changes_nothing(new: Draft, as_board: Client) -> None:
    slug = page(as_board.get(f"{TOPICS}suggested/")).xpath("//input[@name='slug']/@value")
    for form in (
        {"slug": "nothing-such", "deed": "refuse"},
        {"slug": slug[0] if slug else "x", "label": " ", "deed": "confirm"},
    ):
        response = as_board.post(f"{TOPICS}suggested/", form, follow=True)
        assert "nothing was changed" in words(response, ".told")
    assert (Topic.objects.count(), RefusedTopic.objects.count()) == (0, 0)


def test_paragraphs_of_a_draft_for_the_board_stay_out_of_the_public_record(
    inside: Draft, as_board: Client, as_visitor: Client
) -> None:
    response = as_board.post(f"{TOPICS}new/", typed(paragraphs_rev2="3"))
    assert {"draft": "rev2", "eid": "para_3"} in Topic.objects.get().paragraphs
    assert "rev2" not in Entry.objects.head("lighthouse").body
    assert "Rev2" not in words(as_visitor.get(response["Location"]))


@pytest.mark.parametrize("who", ["as_visitor", "as_participant", "as_cofacilitator", "as_administrator"])
def test_board_and_secretariat_alone_name_topics(
    lights: Topic, who: str, request: pytest.FixtureRequest
) -> None:
    client = request.getfixturevalue(who)
    for path in ("new/", "suggested/", "lights/edit/", "lights/merge/"):
        assert (
            client.get(f"{TOPICS}{path}").status_code,
            client.post(f"{TOPICS}{path}", typed()).status_code,
        ) == (403, 403)
    assert "Name a topic" not in words(client.get(TOPICS))
