"""Words for groups and regions that the process does not have: said once, mended everywhere."""

import pytest
from django.test import Client

from soundingboard.site.contributions.actions import recount
from soundingboard.site.contributions.models import Contribution
from soundingboard.site.contributions.naming.words import to_mend
from soundingboard.site.drafts.models import Draft
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry
from tests.site.contributions.conftest import found, page, words
from tests.site.contributions.test_uploads import chain_holds, taken, tallied

pytestmark = pytest.mark.django_db

WORDS = "/lighthouse/intake/words/"
TABLE = """id,text,stakeholder_group,regional_group,permission,language
a,Lamps.,NGOs (all),The Isles,organisation,en
b,Fog.,NGOs (all),North,organisation,en
c,Boats.,NGOs (all),North,anonymous,en
d,Keys.,NGOs (all),North,confidential,en
e,Oil.,Lamplighters,South,organisation,en
f,Wicks.,youth,,organisation,en
g,Rope.,,,organisation,en
"""


@pytest.fixture
def written(process: Process, new: Draft, as_secretariat: Client) -> Process:
    """Seven contributions, five of them with a group that is not known."""
    taken(as_secretariat, ("words.csv", TABLE))
    return process


def test_words_are_listed_with_their_contributions(written: Process, as_secretariat: Client) -> None:
    assert [(one.field, one.words, one.n) for one in to_mend(written)] == [
        ("stakeholder_group", "NGOs (all)", 4),
        ("stakeholder_group", "Lamplighters", 1),
        ("regional_group", "The Isles", 1),
    ]
    response = as_secretariat.get(WORDS)
    assert [row.xpath("count(.//li)") for row in found(response, "tbody", "tr")] == [4, 1, 1]
    options = found(response, "tbody", "tr")[0].xpath(".//option/@value")
    assert options == ["", "government", "civil society", "youth", "global", "not stated"]


def test_one_act_mends_all_that_have_the_word(written: Process, as_secretariat: Client) -> None:
    response = as_secretariat.post(WORDS, {"stakeholder_group:NGOs (all)": "civil society"}, follow=True)
    assert "4 contributions are mended." in words(response, ".told")
    mended = Contribution.objects.filter(stakeholder_group="civil society")
    assert {one.as_written["stakeholder_group"] for one in mended} == {"NGOs (all)"}
    assert (mended.count(), {one.version for one in mended}) == (4, {2})
    assert [one.words for one in to_mend(written)] == ["Lamplighters", "The Isles"]
    kept = tallied()
    assert {"civil society": 2, "not stated": 2, "youth": 1} in [row[7] for row in kept]
    recount(written)
    assert kept == tallied()
    assert chain_holds()


def test_the_record_says_so_of_each_that_may_be_told_and_of_the_others_together(
    written: Process, as_secretariat: Client
) -> None:
    before = Entry.objects.count()
    as_secretariat.post(WORDS, {"stakeholder_group:NGOs (all)": "civil society"})
    entries = list(Entry.objects.of_process("lighthouse")[before:])
    hidden = [one.name for one in Contribution.objects.order_by("pk") if not one.is_open]
    content = {"field": "stakeholder_group", "written": "NGOs (all)", "word": "civil society"}
    assert [(entry.object, entry.readers, entry.content) for entry in entries] == [
        ("contribution:a", "public", {"name": "a", **content}),
        ("contribution:b", "public", {"name": "b", **content}),
        ("words:stakeholder_group", "secretariat", {**content, "contributions": hidden}),
    ]


def test_a_word_can_stay_not_stated(written: Process, as_secretariat: Client) -> None:
    as_secretariat.post(WORDS, {"stakeholder_group:Lamplighters": "not stated"})
    one = Contribution.objects.get(name="e")
    assert (one.stakeholder_group, one.as_written) == ("not stated", {})
    assert one.notices[-1] == "The file says “Lamplighters”; it is kept as not stated."
    assert "Lamplighters" not in [one.words for one in to_mend(written)]


def test_several_words_at_once_and_the_same_form_twice(written: Process, as_secretariat: Client) -> None:
    form = {
        "stakeholder_group:NGOs (all)": "civil society",
        "regional_group:The Isles": "North",
        "stakeholder_group:Lamplighters": "",
    }
    told = [words(as_secretariat.post(WORDS, form, follow=True), ".told") for _n in range(2)]
    assert told == ["4 contributions are mended.", "0 contributions are mended."]
    assert Contribution.objects.get(name="a").regional_group == "North"
    kept = tallied()
    recount(written)
    assert kept == tallied()


def test_what_a_word_means_holds_for_files_to_come(written: Process, as_secretariat: Client) -> None:
    as_secretariat.post(WORDS, {"stakeholder_group:NGOs (all)": "civil society"})
    taken(as_secretariat, ("more.csv", "id,text,stakeholder_group\nz,Bells.,NGOs (all)\n"))
    assert Contribution.objects.get(name="z").stakeholder_group == "civil society"


def test_a_word_that_the_process_does_not_have_is_refused(written: Process, as_secretariat: Client) -> None:
    response = as_secretariat.post(WORDS, {"stakeholder_group:Lamplighters": "sailors"})
    assert response.status_code == 422
    assert Contribution.objects.get(name="e").stakeholder_group == "not stated"


def test_the_numbers_of_not_stated_lead_to_what_they_count(written: Process, as_secretariat: Client) -> None:
    tree = page(as_secretariat.get(WORDS))
    links = tree.xpath("//a[contains(@href, 'not%20stated')]")
    counted = [link.text_content().split()[0] for link in links]
    listed = [words(as_secretariat.get(link.get("href")), "b.total").split()[0] for link in links]
    assert counted == listed == ["4", "3"]


def test_nothing_to_mend_says_so(process: Process, as_secretariat: Client) -> None:
    assert "Every word that files gave for groups and regions is known." in words(as_secretariat.get(WORDS))
