"""Official answers: who may give them, what they answer, where they are seen."""

import pytest
from django.test import Client
from django.utils import translation

from soundingboard.site.contributions.models import Contribution
from soundingboard.site.drafts.models import Draft
from soundingboard.site.ledger.models import Notice, Response
from soundingboard.site.ledger.reading import answers_on
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry as Act
from tests.site.ledger.conftest import entry, sent, words

pytestmark = pytest.mark.django_db
NEW = "/lighthouse/answers/new/"


@pytest.fixture
def on(process: Process) -> None:
    Process.objects.update(answers=True)


def test_nobody_answers_until_the_process_has_it_so(
    traced: None, as_cofacilitator: Client, as_administrator: Client
) -> None:
    assert as_cofacilitator.get(NEW).status_code == 403
    assert sent(as_cofacilitator, "/lighthouse/answers/set/", answers="on").status_code == 403
    for _twice in (1, 2):
        assert sent(as_administrator, "/lighthouse/answers/set/", answers="on").status_code == 303
    bare, chosen = as_cofacilitator.get(NEW), as_cofacilitator.get(f"{NEW}?to=paragraph:rev1/para_3")
    hints = [words(one, "//main/p/a[@href='/lighthouse/ledger/']") for one in (bare, chosen)]
    assert hints == [["ledger"], []]
    act = Act.objects.get(verb="set answers")
    assert (act.object, act.content) == ("process:lighthouse", {"answers": True})


def test_the_chosen_lines_are_answered_together(
    traced: None, on: None, buoys: Contribution, hidden: Contribution, as_cofacilitator: Client
) -> None:
    chosen = [entry(one, "rev2").name for one in (buoys, hidden)]
    found = sent(as_cofacilitator, "/lighthouse/ledger/answer/", entry=chosen)
    names = [one.asks.get().name for one in (buoys, hidden)]
    assert words(as_cofacilitator.get(found["Location"]), "//fieldset/label") == names
    to = [f"ask:{name}" for name in names]
    made = sent(as_cofacilitator, found["Location"], to=to, text="We heard you.", language="en", more="")
    response = Response.objects.get()
    assert made["Location"] == f"/lighthouse/answers/#{response.name}"
    assert (response.to, response.role, response.text) == (to, "cofacilitator", "We heard you.")
    assert set(Notice.objects.filter(kind="answered").values_list("contribution", flat=True)) == {
        buoys.pk,
        hidden.pk,
    }
    assert Act.objects.get(verb="answered").content["text"] == "We heard you."


def test_it_stands_beside_the_evidence_never_instead(
    traced: None, on: None, buoys: Contribution, drafts: list[Draft], as_secretariat: Client
) -> None:
    sent(as_secretariat, NEW, more="paragraph:rev1/para_3", text="Too costly.", language="en")
    for address in (
        entry(buoys, "rev2").get_absolute_url(),
        buoys.get_absolute_url(),
        "/lighthouse/answers/",
    ):
        assert "Too costly." in words(Client().get(address), "//blockquote")
    found = Client().get(entry(buoys, "rev2").get_absolute_url())
    assert "The text matches" in words(found, "//main//p/b")
    assert [one.text for one in answers_on(buoys.process, drafts[1], "para_3")] == ["Too costly."]
    assert Client().get("/lighthouse/answers.json").json()["responses"][0]["to"] == ["paragraph:rev1/para_3"]


@pytest.mark.parametrize(
    ("more", "words_"),
    [
        ("", "Say what it answers: an ask, a paragraph or a topic."),
        (
            "paragraph:rev1/para_99",
            "There is nothing of this name that can be answered in public: paragraph:rev1/para_99.",
        ),
        ("nonsense", "There is nothing of this name that can be answered in public: nonsense."),
    ],
)
def test_an_answer_to_nothing_is_refused_and_kept(
    traced: None, on: None, as_secretariat: Client, more: str, words_: str
) -> None:
    found = sent(as_secretariat, NEW, more=more, text="Typed for long.", language="en")
    assert found.status_code == 422
    assert words_ in words(found, "//*[@class='wrong']")
    assert words(found, "//textarea") == ["Typed for long."]
    assert Response.objects.count() == 0


def test_a_confidential_ask_is_not_answered_in_public(
    traced: None, on: None, secret: Contribution, as_secretariat: Client
) -> None:
    name = secret.asks.get().name
    assert sent(as_secretariat, NEW, more=f"ask:{name}", text="No.", language="en").status_code == 422


def test_an_answer_about_a_draft_for_the_board_is_for_the_board(
    traced: None, on: None, drafts: list[Draft], as_secretariat: Client, as_board: Client
) -> None:
    Draft.objects.filter(pk=drafts[1].pk).update(visibility="board")
    sent(as_secretariat, NEW, more="paragraph:rev1/para_3", text="Inside.", language="en")
    assert words(Client().get("/lighthouse/answers/"), "//blockquote") == []
    assert words(as_board.get("/lighthouse/answers/"), "//blockquote") == ["Inside."]
    assert Act.objects.get(verb="answered").readers == "board"


def test_sent_twice_it_is_one_answer(traced: None, on: None, as_secretariat: Client) -> None:
    with translation.override("en"):
        for _twice in (1, 2):
            sent(as_secretariat, NEW, more="paragraph:rev1/para_3", text="Once.", language="en")
    assert Response.objects.count() == 1
