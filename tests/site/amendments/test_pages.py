"""The pages of proposed wording, for each reader."""

import json
from itertools import pairwise

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from soundingboard.site.amendments import actions
from soundingboard.site.amendments.models import Amendment
from soundingboard.site.amendments.reading import library, names, on_paragraph, support
from soundingboard.site.drafts.lives import chain
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.actions import let_speak
from soundingboard.site.people.models import Organisation
from soundingboard.site.people.rules import OPERATOR
from soundingboard.site.processes.models import Process
from tests.site.amendments.conftest import BOARD, NEW, found, page, propose, say, words, wrongs

pytestmark = pytest.mark.django_db

LIST, ADD, ADOPT = "/lighthouse/amendments/", "/lighthouse/amendments/new/", "/lighthouse/amendments/adopt/"
COMPILED = "/lighthouse/drafts/rev1/compilation"


def typed(**fields: str) -> dict[str, str]:
    return {"draft": "rev1", "paragraph": "para_1", "proposed": NEW["para_1"], "rationale": "", **fields}


def adopted(new: Draft, to: str = "Keepers are paid.", **fields: object) -> Amendment:
    ask = say(new, "amend", "para:para_2", proposed={"old": NEW["para_2"], "new": to}, **fields).asks.get()
    return actions.adopt(BOARD, ask)


def listed(client: Client, query: str = "") -> list[str]:
    got = client.get(f"/lighthouse/amendments.json{query}")
    return [one["id"] for one in json.loads(got.content)["amendments"]]


# --- proposing --------------------------------------------------------------------------------------------


def test_a_board_member_edits_the_words_previews_and_proposes(as_board: Client, new: Draft) -> None:
    start = as_board.get(f"{ADD}?draft=rev1&paragraph=1")
    assert found(start, "textarea#id_proposed")[0].text.strip() == NEW["para_1"]
    text = NEW["para_1"].replace("recognize the need", "undertake")
    look = as_board.post(ADD, typed(proposed=text, rationale="It binds.", action="preview"))
    assert (look.status_code, Amendment.objects.count()) == (200, 0)
    assert [e.text_content() for e in found(look, "#redline", "ins")] == ["undertake"]
    assert found(look, "textarea#id_rationale")[0].text.strip() == "It binds."
    done = as_board.post(ADD, typed(proposed=text, rationale="It binds.", action="propose"))
    made = Amendment.objects.get()
    assert (done.status_code, done["Location"]) == (302, made.get_absolute_url())
    assert (made.new, made.rationale, made.is_boards) == (text, "It binds.", True)


def test_the_preview_flags_an_edit_that_softens(as_board: Client, old: Draft) -> None:
    text = "We recognize the need to keep every lighthouse lit."
    sent = {"draft": "zero-draft", "paragraph": "para_1", "proposed": text}
    look = as_board.post(f"{ADD}preview/", sent)
    assert "the edit itself softens" in look.content.decode()


def test_the_secretariat_proposes_for_an_organisation_and_deletes(as_secretariat: Client, new: Draft) -> None:
    as_secretariat.post(ADD, typed(deletes="on", organisation="Pilots"))
    made = Amendment.objects.get()
    assert (made.new, made.old, made.organisation.name) == ("", NEW["para_1"], "Pilots")


def test_a_new_paragraph_is_proposed(as_board: Client, new: Draft) -> None:
    as_board.post(ADD, typed(paragraph="new", proposed="2 bis. Bells ring."))
    made = Amendment.objects.get()
    assert (made.eid, made.old, made.new) == ("", None, "2 bis. Bells ring.")
    assert (
        words(as_board.get(f"{COMPILED}/?show=open"), ".wording") == "2 bis (new) [Bells ring. – the board]"
    )


@pytest.mark.parametrize("proposed", ["", NEW["para_1"], "~~never~~ **ever**"])
def test_what_does_not_hold_is_told_and_kept(as_board: Client, new: Draft, proposed: str) -> None:
    answer = as_board.post(ADD, typed(proposed=proposed, rationale="Because."))
    assert (answer.status_code, wrongs(answer)) == (422, ["proposed"])
    assert (found(answer, "textarea#id_proposed")[0].text or "").strip() == proposed
    assert found(answer, "textarea#id_rationale")[0].text.strip() == "Because."


def test_a_paragraph_that_is_not_there_is_told_and_what_was_typed_is_kept(
    as_board: Client, new: Draft
) -> None:
    answer = as_board.post(ADD, typed(paragraph="99", proposed="Bells ring."))
    assert answer.status_code == 422
    assert "Paragraph 99 is not in Rev1." in words(answer)
    assert found(answer, "textarea#id_proposed")[0].text.strip() == "Bells ring."
    assert as_board.get(f"{ADD}?draft=rev1&paragraph=99").status_code == 404


def test_one_proposal_changes_another(as_board: Client, new: Draft) -> None:
    first = propose(new)
    start = as_board.get(f"{ADD}?amends={first.name}")
    assert found(start, "textarea#id_proposed")[0].text.strip() == first.new
    as_board.post(ADD, typed(amends=first.name, proposed=f"{first.new[:-1]} in fog."))
    second = Amendment.objects.exclude(pk=first.pk).get()
    assert second.amends == first
    assert f"It changes the proposal {first.name}" in words(as_board.get(second.get_absolute_url()))


# --- reading ----------------------------------------------------------------------------------------------


def test_a_proposal_shows_its_change_whose_it_is_and_why(as_visitor: Client, new: Draft) -> None:
    made = propose(new, rationale="It binds.")
    shown = as_visitor.get(made.get_absolute_url())
    assert [e.text_content() for e in found(shown, "main", "ins")] == ["undertake"]
    text = words(shown)
    assert "the board" in text
    assert "It binds." in text
    assert "Withdraw it" not in text


def test_those_on_the_same_words_stand_side_by_side(as_visitor: Client, new: Draft) -> None:
    one, other, apart = propose(new), propose(new, to="We vow"), propose(new, "para_2", "Lamp keepers")
    assert [
        e.text_content() for e in found(as_visitor.get(one.get_absolute_url()), ".alternatives", "h3")
    ] == [
        "This proposal",
        other.name,
    ]
    assert listed(as_visitor, "?collides=yes") == [one.name, other.name]
    assert listed(as_visitor, "?collides=no") == [apart.name]


def test_filters_stand_in_the_address(as_visitor: Client, new: Draft, old: Draft) -> None:
    first, second, third = propose(old), propose(new), adopted(new)
    actions.withdraw(BOARD, first, 1, "Overtaken.")
    assert listed(as_visitor) == [second.name, third.name]
    assert listed(as_visitor, "?whose=stakeholders") == [third.name]
    assert listed(as_visitor, "?whose=board") == [second.name]
    assert listed(as_visitor, "?state=withdrawn") == [first.name]
    assert listed(as_visitor, "?draft=rev1&paragraph=para_2") == [third.name]
    assert listed(as_visitor, "?state=all&draft=zero-draft") == [first.name]
    assert as_visitor.get(f"{LIST}?draft=rev9").status_code == 404
    lines = as_visitor.get("/lighthouse/amendments.csv").content.decode().splitlines()
    assert len(lines) == 3


def test_what_is_proposed_on_a_draft_for_the_board_is_not_there_for_others(
    as_visitor: Client, as_board: Client, inside: Draft
) -> None:
    made = propose(inside)
    for client, status in ((as_visitor, 404), (as_board, 200)):
        assert client.get(made.get_absolute_url()).status_code == status
        assert client.get(f"{made.get_absolute_url()[:-1]}.json").status_code == status
        for form in ("/", ".docx", ".pdf", ".md", ".json"):
            assert client.get(f"/lighthouse/drafts/rev2/compilation{form}").status_code == status
    assert (listed(as_visitor), listed(as_board)) == ([], [made.name])


@pytest.mark.parametrize(
    ("permission", "whose"),
    [("organisation", "Pilots declared, "), ("anonymous", ""), ("named", "Pilots declared, ")],
)
def test_a_contribution_is_named_as_far_as_it_allows(
    as_visitor: Client, new: Draft, permission: str, whose: str
) -> None:
    made = adopted(new, permission=permission, organisation="Pilots")
    name = made.ask.contribution.name
    shown = words(as_visitor.get(made.get_absolute_url()))
    assert f"Paragraph 2 of Rev1 · {whose}contribution {name} · " in shown
    text = as_visitor.get(f"{COMPILED}.md").content.decode()
    assert ("Pilots" in text, f"contribution {name}" in text) == (bool(whose), not whose)


def test_where_it_stands_in_a_later_draft_is_told_or_why_it_has_no_place(
    as_visitor: Client, as_board: Client, old: Draft, new: Draft
) -> None:
    kept, gone = propose(old, "para_2", "Lamp keepers"), propose(old, "para_3", "Horns are")
    shown = found(as_board.get(kept.get_absolute_url()), "#now")[0].text_content()
    assert ("Paragraph 2" in shown, "Carry to Rev1" in shown) == (True, True)
    assert "Carry to" not in words(as_visitor.get(kept.get_absolute_url()))
    assert "It has no place there: paragraph 3 was deleted in rev1." in words(
        as_board.get(gone.get_absolute_url())
    )


def test_it_is_carried_by_a_person(as_board: Client, old: Draft, new: Draft) -> None:
    made = propose(old, "para_2", "Lamp keepers")
    address = f"{made.get_absolute_url()}carry/"
    assert as_board.get(f"{address}?to=rev1").status_code == 200
    done = as_board.post(address, {"to": "rev1", "version": "1"})
    carried = Amendment.objects.get(draft=new)
    assert (done.status_code, done["Location"]) == (302, carried.get_absolute_url())
    assert as_board.post(address, {"to": "rev1", "version": "1"}).status_code == 409


def test_it_is_withdrawn_once(as_board: Client, new: Draft) -> None:
    made = propose(new)
    address = f"{made.get_absolute_url()}withdraw/"
    assert as_board.post(address, {"version": "1", "reason": ""}).status_code == 422
    assert as_board.post(address, {"version": "1", "reason": "A slip."}).status_code == 302
    again = as_board.post(address, {"version": "1", "reason": "Once more."})
    assert again.status_code == 409
    assert found(again, "input#id_reason")[0].get("value") == "Once more."
    assert "Withdrawn: A slip." in words(as_board.get(made.get_absolute_url()))


def test_the_board_does_not_withdraw_what_others_propose(as_board: Client, new: Draft) -> None:
    made = adopted(new)
    assert as_board.get(f"{made.get_absolute_url()}withdraw/").status_code == 403


# --- adopting ---------------------------------------------------------------------------------------------


def test_wording_is_taken_over_from_the_list(as_board: Client, new: Draft) -> None:
    proposed = {"old": NEW["para_2"], "new": "Keepers are paid."}
    ask = say(new, "amend", "para:para_2", proposed=proposed).asks.get()
    say(new, "amend", "para:para_2", proposed=proposed, permission="confidential")
    assert "1 proposal" in words(as_board.get(ADOPT))
    named = {"contribution": ask.contribution.name, "ask": ask.name}
    assert "Make it an amendment" in words(as_board.get(ADOPT, named))
    done = as_board.post(ADOPT, named)
    made = Amendment.objects.get()
    assert (done["Location"], made.ask) == (made.get_absolute_url(), ask)
    assert "0 proposals" in words(as_board.get(ADOPT))
    assert as_board.post(ADOPT, named).status_code == 422


def test_what_is_confidential_cannot_be_taken_over(as_board: Client, new: Draft) -> None:
    proposed = {"old": NEW["para_2"], "new": "Keepers are paid."}
    ask = say(new, "amend", "para:para_2", proposed=proposed, permission="confidential").asks.get()
    named = {"contribution": ask.contribution.name, "ask": ask.name}
    assert (as_board.get(ADOPT, named).status_code, as_board.post(ADOPT, named).status_code) == (404, 404)


# --- where organisations stand ----------------------------------------------------------------------------


def stand(client: Client, made: Amendment, organisation: str = "Pilots", **fields: str) -> int:
    sent = {"organisation": organisation, "position": "supports", "reason": "", **fields}
    return client.post(f"{made.get_absolute_url()}support/", sent).status_code


def test_the_secretariat_enters_where_an_organisation_stands(as_secretariat: Client, new: Draft) -> None:
    made = propose(new)
    say(new, organisation="Pilots", stakeholder_group="youth", regional_group="North")
    Organisation.objects.filter(name="Pilots").update(verified=True)
    assert [stand(as_secretariat, made), stand(as_secretariat, made, "Kelp Guild", position="opposes")] == [
        302,
        302,
    ]
    shown = as_secretariat.get(made.get_absolute_url())
    assert words(shown, "caption") == "1 supports it (1 verified), 1 opposes it (0 verified)"
    rows = [" ".join(row.text_content().split()) for row in found(shown, "tbody", "tr")]
    assert [row.split(" supports")[0].split(" opposes")[0] for row in rows] == [
        "Pilots verified youth, North",
        "Kelp Guild declared not stated",
    ]
    assert stand(as_secretariat, made) == 422
    pk = made.support.get(position="opposes").pk
    assert as_secretariat.post(f"{made.get_absolute_url()}support/", {"back": pk}).status_code == 302
    assert [one.organisation.name for one in made.support.all()] == ["Pilots"]


def test_who_speaks_for_a_verified_organisation_enters_it_alone(
    as_participant: Client, as_board: Client, new: Draft
) -> None:
    made, pilots = propose(new), Organisation.objects.named("lighthouse", "Pilots")
    assert stand(as_participant, made) == 403
    let_speak(OPERATOR, pilots, as_participant.account.participant)
    assert stand(as_participant, made) == 403
    Organisation.objects.update(verified=True)
    assert [stand(as_participant, made, "Kelp Guild"), stand(as_participant, made)] == [422, 302]
    back = {"back": made.support.get().pk}
    address = f"{made.get_absolute_url()}support/"
    assert (as_board.post(address, back).status_code, as_participant.post(address, back).status_code) == (
        403,
        302,
    )
    assert not made.support.exists()


def test_declaring_an_organisation_lets_nobody_speak_for_it(as_participant: Client, new: Draft) -> None:
    made = propose(new)
    contribution = say(new, organisation="Pilots")
    contribution.participant = as_participant.account.participant
    contribution.save()
    Organisation.objects.update(verified=True)
    assert stand(as_participant, made) == 403


# --- the compilation text, and other rooms ------------------------------------------------------------------


def test_the_compilation_text_has_every_proposal_where_its_words_stand(
    as_visitor: Client, as_secretariat: Client, new: Draft
) -> None:
    one, other = propose(new), propose(new, to="We vow")
    stand(as_secretariat, other)
    adopted(new, organisation="Kelp Guild")
    whole = as_visitor.get(f"{COMPILED}/")
    texts = [" ".join(each.text_content().split()) for each in found(whole, "main", ".wording")]
    assert len(texts) == 4 + 2  # each paragraph, and the alternatives of the first
    assert "Alt. 1" in texts[0]
    assert "Pilots" in texts[0]
    assert len(found(as_visitor.get(f"{COMPILED}/?show=open"), "main", ".wording")) == 2 + 2
    data = json.loads(as_visitor.get(f"{COMPILED}.json").content)
    pieces = [piece for piece in data["paragraphs"][0]["pieces"] if piece["alternatives"]]
    assert [each["amendments"] for each in pieces[0]["alternatives"]] == [[one.name], [other.name]]
    first, second = (as_visitor.get(f"{COMPILED}.docx").content for _n in range(2))
    assert first[:2] == b"PK"
    assert first == second
    assert as_visitor.get(f"{COMPILED}.pdf").content[:5] == b"%PDF-"
    assert as_visitor.get(f"{COMPILED}.rtf").status_code == 404


def test_a_paragraph_has_its_proposals_lettered_with_those_of_earlier_drafts(
    process: Process, old: Draft, new: Draft
) -> None:
    before, here = propose(old, "para_2", "Lamp keepers"), propose(new, "para_2", "All keepers")
    propose(old, "para_3", "Horns are")
    pilots = Organisation.objects.named("lighthouse", "Pilots")
    actions.stand(BOARD, here, pilots, "supports", "", is_speaker=False)
    seen = [
        (one.letter, one.amendment.name, one.is_earlier, one.sides.supports.n)
        for one in on_paragraph(new, "para_2", chain(process, inside=False))
    ]
    assert seen == [("A", here.name, False, 1), ("B", before.name, True, 0)]
    assert [one.amendment for one in on_paragraph(new, "para_2")] == [here]


def test_records_for_the_library(process: Process, old: Draft, new: Draft) -> None:
    first, second = propose(old), adopted(new, organisation="Pilots")
    pilots = Organisation.objects.named("lighthouse", "Kelp Guild")
    actions.stand(BOARD, second, pilots, "opposes", "", is_speaker=False)
    told = [(one.id, one.draft, one.eid, one.by) for one in library(process)]
    name = second.ask.contribution.name
    assert told == [
        (first.name, "zero-draft", "para_1", "board"),
        (second.name, "rev1", "para_2", name),
    ]
    assert [one.id for one in library(new)] == [second.name]
    assert names(process) == {"board": "the board", name: "Pilots"}
    assert {key: (one.supported, one.opposed) for key, one in support(new).items()} == {
        second.name: ((), ("Kelp Guild",))
    }


def test_words_that_are_redacted_go_from_the_proposal_too(
    as_visitor: Client, as_secretariat: Client, new: Draft
) -> None:
    made = adopted(new, to="Keepers such as Ada Kelmo are paid.", text="Ada Kelmo too.")
    address = f"/lighthouse/intake/{made.ask.contribution.name}/redact/"
    sent = {"words": "Ada Kelmo", "reason": "A private person.", "version": "1", "sure": "yes"}
    assert as_secretariat.post(address, sent).status_code == 302
    assert "Kelmo" not in as_visitor.get(made.get_absolute_url()).content.decode()


def queries(path: str) -> int:
    Client().get(path)
    for cache in caches.all(initialized_only=True):
        cache.clear()
    with CaptureQueriesContext(connection) as counted:
        assert Client().get(path).status_code == 200
    return len(counted)


def test_pages_take_as_many_queries_for_few_as_for_many(old: Draft, new: Draft) -> None:
    first = propose(old, "para_2", "Lamp keepers")
    propose(new), propose(new, to="We vow"), adopted(new)
    pilots = Organisation.objects.named("lighthouse", "Pilots")
    actions.stand(BOARD, first, pilots, "supports", "", is_speaker=False)
    paths = (LIST, f"{LIST}?collides=yes", first.get_absolute_url(), f"{COMPILED}/", f"{COMPILED}.json")
    few = [queries(path) for path in paths]
    for n in range(6):
        propose(old, "para_2", f"Keepers {n}")
        propose(new, to=f"We {n}")
        adopted(new, f"Keepers {n}.")
        guild = Organisation.objects.named("lighthouse", f"Guild {n}")
        actions.stand(BOARD, first, guild, "opposes", "", is_speaker=False)
    assert [queries(path) for path in paths] == few
    assert max(few) <= 20


def test_headings_follow_each_other_and_fields_have_labels(as_secretariat: Client, new: Draft) -> None:
    made = propose(new)
    propose(new, to="We vow")
    for path in (LIST, f"{ADD}?draft=rev1&paragraph=para_1", made.get_absolute_url(), ADOPT, f"{COMPILED}/"):
        tree = page(as_secretariat.get(path))
        levels = [int(each.tag[1]) for each in tree.xpath("//h1|//h2|//h3|//h4")]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels)), path
        fields = tree.xpath("//main//input[@type!='hidden']|//main//select|//main//textarea")
        labels = {each.get("for") for each in tree.xpath("//label")}
        assert {each.get("id") for each in fields} <= labels, path
