"""What nobody outside learns from a brief: what was said on a draft that is for the board."""

import pytest
from django.test import Client

from soundingboard.site.contributions.actions import Asked, Said, file
from soundingboard.site.drafts.models import Draft, Visibility
from soundingboard.site.people.rules import VISITOR

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_brief_quotes_nothing_that_was_said_on_a_draft_for_the_board(
    drafts: list[Draft], as_visitor: Client, as_board: Client, form: str
) -> None:
    asked = Asked("delete", "para:para_3", draft=drafts[1])
    file(VISITOR, drafts[1].process, Said(draft=drafts[2], asks=(asked,), text="Inner words."))
    Draft.objects.filter(pk=drafts[2].pk).update(visibility=Visibility.BOARD)
    address = f"/lighthouse/drafts/rev1/para_3/brief.{form}"
    told = [
        client.get(address).content.decode().count("Inner words") > 0 for client in (as_visitor, as_board)
    ]
    assert told == [False, True]
