"""Proposals, reflections, answers and decided outcomes of a folder: in, out, and in again."""

import json
from pathlib import Path
from typing import Any

import pytest

from soundingboard.errors import InputError
from soundingboard.site.amendments.models import Amendment, Support
from soundingboard.site.folder.actions import load
from soundingboard.site.folder.export import export
from soundingboard.site.folder.reading import read_folder
from soundingboard.site.ledger.models import Entry, NotCarried, Response
from soundingboard.site.people.models import Identity, Organisation
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry as RecordEntry
from soundingboard.site.record.models import Readers
from soundingboard.site.reflections.models import Reflection, Section, Signature
from tests.site.folder.test_folder import EXAMPLE

pytestmark = pytest.mark.django_db

FILES = ("amendments", "support", "reflections", "not-carried", "ledger", "responses")
LAMPS = {"start": 13, "end": 18, "text": "lamps"}
AMENDMENT: dict[str, Any] = {
    "id": "a-1",
    "by": "board",
    "date": "2026-03-10",
    "draft": "zero-draft",
    "eid": "para_1",
    "old": "lamps",
    "new": "bright lamps",
    "anchor": LAMPS,
}
SECTION: dict[str, Any] = {
    "id": "s-1",
    "kind": "suggest",
    "topic": "Light",
    "text": "More *light*.",
    "refs": [{"draft": "zero-draft", "eid": "para_1"}],
    "evidence": ["ask:p-1-1", "change:para_1", "change:zero-draft/para_2"],
    "amendments": ["a-1"],
}
REFLECTION: dict[str, Any] = {
    "id": "r-1",
    "draft": "rev1",
    "date": "2026-04-20",
    "symbol": "P/1",
    "title": "Reflections",
    "sections": [SECTION],
    "signed": [{"member": "Ada Kelmo", "position": "dissents", "reason": "Too dark."}],
}
DECIDED: dict[str, Any] = {
    "id": "e-1",
    "of": "ask:p-1-1",
    "from": "zero-draft",
    "to": "rev1",
    "outcome": "adopted",
    "evidence": [
        {"kind": "text-match", "words": ["more lamps"], "where": {"draft": "rev1", "eid": "para_1"}}
    ],
    "carried_by_board": "reflection:r-1",
    "confirmed_by": "participant:k7m2xw4q",
}
ANSWER: dict[str, Any] = {
    "id": "q-1",
    "by": "Co-facilitators",
    "role": "co-facilitator",
    "date": "2026-05-01",
    "text": "It is in the text.",
    "to": ["ask:p-1-1", "paragraph:rev1/para_1", "topic:light"],
}


@pytest.fixture
def pier(tmp_path: Path) -> Path:
    """A folder with two drafts, three contributions with an ask each, and one row in each of the files."""
    folder = tmp_path / "pier"
    (folder / "contributions").mkdir(parents=True)
    (folder / "zero.md").write_text("# The Pier\n\n1. We commit to lamps.\n\n2. We note the tide.\n")
    (folder / "rev1.md").write_text("# The Pier\n\n1. We commit to more lamps.\n\n2. We note the tide.\n")
    (folder / "process.toml").write_text(
        'title = "The Pier"\ngroups = ["youth"]\nregions = ["North"]\n'
        '[[drafts]]\nstage = "zero-draft"\nlabel = "Zero Draft"\ndate = 2026-03-01\nfile = "zero.md"\n'
        '[[drafts]]\nstage = "rev1"\nlabel = "Rev1"\ndate = 2026-04-01\nfile = "rev1.md"\n'
        '[[seats]]\nname = "Ada Kelmo"\nstakeholder_group = "youth"\nregional_group = "North"\n'
        '[[topics]]\nslug = "light"\nlabel = "Light"\nparagraphs = []\nterms = ["lamps"]\nconfirmed_by = "x"\n'
    )
    permissions = ("organisation", "anonymous", "confidential")
    said, asks = [], []
    for n, permission in enumerate(permissions, 1):
        common = {"organisation": f"Pilots {n}", "permission": permission, "draft": "zero-draft"}
        said.append({"id": f"p-{n}", "text": "More lamps.", "date": "2026-03-02T08:00:00Z", **common})
        target = {"draft": "zero-draft", "eid": "para_1"}
        asks.append({"id": f"p-{n}-1", "contribution": f"p-{n}", "kind": "amend", "target": target})
    write(folder, "contributions/said", *said)
    write(folder, "contributions/asks", *asks)
    write(folder, "amendments", AMENDMENT, *(of_ask(n) for n in (1, 2, 3)))
    write(folder, "support", {"amendment": "a-1", "organisation": "pilots 1", "position": "supports"})
    write(folder, "reflections", REFLECTION)
    write(folder, "not-carried", {"ask": "p-2-1", "because": "Too late."})
    write(folder, "ledger", DECIDED)
    write(folder, "responses", ANSWER)
    return folder


def of_ask(n: int) -> dict[str, Any]:
    return AMENDMENT | {"id": f"a-{n + 1}", "by": f"p-{n}", "ask": f"p-{n}-1", "amends": "a-1"}


def write(folder: Path, name: str, *rows: dict[str, Any]) -> None:
    (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


def rows_of(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text().splitlines()]


def written(process: Process, folder: Path) -> dict[str, list[dict[str, Any]]]:
    export(process, folder)
    return {name: rows_of(folder, name) for name in FILES}


def again(folder: Path) -> Process:
    """What was exported, loaded as if into another database."""
    (folder / "record.jsonl").unlink()
    Process.objects.update(slug="before")
    return load(read_folder(folder))


def test_each_row_becomes_what_it_says(pier: Path) -> None:
    load(read_folder(pier))
    rows = Amendment.objects.order_by("pk")
    assert list(rows.values_list("name", "is_boards", "organisation__name", "ask__name", "amends__name")) == [
        ("a-1", True, None, None, None),
        ("a-2", False, "Pilots 1", "p-1-1", "a-1"),
        ("a-3", False, None, "p-2-1", "a-1"),  # anonymous
        ("a-4", False, None, "p-3-1", "a-1"),  # confidential
    ]
    assert Support.objects.values_list("amendment__name", "organisation__name", "position").get() == (
        "a-1",
        "Pilots 1",
        "supports",
    )
    assert NotCarried.objects.values_list("ask__name", "because", "by").get() == (
        "p-2-1",
        "Too late.",
        "operator",
    )
    section = Section.objects.get()
    assert (section.name, section.evidence, section.amendments) == ("s-1", SECTION["evidence"], ["a-1"])
    signature = Signature.objects.get()
    assert (signature.member.identity.name, signature.position) == ("Ada Kelmo", "dissents")
    entry = Entry.objects.get()
    assert (entry.ask.name, entry.outcome, entry.suggested) == ("p-1-1", "adopted", "adopted")
    assert (entry.carried_by.slug, entry.confirmed_by) == ("r-1", "participant:k7m2xw4q")
    assert Response.objects.values_list("name", "to").get() == ("q-1", ANSWER["to"])


def test_what_is_written_loads_again_the_same(pier: Path, tmp_path: Path) -> None:
    first = written(load(read_folder(pier)), tmp_path / "out")
    assert [len(first[name]) for name in FILES] == [4, 1, 1, 1, 1, 1]
    assert written(again(tmp_path / "out"), tmp_path / "again") == first


def test_the_example_comes_through_whole(tmp_path: Path) -> None:
    first = written(load(read_folder(EXAMPLE)), tmp_path / "out")
    for name in ("amendments", "support", "reflections", "not-carried", "responses"):
        given = rows_of(EXAMPLE, name)
        kept = [{key: row.get(key) for key in then} for row, then in zip(first[name], given, strict=True)]
        assert [_undated(row) for row in kept] == [_undated(row) for row in given], name
    assert written(again(tmp_path / "out"), tmp_path / "again") == first


def _undated(row: dict[str, Any]) -> dict[str, Any]:
    """A day of the folder is midnight of it in an export; of signatures only what the folder says is kept."""
    row = row | {"date": (row.get("date") or "")[:10]}
    if "signed" in row:
        names = ("member", "position", "reason")
        row["signed"] = [{name: one.get(name) for name in names} for one in row["signed"]]
    return row


def test_a_word_that_is_not_signed_off_stays_inside(pier: Path) -> None:
    write(pier, "reflections", REFLECTION | {"state": "signing"})
    load(read_folder(pier))
    reflection = Reflection.objects.get()
    assert (reflection.state, reflection.published) == ("signing", None)
    entry = RecordEntry.objects.get(verb="loaded reflections")
    assert (entry.object, entry.readers) == ("reflections:unpublished", Readers.BOARDROOM)


def test_the_record_has_an_entry_for_each_and_nothing_of_what_was_said_in_confidence(pier: Path) -> None:
    load(read_folder(pier))
    rows = RecordEntry.objects.filter(verb__startswith="loaded").exclude(verb="loaded contribution")
    found = [(row.verb, row.object, row.readers) for row in rows.order_by("sequence")]
    assert found[1:] == [
        ("loaded amendment", "amendment:a-1", "public"),
        ("loaded amendment", "amendment:a-2", "public"),
        ("loaded amendment", "amendment:a-3", "public"),
        ("loaded amendment", "amendment:a-4", "secretariat"),
        ("loaded reflections", "reflection:r-1", "public"),
        ("loaded why not carried", "ask:p-2-1", "public"),
        ("loaded outcome", "entry:e-1", "public"),
        ("loaded answer", "response:q-1", "public"),
    ]
    assert RecordEntry.objects.get(object="amendment:a-4").content == {"name": "p-3"}
    anonymous = RecordEntry.objects.get(object="amendment:a-3").content
    assert sorted(anonymous) == [
        "amends",
        "ask",
        "contribution",
        "draft",
        "eid",
        "state",
    ]  # words stand in p-2's


def test_a_member_whose_name_was_erased_is_known_by_the_seat(pier: Path, tmp_path: Path) -> None:
    process = load(read_folder(pier))
    Identity.objects.all().delete()
    first = written(process, tmp_path / "out")
    assert first["reflections"][0]["signed"][0]["member"] == "seats[1]"
    assert written(again(tmp_path / "out"), tmp_path / "again") == first


def test_an_organisation_that_nobody_named_is_made_as_declared(pier: Path) -> None:
    row = {"amendment": "a-2", "organisation": "Fog Watch", "position": "opposes", "reason": "Glare."}
    write(pier, "support", row)
    load(read_folder(pier))
    assert Organisation.objects.values_list("verified", flat=True).get(name="Fog Watch") is False


def test_what_nobody_confirmed_is_left_to_the_tracing(pier: Path) -> None:
    told: list[str] = []
    write(pier, "ledger", DECIDED, DECIDED | {"id": "e-2", "of": "ask:p-2-1", "confirmed_by": None})
    load(read_folder(pier), told.append)
    assert Entry.objects.values_list("name", flat=True).get() == "e-1"
    assert [line for line in told if "ledger" in line] == [
        "ledger.jsonl: 1 line that nobody confirmed is left out; the site suggests outcomes itself"
    ]


@pytest.mark.parametrize(
    ("name", "row", "words"),
    [
        (
            "amendments",
            AMENDMENT | {"draft": "rev9"},
            "line 1: is on draft rev9, .*; it has zero-draft, rev1",
        ),
        ("amendments", AMENDMENT | {"eid": "para_9"}, "line 1: zero-draft has no paragraph para_9"),
        ("amendments", AMENDMENT | {"new": None}, "line 1: new is missing or wrong"),
        ("amendments", AMENDMENT | {"state": "maybe"}, "line 1: state is missing or wrong"),
        ("amendments", AMENDMENT | {"by": ""}, "line 1: by is missing; give board"),
        ("amendments", AMENDMENT | {"by": "p-2"}, "contribution p-2 does not speak openly"),
        ("amendments", AMENDMENT | {"by": "p-1", "ask": "p-2-1"}, "ask p-2-1 is not of p-1"),
        ("amendments", AMENDMENT | {"by": "board", "ask": "p-2-1"}, "ask p-2-1 is not of board"),
        (
            "amendments",
            AMENDMENT | {"by": "p-1", "ask": "p-9"},
            "ask is p-9, which the process does not have",
        ),
        ("amendments", AMENDMENT | {"amends": "a-9"}, "amends is a-9, which the process does not have"),
        ("amendments", AMENDMENT | {"anchor": LAMPS | {"start": 12}}, "“lamps” does not stand at 12 to 18"),
        ("amendments", AMENDMENT | {"date": "soon"}, "line 1, date: soon is no date"),
        ("amendments", AMENDMENT | {"id": "a 1"}, "line 1: a 1 becomes part of an address"),
        ("support", {"amendment": "a-9", "organisation": "x", "position": "supports"}, "amendment is a-9"),
        ("support", {"amendment": "a-1", "organisation": "x", "position": "likes"}, "position is likes"),
        ("support", {"amendment": "a-1", "position": "supports"}, "organisation is missing"),
        ("reflections", REFLECTION | {"draft": "rev9"}, "line 1: is on draft rev9"),
        ("reflections", REFLECTION | {"state": "out"}, "state is out; it must be one of draft, signing"),
        (
            "reflections",
            REFLECTION | {"signed": [{"member": "Nobody", "position": "agrees"}]},
            "line 1, signature 1: member is Nobody, which the process does not have",
        ),
        (
            "reflections",
            REFLECTION | {"sections": [SECTION | {"evidence": ["ask:p-9"]}]},
            "line 1, section 1: evidence is p-9",
        ),
        (
            "reflections",
            REFLECTION | {"sections": [SECTION | {"evidence": ["c57"]}]},
            "evidence is c57; write ask:ID",
        ),
        (
            "reflections",
            REFLECTION | {"sections": [SECTION | {"evidence": ["change:para_9"]}]},
            "rev1 has no paragraph para_9",
        ),
        (
            "reflections",
            REFLECTION | {"sections": [SECTION | {"refs": [{"draft": "rev1", "eid": "para_9"}]}]},
            "section 1, refs: rev1 has no paragraph para_9",
        ),
        ("reflections", REFLECTION | {"sections": [SECTION, SECTION]}, "section 2: s-1 is there already"),
        ("not-carried", {"ask": "p-9", "because": "x"}, "line 1: ask is p-9"),
        ("not-carried", {"ask": "p-1-1"}, "line 1: needs because"),
        (
            "not-carried",
            {"ask": "p-1-1", "because": "x" * 501},
            "because has 501 characters; shorten it to 500",
        ),
        ("ledger", DECIDED | {"of": "p-1-1"}, "of is p-1-1; write ask:ID or amendment:ID"),
        ("ledger", DECIDED | {"from": "rev1", "to": "zero-draft"}, "zero-draft does not come after rev1"),
        ("ledger", DECIDED | {"outcome": "won"}, "outcome is missing or wrong"),
        ("ledger", DECIDED | {"carried_by_board": "reflection:r-9"}, "carried_by_board is r-9"),
        ("responses", ANSWER | {"to": ["everyone"]}, "to is everyone; write ask:ID"),
        ("responses", ANSWER | {"to": ["topic:fog"]}, "to is fog, which the process does not have"),
        ("responses", ANSWER | {"to": ["paragraph:rev1/para_9"]}, "rev1 has no paragraph para_9"),
        ("responses", ANSWER | {"text": ""}, "text is missing or wrong"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_that_names_file_and_line(
    pier: Path, name: str, row: dict[str, Any], words: str
) -> None:
    write(pier, name, row)
    with pytest.raises(InputError, match=words) as caught:
        load(read_folder(pier))
    assert str(caught.value).startswith(f"{name}.jsonl, line 1")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "row", "words"),
    [
        ("amendments", AMENDMENT, "amendments.jsonl, line 2: a-1 is there already"),
        ("support", {"amendment": "a-1", "organisation": "P", "position": "opposes"}, "on a-1 already"),
        ("reflections", REFLECTION, "reflections.jsonl, line 2: r-1 is there already"),
        ("not-carried", {"ask": "p-1-1", "because": "x"}, "not-carried.jsonl, line 2: needs because"),
        ("ledger", DECIDED, "ledger.jsonl, line 2: what became of ask:p-1-1 in rev1 stands further up"),
        ("responses", ANSWER, "responses.jsonl, line 2: q-1 is there already"),
    ],
)
def test_what_is_there_twice_is_refused(pier: Path, name: str, row: dict[str, Any], words: str) -> None:
    write(pier, name, row, row)
    with pytest.raises(InputError, match=words):
        load(read_folder(pier))


def test_one_ask_proposes_one_wording(pier: Path) -> None:
    write(pier, "amendments", AMENDMENT, of_ask(1), of_ask(1) | {"id": "a-9"})
    with pytest.raises(InputError, match="line 3: ask p-1-1 has an amendment on this draft already"):
        load(read_folder(pier))
