"""Having one's say: the form, the look over it, sending it; and everything that may come in wrong."""

import smtplib

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from soundingboard.site import limits
from soundingboard.site.contributions import actions
from soundingboard.site.contributions.models import Ask, Contribution, Tally, Topic
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.models import Identity, Participant
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry
from tests.site.contributions.conftest import NEW, SAY, found, held, send, typed, words, wrongs

ARABIC = "نؤيد إبقاء هذه الفقرة كما هي."


@pytest.fixture
def topic(process: Process) -> Topic:
    return Topic.objects.create(process=process, slug="fog", label="Fog at sea")


@pytest.mark.parametrize(
    ("query", "place", "about"),
    [
        ("", "whole", "You speak about Rev1."),
        ("?paragraph=para_1", "para:para_1", "Paragraph 1 of Rev1"),
        ("?draft=zero-draft&paragraph=para_3", "para:para_3", "Paragraph 3 of Zero-Draft"),
        ("?section=sec_1", "section:sec_1", "Section “A The coast” of Rev1"),
        ("?change=c1", "change:c1", "The change of paragraph 1 in Rev1"),
        ("?topic=fog", "topic", "The topic “Fog at sea”"),
        ("?missing=1", "missing", "What is missing from Rev1"),
        ("?whole=1", "whole", "Rev1 as a whole"),
    ],
)
def test_one_can_speak_about(
    new: Draft, topic: Topic, as_visitor: Client, query: str, place: str, about: str
) -> None:
    response = as_visitor.get(SAY + query)
    assert response.status_code == 200
    assert held(response)["place"] == place
    assert (words(response, "main", "h2") + words(response, "main", "p")).count(about) == 1


def test_the_choice_of_what_to_speak_about_is_in_sight(new: Draft, topic: Topic, as_visitor: Client) -> None:
    choices = found(as_visitor.get(f"{SAY}?paragraph=para_1"), "#id_place", "label")
    assert [choice.text_content().strip() for choice in choices] == [
        "paragraph 1 of Rev1",
        "something that is missing from Rev1",
        "Rev1 as a whole",
        "a topic",
    ]


def test_the_paragraph_stands_above_the_form_and_in_the_wording(new: Draft, as_visitor: Client) -> None:
    response = as_visitor.get(f"{SAY}?paragraph=para_1")
    assert words(response, ".wording", "p") == NEW["para_1"]
    assert held(response)["proposed"] == NEW["para_1"]


@pytest.mark.parametrize(
    "query",
    [
        "?draft=nope",
        "?paragraph=nope",
        "?section=nope",
        "?change=nope",
        "?topic=nope",
        "?draft=rev2&paragraph=para_1",
    ],
)
def test_what_is_not_there_or_not_known_to_be_is_not_found(
    inside: Draft, as_visitor: Client, query: str
) -> None:
    assert as_visitor.get(SAY + query).status_code == 404


def test_the_board_speaks_on_a_draft_of_its_own(inside: Draft, as_board: Client) -> None:
    assert as_board.get(f"{SAY}?draft=rev2&paragraph=para_1").status_code == 200
    send(as_board, draft="rev2")
    assert Entry.objects.get(verb="filed contribution").readers == "board"


def test_before_the_first_draft_the_page_says_what_will_be_here(process: Process, as_visitor: Client) -> None:
    response = as_visitor.get(SAY)
    assert response.status_code == 404
    assert "No draft is out yet" in words(response)


def test_after_the_deadline_the_form_says_so_and_takes_it(old: Draft, as_visitor: Client) -> None:
    response = as_visitor.get(f"{SAY}?paragraph=para_1")
    assert words(response, ".told").startswith("The deadline was ")
    assert words(response, ".told").endswith("; what you send now is taken and marked late.")
    send(as_visitor, draft="zero-draft", proposed="")
    assert Contribution.objects.get().late is True


def test_what_is_looked_over_is_all_that_is_sent(new: Draft, as_visitor: Client) -> None:
    wording = "We commit to keep every lighthouse lit."
    response = as_visitor.post(SAY, typed(kind="amend", proposed=wording, organisation="Lamp Ltd"))
    assert response.status_code == 200
    assert words(response, ".wording", "ins") == "commit"
    assert words(response, ".wording", "del") == "recognize the need"
    assert [each.text_content() for each in found(response, ".facts", "dd")] == [
        "change the wording",
        "Lamp Ltd",
        "youth",
        "North",
        "with my organisation only",
    ]
    assert not Contribution.objects.exists()
    sent = as_visitor.post(SAY, {**held(response), "action": "send"})
    ask = Ask.objects.select_related("contribution").get()
    assert sent["Location"].startswith(f"/lighthouse/receipt/{ask.contribution.name}/")
    assert (ask.kind, ask.place, ask.draft) == ("amend", "para:para_1", new)
    assert ask.proposed == {"old": NEW["para_1"], "new": wording}
    said = ask.contribution
    assert (said.text, said.stakeholder_group, said.regional_group, said.language, said.permission) == (
        "Keep the lamp lit.", "youth", "North", "en", "organisation",
    )  # fmt: skip


def test_change_something_gives_the_form_back_with_everything(new: Draft, as_visitor: Client) -> None:
    data = typed(text="Two\nlines.", organisation="Lamp Ltd", words="every lighthouse", email="a@example.org")
    response = as_visitor.post(SAY, {**data, "action": "edit"})
    form = held(response)
    assert response.status_code == 200
    assert {name: form[name] for name in data} == data


@pytest.mark.parametrize("place", ["missing", "whole", "topic"])
def test_a_change_of_mind_about_the_place(new: Draft, topic: Topic, as_visitor: Client, place: str) -> None:
    send(as_visitor, place=place, topic="fog" if place == "topic" else "")
    assert Ask.objects.get().place == ("topic:fog" if place == "topic" else place)
    assert Ask.objects.get().proposed is None


def test_wording_for_what_is_missing(new: Draft, as_visitor: Client) -> None:
    send(as_visitor, here="missing", place="missing", kind="add", text="", proposed="Buoys are painted.")
    ask = Ask.objects.get()
    assert (ask.proposed, ask.about) == ({"old": "", "new": "Buoys are painted."}, "omission")


def test_wording_for_a_change_is_wording_for_the_paragraph_it_left(new: Draft, as_visitor: Client) -> None:
    send(as_visitor, here="change:c1", place="change:c1", kind="amend", text="", proposed="We keep it lit.")
    ask = Ask.objects.get()
    assert (ask.place, ask.about, ask.proposed["old"]) == ("change:c1", "change", NEW["para_1"])


def test_quoted_words_are_anchored(new: Draft, as_visitor: Client) -> None:
    assert (
        held(as_visitor.get(f"{SAY}?paragraph=para_1&words=every+lighthouse"))["words"] == "every lighthouse"
    )
    send(as_visitor, words="every \n lighthouse")
    start = NEW["para_1"].index("every")
    assert Ask.objects.get().anchor == {"start": start, "end": start + 16, "text": "every lighthouse"}


def test_any_language_can_be_written_from_right_to_left(new: Draft, as_visitor: Client) -> None:
    response = as_visitor.post(SAY, typed(text=ARABIC, language="ar"))
    passage = found(response, ".passage")[0]
    assert (passage.get("lang"), passage.get("dir"), passage.text_content().strip()) == ("ar", "rtl", ARABIC)
    send(as_visitor, text=ARABIC, language="other", other_language="fa")
    assert list(Contribution.objects.values_list("language", "text")) == [("fa", ARABIC)]


SCRIPT = "<script>alert(1)</script>"
FIELDS = ("text", "proposed", "organisation", "name")


@pytest.mark.parametrize("permission", ["named", "organisation"])
def test_scripts_in_any_field_are_words(new: Draft, as_visitor: Client, permission: str) -> None:
    data = {name: f"{SCRIPT} {name}" for name in FIELDS}
    data |= {"kind": "amend", "permission": permission}
    receipt = send(as_visitor, **data)
    pages = [
        as_visitor.post(SAY, typed(**data)),
        as_visitor.post(SAY, typed(**data, action="edit")),
        as_visitor.post(SAY, typed(**data, words=SCRIPT)),
        as_visitor.get(f"{SAY}?paragraph=para_1&words={SCRIPT}"),
        as_visitor.get(receipt),
        as_visitor.get(f"{receipt}correct/"),
        as_visitor.get("/lighthouse/contributions/", {"kind": SCRIPT, "place": SCRIPT, "group": SCRIPT}),
        as_visitor.get("/lighthouse/contributions/"),
        as_visitor.get(Contribution.objects.get().get_absolute_url()),
        as_visitor.post(f"{SAY}redline/", typed(**data)),
    ]
    assert [SCRIPT in response.content.decode() for response in pages] == [False] * len(pages)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"text": ""}, ["text"]),
        ({"text": "   "}, ["text"]),
        ({"kind": ""}, ["kind"]),
        ({"kind": "bribe"}, ["kind"]),
        ({"kind": "strengthen"}, ["kind"]),
        ({"place": ""}, ["place"]),
        ({"place": "para:para_2"}, ["place"]),
        ({"place": "topic", "topic": ""}, ["topic"]),
        ({"place": "topic", "topic": "nope"}, ["topic"]),
        ({"group": "pirates"}, ["group"]),
        ({"region": "Atlantis"}, ["region"]),
        ({"language": "klingon"}, ["language"]),
        ({"language": "other"}, ["other_language"]),
        ({"language": "other", "other_language": "<b>"}, ["other_language"]),
        ({"permission": "secret"}, ["permission"]),
        ({"permission": ""}, ["permission"]),
        ({"permission": "named"}, ["name"]),
        ({"email": "nobody"}, ["email"]),
        ({"website": "https://spam.example"}, ["website"]),
        ({"words": "not in it"}, ["words"]),
        ({"kind": "retain", "proposed": "Other words."}, ["proposed"]),
        ({"kind": "delete", "proposed": "Other words."}, ["proposed"]),
        ({"kind": "amend", "place": "whole", "proposed": "Other words."}, ["proposed"]),
        ({"organisation": "x" * 201}, ["organisation"]),
        ({"text": "", "email": "nobody"}, ["text", "email"]),
    ],
)
@pytest.mark.parametrize("action", ["preview", "send"])
def test_what_is_wrong_is_said_and_everything_is_kept(
    new: Draft, topic: Topic, as_visitor: Client, fields: dict[str, str], wrong: list[str], action: str
) -> None:
    response = as_visitor.post(SAY, typed(**fields, action=action))
    assert (response.status_code, wrongs(response)) == (422, wrong)
    assert held(response)["text"].strip() == fields.get("text", "Keep the lamp lit.").strip()
    assert not Contribution.objects.exists()


def test_each_wrong_field_is_bound_to_its_words_and_listed_at_the_top(new: Draft, as_visitor: Client) -> None:
    response = as_visitor.post(SAY, typed(text="", email="nobody"))
    links = [link.get("href") for link in found(response, "#wrongs", "a")]
    assert links == ["#id_text", "#id_email"]
    assert found(response, "#id_text")[0].get("aria-describedby") == "id_text_error"
    assert found(response, "#id_email")[0].get("aria-describedby") == "id_email_helptext id_email_error"


@pytest.mark.parametrize(
    "fields",
    [
        {"draft": "nope"},
        {"draft": "rev2"},
        {"here": "para:nope"},
        {"here": "topic:nope"},
        {"here": "nonsense"},
    ],
)
def test_a_forged_place_is_told_and_the_words_are_kept(
    inside: Draft, as_visitor: Client, fields: dict[str, str]
) -> None:
    response = as_visitor.post(SAY, typed(**fields, action="send"))
    form = held(response)
    assert (response.status_code, form["text"].strip()) == (422, "Keep the lamp lit.")
    assert "What this form spoke about is not there" in words(response, "#wrongs")
    again = as_visitor.post(SAY, {**form, "place": "whole", "proposed": "", "action": "send"})
    assert (again.status_code, Ask.objects.get().place) == (302, "whole")


def test_three_hundred_pages_are_too_long_and_kept(new: Draft, as_visitor: Client) -> None:
    long = "A page of words. " * 50_000
    response = as_visitor.post(SAY, typed(text=long, action="send"))
    assert (response.status_code, wrongs(response)) == (422, ["text"])
    assert "749,999 characters longer than the 100,000 that fit here" in words(response, "#id_text_error")
    assert held(response)["text"].strip() == long.strip()


def test_as_much_as_fits_is_taken(new: Draft, as_visitor: Client) -> None:
    send(as_visitor, text="فقرة. " * 16_000)
    assert len(Contribution.objects.get().text) == 95_999


def test_what_no_page_can_show_is_replaced(new: Draft, as_visitor: Client) -> None:
    send(as_visitor, text="a\x00b\x0bc\r\nd", kind="amend", proposed="We\x01 commit.")
    assert (Contribution.objects.get().text, Ask.objects.get().proposed["new"]) == (
        "a\ufffdb\ufffdc\nd",
        "We\ufffd commit.",
    )


def test_sent_twice_it_is_one_and_both_see_its_receipt(new: Draft, as_visitor: Client) -> None:
    assert send(as_visitor) == send(as_visitor)
    assert Contribution.objects.count() == 1


def test_a_burst_is_held_with_everything_that_was_typed(new: Draft, as_visitor: Client) -> None:
    for turn in range(limits.SAYING.most):
        send(as_visitor, text=f"Number {turn}")
    response = as_visitor.post(SAY, typed(text="One more", action="send"))
    assert (response.status_code, held(response)["text"].strip()) == (429, "One more")
    assert Contribution.objects.count() == limits.SAYING.most


def broken(*args: object, **kwargs: object) -> None:
    raise RuntimeError("the record cannot be written")


def test_when_the_act_fails_half_way_nothing_is_written(
    new: Draft, as_visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions.record, "enter", broken)
    with pytest.raises(RuntimeError):
        as_visitor.post(SAY, typed(action="send", permission="named", name="Ada", email="ada@example.org"))
    assert [model.objects.count() for model in (Contribution, Ask, Tally, Identity, Participant, Entry)] == [
        0
    ] * 6


def test_the_receipt_goes_out_by_e_mail_without_what_was_said(
    new: Draft, as_visitor: Client, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        receipt = send(as_visitor, email="ada@example.org")
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (
        ["ada@example.org"], f"Your contribution {Contribution.objects.get().name}: The Lighthouse Accord",
    )  # fmt: skip
    assert f"http://127.0.0.1:8000{receipt}\n" in letter.body
    assert "lamp" not in letter.body


def test_no_address_no_e_mail(
    new: Draft, as_visitor: Client, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        send(as_visitor)
    assert (callbacks, mail.outbox) == ([], [])


class Away(EmailBackend):
    """A mail server that is down."""

    def send_messages(self, messages: object) -> int:
        raise smtplib.SMTPServerDisconnected("down")


def test_when_the_mail_fails_the_contribution_is_safe_and_the_person_is_told(
    new: Draft, as_visitor: Client, settings: object, django_capture_on_commit_callbacks: object
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Away"
    with django_capture_on_commit_callbacks(execute=True):
        response = as_visitor.post(SAY, typed(action="send", email="ada@example.org"))
    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        "Received. This page is your receipt: keep its link.",
        "The e-mail with your link could not be sent. Your contribution is safe: copy the link below.",
    ]
    assert (response.status_code, Contribution.objects.count()) == (302, 1)


def test_the_redline_as_it_is_typed(new: Draft, as_visitor: Client) -> None:
    response = as_visitor.post(f"{SAY}redline/", typed(proposed="We recognize <b> the need to keep it lit."))
    assert [each.text_content() for each in found(response, "ins")] == ["<b> ", "it"]
    assert as_visitor.post(f"{SAY}redline/", typed()).content.strip() == b""
    assert as_visitor.get(f"{SAY}redline/").status_code == 405


def test_without_a_paragraph_no_script_is_loaded(new: Draft, as_visitor: Client) -> None:
    scripts = [found(as_visitor.get(SAY + query), "script") for query in ("?paragraph=para_1", "?whole=1")]
    assert [len(some) for some in scripts] == [1, 0]
    assert (scripts[0][0].get("src").startswith("/static/django_htmx/htmx"), scripts[0][0].text) == (
        True,
        None,
    )
