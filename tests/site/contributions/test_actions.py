"""Saying, correcting, withdrawing: the rows, the record, and that each act stands or falls whole."""

import pytest
from django.test import Client

from soundingboard.site.contributions import actions
from soundingboard.site.contributions.actions import (
    Asked,
    Ended,
    Said,
    correct,
    file,
    open_confidential,
    withdraw,
)
from soundingboard.site.contributions.models import Ask, Contribution, Reading, Tally
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.models import Identity, Organisation, Participant
from soundingboard.site.people.rules import VISITOR, Who, who_is
from soundingboard.site.record.models import Entry
from soundingboard.site.record.rules import shown
from tests.site.contributions.conftest import said, say


def entry_of(contribution: Contribution) -> Entry:
    """The first entry of a contribution."""
    return Entry.objects.filter(object=str(contribution)).order_by("sequence")[0]


def readable(contribution: Contribution, *roles: str) -> list[bool]:
    """Whether each entry of a contribution shows its words to someone with these roles."""
    entries = list(Entry.objects.about(contribution.process.slug, str(contribution)))
    return [is_open for _entry, is_open in shown(contribution.process.slug, roles, entries)]


def test_a_visitor_files_a_contribution_with_its_ask(new: Draft) -> None:
    filed = say(
        new, "amend", proposed={"old": "a", "new": "b"}, stakeholder_group="youth", organisation=" Lamp  Ltd "
    )
    ask = filed.asks.get()
    assert (ask.kind, ask.place, ask.draft, ask.proposed) == (
        "amend",
        "para:para_1",
        new,
        {"old": "a", "new": "b"},
    )
    assert (filed.text, filed.late, filed.organisation.name) == ("Keep the lamp lit.", False, "Lamp Ltd")
    assert filed.organisation.verified is False
    assert not Identity.objects.exists()


def test_what_comes_after_the_deadline_is_marked_late(old: Draft) -> None:
    assert say(old).late is True


def test_a_name_and_an_address_live_apart(new: Draft) -> None:
    filed = say(new, permission="named", name="Ada Lamp", email="ada@example.org")
    identity = Identity.objects.get()
    assert (identity.participant, identity.name, identity.email) == (
        filed.participant,
        "Ada Lamp",
        "ada@example.org",
    )


def test_a_name_is_kept_only_where_it_is_to_be_shown(new: Draft) -> None:
    say(new, permission="anonymous", name="Ada Lamp")
    assert not Identity.objects.exists()


def test_who_is_signed_in_files_as_the_one_they_are(new: Draft, as_participant: Client) -> None:
    who = who_is(as_participant.account)
    filed = file(who, new.process, said(new))
    assert filed.participant == as_participant.account.participant


def test_the_same_form_sent_twice_gives_one_contribution(new: Draft) -> None:
    assert say(new, once="f1") == say(new, once="f1")
    assert (Contribution.objects.count(), Entry.objects.count(), Tally.objects.get(place="").n) == (1, 1, 1)


def test_other_words_from_the_same_form_are_another_contribution(new: Draft) -> None:
    assert say(new, once="f1") != say(new, once="f1", text="Other words.")


def test_the_record_says_what_was_said_and_never_by_whom(new: Draft, as_participant: Client) -> None:
    told = said(
        new, "delete", permission="named", name="Ada Lamp", email="ada@example.org",
        stakeholder_group="youth", regional_group="North", organisation="Lamp Ltd",
    )  # fmt: skip
    filed = file(who_is(as_participant.account), new.process, told)
    entry = entry_of(filed)
    assert (entry.actor, entry.verb, entry.readers) == ("participant", "filed contribution", "public")
    assert entry.content == {
        "name": filed.name,
        "kind": "submission",
        "draft": "rev1",
        "language": "en",
        "text": "Keep the lamp lit.",
        "permission": "named",
        "late": False,
        "supersedes": None,
        "asks": [
            {"name": filed.asks.get().name, "kind": "delete", "draft": "rev1", "place": "para:para_1",
             "anchor": None, "proposed": None}
        ],
        "stakeholder_group": "youth",
        "regional_group": "North",
        "country": "",
        "groupings": [],
        "organisation": "Lamp Ltd",
    }  # fmt: skip
    hidden = ("Ada", "ada@example.org", as_participant.account.participant.name)
    assert [word for word in hidden if word in entry.body] == []


def test_the_record_of_an_anonymous_one_says_no_group_region_country_or_organisation(new: Draft) -> None:
    filed = say(
        new, permission="anonymous", stakeholder_group="youth", regional_group="North", country="Velnia",
        organisation="Lamp Ltd", groupings=("SIDS",),
    )  # fmt: skip
    assert sorted(entry_of(filed).content) == [
        "asks", "draft", "kind", "language", "late", "name", "permission", "supersedes", "text",
    ]  # fmt: skip
    assert not Organisation.objects.exists()


def test_the_record_of_a_confidential_one_says_its_name_to_the_secretariat_alone(new: Draft) -> None:
    filed = say(new, permission="confidential", text="In confidence.")
    entry = entry_of(filed)
    assert (entry.content, entry.readers) == ({"name": filed.name}, "secretariat")
    assert (readable(filed), readable(filed, "board"), readable(filed, "secretariat")) == (
        [False],
        [False],
        [True],
    )


def test_a_correction_takes_the_place_of_what_it_corrects(new: Draft) -> None:
    first = say(new)
    second = correct(VISITOR, first, said(new, "delete", text="Put it out."))
    first.refresh_from_db()
    assert (first.state, first.ended is None, second.state) == ("superseded", False, "current")
    assert (second.supersedes, second.participant) == (first, first.participant)
    assert Tally.objects.get(place="").kinds == {"delete": 1}
    verbs = list(Entry.objects.order_by("sequence").values_list("verb", "object"))
    assert verbs == [
        ("filed contribution", str(first)),
        ("corrected contribution", str(second)),
        ("superseded contribution", str(first)),
    ]
    assert readable(first) == [True, True]


def test_a_correction_sent_twice_is_one(new: Draft) -> None:
    first, told = say(new), said(new, text="Put it out.", once="f2")
    assert correct(VISITOR, first, told) == correct(VISITOR, first, told)


def test_only_what_is_current_can_be_corrected_or_withdrawn(new: Draft) -> None:
    first = say(new)
    correct(VISITOR, first, said(new, text="Two."))
    with pytest.raises(Ended):
        correct(VISITOR, first, said(new, text="Three."))
    with pytest.raises(Ended):
        withdraw(VISITOR, first)
    assert Contribution.objects.count() == 2


@pytest.mark.parametrize(
    ("before", "after", "shows", "words"),
    [
        ("named", "organisation", "organisation", [False, False]),
        ("named", "confidential", "confidential", [False, False]),
        ("organisation", "anonymous", "anonymous", [False, False]),
        ("anonymous", "confidential", "confidential", [False, False]),
        ("organisation", "organisation", "organisation", [True, True]),
        ("anonymous", "named", "anonymous", [True, True]),
    ],
)
def test_a_stricter_permission_reaches_back(
    new: Draft, before: str, after: str, shows: str, words: list[bool]
) -> None:
    first = say(new, permission=before)
    correct(VISITOR, first, said(new, permission=after))
    first.refresh_from_db()
    assert (first.permission, first.shown_as, readable(first)) == (before, shows, words)


def test_the_strictest_of_all_later_versions_counts(new: Draft) -> None:
    first = say(new, permission="named")
    second = correct(VISITOR, first, said(new, permission="confidential", text="Two."))
    third = correct(VISITOR, second, said(new, permission="named", text="Three."))
    shown_as = [Contribution.objects.get(pk=version.pk).shown_as for version in (first, second, third)]
    assert shown_as == ["confidential", "confidential", "named"]
    assert entry_of(third).content["supersedes"] is None


def test_a_stricter_correction_forgets_the_name(new: Draft) -> None:
    first = say(new, permission="named", name="Ada Lamp", email="ada@example.org")
    correct(VISITOR, first, said(new, permission="anonymous", email="ada@example.org"))
    assert list(Identity.objects.values_list("name", "email")) == [("", "ada@example.org")]


def test_withdrawn_counts_no_more(new: Draft) -> None:
    filed = say(new)
    withdraw(VISITOR, filed, "I was wrong.")
    filed.refresh_from_db()
    last = Entry.objects.head("lighthouse")
    assert (filed.state, Tally.objects.count()) == ("withdrawn", 0)
    assert (last.verb, last.actor) == ("withdrew contribution", "participant")
    assert last.content == {"name": filed.name, "reason": "I was wrong."}


def test_a_reading_in_confidence_is_kept(new: Draft, as_secretariat: Client) -> None:
    filed, who = say(new, permission="confidential", text="In confidence."), who_is(as_secretariat.account)
    assert open_confidential(who, filed) == "In confidence."
    last = Entry.objects.head("lighthouse")
    assert [reading.by for reading in Reading.objects.all()] == [as_secretariat.account.participant]
    assert (last.actor, last.verb, last.readers) == (
        who.actor,
        "read confidential contribution",
        "secretariat",
    )
    assert last.content == {"name": filed.name}


def broken(*args: object, **kwargs: object) -> None:
    raise RuntimeError("the record cannot be written")


@pytest.mark.django_db
def test_when_the_record_fails_nothing_is_half_written(new: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    first = say(new, permission="confidential")
    before = snapshot()
    monkeypatch.setattr(actions.record, "enter", broken)
    who = Who()
    for act in (
        lambda: file(
            who, new.process, said(new, organisation="Lamp Ltd", permission="named", name="Ada", once="x")
        ),
        lambda: correct(who, first, said(new, text="Two.")),
        lambda: withdraw(who, first),
        lambda: open_confidential(who, first),
    ):
        with pytest.raises(RuntimeError):
            act()
    assert snapshot() == before


def snapshot() -> list[object]:
    """Everything that an act of this room writes."""
    models = (Contribution, Ask, Reading, Tally, Participant, Identity, Organisation, Entry)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_an_ask_may_be_of_another_draft_than_the_contribution(old: Draft, new: Draft) -> None:
    both = Said(new, (Asked("retain", "para:para_1"), Asked("delete", "para:para_3", old)), text="Both.")
    file(VISITOR, new.process, both)
    rows = Tally.objects.order_by("draft__order", "place").values_list("draft__slug", "place", "n", "asks")
    assert list(rows) == [
        ("zero-draft", "", 1, 1),
        ("zero-draft", "para:para_3", 1, 1),
        ("rev1", "", 1, 1),
        ("rev1", "para:para_1", 1, 1),
    ]
