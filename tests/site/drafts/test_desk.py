"""The last steps at the publishing desk: out, corrected, and until when one may speak."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from soundingboard.site.drafts import comparing, lives
from soundingboard.site.drafts.models import Comparison, Draft, Extension, LinkDecision, State, Visibility
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry
from tests.site.drafts.conftest import MARKDOWN, file, latest

pytestmark = pytest.mark.django_db

PUBLISH = "/lighthouse/publishing/rev3/publish/"
DEADLINE = "/lighthouse/publishing/rev2/deadline/"


def publish(client: Client, draft: Draft, **fields: object) -> HttpResponse:
    typed = {"version": draft.version, "visibility": "public", "opens": "", "closes": "", **fields}
    return client.post(f"/lighthouse/publishing/{draft.slug}/publish/", typed)


def moment(**delta: int) -> str:
    return (timezone.now() + timedelta(**delta)).strftime("%Y-%m-%dT%H:%M")


def test_the_last_look_says_what_goes_out(rev3: Draft, as_secretariat: Client) -> None:
    page = as_secretariat.get(PUBLISH).content.decode()
    assert "5 paragraphs" in page
    assert "7 September 2026" in page
    assert "cannot be taken back" in page


def test_a_draft_is_published_with_its_window(
    rev3: Draft, as_secretariat: Client, as_visitor: Client
) -> None:
    response = publish(as_secretariat, rev3, closes="2036-10-05T18:00")
    assert (response.status_code, response["Location"]) == (302, "/lighthouse/drafts/rev3/")
    draft = latest()
    assert (draft.state, draft.order, draft.closes.isoformat()) == (
        State.PUBLISHED,
        4,
        "2036-10-05T18:00:00+00:00",
    )
    assert Comparison.objects.filter(new=draft).count() == 3
    assert as_visitor.get("/lighthouse/drafts/rev3/").status_code == 200


def test_a_draft_for_the_board_is_there_for_the_board_alone(
    rev3: Draft, as_secretariat: Client, as_board: Client, as_visitor: Client, as_participant: Client
) -> None:
    publish(as_secretariat, rev3, visibility="board")
    for client, status in ((as_board, 200), (as_visitor, 404), (as_participant, 404)):
        for address in ("/lighthouse/drafts/rev3.json", "/lighthouse/drafts/rev3/original"):
            assert client.get(address).status_code == status
        assert client.get("/lighthouse/drafts/rev3/changes.json").status_code == status
        listed = client.get("/lighthouse/drafts/").content.decode()
        assert ("Revision 3" in listed, "for the board only" in listed) == (status == 200, status == 200)
        assert ("Revision 3" in client.get("/lighthouse/concordance/").content.decode()) == (status == 200)


def test_an_unofficial_draft_is_marked(rev3: Draft, as_secretariat: Client, as_visitor: Client) -> None:
    publish(as_secretariat, rev3, visibility="unofficial")
    assert '<b class="tag">unofficial</b>' in as_visitor.get("/lighthouse/drafts/").content.decode()


def test_publishing_twice_is_told(rev3: Draft, as_secretariat: Client) -> None:
    publish(as_secretariat, rev3)
    entries = Entry.objects.count()
    response = publish(as_secretariat, rev3)
    assert (response.status_code, b"This draft is out already." in response.content) == (409, True)
    assert Entry.objects.count() == entries


def test_a_draft_that_was_mended_since_is_looked_at_again(rev3: Draft, as_secretariat: Client) -> None:
    as_secretariat.post("/lighthouse/publishing/rev3/para_5/", {"deed": "join", "version": rev3.version})
    response = publish(as_secretariat, rev3)
    assert (response.status_code, b"nothing was overwritten" in response.content) == (409, True)
    assert latest().state == State.READ
    assert publish(as_secretariat, latest()).status_code == 302


def test_what_could_not_be_read_cannot_be_published(process: Process, as_secretariat: Client) -> None:
    draft = Draft.objects.create(process=process, slug="rev3", stage="rev3", label="Rev3", state=State.FAILED)
    assert b"has not been read yet" in as_secretariat.get(PUBLISH).content
    assert publish(as_secretariat, draft).status_code == 409
    assert latest().state == State.FAILED


def test_a_large_draft_is_out_at_once_and_compared_by_the_worker(rev3: Draft, as_secretariat: Client) -> None:
    more = [{**rev3.record["paragraphs"][0], "eid": f"para_{n}", "number": str(n)} for n in range(6, 320)]
    Draft.objects.filter(pk=rev3.pk).update(
        record={**rev3.record, "paragraphs": [*rev3.record["paragraphs"], *more]}
    )
    assert comparing.is_large(latest())
    publish(as_secretariat, rev3)
    assert (latest().state, Comparison.objects.filter(new=rev3).count()) == (State.PUBLISHED, 3)


@pytest.mark.parametrize(
    "who", ["as_visitor", "as_participant", "as_board", "as_cofacilitator", "as_administrator"]
)
@pytest.mark.parametrize("page", ["", "publish/", "corrigendum/", "deadline/"])
def test_the_desk_is_the_secretariats(
    drafts: list[Draft], who: str, page: str, request: pytest.FixtureRequest
) -> None:
    client = request.getfixturevalue(who)
    for send in (client.get, client.post):
        assert send(f"/lighthouse/publishing/rev2/{page}").status_code == 403


@pytest.mark.parametrize("page", ["", "publish/", "corrigendum/", "deadline/", "para_1/"])
def test_an_unknown_draft_is_not_there(drafts: list[Draft], as_secretariat: Client, page: str) -> None:
    assert as_secretariat.get(f"/lighthouse/publishing/rev9/{page}").status_code == 404


# --- corrigenda -------------------------------------------------------------------------------------------


def correct(
    client: Client, slug: str = "rev2", mends: str = "Paragraph 3 had lost its second half."
) -> HttpResponse:
    typed = {
        "file": file(MARKDOWN.replace("Revision 3", "Revision 2")),
        "mends": mends,
        "date": "",
        "symbol": "",
    }
    return client.post(f"/lighthouse/publishing/{slug}/corrigendum/", typed)


def test_a_corrigendum_goes_the_same_way(
    drafts: list[Draft], as_secretariat: Client, as_visitor: Client
) -> None:
    response = correct(as_secretariat)
    assert response["Location"] == "/lighthouse/publishing/rev2-corr1/"
    made = latest()
    assert (made.label, made.closes, made.state) == ("Revision 2, corrected", drafts[2].closes, State.READ)
    assert "Paragraph 3 had lost" in as_secretariat.get("/lighthouse/publishing/rev2-corr1/").content.decode()
    assert publish(as_secretariat, made, visibility="board", closes=moment(days=7)).status_code == 302
    assert latest().visibility == Visibility.PUBLIC  # who could read the draft can read what replaces it
    listed = as_visitor.get("/lighthouse/drafts/").content.decode()
    assert (
        'Replaced by <a href="/lighthouse/drafts/rev2-corr1/">Revision 2, corrected</a>: Paragraph 3'
        in listed
    )
    assert [one.slug for one in lives.chain(made.process, inside=False)][-2:] == ["rev2", "rev2-corr1"]


def test_a_corrigendum_can_be_corrected_again(drafts: list[Draft], as_secretariat: Client) -> None:
    correct(as_secretariat)
    publish(as_secretariat, latest())
    correct(as_secretariat, "rev2-corr1")
    publish(as_secretariat, latest())
    chain = [(one.slug, one.order, one.correction) for one in lives.chain(latest().process, inside=False)]
    assert chain[-3:] == [("rev2", 3, 0), ("rev2-corr1", 3, 1), ("rev2-corr2", 3, 2)]


def test_a_corrigendum_says_what_it_mends(drafts: list[Draft], as_secretariat: Client) -> None:
    response = correct(as_secretariat, mends=" ")
    assert (response.status_code, Draft.objects.count()) == (422, 3)


def test_a_replaced_draft_takes_no_corrigendum(drafts: list[Draft], as_secretariat: Client) -> None:
    correct(as_secretariat)
    publish(as_secretariat, latest())
    response = correct(as_secretariat)
    assert (response.status_code, Draft.objects.count()) == (409, 4)


# --- deadlines --------------------------------------------------------------------------------------------


def test_a_deadline_moves_with_its_reason_in_sight(
    drafts: list[Draft], as_secretariat: Client, as_visitor: Client
) -> None:
    typed = {
        "version": drafts[2].version,
        "opens": "",
        "closes": "2036-10-05T18:00",
        "reason": "The ferry was late.",
    }
    assert as_secretariat.post(DEADLINE, typed)["Location"] == "/lighthouse/drafts/"
    extension, draft = Extension.objects.get(), Draft.objects.get(slug="rev2")
    assert (extension.before, extension.after) == (drafts[2].closes, draft.closes)
    assert draft.opens == drafts[2].opens
    listed = as_visitor.get("/lighthouse/drafts/").content.decode()
    assert "extended because: The ferry was late." in listed
    entry = Entry.objects.filter(object="draft:rev2").last()
    assert (entry.verb, entry.content["reason"]) == ("moved deadline", "The ferry was late.")
    assert entry.content["closes"] == "2036-10-05T18:00:00+00:00"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"reason": ""}, "Say why the deadline moves"),
        ({"closes": "2020-01-01T12:00"}, "A deadline cannot be moved into the past"),
        ({"closes": "the day after"}, "Enter a valid date/time."),
        ({"closes": ""}, "This field is required."),
        ({"opens": "2036-11-01T00:00"}, "It would close before it opens."),
    ],
)
def test_a_deadline_that_cannot_be_is_told(
    drafts: list[Draft], as_secretariat: Client, fields: dict[str, str], told: str
) -> None:
    typed = {"version": drafts[2].version, "opens": "", "closes": "2036-10-05T18:00", "reason": "Why not."}
    response = as_secretariat.post(DEADLINE, {**typed, **fields})
    assert (response.status_code, told in response.content.decode()) == (422, True)
    assert Draft.objects.get(slug="rev2").closes == drafts[2].closes


def test_two_people_moving_one_deadline(drafts: list[Draft], as_secretariat: Client) -> None:
    typed = {"version": drafts[2].version, "opens": "", "closes": "2036-10-05T18:00", "reason": "First."}
    as_secretariat.post(DEADLINE, typed)
    response = as_secretariat.post(DEADLINE, {**typed, "closes": "2036-11-05T18:00", "reason": "Second."})
    assert (response.status_code, Extension.objects.get().reason) == (409, "First.")
    assert "Second." in response.content.decode()


def test_a_first_deadline_needs_no_reason(drafts: list[Draft], as_secretariat: Client) -> None:
    Draft.objects.filter(slug="rev2").update(opens=None, closes=None)
    typed = {"version": drafts[2].version, "opens": moment(days=-1), "closes": moment(days=9), "reason": ""}
    assert as_secretariat.post(DEADLINE, typed).status_code == 302
    assert (Draft.objects.get(slug="rev2").is_open(), Extension.objects.exists()) == (True, False)


def test_a_deadline_is_told_in_the_readers_zone(drafts: list[Draft], as_secretariat: Client) -> None:
    as_secretariat.cookies["zone"] = "Asia/Tokyo"
    typed = {"version": drafts[2].version, "opens": "", "closes": "2036-10-05T18:00", "reason": "Later."}
    as_secretariat.post(DEADLINE, typed)
    assert Draft.objects.get(slug="rev2").closes.isoformat() == "2036-10-05T09:00:00+00:00"


def test_comparing_anew_from_the_page_makes_what_is_missing(
    drafts: list[Draft], as_secretariat: Client
) -> None:
    LinkDecision.objects.create(old=drafts[1], new=drafts[2], old_eids=["para_3"], new_eids=["para_5"])
    assert "Compare now" in as_secretariat.get("/lighthouse/publishing/rev2/").content.decode()
    as_secretariat.post("/lighthouse/publishing/rev2/", {"deed": "compare"})
    assert "Compare now" not in as_secretariat.get("/lighthouse/publishing/rev2/").content.decode()
