"""What nobody outside learns of proposals: what the board carries to its own draft, and what was said on one."""

import pytest
from django.test import Client

from soundingboard.site.amendments import actions, reading
from soundingboard.site.amendments.models import Amendment
from soundingboard.site.contributions.actions import Asked, Said, file
from soundingboard.site.drafts.models import Draft, Visibility
from soundingboard.site.people.rules import VISITOR
from soundingboard.site.processes.editing import Refused
from tests.site.amendments.conftest import BOARD, NEW, propose

pytestmark = pytest.mark.django_db


def test_a_proposal_that_the_board_carries_to_its_own_draft_stays_as_it_was_in_public(
    as_visitor: Client, as_board: Client, old: Draft, new: Draft
) -> None:
    Draft.objects.filter(pk=new.pk).update(visibility=Visibility.BOARD)
    inside = Draft.objects.get(pk=new.pk)
    made = propose(old, "para_2", "Lamp keepers")
    address = made.get_absolute_url()
    before = as_visitor.get(f"{address[:-1]}.json").json()
    carried = actions.carry(BOARD, made, 1, inside)
    assert (carried.draft, carried.amends) == (inside, made)
    assert as_visitor.get(f"{address[:-1]}.json").json() == before
    told = as_visitor.get(address).content.decode()
    assert (told.count(inside.label), told.count("carried")) == (0, 0)
    with pytest.raises(Refused, match="carried there already"):
        actions.carry(BOARD, Amendment.objects.get(pk=made.pk), 1, inside)
    lines = reading.on_paragraph(inside, "para_2", [old, inside])
    assert [line.amendment for line in lines] == [carried]
    assert as_board.get(address).content.decode().count("Carried on as") == 1


def test_wording_from_a_draft_for_the_board_is_not_taken_over_on_one_for_everyone(
    new: Draft, inside: Draft
) -> None:
    wording = {"old": NEW["para_2"], "new": "Keepers are paid."}
    asked = Asked("amend", "para:para_2", draft=new, proposed=wording)
    contribution = file(VISITOR, new.process, Said(draft=inside, asks=(asked,), text="Inside."))
    with pytest.raises(Refused, match="for the board only"):
        actions.adopt(BOARD, contribution.asks.get())
    assert Amendment.objects.count() == 0


def test_names_and_words_do_not_come_to_life_in_the_compilation(
    as_visitor: Client, old: Draft, new: Draft
) -> None:
    evil = '<script>alert(1)</script>[x](javascript:alert(2))#eval("1")'
    propose(new, organisation=evil, rationale=evil, to=f"{evil} {evil}")
    base = "/lighthouse/drafts/rev1/compilation"
    assert as_visitor.get(f"{base}/").content.decode().count("<script>alert") == 0
    assert as_visitor.get(f"{base}.md").content.decode().count("<script>alert") == 0
    begins = {form: as_visitor.get(f"{base}.{form}").content[:4] for form in ("docx", "pdf")}
    assert begins == {"docx": b"PK\x03\x04", "pdf": b"%PDF"}
