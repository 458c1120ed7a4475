"""What of the reflections waits on a member's desk."""

from django.test import Client
from lxml import html

from soundingboard.site.board.models import Output
from soundingboard.site.people.rules import Who
from soundingboard.site.reflections import actions
from soundingboard.site.reflections.models import Reflection
from tests.site.reflections.conftest import FACTS
from tests.site.reflections.test_word import brought, saved, take

HERE = "/lighthouse/reflections/rev2/"
SAYS = "Reflections on Rev2"


def waiting(client: Client) -> list[tuple[str, str]]:
    """What the desk says waits, each with its address."""
    page = html.fromstring(client.get("/lighthouse/desk/").content.decode())
    links = page.xpath("//h2[.='What waits']/following-sibling::*[1]//a")
    return [(one.text_content(), one.get("href")) for one in links]


def test_a_member_sees_what_to_sign_until_it_is_signed(as_board: Client, plain: Reflection, ada: Who) -> None:
    assert waiting(as_board) == [(f"{SAYS}: not yet published", HERE)]
    opened = actions.open_for_signing(ada, plain, plain.version)
    assert waiting(as_board) == [(f"{SAYS}: you have not signed yet", HERE)]
    as_board.post(f"{HERE}sign/", {"position": "agrees"})
    assert waiting(as_board) == [(f"{SAYS}: not yet published", HERE)]
    actions.publish(ada, opened, opened.version)
    assert waiting(as_board) == []


def test_a_word_file_waits_until_somebody_looked_at_it(as_board: Client, plain: Reflection) -> None:
    brought(as_board, saved(as_board))
    back = plain.returns.get()
    told = f"edited.docx came back for {SAYS}: look at what it changes"
    assert waiting(as_board)[1:] == [(told, f"{HERE}word/{back.pk}/")]
    take(as_board, deed="away")
    assert waiting(as_board)[1:] == []


def test_a_text_of_the_same_name_is_not_told_twice(as_board: Client, plain: Reflection) -> None:
    Output.objects.create(
        process=plain.process, slug="rev2", kind="reflections", title=SAYS, date=FACTS.date, text="Words."
    )
    post = Output.objects.create(
        process=plain.process, slug="post", kind="post", title="A post", date=FACTS.date, text="Words."
    )
    assert waiting(as_board)[1:] == [("A post: not yet published", f"/lighthouse/outputs/{post.slug}/edit/")]
