"""A process folder becomes a process of the site, and comes out again with the same meaning."""

import json
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command

from soundingboard.chain import check
from soundingboard.errors import InputError
from soundingboard.site.board.models import Event, Output, Seat
from soundingboard.site.contributions.closing.actions import close
from soundingboard.site.contributions.models import Ask, Contribution, ContributionState, FrozenCount, Tally
from soundingboard.site.contributions.tallies import recount
from soundingboard.site.drafts.models import Draft, FlagVerdict, LanguageVersion, LinkDecision
from soundingboard.site.folder.actions import load
from soundingboard.site.folder.export import export
from soundingboard.site.folder.reading import read_folder
from soundingboard.site.people.rules import OPERATOR
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry

pytestmark = pytest.mark.django_db

EXAMPLE = Path(__file__).parents[3] / "examples" / "harbour-charter"
FILES = (
    "contributions/contributions.jsonl",
    "contributions/asks.jsonl",
    "frozen.jsonl",
    "events.jsonl",
    "outputs.jsonl",
)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder with one draft and one contribution."""
    folder = tmp_path / "pier"
    (folder / "contributions").mkdir(parents=True)
    (folder / "text.md").write_text("# The Pier\n\n1. We commit to lamps.\n\n2. We note the tide.\n")
    (folder / "process.toml").write_text(
        'title = "The Pier"\ngroups = ["youth"]\nregions = ["North"]\n'
        '[[drafts]]\nstage = "zero-draft"\nlabel = "Zero Draft"\ndate = 2026-03-01\nfile = "text.md"\n'
        "opens = 2026-03-01T00:00:00Z\ncloses = 2026-03-31T18:00:00Z\n"
    )
    said = {"id": "p-1", "text": "More lamps.", "draft": "zero-draft", "date": "2026-04-02T08:00:00Z"}
    (folder / "contributions" / "said.jsonl").write_text(json.dumps(said) + "\n")
    return folder


def counts(process: Process) -> dict[str, int]:
    related = {Draft: "process", Contribution: "process", Ask: "contribution__process", Event: "process"}
    related |= {Output: "process", Seat: "process"}
    return {
        model.__name__: model.objects.filter(**{path: process}).count() for model, path in related.items()
    }


def tallies(process: Process) -> list[tuple[object, ...]]:
    rows = Tally.objects.filter(draft__process=process).order_by("draft__order", "place")
    return list(rows.values_list("draft__slug", "place", "n", "asks", "hidden", "closed"))


@pytest.fixture
def example(db: None) -> Process:
    return load(read_folder(EXAMPLE))


def test_the_example_loads_whole(example: Process) -> None:
    assert counts(example) == {
        "Draft": 4,
        "Contribution": 150,
        "Ask": 171,
        "Event": 16,
        "Output": 7,
        "Seat": 12,
    }


def test_what_is_exported_loads_again_with_the_same_meaning(example: Process, tmp_path: Path) -> None:
    export(example, tmp_path / "out")
    (tmp_path / "out" / "record.jsonl").unlink()  # its entries are in this database already
    Process.objects.filter(pk=example.pk).update(slug="before")
    again = load(read_folder(tmp_path / "out"))
    export(again, tmp_path / "again")
    assert counts(again) == counts(example)
    assert tallies(again) == tallies(example)
    for name in (*FILES, "process.json"):
        assert (tmp_path / "again" / name).read_text() == (tmp_path / "out" / name).read_text(), name


def test_what_the_example_froze_is_what_closing_freezes(example: Process) -> None:
    kept = FrozenCount.objects.get()
    record = kept.record
    FrozenCount.objects.all().delete()
    assert close(OPERATOR, kept.draft).record == record


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"draft": "zero-draft", "contributions": ["p-1"]}, "a frozen count needs draft, contributions"),
        ({"draft": "zero-draft", "contributions": ["p-9"], "tables": {}}, "counted once: p-9"),
        ({"draft": None, "contributions": [], "tables": {}}, "line 1: needs a draft"),
        ({"draft": "rev9", "contributions": [], "tables": {}}, "is on draft rev9"),
        ({"draft": "zero-draft", "contributions": [], "tables": {"stakeholder_group": 3}}, "needs draft"),
    ],
)
def test_a_frozen_count_that_cannot_be_used_is_refused(small: Path, row: dict, words: str) -> None:
    (small / "frozen.jsonl").write_text(json.dumps(row) + "\n")
    with pytest.raises(InputError, match=words):
        load(read_folder(small))


def test_nobody_is_in_two_frozen_counts(small: Path) -> None:
    row = {"draft": "zero-draft", "contributions": ["p-1"], "tables": {}}
    (small / "frozen.jsonl").write_text((json.dumps(row) + "\n") * 2)
    with pytest.raises(InputError, match=r"frozen.jsonl, line 2: .* counted once: p-1"):
        load(read_folder(small))


def test_drafts_keep_their_paragraphs_through_an_export(example: Process, tmp_path: Path) -> None:
    export(example, tmp_path / "out")
    written = {
        path.stem: json.loads(path.read_text())["paragraphs"]
        for path in (tmp_path / "out" / "drafts").iterdir()
    }
    expected = {draft.slug: draft.record["paragraphs"] for draft in Draft.objects.all()}
    for version in LanguageVersion.objects.all():
        expected[f"{version.draft.slug}.{version.language}"] = version.record["paragraphs"]
    assert written == expected


def test_the_record_goes_on_after_an_export(small: Path, tmp_path: Path) -> None:
    process = load(read_folder(small))
    export(process, tmp_path / "out")
    lines = (tmp_path / "out" / "record.jsonl").read_text().splitlines()
    found = check(lines)
    assert (found.n, found.digest) == (Entry.objects.count(), Entry.objects.last().digest)


def test_decisions_of_people_come_along(small: Path, tmp_path: Path) -> None:
    process = load(read_folder(small))
    draft = process.drafts.get()
    LinkDecision.objects.create(old=draft, new=draft, old_eids=["para_1"], new_eids=["para_2"])
    FlagVerdict.objects.create(old=draft, new=draft, key="k", confirmed=True)
    export(process, tmp_path / "out")
    written = [json.loads(line) for line in (tmp_path / "out" / "decisions.jsonl").read_text().splitlines()]
    assert [row["kind"] for row in written] == ["link", "flag"]
    assert (written[0]["old_eids"], written[1]["confirmed"]) == (["para_1"], True)


def test_what_came_after_the_deadline_is_late(small: Path) -> None:
    load(read_folder(small))
    assert Contribution.objects.get().late is True


def test_what_was_superseded_counts_no_more(example: Process) -> None:
    old = Contribution.objects.get(name="hc-028")
    assert (old.state, old.successor.name) == (ContributionState.SUPERSEDED, "hc-034")
    before = tallies(example)
    recount(example)
    assert tallies(example) == before


def test_a_process_is_not_loaded_twice(small: Path) -> None:
    load(read_folder(small))
    with pytest.raises(InputError, match="pier is on the site already"):
        load(read_folder(small))


def test_a_folder_that_fails_half_way_leaves_nothing(small: Path) -> None:
    (small / "contributions" / "asks.jsonl").write_text(
        '{"id": "a-1", "contribution": "p-9", "kind": "retain"}\n'
    )
    with pytest.raises(InputError, match="belongs to contribution p-9, which is not there"):
        load(read_folder(small))
    assert (Process.objects.count(), Entry.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("process.toml", "title = ", "process.toml: cannot be read"),
        ("process.toml", 'summary = "x"', "the process needs a title"),
        ("process.toml", 'title = "x"\ndrafts = 3', "drafts must be a list of tables"),
        ("process.toml", 'title = "x"\n[[drafts]]\nstage = "rev1"', "draft 1 needs a stage and a file"),
        (
            "process.toml",
            'title = "x"\n[[drafts]]\nstage = "rev1"\nfile = "no.md"',
            "is named in the process",
        ),
        (
            "process.toml",
            'title = "x"\n[[drafts]]\nstage = "rev1"\nfile = "../../etc/passwd"',
            "lies outside",
        ),
        ("process.toml", 'title = "x"\n[[milestones]]\nlabel = "m"\ndate = "soon"', "soon is no date"),
        ("contributions/said.jsonl", "not json\n", "line 1 is no JSON object"),
        ("contributions/said.jsonl", '{"id": "p-1"}\n', "a record needs text"),
        ("contributions/said.jsonl", '{"id": "p", "text": "t", "draft": "rev9"}\n', "is on draft rev9"),
        (
            "contributions/said.jsonl",
            '{"id": "p", "text": "t", "permission": "maybe"}\n',
            "permission is maybe",
        ),
        ("contributions/said.jsonl", '{"id": "p", "text": "t", "date": "31 May"}\n', "31 May is no date"),
    ],
)
def test_what_is_wrong_in_a_folder_is_said_in_one_line(small: Path, file: str, text: str, words: str) -> None:
    (small / file).write_text(text)
    with pytest.raises(InputError, match=words) as caught:
        load(read_folder(small))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("report = 3\n", "report: is no table"),
        ('report.background = "x"\n', "report: background is no section with text or file"),
        ('report.annex = { text = "x" }\n', "report: annex is no section"),
        ('report.date = "soon"\n', "report.date: soon is no date"),
        ('report.closing = { file = "no.md" }\n', "is named in the process"),
    ],
)
def test_a_report_that_cannot_be_used_is_refused(small: Path, text: str, words: str) -> None:
    (small / "process.toml").write_text(text + (small / "process.toml").read_text())
    with pytest.raises(InputError, match=words):
        load(read_folder(small))


def test_a_folder_without_a_process_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no process.toml"):
        read_folder(tmp_path)


def test_an_altered_record_is_not_taken_over(small: Path, tmp_path: Path) -> None:
    process = load(read_folder(small))
    export(process, tmp_path / "out")
    path = tmp_path / "out" / "record.jsonl"
    path.write_text(path.read_text().replace("loaded", "erased", 1))
    Process.objects.filter(pk=process.pk).update(slug="before")
    with pytest.raises(InputError, match="entry 1 was altered"):
        load(read_folder(tmp_path / "out"))


def test_an_export_does_not_write_over_a_folder(small: Path, tmp_path: Path) -> None:
    process = load(read_folder(small))
    with pytest.raises(InputError, match="is not empty"):
        export(process, small)


def test_contributions_may_be_a_table(small: Path) -> None:
    (small / "contributions" / "said.jsonl").unlink()
    rows = 'id,text,draft,stakeholder_group\nt-1,"Two lamps, or three.",zero-draft,youth\n'
    (small / "contributions" / "said.csv").write_text(rows)
    load(read_folder(small))
    assert Contribution.objects.values_list("name", "text", "stakeholder_group").get() == (
        "t-1",
        "Two lamps, or three.",
        "youth",
    )


def test_the_commands_say_what_is_confidential(small: Path, tmp_path: Path, capsys) -> None:
    said = {"id": "p-1", "text": "Quietly.", "draft": "zero-draft", "permission": "confidential"}
    (small / "contributions" / "said.jsonl").write_text(json.dumps(said) + "\n")
    shutil.copytree(small, tmp_path / "copy")
    call_command("load", str(tmp_path / "copy"))
    call_command("export", str(tmp_path / "out"))
    assert "also 1 confidential contribution and what is for the board" in capsys.readouterr().err


def test_an_eid_that_cannot_stand_in_an_address_is_refused(small: Path) -> None:
    draft = {"paragraphs": [{"number": "1", "text": "Lamps.", "eid": "a/b"}]}
    (small / "text.md").rename(small / "text.json")
    (small / "text.json").write_text(json.dumps(draft))
    text = (small / "process.toml").read_text().replace("text.md", "text.json")
    (small / "process.toml").write_text(text)
    with pytest.raises(InputError, match="the eid 'a/b' cannot stand in an address"):
        load(read_folder(small))


@pytest.mark.parametrize(
    ("added", "words"),
    [
        ('slug = "My Process"\n', "cannot be the address of a process"),
        ('slug = "privacy"\n', "cannot be the address of a process"),
    ],
)
def test_an_address_that_would_not_work_is_refused(small: Path, added: str, words: str) -> None:
    (small / "process.toml").write_text(added + (small / "process.toml").read_text())
    with pytest.raises(InputError, match=words):
        load(read_folder(small))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('label = "Zero Draft"', 'visibility = "Board"', "visibility is Board"),
        ('stage = "zero-draft"', 'stage = "zero draft"', "becomes part of an address"),
        ("2026-03-31T18:00:00Z", "9999-12-31T23:59:00Z", "is no date"),
    ],
)
def test_a_draft_that_is_named_wrong_is_refused(small: Path, old: str, new: str, words: str) -> None:
    (small / "process.toml").write_text((small / "process.toml").read_text().replace(old, new))
    with pytest.raises(InputError, match=words):
        load(read_folder(small))


def test_a_title_is_one_line(small: Path) -> None:
    text = (small / "process.toml").read_text().replace('"The Pier"', '"The\\nPier"')
    (small / "process.toml").write_text(text)
    assert load(read_folder(small)).title == "The Pier"
