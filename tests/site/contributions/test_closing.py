"""Closing a draft: the anonymous on it are counted by group and region, once, and told only where nobody is."""

import json
from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from soundingboard.site.contributions.actions import correct, withdraw
from soundingboard.site.contributions.closing.actions import close
from soundingboard.site.contributions.closing.counted import still_told
from soundingboard.site.contributions.intake.mending import Origin, mend_origin, origin_of
from soundingboard.site.contributions.intake.redacting import bring_back, set_aside
from soundingboard.site.contributions.models import Contribution, FrozenCount
from soundingboard.site.contributions.said.coverage import coverage
from soundingboard.site.drafts.lives import chain
from soundingboard.site.drafts.models import Draft
from soundingboard.site.drafts.refusals import Refused
from soundingboard.site.people.rules import OPERATOR, VISITOR
from soundingboard.site.record.models import Entry
from tests.site.contributions.conftest import page, said, say, words

CLOSE, COVERAGE = "/lighthouse/publishing/rev2/close/", "/lighthouse/coverage/?draft=rev2"
DESK = "/lighthouse/desk/"


@pytest.fixture
def draft(drafts: list[Draft]) -> Draft:
    """Rev2, on which two of the youth and one government speak openly; nobody of civil society does."""
    for group in ("youth", "youth", "government"):
        say(drafts[-1], stakeholder_group=group, regional_group="North")
    return drafts[-1]


def anonymously(draft: Draft, group: str, region: str, n: int, **more: object) -> list[Contribution]:
    given = {"permission": "anonymous", "stakeholder_group": group, "regional_group": region, **more}
    return [say(draft, "add", "para:para_2", **given) for _n in range(n)]


def six_and_five(draft: Draft) -> list[Contribution]:
    """Six of the youth, five of whom nobody may know of which group: three of the government, two of none."""
    return [
        *anonymously(draft, "youth", "South", 6),
        *anonymously(draft, "government", "South", 3),
        *anonymously(draft, "not stated", "South", 2),
    ]


def ended(draft: Draft) -> Draft:
    """The same draft once its deadline has passed."""
    draft.closes = timezone.now() - timedelta(minutes=1)
    draft.save(update_fields=["closes"])
    return draft


def told(draft: Draft) -> dict[str, str]:
    """How each word of groups and regions is printed in who took part."""
    found = coverage(draft.process, chain(draft.process, inside=False), draft)
    return {bar.label: bar.shown for field in found.fields for bar in field.bars}


NOT_TOLD = {
    "government": "1 or more",
    "civil society": "not told",
    "youth": "2 or more",
    "North": "3 or more",
    "South": "not told",
}
# The six of the youth are told. The five left over may be of any word: so one of the government is "or more".
TOLD = {**NOT_TOLD, "youth": "8"}


def test_before_it_closes_the_anonymous_are_in_no_cell(draft: Draft) -> None:
    six_and_five(draft)
    assert told(draft) == NOT_TOLD


def test_after_closing_cells_are_told_from_five_up(draft: Draft) -> None:
    six_and_five(draft)
    close(OPERATOR, ended(draft))
    assert told(draft) == TOLD


def test_every_table_keeps_to_its_own_field(draft: Draft) -> None:
    anonymously(draft, "youth", "South", 6)
    anonymously(draft, "government", "North", 6)
    close(OPERATOR, ended(draft))
    exact = {"government": "7", "civil society": "–", "youth": "8", "North": "9", "South": "6"}
    assert told(draft) == exact


def test_what_is_told_of_one_draft_changes_no_other(draft: Draft, drafts: list[Draft]) -> None:
    six_and_five(draft)
    before = told(drafts[0])
    close(OPERATOR, ended(draft))
    assert told(drafts[0]) == before


def test_the_record_says_how_many_and_not_who(draft: Draft) -> None:
    members = six_and_five(draft)
    close(OPERATOR, ended(draft))
    entry = Entry.objects.head("lighthouse")
    assert (entry.actor, entry.verb, entry.object, entry.readers, entry.content) == (
        "operator",
        "counted anonymous contributions",
        "draft:rev2",
        "public",
        {"anonymous": 11},
    )
    assert [one.name for one in members if one.name in entry.body] == []


def opened(one: Contribution) -> None:
    _changed(one, permission="organisation")


def moved(one: Contribution) -> None:
    _changed(one, draft=Draft.objects.get(slug="rev1"))


def regrouped(one: Contribution) -> None:
    _changed(one, stakeholder_group="civil society")


def _changed(one: Contribution, **fields: object) -> None:
    now = origin_of(one)
    origin = Origin(**{name: fields.get(name, getattr(now, name)) for name in Origin.__slots__})
    mend_origin(OPERATOR, one, None, origin, "A reason.")


def taken_back(one: Contribution) -> None:
    withdraw(VISITOR, one)


def corrected(one: Contribution) -> None:
    given = {"permission": "anonymous", "stakeholder_group": "youth", "regional_group": "South"}
    correct(VISITOR, one, said(one.draft, "add", "para:para_2", **given))


def put_aside(one: Contribution) -> None:
    set_aside(OPERATOR, one, None, "A reason.")


@pytest.mark.parametrize("act", [taken_back, corrected, put_aside, opened, moved])
def test_when_one_of_them_is_not_there_as_it_was_all_that_was_told_goes(draft: Draft, act) -> None:
    member = six_and_five(draft)[0]
    close(OPERATOR, ended(draft))
    act(member)
    is_open = act is opened
    assert told(draft) == {
        **NOT_TOLD,
        "youth": "3 or more" if is_open else "2 or more",
        "South": "1 or more" if is_open else "not told",
    }


def test_a_group_that_is_mended_later_changes_nothing_of_what_was_told(draft: Draft) -> None:
    member = six_and_five(draft)[0]
    close(OPERATOR, ended(draft))
    regrouped(member)
    assert told(draft) == TOLD


def test_one_that_becomes_confidential_does_not_tell_its_group(draft: Draft, as_visitor: Client) -> None:
    """Its anonymous words were read by all: with its group beside its name they would be told of that group."""
    member = six_and_five(draft)[0]
    _changed(member, permission="confidential")
    assert "youth" not in words(as_visitor.get(f"/lighthouse/contributions/{member.name}/"))


def test_one_that_was_open_for_a_while_is_told_of_no_more(draft: Draft) -> None:
    member = six_and_five(draft)[0]
    close(OPERATOR, ended(draft))
    opened(member)
    member.refresh_from_db()
    _changed(member, permission="anonymous")
    assert told(draft) == NOT_TOLD


def test_one_that_is_brought_back_is_where_it_was(draft: Draft) -> None:
    member = six_and_five(draft)[0]
    close(OPERATOR, ended(draft))
    put_aside(member)
    bring_back(OPERATOR, member, None)
    assert told(draft) == TOLD


def names(counts: Sequence[FrozenCount]) -> list[list[str]]:
    return [sorted(one.record["contributions"]) for one in counts]


def test_who_may_be_known_otherwise_is_not_counted(draft: Draft) -> None:
    """A later version, one that was open before, what was heard at an event."""
    first, second = anonymously(draft, "youth", "South", 2)
    corrected(first)
    known = say(draft, stakeholder_group="youth", regional_group="South")
    _changed(known, permission="anonymous")
    anonymously(draft, "youth", "South", 1, event="past")
    close(OPERATOR, ended(draft))
    assert names(FrozenCount.objects.all()) == [[second.name]]


def test_a_second_closing_counts_only_what_came_later(draft: Draft) -> None:
    first = six_and_five(draft)
    close(OPERATOR, ended(draft))
    later = anonymously(draft, "government", "South", 6)
    assert told(draft) == {**TOLD, "youth": "8 or more"}
    close(OPERATOR, draft)
    both = [sorted(one.name for one in ones) for ones in (first, later)]
    assert names(FrozenCount.objects.all()) == both
    # Six of one word, and nobody else: that would tell of each, so nothing is told of them.
    assert told(draft) == {**TOLD, "youth": "8 or more"}


def test_a_closing_that_finds_nobody_new_keeps_nothing(draft: Draft) -> None:
    six_and_five(draft)
    close(OPERATOR, ended(draft))
    entries = Entry.objects.count()
    assert close(OPERATOR, draft) is None
    assert (FrozenCount.objects.count(), Entry.objects.count()) == (1, entries)


def test_one_that_moved_after_it_was_counted_is_not_counted_on_the_other_draft(draft: Draft) -> None:
    member = six_and_five(draft)[0]
    close(OPERATOR, ended(draft))
    moved(member)
    assert close(OPERATOR, Draft.objects.get(slug="rev1")) is None


@pytest.mark.parametrize(
    ("closes", "why"),
    [
        (timedelta(days=1), "People can still speak on this draft in time."),
        (None, "This draft has no deadline."),
    ],
)
def test_too_early(draft: Draft, closes: timedelta | None, why: str, as_secretariat: Client) -> None:
    six_and_five(draft)
    draft.closes = closes and timezone.now() + closes
    draft.save(update_fields=["closes"])
    with pytest.raises(Refused, match=why):
        close(OPERATOR, draft)
    answer = as_secretariat.post(CLOSE)
    assert answer.status_code == 409
    assert words(answer, "p.wrong").startswith(why)
    assert FrozenCount.objects.count() == 0


def test_a_count_is_never_changed(draft: Draft) -> None:
    six_and_five(draft)
    count = close(OPERATOR, ended(draft))
    with pytest.raises(TypeError, match="never changed"):
        count.save()


def test_others_than_the_secretariat_cannot_close(
    draft: Draft, as_visitor: Client, as_participant: Client, as_board: Client
) -> None:
    six_and_five(draft)
    ended(draft)
    assert [one.post(CLOSE).status_code for one in (as_visitor, as_participant, as_board)] == [403] * 3
    assert FrozenCount.objects.count() == 0


def test_the_secretariat_closes_from_the_desk(draft: Draft, as_secretariat: Client) -> None:
    six_and_five(draft)
    task = "Close Revision 2: 11 anonymous contributions to count"
    assert task not in words(as_secretariat.get(DESK))
    ended(draft)
    assert [one.get("href") for one in page(as_secretariat.get(DESK)).xpath(f"//a[text()='{task}']")] == [
        CLOSE
    ]
    answer = as_secretariat.post(CLOSE)
    assert (answer.status_code, answer["Location"]) == (303, CLOSE)
    cells = [cell.text_content() for cell in page(as_secretariat.get(CLOSE)).xpath("//tbody/tr/td")]
    assert cells == [as_secretariat.account.participant.name, "11", "youth 6", "nothing"]
    assert task not in words(as_secretariat.get(DESK))
    answer = as_secretariat.post(CLOSE, follow=True)
    assert "There was nobody new to count" in answer.content.decode()


def test_the_page_and_the_data_tell_open_and_anonymous_apart(draft: Draft, as_visitor: Client) -> None:
    six_and_five(draft)
    anonymously(draft, "youth", "South", 1, event="past")
    assert "anonymously" not in words(as_visitor.get(COVERAGE))
    close(OPERATOR, ended(draft))
    answer = as_visitor.get(COVERAGE)
    assert "11 of them are anonymous, and were counted by group and region when" in words(answer)
    assert "1 more is anonymous, and in no group or region." in words(answer)
    cell = page(answer).xpath("//tr[th='youth']/td")[0]
    assert " ".join(cell.text_content().split()) == "8 or more (2 openly, 6 anonymously)"
    record = json.loads(as_visitor.get("/lighthouse/coverage.json?draft=rev2").content)
    assert (record["n"], record["anonymous"], record["anonymous_counted"]) == (15, 12, 11)
    youth = next(one for one in record["participation"] if one["word"] == "youth")
    assert (youth["n"], youth["at_most"], youth["shown"]) == (8, 9, "8 or more")


def test_the_list_behind_a_number_holds_the_open_ones_alone(draft: Draft, as_visitor: Client) -> None:
    six_and_five(draft)
    close(OPERATOR, ended(draft))
    answer = as_visitor.get(COVERAGE)
    address = page(answer).xpath("//tr[th='youth']/td[1]//a/@href")[0]
    lists = as_visitor.get(address.replace("contributions/", "contributions.json"))
    record = json.loads(lists.getvalue())
    assert [one["permission"] for one in record["contributions"]] == ["organisation"] * 2


def test_places_stay_as_they_are(draft: Draft, as_visitor: Client) -> None:
    """What is told of a whole draft is told of none of its paragraphs."""
    six_and_five(draft)
    addresses = ("/lighthouse/who-said-what.json?draft=rev2", "/lighthouse/drafts/rev2/para_2.json")
    before = [as_visitor.get(address).content for address in addresses]
    close(OPERATOR, ended(draft))
    assert [as_visitor.get(address).content for address in addresses] == before


def test_without_a_count_one_query_is_asked(draft: Draft, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        assert still_told(draft) == ()
