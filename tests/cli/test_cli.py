"""The command line as people use it: results to the output, words to standard error, one line on bad input."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from soundingboard.cli import main

OLD = "1. We commit to keeping every public quay open.\n\n2. We note that old cranes are loud and burn diesel oil.\n"
NEW = OLD.replace("commit to keeping", "recognize the need to keep")


@pytest.fixture
def drafts(tmp_path: Path) -> tuple[str, str]:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(OLD)
    new.write_text(NEW)
    return str(old), str(new)


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "soundingboard.cli", *arguments], input=stdin, capture_output=True
    )


def output(capfdbinary) -> bytes:
    return capfdbinary.readouterr().out


def test_read_gives_a_draft_and_options_win_over_the_file(drafts, capfdbinary) -> None:
    status = main(
        [
            "read",
            drafts[0],
            "--stage",
            "rev1",
            "--title",
            "Quays",
            "--date",
            "2026-03-12",
            "--visibility",
            "board",
        ]
    )
    record = json.loads(output(capfdbinary))
    assert status == 0
    assert next(iter(record)) == "format"
    assert (record["format"], record["stage"], record["title"], record["date"], record["visibility"]) == (
        "soundingboard/1", "rev1", "Quays", "2026-03-12", "board",
    )  # fmt: skip
    assert [(p["eid"], p["number"], p["label"]) for p in record["paragraphs"]] == [
        ("para_1", "1", "1."),
        ("para_2", "2", "2."),
    ]


def test_what_read_writes_is_read_again_as_it_was(drafts, tmp_path, capfdbinary) -> None:
    main(["read", drafts[0]])
    first = output(capfdbinary)
    (tmp_path / "draft.json").write_bytes(first)
    main(["read", str(tmp_path / "draft.json")])
    again = json.loads(output(capfdbinary))
    record = json.loads(first)
    assert again["paragraphs"] == record["paragraphs"]
    assert again["headings"] == record["headings"]


def test_numbers_by_position_stay_so_when_a_draft_comes_back_as_json(tmp_path, capfdbinary) -> None:
    for name, text in (
        ("a", "The quay is old.\n\nThe crane is loud.\n"),
        ("b", "New.\n\nThe quay is old.\n\nThe crane is loud.\n"),
    ):
        (tmp_path / f"{name}.txt").write_text(text)
        main(["read", str(tmp_path / f"{name}.txt"), "--output", str(tmp_path / f"{name}.json")])
    main(["compare", str(tmp_path / "a.json"), str(tmp_path / "b.json")])
    assert json.loads(output(capfdbinary))["summary"]["renumbered"] == 0


def test_compare_writes_the_record(drafts, capfdbinary) -> None:
    assert main(["compare", *drafts]) == 0
    record = json.loads(output(capfdbinary))
    assert [change["kind"] for change in record["changes"]] == ["reworded", "unchanged"]
    assert "paragraphs" not in record["old"]
    assert "reason" not in record["changes"][0]
    device = record["changes"][0]["devices"][0]
    assert (device["device"], device["effect"], device["old"]["text"]) == (
        "verb-of-commitment",
        "softens",
        "commit to",
    )


def test_compare_explains_why_two_paragraphs_were_matched(drafts, capfdbinary) -> None:
    assert main(["compare", *drafts, "--explain"]) == 0
    reasons = [change["reason"] for change in json.loads(output(capfdbinary))["changes"]]
    assert all(reason and reason.strip() for reason in reasons)
    assert "%" in reasons[0]


@pytest.mark.parametrize(
    ("form", "start"), [("html", b"<!doctype html>"), ("markdown", b"# "), ("docx", b"PK\x03\x04")]
)
def test_compare_writes_documents_the_same_each_time(drafts, tmp_path, form: str, start: bytes) -> None:
    files = [tmp_path / "a", tmp_path / "b"]
    for file in files:
        assert main(["compare", *drafts, "--format", form, "--output", str(file)]) == 0
    assert files[0].read_bytes().lower()[: len(start)] == start.lower()
    assert files[0].read_bytes() == files[1].read_bytes()


def test_standard_input_is_a_draft(drafts) -> None:
    result = run("compare", drafts[0], "-", stdin=NEW.encode())
    assert result.returncode == 0
    assert json.loads(result.stdout)["summary"]["reworded"] == 1


def test_results_do_not_depend_on_the_hash_seed(drafts) -> None:
    command = [sys.executable, "-m", "soundingboard.cli", "compare", *drafts, "--explain"]
    results = [
        subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    ]
    assert results[0] == results[1]


def test_redline_goes_on_after_a_bad_record(tmp_path, capfdbinary) -> None:
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text(
        '{"id": 1, "old": "a b", "new": "a c"}\nnot json\n{"id": 3, "old": 4}\n{"id": 4, "old": "", "new": "x"}\n'
    )
    assert main(["redline", str(pairs)]) == 1
    captured = capfdbinary.readouterr()
    assert [json.loads(line) for line in captured.out.splitlines()] == [
        {"id": 1, "runs": [["equal", "a "], ["delete", "b"], ["insert", "c"]]},
        {"id": None, "error": "line 2 is not JSON"},
        {"id": 3, "error": "line 3 needs id, old and new, old and new as text"},
        {"id": 4, "runs": [["insert", "x"]]},
    ]
    assert captured.err == b"note: pairs.jsonl: 2 of 4 records are bad\n"


def test_redline_gives_back_line_separators_and_halves_of_characters(tmp_path, capfdbinary) -> None:
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text(
        '{"id": 1, "old": "a\u2028b", "new": "a\u2028b"}\n\n{"id": 2, "old": "\\ud800", "new": "x"}\nbad\n'
    )
    assert main(["redline", str(pairs)]) == 1
    captured = capfdbinary.readouterr()
    assert [json.loads(line) for line in captured.out.decode().split("\n") if line] == [
        {"id": 1, "runs": [["equal", "a\u2028b"]]},
        {"id": 2, "runs": [["delete", "\ud800"], ["insert", "x"]]},
        {"id": None, "error": "line 4 is not JSON"},
    ]


def test_a_full_disk_is_one_line(drafts) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "soundingboard.cli", "read", drafts[0]]
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE)
    assert result.returncode == 2
    assert result.stderr == b"soundingboard: standard output cannot be written: No space left on device\n"


@pytest.mark.parametrize("top", ["0", "x", "-1"])
def test_a_number_of_terms_is_a_number(drafts, top: str, capfd) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["terms", drafts[0], f"--top={top}"])
    assert stopped.value.code == 2
    assert f"{top} is not a number from 1" in capfd.readouterr().err


@pytest.mark.parametrize("form", ["json", "csv", "html"])
def test_concordance_and_terms_write_every_format(drafts, form: str, capfdbinary) -> None:
    assert main(["concordance", *drafts, "--format", form]) == 0
    assert b"unchanged" in output(capfdbinary)
    assert main(["terms", *drafts, "--term", "quay", "--format", form]) == 0
    assert b"quay" in output(capfdbinary)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["read", "nowhere.txt"], "nowhere.txt"),
        (
            ["read", "{old}", "--date", "12 March"],
            "--date: 12 March is not a date; write it as 2026-03-12",
        ),
        (["read", "{old}", "--date", "2026-02-31"], "--date: 2026-02-31 is not a date"),
        (["read", "{old}", "--stage", "second"], "--stage: second is not understood"),
        (["terms", "{old}", "--term", "…"], "--term: a term needs a word"),
        (["compare", "{old}", "{new}", "--output", "{old}"], "old.txt is one of the files that are read"),
        (["compare", "-", "-"], "standard input (-) can be one draft only"),
        (["concordance", "{old}"], "a concordance needs two drafts or more"),
        (
            ["compare", "{old}", "{new}", "--output", "nowhere/x.json"],
            "nowhere/x.json cannot be written: No such file",
        ),
    ],
)
def test_what_cannot_be_done_is_one_line(drafts, capfd, arguments: list[str], words: str) -> None:
    filled = [argument.format(old=drafts[0], new=drafts[1]) for argument in arguments]
    assert main(filled) == 2
    captured = capfd.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("soundingboard: ")
    assert words in captured.err
    assert captured.err.count("\n") == 1


def test_the_ending_of_the_output_gives_the_format(drafts, tmp_path) -> None:
    starts = {"a.html": b"<!DOCTYPE html>", "a.docx": b"PK", "a.md": b"# ", "a.json": b"{", "a": b"{"}
    for name, start in starts.items():
        assert main(["compare", *drafts, "--output", str(tmp_path / name)]) == 0
        assert (tmp_path / name).read_bytes().startswith(start)
    assert main(["compare", *drafts, "--format", "json", "--output", str(tmp_path / "b.html")]) == 0
    assert (tmp_path / "b.html").read_bytes().startswith(b"{")


def test_a_wrong_option_is_one_line(capsys) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["compare", "a", "b", "--format", "odt"])
    assert stopped.value.code == 2
    words = capsys.readouterr().err
    assert words.startswith("soundingboard compare: argument --format: invalid choice: 'odt'")
    assert words.count("\n") == 1


def test_a_number_that_a_json_draft_has_twice_is_told(tmp_path, capfd) -> None:
    file = tmp_path / "twice.json"
    file.write_text('{"paragraphs": [{"number": "1", "text": "a"}, {"number": "1", "text": "b"}]}')
    assert main(["read", str(file)]) == 0
    assert capfd.readouterr().err == "note: twice.json: 1 number is printed more than once: 1\n"


def test_notices_go_to_standard_error(tmp_path, capfd) -> None:
    file = tmp_path / "plain.txt"
    file.write_text("The quay is old.\n\nThe crane is loud.\n")
    assert main(["read", str(file)]) == 0
    assert "note: " in capfd.readouterr().err


def test_a_binary_result_is_refused_on_a_terminal(drafts) -> None:
    terminal, ours = pty.openpty()
    command = [sys.executable, "-m", "soundingboard.cli", "compare", *drafts, "--format", "docx"]
    result = subprocess.run(command, stdout=ours, stderr=subprocess.PIPE)
    os.close(ours)
    os.close(terminal)
    assert result.returncode == 2
    assert b"name a file with --output" in result.stderr


@pytest.mark.parametrize(("seconds", "seen"), [(1.5, True), (0.1, False)])
def test_a_silent_step_is_shown_on_a_terminal_once_it_has_taken_a_second(seconds: float, seen: bool) -> None:
    words = "import time\nfrom soundingboard.cli.output import Progress\n"
    words += f"with Progress() as p:\n    p('align', 0, 1)\n    time.sleep({seconds})\n"
    terminal, theirs = pty.openpty()
    subprocess.run([sys.executable, "-c", words], stderr=theirs, check=True)
    os.write(theirs, b"end")
    shown = b""
    while not shown.endswith(b"end"):
        shown += os.read(terminal, 1000)
    os.close(theirs)
    os.close(terminal)
    assert (b"matching paragraphs" in shown) is seen
    assert shown.endswith(b"\r\x1b[Kend") is seen


def test_nothing_of_the_progress_is_written_to_a_file(drafts) -> None:
    assert run("compare", *drafts).stderr == b""


def test_a_reader_that_goes_away_is_no_error(drafts) -> None:
    command = f"{sys.executable} -m soundingboard.cli read {drafts[0]} | true"
    result = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True)
    assert result.stderr == b""
