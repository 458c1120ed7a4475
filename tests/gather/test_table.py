"""Contributions from tables, good and bad."""

import pytest

from soundingboard.errors import InputError
from soundingboard.gather import gather_bytes
from soundingboard.gather.table import decode_records

from .reading import notices, of_csv, one, outcomes


def texts(data: bytes) -> list[str]:
    return [contribution.text for contribution in gather_bytes("table.csv", data).contributions]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_sign_between_cells_is_told_from_the_columns(sign: str) -> None:
    table = f"id{sign}text{sign}country\n1{sign}we ask for this, and that{sign}Kenya\n".replace(
        "we ask for this, and that", '"we ask for this, and that; or | it"'
    )
    (contribution,) = of_csv(table).contributions
    assert (contribution.text, contribution.country) == ("we ask for this, and that; or | it", "Kenya")


def test_a_semicolon_in_the_names_does_not_win_over_known_columns() -> None:
    assert one("id,text,a;b;c;d\n1,hello,x\n").text == "hello"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    table = "id,text\r\n1,l’égalité des États\r\n2,niño y niña\r\n"
    assert texts(table.encode(encoding)) == ["l’égalité des États", "niño y niña"]


def test_a_guessed_encoding_is_told_in_the_row_of_the_file() -> None:
    report = gather_bytes("table.csv", "id,text\n1,égalité\n".encode("cp1252")).report
    assert report[0].notices == ("the text is not UTF-8 (first at line 2); it was read as windows-1252",)


def test_markup_in_a_cell_does_not_change_the_encoding() -> None:
    assert decode_records('id,text\n1,"<meta charset=koi8-r> été"\n'.encode()).text.endswith('été"\n')


def test_the_line_that_tells_excel_the_sign_is_no_record() -> None:
    gathered = of_csv("sep=;\nid;text\n1;a, b\n")
    assert outcomes(gathered) == [
        ("table.csv", "", "read", None, None),
        ("table.csv", "row 2", "read with notices", None, "1"),
    ]


def test_titles_above_the_names_are_set_aside() -> None:
    gathered = of_csv("Export of 16 March,,\n,,\nid,text,country\n1,hello,Kenya\n")
    assert outcomes(gathered)[1] == ("table.csv", "rows 1 to 2", "set aside", "not a contribution", None)
    assert [contribution.id for contribution in gathered.contributions] == ["1"]


def test_line_breaks_quotes_and_line_ends_in_a_cell() -> None:
    assert one('id,text\r\n1,"first\r\n\r\n""second"" line"\r\n').text == 'first\n\n"second" line'


def test_columns_by_other_names_are_recognised_and_told_once() -> None:
    gathered = of_csv(
        "Submission ID,Commentaire,Tipo de organización,Pays,Nombre,Shoe size\n7,Bonjour à tous,ONG,Kenya,Ana,42\n"
    )
    (contribution,) = gathered.contributions
    assert (contribution.id, contribution.text, contribution.stakeholder_group) == (
        "7",
        "Bonjour à tous",
        "civil society",
    )
    assert (contribution.country, contribution.participant) == ("Kenya", "Ana")
    assert gathered.report[0].notices == (
        "columns read by another name: “Submission ID” = id, “Commentaire” = text, "
        "“Tipo de organización” = stakeholder_group, “Pays” = country, “Nombre” = participant",
        "columns not used: “Shoe size”",
    )


def test_a_column_that_bears_the_fields_own_name_comes_before_one_renamed() -> None:
    gathered = of_csv("id,text,Comment\n1,this counts,this does not\n")
    assert gathered.contributions[0].text == "this counts"
    assert gathered.report[0].notices == ("columns not used: “Comment”",)


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("id,text,text", "column 2 “text” and column 3 “text” both mean “text”: rename or delete one"),
        (
            "id,Comment,Submission",
            "column 2 “Comment” and column 3 “Submission” both mean “text”: rename or delete one",
        ),
        (
            "id,text,Sector,Category",
            "column 3 “Sector” and column 4 “Category” both mean “stakeholder_group”: rename or delete one",
        ),
    ],
)
def test_columns_that_mean_the_same_are_refused_with_both_places(header: str, message: str) -> None:
    with pytest.raises(InputError) as refusal:
        of_csv(f"{header}\n1,a,b,c\n")
    assert str(refusal.value) == f"table.csv: {message}"


def test_a_table_without_a_column_for_the_text_is_refused() -> None:
    with pytest.raises(InputError) as refusal:
        of_csv("id,country,shoe\n1,Kenya,42\n")
    assert str(refusal.value) == (
        "table.csv: no column holds the text of the contributions; call one “text” (it has “id”, “country”, “shoe”)"
    )


def test_a_table_without_names_is_refused() -> None:
    with pytest.raises(InputError) as refusal:
        of_csv("17,We ask for this,42\n")
    assert str(refusal.value) == (
        "table.csv: the first row names no column that is known (“17”, “We ask for this”, “42”): name them id, text, …"
    )


def test_without_ids_rows_are_called_by_their_number() -> None:
    gathered = of_csv("text\nhello\nhello\n")
    assert [contribution.id for contribution in gathered.contributions] == ["row-0002", "row-0003"]
    assert gathered.report[0].notices == ("there is no column “id”: each row is called by its number",)


def test_empty_rows_and_rows_without_text_are_set_aside() -> None:
    gathered = of_csv("id,text\n1,\n2,  \n,\n\n3,...\n4,👍\n,\n")
    assert outcomes(gathered) == [
        ("table.csv", "", "read", None, None),
        ("table.csv", "row 2", "set aside", "no text", None),
        ("table.csv", "row 3", "set aside", "no text", None),
        ("table.csv", "rows 4 to 5", "set aside", "empty", None),
        ("table.csv", "row 6", "set aside", "no text", None),
        ("table.csv", "row 7", "read with notices", None, "4"),
        ("table.csv", "row 8", "set aside", "empty", None),
    ]


def test_a_table_of_names_alone_holds_no_contributions() -> None:
    (row,) = of_csv("id,text\n").report
    assert (row.outcome, row.reason, row.notices) == ("set aside", "empty", ("holds no contributions",))


def test_cells_beyond_the_last_column_are_told() -> None:
    gathered = of_csv("id,text\n1,we ask, for this,\n")
    assert gathered.contributions[0].text == "we ask"
    assert notices(gathered)[0] == "1 cell stands beyond the last column and was not used: for this"


def test_short_rows_have_empty_cells() -> None:
    contribution = one("text,id,country\nhello\n")
    assert (contribution.text, contribution.id, contribution.country) == ("hello", "row-0002", None)


def test_a_formula_that_was_neutralised_is_read_as_it_was() -> None:
    assert one("id,text\n1,'=SUM(A1)\n").text == "=SUM(A1)"


def test_a_text_of_300_pages_in_a_cell_is_read_whole() -> None:
    text = "We ask that paragraph 14 be kept as it is. " * 18_000
    assert one(f"id,text\n1,{text}\n").text == text.strip()
