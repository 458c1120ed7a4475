"""`make demo`: the Harbour Charter's review on a site of its own, as if Revision 2 were open today.

All dates of the process are moved by the same number of days, so that today is 30 September 2026 in it; what has not
happened by then (the adopted text) is left out. What is said on the site is kept until `make clean`.
"""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

EXAMPLE = Path(__file__).parent / "harbour-charter"
TODAY = date(2026, 9, 30)  # in the example: six days after Revision 2 came out, six before its deadline
NOT_YET = ("adopted",)  # stages that have not happened by then
DATES = {"at", "date", "start", "end", "opens", "closes", "from", "to", "until", "due", "published", "ended"}
PASSWORD = "ships-in-a-harbour"  # noqa: S105 (of a demonstration on this machine alone)
ACCOUNTS = {
    "board": ("board",),
    "secretariat": ("secretariat",),
    "cofacilitator": ("cofacilitator",),
    "administrator": ("administrator",),
    "participant": (),
}


def moved(value: Any, days: int, key: str = "") -> Any:
    """The same record with each of its dates so many days later."""
    if isinstance(value, Mapping):
        return {name: moved(inner, days, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [moved(inner, days, key) for inner in value]
    if isinstance(value, datetime | date):
        return (value + timedelta(days=days)).isoformat()
    if key in DATES and isinstance(value, str):
        return _moved_text(value, days)
    return value


def _moved_text(text: str, days: int) -> str:
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return text
    return (day + timedelta(days=days)).isoformat() + text[10:]


def write_folder(folder: Path, today: date) -> None:
    """The example's process folder with its dates moved so that it is `today` in it."""
    days = (today - TODAY).days
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(EXAMPLE, folder)
    about = tomllib.loads((folder / "process.toml").read_text(encoding="utf-8"))
    about["drafts"] = [draft for draft in about["drafts"] if draft["stage"] not in NOT_YET]
    (folder / "process.toml").unlink()
    (folder / "process.json").write_text(json.dumps(moved(about, days)), encoding="utf-8")
    for path in [*folder.glob("*.jsonl"), *(folder / "contributions").glob("*.jsonl")]:
        path.write_text("".join(_moved_lines(path, days)), encoding="utf-8")


def _moved_lines(path: Path, days: int) -> Iterable[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if not _is_of_later(record):
            yield json.dumps(moved(record, days), ensure_ascii=False) + "\n"


def _is_of_later(record: Mapping[str, Any]) -> bool:
    """Whether an answer is of a later day, or to a draft that is not out yet."""
    later = tuple(f"paragraph:{stage}/" for stage in NOT_YET)
    is_answer = "role" in record and "to" in record
    return is_answer and (
        record["date"] > TODAY.isoformat() or any(name.startswith(later) for name in record["to"])
    )


def run(*arguments: str, given: str = "") -> None:
    """One command of ours, in this environment; a failure ends the demo with what it said."""
    command = [sys.executable, "-m", "soundingboard.cli", *arguments]
    if status := subprocess.run(command, input=given, text=True).returncode:  # noqa: S603 (our own command)
        sys.exit(status)


def prepare(home: Path) -> None:
    """A loaded site in `home`, with an account for each role; one that is there already is left as it is."""
    os.environ["SOUNDINGBOARD_HOME"] = str(home / "site")
    if (home / "site" / "ready").exists():
        return
    shutil.rmtree(home / "site", ignore_errors=True)
    write_folder(home / "process", datetime.now(UTC).date())
    print("Loading the Harbour Charter: three drafts, what was said on them, the board ...", flush=True)
    run("load", str(home / "process"))
    for login, roles in ACCOUNTS.items():
        role = ["--role", *roles] if roles else []
        run("account", login, *role, given=PASSWORD + "\n")
    (home / "site" / "ready").touch()


def main(home: Path, port: str) -> None:
    """Prepares the site and serves it until it is stopped."""
    prepare(home)
    address = os.environ["SOUNDINGBOARD_ADDRESS"] = f"http://127.0.0.1:{port}"
    print(f"\nThe Harbour Charter is open:  {address}/harbour-charter/")
    print("Nobody needs an account to read or to say something. To see the other sides, sign in as")
    for login in ACCOUNTS:
        print(f"  {login:14} password  {PASSWORD}")
    print(
        "All dates are moved so that Revision 2 is open today. What is said is kept until make clean.\n",
        flush=True,
    )
    serve = [sys.executable, "-m", "soundingboard.cli", "serve", "--port", port]
    os.execv(sys.executable, serve)  # noqa: S606 (our own; what stops the demo stops the server)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
