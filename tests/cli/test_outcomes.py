"""The commands on what became of a text: records and documents out, one line for bad input."""

import csv
import io
import json
from pathlib import Path

import pytest

from soundingboard.cli import main

REV1 = "12. We commit to lighting every breakwater.\n\n13. We invite pilots to train at night.\n"
REV2 = "12. We commit to lighting every breakwater by 2030.\n\n13. We invite pilots to train at noon.\n"
EXAMPLE = Path(__file__).parents[2] / "examples" / "harbour-charter"


def written(path: Path, rows: list[dict]) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return str(path)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "rev1.txt").write_text(REV1)
    (tmp_path / "rev2.txt").write_text(REV2)
    for name in ("rev1", "rev2"):
        assert (
            main(
                ["read", str(tmp_path / f"{name}.txt"), "--stage", name, "-o", str(tmp_path / f"{name}.json")]
            )
            == 0
        )
    proposed = {"old": "every breakwater", "new": "every breakwater by 2030"}
    target = {"draft": "rev1", "eid": "para_12"}
    asks = [
        {"id": "a-1", "contribution": "a", "kind": "amend", "target": target, "proposed": proposed},
        {"id": "b-1", "contribution": "b", "kind": "retain", "target": {"draft": "rev1", "eid": "para_13"}},
        {"id": "b-2", "contribution": "b", "kind": "question", "target": target},
    ]
    written(tmp_path / "asks.jsonl", asks)
    amendment = {"id": "am-1", "draft": "rev1", "eid": "para_12", "by": "Next Tide", **proposed}
    other = {"id": "am-2", "draft": "rev1", "eid": "para_12", "old": "every breakwater", "new": "each pier"}
    gone = {"id": "am-3", "draft": "rev1", "eid": "para_12", "old": "harbour dues", "new": "fees"}
    written(tmp_path / "amendments.jsonl", [amendment, other, gone])
    return tmp_path


def lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_check_tells_what_is_unclear_as_records_and_as_a_table(folder, capsys):
    (folder / "d.txt").write_text("1. We call for more light.\n\n2. See paragraph 9.\n")
    assert main(["check", str(folder / "d.txt")]) == 0
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [(one["rule"], one["number"]) for one in found] == [
        ("no-addressee", "1"),
        ("dangling-reference", "2"),
    ]
    assert main(["check", str(folder / "d.txt"), "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["words"] for row in rows] == ["call for", "paragraph 9"]


def test_the_ledger_has_a_line_for_each_ask_of_the_text(folder, capsys):
    names = [str(folder / name) for name in ("asks.jsonl", "rev1.json", "rev2.json")]
    assert main(["ledger", *names]) == 0
    entries = json.loads(capsys.readouterr().out)["entries"]
    assert [(one["of"], one["from"], one["to"], one["outcome"]) for one in entries] == [
        ("ask:a-1", "rev1", "rev2", "adopted"),
        ("ask:b-1", "rev1", "rev2", "weakened"),
    ]


def test_the_ledger_tells_what_the_board_carried_and_what_was_stated(folder, capsys):
    section = {"kind": "suggest", "text": "Say 2030.", "evidence": ["ask:a-1"]}
    written(folder / "r.jsonl", [{"id": "r1", "draft": "rev1", "sections": [section]}])
    answer = {"id": "q", "by": "co", "role": "co-facilitator", "date": "2026-01-01", "text": "Agreed."}
    written(folder / "q.jsonl", [{**answer, "to": ["ask:a-1"]}])
    names = [str(folder / name) for name in ("asks.jsonl", "rev1.json", "rev2.json")]
    more = ["--reflections", str(folder / "r.jsonl"), "--responses", str(folder / "q.jsonl")]
    assert main(["ledger", *names, *more]) == 0
    first = json.loads(capsys.readouterr().out)["entries"][0]
    assert first["carried_by_board"] == "reflection:r1"
    assert [one["kind"] for one in first["evidence"]] == ["stated", "text-match"]


def test_what_was_said_in_confidence_is_in_no_ledger(folder, capsys):
    rows = [json.loads(line) for line in (folder / "asks.jsonl").read_text().splitlines()]
    rows[0]["permission"] = "confidential"
    written(folder / "asks.jsonl", rows)
    names = [str(folder / name) for name in ("asks.jsonl", "rev1.json", "rev2.json")]
    assert main(["ledger", *names]) == 0
    captured = capsys.readouterr()
    assert [one["of"] for one in json.loads(captured.out)["entries"]] == ["ask:b-1"]
    assert "1 ask was made in confidence and is left out" in captured.err


def test_drafts_in_the_wrong_order_are_one_line_and_another_text_is_told(folder, capsys):
    for name, day in (("rev1", "2026-01-01"), ("rev2", "2026-02-01")):
        draft = json.loads((folder / f"{name}.json").read_text()) | {"date": day}
        (folder / f"{name}.json").write_text(json.dumps(draft))
    asks, rev1, rev2 = (str(folder / name) for name in ("asks.jsonl", "rev1.json", "rev2.json"))
    for given in (["ledger", asks, rev2, rev1], ["amend", asks, "--draft", rev2, "--next", rev1]):
        if given[0] == "amend":
            given[1] = str(folder / "amendments.jsonl")
        assert main(given) == 2
        assert "is older than" in capsys.readouterr().err
    (folder / "far.txt").write_text("1. Bakers shall weigh the bread.\n\n2. Millers shall grind by day.\n")
    assert main(["ledger", asks, rev1, str(folder / "far.txt")]) == 0
    assert "is it a revision of the same text?" in capsys.readouterr().err


def test_shares_stand_beside_their_denominators(folder, capsys):
    names = [str(folder / name) for name in ("asks.jsonl", "rev1.json", "rev2.json")]
    assert main(["ledger", *names, "--shares", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    total = next(row for row in rows if row["word"] == "all")
    assert (total["asks_to_change"], total["taken_up"], total["asks_to_keep"]) == ("1", "1", "1")


def test_amend_carries_what_has_a_place_and_lists_the_rest_with_its_reason(folder, capsys):
    names = ["amend", str(folder / "amendments.jsonl"), "--draft", str(folder / "rev1.json")]
    assert main(names) == 0
    captured = capsys.readouterr()
    first, second, third = lines(captured.out)
    assert (first["anchor"]["text"], first["collides_with"]) == ("every breakwater", ["am-2"])
    assert second["collides_with"] == ["am-1"]
    assert (third["state"], third["orphaned_because"]) == ("orphaned", "its words are not in paragraph 12")
    assert "1 of 3 have no place" in captured.err
    assert main([*names, "--next", str(folder / "rev2.json")]) == 0
    carried = lines(capsys.readouterr().out)
    assert [one["state"] for one in carried] == ["orphaned", "proposed", "orphaned"]
    assert carried[0]["orphaned_because"] == "paragraph 12 already says so"
    assert carried[1]["draft"] == "rev2"


def test_an_amendment_on_a_draft_that_was_not_given_is_listed(folder, capsys):
    written(folder / "far.jsonl", [{"id": "x", "draft": "rev9", "eid": "para_1", "old": "a", "new": "b"}])
    assert main(["amend", str(folder / "far.jsonl"), "--draft", str(folder / "rev1.json")]) == 0
    assert lines(capsys.readouterr().out)[0]["orphaned_because"] == "it was made on rev9, which was not given"


def test_the_compilation_text_attributes_every_proposal(folder, capsys):
    names = ["compile", str(folder / "amendments.jsonl"), "--draft", str(folder / "rev1.json")]
    assert main([*names, "--format", "markdown", "--open-only"]) == 0
    text = capsys.readouterr().out
    assert "(Next Tide): every breakwater **by 2030**" in text
    assert "its words are not in paragraph 12" in text
    assert "pilots" not in text
    for ending in ("docx", "html", "json"):
        assert main([*names, "-o", str(folder / f"c.{ending}")]) == 0
    assert (folder / "c.docx").read_bytes()[:2] == b"PK"
    assert json.loads((folder / "c.json").read_text())["paragraphs"][0]["number"] == "12"


def test_trace_finds_the_change_that_took_up_a_proposal(folder, capsys):
    old = "We commit to lighting every breakwater."
    proposals = [
        {"id": "p", "old": old, "new": "We commit to lighting every breakwater by 2030."},
        {"id": "q"},
    ]
    written(folder / "p.jsonl", proposals)
    drafts = ["--old", str(folder / "rev1.json"), "--new", str(folder / "rev2.json")]
    assert main(["trace", str(folder / "p.jsonl"), *drafts]) == 1
    captured = capsys.readouterr()
    first, second = lines(captured.out)
    assert (first["candidates"][0]["outcome"], first["candidates"][0]["reflected"]) == ("adopted", True)
    assert second["error"].startswith("line 2: old and new are both empty")
    assert "1 of 2 records are bad" in captured.err


def test_trace_scores_given_pairs(folder, capsys):
    pair = {"id": "x", "prop_old": "a red boat sails", "prop_new": "a blue boat sails"}
    written(folder / "x.jsonl", [{**pair, "am_old": "a red boat sails", "am_new": "a blue boat sails"}])
    assert main(["trace", "--pairs", str(folder / "x.jsonl")]) == 0
    (record,) = lines(capsys.readouterr().out)
    assert (record["id"], record["outcome"], record["score"]) == ("x", "adopted", 1.0)


def test_reflections_go_out_to_word_and_come_back(folder, capsys):
    out = folder / "r.docx"
    base = ["reflect", str(EXAMPLE), "--draft", "rev1"]
    assert main([*base, "-o", str(out)]) == 0
    assert main([*base, "--returned", str(out), "--format", "json"]) == 0
    captured = capsys.readouterr()
    stored = next(one for one in lines((EXAMPLE / "reflections.jsonl").read_text()) if one["draft"] == "rev1")
    back = json.loads(captured.out)
    assert [one["evidence"] for one in back["sections"]] == [one["evidence"] for one in stored["sections"]]
    assert "changed 0, new 0, gone 0" in captured.err


def test_reflections_assembled_anew_have_the_sections_of_the_field(folder, capsys):
    assert main(["reflect", str(EXAMPLE), "--draft", "rev1", "--assemble", "--without-evidence"]) == 0
    text = capsys.readouterr().out
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert headings[0] == "## Key aspects to retain in the next revision"
    assert "(paras 24, 26, 32)" in text
    assert "Evidence" not in text


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["brief", "FOLDER", "1"], "holds no process.toml or process.json; name a process folder"),
        (
            ["brief", str(EXAMPLE), "999"],
            "As adopted has no paragraph 999, and the process no topic of that name",
        ),
        (
            ["brief", str(EXAMPLE), "1", "--draft", "rev9"],
            "has no draft rev9; it has zero-draft, rev1, rev2, adopted",
        ),
        (
            ["ledger", "FOLDER/amendments.jsonl", "FOLDER/rev1.json"],
            "line 1: contribution is missing or wrong",
        ),
        (["reflect", str(EXAMPLE), "--returned", "FOLDER/rev1.txt"], "rev1.txt"),
        (["trace"], "trace needs PROPOSALS, or --pairs FILE"),
        (["trace", "FOLDER/asks.jsonl"], "trace needs --changes FILE, or --old DRAFT and --new DRAFT"),
        (["check", "FOLDER/none.docx"], "cannot be opened"),
        (["compile", "FOLDER/rev1.json", "--draft", "FOLDER/rev1.json"], "line 1 is not JSON"),
    ],
)
def test_bad_input_is_one_line(folder, capsys, arguments, told):
    given = [one.replace("FOLDER", str(folder)) for one in arguments]
    assert main(given) == 2
    errors = [line for line in capsys.readouterr().err.splitlines() if not line.startswith("note:")]
    assert len(errors) == 1
    assert told in errors[0]
