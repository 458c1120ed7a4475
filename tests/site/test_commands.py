"""The site's commands as an operator types them, each in a process and a home folder of its own."""

import json
import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "harbour-charter"


def soundingboard(home: Path, *arguments: str, given: str = "") -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SOUNDINGBOARD_")}
    environment["SOUNDINGBOARD_HOME"] = str(home)
    command = [sys.executable, "-m", "soundingboard.cli", *arguments]
    return subprocess.run(command, env=environment, input=given, capture_output=True, text=True)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the example loaded."""
    folder = tmp_path_factory.mktemp("home")
    done = soundingboard(folder, "load", str(EXAMPLE))
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def test_load_export_and_verify(home: Path, tmp_path: Path) -> None:
    done = soundingboard(home, "export", str(tmp_path / "out"))
    assert done.returncode == 0
    assert "also 5 confidential contributions" in done.stderr
    record = tmp_path / "out" / "record.jsonl"
    n, last = len(record.read_text().splitlines()), json.loads(record.read_text().splitlines()[-1])["digest"]
    checked = soundingboard(home, "verify", str(record))
    assert checked.stdout == f"{n} entries, none missing, none altered; the last is sealed as {last}\n"
    again = soundingboard(tmp_path / "other", "load", str(tmp_path / "out"))
    assert (again.returncode, again.stderr) == (0, "")


def test_an_altered_record_fails_in_one_line(tmp_path: Path, home: Path) -> None:
    soundingboard(home, "export", str(tmp_path / "out"))
    record = tmp_path / "out" / "record.jsonl"
    record.write_text(record.read_text().replace("harbour", "harbor", 1))
    done = soundingboard(home, "verify", str(record))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "entry 1 was altered" in done.stderr


def test_what_is_kept_is_for_the_servers_account_alone(home: Path) -> None:
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in home.iterdir() if path.is_file()}
    assert modes
    assert {name: oct(mode) for name, mode in modes.items() if mode & 0o077} == {}


def test_an_account_reads_its_password_from_the_input(home: Path) -> None:
    done = soundingboard(home, "account", "nia", "--role", "board", given="quite a long password\n")
    assert (done.returncode, done.stderr) == (0, "note: the account nia is ready\n")
    twice = soundingboard(home, "account", "nia", given="quite a long password\n")
    assert (twice.returncode, "choose another name" in twice.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "given", "words"),
    [
        (("account", "short"), "short\n", "too short"),
        (
            ("account", "x", "--process", "nowhere", "--role", "board"),
            "quite a long password\n",
            "say which process",
        ),
        (("load", "/nowhere"), "", "holds no process.toml"),
        (("load", str(EXAMPLE)), "", "is on the site already"),
        (("export", str(ROOT)), "", "is not empty"),
        (("export", "/tmp/never", "--process", "nowhere"), "", "say which process"),  # noqa: S108 (never written)
        (("verify", "/nowhere.jsonl"), "", "nowhere.jsonl"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    home: Path, arguments: tuple[str, ...], given: str, words: str
) -> None:
    done = soundingboard(home, *arguments, given=given)
    assert (done.returncode, words in done.stderr) == (2, True), done.stderr
    assert done.stderr.startswith("soundingboard: ")
    assert done.stderr.count("\n") == 1


def test_a_port_in_use_is_named(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = soundingboard(home, "serve", "--port", port)
    assert done.returncode == 2
    assert f"port {port} cannot be used" in done.stderr


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = soundingboard(tmp_path / "file" / "home", "load", str(EXAMPLE))
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "SOUNDINGBOARD_HOME" in done.stderr
