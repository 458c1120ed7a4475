"""The example's truth.json against its Markdown sources, read here with a few regular expressions."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1] / "examples" / "harbour-charter"
STAGES = ("zero-draft", "rev1", "rev2", "adopted")
DEVICES = {
    "verb-of-commitment", "modal", "qualifier-added", "qualifier-dropped", "scope-narrowed", "scope-widened",
    "actor-changed", "safeguard-deleted", "safeguard-added", "deadline", "list-shortened", "list-lengthened",
    "intensity", "named-body", "duty-weakened", "noun-strength",
}  # fmt: skip
TRUTH = json.loads((HERE / "truth.json").read_text(encoding="utf-8"))
COMPARISONS = [pytest.param(c, id=f"{c['old']}-{c['new']}") for c in TRUTH["comparisons"]]


def units(stage):
    """{eid: (number, text)} of a source, in document order; footnote marks and status marks left out."""
    source = (HERE / "sources" / f"{stage}.md").read_text(encoding="utf-8")
    body = re.sub(r"^\[\^1\]: .*$|(?<=\w)\[\^1\]", "", source, flags=re.M).split("\n\n", 4)[4]
    found, chapeau, item = {}, "", ""
    for line in filter(None, body.splitlines()):
        if line.startswith("## "):
            continue
        if number := re.match(r"(\d+)( bis)?\. (?:\[Agreed\] |\[Suggested for closure\] )?", line):
            chapeau = item = number[1] + (number[2] or "")
            found["para_" + chapeau.replace(" ", "")] = (chapeau, line[number.end() :])
        elif letter := re.match(r"\(([a-h]|i+)\) ", line):
            path = [*re.findall(r"\(([a-h])\)", item), letter[1]] if letter[1][0] == "i" else [letter[1]]
            item = chapeau + "".join(f"({mark})" for mark in path)
            eid = "".join([f"para_{chapeau}", *(f"__item_{mark}" for mark in path)])
            found[eid] = (item, line[letter.end() :])
        elif chapeau:
            found[f"para_{chapeau}__closing"] = (f"{chapeau} closing", line)
        else:
            found[f"pre_{len(found) + 1}"] = (f"PP{len(found) + 1}", line)
    return found


def eids(change, side):
    return [reference["eid"] for reference in change[side]]


def text(change, side, source):
    return "\n".join(source[eid][1] for eid in eids(change, side))


def test_three_comparisons_follow_each_other():
    assert TRUTH["format"] == "soundingboard/1"
    assert [(c["old"], c["new"]) for c in TRUTH["comparisons"]] == list(pairwise(STAGES))


@pytest.mark.parametrize("stage", STAGES)
def test_a_draft_has_eight_sections_a_preamble_and_some_ninety_paragraphs(stage):
    source = (HERE / "sources" / f"{stage}.md").read_text(encoding="utf-8")
    assert re.findall(r"^## ([A-Z])\.", source, flags=re.M) == list("ABCDEFGH")
    found = units(stage)
    operative = [number for number, _ in found.values() if re.fullmatch(r"\d+", number)]
    assert operative == [str(n + 1) for n in range(len(operative))]
    assert 88 <= len(operative) <= 98
    assert 6 <= sum(eid.startswith("pre_") for eid in found) <= 9


@pytest.mark.parametrize("comparison", COMPARISONS)
@pytest.mark.parametrize("side", ["old", "new"])
def test_every_paragraph_stands_in_exactly_one_change(comparison, side):
    named = [(r["eid"], r["number"]) for change in comparison["changes"] for r in change[side]]
    there = [(eid, number) for eid, (number, _) in units(comparison[side]).items()]
    assert sorted(named) == sorted(there)


@pytest.mark.parametrize("comparison", COMPARISONS)
def test_changes_stand_in_the_order_of_the_new_draft(comparison):
    named = [eid for change in comparison["changes"] for eid in eids(change, "new")]
    assert named == list(units(comparison["new"]))


@pytest.mark.parametrize("comparison", COMPARISONS)
def test_a_deleted_paragraph_follows_the_one_before_it_in_the_old_draft(comparison):
    before = dict(zip(list(units(comparison["old"]))[1:], units(comparison["old"]), strict=False))
    for earlier, change in pairwise([None, *comparison["changes"]]):
        if change["kind"] == "deleted":
            assert before[eids(change, "old")[0]] in eids(earlier, "old")


@pytest.mark.parametrize("comparison", COMPARISONS)
def test_kind_and_renumbered_follow_from_texts_and_numbers(comparison):
    old, new = units(comparison["old"]), units(comparison["new"])
    for change in comparison["changes"]:
        sides = (min(len(change["old"]), 2), min(len(change["new"]), 2))
        same = "unchanged" if text(change, "old", old) == text(change, "new", new) else "reworded"
        kinds = {(1, 1): same, (1, 2): "split", (2, 1): "joined", (2, 2): "regrouped", (0, 1): "inserted"}
        assert change["kind"] == kinds.get(sides, "deleted"), change
        numbers = [[reference["number"] for reference in change[side]] for side in ("old", "new")]
        assert change["renumbered"] == (all(numbers) and numbers[0] != numbers[1]), change


@pytest.mark.parametrize("comparison", COMPARISONS)
def test_moved_are_the_fewest_that_leave_the_rest_in_order_and_no_other_choice_is_as_few(comparison):
    place = {eid: i for i, eid in enumerate(units(comparison["old"]))}
    both = [change for change in comparison["changes"] if change["old"] and change["new"]]
    places = [place[eids(change, "old")[0]] for change in both]
    longest: list[tuple[int, int]] = []  # for each change: longest run that ends here, and how many such runs
    for i, at in enumerate(places):
        before = [longest[j] for j in range(i) if places[j] < at]
        length = max((n for n, _ in before), default=0)
        longest.append((length + 1, sum(ways for n, ways in before if n == length) or 1))
    best = max(n for n, _ in longest)
    assert sum(ways for n, ways in longest if n == best) == 1
    kept = [at for at, change in zip(places, both, strict=True) if not change["moved"]]
    assert kept == sorted(kept)
    assert len(kept) == best


@pytest.mark.parametrize("comparison", COMPARISONS)
def test_devices_name_words_that_stand_once_on_the_side_they_name(comparison):
    sources = {side: units(comparison[side]) for side in ("old", "new")}
    for change in comparison["changes"]:
        for device in change["devices"]:
            assert device["device"] in DEVICES
            assert device["effect"] in {"strengthens", "softens", "contested"}
            assert device["old"] or device["new"]
            for side in ("old", "new"):
                if device[side]:
                    assert text(change, side, sources[side]).count(device[side]) == 1, device
            assert device["old"] is None or device["old"] not in text(change, "new", sources["new"]), device
            assert device["new"] is None or device["new"] not in text(change, "old", sources["old"]), device


def test_the_example_shows_every_device_and_a_reinstated_paragraph():
    changes = [change for comparison in TRUTH["comparisons"] for change in comparison["changes"]]
    assert {device["device"] for change in changes for device in change["devices"]} == DEVICES
    back = [change["reinstates"] for change in changes if change["reinstates"]]
    assert back == [{"draft": "zero-draft", "eid": "para_52"}, {"draft": "zero-draft", "eid": "para_32"}]


def test_truth_is_what_its_builder_makes_of_the_list(tmp_path):
    for name in ("make_truth.py", "truth.toml"):
        (tmp_path / name).write_bytes((HERE / name).read_bytes())
    (tmp_path / "sources").symlink_to(HERE / "sources")
    scope = {"__file__": str(tmp_path / "make_truth.py"), "__name__": "builder"}
    exec(compile((tmp_path / "make_truth.py").read_text(encoding="utf-8"), "make_truth.py", "exec"), scope)  # noqa: S102
    scope["main"]()
    assert (tmp_path / "truth.json").read_bytes() == (HERE / "truth.json").read_bytes()
