"""Folders of contributions, and what their files say of each other."""

import os
from pathlib import Path

import pytest

from soundingboard.errors import InputError
from soundingboard.gather import gather

from .reading import outcomes

ASK = "We ask that paragraph 14 be kept as it is."


@pytest.fixture
def folder(tmp_path: Path):
    def make(**files: str | bytes) -> Path:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return make


def test_every_file_is_in_the_report_in_the_order_of_names(folder) -> None:
    path = folder(**{
        "b.txt": ASK + " b", "a/c.md": ASK + " c", "a/.hidden": "x", ".DS_Store": b"\0", "~$b.docx": "x",
        "Thumbs.db": "x",
        "README.md": "about", "table.csv": "id,text\n1,hello\n", "empty.txt": "", "sheet.xlsx": b"PK",
        "lonely.toml": 'country = "Kenya"',
        "pic.png": b"\x89PNG\r\n\x1a\n", "inner.zip": b"PK\x05\x06" + b"\0" * 18, "__MACOSX/b.txt": "x",
    })  # fmt: skip
    assert outcomes(gather([path])) == [
        (".DS_Store", "", "set aside", "not a contribution", None),
        ("README.md", "", "set aside", "not a contribution", None),
        ("Thumbs.db", "", "set aside", "not a contribution", None),
        ("__MACOSX", "", "set aside", "not a contribution", None),
        ("a/.hidden", "", "set aside", "not a contribution", None),
        ("a/c.md", "", "read", None, "a-c"),
        ("b.txt", "", "read", None, "b"),
        ("empty.txt", "", "set aside", "empty", None),
        ("inner.zip", "", "set aside", "not readable", None),
        ("lonely.toml", "", "set aside", "not a contribution", None),
        ("pic.png", "", "set aside", "not readable", None),
        ("sheet.xlsx", "", "set aside", "not readable", None),
        ("table.csv", "", "read", None, None),
        ("table.csv", "row 2", "read with notices", None, "1"),
        ("~$b.docx", "", "set aside", "not a contribution", None),
    ]


def test_a_message_in_a_row_does_not_repeat_the_name_of_the_file(folder) -> None:
    report = gather([folder(**{"a.txt": ASK, "sheet.xlsx": b"PK"})]).report
    assert report[1].notices == ("is a spreadsheet; save it as CSV (“CSV UTF-8”) and give that",)


def test_metadata_beside_a_document(folder) -> None:
    path = folder(**{
        "a.txt": ASK + " a",
        "a.toml": 'id = "x-1"\norganisation = "Harbour Watch"\ndate = 2026-03-16\ngroupings = ["SIDS"]\nmood = "good"',
        "b.md": "---\nsector: NGO\ncountry: Kenya\n---\n" + ASK,
        "b.md.json": '{"sector": "Government", "title": "Our view"}',
        "c.txt": ASK + " c", "c.toml": "broken = = toml",
    })  # fmt: skip
    gathered = gather([path])
    a, b, c = gathered.contributions
    assert (a.id, a.organisation, a.date, a.groupings) == ("x-1", "Harbour Watch", "2026-03-16", ("SIDS",))
    assert (b.stakeholder_group, b.country, b.text) == ("government", "Kenya", f"# Our view\n\n{ASK}")
    assert c.organisation is None
    rows = {row.file: row for row in gathered.report}
    assert rows["a.toml"].notices == ("fields not used: “mood”", "says who speaks in a.txt")
    assert rows["b.md"].notices[0] == (
        "“stakeholder_group”: the metadata say “Government”, the document “NGO”; the metadata count"
    )
    assert (rows["c.toml"].outcome, rows["c.toml"].reason) == ("set aside", "not readable")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "metadata.csv",
            "file,organisation,Sector\na.txt,Harbour Watch,NGO\nsub/b.txt,Ministry,Government\nmissing.pdf,X,Y\n,Z,Z\n",
        ),
        (
            "metadata.jsonl",
            '{"format": "soundingboard/1"}\n{"file": "A.TXT", "organisation": "Harbour Watch", "Sector": "NGO"}\n'
            '{"file": "b", "organisation": "Ministry", "Sector": "Government"}\n{"file": "missing.pdf"}\n',
        ),
    ],
)
def test_metadata_in_one_table_for_the_folder(folder, name: str, content: str) -> None:
    gathered = gather([folder(**{"a.txt": ASK + " a", "sub/b.txt": ASK + " b", name: content})])
    assert [(c.organisation, c.stakeholder_group) for c in gathered.contributions] == [
        ("Harbour Watch", "civil society"),
        ("Ministry", "government"),
    ]
    row = next(row for row in gathered.report if row.file == name)
    assert row.notices[-2:] == (
        "no file beside it is called “missing.pdf”",
        "holds what is said of the other files",
    )


def test_a_table_of_metadata_that_names_no_files_is_set_aside(folder) -> None:
    gathered = gather([folder(**{"a.txt": ASK, "metadata.csv": "organisation,Sector\nX,Y\n"})])
    assert [c.id for c in gathered.contributions] == ["a"]
    assert gathered.report[1].notices == ("has no column that names the files: call one “file”",)


def test_the_same_file_twice_is_read_once_unless_others_send_it(folder) -> None:
    path = folder(**{"a.txt": ASK, "b.txt": ASK, "c.txt": ASK, "c.toml": 'organisation = "Another"'})
    gathered = gather([path])
    assert [(c.id, c.organisation) for c in gathered.contributions] == [("a", None), ("c", "Another")]
    assert gathered.report[1].notices == ("is the same file as a.txt",)
    assert gathered.report[1].reason == "repeated"


def test_several_paths_and_a_file_among_them_that_cannot_be_read(folder) -> None:
    path = folder(
        **{
            "one/a.txt": ASK + " a",
            "two/a.txt": ASK + " b",
            "c.xlsx": b"PK",
            "d.zip": b"PK\x03\x04broken",
            "README.txt": ASK,
        }
    )
    gathered = gather([path / "one", path / "two", path / "c.xlsx", path / "d.zip", path / "README.txt"])
    assert outcomes(gathered) == [
        ("one/a.txt", "", "read", None, "one-a"),
        ("two/a.txt", "", "read", None, "two-a"),
        ("c.xlsx", "", "set aside", "not readable", None),
        ("d.zip", "", "set aside", "refused", None),
        ("README.txt", "", "read", None, "README"),
    ]


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing\.csv: cannot be opened: No such file or directory"):
        gather([tmp_path / "nothing.csv"])
    with pytest.raises(InputError) as refusal:
        gather([])
    assert str(refusal.value) == "no file was given: name files, folders or archives"


def test_links_to_folders_and_files_that_are_none_are_not_followed(folder) -> None:
    path = folder(**{"a.txt": ASK})
    (path / "loop").symlink_to(path, target_is_directory=True)
    os.mkfifo(path / "pipe")
    assert [(row.file, row.reason, row.notices) for row in gather([path]).report[1:]] == [
        ("loop", "refused", ("is a link to another folder; give that folder itself",)),
        ("pipe", "refused", ("is no file",)),
    ]


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    gathered = gather([tmp_path])
    assert (gathered.contributions, gathered.report) == ((), ())


def test_progress_is_told_file_by_file(folder) -> None:
    told: list[tuple[str, int, int]] = []
    gather([folder(**{"a.txt": ASK, "b.txt": ASK + " b"})], progress=lambda *step: told.append(step))
    assert told == [("read", 0, 2), ("read", 1, 2), ("read", 2, 2), ("settle", 0, 2), ("settle", 2, 2)]


def test_two_readings_are_the_same(folder) -> None:
    path = folder(**{f"{n % 7}/{n}.txt": f"{ASK} {n}" for n in range(40)})
    assert gather([path]) == gather([path])
