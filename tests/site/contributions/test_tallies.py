"""Tallies kept in step are those counted anew, after any sequence of acts; carried along the edges."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from soundingboard.site.contributions.actions import Asked, Said, correct, file, withdraw
from soundingboard.site.contributions.carried import NOTHING, Carried, Heard, said_by_paragraph
from soundingboard.site.contributions.models import Contribution, Permission, Tally
from soundingboard.site.contributions.tallies import recount
from soundingboard.site.drafts.lives import chain, lives
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.rules import VISITOR
from tests.site.contributions.conftest import say

asks = st.lists(
    st.tuples(
        st.sampled_from(["retain", "delete"]),
        st.sampled_from(["para:para_1", "para:para_2", "whole"]),
        st.booleans(),
    ),
    max_size=3,
)
words = st.tuples(
    asks,
    st.sampled_from(Permission.values),
    st.sampled_from(["youth", "government", "not stated"]),
    st.sampled_from(["North", "not stated"]),
    st.sampled_from(["old", "new", None]),
)
acts = st.lists(
    st.tuples(st.sampled_from(["file", "correct", "withdraw"]), st.integers(0, 9), words), max_size=8
)


def as_said(drafts: dict[str, Draft], told: tuple) -> Said:
    wishes, permission, group, region, draft = told
    asked = tuple(Asked(kind, place, drafts["old"] if earlier else None) for kind, place, earlier in wishes)
    return Said(
        drafts.get(draft),
        asked,
        "Words.",
        permission=permission,
        stakeholder_group=group,
        regional_group=region,
    )


def rows() -> list[tuple]:
    columns = ("draft", "place", "n", "asks", "hidden", "closed", "kinds", "groups", "regions")
    return list(Tally.objects.order_by("draft", "place").values_list(*columns))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts)
def test_kept_in_step_is_counted_anew(old: Draft, new: Draft, sequence: list[tuple]) -> None:
    drafts, process = {"old": old, "new": new}, new.process
    with transaction.atomic():
        for verb, which, told in sequence:
            current = list(Contribution.objects.current(process).order_by("pk"))
            if verb == "file" or not current:
                file(VISITOR, process, as_said(drafts, told))
            elif verb == "correct":
                correct(VISITOR, current[which % len(current)], as_said(drafts, told))
            else:
                withdraw(VISITOR, current[which % len(current)])
        in_step = rows()
        recount(process)
        anew = rows()
        transaction.set_rollback(True)
    assert in_step == anew


def test_what_each_kind_of_permission_counts_in(new: Draft) -> None:
    say(new, "retain", permission="named", stakeholder_group="youth", regional_group="North")
    say(new, "delete", permission="organisation", stakeholder_group="youth")
    say(new, "delete", permission="anonymous", stakeholder_group="government")
    say(new, "oppose", permission="confidential", stakeholder_group="government")
    counts = ({"delete": 2, "retain": 1}, {"youth": 2}, {"North": 1, "not stated": 1})
    assert rows() == [
        (new.pk, "", 4, 3, 1, 1, *counts),
        (new.pk, "para:para_1", 3, 3, 1, 0, *counts),  # with its place a confidential one would be told
    ]


def test_several_asks_count_once_in_each_place(new: Draft) -> None:
    both = (Asked("retain", "para:para_1"), Asked("amend", "para:para_1"), Asked("add", "missing"))
    file(VISITOR, new.process, Said(new, both, "Words."))
    assert [(place, n, asked) for _draft, place, n, asked, *_rest in rows()] == [
        ("", 1, 3),
        ("missing", 1, 1),
        ("para:para_1", 1, 2),
    ]


def test_what_was_said_is_carried_along_splits_and_ends_with_a_deletion(old: Draft, new: Draft) -> None:
    say(old, "retain", "para:para_1", stakeholder_group="youth", regional_group="North")
    say(old, "delete", "para:para_3")
    say(old, "clarify", "para:para_4", permission="anonymous")
    say(new, "amend", "para:para_1")
    drafts = chain(new.process, inside=False)
    before = Heard(1, 1, 0, 0, {"retain": 1}, frozenset({"youth"}), frozenset({"North"}))
    split = Carried(NOTHING.here, Heard(1, 1, 1, 0, {"clarify": 1}), ((old.pk, "para_4"),))
    assert said_by_paragraph(drafts, lives(drafts), new) == {
        "para_1": Carried(Heard(1, 1, 0, 0, {"amend": 1}), before, ((old.pk, "para_1"),)),
        "para_3": split,
        "para_4": split,
    }


@pytest.mark.parametrize("n", [1, 60])
def test_it_takes_one_query_however_much_was_said(old: Draft, new: Draft, n: int) -> None:
    for _turn in range(n):
        say(old)
    drafts = chain(new.process, inside=False)
    walk = lives(drafts)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        said_by_paragraph(drafts, walk, new)
    assert len(queries) == 1
