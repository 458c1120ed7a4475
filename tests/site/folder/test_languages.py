"""Drafts of a folder in other languages."""

from pathlib import Path

import pytest

from soundingboard.errors import InputError
from soundingboard.site.drafts.models import LanguageVersion
from soundingboard.site.folder.actions import load
from soundingboard.site.folder.export import export
from soundingboard.site.folder.reading import read_folder
from soundingboard.site.processes.models import Process
from tests.site.folder.test_folder import EXAMPLE

pytestmark = pytest.mark.django_db

FRENCH = "# La jetée\n\n1. Nous nous engageons à poser des lampes.\n\n2. Nous prenons note de la marée.\n"
NAMED = 'versions = [{ language = "fr", file = "text.fr.md" }]\n'


def folder(tmp_path: Path, versions: str = NAMED, text: str = FRENCH) -> Path:
    """A folder with one draft, and a version of it."""
    made = tmp_path / "pier"
    made.mkdir()
    (made / "text.md").write_text("# The Pier\n\n1. We commit to lamps.\n\n2. We note the tide.\n")
    (made / "text.fr.md").write_text(text)
    (made / "process.toml").write_text(
        f'title = "The Pier"\n[[drafts]]\nstage = "rev1"\nlabel = "Rev1"\nfile = "text.md"\n{versions}'
    )
    return made


def kept() -> list[tuple[str, ...]]:
    rows = LanguageVersion.objects.kept().order_by("draft__order", "language")
    return [(row.draft.slug, row.language, row.standing, row.record["paragraphs"]) for row in rows]


def test_a_version_is_loaded_and_written_back(tmp_path: Path) -> None:
    process = load(read_folder(folder(tmp_path)))
    before = kept()
    (only,) = before
    assert only[:3] == ("rev1", "fr", "unofficial")
    assert [p["text"] for p in only[3]] == [
        "Nous nous engageons à poser des lampes.",
        "Nous prenons note de la marée.",
    ]
    export(process, tmp_path / "out")
    (tmp_path / "out" / "record.jsonl").unlink()
    Process.objects.all().delete()
    load(read_folder(tmp_path / "out"))
    assert kept() == before


def test_an_official_one_is_said_to_be_so(tmp_path: Path) -> None:
    load(read_folder(folder(tmp_path, NAMED.replace(" }", ", official = true }"))))
    assert [row[2] for row in kept()] == ["official"]


def test_paragraphs_that_differ_are_told(tmp_path: Path) -> None:
    told: list[str] = []
    load(read_folder(folder(tmp_path, text=FRENCH.replace("2.", "3."))), told.append)
    assert told[0] == "Rev1, fr: 1; in one alone: 2, 3"


@pytest.mark.parametrize(
    ("versions", "text", "words"),
    [
        (NAMED.replace('"fr"', '"french"'), FRENCH, "french is no code of a language"),
        (NAMED.replace('"fr"', '"en-GB"'), FRENCH, "stands in en-GB already"),
        (NAMED.replace("]", ', { language = "fr", file = "text.fr.md" }]'), FRENCH, "stands in fr already"),
        (NAMED.replace(', file = "text.fr.md"', ""), FRENCH, "a version needs a file"),
        ('versions = "fr"\n', FRENCH, "versions must be a list of tables"),
        (NAMED.replace("text.fr.md", "no.md"), FRENCH, "is named in the process but not there"),
        (NAMED, FRENCH.replace("1.", "71.").replace("2.", "72."), "none of its paragraphs has a number"),
    ],
)
def test_what_is_wrong_with_a_version_is_said_in_one_line(
    tmp_path: Path, versions: str, text: str, words: str
) -> None:
    with pytest.raises(InputError, match=words) as caught:
        load(read_folder(folder(tmp_path, versions, text)))
    assert "\n" not in str(caught.value)
    assert LanguageVersion.objects.count() == 0


def test_the_example_stands_in_french_and_spanish() -> None:
    told: list[str] = []
    load(read_folder(EXAMPLE), told.append)
    assert [row[:3] for row in kept()] == [("rev1", "es", "official"), ("rev1", "fr", "unofficial")]
    assert [words for words in told if words.startswith("Revision 1, ")] == [
        "Revision 1, fr: 123",
        "Revision 1, es: 123",
    ]
