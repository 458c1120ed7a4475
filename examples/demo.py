"""`make demo`: the Harbour Charter's review on a site of its own, twice: as if Revision 2 were open, and adopted.

All dates of a process are moved by the same number of days, so that today is one day in it; what has not happened by
then (in the first one the adopted text) is left out. What is said on the site is kept until `make clean`.
"""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

EXAMPLE = Path(__file__).parent / "harbour-charter"


@dataclass(frozen=True, slots=True)
class Moment:
    """A day of the example's process, and what has not happened by then; `slug` is its address on the site."""

    slug: str
    words: str
    today: date
    not_yet: tuple[str, ...] = ()  # stages of drafts


# Six days after Revision 2 came out, six before its deadline; and a week after the adoption.
OPEN = Moment("harbour-charter", "", date(2026, 9, 30), ("adopted",))
ADOPTED = Moment("harbour-charter-adopted", ", as adopted", date(2026, 11, 20))
TODAY = OPEN.today
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


def write_folder(folder: Path, today: date, moment: Moment = OPEN) -> None:
    """The example's process folder with its dates moved so that `today` is that moment in it."""
    days = (today - moment.today).days
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(EXAMPLE, folder)
    about = tomllib.loads((folder / "process.toml").read_text(encoding="utf-8"))
    about |= {"slug": moment.slug, "title": about["title"] + moment.words}
    about["drafts"] = [draft for draft in about["drafts"] if draft["stage"] not in moment.not_yet]
    (folder / "process.toml").unlink()
    (folder / "process.json").write_text(json.dumps(moved(about, days)), encoding="utf-8")
    for path in [*folder.glob("*.jsonl"), *(folder / "contributions").glob("*.jsonl")]:
        path.write_text("".join(_moved_lines(path, days, moment)), encoding="utf-8")


def _moved_lines(path: Path, days: int, moment: Moment) -> Iterable[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if path.name == "responses.jsonl" and _is_of_later(record, moment):
            continue
        if path.name in ("reflections.jsonl", "outputs.jsonl") and not moment.not_yet:
            record.pop("state", None)  # what was being written then is published by now
            record["title"] = record.get("title", "").removesuffix(" (working text)")
        yield json.dumps(moved(record, days), ensure_ascii=False) + "\n"


def _is_of_later(answer: Mapping[str, Any], moment: Moment) -> bool:
    """Whether an official answer is of a later day, or to a draft that is not out yet."""
    later = tuple(f"paragraph:{stage}/" for stage in moment.not_yet)
    is_later = answer["date"] > moment.today.isoformat()
    return is_later or any(name.startswith(later) for name in answer["to"] if later)


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
    today = datetime.now(UTC).date()
    for moment in (OPEN, ADOPTED):
        folder = home / moment.slug
        write_folder(folder, today, moment)
        told = (
            "three drafts and what was said on them"
            if moment.not_yet
            else "as adopted, and what became of it"
        )
        print(f"Loading the Harbour Charter: {told} ...", flush=True)
        run("load", str(folder))
    for login, roles in ACCOUNTS.items():
        for moment in (OPEN, ADOPTED) if roles else (OPEN,):
            role = ["--process", moment.slug, "--role", *roles] if roles else []
            run("account", login, *role, given=PASSWORD + "\n")
    (home / "site" / "ready").touch()


def main(home: Path, port: str) -> None:
    """Prepares the site and serves it until it is stopped."""
    prepare(home)
    address = os.environ["SOUNDINGBOARD_ADDRESS"] = f"http://127.0.0.1:{port}"
    print(f"\nThe Harbour Charter is open:  {address}/{OPEN.slug}/")
    print(f"Carried to its adopted text:  {address}/{ADOPTED.slug}/")
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
