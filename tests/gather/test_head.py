"""The head of a submission: front matter and the lines of platforms."""

import pytest

from soundingboard.gather.head import Head, take_front_matter, take_head

FORM = """A charter for small ports and
the people who work there
Area: PRINCIPLES FOR THE
HARBOUR
Entitled by: Ana Pérez
Region: Ukraine
Organization: Ministry of Transport, Information Technology and
Communications
Sector: Government
Keywords: ports, small boats, reliable connections, training of crews
and pilots
Doc Attached: Click here
Abstract
We ask for more."""
LINES = FORM.splitlines()


def test_a_form_with_a_title_and_values_that_run_on() -> None:
    head = take_head(LINES, wrapped=True)
    assert head == Head(
        "A charter for small ports and the people who work there",
        {
            "participant": "Ana Pérez",
            "regional_group": "Ukraine",
            "organisation": "Ministry of Transport, Information Technology and Communications",
            "stakeholder_group": "Government",
        },
        (
            ("Area", "PRINCIPLES FOR THE HARBOUR"),
            ("Keywords", "ports, small boats, reliable connections, training of crews and pilots"),
            ("Doc Attached", "Click here"),
        ),
        12,
    )
    assert head.notices() == (
        "lines of the head that no field takes: Area: PRINCIPLES FOR THE HARBOUR; "
        "Keywords: ports, small boats, reliable connections, training of crews and pilots; Doc Attached: Click here",
    )


def test_personal_details_are_named_and_not_repeated() -> None:
    head = take_head(["Name: Ana", "E-mail: ana@example.org", "Sector: NGO", "", "Text"], wrapped=True)
    assert head is not None
    assert head.notices() == ("lines of the head that no field takes: E-mail",)


@pytest.mark.parametrize(
    "lines",
    [
        ["Sector: this is one label alone", "and the text goes on."],
        ["Area: one", "Keywords: two", "no field among them"],
        ["We have three points.", "", "First: access.", "Second: trust."],
        [f"line {n} of a long text" for n in range(20)] + ["Name: Ana", "Sector: NGO"],
        ["Text: Sector: NGO", "Comment: x"],
        [],
    ],
)
def test_what_is_no_head(lines: list[str]) -> None:
    assert take_head(lines, wrapped=True) is None


def test_a_blank_line_ends_the_head_unless_a_label_follows() -> None:
    lines = [
        "Name : Ana",
        "",
        "Secteur : Société civile",
        "Pays : Kenya",
        "",
        "Nous demandons ceci.",
        "Date: 2026-03-16",
    ]
    head = take_head(lines, wrapped=True)
    assert head is not None
    assert head.said == {"participant": "Ana", "stakeholder_group": "Société civile", "country": "Kenya"}
    assert lines[head.rest :] == ["", "Nous demandons ceci.", "Date: 2026-03-16"]


def test_the_last_value_runs_on_only_from_a_full_line() -> None:
    long = "Organization: The Association of Harbour Pilots and Crews of"
    head = take_head(["Sector: NGO", long, "Small Ports", "We ask for more."], wrapped=True)
    assert head is not None
    assert head.said["organisation"] == "The Association of Harbour Pilots and Crews of Small Ports"
    assert head.rest == 3
    short = take_head(
        ["Sector: NGO and a long line so that the next is short", "Country: Kenya", "We ask."], wrapped=True
    )
    assert short is not None
    assert (short.said["country"], short.rest) == ("Kenya", 2)


def test_blocks_of_a_document_do_not_run_on() -> None:
    head = take_head(
        ["Organisation | Harbour Watch", "**Sector:** NGO", "A paragraph.", "Country: Kenya"], wrapped=False
    )
    assert head is not None
    assert head.said == {"organisation": "Harbour Watch", "stakeholder_group": "NGO"}
    assert head.rest == 2


def test_a_label_that_was_filled_in_again_is_taken_off() -> None:
    head = take_head(["Sector: Sector - NGO", "Organization: ORGANIZATION: Harbour Watch"], wrapped=True)
    assert head is not None
    assert head.said == {"stakeholder_group": "NGO", "organisation": "Harbour Watch"}


def test_front_matter_as_yaml() -> None:
    matter = 'title: "Our view"\nsector: NGO\ngroupings: [SIDS, LDC]\nnom:\n  Ana\n# note\nmood: good'
    head, rest = take_front_matter(f"---\n{matter}\n---\nWe ask.\n")
    assert head == Head(
        "Our view",
        {"stakeholder_group": "NGO", "groupings": "SIDS; LDC", "participant": "Ana"},
        (("mood", "good"),),
    )
    assert rest == "We ask.\n"


def test_front_matter_as_toml() -> None:
    head, rest = take_front_matter('+++\ndate = 2026-03-16\ncountry = "Kenya"\n[extra]\na = 1\n+++\nWe ask.')
    assert head == Head("", {"date": "2026-03-16", "country": "Kenya"}, (("extra", "{'a': 1}"),))
    assert rest == "We ask."


@pytest.mark.parametrize(
    "text",
    [
        "---\nA text between rules\n---\nmore",
        "+++\nnot = = toml\n+++\nmore",
        "a: b\n---\n",
        "---\nopen: yes\n",
    ],
)
def test_what_is_no_front_matter_stays_in_the_text(text: str) -> None:
    assert take_front_matter(text) == (None, text)
