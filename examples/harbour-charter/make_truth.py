"""Expand truth.toml, the drafters' own concordance, to truth.json in the comparison format.

Reads only the Markdown sources and truth.toml. Run it after any change to either:

    python examples/harbour-charter/make_truth.py
"""

import json
import re
import tomllib
from bisect import bisect_left
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).parent
UNIT = re.compile(r"(?P<number>\d+(?: bis)?)\. (?:\[(?:Agreed|Suggested for closure)\] )?(?P<text>.+)")
ITEM = re.compile(r"\((?P<mark>[a-z]+)\) (?P<text>.+)")
HEADING = re.compile(r"## (?P<number>[A-Z])\. (?P<text>.+)")


def read_units(stage):
    """Units and headings of a source as {number: (eid, text)}, both in document order."""
    blocks = (HERE / "sources" / f"{stage}.md").read_text(encoding="utf-8").strip().split("\n\n")
    units, headings, parent, item = {}, {}, None, None
    for block in blocks[4:]:
        block = re.sub(r"(?<=.)\[\^1\](?!:)", "", block)
        if heading := HEADING.fullmatch(block):
            headings[heading["number"]] = (f"sec_{len(headings) + 1}", heading["text"])
        elif unit := UNIT.fullmatch(block):
            parent = item = (unit["number"], "para_" + unit["number"].replace(" ", ""))
            units[parent[0]] = (parent[1], unit["text"])
        elif mark := ITEM.fullmatch(block):
            below = item if mark["mark"].startswith("i") else parent
            number, eid = f"{below[0]}({mark['mark']})", f"{below[1]}__item_{mark['mark']}"
            units[number] = (eid, mark["text"])
            item = (number, eid) if below is parent else item
        elif parent is None:
            units[f"PP{len(units) + 1}"] = (f"pre_{len(units) + 1}", block)
        elif not block.startswith("[^1]:"):
            units[f"{parent[0]} closing"] = (f"{parent[1]}__closing", block)
    return units, headings


def longest_run(places):
    """Positions in `places` of a longest increasing subsequence."""
    tails, ends, before = [], [], {}
    for i, place in enumerate(places):
        at = bisect_left(tails, place)
        tails[at:] = [place, *tails[at + 1 :]]
        ends[at:] = [i, *ends[at + 1 :]]
        before[i] = ends[at - 1] if at else None
    kept, i = set(), ends[-1]
    while i is not None:
        kept.add(i)
        i = before[i]
    return kept


def kind_of(old, new, old_text, new_text):
    """The kind of a change from the numbers and texts on its two sides."""
    if not old or not new:
        return "deleted" if old else "inserted"
    if len(old) > 1 or len(new) > 1:
        return "regrouped" if len(old) > 1 and len(new) > 1 else ("joined" if len(old) > 1 else "split")
    return "unchanged" if old_text == new_text else "reworded"


def change(old, new, old_units, new_units):
    """One change record, not yet placed in the order."""
    texts = ["\n".join(units[n][1] for n in side) for side, units in ((old, old_units), (new, new_units))]
    return {
        "kind": kind_of(old, new, *texts),
        "moved": False,
        "renumbered": bool(old and new and old != new),
        "old": [{"eid": old_units[n][0], "number": n} for n in old],
        "new": [{"eid": new_units[n][0], "number": n} for n in new],
        "devices": [],
        "reinstates": None,
    }


def numbers_of(record, side):
    return [reference["number"] for reference in record[side]]


def put_in_order(changes, old_units):
    """Changes in the order of the new draft, deleted ones after the change that holds their predecessor."""
    ordered = [record for record in changes if record["new"]]
    before = dict(pairwise([None, *old_units]))
    before = {number: earlier for earlier, number in before.items()}
    deleted = {record["old"][0]["number"]: record for record in changes if not record["new"]}
    for number in (n for n in old_units if n in deleted):
        holds = (i for i, record in enumerate(ordered) if before[number] in numbers_of(record, "old"))
        ordered.insert(next(holds, -1) + 1, deleted[number])
    return ordered


def mark_moved(changes, old_units):
    """Mark what stands outside the longest run that kept its order."""
    place = {number: i for i, number in enumerate(old_units)}
    both = [record for record in changes if record["old"] and record["new"]]
    kept = longest_run([place[record["old"][0]["number"]] for record in both])
    for i, record in enumerate(both):
        record["moved"] = i not in kept


def add_devices(changes, entries):
    for entry in entries:
        side = "new" if "new_number" in entry else "old"
        record = next(r for r in changes if entry[f"{side}_number"] in numbers_of(r, side))
        words = {"old": entry.get("old"), "new": entry.get("new")}
        record["devices"].append({"device": entry["device"], "effect": entry["effect"], **words})


def expand(entry):
    """A comparison of truth.toml as a comparison record."""
    (old_units, old_headings), (new_units, new_headings) = read_units(entry["old"]), read_units(entry["new"])
    changes = []
    for line in entry["paragraphs"].strip().splitlines():
        sides = [[n.strip() for n in side.split("+") if n.strip()] for side in line.split(">")]
        changes.append(change(*sides, old_units, new_units))
    changes = put_in_order(changes, old_units)
    mark_moved(changes, old_units)
    add_devices(changes, entry["device"])
    for again in entry.get("reinstated", ()):
        record = next(r for r in changes if numbers_of(r, "new") == [again["new"]])
        eid = read_units(again["draft"])[0][again["number"]][0]
        record["reinstates"] = {"draft": again["draft"], "eid": eid}
    headings = [change([n], [n], old_headings, new_headings) for n in new_headings]
    return {"old": entry["old"], "new": entry["new"], "headings": headings, "changes": changes}


def one_line(found):
    """A matched object or list of the JSON text without its line breaks."""
    return found[0][0] + " ".join(found[0][1:-1].split()) + found[0][-1]


def main():
    comparisons = tomllib.loads((HERE / "truth.toml").read_text(encoding="utf-8"))["comparison"]
    truth = {"format": "soundingboard/1", "comparisons": [expand(entry) for entry in comparisons]}
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    # one line per side and device, so that a change of the truth reads well in a diff
    text = re.sub(r"\{\n\s+\"(?:eid|device|draft)\"[^{}]+?\n\s+\}", one_line, text)
    text = re.sub(r"\[\n\s+\{\"eid\"[^\[\]]+?\n\s+\]", one_line, text)
    (HERE / "truth.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
