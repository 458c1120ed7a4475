"""What nobody learns from reflections and their files: who was anonymous, what was closed, what is for the board."""

from dataclasses import replace

import pytest
from django.test import Client

from soundingboard.site.amendments.models import Amendment
from soundingboard.site.contributions.intake.mending import mend_origin, origin_of
from soundingboard.site.contributions.models import Contribution
from soundingboard.site.drafts.models import Draft, Visibility
from soundingboard.site.people.rules import Who
from soundingboard.site.record.models import Entry
from soundingboard.site.reflections import actions
from soundingboard.site.reflections.models import Reflection, Section
from tests.site.reflections.conftest import page, sections

pytestmark = pytest.mark.django_db
HERE = "/lighthouse/reflections/rev2"
SAM = Who(1, "sam", roles={"lighthouse": frozenset({"secretariat"})})


def resting_on(reflection: Reflection, **fields: object) -> None:
    Section.objects.filter(pk=sections(reflection)[1].pk).update(**fields)


def files(client: Client) -> dict[str, str]:
    """The page and the files that can be read as text."""
    told = {form: client.get(f"{HERE}.{form}").content.decode() for form in ("md", "json")}
    return {"page": page(client, "rev2/"), **told}


def counted(client: Client, words: str) -> dict[str, int]:
    return {name: text.count(words) for name, text in files(client).items()}


def test_who_was_anonymous_and_then_confidential_keeps_the_group_to_themselves(
    as_visitor: Client, published: Reflection, said: list[Contribution]
) -> None:
    one = said[2]
    Contribution.objects.filter(pk=one.pk).update(stakeholder_group="youth")
    one.refresh_from_db()
    mend_origin(SAM, one, None, replace(origin_of(one), permission="confidential"))
    resting_on(published, evidence=[f"ask:{one.asks.get().name}"])
    assert counted(as_visitor, "in confidence, youth") == {"page": 0, "md": 0, "json": 0}
    assert counted(as_visitor, "in confidence, group not stated") == {"page": 1, "md": 1, "json": 0}


def test_files_name_no_draft_for_the_board(
    as_visitor: Client, published: Reflection, drafts: list[Draft]
) -> None:
    made = Amendment.objects.create(
        process=published.process, name="am-rev1", draft=drafts[1], eid="para_4", new="inner wording", is_boards=True,
    )  # fmt: skip
    resting_on(published, refs=[{"draft": "rev1", "eid": "para_4"}], amendments=[made.name], evidence=[])
    assert {name: n > 0 for name, n in counted(as_visitor, "rev1").items()}["json"]
    Draft.objects.filter(slug="rev1").update(visibility=Visibility.BOARD)
    assert counted(as_visitor, "inner wording") == {"page": 0, "md": 0, "json": 0}
    assert counted(as_visitor, "Revision 1") == {"page": 0, "md": 0, "json": 0}
    assert counted(as_visitor, '"rev1"') == {"page": 0, "md": 0, "json": 0}


def test_wording_of_a_contribution_that_was_closed_is_shown_nowhere(
    as_visitor: Client, published: Reflection, said: list[Contribution]
) -> None:
    made = Amendment.objects.create(
        process=published.process, name="am-said", draft=published.draft, eid="para_3", ask=said[0].asks.get(),
        old="below one nautical mile", new="below seven leagues",
    )  # fmt: skip
    resting_on(published, amendments=[made.name], evidence=[f"amendment:{made.name}"])
    assert page(as_visitor, "rev2/").count("seven leagues") == 2
    Contribution.objects.filter(pk=said[0].pk).update(tightened="confidential")
    assert counted(as_visitor, "seven leagues") == {"page": 0, "md": 0, "json": 0}


def test_the_public_record_and_the_page_name_no_draft_for_the_board(
    as_visitor: Client, plain: Reflection, ada: Who
) -> None:
    resting_on(
        plain, refs=[{"draft": "rev1", "eid": "para_4"}], evidence=["draft:rev1", "change:rev1/para_12"]
    )
    Draft.objects.filter(slug="rev1").update(visibility=Visibility.BOARD)
    opened = actions.open_for_signing(ada, plain, plain.version)
    actions.publish(ada, opened, opened.version)
    act = Entry.objects.get(verb="published reflections")
    assert (act.readers, act.body.count("rev1")) == ("public", 0)
    told = counted(as_visitor, "rev1")
    assert told == {"page": 0, "md": 0, "json": 0}
