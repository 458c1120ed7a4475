"""The demo's process: the example, with today in the middle of it."""

import json
from datetime import date, datetime
from pathlib import Path

from examples.demo import ADOPTED, TODAY, moved, write_folder


def test_all_dates_move_together(tmp_path: Path) -> None:
    today = date(2031, 2, 3)
    write_folder(tmp_path / "process", today)
    about = json.loads((tmp_path / "process" / "process.json").read_text())
    newest = about["drafts"][-1]
    days = (today - TODAY).days
    assert [draft["stage"] for draft in about["drafts"]] == ["zero-draft", "rev1", "rev2"]
    assert date.fromisoformat(newest["date"]) == date.fromordinal(date(2026, 9, 24).toordinal() + days)
    opens, closes = (datetime.fromisoformat(newest[name]).date() for name in ("opens", "closes"))
    assert opens < today < closes


def test_only_dates_are_moved() -> None:
    record = {
        "id": "office-hour-2026-09-30",
        "date": "2026-09-30",
        "text": "On 2026-09-30.",
        "to": [{"due": "soon"}],
    }
    assert moved(record, 10) == record | {"date": "2026-10-10"}


def test_answers_of_a_later_day_are_left_out(tmp_path: Path) -> None:
    write_folder(tmp_path / "process", date(2031, 2, 3))
    lines = (tmp_path / "process" / "responses.jsonl").read_text().splitlines()
    assert [json.loads(line)["id"] for line in lines] == [f"response-{n}" for n in range(1, 7)]


def test_the_adopted_text_comes_with_all_that_was_said_by_then(tmp_path: Path) -> None:
    write_folder(tmp_path / "process", date(2031, 2, 3), ADOPTED)
    about = json.loads((tmp_path / "process" / "process.json").read_text())
    assert (about["slug"], about["title"]) == ("harbour-charter-adopted", "The Harbour Charter, as adopted")
    assert [draft["stage"] for draft in about["drafts"]] == ["zero-draft", "rev1", "rev2", "adopted"]
    assert date.fromisoformat(about["drafts"][-1]["date"]) < date(2031, 2, 3)
    answers = (tmp_path / "process" / "responses.jsonl").read_text().splitlines()
    assert len(answers) == 9
    reflections = [
        json.loads(line) for line in (tmp_path / "process" / "reflections.jsonl").read_text().splitlines()
    ]
    assert [one.get("state") for one in reflections] == [None, None, None]
