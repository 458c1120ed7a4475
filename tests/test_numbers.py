"""Numbers as printed, as cited, as identifiers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundingboard.numbers import (
    as_cited,
    eid_for,
    han_value,
    is_roman,
    kind_of,
    number_key,
    owner_of,
    printed,
    read_bare_number,
    read_label,
    read_roman_number,
    roman,
    stretch,
    unique,
    value_of,
)


@pytest.mark.parametrize(
    ("text", "kind", "number", "printed", "rest"),
    [
        ("12. We commit", "paragraph", "12", "12.", "We commit"),
        ("12 bis. We commit", "paragraph", "12 bis", "12 bis.", "We commit"),
        ("12bis We commit", "paragraph", "12 bis", "12bis", "We commit"),
        ("12.bis We commit", "paragraph", "12 bis", "12.bis", "We commit"),
        ("1ter We commit", "paragraph", "1 ter", "1ter", "We commit"),
        ("OP7ter Calls upon", "paragraph", "OP7 ter", "OP7ter", "Calls upon"),
        ("OP 7. Calls upon", "paragraph", "OP7", "OP 7.", "Calls upon"),
        ("PP4 Recalling", "preambular", "PP4", "PP4", "Recalling"),
        ("§ 15 We commit", "paragraph", "15", "§ 15", "We commit"),
        ("Para. 15 We commit", "paragraph", "15", "Para. 15", "We commit"),
        ("54a. We commit", "paragraph", "54a", "54a.", "We commit"),
        ("2.1. Scope", "paragraph", "2.1", "2.1.", "Scope"),
        ("56: We note", "paragraph", "56", "56:", "We note"),
        ("12) We note", "paragraph", "12", "12)", "We note"),
        ("[12. We note]", "paragraph", "12", "12.", "[We note]"),
        ("12. [We note]", "paragraph", "12", "12.", "[We note]"),
        ("(a) berths", "item", "a", "(a)", "berths"),
        ("a) berths", "item", "a", "a)", "berths"),
        ("(iv) berths", "item", "iv", "(iv)", "berths"),
        ("(12) berths", "item", "12", "(12)", "berths"),
        ("• berths", "bullet", "", "•", "berths"),
        ("12.", "paragraph", "12", "12.", ""),
        ("12 Bis. We commit", "paragraph", "12 bis", "12 Bis.", "We commit"),
        ("12 alt We commit", "paragraph", "12 alt", "12 alt", "We commit"),
        ("12bis.alt We commit", "paragraph", "12 bis alt", "12bis.alt", "We commit"),
        ("12 alt 1. We commit", "paragraph", "12 alt 1", "12 alt 1.", "We commit"),
        ("OP1.bis Decides", "paragraph", "OP1 bis", "OP1.bis", "Decides"),
        ("OP7 A new port", "paragraph", "OP7", "OP7", "A new port"),
        ("12. a) ports", "paragraph", "12", "12.", "a) ports"),
        ("1.1 Ports open", "paragraph", "1.1", "1.1", "Ports open"),
        ("5.a Undertake reforms", "paragraph", "5.a", "5.a", "Undertake reforms"),
        ("3°) Nous notons", "paragraph", "3", "3°)", "Nous notons"),
        ("[12 bis.] We note", "paragraph", "12 bis", "[12 bis.]", "We note"),
        ("[[9. We note]]", "paragraph", "9", "9.", "[[We note]]"),
        ("(a) bis berths", "item", "a bis", "(a) bis", "berths"),
        ("(IV) berths", "item", "IV", "(IV)", "berths"),
        ("١٢. نلتزم", "paragraph", "12", "١٢.", "نلتزم"),
        ("١- نلتزم", "paragraph", "1", "١-", "نلتزم"),
        ("(أ) فتح", "item", "أ", "(أ)", "فتح"),
        ("а) открыть", "item", "а", "а)", "открыть"),
        ("12．我们承诺", "paragraph", "12", "12．", "我们承诺"),
        ("１２、我们承诺", "paragraph", "12", "１２、", "我们承诺"),
        ("4.我们承诺", "paragraph", "4", "4.", "我们承诺"),
        ("十二、我们承诺", "paragraph", "12", "十二、", "我们承诺"),
        ("第十二条 我们承诺", "paragraph", "12", "第十二条", "我们承诺"),
        ("（一）港口", "item", "一", "（一）", "港口"),
    ],
)
def test_a_printed_number_is_read(text: str, kind: str, number: str, printed: str, rest: str) -> None:
    label = read_label(text)
    assert label is not None
    assert (label.kind, label.number, label.printed, label.rest) == (kind, number, printed, rest)


@pytest.mark.parametrize(
    "text",
    [
        "2030 was a year", "We commit", "", "In 2030. Then", "A. Capacity", "12We", "3 berths", "I. Ports", "[1] Smith",
        "1.5 million ports", "Paragraph 12 is deleted", "2030 - the year", "5 - 10 ports", "30 alternative",
        "12 altering", "10.30 a.m.",
    ],
)  # fmt: skip
def test_what_is_no_label_is_left_alone(text: str) -> None:
    assert read_label(text) is None


def test_a_bare_number_is_read_only_when_asked_for() -> None:
    label = read_bare_number("12 We note")
    assert label is not None
    assert (label.number, label.rest) == ("12", "We note")


@pytest.mark.parametrize(
    ("number", "eid"),
    [
        ("12 bis", "para_12bis"),
        ("1 ter", "para_1ter"),
        ("PP4", "pre_4"),
        ("OP7 ter", "para_7ter"),
        ("29(a)", "para_29__item_a"),
        ("29(a)(i)", "para_29__item_a__item_i"),
        ("15", "para_15"),
        ("54a", "para_54a"),
        ("29(a bis)", "para_29__item_abis"),
        ("2.1", "para_2-1"),
        ("29 closing", "para_29__closing"),
        ("29(a) bullet 2", "para_29__item_a__bullet_2"),
        ("text 1", "text_1"),
        ("(a)", "item_a"),
        ("", "para"),
    ],
)
def test_an_eid_follows_from_the_number(number: str, eid: str) -> None:
    assert eid_for(number) == eid


@pytest.mark.parametrize(
    ("number", "label", "kind", "owner"),
    [
        ("12", "12.", "operative", ""),
        ("12 bis", "12 bis.", "operative", ""),
        ("OP7 ter", "OP7 ter.", "operative", ""),
        ("PP4", "", "preambular", ""),
        ("29(a)", "(a)", "item", "29"),
        ("29(a)(i)", "(i)", "item", "29(a)"),
        ("29 closing", "", "operative", ""),
        ("3.1.X.X.X.1", "", "operative", ""),
    ],
)
def test_a_number_alone_says_how_it_is_printed_and_what_it_belongs_to(number, label, kind, owner) -> None:
    assert (printed(number), kind_of(number), owner_of(number)) == (label, kind, owner)


def test_a_kind_counts_only_where_the_number_is_silent() -> None:
    assert eid_for("4", "preambular") == "pre_4"


def test_a_second_eid_is_counted() -> None:
    assert unique(["para_1", "para_1", "para_1_2", "para_1"]) == [
        "para_1",
        "para_1_2",
        "para_1_2_2",
        "para_1_3",
    ]


def test_values_of_numbers() -> None:
    assert [han_value(n) for n in ("十", "十二", "二十", "一百零五", "二〇", "12")] == [
        10,
        12,
        20,
        105,
        20,
        12,
    ]
    assert [value_of(n) for n in ("IV", "IX", "XIV", "XL", "12")] == [4, 9, 14, 40, 12]


def test_a_capital_roman_number_is_read_only_when_asked_for() -> None:
    label = read_roman_number("IV. We note")
    assert label is not None
    assert (label.number, label.printed, label.rest) == ("IV", "IV.", "We note")
    assert read_roman_number("IIII. We note") is None


def test_roman_numbers_are_known() -> None:
    assert [part for part in ("i", "iv", "ix", "xiv", "xl", "a", "iiii", "vv", "") if is_roman(part)] == [
        "i",
        "iv",
        "ix",
        "xiv",
        "xl",
    ]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12", "12"),
        ("49 (a)", "49(a)"),
        ("29 (a) (i)", "29(a)(i)"),
        ("1quat.", "1 quat"),
        ("12.BIS", "12 bis"),
        ("OP 7ter", "OP7 ter"),
        ("pp2bis", "PP2 bis"),
        ("54 a", "54a"),
        ("١٢", "12"),
    ],
)
def test_a_number_in_running_text_as_a_citation_prints_it(written: str, number: str) -> None:
    assert as_cited(written) == number


@pytest.mark.parametrize(
    ("one", "other"),
    [("12 bis", "12BIS"), ("OP7", "7"), ("1 quat", "1 quater"), ("29 (D)", "29(d)"), ("PP4", "pp 4")],
)
def test_numbers_that_are_the_same(one: str, other: str) -> None:
    assert number_key(one) == number_key(other)


def test_numbers_that_are_not_the_same() -> None:
    assert number_key("PP4") != number_key("4")
    assert number_key("54a") != number_key("54(a)")


@pytest.mark.parametrize(
    ("first", "last", "numbers"),
    [
        ("9", "12", "9 10 11 12"),
        ("12", "12", "12"),
        ("20", "10", "20 10"),
        ("12", "900", "12 900"),
        ("27", "28(b)", "27 28(b)"),
        ("29(a)", "31", "29(a) 30 31"),
        ("29(a)", "29(c)", "29(a) 29(b) 29(c)"),
        ("29(i)", "29(iv)", "29(i) 29(ii) 29(iii) 29(iv)"),
        ("29(h)", "29(j)", "29(h) 29(i) 29(j)"),
        ("29(a)(i)", "29(a)(iii)", "29(a)(i) 29(a)(ii) 29(a)(iii)"),
        ("6(1)", "6(3)", "6(1) 6(2) 6(3)"),
        ("54a", "54c", "54a 54b 54c"),
        ("3.1", "3.3", "3.1 3.2 3.3"),
        ("OP7", "OP9", "OP7 OP8 OP9"),
        ("OP7", "9", "OP7 OP8 9"),
        ("PP1", "OP2", "PP1 OP2"),
        ("II", "IV", "II III IV"),
        ("B", "D", "B C D"),
        ("IV", "B", "IV B"),
    ],
)
def test_a_stretch_of_numbers(first: str, last: str, numbers: str) -> None:
    assert stretch(first, last) == tuple(numbers.split())


@pytest.mark.parametrize(
    ("first", "last", "numbers"),
    [
        ("9", "12", ("9", "9 bis", "10", "11", "11a", "12")),  # 12 bis comes after 12
        ("11", "13", ("11", "11a", "12", "12 bis", "12 ter", "13")),
        ("12 bis", "13", ("12 bis", "12 ter", "13")),
        ("12", "12 ter", ("12", "12 bis", "12 ter")),
        ("12 bis", "12 quat", ("12 bis", "12 ter", "12 quat")),
        ("12", "12 alt", ("12", "12 alt")),
    ],
)
def test_a_stretch_takes_in_what_the_draft_has_between(
    first: str, last: str, numbers: tuple[str, ...]
) -> None:
    draft = ("9", "9 bis", "10", "11", "11a", "11(a)", "12", "12 bis", "12 ter", "13", "PP11")
    assert stretch(first, last, draft) == numbers


@given(st.integers(1, 89))
def test_a_roman_number_is_read_back(value: int) -> None:
    assert is_roman(roman(value))
    assert value_of(roman(value).upper()) == value


@given(st.integers(0, 999), st.integers(0, 999))
def test_a_stretch_begins_and_ends_with_its_ends(first: int, last: int) -> None:
    numbers = stretch(str(first), str(last))
    assert (numbers[0], numbers[-1]) == (str(first), str(last))
    assert len(numbers) == (last - first + 1 if 0 <= last - first <= 200 else 2)
