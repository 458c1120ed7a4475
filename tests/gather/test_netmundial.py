"""A folder of a hundred real submissions, each a form and its document: who speaks is read from the files."""

import csv
import io
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from soundingboard.gather import Gathered, gather, gather_bytes
from soundingboard.gather.lexicon import fold, lost_letters


@pytest.fixture(scope="module")
def gathered(data: Path) -> Gathered:
    return gather([data / "netmundial2014"])


@pytest.fixture(scope="module")
def table(data: Path) -> dict[str, dict[str, str]]:
    path = data / "netmundial2014" / "cis_netmundial_track_multistakeholder.csv"
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        return {row["Serial Number"].zfill(3): row for row in csv.DictReader(file)}


def test_every_pair_of_files_is_one_submission_and_the_rest_is_set_aside(
    gathered: Gathered, data: Path
) -> None:
    files = sorted(path.name for path in (data / "netmundial2014").iterdir())
    assert [row.file for row in gathered.report] == files
    submissions = [name for name in files if name.endswith(("A.txt", "B.txt"))]
    assert [row.file for row in gathered.report if row.outcome != "set aside"] == submissions
    assert [c.id for c in gathered.contributions] == sorted({name[:3] for name in submissions})


def test_the_folder_in_an_archive_reads_as_the_folder(gathered: Gathered, data: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in (data / "netmundial2014").iterdir():
            archive.write(path, f"netmundial2014/{path.name}")
    assert gather_bytes("netmundial2014.zip", target.getvalue()) == gathered


def test_all_sectors_are_read(gathered: Gathered, table: dict[str, dict[str, str]]) -> None:
    read = {c.id: c.as_written.get("stakeholder_group", c.stakeholder_group) for c in gathered.contributions}
    assert {id: fold(words) for id, words in read.items()} == {id: fold(table[id]["Sector"]) for id in read}


def test_the_sector_that_is_no_group_is_listed_for_mending(gathered: Gathered) -> None:
    groups = Counter(c.stakeholder_group for c in gathered.contributions)
    listed = [words for _id, field, words in gathered.mending if field == "stakeholder_group"]
    assert listed == ["Other"] * groups["not stated"]


def test_organisations_are_read(gathered: Gathered, table: dict[str, dict[str, str]]) -> None:
    """The table drops words of a few names, and spells out others: all but a handful are the same letter by letter."""
    same = [
        c.id
        for c in gathered.contributions
        if lost_letters(c.organisation or c.as_written["organisation"]).replace(" ", "")
        == lost_letters(table[c.id]["Organisation"]).replace(" ", "")
    ]
    assert len(same) >= 0.94 * len(gathered.contributions)


def test_a_country_is_read_where_the_form_names_one_and_nowhere_else(
    gathered: Gathered, table: dict[str, dict[str, str]]
) -> None:
    """By hand, from the table: which forms name no country, or several."""
    none = {
        "Africa", "Americas", "Europe", "Global", "MENA", "Commonwealth", "Latin America And The Caribbean",
        "Brazil And Germany", "India And Brazil", "Us, Eu, Geneva", "Europe, Middle East And North Africa",
        "Commonwealth Telecommunications Organisation", "The Aspen Institute",
        "Austrian Federal Ministry For Transport, Innovation And Technology",
        "Directorate General Human Rights And Rule Of Law", "Global With Company Headquarters In The U.S.",
    }  # fmt: skip
    wrong = {
        c.id: (c.country, table[c.id]["Country"])
        for c in gathered.contributions
        if (c.country is None) != (table[c.id]["Country"].strip() in none)
    }
    assert wrong == {}


def test_no_text_of_a_submission_stands_in_it_twice(gathered: Gathered) -> None:
    notices = [notice for row in gathered.report for notice in row.notices]
    assert sum("“Document” was left out" in notice for notice in notices) >= 80
    for contribution in gathered.contributions:
        blocks = Counter(block for block in contribution.text.split("\n\n") if len(block) > 400)
        assert [block for block, n in blocks.items() if n > 1] == []


def test_papers_in_pdf_and_word_are_read_whole(data: Path) -> None:
    gathered = gather([data / "submissions"])
    assert [(c.language, len(c.text) > 20_000) for c in gathered.contributions] == [("en", True)] * 6
    assert {row.reason for row in gathered.report if row.file.endswith((".pdf", ".docx"))} == {None}
