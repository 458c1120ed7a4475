"""Ids that stand twice, and contributions that replace others."""

from soundingboard.gather import ProcessWords

from .reading import of_csv

A = "We ask that the words of this paragraph be kept."
B = "We ask that the words of this paragraph be struck."


def test_the_same_id_and_text_is_one_contribution() -> None:
    gathered = of_csv(f"id,text\nx,{A}\nx,{A}\n")
    assert [contribution.id for contribution in gathered.contributions] == ["x"]
    row = gathered.report[2]
    assert (row.outcome, row.reason, row.notices) == (
        "set aside",
        "repeated",
        ("has the same id and text as table.csv, row 2",),
    )


def test_the_same_id_with_another_text_is_kept_under_another() -> None:
    gathered = of_csv(f"id,text\nx,{A}\nx,{B}\nx_2,{A}\nx,{A} more\n")
    assert [contribution.id for contribution in gathered.contributions] == ["x", "x_2", "x_2_2", "x_3"]
    assert gathered.report[2].notices == (
        "the id “x” stands already at table.csv, row 2: this one is called “x_2”",
    )
    assert gathered.report[3].notices == (
        "the id “x_2” stands already at table.csv, row 3: this one is called “x_2_2”",
    )


def test_rows_without_an_id_that_say_the_same_are_two_people() -> None:
    gathered = of_csv(f"text\n{A}\n{A}\n")
    assert len(gathered.contributions) == 2


def test_an_id_that_is_missing_in_one_row_is_made() -> None:
    gathered = of_csv(f"id,text\nrow-0003,{A}\n,{B}\n")
    assert [contribution.id for contribution in gathered.contributions] == ["row-0003", "row-0003_2"]


def test_replacing_what_is_not_there_is_told() -> None:
    table = f"id,text,supersedes\na,{A},b\nb,{B},\nc,{A} c,zz\nd,{B} d,d\ne,{A} e,old\n"
    report = of_csv(table, words=ProcessWords(known_ids=frozenset({"old"}))).report
    assert [row.notices for row in report[1:]] == [
        (), (), ("replaces “zz”, which is not among the contributions",), ("replaces itself",), (),
    ]  # fmt: skip
