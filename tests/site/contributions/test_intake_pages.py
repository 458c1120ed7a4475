"""The queue and the page of one contribution, without JavaScript, for the secretariat alone."""

import re
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from soundingboard.site.contributions.actions import Asked, withdraw
from soundingboard.site.contributions.intake import deciding, redacting
from soundingboard.site.contributions.intake.faults import FAULTS
from soundingboard.site.contributions.models import Ask, Contribution, Decision, Reading, Run, Suggestion
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.rules import VISITOR
from tests.site.addresses import words_of_the_data
from tests.site.contributions.conftest import found, page, words, wrongs
from tests.site.contributions.suggestions import TEXT, filed, is_in_step, secretary, suggest, verbs
from tests.site.test_language import bare_words, pseudo  # noqa: F401 (a fixture)

QUEUE = "/lighthouse/intake/"


def at(one: Contribution, rest: str = "") -> str:
    return f"{QUEUE}{one.name}/{rest}"


def queued(client: Client, query: str = "") -> list[str]:
    """The names on the queue, in order; as many as it says."""
    response = client.get(QUEUE + query)
    names = [line.get("id") for line in found(response, "ol.queue", "li") if line.get("id")]
    assert int(re.match(r"\d+", words(response, "b.total")).group()) == len(names)
    return names


def filled(form: object) -> dict[str, str]:
    """What a browser would send of a form."""
    return {name: value or "" for name, value in form.fields.items()}


def act(client: Client, one: Contribution, deed: str, query: str = "", **fields: object) -> HttpResponse:
    return client.post(at(one, "act/") + query, {"deed": deed, **fields})


def test_oldest_first_with_what_is_wrong(new: Draft, as_secretariat: Client) -> None:
    late = filed(new, text="Late words.")
    late.filed, late.late = timezone.now() - timedelta(days=2), True
    late.as_written, late.stakeholder_group = {"stakeholder_group": "NGOs"}, "not stated"
    late.save()
    first = filed(new, text="The same words.")
    double = filed(new, text="The same words.")
    nowhere = filed(None, new.process, text="No draft.", language="xx")
    suggest(first, "The same words.")
    suggest(first, "words", sure=False)
    assert queued(as_secretariat) == [late.name, first.name, double.name, nowhere.name]
    lines = [
        " ".join(line.text_content().split()) for line in found(as_secretariat.get(QUEUE), "ol.queue", "li")
    ]
    assert "group or region not known: “NGOs” · not read by the software yet · late" in lines[0]
    assert "1 sure suggestion, 1 unsure" in lines[1]
    assert "possible double" not in lines[1]
    assert f"possible double: {first.name}" in lines[2]
    assert "language not supported: xx · no draft" in lines[3]


def test_each_filter_counts_what_it_shows(new: Draft, old: Draft, as_secretariat: Client) -> None:
    ones = [filed(new, text=f"Words {n}.", language="xx" if n % 2 else "en") for n in range(4)]
    ones += [filed(old), filed(new, text="Secret", permission="confidential"), filed(None, new.process)]
    suggest(ones[0], "Words 0.")
    deciding.reject(secretary(new.process), suggest(ones[1], "Words 1."))
    Run.objects.create(contribution=ones[2], version="test", inputs="0")
    Contribution.objects.filter(pk=ones[4].pk).update(
        as_written={"regional_group": "Norden"}, regional_group="not stated"
    )
    response = as_secretariat.get(QUEUE)
    filters = found(response, "ul.filters", "a")
    assert len(filters) == len(FAULTS)
    for link in filters:
        n = int(re.search(r"\((\d+)\)", link.text_content()).group(1))
        assert len(queued(as_secretariat, link.get("href").removeprefix(QUEUE))) == n
    assert queued(as_secretariat, "?wrong=empty") == [ones[1].name]
    assert queued(as_secretariat, "?wrong=confidential") == [ones[5].name]
    assert queued(as_secretariat, "?language=xx&draft=rev1") == [ones[1].name, ones[3].name]
    assert queued(as_secretariat, "?draft=zero-draft") == [ones[4].name]
    assert queued(as_secretariat, "?channel=upload") == []
    assert queued(as_secretariat, "?wrong=unheard-of") == []


def test_as_many_queries_for_300_as_for_10(new: Draft, as_secretariat: Client) -> None:
    def many(n: int, start: int) -> None:
        for place in range(start, start + n):
            suggest(filed(new, text=f"Words {place % 7}."), "Words")

    def count() -> int:
        for cache in caches.all(initialized_only=True):
            cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert as_secretariat.get(QUEUE).status_code == 200
        return len(queries)

    many(10, 0)
    few = count()
    many(290, 10)
    assert count() == few <= 25


@pytest.mark.parametrize("rest", ["", "ask/", "redact/", "set-aside/"])
def test_others_are_told_that_it_is_not_for_them(
    new: Draft, as_board: Client, as_visitor: Client, rest: str
) -> None:
    one = filed(new)
    assert [client.get(at(one, rest)).status_code for client in (as_board, as_visitor)] == [403, 403]
    assert act(as_board, one, "deal").status_code == 403
    assert Contribution.objects.get().dealt is None


def test_the_original_beside_what_was_read(new: Draft, as_secretariat: Client) -> None:
    one = filed(new)
    suggest(one, "Keep it lit! In paragraph 2", words=["keep"], topic="light")
    others = [{"place": "para:para_4", "label": "4", "score": 0.39, "words": ["paid"]}]
    fields = {
        "basis": "similarity",
        "score": 0.41,
        "sure": False,
        "others": others,
        "rationale": "They are poor.",
    }
    suggest(
        one,
        "paragraph 2, keepers must be paid",
        "amend",
        "para_2",
        **fields,
        proposed={"old": None, "new": "weekly"},
    )
    response = as_secretariat.get(at(one))
    for number in page(response).xpath("//sup"):
        number.drop_tree()
    original = page(response).xpath("//*[@data-text]")[0]
    for number in original.xpath(".//sup"):
        number.drop_tree()
    assert original.text_content() == TEXT
    marks = [mark.text_content() for mark in original.xpath(".//mark")]
    assert marks == ["Keep it lit! In ", "paragraph 2", ", keepers must be paid"]
    first, second = (" ".join(one.text_content().split()) for one in found(response, "article.suggestion"))
    assert "Keep: paragraph 1 of Rev1 sure" in first
    assert "We recognize the need" in first
    assert "By number · told by keep" in first
    assert "Alike: 0.41, unsure: next best paragraph 4, 0.39" in second
    assert "weekly" in second
    assert "They are poor." in second
    assert "Paragraph 4 of Rev1" in second
    assert "It speaks of: light" in words(response)


def test_going_through_by_buttons(new: Draft, as_secretariat: Client) -> None:
    one, later = filed(new), filed(new, text="Later.")
    first, second = suggest(one, "Keep it lit!"), suggest(one, "about the fog", "remark", "para_3")
    done = act(as_secretariat, one, "accept", suggestion=first.pk)
    assert (done.status_code, done["Location"]) == (302, at(one, f"#s-{second.pk}"))
    act(as_secretariat, one, "accept", suggestion=first.pk)
    done = act(as_secretariat, one, "reject", suggestion=second.pk)
    assert done["Location"] == at(one, "#standing")
    version = Contribution.objects.get(pk=one.pk).version
    done = act(as_secretariat, one, "deal", "?draft=rev1", version=version)
    assert done["Location"] == at(later, "?draft=rev1#suggestions")
    assert queued(as_secretariat) == [later.name]
    assert queued(as_secretariat, "?show=dealt") == [one.name]
    assert Ask.objects.count() == 1
    act(as_secretariat, one, "reopen")
    assert queued(as_secretariat) == [one.name, later.name]
    assert is_in_step(new.process)


def test_the_last_leads_to_the_queue(new: Draft, as_secretariat: Client) -> None:
    one = filed(new)
    done = act(as_secretariat, one, "deal", version=one.version)
    assert done["Location"] == QUEUE
    assert "is dealt with" in words(as_secretariat.get(QUEUE), "ul.told")


def test_correcting_on_the_page(new: Draft, as_secretariat: Client) -> None:
    one = filed(new)
    suggestion = suggest(one, "Keep it lit!")
    address = at(one, f"ask/?suggestion={suggestion.pk}")
    form = next(form for form in page(as_secretariat.get(address)).forms if "quote" in form.fields)
    typed = filled(form)
    assert (typed["kind"], typed["place"], typed["quote"].strip()) == (
        "retain",
        "para:para_1",
        "Keep it lit!",
    )
    wrong = as_secretariat.post(address, {**typed, "quote": "Keep it dark!", "new": "Lit"})
    assert (wrong.status_code, wrongs(wrong), words(wrong, "#id_new")) == (422, ["quote"], "Lit")
    done = as_secretariat.post(address, {**typed, "place": "para:para_2", "kind": "amend", "new": "Lit"})
    assert done.status_code == 302
    ask = Ask.objects.get()
    assert (ask.kind, ask.place, ask.proposed, ask.basis) == (
        "amend",
        "para:para_2",
        {"old": None, "new": "Lit"},
        "person",
    )
    assert Suggestion.objects.get().decision == Decision.CORRECTED


def test_adding_from_a_selection_and_by_pasting(new: Draft, as_secretariat: Client) -> None:
    one, start = filed(new), TEXT.index("about the fog")
    form = page(as_secretariat.get(at(one, f"ask/?start={start}&end={start + 13}"))).get_element_by_id(
        "id_quote"
    )
    assert form.text.strip() == "about the fog"
    typed = {
        "version": one.version,
        "kind": "add",
        "stance": "concern",
        "about": "omission",
        "place": "missing",
    }
    as_secretariat.post(at(one, "ask/"), {**typed, "quote": "keepers  must be\npaid"})
    ask = Ask.objects.get()
    assert (ask.place, ask.stance, ask.quote["text"], ask.draft) == (
        "missing",
        "concern",
        "keepers must be paid",
        new,
    )
    assert is_in_step(new.process)


def test_the_second_of_two_people_keeps_what_they_typed(new: Draft, as_secretariat: Client) -> None:
    one = filed(new)
    ask = deciding.add(secretary(new.process), one, None, Asked("delete", "para:para_3", new))
    typed = {
        "version": 1,
        "kind": "move",
        "place": "para:para_3",
        "stance": "neutral",
        "about": "text",
        "new": "Mine",
    }
    crossed = as_secretariat.post(at(one, f"ask/?ask={ask.name}"), typed)
    assert (crossed.status_code, words(crossed, "#id_new")) == (409, "Mine")
    assert "Somebody changed this contribution" in words(crossed)
    assert "Delete: paragraph 3 of Rev1" in words(crossed)
    again = next(form for form in page(crossed).forms if "quote" in form.fields)
    assert as_secretariat.post(at(one, f"ask/?ask={ask.name}"), filled(again)).status_code == 302
    assert Ask.objects.get().kind == "move"


def test_what_is_gone_meanwhile_is_told(new: Draft, as_secretariat: Client) -> None:
    one = filed(new)
    suggestion = suggest(one, "Keep it lit!")
    Suggestion.objects.all().delete()
    gone = act(as_secretariat, one, "accept", suggestion=suggestion.pk)
    assert (gone.status_code, "no longer there" in words(gone, ".wrong")) == (409, True)
    assert as_secretariat.get(at(one, f"ask/?suggestion={suggestion.pk}")).status_code == 302
    assert act(as_secretariat, one, "remove", ask="nothing", version=1).status_code == 409
    assert act(as_secretariat, one, "unheard-of").status_code == 422
    assert act(as_secretariat, one, "deal").status_code == 409
    assert verbs(new.process) == ["filed contribution"]


def test_split_and_merge_on_the_page(new: Draft, as_secretariat: Client) -> None:
    one = filed(new)
    ask = deciding.accept(secretary(new.process), suggest(one, TEXT[: TEXT.index(" In paragraph 2")]))
    response = as_secretariat.get(at(one, f"ask/?ask={ask.name}"))
    (place,) = [radio.get("value") for radio in found(response, "input") if radio.get("name") == "at"]
    version = Contribution.objects.get().version
    act(as_secretariat, one, "split", ask=ask.name, version=version, at=place)
    first, second = Ask.objects.order_by("pk")
    response = as_secretariat.get(at(one))
    assert "Merge with the next of its kind" in words(response)
    act(as_secretariat, one, "merge", ask=first.name, version=version + 1, **{"with": second.name})
    assert Ask.objects.get().quote["text"] == TEXT[: TEXT.index(" In paragraph 2")]
    assert is_in_step(new.process)


def test_mending_on_the_page(new: Draft, as_secretariat: Client) -> None:
    one = filed(new, permission="anonymous")
    response = as_secretariat.get(at(one))
    assert "anonymous: who it is from is not to be told" in words(response)
    typed = filled(next(form for form in page(response).forms if "permission" in form.fields))
    wrong = act(as_secretariat, one, "mend", **{**typed, "permission": "named", "language": "fr"})
    assert (wrong.status_code, wrongs(wrong)) == (422, ["reason"])
    assert 'value="fr"' in wrong.content.decode()
    done = act(as_secretariat, one, "mend", **{**typed, "group": "government", "draft": ""})
    now = Contribution.objects.get()
    assert (done.status_code, now.stakeholder_group, now.draft) == (302, "government", None)
    crossed = act(as_secretariat, one, "mend", **{**typed, "group": "civil society"})
    assert (crossed.status_code, Contribution.objects.get().stakeholder_group) == (409, "government")
    assert is_in_step(new.process)


def test_a_confidential_one_is_shown_after_a_logged_reading(new: Draft, as_secretariat: Client) -> None:
    one = filed(new, permission="confidential", organisation="Whistle Ltd", language="ar")
    suggestion = suggest(one, "Keep it lit!")
    for address in (QUEUE, at(one)):
        told = words(as_secretariat.get(address))
        assert (one.name in told, "youth" in told) == (True, True)
        for secret in ("lit", "Whistle", "North", "العربية", "sure suggestion", "paragraph 1"):
            assert secret not in told
    for rest in ("ask/", "redact/"):
        assert as_secretariat.get(at(one, rest))["Location"] == at(one)
    assert act(as_secretariat, one, "accept", suggestion=suggestion.pk).status_code == 422
    assert Ask.objects.count() == Reading.objects.count() == 0
    act(as_secretariat, one, "read")
    act(as_secretariat, one, "read")
    assert Reading.objects.count() == 1
    assert "Keep it lit!" in words(as_secretariat.get(at(one)))
    act(as_secretariat, one, "accept", suggestion=suggestion.pk)
    assert Ask.objects.count() == 1
    Reading.objects.update(at=timezone.now() - timedelta(hours=2))
    assert "Keep it lit!" not in words(as_secretariat.get(at(one)))
    assert is_in_step(new.process)


def test_what_is_superseded_is_shown_and_cannot_be_changed(new: Draft, as_secretariat: Client) -> None:
    one = filed(new)
    suggestion = suggest(one, "Keep it lit!")
    withdraw(VISITOR, one)
    response = as_secretariat.get(at(one))
    assert "It was withdrawn by its author." in words(response)
    assert [form for form in page(response).forms if "deed" in str(form.fields)] == []
    ended = act(as_secretariat, one, "accept", suggestion=suggestion.pk)
    assert (ended.status_code, "no longer current" in words(ended, ".wrong")) == (409, True)


def test_set_aside_on_the_page(new: Draft, as_secretariat: Client) -> None:
    one = filed(new)
    wrong = as_secretariat.post(at(one, "set-aside/"), {"version": 1, "sort": "double", "words": ""})
    assert (wrong.status_code, wrongs(wrong)) == (422, ["words"])
    done = as_secretariat.post(at(one, "set-aside/"), {"version": 1, "sort": "double", "words": "k7m2xw4q"})
    assert (done.status_code, done["Location"]) == (302, QUEUE)
    assert queued(as_secretariat, "?show=aside") == [one.name]
    assert "It is the same as another contribution: k7m2xw4q" in words(as_secretariat.get(at(one)))
    act(as_secretariat, one, "bring-back", version=2)
    assert queued(as_secretariat) == [one.name]
    assert is_in_step(new.process)


def test_empty_pages_say_what_will_be_here(new: Draft, as_secretariat: Client) -> None:
    assert "Nothing waits." in words(as_secretariat.get(QUEUE))
    one = filed(None, new.process, text=TEXT)
    assert "say which draft it is on" in words(as_secretariat.get(at(one)))
    other = filed(new, language="xx")
    assert "is not known to the software" in words(as_secretariat.get(at(other)))


def every_page(new: Draft, as_secretariat: Client) -> dict[str, str]:
    """Every page of intake, with everything on it."""
    one = filed(new, organisation="Pilots", permission="anonymous")
    others = [{"place": "para:para_4", "label": "4", "score": 0.39, "words": ["paid"]}]
    unsure = {"basis": "similarity", "score": 0.41, "sure": False, "others": others}
    suggest(one, "Keep it lit!", topic="light", rationale="poor", **unsure)
    suggest(one, "fog", kind="amend", proposed={"old": "fog", "new": "mist"})
    sam = secretary(new.process)
    deciding.reject(sam, suggest(one, "paragraph 2", "remark"))
    ask = deciding.accept(sam, suggest(one, TEXT[: TEXT.index(" In paragraph 2")]))
    suggest(filed(new, permission="confidential"), "Keep it lit!")
    redacting.redact(sam, filed(new), None, "Ada Lamp", "a name")
    aside = filed(new)
    redacting.set_aside(sam, aside, None, "a double")
    Contribution.objects.filter(pk=one.pk).update(as_written={"stakeholder_group": "NGOs"})
    places = [
        QUEUE,
        at(one),
        at(one, f"ask/?ask={ask.name}"),
        at(one, "redact/"),
        at(one, "set-aside/"),
        at(aside),
    ]
    pages = {
        place: as_secretariat.get(place).content.decode() for place in [*places, "/lighthouse/moderation/"]
    }
    wrong = as_secretariat.post(at(one, "ask/"), {"version": "9"})
    looked = {"version": one.version, "words": "fog", "reason": "it is grey"}
    pages["wrong"] = wrong.content.decode()
    pages["look"] = as_secretariat.post(at(one, "redact/"), looked).content.decode()
    return pages


@pytest.mark.usefixtures("pseudo")
def test_every_word_is_translated(new: Draft, as_secretariat: Client) -> None:
    pages = every_page(new, as_secretariat)
    data = words_of_the_data()
    left = {place: bare_words(text, data) for place, text in pages.items()}
    assert {place: found for place, found in left.items() if found} == {}
