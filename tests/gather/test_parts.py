"""Several files that are one submission, and files that only look like it."""

import pytest

from soundingboard.gather import Gathered, gather
from soundingboard.gather.parts import is_copy, shared_stem

ABSTRACT = "A short word on what we ask for in the document below."
FORM = f"Harbours for all\nSector: NGO\nCountry: Kenya\nAbstract\n{ABSTRACT}\nDocument\n"
LONG = "\n\n".join(
    f"{n}. We ask that harbour number {n} stay open to small boats from {n} in the morning."
    for n in range(1, 9)
)


def of_files(tmp_path, **files: str) -> Gathered:
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    return gather([tmp_path])


@pytest.mark.parametrize(
    ("first", "second", "id"),
    [
        ("001A.txt", "001B.txt", "001"),
        ("brief-a.txt", "brief-b.txt", "brief"),
        ("brief_1.txt", "brief_2.txt", "brief"),
        ("brief part 1.txt", "brief part 2.txt", "brief"),
    ],
)
def test_a_form_and_its_document_are_one_submission(tmp_path, first: str, second: str, id: str) -> None:
    gathered = of_files(tmp_path, **{first: FORM + "See the attached file.", second: LONG})
    (contribution,) = gathered.contributions
    assert contribution.id == id
    assert contribution.text == (
        "# Harbours for all\n\n# Abstract\n\nA short word on what we ask for in the document below.\n\n"
        f"# Document\n\nSee the attached file.\n\n{LONG}"
    )
    assert [(row.file, row.id, row.notices) for row in gathered.report] == [
        (first, id, (
            f"joined with {second}: one submission",
            "“NGO” read as the stakeholder group “civil society”",
            "the regional group “African” is taken from the country Kenya",
        )),
        (second, id, (f"is part of the submission in {first}",)),
    ]  # fmt: skip


def test_a_part_of_the_form_that_stands_in_the_document_is_left_out(tmp_path) -> None:
    gathered = of_files(tmp_path, **{"001A.txt": FORM + LONG, "001B.txt": "Document\n\n" + LONG})
    assert gathered.contributions[0].text == (
        f"# Harbours for all\n\n# Abstract\n\n{ABSTRACT}\n\n# Document\n\n{LONG}"
    )
    assert gathered.report[0].notices[1] == "“Document” was left out: it stands in 001B.txt too"


@pytest.mark.parametrize(
    "files",
    [
        {"001A.txt": LONG, "001B.txt": LONG + " b"},  # neither says who speaks
        {"001A.txt": FORM + LONG, "001B.txt": FORM + LONG + " b"},  # both do
        {"001A.txt": LONG, "001B.txt": FORM + LONG},  # the second does
        {"001B.txt": FORM + LONG, "001C.txt": LONG},  # there is no first
        {"bravo.txt": FORM + LONG, "brava.txt": LONG},  # the letters belong to the words
        {"rev1.txt": FORM + LONG, "rev2.txt": LONG},  # a figure straight after letters is no part
    ],
)
def test_other_files_stay_apart(tmp_path, files: dict[str, str]) -> None:
    assert len(of_files(tmp_path, **files).contributions) == 2


def test_the_marks_of_parts() -> None:
    names = [
        "x/001A.txt",
        "001.txt",
        "brief b.pdf",
        "GroupB.txt",
        "2014.txt",
        "teil-2.pdf",
        "a_partie_2.pdf",
        "10D.md",
        "10E.md",
    ]
    assert [shared_stem(name) for name in names] == [
        "001",
        "001",
        "brief",
        "GroupB",
        "2014",
        "teil",
        "a",
        "10",
        "10E",
    ]


def test_a_copy_may_lose_a_few_words_and_another_text_is_none() -> None:
    assert is_copy(LONG, "Header\n" + LONG.replace("harbour number 4", "har- bour number 4"))
    assert not is_copy(LONG, LONG.replace("harbour", "port").replace("small", "large"))
    assert not is_copy("We ask for this.", LONG + " We ask for this.")
