"""Who sits on the board: counted apart by capacity, names where they were not erased."""

import re

import pytest
from django.test import Client

from soundingboard.site.board.board_page import board_page
from soundingboard.site.people.models import Identity
from soundingboard.site.processes.models import Process

ADDRESS = "/lighthouse/board/"


def words_of(client: Client, address: str = ADDRESS) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def table(words: str, caption: str) -> list[list[str]]:
    """The rows of the table with this caption, head and foot too."""
    inside = words.split(f"<caption>{caption}</caption>")[1].split("</table>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", inside, re.DOTALL)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]


def test_members_alternates_and_ex_officio_are_said_apart(as_visitor: Client, seats) -> None:
    assert words_of(as_visitor).count("2 members, 1 alternate, 1 ex officio") == 1


def test_an_empty_board_says_who_will_be_here(as_visitor: Client, process: Process) -> None:
    words = words_of(as_visitor)
    assert words.count("0 members, 0 alternates, 0 ex officio") == 1
    assert words.count("Nobody sits on the board yet.") == 1
    assert words.count("None has been held yet.") == 1


def test_groups_and_regions_without_a_seat_stand_in_the_tables(as_visitor: Client, seats) -> None:
    words = words_of(as_visitor)
    head = ["Members", "Alternates", "Ex officio"]
    assert table(words, "Seats held now, by stakeholder group") == [
        ["Stakeholder group", *head],
        ["government", "1", "0", "0"],
        ["civil society", "0", "0", "0"],
        ["youth", "1", "1", "0"],
        ["at-large", "0", "0", "1"],
        ["All", "2", "1", "1"],
    ]
    assert table(words, "Seats held now, by region") == [
        ["Region", *head],
        ["North", "1", "1", "1"],
        ["South", "1", "0", "0"],
        ["All", "2", "1", "1"],
    ]


def test_current_former_and_coming_holders_stand_apart(process: Process, seats) -> None:
    page = board_page(process)
    assert [(group, [seat.name for seat in held]) for group, held in page.now] == [
        ("government", ["Zoë Ölund"]),
        ("youth", ["Ada Kelmo", "Bo Tarn"]),
        ("at-large", ["Cy Vance"]),
    ]
    assert [seat.name for seat in page.former] == ["Di Old"]
    assert [seat.name for seat in page.coming] == ["Ed New"]


def test_a_seat_without_words_for_its_group_counts_as_not_stated(process: Process, seats) -> None:
    type(seats["second"]).objects.filter(pk=seats["second"].pk).update(
        stakeholder_group="", regional_group=""
    )
    page = board_page(process)
    assert [tally.word for tally in page.by_group][-1] == "not stated"
    assert [tally.word for tally in page.by_region] == ["North", "South", "not stated"]
    assert sum(tally.n for tally in page.by_group) == page.whole.n == 4


def test_an_erased_name_is_said_to_be_so(as_visitor: Client, seats) -> None:
    Identity.objects.filter(participant=seats["member"].holder).delete()
    words = words_of(as_visitor)
    assert words.count("Ada Kelmo") == 0
    assert words.count("<i>name erased</i>") == 1
    assert words.count("Chairs on Mondays.") == 1


def test_events_held_are_counted_by_kind_and_link_to_exactly_these(as_visitor: Client, past, coming) -> None:
    words = words_of(as_visitor)
    link = "/lighthouse/events/?kind=working%20meeting&amp;when=past"
    assert words.count(f'<a href="{link}">working meeting: <b>1</b></a>') == 1
    assert words.count("office hour: <b>") == 0
    listed = words_of(as_visitor, link.replace("&amp;", "&"))
    assert listed.count("1 event ") == 1
    assert listed.count("/lighthouse/events/first/") == 1
    assert listed.count("/lighthouse/events/office-hour") == 0


def test_only_those_who_keep_seats_see_the_way_to_them(as_visitor: Client, as_board: Client, seats) -> None:
    assert words_of(as_visitor).count("/board/seats/") == 0
    assert words_of(as_board).count("/board/seats/new/") == 1
    assert words_of(as_board).count("Change the seat of Ada Kelmo") == 1


def test_scripts_in_a_seat_do_not_run(as_visitor: Client, seats) -> None:
    fields = dict.fromkeys(("country", "stakeholder_group", "regional_group", "note"), "<script>x</script>")
    type(seats["member"]).objects.update(**fields)
    Identity.objects.update(name="<script>x</script>")
    assert words_of(as_visitor).count("<script") == 0


@pytest.mark.parametrize("n", [1, 30])
def test_the_number_of_queries_does_not_grow(
    as_visitor: Client, process: Process, django_assert_num_queries, n: int
) -> None:
    from tests.site.board.conftest import seat

    for number in range(n):
        seat(process, f"Holder {number}")
    with django_assert_num_queries(3):  # the process, its seats with their names, the events held
        words_of(as_visitor)
